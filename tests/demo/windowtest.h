// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "language.h"
#include "session.h"
#include "support/directories.h"
#include "support/waitfor.h"
#include "system/group.h"
#include "window/noteeditor.h"
#include "window/notewindow.h"
#include "window/rolebadge.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QTest>

#include <memory>

namespace Demo {

/// A real window in this process, in a group whose other instances are processes.
struct OpenWindow {
    OpenWindow(const QStringList &arguments, Language &language)
        : session(Options::parse(arguments)), window(session, language)
    {
        window.resize(560, 780);
        window.show();
        EXPECT_TRUE(session.start());
    }

    void type(const QString &text)
    {
        for (const QChar c : text) {
            if (c == u'\n')
                QTest::keyClick(&window.editor(), Qt::Key_Return);
            else
                QTest::keyClicks(&window.editor(), c);
        }
    }
    QString text() const { return window.editor().text(); }

    Session session;
    NoteWindow window;
};

class WindowTest : public ::testing::Test
{
protected:
    std::unique_ptr<OpenWindow> open(const QString &id, const QStringList &more = {})
    {
        QStringList arguments{QStringLiteral("demo"),
                              QStringLiteral("--group"),
                              m_group.name(),
                              QStringLiteral("--file"),
                              file(),
                              QStringLiteral("--no-dbus"),
                              QStringLiteral("--instance-id"),
                              id};
        return std::make_unique<OpenWindow>(arguments + more, m_language);
    }
    QtFailover::Test::Instance *startProcess(const QString &id, const QStringList &more = {})
    {
        return m_group.start(id, QStringList{QStringLiteral("--file"), file()} + more);
    }
    QString file() const { return m_group.directory() + QStringLiteral("/note.txt"); }
    QString contents() const
    {
        QFile note(file());
        return note.open(QIODevice::ReadOnly) ? QString::fromUtf8(note.readAll()) : QString();
    }

    /// For a person to look at, in the directory of that environment variable or beside the test.
    static void takePicture(QWidget &window, const QString &name)
    {
        const QDir directory(qEnvironmentVariable("QTFAILOVER_PICTURES", QStringLiteral("pictures")));
        EXPECT_TRUE(directory.mkpath(QStringLiteral(".")));
        EXPECT_TRUE(window.grab().save(directory.filePath(name + QStringLiteral(".png"))));
    }

    QtFailover::Test::Group m_group;
    const QtFailover::Test::EnvironmentGuard m_runtime{"XDG_RUNTIME_DIR", QFile::encodeName(m_group.directory())};
    const QtFailover::Test::EnvironmentGuard m_state{"XDG_STATE_HOME",
                                                     QFile::encodeName(m_group.directory() + QStringLiteral("/state"))};
    Language m_language;
};

} // namespace Demo
