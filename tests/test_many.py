"""Many documents: which files are articles, several processes, one output in order, what cannot be read."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crosscheck import batch
from crosscheck.config import Config, Configs
from crosscheck.documents import Job, find
from crosscheck.formats import FORMATS
from crosscheck.report import Report

ARTICLE = """\
The harbour of Port Ellery reopened on March 14, 2025, after {days} days of storms.
Two ferries were damaged beyond repair{more}.

The following report was first published by the Coastal News Agency.

Port Ellery harbor reopens
PORT ELLERY, March 14, 2025 (CNA) -- The harbor of Port Ellery reopened on Friday after eight days of storms.
Two ferries were damaged beyond repair.
Engineers will inspect the northern breakwater next week.
"""
WRONG = ARTICLE.format(days="nine", more="")
ADDED = ARTICLE.format(days="eight", more=" in the worst winter for a whole century of seafaring")
READY = ARTICLE.format(days="eight", more="")


def crosscheck(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "crosscheck", *arguments],
        cwd=cwd,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80"},
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of folders with articles, and things that are none."""
    texts = {
        "b.txt": WRONG,
        "a.txt": READY,
        "deep/c.md": ADDED,
        "deep/deeper/d.TXT": READY,
        "deep/.hidden/e.txt": WRONG,
        ".f.txt": WRONG,
        "picture.png": "no picture",
        "Makefile": "all:\n",
        "drafts/g.txt": WRONG,
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: str) -> list[str]:
    """The articles that some arguments name."""
    return [job.files[0] for job in find(arguments, (), Configs())]


# ---------------------------------------------------------------- which files

ALL = ["a.txt", "b.txt", "deep/c.md", "deep/deeper/d.TXT", "drafts/g.txt"]
NAMED = [
    (["."], ALL),
    (["deep"], ["deep/c.md", "deep/deeper/d.TXT"]),
    (["./deep/"], ["deep/c.md", "deep/deeper/d.TXT"]),
    (["*.txt"], ["a.txt", "b.txt"]),
    (["**/*.txt"], ["a.txt", "b.txt", "drafts/g.txt"]),
    (["d*/[cg].*"], ["deep/c.md", "drafts/g.txt"]),
    (["b.txt", "a.txt"], ["b.txt", "a.txt"]),
    (["drafts", "b.txt", "."], ["drafts/g.txt", "b.txt", "a.txt", "deep/c.md", "deep/deeper/d.TXT"]),
    (["b.txt", "./b.txt", "b.*"], ["b.txt"]),
    (
        ["picture.png", "deep/.hidden/e.txt", "missing.txt"],
        ["picture.png", "deep/.hidden/e.txt", "missing.txt"],
    ),
    (["-", "deep/deeper"], ["-", "deep/deeper/d.TXT"]),
]


@pytest.mark.parametrize(("arguments", "names"), NAMED, ids=[" ".join(n[0]) for n in NAMED])
def test_which_files(folder: Path, arguments: list[str], names: list[str]) -> None:
    """Folders give what can be read and is not hidden, sorted; what is named itself is taken; each once."""
    assert found(*arguments) == names


CONFIGURED = [
    ('exclude = "drafts"', ["a.txt", "b.txt", "deep/c.md", "deep/deeper/d.TXT"]),
    ('exclude = ["*.txt", "deep/deeper/**"]', ["deep/c.md"]),
    ('include = ["deep/**", "*.png"]', ["deep/c.md", "deep/deeper/d.TXT", "picture.png"]),
    ('include = "*.txt"\nexclude = ["b.*", "drafts/*"]', ["a.txt"]),
    ('include = "deep"', ["deep/c.md", "deep/deeper/d.TXT"]),
]


@pytest.mark.parametrize(("text", "names"), CONFIGURED, ids=[c[0] for c in CONFIGURED])
def test_include_and_exclude(folder: Path, text: str, names: list[str]) -> None:
    """In a folder only what fits `include` and does not fit `exclude`; a file named itself is checked all the same."""
    (folder / "crosscheck.toml").write_text(text, encoding="utf-8")
    assert found(".") == names
    assert found("drafts/g.txt", "b.txt") == ["drafts/g.txt", "b.txt"]


