"""Office documents as archives of XML: opened within limits, so that no small file fills the memory."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError, iterparse

from crosscheck.model import CrosscheckError

_MOST_MEMBERS = 10_000
_DEEPEST = 300
_BYTES_OF_ELEMENT = 50
"""Of the size limit, what each XML element takes: in memory it is ten times as large, however short it is in the file."""


class Archive:
    """The XML members of an office document."""

    def __init__(self, data: bytes, name: str, max_size: int) -> None:
        self._name = name
        self._max_size = max_size
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception:  # noqa: BLE001 - in a damaged archive zipfile raises whatever it stumbles over
            raise CrosscheckError(
                f"{name}: is damaged or no office document: open it and save it again"
            ) from None
        if len(self._zip.infolist()) > _MOST_MEMBERS:
            raise CrosscheckError(f"{name}: holds more than {_MOST_MEMBERS} parts: save its text as .txt")

    def xml(self, member: str) -> Element | None:
        """The root element of a member, or None where the archive has none of that name.

        Raises CrosscheckError for one that unpacks to more than the size limit, is damaged or encrypted, declares
        entities, or is nested too deep.
        """
        try:
            info = self._zip.getinfo(member)
        except KeyError:
            return None
        if info.file_size > self._max_size:
            size = f"{info.file_size / 1e6:.0f} MB"
            raise CrosscheckError(
                f"{self._name}: unpacks to {size}, over the limit: raise it with --max-size"
            )
        try:
            with self._zip.open(info) as file:
                data = file.read(min(self._max_size, info.file_size) + 1)
        except NotImplementedError:  # a RuntimeError too
            raise CrosscheckError(
                f"{self._name}: is packed in a way that cannot be read: open it and save it again"
            ) from None
        except RuntimeError:
            raise CrosscheckError(f"{self._name}: is encrypted: save it without a password") from None
        except Exception:  # noqa: BLE001 - in a damaged archive zipfile raises whatever it stumbles over
            raise CrosscheckError(f"{self._name}: is damaged: open it and save it again") from None
        return self._parse(data)

    def _parse(self, data: bytes) -> Element:
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise CrosscheckError(
                f"{self._name}: declares XML entities, as no office program does: save it again"
            )
        root: Element | None = None
        depth = number = 0
        most = self._max_size // _BYTES_OF_ELEMENT
        try:
            for event, element in iterparse(io.BytesIO(data), events=("start", "end")):  # noqa: S314 -- no DTD
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                number += 1
                if number > 2 * most:  # each has a start and an end
                    raise CrosscheckError(
                        f"{self._name}: holds more than {most:,} elements: raise the limit with --max-size"
                    )
                if depth > _DEEPEST:
                    raise CrosscheckError(
                        f"{self._name}: is nested more than {_DEEPEST} deep: save its text as .txt"
                    )
        except (
            ParseError,
            LookupError,
            ValueError,
        ):  # no XML, or in an encoding that is unknown or of many bytes
            root = None
        if root is None:
            raise CrosscheckError(f"{self._name}: is damaged: open it and save it again")
        return root
