"""The JSON contract, schema ``crosscheck/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crosscheck.report import SCHEMA, Report

TAIL = "\n ]\n}\n"
"""What closes the document."""


def render(reports: Sequence[Report], version: str) -> str:
    """All reports as one document, a report for each article; keys in the order of the contract."""
    return head(version) + ",\n".join(map(part, reports)) + TAIL


def head(version: str) -> str:
    """What opens the document, up to its first report; between two reports stands a comma."""
    tool = {"name": "crosscheck", "version": version}
    opening = json.dumps({"schema": SCHEMA, "tool": tool, "reports": []}, ensure_ascii=False, indent=1)
    return opening.removesuffix("]\n}") + "\n"


def part(report: Report) -> str:
    """One report of the document, indented as it stands there."""
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    return "  " + text.replace("\n", "\n  ")
