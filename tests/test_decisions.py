"""The baseline: what it accepts, what is new or gone, how it is written, and every way in which its file may be broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck import CrosscheckError, Report, check_texts
from crosscheck.decisions import (
    DecisionFile,
    DecisionFiles,
    Entry,
    Share,
    parse,
    read_decisions,
    render,
    settle,
)
from crosscheck.model import Settings
from crosscheck.report import shown
from judging import rules

ORIGINAL = """\
The harbor of Port Ellery reopened after eight days of storms.
The harbor of Amsey reopened after eight days of storms.
Two ferries were damaged beyond repair during the modernisation of the northern quay, the authority said.
"""
ARTICLE = """\
The harbour of Port Ellery reopened after nine days of storms.
Two ferries were damaged beyond repair during the modernistion of the northern quay, the authority said.
"""
EVERYTHING = Settings()


def settled(
    article: str,
    entries: dict[str, Entry] | None = None,
    action: Any = "use",
    settings: Settings = EVERYTHING,
    fail_level: str = "error",
) -> tuple[Report, dict[str, Entry]]:
    """The report of an article as some entries leave it, and the entries that stand then."""
    report = check_texts(article, [ORIGINAL], config=settings)
    share = Share("a/baseline.json", entries or {}, action)
    report, found = settle(report, share, fail_level, settings, rules())
    return report, dict(found)


def written(article: str = ARTICLE, **options: Any) -> dict[str, Entry]:
    """The entries that --write-baseline stores for an article."""
    return settled(article, action="write", **options)[1]


def new(report: Report) -> set[str]:
    """The rules of the errors and warnings that are left."""
    return {f.rule for f in shown(report, "warning")}


def test_what_is_written_is_accepted() -> None:
    """Nothing is left of errors and warnings; the findings stay, marked, and are counted as suppressed."""
    before, _ = settled(ARTICLE)
    report, entries = settled(ARTICLE, written())
    assert new(before) == {"numbers.changed", "spelling.typo"}
    assert new(report) == set()
    assert report.counts["error"] == report.counts["warning"] == 0
    assert report.suppressed == len(entries) == 2
    assert {f.suppressed for f in report.findings} == {None, "baseline"}
    assert [f.id for f in report.findings] == [f.id for f in before.findings]


def test_writing_marks_at_once() -> None:
    """The run that writes a baseline shows what the next one will."""
    report, entries = settled(ARTICLE, action="write")
    assert report.findings == settled(ARTICLE, entries)[0].findings


def test_a_new_error_speaks_wherever_the_text_moved() -> None:
    """Entries know a finding by its words, not by its line."""
    calm = "The sea was calm.\n" * 10
    moved = f"{calm}{ARTICLE}The authority said that eihgt ferries will sail.\n"
    report, _ = settled(moved, written())
    typos = [f for f in report.findings if f.rule == "spelling.typo"]
    assert {(f.summary.text if f.summary else "", f.suppressed) for f in typos} == {
        ("modernistion", "baseline"),
        ("eihgt", None),
    }


def test_a_second_slip_of_the_same_kind_is_new() -> None:
    """The same word misspelt once more is another finding."""
    again = f"{ARTICLE}The modernistion of the northern quay damaged two ferries.\n"
    report, _ = settled(again, written())
    assert sorted(f.suppressed or "" for f in report.findings if f.rule == "spelling.typo") == [
        "",
        "baseline",
    ]


def test_a_new_place_of_a_grouped_finding_is_new() -> None:
    """The entry counts places; fewer than it counts are accepted, and told as stale."""
    settings = Settings(select=("spelling.variant", "document"), severity={"spelling.variant": "warning"})
    two = "The harbour of Port Ellery reopened.\nThe harbour of Amsey reopened.\n"
    three = f"{two}The harbour of Port Ellery and Amsey reopened after eight days of storms.\n"
    entries = written(two, settings=settings)
    assert [e.places for e in entries.values()] == [2]
    (group,) = settled(three, entries, settings=settings)[0].findings
    assert (group.suppressed, group.explanation) == (None, ("2 of these 3 places are in the baseline",))
    fewer, stale = settled(two, written(three, settings=settings), settings=settings)[0].findings[::-1]
    assert (fewer.suppressed, stale.rule) == ("baseline", "document.stale-baseline") or (
        stale.suppressed,
        fewer.rule,
    ) == ("baseline", "document.stale-baseline")
    pruned = settled(two, written(three, settings=settings), "prune", settings)[1]
    assert [e.places for e in pruned.values()] == [2]


def test_stale_entries_are_told_once_and_pruned() -> None:
    """One warning a document with their number; pruning removes them and nothing else."""
    mended = ARTICLE.replace("nine", "eight").replace("modernistion", "modernisation")
    report, entries = settled(mended, written())
    (stale,) = [f for f in report.findings if f.rule == "document.stale-baseline"]
    assert stale.message.startswith(
        "2 entries stand in a/baseline.json for findings of this document that are gone"
    )
    assert (stale.severity, stale.anchor, bool(stale.id)) == ("warning", None, True)
    assert len(entries) == 2
    half = ARTICLE.replace("nine", "eight")
    report, entries = settled(half, written(), "prune")
    assert [e.rule for e in entries.values()] == ["spelling.typo"]
    assert "document.stale-baseline" not in new(report)


def test_what_is_said_of_the_document_is_never_stored() -> None:
    """Neither stale entries nor unused comments can be hidden so."""
    article = f"<!-- crosscheck: ignore[quotes] -->\n{ARTICLE}"
    entries = written(article)
    assert {e.rule for e in entries.values()} == {"numbers.changed", "spelling.typo"}
    before, _ = settled(article)
    unused = next(f for f in before.findings if f.rule == "document.unused-ignore")
    forged = {unused.id: Entry(unused.rule, 1, "")}
    assert new(settled(article, {**entries, **forged})[0]) == {
        "document.unused-ignore",
        "document.stale-baseline",
    }


def test_which_levels_are_stored() -> None:
    """Errors and warnings; notes where they fail the run, and where they were stored before."""
    plain, notes = written(), written(fail_level="note")
    assert plain.keys() < notes.keys()
    assert {e.rule for e in notes.values()} - {e.rule for e in plain.values()} >= {"spelling.variant"}
    assert "dropped.sentence" not in {e.rule for e in notes.values()}
    assert settled(ARTICLE, notes, "write")[1] == notes
    assert settled(ARTICLE, notes, fail_level="note")[0].counts == {"error": 0, "warning": 0, "note": 0}


def test_what_is_accepted_otherwise_is_not_stored() -> None:
    """A comment keeps its finding; an entry for it stays as long as the finding stands."""
    commented = ARTICLE.replace("Two", "<!-- crosscheck: ignore[spelling.typo] -->\nTwo")
    assert {e.rule for e in written(commented).values()} == {"numbers.changed"}
    report, _ = settled(commented, written())
    assert {f.rule: f.suppressed for f in report.findings if f.severity == "error"} == {
        "numbers.changed": "baseline",
        "spelling.typo": "comment",
    }
    assert new(report) == set()


def test_a_rule_that_did_not_run_is_neither_stale_nor_removed() -> None:
    """With --select or --ignore nobody can tell whether its findings still stand."""
    settings = Settings(select=("numbers", "document"))
    mended = ARTICLE.replace("modernistion", "modernisation")
    for action in ("use", "write", "prune"):
        report, entries = settled(mended, written(), action, settings)
        assert new(report) == set()
        assert {e.rule for e in entries.values()} == {"numbers.changed", "spelling.typo"}


def test_a_rule_that_no_longer_exists_is_stale() -> None:
    """An entry of a pack that was taken away can never match again."""
    report, entries = settled(ARTICLE, {**written(), "0" * 12: Entry("house.gone", 1, "")}, "use")
    assert new(report) == {"document.stale-baseline"}
    assert len(settled(ARTICLE, entries, "prune")[1]) == 2


def test_severities_do_not_matter() -> None:
    """A warning that became an error is the same finding."""
    settings = Settings(severity={"spelling.typo": "warning"})
    assert new(settled(ARTICLE, written(settings=settings))[0]) == set()


# ---------------------------------------------------------------- the file

ENTRIES = st.dictionaries(
    st.text("0123456789abcdef", min_size=12, max_size=12),
    st.builds(Entry, st.text(max_size=20), st.integers(1, 99), st.text(max_size=20)),
    min_size=1,
    max_size=4,
)


@given(st.dictionaries(st.text(max_size=20), ENTRIES, max_size=4))
def test_what_is_rendered_is_parsed(documents: dict[str, dict[str, Entry]]) -> None:
    """Nothing is lost, and the order in which documents and findings come leaves no trace."""
    text = render(documents)
    assert parse(text, "b.json").documents == documents
    turned = {k: dict(reversed(list(v.items()))) for k, v in reversed(list(documents.items()))}
    assert render(turned) == text


def test_the_file_is_for_its_readers_too() -> None:
    """A line of JSON each, documents and ids sorted, words shown, documents without entries left out."""
    text = render(
        {"b.md": {}, "a.md": {"f" * 12: Entry("spelling.typo", 1, "Ærø"), "0" * 12: Entry("x.y", 2, "")}}
    )
    assert text == (
        '{\n "version": 1,\n "documents": {\n  "a.md": {\n'
        '   "000000000000": {"rule": "x.y", "places": 2, "text": ""},\n'
        '   "ffffffffffff": {"rule": "spelling.typo", "places": 1, "text": "Ærø"}\n  }\n }\n}\n'
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [("articles/a.md", "articles/a.md"), ("./articles/../b.md", "b.md"), ("../c.md", "../c.md"), ("-", "-")],
)
def test_documents_are_named_from_the_folder_of_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, key: str
) -> None:
    """The same name from whatever folder, with forward slashes."""
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    assert DecisionFile("base.json", {}).key(name) == key
    monkeypatch.chdir(tmp_path / "articles")
    absolute = name if name == "-" else str(tmp_path / name)
    assert DecisionFile("../base.json", {}).key(absolute) == key


def test_documents_of_other_runs_stay_and_those_that_are_gone_go(tmp_path: Path) -> None:
    """A baseline holds many documents; a run replaces the entries of its own."""
    entry = {"0" * 12: Entry("x.y", 1, "")}
    for name in ("a.md", "b.md"):
        (tmp_path / name).touch()
    path = tmp_path / "base.json"
    path.write_text(render(dict.fromkeys(("a.md", "b.md", "gone.md", "-"), entry)), encoding="utf-8")
    baselines = DecisionFiles("prune")
    assert baselines.share(str(path), str(tmp_path / "a.md")) == Share(str(path), entry, "prune")
    baselines.take(str(path), str(tmp_path / "a.md"), {})
    ((written_to, text, said),) = baselines.files()
    assert (written_to, said) == (
        str(path),
        f"{path}: 2 removed, 2 entries left; --baseline {path} accepts them",
    )
    assert parse(text, "").documents.keys() == {"b.md", "-"}


def test_a_baseline_that_is_to_be_written_may_be_missing(tmp_path: Path) -> None:
    """It is empty then; but one that is there and broken is not overwritten."""
    path = tmp_path / "base.json"
    assert read_decisions(str(path), "write").documents == {}
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(CrosscheckError, match="is no baseline"):
        read_decisions(str(path), "write")


def _entry(**changes: Any) -> str:
    entry = {"rule": "x.y", "places": 1, "text": "", **changes}
    return json.dumps({"version": 1, "documents": {"a.md": {"0": entry}}})


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is no baseline: not valid JSON: Expecting value: line 1 column 1 (char 0): restore it"),
    "a conflict": (
        b'{"version": 1,\n<<<<<<< HEAD\n',
        "is no baseline: not valid JSON: Expecting property name",
    ),
    "deep": (b"[" * 200_000, "is no baseline: nested too deep"),
    "a huge number": (b"9" * 5000, "is no baseline: not valid JSON: Exceeds the limit"),
    "not UTF-8": (b'{"version": "\xff"}', "is no baseline: not UTF-8"),
    "a list": (b"[1]", "is no baseline: it names no version"),
    "no version": (b'{"documents": {}}', "is no baseline: it names no version"),
    "another version": (
        b'{"version": 2}',
        "is a baseline of version 2, this crosscheck reads version 1: use",
    ),
    "a true version": (b'{"version": true}', "is a baseline of version True"),
    "no documents": (b'{"version": 1}', "is no baseline: 'documents' must be an object of documents"),
    "unknown key": (
        b'{"version": 1, "documents": {}, "x": 1}',
        "the file must be only 'version' and 'documents'",
    ),
    "a document": (b'{"version": 1, "documents": {"a": []}}', "documents['a'] must be an object of findings"),
    "a finding": (
        b'{"version": 1, "documents": {"a": {"0": 1}}}',
        "documents['a']['0'] must be an object of 'rule', 'places' and 'text'",
    ),
    "a key too many": (
        _entry(x=1).encode(),
        "documents['a.md']['0'] must be an object of 'rule', 'places' and",
    ),
    "a rule": (_entry(rule=1).encode(), "documents['a.md']['0']['rule'] must be a string"),
    "a text": (_entry(text=None).encode(), "documents['a.md']['0']['text'] must be a string"),
    "no place": (
        _entry(places=0).encode(),
        "documents['a.md']['0']['places'] must be a whole number above 0",
    ),
    "half a place": (_entry(places=1.5).encode(), "['places'] must be a whole number above 0"),
    "a true place": (_entry(places=True).encode(), "['places'] must be a whole number above 0"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_baseline_is_an_error(tmp_path: Path, content: bytes, said: str) -> None:
    """Named with its path, with what is wrong where, and what to do."""
    path = tmp_path / "base.json"
    path.write_bytes(content)
    with pytest.raises(CrosscheckError) as error:
        read_decisions(str(path))
    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert "--write-baseline" in str(error.value)


NO_FILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (
        lambda folder: folder / "none.json",
        "no such baseline: check the path, or make it with --write",
    ),
    "a folder": (lambda folder: folder, "cannot be read: Is a directory: check the path and its permissions"),
    "no path": (lambda folder: folder / "a\0b", "cannot be read: embedded null byte"),
}


@pytest.mark.parametrize(("place", "said"), NO_FILE.values(), ids=NO_FILE)
def test_a_baseline_that_cannot_be_read_is_an_error(
    tmp_path: Path, place: Callable[[Path], Path], said: str
) -> None:
    """A named baseline that is not there is never taken for an empty one."""
    with pytest.raises(CrosscheckError) as error:
        read_decisions(str(place(tmp_path)))
    assert said in str(error.value)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Some editors write one."""
    path = tmp_path / "base.json"
    path.write_text("\ufeff" + render({"a": {"0": Entry("x.y", 1, "")}}), encoding="utf-8")
    assert read_decisions(str(path)).documents == {"a": {"0": Entry("x.y", 1, "")}}


