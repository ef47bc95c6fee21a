"""Small files that once took a crash, a minute or a gigabyte, or are made like those: by name, each of any size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
LEAD = b"<p>The town has five schools.</p>"


def archive(members: Mapping[str, str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of some texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return made.getvalue()


def docx(inner: str, encoding: str = "utf-8", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word document with something in its body."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return archive(
        {"word/document.xml": f"{head}<w:document {WORD}><w:body>{inner}</w:body></w:document>"}, packing
    )


def odt(inner: str) -> bytes:
    """An OpenDocument text with something in its body."""
    body = f"<office:body><office:text>{inner}</office:text></office:body>"
    return archive({"content.xml": f"<office:document-content {OPEN}>{body}</office:document-content>"})


def pdf(stream: bytes) -> bytes:
    """A PDF of one page that draws something."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        rows,
        len(made),
    )
    return made + end


def _repeated(before: bytes, piece: bytes, after: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: before + piece * (size // len(piece)) + after


def _word(before: str, piece: str, after: str, share: int) -> Callable[[int], bytes]:
    return lambda size: docx(before + piece * (size // share) + after)


def _open(before: str, piece: str, after: str, share: int) -> Callable[[int], bytes]:
    return lambda size: odt(before + piece * (size // share) + after)


def _ticks(size: int) -> bytes:
    return b"".join(b"`" * k + b" " for k in range(1, int((2 * size) ** 0.5)))


def _steps(size: int) -> bytes:
    return b"".join(b" " * k + b"- a\n" for k in range(int((2 * size) ** 0.5)))


SHAPES: Mapping[str, tuple[str, Callable[[int], bytes]]] = {
    **{
        f"html {piece.decode('latin-1')!r}": ("a.html", _repeated(LEAD, piece))
        for piece in (
            b"<!--a--> <!-- <!--crosscheck:x--> <!--crosscheck: <pre>a <a> <a <a>x</a> </a> <a_href= <a_\" <a_' <a/ </a < & &a "
            b"&# &#1 <! <![ <![CDATA[ <!DOCTYPE <? <script> <b>x</b> <li>x <td>x <dd>x<dt>y <p>x <h1>x <div>x</div> <b>"
        )
        .replace(b"_", b"\t")
        .split(b" ")
    },
    "html pre": ("a.html", _repeated(LEAD + b"<pre>", b"a\n")),
    "html pre entities": ("a.html", _repeated(LEAD + b"<pre>", b"a&amp;\n")),
    "html pre bold": ("a.html", _repeated(LEAD + b"<pre>", b"a<b>\nb</b>")),
    "html attributes": ("a.html", _repeated(LEAD + b"<a ", b"a=")),
    "html quotes": ("a.html", _repeated(LEAD + b"<a ", b'"')),
    "html breaks": ("a.html", _repeated(LEAD + b"<p>A", b"<br>", b"a")),
    "html class": ("a.html", _repeated(LEAD + b'<p class="', b"a-", b'">x')),
    "html style": ("a.html", _repeated(LEAD + b'<p style="', b"display ", b'">x')),
    "html blanks": ("a.html", _repeated(LEAD + b"<p>a", b" ", b"b")),
    "html unended and a sign": ("a.html", _repeated(LEAD, b"<!--", b">")),
    "html paragraph of ignore comments": ("a.html", _repeated(b"<p>The town ", b"a<!--crosscheck:x-->")),
    "html charset": ("a.html", _repeated(b"\xff", b"<meta ")),
    **{
        f"md {piece.decode('latin-1')!r}": ("a.md", _repeated(b"Text.\n\n", piece))
        for piece in (
            b"<!--a-->|<!--|<!--\n|<div>\n<!--\n\n|<!-- crosscheck: x -->|<!-- crosscheck: x -->\n\n|<pre>\n|<a|<a href=|[|[a](|"
            b"![a](b|[a][b]|[a](b) |[a]: b\n|*a |*a**|_|**a *|~~a|>|> a\n|- |- a\n|1. a\n\n|-\nx\n|\\*|&amp;|```\na\n|a\n|a  \n|"
            b"<http://a>|a\n=\n|a\0"
        ).split(b"|")
    },
    "md comments in a line": ("a.md", _repeated(b"Text. ", b"<!--")),
    "md ignore comments in a line": ("a.md", _repeated(b"Text. ", b"<!-- crosscheck: x -->")),
    "md tags in a block": ("a.md", _repeated(b"Text.\n\n<div>", b"<a")),
    "md pre": ("a.md", _repeated(b"Text.\n\n<pre>", b"<a\n")),
    "md attributes": ("a.md", _repeated(b"<a ", b'a="')),
    "md table of short rows": ("a.md", _repeated(b"|a" * 200 + b"\n" + b"|-" * 200 + b"\n", b"|\n")),
    "md ticks": ("a.md", _ticks),
    "md steps": ("a.md", _steps),
    "md front matter": ("a.md", _repeated(b"---\n", b"title: a\n")),
    "md front matter of blanks": ("a.md", _repeated(b"---\n", b"title : \t ")),
    **{
        f"txt {piece.decode('latin-1')!r}": ("a.txt", _repeated(b"Text.\n", piece))
        for piece in (
            b"a\n|word of the town\nthat goes on and\n|<!-- crosscheck: x -->\n|<!-- crosscheck:|=== original: |===\n|=|- |> a\n| |a\r"
        ).split(b"|")
    },
    "docx breaks before a small letter": (
        "a.docx",
        _word("<w:p><w:r><w:t>A</w:t>", "<w:br/>", "<w:t>b</w:t></w:r></w:p>", 1),
    ),
    "docx breaks": ("a.docx", _word("<w:p><w:r><w:t>A</w:t>", "<w:br/><w:t>A</w:t>", "</w:r></w:p>", 1)),
    "docx empty paragraphs": ("a.docx", _word("", "<w:p/>", "", 1)),
    "docx runs": ("a.docx", _word("<w:p>", "<w:r><w:t>a</w:t></w:r>", "</w:p>", 1)),
    "docx paragraphs": ("a.docx", _word("", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", "", 2)),
    "odt blanks": ("a.odt", _open("<text:p>A", '<text:s text:c="999999"/>', "b</text:p>", 1)),
    "odt breaks": ("a.odt", _open("<text:p>A", "<text:line-break/>", "b</text:p>", 1)),
}
"""Name -> the file's name, and its bytes, about as many as asked for; of archives it is the parts inside that are as many."""
