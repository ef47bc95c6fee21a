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
