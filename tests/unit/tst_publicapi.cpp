// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What programs that nobody here wrote are built against: each name, signature and default of the public headers. The
// compiler holds the signatures, the meta-objects what is found by its name, the headers' text the default arguments.
// What is missing or changed here breaks those programs; what is new is added to the lists.

#include <QtFailover/QtFailover>

#include <QFile>
#include <QMetaEnum>
#include <QMetaMethod>
#include <QMetaProperty>

#include <gtest/gtest.h>

#include <type_traits>

using namespace QtFailover;
using std::chrono::milliseconds;

namespace {

/// Compiles only where `function`, or one of its overloads, is of exactly this type.
template <typename Signature>
constexpr bool is(Signature function)
{
    return function != nullptr;
}

namespace OfTypes {
static_assert(std::is_same_v<std::underlying_type_t<Role>, int>);
static_assert(std::is_default_constructible_v<InstanceInfo> && std::is_copy_constructible_v<InstanceInfo>);
static_assert(std::is_copy_assignable_v<InstanceInfo>);
static_assert(is<QString (InstanceInfo::*)() const>(&InstanceInfo::id));
static_assert(is<qint64 (InstanceInfo::*)() const>(&InstanceInfo::pid));
static_assert(is<Role (InstanceInfo::*)() const>(&InstanceInfo::role));
static_assert(is<bool (InstanceInfo::*)() const>(&InstanceInfo::isEnabled));
static_assert(is<int (InstanceInfo::*)() const>(&InstanceInfo::priority));
static_assert(is<QString (InstanceInfo::*)() const>(&InstanceInfo::applicationVersion));
static_assert(is<bool (InstanceInfo::*)() const>(&InstanceInfo::isSuccessor));

static_assert(std::is_copy_constructible_v<Promotion> && std::is_copy_assignable_v<Promotion>);
static_assert(is<quint64 (Promotion::*)() const>(&Promotion::epoch));
static_assert(is<Reason (Promotion::*)() const>(&Promotion::reason));
static_assert(is<QString (Promotion::*)() const>(&Promotion::previousPrimaryId));
static_assert(is<int (Promotion::*)() const>(&Promotion::attempt));
static_assert(is<bool (Promotion::*)() const>(&Promotion::isCanceled));
static_assert(is<void (Promotion::*)()>(&Promotion::accept));
static_assert(is<void (Promotion::*)(const QString &)>(&Promotion::reject));

static_assert(std::is_copy_constructible_v<Demotion> && std::is_copy_assignable_v<Demotion>);
static_assert(is<quint64 (Demotion::*)() const>(&Demotion::epoch));
static_assert(is<Reason (Demotion::*)() const>(&Demotion::reason));
static_assert(is<bool (Demotion::*)() const>(&Demotion::isForced));
static_assert(is<bool (Demotion::*)() const>(&Demotion::isSynchronous));
static_assert(is<void (Demotion::*)()>(&Demotion::done));
} // namespace OfTypes

namespace OfConfig {
static_assert(std::is_default_constructible_v<Config> && std::is_copy_constructible_v<Config>);
static_assert(std::is_copy_assignable_v<Config>);
static_assert(std::is_constructible_v<Config, const QString &> && !std::is_convertible_v<const QString &, Config>);
static_assert(is<Config (*)(const QVariantMap &, QString *)>(&Config::fromMap));
static_assert(is<QVariantMap (Config::*)() const>(&Config::toMap));
static_assert(is<QString (*)(const QString &)>(&Config::scopeForPath));
static_assert(is<QString (Config::*)() const>(&Config::validate));

template <typename T>
using Getter = T (Config::*)() const;
template <typename T>
using Setter = void (Config::*)(T);
static_assert(is<Getter<QString>>(&Config::group) && is<Setter<const QString &>>(&Config::setGroup));
static_assert(is<Getter<QString>>(&Config::scope) && is<Setter<const QString &>>(&Config::setScope));
static_assert(is<Getter<QString>>(&Config::instanceId) && is<Setter<const QString &>>(&Config::setInstanceId));
static_assert(is<Getter<QString>>(&Config::applicationVersion));
static_assert(is<Setter<const QString &>>(&Config::setApplicationVersion));
static_assert(is<Getter<QString>>(&Config::runtimeDirectory));
static_assert(is<Setter<const QString &>>(&Config::setRuntimeDirectory));
static_assert(is<Getter<int>>(&Config::priority) && is<Setter<int>>(&Config::setPriority));
static_assert(is<Getter<bool>>(&Config::isEnabled) && is<Setter<bool>>(&Config::setEnabled));
static_assert(is<Getter<bool>>(&Config::isDBusEnabled) && is<Setter<bool>>(&Config::setDBusEnabled));
static_assert(is<Getter<HungPrimaryPolicy>>(&Config::hungPrimaryPolicy));
static_assert(is<Setter<HungPrimaryPolicy>>(&Config::setHungPrimaryPolicy));
static_assert(is<Getter<milliseconds>>(&Config::heartbeatInterval));
static_assert(is<Setter<milliseconds>>(&Config::setHeartbeatInterval));
static_assert(is<Getter<milliseconds>>(&Config::heartbeatTimeout));
static_assert(is<Setter<milliseconds>>(&Config::setHeartbeatTimeout));
static_assert(is<Getter<milliseconds>>(&Config::probeInterval));
static_assert(is<Setter<milliseconds>>(&Config::setProbeInterval));
static_assert(is<Getter<milliseconds>>(&Config::mainLoopTimeout));
static_assert(is<Setter<milliseconds>>(&Config::setMainLoopTimeout));
static_assert(is<Getter<milliseconds>>(&Config::promotionTimeout));
static_assert(is<Setter<milliseconds>>(&Config::setPromotionTimeout));
static_assert(is<Getter<milliseconds>>(&Config::shutdownTimeout));
static_assert(is<Setter<milliseconds>>(&Config::setShutdownTimeout));
} // namespace OfConfig

namespace OfWatcher {
static_assert(std::is_base_of_v<QObject, Watcher> && !std::is_copy_constructible_v<Watcher>);
static_assert(!std::is_copy_assignable_v<Watcher> && !std::is_move_constructible_v<Watcher>);
static_assert(std::is_default_constructible_v<Watcher>); // for QML
static_assert(std::is_constructible_v<Watcher, QObject *> && !std::is_convertible_v<QObject *, Watcher>);
static_assert(std::is_constructible_v<Watcher, const Config &> && !std::is_convertible_v<const Config &, Watcher>);
static_assert(std::is_constructible_v<Watcher, const Config &, QObject *>);
static_assert(is<Watcher *(*)(const Config &, QObject *)>(&Watcher::forPrimary));
static_assert(is<Watcher *(*)(const Config &, QObject *)>(&Watcher::forSecondary));

template <typename T>
using Getter = T (Watcher::*)() const;
static_assert(is<Getter<Config>>(&Watcher::config));
static_assert(is<void (Watcher::*)(const Config &)>(&Watcher::setConfig));
static_assert(is<Getter<Role>>(&Watcher::role));
static_assert(is<Getter<bool>>(&Watcher::isPrimary));
static_assert(is<Getter<std::optional<quint64>>>(&Watcher::fencingToken));
static_assert(is<Getter<quint64>>(&Watcher::epoch));
static_assert(is<Getter<QString>>(&Watcher::instanceId));
static_assert(is<Getter<QString>>(&Watcher::primaryId));
static_assert(is<Getter<PrimaryHealth>>(&Watcher::primaryHealth));
static_assert(is<Getter<bool>>(&Watcher::isEnabled));
static_assert(is<Getter<QList<InstanceInfo>>>(&Watcher::instances));
static_assert(is<Getter<bool>>(&Watcher::isDBusConnected));
static_assert(is<Getter<Reason>>(&Watcher::lastReason));
static_assert(is<Getter<Error>>(&Watcher::error));
static_assert(is<Getter<QString>>(&Watcher::errorString));
static_assert(is<Getter<QDateTime>>(&Watcher::lastHeartbeat));
static_assert(is<Getter<std::optional<milliseconds>>>(&Watcher::lastHeartbeatAge));
static_assert(is<Getter<QVariantMap>>(&Watcher::statistics));
static_assert(is<Getter<QString>>(&Watcher::formatStatus));

static_assert(is<bool (Watcher::*)(QDeadlineTimer)>(&Watcher::waitForRole));
static_assert(is<bool (Watcher::*)(QDeadlineTimer)>(&Watcher::waitForStopped));
static_assert(is<QFuture<CheckResult> (Watcher::*)(milliseconds)>(&Watcher::checkAndMaybeFailover));
using PromotionHandler = std::function<void(Promotion)>;
static_assert(is<void (Watcher::*)(const QObject *, PromotionHandler)>(&Watcher::setPromotionHandler));
using DemotionHandler = std::function<void(Demotion)>;
static_assert(is<void (Watcher::*)(const QObject *, DemotionHandler)>(&Watcher::setDemotionHandler));
static_assert(is<void (Watcher::*)(const QObject *, std::function<QFuture<bool>()>)>(&Watcher::setProbe));

static_assert(is<bool (Watcher::*)()>(&Watcher::start));
static_assert(is<void (Watcher::*)()>(&Watcher::shutdown));
static_assert(is<void (Watcher::*)(bool)>(&Watcher::setEnabled));
static_assert(is<void (Watcher::*)(const QString &)>(&Watcher::handOver));
static_assert(is<void (Watcher::*)()>(&Watcher::takeOver));
static_assert(is<void (Watcher::*)(milliseconds)>(&Watcher::expectBusy));

static_assert(is<void (Watcher::*)(Role, Role)>(&Watcher::roleChanged));
static_assert(is<void (Watcher::*)(quint64, Reason)>(&Watcher::promoted));
static_assert(is<void (Watcher::*)(quint64, Reason)>(&Watcher::demoted));
static_assert(is<void (Watcher::*)(const QString &, quint64)>(&Watcher::primaryChanged));
static_assert(is<void (Watcher::*)(PrimaryHealth)>(&Watcher::primaryHealthChanged));
static_assert(is<void (Watcher::*)()>(&Watcher::instancesChanged));
static_assert(is<void (Watcher::*)(const QString &)>(&Watcher::instanceIdChanged));
static_assert(is<void (Watcher::*)(bool)>(&Watcher::enabledChanged));
static_assert(is<void (Watcher::*)(bool)>(&Watcher::dbusConnectedChanged));
static_assert(is<void (Watcher::*)(const QString &, quint64, quint64)>(&Watcher::heartbeat));
static_assert(is<void (Watcher::*)(const QString &, Reason)>(&Watcher::shutdownAnnounced));
static_assert(is<void (Watcher::*)(Error, const QString &)>(&Watcher::errorOccurred));
static_assert(is<void (Watcher::*)()>(&Watcher::stopped));
} // namespace OfWatcher

namespace OfMessenger {
static_assert(std::is_default_constructible_v<Reply> && std::is_copy_constructible_v<Reply>);
static_assert(std::is_copy_assignable_v<Reply>);
static_assert(is<Reply::Error (Reply::*)() const>(&Reply::error));
static_assert(is<QString (Reply::*)() const>(&Reply::errorString));
static_assert(is<QByteArray (Reply::*)() const>(&Reply::payload));
static_assert(is<QString (Reply::*)() const>(&Reply::handledBy));
static_assert(is<quint64 (Reply::*)() const>(&Reply::epoch));

static_assert(std::is_copy_constructible_v<Request> && std::is_copy_assignable_v<Request>);
static_assert(is<QByteArray (Request::*)() const>(&Request::id));
static_assert(is<QByteArray (Request::*)() const>(&Request::payload));
static_assert(is<QString (Request::*)() const>(&Request::senderId));
static_assert(is<int (Request::*)() const>(&Request::attempt));
static_assert(is<bool (Request::*)() const>(&Request::isCanceled));
static_assert(is<void (Request::*)(const QByteArray &)>(&Request::reply));
static_assert(is<void (Request::*)(const QString &)>(&Request::reject));

static_assert(std::is_base_of_v<QObject, Messenger> && !std::is_copy_constructible_v<Messenger>);
static_assert(!std::is_copy_assignable_v<Messenger> && !std::is_move_constructible_v<Messenger>);
static_assert(std::is_constructible_v<Messenger, Watcher *> && !std::is_convertible_v<Watcher *, Messenger>);
static_assert(is<QFuture<Reply> (Messenger::*)(const QByteArray &, milliseconds)>(&Messenger::request));
using RequestHandler = std::function<void(Request)>;
static_assert(is<void (Messenger::*)(const QObject *, RequestHandler)>(&Messenger::setRequestHandler));
using Publish = bool (Messenger::*)(const QString &, const QByteArray &, Messenger::Retention);
static_assert(is<Publish>(&Messenger::publish));
static_assert(is<QByteArray (Messenger::*)(const QString &) const>(&Messenger::retained));
static_assert(is<void (Messenger::*)(const QString &, const QByteArray &, quint64)>(&Messenger::published));
} // namespace OfMessenger

/// One line each: type name [WRITE] [NOTIFY signal] [CONSTANT].
QByteArrayList propertiesOf(const QMetaObject &meta)
{
    QByteArrayList lines;
    for (int i = meta.propertyOffset(); i < meta.propertyCount(); ++i) {
        const QMetaProperty property = meta.property(i);
        // Each standard library spells what the name stands for in its own way.
        const bool isDuration = property.metaType() == QMetaType::fromType<milliseconds>();
        QByteArray line = isDuration ? "std::chrono::milliseconds" : property.typeName();
        line += ' ' + QByteArray(property.name());
        if (property.isWritable())
            line += " WRITE";
        if (property.hasNotifySignal())
            line += " NOTIFY " + property.notifySignal().name();
        if (property.isConstant())
            line += " CONSTANT";
        lines << line;
    }
    return lines;
}

/// One line each: kind type name(type name, …) [CLONED], which stands for a default argument.
QByteArrayList methodsOf(const QMetaObject &meta)
{
    QByteArrayList lines;
    for (int i = meta.methodOffset(); i < meta.methodCount(); ++i) {
        const QMetaMethod method = meta.method(i);
        const char *kind = "invokable ";
        if (method.methodType() == QMetaMethod::Signal)
            kind = "signal ";
        else if (method.methodType() == QMetaMethod::Slot)
            kind = "slot ";
        QByteArrayList parameters;
        for (int number = 0; number < method.parameterCount(); ++number)
            parameters << method.parameterTypes().at(number) + ' ' + method.parameterNames().at(number);
        QByteArray line =
            kind + QByteArray(method.typeName()) + ' ' + method.name() + '(' + parameters.join(", ") + ')';
        if (method.attributes() & QMetaMethod::Cloned)
            line += " CLONED";
        if (method.access() != QMetaMethod::Public)
            line += " NOT PUBLIC";
        lines << line;
    }
    return lines;
}

/// A list of lines as a test prints it.
std::string text(const QByteArrayList &lines) { return '\n' + lines.join('\n').toStdString() + '\n'; }

} // namespace

