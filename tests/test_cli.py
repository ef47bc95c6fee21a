"""The real command: what it prints, what it writes, its exit codes, its errors."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from crosscheck.cli import commands

ARTICLE = """\
The harbour of Port Ellery reopened on Friday after nine days of storms.
Two ferries were damaged beyond repair.

The following report was first published by the Coastal News Agency.

Port Ellery harbor reopens
PORT ELLERY, March 14, 2025 (CNA) -- The harbor of Port Ellery reopened on Friday after eight days of storms.
Two ferries were damaged beyond repair, the port authority said.
Engineers will inspect the northern breakwater next week.
"""
CLEAN = ARTICLE.replace("nine days", "eight days")


def crosscheck(
    *arguments: str, cwd: Path, stdin: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "crosscheck", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "", **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that has an error, one that has none, and the same in two files."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    summary, _, rest = ARTICLE.partition("\n\nThe following")
    (tmp_path / "summary.txt").write_text(summary + "\n", encoding="utf-8")
    (tmp_path / "original.txt").write_text(rest.partition("\n\n")[2], encoding="utf-8")
    return tmp_path


def test_an_error_is_shown_with_both_sides(folder: Path) -> None:
    """The block names place, severity, rule and both texts, with a mark under the words; the exit code is 1."""
    run = crosscheck("check", "article.txt", cwd=folder)
    out = run.stdout.decode()
    assert run.returncode == 1
    assert "article.txt:1:53: error numbers.changed" in out
    assert "reopened on Friday after nine days of storms.\n" in out
    line, marks = next(
        (a, b)
        for a, b in zip(out.splitlines(), out.splitlines()[1:], strict=False)
        if b.strip().startswith("^")
    )
    assert line[marks.index("^") : marks.rindex("^") + 1] == "nine days"
    assert "[1] :7" in out
    assert "eight" in out
    assert "1 error" in out
    assert not run.stderr


def test_a_clean_article_is_silent_about_it(folder: Path) -> None:
    """Exit code 0, and a verdict in words."""
    run = crosscheck("check", "clean.txt", cwd=folder)
    assert run.returncode == 0, run.stdout.decode()
    assert "0 errors" in run.stdout.decode()


def test_lines_fit_the_terminal(folder: Path) -> None:
    """At 80 columns no line of an excerpt or a table is longer."""
    run = crosscheck("check", "article.txt", "--show", "dropped", cwd=folder)
    shown = [line for line in run.stdout.decode().splitlines() if line.startswith("  ")]
    assert shown
    assert max(map(len, shown)) <= 80


def test_timings(folder: Path) -> None:
    """What each stage took goes to standard error, whatever the format, in the order of the stages; not beside --fix."""
    run = crosscheck("check", "article.txt", "--timings", "--format", "json", cwd=folder)
    json.loads(run.stdout)
    stages = [line.split()[0] for line in run.stderr.decode().splitlines()[2:]]
    known = ["read", "split", "segment", "dates", "align", "extract", "compare", "render", "all"]
    assert stages == [stage for stage in known if stage in stages]
    assert {"split", "compare", "all"} <= set(stages)
    run = crosscheck("check", "article.txt", "--timings", "--fix", cwd=folder)
    assert run.returncode == 2
    assert b"--timings measures checking alone" in run.stderr


def test_summary_and_original_in_files_of_their_own(folder: Path) -> None:
    """--original gives the same finding; places are those of each file."""
    run = crosscheck("check", "summary.txt", "--original", "original.txt", "--format", "concise", cwd=folder)
    assert run.returncode == 1
    assert run.stdout.decode().startswith("summary.txt:1:53: error numbers.changed ")
    full = crosscheck("check", "summary.txt", "--original", "original.txt", cwd=folder)
    assert "\n1   original.txt: " in full.stdout.decode()


def test_standard_input(folder: Path) -> None:
    """A dash reads standard input."""
    run = crosscheck("check", "-", "--format", "concise", cwd=folder, stdin=ARTICLE.encode())
    assert run.returncode == 1
    assert run.stdout.decode().startswith("-:1:53: error numbers.changed ")


def test_one_run_feeds_several_outputs(folder: Path) -> None:
    """--output writes files beside what is printed; the JSON carries schema and counts."""
    run = crosscheck(
        "check",
        "article.txt",
        "--output",
        "json:out/report.json",
        "--output",
        "concise:out/list.txt",
        "-q",
        cwd=folder,
    )
    assert (run.returncode, run.stdout) == (1, b"")
    report = json.loads((folder / "out/report.json").read_text(encoding="utf-8"))
    assert report["schema"] == "crosscheck/1"
    assert report["reports"][0]["counts"]["error"] == 1
    assert "numbers.changed" in (folder / "out/list.txt").read_text(encoding="utf-8")
    assert sorted(p.name for p in (folder / "out").iterdir()) == ["list.txt", "report.json"]


def test_levels(folder: Path) -> None:
    """What is ignored, lowered or below the fail level does not fail the run."""
    for options in (
        ["--ignore", "numbers.changed"],
        ["--ignore", "numbers"],
        ["--severity", "numbers.changed=note"],
        ["--fail-level", "never"],
        ["--select", "spelling"],
    ):
        assert crosscheck("check", "article.txt", *options, cwd=folder).returncode == 0, options
    assert crosscheck("check", "clean.txt", "--fail-level", "note", cwd=folder).returncode == 1


def test_colour_only_when_wanted(folder: Path) -> None:
    """No colour into a pipe; --color always colours; NO_COLOR is respected."""
    plain = crosscheck("check", "article.txt", cwd=folder).stdout
    assert b"\x1b[" not in plain
    assert b"\x1b[" in crosscheck("check", "article.txt", "--color", "always", cwd=folder).stdout
    assert b"\x1b[" not in crosscheck("check", "article.txt", cwd=folder, NO_COLOR="1").stdout


def test_report_writes_page_and_json(folder: Path) -> None:
    """Page, JSON and index, under the name of the document; exit code 0 whatever was found."""
    run = crosscheck("report", "article.txt", "-o", "out", cwd=folder)
    assert run.returncode == 0
    assert sorted(p.name for p in (folder / "out").iterdir()) == [
        "article.html",
        "article.json",
        "index.html",
        "index.json",
    ]
    assert (
        crosscheck("report", "article.txt", "-o", "out", "--fail-level", "error", cwd=folder).returncode == 1
    )


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    """Neither hash order nor the clock shows in any output."""
    outputs = []
    for seed in ("1", "2"):
        run = crosscheck("check", "article.txt", "--format", "json", cwd=folder, PYTHONHASHSEED=seed)
        page = crosscheck("report", "article.txt", "-o", seed, cwd=folder, PYTHONHASHSEED=seed)
        assert page.returncode == 0
        outputs.append((run.stdout, (folder / seed / "article.html").read_bytes()))
    assert outputs[0] == outputs[1]


def test_split_and_align_show_what_was_seen(folder: Path) -> None:
    """One row a part; one row a sentence, with its source."""
    parts = crosscheck("split", "article.txt", cwd=folder).stdout.decode()
    assert [
        w in parts
        for w in ("summary", "notice", "original", "CNA", "2025-03-14", "Port Ellery harbor reopens")
    ] == [True] * 6
    rows = crosscheck("align", "article.txt", cwd=folder).stdout.decode().splitlines()
    assert rows[0] == "paragraph 1 (line 1) <- [1] paragraph 1"
    assert rows[1].split()[:2] == ["edited", "[1]:7"]


def test_rules_and_explain(folder: Path) -> None:
    """The catalogue names every rule; one rule is explained with examples."""
    assert "numbers.changed" in crosscheck("rules", cwd=folder).stdout.decode()
    explained = crosscheck("explain", "dropped.clause", cwd=folder).stdout.decode()
    assert explained.startswith("dropped.clause (note)\n")
    assert "Found:" in explained
    assert "Quiet:" in explained


def test_text_prints_what_was_read(folder: Path) -> None:
    """Byte-order mark gone, everything else as it stands."""
    (folder / "bom.txt").write_bytes(b"\xef\xbb\xbfOne line.\r\n")
    assert crosscheck("text", "bom.txt", cwd=folder).stdout.startswith(b"One line.\r\n")


ERRORS = [
    (["check", "missing.txt"], "missing.txt: no such file"),
    (["check", "folder"], "folder: no document in this folder"),
    (["check", "empty.txt"], "empty.txt: the file is empty"),
    (["check", "binary.bin"], "binary.bin: is a binary file"),
    (["check", "article.txt", "--encoding", "no-such"], "no-such"),
    (["check", "utf16.txt", "--encoding", "ascii"], "utf16.txt: "),
    (["check", "novel.txt"], "--original"),
    (["check", "https://example.org/a.html"], "save the page"),
    (["check", "article.txt", "--select", "no.rule"], "unknown rule 'no.rule'"),
    (["check", "article.txt", "--severity", "numbers.changed=fatal"], "error, warning, note"),
    (["check", "article.txt", "--format", "yaml"], "'full', 'concise', 'grouped', 'json'"),
    (["check", "article.txt", "--output", "json:"], "FORMAT:PATH"),
    (["check", "article.txt", "--output", "json:folder"], "folder: cannot be written"),
    (["report", "article.txt", "-o", "article.txt"], "cannot be written"),
    (["check", "article.txt", "--date", "tomorrow"], "2025-04-27"),
    (["check", "article.txt", "--summary-lines", "9-2"], "1-28"),
    (["check", "article.txt", "clean.txt", "--original", "original.txt"], "one SUMMARY"),
    (["check", "summary.txt", "--original", "missing.txt"], "missing.txt: no such file"),
    (["explain", "no.rule"], "unknown rule 'no.rule': `crosscheck rules` lists them"),
    (["explain", "dates.conflct"], "did you mean dates.conflict?"),
    (["explain", "order"], "it is a check, with the rules order.moved"),
    (
        ["check", "notice.txt"],
        "line 3: “The following articles were originally published by the river board.”, but none",
    ),
    (["check", "article.txt", "--output", "json:-"], "standard output has --format json"),
    (["check", "article.txt", "--isolated", "--config", "x.toml"], "without --config"),
    (["check", "article.txt", "-q", "-v"], "--quiet prints nothing: give it without --verbose"),
    (
        ["check", "article.txt", "--diff", "--output", "json:x.json"],
        "--diff writes nothing: give it without --output",
    ),
    (["check", "article.txt", "--write-baseline", "--fix"], "give it without --fix"),
    (["check"], "DOCUMENT"),
    (["chekc", "article.txt"], "chekc"),
]


@pytest.mark.parametrize(
    ("arguments", "said"), ERRORS, ids=lambda v: " ".join(v)[:50] if isinstance(v, list) else ""
)
def test_errors(folder: Path, arguments: list[str], said: str) -> None:
    """A wrong input gives its reason and the remedy on standard error, exit code 2, nothing else and no traceback."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "utf16.txt").write_bytes("naïve".encode("utf-16"))
    (folder / "novel.txt").write_text(
        "It was a dark night.\nNobody came.\nThe end of it all.\n" * 20, encoding="utf-8"
    )
    (folder / "notice.txt").write_text(
        "The weir was mended in May, the river board said.\nIt had been leaking for years.\n"
        "The following articles were originally published by the river board.\n",
        encoding="utf-8",
    )
    (folder / "folder").mkdir()
    before = sorted(p.name for p in folder.rglob("*"))
    run = crosscheck(*arguments, cwd=folder)
    error = run.stderr.decode()
    assert run.returncode == 2
    assert said in error
    assert "Traceback" not in error
    assert run.stdout == b""
    assert sorted(p.name for p in folder.rglob("*")) == before


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full on this system")
def test_a_full_disk_is_no_defect(folder: Path) -> None:
    """Output that cannot be written is said to be so, with exit code 2."""
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "crosscheck", "check", "article.txt"],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr.decode().startswith("crosscheck: error: the output cannot be written: ")


