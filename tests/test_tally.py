"""What the outcomes of a run add up to: the line about several documents, baselines, needless entries of ignore tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from crosscheck.batch import Outcome
from crosscheck.config import Configs
from crosscheck.decisions import Entry
from crosscheck.documents import Job
from crosscheck.model import Suppression
from crosscheck.tally import Acceptance, Tally

READY: Outcome[Any] = Outcome("ready.txt")
WRONG: Outcome[Any] = Outcome(
    "wrong.txt", counts={"error": 1, "warning": 2}, level="error", fails=True, suppressed=3
)
LOST: Outcome[Any] = Outcome("lost.txt", error="lost.txt: no such file")
KNOWN = {"3f0c": Entry("spelling.typo", 1, "modernistion")}


def job(name: str, baseline: Path | None = None, suppressions: Sequence[Suppression] = ()) -> Job:
    """An article with what its configuration accepts."""
    config = Configs(isolated=True)[name]
    settings = config.settings._replace(suppressions=tuple(suppressions))
    return Job((name,), config._replace(settings=settings, baseline=str(baseline) if baseline else None))


@pytest.mark.parametrize(
    ("outcomes", "line", "fails", "errors"),
    [
        ([], "", False, 0),
        ([READY], "", False, 0),
        ([WRONG], "", True, 0),
        ([LOST], "", False, 1),
        ([READY, READY], "2 documents: 2 ready; 0 errors, 0 warnings, 0 notes", False, 0),
        (
            [READY, WRONG],
            "2 documents: 1 not ready, 1 ready; 1 error, 2 warnings, 0 notes (3 suppressed)",
            True,
            0,
        ),
        (
            [READY, LOST],
            "2 documents: 1 ready, 1 could not be checked; 0 errors, 0 warnings, 0 notes",
            False,
            1,
        ),
        ([LOST, LOST], "2 documents: 2 could not be checked; 0 errors, 0 warnings, 0 notes", False, 2),
    ],
)
def test_what_is_told_of_several(outcomes: list[Outcome[Any]], line: str, fails: bool, errors: int) -> None:
    """One line about two documents or more, those that could not be checked among them."""
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    assert (tally.line(), tally.fails, tally.errors) == (line, fails, errors)


def test_without_a_baseline_nothing_is_shared() -> None:
    """Where no configuration names a baseline, none is to be written and nothing lies beside them, articles are what they were."""
    acceptance = Acceptance()
    jobs = [job("a.txt"), job("b.txt")]
    assert acceptance.share(jobs) == jobs
    acceptance.add(Outcome("a.txt"))
    assert (acceptance.targets(), list(acceptance.files())) == ([], [])


def test_a_baseline_is_made_of_what_documents_leave(tmp_path: Path) -> None:
    """One file for the documents of one path; used only, it is no target; after an error nothing is to be written."""
    path = tmp_path / "baseline.json"
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    writing = Acceptance("write")
    shared = writing.share([job(name, path) for name in names])
    assert [share.path for one in shared for share in one.shares] == [str(path)] * 2
    assert writing.targets() == [str(path)]
    for name in names:
        writing.add(Outcome(name, entries=KNOWN))
    ((target, text, said),) = writing.files()
    assert (target, said) == (str(path), f"{path}: 2 entries; --baseline {path} accepts them")
    path.write_text(text, encoding="utf-8")

    using = Acceptance()
    (first,) = using.share([job(names[0], path)])
    assert [share.entries for share in first.shares] == [KNOWN]
    assert (using.targets(), list(using.files())) == ([], [])

    writing.add(Outcome(names[0], error="gone"))
    assert list(writing.files()) == []


def test_entries_that_nothing_needs_are_told() -> None:
    """An entry is needless where no document of the run needs it, which only a run without errors can tell."""
    needed, idle = Suppression("spelling.typo", "Amsey", "a name"), Suppression("numbers", "nine", "agreed")
    acceptance = Acceptance()
    acceptance.share([job(name, suppressions=[needed, idle]) for name in ("a.txt", "b.txt")])
    acceptance.add(Outcome("a.txt", needed=frozenset([needed])))
    acceptance.add(Outcome("b.txt"))
    (line,) = acceptance.needless()
    assert "numbers “nine”" in line
    assert "Amsey" not in line
    acceptance.add(Outcome("b.txt", error="gone"))
    assert list(acceptance.needless()) == []
