"""The Code Quality report of GitLab: a list of issues, each with a fingerprint of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from typing import Any

from crosscheck.model import Finding, Severity
from crosscheck.plain import one_line
from crosscheck.region import region
from crosscheck.report import Report, shown

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def part(report: Report, min_level: Severity = "warning") -> list[dict[str, Any]]:
    """The issues of one report, at or above a level; a grouped finding is one issue, at its first place."""
    return [_issue(report, f) for f in shown(report, min_level)]


def failed(name: str, reason: str) -> list[dict[str, Any]]:
    """The issue of a document that could not be checked."""
    return [
        {
            "description": one_line(reason),
            "check_name": "could not be checked",
            "fingerprint": _hash(name, "could not be checked"),
            "severity": "blocker",
            "location": {"path": name, "lines": {"begin": 1}},
        }
    ]


def join(parts: Iterable[list[dict[str, Any]]]) -> str:
    """All issues; where two would share a fingerprint, GitLab would show one, so the later ones are salted."""
    return json.dumps(list(_salted(chain.from_iterable(parts))), ensure_ascii=False, indent=1) + "\n"


def _issue(report: Report, finding: Finding) -> dict[str, Any]:
    anchor = finding.anchor
    file = anchor.file if anchor else 0
    place = region(report.collation.documents[file], anchor) if anchor else None
    path = report.name(file)
    further = report.places(finding)[1:]
    also = f" (also at {', '.join(map(report.where, further))})" if further else ""
    return {
        "description": one_line(finding.message + also),
        "check_name": finding.rule,
        "fingerprint": _hash(path, finding.id),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": place.line if place else 1}},
    }


def _salted(issues: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for issue in issues:
        fingerprint = issue["fingerprint"]
        again = seen[fingerprint]
        seen[fingerprint] += 1
        yield {**issue, "fingerprint": _hash(fingerprint, str(again))} if again else issue


def _hash(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=16).hexdigest()
