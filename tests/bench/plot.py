#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
"""plot.py VALUES.json PLOT.svg: the distributions of the fail overs, a panel for each number of secondaries."""

import json
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "qtfailover"  # the same values, the same file
import matplotlib.pyplot as pyplot  # noqa: E402
from matplotlib.ticker import LogLocator, NullFormatter  # noqa: E402

NAMES = {"floor": "floor, no Qt", "dbus": "D-Bus name queue", "library": "QtFailover"}


def main(values, plot):
    with open(values, encoding="utf-8") as file:
        results = json.load(file)
    chosen = [s for s in results["series"] if s["measure"] == "fail over" and s["subject"] in NAMES]
    numbers = sorted({s["secondaries"] for s in chosen})
    if not numbers:
        return
    figure, panels = pyplot.subplots(
        1, len(numbers), figsize=(3 * len(numbers), 3), sharex=True, sharey=True, squeeze=False
    )
    for panel, number in zip(panels[0], numbers):
        for series in (s for s in chosen if s["secondaries"] == number):
            ordered = sorted(series["values"])
            shares = [(i + 1) / len(ordered) for i in range(len(ordered))]
            panel.step(ordered, shares, where="post", label=NAMES[series["subject"]])
        panel.set_title(f"{number} secondaries" if number > 1 else "1 secondary", fontsize=10)
        panel.set_xlabel("ms from SIGKILL")
        panel.set_xscale("log")
        panel.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        panel.xaxis.set_major_formatter("{x:g}")
        panel.xaxis.set_minor_formatter(NullFormatter())
        panel.grid(alpha=0.3, which="both")
    panels[0][0].set_ylabel("share of the rounds")
    panels[0][-1].legend(loc="lower right", fontsize=8)
    figure.suptitle(f"{results['processor']}, {results['processors']} processors, {results['kernel']}", fontsize=9)
    figure.tight_layout()
    figure.savefig(plot, metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:3])
