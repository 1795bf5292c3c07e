// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

namespace Demo {

using namespace Qt::StringLiterals;
using QtFailover::Config;
using QtFailover::HungPrimaryPolicy;
using std::chrono::milliseconds;

namespace {

constexpr auto usualGroup = "org.qtfailover.Demo"_L1;

QString text(const char *source) { return QCoreApplication::translate("Options", source); }

/// One option, and what it does to Options. The setter returns an error, or nothing.
struct Entry {
    enum class Reach { Group, Process }; ///< for every instance of the group, or for this process alone
    QCommandLineOption option;
    Reach reach;
    QString (*apply)(Options &options, const QString &value);
};

QString badNumber(const QString &value)
{
    return text(QT_TRANSLATE_NOOP("Options", "\"%1\" is not a whole number in range")).arg(value);
}

template <auto setter>
QString setDuration(Options &options, const QString &value)
{
    bool ok = false;
    const int count = value.toInt(&ok);
    if (!ok || count < 0)
        return badNumber(value);
    (options.config.*setter)(milliseconds(count));
    return {};
}

QString setScope(Options &options, const QString &value)
{
    options.config.setScope(QDir::isAbsolutePath(value) ? Config::scopeForPath(value) : value);
    return {};
}

QString setWindows(Options &options, const QString &value)
{
    bool ok = false;
    options.windows = value.toInt(&ok);
    if (!ok || options.windows < 1 || options.windows > 64)
        return badNumber(value);
    options.mode = Options::Mode::Launcher;
    return {};
}

QString setPriority(Options &options, const QString &value)
{
    bool ok = false;
    options.config.setPriority(value.toInt(&ok));
    return ok ? QString() : badNumber(value);
}

QString setPolicy(Options &options, const QString &value)
{
    if (value != "wait"_L1 && value != "fence"_L1)
        return text(QT_TRANSLATE_NOOP("Options", "\"%1\" is neither \"wait\" nor \"fence\"")).arg(value);
    options.config.setHungPrimaryPolicy(value == "fence"_L1 ? HungPrimaryPolicy::Fence : HungPrimaryPolicy::Wait);
    return {};
}

QString setAppendEvery(Options &options, const QString &value)
{
    bool ok = false;
    const int count = value.toInt(&ok);
    if (!ok || count < 1)
        return badNumber(value);
    options.appendEvery = milliseconds(count);
    return {};
}

QString setCandidacy(Options &options, const QString &value)
{
    if (value != "primary"_L1 && value != "secondary"_L1)
        return text(QT_TRANSLATE_NOOP("Options", "\"%1\" is neither \"primary\" nor \"secondary\"")).arg(value);
    options.candidacy = value == "primary"_L1 ? Options::Candidacy::PrimaryOnly : Options::Candidacy::SecondaryOnly;
    return {};
}

QString addScenario(Options &options, const QString &value)
{
    static constexpr std::array known{"crash"_L1, "quit"_L1, "hang"_L1, "handover"_L1};
    if (std::find(known.begin(), known.end(), value) == known.end())
        return text(QT_TRANSLATE_NOOP("Options", "\"%1\" is none of crash, quit, hang, handover")).arg(value);
    options.scenarios.append(value);
    options.mode = Options::Mode::Scenario;
    return {};
}

QString setPlace(Options &options, const QString &value)
{
    bool isNumber = false;
    bool isCount = false;
    const Options::Place place{value.section(u'/', 0, 0).toInt(&isNumber), value.section(u'/', 1).toInt(&isCount)};
    if (!isNumber || !isCount || place.number < 1 || place.number > place.count)
        return badNumber(value);
    options.place = place;
    return {};
}

std::vector<Entry> entries()
{
    using Reach = Entry::Reach;
    const auto option = [](const QString &name, const char *description, const QString &value = {}) {
        return QCommandLineOption(name, text(description), value);
    };
    const auto hidden = [](const QString &name, const QString &value) {
        QCommandLineOption made(name, u"For tests and for those who start instances."_s, value);
        made.setFlags(QCommandLineOption::HiddenFromHelp);
        return made;
    };
    return {
        {option(u"group"_s, QT_TRANSLATE_NOOP("Options", "The instances that belong together."), u"G"_s), Reach::Group,
         [](Options &o, const QString &v) { return o.config.setGroup(v), QString(); }},
        {option(u"scope"_s, QT_TRANSLATE_NOOP("Options", "The workspace or document; an absolute path is resolved."),
                u"S"_s),
         Reach::Group, &setScope},
        {option(u"runtime-dir"_s, QT_TRANSLATE_NOOP("Options", "Where locks and sockets lie."), u"D"_s), Reach::Group,
         [](Options &o, const QString &v) { return o.config.setRuntimeDirectory(v), QString(); }},
        {option(u"instance-id"_s, QT_TRANSLATE_NOOP("Options", "The name of this instance; unique by default."),
                u"I"_s),
         Reach::Process, [](Options &o, const QString &v) { return o.config.setInstanceId(v), QString(); }},
        {option(u"windows"_s,
                QT_TRANSLATE_NOOP("Options", "Start N instances, each a process; end them with this one."), u"N"_s),
         Reach::Process, &setWindows},
        {option(u"priority"_s, QT_TRANSLATE_NOOP("Options", "Higher is preferred as successor."), u"P"_s), Reach::Group,
         &setPriority},
        {option(u"heartbeat-interval"_s, QT_TRANSLATE_NOOP("Options", "Time between two heartbeats."), u"MS"_s),
         Reach::Group, &setDuration<&Config::setHeartbeatInterval>},
        {option(u"heartbeat-timeout"_s, QT_TRANSLATE_NOOP("Options", "Silence after which the primary counts as hung."),
                u"MS"_s),
         Reach::Group, &setDuration<&Config::setHeartbeatTimeout>},
        {option(u"policy"_s, QT_TRANSLATE_NOOP("Options", "What to do about a hung primary: wait or fence."), u"P"_s),
         Reach::Group, &setPolicy},
        {option(u"disabled"_s, QT_TRANSLATE_NOOP("Options", "Watch only; never become primary.")), Reach::Group,
         [](Options &o, const QString &) { return o.config.setEnabled(false), QString(); }},
        {option(u"no-dbus"_s, QT_TRANSLATE_NOOP("Options", "Do not use the session bus.")), Reach::Group,
         [](Options &o, const QString &) { return o.config.setDBusEnabled(false), QString(); }},
        {option(u"headless"_s, QT_TRANSLATE_NOOP("Options", "Open no window.")), Reach::Process,
         [](Options &o, const QString &) { return o.surface = Options::Surface::Headless, QString(); }},
        {option(u"json"_s, QT_TRANSLATE_NOOP("Options", "Print one JSON object a line; take commands on stdin.")),
         Reach::Process, [](Options &o, const QString &) { return o.json = true, QString(); }},
        {option(u"file"_s, QT_TRANSLATE_NOOP("Options", "The note, a plain text file that the primary alone writes."),
                u"PATH"_s),
         Reach::Group, [](Options &o, const QString &v) { return o.file = v, QString(); }},
        {option(u"append-every"_s, QT_TRANSLATE_NOOP("Options", "While primary, append a line every MS milliseconds."),
                u"MS"_s),
         Reach::Group, &setAppendEvery},
        {option(u"status"_s,
                QT_TRANSLATE_NOOP("Options", "Print the group as a table; exit with 2 when it has no primary.")),
         Reach::Process, [](Options &o, const QString &) { return o.mode = Options::Mode::Status, QString(); }},
        {option(u"scenario"_s,
                QT_TRANSLATE_NOOP("Options", "Play a story on real processes: crash, quit, hang or "
                                             "handover; several are played in turn."),
                u"NAME"_s),
         Reach::Process, &addScenario},
        {hidden(u"probe-interval"_s, u"MS"_s), Reach::Group, &setDuration<&Config::setProbeInterval>},
        {hidden(u"main-loop-timeout"_s, u"MS"_s), Reach::Group, &setDuration<&Config::setMainLoopTimeout>},
        {hidden(u"promotion-timeout"_s, u"MS"_s), Reach::Group, &setDuration<&Config::setPromotionTimeout>},
        {hidden(u"shutdown-timeout"_s, u"MS"_s), Reach::Group, &setDuration<&Config::setShutdownTimeout>},
        {hidden(u"place"_s, u"NUMBER/COUNT"_s), Reach::Process, &setPlace},
        {hidden(u"candidacy"_s, u"primary|secondary"_s), Reach::Group, &setCandidacy},
        {hidden(u"promotion-handler"_s, u"accept|reject|reject-once|never|throw|abort|slow=MS"_s), Reach::Group,
         [](Options &o, const QString &v) { return o.plan.setPromotion(v); }},
        {hidden(u"demotion-handler"_s, u"done|slow=MS"_s), Reach::Group,
         [](Options &o, const QString &v) { return o.plan.setDemotion(v); }},
    };
}

/// Applies what was given; keeps what a further instance of the group must be given too.
void apply(const QCommandLineParser &parser, const Entry &entry, Options *options)
{
    const QString name = entry.option.names().constFirst();
    const bool takesValue = !entry.option.valueName().isEmpty();
    const QStringList values =
        takesValue ? parser.values(entry.option) : QStringList(parser.isSet(entry.option) ? 1 : 0, QString());
    for (const QString &value : values) {
        if (const QString error = entry.apply(*options, value); !error.isEmpty()) {
            options->error = "--"_L1 + name + ": "_L1 + error;
            return;
        }
        if (entry.reach == Entry::Reach::Group) {
            options->forInstance.append("--"_L1 + name);
            if (takesValue)
                options->forInstance.append(value);
        }
    }
}

} // namespace

Options Options::parse(const QStringList &arguments)
{
    const std::vector<Entry> all = entries();
    QCommandLineParser parser;
    parser.setApplicationDescription(text(QT_TRANSLATE_NOOP(
        "Options", "A notes editor whose windows are processes; one of them, the primary, writes the file.")));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    for (const Entry &entry : all)
        parser.addOption(entry.option);

    Options options;
    options.config.setGroup(usualGroup);
    options.config.setApplicationVersion(QCoreApplication::applicationVersion());
    if (!parser.parse(arguments)) {
        options.error = parser.errorText();
        return options;
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        options.mode = parser.isSet(help) ? Mode::Help : Mode::Version;
        options.help = parser.helpText();
        return options;
    }
    if (parser.isSet(u"help-all"_s))
        parser.process(arguments); // shows Qt's own options too, and ends: there is no other way to their text
    if (!parser.positionalArguments().isEmpty()) {
        options.error = text(QT_TRANSLATE_NOOP("Options", "Unexpected argument \"%1\"; name the note with --file"))
                            .arg(parser.positionalArguments().constFirst());
        return options;
    }
    for (const Entry &entry : all) {
        apply(parser, entry, &options);
        if (!options.error.isEmpty())
            return options;
    }
    if (!options.scenarios.isEmpty())
        options.mode = Mode::Scenario;
    else if (parser.isSet(u"status"_s))
        options.mode = Mode::Status;
    const bool opensWindow =
        options.surface == Surface::Window && (options.mode == Mode::Instance || options.mode == Mode::Launcher);
    if (opensWindow && !hasDisplay())
        options.error = text(QT_TRANSLATE_NOOP("Options", "There is no display for a window; use --headless"));
    else if (opensWindow && options.mode == Mode::Instance && options.file.isEmpty())
        options.useOwnFile();
    return options;
}

/// The windows of a group share a note even if nobody has named one.
void Options::useOwnFile()
{
    const QDir directory(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation));
    if (!directory.mkpath(u"."_s))
        return;
    const QByteArray name = (config.group() + u'\n' + config.scope()).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex();
    const bool isUsual = config.group() == usualGroup && config.scope().isEmpty();
    file = directory.filePath(isUsual ? u"note.txt"_s : u"note-%1.txt"_s.arg(QLatin1StringView(hash.left(8))));
}

Options::Surface Options::surfaceFor(int argc, char *argv[])
{
    const auto needsNoWindow = [](const char *argument) {
        // Not --help-all: which options Qt has depends on the application object.
        static constexpr std::array<std::string_view, 8> names{"--headless", "--status", "--scenario", "--windows",
                                                               "--help",     "-h",       "--version",  "-v"};
        const std::string_view given(argument, std::strcspn(argument, "="));
        return std::find(names.begin(), names.end(), given) != names.end();
    };
    const bool isHeadless = !hasDisplay() || std::any_of(argv + 1, argv + argc, needsNoWindow);
    return isHeadless ? Surface::Headless : Surface::Window;
}

bool Options::hasDisplay()
{
#ifndef QTFAILOVER_DEMO_WIDGETS
    return false;
#elif defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return true;
#else
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY")
           || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#endif
}

} // namespace Demo
