"""Reading: files of every format -> the same paragraphs, with their places, and an error a person can act on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.model import Block, CrosscheckError, Document, Position
from crosscheck.read import from_text, read


def _texts(document: Document) -> list[str]:
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


def _shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, _body(document, block)) for block in document.blocks]


def _body(document: Document, block: Block) -> str:
    return document.text[block.body.start : block.body.end]


def _places(document: Document) -> list[Position]:
    return [document.position(block.span.start) for block in document.blocks]


def _paragraphs(seed: Path) -> list[str]:
    return seed.read_text(encoding="utf-8").splitlines()[:74]


# ---------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\nTwo.\n", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("One.\r\n\r\n  Two.  \r\n", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("One.\rTwo.\u2028Three.\fFour.", [("paragraph", f"{n}.") for n in ("One", "Two", "Three", "Four")]),
        (
            "- First\n* Second\n• Third\n– Fourth",
            [("item", n) for n in ("First", "Second", "Third", "Fourth")],
        ),
        (
            "1. First\n(2) Second\n3) Third\na) Fourth",
            [("item", n) for n in ("First", "Second", "Third", "Fourth")],
        ),
        (
            "1999. A year\n-5 degrees\n#tag\n3.5 percent",
            [("paragraph", t) for t in ("1999. A year", "-5 degrees", "#tag", "3.5 percent")],
        ),
        ("# Title\n## Section", [("heading", "Title"), ("heading", "Section")]),
        (
            "Title of it\n===========\nText.",
            [("heading", "Title of it"), ("marker", "==========="), ("paragraph", "Text.")],
        ),
        ("Text.\n\n---\n\nMore.", [("paragraph", "Text."), ("marker", "---"), ("paragraph", "More.")]),
        ("> quoted", [("quote", "quoted")]),
        (
            "=== originals ===\n<!-- crosscheck: ignore[a.b] -->",
            [("marker", "=== originals ==="), ("marker", "<!-- crosscheck: ignore[a.b] -->")],
        ),
        ("\ufeff\u200b\n \u00a0\nText.\u200b", [("paragraph", "Text.")]),
    ],
)
def test_paragraphs_of_text(text: str, blocks: list[tuple[str, str]]) -> None:
    """One paragraph a line; list markers, headings, rules and marker lines are told apart."""
    assert _shown(from_text(text)) == blocks


def test_text_is_untouched() -> None:
    """Line ends stay as they are, a byte-order mark goes, and places count as an editor counts."""
    document = read(b"\xef\xbb\xbfOne.\r\n  Two.\rThree.", "a.txt", 3)
    assert document.text == "One.\r\n  Two.\rThree."
    assert _places(document) == [(1, 1), (2, 3), (3, 1)]
    assert {block.span.file for block in document.blocks} == {3}
    assert document.remarks == ()


_WRAPPED = """The council approved the budget after a debate that lasted for six
hours, and two of its members abstained because the figures for the
harbour were not in order.
The mayor welcomed the vote.

Council meets
BERN (AP) - The council approved the budget after a debate of six
hours. Two members abstained.

- A list item that runs on to the next line because it is too long
  for one.
