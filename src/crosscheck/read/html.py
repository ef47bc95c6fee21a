"""Saved web pages: the article's blocks without the page around them, mapped back to line and column of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from typing import Any

from crosscheck.model import BlockKind, CrosscheckError, Document, Remark
from crosscheck.read.build import Builder, flat
from crosscheck.read.text import decode

_LEFT_OUT = 0.15
"""Share of a page's prose outside the article above which it is said."""
_RESIDUE_MOST = 0.4
"""Share of a page's prose in a container above which its name is no reason to skip it."""
_ROOT_LEAST = 0.5
"""Share of a page's prose that a root must hold."""
_PROSE = 60
"""Code points from which a block counts as prose."""
_DEEPEST = 400
_UNENDED = 50
"""Tags and comments without an end that a page may have: each is looked for to the end of the page."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_SILENT = frozenset(
    "script style noscript template svg math head select option button textarea iframe object".split()
)
_CLOSED_BY_BLOCK = frozenset({"p"})
_CLOSED_BY_SELF = {
    "li": "ol ul menu",
    "td": "tr",
    "th": "tr",
    "tr": "table",
    "dd": "dl",
    "dt": "dl",
    "option": "select",
}
_RESIDUE_TAGS = frozenset("nav aside footer".split())
_RESIDUE_WORDS = frozenset(
    "advert advertisement ads banner breadcrumb breadcrumbs comment comments cookie cookies footer jp login masthead menu "
    "modal nav navbar navigation newsletter pagination pager popup promo recommended related respond share sharedaddy "
    "sharing sidebar skip social sponsored subscribe subscription tagcloud taglist tags toolbar trending widget".split()
)
_CAPTION_WORDS = frozenset("caption credit figcaption".split())
_CREDIT_WORDS = frozenset(
    "author byline date dateline meta posted published pubdate source timestamp".split()
)
_CONTENT = frozenset(
    "entry-content post-content article-content article-body article__body article__content articlebody story-body "
    "story-content story__body post-body td-post-content content-body news-content news-body single-content "
    "article-text body-copy rich-text trs_editor".split()
)
_SPACE = re.compile(r"[ \t\r\n\f\u2028\u2029]+")
_OURS = re.compile(r"\s*crosscheck:", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read(data: bytes, *, name: str, file: int, encoding: str | None = None, **_: Any) -> Document:
    """The document in the bytes of a saved page; raises CrosscheckError where they cannot be decoded or hold no text."""
    source, remarks = decode(data, name, encoding or _declared(data), file)
    page = _Page(source, name)
    page.feed(source)
    page.close()
    page.flush()
    chosen, left_out = _choose(page.found)
    builder = Builder(file)
    for block in chosen:
        for text, at in block.pieces:
            builder.put(text, at)
        builder.close(block.kind, block.level)
    remarks += tuple(_said(chosen, left_out))
    return builder.document(name, sha256(data).hexdigest(), source, remarks)


def _declared(data: bytes) -> str | None:
    """The encoding that the page names, where its bytes are not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
        return named[1].decode("ascii") if named and named[1].lower() not in (b"utf-8", b"utf8") else None
    return None


# ---------------------------------------------------------------- the page


@dataclass(slots=True)
class _Element:
    tag: str
    words: frozenset[str]
    residue: int = 0
    """Number of the residue container it lies in, 0 where in none."""
    roots: tuple[int, ...] = ()
    """Roots it lies in: 0 content, 1 article, 2 main."""
    silent: bool = False


