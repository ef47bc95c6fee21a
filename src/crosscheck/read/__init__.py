"""Files -> documents: one reader per format, imported only when a file of its format is read."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from crosscheck.model import CrosscheckError, Document, Revisions
from crosscheck.read.text import from_text, looks_binary

__all__ = ["MAX_SIZE", "SUFFIXES", "from_text", "load", "read"]

MAX_SIZE = 20_000_000
"""Bytes of a file, and of what an archive unpacks to, unless the caller allows more."""

_READERS = {
    "text": (".txt", ".text", ""),
    "markdown": (".md", ".markdown", ".mdown", ".mkd"),
    "html": (".html", ".htm", ".xhtml"),
    "docx": (".docx",),
    "odt": (".odt",),
    "pdf": (".pdf",),
}
_BY_SUFFIX = {suffix: name for name, suffixes in _READERS.items() for suffix in suffixes}
SUFFIXES = frozenset(_BY_SUFFIX) - {""}
"""Of the files that are taken for documents in a folder."""
_UNREADABLE = {
    ".doc": "an old Word document cannot be read: open it and save it as .docx",
    ".rtf": "RTF cannot be read: open it and save it as .docx or as plain text",
    ".pages": "a Pages document cannot be read: in Pages choose File > Export To > Word",
    ".wps": "a Works document cannot be read: open it and save it as .docx",
    ".epub": "an e-book cannot be read: save the article as .html or .txt",
    ".pptx": "a presentation cannot be read: save its text as .txt",
    ".xlsx": "a spreadsheet cannot be read: save the text as .txt",
}
_MAGIC = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0", ".doc"))


def read(
    source: str | Path | bytes,
    name: str | None = None,
    file_index: int = 0,
    encoding: str | None = None,
    max_size: int = MAX_SIZE,
    revisions: Revisions = "accepted",
) -> Document:
    """The document at a path, or in bytes that were read from standard input.

    ``name`` is what messages and reports call it (the path where None); its suffix chooses the reader, for bytes without
    one their first bytes do. ``encoding`` applies to text formats, ``revisions`` to tracked changes. Raises CrosscheckError
    with file, reason and remedy in one line.
    """
    shown = Path(name if name is not None else "-" if isinstance(source, bytes) else source).as_posix()
    if not isinstance(source, bytes) and re.match(r"[a-z]{3,}:/", str(source), re.IGNORECASE):
        raise CrosscheckError(f"{source}: an address cannot be read: save the page, then give the file")
    data = source if isinstance(source, bytes) else load(Path(source), shown, max_size)
    if len(data) > max_size:
        raise CrosscheckError(f"{shown}: larger than {_size(max_size)}: raise the limit with --max-size")
    if not data.strip():
        raise CrosscheckError(f"{shown}: the file is empty: nothing to check")
    reader = _reader(shown, data)
    document: Document = import_module(f"crosscheck.read.{reader}").read(
        data, name=shown, file=file_index, encoding=encoding, max_size=max_size, revisions=revisions
    )
    if not document.blocks:
        raise CrosscheckError(f"{shown}: no text was found in it: nothing to check")
    return document


def load(path: Path, shown: str, max_size: int) -> bytes:
    """The bytes of a file, one more than ``max_size`` at most; raises CrosscheckError, which calls it ``shown``."""
    try:
        if path.is_dir():
            raise CrosscheckError(f"{shown}: is a directory: give a file")
        if path.exists() and not path.is_file():  # a pipe would be waited for, a device read for ever
            raise CrosscheckError(f"{shown}: is no ordinary file: give a file, or - for standard input")
        with path.open("rb") as file:
            return file.read(min(max_size, path.stat().st_size) + 1)
    except FileNotFoundError:
        raise CrosscheckError(f"{shown}: no such file: check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CrosscheckError(
            f"{shown}: cannot be read: {reason}: check the path and its permissions"
        ) from None


def _reader(shown: str, data: bytes) -> str:
    """The module that reads it, by suffix; what the first bytes say is weighed against the suffix."""
    suffix = Path(shown).suffix.lower()
    actual = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if suffix in _UNREADABLE or (actual in _UNREADABLE and suffix not in (".html", ".md")):
        raise CrosscheckError(f"{shown}: {_UNREADABLE.get(suffix) or _UNREADABLE[str(actual)]}")
    if shown == "-" and (actual or re.match(rb"\s*<(?:!doctype html|html)\b", data[:500], re.IGNORECASE)):
        suffix = actual or ".html"
    reader = _BY_SUFFIX.get(suffix, "text")
    if actual and reader in ("text", "markdown", "html"):
        raise CrosscheckError(
            f"{shown}: its content is {actual[1:].upper()}, not text: rename it to end in {actual}"
        )
    if reader in ("text", "markdown", "html") and looks_binary(data):
        raise CrosscheckError(f"{shown}: is a binary file, not text: export it as .txt, .docx or .html")
    return reader


def _size(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size >= 1_000_000 else f"{size} bytes"
