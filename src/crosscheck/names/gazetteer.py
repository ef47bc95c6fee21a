"""Which words are one place, body or person: countries and demonyms, initials and what they stand for, romanizations, short
forms of given names. Read from ``rules/words`` when first needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from crosscheck.lexicon import fold

if TYPE_CHECKING:
    from pathlib import Path

    from crosscheck.ruleset import RuleSet

PLACE = "@"
"""Begins the key of a place, so that it is no word."""
LONGEST = 5
"""Words of the longest name in the table of places."""

_SMALL = frozenset("of the and for in on to de la du des von und et at with against".split())
_PLAIN = str.maketrans({"’": "'", "-": " "})
_ENDINGS = (("iyy", "y"), ("iy", "y"), ("yy", "y"), ("ii", "y"), ("ij", "y"), ("i", "y"), ("off", "ov"), ("eff", "ev"), ("aia", "aya"),
            ("iia", "iya"))  # fmt: skip
_LETTERS = (("ou", "u"), ("oo", "u"), ("q", "k"), ("x", "ks"), ("dj", "j"), ("tch", "ch"), ("tz", "ts"), ("iye", "ie"), ("ay", "ai"),
            ("ey", "ei"), ("'", ""))  # fmt: skip


class Gazetteer:
    """The tables of names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # ---------------------------------------------------------------- places

    def place(self, norms: Sequence[str], k: int) -> tuple[int, str]:
        """The place whose name begins at token k: the token behind it, and its key; (k, "") where there is none."""
        longest = self.place_openers.get(norms[k])
        if not longest:
            return k, ""
        for length in range(min(longest, len(norms) - k), 0, -1):
            found = self._places.get(" ".join(norms[k : k + length]))
            if found:
                return k + length, found
        return k, ""

    @cached_property
    def place_openers(self) -> Mapping[str, int]:
        """First word of a place's name -> tokens of the longest name that begins with it."""
        longest: dict[str, int] = {}
        for name in self._places:
            words = name.split()
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        return longest

    def capital_of(self, word: str) -> str:
        """The key of the country whose capital a folded name is; empty where it is none."""
        return self._capitals.get(word, "")

    @cached_property
    def _places(self) -> dict[str, str]:
        places: dict[str, str] = {}
        for names, adjectives, _ in self._rows():
            key = PLACE + names[0]
            for word in (*names, *adjectives):
                places[word] = key
            for word in adjectives:
                if not word.endswith(("s", "ese", "sh", "ch", "men")):
                    places[f"{word}s"] = key
        return places

    @cached_property
    def _capitals(self) -> dict[str, str]:
        return {capital: PLACE + names[0] for names, _, capitals in self._rows() for capital in capitals}

    def _rows(self) -> Iterator[tuple[list[str], list[str], list[str]]]:
        for line in self._lines("places.txt"):
            left, _, capitals = line.partition("|")
            names, _, adjectives = left.partition(" :")
            yield _tokens(names), _tokens(adjectives), _tokens(capitals)

    # ---------------------------------------------------------------- bodies

    def stands_for(self, short: str, names: Sequence[str]) -> bool:
        """Whether initials stand for a name whose words are ``names``, folded; by the table, or letter by letter."""
        letters = short.replace(".", "")
        known = self._bodies.get(letters)
        if known and not known.isdisjoint((" ".join(names),)):
            return True
        return letters == "".join(w[0] for w in names if w not in _SMALL) or letters == "".join(
            w[0] for w in names
        )

    def long_forms(self, short: str) -> frozenset[str]:
        """The long names, folded, that a short name is known to stand for."""
        return self._bodies.get(short.replace(".", ""), frozenset())

    def explains(self, short: str, words: Sequence[str]) -> bool:
        """Whether folded words in a row tell what initials stand for: by the table, whole or in part ("European" for "EU"), or by
        beginning with their letters ("capital expenditure" for "CapEx").
        """
        if self.stands_for(short, words) or self._means(short, words):
            return True
        if short.endswith("s") and self._means(short[:-1], [w.removesuffix("s") for w in words]):
            return True
        telling = [w for w in words if w not in _SMALL]
        return any(_begins(short, telling[k:], 2) for k in range(len(telling) - 1))

    def _means(self, short: str, words: Sequence[str]) -> bool:
        """Whether all of some words stand in one long form of the table."""
        return any(set(words) <= set(long.split()) for long in self.long_forms(short))

    @cached_property
    def _bodies(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for line in self._lines("bodies.txt"):
            short, _, long = line.partition(" : ")
            found[fold(short)].add(folded_name(long))
        return {short: frozenset(longs) for short, longs in found.items()}

    # ---------------------------------------------------------------- people

    def romanized(self, a: str, b: str) -> bool:
        """Whether two folded words are one name in two romanizations, or before and after it was renamed."""
        if a == b:
            return True
        return self._are_listed(a, b) or (len(a) > 2 and len(b) > 2 and _skeleton(a) == _skeleton(b))

    def doubles(self, a: str, b: str) -> bool:
        """Whether two folded words differ in one consonant that only one of them doubles ("Vallebianca"), and no table has both."""
        long, short = (a, b) if len(a) > len(b) else (b, a)
        return not self._are_listed(a, b) and any(
            long[k] == long[k - 1] not in "aeiouy" and long[:k] + long[k + 1 :] == short
            for k in range(1, len(long))
        )

    def _are_listed(self, a: str, b: str) -> bool:
        groups = self._romanizations
        return not groups.get(a, frozenset()).isdisjoint(groups.get(b, frozenset()))

    def nicknamed(self, a: str, b: str) -> bool:
        """Whether one of two folded given names is a short form of the other."""
        return b in self._nicknames.get(a, ()) or a in self._nicknames.get(b, ())

    @cached_property
    def _romanizations(self) -> dict[str, frozenset[int]]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, line in enumerate(self._lines("romanizations.txt")):
            for word in line.split():
                found[word].add(number)
        return {word: frozenset(numbers) for word, numbers in found.items()}

    @cached_property
    def _nicknames(self) -> dict[str, tuple[str, ...]]:
        rows = (line.lower().split() for line in self._lines("nicknames.txt"))
        return {name: tuple(short) for name, *short in rows}

    def _lines(self, name: str) -> list[str]:
        lines = (self._folder / name).read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line and not line.startswith("#")]


