"""Debian's Chromium through playwright: for the tests in a browser, and for the picture in README.md."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
PICTURE = (1440, 720)
"""Size of the picture in pixels."""


class UnavailableError(Exception):
    """There is no browser, or nothing to drive it with; the text says what to install."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, running. Raises UnavailableError."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise UnavailableError(
            "playwright is not installed: pip install 'crosscheck-editor[browser]'"
        ) from None
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise UnavailableError("no Chromium was found: apt-get install chromium")
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        running = driver.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


def picture(page: str, folder: Path) -> bytes:
    """A picture of a report with its third finding selected, as WebP. Raises UnavailableError."""
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    with chromium() as browser:
        width, height = PICTURE
        tab = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        tab.goto(path.as_uri())
        for _ in range(3):
            tab.keyboard.press("n")
        tab.wait_for_timeout(200)  # the curve is drawn with the next frame
        session = tab.context.new_cdp_session(tab)
        shot = session.send("Page.captureScreenshot", {"format": "webp", "quality": 60})
        return base64.b64decode(shot["data"])
