// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "system/busctl.h"
#include "system/words.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>

using namespace QtFailover::Test;

namespace {

/// `busctl monitor` of one group's signals, as JSON.
class Monitor final
{
public:
    Monitor(const QProcessEnvironment &environment, const QString &path)
    {
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral("busctl"),
                        {QStringLiteral("--user"), QStringLiteral("monitor"), QStringLiteral("--json=short"),
                         QStringLiteral("--match=type='signal',path='%1'").arg(path)});
        EXPECT_TRUE(waitFor([this] {
            m_bytes += m_process.readAll();
            return m_bytes.contains("Monitoring bus message stream");
        }));
    }
    ~Monitor()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// The arguments of the first signal of that name, from that instance where one is given.
    QJsonArray await(const QString &member, const QString &from = {})
    {
        QJsonArray found;
        EXPECT_TRUE(waitFor([&] {
            read();
            for (const QJsonObject &message : std::as_const(m_messages)) {
                const QJsonArray data = message[u"payload"][u"data"].toArray();
                if (message[u"member"] == member && (from.isEmpty() || data[0] == from)) {
                    found = data;
                    return true;
                }
            }
            return false;
        })) << qPrintable(member)
            << " from " << qPrintable(from);
        return found;
    }
    qsizetype count(const QString &member)
    {
        read();
        return std::count_if(m_messages.cbegin(), m_messages.cend(),
                             [&](const QJsonObject &message) { return message[u"member"] == member; });
    }
    /// The last value that PropertiesChanged told of.
    bool awaitChange(const QString &property, const QJsonValue &value)
    {
        return waitFor([&] {
            read();
            return std::any_of(m_messages.cbegin(), m_messages.cend(), [&](const QJsonObject &message) {
                const QJsonArray data = message[u"payload"][u"data"].toArray();
                return message[u"member"] == QLatin1String("PropertiesChanged")
                       && data[1].toObject()[property].toObject()[u"data"] == value;
            });
        });
    }

private:
    void read()
    {
        m_bytes += m_process.readAll();
        for (qsizetype end; (end = m_bytes.indexOf('\n')) >= 0; m_bytes.remove(0, end + 1))
            m_messages += QJsonDocument::fromJson(m_bytes.left(end)).object();
    }

    QProcess m_process;
    QByteArray m_bytes;
    QList<QJsonObject> m_messages;
};

} // namespace

class BusInterface : public BusTest
{};

TEST_F(BusInterface, HasTheContractsPropertiesWithTheirTypes)
{
    group.startInOrder(2);
    ASSERT_TRUE(onBus(primary) && onBus(instance("i1")));
    ASSERT_TRUE(awaitProperty(QStringLiteral("PrimaryHealth"), instance("i1"), QStringLiteral("s \"Alive\"")));
    const QString known[][2] = {
        {QStringLiteral("Role"), QStringLiteral("s \"secondary\"")},
        {QStringLiteral("Epoch"), QStringLiteral("t 1")},
        {QStringLiteral("InstanceId"), QStringLiteral("s \"i1\"")},
        {QStringLiteral("PrimaryId"), QStringLiteral("s \"i0\"")},
        {QStringLiteral("Enabled"), QStringLiteral("b true")},
        {QStringLiteral("Group"), QStringLiteral("s \"%1\"").arg(group.name())},
        {QStringLiteral("Scope"), QStringLiteral("s \"\"")},
        {QStringLiteral("Pid"), QStringLiteral("u %1").arg(group.running()[1]->pid())},
        {QStringLiteral("ProtocolVersion"), QStringLiteral("u 1")},
        {QStringLiteral("HeartbeatInterval"), QStringLiteral("u 5000")},
        {QStringLiteral("HeartbeatTimeout"), QStringLiteral("u 15000")},
    };
    for (const auto &[name, value] : known)
        EXPECT_EQ(property(name, instance("i1")), value) << qPrintable(name);
    EXPECT_TRUE(property(QStringLiteral("Version"), instance("i1")).startsWith(QLatin1String("s \"")));
    const QString members = property(QStringLiteral("Instances"), primary);
    EXPECT_TRUE(members.startsWith(QLatin1String("aa{sv} 2 "))) << qPrintable(members);
    for (const char *key : {"\"id\" s \"i0\"", "\"pid\" u", "\"role\" s \"primary\"", "\"enabled\" b true",
                            "\"priority\" i 0", "\"version\" s", "\"successor\" b true"})
        EXPECT_TRUE(members.contains(QLatin1String(key))) << key << " is not in\n" << qPrintable(members);
}