- Another one.
"""


def test_wrapped_lines() -> None:
    """Lines broken at a fixed width are joined; short lines, blank lines and list markers still divide."""
    document = from_text(_WRAPPED)
    assert [" ".join(text.split()) for text in _texts(document)] == [
        "The council approved the budget after a debate that lasted for six hours, and two of its members abstained because the figures for the harbour were not in order.",
        "The mayor welcomed the vote.",
        "Council meets",
        "BERN (AP) - The council approved the budget after a debate of six hours. Two members abstained.",
        "- A list item that runs on to the next line because it is too long for one.",
        "- Another one.",
    ]
    assert [remark.rule for remark in document.remarks] == ["wrapped"]


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph that is one line and ends with a full stop.\nA second one, as long as the first, more or less so.\n"
        * 5,
        "apples\npears\nplums\ncherries\n" * 5,
        "The rose is red and the violet is blue,\nThe honey is sweet and so are you,\n" * 5,
        "a" * 300 + " and\nso on it goes in a very long paragraph\n" * 2,
    ],
)
def test_lines_that_are_not_wrapped(text: str) -> None:
    """One paragraph a line, lists and verse are left as they are."""
    document = from_text(text)
    assert len(document.blocks) == len(text.splitlines())
    assert document.remarks == ()


@given(st.text(alphabet="ab .\n\r\t-1#>*=“\u200b\u2028", max_size=200))
def test_blocks_tile_the_text(text: str) -> None:
    """Blocks are in order, do not overlap, begin and end with what shows, and leave nothing that shows outside."""
    document = from_text(text)
    at = 0
    for block in document.blocks:
        assert at <= block.span.start <= block.body.start < block.body.end == block.span.end
        assert not document.text[at : block.span.start].strip(" \u200b\n\r\t\u2028")
        at = block.span.end
    assert not document.text[at:].strip(" \u200b\n\r\t\u2028")


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(codec: str) -> None:
    """Every encoding of the ladder gives the same text."""
    text = "“Café” – Ostankino’s naïve prices, said the mayor: 5 € a head.\nAnd so on, for a second line."
    document = read(text.encode(codec), "a.txt")
    assert document.text == text
    said = codec in ("cp1252", "utf-16-le", "utf-16-be")
    assert [remark.rule for remark in document.remarks] == ["encoding"] * said


def test_encoding_given() -> None:
    """--encoding wins over the ladder."""
    assert read("Ω".encode("iso-8859-7"), "a.txt", encoding="iso-8859-7").text == "Ω"


def test_mojibake_is_said() -> None:
    """Traces of a wrong conversion are said with their place, and not mended."""
    document = read("The ministerâ€™s plan.".encode(), "a.txt")
    assert [(r.rule, r.span and document.text[r.span.start : r.span.end]) for r in document.remarks] == [
        ("encoding", "â€™")
    ]


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.md", b"<!-- only a comment -->", "no text"),
        ("a.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "no text"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.txt", b"PK\x03\x04 and so on", "rename it to end in .docx"),
        ("a.txt", b"%PDF-1.4", "rename it to end in .pdf"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.txt", b"{\\rtf1 text}", "save it as .docx or as plain text"),
        ("a.pages", b"PK\x03\x04", "Export"),
        ("a.txt", b"caf\xc3\xa9 and caf\xe9", "line 1 holds bytes that are not UTF-8"),
        ("a.txt", b"x\x81\x8d\x8f", "neither UTF-8 nor Windows-1252"),
        ("a.docx", b"no archive at all", "damaged or no office document"),
        ("a.odt", b"no archive at all", "damaged or no office document"),
        ("a.pdf", b"%PDF-1.4 and no more", "damaged, or no PDF"),
    ],
)
def test_what_cannot_be_read(name: str, data: bytes, reason: str) -> None:
    """One line: the file, the reason, what to do."""
    with pytest.raises(CrosscheckError, match=reason) as caught:
        read(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a file over the limit, an address, an unknown encoding."""
    file = tmp_path / "a.txt"
    file.write_text("Some text of ours.", encoding="utf-8")
    with pytest.raises(CrosscheckError, match=r"b\.txt: no such file"):
        read(tmp_path / "b.txt")
    with pytest.raises(CrosscheckError, match="is a directory"):
        read(tmp_path)
    with pytest.raises(CrosscheckError, match="larger than 5 bytes: raise the limit with --max-size"):
        read(file, max_size=5)
    with pytest.raises(CrosscheckError, match="save the page, then give the file"):
        read("https://example.org/a.html")
    with pytest.raises(CrosscheckError, match="unknown encoding 'utf-9'"):
        read(file, encoding="utf-9")


def test_names() -> None:
    """A document is called what the caller calls it; standard input is read by its first bytes."""
    assert read(b"Text.", "-").name == "-"
    assert read(b"<!DOCTYPE html><p>Text.", "-").text.strip() == "Text."
    assert read(b"Text.", "sub/a.txt").name == "sub/a.txt"


# ---------------------------------------------------------------- Markdown

_MARKDOWN = """---
title: "A title"
date: 2025-01-02
---
# Head *em* & more

Some [link](http://a.b/c_(d) "t") text \\* and &amp; an `code`
second line\x20\x20
Hard <!-- crosscheck: ignore[x.y] why --> end.

1. One
2. Two **bold**

   more

> quoted text

**Bold title**

<!-- crosscheck: originals -->

| a | b |
|---|---|
| 1 | ![alt](x.png) two |
"""


