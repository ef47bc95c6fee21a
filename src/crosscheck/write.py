"""Files are written whole or not at all: to a temporary file beside the target, which is then renamed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE
from types import TracebackType
from typing import IO, Self

from crosscheck.model import CrosscheckError


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8, making folders as needed; raises CrosscheckError and leaves the old file where it fails."""
    with Writer(path) as writer:
        writer.write(text)
        writer.finish()


def rewrite(path: Path, data: bytes) -> None:
    """Put other bytes into a file that exists, with the permissions it has; a link stays one. Raises CrosscheckError."""
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.tmp{os.getpid()}")
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        temporary.write_bytes(data)
        temporary.chmod(S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CrosscheckError(
            f"{path}: cannot be written: {error.strerror or error}: check its permissions"
        ) from None


def check_writable(path: Path) -> None:
    """Raise CrosscheckError where ``write`` would fail, before a run is spent on it; nothing is made or changed."""
    folder = next(p for p in Path(os.path.realpath(path)).parents if p.exists())
    if path.is_dir():
        reason = "Is a directory"
    elif path.exists() and not path.is_file():
        reason = "is no ordinary file"
    elif not folder.is_dir():
        reason = f"{folder.name} is no directory"
    elif not os.access(folder, os.W_OK | os.X_OK):
        reason = "Permission denied"
    else:
        return
    raise _error(path, reason)


class Writer:
    """A file that is written piece by piece; what was there stays until ``finish``, and for good without it.

    Nothing is made before the first piece. A link stays one; what is no ordinary file, such as a device, is refused.
    Every method raises CrosscheckError where the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._target = Path(os.path.realpath(path))
        self._temporary = self._target.with_name(f".{self._target.name}.tmp{os.getpid()}")
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back what was not finished."""
        if self._file:
            self._file.close()
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)

    def write(self, piece: str | bytes) -> None:
        """Add bytes, or a text as UTF-8."""
        try:
            self._open().write(piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece)
        except OSError as error:
            raise _error(self.path, error.strerror or error) from None

    def finish(self) -> None:
        """Put the new file in the place of the old one; nothing where nothing was written."""
        try:
            if self._file:
                self._file.close()
                self._temporary.replace(self._target)
        except OSError as error:
            raise _error(self.path, error.strerror or error) from None

    def _open(self) -> IO[bytes]:
        if self._file is None:
            if self.path.is_dir():
                raise IsADirectoryError(21, "Is a directory")
            if self.path.exists() and not self.path.is_file():  # a new file would take a device's place
                raise FileExistsError(17, "is no ordinary file")
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._temporary.open("wb")
        return self._file


def _error(path: Path, reason: object) -> CrosscheckError:
    return CrosscheckError(f"{path}: cannot be written: {reason}: choose another place with --output or -o")
