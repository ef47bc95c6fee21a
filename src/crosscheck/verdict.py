"""The one sentence that says what stands between an article and its publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crosscheck.report import Report

_TALLIED = {
    "error": "not ready",
    "warning": "to look at",
    "unjudged": "not wholly judged",
    "ready": "ready",
}


def verdict(report: Report) -> str:
    """The verdict in words, as "Not ready: 1 error, 12 warnings".

    Errors make an article not ready, warnings ask for a look; notes never stand in the way. What could not be judged and
    how much was suppressed is said, so that silence is never taken for approval.
    """
    accepted = f" ({report.suppressed:,} suppressed)" if report.suppressed else ""
    return _found(report) + accepted


def level(report: Report) -> str:
    """The same in a word: "error", "warning", "unjudged" where passages could not be judged, or "ready"."""
    counts = report.counts
    return next((s for s in ("error", "warning") if counts[s]), "unjudged" if report.skipped else "ready")


def tally(levels: Iterable[str]) -> str:
    """How many of some documents are not ready, are to be looked at, are ready; "" for none."""
    counts = Counter(levels)
    return ", ".join(f"{counts[one]:,} {name}" for one, name in _TALLIED.items() if counts[one])


def counted(number: int, noun: str) -> str:
    """A number with its noun, as "1 error" or "1,200 words"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _found(report: Report) -> str:
    counts = report.counts
    found = [counted(counts[s], s) for s in ("error", "warning") if counts[s]]
    unjudged = f"{counted(len(report.skipped), 'passage')} not judged" if report.skipped else ""
    if not found:
        return (
            f"Nothing found in what was judged: {unjudged}" if unjudged else "Ready: no errors, no warnings"
        )
    opening = "Not ready" if counts["error"] else "Look before publishing"
    return f"{opening}: {', '.join([*found, unjudged] if unjudged else found)}"