def test_markdown() -> None:
    """Markup is stripped, front matter and comments to crosscheck are kept, and places are those of the file."""
    document = read(_MARKDOWN.encode(), "a.md")
    assert [
        (kind, text, *place) for (kind, text), place in zip(_shown(document), _places(document), strict=True)
    ] == [
        ("title", "A title", 2, 9),
        ("byline", "2025-01-02", 3, 7),
        ("heading", "Head em & more", 5, 3),
        ("paragraph", "Some link text * and & an code second line", 7, 1),
        ("paragraph", "Hard  end.", 9, 1),
        ("marker", "<!-- crosscheck: ignore[x.y] why -->", 9, 6),
        ("item", "One", 11, 1),
        ("item", "Two bold", 12, 1),
        ("paragraph", "more", 14, 4),
        ("quote", "quoted text", 16, 3),
        ("heading", "Bold title", 18, 3),
        ("marker", "<!-- crosscheck: originals -->", 20, 1),
        *[("cell", "a", 22, 3), ("cell", "b", 22, 7), ("cell", "1", 24, 3), ("cell", "two", 24, 21)],
    ]
    lines = _MARKDOWN.splitlines()
    for word in ("link", "text *", "and", "an code", "code", "second", "Hard", "end.", "bold", "two"):
        line, column = document.position(document.text.index(word))
        assert lines[line - 1][column - 1 :].replace("`", "").replace("\\", "").startswith(word)


@given(
    st.lists(
        st.sampled_from(
            ["word", "*em*", "**b**", "[a](b)", "`c`", "\\*", "&amp;", "<i>", "![x](y)", "*", "]("]
        ),
        max_size=12,
    )
)
def test_markdown_places(pieces: Sequence[str]) -> None:
    """Every word of ours is found where the document says it is, whatever markup stands around it."""
    source = "Start " + " ".join(pieces) + " zebra end."
    document = read(source.encode(), "a.md")
    line, column = document.position(document.text.index("zebra"))
    assert (line, source[column - 1 : column + 4]) == (1, "zebra")


# ---------------------------------------------------------------- HTML


def _page(paragraphs: Sequence[str], head: str = "", foot: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{head}{''.join(paragraphs)}{foot}</body></html>".encode()


_MENU = '<nav><ul><li><a href="/">Home</a></li></ul></nav><header><h1>The Site</h1></header>'
_COMMENTS = (
    "<div id='comments'><h2>2 comments</h2><p>"
    + "A long and friendly remark of a reader, who liked it. " * 3
    + "</p></div>"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        (
            _MENU + '<article><h1 class="entry-title">Ours</h1><div class="entry-content">',
            "</div></article>" + _COMMENTS,
        ),
        (_MENU + "<main><article>", "</article></main><footer><p>Imprint</p></footer>"),
        ('<div class="sidebar"><div class="wrap">', "</div></div><aside>More</aside>"),
    ],
)
def test_html_keeps_every_paragraph(seed: Path, before: str, after: str) -> None:
    """The article's paragraphs come back in order, repeats and all, without the page around them."""
    paragraphs = _paragraphs(seed)
    document = read(_page([f"<p>{escape(p)}" for p in paragraphs], before, after), "a.html")
    texts = _texts(document)
    assert texts[len(texts) - 74 :] == paragraphs
    assert texts[: len(texts) - 74] in ([], ["Ours"])


def test_html_hard_page(seed: Path) -> None:
    """Paragraphs made by divisions, line breaks and quotations, with no-break spaces and soft hyphens in them."""
    paragraphs = _paragraphs(seed)
    made = [
        (
            f"<div>{p}</div>",
            f"{p}<br><br>",
            f"<blockquote>{p}</blockquote>",
            f"<p>{p.replace(' ', '&nbsp;', 1)}</p>",
        )[n % 4]
        for n, p in enumerate(map(escape, paragraphs))
    ]
    texts = [text.replace("\xa0", " ") for text in _texts(read(_page(made), "a.html"))]
    assert texts == paragraphs


def test_html_kinds_and_places() -> None:
    """Kinds by element, places by line and column of the file; hidden text and pictures stay out."""
    source = (
        "<h2>Head</h2>\n<p>One &amp; <b>two</b>\n  three<br>goes on<br>New line</p>\n<ol><li>First<li>Second<p>more</ol>\n"
        "<figure><img alt=x><figcaption>A caption</figcaption></figure><p hidden>no</p><table><tr><td>x<td>y</table>\n"
        "<p><strong>Bold title</strong></p><hr><!-- crosscheck: originals --><!-- other --><pre>a\nb</pre>"
    )
    document = read(source.encode(), "a.html")
    assert _shown(document) == [
        ("heading", "Head"),
        ("paragraph", "One & two three\ngoes on"),
        ("paragraph", "New line"),
        ("item", "First"),
        ("item", "Second"),
        ("paragraph", "more"),
        ("caption", "A caption"),
        ("cell", "x"),
        ("cell", "y"),
        ("heading", "Bold title"),
        ("marker", "---"),
        ("marker", "<!-- crosscheck: originals -->"),
        ("paragraph", "a"),
        ("paragraph", "b"),
    ]
    lines = source.splitlines()
    for text, (line, column) in zip(_texts(document), _places(document), strict=True):
        assert lines[line - 1][column - 1 :].startswith("<hr>" if text == "---" else text.split()[0])
    for word in ("two", "three", "goes"):
        line, column = document.position(document.text.index(word))
        assert lines[line - 1][column - 1 :].startswith(word)


