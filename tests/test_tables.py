"""The tables under ``tests/tables``, one file per check, and ``tests/cases``, where a check with many kinds of row has a folder.

A row is a text to find or to leave alone.

They were written without looking at the code. Rows that do not pass yet are listed by id, a line each, in
``known-misses.txt``; a listed row that passes fails the test, so that the list only shrinks.
"""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crosscheck.model import Example
from judging import rules, touches, verdict

TABLES = Path(__file__).parent / "tables"
CASES = Path(__file__).parent / "cases"
KNOWN_MISSES = TABLES / "known-misses.txt"


class Row(NamedTuple):
    """A row of a table."""

    id: str
    rule: str
    expect: str
    example: Example
    severity: str | None
    """That of the finding, where it matters."""


def _rows() -> list[Row]:
    return [
        _row(f"{check}.{name}", table)
        for check, path in _files()
        for name, tables in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for table in tables
    ]


def _files() -> list[tuple[str, Path]]:
    """Each table with the check that it is about."""
    whole = [(path.stem, path) for path in TABLES.glob("*.toml")]
    return sorted(whole + [(path.parent.name, path) for path in CASES.glob("*/*.toml")])


def _row(rule: str, table: dict[str, Any]) -> Row:
    originals = tuple(table.get("originals") or [table["original"]])
    example = Example(table["summary"], originals, table.get("text"), table.get("summary_date"))
    texts = "\0".join((example.summary, *originals, str(example.summary_date)))
    return Row(
        f"{rule}-{sha256(texts.encode()).hexdigest()[:6]}",
        rule,
        table["expect"],
        example,
        table.get("severity"),
    )


def _known_misses() -> list[str]:
    if not KNOWN_MISSES.exists():
        return []
    lines = KNOWN_MISSES.read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def passes(row: Row) -> bool:
    """Whether a row is judged as expected.

    Found: a finding of the rule, and of the row's severity if it has one, touches the row's text. Quiet: no finding of the rule that asks the editor to
    look; of a rule that only ever notes, none at all.
    """
    rule = rules()[row.rule]
    collation, findings = verdict(rule, row.example)
    if row.expect == "found":
        text = row.example.text
        findings = [f for f in findings if row.severity in (None, f.severity)]
        return any(text is None or touches(f, text, collation) for f in findings)
    return not [f for f in findings if rule.severity == "note" or f.severity != "note"]


ROWS = _rows()
MISSES = _known_misses()


@pytest.mark.parametrize("row", [pytest.param(r, id=r.id) for r in ROWS])
def test_row(row: Row) -> None:
    """A row passes, unless it is a known miss, which must not."""
    if row.id in MISSES:
        assert not passes(row), f"{row.id} passes now: take it out of {KNOWN_MISSES.name}"
    else:
        assert passes(row), f"{row.expect}: {row.example}"


def test_rows_are_told_apart() -> None:
    """No row stands twice, and every row has an expectation that the test knows."""
    assert len({r.id for r in ROWS}) == len(ROWS)
    assert {r.expect for r in ROWS} <= {"found", "quiet"}


def test_known_misses_exist() -> None:
    """The list of known misses names rows that exist, each once."""
    assert sorted(MISSES) == sorted(set(MISSES) & {r.id for r in ROWS})
