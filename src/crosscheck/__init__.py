"""Check an article against the originals it was compiled from.

from crosscheck import check_document
report = check_document("article.txt")
for finding in report.findings: ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "CrosscheckError",
    "Finding",
    "Original",
    "Report",
    "Settings",
    "check_document",
    "check_text",
    "check_texts",
    "find_dates",
]

if TYPE_CHECKING:
    from crosscheck.api import Original, check_document, check_text, check_texts
    from crosscheck.dates.read import find_dates
    from crosscheck.model import CrosscheckError, Finding, Settings
    from crosscheck.report import Report

_HOMES = {
    "CrosscheckError": "model",
    "Finding": "model",
    "Settings": "model",
    "Report": "report",
    "Original": "api",
    "check_document": "api",
    "check_text": "api",
    "check_texts": "api",
    "find_dates": "dates.read",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import crosscheck`` alone stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, whether they have been used or not."""
    return sorted({*globals(), *__all__})
