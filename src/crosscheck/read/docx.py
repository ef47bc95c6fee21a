"""Word documents: paragraphs, headings, lists and tables, with tracked changes accepted or undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

from crosscheck.model import BlockKind, CrosscheckError, Document, Remark, Revisions
from crosscheck.read.archive import Archive
from crosscheck.read.build import Builder

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"heading ([0-9])", re.IGNORECASE)
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\xad", "cr": "\n", "br": "\n"}
_OUTLINE = tuple("012345678")
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")


def read(
    data: bytes,
    *,
    name: str,
    file: int,
    max_size: int,
    revisions: Revisions = "accepted",
    **_: Any,
) -> Document:
    """The document in the bytes of a .docx file; raises CrosscheckError where it is damaged or over a limit.

    Tracked changes are read as accepted, or as never made where ``revisions`` is "original"; that there are some is said.
    """
    archive = Archive(data, name, max_size)
    root = archive.xml("word/document.xml")
    body = next((child for child in root or () if _tag(child) == "body"), None)
    if body is None:
        raise CrosscheckError(f"{name}: is no Word document: save it as .docx or .txt")
    walker = _Walker(Builder(file), _styles(archive.xml("word/styles.xml")), revisions)
    walker.walk(body, in_table=False)
    return walker.builder.document(name, sha256(data).hexdigest(), remarks=tuple(walker.remarks()))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _get(element: Element | None, name: str) -> str | None:
    if element is None:
        return None
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}")


def _child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, of that child the next, and so on."""
    for name in names:
        element = next((child for child in element or () if _tag(child) == name), None)
    return element


def _styles(root: Element | None) -> dict[str, str]:
    """Style id -> the name of the built-in style it is or rests on, in lower case."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in root or ():
        if _tag(style) == "style" and (style_id := _get(style, "styleId")):
            names[style_id] = (_get(_child(style, "name"), "val") or style_id).lower()
            bases[style_id] = _get(_child(style, "basedOn"), "val") or ""
    known = re.compile(r"heading \d|title|subtitle|caption|quote|intense quote")
    resolved: dict[str, str] = {}
    for style_id, name in names.items():
        at, steps = style_id, 0
        while at in names and not known.fullmatch(names[at]) and steps < len(names):
            at, steps = bases[at], steps + 1
        resolved[style_id] = names.get(at, name)
    return resolved


class _Walker:
    """Goes through the body of one document and puts its text."""

    def __init__(self, builder: Builder, styles: dict[str, str], revisions: str) -> None:
        self.builder = builder
        self._styles = styles
        self._shown, self._hidden = (
            (_INSERTED, _DELETED) if revisions == "accepted" else (_DELETED, _INSERTED)
        )
        self._revisions = revisions
        self._changes = self._notes = self._boxes = 0
        self._paragraph = 0
        self._bold = True

    def remarks(self) -> Iterator[Remark]:
        """What had to be decided or was left out."""
        if self._changes:
            how = "read as accepted" if self._revisions == "accepted" else "read as never made"
            yield Remark("revisions", f"tracked changes: {self._changes}, {how}: see --revisions")
        for count, what in ((self._notes, "footnotes or endnotes"), (self._boxes, "text boxes")):
            if count:
                yield Remark("omitted", f"{what} not read: {count}")

    def walk(self, parent: Element, *, in_table: bool) -> None:
        """Put every block below an element."""
        for child in parent:
            tag = _tag(child)
            if tag == "p":
                self._block(child, in_table=in_table)
            elif tag in _INSERTED + _DELETED:
                self._changes += 1
                if tag in self._shown:
                    self.walk(child, in_table=in_table)
            elif tag in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "smartTag"):
                self.walk(child, in_table=in_table or tag == "tbl")

    def _block(self, paragraph: Element, *, in_table: bool) -> None:
        self._paragraph += 1
        properties = _child(paragraph, "pPr")
        kind, level = self._kind(properties, in_table=in_table)
        if self.builder.empty:
            self._bold = True
        self._inline(paragraph)
        if not self._mark_removed(properties):
            self._close(kind, level)

    def _mark_removed(self, properties: Element | None) -> bool:
        """Whether the end of the paragraph is itself a change that is not shown: it runs on into the next."""
        marks = _child(properties, "rPr")
        changed = [tag for tag in _INSERTED + _DELETED if _child(marks, tag) is not None]
        self._changes += len(changed)
        return any(tag in self._hidden for tag in changed)

    def _close(self, kind: BlockKind, level: int) -> None:
        text = self.builder.open_text()
        if (
            kind == "paragraph"
            and self._bold
            and len(text) <= 200
            and not text.rstrip().endswith((".", ":", ";", ","))
        ):
            kind, level = "heading", 7
        self.builder.close(kind, level, f"paragraph {self._paragraph}")
        self._bold = True

    def _kind(self, properties: Element | None, *, in_table: bool) -> tuple[BlockKind, int]:
        style = self._styles.get(_get(_child(properties, "pStyle"), "val") or "", "")
        if heading := _HEADING.fullmatch(style):
            return "heading", int(heading[1])
        outline = _get(_child(properties, "outlineLvl"), "val") or ""
        if outline in _OUTLINE:
            return "heading", int(outline) + 1
        if in_table:
            return "cell", 0
        if style in ("title", "caption"):
            return ("title", 0) if style == "title" else ("caption", 0)
        numbering = _child(properties, "numPr")
        if numbering is not None and _get(_child(numbering, "numId"), "val") != "0":
            level = _get(_child(numbering, "ilvl"), "val") or "0"
            return "item", int(level) + 1 if level in _OUTLINE else 1
        return ("quote", 0) if style.endswith("quote") else ("paragraph", 0)

    def _inline(self, parent: Element) -> None:
        for child in parent:
            tag = _tag(child)
            if tag == "r":
                self._run(child)
            elif tag in _INSERTED + _DELETED:
                self._changes += 1
                if tag in self._shown:
                    self._inline(child)
            elif tag in (
                "hyperlink",
                "sdt",
                "sdtContent",
                "smartTag",
                "customXml",
                "fldSimple",
                "dir",
                "bdo",
            ):
                self._inline(child)

    def _run(self, run: Element) -> None:
        properties = _child(run, "rPr")
        if _child(properties, "vanish") is not None:
            return
        bold = _child(properties, "b")
        is_bold = bold is not None and _get(bold, "val") not in ("0", "false", "off")
        for child in run:
            tag = _tag(child)
            if tag in ("t", "delText"):
                self._bold = self._bold and (is_bold or not (child.text or "").strip())
                self.builder.put(child.text or "")
            elif tag in _CHARACTERS:
                self.builder.put(_CHARACTERS[tag])
            elif tag in ("footnoteReference", "endnoteReference"):
                self._notes += 1
            elif tag in ("drawing", "pict") or child.tag == f"{_MC}AlternateContent":
                self._boxes += any(_tag(inner) == "txbxContent" for inner in child.iter())