TEST(PublicApi, WatchersPropertiesKeepNameTypeAndSignal)
{
    EXPECT_EQ(text(propertiesOf(Watcher::staticMetaObject)), R"(
QtFailover::Role role NOTIFY roleChanged
bool primary NOTIFY roleChanged
qulonglong epoch NOTIFY primaryChanged
QString primaryId NOTIFY primaryChanged
QString instanceId NOTIFY instanceIdChanged
QtFailover::PrimaryHealth primaryHealth NOTIFY primaryHealthChanged
bool enabled WRITE NOTIFY enabledChanged
QList<QtFailover::InstanceInfo> instances NOTIFY instancesChanged
bool dbusConnected NOTIFY dbusConnectedChanged
)");
}

TEST(PublicApi, WatchersSignalsAndSlotsAreFoundByTheirNames)
{
    EXPECT_EQ(text(methodsOf(Watcher::staticMetaObject)), R"(
signal void roleChanged(QtFailover::Role role, QtFailover::Role previousRole)
signal void promoted(qulonglong epoch, QtFailover::Reason reason)
signal void demoted(qulonglong epoch, QtFailover::Reason reason)
signal void primaryChanged(QString instanceId, qulonglong epoch)
signal void primaryHealthChanged(QtFailover::PrimaryHealth health)
signal void instancesChanged()
signal void instanceIdChanged(QString instanceId)
signal void enabledChanged(bool enabled)
signal void dbusConnectedChanged(bool connected)
signal void heartbeat(QString instanceId, qulonglong epoch, qulonglong sequence)
signal void shutdownAnnounced(QString instanceId, QtFailover::Reason reason)
signal void errorOccurred(QtFailover::Error error, QString errorString)
signal void stopped()
slot bool start()
slot void shutdown()
slot void setEnabled(bool enabled)
slot void handOver(QString instanceId)
slot void handOver() CLONED
slot void takeOver()
slot void expectBusy(std::chrono::milliseconds atMost)
)");
}

