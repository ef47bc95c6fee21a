"""The text of the pages of a PDF file: a program of its own, because a small file can ask pypdf for minutes and gigabytes."""

from __future__ import annotations

import io
import json
import logging
import sys
from importlib.util import find_spec

from crosscheck.apart import LimitError, limit, run_module
from crosscheck.model import CrosscheckError

SECONDS, SECONDS_PER_MB = 4, 10
MEMORY, MEMORY_PER_BYTE = 200_000_000, 40
"""Processor time and bytes that a file may take, and what each part of its size adds: ten times what pages of text take."""


def pages(data: bytes, name: str) -> list[str]:
    """The text of each page; raises CrosscheckError without pypdf, and where the file is damaged, encrypted or costs too much."""
    if find_spec("pypdf") is None:
        raise CrosscheckError(f"{name}: reading PDF needs pypdf: pip install 'crosscheck-editor[pdf]'")
    seconds = SECONDS + SECONDS_PER_MB * len(data) // 1_000_000
    try:
        said = json.loads(run_module(__name__, data, seconds, MEMORY + MEMORY_PER_BYTE * len(data)))
    except LimitError:
        raise CrosscheckError(
            f"{name}: takes more time or memory than its size allows: save it again, or save its text as .txt"
        ) from None
    if isinstance(said, str):
        raise CrosscheckError(f"{name}: {said}")
    return [str(page) for page in said]


def extracted(data: bytes) -> list[str] | str:
    """The text of each page, or what is wrong with the file and the remedy."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError:
        return "is encrypted: save it without a password"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a damaged file makes pypdf raise whatever it stumbles over
        return "is damaged, or no PDF: save it again, or save its text as .txt"


def main() -> None:
    """Read a file from standard input, write its pages as JSON."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(extracted(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
