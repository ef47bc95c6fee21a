"""The library: what it shows, what it is given, and what it refuses."""

from __future__ import annotations

import importlib.resources
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import crosscheck
from crosscheck import CrosscheckError, Settings, check_document, check_texts, find_dates

ARTICLE = "The ferry carried 410 passengers to Skye."
ORIGINAL = "The ferry carried 140 passengers to Skye."


def test_public_names_are_shown() -> None:
    """`dir` shows every public name before any of them has been used, and type checkers see the types."""
    assert set(crosscheck.__all__) <= set(dir(crosscheck))
    assert importlib.resources.files(crosscheck).joinpath("py.typed").is_file()


def test_originals_in_files_of_their_own(tmp_path: Path) -> None:
    """An article's file is checked against the files of its originals."""
    article, original = tmp_path / "article.txt", tmp_path / "agency.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    original.write_text(ORIGINAL, encoding="utf-8")
    report = check_document(article, originals=[original])
    assert [f.rule for f in report.findings] == ["numbers.changed"]
    assert [d.name for d in report.collation.documents] == [article.as_posix(), original.as_posix()]


def test_one_path_is_no_list_of_paths(tmp_path: Path) -> None:
    """A path alone would be read letter by letter."""
    with pytest.raises(CrosscheckError, match="give a list of paths"):
        check_document(tmp_path / "article.txt", originals="agency.txt")


def test_dates_alone() -> None:
    """The dates of a text can be had without comparing anything."""
    (mention,) = find_dates("It sank yesterday.", date(2025, 5, 2))
    assert mention.value == "2025-05-01"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"select": ("numbers.chnged",)}, "unknown rule 'numbers.chnged': did you mean numbers.changed"),
        ({"ignore": ("numbr",)}, "unknown rule 'numbr'"),
        ({"severity": {"numbers.changes": "note"}}, "unknown rule 'numbers.changes'"),
        ({"severity": {"numbers.changed": "fatal"}}, "unknown severity 'fatal': it must be one of error"),
        ({"profile": "en-UK"}, "unknown profile 'en-UK': it must be one of auto, en-GB-ise"),
        ({"numeric_dates": "month"}, "unknown numeric_dates 'month'"),
    ],
    ids=str,
)
def test_settings_are_validated(settings: dict[str, Any], said: str) -> None:
    """What does not exist is refused by its name."""
    with pytest.raises(CrosscheckError) as refused:
        check_texts(ARTICLE, [ORIGINAL], config=Settings(**settings))
    assert said in str(refused.value)
