"""JSON lines: a finding, or a passage that could not be judged, on each line; the parts of ``crosscheck/1``, self-contained."""

from __future__ import annotations

import json

from crosscheck.report import SCHEMA, Report


def render(report: Report) -> str:
    """The lines of one report.

    Each has ``schema``, ``document`` (the path of the summary's file), ``files`` (which the spans index), and either
    ``finding`` or ``skipped``, as in the JSON contract.
    """
    contract = report.to_dict()
    files = contract["files"]
    head = {"schema": SCHEMA, "document": files[0]["path"], "files": files}
    lines = [{**head, "finding": finding} for finding in contract["findings"]]
    lines += [{**head, "skipped": skipped} for skipped in contract["skipped"]]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def failed(name: str, reason: str) -> str:
    """The line of a document that could not be checked: ``failed`` says why."""
    return f"{json.dumps({'schema': SCHEMA, 'document': name, 'failed': reason}, ensure_ascii=False)}\n"
