"""The picture of the sample report, which README.md shows."""

from __future__ import annotations

import pytest

import regenerate
from regenerate import PICTURE, ROOT
from render import chromium

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_picture() -> None:
    """It is a picture of the size it was taken at, small enough to be loaded with the page, and README.md shows it."""
    data = PICTURE.read_bytes()
    assert (data[:4], data[8:15]) == (b"RIFF", b"WEBPVP8")
    assert _size(data) == chromium.PICTURE
    assert 20_000 < len(data) < 150_000
    assert f"({PICTURE.relative_to(ROOT).as_posix()})" in README


def _size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP file: in its extended header where it has one, else in that of its only frame."""
    if data[15:16] == b"X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return int.from_bytes(data[26:28], "little"), int.from_bytes(data[28:30], "little")


def test_without_a_browser_the_picture_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser is, ``make docs`` says so and leaves the picture alone."""
    before = PICTURE.read_bytes()
    monkeypatch.setattr(chromium, "NAMES", ("no-such-browser",))
    said = regenerate.picture()
    assert said.startswith("kept as it was: reports/")
    assert "apt-get install chromium" in said
    assert PICTURE.read_bytes() == before
