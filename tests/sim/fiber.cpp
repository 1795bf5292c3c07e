// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/fiber.h"

#include <QtGlobal>

#include <sys/mman.h>
#include <ucontext.h>

#include <new>
#include <utility>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#define SIM_ASAN 1
#elif defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#define SIM_TSAN 1
#endif

namespace QtFailover::Sim {

namespace {

constexpr std::size_t StackSize = 512 * 1024;

/// Stacks are used again and again: a schedule makes a handful of fibers, a run a hundred thousand.
class Stacks
{
public:
    ~Stacks()
    {
        for (void *stack : m_free)
            munmap(stack, StackSize);
    }
    void *take()
    {
        if (!m_free.empty()) {
            void *stack = m_free.back();
            m_free.pop_back();
            return stack;
        }
        void *stack = mmap(nullptr, StackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
        if (stack == MAP_FAILED)
            throw std::bad_alloc();
        return stack;
    }
    void give(void *stack) { m_free.push_back(stack); }

private:
    std::vector<void *> m_free;
};

Stacks stacks;

} // namespace

struct Fiber::Contexts {
    std::function<void()> body;
    ucontext_t inside{};
    ucontext_t outside{};
    void *stack = nullptr;
    bool running = false;
    bool begun = false;
    bool ended = false;
#ifdef SIM_ASAN
    void *fakeOutside = nullptr;
    void *fakeInside = nullptr;
    const void *outsideStack = nullptr;
    std::size_t outsideSize = 0;
#endif
#ifdef SIM_TSAN
    void *tsanInside = nullptr;
    void *tsanOutside = nullptr;
#endif

    static void enter(unsigned high, unsigned low)
    {
        auto *self = reinterpret_cast<Contexts *>((quintptr(high) << 32) | quintptr(low));
#ifdef SIM_ASAN
        __sanitizer_finish_switch_fiber(nullptr, &self->outsideStack, &self->outsideSize);
#endif
        self->body();
        self->ended = true;
        self->leave(true);
    }
    void leave(bool forGood)
    {
        Q_UNUSED(forGood)
#ifdef SIM_ASAN
        __sanitizer_start_switch_fiber(forGood ? nullptr : &fakeInside, outsideStack, outsideSize);
#endif
#ifdef SIM_TSAN
        __tsan_switch_to_fiber(tsanOutside, 0);
#endif
        swapcontext(&inside, &outside);
#ifdef SIM_ASAN
        __sanitizer_finish_switch_fiber(fakeInside, &outsideStack, &outsideSize);
#endif
    }
};

Fiber::Fiber(std::function<void()> body) : d(std::make_unique<Contexts>()) { d->body = std::move(body); }

Fiber::~Fiber()
{
    Q_ASSERT(!d->begun || d->ended);
    if (d->stack)
        stacks.give(d->stack);
#ifdef SIM_TSAN
    if (d->tsanInside)
        __tsan_destroy_fiber(d->tsanInside);
#endif
}

void Fiber::resume()
{
    Q_ASSERT(!d->running && !d->ended);
    if (!std::exchange(d->begun, true)) {
        d->stack = stacks.take();
        getcontext(&d->inside);
        d->inside.uc_stack.ss_sp = d->stack;
        d->inside.uc_stack.ss_size = StackSize;
        d->inside.uc_link = nullptr;
        const auto self = reinterpret_cast<quintptr>(d.get());
        // makecontext() passes ints alone.
        makecontext(&d->inside, reinterpret_cast<void (*)()>(reinterpret_cast<void *>(&Contexts::enter)), 2,
                    unsigned(quint64(self) >> 32), unsigned(self & 0xffffffffu));
#ifdef SIM_TSAN
        d->tsanInside = __tsan_create_fiber(0);
#endif
    }
    d->running = true;
#ifdef SIM_ASAN
    __sanitizer_start_switch_fiber(&d->fakeOutside, d->stack, StackSize);
#endif
#ifdef SIM_TSAN
    d->tsanOutside = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(d->tsanInside, 0);
#endif
    swapcontext(&d->outside, &d->inside);
#ifdef SIM_ASAN
    __sanitizer_finish_switch_fiber(d->fakeOutside, nullptr, nullptr);
#endif
    d->running = false;
}

void Fiber::suspend() { d->leave(false); }

bool Fiber::isRunning() const { return d->running; }

bool Fiber::hasBegun() const { return d->begun; }

bool Fiber::hasEnded() const { return d->ended; }

} // namespace QtFailover::Sim
