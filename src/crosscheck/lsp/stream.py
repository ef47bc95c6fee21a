"""The stream of an editor's messages, put right: after a header or a length that is wrong the next message is found again."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

_HEADER = re.compile(rb"Content-Length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?\n$", re.IGNORECASE)
_MOST = 200_000_000
"""Bytes of a message: a longer one is not waited for."""


class Messages:
    """Messages as pygls reads them: ``readline`` for their headers, ``read`` for their bodies.

    A message has a length and a body of JSON. Where the length is too small the rest of the body is passed over; where it is
    too large the body holds the next header, and is cut before it; a header that gives none is passed over with its body.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ahead = b""
        """What was read too far."""
        self._body = b""
        self._headers: list[bytes] = []

    def readline(self) -> bytes:
        """The next line of a header; b"" at the end."""
        if not self._headers:
            self._find()
        return self._headers.pop(0) if self._headers else b""

    def read(self, number: int) -> bytes:
        """The body of the message whose header was read last."""
        return self._body[:number]

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def _find(self) -> None:
        """Go to the next message and read it."""
        while line := self._line():
            found = _HEADER.search(line)
            if not found or int(found[1]) > _MOST:
                continue
            while (other := self._line()).strip():
                found = _HEADER.search(other) or found
            if not other:
                return
            self._body = self._whole(self._take(int(found[1])))
            self._headers = [b"Content-Length: %d\r\n" % len(self._body), b"\r\n"]
            return

    def _whole(self, body: bytes) -> bytes:
        """A body without the header of the next message, where it runs on into that."""
        at = body.find(b"Content-Length:")
        if at <= 0:
            return body or b" "
        try:
            json.loads(body)
        except (ValueError, RecursionError):
            self._ahead = body[at:] + self._ahead
            return body[:at]
        return body

    def _line(self) -> bytes:
        end = self._ahead.find(b"\n") + 1
        if end:
            line, self._ahead = self._ahead[:end], self._ahead[end:]
            return line
        line, self._ahead = self._ahead + self._stream.readline(_MOST), b""
        return line

    def _take(self, number: int) -> bytes:
        taken, self._ahead = self._ahead[:number], self._ahead[number:]
        return taken + self._stream.read(number - len(taken)) if len(taken) < number else taken
