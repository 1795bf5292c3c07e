// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "testhandlers.h"

#include <QCoreApplication>

#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

QString setDelay(const QString &value, std::chrono::milliseconds *delay)
{
    bool ok = false;
    const int count = value.startsWith("slow="_L1) ? value.mid(5).toInt(&ok) : 0;
    if (!ok || count < 0)
        return QCoreApplication::translate("Options", "\"%1\" is no known way to answer").arg(value);
    *delay = std::chrono::milliseconds(count);
    return {};
}

} // namespace

QString TestHandlers::Plan::setPromotion(const QString &value)
{
    if (value == "accept"_L1)
        promotion = Answer::Accept;
    else if (value == "reject"_L1)
        promotion = Answer::Reject;
    else if (value == "reject-once"_L1)
        promotion = Answer::RejectOnce;
    else if (value == "never"_L1)
        promotion = Answer::Never;
    else if (value == "throw"_L1)
        promotion = Answer::Throw;
    else if (value == "abort"_L1)
        promotion = Answer::Abort;
    else
        return setDelay(value, &promotionDelay);
    return {};
}

QString TestHandlers::Plan::setDemotion(const QString &value)
{
    return value == "done"_L1 ? QString() : setDelay(value, &demotionDelay);
}

TestHandlers::TestHandlers(const Plan &plan) : m_plan(plan) {}

bool TestHandlers::answer(QtFailover::Promotion promotion)
{
    switch (m_plan.promotion) {
    case Answer::Accept:
        return false;
    case Answer::RejectOnce:
        if (std::exchange(m_rejected, true))
            return false;
        [[fallthrough]];
    case Answer::Reject:
        promotion.reject(u"rejected as --promotion-handler asks"_s);
        break;
    case Answer::Never:
        m_unanswered = promotion;
        break;
    case Answer::Throw:
        throw std::runtime_error("thrown as --promotion-handler asks");
    case Answer::Abort:
        std::abort();
    }
    return true;
}

} // namespace Demo
