// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocale>
#include <QObject>
#include <QTranslator>

#include <memory>
#include <vector>

namespace Demo {

/// The language of all texts, out of those in `:/i18n` (files `qtfailover-demo_<locale>.qm`) and English, which the
/// sources are written in. Make one in main(), after the application object.
class Language final : public QObject
{
    Q_OBJECT
public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    /// English first.
    static QList<QLocale> available();
    QLocale current() const { return m_current; }

    /// Installs the translations, Qt's own among them, and turns the layout to the language's direction. Widgets get
    /// QEvent::LanguageChange.
    void set(const QLocale &locale);
    /// The first of the user's languages that is there, or English.
    void setToUsers();

private:
    QLocale m_current;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace Demo
