"""When two words are forms of one word: inflected ("bought", "buys"), respelt, or derived ("decided", "decision").

For judging whether the article adds or leaves out something, never for showing: a lemma is a key, not a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crosscheck.lexicon import fold, open_lexicon

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

STEM = 4
"""Letters that two derived forms share at least."""


class Lemmas:
    """The irregular forms of ``rules/words/irregular.txt`` and the endings of derivation."""

    def __init__(
        self,
        irregular: Mapping[str, str],
        endings: frozenset[str],
        spellings: Callable[[str], tuple[str, ...]] = lambda word: (word,),
    ) -> None:
        self.irregular = irregular
        self.endings = endings
        self.spellings = spellings
        """All regional spellings of a word, always in the same order."""
        self.lemma = cache(self._lemma)
        """The key of a normalized word that its inflected and regional forms share."""

    def keys(self, norms: Iterable[str]) -> frozenset[str]:
        """The lemmas of some words; of marks among them, whatever is made of these."""
        return frozenset(map(self.lemma, norms))

    def lists(self, lists: Iterable[str]) -> dict[str, frozenset[int]]:
        """Lemma -> the numbers of the lists of words, separated by blanks, in which it stands."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(lists):
            for word in words.split():
                found[self.lemma(word)].add(number)
        return {word: frozenset(numbers) for word, numbers in found.items()}

    def kin(self, a: str, b: str) -> bool:
        """Whether two lemmas are one word or derived from one stem: "restore", "restoration"."""
        if a == b:
            return True
        shared = 0
        for x, y in zip(a, b, strict=False):
            if x != y:
                break
            shared += 1
        return shared >= STEM and a[shared:] in self.endings and b[shared:] in self.endings

    def _lemma(self, norm: str) -> str:
        word = fold(norm)
        return (
            self.irregular.get(word)
            or self.irregular.get(spelt := self.spellings(word)[0])
            or _regular(spelt)
        )


class Keys(dict[str, str]):
    """Normalized word -> its lemma, made when first asked for; empty for words that carry grammar and for figures."""

    def __init__(self, lemmas: Lemmas, grammar: frozenset[str]) -> None:
        super().__init__()
        self.lemmas, self.grammar = lemmas, grammar

    def __missing__(self, norm: str) -> str:
        """The key of a word that is asked for the first time."""
        key = self[norm] = self.lemmas.lemma(norm) if norm[0].isalpha() and norm not in self.grammar else ""
        return key


@lru_cache(maxsize=4)
def open_lemmas(rules: RuleSet) -> Lemmas:
    """The lemmas of a set of rules; the file is read once."""
    irregular: dict[str, str] = {}
    for line in _lines(rules, "irregular.txt"):
        base, *forms = line.split()
        irregular.update(dict.fromkeys(forms, _regular(base)))
    endings = frozenset(e for line in _lines(rules, "endings.txt") for e in line.split())
    return Lemmas(irregular, endings | {""}, open_lexicon(rules).forms)


def _lines(rules: RuleSet, name: str) -> list[str]:
    lines = rules.path("words", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _regular(norm: str) -> str:
    """A word without plural, past, participle and adverb endings, its regional spelling made one."""
    word = norm.removesuffix("'s").removesuffix("'").replace("z", "s").replace("our", "or")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    else:
        return word[:-1] if len(word) > 3 and word.endswith("e") else word
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
