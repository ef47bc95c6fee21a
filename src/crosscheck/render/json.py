"""The JSON contract, schema ``crosscheck/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crosscheck.report import SCHEMA, Report


def render(reports: Sequence[Report], version: str) -> str:
    """All reports as one document, a report for each article; keys in the order of the contract."""
    tool = {"name": "crosscheck", "version": version}
    document = {"schema": SCHEMA, "tool": tool, "reports": [r.to_dict() for r in reports]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
