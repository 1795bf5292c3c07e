// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/runtimedirectory.h"
#include "ports/floors.h"

#include <memory>
#include <system_error>

namespace QtFailover::Internal {

class FloorWriter;

/// Epoch floors as empty files with numbers for names, in the state directory.
///
/// While the state directory cannot be written, u.* go to the runtime directory and durable() is false; every
/// call tries the state directory anew, and count() looks at both. The constructor touches no disk and may run
/// in any thread, everything else in the library's. The destructor does not wait for a disk that hangs: a
/// floor in the making is then finished, or not, without telling anybody.
class StateFloors final : public Floors
{
public:
    StateFloors(const QString &group, const QString &scope, const QString &runtimeDirectory);
    ~StateFloors() override;

    Failure open() override;
    bool durable() const override { return m_durability == Durability::Durable; }
    Counted count() override;
    /// Exists also when a higher epoch is spoken for already: `epoch` may have been pruned.
    SpeakResult speak(Epoch epoch) override;
    Failure reserve(Epoch upTo) override;
    void reserveAhead(Epoch upTo, std::function<void(Failure)> done) override;
    void prune() override;
    Failure failure() const override { return m_failure; }

private:
    enum class Durability { Durable, RuntimeOnly };
    struct Found {
        Epoch spoken = NoEpoch;
        Epoch floor = NoEpoch;
        std::error_code error;
    };

    static Found find(const QString &directory);
    static SpeakResult speakIn(const QString &directory, const QString &other, Epoch epoch, std::error_code *error);
    Failure degrade(const Failure &failure);
    static Failure unavailable(const QString &path, const std::error_code &code);
    Failure reserved(const std::error_code &error, Epoch upTo);

    RuntimeDirectory m_directory;
    Durability m_durability = Durability::RuntimeOnly;
    Failure m_failure;
    std::unique_ptr<FloorWriter> m_writer;
};

} // namespace QtFailover::Internal
