"""Safe fixes, made in the bytes of a text file: the same encoding, byte-order mark and line ends, and no other word touched.

A fix is made where its finding says that it may be applied unseen, in the article and never in an original, never between
quotation marks or in code, and never where somebody accepted the finding.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from crosscheck.model import CrosscheckError, Document, Finding, Fix, Part
from crosscheck.quotes.read import find_quotations
from crosscheck.region import file_span, source
from crosscheck.report import Report

SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".mdown", ".mkd"))
"""Of the files that fixes are written into: what is not text has more inside than its words."""
ROUNDS = 10
"""Runs after which fixes that bring forth new ones are taken for a circle."""
_ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-16-le", b""),
    ("utf-16-be", b""),
    ("cp1252", b""),
)
"""What reading may have taken a file for, each with the byte-order mark before the text."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

T = TypeVar("T")


class Edit(NamedTuple):
    """One replacement in a file."""

    start: int
    """Offset into the decoded file, as is ``end``."""
    end: int
    replacement: str


class Mended(NamedTuple):
    """What safe fixes make of one file."""

    name: str
    data: bytes | None
    """The file with its fixes; None where there was nothing to fix."""
    number: int
    """Of fixes that were made."""
    left: int
    """Of safe fixes that cannot be made, because the file is no text."""
    diff: str
    """What changes, as a unified diff; "" where nothing does."""
    read: str = ""
    """SHA-256 of the file that the fixes were made in."""


def mend(
    name: str, data: bytes, check: Callable[[bytes], tuple[Report, T]], encoding: str | None = None
) -> tuple[Mended, Report, T]:
    """Make the safe fixes of an article until none is left; with what ``check`` says of the file as it then is.

    ``data`` is the file, ``encoding`` what the user says it is in. Raises CrosscheckError where the text cannot be put back
    byte for byte, or fixes undo one another.
    """
    report, rest = check(data)
    before = source(report.collation.documents[0])
    mended, number, known = data, 0, {data}
    while edits := safe_edits(report):
        if PurePosixPath(name).suffix.lower() not in SUFFIXES:
            return Mended(name, None, 0, len(edits), ""), report, rest
        mended = _applied(mended, report.collation.documents[0], edits, encoding)
        if mended in known or len(known) > ROUNDS:
            said = ", ".join(sorted({f"“{edit.replacement}”" for edit in edits}))
            raise CrosscheckError(f"{name}: fixes undo one another ({said}): see house-terms and packs")
        known.add(mended)
        number += len(edits)
        report, rest = check(mended)
    after = source(report.collation.documents[0])
    changed = mended if number else None
    diff = unified(name, before, after)
    return Mended(name, changed, number, 0, diff, sha256(data).hexdigest()), report, rest


def safe_edits(report: Report) -> list[Edit]:
    """The safe fixes of a report as replacements in the article's file, ascending and apart."""
    return _apart(edit for _, edit in _safe(report))


def safe_fixes(report: Report) -> list[Fix]:
    """The same fixes as the findings have them."""
    made = set(safe_edits(report))
    return [fix for fix, edit in _safe(report) if edit in made]


def _safe(report: Report) -> Iterator[tuple[Fix, Edit]]:
    article = report.collation.summary
    document = report.collation.documents[article.span.file]
    quoted = _quoted(article, document)
    for finding in report.findings:
        fix = applicable(finding)
        if fix and any(part.holds(fix.span) for part in article.spans) and not lies_in(fix, quoted):
            edit = edit_of(document, fix)
            if edit and not _is_code(source(document), edit.start):
                yield fix, edit


def applicable(finding: Finding) -> Fix | None:
    """The fix of a finding, where it may be made unseen."""
    return finding.fix if finding.fix and finding.fix.safe and not finding.suppressed else None


def edit_of(document: Document, fix: Fix) -> Edit | None:
    """A fix as a replacement in the file, with apostrophes of the kind that the file has.

    None where markup or a line end stands between the words that it replaces.
    """
    start, end = file_span(document, fix.span)
    whole = source(document)
    text, replacement = whole[start:end], fix.replacement
    if "’" in whole and "'" not in whole:
        replacement = replacement.replace("'", "’")
    is_plain = text == document.text[fix.span.start : fix.span.end] and len(text.splitlines()) == 1
    return Edit(start, end, replacement) if is_plain and text != replacement else None


def unified(name: str, before: str, after: str) -> str:
    """Two states of a file as a unified diff, line ends as they are; "" where they are equal."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


# ---------------------------------------------------------------- which fixes


def _quoted(article: Part, document: Document) -> list[tuple[int, int]]:
    """What is quoted in the article: between quotation marks, also over paragraphs, and in blocks of their own."""
    marked = find_quotations(document.text, [block.body for block in article.blocks])
    blocks = [block.span for block in article.blocks if block.kind == "quote"]
    return [(span.start, span.end) for span in (*(q.span for q in marked), *blocks)]


def lies_in(fix: Fix, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether a fix touches one of some stretches."""
    return any(start < fix.span.end and fix.span.start < end for start, end in stretches)


def _is_code(text: str, at: int) -> bool:
    """Whether a place stands behind a backtick, or a fence of backticks, that is still open."""
    line = text.rfind("\n", 0, at) + 1
    return text.count("```", 0, at) % 2 == 1 or text.count("`", line, at) % 2 == 1


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order, without those that overlap one before them."""
    apart: list[Edit] = []
    for edit in sorted(edits):
        if not apart or apart[-1].end <= edit.start:
            apart.append(edit)
    return apart


# ---------------------------------------------------------------- into the file


def _applied(data: bytes, document: Document, edits: Iterable[Edit], encoding: str | None) -> bytes:
    """The bytes of a file with some replacements."""
    if sha256(data).hexdigest() != document.sha256:
        raise CrosscheckError(f"{document.name}: changed while it was checked: run again")
    text = source(document)
    codec, mark = _encoding(data, text, document.name, encoding)
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    try:
        return mark + text.encode(codec)
    except UnicodeEncodeError as error:
        raise CrosscheckError(
            f"{document.name}: {codec} has no “{text[error.start]}”, which a fix needs: save the file as UTF-8"
        ) from None


def _encoding(data: bytes, text: str, name: str | None, wanted: str | None) -> tuple[str, bytes]:
    """The encoding, and the mark before it, that give the file back byte for byte."""
    asked = ((wanted, b""), (wanted, codecs.BOM_UTF8)) if wanted else ()
    for codec, mark in (*asked, *_ENCODINGS):
        try:
            if mark + text.encode(codec) == data:
                return codec, mark
        except UnicodeEncodeError:
            continue
    raise CrosscheckError(f"{name}: cannot be put back byte for byte: save it as UTF-8, then fix it")