def test_a_folder_may_have_its_own_configuration(folder: Path) -> None:
    """Whether a file is wanted is for the configuration nearest to it to say."""
    (folder / "crosscheck.toml").write_text('exclude = "drafts"', encoding="utf-8")
    (folder / "deep" / "crosscheck.toml").write_text('include = "deeper"', encoding="utf-8")
    assert found(".") == ["a.txt", "b.txt", "deep/deeper/d.TXT"]


def test_links_are_not_followed_in_circles(folder: Path) -> None:
    """A link to a folder is not walked; one to a file is a file."""
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "drafts" / "h.txt").symlink_to(folder / "a.txt")
    assert found("deep", "drafts") == ["deep/c.md", "deep/deeper/d.TXT", "drafts/g.txt", "drafts/h.txt"]


ORIGINALS = [
    ("sources/{stem}*.txt", ["sources/x-1.txt", "sources/x-2.txt", "sources/orphan.txt"], ["x.txt", "y.txt"]),
    ("{stem}-*.txt", ["x-1.txt", "x-2.txt"], ["x.txt", "y.txt"]),
    ("{folder}/{stem}.from/*", ["x.from/1.txt", "sub/z.from/1.txt"], ["sub/z.txt", "x.txt", "y.txt"]),
]


@pytest.mark.parametrize(("pattern", "originals", "articles"), ORIGINALS, ids=[o[0] for o in ORIGINALS])
def test_originals_are_no_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, originals: list[str], articles: list[str]
) -> None:
    """What the pattern names for another document, and what it names for nothing but itself, is not checked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crosscheck.toml").write_text(f'originals = "{pattern}"', encoding="utf-8")
    for name in (*originals, *articles):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    jobs = find(["."], (), Configs())
    assert [job.files[0] for job in jobs] == articles
    named = {job.files[0]: list(job.files[1:]) for job in jobs}
    assert named["x.txt"] == [o for o in originals if Path(o).name.startswith("x") or o.startswith("x")]
    assert named["y.txt"] == []


def test_stems_with_signs_of_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of an article stands for itself, whatever letters it has."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crosscheck.toml").write_text('originals = "s/{stem}-*.txt"', encoding="utf-8")
    (tmp_path / "s").mkdir()
    for name in ("[a].txt", "s/[a]-1.txt", "s/a-1.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert find(["[a].txt"], (), Configs())[0].files == ("[a].txt", "s/[a]-1.txt")


NOTHING = [
    (["empty"], "empty: no document in this folder"),
    (["none*.txt"], "none*.txt: no document fits this pattern"),
    (["deep", "empty"], "empty: no document in this folder"),
    (["sources/only-1.txt"], "sources/only-1.txt: nothing but originals"),
    (["sources"], "sources: nothing but originals"),
]


@pytest.mark.parametrize(("arguments", "said"), NOTHING, ids=[" ".join(n[0]) for n in NOTHING])
def test_nothing_to_check(folder: Path, arguments: list[str], said: str) -> None:
    """A folder or pattern that gives no article is an error, before anything is checked."""
    (folder / "empty").mkdir()
    (folder / "sources").mkdir()
    (folder / "sources" / "only-1.txt").write_text("text", encoding="utf-8")
    (folder / "crosscheck.toml").write_text('originals = "sources/{stem}*.txt"', encoding="utf-8")
    run = crosscheck("check", *arguments, cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert "Traceback" not in run.stderr


# ---------------------------------------------------------------- one run


def test_one_summary(folder: Path) -> None:
    """Every document is shown, in order; the last line counts them."""
    run = crosscheck("check", ".", cwd=folder)
    assert run.returncode == 1
    assert run.stderr == ""
    heads = [line.partition(":")[0] for line in run.stdout.splitlines() if ": summary " in line]
    assert heads == ALL
    assert run.stdout.splitlines()[-1].startswith(
        "5 documents: 2 not ready, 1 to look at, 2 ready; 2 errors, "
    )


def test_one_document_has_no_summary(folder: Path) -> None:
    """The line about several documents is for several."""
    run = crosscheck("check", "drafts", cwd=folder)
    assert "documents:" not in run.stdout + run.stderr
    assert "drafts/g.txt:1:62: error numbers.changed" in run.stdout


def test_formats_for_programs_stay_clean(folder: Path) -> None:
    """The summary goes to standard error where standard output is for a program; -q says nothing at all."""
    run = crosscheck("check", ".", "--format", "json", cwd=folder)
    assert len(json.loads(run.stdout)["reports"]) == 5
    assert run.stderr.startswith("5 documents: ")
    run = crosscheck("check", ".", "-q", cwd=folder)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "")


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"html", "docx"}))
def test_processes_change_nothing(folder: Path, name: str) -> None:
    """With one process or three, the output is the same to the byte, in every format."""
    outputs = [
        crosscheck(
            "check", ".", "--jobs", jobs, "--format", name, "--output", f"{name}:{jobs}.out", cwd=folder
        )
        for jobs in ("1", "3")
    ]
    assert outputs[0].stdout
    assert outputs[0].stdout == outputs[1].stdout
    assert (folder / "1.out").read_bytes() == (folder / "3.out").read_bytes()
    text = (folder / "1.out").read_text(encoding="utf-8")
    assert outputs[0].stdout == text or (name == "full" and outputs[0].stdout.startswith(text))


def test_json_of_many_is_one_document(folder: Path) -> None:
    """Put together from parts, it is what one call gives."""
    text = crosscheck("check", ".", "--format", "json", cwd=folder).stdout
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n" == text


def test_one_that_cannot_be_read(folder: Path) -> None:
    """Its error is told, the others are checked and written, and the exit code is 2."""
    (folder / "b.txt").write_bytes(b"\x00\x01\x02" * 400)
    (folder / "deep/c.md").write_text("", encoding="utf-8")
    run = crosscheck("check", ".", "--jobs", "2", "--output", "concise:list.txt", cwd=folder)
    assert run.returncode == 2
    errors = run.stderr.splitlines()
    assert [e.split(": ")[2] for e in errors] == ["b.txt", "deep/c.md"]
    assert "drafts/g.txt:1:62: error numbers.changed" in run.stdout
    assert "drafts/g.txt:1:62" in (folder / "list.txt").read_text(encoding="utf-8")
    assert run.stdout.splitlines()[-1].startswith(
        "5 documents: 1 not ready, 2 ready, 2 could not be checked; "
    )


def test_what_cannot_be_checked_fails_in_ci(folder: Path) -> None:
    """The files that CI shows hold it as an error, even where no document could be checked; the lists of findings do not."""
    (folder / "b.txt").write_bytes(b"")
    outputs = ("junit:junit.xml", "gitlab:quality.json", "markdown:page.md", "concise:list.txt")
    run = crosscheck("check", "b.txt", *(a for o in outputs for a in ("--output", o)), cwd=folder)
    assert run.returncode == 2
    assert 'errors="1"' in (folder / "junit.xml").read_text(encoding="utf-8")
    [issue] = json.loads((folder / "quality.json").read_text(encoding="utf-8"))
    assert issue["location"]["path"] == "b.txt"
    assert "the file is empty" in issue["description"]
    assert "**could not be checked**" in (folder / "page.md").read_text(encoding="utf-8")
    assert not (folder / "list.txt").exists()


def test_nothing_is_written_where_nothing_was_checked(folder: Path) -> None:
    """An output that no document reached is not made, and one from before stays."""
    (folder / "list.txt").write_text("from before", encoding="utf-8")
    run = crosscheck(
        "check", "x.txt", "y.txt", "--output", "concise:list.txt", "--output", "json:new/a.json", cwd=folder
    )
    assert run.returncode == 2
    assert run.stdout == "2 documents: 2 could not be checked; 0 errors, 0 warnings, 0 notes\n"
    assert (folder / "list.txt").read_text(encoding="utf-8") == "from before"
    failed = json.loads((folder / "new" / "a.json").read_bytes())["failed"]
    assert [f["document"] for f in failed] == ["x.txt", "y.txt"]


def test_report_of_a_folder(folder: Path) -> None:
    """A page and a JSON file for each document, an index of all, the same with one process or two."""
    (folder / "deep" / "a.txt").write_text(WRONG, encoding="utf-8")
    for jobs in ("1", "2"):
        run = crosscheck("report", ".", "--jobs", jobs, "-o", f"../out{jobs}", cwd=folder)
        assert run.returncode == 0
        assert run.stdout.splitlines()[-1].startswith("6 documents: 3 not ready, ")
    names = ["a-2", "a", "b", "c", "d", "g"]
    pages = {p.name: p.read_bytes() for p in (folder.parent / "out1").iterdir()}
    assert sorted(pages) == sorted(
        [*(f"{n}.{s}" for n in names for s in ("html", "json")), "index.html", "index.json"]
    )
    assert pages == {p.name: p.read_bytes() for p in (folder.parent / "out2").iterdir()}
    assert all(f"./{n}.html".encode() in pages["index.html"] for n in names)


def test_report_writes_over_nothing_it_read(tmp_path: Path) -> None:
    """A page that would take the place of an article is refused before any is written."""
    (tmp_path / "b.html").write_text("<p>An article.</p>", encoding="utf-8")
    run = crosscheck("report", "b.html", "-o", ".", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("crosscheck: error: b.html: is read by this run")
    assert [p.name for p in tmp_path.iterdir()] == ["b.html"]


def test_each_report_has_a_page_of_its_own(tmp_path: Path) -> None:
    """A number behind a name makes no name that another has already; pages are no articles of the next run."""
    for name in ("a-2.txt", "a.txt", "b/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(WRONG, encoding="utf-8")
    for _again in range(2):
        run = crosscheck("report", ".", "-o", "out", cwd=tmp_path)
        assert (run.returncode, run.stderr) == (0, "")
        assert sorted(p.name for p in tmp_path.glob("out/a*.html")) == ["a-2.html", "a-3.html", "a.html"]


def test_an_article_is_not_its_own_original(tmp_path: Path) -> None:
    """Nothing is compared with itself, whose report would say that all is well."""
    (tmp_path / "a.txt").write_text("The bridge was closed in May.", encoding="utf-8")
    run = crosscheck("check", "a.txt", "--original", "./a.txt", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("crosscheck: error: a.txt: is the article and its original")


def test_split_and_align_take_folders(folder: Path) -> None:
    """They show one document after the other, in order."""
    for command in ("split", "align"):
        one = [crosscheck(command, name, cwd=folder).stdout for name in ("deep/c.md", "deep/deeper/d.TXT")]
        assert crosscheck(command, "deep", "--jobs", "2", cwd=folder).stdout == "".join(one)


def test_articles_with_originals_by_pattern(folder: Path) -> None:
    """A folder of articles is checked against the files of its originals, which are not checked themselves."""
    summary, _, originals = WRONG.partition("\n\nThe following")
    (folder / "news").mkdir()
    (folder / "sources").mkdir()
    for name in ("one", "two"):
        (folder / "news" / f"{name}.txt").write_text(summary, encoding="utf-8")
        (folder / "sources" / f"{name}-cna.txt").write_text(originals.partition("\n\n")[2], encoding="utf-8")
    (folder / "crosscheck.toml").write_text('originals = "sources/{stem}-*.txt"', encoding="utf-8")
    run = crosscheck("check", "news", "sources", "--format", "concise", cwd=folder)
    assert [line for line in run.stdout.splitlines() if " error " in line] == [
        f"news/{name}.txt:1:62: error numbers.changed “nine days” where the original has “eight days”"
        for name in ("one", "two")
    ]
    assert run.stderr.startswith("2 documents: 2 not ready; ")


# ---------------------------------------------------------------- processes and progress


def _name(report: Report, config: Config) -> str | None:
    return report.collation.documents[0].name


def _broken(report: Report, config: Config) -> str:
    name = report.collation.documents[0].name
    if name == "n01.txt":
        raise RuntimeError("boom\nbang")
    if name == "n02.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return str(name)


def jobs_for(folder: Path, number: int) -> list[Job]:
    """Jobs for copies of one article."""
    for n in range(number):
        (folder / f"n{n:02}.txt").write_text(READY, encoding="utf-8")
    return find(["n*.txt"], (), Configs())


def test_results_come_in_order_and_early(folder: Path) -> None:
    """The first result is there before the last job is begun, and stopping leaves no process behind."""
    jobs = jobs_for(folder, 20)
    outcomes = batch.outcomes(_name, jobs, 2)
    assert next(outcomes).made == "n00.txt"
    outcomes.close()  # type: ignore[attr-defined]
    assert [o.made for o in batch.outcomes(_name, jobs, 2)] == [job.files[0] for job in jobs]


def test_one_document_is_no_reason_to_check_none(folder: Path) -> None:
    """What goes wrong with one document, be it that its process dies, is told of that document; the others are checked."""
    found = list(batch.outcomes(_broken, jobs_for(folder, 6), 2))
    assert [o.made for o in found] == ["n00.txt", None, None, "n03.txt", "n04.txt", "n05.txt"]
    assert str(found[1].error).startswith(
        "n01.txt: internal error: RuntimeError: boom: a defect of crosscheck"
    )
    assert str(found[2].error).startswith("n02.txt: its process was ended before it was done")


def test_json_names_the_documents_that_failed(folder: Path) -> None:
    """Under `failed` in JSON, on a line of their own in JSON lines; also where nothing else is to be told."""
    (folder / "a.docx").write_bytes(b"PK\x03\x04")
    for documents, failing in ((["."], 1), (["a.docx", "missing.txt"], 2)):
        run = crosscheck("check", *documents, "--format", "json", "--output", "json-lines:lines", cwd=folder)
        made = json.loads(run.stdout)
        assert [f["document"] for f in made["failed"]] == ["a.docx", "missing.txt"][:failing]
        assert made["failed"][0]["reason"].startswith("a.docx: is damaged or no office document")
        lines = [json.loads(line) for line in (folder / "lines").read_text(encoding="utf-8").splitlines()]
        failed = [(line["document"], line["failed"]) for line in lines if "failed" in line]
        assert failed == [(f["document"], f["reason"]) for f in made["failed"]]
        assert run.returncode == 2
        assert len(run.stderr.splitlines()) == failing + 1


PROCESSES: list[tuple[int, int | None, int, int]] = [
    (1, None, 8, 1),
    (1, 4, 8, 1),
    (4, None, 8, 1),
    (5, None, 8, 2),
    (200, None, 8, 8),
    (200, None, 1, 1),
    (200, 3, 8, 3),
    (2, 3, 8, 2),
]


@pytest.mark.parametrize(("documents", "wanted", "processors", "number"), PROCESSES)
def test_number_of_processes(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    documents: int,
    wanted: int | None,
    processors: int,
    number: int,
) -> None:
    """As many as wanted, else one for each processor; never more than documents, and none for a few."""
    monkeypatch.setattr(batch, "_processors", lambda: processors)
    job = find(["a.txt"], (), Configs())[0]
    assert batch.processes([job] * documents, wanted) == number
    assert batch.processes([job, *find(["-"], (), Configs())], 4) == 1


def test_progress_is_for_terminals(folder: Path) -> None:
    """A bar on standard error where that is a terminal and nothing else goes there; none for one document."""

    def told(*arguments: str) -> bytes:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "crosscheck", "check", *arguments]
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs, check=False)
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 10_000):
                said += piece
        except OSError:
            pass  # the other end is closed
        os.close(ours)
        return said

    assert b"100%" in told(".")
    assert told("a.txt") == b""
