// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "commandreader.h"

#include <QSocketNotifier>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Demo {

#ifdef Q_OS_UNIX

CommandReader::CommandReader(QObject *parent) : QObject(parent)
{
    if (::fcntl(STDIN_FILENO, F_GETFD) < 0)
        return;
    // In the background of a terminal a read would stop the whole process.
    std::signal(SIGTTIN, SIG_IGN);
    m_notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &CommandReader::read);
}

void CommandReader::read()
{
    const auto isSpace = [](QChar letter) { return letter.isSpace(); };
    // One read() a notification cannot block, and so O_NONBLOCK is not forced upon those who share this stdin.
    char chunk[4096];
    const ssize_t count = ::read(STDIN_FILENO, chunk, sizeof chunk);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count > 0) {
        m_buffer.append(chunk, count);
    } else {
        m_notifier->setEnabled(false);
        m_buffer.append('\n'); // the last line may have none
    }
    for (qsizetype end; (end = m_buffer.indexOf('\n')) >= 0;) {
        QString line = QString::fromUtf8(m_buffer.constData(), end);
        m_buffer.remove(0, end + 1);
        if (line.endsWith(u'\r'))
            line.chop(1);
        // Blanks before a command mean nothing. Those at the end are the command's: they may belong to a text.
        line.remove(0, std::find_if_not(line.cbegin(), line.cend(), isSpace) - line.cbegin());
        if (!line.isEmpty())
            Q_EMIT lineReceived(line);
    }
}

#else

CommandReader::CommandReader(QObject *parent) : QObject(parent) {}

void CommandReader::read() {}

#endif

} // namespace Demo