def test_html_says_when_much_was_left_out() -> None:
    """An article element that holds less than the page's prose: what was left out is said."""
    prose = [f"<p>{'A sentence that is long enough to count as prose. ' * 2}{n}</p>" for n in range(10)]
    document = read(_page(["<article>", *prose[:6], "</article>", *prose[6:]]), "a.html")
    assert len(document.blocks) == 6
    assert [remark.rule for remark in document.remarks] == ["omitted"]
    assert (
        "39% of the page" in document.remarks[0].message or "40% of the page" in document.remarks[0].message
    )


def test_html_declared_encoding() -> None:
    """Where the bytes are not UTF-8, the encoding that the page names is believed."""
    data = '<meta charset="iso-8859-2"><p>Łódź i Gdańsk</p>'.encode("iso-8859-2")
    assert _texts(read(data, "a.html")) == ["Łódź i Gdańsk"]


def test_html_nested_too_deep() -> None:
    """A page of a million open elements is refused, quickly."""
    with pytest.raises(CrosscheckError, match="nested more than"):
        read(b"<div>" * 100_000 + b"text", "a.html")


# ---------------------------------------------------------------- Word and OpenDocument

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>'
)


def _archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def _docx(body: str) -> bytes:
    document = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _archive(word__document_xml=document, word__styles_xml=_STYLES)


def _p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def test_docx_keeps_every_paragraph(seed: Path) -> None:
    """The seed as a Word document: every paragraph, in order, with its number."""
    paragraphs = _paragraphs(seed)
    document = read(_docx("".join(_p(_r(p)) for p in paragraphs)), "a.docx")
    assert _texts(document) == paragraphs
    assert document.blocks[73].origin == "paragraph 74"
    assert _places(document)[73] == (74, 1)


