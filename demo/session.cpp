// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "session.h"

#include "jsonreporter.h"
#include "names.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QUuid>

#include <thread>
#include <utility>

namespace Demo {

using namespace Qt::StringLiterals;
using namespace QtFailover;

namespace {

Watcher *makeWatcher(const Options &options)
{
    switch (options.candidacy) {
    case Options::Candidacy::PrimaryOnly:
        return Watcher::forPrimary(options.config);
    case Options::Candidacy::SecondaryOnly:
        return Watcher::forSecondary(options.config);
    case Options::Candidacy::Normal:
        break;
    }
    return new Watcher(options.config);
}

} // namespace

Session::Session(const Options &options, QObject *parent)
    : QObject(parent),
      m_options(options),
      m_ownWatcher(makeWatcher(options)),
      m_watcher(*m_ownWatcher),
      m_testHandlers(options.plan),
      m_writer(m_watcher, options.file),
      m_note(u"%1-%2"_s.arg(m_watcher.instanceId(), QUuid::createUuid().toString(QUuid::Id128).left(8))),
      m_link(m_watcher, m_note, m_writer)
{
    setUpReports();
    setUpHandlers();
    setUpAppending();
    m_leaveTimer.setSingleShot(true);
    connect(&m_leaveTimer, &QTimer::timeout, this, &Session::giveUp);
    connect(&m_note, &SharedNote::countersChanged, this, &Session::leaveIfWritten);
    connect(&m_watcher, &Watcher::stopped, this, &Session::left);
}

Session::~Session() = default;

bool Session::start()
{
    if (!m_watcher.start())
        return false;
    report("started"_L1, {{u"group"_s, m_options.config.group()}, {u"scope"_s, m_options.config.scope()}});
    return true;
}

void Session::leaveWhenWritten()
{
    m_leavesWhenWritten = true;
    leaveIfWritten();
}

void Session::stay() { m_leavesWhenWritten = false; }

void Session::leave()
{
    leaveWhenWritten();
    if (m_note.hasUnwritten() && !m_leaveTimer.isActive())
        m_leaveTimer.start(patience);
}

void Session::leaveNow() { m_watcher.shutdown(); }

void Session::leaveIfWritten()
{
    if (m_leavesWhenWritten && !m_note.hasUnwritten())
        m_watcher.shutdown();
}

void Session::giveUp()
{
    if (m_note.hasUnwritten())
        reportError(enumName(Failure::Unwritten),
                    tr("Edits given up: %1. The primary did not write them in time").arg(m_note.unwrittenCount()));
    leaveNow();
}

void Session::report(QLatin1StringView event, const QJsonObject &fields)
{
    if (m_reporter)
        m_reporter->report(event, fields);
}

void Session::reportError(const QString &error, const QString &message)
{
    if (m_reporter)
        m_reporter->report("error"_L1, {{u"error"_s, error}, {u"message"_s, message}});
    else
        QTextStream(stderr) << QCoreApplication::applicationName() << ' ' << m_watcher.instanceId() << ": " << message
                            << Qt::endl;
}

void Session::setUpReports()
{
    if (m_options.json) {
        m_reporter = std::make_unique<JsonReporter>(m_watcher);
    } else {
        connect(&m_watcher, &Watcher::errorOccurred, this,
                [this](Error error, const QString &message) { reportError(enumName(error), message); });
    }
    connect(&m_note, &SharedNote::acknowledged, this, [this](const QString &id, const QString &text) {
        m_toldDelay.clear();
        report("acknowledged"_L1, {{u"id"_s, id}, {u"text"_s, text}});
    });
    connect(&m_note, &SharedNote::refused, this,
            [this](NoteFailure failure, const QString &text, const QString &message) {
                reportError(enumName(failure), u"\"%1\": %2"_s.arg(text, message));
            });
    connect(&m_note, &SharedNote::delayed, this, [this](const QString &message) {
        if (std::exchange(m_toldDelay, message) != message) // each time it is tried
            reportError(enumName(Failure::Delayed), message);
    });
}

void Session::setUpHandlers()
{
    m_watcher.setPromotionHandler(this, [this](const Promotion &promotion) {
        if (m_testHandlers.answer(promotion))
            return;
        if (m_options.plan.promotionDelay.count() == 0)
            return m_writer.takeOver(promotion);
        QTimer::singleShot(m_options.plan.promotionDelay, this, [this, promotion] { m_writer.takeOver(promotion); });
    });
    m_watcher.setDemotionHandler(this, [this](const Demotion &demotion) {
        const auto delay = m_options.plan.demotionDelay;
        if (demotion.isSynchronous())
            std::this_thread::sleep_for(delay);
        if (demotion.isSynchronous() || delay.count() == 0)
            return m_writer.leave(demotion);
        QTimer::singleShot(delay, this, [this, demotion] { m_writer.leave(demotion); });
    });
}

void Session::setUpAppending()
{
    if (!m_options.appendEvery)
        return;
    m_appendTimer.setInterval(*m_options.appendEvery);
    m_appendTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_appendTimer, &QTimer::timeout, this, [this] {
        if (m_watcher.isPrimary())
            m_note.appendLine(u"%1 %2"_s.arg(m_watcher.instanceId(), QString::number(++m_appendCount)));
    });
    connect(&m_watcher, &Watcher::roleChanged, this, [this](Role role) {
        if (role == Role::Primary)
            m_appendTimer.start();
        else
            m_appendTimer.stop();
    });
}

} // namespace Demo
