// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member/evidence.h"

#include "monotonic.h"

namespace QtFailover::Test {

using namespace Qt::StringLiterals;
using Demo::monotonicNs;

namespace {
constexpr std::chrono::milliseconds Pace{1};
}

Evidence::Evidence(Watcher &watcher, const QString &witness, const QString &resource, QObject *parent)
    : QObject(parent), m_watcher(watcher), m_witness(witness), m_resource(resource)
{
    watcher.setPromotionHandler(this, [this](Promotion promotion) { promote(std::move(promotion)); });
    connect(&watcher, &Watcher::promoted, this, [this](quint64 epoch) {
        if (Testimony *entry = m_witness.entry(epoch))
            entry->promotedAt = monotonicNs();
    });
    connect(&watcher, &Watcher::demoted, this, [this](quint64 epoch) {
        if (Testimony *entry = m_witness.entry(epoch))
            entry->demotedAt = monotonicNs();
    });
    m_swearer = std::thread([this] { swear(); });
}

Evidence::~Evidence()
{
    m_ending = true;
    m_swearer.join();
}

void Evidence::promote(Promotion promotion)
{
    m_witness.claimed(promotion.epoch());
    quint64 value = 0;
    switch (m_resource.seal(promotion.epoch(), &value)) {
    case Resource::Answer::Accepted:
        m_loaded = Loaded{quint32(promotion.epoch()), quint32(value)};
        return promotion.accept();
    case Resource::Answer::Stale:
        return promotion.reject(u"the resource is sealed by a later epoch"_s);
    case Resource::Answer::Unavailable:
        return promotion.reject(u"the resource is not available"_s);
    }
}

void Evidence::swear()
{
    while (!m_ending) {
        const qint64 start = monotonicNs();
        const std::optional<quint64> token = m_watcher.fencingToken();
        const qint64 end = monotonicNs();
        if (Testimony *entry = token ? m_witness.entry(*token) : nullptr) {
            qint64 never = 0;
            entry->firstAnswerEnd.compare_exchange_strong(never, end);
            entry->lastAnswerStart = start;
            Loaded loaded = m_loaded;
            if (loaded.epoch == *token && m_watcher.isPrimary()) {
                // A pause between the answer and its use is what the resource's check is for.
                std::this_thread::sleep_for(Pace);
                switch (m_resource.write(*token, loaded.count)) {
                case Resource::Answer::Accepted:
                    // Unless it was promoted anew meanwhile.
                    m_loaded.compare_exchange_strong(loaded, {loaded.epoch, loaded.count + 1});
                    ++entry->effects;
                    break;
                case Resource::Answer::Stale:
                    ++entry->refusals;
                    break;
                case Resource::Answer::Unavailable:
                    break;
                }
            }
        }
        std::this_thread::sleep_for(Pace);
    }
}

} // namespace QtFailover::Test
