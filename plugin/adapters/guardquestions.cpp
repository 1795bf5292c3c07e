// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/guardquestions.h"

#include "adapters/guardtext.h"
#include "adapters/localsystem.h"
#include "core/logging.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include <poll.h>

namespace QtFailover::Internal {

using namespace std::chrono_literals;

namespace {

// An answer comes in well under a millisecond; whoever is still silent at the first look is looked at twice.
constexpr auto FirstLook = 5ms;
constexpr auto SecondLook = FirstLook + 20ms;

int milliseconds(std::chrono::steady_clock::duration left)
{
    return static_cast<int>(std::max(std::chrono::ceil<std::chrono::milliseconds>(left), 0ms).count());
}

} // namespace

GuardAddress::GuardAddress(const QByteArray &prefix, Epoch epoch)
{
    const QByteArray text = '\0' + prefix + QByteArray::number(epoch);
    const auto length = std::min(static_cast<std::size_t>(text.size()), sizeof(name.sun_path));
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, text.constData(), length);
    size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
}

GuardQuestions::GuardQuestions(QByteArray prefix, std::vector<int> listeners, Serve serve)
    : m_prefix(std::move(prefix)), m_listeners(std::move(listeners)), m_serve(std::move(serve))
{}

void GuardQuestions::add(Epoch epoch)
{
    Question &question = m_questions.emplace_back();
    question.answer.epoch = epoch;
}

std::vector<Answer> GuardQuestions::ask()
{
    const auto start = Clock::now();
    for (Question &question : m_questions)
        dial(question);
    wait(start + FirstLook);
    for (Question &question : m_questions)
        look(question);
    wait(start + SecondLook);
    for (Question &question : m_questions)
        look(question);
    wait(start + Guards::AskDeadline);

    std::vector<Answer> answers;
    for (Question &question : m_questions) {
        expire(question);
        answers.push_back(question.answer);
    }
    return answers;
}

void GuardQuestions::settle(Question &question, Answer::Kind kind)
{
    question.answer.kind = kind;
    question.isOpen = false;
    question.socket = Descriptor();
}

bool GuardQuestions::isAnyOpen() const
{
    return std::any_of(m_questions.begin(), m_questions.end(), [](const Question &each) { return each.isOpen; });
}

void GuardQuestions::dial(Question &question)
{
    ++question.attempts;
    question.received.clear();
    question.socket = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const GuardAddress address(m_prefix, question.answer.epoch);
    const int fd = question.socket.get();
    if (fd < 0 || uninterrupted([&] { return ::connect(fd, address.get(), address.size); }) != 0) {
        // EAGAIN: its backlog is full, so it does not accept. Only a refusal proves that nobody listens.
        const int error = errno; // logging has one of its own
        const bool isRefused = fd >= 0 && error == ECONNREFUSED;
        if (!isRefused)
            qCInfo(lcElection) << "cannot ask the guard of epoch" << question.answer.epoch << ":"
                               << qt_error_string(error);
        settle(question, isRefused ? Answer::Refused : Answer::Silent);
        return;
    }
    if (LocalSystem::peerUser(fd) != LocalSystem::PeerUser::Own) {
        settle(question, Answer::Foreign);
        return;
    }
    question.holder = ProcessWatch::ofPeer(fd);
    if (question.holder.hasEnded())
        settle(question, Answer::Dead);
}

void GuardQuestions::wait(Clock::time_point until)
{
    // Without a descriptor left, nothing is accepted and the listener stays readable: it is left out until a
    // question has given one back.
    std::vector<int> listeners = m_listeners;
    while (isAnyOpen()) {
        std::vector<pollfd> polled;
        polled.reserve(listeners.size() + 2 * m_questions.size());
        for (const int listener : listeners)
            polled.push_back({listener, POLLIN, 0});
        for (const Question &question : m_questions) {
            // Negative descriptors are skipped by poll().
            polled.push_back({question.isOpen ? question.socket.get() : -1, POLLIN, 0});
            polled.push_back({question.isOpen ? question.holder.descriptor() : -1, POLLIN, 0});
        }
        const auto left = until - Clock::now();
        const int ready = uninterrupted([&] { return ::poll(polled.data(), polled.size(), milliseconds(left)); });
        if (ready <= 0)
            return;
        auto next = polled.cbegin();
        for (int &listener : listeners) {
            if ((next++)->revents != 0 && !m_serve(listener))
                listener = -1;
        }
        for (Question &question : m_questions) {
            const bool hasSpoken = (next++)->revents != 0;
            const bool hasEnded = (next++)->revents != 0;
            const bool wasOpen = question.isOpen;
            if (question.isOpen && hasSpoken)
                read(question);
            if (question.isOpen && hasEnded)
                settle(question, Answer::Dead);
            if (wasOpen && !question.isOpen)
                listeners = m_listeners;
        }
        if (Clock::now() >= until)
            return;
    }
}

void GuardQuestions::read(Question &question)
{
    constexpr int MostAttempts = 3;
    std::array<char, 1024> buffer;
    for (;;) {
        const auto size = uninterrupted([&] { return ::recv(question.socket.get(), buffer.data(), buffer.size(), 0); });
        if (size < 0 && errno == EAGAIN)
            return;
        if (size <= 0)
            break;
        question.received.append(buffer.data(), size);
        if (question.received.size() > GuardText::AnswerCap)
            break;
    }
    const auto answer = GuardText::decodeAnswer(question.received);
    if (answer && answer->epoch == question.answer.epoch) {
        question.answer = *answer;
        settle(question, Answer::Answered);
    } else if (!question.received.isEmpty() || question.attempts >= MostAttempts) {
        // Somebody lives there and says nothing that we understand.
        settle(question, Answer::Silent);
    } else {
        dial(question); // it hung up, probably as it freed its guard: the next connect is refused
    }
}

// Whoever has begun to dump its core never comes back: its threads are being killed, and parked soon after. Once
// the dump is done it is exiting: it may look as if it ran, for as long as it has more than one thread.
void GuardQuestions::look(Question &question)
{
    if (!question.isOpen)
        return;
    const ProcessState state = question.holder.state();
    if (question.wasDumping || state == ProcessState::Dead)
        settle(question, Answer::Dead);
    else
        question.wasDumping = state == ProcessState::Dumping;
}

void GuardQuestions::expire(Question &question)
{
    if (question.isOpen)
        settle(question, question.wasDumping ? Answer::Dead : Answer::Silent);
    if (question.answer.kind != Answer::Silent)
        return;
    question.answer.process = question.holder.state();
    if (question.answer.process == ProcessState::Dead)
        question.answer.kind = Answer::Dead;
}

} // namespace QtFailover::Internal
