// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/boundguards.h"

#include "adapters/descriptor.h"
#include "adapters/guardtext.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace QtFailover::Internal::BoundGuards {

namespace {

using Buffer = std::array<char, 65536>;

/// One pass over the kernel's table.
struct Pass {
    bool isComplete = false;
    /// The kernel handed it out in several parts and let go of the table between them. A part begins at a
    /// position, so a guard is left out when a socket before it in its hash bucket is closed between two parts.
    int parts = 0;
    std::vector<Epoch> epochs;
};

void note(Pass &pass, QByteArrayView abstractName, QByteArrayView prefix)
{
    if (const auto epoch = GuardText::epochOf(abstractName, prefix))
        pass.epochs.push_back(*epoch);
}

bool sendRequest(int fd)
{
    struct {
        nlmsghdr header;
        unix_diag_req request;
    } message{};
    message.header.nlmsg_len = sizeof(message);
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.request.sdiag_family = AF_UNIX;
    message.request.udiag_states = 1u << TCP_LISTEN;
    message.request.udiag_show = UDIAG_SHOW_NAME;
    return ::send(fd, &message, sizeof(message), MSG_DONTWAIT) == static_cast<ssize_t>(sizeof(message));
}

void noteNetlinkMessage(Pass &pass, nlmsghdr *header, QByteArrayView prefix)
{
    auto *body = static_cast<char *>(NLMSG_DATA(header));
    auto *attribute = reinterpret_cast<rtattr *>(body + NLMSG_ALIGN(sizeof(unix_diag_msg)));
    auto left = static_cast<int>(header->nlmsg_len) - static_cast<int>(NLMSG_SPACE(sizeof(unix_diag_msg)));
    for (; RTA_OK(attribute, left); attribute = RTA_NEXT(attribute, left)) {
        const QByteArrayView name(static_cast<const char *>(RTA_DATA(attribute)), RTA_PAYLOAD(attribute));
        if (attribute->rta_type == UNIX_DIAG_NAME && !name.isEmpty() && name.front() == '\0')
            note(pass, name.sliced(1), prefix);
    }
}

Pass passByNetlink(const QByteArray &prefix, Buffer &buffer)
{
    Pass pass;
    const Descriptor fd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (!fd || !sendRequest(fd.get()))
        return pass;
    for (;;) {
        // The kernel prepares each part before the call that reads it returns: nothing to wait for.
        const auto size = uninterrupted([&] { return ::recv(fd.get(), buffer.data(), buffer.size(), MSG_DONTWAIT); });
        if (size <= 0)
            return pass;
        auto left = static_cast<unsigned>(size);
        for (auto *header = reinterpret_cast<nlmsghdr *>(buffer.data()); NLMSG_OK(header, left);
             header = NLMSG_NEXT(header, left)) {
            if (header->nlmsg_type == NLMSG_ERROR)
                return pass;
            if (header->nlmsg_type == NLMSG_DONE) {
                pass.isComplete = true;
                return pass;
            }
            noteNetlinkMessage(pass, header, prefix);
        }
        ++pass.parts;
    }
}

// "0000000000000000: 00000002 00000000 00010000 0001 01 12345 @name". The fourth field has the bit
// __SO_ACCEPTCON for a socket that listens.
void noteProcLine(Pass &pass, QByteArrayView line, QByteArrayView prefix)
{
    const qsizetype at = line.lastIndexOf('@');
    if (at < 0 || !line.contains(" 00010000 "))
        return;
    note(pass, line.sliced(at + 1), prefix);
}

Pass passFromProc(const QByteArray &prefix, Buffer &buffer)
{
    Pass pass;
    const Descriptor file(uninterrupted([] { return ::open("/proc/net/unix", O_RDONLY | O_CLOEXEC); }));
    if (!file)
        return pass;
    QByteArray rest;
    for (;;) {
        const auto size = uninterrupted([&] { return ::read(file.get(), buffer.data(), buffer.size()); });
        if (size < 0)
            return pass;
        if (size == 0)
            break;
        ++pass.parts;
        rest.append(buffer.data(), size);
        qsizetype start = 0;
        for (qsizetype end; (end = rest.indexOf('\n', start)) >= 0; start = end + 1)
            noteProcLine(pass, QByteArrayView(rest).sliced(start, end - start), prefix);
        rest.remove(0, start);
    }
    pass.isComplete = true;
    return pass;
}

/// A second pass makes good what the first may have left out between two of its parts.
template <typename TakePass>
std::optional<std::vector<Epoch>> collect(TakePass takePass)
{
    Buffer buffer;
    Pass first = takePass(buffer);
    if (first.isComplete && first.parts > 1) {
        const Pass second = takePass(buffer);
        first.isComplete = second.isComplete;
        first.epochs.insert(first.epochs.end(), second.epochs.begin(), second.epochs.end());
    }
    if (!first.isComplete)
        return {};
    std::sort(first.epochs.begin(), first.epochs.end());
    first.epochs.erase(std::unique(first.epochs.begin(), first.epochs.end()), first.epochs.end());
    return std::move(first.epochs);
}

} // namespace

std::optional<std::vector<Epoch>> list(const QByteArray &prefix)
{
    if (auto epochs = listByNetlink(prefix))
        return epochs;
    return listFromProc(prefix);
}

std::optional<std::vector<Epoch>> listByNetlink(const QByteArray &prefix)
{
    return collect([&](Buffer &buffer) { return passByNetlink(prefix, buffer); });
}

std::optional<std::vector<Epoch>> listFromProc(const QByteArray &prefix)
{
    return collect([&](Buffer &buffer) { return passFromProc(prefix, buffer); });
}

} // namespace QtFailover::Internal::BoundGuards
