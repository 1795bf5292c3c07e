// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "journal.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <filesystem>
#include <system_error>

namespace Demo {

using namespace Qt::StringLiterals;

QByteArray JournalRecord::toLine() const
{
    QJsonObject object{{u"epoch"_s, static_cast<qint64>(epoch)}};
    switch (kind) {
    case Kind::Left:
        object.insert("left"_L1, true);
        [[fallthrough]];
    case Kind::Seal:
        object.insert("seal"_L1, id);
        break;
    case Kind::Edit:
        object.insert("edit"_L1, id);
        object.insert("change"_L1, change.toCbor().toJsonArray());
        if (isInFile)
            object.insert("inFile"_L1, true);
        break;
    case Kind::Base:
        object.insert("base"_L1, text);
        object.insert("history"_L1, static_cast<qint64>(history));
        object.insert("revision"_L1, revision);
        object.insert("applied"_L1, applied.toJson());
        break;
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

namespace {

std::optional<JournalRecord> baseFrom(const QJsonObject &object)
{
    JournalRecord record;
    record.kind = JournalRecord::Kind::Base;
    const qint64 epoch = object.value("epoch"_L1).toInteger();
    const qint64 history = object.value("history"_L1).toInteger();
    const auto applied = AppliedIds::fromJson(object.value("applied"_L1).toObject());
    record.revision = object.value("revision"_L1).toInteger(-1);
    record.text = object.value("base"_L1).toString();
    if (epoch <= 0 || history <= 0 || record.revision < 0 || !applied)
        return std::nullopt;
    record.epoch = static_cast<quint64>(epoch);
    record.history = static_cast<quint64>(history);
    record.applied = *applied;
    return record;
}

} // namespace

std::optional<JournalRecord> JournalRecord::fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.contains("base"_L1))
        return baseFrom(object);
    const bool isSeal = object.contains("seal"_L1);
    const qint64 epoch = object.value("epoch"_L1).toInteger();
    if (epoch <= 0 || isSeal == object.contains("edit"_L1))
        return std::nullopt;
    JournalRecord record;
    record.kind = isSeal ? Kind::Seal : Kind::Edit;
    record.epoch = static_cast<quint64>(epoch);
    record.id = object.value(isSeal ? "seal"_L1 : "edit"_L1).toString();
    if (isSeal) {
        if (object.contains("left"_L1))
            record.kind = Kind::Left;
        return record;
    }
    const auto change = TextChange::fromCbor(QCborArray::fromJsonArray(object.value("change"_L1).toArray()));
    if (!change)
        return std::nullopt;
    record.change = *change;
    record.isInFile = object.value("inFile"_L1).toBool();
    return record;
}

std::optional<Journal::Records> Journal::readNew(QFile &file)
{
    Records result;
    const bool isKnown =
        m_readTo > 0 && file.seek(m_readTo - m_lastLine.size()) && file.read(m_lastLine.size()) == m_lastLine;
    if (!isKnown) {
        result.since = Since::Beginning;
        m_readTo = 0;
        m_lastLine.clear();
    }
    if (!file.seek(m_readTo))
        return std::nullopt;
    const QByteArray added = file.readAll();
    if (file.error() != QFile::NoError)
        return std::nullopt;
    for (qsizetype begin = 0; begin < added.size();) {
        const qsizetype end = added.indexOf('\n', begin) + 1;
        if (end == 0) // its writer was killed, or the disk was full: it was never acknowledged
            return file.resize(m_readTo) ? std::optional(result) : std::nullopt;
        const QByteArray line = added.mid(begin, end - begin);
        const std::optional<JournalRecord> record = JournalRecord::fromLine(line);
        if (!record)
            return std::nullopt;
        result.records.push_back(*record);
        m_lastLine = line;
        m_readTo += line.size();
        begin = end;
    }
    return result;
}

bool Journal::append(QFile &file, const JournalRecord &record)
{
    const QByteArray line = record.toLine();
    if (!file.seek(m_readTo) || file.write(line) != line.size()) {
        file.resize(m_readTo);
        return false;
    }
    m_lastLine = line;
    m_readTo += line.size();
    return true;
}

bool Journal::undoAppend(QFile &file)
{
    if (!file.resize(m_readTo - m_lastLine.size()))
        return false;
    // Without a last line the file could not be told from another one the next time.
    m_readTo = 0;
    m_lastLine.clear();
    return true;
}

bool Journal::replace(const QFile &file, const std::vector<JournalRecord> &records)
{
    QSaveFile whole(nameOfNew(file));
    if (!whole.open(QIODevice::WriteOnly))
        return false;
    whole.setPermissions(file.permissions()); // or not, as on a file system without any
    QByteArray line;
    qint64 size = 0;
    for (const JournalRecord &record : records) {
        line = record.toLine();
        size += line.size();
        whole.write(line); // an error is kept for commit()
    }
    if (!whole.commit())
        return false;
    std::error_code error;
    std::filesystem::rename(QFileInfo(whole.fileName()).filesystemFilePath(), QFileInfo(file).filesystemFilePath(),
                            error);
    if (error)
        return false;
    m_readTo = size;
    m_lastLine = line;
    return true;
}

/// Not QSaveFile's own name beside the journal: a person's copy, as in ".journal.backup", may have the same form.
QString Journal::nameOfNew(const QFile &file) { return file.fileName() + ".new"_L1; }

} // namespace Demo