# ---------------------------------------------------------------- the life of a repository, through the real command

TOWNS = {
    "ellery": (
        "The harbour of Port Ellery reopened after nine days of storms.",
        "The harbour of Port Ellery reopened after eight days of storms.",
    ),
    "amsey": (
        "The ferry to Amsey carried 400 passengers a day during its modernistion.",
        "The ferry to Amsey carried 300 passengers a day during its modernisation.",
    ),
    "dunmore": (
        "The school of Dunmore was closed for three weeks because of the flood.",
        "The school of Dunmore was closed for two weeks because of the flood.",
    ),
}
ARTICLES = """\
---
title: {title} after the storms
date: 2025-03-15
---

{extra}{sentence}

<!-- crosscheck: originals -->

News from {title}

{place}, March 14, 2025 (CNA) -- {original}

The engineers will inspect the northern breakwater next week, the authority said.
"""


def _article(name: str, extra: str = "") -> str:
    """One article of the repository, with old errors in it."""
    sentence, original = TOWNS[name]
    return ARTICLES.format(
        title=name.title(), place=name.upper(), extra=extra, sentence=sentence, original=original
    )


class Repository:
    """A folder with three articles in which the real command runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "articles").mkdir()
        for name in TOWNS:
            self.put(name)

    def put(self, name: str, extra: str = "", *mended: tuple[str, str]) -> None:
        """Write an article, with more text above it and words of it mended."""
        text = _article(name, extra)
        for old, new in mended:
            assert old in text
            text = text.replace(old, new, 1)
        (self.folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")

    def run(self, *options: str, cwd: str = ".", document: str = "articles") -> tuple[int, list[str], str]:
        """Exit code, findings as "path rule", and what stands on standard error."""
        command = [sys.executable, "-m", "crosscheck", "check", document, "--format", "concise", *options]
        run = subprocess.run(
            command,
            cwd=self.folder / cwd,
            capture_output=True,
            check=False,
            env={**os.environ, "NO_COLOR": "1"},
        )
        lines = [line.split(" ") for line in run.stdout.decode().splitlines()]
        said = run.stderr.decode()
        assert "Traceback" not in said
        return run.returncode, [f"{place.split(':')[0]} {rule}" for place, _, rule, *_ in lines], said


def test_the_life_of_a_repository(tmp_path: Path) -> None:
    """First run, baseline, a new error, text that moved, an ignore comment, its end, a stale entry, pruned."""
    repository = Repository(tmp_path)
    use = ("--baseline", ".crosscheck-baseline.json")
    file = tmp_path / ".crosscheck-baseline.json"

    code, found, _ = repository.run()
    assert (code, set(found)) == (
        1,
        {
            "articles/ellery.md numbers.changed",
            "articles/amsey.md numbers.changed",
            "articles/amsey.md spelling.typo",
            "articles/dunmore.md numbers.changed",
        },
    )

    code, found, said = repository.run("--write-baseline")
    assert (code, found) == (0, [])
    assert "crosscheck: wrote .crosscheck-baseline.json: 4 entries" in said
    written = file.read_bytes()
    assert list(json.loads(written)["documents"]) == [
        f"articles/{n}.md" for n in ("amsey", "dunmore", "ellery")
    ]
    assert repository.run("--write-baseline")[0] == 0
    assert file.read_bytes() == written, "written twice, the same bytes"
    assert (
        repository.run(
            "--write-baseline", "--baseline", "../.crosscheck-baseline.json", cwd="articles", document="."
        )[0]
        == 0
    )
    assert file.read_bytes() == written, "from another folder, the same bytes"
    assert repository.run(*use)[:2] == (0, [])
    assert repository.run()[0] == 1, "a baseline that is not named accepts nothing"

    error = "The authority said that eihgt engineers will inspect the northern breakwater next week.\n\n"
    new = ["articles/ellery.md spelling.typo"]
    repository.put("ellery", error)
    assert repository.run(*use)[:2] == (1, new)

    repository.put("ellery", "\n" * 10 + error)
    assert repository.run(*use)[:2] == (1, new), "ten lines further down, still only the new error"

    comment = "<!-- crosscheck: ignore[spelling.typo] the agency's own word -->\n\n"
    repository.put("ellery", comment + error)
    assert repository.run(*use)[:2] == (0, [])

    repository.put("ellery", comment + error, ("eihgt", "the"))
    code, found, _ = repository.run(*use, "--fail-level", "warning")
    assert (code, found) == (1, ["articles/ellery.md document.unused-ignore"])

    repository.put("ellery", "", ("nine days", "eight days"))
    assert repository.run(*use)[:2] == (0, ["articles/ellery.md document.stale-baseline"])

    (tmp_path / "articles" / "dunmore.md").unlink()
    code, found, said = repository.run(*use, "--prune-baseline")
    assert (code, found) == (0, [])
    assert "2 removed, 2 entries left" in said
    assert list(json.loads(file.read_bytes())["documents"]) == ["articles/amsey.md"]
    assert repository.run(*use)[:2] == (0, [])


def _kept(folder: Path, name: str, **findings: dict[str, Any]) -> Path:
    """A file of decisions in a folder of articles, on one of them."""
    path = folder / name
    path.write_text(json.dumps({"version": 1, "documents": {"amsey.md": findings}}), encoding="utf-8")
    return path


def _findings(repository: Repository, *options: str) -> dict[str, dict[str, Any]]:
    """The findings of the article on Amsey, by rule."""
    report = repository.folder / "report.json"
    code, _, said = repository.run("--output", f"json:{report}", *options, document="articles/amsey.md")
    assert code in (0, 1), said
    return {f["rule"]: f for f in json.loads(report.read_bytes())["reports"][0]["findings"]}


def test_decisions_beside_an_article(tmp_path: Path) -> None:
    """What an editor decided is read without being named: accepted with the reason, or to be fixed, which counts on."""
    repository = Repository(tmp_path)
    before = _findings(repository)
    typo, number = before["spelling.typo"], before["numbers.changed"]
    assert typo["decision"] is None
    _kept(
        tmp_path / "articles",
        "decisions.json",
        **{
            typo["id"]: {
                "rule": "spelling.typo",
                "places": 1,
                "text": "modernistion",
                "reason": "so in print",
            },
            number["id"]: {"rule": "numbers.changed", "places": 1, "text": "nine", "verdict": "must-fix"},
        },
    )
    after = _findings(repository)
    assert after["spelling.typo"]["suppressed"] == "decisions"
    assert after["spelling.typo"]["data"]["reason"] == "so in print"
    assert after["numbers.changed"]["suppressed"] is None
    assert after["numbers.changed"]["decision"] == {"verdict": "must-fix", "by": "decisions", "reason": ""}
    assert after["numbers.changed"]["explanation"][-1] == "must be fixed"


def test_the_file_of_an_article_goes_before_that_of_its_folder(tmp_path: Path) -> None:
    """Each article of a folder may have a file of its own, as the page saves it; a baseline comes last."""
    repository = Repository(tmp_path)
    id_ = _findings(repository)["spelling.typo"]["id"]
    entry = {"rule": "spelling.typo", "places": 1, "text": "modernistion"}
    _kept(tmp_path / "articles", "decisions.json", **{id_: {**entry, "reason": "of the folder"}})
    _kept(
        tmp_path / "articles",
        "amsey.decisions.json",
        **{id_: {**entry, "verdict": "must-fix", "reason": "mine"}},
    )
    repository.run("--write-baseline")
    found = _findings(repository, "--baseline", ".crosscheck-baseline.json")["spelling.typo"]
    assert found["decision"] == {"verdict": "must-fix", "by": "decisions", "reason": "mine"}
    assert id_ not in (tmp_path / ".crosscheck-baseline.json").read_text(encoding="utf-8")


def test_decisions_survive_edits_elsewhere_and_go_with_their_finding(tmp_path: Path) -> None:
    """They are kept by the id of the finding; those of what was mended are no warning."""
    repository = Repository(tmp_path)
    article = tmp_path / "articles" / "amsey.md"
    id_ = _findings(repository)["spelling.typo"]["id"]
    _kept(
        tmp_path / "articles", "decisions.json", **{id_: {"rule": "spelling.typo", "places": 1, "text": "x"}}
    )
    article.write_text("Nobody saw it coming.\n\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    assert _findings(repository)["spelling.typo"]["suppressed"] == "decisions"
    article.write_text(
        article.read_text(encoding="utf-8").replace("modernistion", "modernisation"), encoding="utf-8"
    )
    assert not {"spelling.typo", "document.stale-baseline"} & _findings(repository).keys()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"rule": "a", "places": 1}, "must be an object of 'rule', 'places' and 'text'"),
        ({"rule": "a", "places": 1, "text": "", "verdict": "maybe"}, "must be 'accepted' or 'must-fix'"),
        ({"rule": "a", "places": 1, "text": "", "reason": 1}, "['reason'] must be a string"),
        ({"rule": "a", "places": 1, "text": "", "more": 1}, "'verdict' and 'reason' may be added"),
    ],
)
def test_broken_decisions_end_the_run(tmp_path: Path, entry: dict[str, Any], said: str) -> None:
    """Exit code 2 with the file, the place and what to do."""
    repository = Repository(tmp_path)
    _kept(tmp_path / "articles", "decisions.json", abc=entry)
    code, _, error = repository.run()
    assert code == 2
    assert "articles/decisions.json: is no file of decisions: documents['amsey.md']['abc']" in error
    assert said in error
    assert "save it anew from the page of a report" in error


REFUSED = {
    "missing": (None, ("--baseline", "none.json"), "none.json: no such baseline: check the path"),
    "broken": ("{", ("--baseline", "base.json"), "base.json: is no baseline: not valid JSON"),
    "of another version": (
        '{"version": 9}',
        ("--baseline", "base.json"),
        "base.json: is a baseline of version 9",
    ),
    "not overwritten": ("{", ("--baseline", "base.json", "--write-baseline"), "base.json: is no baseline"),
    "nothing to prune": (None, ("--prune-baseline",), ".crosscheck-baseline.json: no such baseline"),
    "both": (None, ("--prune-baseline", "--write-baseline"), "give it without --prune-baseline"),
    "a folder": (
        None,
        ("--baseline", "articles", "--write-baseline"),
        "articles: cannot be read: Is a directory",
    ),
}


@pytest.mark.parametrize(("content", "options", "said"), REFUSED.values(), ids=REFUSED)
def test_a_bad_baseline_ends_the_run(
    tmp_path: Path, content: str | None, options: tuple[str, ...], said: str
) -> None:
    """Exit code 2, one message, no traceback, nothing written."""
    repository = Repository(tmp_path)
    if content is not None:
        (tmp_path / "base.json").write_text(content, encoding="utf-8")
    code, found, error = repository.run(*options)
    assert (code, found) == (2, [])
    assert said in error
    assert not (tmp_path / ".crosscheck-baseline.json").exists()
    if content is not None:
        assert (tmp_path / "base.json").read_text(encoding="utf-8") == content


def test_a_bad_comment_ends_the_run_and_writes_no_baseline(tmp_path: Path) -> None:
    """Exit code 2 with file, line and column; the other articles are judged; a half baseline is none."""
    repository = Repository(tmp_path)
    repository.put("amsey", "<!-- crosscheck: ignore[speling] -->\n\n")
    code, found, error = repository.run("--write-baseline")
    assert code == 2
    assert found == []
    assert "crosscheck: error: articles/amsey.md:6:1: ignore[speling] names an unknown rule" in error
    assert not (tmp_path / ".crosscheck-baseline.json").exists()


def test_a_needless_entry_of_the_table_is_told_once(tmp_path: Path) -> None:
    """At the end of the run, on standard error: it may have been written for an article that was not checked."""
    repository = Repository(tmp_path)
    (tmp_path / "crosscheck.toml").write_text(
        """
[[ignore]]
rule = "spelling.typo"
match = "modernistion"
reason = "the name of the programme"

[[ignore]]
rule = "quotes"
match = "nobody said so"
reason = "gone"
""",
        encoding="utf-8",
    )
    code, found, said = repository.run()
    assert (code, "articles/amsey.md spelling.typo" in found) == (1, False)
    assert (
        said.count("an entry of the ignore table matches no finding of this run: quotes “nobody said so”")
        == 1
    )
    assert "unused-ignore" not in repository.run("--ignore", "document.unused-ignore")[2]
    assert "unused-ignore" not in repository.run("--select", "numbers")[2]
