"""Texts as they may be shown: what is in a document can neither redraw a screen nor reorder a line."""

from __future__ import annotations

import re
import unicodedata

_UNSHOWN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with control and bidirectional characters, and halves of surrogate pairs, shown as a symbol."""
    return text if text.isprintable() else re.sub(_UNSHOWN, "\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line, with single blanks."""
    return visible(" ".join(text.split()))


def uncommanded(text: str) -> str:
    """The text with no line that a CI system takes for a command to itself ("::error::", "##[group]"), blanks before it or not."""
    if "::" not in text and "##[" not in text:
        return text
    return re.sub(r"(?m)^(\s*)(?=::|##\[)", "\\1\u2060", text)


def columns(text: str) -> int:
    """The columns that a terminal gives to a text: two for wide letters, none for what joins the letter before."""
    return sum(
        0
        if unicodedata.combining(c) or c == "\u00ad"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
