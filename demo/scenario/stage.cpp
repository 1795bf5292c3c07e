// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "scenario/stage.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// In memory where there is such a place: the times of a story are not to be the disk's.
QString placeForStories()
{
    const QFileInfo runtime(qEnvironmentVariable("XDG_RUNTIME_DIR"));
    return (runtime.isDir() && runtime.isWritable() ? runtime.filePath() : QDir::tempPath())
           + "/qtfailover-story-XXXXXX"_L1;
}

} // namespace

Stage::Stage(const Options &options) : m_options(options), m_directory(placeForStories())
{
    connect(&m_signals, &Signals::received, this, [this] { m_interrupted = true; });
}

Stage::~Stage() = default;

QStringList Stage::arguments() const
{
    // Before what the command line says, which therefore counts.
    QStringList result{u"--group"_s,       u"org.qtfailover.Story%1"_s.arg(QCoreApplication::applicationPid()),
                       u"--runtime-dir"_s, m_directory.path(),
                       u"--file"_s,        m_directory.filePath(u"note.txt"_s)};
    if (m_options.scenarios.contains("hang"_L1))
        result += {u"--policy"_s, u"fence"_s, u"--heartbeat-interval"_s, u"200"_s, u"--heartbeat-timeout"_s, u"1000"_s};
    if (m_options.surface == Options::Surface::Headless)
        result.append(u"--headless"_s);
    return result + m_options.forInstance;
}

bool Stage::open(int count)
{
    if (!m_directory.isValid())
        return m_narrator.failed(m_directory.errorString());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_STATE_HOME"_s, m_directory.filePath(u"state"_s));
    for (int number = 1; number <= count; ++number) {
        Actor &actor = *m_actors.emplace_back(std::make_unique<Actor>(u"window-%1"_s.arg(number)));
        QStringList its = arguments();
        if (m_options.surface == Options::Surface::Window)
            its += {u"--place"_s, u"%1/%2"_s.arg(QString::number(number), QString::number(count))};
        actor.start(its, environment);
        const bool hasRole = waitFor([&] { return actor.find("roleChanged"_L1) || !actor.isRunning(); });
        const Actor::Line *started = actor.find("started"_L1);
        const Actor::Line *role = actor.find("roleChanged"_L1);
        if (!hasRole || !started || !role)
            return m_narrator.failed(tr("%1 has not got a role").arg(actor.id()));
        m_narrator.saw(actor.id(),
                       tr("process %1 is %2, epoch %3; the process is %4 old")
                           .arg(QString::number(actor.pid()), role->text("role"_L1),
                                QString::number(role->number("epoch"_L1)),
                                inMilliseconds(role->atNs - actor.startedAtNs())),
                       role->atNs - started->atNs);
    }
    return waitForRoster() || m_narrator.failed(tr("the instances do not see each other"));
}

bool Stage::close()
{
    for (Actor *actor : running())
        actor->send(Actor::SystemSignal::Terminate);
    return waitFor([this] { return running().empty(); });
}

std::vector<Actor *> Stage::running() const
{
    std::vector<Actor *> result;
    for (const auto &actor : m_actors) {
        if (actor->isRunning())
            result.push_back(actor.get());
    }
    return result;
}

Actor *Stage::primary() const
{
    std::vector<Actor *> primaries = running();
    std::erase_if(primaries, [](const Actor *actor) { return actor->role() != "primary"_L1; });
    return primaries.size() == 1 ? primaries.front() : nullptr;
}

bool Stage::waitFor(const std::function<bool()> &condition)
{
    QEventLoop loop;
    const auto look = [&] {
        if (m_interrupted || condition())
            loop.quit();
    };
    for (const auto &actor : m_actors)
        connect(actor.get(), &Actor::changed, &loop, look);
    connect(&m_signals, &Signals::received, &loop, look);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    if (!m_interrupted && !condition())
        loop.exec();
    return !m_interrupted && condition();
}

bool Stage::waitForRoster()
{
    return waitFor([this] {
        const std::vector<Actor *> all = running();
        return std::all_of(all.begin(), all.end(), [&](const Actor *actor) {
            const Actor::Line *last = actor->findLast("instancesChanged"_L1);
            return last && last->number("count"_L1) == static_cast<qint64>(all.size());
        });
    });
}

void Stage::pause()
{
    if (m_options.surface == Options::Surface::Headless || m_interrupted)
        return;
    QEventLoop loop;
    connect(&m_signals, &Signals::received, &loop, &QEventLoop::quit);
    QTimer::singleShot(2s, &loop, &QEventLoop::quit);
    loop.exec();
}

void Stage::append(Actor &actor, const QString &text)
{
    actor.command("append "_L1 + text);
    m_written.append(text);
}

bool Stage::waitForWritten(const Actor &actor, const QString &text)
{
    const auto written = [&] {
        return actor.find("acknowledged"_L1, 0, [&](const Actor::Line &line) { return line.text("text"_L1) == text; });
    };
    return waitFor(written) || m_narrator.failed(tr("%1 has not seen \"%2\" written").arg(actor.id(), text));
}

bool Stage::noteIsWhole()
{
    const qsizetype at = m_options.forInstance.lastIndexOf("--file"_L1);
    QFile note(at < 0 ? m_directory.filePath(u"note.txt"_s) : m_options.forInstance.value(at + 1));
    if (!note.open(QIODevice::ReadOnly))
        return m_narrator.failed(note.fileName() + ": "_L1 + note.errorString());
    // A note of the user's may hold more than the story has written.
    const QStringList lines = QString::fromUtf8(note.readAll()).split(u'\n', Qt::SkipEmptyParts);
    if (lines.mid(lines.size() - m_written.size()) != m_written)
        return m_narrator.failed(tr("the note is not what was written: %1").arg(lines.join(u" | "_s)));
    m_narrator.held(tr("the note has all %n lines, each once and in order", nullptr, int(m_written.size())));
    return true;
}

} // namespace Demo
