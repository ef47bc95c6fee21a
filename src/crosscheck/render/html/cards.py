"""The findings as cards: what is wrong, the words on both sides, why, and links to the places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from crosscheck.model import SEVERITIES, Evidence, Finding, Skipped, Span
from crosscheck.render.html.places import Places
from crosscheck.render.html.redline import excerpt, shorten
from crosscheck.render.html.text import Mark, MarkKind, Run, shown
from crosscheck.report import Report
from crosscheck.ruleset import load_rules

UNSURE = 0.7
"""Confidence below which a card says "probably"."""
QUOTED = 160
"""Code points of an evidence that are quoted on a card."""
OPENING = 50
"""Code points of a sentence left out that its card shows."""
PAIR = 60
"""Code points up to which a grouped finding is shown as a bare pair of words."""

_ACCEPTED_BY = {
    "baseline": "the baseline",
    "comment": "a comment or [sic]",
    "config": "the configuration",
    "decisions": "an editor",
}
_OURS = re.compile(r"\((\d+):\d+\)")
_THEIRS = re.compile(r"\[(\d+)\] :(\d+)")
"""Places as the terminal names them, in explanations: of the article, of an original."""

Kind = Literal["error", "warning", "note", "out", "quiet", "unjudged"]


class Spot(NamedTuple):
    """A link to words of a finding."""

    name: str
    """"article, paragraph 10", "original 1, paragraph 3"."""
    href: str
    """Id of the words; empty where the page does not show them."""
    quote: str = ""


class Group(NamedTuple):
    """One place of a finding, with its evidence."""

    summary: Evidence | None
    related: Sequence[Evidence]


class Card(NamedTuple):
    """One finding."""

    id: str
    kind: Kind
    """Its severity; "out" for a sentence left out, "quiet" for a finding that something else than an editor accepted, "unjudged"
    for what could not be judged."""
    label: str
    """The severity in words, with "probably" where the reading is not sure; "not judged"."""
    rule: str
    """In plain words."""
    rule_number: int
    """-1 for what could not be judged."""
    title: str
    redline: tuple[Run, ...]
    places: tuple[tuple[Spot, ...], ...]
    """Each place with its evidence; one unless the finding is grouped."""
    why: tuple[str, ...]
    suggestion: str
    remarks: str
    """Accepted by what, which rules it took in."""
    originals: tuple[int, ...]
    """Numbers of the originals it is about."""
    open: bool = True
    """Whether it can be decided on the page."""
    verdict: str = ""
    """What an editor decided, as in the report."""
    reason: str = ""
    since: str = ""
    """"new" for one that the last report did not have."""

    @property
    def classes(self) -> str:
        """What the filters go by."""
        rule = [f"r{self.rule_number}"] if self.rule_number >= 0 else []
        since = [self.since] if self.since else []
        return " ".join([self.kind, *rule, *(f"p{n}" for n in self.originals), *since])

    @property
    def decided(self) -> str:
        """The decision in words."""
        words = self.verdict.replace("-", " ")
        return f"{words}: {self.reason}" if self.reason else words


def plain(rule: str) -> str:
    """The name of a rule as an editor says it; the rule's own where this crosscheck does not know it."""
    return next((r.plain for r in load_rules() if r.id == rule), rule)


def meaning(rule: str) -> str:
    """What a finding of a rule says, in one line."""
    return next((r.means for r in load_rules() if r.id == rule), "")


def rule_numbers(report: Report) -> dict[str, int]:
    """The rules that the report names, in alphabetical order, with their numbers on the page."""
    return {rule: number for number, rule in enumerate(sorted({f.rule for f in report.findings}))}