TEST(PublicApi, MessengersSignalIsFoundByItsName)
{
    EXPECT_EQ(text(propertiesOf(Messenger::staticMetaObject)), text({}));
    EXPECT_EQ(text(methodsOf(Messenger::staticMetaObject)), R"(
signal void published(QString topic, QByteArray payload, qulonglong epoch)
)");
    const QMetaEnum retention = QMetaEnum::fromType<Messenger::Retention>();
    ASSERT_EQ(retention.keyCount(), 2);
    EXPECT_STREQ(retention.valueToKey(Messenger::Transient), "Transient");
    EXPECT_STREQ(retention.valueToKey(Messenger::Retained), "Retained");
    EXPECT_FALSE(retention.isScoped());
}

TEST(PublicApi, ConfigsPropertiesKeepNameAndType)
{
    EXPECT_EQ(text(propertiesOf(Config::staticMetaObject)), R"(
QString group WRITE
QString scope WRITE
QString instanceId WRITE
QString applicationVersion WRITE
QString runtimeDirectory WRITE
int priority WRITE
bool enabled WRITE
bool dbusEnabled WRITE
QtFailover::HungPrimaryPolicy hungPrimaryPolicy WRITE
std::chrono::milliseconds heartbeatInterval WRITE
std::chrono::milliseconds heartbeatTimeout WRITE
std::chrono::milliseconds probeInterval WRITE
std::chrono::milliseconds mainLoopTimeout WRITE
std::chrono::milliseconds promotionTimeout WRITE
std::chrono::milliseconds shutdownTimeout WRITE
)");
    EXPECT_EQ(text(methodsOf(Config::staticMetaObject)), text({}));
}

