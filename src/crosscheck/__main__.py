"""``python -m crosscheck`` and the command ``crosscheck``."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from typing import NoReturn

OBJECTS = 100_000
"""New objects between two searches for cycles: a run makes many objects and next to no cycles (a twentieth of its time)."""


def main() -> NoReturn:
    """Run the command line."""
    gc.set_threshold(OBJECTS)
    _attach()
    try:
        from crosscheck.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit as end:
        if isinstance(end.code, int):
            _leave(end.code)
        raise


def _attach() -> None:
    """Put streams in the place of those that the caller has closed, and let them take whatever is in a name.

    A closed standard output cannot be written, like a full disk; what standard error cannot tell is lost.
    """
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _leave(code: int) -> NoReturn:
    """End at once, without taking every object apart, which takes a tenth of a run; mypy ends in this way too.

    Where what was printed cannot be handed over, as into a closed pipe, the interpreter ends as ever and says so.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
