// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sealednote.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace Demo {

using Outcome = SealedNote::Outcome;

class NoteFixture : public ::testing::Test
{
protected:
    QByteArray contents() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    void setContents(const QByteArray &bytes)
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    /// As it would be if it took a person's time.
    void setContentsLater(const QByteArray &bytes)
    {
        setContents(bytes);
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        file.setFileTime(QDateTime::currentDateTime().addSecs(5), QFileDevice::FileModificationTime);
    }
    QByteArray journal() const
    {
        QFile file(m_path + QStringLiteral(".journal"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static SealedNote::Result append(SealedNote &note, quint64 epoch, const char *id, const QString &text)
    {
        return note.apply(epoch, QString::fromLatin1(id), note.revision(),
                          TextChange::replacement(note.text(), note.text().size(), 0, text));
    }

    QTemporaryDir m_directory;
    const QString m_path = m_directory.filePath(QStringLiteral("note.txt"));
};

} // namespace Demo