@dataclass(slots=True)
class _Found:
    """A block as it stands in the page."""

    kind: BlockKind
    level: int
    pieces: list[tuple[str, int]]
    residue: int
    roots: tuple[int, ...]
    size: int = field(default=0)
    """Code points where it counts as prose, else 0."""

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment spoken to crosscheck."""
        return self.kind == "marker" and self.pieces[0][0].startswith("<!--")


class _Page(HTMLParser):
    """Collects the blocks of a page with what they lie in. End tags that HTML lets authors omit are supplied."""

    def __init__(self, source: str, name: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[_Found] = []
        self._name = name
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._stack = [_Element("", frozenset())]
        self._pieces: list[tuple[str, int]] = []
        self._bold = True
        """Whether all of the open block is in bold type."""
        self._shows = False
        """Whether the open block has more than blanks."""
        self._comments: list[_Found] = []
        """Comments spoken to crosscheck that stand in the open block."""
        self._item = False
        """Whether a list item was opened and has no block yet."""
        self._containers = 0
        self._unended = 0

    def flush(self) -> None:
        """End the open block."""
        text = "".join(piece for piece, _ in self._pieces)
        if text.strip():
            kind, level = self._kind(text)
            last = self._stack[-1]
            size = len(text) if len(text) >= _PROSE and kind in ("paragraph", "item", "quote") else 0
            self.found.append(_Found(kind, level, self._pieces, last.residue, last.roots, size))
            self._item = False
        self.found.extend(self._comments)
        self._pieces, self._comments, self._bold, self._shows = [], [], True, False

    def _kind(self, text: str) -> tuple[BlockKind, int]:
        for element in reversed(self._stack):
            tag = element.tag
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                return "heading", int(tag[1])
            if tag in ("figcaption", "caption") or element.words & _CAPTION_WORDS:
                return "caption", 0
            if tag in ("td", "th"):
                return "cell", 0
            if tag == "li":
                lists = sum(e.tag in ("ol", "ul", "menu") for e in self._stack)
                return ("item", lists) if self._item else ("paragraph", 0)
            if tag == "blockquote":
                return "quote", 0
            if element.words & _CREDIT_WORDS and len(text) < 200:
                return "byline", 0
        short = len(text) <= 200 and not text.rstrip().endswith((".", ":", ";", ","))
        return ("heading", 7) if self._bold and short else ("paragraph", 0)

    # -- what HTMLParser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one that makes a block ends the block before it."""
        if tag == "br":
            self._put("\n", self._at())
            return
        if tag in _BLOCKS:
            self.flush()
            self._supply_end_tags(tag)
        if tag == "hr":
            if not self._stack[-1].silent:
                last = self._stack[-1]
                self.found.append(_Found("marker", 0, [("---", self._at())], last.residue, last.roots))
            return
        if tag in _VOID:
            return
        if len(self._stack) > _DEEPEST:
            raise CrosscheckError(
                f"{self._name}: elements nested more than {_DEEPEST} deep: save the text as .txt"
            )
        self._stack.append(self._element(tag, dict(attrs)))
        self._item = self._item or tag == "li"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed at once is a void one, whatever its name."""
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of a name, and all that was left open in it."""
        if all(element.tag != tag for element in self._stack[1:]):
            return
        if tag in _BLOCKS:
            self.flush()
        while len(self._stack) > 1 and self._stack.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text, with blanks joined as a browser joins them."""
        self._text(data, self._at())

    def handle_entityref(self, name: str) -> None:
        """A named character."""
        self._text(unescape(f"&{name};"), self._at())

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        self._text(unescape(f"&#{name};"), self._at())

    def handle_comment(self, data: str) -> None:
        """A comment spoken to crosscheck stays, as a block of its own."""
        if _OURS.match(data):
            last = self._stack[-1]
            inside = self._shows
            said = [(flat(f"<!--{data}-->"), self._at())]
            mark = _Found("marker", int(inside), said, last.residue, last.roots)
            (self._comments if inside else self.found).append(mark)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """The end of what begins with ``<![``: browsers take it for a comment, HTMLParser raises for most of it."""
        closing = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        end = self.rawdata.find(closing, i)
        return self._counted(-1 if end < 0 else end + len(closing))

    def parse_starttag(self, i: int) -> int:
        """The end of a start tag, -1 where it has none."""
        return self._counted(super().parse_starttag(i))

    def parse_endtag(self, i: int) -> int:
        """The end of an end tag, -1 where it has none."""
        return self._counted(super().parse_endtag(i))

    def parse_comment(self, i: int, report: bool = True) -> int:
        """The end of a comment, -1 where it has none."""
        return self._counted(super().parse_comment(i, report))

    def parse_html_declaration(self, i: int) -> int:
        """The end of a declaration, -1 where it has none."""
        return self._counted(super().parse_html_declaration(i))

    def parse_pi(self, i: int) -> int:
        """The end of a processing instruction, -1 where it has none."""
        return self._counted(super().parse_pi(i))

    def _counted(self, end: int) -> int:
        self._unended += end < 0
        if self._unended > _UNENDED:
            raise CrosscheckError(
                f"{self._name}: more than {_UNENDED} tags or comments have no end: save the text as .txt"
            )
        return end

    # -- behind them

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _element(self, tag: str, attrs: dict[str, str | None]) -> _Element:
        last = self._stack[-1]
        names = f"{attrs.get('class') or ''} {attrs.get('id') or ''} {attrs.get('itemprop') or ''}".lower().split()
        words = frozenset(word for name in names for word in re.split(r"[-_]+", name))
        hidden = "hidden" in attrs or re.search(
            r"display\s*:\s*none", attrs.get("style") or "", re.IGNORECASE
        )
        element = _Element(
            tag, words, last.residue, last.roots, last.silent or tag in _SILENT or bool(hidden)
        )
        root = self._root(tag, names, attrs.get("role"))
        if root is not None:
            element.roots = (*last.roots, root)
        elif (
            not last.residue
            and tag not in ("html", "body")
            and self._is_residue(tag, words, attrs.get("role"))
        ):
            self._containers += 1
            element.residue = self._containers
        return element

    @staticmethod
    def _root(tag: str, names: Sequence[str], role: str | None) -> int | None:
        if not _CONTENT.isdisjoint(names):
            return 0
        return 1 if "article" in (tag, role) else 2 if "main" in (tag, role) else None

    @staticmethod
    def _is_residue(tag: str, words: frozenset[str], role: str | None) -> bool:
        return (
            tag in _RESIDUE_TAGS
            or role in ("navigation", "complementary")
            or not words.isdisjoint(_RESIDUE_WORDS)
        )

    def _supply_end_tags(self, tag: str) -> None:
        if self._stack[-1].tag in _CLOSED_BY_BLOCK:
            self._stack.pop()
        limits = _CLOSED_BY_SELF.get(tag, "").split()
        for depth in range(len(self._stack) - 1, 0, -1):
            inner = self._stack[depth].tag
            if not limits or inner in limits:
                return
            if inner == tag or {inner, tag} in ({"td", "th"}, {"dd", "dt"}):
                del self._stack[depth:]
                return

    def _text(self, data: str, at: int) -> None:
        if self._stack[-1].silent:
            return
        if any(element.tag == "pre" for element in self._stack):
            self._preformatted(data, at)
            return
        start = 0
        for space in _SPACE.finditer(data):
            self._put(data[start : space.start()], at + start)
            if self._pieces and not self._pieces[-1][0].endswith((" ", "\n")):
                self._put(" ", at + space.start())
            start = space.end()
        self._put(data[start:], at + start)

    def _preformatted(self, data: str, at: int) -> None:
        for number, line in enumerate(data.splitlines(keepends=True)):
            if number:
                self.flush()
            self._put(line.rstrip("\r\n"), at)
            at += len(line)

    def _put(self, text: str, at: int) -> None:
        if not text:
            return
        if text.strip():
            self._shows = True
            self._bold = self._bold and any(element.tag in ("b", "strong") for element in self._stack)
        self._pieces.append((text, at))


# ---------------------------------------------------------------- the article in the page


def _choose(found: Sequence[_Found]) -> tuple[list[_Found], list[_Found]]:
    """The blocks of the article, and those left out, by the most particular root that holds enough of the prose."""
    kept = _without_residue(found)
    prose = sum(block.size for block in kept)
    for root in (0, 1, 2):
        inside = [block for block in kept if root in block.roots]
        if inside and sum(block.size for block in inside) >= prose * _ROOT_LEAST:
            chosen = [*_above(kept, inside[0], root), *inside]
            break
    else:
        chosen = kept
    ids = {id(block) for block in (*chosen, *(block for block in found if block.is_comment))}
    return [b for b in found if id(b) in ids], [b for b in found if id(b) not in ids]


def _without_residue(found: Sequence[_Found]) -> list[_Found]:
    """The blocks outside residue; a container that holds much of the page's prose is none, whatever its name."""
    prose = sum(block.size for block in found)
    held: dict[int, int] = {}
    for block in found:
        held[block.residue] = held.get(block.residue, 0) + block.size
    return [b for b in found if not b.residue or held[b.residue] > prose * _RESIDUE_MOST]


def _above(kept: Sequence[_Found], first: _Found, root: int) -> list[_Found]:
    """The headline above the article's body, and the credits between them."""
    before = kept[: next(k for k, block in enumerate(kept) if block is first)]
    around = {outer for outer in first.roots if outer > root}
    heads = [
        k
        for k, block in enumerate(before)
        if block.kind == "heading"
        and block.level == 1
        and around <= set(block.roots)
        and (around or root == 0)
    ]
    if not heads or (first.kind == "heading" and first.level == 1):
        return []
    signed = (block for block in before[heads[-1] + 1 :] if block.kind == "byline")
    return [before[heads[-1]], *signed]


def _said(chosen: Sequence[_Found], left_out: Sequence[_Found]) -> Iterator[Remark]:
    """What was left out, and whether that is much of the page."""
    if not left_out:
        return
    prose = sum(block.size for block in (*chosen, *left_out))
    lost = sum(block.size for block in left_out)
    longest = max(left_out, key=lambda block: (block.size, sum(len(piece) for piece, _ in block.pieces)))
    shown = " ".join("".join(piece for piece, _ in longest.pieces).split())[:60]
    if lost > prose * _LEFT_OUT:
        yield Remark(
            "omitted",
            f"{lost * 100 // prose}% of the page's prose lies outside the article and was left out, such as “{shown}”: "
            "where that is wrong, save the text as .txt",
        )
    else:
        yield Remark(
            "residue",
            f"{len(left_out)} blocks of the page around the article were left out, such as “{shown}”",
        )
