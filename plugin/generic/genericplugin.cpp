// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member.h"

#include <QCoreApplication>
#include <QGenericPlugin>
#include <QPointer>

class FailoverGenericPlugin final : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "generic.json")

public:
    QObject *create(const QString &key, const QString &specification) override;
};

namespace {

using QtFailover::Generic::Member;

QPointer<Member> theMember;

// QGuiApplication deletes what create() has returned, but only when it is no application any more. So it is given
// an empty object, and the member goes before.
void leave() { delete theMember; }

} // namespace

QObject *FailoverGenericPlugin::create(const QString &key, const QString &specification)
{
    if (key.compare(QLatin1StringView("failover"), Qt::CaseInsensitive) != 0)
        return nullptr;
    // Qt hands the bytes on as if they were Latin-1.
    const auto spec = QtFailover::Generic::parseSpec(QString::fromLocal8Bit(specification.toLatin1()));
    if (theMember) {
        qWarning("QtFailover plugin: it is given twice. The first one counts.");
    } else if (!spec.mistake.isEmpty()) {
        qWarning().noquote() << "QtFailover plugin:" << spec.mistake << "The application runs without it.";
    } else {
        theMember = new Member(spec);
        qAddPostRoutine(leave);
    }
    return new QObject; // also after a mistake, or Qt would say that there is no such plugin
}

#include "genericplugin.moc"
