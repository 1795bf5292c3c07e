// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include "support/privatebus.h"

#include <QGuiApplication>
#include <QProcess>
#include <QScopeGuard>
#include <QScreen>

#include <csignal>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::Role;
using QtFailover::Test::EnvironmentGuard;
using QtFailover::Test::PrivateBus;
using QtFailover::Test::waitFor;

/// The windows of `--windows`, as processes on a screen that nobody else uses, and an observer in this process.
class SideBySide : public WindowTest
{
protected:
    void SetUp() override
    {
        if (QGuiApplication::platformName() != u"xcb"_s)
            GTEST_SKIP() << "the windows of other processes can be seen on an X server only";
    }

    static void takeScreenshot(const QString &name)
    {
        const QDir directory(qEnvironmentVariable("QTFAILOVER_PICTURES", u"pictures"_s));
        EXPECT_TRUE(directory.mkpath(u"."_s));
        const QPixmap all = QGuiApplication::primaryScreen()->grabWindow(0);
        EXPECT_TRUE(all.save(directory.filePath(name + u".png"_s)));
    }
    /// What a person sees who asks the bus at that moment.
    void writeBusctl(const QString &name, const QString &method)
    {
        const QString base = m_group.name() + u".Failover"_s;
        const QString path = u'/' + QString(base).replace(u'.', u'/');
        QProcess busctl;
        busctl.start(u"busctl"_s,
                     {u"--user"_s, u"call"_s, base + u".Primary"_s, path, u"org.qtfailover.Instance1"_s, method});
        ASSERT_TRUE(busctl.waitForFinished());
        const QByteArray said = busctl.readAllStandardOutput();
        EXPECT_TRUE(said.contains("primary")) << busctl.readAllStandardError().constData();
        QFile file(QDir(qEnvironmentVariable("QTFAILOVER_PICTURES", u"pictures"_s)).filePath(name + u".txt"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(said);
    }
    /// Painted, where the badges are.
    static bool isOnTop(const QColor &colour)
    {
        const QImage all = QGuiApplication::primaryScreen()->grabWindow(0, 0, 0, -1, 200).toImage();
        for (int y = 0; y < all.height(); y += 4) {
            for (int x = 0; x < all.width(); x += 4) {
                if (all.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    }

    const PrivateBus m_bus;
    const EnvironmentGuard m_address{"DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLocal8Bit()};
};

TEST_F(SideBySide, ThreeWindowsShowTheSameTextAndWhoIsPrimaryBeforeAndAfterACrash)
{
    const QStringList beats{u"--heartbeat-interval"_s, u"1000"_s, u"--heartbeat-timeout"_s, u"3000"_s};
    Session observer(
        Options::parse(QStringList{u"demo"_s, u"--headless"_s, u"--disabled"_s, u"--group"_s, m_group.name(),
                                   u"--file"_s, file(), u"--no-dbus"_s, u"--instance-id"_s, u"observer"_s}
                       + beats));
    int beatCount = 0;
    QObject::connect(&observer.watcher(), &QtFailover::Watcher::heartbeat, &observer, [&] { ++beatCount; });
    QProcess launcher;
    launcher.setProcessChannelMode(QProcess::ForwardedChannels);
    launcher.start(QStringLiteral(QTFAILOVER_DEMO_PROGRAM),
                   QStringList{u"--windows"_s, u"3"_s, u"--group"_s, m_group.name(), u"--file"_s, file(),
                               u"--instance-id"_s, u"window"_s}
                       + beats);
    const auto end = qScopeGuard([&] {
        launcher.terminate();
        EXPECT_TRUE(launcher.waitForFinished());
    });
    ASSERT_TRUE(observer.start());
    ASSERT_TRUE(waitFor([&] { return observer.watcher().instances().size() == 4; }));
    observer.note().appendLine(u"Three windows, each a process. One of them writes this file."_s);
    ASSERT_TRUE(waitFor([&] { return !observer.note().hasUnwritten(); }));
    const QColor primaryGround(0x0b, 0x6e, 0x4f);
    ASSERT_TRUE(waitFor([&] { return beatCount >= 6 && isOnTop(primaryGround); }));
    takeScreenshot(u"three-windows"_s);

    const auto primary = [&] { return observer.watcher().instances().constFirst(); };
    const qint64 old = primary().pid();
    ASSERT_EQ(primary().role(), Role::Primary);
    ASSERT_EQ(::kill(pid_t(old), SIGKILL), 0);
    ASSERT_TRUE(waitFor([&] {
        return observer.watcher().instances().size() == 3 && primary().role() == Role::Primary
               && primary().pid() != old;
    }));
    observer.note().appendLine(u"The first was killed. The second goes on writing."_s);
    ASSERT_TRUE(waitFor([&] { return !observer.note().hasUnwritten(); }));
    EXPECT_EQ(contents().count(u'\n'), 2);
    beatCount = 0;
    ASSERT_TRUE(waitFor([&] { return beatCount >= 3 && isOnTop(primaryGround); }));
    takeScreenshot(u"three-windows-after-crash"_s);
    writeBusctl(u"three-windows-after-crash"_s, u"Ping"_s);
}

} // namespace
} // namespace Demo
