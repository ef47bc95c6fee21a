"""The words that names and titles are read with: offices, honorifics, given names, what a body may drop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from crosscheck.lexicon import Lexicon, fold, open_lexicon
from crosscheck.names.gazetteer import Gazetteer, folded_name, open_gazetteer

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

NameKind = Literal["place", "short", "name"]
Gender = Literal["", "man", "woman"]

RARE = 50
"""Size of a word list from which a word is rare, so that a capital at the start of a sentence shows the given name."""


_IN_OFFICES = frozenset("the a an of and for in at to his her its their our on by 's who".split())


class NameWords:
    """The word data of ``rules/names.toml``, made ready for looking up."""

    def __init__(
        self,
        heads: frozenset[str],
        informal: frozenset[str],
        limits: frozenset[str],
        portfolios: frozenset[str],
        honorifics: frozenset[str],
        offices: Mapping[str, tuple[str, ...]],
        particles: frozenset[str],
        generic: frozenset[str],
        vague: frozenset[str],
        mutual: frozenset[str],
        prepositions: Mapping[str, frozenset[int]],
        given: frozenset[str],
        sure: frozenset[str],
        genders: Mapping[str, Gender],
        uncounted: frozenset[str],
        days: frozenset[str],
        grammar: frozenset[str],
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        house: Sequence[Sequence[tuple[str, ...]]] = (),
    ) -> None:
        self.heads = heads
        self.informal = informal
        self.limits = limits
        self.portfolios = portfolios
        self.honorifics = honorifics
        self.offices = offices
        self.particles = particles
        self.generic = generic
        self.vague = vague
        self.mutual = mutual
        self.prepositions = prepositions
        """Prepositions -> the numbers of the senses in which they may stand for one another."""
        self.given = given
        """Given names that are also common words; of these ``sure`` open no sentence as such."""
        self.sure = sure
        self.genders = genders
        """Given names -> whose they are."""
        self.people = genders.keys()
        self.uncounted = uncounted
        """Of the common words those that need no article."""
        self.days = days
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.house = house
        """The names of the project's own packs, each in its forms, as ``name_key`` makes them."""
        self._common: dict[str, bool] = {}

    def house_forms(self, key: tuple[str, ...]) -> list[tuple[str, ...]]:
        """All forms of the project's own names of which a key is one, whole or shortened; empty where it is none."""
        return [form for forms in self.house if any(_shortens(key, f) for f in forms) for form in forms]

    def is_house_name(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
        """Whether two keys are forms of one name of the project's own."""
        return any(_shortens(theirs, form) for form in self.house_forms(ours))

    def title_words(self, norms: Iterable[str]) -> frozenset[str]:
        """The words of a title as they are compared, abbreviations written out."""
        found: set[str] = set()
        for norm in self.titles.intersection(norms):
            found.update(self.offices.get(norm, (norm,)))
        return frozenset(found)

    def is_title(self, norm: str) -> bool:
        """Whether a word can be part of a title."""
        return norm in self.titles

    @cached_property
    def titles(self) -> frozenset[str]:
        """Every word that can be part of a title."""
        return self.heads | self.limits | self.portfolios | self.honorifics | frozenset(self.offices)

    @cached_property
    def title_ends(self) -> frozenset[str]:
        """What a title before a name ends in, with what may set it off."""
        return self.titles | {",", "-"}

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Words that have a capital everywhere and are no names."""
        return self.days | {"i", "i'm", "i'll", "i've", "i'd"}

    @cached_property
    def verbal(self) -> frozenset[str]:
        """Verbs of grammar and other words that stand inside no office."""
        return self.grammar - _IN_OFFICES

    @cached_property
    def joints(self) -> frozenset[str]:
        """What may stand between the words of one name."""
        return self.particles | {"of", "-", ".", "'s"}

    def senses_apart(self, a: str, b: str) -> bool:
        """Whether two words are prepositions that never mean the same before a name."""
        ours, theirs = self.prepositions.get(a), self.prepositions.get(b)
        return ours is not None and theirs is not None and ours.isdisjoint(theirs)

    def names_office(self, norm: str) -> bool:
        """Whether a word names an office or rank by itself."""
        return norm in self.office_words

    @cached_property
    def office_words(self) -> frozenset[str]:
        """Offices, ranks and honorifics, abbreviated or not; no portfolios ("defense")."""
        short = {
            word
            for word, meant in self.offices.items()
            if not self.heads.isdisjoint(meant) or not self.portfolios.issuperset(meant)
        }
        return self.heads | self.honorifics | short

    def opens_as_name(self, norm: str) -> bool:
        """Whether a given name is rare as a common word ("henry", "anna"), or opens no sentence as one."""
        return norm in self.sure or (self.lexicon.size(norm) or 0) >= RARE

    def is_common(self, norm: str) -> bool:
        """Whether a dictionary knows a word without a capital."""
        known = self._common.get(norm)
        if known is None:
            word = fold(norm)
            known = self.lexicon.size(word) is not None and not self.lexicon.is_name(word)
            self._common[norm] = known
        return known


@lru_cache(maxsize=4)
def name_words(rules: RuleSet) -> NameWords:
    """The word data of a set of rules, read once."""

    def listed(name: str) -> frozenset[str]:
        return rules.words("names", name)

    entries = (entry.split("=") for entry in rules.data("names")["offices"].split())
    offices = {word: tuple(filter(None, meant.split("-"))) for word, meant in entries}
    for own in rules.house("offices"):
        meant = name_key(own["means"].split())
        offices[fold(own["word"])] = tuple(w for word in meant for w in offices.get(word, (word,)))
    return NameWords(
        heads=listed("heads"),
        informal=listed("informal"),
        limits=listed("limits"),
        portfolios=listed("portfolios"),
        honorifics=listed("honorifics"),
        offices=offices,
        particles=listed("particles"),
        generic=listed("generic"),
        vague=listed("vague"),
        mutual=listed("mutual"),
        prepositions=_senses(rules.data("names")["prepositions"]),
        given=listed("given"),
        sure=listed("sure"),
        genders=_given_names(rules),
        uncounted=listed("uncounted"),
        days=listed("weekdays"),
        grammar=rules.words("english", "function") | rules.words("english", "saying"),
        gazetteer=open_gazetteer(rules),
        lexicon=open_lexicon(rules),
        house=[
            [name_key(folded_name(form).split()) for form in own["forms"]] for own in rules.house("names")
        ],
    )


def name_key(norms: Iterable[str]) -> tuple[str, ...]:
    """The words of a name, folded, without "of" and "the": what the project's own names are compared by."""
    return tuple(fold(n) for n in norms if n[0].isalnum() and n not in ("of", "the"))


def _shortens(key: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether a key is a form, or its last word with any of those before it, in order."""
    rest = iter(form)
    return bool(key) and key[-1:] == form[-1:] and all(word in rest for word in key)


def _given_names(rules: RuleSet) -> dict[str, Gender]:
    genders: dict[str, Gender] = {}
    gender: Gender = ""
    for line in rules.path("words", "given-names.txt").read_text(encoding="utf-8").splitlines():
        if line == "[women]":
            gender = "woman"
        elif line == "[men]":
            gender = "man"
        elif not line.startswith("#"):
            genders.update(dict.fromkeys(line.split(), gender))
    return genders


def _senses(table: str) -> dict[str, frozenset[int]]:
    senses: dict[str, set[int]] = {}
    for number, line in enumerate(table.split("|")):
        for word in line.split():
            senses.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in senses.items()}
