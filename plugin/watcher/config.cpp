// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/config.h>

namespace QtFailover {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

class ConfigData : public QSharedData
{
public:
    QString group;
    QString scope;
    QString instanceId;
    QString applicationVersion;
    QString runtimeDirectory;
    int priority = 0;
    bool enabled = true;
    bool dbusEnabled = true;
    HungPrimaryPolicy hungPrimaryPolicy = HungPrimaryPolicy::Wait;
    milliseconds heartbeatInterval = 5s;
    milliseconds heartbeatTimeout = 15s;
    milliseconds probeInterval = 60s;
    milliseconds mainLoopTimeout = 30s;
    milliseconds promotionTimeout = 60s;
    milliseconds shutdownTimeout = 5s;
};

Config::Config() : d(new ConfigData) {}

Config::Config(const QString &group) : Config() { d->group = group; }

Config::Config(const Config &other) = default;
Config &Config::operator=(const Config &other) = default;
Config::~Config() = default;

QString Config::group() const { return d->group; }
void Config::setGroup(const QString &group) { d->group = group; }

QString Config::scope() const { return d->scope; }
void Config::setScope(const QString &scope) { d->scope = scope; }

QString Config::instanceId() const { return d->instanceId; }
void Config::setInstanceId(const QString &id) { d->instanceId = id; }

QString Config::applicationVersion() const { return d->applicationVersion; }
void Config::setApplicationVersion(const QString &version) { d->applicationVersion = version; }

QString Config::runtimeDirectory() const { return d->runtimeDirectory; }
void Config::setRuntimeDirectory(const QString &path) { d->runtimeDirectory = path; }

int Config::priority() const { return d->priority; }
void Config::setPriority(int priority) { d->priority = priority; }

bool Config::isEnabled() const { return d->enabled; }
void Config::setEnabled(bool enabled) { d->enabled = enabled; }

bool Config::isDBusEnabled() const { return d->dbusEnabled; }
void Config::setDBusEnabled(bool enabled) { d->dbusEnabled = enabled; }

HungPrimaryPolicy Config::hungPrimaryPolicy() const { return d->hungPrimaryPolicy; }
void Config::setHungPrimaryPolicy(HungPrimaryPolicy policy) { d->hungPrimaryPolicy = policy; }

milliseconds Config::heartbeatInterval() const { return d->heartbeatInterval; }
void Config::setHeartbeatInterval(milliseconds interval) { d->heartbeatInterval = interval; }

milliseconds Config::heartbeatTimeout() const { return d->heartbeatTimeout; }
void Config::setHeartbeatTimeout(milliseconds timeout) { d->heartbeatTimeout = timeout; }

milliseconds Config::probeInterval() const { return d->probeInterval; }
void Config::setProbeInterval(milliseconds interval) { d->probeInterval = interval; }

milliseconds Config::mainLoopTimeout() const { return d->mainLoopTimeout; }
void Config::setMainLoopTimeout(milliseconds timeout) { d->mainLoopTimeout = timeout; }

milliseconds Config::promotionTimeout() const { return d->promotionTimeout; }
void Config::setPromotionTimeout(milliseconds timeout) { d->promotionTimeout = timeout; }

milliseconds Config::shutdownTimeout() const { return d->shutdownTimeout; }
void Config::setShutdownTimeout(milliseconds timeout) { d->shutdownTimeout = timeout; }

} // namespace QtFailover