TEST_F(BusInterface, NamesAGroupAndAScopeThatAreNotLegalOnABus)
{
    const QString id = QStringLiteral("a-b.c");
    Instance *only = group.start(id, {QStringLiteral("--group"), QStringLiteral("org.9lives.Caf\u00e9-Bar"),
                                      QStringLiteral("--scope"), QStringLiteral("document")});
    only->await(RoleChanged, ToPrimary);
    const QString scoped = QStringLiteral("org._9lives.Caf_-Bar.Failover.s43cc23fa"); // printf document | sha256sum
    EXPECT_TRUE(onBus(scoped + QStringLiteral(".Primary")));
    EXPECT_TRUE(onBus(scoped + QStringLiteral(".Instance_a_b_c")));
    path = u'/' + QString(scoped).replace(u'.', u'/').replace(u'-', u'_');
    EXPECT_EQ(property(QStringLiteral("Group"), scoped + QStringLiteral(".Primary")),
              QStringLiteral("s \"org.9lives.Caf\\303\\251-Bar\""));
    EXPECT_EQ(property(QStringLiteral("Scope"), scoped + QStringLiteral(".Primary")), QStringLiteral("s \"document\""));
}

TEST_F(BusInterface, PutsAHashInThePlaceOfAnIdThatMakesTheNameTooLong)
{
    const QString id(60, u'i');
    QStringList elements;
    while (elements.join(u'.').size() < 180)
        elements += QStringLiteral("element");
    Instance *only = group.start(id, {QStringLiteral("--group"), elements.join(u'.')});
    only->await(RoleChanged, ToPrimary);
    base = elements.join(u'.') + QStringLiteral(".Failover");
    ASSERT_TRUE(onBus(base + QStringLiteral(".Primary")));
    const QString list = busctl({QStringLiteral("list"), QStringLiteral("--acquired")});
    const qsizetype at = list.indexOf(base + QStringLiteral(".Instance_"));
    ASSERT_GE(at, 0) << qPrintable(list);
    const QString name = list.mid(at).section(u' ', 0, 0);
    EXPECT_EQ(name.size(), (base + QStringLiteral(".Instance_0123456789abcdef")).size()) << qPrintable(name);
}

TEST_F(BusInterface, TellsOfEachSignalWithItsArgumentsAndOfEachChange)
{
    const auto all = group.startInOrder(3);
    ASSERT_TRUE(onBus(primary) && onBus(instance("i1")) && onBus(instance("i2")));
    Monitor monitor(environment, path);
    all[0]->signal(SIGTERM);
    const QJsonArray shutdown = monitor.await(QStringLiteral("Shutdown"));
    EXPECT_EQ(shutdown, (QJsonArray{QStringLiteral("i0"), 1, QStringLiteral("PrimaryShutdown"), QStringLiteral("i1")}));
    const QJsonArray promoted = monitor.await(QStringLiteral("Promoted"));
    EXPECT_EQ(promoted, (QJsonArray{QStringLiteral("i1"), 2, QStringLiteral("PrimaryShutdown")}));
    const QJsonArray changed = monitor.await(QStringLiteral("RoleChanged"), QStringLiteral("i1"));
    EXPECT_EQ(changed, (QJsonArray{QStringLiteral("i1"), QStringLiteral("primary"), QStringLiteral("secondary"), 2}));
    const QJsonArray beat = monitor.await(QStringLiteral("Heartbeat"), QStringLiteral("i1"));
    EXPECT_EQ(beat[1], 2);
    EXPECT_EQ(beat[2], 1) << "at once on promotion";
    EXPECT_TRUE(beat[3].isDouble());
    EXPECT_TRUE(monitor.awaitChange(QStringLiteral("Role"), QStringLiteral("primary")));
    EXPECT_TRUE(monitor.awaitChange(QStringLiteral("Epoch"), 2));
    EXPECT_TRUE(monitor.awaitChange(QStringLiteral("PrimaryId"), QStringLiteral("i1")));
    ASSERT_TRUE(all[0]->awaitExit());
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(monitor.count(QStringLiteral("Shutdown")), 1);
    EXPECT_EQ(monitor.count(QStringLiteral("Promoted")), 1);
}

