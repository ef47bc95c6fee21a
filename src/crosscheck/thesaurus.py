"""Which words may stand for one another, and which turn a sentence round.

From WordNet, and from two lists written by hand for news English; all under ``rules/words`` and read when a changed word
first needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from marisa_trie import RecordTrie

    from crosscheck.ruleset import RuleSet

T = TypeVar("T")

MEMBER, BROADER, DERIVED = range(3)
"""How a word stands to a sense in ``senses.marisa``: it has it; has a narrower one; a word derived from it has it."""
NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ier", "y"),
    ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"),
)  # fmt: skip


class _Made(dict[str, T]):
    """Word -> what is made of it when it is first asked for."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        """What is made of a word that is new."""
        made = self[word] = self._make(word)
        return made


class Thesaurus:
    """The files under ``rules/words``, each opened when first needed. Words are lower case, with straight apostrophes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lemmas = _Made(self._inflected)
        self._respelt = _Made(lambda word: frozenset(map(_respelt, self._lemmas[word])))
        self._stems = _Made(lambda word: _with_adverb(self._lemmas[word]))
        self._lines = _Made(
            lambda word: _NONE.union(*[self._groups.get(s, _NONE) for s in self._stems[word]])
        )
        self._opposed = _Made(self._with_opposite)
        self._senses = _Made(self._looked_up)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The word and every dictionary form that it may be an inflection of; only inflections, no derivations."""
        return self._lemmas[word]

    def same_word(self, a: str, b: str) -> bool:
        """Whether two words are equal but for inflection and regional spelling: "rose" and "rises"."""
        return a == b or not self._respelt[a].isdisjoint(self._respelt[b])

    def synonyms(self, a: str, b: str) -> bool:
        """Whether one word or two-word verb may stand for the other in the same place, inflection apart.

        True for one word in two inflections, for words of one line of the hand list, and for words that WordNet gives a
        common sense, or of which one names a kind of the other ("blaze", "fire"). Opposites are never synonyms, nor are
        numbers.
        """
        if self.same_word(a, b):
            return True
        if self.opposites(a, b):
            return False
        if not self._lines[a].isdisjoint(self._lines[b]):
            return True
        ours, theirs = self._senses[a], self._senses[b]
        mine, its = ours[MEMBER], theirs[MEMBER]
        return not (
            all(map(mine.isdisjoint, theirs))
            and its.isdisjoint(ours[BROADER])
            and its.isdisjoint(ours[DERIVED])
        )

    def opposites(self, a: str, b: str) -> bool:
        """Whether two single words are opposites, inflection apart: "rose" and "falls", "quickly" and "slow"."""
        ours, theirs = self._opposed[a], self._opposed[b]
        if not ours or not theirs or not set(self._stems[a]).isdisjoint(self._stems[b]):
            return False
        return any(self._are_listed(x, y) for x in ours for y in theirs)

    def affirmative(self, word: str) -> tuple[str, ...]:
        """What a word with a negative prefix negates: "unlikely" -> "likely"; empty where it negates nothing."""
        if word.startswith("non-"):
            return (word[4:],)
        if not word.startswith(NEGATIVE_PREFIXES):
            return ()
        return tuple(
            base
            for lemma in self.lemmas(word)
            for prefix in NEGATIVE_PREFIXES
            if lemma.startswith(prefix) and self._are_listed(base := lemma[len(prefix) :], lemma)
        )

    # ---------------------------------------------------------------- details

    def _are_listed(self, a: str, b: str) -> bool:
        if _pair(a, b) in self._antonyms:
            return True
        sides, others = self._opposites.get(a), self._opposites.get(b)
        return bool(sides and others and any((row, not side) in others for row, side in sides))

    def _inflected(self, word: str) -> tuple[str, ...]:
        """A word and what it may be an inflection of; of a phrase, its first word may be."""
        head, blank, rest = word.partition(" ")
        forms = dict.fromkeys((head, *self._irregular.get(head, ()), *_regular(head)))
        return tuple(form + blank + rest for form in forms)

    def _looked_up(self, word: str) -> tuple[set[int], ...]:
        """The senses of a word by relation."""
        found: tuple[set[int], ...] = (set(), set(), set())
        for lemma in self._lemmas[word]:
            for kind, sense in self._trie.get(lemma, ()):
                found[kind].add(sense)
        return found

    @cached_property
    def _trie(self) -> RecordTrie:
        import marisa_trie

        trie: RecordTrie = marisa_trie.RecordTrie("<BH")
        trie.mmap(str(self._folder / "senses.marisa"))
        return trie

    @cached_property
    def _irregular(self) -> dict[str, tuple[str, ...]]:
        forms: dict[str, tuple[str, ...]] = {}
        for row in self._rows("irregular.txt"):
            lemma, *inflected = row.split()
            for form in inflected:
                forms[form] = (*forms.get(form, ()), lemma)
        return forms

    @cached_property
    def _antonyms(self) -> frozenset[str]:
        """WordNet's pairs, as the rows of the file."""
        return frozenset(self._rows("antonyms.tsv"))

    def _with_opposite(self, word: str) -> list[str]:
        """The stems of a word that have an opposite at all."""
        return [s for s in self._stems[word] if s in self._opposites or s in self._antonymous]

    @cached_property
    def _antonymous(self) -> frozenset[str]:
        """The words of WordNet's pairs."""
        return frozenset("\t".join(self._antonyms).split("\t"))

    @cached_property
    def _opposites(self) -> dict[str, list[tuple[int, bool]]]:
        """Word -> the rows of the hand list that hold it, and whether on the right."""
        found: dict[str, list[tuple[int, bool]]] = {}
        for number, row in enumerate(self._rows("opposites.tsv")):
            for right, words in enumerate(row.split("\t")):
                place = number, bool(right)
                for word in words.split(", "):
                    found.setdefault(word, []).append(place)
        return found

    @cached_property
    def _groups(self) -> dict[str, list[int]]:
        """Word -> the lines of the hand list of synonyms that hold it."""
        groups: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows("synonyms.txt")):
            for word in row.split(", "):
                groups.setdefault(word, []).append(number)
        return groups

    def _rows(self, name: str) -> Iterator[str]:
        lines = (self._folder / name).read_text(encoding="utf-8").splitlines()
        return (line for line in lines if line and not line.startswith("#"))


_NONE: frozenset[Any] = frozenset()


@lru_cache(maxsize=4)
def open_thesaurus(rules: RuleSet) -> Thesaurus:
    """The thesaurus that comes with a set of rules; opened once."""
    return _open(rules.path("words", "opposites.tsv").parent)


@lru_cache(maxsize=4)
def _open(folder: Path) -> Thesaurus:
    return Thesaurus(folder)


def _pair(a: str, b: str) -> str:
    """A row of ``antonyms.tsv``."""
    return f"{a}\t{b}" if a < b else f"{b}\t{a}"


def _respelt(word: str) -> str:
    """A word with the commonest regional spellings made one."""
    return word.replace("z", "s").replace("our", "or")


def _regular(word: str) -> Iterator[str]:
    """What a word may be a regular inflection of; most are no words, and harmless, since no list holds them."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            yield stem + instead
            if not instead and len(stem) > 3 and stem[-1] == stem[-2] and ending[0] in "ei":
                yield stem[:-1]


def _with_adverb(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """The lemmas, and of an adverb in -ly its adjective."""
    adverbs = [w for w in lemmas if w.endswith("ly") and len(w) > 4]
    return (*lemmas, *(w[:-2] for w in adverbs), *(w[:-3] + "y" for w in adverbs if w.endswith("ily")))
