"""Findings that somebody looked at and accepted: ignore comments, ``[sic]``, and the ignore table of the configuration.

They stay in the report, marked. A comment that accepts nothing is a finding itself; entries of the table that no document
needs are told at the end of a run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Literal

from crosscheck.compare import ordered, with_places
from crosscheck.comparison import Comparison
from crosscheck.ignores import Ignore, names, read_ignores
from crosscheck.model import Collation, Decision, Finding, Place, Settings, Span, Suppression
from crosscheck.report import Report
from crosscheck.ruleset import RuleSet
from crosscheck.segment import normalize

_SHOWN = 3
"""Needless entries of the ignore table that are told by name."""
_SIC = re.compile(r"[\"'”’»]*\s*\[sic[.!]?\]", re.IGNORECASE)


def suppress(findings: Sequence[Finding], comparison: Comparison) -> tuple[Finding, ...]:
    """The findings of one document, those that were accepted marked, with the ignore comments that accept none.

    Raises CrosscheckError for an ignore comment that cannot be read.
    """
    ignores = read_ignores(comparison.collation.documents, comparison.rules)
    told = [one for f in findings for one in _by_comments(f, ignores)] if ignores else findings
    looked_at = [f if f.suppressed else _by_text(f, comparison) for f in told]
    unused = _unused_comments(findings, ignores, comparison)
    return ordered([*looked_at, *unused]) if ignores else tuple(looked_at)


def needed(report: Report, settings: Settings, rules: RuleSet) -> frozenset[Suppression]:
    """The entries of the ignore table that match a finding of a report, or of which the run cannot tell.

    An entry is written for one article of many: what no report of a whole run needs, nothing needs.
    """
    if not settings.reports(rules["document.unused-ignore"]):
        return frozenset(settings.suppressions)
    return frozenset(
        entry
        for entry in settings.suppressions
        if not _is_judged(entry.rule, settings, rules) or any(matches(entry, f) for f in report.findings)
    )


def unneeded(asked: Iterable[Suppression], needed: Collection[Suppression]) -> Iterator[str]:
    """A line about the entries that no document of a run needs, where there are some."""
    left = [entry for entry in dict.fromkeys(asked) if entry not in needed]
    if left:
        shown = ", ".join(f"{entry.rule} “{entry.match}”" for entry in left[:_SHOWN])
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        what = (
            "an entry of the ignore table matches"
            if len(left) == 1
            else f"{len(left)} entries of the ignore table match"
        )
        yield f"warning: {what} no finding of this run: {shown}{more} (document.unused-ignore)"


def matches(entry: Suppression, finding: Finding) -> bool:
    """Whether an entry speaks of a finding: of its rule, and of its words, those of its originals, or its id."""
    if not names(finding.rule, entry.rule):
        return False
    wanted = _plain(entry.match)
    return entry.match == finding.id or any(wanted in _plain(text) for text in _texts(finding))


def _texts(finding: Finding) -> Iterator[str]:
    if finding.summary:
        yield finding.summary.text
    for place in finding.places:
        yield place.text
    for evidence in (*finding.related, *(e for p in finding.places for e in p.related)):
        yield evidence.text


def _plain(text: str) -> str:
    """A text as it is compared: straight quotation marks, single blanks, no capitals."""
    return " ".join(normalize(text).split())


# ---------------------------------------------------------------- what accepts a finding


def _by_comments(finding: Finding, ignores: Sequence[Ignore]) -> Iterator[Finding]:
    """A finding as the comments judge it; a grouped one in two where a comment accepts some of its places."""
    spots = _spots(finding)
    covering = [_first(finding, spot, ignores) for spot in spots]
    accepting = next((ignore for ignore in covering if ignore), None)
    if accepting and None in covering:
        accepted = [p for p, ignore in zip(finding.places, covering, strict=True) if ignore]
        left = [p for p, ignore in zip(finding.places, covering, strict=True) if not ignore]
        apart = with_places(finding, accepted)._replace(id=_id_apart(finding, accepted))
        yield _accepted(apart, "comment", accepting.reason)
        yield with_places(finding, left)
    else:
        yield _accepted(finding, "comment", accepting.reason) if accepting else finding


def _by_text(finding: Finding, comparison: Comparison) -> Finding:
    """A finding as the article's own ``[sic]`` and the ignore table judge it."""
    if _is_sic(finding, comparison.collation):
        return _accepted(finding, "comment", "[sic]")
    return _by_table(finding, comparison)


