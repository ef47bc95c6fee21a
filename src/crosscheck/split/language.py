"""Which language a part is written in, by script and by its most frequent words: enough to know what not to judge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from crosscheck.split.signs import Signs

_SAMPLE = 1200
_BEYOND_LATIN = "\u0370"
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", "\u3040\u30ff"),
    ("ko", "\uac00\ud7af\u1100\u11ff"),
    ("zh", "\u4e00\u9fff"),
    ("el", "\u0370\u03ff"),
    ("he", "\u0590\u05ff"),
    ("th", "\u0e00\u0e7f"),
    ("ka", "\u10a0\u10ff"),
    ("hy", "\u0530\u058f"),
)


def language_of(text: str, signs: Signs) -> str:
    """ISO 639-1 code of a text, "und" where it is not English and not certain; short texts count as English."""
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    letters = "".join(words)
    foreign = [] if letters.isascii() else [c for c in letters if c >= _BEYOND_LATIN and c.isalpha()]
    enough = len(letters) * 0.2
    if len(foreign) > enough:
        for code, script in _SCRIPTS:
            if _letters(foreign, script) > enough:
                return code
    if len(words) < 12:
        return "en"
    lists = _lists(signs)
    english = _share(words, lists["en"])
    if english >= 0.2:
        return "en"
    shares = {code: _share(words, known) for code, known in lists.items()}
    best = max(shares, key=lambda code: shares[code])
    if best == "en" or (english >= 0.08 and english >= shares[best] * 0.6):
        return "en" if english >= 0.05 or (len(words) < 40 and sample.isascii()) else "und"
    return best if shares[best] >= 0.12 and shares[best] >= 1.3 * english else "und"


def _letters(letters: Sequence[str], script: str) -> int:
    """How many letters lie in a script's ranges, each given by its first and last letter."""
    return sum(
        low <= char <= high for char in letters for low, high in zip(script[::2], script[1::2], strict=True)
    )


def _share(words: Sequence[str], known: frozenset[str]) -> float:
    return sum(map(known.__contains__, words)) / len(words)


@lru_cache(maxsize=4)
def _lists(signs: Signs) -> Mapping[str, frozenset[str]]:
    lists: Mapping[str, str] = signs.words["languages"]
    return {code: frozenset(words.split()) for code, words in lists.items()}
