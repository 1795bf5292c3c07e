// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/messengerfixture.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <stdexcept>

#if defined(__SANITIZE_ADDRESS__)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes(); // not every compiler package brings its header
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

namespace QtFailover::Test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Bytes that the program has allocated and not freed, where the C library tells.
qint64 allocated()
{
#if defined(__SANITIZE_ADDRESS__)
    return qint64(__sanitizer_get_current_allocated_bytes());
#elif defined(__GLIBC__)
    const auto info = ::mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
#else
    return 0;
#endif
}

int total() { return qEnvironmentVariableIntValue("QTFAILOVER_LONG_TESTS") ? 100000 : 40000; }

/// Whatever a handler may do with a request, by the first letter of its payload.
class Handlers
{
public:
    void operator()(Request request)
    {
        switch (request.payload().front()) {
        case 'r':
            return request.reject(QStringLiteral("no"));
        case 't':
            throw std::runtime_error("thrown");
        case 'g':
            return; // lets go of it
        case 'h':
            m_held.push_back(std::move(request));
            if (m_held.size() > 20)
                answerOldest();
            return;
        default:
            request.reply(request.payload());
            request.reply("a second time");
            request.reject(QStringLiteral("and a third"));
        }
    }
    void answerAll()
    {
        while (!m_held.empty())
            answerOldest();
    }

private:
    void answerOldest()
    {
        m_held.front().reply(m_held.front().payload());
        m_held.pop_front();
    }

    std::deque<Request> m_held;
};

constexpr char Kinds[]{'a', 'r', 'b', 't', 'c', 'g', 'd', 'h', 'e', 'x'};

} // namespace

class MessengerLoad : public MessengerTest
{
protected:
    /// Makes `count` requests of all kinds, some hundred at a time, and waits until each has ended as it should.
    void run(Member &sender, Handlers &handlers, int count)
    {
        int made = 0;
        int ended = 0;
        while (ended < count && !HasFailure()) {
            for (; made < count && made - ended < 300; ++made)
                make(sender, made, ended);
            if (made == count)
                handlers.answerAll();
            ASSERT_TRUE(waitFor([&, before = ended] {
                if (made - ended < 30)
                    handlers.answerAll(); // they hold up the rest
                return ended > before;
            })) << ended;
        }
        EXPECT_EQ(ended, count);
    }

private:
    void make(Member &sender, int number, int &ended)
    {
        const char kind = Kinds[std::size_t(number) % std::size(Kinds)];
        const QByteArray payload = kind + QByteArray::number(number) + QByteArray(number % 500, 'p');
        QFuture<Reply> future = sender.messenger->request(payload, 1h);
        if (kind == 'x') {
            future.onCanceled(sender.messenger, [&ended] {
                ++ended;
                return Reply();
            });
            future.cancel();
            return;
        }
        future.then(sender.messenger, [kind, payload, &ended](const Reply &reply) {
            ++ended;
            const bool isRefused = kind == 'r' || kind == 't' || kind == 'g';
            EXPECT_EQ(reply.error(), isRefused ? Reply::Rejected : Reply::NoError);
            EXPECT_EQ(reply.payload(), isRefused ? QByteArray() : payload);
        });
    }
};

TEST_F(MessengerLoad, AHundredThousandRequestsOfAllKindsLeaveNothingBehind)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    Handlers handlers;
    for (const auto *member : {one.get(), two.get()})
        member->messenger->setRequestHandler(nullptr, std::ref(handlers));
    const auto runAll = [&](int count) {
        for (Member *sender : {one.get(), two.get()})
            run(*sender, handlers, count / 2);
    };
    const auto handOver = [&] {
        Member &primary = one->isPrimary() ? *one : *two;
        Member &next = one->isPrimary() ? *two : *one;
        ASSERT_TRUE(waitFor([&] {
            const QList<InstanceInfo> instances = primary.watcher->instances();
            return std::any_of(instances.cbegin(), instances.cend(), std::mem_fn(&InstanceInfo::isSuccessor));
        })) << "after the change before, it has not joined again";
        primary.watcher->handOver();
        ASSERT_TRUE(waitFor([&] { return next.isPrimary() && !primary.isPrimary(); }));
    };
    const int part = total() / 9;
    // What is kept on purpose, such as the last replies, is there after each has been primary.
    for (int i = 0; i < 4; ++i) {
        runAll(2500);
        handOver();
    }
    runAll(2500);
    const qint64 before = allocated();
    for (int i = 0; i < 9; ++i) {
        if (i % 3 == 1)
            handOver();
        runAll(part);
    }
    handOver();
    runAll(2500);
    std::printf("%lld bytes more than before %d requests\n", qlonglong(allocated() - before), total());
    // One kind of request in ten that leaves its payload behind, or a dozen bytes, would be seen.
    EXPECT_LT(allocated() - before, 12 * total());
}

} // namespace QtFailover::Test
