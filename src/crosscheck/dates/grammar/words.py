"""The words that English dates are made of, and a view of a text as words in which they are looked up.

Working on words instead of on one large pattern keeps the cost linear whatever the text is, and the start-up free of
pattern compilation.
"""

import re
from collections.abc import Collection
from functools import cache
from typing import Literal, NamedTuple

from crosscheck.dates.intervals import MONTHS, WEEKDAYS, Grain

Base = Literal["absolute", "writing", "chain", "event", "vague"]

MONTH = {name[:n].lower(): k for k, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
SHORT_MONTHS = frozenset(word for word in MONTH if len(word) < 5) - {"may", "june", "july"}
WEEKDAY = {name.lower(): k for k, name in enumerate(WEEKDAYS)}
SHORT_WEEKDAY = WEEKDAY | {
    short: k
    for k, shorts in enumerate(
        (["mon"], ["tue", "tues"], ["wed"], ["thu", "thur", "thurs"], ["fri"], ["sat"], ["sun"])
    )
    for short in shorts
}
NUMBER = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split(),
        1,
    )
} | {"a": 1, "an": 1}
TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
ORDINAL = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "latter": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
SEASON = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
EDGE = {
    "beginning": "start",
    "start": "start",
    "turn": "start",
    "middle": "mid",
    "end": "end",
    "close": "end",
}
PARTS = frozenset({"early", "mid", "late"})
DAYTIME = frozenset({"morning", "afternoon", "evening", "night"})
SHIFT = {"last": -1, "this": 0, "current": 0, "next": 1}
CHAINED = {"that": 0, "same": 0, "previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1}
HYPHENS = frozenset("-–—‑")
TO = frozenset({"to", "until", "till", "through", "thru"})
UNIT: dict[str, Grain] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
ZONES = frozenset("gmt utc est edt et cst cdt pst pdt bst cet cest jst hkt ist".split())
DASHES_AND_SLASH = HYPHENS | {"/"}

PREPOSITIONS = frozenset(
    "in on by since until till during from through throughout before after between of for early late mid around".split()
)
STRONG_PREPOSITIONS = PREPOSITIONS - {"on", "of", "for", "around"}
COUNTED = frozenset(
    "people percent per percentage point points dollar dollars euro euros yuan yen pound pounds mile miles km kilometers"
    " kilometres meters metres feet tons tonnes million billion trillion homes houses troops soldiers workers jobs times"
    " vote votes hours minutes words pages years days months weeks kg mw megawatts gigawatts ships cars units shares".split()
)
"""Words after a number that make it a count, not a year or a day of the month."""


class Expression(NamedTuple):
    """What a date expression says, read without its surroundings. Offsets are code points of the text it stands in."""

    start: int
    end: int
    grain: Grain
    base: Base = "absolute"
    """Absolute, or counted from the day of writing, from an earlier date of the narrative (chain), or from an event ("the
    day before the summit"); vague ("recently") where nothing is counted."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """From 0, Monday: the whole expression ("Friday"), or what is stated beside a date ("Friday, April 25")."""
    part: int | None = None
    """Number of the quarter, season or half, from 1."""
    unit: Grain = "day"
    """What ``shift`` counts."""
    shift: int | None = None
    """Units from the base; None where the expression does not say ("Friday", "July")."""
    modifier: str = ""
    """early, mid, late, start, end, earlier or later."""
    approximate: bool = False
    until: "Expression | None" = None
    """The end of a range."""
    rivals: "tuple[tuple[str, Expression], ...]" = ()
    """Other readings of the same words, each with its reason: "zone", "order", "fiscal", "range"."""
    order: str = ""
    """Of a numeric date: "day-first", "month-first", or "open" where the digits allow both."""


class Words:
    """A text as words, numbers and single marks, each with its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = _tokens().findall(text)
        self.low = list(map(str.lower, self.words))
        self._starts: list[int] = []
        self._names: dict[str, bool] = {}

    def __getitem__(self, at: int) -> str:
        """The word at an index in lower case; empty outside the text."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def start(self, at: int) -> int:
        """Where the word at an index begins; no word behind it is looked up."""
        starts = self._starts
        for k in range(len(starts), at + 1):
            starts.append(self.text.index(self.words[k], starts[k - 1] + len(self.words[k - 1]) if k else 0))
        return starts[at]

    def end(self, at: int) -> int:
        """Where the word at an index ends."""
        return self.start(at) + len(self.words[at])

    def glued(self, at: int) -> bool:
        """Whether no blank stands before the word at an index."""
        return 0 < at < len(self.words) and self.start(at) == self.end(at - 1)

    def capital(self, at: int) -> bool:
        """Whether the word at an index begins with a capital letter."""
        return 0 <= at < len(self.words) and self.words[at][0].isupper()

    def opens_sentence(self, at: int) -> bool:
        """Whether the word at an index is the first of its sentence or line."""
        return at == 0 or self[at - 1] in '.!?:;"“”' or "\n" in self.text[self.end(at - 1) : self.start(at)]

    def make(self, first: int, last: int, grain: Grain, **fields: object) -> Expression:
        """An expression from word ``first`` up to, not including, word ``last``."""
        return Expression(self.start(first), self.end(last - 1), grain, **fields)  # type: ignore[arg-type]

    def before(self, at: int, *choices: Collection[str]) -> int | None:
        """The index at which a run of words that ends before ``at`` begins; one set of words for each position."""
        for k, choice in enumerate(reversed(choices), 1):
            if self[at - k] not in choice or at - k < 0:
                return None
        return at - len(choices)

    # -- each of these reads something at an index and gives it with the index after it

    def month(self, at: int) -> tuple[int, int] | None:
        """A month's name with a capital; the full stop of an abbreviation belongs to it."""
        number = MONTH.get(self[at])
        if not number or not self.capital(at):
            return None
        return number, at + 1 + (self[at] in SHORT_MONTHS and self[at + 1] == "." and self.glued(at + 1))

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of the month, "5", "05" or "5th", that is no count, price, score or clock time."""
        word = self[at]
        if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
            return None
        after = at + 1
        if self[after] in ("st", "nd", "rd", "th") and self.glued(after):
            after += 1
        return None if self.counts(after) else (int(word), after)

    def year(self, at: int) -> tuple[int, int] | None:
        """A year of four digits, 1000 to 2199, that is no count."""
        word = self[at]
        if len(word) != 4 or not word.isdecimal() or not "1000" <= word <= "2199" or self.counts(at + 1):
            return None
        return int(word), at + 1

    def year_after(self, at: int) -> tuple[int | None, int]:
        """A year behind an optional comma; None, and the index itself, where none stands there."""
        return self.year(at + (self[at] == ",")) or (None, at)

    def weekday(self, at: int) -> tuple[int, int] | None:
        """A weekday's name, also abbreviated."""
        number = SHORT_WEEKDAY.get(self[at])
        if number is None or not self.capital(at):
            return None
        return number, at + 1 + (self[at + 1] == "." and self.glued(at + 1))

    def number_before(self, at: int) -> tuple[int, int] | None:
        """A count that ends before ``at``, digits or words: (value, index of its first word)."""
        word = self[at - 1]
        if word in HYPHENS and at >= 2:
            at, word = at - 1, self[at - 2]
        if word.isdecimal() and len(word) <= 4:
            return None if self.glued(at - 1) else (int(word), at - 1)
        if word in NUMBER:
            tens = self[at - 3] if self[at - 2] in HYPHENS else self[at - 2]
            if tens in TENS and NUMBER[word] < 10 and word not in ("a", "an"):
                return TENS[tens] + NUMBER[word], at - (3 if self[at - 2] in HYPHENS else 2)
            return NUMBER[word], at - 1
        return (TENS[word], at - 1) if word in TENS else None

    def counts(self, after: int) -> bool:
        """Whether what follows a number makes it something other than a part of a date."""
        word = self[after]
        if self.glued(after) and (word[0].isalnum() or word in ("%", "°", "_")):
            return True
        if (
            word in (",", ".", ":")
            and self.glued(after)
            and self.glued(after + 1)
            and self[after + 1][:1].isdecimal()
        ):
            return True
        return word in COUNTED or word == "%"

    def names_someone(self, at: int) -> bool:
        """Whether the text uses the word as a person's name: "Theresa May", "Mrs. May", "May said"."""
        word = self.words[at]
        if word not in self._names:
            uses = (k for k, w in enumerate(self.words) if w == word and not self[k + 1].isdecimal())
            self._names[word] = any(self._as_name(k) for k in uses)
        return self._names[word]

    def _as_name(self, at: int) -> bool:
        before = self[at - 1]
        if before == "." and self[at - 2] in ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen"):
            return True
        if self[at + 1] in ("said", "says", "told", "added"):
            return True
        return (
            at > 0 and self.capital(at - 1) and before not in _NO_GIVEN_NAME and not self.opens_sentence(at)
        )


_NO_GIVEN_NAME = (
    PREPOSITIONS
    | set(MONTH)
    | set(SHORT_WEEKDAY)
    | {"last", "this", "next", "the", "and", "as", "mid", "every", "each"}
)


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|[0-9]+|\S")
