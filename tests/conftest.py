"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscheck import Report, check_document

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real document: an article of 28 paragraphs and its five originals."""
    return ROOT / "seeds" / "china-central-asia-2025.txt"


@pytest.fixture(scope="session")
def seed_report(seed: Path) -> Report:
    """What crosscheck says about the seed; made once."""
    return check_document(seed)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what ``known-failures.txt`` lists as expected to fail, so that only new failures stop a change."""
    listed = (ROOT / "tests" / "known-failures.txt").read_text(encoding="utf-8").splitlines()
    for item in items:
        if item.nodeid in listed:
            item.add_marker(pytest.mark.xfail(reason="listed in known-failures.txt", strict=False))
