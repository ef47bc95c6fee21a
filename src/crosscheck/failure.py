"""What is said of an error that nobody foresaw: one line, like any other error."""

from __future__ import annotations

import os


def told(error: BaseException) -> str:
    """Reason and remedy of an error that is crosscheck's own; where it arose, CROSSCHECK_DEBUG=1 shows."""
    if is_debugged():
        raise error
    if isinstance(error, MemoryError):
        return "there is not enough memory for it: divide it, or check it alone with --jobs 1"
    said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return f"internal error: {said}: a defect of crosscheck, which CROSSCHECK_DEBUG=1 shows; please report it"


def is_debugged() -> bool:
    """Whether somebody looks for a defect, and wants to see where errors arise."""
    return bool(os.environ.get("CROSSCHECK_DEBUG"))
