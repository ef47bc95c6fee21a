"""Opens reports in Chromium, for every test that looks at a page.

Needs Chromium and the extra `browser`. Without them these tests skip; with CI set a skip is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

import pytest

from crosscheck.render.html import render
from crosscheck.report import Report
from render.chromium import UnavailableError, chromium

WIDE = (1440, 900)
"""The usual window in CSS pixels."""

Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(chromium())
        except UnavailableError as error:
            _unavailable(str(error))
        yield running


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Opens a report from disk; afterwards the console must be clean and nothing may have been requested."""
    contexts, complaints = [], []

    def opened(
        report: Report | str,
        size: tuple[int, int] = WIDE,
        at: str = "",
        *,
        clean: bool = True,
        **options: Any,
    ) -> Any:
        path = tmp_path / "report.html"
        path.write_text(report if isinstance(report, str) else render(report), encoding="utf-8")
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        if clean:
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "request", lambda r: None if r.url.startswith(path.as_uri()) else complaints.append(r.url)
            )
        page.goto(path.as_uri() + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _unavailable(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
