"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from crosscheck import Report, check_document
from render.opening import browser, show

__all__ = ["browser", "seed", "seed_report", "show"]

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes is the machine's affair.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real document: an article of 28 paragraphs and its five originals."""
    return ROOT / "seeds" / "china-central-asia-2025.txt"


@pytest.fixture(scope="session")
def seed_report(seed: Path) -> Report:
    """What crosscheck says about the seed; made once."""
    return check_document(seed)
