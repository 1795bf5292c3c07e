// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "scenario/narrator.h"

#include <QCoreApplication>
#include <QTextStream>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

void print(const QString &line) { QTextStream(stdout) << line << Qt::endl; }

} // namespace

void Narrator::act(const QString &text) { print(u"\n"_s + text); }

void Narrator::say(const QString &text) { print("  "_L1 + text); }

void Narrator::saw(const QString &instanceId, const QString &text, qint64 afterNs)
{
    print("    "_L1 + inMilliseconds(afterNs).rightJustified(12) + "  "_L1 + instanceId + ": "_L1 + text);
}

void Narrator::held(const QString &text)
{
    print("  "_L1 + QCoreApplication::translate("Narrator", "ok: %1").arg(text));
}

bool Narrator::failed(const QString &text)
{
    print("  "_L1 + QCoreApplication::translate("Narrator", "FAILED: %1").arg(text));
    return false;
}

QString inMilliseconds(qint64 ns)
{
    return QCoreApplication::translate("Narrator", "%1 ms").arg(double(ns) / 1e6, 0, 'f', 2);
}

} // namespace Demo
