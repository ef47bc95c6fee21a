"""The data of ``rules/split.toml``: word lists as sets, patterns compiled when first needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache
from typing import Any

from crosscheck.ruleset import RuleSet

_PIECE = re.compile(r"\{\{(\w+)\}\}")
_SEARCHED = frozenset({"notice", "self", "caption", "credit", "signed", "dated_title"})
_LOWERED = frozenset({"notice", "self", "notice_heading", "summary_notice"})
"""Groups whose expressions are in small letters and read lines in small letters: without case they take thrice as long to compile."""
_CASELESS = frozenset({"house_notice", "furniture", "tail"})
_WORDS = re.compile(r"\w+|[^\w\s]")
_NOISE = re.compile(r"^[\W_]+|[\W_]+$")


class Pattern:
    """One expression of a group, with the evidence it carries in log-odds."""

    def __init__(self, group: str, table: Mapping[str, Any], pieces: Mapping[str, str]) -> None:
        self.name: str = table["name"]
        self.weight: float = table["weight"]
        self.deictic: bool = table.get("deictic", False)
        """Of what notices say: whether it points at the text itself."""
        self.year: bool = table.get("year", False)
        """Of datelines: whether the date must have its year."""
        self._needs = frozenset(table.get("needs", "").split())
        self._source = expand(table["regex"], pieces)
        self._group = group

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first asks for it: compiling all of them takes longer than splitting."""
        return re.compile(self._source, re.IGNORECASE if self._group in _CASELESS else 0)

    def match(self, text: str, words: AbstractSet[str]) -> re.Match[str] | None:
        """The match in a line; ``words`` are the line's, for the cheap test that comes first."""
        if self._needs and self._needs.isdisjoint(words):
            return None
        read = text.lower() if self._group in _LOWERED else text
        return self.regex.search(read) if self._group in _SEARCHED else self.regex.fullmatch(read)


class Signs:
    """Everything the splitter knows about the look of lines."""

    def __init__(self, rules: RuleSet) -> None:
        self.words = rules.data("split", "words")
        self.thresholds: Mapping[str, float] = rules.data("split", "thresholds")
        self._patterns = rules.data("split", "patterns")
        self._house = {"house_notice": rules.house("notices"), "dateline": rules.house("datelines")}
        self.furniture = frozenset(self._listed("furniture"))
        self.networks = frozenset(self._listed("networks"))
        self.sections = frozenset(self._listed("sections"))
        self.comments = frozenset(self._listed("comments"))
        self.summary = frozenset(self._listed("summary"))
        self.publishers = frozenset(self._listed("publishers"))
        self.papers = frozenset(self._listed("papers"))
        self.companies = frozenset(self._listed("companies"))
        self.listed = self.publishers | frozenset(self._listed("listed"))
        self.desks = frozenset(self._listed("desks"))
        house = [name for entry in self._house["dateline"] for name in entry.get("agencies", ())]
        self.agencies = frozenset(name.casefold() for name in (*self._listed("agencies"), *house))
        self.time = frozenset(self._listed("time"))
        self.bylines = tuple(f"{word} " for word in self._listed("bylines"))
        self.many = frozenset(self._listed("many"))
        self.jobs = frozenset(self._listed("jobs"))
        self.officers = tuple(self._listed("officers"))
        self.remarks = tuple(self._listed("remarks"))
        self.no_names = frozenset(self._listed("no_names"))
        self.writers = frozenset(self._listed("writers"))
        self.article_places = tuple(self._listed("article_places"))
        self.states = frozenset(self._listed("states"))
        self.not_places = frozenset(self._listed("not_places"))

    def _listed(self, name: str) -> list[str]:
        """The entries of a word list."""
        return [entry.strip() for entry in self.words[name].split("|")]

    @cached_property
    def pieces(self) -> Mapping[str, str]:
        """Expressions that others are made of."""
        pieces: Mapping[str, str] = self._patterns["pieces"]
        return pieces

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A calendar day as printed in heads, with or without year."""
        return re.compile(expand("{{date}}", self.pieces))

    @cached_property
    def kind(self) -> re.Pattern[str]:
        """The kind of a text, with the sign that sets it off, in front of a dateline."""
        return re.compile(expand("{{kind}}", self.pieces))

    @cached_property
    def year(self) -> re.Pattern[str]:
        """The year of a date."""
        return re.compile(expand("{{year}}", self.pieces))

    @cached_property
    def month(self) -> re.Pattern[str]:
        """A month and its year: when a magazine appeared."""
        return re.compile(expand(r"{{month}}\s+{{year}}", self.pieces))

    @cache  # noqa: B019 -- a Signs lives as long as its RuleSet, and there are few
    def group(self, name: str) -> tuple[Pattern, ...]:
        """The patterns of one group; those of the project's own packs come last, under their ids."""
        own = [{**entry, "name": entry["id"]} for entry in self._house.get(name, ()) if "regex" in entry]
        return tuple(Pattern(name, table, self.pieces) for table in (*self._patterns.get(name, ()), *own))

    def first(self, group: str, text: str, words: AbstractSet[str]) -> tuple[Pattern, re.Match[str]] | None:
        """The first pattern of a group that matches, and its match."""
        for pattern in self.group(group):
            if match := pattern.match(text, words):
                return pattern, match
        return None


@lru_cache(maxsize=4)
def signs_of(rules: RuleSet) -> Signs:
    """The signs of a set of rules, prepared once."""
    return Signs(rules)


def expand(regex: str, pieces: Mapping[str, str]) -> str:
    """An expression with the pieces in double braces filled in."""
    while _PIECE.search(regex):
        regex = _PIECE.sub(lambda m: pieces[m[1]], regex)
    return regex


def words_of(text: str) -> frozenset[str]:
    """The words and signs of a line, in lower case; its first word once more, behind a ^."""
    words = _WORDS.findall(text.lower())
    first = next((word for word in words if word[0].isalnum()), "")
    return frozenset((*words, f"^{first}"))


def bare(text: str) -> str:
    """A short line for look-up: lower case, without the symbols around it, blanks joined."""
    return " ".join(_NOISE.sub("", text.lower()).split())
