"""The JSON contract, schema ``crosscheck/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crosscheck.report import SCHEMA, Report


def render(reports: Sequence[Report], version: str) -> str:
    """All reports as one document, a report for each article; keys in the order of the contract."""
    return head(version) + ",\n".join(map(part, reports)) + tail()


def head(version: str) -> str:
    """What opens the document, up to its first report; between two reports stands a comma."""
    tool = {"name": "crosscheck", "version": version}
    opening = json.dumps({"schema": SCHEMA, "tool": tool, "reports": []}, ensure_ascii=False, indent=1)
    return opening.removesuffix("]\n}") + "\n"


def part(report: Report) -> str:
    """One report of the document, indented as it stands there."""
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    return "  " + text.replace("\n", "\n  ")


def tail(failed: Sequence[tuple[str, str]] = ()) -> str:
    """What closes the document: under ``failed``, if any, the documents that could not be checked and the reasons."""
    if not failed:
        return "\n ]\n}\n"
    entries = [{"document": name, "reason": reason} for name, reason in failed]
    return (
        "\n ],\n" + json.dumps({"failed": entries}, ensure_ascii=False, indent=1).removeprefix("{\n") + "\n"
    )
