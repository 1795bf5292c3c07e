// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notelink.h"
#include "notewriter.h"
#include "options.h"
#include "sharednote.h"
#include "testhandlers.h"

#include <QtFailover/Watcher>

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Demo {

class JsonReporter;

/// One instance of the application: its Watcher, and what is done with the role.
class Session final : public QObject
{
    Q_OBJECT
public:
    enum class Failure {
        Delayed,  ///< the note cannot be had or written now; it is tried again
        Unwritten ///< edits were given up at the end
    };
    Q_ENUM(Failure)

    explicit Session(const Options &options, QObject *parent = nullptr);
    ~Session() override;

    /// False: the configuration is bad, and has been reported.
    bool start();

    /// Leaves the group in order, handing over when primary, as soon as what was typed is written. Returns at once;
    /// left() follows.
    void leaveWhenWritten();
    /// Takes leaveWhenWritten() back.
    void stay();
    /// As leaveWhenWritten(), but with what is not written after `patience` given up, and reported: for those whom
    /// nobody can ask.
    void leave();
    /// Leaves with what is not written given up.
    void leaveNow();

    static constexpr std::chrono::seconds patience{2};

    const Options &options() const { return m_options; }
    QtFailover::Watcher &watcher() { return m_watcher; }
    SharedNote &note() { return m_note; }

    /// Prints a line when there is --json.
    void report(QLatin1StringView event, const QJsonObject &fields);
    /// An `error` line with --json, else a line on stderr.
    void reportError(const QString &error, const QString &message);

Q_SIGNALS:
    void left();

private:
    void setUpReports();
    void setUpHandlers();
    void setUpAppending();
    void leaveIfWritten();
    void giveUp();

    const Options m_options;
    const std::unique_ptr<QtFailover::Watcher> m_ownWatcher;
    QtFailover::Watcher &m_watcher;
    std::unique_ptr<JsonReporter> m_reporter;
    TestHandlers m_testHandlers;
    NoteWriter m_writer;
    SharedNote m_note;
    NoteLink m_link;
    QTimer m_leaveTimer;
    bool m_leavesWhenWritten = false;
    QString m_toldDelay; ///< since the last edit that was written
    QTimer m_appendTimer;
    int m_appendCount = 0;
};

} // namespace Demo
