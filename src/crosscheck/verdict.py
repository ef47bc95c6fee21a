"""The one sentence that says what stands between an article and its publication."""

from __future__ import annotations

from crosscheck.report import Report


def verdict(report: Report) -> str:
    """The verdict in words, as "Not ready: 1 error, 12 warnings".

    Errors make an article not ready, warnings ask for a look; notes never stand in the way. What could not be judged is
    said, so that silence is never taken for approval.
    """
    counts = report.counts
    found = [counted(counts[s], s) for s in ("error", "warning") if counts[s]]
    unjudged = f"{counted(len(report.skipped), 'passage')} not judged" if report.skipped else ""
    if not found:
        return (
            f"Nothing found in what was judged: {unjudged}" if unjudged else "Ready: no errors, no warnings"
        )
    opening = "Not ready" if counts["error"] else "Look before publishing"
    return f"{opening}: {', '.join([*found, unjudged] if unjudged else found)}"


def counted(number: int, noun: str) -> str:
    """A number with its noun, as "1 error" or "1,200 words"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
