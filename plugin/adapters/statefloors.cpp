// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/statefloors.h"

#include "adapters/files.h"
#include "adapters/floorwriter.h"
#include "adapters/names.h"
#include "core/logging.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace QtFailover::Internal {

namespace {

/// So many u.* are kept, for those who want to know what happened.
constexpr qsizetype KeptEpochs = 8;

bool isMissing(const std::error_code &error) { return error == std::errc::no_such_file_or_directory; }

/// Passes by itself, and says nothing about the directory.
bool isShortage(const std::error_code &error)
{
    return error == std::errc::too_many_files_open || error == std::errc::too_many_files_open_in_system
           || error == std::errc::not_enough_memory;
}

} // namespace

StateFloors::StateFloors(const QString &group, const QString &scope, const QString &runtimeDirectory)
    : m_directory(group, scope, runtimeDirectory), m_writer(std::make_unique<FloorWriter>())
{}

StateFloors::~StateFloors() = default;

StateFloors::Found StateFloors::find(const QString &directory)
{
    Found found;
    found.error = Files::list(directory, [&found](std::string_view name) {
        found.spoken = std::max(found.spoken, Names::epoch(name, Names::Spoken).value_or(NoEpoch));
        found.floor = std::max(found.floor, Names::epoch(name, Names::Floor).value_or(NoEpoch));
    });
    if (isMissing(found.error))
        found.error.clear();
    return found;
}

Failure StateFloors::unavailable(const QString &path, const std::error_code &code)
{
    return {Error::EpochFloorUnavailable,
            QCoreApplication::translate("QtFailover", "%1 cannot be written: %2. Make room and make it writable for "
                                                      "you; until then epochs are safe only as long as the runtime "
                                                      "directory lasts.")
                .arg(path, QString::fromLocal8Bit(code.message()))};
}

Failure StateFloors::degrade(const Failure &failure)
{
    if (m_durability == Durability::Durable)
        qCInfo(lcLock) << "epochs are kept in the runtime directory:" << failure.text;
    m_durability = Durability::RuntimeOnly;
    m_failure = failure;
    return failure;
}

Failure StateFloors::open()
{
    // Only for its path: Rights tells what is wrong with it.
    m_directory.open();
    if (const Failure failure = m_directory.openState())
        return degrade(failure);
    const QString probe = Files::temporaryPath(m_directory.statePath());
    if (const std::error_code error = Files::createNew(probe))
        return degrade(unavailable(m_directory.statePath(), error));
    Files::remove(probe);
    m_durability = Durability::Durable;
    return {};
}

Counted StateFloors::count()
{
    Counted counted;
    for (const QString &directory : {m_directory.statePath(), m_directory.path()}) {
        if (directory.isEmpty())
            continue;
        const Found found = find(directory);
        if (found.error)
            m_failure = unavailable(directory, found.error);
        if (isShortage(found.error))
            counted.failure = m_failure;
        counted.spoken = std::max(counted.spoken, found.spoken);
        counted.floor = std::max(counted.floor, found.floor);
    }
    return counted;
}

// The look afterwards is for a claimant that has slept since it counted: others may have gone on, and pruned the
// very name that would have stopped it. What they put in its place is higher.
SpeakResult StateFloors::speakIn(const QString &directory, const QString &other, Epoch epoch, std::error_code *error)
{
    *error = directory.isEmpty() ? std::make_error_code(std::errc::no_such_file_or_directory)
                                 : Files::createNew(Names::path(directory, Names::Spoken, epoch));
    if (*error == std::errc::file_exists) {
        error->clear(); // an answer, no failure
        return SpeakResult::Exists;
    }
    if (*error)
        return SpeakResult::Failed;
    const Found here = find(directory);
    *error = here.error;
    if (here.error)
        return SpeakResult::Failed;
    // Another claimant may see but one of the two directories writable.
    const Found there = other.isEmpty() ? Found() : find(other);
    return here.spoken > epoch || there.spoken >= epoch ? SpeakResult::Exists : SpeakResult::Spoken;
}

SpeakResult StateFloors::speak(Epoch epoch)
{
    std::error_code error;
    SpeakResult result = speakIn(m_directory.statePath(), m_directory.path(), epoch, &error);
    if (isMissing(error)) {
        if (const Failure failure = m_directory.openState())
            degrade(failure);
        else
            result = speakIn(m_directory.statePath(), m_directory.path(), epoch, &error);
    }
    if (!error) {
        m_durability = Durability::Durable;
        return result;
    }
    if (isShortage(error)) {
        m_failure = unavailable(m_directory.statePath(), error);
        return SpeakResult::Failed;
    }
    if (!isMissing(error))
        degrade(unavailable(m_directory.statePath(), error));

    result = speakIn(m_directory.path(), m_directory.statePath(), epoch, &error);
    if (isMissing(error) && !m_directory.open())
        result = speakIn(m_directory.path(), m_directory.statePath(), epoch, &error);
    if (error)
        m_failure = unavailable(m_directory.path(), error);
    return result;
}

Failure StateFloors::reserved(const std::error_code &error, Epoch upTo)
{
    if (error)
        return degrade(unavailable(Names::path(m_directory.statePath(), Names::Floor, upTo), error));
    m_durability = Durability::Durable;
    return {};
}

Failure StateFloors::reserve(Epoch upTo)
{
    if (const Failure failure = m_directory.openState())
        return degrade(failure);
    return reserved(FloorWriter::write(m_directory.statePath(), upTo), upTo);
}

void StateFloors::reserveAhead(Epoch upTo, std::function<void(Failure)> done)
{
    // Where it fails the writer fails too, so that there is one way for the answer.
    const Failure unusable = m_directory.openState();
    m_writer->writeAhead(m_directory.statePath(), upTo, [this, upTo, done, unusable](const std::error_code &error) {
        const Failure failure = unusable ? degrade(unusable) : reserved(error, upTo);
        if (done)
            done(failure);
    });
}

void StateFloors::prune()
{
    for (const QString &directory : {m_directory.statePath(), m_directory.path()}) {
        if (directory.isEmpty())
            continue;
        std::vector<Epoch> spoken;
        Files::list(directory, [&spoken](std::string_view name) {
            if (const auto epoch = Names::epoch(name, Names::Spoken))
                spoken.push_back(*epoch);
        });
        std::sort(spoken.begin(), spoken.end());
        for (qsizetype i = 0; i < qsizetype(spoken.size()) - KeptEpochs; ++i)
            Files::remove(Names::path(directory, Names::Spoken, spoken[size_t(i)]));
    }
}

} // namespace QtFailover::Internal
