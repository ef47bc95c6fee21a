"""A report as a page shows it. The templates write down what stands here, and decide nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crosscheck.render.html.cards import Card, Cards, Kind, meaning, plain, rule_numbers
from crosscheck.render.html.panes import Bar, Pane, Panes, cells, language_of
from crosscheck.render.html.places import Places
from crosscheck.render.html.text import shown
from crosscheck.report import Report
from crosscheck.verdict import counted, level, verdict

LONG = 500
"""Sentences of all parts from which a page counts as long."""
_KINDS: tuple[Kind, ...] = ("error", "warning", "unjudged", "note", "out", "quiet")
_NAMES = {"unjudged": "not judged", "out": "left out", "quiet": "accepted before"}


class Section(NamedTuple):
    """The cards of one kind, with the switch that shows or hides them."""

    kind: Kind
    name: str
    """As "warnings"."""
    shown: bool
    """Whether they are shown when the page opens."""
    cards: tuple[Card, ...]


class RuleFilter(NamedTuple):
    """A rule that the page can be narrowed to."""

    number: int
    name: str
    """In plain words."""
    findings: int
    """How many, those accepted elsewhere left out."""
    rule: str
    means: str
    """What a finding of it says, in one line."""


class Since(NamedTuple):
    """What became of the findings of the last report."""

    said: str
    """"2 new, 3 gone, 14 still there"."""
    gone: tuple[str, ...]
    """What those said that are gone."""


class Around(NamedTuple):
    """The other pages of a folder of reports, as paths relative to this one; empty where there is none."""

    home: str = ""
    before: str = ""
    after: str = ""


_ALONE = Around()


class Page(NamedTuple):
    """Everything that the page of one report shows."""

    name: str
    """The document's; decisions are kept under it."""
    title: str
    language: str
    long: bool
    """Whether it has so many sentences that a browser had better not lay them all out at once."""
    level: str
    """See ``verdict.level``."""
    verdict: str
    unjudged: str
    """The end of the verdict that leads to what could not be judged."""
    about: str
    sections: tuple[Section, ...]
    clear: str
    """What is said where nothing counts as found; sentences left out may be there."""
    rules: tuple[RuleFilter, ...]
    summary: Pane
    originals: tuple[Pane, ...]
    others: tuple[Pane, ...]
    files: tuple[str, ...]
    """What the report was made from, each with its fingerprint."""
    timestamp: str
    since: Since | None
    around: Around


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


def page(
    report: Report,
    timestamp: str = "",
    earlier: Mapping[str, str] | None = None,
    around: Around = _ALONE,
) -> Page:
    """The page of a report; ``earlier`` are the findings of the last one, each with what it said."""
    places = Places(report)
    since = _since(report, earlier) if earlier is not None else None
    cards = Cards(report, places, earlier if since else None).all()
    panes = Panes(report, places)
    return Page(
        name=shown(report.collation.documents[0].name or ""),
        title=_title(report),
        language=language_of(report.collation.summary),
        long=sum(map(len, report.segments.values())) > LONG,
        level=level(report),
        verdict=verdict(report).replace("suppressed", "accepted"),
        unjudged=f"{counted(len(report.skipped), 'passage')} not judged" if report.skipped else "",
        about=_about(report),
        sections=tuple(_sections(cards)),
        clear=_clear(report),
        rules=tuple(_rules(report)),
        summary=panes.summary(),
        originals=panes.originals(),
        others=panes.others(),
        files=tuple(
            f"{shown(d.name or 'text')} (SHA-256 {d.sha256[:16]})" for d in report.collation.documents
        ),
        timestamp=shown(timestamp),
        since=since,
        around=around,
    )


def _since(report: Report, earlier: Mapping[str, str]) -> Since | None:
    """What is new, gone and still there; None where nothing changed."""
    now = [f.id for f in report.findings if f.rule != "dropped.sentence"]
    new, gone = [i for i in now if i not in earlier], [i for i in earlier if i not in set(now)]
    if not new and not gone:
        return None
    still = len(now) - len(new)
    return Since(
        f"{len(new):,} new, {len(gone):,} gone, {still:,} still there", tuple(shown(earlier[i]) for i in gone)
    )


def _clear(report: Report) -> str:
    if sum(report.counts.values()):
        return ""
    if report.skipped:
        return "No findings in what was judged."
    accepted = f" beside {report.suppressed:,} accepted" if report.suppressed else ""
    return f"No findings{accepted}: each sentence of the article was compared with its originals."


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


def row_of(fields: Mapping[str, Any]) -> Row:
    """A row from what its fields were written as; raises TypeError where they are others."""
    return Row(**{**fields, "bar": Bar(*fields["bar"])})


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
            yield Section(kind, _NAMES.get(kind, f"{kind}s"), kind not in ("out", "quiet"), found)


def _rules(report: Report) -> Iterator[RuleFilter]:
    counts = Counter(f.rule for f in report.findings if not f.suppressed)
    for rule, number in rule_numbers(report).items():
        yield RuleFilter(number, plain(rule), counts[rule], rule, meaning(rule))
