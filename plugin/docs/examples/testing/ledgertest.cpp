// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/QtFailover>
#include <QtFailover/Testing>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace QtFailover;
using namespace std::chrono_literals;

//! [application]
/// The application's own: a list of bookings in a file, which the primary alone writes.
class Ledger
{
public:
    Ledger(const Config &config, const QString &path) : watcher(config), m_file(path)
    {
        watcher.setPromotionHandler(&watcher, [this](Promotion promotion) {
            m_file.close(); // left open where an answer came to nothing
            if (m_file.open(QIODevice::ReadWrite | QIODevice::Append))
                promotion.accept();
            else
                promotion.reject(m_file.errorString());
        });
        watcher.setDemotionHandler(&watcher, [this](Demotion demotion) {
            m_file.close();
            demotion.done();
        });
        watcher.start();
    }

    bool book(const QByteArray &line) { return watcher.isPrimary() && m_file.write(line + '\n') > 0 && m_file.flush(); }

    Watcher watcher;

private:
    QFile m_file;
};
//! [application]

class LedgerTest : public QObject
{
    Q_OBJECT

    //! [test]
private Q_SLOTS:
    void theNextOneWritesOnAfterACrash()
    {
        Ledger first(group.config(QStringLiteral("first")), path);
        Ledger second(group.config(QStringLiteral("second")), path);
        group.settle();
        QVERIFY(first.book("rent"));
        QVERIFY(!second.book("refused: not the primary"));

        group.crash(QStringLiteral("first")); // as kill -9
        group.settle();
        QVERIFY(second.book("bread"));
        QVERIFY(!first.book("refused: dead"));
        QCOMPARE(contents(), QByteArray("rent\nbread\n"));
    }

    void aFencedPrimaryWritesNothingMoreWhenItWakes()
    {
        Config config = group.config(QStringLiteral("first"));
        config.setHungPrimaryPolicy(HungPrimaryPolicy::Fence);
        Ledger first(config, path);
        config.setInstanceId(QStringLiteral("second"));
        Ledger second(config, path);
        group.settle();

        group.stop(QStringLiteral("first")); // as kill -STOP; its 15 s of silence pass at once
        QVERIFY(group.advanceUntil([&] { return second.book("from the second"); }));
        group.resume(QStringLiteral("first"));
        QVERIFY(!first.book("too late"));
        QVERIFY(group.advanceUntil([&] { return first.watcher.role() == Role::Secondary; }));
        QCOMPARE(contents(), QByteArray("from the second\n"));
    }

    void whoCannotOpenTheFileDoesNotBecomePrimary()
    {
        Ledger first(group.config(QStringLiteral("first")), path);
        Ledger second(group.config(QStringLiteral("second")), directory.path()); // not a file
        Ledger third(group.config(QStringLiteral("third")), path);
        group.settle();
        group.crash(QStringLiteral("first"));
        QVERIFY(group.advanceUntil([&] { return third.watcher.isPrimary(); }, 1s));
        QCOMPARE(second.watcher.error(), Error::PromotionFailed);
    }
    //! [test]

    void cleanup() { QFile::remove(path); }

private:
    QByteArray contents() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("ledger.txt"));
    Testing::Group group;
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledgertest.moc"
