// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace QtFailover::Internal {

/// A call to be made later, perhaps by another thread. It can be moved and not copied, and one of Room bytes at most
/// needs no memory of its own: what one thread allocates and another frees makes both wait for the same lock of
/// malloc(), which is most of what a small message would cost.
class Task final
{
public:
    static constexpr std::size_t Room = 120;

    Task() = default;
    template <typename Call>
    requires(!std::is_same_v<std::remove_cvref_t<Call>, Task>)
        Task(Call &&call) // as std::function, from whatever can be called
    {
        using Kept = std::remove_cvref_t<Call>;
        if constexpr (sizeof(Kept) <= Room && std::is_nothrow_move_constructible_v<Kept>) {
            std::construct_at(reinterpret_cast<Kept *>(m_room.data()), std::forward<Call>(call));
            m_kind = &kindOf<Kept>;
        } else {
            *this = Task([kept = std::make_unique<Kept>(std::forward<Call>(call))] { (*kept)(); });
        }
    }
    Task(Task &&other) noexcept { take(other); }
    Task &operator=(Task &&other) noexcept
    {
        if (this != &other) {
            clear();
            take(other);
        }
        return *this;
    }
    ~Task() { clear(); }

    /// Once or more; not when empty.
    void operator()() { m_kind->run(m_room.data()); }

private:
    struct Kind {
        void (*run)(void *call);
        void (*moveTo)(void *call, void *room) noexcept; ///< and destroys it where it was
        void (*destroy)(void *call) noexcept;
    };
    template <typename Kept>
    static constexpr Kind kindOf{[](void *call) { (*static_cast<Kept *>(call))(); },
                                 [](void *call, void *room) noexcept {
                                     std::construct_at(static_cast<Kept *>(room),
                                                       std::move(*static_cast<Kept *>(call)));
                                     std::destroy_at(static_cast<Kept *>(call));
                                 },
                                 [](void *call) noexcept { std::destroy_at(static_cast<Kept *>(call)); }};

    void take(Task &other) noexcept
    {
        m_kind = std::exchange(other.m_kind, nullptr);
        if (m_kind)
            m_kind->moveTo(other.m_room.data(), m_room.data());
    }
    void clear() noexcept
    {
        if (const Kind *kind = std::exchange(m_kind, nullptr))
            kind->destroy(m_room.data());
    }

    const Kind *m_kind = nullptr;
    alignas(std::max_align_t) std::array<std::byte, Room> m_room; // NOLINT: whoever sets m_kind fills it
};

} // namespace QtFailover::Internal
