"""A check in a process of its own, which ends with it, or before it where its text is out of date."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection

from crosscheck.apart import end_with_parent
from crosscheck.failure import told
from crosscheck.lsp.notes import Checked, check
from crosscheck.model import CrosscheckError


async def check_apart(path: str, text: str, opened: Mapping[str, str], units: str) -> Checked:
    """``notes.check`` in another process; to cancel it ends the process. Raises CrosscheckError."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, path, text, dict(opened), units), daemon=True)
    process.start()
    theirs.close()
    try:
        answer = await asyncio.to_thread(_received, ours)
    finally:
        process.kill()
    if isinstance(answer, Checked):
        return answer
    raise CrosscheckError(answer)


def _received(connection: Connection) -> Checked | str:
    with connection:
        try:
            answer: Checked | str = connection.recv()
        except EOFError:
            return "the check was ended before it was done"
        return answer


def _answer(connection: Connection, path: str, text: str, opened: Mapping[str, str], units: str) -> None:
    end_with_parent()
    with connection:
        try:
            answer: Checked | str = check(path, text, opened, units)
        except CrosscheckError as error:
            answer = str(error)
        except Exception as error:  # noqa: BLE001 - the server goes on, and says so
            answer = f"{path}: {told(error)}"
        connection.send(answer)
