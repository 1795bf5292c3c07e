// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "scenario/story.h"

#include "scenario/acts.h"
#include "scenario/stage.h"

#include <QCoreApplication>

#include <algorithm>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

class Story
{
    Q_DECLARE_TR_FUNCTIONS(Story)
};

/// A crash and a quit each cost one instance, and one has to be left at the end; the other acts need two.
int instancesFor(const Options &options)
{
    const auto costsOne = [](const QString &act) { return act == "crash"_L1 || act == "quit"_L1; };
    const auto lost = std::count_if(options.scenarios.begin(), options.scenarios.end(), costsOne);
    const int left = lost == options.scenarios.size() ? 1 : 2;
    return std::max({3, options.windows, static_cast<int>(lost) + left});
}

} // namespace

int playStory(Options options)
{
    if (!Options::hasDisplay())
        options.surface = Options::Surface::Headless;
    Stage stage(options);
    Narrator &narrator = stage.narrator();
    const int count = instancesFor(options);
    narrator.act(Story::tr("%n instances start; each knows its role after", nullptr, count));
    bool held = stage.open(count);
    for (const QString &name : std::as_const(options.scenarios))
        held = held && playAct(name, stage);
    if (held)
        stage.pause();

    narrator.act(Story::tr("The end: those who are left are asked to end"));
    held = stage.close() && held && stage.noteIsWhole();
    narrator.act(held ? Story::tr("Every step held.") : Story::tr("A step failed."));
    return held ? 0 : 1;
}

} // namespace Demo
