// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/floorwriter.h"

#include "adapters/files.h"
#include "adapters/names.h"

#include <QCoreApplication>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace QtFailover::Internal {

namespace {

/// Of the destructor, for a write under way.
constexpr std::chrono::milliseconds Patience{100};

struct Job {
    QString directory;
    Epoch upTo = NoEpoch;
    quint64 ticket = 0;
};

QString above(const QString &path) { return path.left(path.lastIndexOf(QLatin1Char('/'))); }

} // namespace

/// What the thread may touch; receiver and self under the mutex only, null once the writer is gone.
struct FloorWriter::Shared {
    std::mutex mutex;
    std::condition_variable idle;
    std::deque<Job> jobs;
    bool running = false;
    QObject *receiver = nullptr;
    FloorWriter *self = nullptr;
};

FloorWriter::FloorWriter() : m_pid(QCoreApplication::applicationPid()), m_shared(std::make_shared<Shared>()) {}

FloorWriter::~FloorWriter()
{
    if (m_pid != QCoreApplication::applicationPid()) {
        // The mutex may be held by a thread that this process does not have.
        [[maybe_unused]] const auto *abandoned = new std::shared_ptr<Shared>(std::move(m_shared));
        [[maybe_unused]] const QObject *receiver = m_receiver.release();
        return;
    }
    std::unique_lock guard(m_shared->mutex);
    m_shared->jobs.clear();
    m_shared->receiver = nullptr;
    m_shared->idle.wait_for(guard, Patience, [this] { return !m_shared->running; });
}

std::error_code FloorWriter::write(const QString &directory, Epoch upTo)
{
    if (directory.isEmpty())
        return std::make_error_code(std::errc::no_such_file_or_directory);
    if (const std::error_code error = Files::createSynced(Names::path(directory, Names::Floor, upTo)))
        return error;
    // The directories may be as new as the floor, made by us or by another instance a moment ago.
    if (const std::error_code error = Files::syncDirectory(above(directory)))
        return error;
    const QString home = above(above(directory)) + QLatin1String("/."); // the user may have made it a symbolic link
    const std::error_code error = Files::syncDirectory(home);
    if (error && error != std::errc::permission_denied)
        return error;

    std::vector<Epoch> smaller;
    Files::list(directory, [&](std::string_view name) {
        const auto floor = Names::epoch(name, Names::Floor);
        if (floor && *floor < upTo)
            smaller.push_back(*floor);
    });
    for (const Epoch floor : smaller)
        Files::remove(Names::path(directory, Names::Floor, floor));
    return {};
}

void FloorWriter::writeAhead(const QString &directory, Epoch upTo, Done done)
{
    if (!m_receiver)
        m_receiver = std::make_unique<QObject>();
    const quint64 ticket = ++m_lastTicket;
    m_waiting.emplace(ticket, std::move(done));

    const std::lock_guard guard(m_shared->mutex);
    m_shared->receiver = m_receiver.get();
    m_shared->self = this;
    m_shared->jobs.push_back({directory, upTo, ticket});
    if (m_shared->running)
        return;
    try {
        std::thread(&FloorWriter::run, m_shared).detach();
        m_shared->running = true;
    } catch (const std::system_error &error) {
        m_shared->jobs.pop_back();
        answer(m_receiver.get(), this, ticket, error.code());
    }
}

void FloorWriter::run(const std::shared_ptr<Shared> &shared)
{
    std::unique_lock guard(shared->mutex);
    while (!shared->jobs.empty()) {
        const Job job = shared->jobs.front();
        shared->jobs.pop_front();
        guard.unlock();
        const std::error_code error = write(job.directory, job.upTo);
        guard.lock();
        if (shared->receiver)
            answer(shared->receiver, shared->self, job.ticket, error);
    }
    shared->running = false;
    shared->idle.notify_all();
}

void FloorWriter::answer(QObject *receiver, FloorWriter *self, quint64 ticket, const std::error_code &error)
{
    QMetaObject::invokeMethod(
        receiver,
        [self, ticket, error] {
            const auto node = self->m_waiting.extract(ticket);
            if (!node.empty() && node.mapped())
                node.mapped()(error);
        },
        Qt::QueuedConnection);
}

} // namespace QtFailover::Internal