TEST(PublicApi, InstanceInfosPropertiesKeepNameAndType)
{
    EXPECT_EQ(text(propertiesOf(InstanceInfo::staticMetaObject)), R"(
QString id CONSTANT
qlonglong pid CONSTANT
QtFailover::Role role CONSTANT
bool enabled CONSTANT
int priority CONSTANT
QString applicationVersion CONSTANT
bool successor CONSTANT
)");
    EXPECT_EQ(text(methodsOf(InstanceInfo::staticMetaObject)), text({}));
}

TEST(PublicApi, TheAnswersOfHandlersAreGivenFromQml)
{
    EXPECT_EQ(text(propertiesOf(Promotion::staticMetaObject)), R"(
qulonglong epoch CONSTANT
QtFailover::Reason reason CONSTANT
)");
    EXPECT_EQ(text(methodsOf(Promotion::staticMetaObject)), R"(
invokable void accept()
invokable void reject(QString error)
)");
    EXPECT_EQ(text(propertiesOf(Demotion::staticMetaObject)), R"(
QtFailover::Reason reason CONSTANT
)");
    EXPECT_EQ(text(methodsOf(Demotion::staticMetaObject)), R"(
invokable void done()
)");
    EXPECT_EQ(text(propertiesOf(Reply::staticMetaObject)), text({}));
    EXPECT_EQ(text(methodsOf(Reply::staticMetaObject)), text({}));
}

