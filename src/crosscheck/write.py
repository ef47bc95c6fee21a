"""Files are written whole or not at all: to a temporary file beside the target, which is then renamed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from crosscheck.model import CrosscheckError


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8, making folders as needed; raises CrosscheckError and leaves the old file where it fails."""
    temporary = path.with_name(f".{path.name}.tmp{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CrosscheckError(
            f"{path}: cannot be written: {error.strerror or error}: choose another place with --output or -o"
        ) from None
