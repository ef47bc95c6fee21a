"""Safe fixes: what is mended, what is left alone, and that the rest of a file keeps every byte."""

from __future__ import annotations

import codecs
import re
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.fix import Edit, mend, safe_edits, unified
from crosscheck.model import CrosscheckError, Settings, Suppression
from crosscheck.pipeline import run as run_checks
from crosscheck.read import read
from crosscheck.region import file_span
from crosscheck.report import Report
from crosscheck.ruleset import load_rules
from test_cli import crosscheck

RULES = load_rules()
SENTENCES = (
    "The harbor of Port Ellery reopened on Friday after nine days of storms.",
    "Two ferries were damaged beyond repair, the port authority said.",
    "Engineers will inspect the northern breakwater next week.",
    "“We will rebuild the pier,” said the harbor master.",
    "The committee of Kiev delegates received a program of repairs.",
    "The catalog of damages lists seventeen buildings near the defense works.",
)
NOTICE = "<!-- crosscheck: originals -->"
ORIGINAL = "Port Ellery harbor reopens\n\nPORT ELLERY, March 14, 2025 (CNA) -- " + "\n\n".join(SENTENCES)
AMERICAN = Settings(profile="en-US", house_terms={"Kiev": "Kyiv"})


def article(*summary: str) -> str:
    """An article of some paragraphs, with its original."""
    return "\n\n".join([*summary, NOTICE, ORIGINAL, ""])


def checked(data: bytes, name: str = "a.txt", asked: Settings = AMERICAN) -> Report:
    """What is found in the bytes of a file."""
    return run_checks([read(data, name)], RULES, asked)


def mended(data: bytes, name: str = "a.txt", asked: Settings = AMERICAN) -> bytes:
    """The bytes of a file with its safe fixes."""
    made = mend(name, data, lambda given: (checked(given, name, asked), None))[0]
    return data if made.data is None else made.data


def fixed(*summary: str, name: str = "a.txt", asked: Settings = AMERICAN) -> str:
    """The paragraphs of an article after its safe fixes; the original below them is as it was."""
    after = mended(article(*summary).encode(), name, asked).decode()
    assert after.endswith(article())
    return after.removesuffix(article()).removesuffix("\n\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Engineers will inspect the northern breakwatre next week.",
            "Engineers will inspect the northern breakwater next week.",
        ),
        ("The harbour of Port Ellery reopened.", "The harbor of Port Ellery reopened."),
        ("HARBOUR works: the Harbour opened.", "HARBOR works: the Harbour opened."),
        (
            "The committee of Kiev delegates received a colour of repairs.",
            "The committee of Kyiv delegates received a color of repairs.",
        ),
        (
            "The commitee of Kiev delegates recieved a colour of repairs.",
            "The committee of Kyiv delegates received a color of repairs.",
        ),
    ],
)
def test_safe_fixes_are_made(before: str, after: str) -> None:
    """A typo with one candidate, a spelling that the set profile does not have, a term of the house; several at once."""
    assert fixed(before) == after


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will rebuild the peir,” said the harbor master.",
        '"The harbour of Kiev reopened," said the harbor master.',
        "The committee (see www.kiev.example.org/harbour) received a program of repairs.",
        "The committee of Kyiv delegates received a program of repeirs [sic].",
        "Two ferries were damaged beyond repair, the Ministry of Defence said on a programme.",
    ],
)
def test_quotations_addresses_and_what_is_accepted_stay(sentence: str) -> None:
    """Nothing is changed between quotation marks, in an address, before [sic], or where more than one word may be meant."""
    assert fixed(sentence) == sentence


def test_a_quotation_over_paragraphs_stays() -> None:
    """A quotation goes on in the next paragraph, where it opens again and is closed."""
    paragraphs = (
        "“We will rebuild the pier, said the harbor master.",
        "“Engineers will inspect the northern breakwatre next week.”",
    )
    assert fixed(*paragraphs) == "\n\n".join(paragraphs)


def test_spelling_needs_a_profile_that_is_set() -> None:
    """An article that clearly keeps one spelling is told of another, but only a set profile changes it."""
    lines = (
        "The defence works in the harbour honour their neighbours and favour the colour of labour.",
        "The harbor of Port Ellery reopened on Friday after nine days of storms.",
    )
    assert fixed(*lines, asked=Settings()) == "\n\n".join(lines)
    assert fixed(*lines, asked=Settings(profile="en-GB-ise")).endswith(lines[1].replace("harbor", "harbour"))


def test_accepted_findings_stay() -> None:
    """An ignore comment keeps a word; so does the ignore table of the configuration."""
    typo = "Engineers will inspect the northern breakwatre next week."
    comment = "<!-- crosscheck: ignore[spelling.typo] a name -->"
    assert fixed(comment, typo, name="a.md").endswith(typo)
    table = (Suppression("spelling.typo", "breakwatre", "a name"),)
    assert fixed(typo, asked=Settings(suppressions=table)) == typo
    assert checked(article(typo).encode()).findings[0].rule == "spelling.typo"


