// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/descriptor.h"

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <linux/fuse.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace QtFailover::Test {

/// An open file in a file system of user space (FUSE) whose server never lets a call return, as that of sshfs does
/// while its network is gone.
class HungFile final
{
public:
    enum class Call { Close = FUSE_FLUSH, Stat = FUSE_GETATTR };

    explicit HungFile(Call call)
    {
        m_server = Internal::Descriptor(::open("/dev/fuse", O_RDWR | O_CLOEXEC));
        const QByteArray options = "fd=" + QByteArray::number(m_server.get()) + ",rootmode=40000,user_id=0,group_id=0";
        if (!m_server || ::mount("hung", point().constData(), "fuse", 0, options.constData()) != 0)
            return;
        m_process = ::fork();
        if (m_process == 0)
            serve(m_server.get(), static_cast<unsigned>(call));
        m_server = Internal::Descriptor(); // the connection is to end with the server
        const QByteArray path = point() + "/file";
        m_file = Internal::Descriptor(::open(path.constData(), O_RDONLY | O_CLOEXEC));
        ::umount2(point().constData(), MNT_DETACH); // the file does without a name, should the test be killed
    }
    ~HungFile() { end(); }
    Q_DISABLE_COPY_MOVE(HungFile)

    /// False: this process may not mount.
    bool isOpen() const { return bool(m_file); }
    /// Lets all go that wait.
    void end()
    {
        if (m_process <= 0)
            return;
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
        m_process = 0;
    }

private:
    QByteArray point() const { return QFile::encodeName(m_directory.path()); }

    static fuse_attr attributes(quint64 node)
    {
        fuse_attr attr{};
        attr.ino = node;
        attr.mode = node == FUSE_ROOT_ID ? S_IFDIR | 0700 : S_IFREG | 0600;
        attr.nlink = 1;
        return attr;
    }

    template <typename Body>
    static void reply(int fd, quint64 request, const Body &body)
    {
        std::array<char, sizeof(fuse_out_header) + sizeof(Body)> bytes;
        const fuse_out_header header{bytes.size(), 0, request};
        std::memcpy(bytes.data(), &header, sizeof(header));
        std::memcpy(bytes.data() + sizeof(header), &body, sizeof(body));
        [[maybe_unused]] const auto size = ::write(fd, bytes.data(), bytes.size());
    }

    [[noreturn]] static void serve(int fd, unsigned unanswered)
    {
        ::alarm(120);
        static std::array<char, 1 << 17> request;
        for (;;) {
            if (::read(fd, request.data(), request.size()) < 0) {
                if (errno == EINTR || errno == EAGAIN || errno == ENOENT)
                    continue;
                ::_exit(0);
            }
            fuse_in_header header;
            std::memcpy(&header, request.data(), sizeof(header));
            if (header.opcode == unanswered)
                continue;
            constexpr quint64 File = 2;
            switch (header.opcode) {
            case FUSE_INIT: {
                fuse_init_out out{};
                out.major = FUSE_KERNEL_VERSION;
                out.minor = 31;
                out.max_write = 4096;
                reply(fd, header.unique, out);
                break;
            }
            case FUSE_LOOKUP: {
                fuse_entry_out out{};
                out.nodeid = File;
                out.attr = attributes(File);
                reply(fd, header.unique, out);
                break;
            }
            case FUSE_GETATTR: {
                fuse_attr_out out{};
                out.attr = attributes(header.nodeid);
                reply(fd, header.unique, out);
                break;
            }
            case FUSE_OPEN:
                reply(fd, header.unique, fuse_open_out{});
                break;
            case FUSE_FORGET:
            case FUSE_BATCH_FORGET:
            case FUSE_INTERRUPT:
                break;
            default: {
                const fuse_out_header unknown{sizeof(fuse_out_header), -ENOSYS, header.unique};
                [[maybe_unused]] const auto size = ::write(fd, &unknown, sizeof(unknown));
            }
            }
        }
    }

    QTemporaryDir m_directory;
    Internal::Descriptor m_server;
    Internal::Descriptor m_file;
    pid_t m_process = 0;
};

} // namespace QtFailover::Test