class Cards:
    """Makes the cards of a report, and enters the words that they are about in ``places``."""

    def __init__(self, report: Report, places: Places, known: Collection[str] | None = None) -> None:
        self._places = places
        self._known = known
        """Ids of the findings of the last report."""
        self._skipped = report.skipped
        self._findings = report.findings
        self._rules = rule_numbers(report)
        self._alignments = {places.id_of(a.segment): a for a in report.alignments}
        self._ids: set[str] = set()

    def all(self) -> tuple[Card, ...]:
        """A card for each finding, in the order of the report, then one for each passage that was not judged."""
        return (
            *(self._card(f) for f in self._findings),
            *(self._unjudged(s, n) for n, s in enumerate(self._skipped)),
        )

    def _unjudged(self, skipped: Skipped, number: int) -> Card:
        spots = (
            (Spot(self._places.name(skipped.span), self._places.target(skipped.span)),)
            if skipped.span
            else ()
        )
        return Card(
            id=f"u-{number}",
            kind="unjudged",
            label="not judged",
            rule="",
            rule_number=-1,
            title=shown(skipped.reason),
            redline=(),
            places=(spots,) if spots else (),
            why=(),
            suggestion="",
            remarks="",
            originals=(),
            open=False,
        )

    def _card(self, finding: Finding) -> Card:
        id_, kind, groups = self._id(finding), _kind(finding), _groups(finding)
        redline = self._redline(finding, len(groups)) if kind != "out" else ()
        quoted = kind != "out" and not any(r.tag or r.dropped for r in redline)
        numbers = {self._places.numbers.get(e.part, 0) for g in groups for e in g.related} - {0}
        return Card(
            id=f"f-{id_}",
            kind=kind,
            label=f"{finding.severity}, probably" if finding.confidence < UNSURE else finding.severity,
            rule=plain(finding.rule),
            rule_number=self._rules[finding.rule],
            title=shown(_beginning(finding.related[0].text) if kind == "out" else finding.message),
            redline=redline,
            places=tuple(tuple(self._spots(finding, f"f-{id_}", g, quoted)) for g in groups),
            why=tuple(
                shown(self._placed(line)) for line in finding.explanation if not _is_said(line, finding)
            ),
            suggestion=shown(finding.suggestion or ""),
            remarks=", ".join(_remarks(finding)),
            originals=tuple(sorted(numbers)),
            open=kind in SEVERITIES and bool(finding.id),
            verdict=finding.decision.verdict if finding.decision and kind in SEVERITIES else "",
            reason=shown(finding.decision.reason) if finding.decision and kind in SEVERITIES else "",
            since="new"
            if self._known is not None and finding.id not in self._known and kind != "out"
            else "",
        )

    def _placed(self, line: str) -> str:
        """A line of an explanation with its places as the page names them."""
        line = _OURS.sub(lambda m: f"({self._places.at_line('S', int(m[1])) or m[0][1:-1]})", line)
        return _THEIRS.sub(
            lambda m: f"{self._places.at_line(m[1], int(m[2])) or f'original {m[1]}, line {m[2]}'},", line
        )

    def _id(self, finding: Finding) -> str:
        """The finding's own id; its number where it has none that a link could hold."""
        id_ = finding.id if re.fullmatch(r"[\w-]+", finding.id, re.ASCII) else str(len(self._ids))
        while id_ in self._ids:
            id_ += "x"
        self._ids.add(id_)
        return id_

    def _redline(self, finding: Finding, places: int) -> tuple[Run, ...]:
        """The words of a finding on both sides, as far as the card shows them itself."""
        here, there = finding.summary, finding.related[0] if finding.related else None
        if here is None:
            return ()
        if places > 1 and there and len(here.text) + len(there.text) <= PAIR and here.text.strip():
            return (Run(shown(here.text), "ins", dropped=shown(there.text) + " "),)
        alignment = self._alignments.get(self._places.target(here.span))
        if alignment and alignment.sources and alignment.segment.span.holds(here.span):
            return excerpt(alignment, self._mark(finding, here.span), finding.related)
        return (Run(shown(shorten(here.text))),)

    def _spots(self, finding: Finding, card: str, group: Group, quoted: bool) -> Iterator[Spot]:
        """The links of one place, the summary's first; its words are entered in the texts."""
        if group.summary:
            other = group.related[0].span if group.related else None
            yield self._spot(finding, card, group.summary, other)
        for evidence in group.related:
            other = group.summary.span if group.summary else None
            spot = self._spot(finding, card, evidence, other)
            quote = quoted and evidence.text not in finding.message  # said once is enough
            yield spot._replace(quote=shown(shorten(evidence.text, QUOTED)) if quote else "")

    def _spot(self, finding: Finding, card: str, evidence: Evidence, other: Span | None) -> Spot:
        name = self._places.name(evidence.span)
        if _kind(finding) in ("out", "quiet"):
            return Spot(name, self._places.target(evidence.span))
        mark = self._mark(finding, evidence.span)
        across = self._places.target(other) if other and mark.kind == "moved" else ""
        return Spot(name, self._places.enter(evidence.span, mark._replace(card=card, other=across)))

    def _mark(self, finding: Finding, span: Span) -> Mark:
        kind: MarkKind = "moved" if finding.rule == "order.moved" else finding.severity
        return Mark(span.start, span.end, kind, self._rules[finding.rule])


def _is_said(line: str, finding: Finding) -> bool:
    """Whether a line of the explanation only tells what the card shows anyway: a place, a decision."""
    if finding.decision and line == finding.decision.told:
        return True
    return any(line.startswith(f"“{e.text}”: original {e.part} (") for e in finding.related)


def _kind(finding: Finding) -> Kind:
    if finding.suppressed and finding.suppressed != "decisions":
        return "quiet"
    return "out" if finding.rule == "dropped.sentence" and finding.related else finding.severity


def _beginning(text: str) -> str:
    """The first words of a sentence left out, which the page shows in its place."""
    return text if len(text) <= OPENING else text[:OPENING].rsplit(" ", 1)[0] + " …"


def _remarks(finding: Finding) -> Iterator[str]:
    if finding.decision and _kind(finding) == "quiet":
        reason = finding.decision.reason
        yield f"accepted by {_ACCEPTED_BY[finding.decision.by]}" + (f": {shown(reason)}" if reason else "")
    if finding.merged:
        yield f"also: {', '.join(plain(rule).lower() for rule in finding.merged)}"


def _groups(finding: Finding) -> list[Group]:
    """Every place of a finding with its evidence, the primary one first."""
    first = finding.summary
    further = [p for p in finding.places if first is None or p.span != first.span]
    return [
        *([Group(first, finding.related)] if first or finding.related else []),
        *(Group(Evidence(p.span, first.part if first else "S", p.text), p.related) for p in further),
    ]
