"""Markdown: markup stripped, every character mapped back to its line and column in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from crosscheck.model import BlockKind, CrosscheckError, Document
from crosscheck.read.build import Builder
from crosscheck.read.text import decode, line_starts

_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n?|\n)(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(
    r"^(title|headline|date|published)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_TAG = re.compile(r"<(?:!--|/?[A-Za-z])")
_RULER = re.compile(r"[ \t>]*\|?[ \t]*:?-[-:| \t]*")
"""The line below the head of a table."""
_MOST_CELLS = 65_536
"""Of one table: where a row has fewer than the head, the parser supplies them."""
_OURS = re.compile(r"<!--\s*crosscheck:", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD_LEVEL = 7
"""Level of a paragraph that is wholly bold: below every heading."""


def read(data: bytes, *, name: str, file: int, encoding: str | None = None, **_: Any) -> Document:
    """The document in the bytes of a Markdown file; raises CrosscheckError where they cannot be decoded."""
    source, remarks = decode(data, name, encoding, file)
    builder = Builder(file)
    body = source
    if front := _FRONT_MATTER.match(source):
        _put_fields(builder, source, front)
        body = re.sub(r"[^\r\n]", " ", front[0]) + source[front.end() :]
    _check_tables(body, name)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    _Walker(builder, source).walk(parser.parse(body))
    return builder.document(name, sha256(data).hexdigest(), source, remarks)


def _check_tables(body: str, name: str) -> None:
    """Raise CrosscheckError for a table that a few letters blow up to millions of cells."""
    columns = rows = 0
    for line in body.splitlines():
        rows = rows + 1 if line.strip() else 0
        columns = columns if rows else 0
        if "|" in line and _RULER.fullmatch(line):
            columns = max(columns, line.count("|") + 1)
        if columns * rows > _MOST_CELLS:
            raise CrosscheckError(f"{name}: a table has more than {_MOST_CELLS:,} cells: divide it")


def _put_fields(builder: Builder, source: str, front: re.Match[str]) -> None:
    """Title and date of the front matter as the first blocks."""
    for field in sorted(
        _FIELD.finditer(source, *front.span(1)), key=lambda f: f[1].lower() in ("date", "published")
    ):
        value = field[2]
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        builder.put(value[1:-1] if quoted else value, field.start(2) + quoted)
        builder.close("byline" if field[1].lower() in ("date", "published") else "title")


class _Walker:
    """Goes through the tokens of one file and puts their text."""

    def __init__(self, builder: Builder, source: str) -> None:
        self.builder = builder
        self.source = source
        self.starts = [*line_starts(source), len(source)]
        self.at = 0
        """Offset in the file up to which it was read."""
        self.end = len(source)
        self.lists: list[Token] = []
        self.item: Token | None = None
        """A list item whose first block has not come yet."""
        self.quotes = 0
        self.comments: list[tuple[str, int]] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        """Put every block of a file."""
        parent: Token | None = None
        for token in tokens:
            if token.map:
                self.at, self.end = (
                    self.starts[token.map[0]],
                    self.starts[min(token.map[1], len(self.starts) - 1)],
                )
            if token.type == "inline":
                self._inline(token, parent)
            elif token.type in ("fence", "code_block", "html_block", "hr"):
                self._raw(token)
            else:
                self._container(token)
                parent = token

    def _container(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.item = token
        elif token.type.startswith("blockquote"):
            self.quotes += token.nesting

    def _raw(self, token: Token) -> None:
        """Code, HTML and rules: shown as they are, HTML without its tags."""
        if token.type == "hr":
            line = self.source[self.at : self.end]
            self.builder.put(line.strip(), self.at + len(line) - len(line.lstrip()))
            self.builder.close("marker")
        elif token.type == "html_block":
            self._html()
        else:
            for line in token.content.splitlines():
                self._text(line.strip())
                self.builder.close("paragraph")

    def _html(self) -> None:
        stop = self.end
        for start, end in [*_tags(self.source, self.at, stop), (stop, stop)]:
            text = self.source[self.at : start]
            if text.strip():
                self.builder.put(text.strip(), self.at + len(text) - len(text.lstrip()))
                self.builder.close("paragraph")
            if _is_ours(self.source, start):
                self.builder.mark(self.source[start:end], start)
            self.at = end

    def _inline(self, token: Token, parent: Token | None) -> None:
        kind, level = self._kind(token, parent)
        self._list_marker()
        for child in token.children or ():
            if child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.fullmatch(child.content)):
                self._skip(child.content or "\n")
                self.builder.close(kind, level)
            else:
                self._child(child)
        self.builder.close(kind, level)
        for comment, at in self.comments:
            self.builder.mark(comment, at, inside=True)
        self.comments.clear()

    def _kind(self, token: Token, parent: Token | None) -> tuple[BlockKind, int]:
        if parent and parent.type == "heading_open":
            return "heading", int(parent.tag[1])
        if parent and parent.type in ("td_open", "th_open"):
            return "cell", 0
        if self.item:
            return "item", len(self.lists)
        if self.quotes:
            return "quote", 0
        return ("heading", _BOLD_LEVEL) if _is_bold_line(token) else ("paragraph", 0)

    def _list_marker(self) -> None:
        if not self.item:
            return
        marker = f"{self.item.info}{self.item.markup}"
        found = self.source.find(marker, self.at, self.end)
        if found >= 0:
            self.builder.put(f"{marker} ", found)
            self.at = found + len(marker)
            self.builder.lead()
        self.item = None

    def _child(self, child: Token) -> None:
        if child.type in ("text", "code_inline"):
            self._text(child.content)
        elif child.type == "text_special":
            self._special(child)
        elif child.type == "softbreak":
            self.builder.put(" ", self._line_end())
        elif child.type == "link_close" and child.markup != "autolink":
            self._skip_target()
        elif child.type == "image":
            self._skip("![")
            self._skip(child.content)
            self._skip_target()
        elif child.type == "html_inline":
            found = self._skip(child.content)
            if _is_ours(child.content):
                self.comments.append((child.content, found))

    def _text(self, content: str) -> None:
        found = self.source.find(content, self.at, self.end)
        self.builder.put(content, found if found >= 0 else self.at)
        if found >= 0:
            self.at = found + len(content)

    def _special(self, child: Token) -> None:
        """A character written as an escape or an entity."""
        found = self.source.find(child.markup, self.at, self.end)
        self.builder.put(child.content, found if found >= 0 else self.at)
        if found >= 0:
            self.at = found + len(child.markup)

    def _line_end(self) -> int:
        """Go to the next line; where this one ends."""
        after = self.starts[min(bisect_right(self.starts, self.at), len(self.starts) - 1)]
        end, self.at = after - 1, after
        return end

    def _skip(self, content: str) -> int:
        """Go behind ``content``; where it stood."""
        found = self.source.find(content, self.at, self.end)
        if found >= 0:
            self.at = found + len(content)
        return max(found, 0)

    def _skip_target(self) -> None:
        """Go behind the ``](address "title")`` or ``][name]`` of a link."""
        closing = self.source.find("]", self.at, self.end)
        if closing < 0:
            return
        self.at = closing + 1
        opener = self.source[self.at : self.at + 1]
        depth = 0
        for k in range(self.at, self.end if opener in ("(", "[") else self.at):
            char = self.source[k]
            depth += (char == opener) - (char == {"(": ")", "[": "]"}[opener])
            if depth == 0:
                self.at = k + 1
                return


def _tags(source: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Tags and comments of a stretch; one that has no end is text, and so are all others of its kind behind it."""
    endless: set[str] = set()
    while tag := _TAG.search(source, at, stop):
        closing = "-->" if tag[0] == "<!--" else ">"
        end = -1 if closing in endless else source.find(closing, tag.end(), stop)
        if end < 0:
            endless.add(closing)
            at = tag.end()
        else:
            at = end + len(closing)
            yield tag.start(), at


def _is_ours(source: str, at: int = 0) -> bool:
    return _OURS.match(source, at) is not None


def _is_bold_line(token: Token) -> bool:
    """Whether a paragraph is one line, wholly bold, and no sentence: a title in all but name."""
    children = token.children or []
    depth = 0
    for child in children:
        depth += child.nesting if child.type.startswith("strong") else 0
        if child.type in ("softbreak", "hardbreak", "image") or (depth == 0 and child.content.strip()):
            return False
    return (
        bool(children)
        and len(token.content) <= 200
        and not token.content.rstrip("*_ ").endswith((".", ":", ";", ","))
    )
