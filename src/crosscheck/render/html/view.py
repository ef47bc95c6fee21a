"""A report as a page shows it. The templates write down what stands here, and decide nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.model import SEVERITIES, Skipped
from crosscheck.render.html.cards import Card, Cards, Kind, rule_numbers
from crosscheck.render.html.panes import Bar, Pane, Panes, cells, language_of
from crosscheck.render.html.places import Places
from crosscheck.render.html.text import shown
from crosscheck.report import Report
from crosscheck.verdict import counted, level, verdict

LONG = 500
"""Sentences of all parts from which a page counts as long."""
_KINDS: tuple[Kind, ...] = (*SEVERITIES, "out", "quiet")


class Section(NamedTuple):
    """The cards of one kind, with the switch that shows or hides them."""

    kind: Kind
    name: str
    """With their number, as "12 warnings"."""
    shown: bool
    """Whether they are shown when the page opens."""
    cards: tuple[Card, ...]


class RuleFilter(NamedTuple):
    """A rule that the page can be narrowed to."""

    number: int
    name: str
    """With the number of its findings, suppressed ones left out, as "dates.conflict (2)"."""
    rule: str


class Unjudged(NamedTuple):
    """A passage that could not be judged."""

    reason: str
    place: str
    href: str


class Page(NamedTuple):
    """Everything that the page of one report shows."""

    name: str
    """The document's; reviewed marks are kept under it."""
    title: str
    language: str
    long: bool
    """Whether it has so many sentences that a browser had better not lay them all out at once."""
    level: str
    """See ``verdict.level``."""
    verdict: str
    about: str
    sections: tuple[Section, ...]
    clear: str
    """What is said where nothing counts as found; sentences left out may be there."""
    rules: tuple[RuleFilter, ...]
    summary: Pane
    originals: tuple[Pane, ...]
    others: tuple[Pane, ...]
    skipped: tuple[Unjudged, ...]
    files: tuple[str, ...]
    """What the report was made from, each with its fingerprint."""
    timestamp: str


class Row(NamedTuple):
    """The line of one document in the index."""

    title: str
    href: str
    """Path of its page, relative to the index."""
    level: str
    verdict: str
    notes: str
    about: str
    sourced: str
    bar: Bar
    """A cell for each sentence of the summary, filled where it has a source."""
    kept: str


def page(report: Report, timestamp: str = "") -> Page:
    """The page of a report."""
    places = Places(report)
    cards = Cards(report, places).all()
    panes = Panes(report, places)
    return Page(
        name=shown(report.collation.documents[0].name or ""),
        title=_title(report),
        language=language_of(report.collation.summary),
        long=sum(map(len, report.segments.values())) > LONG,
        level=level(report),
        verdict=verdict(report),
        about=_about(report),
        sections=tuple(_sections(cards)),
        clear=_clear(report),
        rules=tuple(_rules(report)),
        summary=panes.summary(),
        originals=panes.originals(),
        others=panes.others(),
        skipped=tuple(_unjudged(s, places) for s in report.skipped),
        files=tuple(
            f"{shown(d.name or 'text')} (SHA-256 {d.sha256[:16]})" for d in report.collation.documents
        ),
        timestamp=shown(timestamp),
    )


def _clear(report: Report) -> str:
    if sum(report.counts.values()):
        return ""
    if report.skipped:
        return "No findings in what was judged."
    suppressed = f" beside {report.suppressed:,} suppressed" if report.suppressed else ""
    return f"No findings{suppressed}: each sentence of the summary was compared with its originals."


def row(report: Report, href: str) -> Row:
    """The line of a report in an index; ``href`` is the path of its page, relative to the index."""
    words, kept = sum(c.words for c in report.coverage), sum(c.words_kept for c in report.coverage)
    alignments = [a for a in report.alignments if a.segment.kind != "title"]
    sourced = [n for n, a in enumerate(alignments) if a.sources]
    return Row(
        title=_title(report),
        href=href,
        level=level(report),
        verdict=verdict(report),
        notes=counted(report.counts["note"], "note"),
        about=_about(report),
        sourced=f"{len(sourced):,} of {len(alignments):,} sourced",
        bar=Bar(len(alignments), cells(sourced)),
        kept=f"{100 * kept / max(1, words):.0f}% of {counted(words, 'word')} kept",
    )


def _title(report: Report) -> str:
    """The summary's title, else the name of its file."""
    summary = report.collation.summary
    return shown(summary.title_text or report.collation.documents[summary.span.file].name or "Article")


def _about(report: Report) -> str:
    sentences = counted(report.sentences(report.collation.summary.id), "sentence")
    return f"{sentences} from {counted(len(report.collation.originals), 'original')}"


def _sections(cards: Sequence[Card]) -> Iterator[Section]:
    for kind in _KINDS:
        found = tuple(c for c in cards if c.kind == kind)
        if found:
            name = {"out": f"{len(found):,} left out", "quiet": f"{len(found):,} suppressed"}.get(kind)
            yield Section(kind, name or counted(len(found), kind), kind in SEVERITIES, found)


def _rules(report: Report) -> Iterator[RuleFilter]:
    counts = Counter(f.rule for f in report.findings if not f.suppressed)
    for rule, number in rule_numbers(report).items():
        yield RuleFilter(number, f"{rule} ({counts[rule]})" if counts[rule] else rule, rule)


def _unjudged(skipped: Skipped, places: Places) -> Unjudged:
    if skipped.span is None:
        return Unjudged(shown(skipped.reason), "", "")
    return Unjudged(shown(skipped.reason), f"line {places.line(skipped.span)}", places.target(skipped.span))