def test_markdown_keeps_its_markup() -> None:
    """Markup around a word stays; a word with markup inside, one in a block quote or in code stays."""
    text = (
        "The **commitee** of [Kiev](https://kiev.example.org) delegates &amp; friends recei*v*ed a *colour*.\n\n"
        "> Engineers will inspect the northern breakwatre next week.\n\n"
        "The hab&shy;rour of damages lists `colour = seventeen` buildings.\n\n"
        "```\nThe commitee of Kiev delegates.\n```"
    )
    after = fixed(text, name="a.md")
    assert (
        "**committee** of [Kyiv](https://kiev.example.org) delegates &amp; friends recei*v*ed a *color*"
        in after
    )
    assert after.split("\n\n")[1:] == text.split("\n\n")[1:]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_every_other_byte_is_kept(name: str, codec: str, mark: bytes, ending: str) -> None:
    """Encoding, byte-order mark and line ends are the file's; only the letters of the fix change."""
    text = article("“Friday” 10 £: the commitee of Kiev delegates.", SENTENCES[0]).replace("\n", ending)
    data = mark + text.encode(codec)
    wanted = text.replace("commitee", "committee").replace("Kiev", "Kyiv", 1)
    assert mended(data, name) == mark + wanted.encode(codec)


def test_terms_that_undo_one_another_are_an_error() -> None:
    """Two terms of the house that turn each into the other would never come to rest."""
    circle = Settings(house_terms={"Kiev": "Kyiv", "Kyiv": "Kiev"})
    with pytest.raises(CrosscheckError, match=r"a\.txt: fixes undo one another"):
        mended(article("The Kiev delegates spoke.").encode(), asked=circle)


def test_an_encoding_that_lacks_a_letter_is_an_error() -> None:
    """What a fix needs and the file's encoding does not have is said."""
    data = article("The Kiev delegates spoke – at last.").encode("cp1252")
    with pytest.raises(CrosscheckError, match="cp1252 has no “Ǩ”, which a fix needs"):
        mended(data, asked=Settings(house_terms={"Kiev": "Ǩyiv"}))


def test_apostrophes_are_those_of_the_file() -> None:
    """A fix that brings an apostrophe writes it as the article does."""
    asked = Settings(house_terms={"Kiev delegates": "Kyiv's delegates"})
    assert fixed("The port’s Kiev delegates spoke.", asked=asked) == "The port’s Kyiv’s delegates spoke."


# ---------------------------------------------------------------- properties

WORDS = st.sampled_from(
    "the committee commitee harbour harbor Kiev Kyiv programme received recieved of and breakwatre “pier ferries” "
    "repair 17 seperate Friday, storms. colour defence catalogue 😀 naïve don’t".split()
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=3, max_size=14).map(" ".join), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["a.txt", "a.md"]))
def test_no_word_outside_the_reported_spans_changes(paragraphs: list[str], ending: str, name: str) -> None:
    """What each round changes are the spans of its safe findings, and nothing else; doing it again changes nothing."""
    data = article(*paragraphs).replace("\n", ending).encode()
    rounds: list[tuple[str, Report]] = []

    def check(given: bytes) -> tuple[Report, None]:
        rounds.append((given.decode(), checked(given, name)))
        return rounds[-1][1], None

    made = mend(name, data, check)[0]
    assert mended(made.data or data, name) == (made.data or data)
    for (before, report), (after, _) in pairwise(rounds):
        document = report.collation.documents[0]
        edits = safe_edits(report)
        reported = {file_span(document, f.fix.span) for f in report.findings if f.fix and not f.suppressed}
        assert {(edit.start, edit.end) for edit in edits} <= reported
        words = [*(edit.replacement for edit in edits), ""]
        assert "".join(a + b for a, b in zip(_kept(before, edits), words, strict=True)) == after


def _kept(text: str, edits: list[Edit]) -> list[str]:
    """What stands between some edits."""
    ends = [0, *(edit.end for edit in edits)]
    starts = [*(edit.start for edit in edits), len(text)]
    return [text[a:b] for a, b in zip(ends, starts, strict=True)]


@given(st.text("ab\r\n", max_size=30), st.text("ab\r\n", max_size=30))
def test_a_diff_tells_both_sides(before: str, after: str) -> None:
    """The lines of a diff, taken apart, are those of both files where they differ; equal files have none."""
    diff = unified("a.txt", before, after)
    assert (diff == "") == (before == after)
    for text, sign, other in ((before, "-", "+"), (after, "+", "-")):
        hunks = re.split(r"^@@ .* @@\n", diff, flags=re.MULTILINE)[1:]
        for hunk in hunks:
            lines = re.findall(r"[^\n]*\n", hunk.replace("\n\\ No newline at end of file\n", "\0\n"))
            own = "".join(line[1:] for line in lines if not line.startswith(other))
            assert own.replace("\0\n", "") in text
            assert sign in "".join(line[0] for line in lines) or own.replace("\0\n", "") in text


