"""Findings about the document itself: what reading and splitting had to decide is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscheck import Report, check_document

ARTICLE = """\
The café at Port Ellery reopened on Friday after nine days of storms.
Two ferries were damaged beyond repair.
The following report was first published by the Coastal News Agency.
Port Ellery harbour reopens
PORT ELLERY, March 14, 2025 (CNA) — The café at Port Ellery reopened on Friday after nine days of storms.
Two ferries were damaged beyond repair, the port authority said.
"""


def _report(folder: Path, data: bytes) -> Report:
    path = folder / "article.txt"
    path.write_bytes(data)
    return check_document(path)


def _found(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in report.findings if f.rule.startswith("document.")]


FOUND = [
    ("document.residue", "note", (ARTICLE + "Leave a comment\n").encode()),
    ("document.encoding", "warning", ARTICLE.encode("cp1252")),
    ("document.encoding", "warning", ARTICLE.replace("café", "cafÃ©").encode()),
    ("document.encoding", "warning", ARTICLE.encode("utf-16-le")),
]


@pytest.mark.parametrize(("rule", "severity", "data"), FOUND)
def test_found(tmp_path: Path, rule: str, severity: str, data: bytes) -> None:
    """What had to be skipped or decided is a finding, and the only one about the document."""
    assert _found(_report(tmp_path, data)) == [(rule, severity)]


@pytest.mark.parametrize("data", [ARTICLE.encode(), ARTICLE.encode("utf-8-sig"), ARTICLE.encode("utf-16")])
def test_quiet(tmp_path: Path, data: bytes) -> None:
    """A file that says what it is, and has a notice before its originals, leaves nothing to decide."""
    assert not _found(_report(tmp_path, data))


def test_decided_or_not_the_text_is_the_same(tmp_path: Path) -> None:
    """An article in an older encoding is judged like the same article in UTF-8."""
    reports = [_report(tmp_path, ARTICLE.encode(codec)) for codec in ("utf-8", "cp1252")]
    old, new = (
        [(f.rule, f.summary) for f in r.findings if not f.rule.startswith("document.")] for r in reports
    )
    assert old == new
