// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocale>
#include <QObject>
#include <QTranslator>

#include <memory>
#include <optional>
#include <vector>

namespace Demo {

/// The language of all texts, out of those in `:/i18n` (files `qtfailover-demo_<locale>.qm`) and English, which the
/// sources are written in. Make one in main(), right after the application object.
class Language final : public QObject
{
    Q_OBJECT
public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    /// English first.
    static QList<QLocale> available();
    QLocale current() const { return m_current; }

    /// Installs the translations, Qt's own among them, and turns the layout to the language's direction, or leaves
    /// it from right to left where the application was started with -reverse. Widgets get QEvent::LanguageChange.
    void set(const QLocale &locale);
    /// The first of the user's languages that is there, or English.
    void setToUsers();

private:
    QLocale m_current;
    std::optional<Qt::LayoutDirection> m_direction; ///< of every language
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace Demo