# ---------------------------------------------------------------- the command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article that has a typo and an error that no fix mends."""
    text = article(
        "The harbor of Port Ellery reopened on Friday after eight days of storms.",
        "Engineers will inspect the northern breakwatre next week.",
    )
    (tmp_path / "article.txt").write_bytes(text.encode())
    return tmp_path


def test_fix_writes_and_tells_what_remains(folder: Path) -> None:
    """The file is mended, the report is about what is left, the exit code too; a second time changes nothing."""
    run = crosscheck("check", "article.txt", "--fix", cwd=folder)
    assert run.returncode == 1
    assert "numbers.changed" in run.stdout.decode()
    assert "spelling.typo" not in run.stdout.decode()
    assert run.stdout.decode().endswith("\n1 fixed\n")
    after = (folder / "article.txt").read_bytes()
    assert b"breakwater" in after
    again = crosscheck("check", "article.txt", "--fix", cwd=folder)
    assert again.stdout.decode().endswith("\n0 fixed\n")
    assert (folder / "article.txt").read_bytes() == after
    assert list(folder.iterdir()) == [folder / "article.txt"]


def test_diff_prints_and_writes_nothing(folder: Path) -> None:
    """A unified diff that patch understands, exit code 1; after the fix nothing, and 0 whatever else is found."""
    before = (folder / "article.txt").read_bytes()
    run = crosscheck("check", "article.txt", "--diff", cwd=folder)
    assert (run.returncode, run.stderr) == (1, b"1 to fix\n")
    assert run.stdout.startswith(b"--- article.txt\n+++ article.txt\n@@ ")
    assert (folder / "article.txt").read_bytes() == before
    subprocess.run(["git", "apply", "-p0"], cwd=folder, input=run.stdout, check=True)
    again = crosscheck("check", "article.txt", "--diff", cwd=folder)
    assert (again.returncode, again.stdout) == (0, b"")


def test_fix_leaves_originals_and_other_formats_alone(folder: Path) -> None:
    """An original in a file of its own is never written; that a page cannot be fixed is said."""
    (folder / "summary.txt").write_text(
        "Engineers will inspect the northern breakwatre next week.\n", encoding="utf-8"
    )
    original = ORIGINAL.replace("northern", "northren").encode()
    (folder / "original.txt").write_bytes(original)
    crosscheck("check", "summary.txt", "--original", "original.txt", "--fix", cwd=folder)
    assert b"breakwater" in (folder / "summary.txt").read_bytes()
    assert (folder / "original.txt").read_bytes() == original
    page = "".join(f"<p>{line}</p>\n" for line in (folder / "article.txt").read_text("utf-8").splitlines())
    (folder / "page.html").write_text(page, encoding="utf-8")
    run = crosscheck("check", "page.html", "--fix", cwd=folder)
    assert "page.html: 1 left to fix by hand: only .txt and .md files are written" in run.stderr.decode()
    assert (folder / "page.html").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fix", "--diff"), "--diff writes nothing"),
        (("--fix", "--watch"), "give it without --fix"),
    ],
)
def test_what_does_not_go_together_is_an_error(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    """Options that contradict each other are refused, and nothing is written."""
    before = (folder / "article.txt").read_bytes()
    run = crosscheck("check", "article.txt", *arguments, cwd=folder)
    assert run.returncode == 2
    assert said in run.stderr.decode()
    assert (folder / "article.txt").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_fix_keeps_permissions_and_links(folder: Path) -> None:
    """A link stays a link, its target keeps its permissions."""
    target = folder / "article.txt"
    target.chmod(0o640)
    (folder / "link.txt").symlink_to("article.txt")
    crosscheck("check", "link.txt", "--fix", cwd=folder)
    assert (folder / "link.txt").is_symlink()
    assert b"breakwater" in target.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_a_baseline_holds_stays(folder: Path) -> None:
    """A typo that was accepted with all that stood then is not changed while the baseline is named."""
    before = (folder / "article.txt").read_bytes()
    crosscheck("check", "article.txt", "--write-baseline", cwd=folder)
    run = crosscheck("check", "article.txt", "--fix", "--baseline", ".crosscheck-baseline.json", cwd=folder)
    assert (run.returncode, (folder / "article.txt").read_bytes()) == (0, before)


def test_standard_input_cannot_be_fixed(folder: Path) -> None:
    """There is no file to write to."""
    run = crosscheck("check", "-", "--fix", cwd=folder, stdin=article("A harbour.").encode())
    assert run.returncode == 2
    assert "standard input cannot be fixed" in run.stderr.decode()
