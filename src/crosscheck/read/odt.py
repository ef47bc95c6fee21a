"""OpenDocument texts: paragraphs, headings, lists and tables, with tracked changes accepted or undone."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

from crosscheck.model import BlockKind, CrosscheckError, Document, Remark, Revisions
from crosscheck.read.archive import Archive
from crosscheck.read.build import Builder

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_KINDS: dict[str, BlockKind] = {
    "title": "title",
    "quotations": "quote",
    "caption": "caption",
    "illustration": "caption",
    "figure": "caption",
}
_CONTAINERS = frozenset(
    "section list-item list-header table table-row table-rows table-cell table-header-rows index-body".split()
)
_LEVELS = tuple(map(str, range(1, 11)))
_MOST_BLANKS = 80
"""Blanks in a row that are kept: more show nothing, and two dozen letters may ask for millions."""
_BLANKS = frozenset(map(str, range(_MOST_BLANKS)))
_INLINE = frozenset("span a meta meta-field ruby ruby-base bookmark-ref reference-mark".split())


def read(
    data: bytes,
    *,
    name: str,
    file: int,
    max_size: int,
    revisions: Revisions = "accepted",
    **_: Any,
) -> Document:
    """The document in the bytes of an .odt file; raises CrosscheckError where it is damaged or over a limit.

    Tracked changes are read as accepted, or as never made where ``revisions`` is "original"; that there are some is said.
    """
    archive = Archive(data, name, max_size)
    root = archive.xml("content.xml")
    body = (
        next((e for e in root.iter() if _tag(e) == "text" and e.tag != f"{_TEXT}text"), None)
        if root is not None
        else None
    )
    if root is None or body is None:
        raise CrosscheckError(f"{name}: is no OpenDocument text: save it as .odt or .txt")
    walker = _Walker(Builder(file), _Styles(root, archive.xml("styles.xml")), revisions)
    walker.walk(body)
    return walker.builder.document(name, sha256(data).hexdigest(), remarks=tuple(walker.remarks()))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class _Styles:
    """The styles of one document: what paragraphs rest on, and which are bold."""

    def __init__(self, *roots: Element | None) -> None:
        self._parents: dict[str, str] = {}
        self._bold: set[str] = set()
        for root in roots:
            for style in root.iter(f"{_STYLE}style") if root is not None else ():
                name = style.get(f"{_STYLE}name") or ""
                self._parents.setdefault(name, style.get(f"{_STYLE}parent-style-name") or "")
                if any(p.get(f"{_FO}font-weight") == "bold" for p in style.iter(f"{_STYLE}text-properties")):
                    self._bold.add(name)

    def kind(self, name: str) -> BlockKind:
        """The kind of block that a paragraph style makes, by the built-in style it rests on."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            plain = name.lower().replace("_20_", " ").split(" ")[0]
            if plain in _KINDS:
                return _KINDS[plain]
            name = self._parents.get(name, "")
        return "paragraph"

    def bold(self, name: str) -> bool:
        """Whether a style is bold."""
        return name in self._bold


class _Walker:
    """Goes through the body of one document and puts its text."""

    def __init__(self, builder: Builder, styles: _Styles, revisions: str) -> None:
        self.builder = builder
        self._styles = styles
        self._undo = revisions == "original"
        self._changes: dict[str, Element] = {}
        self._hidden: set[str] = set()
        """Insertions that are open and not shown."""
        self._notes = self._boxes = self._paragraph = 0
        self._lists = self._tables = 0
        self._item = False
        self._bold = True

    def remarks(self) -> Iterator[Remark]:
        """What had to be decided or was left out."""
        if self._changes:
            how = "read as never made" if self._undo else "read as accepted"
            yield Remark("revisions", f"tracked changes: {len(self._changes)}, {how}: see --revisions")
        for count, what in ((self._notes, "footnotes or endnotes"), (self._boxes, "text boxes")):
            if count:
                yield Remark("omitted", f"{what} not read: {count}")

    def walk(self, parent: Element) -> None:
        """Put every block below an element."""
        for child in parent:
            tag = _tag(child)
            if tag in ("p", "h"):
                self._block(child)
            elif tag == "tracked-changes":
                self._keep_changes(child)
            elif tag == "list":
                self._lists += 1
                self.walk(child)
                self._lists -= 1
            elif tag in _CONTAINERS:
                self._item = tag == "list-item"
                self._tables += tag == "table"
                self.walk(child)
                self._tables -= tag == "table"
            elif tag.startswith("change"):
                self._change(child)

    def _keep_changes(self, parent: Element) -> None:
        for region in parent:
            if change_id := region.get(f"{_TEXT}id"):
                self._changes[change_id] = region

    def _block(self, paragraph: Element) -> None:
        self._paragraph += 1
        style = paragraph.get(f"{_TEXT}style-name") or ""
        kind, level = self._kind(paragraph, style)
        self._bold = True
        self._inline(paragraph, bold=self._styles.bold(style))
        text = self.builder.open_text()
        if (
            kind == "paragraph"
            and self._bold
            and len(text) <= 200
            and not text.rstrip().endswith((".", ":", ";", ","))
        ):
            kind, level = "heading", 7
        self.builder.close(kind, level, f"paragraph {self._paragraph}")

    def _kind(self, paragraph: Element, style: str) -> tuple[BlockKind, int]:
        if _tag(paragraph) == "h":
            level = paragraph.get(f"{_TEXT}outline-level") or "1"
            return "heading", int(level) if level in _LEVELS else 1
        if self._tables:
            return "cell", 0
        if self._lists:
            first, self._item = self._item, False
            return ("item", self._lists) if first else ("paragraph", 0)
        return self._styles.kind(style), 0

    def _inline(self, parent: Element, *, bold: bool) -> None:
        self._put(parent.text, bold=bold)
        for child in parent:
            tag = _tag(child)
            if tag in _INLINE:
                self._inline(child, bold=bold or self._styles.bold(child.get(f"{_TEXT}style-name") or ""))
            elif tag == "s":
                count = child.get(f"{_TEXT}c") or "1"
                self._put(" " * (int(count) if count in _BLANKS else _MOST_BLANKS), bold=bold)
            elif tag in ("tab", "line-break"):
                self._put("\t" if tag == "tab" else "\n", bold=bold)
            elif tag == "note":
                self._notes += 1
            elif tag == "frame":
                self._boxes += any(_tag(inner) == "text-box" for inner in child.iter())
            elif tag.startswith("change"):
                self._change(child)
            self._put(child.tail, bold=bold)

    def _put(self, text: str | None, *, bold: bool) -> None:
        if text and not self._hidden:
            self._bold = self._bold and (bold or not text.strip())
            self.builder.put(text if text == "\n" else text.replace("\n", " "))

    def _change(self, mark: Element) -> None:
        """A point or end of a tracked change: undone, insertions are passed over and deletions put back."""
        change_id = mark.get(f"{_TEXT}change-id") or ""
        region = self._changes.get(change_id)
        if not self._undo or region is None:
            return
        what = _tag(region[0]) if len(region) else ""
        if _tag(mark) == "change-start" and what == "insertion":
            self._hidden.add(change_id)
        elif _tag(mark) == "change-end":
            self._hidden.discard(change_id)
        elif _tag(mark) == "change" and what == "deletion":
            pieces = [p for p in region[0] if _tag(p) in ("p", "h")]
            for number, piece in enumerate(pieces):
                self._inline(piece, bold=False)
                if number < len(pieces) - 1:
                    self._put("\n", bold=False)