_CHANGED = "".join(
    [
        _p(_r("The Title"), properties='<w:pStyle w:val="T"/>'),
        _p(_r("Section"), properties='<w:pStyle w:val="Own"/>'),
        _p(_r("It rose by "), f"<w:ins>{_r('five')}</w:ins>", f"<w:del>{_r('six').replace('w:t', 'w:delText')}</w:del>", _r(" per cent.")),
        _p(_r("This paragraph "), properties="<w:rPr><w:del/></w:rPr>"),
        _p(f"<w:hyperlink>{_r('goes on')}</w:hyperlink>", _r(" here."), _r("secret", "<w:vanish/>")),
        f"<w:sdt><w:sdtContent>{_p(_r('A content control.'))}</w:sdtContent></w:sdt>",
        _p(_r("An item"), properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'),
        _p(_r("Bold title", "<w:b/>"), "<w:r><w:br/></w:r>", _r("Bold deck", "<w:b/>")),
        f"<w:tbl><w:tr><w:tc>{_p(_r('x'))}</w:tc><w:tc>{_p(_r('y'))}</w:tc></w:tr></w:tbl>",
        _p(_r("With a note."), "<w:r><w:footnoteReference/></w:r>"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("revisions", "sentence", "joined"),
    [
        ("accepted", "It rose by five per cent.", ["This paragraph goes on here."]),
        ("original", "It rose by six per cent.", ["This paragraph", "goes on here."]),
    ],
)
def test_docx_structure(revisions: str, sentence: str, joined: list[str]) -> None:
    """Styles, lists, tables, content controls, links; tracked changes as asked for, and said."""
    document = read(
        _docx(_CHANGED), "a.docx", revisions="original" if revisions == "original" else "accepted"
    )
    assert _shown(document) == [
        ("title", "The Title"),
        ("heading", "Section"),
        ("paragraph", sentence),
        *[("paragraph", text) for text in joined],
        ("paragraph", "A content control."),
        ("item", "An item"),
        ("heading", "Bold title"),
        ("heading", "Bold deck"),
        ("cell", "x"),
        ("cell", "y"),
        ("paragraph", "With a note."),
    ]
    assert [remark.rule for remark in document.remarks] == ["revisions", "omitted"]
    assert "3" in document.remarks[0].message


_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
    '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
_ODT_BODY = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="c2"><text:deletion><text:p>six</text:p></text:deletion></text:changed-region>'
    '</text:tracked-changes><text:p text:style-name="P1">The Title</text:p>'
    '<text:h text:outline-level="2">Section</text:h>'
    '<text:p>It rose by <text:change-start text:change-id="c1"/>five<text:change-end text:change-id="c1"/>'
    '<text:change text:change-id="c2"/><text:s text:c="1"/>per <text:span>cent.</text:span></text:p>'
    "<text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list>"
    '<text:p text:style-name="B">Bold title</text:p>'
    "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p>With a note.<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>"
)


@pytest.mark.parametrize(("revisions", "word"), [("accepted", "five"), ("original", "six")])
def test_odt_structure(revisions: str, word: str) -> None:
    """The same for OpenDocument texts."""
    data = _archive(content_xml=_ODT.format(_ODT_BODY))
    document = read(data, "a.odt", revisions="original" if revisions == "original" else "accepted")
    assert _shown(document) == [
        ("title", "The Title"),
        ("heading", "Section"),
        ("paragraph", f"It rose by {word} per cent."),
        ("item", "An item"),
        ("heading", "Bold title"),
        ("cell", "x"),
        ("paragraph", "With a note."),
    ]
    assert [remark.rule for remark in document.remarks] == ["revisions", "omitted"]


def test_odt_keeps_every_paragraph(seed: Path) -> None:
    """The seed as an OpenDocument text: every paragraph, in order."""
    paragraphs = _paragraphs(seed)
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in paragraphs)
    assert _texts(read(_archive(content_xml=_ODT.format(body)), "a.odt")) == paragraphs


def test_archive_limits() -> None:
    """A small file that unpacks to much, declares entities, is nested too deep or has too many members is refused."""
    with pytest.raises(CrosscheckError, match="unpacks to 30 MB, over the limit"):
        read(_docx(_p(_r("a" * 30_000_000))), "a.docx")
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    with pytest.raises(CrosscheckError, match="declares XML entities"):
        read(_archive(word__document_xml=bomb), "a.docx")
    with pytest.raises(CrosscheckError, match="declares XML entities"):
        read(_archive(content_xml=bomb), "a.odt")
    with pytest.raises(CrosscheckError, match="nested more than"):
        read(_docx("<w:tbl>" * 5000 + "</w:tbl>" * 5000), "a.docx")
    with pytest.raises(CrosscheckError, match="more than 10000 parts"):
        read(_archive(**{f"m{n}": "" for n in range(10_001)}), "a.docx")


# ---------------------------------------------------------------- PDF


def _pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of plain lines, made by hand: enough for a reader."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids: list[str] = []
    for lines in pages:
        shown = "".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T* " for line in lines
        )
        stream = f"BT /F1 10 Tf 50 750 Td 12 TL {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def test_pdf() -> None:
    """Running heads go, broken words are joined, paragraphs run over pages and are said to be guessed."""
    page = [
        "The Daily Gazette",
        "The council approved the budget after a debate that lasted for six hours and more, and the mem-",
        "bers went home late. Nobody had expected that it would last until the small hours of the night,",
        "and the mayor, who had brought nothing to eat, was the first to leave.",
        "Page 1",
    ]
    pages = [page, [*page[:4], "Page 2"], [page[0], "All members approved it in the end.", "Page 3"]]
    document = read(_pdf(pages), "a.pdf")
    texts = [" ".join(text.split()) for text in _texts(document)]
    assert not [text for text in texts if "Gazette" in text or "Page" in text]
    assert all("and the members went home late" in text for text in texts[:-1])
    assert texts[-1] == "All members approved it in the end."
    assert document.blocks[-1].origin == "page 3"
    assert [remark.rule for remark in document.remarks] == ["guess"]


def test_pdf_of_pictures() -> None:
    """Pages without text are said; a file of nothing else is an error."""
    document = read(_pdf([["Some text of ours."], []]), "a.pdf")
    assert [remark.rule for remark in document.remarks] == ["guess", "omitted"]
    with pytest.raises(CrosscheckError, match="pictures without text"):
        read(_pdf([[], []]), "a.pdf")
