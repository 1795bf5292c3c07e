// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "textchange.h"

#include <QByteArray>
#include <QObject>

#include <optional>
#include <vector>

namespace Demo {
Q_NAMESPACE

/// Why the primary has not written an edit.
enum class NoteFailure {
    NoFile,       ///< the primary has no note
    OtherFile,    ///< the primary writes another file than the one the request is about
    WriteFailed,  ///< see the message
    OtherHistory, ///< the request was about another history, or about a text that never was
};
Q_ENUM_NS(NoteFailure)

/// Edits in order, the first being the one after `revision`.
struct NoteNews {
    struct Edit {
        QString id;
        TextChange change;
    };

    quint64 history = 0;
    qint64 revision = 0;
    std::vector<Edit> edits;

    QByteArray toCbor() const;
    static std::optional<NoteNews> fromCbor(const QByteArray &bytes);
};

/// Asks for all that has come after `revision`, and before that to apply a change of the text as it was then.
struct NoteRequest {
    quint64 history = 0;
    qint64 revision = 0;
    QString id; ///< of the first edit that is not known to be written; empty: there is none
    std::optional<TextChange> change;
    QString file; ///< which the sender has opened, as Config::scopeForPath() makes it; empty: whichever there is

    QByteArray toCbor() const;
    static std::optional<NoteRequest> fromCbor(const QByteArray &bytes);
};

/// The news; or the whole text at `news.revision`, where the news would be long or of another history; or a failure.
struct NoteReply {
    std::optional<NoteFailure> failure;
    QString message; ///< of the failure; translated
    NoteNews news;
    bool isWhole = false;
    QString text;
    QString applied; ///< whole: the id that the request named, if that edit is in the text

    QByteArray toCbor() const;
    static std::optional<NoteReply> fromCbor(const QByteArray &bytes);
};

} // namespace Demo
