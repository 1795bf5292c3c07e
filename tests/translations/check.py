#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
"""check.py LUPDATE SOURCE [--update]

Whether every translation in translations/ is complete, current with the sources, and fit for its place: the same
placeholders, an accelerator where the original has one, the same ellipsis, as many plural forms as the language has.
With --update it first brings the files up to the sources.
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

LOCALES = ("ar", "de", "es", "fr", "zh_CN")
PARTS = {"qtfailover": "plugin", "qtfailover-demo": "demo"}

lupdate, source = sys.argv[1], pathlib.Path(sys.argv[2])
mistakes = []


def run_lupdate(part, locale, path):
    subprocess.run(
        [lupdate, "-silent", "-locations", "none", "-no-ui-lines", "-no-obsolete", PARTS[part],
         "-source-language", "en", "-target-language", locale, "-ts", path],
        cwd=source, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def messages(path):
    """By context, source and comment."""
    found = {}
    for context in xml.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            found[key] = message
    return found


def placeholders(text):
    return collections.Counter(re.findall(r"%L?[1-9]|%n", text))


def accelerators(text):
    return re.findall(r"&(\w)", text.replace("&&", ""))


def compare(where, original, text):
    if not text.strip():
        mistakes.append(f"{where}: it is empty")
        return
    if placeholders(original) != placeholders(text):
        mistakes.append(f"{where}: the placeholders of '{text}' are others")
    if len(accelerators(original)) != len(accelerators(text)):
        mistakes.append(f"{where}: '{text}' has not as many accelerators")
    if original.endswith("…") != text.endswith("…"):
        mistakes.append(f"{where}: '{text}' should end as the original does")


def check(path, fresh):
    known, current = messages(path), messages(fresh)
    for key in current.keys() - known.keys():
        mistakes.append(f"{path.name}: '{key[1]}' ({key[0]}) is missing; run {sys.argv[0]} LUPDATE SOURCE --update")
    for key in known.keys() - current.keys():
        mistakes.append(f"{path.name}: '{key[1]}' ({key[0]}) is in the sources no more")
    for key in known.keys() & current.keys():
        where = f"{path.name}: '{key[1]}'"
        translation = known[key].find("translation")
        if translation.get("type"):
            mistakes.append(f"{where}: it is {translation.get('type')}")
            continue
        forms = translation.findall("numerusform")
        wanted = current[key].find("translation").findall("numerusform")
        if len(forms) != len(wanted):
            mistakes.append(f"{where}: it has {len(forms)} plural forms, the language {len(wanted)}")
        for text in [form.text for form in forms] or [translation.text]:
            compare(where, key[1], text or "")


for part in PARTS:
    for locale in LOCALES:
        path = source / "translations" / f"{part}_{locale}.ts"
        if "--update" in sys.argv:
            run_lupdate(part, locale, path)
        if not path.exists():
            mistakes.append(f"{path.name} is missing")
            continue
        with tempfile.TemporaryDirectory() as directory:
            fresh = pathlib.Path(directory) / "fresh.ts"
            run_lupdate(part, locale, fresh)
            check(path, fresh)

print("\n".join(mistakes) or "every translation is complete and current")
sys.exit(1 if mistakes else 0)
