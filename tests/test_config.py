"""Configuration: where it is found, what each key changes in what is printed, and how a wrong one is refused."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import jsonschema
import msgspec
import pytest

from crosscheck import cli
from crosscheck.config import DEFAULTS, Configs
from crosscheck.config.file import File, Keys, Profile
from crosscheck.config.patterns import Pattern, defect
from crosscheck.ruletables import PROFILES

ARTICLE = """\
The harbour of Port Ellery reopened on Friday after nine days of storms.
Two ferries were dammaged beyond repair.
The color of the buoys will change by 04/05/2025, the Harbor Gazette reported.
"""
ORIGINAL = """\
Port Ellery harbor reopens
PORT ELLERY, March 14, 2025 (CNA) -- The harbor of Port Ellery reopened on Friday after eight days of storms.
Two ferries were damaged beyond repair.
The color of the buoys will change by 4 May 2025.
"""
BOTH = f"{ARTICLE}The following report was first published by the Coastal News Agency.\n{ORIGINAL}"
NUMBER = "article.txt:1:53: error numbers.changed “nine days”"
TYPO = "article.txt:2:18: error spelling.typo “dammaged”"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in a folder that holds ``article.txt``: exit code, output, errors."""
    (tmp_path / "article.txt").write_text(BOTH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            cli.main(arguments)
        said = capsys.readouterr()
        assert isinstance(stop.value.code, int)
        return stop.value.code, said.out, said.err

    return run


def write(text: str, name: str = "crosscheck.toml") -> None:
    """A file below the working directory."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(run: Run, *arguments: str) -> str:
    """What ``check`` prints, a line a finding, notes too."""
    code, out, err = run("check", *(arguments or ("article.txt",)), "--format", "concise", "-v")
    assert code in (0, 1), err
    return out


# ---------------------------------------------------------------- what each key changes

CHANGES = [
    ("select", 'select = ["spelling.typo"]', TYPO, NUMBER),
    ("a check selected", 'select = ["spelling"]', TYPO, NUMBER),
    ("ignore", 'ignore = ["numbers"]', TYPO, NUMBER),
    ("severity", '[severity]\n"numbers.changed" = "note"', "53: note numbers.changed", NUMBER),
    ("profile", 'profile = "en-GB-ise"', "warning spelling.mixed “color”", "spelling.mixed “harbour”"),
    ("the other profile", 'profile = "en-US"', "warning spelling.mixed “harbour”", "spelling.mixed “color”"),
    ("words", 'words = ["Dammaged"]', NUMBER, TYPO),
    (
        "house-terms",
        '[house-terms]\nferries = "ships"',
        "2:5: warning spelling.house-term the house writes “ships”, not “ferries”",
        None,
    ),
    ("names", 'names = ["the Harbor Gazette"]', NUMBER, "unsourced.name"),
    ("numeric-dates", 'numeric-dates = "day-first"', NUMBER, "04/05/2025"),
    (
        "numeric-dates in the other order",
        'numeric-dates = "month-first"',
        "error dates.conflict “04/05/2025”",
        "dates.ambiguous",
    ),
    ("max-size", "max-size = 4000", NUMBER, None),
    (
        "an ignore table",
        '[[ignore]]\nrule = "numbers"\nmatch = "nine days"\nreason = "counted anew"',
        TYPO,
        NUMBER,
    ),
    (
        "rules and tables in one list",
        'ignore = ["spelling.typo", { rule = "numbers.changed", match = "nine days", reason = "so" }]',
        "dates.ambiguous",
        "error",
    ),
    ("rules.paths", '[rules]\npaths = ["house.toml"]', "house-term the house writes “vessels”", None),
    ("per-file", '[per-file."art*.txt"]\nignore = ["numbers"]', TYPO, NUMBER),
    ("per-file for others", '[per-file."old/*"]\nignore = ["numbers"]', NUMBER, None),
    (
        "per-file over the whole",
        'profile = "en-US"\n[per-file."article.txt"]\nprofile = "en-GB-ise"',
        "spelling.mixed “color”",
        "spelling.mixed “harbour”",
    ),
]


@pytest.mark.parametrize(("text", "there", "gone"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_key_changes_what_is_found(run: Run, text: str, there: str, gone: str | None) -> None:
    """Each key has its effect in the output of the command, and none without the file."""
    write('[terms.ships]\nunwanted = ["ferries"]\nwanted = "vessels"\n', "house.toml")
    plain = check(run)
    assert NUMBER in plain
    assert TYPO in plain
    write(text)
    out = check(run)
    assert there in out
    assert gone is None or gone not in out
    assert check(run, "article.txt", "--isolated") == plain


def test_the_tested_keys_are_all_keys() -> None:
    """No key is left out of these tests, of the defaults, or of the file."""
    tested = {c[0].partition(" ")[0] for c in CHANGES}
    elsewhere = {
        "fail-level",
        "min-level",
        "date",
        "originals",
        "encoding",
        "revisions",
        "include",
        "exclude",
    }
    elsewhere.add("baseline")
    keys = {
        "rules.paths" if k == "rules" else k for k in (f.encode_name for f in msgspec.structs.fields(File))
    }
    assert keys - {"extend", "per-file"} == set(DEFAULTS) - {"suppressions"}
    assert keys - {"extend"} == {t for t in tested if t in keys} | elsewhere
    assert {f.encode_name for f in msgspec.structs.fields(Keys)} <= keys
    assert get_args(Profile) == PROFILES


def test_revisions(run: Run) -> None:
    """Tracked changes of an original are read as accepted, or as never made, by file and by option."""
    write(ARTICLE, "story.txt")
    days = "<w:del><w:r><w:delText>nine</w:delText></w:r></w:del><w:ins><w:r><w:t>eight</w:t></w:r></w:ins>"
    runs = ORIGINAL.splitlines()[1].replace("eight", f"</w:t></w:r>{days}<w:r><w:t>")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:body><w:p><w:r><w:t>{runs}</w:t></w:r></w:p></w:body>"
    with ZipFile("source.docx", "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}>{body}</w:document>")
    asked = ("story.txt", "--original", "source.docx")
    assert "numbers.changed" in check(run, *asked)
    assert "numbers.changed" not in check(run, *asked, "--revisions", "original")
    write('revisions = "original"')
    assert "numbers.changed" not in check(run, *asked)
    assert "numbers.changed" in check(run, *asked, "--revisions", "accepted")


def test_levels(run: Run) -> None:
    """min-level decides what is shown, fail-level what fails; options win over both."""
    write('min-level = "error"\nfail-level = "never"')
    code, out, _ = run("check", "article.txt", "--format", "concise")
    assert code == 0
    assert {line.split()[1] for line in out.splitlines()} == {"error"}
    code, out, _ = run(
        "check", "article.txt", "--format", "concise", "--min-level", "note", "--fail-level", "error"
    )
    assert code == 1
    assert "note" in {line.split()[1] for line in out.splitlines()}
    assert run("report", "article.txt", "--fail-level", "error")[0] == 1
    write('fail-level = "error"')
    assert run("report", "article.txt")[0] == 0


def test_date(run: Run) -> None:
    """The date of publication anchors what has no year."""
    undated = (
        BOTH.replace("March 14, 2025", "March 14").replace("04/05/2025", "4 May").replace("May 2025", "May")
    )
    write(undated, "article.txt")
    write("date = 2019-03-20")
    _, out, _ = run("check", "article.txt", "--format", "json")
    assert "2019-03-14" in {part["published"] for part in json.loads(out)["reports"][0]["parts"]}
    _, out, _ = run("check", "article.txt", "--format", "json", "--date", "2021-03-20")
    assert "2021-03-14" in out


def test_encoding(run: Run) -> None:
    """Text files are read in the encoding that is set."""
    Path("article.txt").write_bytes(BOTH.replace("Two", "Café Two").encode("cp850"))
    assert "document.encoding" in check(run)
    write('encoding = "cp850"')
    assert "document.encoding" not in check(run)


def test_baseline(run: Run) -> None:
    """What the baseline holds is not reported; its path starts from the file that names it."""
    write('baseline = "known.json"\n', "sub/crosscheck.toml")
    write(BOTH, "sub/article.txt")
    assert run("check", "sub/article.txt", "--write-baseline")[0] == 0
    assert Path("sub/known.json").is_file()
    assert NUMBER not in check(run, "sub/article.txt")


# ---------------------------------------------------------------- where it is found


def test_the_nearest_folder_wins(run: Run) -> None:
    """A file nearer to the document hides one further up, and nothing of that one is joined to it."""
    write('ignore = ["numbers"]')
    write(BOTH, "deep/down/article.txt")
    assert NUMBER not in check(run, "deep/down/article.txt")
    write('ignore = ["spelling"]', "deep/crosscheck.toml")
    out = check(run, "deep/down/article.txt")
    assert NUMBER in out
    assert TYPO not in out


def test_order_in_one_folder(run: Run) -> None:
    """.crosscheck.toml hides crosscheck.toml, which hides pyproject.toml; one without our table is passed over."""
    write("[tool.ruff]\nselect = []\n", "sub/pyproject.toml")
    write(BOTH, "sub/article.txt")
    write('[tool.crosscheck]\nselect = ["spelling"]\n', "pyproject.toml")
    assert _selected(run) == '["spelling"]'
    write('select = ["dates"]')
    assert _selected(run) == '["dates"]'
    write('select = ["quotes"]', ".crosscheck.toml")
    assert _selected(run) == '["quotes"]'
    write("[tool]\ncrosscheck.select = ['names']\n", "sub/pyproject.toml")
    assert _selected(run) == '["names"]'


def _selected(run: Run) -> str:
    line = run("config", "sub/article.txt")[1].splitlines()[0]
    return line.partition("=")[2].partition("#")[0].strip()


def test_standard_input_asks_the_working_directory(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a text from a pipe, the configuration of the folder one is in counts."""
    write('ignore = ["numbers"]')

    class Piped:
        buffer = Path("article.txt").open("rb")  # noqa: SIM115 - read by the command

    monkeypatch.setattr(sys, "stdin", Piped)
    assert "numbers.changed" not in check(run, "-")
    Piped.buffer.close()


def test_config_and_isolated(run: Run) -> None:
    """--config takes one file for every document, with patterns from its folder; --isolated takes none."""
    write('ignore = ["numbers"]')
    write('ignore = ["spelling"]\n[per-file."*.txt"]\nignore = []', "other/house.toml")
    assert TYPO not in check(run, "article.txt", "--config", "other/house.toml")
    assert NUMBER in check(run, "article.txt", "--isolated")


def test_extend(run: Run) -> None:
    """What is set replaces what the extended file set; tables are joined entry by entry; paths start from their file."""
    write(
        'words = ["dammaged"]\nselect = ["spelling", "numbers"]\n[severity]\n"numbers.changed" = "note"\n'
        '[per-file."article.txt"]\nprofile = "en-US"',
        "house/base.toml",
    )
    write(
        'extend = "house/base.toml"\nselect = ["numbers", "spelling.typo"]\n[severity]\n"spelling.typo" = "note"'
    )
    out = check(run)
    assert "53: note numbers.changed" in out
    assert "typo" not in out
    assert "mixed" not in out
    _, listed, _ = run("config", "article.txt")
    assert (
        'severity."numbers.changed" = "note"           # house/base.toml: severity.numbers.changed' in listed
    )
    assert 'severity."spelling.typo" = "note"             # crosscheck.toml: severity.spelling.typo' in listed
    assert 'profile = "auto"' in listed


def test_options_win(run: Run) -> None:
    """A list given by options takes the place of the file's; ignored findings and tables of the file stay."""
    write('ignore = ["spelling", { rule = "numbers", match = "nine", reason = "so" }]\nprofile = "en-US"')
    out = check(run, "article.txt", "--ignore", "dates", "--profile", "en-GB-ise")
    assert TYPO in out
    assert NUMBER not in out
    assert "dates." not in out
    assert "mixed “color”" in out


def test_originals(run: Run) -> None:
    """An article finds its originals by pattern; --original takes their place; none found is an error."""
    write(ARTICLE, "news/harbour.txt")
    write(ORIGINAL, "sources/harbour-1.txt")
    write(ORIGINAL.replace("eight", "nine"), "sources/harbour-2.txt")
    write(ORIGINAL.replace("eight", "ten"), "sources/ferry-1.txt")
    write('originals = "sources/{stem}*.txt"')
    _, out, _ = run("check", "news/harbour.txt", "--format", "json")
    files = [f["path"] for f in json.loads(out)["reports"][0]["files"]]
    assert files == ["news/harbour.txt", "sources/harbour-1.txt", "sources/harbour-2.txt"]
    out = check(run, "news/harbour.txt", "--original", "sources/ferry-1.txt")
    assert "original has “ten days”" in out
    write('originals = ["{folder}/{stem}/*.txt"]')
    write(ORIGINAL, "news/harbour/agency.txt")
    assert "harbour.txt:1:53: error numbers.changed" in check(run, "news/harbour.txt")
    write('originals = "missing/{stem}.txt"\n[per-file."article.txt"]\noriginals = []')
    assert NUMBER in check(run)
    assert run("check", "news/harbour.txt")[0] == 2


# ---------------------------------------------------------------- config, the command


def test_what_applies_is_listed_with_its_origin(run: Run) -> None:
    """Default, file and key, option: each setting on a line, a TOML file of its own."""
    write('date = 2025-04-27\n[house-terms]\n"per cent" = "percent"\n[per-file."art*"]\nnames = ["Ém"]')
    code, out, _ = run("config", "article.txt", "--severity", "dates.stale=note", "--max-size", "99")
    lines = [(line.partition("  #")[0].rstrip(), line.partition("  # ")[2]) for line in out.splitlines()]
    assert code == 0
    assert ("date = 2025-04-27", "crosscheck.toml: date") in lines
    assert ('house-terms."per cent" = "percent"', "crosscheck.toml: house-terms.per cent") in lines
    assert ('names = ["Ém"]', 'crosscheck.toml: per-file."art*".names') in lines
    assert ('severity."dates.stale" = "note"', "--severity") in lines
    assert ("max-size = 99", "--max-size") in lines
    assert ('fail-level = "error"', "default") in lines
    assert ("# encoding =", "default") in lines
    assert tomllib.loads(out)["house-terms"] == {"per cent": "percent"}
    assert "names = []" in run("config")[1]
    assert run("config", ".")[1] == run("config")[1]
    assert str(Path.cwd()) not in out


def test_the_listing_is_a_configuration(run: Run) -> None:
    """What `config` prints can be saved and gives the same again."""
    write('words = ["dammaged"]\nprofile = "en-GB-ise"\n[severity]\n"spelling.mixed" = "error"')
    _, out, _ = run("config", "article.txt")
    write(out, "saved.toml")
    _, again, _ = run("config", "article.txt", "--config", "saved.toml")
    assert [line.partition("  #")[0] for line in again.splitlines()] == [
        line.partition("  #")[0] for line in out.splitlines()
    ]


def test_schema(run: Run) -> None:
    """The schema for editors takes what the program takes and refuses what it refuses."""
    code, out, _ = run("config", "--schema")
    assert code == 0
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {
        "profile": "en-US",
        "ignore": ["dates", {"rule": "dates", "match": "a", "reason": "b"}],
        "per-file": {"x/*": {"words": ["y"]}},
        "rules": {"paths": ["house.toml"]},
    }
    assert validator.is_valid(good)
    for bad in ({"profil": "en-US"}, {"profile": "en"}, {"ignore": [{"rule": "x"}]}, {"max-size": 0}):
        assert not validator.is_valid(bad), bad


# ---------------------------------------------------------------- refusals

ERRORS = [
    ("too many brackets", "words = " + "[" * 5000, "crosscheck.toml: is nested too deep", "fewer brackets"),
    ("not TOML", 'select = ["dates"\nwords = 1\n', "crosscheck.toml:2: is not valid TOML: ", "mend the line"),
    ("not TOML at its end", 'words = ["a",\n', "crosscheck.toml:1: is not valid TOML: ", "mend the line"),
    (
        "a key twice",
        "profile = 'auto'\nprofile = 'auto'\n",
        "crosscheck.toml:2: is not valid TOML: cannot overwrite",
        "",
    ),
    (
        "an unknown key",
        'selekt = ["dates"]',
        "crosscheck.toml: selekt: unknown key: ",
        "did you mean select?",
    ),
    (
        "a key like no other",
        "xyzzy = 1",
        "crosscheck.toml: xyzzy: unknown key: ",
        "known are select, ignore, ",
    ),
    (
        "an unknown key in a table",
        '[[ignore]]\nrule = "dates"\nmatch = "x"\nreason = "y"\nexpire = 2025-01-01',
        "crosscheck.toml: ignore[0].expire: unknown key",
        "did you mean expires?",
    ),
    ("a missing key", '[[ignore]]\nrule = "dates"', "crosscheck.toml: ignore[0]: ", "`match`"),
    (
        "another type",
        'max-size = "big"',
        "crosscheck.toml: max-size: must be a whole number, not a text",
        "--schema",
    ),
    (
        "another type in a list",
        "words = [1]",
        "crosscheck.toml: words[0]: must be a text, not a whole number",
        "--schema",
    ),
    ("too small", "max-size = 0", "crosscheck.toml: max-size: must be a whole number >= 1", "--schema"),
    (
        "no such value",
        'profile = "british"',
        "crosscheck.toml: profile: must be one of auto, en-GB-ise, en-GB-oxendict, en-US, en-CA, en-AU, not 'british'",
        "--schema",
    ),
    (
        "no such level",
        '[severity]\n"dates.stale" = "fatal"',
        'crosscheck.toml: severity."dates.stale": must be one of error, warning, note',
        "",
    ),
    (
        "a wrong term",
        "[house-terms]\nferries = 1",
        'crosscheck.toml: house-terms."ferries": must be a text, not a whole number',
        "",
    ),
    ("no date", 'date = "soon"', "crosscheck.toml: date: ", "--schema"),
    (
        "an unknown rule",
        'select = ["dates", "no.rule"]',
        "crosscheck.toml: select[1]: unknown rule 'no.rule'",
        "`crosscheck rules`",
    ),
    (
        "an unknown rule to ignore",
        'ignore = ["dattes"]',
        "crosscheck.toml: ignore[0]: unknown rule 'dattes'",
        "",
    ),
    (
        "a severity for no rule",
        '[severity]\n"no.rule" = "note"',
        "crosscheck.toml: severity.no.rule: unknown rule",
        "",
    ),
    (
        "a table for no rule",
        'ignore = [{ rule = "no", match = "x", reason = "y" }]',
        "crosscheck.toml: ignore: unknown rule 'no'",
        "",
    ),
    (
        "an unknown key for some files",
        '[per-file."a/*"]\nwrods = ["x"]',
        'crosscheck.toml: per-file."a/*".wrods: unknown key',
        "did you mean words?",
    ),
    (
        "a key that is for all files",
        '[per-file."a/*"]\nexclude = "x"',
        'per-file."a/*".exclude: unknown key',
        "",
    ),
    (
        "a rule for some files",
        '[per-file."a/*"]\nselect = ["no.rule"]',
        'per-file."a/*".select[0]: unknown rule',
        "",
    ),
    ("per-file no table", 'per-file = ["x"]', "crosscheck.toml: per-file: ", 'as [per-file."archive/*"]'),
    (
        "per-file value no table",
        '[per-file]\n"a/*" = 1',
        'crosscheck.toml: per-file."a/*": must be a table, not a whole number',
        "",
    ),
    ("a bad pattern", 'exclude = ["drafts/[a"]', "crosscheck.toml: exclude: [ is not closed", "write [[]"),
    (
        "an absolute pattern",
        'include = "/home/*"',
        "crosscheck.toml: include: ",
        "leave out what stands before",
    ),
    ("backslashes", "exclude = 'drafts\\*'", "crosscheck.toml: exclude: ", "parted by /"),
    ("braces", 'include = "*.{txt,md}"', "crosscheck.toml: include: ", "one pattern for each"),
    (
        "an unknown placeholder",
        'originals = "{name}.txt"',
        "crosscheck.toml: originals: ",
        "{stem} and {folder}",
    ),
    ("an empty pattern", '[per-file.""]\nwords = []', 'crosscheck.toml: per-file."": ', "leave it out"),
    (
        "extending nothing",
        'extend = "no.toml"',
        "crosscheck.toml: extend: no.toml: no such file",
        "the path starts",
    ),
    (
        "extending itself",
        'extend = "crosscheck.toml"',
        "extend: crosscheck.toml -> crosscheck.toml goes round",
        "",
    ),
    (
        "a loop",
        'extend = "loop.toml"',
        "crosscheck.toml -> loop.toml -> crosscheck.toml goes round",
        "take one",
    ),
    (
        "a defect in what is extended",
        'extend = "bad.toml"',
        "bad.toml: max-size: must be a whole number, not true or false",
        "",
    ),
    ("no originals", 'originals = "sources/{stem}.txt"', "article.txt: no file fits `originals`", "per-file"),
    ("no baseline", 'baseline = "no.json"', "no.json: no such baseline", "--write-baseline"),
    ("no pack", '[rules]\npaths = ["no.toml"]', "no.toml: no such file", "[rules] paths"),
    ("too large", "max-size = 100", "article.txt: larger than 100 bytes", "--max-size"),
    ("no encoding", 'encoding = "klingon"', "klingon", ""),
]


@pytest.mark.parametrize(("text", "said", "remedy"), [e[1:] for e in ERRORS], ids=[e[0] for e in ERRORS])
def test_refused(tmp_path: Path, text: str, said: str, remedy: str) -> None:
    """One line on standard error with file, key, reason and remedy; exit code 2; nothing is printed or written."""
    (tmp_path / "article.txt").write_text(BOTH, encoding="utf-8")
    (tmp_path / "loop.toml").write_text('extend = "crosscheck.toml"', encoding="utf-8")
    (tmp_path / "bad.toml").write_text("max-size = true", encoding="utf-8")
    (tmp_path / "crosscheck.toml").write_text(text, encoding="utf-8")
    _refused(tmp_path, ["check", "article.txt"], said, remedy)


OTHERS = [
    (
        ["check", "article.txt", "--config", "no.toml"],
        "no.toml: cannot be read: No such file or directory",
        "check",
    ),
    (["check", "article.txt", "--config", "."], "cannot be read: Is a directory", "check the path"),
    (["config", "--config", "latin.toml"], "latin.toml: is not UTF-8", "save it as UTF-8"),
    (
        ["config", "project/a.txt"],
        "project/pyproject.toml: tool.crosscheck: is no table",
        "write [tool.crosscheck]",
    ),
    (["config", "broken/a.txt"], "broken/pyproject.toml:1: is not valid TOML", "mend the line"),
    (["config", "article.txt", "--profile", "french"], "'french' is not one of 'auto', 'en-GB-ise'", ""),
    (["config", "article.txt", "--select", "no.rule"], "unknown rule 'no.rule'", ""),
    (["config", "article.txt", "--max-size", "0"], "--max-size", ""),
]


@pytest.mark.parametrize(("arguments", "said", "remedy"), OTHERS, ids=[" ".join(o[0]) for o in OTHERS])
def test_files_that_cannot_be_used(tmp_path: Path, arguments: list[str], said: str, remedy: str) -> None:
    """The same for files that are missing, unreadable or no configuration, and for options."""
    (tmp_path / "article.txt").write_text(BOTH, encoding="utf-8")
    (tmp_path / "latin.toml").write_bytes('words = ["café"]'.encode("latin-1"))
    for name, text in (("project", "[tool]\ncrosscheck = 1"), ("broken", "[tool.crosscheck")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").write_text(text, encoding="utf-8")
    _refused(tmp_path, arguments, said, remedy)


def _refused(folder: Path, arguments: list[str], said: str, remedy: str) -> None:
    before = sorted(folder.rglob("*"))
    command = [sys.executable, "-m", "crosscheck", *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 2
    assert run.stdout == ""
    assert said in run.stderr
    assert remedy in run.stderr
    assert "Traceback" not in run.stderr
    assert "internal" not in run.stderr
    assert str(folder) not in run.stderr
    assert run.stderr.startswith("Usage") or len(run.stderr.splitlines()) == 1
    assert sorted(folder.rglob("*")) == before


# ---------------------------------------------------------------- patterns and start-up

FITS = [
    ("drafts", "drafts/a.txt", True),
    ("drafts", "news/drafts/a.txt", True),
    ("drafts/", "drafts/deep/a.txt", True),
    ("drafts/*", "drafts/a.txt", True),
    ("drafts/*", "news/drafts/a.txt", False),
    ("drafts/*.txt", "drafts/deep/a.txt", False),
    ("drafts/**", "drafts/deep/a.txt", True),
    ("drafts/**/*.txt", "drafts/a.txt", True),
    ("**/old/*.txt", "old/a.txt", True),
    ("**/old/*.txt", "news/very/old/a.txt", True),
    ("*.txt", "news/a.txt", True),
    ("*.txt", "a.txt.md", False),
    ("a?.txt", "ab.txt", True),
    ("a?.txt", "a.txt", False),
    ("[!b]*.txt", "a.txt", True),
    ("[!b]*.txt", "b.txt", False),
    ("[a-c].txt", "b.txt", True),
    ("[[]a.txt", "[a.txt", True),
    ("./news/*.txt", "news/a.txt", True),
    ("a.txt", "axtxt", False),
    ("a+(b).txt", "a+(b).txt", True),
]


@pytest.mark.parametrize(("pattern", "path", "fits"), FITS)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    """A name fits in any folder, a path from the root; what fits a folder fits all below it, and nothing outside."""
    root = Path("/project").absolute()
    assert defect(pattern) is None
    assert Pattern(root, pattern).fits(root / path) is fits
    assert not Pattern(root, pattern).fits(root.parent / "elsewhere" / path)


def test_nothing_is_loaded_without_a_file(tmp_path: Path) -> None:
    """Without a configuration file neither msgspec nor the means to start processes are loaded."""
    (tmp_path / "article.txt").write_text(BOTH, encoding="utf-8")
    program = (
        "import sys\nfrom crosscheck.cli import main\n"
        "try:\n    main(['check', 'article.txt', '-q'])\n"
        "finally:\n    assert not {'msgspec', 'multiprocessing', 'concurrent.futures', 'jinja2'} & set(sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (1, b"")


def test_each_file_is_read_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents a run has, their configuration is read once, and shared."""
    write('words = ["dammaged"]')
    read: list[Path] = []
    plain = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or plain(path))  # type: ignore[func-returns-value]
    configs = Configs()
    made = [configs[f"folder{n}/{k}.txt"] for n in range(3) for k in range(3)]
    assert len(read) == 1
    assert all(config is made[0] for config in made)
    assert run("config")[0] == 0
