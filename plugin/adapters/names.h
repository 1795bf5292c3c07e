// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"

#include <QString>

#include <charconv>
#include <optional>
#include <string_view>

/// The names in a group's directory: a letter, a dot, and what tells one from the other.
namespace QtFailover::Internal::Names {

inline constexpr char OwnLock = 'i';
inline constexpr char Right = 'e';
inline constexpr char Record = 'r';
inline constexpr char Socket = 's';
inline constexpr char Temporary = 't';
inline constexpr char Spoken = 'u';
inline constexpr char Floor = 'f';

inline bool isOf(std::string_view name, char letter) { return name.size() > 2 && name[0] == letter && name[1] == '.'; }

/// The number of e.<number> and friends; nothing for any other name, also for one with a leading zero, as
/// two names must not mean one number.
inline std::optional<quint64> number(std::string_view name, char letter)
{
    if (!isOf(name, letter) || name[2] == '0')
        return {};
    quint64 value = 0;
    const char *end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + 2, end, value);
    if (error != std::errc() || stop != end)
        return {};
    return value;
}

inline std::optional<Epoch> epoch(std::string_view name, char letter)
{
    const auto value = number(name, letter);
    return value && *value <= MaxEpoch ? value : std::nullopt;
}

inline QString path(const QString &directory, char letter, const QString &rest)
{
    return directory + QLatin1Char('/') + QLatin1Char(letter) + QLatin1Char('.') + rest;
}

inline QString path(const QString &directory, char letter, quint64 number)
{
    return path(directory, letter, QString::number(number));
}

} // namespace QtFailover::Internal::Names
