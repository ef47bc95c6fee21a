"""The language server: findings, their evidence and their fixes where the article is written. Needs the extra ``lsp``.

``notes`` says what a text in an editor shows, ``quick`` what can be said at once of the paragraphs that changed in a long one,
``worker`` checks a long one in a process that can be given up, ``server`` speaks the protocol over what ``stream`` puts right.
"""

from __future__ import annotations

import sys
from typing import BinaryIO, cast

from crosscheck.lsp.stream import Messages
from crosscheck.model import CrosscheckError


def serve() -> None:
    """Speak the protocol on standard input and output until the editor ends it; CrosscheckError without the extra."""
    try:
        from crosscheck.lsp.server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise CrosscheckError(
            "the language server needs pygls: install crosscheck with its extra, pip install 'crosscheck-editor[lsp]'"
        ) from None
    server().start_io(cast("BinaryIO", Messages(sys.stdin.buffer)))
