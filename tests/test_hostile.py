"""Inputs that once ended a run, took it minutes or filled the memory; and that any bytes give a report or a plain error."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import fuzz
import hostile
from crosscheck import CrosscheckError, Report, check_text, check_texts
from crosscheck.model import Settings
from crosscheck.pipeline import run
from crosscheck.read import pages, read
from crosscheck.ruleset import load_rules

RULES = load_rules()
SIZE = 20_000
SECONDS = 4.0
"""Of processor time, for a file of that many bytes: most take a tenth of a second, those that grew with the square took ten."""
ORIGINAL = (
    b"The town has seven schools and a bridge. They met at 4:30 p.m. on May 4, 2025, about 4 million dollars."
)
NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.odt", "-")


def outcome(data: bytes, name: str, encoding: str | None = None) -> Report | str:
    """The report of a file against a plain original, or the error's text, which names the file, a reason and a remedy."""
    try:
        documents = [read(data, name, 0, encoding), read(ORIGINAL, "original.txt", 1)]
        return run(documents, RULES, Settings())
    except CrosscheckError as error:
        said = str(error)
    assert said.count(": ") >= 2, said
    return said


# ---------------------------------------------------------------- small files that took long

UNENDED = "more than 50 tags or comments have no end"


@pytest.mark.parametrize("name", hostile.SHAPES)
def test_what_small_files_take(name: str) -> None:
    """Reading takes seconds at most, and makes no more of a file than it holds."""
    file, make = hostile.SHAPES[name]
    data = make(SIZE)
    began = time.process_time()
    try:
        made = len(read(data, file).text)
    except CrosscheckError:
        made = 0
    assert time.process_time() - began < SECONDS
    assert made < 100 * SIZE


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (hostile.LEAD + b'<a "' * 201, "a.html", UNENDED),
        (hostile.LEAD + b"<!--" * 200, "a.html", UNENDED),
        (hostile.SHAPES["md table of short rows"][1](40_000), "a.md", "a table has more than 65,536 cells"),
        (hostile.docx("<w:p/>" * 500_000), "a.docx", "holds more than 400,000 elements"),
    ],
    ids=["tags", "comments", "table", "elements"],
)
def test_what_is_refused(data: bytes, name: str, said: str) -> None:
    """What a few letters blow up is refused in one line."""
    assert said in str(outcome(data, name))