def shortens(short: str, word: str) -> bool:
    """Whether initials are some letters of one word, in order from its first: "TV" of "television"."""
    rest = iter(word)
    return word[:1] == short[0] and len(word) > len(short) + 1 and all(c in rest for c in short)


def _begins(letters: str, words: Sequence[str], least: int = 0) -> bool:
    """Whether letters are the beginnings of words in a row, put together; of at least so many."""
    if not letters or not words:
        return not letters and least <= 0
    longest = min(len(letters), len(words[0]))
    return any(
        letters[:n] == words[0][:n] and _begins(letters[n:], words[1:], least - 1)
        for n in range(1, longest + 1)
    )


def open_gazetteer(rules: RuleSet) -> Gazetteer:
    """The gazetteer that comes with a set of rules; opened once."""
    return _open(rules.path("words", "places.txt").parent)


def folded_name(text: str) -> str:
    """A name as the tables are looked up: folded, hyphens as blanks."""
    return " ".join(fold(text).translate(_PLAIN).replace("'s", " 's").split())


@lru_cache(maxsize=4)
def _open(folder: Path) -> Gazetteer:
    return Gazetteer(folder)


def _tokens(names: str) -> list[str]:
    """Names of the table as the normalized tokens of a text are joined: hyphens and full stops stand apart."""
    return [_spaced(n.replace("_", " ").lower()) for n in names.split()]


def _spaced(name: str) -> str:
    return name.replace("-", " - ").replace("'s", " 's")


@lru_cache(maxsize=1024)
def _skeleton(word: str) -> str:
    """A folded name with what romanizations vary made one."""
    for old, new in _ENDINGS:
        if word.endswith(old):
            word = word[: -len(old)] + new
            break
    for old, new in _LETTERS:
        word = word.replace(old, new)
    if word.startswith(("ye", "yo", "yu")) and len(word) > 4:
        word = {"ye": "e", "yo": "o", "yu": "ju"}[word[:2]] + word[2:]
    return "".join([letter for letter, _ in groupby(word)])
