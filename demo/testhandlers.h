// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Watcher>

#include <QString>

#include <chrono>
#include <optional>

namespace Demo {

/// Ways to answer a promotion or demotion that the system tests ask for: late, never, by a crash.
class TestHandlers final
{
public:
    enum class Answer { Accept, Reject, RejectOnce, Never, Throw, Abort };

    struct Plan {
        Answer promotion = Answer::Accept;
        std::chrono::milliseconds promotionDelay{0};
        std::chrono::milliseconds demotionDelay{0};

        /// accept, reject, reject-once, never, throw, abort or slow=MS; returns an error, or nothing.
        QString setPromotion(const QString &value);
        /// done or slow=MS; returns an error, or nothing.
        QString setDemotion(const QString &value);
    };

    explicit TestHandlers(const Plan &plan);

    /// Carries out the plan's answer. False: the plan is to accept, which is the caller's to do after promotionDelay.
    bool answer(QtFailover::Promotion promotion);

private:
    const Plan m_plan;
    bool m_rejected = false;
    std::optional<QtFailover::Promotion> m_unanswered;
};

} // namespace Demo