def test_pdf_in_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that asks for more time or memory than its size allows is given up, without harm to who reads it."""
    data = hostile.pdf(b"BT /F1 12 Tf 50 700 Td (The town has five schools.) Tj ET")
    assert "five schools" in read(data, "a.pdf").text
    monkeypatch.setattr(pages, "MEMORY", 1)
    monkeypatch.setattr(pages, "MEMORY_PER_BYTE", 0)
    assert str(outcome(data, "a.pdf")).startswith(
        "a.pdf: takes more time or memory than its size allows: save it"
    )


# ---------------------------------------------------------------- what ended a run

TOWN = "<w:p><w:r><w:t>The town has five schools.</w:t></w:r></w:p>"
PARAGRAPH = b"<p>The town has five schools%s and a bridge.</p>"
BROKEN: dict[str, tuple[bytes, str]] = {
    **{
        f"html {piece!r}": (PARAGRAPH % piece, "a.html")
        for piece in (b"<![foo]>", b"<![if gt]>x<![endif]>", b"<![CDATA[x", b"<![", b"<!", b"&#55296;", b"<!ELEMENT x [ <![y]>")
    },
    "markdown list of nothing": (b"-\nx\ne\n-k", "a.md"),
    **{
        f"docx in {encoding}": (hostile.docx(TOWN, encoding), "a.docx")
        for encoding in ("foo", "utf-7", "shift_jis", "utf-32", "idna", "punycode", "rot13", "base64")
    },
    "docx with figures that are none": (
        hostile.docx(
            '<w:p><w:pPr><w:outlineLvl w:val="²"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>'
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="³"/></w:numPr></w:pPr><w:r><w:t>B</w:t></w:r></w:p>'
        ),
        "a.docx",
    ),
    "docx of half a pair": (hostile.docx("<w:p><w:r><w:t>A &#55296; b</w:t></w:r></w:p>"), "a.docx"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files(name: str) -> None:
    """Each gives a report, or an error with file, reason and remedy."""
    outcome(*BROKEN[name])


@pytest.mark.parametrize(
    "encoding", ["a\0b", "\ud800", "base64", "rot13", "idna", "unicode_escape", "x" * 5000]
)
def test_encodings_that_are_none(encoding: str) -> None:
    """What is no encoding of texts is called unknown."""
    assert "unknown encoding" in str(outcome(b"The town has five schools.", "a.txt", encoding))


LONG = [
    "The area has 7² towns.",
    "The area has ² towns, ① bridges and ٣ schools.",
    "They met at " + "1" * 400 + ":30 p.m. on Monday.",
    "They met at " + "1" * 400 + ".30 p.m. on Monday.",
    "They met on " + "1" * 5000 + "/" + "2" * 5000 + "/" + "3" * 5000 + ".",
    "They met on May " + "1" * 5000 + ", 2025.",
    "They met in Q0" + "1" * 5000 + " of 2025.",
    "They met in 1²34-2014 and the 1a00s.",
    "They had " + "9" * 400 + " million dollars.",
    "They had " + "9" * 308 + " million trillion dollars.",
    "They had " + "million " * 60 + "dollars.",
    "They had 4" + " 000" * 200 + " dollars.",
    "The road is between " + "9" * 400 + " and " + "9" * 401 + " miles long.",
    "The road is \ud800 five miles \udfff long.",
]


@pytest.mark.parametrize("sentence", LONG, ids=range(len(LONG)))
def test_figures_beyond_measure(sentence: str) -> None:
    """Numbers, dates and letters that nothing can hold are no reason to end."""
    assert check_texts(sentence, [ORIGINAL.decode()]).segments
    assert check_texts(ORIGINAL.decode(), [sentence]).segments


# ---------------------------------------------------------------- whatever comes

MARKUP = st.sampled_from(
    [
        b"<!--", b"-->", b"<p>", b"</p>", b"<![", b"]]>", b"<br>", b"<li>", b"<pre>", b"&#", b"&amp;", b"<a href='", b"# ",
        b"- ", b"> ", b"1. ", b"```", b"|", b"|-|", b"[a](", b"![", b"**", b"\n", b"\r\n", b"\t", b"  ", b"\0", b"\xff",
        b"<!-- crosscheck: originals -->", b"=== originals ===", b"crosscheck: ignore[", "“".encode(), "”".encode(),
        b"May 4, 2025", b"4 million", b"% ", b"7\xc2\xb2", b"not ", b"said ", b"The town ", b"of Krems", b". ", b"(a) ",
    ]
)  # fmt: skip
BYTES = st.one_of(st.binary(max_size=200), st.lists(MARKUP, max_size=60).map(b"".join))


@settings(max_examples=150)
@given(BYTES, st.sampled_from(NAMES))
@example(b"<![foo]>", "a.html")
def test_any_bytes_in_any_format(data: bytes, name: str) -> None:
    """A report, or CrosscheckError with name, reason and remedy."""
    outcome(data, name)


@settings(max_examples=150)
@given(BYTES)
def test_any_text(data: bytes) -> None:
    """The same for texts that a program hands over."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        check_text(text)
    except CrosscheckError:
        return


def _damaged(packing: int) -> Iterator[bytes]:
    """An archive with each byte of it changed in turn, in one of a few ways."""
    whole = hostile.docx("<w:p><w:r><w:t>The town.</w:t></w:r></w:p>", packing=packing)
    for at in range(len(whole)):
        yield whole[:at] + bytes([whole[at] ^ (1, 0x80, 0xFF)[at % 3]]) + whole[at + 1 :]


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_archives(packing: int) -> None:
    """Whatever byte of an office document is wrong."""
    for data in _damaged(packing):
        outcome(data, "a.docx")


KEPT = sorted((Path(__file__).parent / "fuzzed").glob("*-*"))


@pytest.mark.parametrize("kept", KEPT, ids=[path.name for path in KEPT])
def test_what_fuzzing_found(kept: Path, tmp_path: Path) -> None:
    """Inputs that once failed do so no more."""
    take, _ = fuzz.targets(tmp_path)[kept.name.rpartition("-")[0]]
    assert fuzz.failure(take, kept.read_bytes()) is None


def test_every_target_takes_its_seeds(tmp_path: Path) -> None:
    """What fuzzing begins with is in order."""
    for name, (take, seeds) in fuzz.targets(tmp_path).items():
        assert fuzz.failure(take, seeds[0]) is None, name