def _spots(finding: Finding) -> list[Span | None]:
    """Where a finding stands: every place of a grouped one."""
    return [p.span for p in finding.places] if len(finding.places) > 1 else [finding.anchor]


def _first(finding: Finding, spot: Span | None, ignores: Iterable[Ignore]) -> Ignore | None:
    return next((i for i in ignores if names(finding.rule, i.rule) and _covers(i, spot)), None)


def _covers(ignore: Ignore, spot: Span | None) -> bool:
    """Whether a finding that starts at a place lies where the comment speaks of."""
    if spot is None:
        return ignore.whole_file and ignore.at.file == 0
    covers = ignore.covers
    return covers is not None and covers.file == spot.file and covers.start <= spot.start <= covers.end


def _is_sic(finding: Finding, collation: Collation) -> bool:
    """Whether every word that a finding of spelling is about is marked ``[sic]``."""
    if not finding.rule.startswith("spelling."):
        return False
    spots = [spot for spot in _spots(finding) if spot]
    return bool(spots) and all(_SIC.match(collation.documents[s.file].text, s.end) for s in spots)


def _by_table(finding: Finding, comparison: Comparison) -> Finding:
    """A finding as the ignore table judges it; an entry that has expired is named in its explanation."""
    day = comparison.settings.summary_date or comparison.summary.published
    for entry in comparison.settings.suppressions:
        if not matches(entry, finding):
            continue
        if day is None or entry.expires is None or day <= entry.expires:
            return _accepted(finding, "config", entry.reason)
        said = f"accepted for articles up to {entry.expires.isoformat()} only: {entry.reason}"
        finding = finding._replace(explanation=(*finding.explanation, said))
    return finding


def _accepted(finding: Finding, by: Literal["comment", "config"], reason: str) -> Finding:
    return finding._replace(decision=Decision("accepted", by, reason))


def _id_apart(finding: Finding, places: Sequence[Place]) -> str:
    """An id for places set apart; those that are left keep the finding's own, by which a baseline knows them."""
    content = "\x1f".join([finding.id, *(place.text for place in places)])
    return blake2b(content.encode("utf-8", "replace"), digest_size=6).hexdigest()


# ---------------------------------------------------------------- what accepts none


def _unused_comments(
    findings: Sequence[Finding], ignores: Sequence[Ignore], comparison: Comparison
) -> Iterator[Finding]:
    settings, rules = comparison.settings, comparison.rules
    if not settings.reports(rules["document.unused-ignore"]):
        return
    for ignore in ignores:
        if not _is_judged(ignore.rule, settings, rules) or any(
            names(f.rule, ignore.rule) and _covers(ignore, spot) for f in findings for spot in _spots(f)
        ):
            continue
        part = _part_near(comparison.collation, ignore.at)
        evidence = comparison.evidence(ignore.at, part)
        inside = part == comparison.collation.summary.id
        yield comparison.finding(
            "document.unused-ignore",
            ignore.at if inside else None,
            () if inside else (evidence,),
            message=f"{ignore.verb}[{ignore.rule}] matches no finding: remove it",
        )


def _is_judged(name: str, settings: Settings, rules: RuleSet) -> bool:
    """Whether a run can tell that an ignore accepts nothing: no rule that it names was left out of the run."""
    named = [rule for rule in rules if names(rule.id, name)]
    return any(settings.reports(rule) for rule in named) and all(
        settings.reports(rule) or not rule.enabled for rule in named
    )


def _part_near(collation: Collation, span: Span) -> str:
    """The part in which a comment stands, or behind which; the first of its file where it stands above all."""
    parts = [part for part in collation.parts if part.span.file == span.file]
    before = [part for part in parts if part.span.start <= span.start]
    return max(before, key=lambda p: p.span.start).id if before else parts[0].id