def test_an_interrupt_at_start_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever interrupts the command while it is loaded sees no traceback."""
    from crosscheck import __main__

    def interrupted() -> None:
        raise KeyboardInterrupt

    threshold = gc.get_threshold()
    monkeypatch.setattr("crosscheck.cli.main", interrupted)
    with pytest.raises(SystemExit) as stop:
        __main__.main()
    gc.set_threshold(*threshold)
    assert stop.value.code == 130


def test_a_crash_is_never_exit_code_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A defect of the program is said to be one, and exits 2."""
    from crosscheck import cli

    def broken(**_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("crosscheck.cli.check.jobs_of", broken)
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as stop:
        cli.main(["check", "article.txt"])
    assert stop.value.code == 2
    assert "internal error: RuntimeError: boom" in capsys.readouterr().err


def test_commands_are_what_they_are_called() -> None:
    """Every command that the group lists is loaded by its name, and tells in its help what it does; others are unknown."""
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
    assert commands.get_command(context, "chek") is None


def test_an_unknown_command_is_told_what_is_near(folder: Path) -> None:
    """A slip in the name of a command is an error of use."""
    run = crosscheck("chek", cwd=folder)
    assert run.returncode == 2
    assert b"No such command 'chek'" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_check_loads_what_it_needs(folder: Path) -> None:
    """What only other commands and other options need is no part of a plain check."""
    program = (
        "import sys\nfrom crosscheck.cli import main\ntry: main(['check', 'clean.txt'])\nexcept SystemExit: pass\n"
        "print(*sorted(m for m in sys.modules if m.startswith('crosscheck.cli.')), *{'json', 'msgspec', 'multiprocessing',"
        " 'crosscheck.decisions', 'crosscheck.examples', 'crosscheck.fix', 'crosscheck.lsp', 'crosscheck.watch'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, check=True)
    loaded = run.stdout.decode().splitlines()[-1].split()
    assert loaded == [f"crosscheck.cli.{m}" for m in "check inputs mending options output run".split()]