TEST_F(BusInterface, GivesTheNamesWithinASecondOfTheRole)
{
    const auto all = group.startInOrder(3);
    const auto connection = bus.connection();
    const auto owner = [&](const QString &name) {
        return QDBusReply<QString>(connection->interface()->serviceOwner(name)).value();
    };
    ASSERT_TRUE(waitFor([&] { return !owner(primary).isEmpty() && !owner(instance("i1")).isEmpty(); }));
    for (std::size_t i = 0; i < 2; ++i) {
        all[i]->signal(i == 0 ? SIGKILL : SIGTERM);
        const QString heir = instance(i == 0 ? "i1" : "i2");
        ASSERT_TRUE(waitFor([&] { return !owner(heir).isEmpty() && owner(primary) == owner(heir); }));
        const qint64 named = monotonicNs();
        const QJsonObject changed = all[i + 1]->await(RoleChanged, ToPrimary);
        EXPECT_LT(named - changed[u"monotonicNs"].toInteger(), 1'000'000'000);
    }
}

TEST_F(BusInterface, AnswersEachMethod)
{
    const auto all = group.startInOrder(3);
    ASSERT_TRUE(onBus(primary) && onBus(instance("i1")) && onBus(instance("i2")));
    EXPECT_EQ(call(primary, {QStringLiteral("CheckFailover")}), QStringLiteral("s \"SelfPrimary\""));
    EXPECT_EQ(call(instance("i2"), {QStringLiteral("CheckFailover")}), QStringLiteral("s \"Alive\""));
    EXPECT_EQ(call(instance("i2"), {QStringLiteral("Ping")}), QStringLiteral("sts \"i2\" 1 \"secondary\""));
    const QString statistics = call(primary, {QStringLiteral("Statistics")});
    EXPECT_TRUE(statistics.startsWith(QLatin1String("a{sv} "))) << qPrintable(statistics);
    EXPECT_TRUE(statistics.contains(QLatin1String("\"promotions\" t 1"))) << qPrintable(statistics);
    EXPECT_TRUE(call(primary, {QStringLiteral("FormatStatus")})
                    .startsWith(QLatin1String("s \"role=primary enabled=true epoch=1 instance_id=i0 primary_id=i0 ")));

    EXPECT_EQ(call(primary, {QStringLiteral("HandOver"), QStringLiteral("s"), QString()}), QString());
    all[1]->await(RoleChanged, because(QStringLiteral("Handover")));
    ASSERT_TRUE(group.awaitSettled());
    all[1]->command("handover i0");
    all[0]->await(RoleChanged, because(QStringLiteral("Handover")));
    ASSERT_TRUE(group.awaitSettled());
    call(instance("i2"), {QStringLiteral("TakeOver")});
    all[2]->await(RoleChanged, because(QStringLiteral("TakenOver")));
}

TEST_F(BusInterface, LetsEnabledBeSetWhichHandsOver)
{
    const auto all = group.startInOrder(2);
    ASSERT_TRUE(onBus(primary) && onBus(instance("i0")));
    Monitor monitor(environment, path);
    busctl({QStringLiteral("set-property"), instance("i0"), path, Interface, QStringLiteral("Enabled"),
            QStringLiteral("b"), QStringLiteral("false")});
    all[1]->await(RoleChanged, because(QStringLiteral("Handover")));
    EXPECT_TRUE(monitor.awaitChange(QStringLiteral("Enabled"), false));
    EXPECT_TRUE(awaitProperty(QStringLiteral("Enabled"), instance("i0"), QStringLiteral("b false")));
    EXPECT_EQ(property(QStringLiteral("Role"), instance("i0")), QStringLiteral("s \"secondary\""));
}

TEST_F(BusInterface, AnswersWithTheNewestStatusWithoutAChangeOfState)
{
    Instance *only =
        group.start(QStringLiteral("only"), {QStringLiteral("--heartbeat-interval"), QStringLiteral("50")});
    only->await(RoleChanged, ToPrimary);
    ASSERT_TRUE(onBus(primary));
    const auto beat = [&] {
        return call(primary, {QStringLiteral("FormatStatus")})
            .section(QStringLiteral("last_heartbeat="), 1)
            .section(u' ', 0, 0);
    };
    const QString first = beat();
    EXPECT_FALSE(first.isEmpty());
    EXPECT_TRUE(waitFor([&] { return beat() != first; })) << "it shows for ever what it was at the last change";
}

TEST_F(BusInterface, ShowsABusyPrimaryWhileItsMainLoopIsBlocked)
{
    const auto all = group.startInOrder(1);
    Instance *watcher = group.start(QStringLiteral("watcher"), {});
    Q_UNUSED(watcher)
    ASSERT_TRUE(onBus(primary));
    const qint64 begun = monotonicNs();
    all[0]->command("block 20000");
    ASSERT_TRUE(awaitProperty(QStringLiteral("PrimaryHealth"), primary, QStringLiteral("s \"Busy\"")));
    EXPECT_FALSE(call(primary, {QStringLiteral("FormatStatus")}).isEmpty());
    EXPECT_LT(monotonicNs() - begun, 20'000'000'000) << "it was answered by the main loop after all";
}
