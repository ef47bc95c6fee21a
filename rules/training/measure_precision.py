"""Measure how often each kind of finding is right on the labelled documents, and write it beside the rules.

    python rules/training/measure_precision.py [--write] [--halves]

Every case is checked as it stands, with each planted mistake, and with each harmless rewriting. A finding is right where a
planted mistake brings it about, in the sentence that was changed; wrong where the clean article has it, outside what is
allowed, or where a harmless rewriting brings it about. Hands weigh alike. ``--halves`` measures on one half of the hands and
tries the table on the other, both ways.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import joins

from crosscheck import check_texts
from crosscheck.model import Finding
from crosscheck.ruleset import rules_root

UNTOLD = ("document", "originals")
"""Checks that do not judge the article."""
FEW = 10
"""Fewer labelled findings than this say nothing: the kind takes the figures of its rule, the rule those of its check."""


class Seen(NamedTuple):
    """A finding of one run and whether it is right."""

    hand: str
    kind: str
    what: str
    """What brought it about: "planted", "harmless", or "clean"; only the first is right."""
    edit: int
    """Number of the edit in its case, -1 for the clean article."""
    case: str


class Row(NamedTuple):
    """A finding at a place."""

    kind: str
    message: str
    text: str
    start: int
    end: int


def rows(article: str, case: joins.Case, date: str | None) -> list[Row]:
    """The findings on an article that stand at a place in it."""
    published = dt.date.fromisoformat(date) if date else None
    report = check_texts(article, ["\n".join(text) for text in case.originals], summary_date=published)
    found = []
    for finding in report.findings:
        if finding.rule.partition(".")[0] not in UNTOLD:
            found += list(_rows(finding))
    return found


def _rows(finding: Finding) -> Iterator[Row]:
    evidence = finding.places or ((finding.summary,) if finding.summary else ())
    for place in evidence:
        span = place.span
        if span.file == 0:
            yield Row(f"{finding.rule} {finding.severity}", finding.message, place.text, span.start, span.end)


def judged(folder: Path) -> list[Seen]:
    """Every labelled finding of a case."""
    case = joins.read_cases(folder)[0]
    about = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    article = (folder / "article.txt").read_text(encoding="utf-8")
    hand, date = folder.parent.name, about.get("date")
    clean = rows(article, case, date)
    allowed = [
        (article.index(e["text"]), article.index(e["text"]) + len(e["text"]))
        for e in about.get("allowed", ())
    ]
    seen = [
        Seen(hand, row.kind, "clean", -1, case.name)
        for row in clean
        if not any(a < max(row.end, row.start + 1) and row.start < b for a, b in allowed)
    ]
    for what in ("planted", "harmless"):
        for number, edit in enumerate(about[what]):
            at = article.index(edit["before"])
            text = article[:at] + edit["after"] + article[at + len(edit["before"]) :]
            first, stop = _sentence(text, at, at + len(edit["after"]))
            new = _new(rows(text, case, date), clean)
            for row in new:
                near = row.start <= stop and max(row.end, row.start + 1) >= first
                if what == "harmless" or near:
                    seen.append(Seen(hand, row.kind, what, number, case.name))
    return seen


def _new(found: Sequence[Row], clean: Sequence[Row]) -> list[Row]:
    """The findings that the clean article does not have, wherever they moved to."""
    had = Counter((row.kind, row.message, row.text) for row in clean)
    new = []
    for row in found:
        key = (row.kind, row.message, row.text)
        if had[key]:
            had[key] -= 1
        else:
            new.append(row)
    return new


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((m.end() for m in re.finditer(r"(?<=[.!?”\"])\s+|\n", text[:start])), default=0)
    after = re.search(r"[.!?][”\"]?(?=\s|$)|\n", text[end:])
    return first, end + after.end() if after else len(text)


def table(seen: Iterable[Seen]) -> dict[str, tuple[int, int]]:
    """Of each kind, rule and check: how many labelled findings, and how many of them were right."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in seen:
        rule = one.kind.partition(" ")[0]
        for name in (one.kind, rule, rule.partition(".")[0]):
            counted[name][0] += 1
            counted[name][1] += one.what == "planted"
    return {name: (n, right) for name, (n, right) in sorted(counted.items())}


def precision(kind: str, known: Mapping[str, tuple[int, int]]) -> float:
    """How often a kind is right; from its rule or check where it was seen too seldom."""
    rule = kind.partition(" ")[0]
    for name in (kind, rule, rule.partition(".")[0]):
        n, right = known.get(name, (0, 0))
        if n >= FEW:
            return right / n
    return 0.0


def tried(
    seen: Sequence[Seen],
    known: Mapping[str, tuple[int, int]],
    least: float,
    words: int,
    edits: Mapping[str, int],
) -> str:
    """What a table finds on documents that it was not measured on."""
    loud = [one for one in seen if precision(one.kind, known) >= least]
    found = {(one.case, one.edit) for one in loud if one.what == "planted"}
    alarmed = {(one.case, one.edit) for one in loud if one.what == "harmless"}
    clean = sum(one.what == "clean" for one in loud)
    return (
        f"least {least:.2f}: found {len(found) / edits['planted']:.3f}, kept quiet {1 - len(alarmed) / edits['harmless']:.3f}, "
        f"clean loud per 1,000 words {1000 * clean / words:.2f}"
    )


def main() -> None:
    """Measure, try, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folders = sorted(path.parent for path in (joins.HERE / "cases").rglob("case.json"))
    with ProcessPoolExecutor(2) as pool:
        seen = [one for found in pool.map(judged, folders, chunksize=4) for one in found]
    halves = [{f.parent.name for f in folders if ord(f.parent.name[0]) % 2 == side} for side in (0, 1)]
    for learned, held in (halves, halves[::-1]):
        known = table(one for one in seen if one.hand in learned)
        own = [f for f in folders if f.parent.name in held]
        words = sum(len((f / "article.txt").read_text(encoding="utf-8").split()) for f in own)
        about = [json.loads((f / "case.json").read_text(encoding="utf-8")) for f in own]
        edits = {what: sum(len(a[what]) for a in about) for what in ("planted", "harmless")}
        for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            print(tried([one for one in seen if one.hand in held], known, least, words, edits))
    whole = table(seen)
    for name, (n, right) in whole.items():
        print(f"{right / n:.2f} of {n:4} {name}")
    if options.write:
        lines = [f"{name}\t{n}\t{right}" for name, (n, right) in whole.items()]
        (rules_root() / "precision.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
