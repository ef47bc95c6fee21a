"""Files are written whole or not at all: to a temporary file beside the target, which is then renamed.

The temporary file has a name that nobody can guess, is made by this process and no other, and is locked while it is written:
one that a killed run left behind is not locked, and goes when the next run writes into its folder.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE
from types import TracebackType
from typing import IO, Self

from crosscheck.model import CrosscheckError

try:
    import fcntl
except ImportError:  # Windows: nothing is locked, and what was left behind stays
    fcntl = None  # type: ignore[assignment]

_TEMPORARY = re.compile(r"\.crosscheck-[0-9a-f]{16}\.tmp")
_STREAM = re.compile(r"/dev/(?:(?P<name>stdout|stderr)|fd/(?P<fd>\d{1,4}))|/proc/self/fd/(?P<proc>\d{1,4})")


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8, making folders as needed; raises CrosscheckError and leaves the old file where it fails."""
    with Writer(path) as writer:
        writer.write(text)
        writer.finish()


def rewrite(path: Path, data: bytes, digest: str) -> None:
    """Put other bytes into a file that exists, with the permissions it has; a link stays one.

    ``digest`` is the SHA-256 of the file that ``data`` was made from. Raises CrosscheckError where the file cannot be written,
    and where it is another by now: what somebody saved meanwhile is never lost.
    """
    target = Path(os.path.realpath(path))
    temporary = None
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        temporary = _Temporary(target.parent, 0o600)
        with os.fdopen(temporary.descriptor, "wb") as file:
            file.write(data)
        temporary.path.chmod(S_IMODE(target.stat().st_mode))
        if sha256(target.read_bytes()).hexdigest() != digest:
            raise CrosscheckError(f"{path}: changed while it was checked, and was not fixed: run again")
        temporary.path.replace(target)
    except OSError as error:
        raise CrosscheckError(
            f"{path}: cannot be written: {error.strerror or error}: check its permissions"
        ) from None
    finally:
        if temporary:
            temporary.close()


def check_writable(path: Path) -> None:
    """Raise CrosscheckError where ``write`` would fail, before a run is spent on it; nothing is made or changed."""
    if _stream(path) is not None:
        return
    try:
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
    except (OSError, ValueError) as error:  # a name that is too long, or holds a NUL
        reason = getattr(error, "strerror", None) or str(error)
    raise _error(path, reason)


class Writer:
    """A file that is written piece by piece; what was there stays until ``finish``, and for good without it.

    Nothing is made before the first piece. A link stays one; what is no ordinary file, such as a device, is refused, but for
    the open outputs of this process (``/dev/stdout``), which get the text at the end. Every method raises CrosscheckError
    where the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._target = Path(os.path.realpath(path))
        self._temporary: _Temporary | None = None
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back what was not finished."""
        if self._file:
            with suppress(OSError):
                self._file.close()
        if self._temporary:
            self._temporary.close()

    def write(self, piece: str | bytes) -> None:
        """Add bytes, or a text as UTF-8."""
        try:
            self._open().write(piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece)
        except (OSError, ValueError) as error:
            raise _error(self.path, getattr(error, "strerror", None) or error) from None

    def finish(self) -> None:
        """Put the new file in the place of the old one; nothing where nothing was written."""
        try:
            if self._file:
                self._file.close()
                if self._temporary:
                    self._temporary.path.replace(self._target)
        except OSError as error:
            raise _error(self.path, error.strerror or error) from None

    def _open(self) -> IO[bytes]:
        if self._file is None:
            self._file = os.fdopen(self._descriptor(), "wb")
        return self._file

    def _descriptor(self) -> int:
        number = _stream(self.path)
        if number is not None:
            sys.stdout.flush()
            return os.dup(number)
        if self.path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if self.path.exists() and not self.path.is_file():  # a new file would take a device's place
            raise FileExistsError(17, "is no ordinary file")
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._temporary = _Temporary(self._target.parent, 0o666)
        return self._temporary.descriptor


class _Temporary:
    """A new file in a folder, locked until ``close``, which removes it where it was not renamed."""

    def __init__(self, folder: Path, mode: int) -> None:
        _clean(folder)
        while True:
            self.path = folder / f".crosscheck-{os.urandom(8).hex()}.tmp"
            self.descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            if not fcntl:
                self._lock = None
                return
            if _lock(self.descriptor) is not False and os.fstat(self.descriptor).st_nlink:
                self._lock = os.dup(self.descriptor)  # the lock lasts until this one is closed too
                return
            os.close(self.descriptor)  # taken for a leftover by a run that cleans up at this moment

    def close(self) -> None:
        """Remove the file where it is still there, and unlock it."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _clean(folder: Path) -> None:
    """Remove what killed runs left in a folder: temporary files that nobody has locked."""
    if not fcntl:
        return
    with suppress(OSError):
        for path in [p for p in folder.iterdir() if _TEMPORARY.fullmatch(p.name)]:
            with suppress(OSError):
                descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                try:
                    if _lock(descriptor):
                        path.unlink()
                finally:
                    os.close(descriptor)


def _lock(descriptor: int) -> bool | None:
    """Lock a file; False where another process holds the lock, None where the file system knows no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _stream(path: Path) -> int | None:
    """The open output of this process that a path names."""
    named = _STREAM.fullmatch(path.as_posix())
    if not named:
        return None
    if named["name"]:
        return 1 if named["name"] == "stdout" else 2
    return int(named["fd"] or named["proc"])


def _error(path: Path, reason: object) -> CrosscheckError:
    return CrosscheckError(f"{path}: cannot be written: {reason}: choose another place with --output or -o")
