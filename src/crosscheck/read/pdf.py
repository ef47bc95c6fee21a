"""PDF files: the text of each page, without running heads, words rejoined; paragraphs are a guess, and said to be one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from crosscheck.model import CrosscheckError, Document, Remark
from crosscheck.read import pages as reading
from crosscheck.read.text import from_text

_DIGITS = re.compile(r"\d+")
_BROKEN_WORD = re.compile(r"(\w+)-\n(\w+)")
_WORD = re.compile(r"\w+(?:-\w+)*")


def read(data: bytes, *, name: str, file: int, **_: Any) -> Document:
    """The document in the bytes of a .pdf file; raises CrosscheckError without pypdf, or where it holds no text."""
    pages = _without_running_heads([page.splitlines() for page in reading.pages(data, name)])
    empty = [number for number, page in enumerate(pages, 1) if not any(line.strip() for line in page)]
    if len(empty) == len(pages):
        raise CrosscheckError(
            f"{name}: its pages are pictures without text: run text recognition over it first"
        )
    shown = ["\n".join(line.strip() for line in page) for page in pages]
    words = Counter(_WORD.findall("\n".join(shown)))
    shown = [_BROKEN_WORD.sub(lambda m: _rejoined(m, words), page) for page in shown]
    document = from_text("\n".join(shown), file)
    starts = [0]
    for page in shown:
        starts.append(starts[-1] + len(page) + 1)
    blocks = tuple(
        block._replace(origin=f"page {bisect_right(starts, block.span.start)}") for block in document.blocks
    )
    remarks = [Remark("guess", "paragraphs are guessed from the lines of the pages", confidence=0.8)]
    if empty:
        numbers = ", ".join(map(str, empty[:8])) + (" ..." if len(empty) > 8 else "")
        remarks.append(Remark("omitted", f"pages without text, not read: {numbers}"))
    return document._replace(
        name=name, sha256=sha256(data).hexdigest(), blocks=blocks, remarks=tuple(remarks)
    )


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the lines, page numbers aside, that open or close most of them."""
    if len(pages) < 3:
        return [list(page) for page in pages]
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:])})
    running = {key for key, count in edges.items() if count >= max(3, len(pages) * 0.6)}
    kept: list[list[str]] = []
    for page in pages:
        last = len(page) - 1
        kept.append([line for k, line in enumerate(page) if 2 <= k <= last - 2 or _key(line) not in running])
    return kept


def _key(line: str) -> str:
    return _DIGITS.sub("#", line.strip())


def _rejoined(broken: re.Match[str], words: Counter[str]) -> str:
    """A word broken at a line end, as the rest of the document writes it: with its hyphen, or in one."""
    joined, hyphened = broken[1] + broken[2], f"{broken[1]}-{broken[2]}"
    keep = words[hyphened] > words[joined] or not broken[2][0].islower()
    return f"{hyphened if keep else joined}\n"
