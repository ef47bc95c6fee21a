"""The library's entry points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crosscheck.model import CrosscheckError, Document, Settings
from crosscheck.pipeline import run
from crosscheck.read import from_text, read
from crosscheck.report import Report
from crosscheck.ruleset import load_rules


class Original(NamedTuple):
    """An original handed over as text, with what its text does not say about it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None


def check_document(
    path: str | Path,
    *,
    originals: Sequence[str | Path] = (),
    summary_date: date | None = None,
    config: Settings | None = None,
) -> Report:
    """Check one file that holds an article and its originals, or an article's file against the files of its originals.

    ``summary_date`` is the article's date of publication. Raises CrosscheckError where a file cannot be read or, of one file,
    where no boundary between article and originals is found.
    """
    if isinstance(originals, str | Path):  # the letters of a path would be the originals
        raise CrosscheckError("the originals are one path: give a list of paths")
    documents = [read(file, file_index=n) for n, file in enumerate((path, *originals))]
    return run(documents, load_rules(), _dated(config, summary_date))


def check_text(text: str, *, config: Settings | None = None) -> Report:
    """The same for a text: an article with its originals."""
    return run([_document(text, 0, "the text")], load_rules(), config or Settings())


def check_texts(
    summary: str,
    originals: Sequence[str | Original],
    *,
    summary_date: date | None = None,
    config: Settings | None = None,
) -> Report:
    """Check an article against originals given apart; file 0 of every span is the summary, file 1 the first original.

    ``summary_date`` is the article's date of publication, against which "yesterday" and "this year" are read; the clock
    never is. Raises CrosscheckError where the summary or every original is empty.
    """
    if isinstance(originals, str):  # its letters would be the originals
        raise CrosscheckError("the originals are one text: give a list of texts")
    given = [o if isinstance(o, Original) else Original(o) for o in originals]
    if not given:
        raise CrosscheckError("no originals: give at least one text to compare the summary with")
    documents = [_document(summary, 0, "the summary")]
    documents += [
        _document(o.text, n, f"original {n}")._replace(
            title=o.title, publisher=o.publisher, published=o.published
        )
        for n, o in enumerate(given, 1)
    ]
    return run(documents, load_rules(), _dated(config, summary_date))


def _dated(config: Settings | None, summary_date: date | None) -> Settings:
    settings = config or Settings()
    return settings._replace(summary_date=summary_date) if summary_date else settings


def _document(text: str, number: int, what: str) -> Document:
    if not text.strip():
        raise CrosscheckError(f"{what} is empty: nothing to check")
    return from_text(text, number)
