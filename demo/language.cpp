// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>

#ifdef QTFAILOVER_DEMO_WIDGETS
#include <QGuiApplication>
#endif

#include <algorithm>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

constexpr auto folder = ":/i18n"_L1;
constexpr auto baseName = "qtfailover-demo"_L1;

} // namespace

Language::Language(QObject *parent) : QObject(parent), m_current(QLocale::English)
{
#ifdef QTFAILOVER_DEMO_WIDGETS
    // Nothing but -reverse can have turned it before the first translation.
    if (QGuiApplication::isRightToLeft())
        m_direction = Qt::RightToLeft;
#endif
}

Language::~Language() = default;

QList<QLocale> Language::available()
{
    QList<QLocale> result{QLocale(QLocale::English)};
    const QStringList files = QDir(folder).entryList({baseName + "_*.qm"_L1}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QLocale locale(file.mid(baseName.size() + 1).chopped(3));
        if (!result.contains(locale) && locale.language() != QLocale::English)
            result.append(locale);
    }
    return result;
}

void Language::set(const QLocale &locale)
{
    for (const auto &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();
    m_current = locale;
    QLocale::setDefault(locale);
    const std::pair<QString, QString> sources[] = {
        {u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
        {u"qtfailover"_s, folder},
        {baseName, folder},
    };
    for (const auto &[name, path] : sources) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(locale, name, u"_"_s, path)) {
            QCoreApplication::installTranslator(translator.get());
            m_translators.push_back(std::move(translator));
        }
    }
#ifdef QTFAILOVER_DEMO_WIDGETS
    if (qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        QGuiApplication::setLayoutDirection(m_direction.value_or(locale.textDirection()));
#endif
}

void Language::setToUsers()
{
    const QList<QLocale> all = available();
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &name : wanted) {
        const QLocale locale(name);
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const QLocale &its) { return its.language() == locale.language(); });
        if (found != all.end())
            return set(*found);
    }
    set(QLocale::English);
}

} // namespace Demo
