"""Run the checks, and make of their findings what a reader wants: each difference once, in reading order, with an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from importlib import import_module

from crosscheck.comparison import Comparison
from crosscheck.model import SEVERITIES, Finding, Place, Span

CELL = 64
"""Code points of a cell of the index of places already spoken about."""
LONGER = 3
"""How many times longer a span may be and still be about the same words."""
SHORT = 5
"""Code points that a shorter word, such as "not", counts for in that."""

_ORDER = {severity: rank for rank, severity in enumerate(SEVERITIES)}


def compare(comparison: Comparison) -> tuple[Finding, ...]:
    """All wanted findings: errors, warnings, notes; by place inside."""
    reported = {rule.id: rule for rule in comparison.rules if comparison.settings.reports(rule)}
    asked = sorted({rule.check for rule in reported.values()})
    found = [f for name in asked for f in _check(name)(comparison)]
    wanted = [f for f in found if f.rule in reported]
    precedence = comparison.rules.data("precedence")
    order, added, whole, apart = (precedence[name].split() for name in ("order", "added", "whole", "apart"))
    merging = [f for f in wanted if f.rule not in apart]
    once = [*_merged(merging, order, added, whole), *(f for f in wanted if f.rule in apart)]
    return ordered(once)


@cache
def _check(name: str) -> Callable[[Comparison], Iterator[Finding]]:
    """A check: the function ``check`` in the module ``check`` of the package that is named like its file of rules."""
    check: Callable[[Comparison], Iterator[Finding]] = import_module(f"crosscheck.{name}.check").check
    return check


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in reading order, each with its id; one that has an id keeps it."""
    return tuple(_identified(sorted(findings, key=_reading_order)))


def with_places(finding: Finding, places: Sequence[Place]) -> Finding:
    """A grouped finding with some of its places, shown at the first of them."""
    if len(places) == len(finding.places) or not finding.summary:
        return finding
    summary = finding.summary._replace(span=places[0].span, text=places[0].text)
    return finding._replace(
        summary=summary, places=tuple(places), related=places[0].related or finding.related
    )


def _merged(
    findings: Iterable[Finding], precedence: Sequence[str], added: Sequence[str], whole: Sequence[str]
) -> Iterator[Finding]:
    """One finding for each difference: where several rules see the same words, the first by severity and precedence.

    ``added``: rules about words that stand for none of the original's; ``whole``: rules about a sentence, whatever its spelling.
    """
    rank = {rule: number for number, rule in enumerate(precedence)}
    first = sorted(
        findings, key=lambda f: (_ORDER[f.severity], rank.get(f.rule, len(rank)), *_reading_order(f))
    )
    kept: list[Finding] = []
    taken: defaultdict[tuple[int, int], list[tuple[Span, int]]] = defaultdict(list)
    for finding in first:
        free = [p for p in finding.places if _rival(p.span, taken) is None]
        rivals = [r for r in (_rival(span, taken) for span in _words(finding)) if r is not None]
        if finding.rule in whole:
            rivals = [r for r in rivals if not kept[r].rule.startswith("spelling.")]
        if free:
            finding = with_places(finding, free)
        elif rivals:
            winner = kept[rivals[0]]
            if finding.rule not in (winner.rule, *winner.merged):
                kept[rivals[0]] = winner._replace(merged=(*winner.merged, finding.rule))
            if finding.rule != winner.rule:
                continue
        for span in (*_words(finding), *(_instead(finding) if finding.rule not in added else ())):
            for cell in _cells(span):
                taken[cell].append((span, len(kept)))
        kept.append(finding)
    yield from kept


def _words(finding: Finding) -> list[Span]:
    """The words a finding is about: in the summary, else, where they are missing there, in the original."""
    if finding.places:
        return [p.span for p in finding.places]
    if finding.summary and finding.summary.span.start < finding.summary.span.end:
        return [finding.summary.span]
    return [e.span for e in finding.related[:1]]


def _instead(finding: Finding) -> list[Span]:
    """The words of the original that those of a loud finding stand for: that they are gone is the same difference.

    Notes do not speak for what was left out: more may be gone than they tell.
    """
    if finding.severity == "note" or finding.places or not finding.summary:
        return []
    return [e.span for e in finding.related[:1]]


def _rival(span: Span, taken: defaultdict[tuple[int, int], list[tuple[Span, int]]]) -> int | None:
    for cell in _cells(span):
        for other, number in taken.get(cell, ()):
            if _same_words(span, other):
                return number
    return None


def _cells(span: Span) -> Iterator[tuple[int, int]]:
    return ((span.file, cell) for cell in range(span.start // CELL, span.end // CELL + 1))


def _same_words(a: Span, b: Span) -> bool:
    """Whether two spans are about the same words: half of the shorter shared, and neither far longer than the other."""
    shorter, longer = sorted((a.end - a.start, b.end - b.start))
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= shorter > 0 and longer <= LONGER * max(shorter, SHORT)


def _reading_order(finding: Finding) -> tuple[object, ...]:
    anchor = finding.anchor
    return (
        _ORDER[finding.severity],
        anchor is None,
        anchor.file if anchor else 0,
        anchor or (0, 0, 0),
        finding.rule,
        finding.message,
    )


def _identified(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Ids that survive edits elsewhere: a hash of rule, normalized texts and an ordinal, never a line number."""
    seen: dict[str, int] = {}
    for finding in findings:
        if finding.id:
            yield finding
            continue
        texts = [finding.summary.text if finding.summary else "", *[e.text for e in finding.related[:1]]]
        content = "\x1f".join([finding.rule, *[" ".join(t.split()).casefold() for t in texts]])
        ordinal = seen[content] = seen.get(content, -1) + 1
        digest = blake2b(f"{content}\x1f{ordinal}".encode("utf-8", "replace"), digest_size=6).hexdigest()
        yield finding._replace(id=digest)
