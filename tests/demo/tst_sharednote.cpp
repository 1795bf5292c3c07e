// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sealednote.h"
#include "sharednote.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <memory>

namespace Demo {
namespace {

/// A primary that can die at any point, and whoever writes in its place.
class Primary
{
public:
    explicit Primary(const QString &path, const SealedNote::Limits &limits = {}) : m_path(path), m_limits(limits)
    {
        succeed();
    }

    /// Another process, as good as: nothing but the file and its journal is left of the old one.
    void succeed()
    {
        m_note = std::make_unique<SealedNote>(m_path, m_limits);
        const SealedNote::Result sealed = m_note->seal(++m_epoch, QStringLiteral("i"));
        EXPECT_EQ(sealed.outcome, SealedNote::Outcome::Done) << qPrintable(sealed.message);
    }

    NoteReply handle(const NoteRequest &request)
    {
        NoteReply reply;
        if (request.change && !m_note->hasApplied(request.id)) {
            if (request.history != m_note->history()) {
                reply.failure = NoteFailure::OtherHistory;
                return reply;
            }
            const auto result = m_note->apply(m_epoch, request.id, request.revision, *request.change);
            if (result.outcome == SealedNote::Outcome::Unfit) { // of a text that is older than what is kept
                reply.failure = NoteFailure::OtherHistory;
                return reply;
            }
            EXPECT_EQ(result.outcome, SealedNote::Outcome::Done) << qPrintable(result.message);
        }
        const qint64 missed = m_note->revision() - request.revision;
        reply.news.history = m_note->history();
        if (request.history != m_note->history() || missed > std::min<qint64>(5, m_note->edits().size())) {
            reply.isWhole = true;
            reply.news.revision = m_note->revision();
            reply.text = m_note->text();
            reply.applied = m_note->hasApplied(request.id) ? request.id : QString();
            return reply;
        }
        reply.news.revision = request.revision;
        for (auto edit = m_note->edits().end() - missed; edit != m_note->edits().end(); ++edit)
            reply.news.edits.push_back({edit->id, edit->change});
        return reply;
    }

    NoteNews lastNews() const
    {
        if (m_note->edits().empty())
            return {m_note->history(), 0, {}};
        const SealedNote::Edit &last = m_note->edits().back();
        return {m_note->history(), m_note->revision() - 1, {{last.id, last.change}}};
    }

    QString text() const { return m_note->text(); }

private:
    const QString m_path;
    const SealedNote::Limits m_limits;
    quint64 m_epoch = 0;
    std::unique_ptr<SealedNote> m_note;
};

/// With a journal that is not shortened in a test, and with one that is all the time.
class SharedNoteTest : public ::testing::TestWithParam<SealedNote::Limits>
{
protected:
    QString contents() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    /// Carries one request there and its reply back.
    bool turn(SharedNote &note)
    {
        const auto request = note.takeRequest();
        if (!request)
            return false;
        note.onReply(*NoteReply::fromCbor(m_primary.handle(*NoteRequest::fromCbor(request->toCbor())).toCbor()));
        return true;
    }

    QTemporaryDir m_directory;
    const QString m_path = m_directory.filePath(QStringLiteral("note.txt"));
    Primary m_primary{m_path, GetParam()};
};

TEST_P(SharedNoteTest, WritersWhoTypeAtOnceEndWithOneTextWhateverIsLostOnTheWay)
{
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        std::vector<std::unique_ptr<SharedNote>> notes;
        for (int i = 0; i < 3; ++i)
            notes.push_back(std::make_unique<SharedNote>(QStringLiteral("r%1n%2").arg(round).arg(i)));
        qsizetype inserted = m_primary.text().size();
        for (int step = 0; step < 80; ++step) {
            SharedNote &note = *notes[random.bounded(3)];
            switch (random.bounded(6)) {
            case 0:
            case 1: {
                const QString text = note.text();
                note.type(TextChange::replacement(text, random.bounded(int(text.size()) + 1), 0,
                                                  QString(1, QChar(u'a' + char16_t(random.bounded(26))))));
                ++inserted;
                break;
            }
            case 2:
                turn(note);
                break;
            case 3: // the request is lost, or the reply is, after the edit was applied
                if (const auto request = note.takeRequest()) {
                    if (random.bounded(2) == 0)
                        m_primary.handle(*request);
                    note.onNoReply();
                }
                break;
            case 4:
                note.onPublished(m_primary.lastNews());
                break;
            case 5:
                m_primary.succeed();
                note.lookAgain();
                break;
            }
        }
        for (bool moved = true; moved;) {
            moved = false;
            for (const auto &note : notes)
                moved = turn(*note) || moved;
        }
        for (const auto &note : notes) {
            note->lookAgain();
            turn(*note);
            EXPECT_EQ(note->text(), m_primary.text()) << "round " << round;
            EXPECT_FALSE(note->hasUnwritten());
            EXPECT_EQ(note->counters().sent, note->counters().acknowledged);
        }
        EXPECT_EQ(m_primary.text().size(), inserted) << "round " << round;
        ASSERT_EQ(contents(), m_primary.text()) << "round " << round;
    }
}

TEST_P(SharedNoteTest, AnEditWhoseReplyWasLostIsWrittenOnce)
{
    SharedNote note(QStringLiteral("n"));
    ASSERT_TRUE(turn(note));
    note.appendLine(QStringLiteral("once"));
    const auto request = note.takeRequest();
    ASSERT_TRUE(request && request->change);
    m_primary.handle(*request);
    m_primary.succeed();
    note.onNoReply();
    while (turn(note))
        continue;
    EXPECT_EQ(contents(), QStringLiteral("once\n"));
    EXPECT_EQ(note.text(), QStringLiteral("once\n"));
    EXPECT_EQ(note.counters().acknowledged, 1);
}

TEST_P(SharedNoteTest, ALineThatCannotBeWrittenIsTakenOutAndWhatWasTypedStays)
{
    SharedNote note(QStringLiteral("n"));
    ASSERT_TRUE(turn(note));
    note.appendLine(QStringLiteral("refused"));
    ASSERT_TRUE(note.takeRequest());
    note.type(TextChange::replacement(note.text(), 0, 0, QStringLiteral("typed ")));
    NoteReply reply;
    reply.failure = NoteFailure::WriteFailed;
    note.onReply(reply);
    EXPECT_EQ(note.text(), QStringLiteral("typed "));
    EXPECT_EQ(note.counters().lost, 1);
    while (turn(note))
        continue;
    EXPECT_EQ(contents(), QStringLiteral("typed "));
}

TEST_P(SharedNoteTest, WhoJoinsLateGetsTheWholeText)
{
    SharedNote first(QStringLiteral("first"));
    turn(first);
    for (int i = 0; i < 20; ++i) {
        first.appendLine(QString::number(i));
        turn(first);
    }
    SharedNote late(QStringLiteral("late"));
    late.type(TextChange::replacement({}, 0, 0, QStringLiteral("early ")));
    while (turn(late))
        continue;
    EXPECT_EQ(late.text(), m_primary.text());
    EXPECT_TRUE(late.text().contains(QStringLiteral("early ")));
    EXPECT_TRUE(late.text().contains(QStringLiteral("19\n")));
}

INSTANTIATE_TEST_SUITE_P(Journals, SharedNoteTest,
                         ::testing::Values(SealedNote::Limits{2000, 400}, SealedNote::Limits{12, 4}),
                         [](const auto &limits) { return std::string(limits.index == 0 ? "Long" : "Short"); });

} // namespace
} // namespace Demo