TEST(PublicApi, TheEnumerationsAreScopedAndOfTheNamespace)
{
    QByteArrayList names;
    for (int i = 0; i < QtFailover::staticMetaObject.enumeratorCount(); ++i) {
        const QMetaEnum enumeration = QtFailover::staticMetaObject.enumerator(i);
        names << enumeration.enumName();
        EXPECT_TRUE(enumeration.isScoped()) << enumeration.name();
        EXPECT_FALSE(enumeration.isFlag()) << enumeration.name();
    }
    EXPECT_EQ(names.join(' '), "Role PrimaryHealth HungPrimaryPolicy Reason CheckResult Error");
    const int unscoped = QtFailover::staticMetaObject.indexOfClassInfo("RegisterEnumClassesUnscoped");
    ASSERT_GE(unscoped, 0) << "QML would warn of clashing names";
    EXPECT_STREQ(QtFailover::staticMetaObject.classInfo(unscoped).value(), "false");
}

/// A caller's compiler copies them from the header: the binary does not know them.
TEST(PublicApi, DefaultArgumentsKeepTheirValues)
{
    QByteArray headers;
    for (const char *name : {"config.h", "watcher.h", "messenger.h"}) {
        QFile header(QStringLiteral(QTFAILOVER_HEADERS "/") + QString::fromLatin1(name));
        ASSERT_TRUE(header.open(QIODevice::ReadOnly)) << name;
        headers += header.readAll().simplified(); // wherever a declaration is broken into lines
    }
    for (const char *declaration : {
             "static Config fromMap(const QVariantMap &map, QString *error = nullptr);",
             "explicit Watcher(QObject *parent = nullptr);",
             "explicit Watcher(const Config &config, QObject *parent = nullptr);",
             "static Watcher *forPrimary(const Config &config, QObject *parent = nullptr);",
             "static Watcher *forSecondary(const Config &config, QObject *parent = nullptr);",
             "bool waitForRole(QDeadlineTimer deadline = QDeadlineTimer(3000));",
             "bool waitForStopped(QDeadlineTimer deadline = QDeadlineTimer(5000));",
             "checkAndMaybeFailover(std::chrono::milliseconds timeout = std::chrono::seconds(2));",
             "void handOver(const QString &instanceId = QString());",
             "request(const QByteArray &payload, std::chrono::milliseconds timeout = std::chrono::seconds(20));",
             "bool publish(const QString &topic, const QByteArray &payload, Retention retention = Transient);",
         })
        EXPECT_TRUE(headers.contains(declaration)) << declaration;
    EXPECT_EQ(headers.count(" = nullptr"), 5) << "another argument has a default: add it here";
}
