"""Run the checks, and make of their findings what a reader wants: each difference once, in reading order, with an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

from crosscheck import checks
from crosscheck.comparison import Comparison
from crosscheck.model import SEVERITIES, Finding

_ORDER = {severity: rank for rank, severity in enumerate(SEVERITIES)}


def compare(comparison: Comparison) -> tuple[Finding, ...]:
    """All wanted findings: errors, warnings, notes; by place inside."""
    found = [f for name in checks.names() for f in checks.load(name)(comparison)]
    wanted = (f for f in found if comparison.settings.reports(comparison.rules[f.rule]))
    return tuple(_identified(sorted(wanted, key=_reading_order)))


def _reading_order(finding: Finding) -> tuple[object, ...]:
    anchor = finding.anchor
    return (_ORDER[finding.severity], anchor is None, anchor.file if anchor else 0, anchor or (0, 0, 0), finding.rule, finding.message)


def _identified(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Ids that survive edits elsewhere: a hash of rule, normalized texts and an ordinal, never a line number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        texts = [finding.summary.text if finding.summary else "", *(e.text for e in finding.related[:1])]
        content = "\x1f".join([finding.rule, *(" ".join(t.split()).casefold() for t in texts)])
        ordinal = seen[content]
        seen[content] += 1
        digest = blake2b(f"{content}\x1f{ordinal}".encode("utf-8", "replace"), digest_size=6).hexdigest()
        yield replace(finding, id=digest)
