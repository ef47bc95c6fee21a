"""Who tells a date (the narrative itself, a quotation, a clause of reported speech), and whether it is past or lies ahead."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Literal

Role = Literal["narrative", "general", "reported", "quoted", "dateline", "title"]
"""General: "today" that means nowadays, in a clause which tells of no event."""

_REACH = 400
"""Code points of a sentence that are looked at on either side of a date."""
_AHEAD = (
    r"\b(?:(?-i:may|might|could(?! not\b)|can|should|must)(?!(?: \w+)? have\b)"
    r"|(?:is|are|was|were)(?: (?:now|also|still|not))? to(?! (?:blame|date|have)\b))\b"
)
"""A verb that leaves open whether the thing happens ("may close", "is to close"): mostly it is still to come."""


class Narrative:
    """A paragraph or text, asked about places in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._quotations: list[tuple[int, int]] | None = None

    def role(self, start: int) -> Role:
        """Whether the writer, somebody quoted or somebody reported says what stands at an offset."""
        if self._quoted(start):
            return "quoted"
        sentence = self.text[self._sentence_start(start) : start]
        verb = max((m.end() for m in _saying().finditer(sentence)), default=None)
        if verb is None or _dates_the_saying(sentence[verb:]):
            return "narrative"
        return "reported"

    def ahead(self, start: int, end: int) -> bool:
        """Whether the clause around a date speaks of the future: "will meet on Friday", "On Friday, the court will rule"."""
        first = self._sentence_start(start)
        before = self.text[first:start]
        clause = before[max(before.rfind(mark) for mark in (",", ";", " that ", " and ")) + 1 :]
        expected = _future().search(clause) is not None
        if len(before.split()) > 1:
            return expected
        after = re.split(r"[.;]", self.text[end : end + 120], maxsplit=1)[0]
        verb = _first_verb().search(after)
        told = _happened().search(after, 0, verb.start()) if verb else None
        return bool(verb["future"] and not told) if verb else expected

    def aside(self, start: int, joined: bool) -> bool:
        """Whether a date stands in a clause that only adds something, or is what something is compared with.

        ``joined``: another date stands before it in its sentence; that one, and none behind "after", is what is told.
        """
        before = self.text[max(0, start - _REACH) : start]
        return any(form.search(before) for form in (_added(), *([_preceded()] if joined else ())))

    def joins(self, end: int, start: int) -> bool:
        """Whether one sentence holds what ends and what begins at two offsets."""
        return _sentence_end().search(self.text, end, start + 1) is None

    def past(self, start: int, end: int) -> bool:
        """Whether the clause around a date, or the one that it opens, tells of what happened: "he met B today"."""
        before = re.split(r"[,;:]| (?:which|who|that) ", self.text[self._sentence_start(start) : start])[-1]
        ends = r"[.;:!?\n]" if len(before.split()) <= 1 else r"[,.;:!?\n]"
        after = re.split(ends, self.text[end : end + _REACH], maxsplit=1)[0]
        return _happened().search(f"{before} . {after}") is not None

    def _sentence_start(self, at: int) -> int:
        """Where the sentence around an offset begins, no further back than _REACH."""
        first = max(0, at - _REACH)
        for match in reversed(list(_sentence_end().finditer(self.text, first, at + 1))):
            word = _word_before(self.text, match.start())
            initial = len(word) == 1 and "A" <= word <= "Z"
            if word in _ABBREVIATED or (initial and not _opener().match(self.text, match.end())):
                continue
            return match.end()
        return first

    def _quoted(self, at: int) -> bool:
        if self._quotations is None:
            self._quotations = [m.span() for m in _quotation().finditer(self.text)]
        k = bisect_right(self._quotations, (at, len(self.text))) - 1
        return k >= 0 and self._quotations[k][1] > at


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:sa(?:id|ys?|ying)|stat(?:ed|es|ing)|noted|added|adding|stress(?:ed|ing)|emphasi[sz](?:ed|ing)|told|explained|recalled"
        r"|warned|claim(?:ed|s)|argue[ds]|believe[ds]?|pointed out|reiterated|insisted|according to)\b"
    )


_OCCASION = frozenset(
    "in at to on late early a an the his her their its reporters journalists media lawmakers parliament press news daily regular"
    " weekly conference briefing interview statement speech here him them".split()
)
"""What may stand, beside names, between "said" and the day on which it was said."""


def _dates_the_saying(between: str) -> bool:
    """Whether what stands between a verb of saying and a date leaves it the day on which it was said."""
    words = between.split()
    return not words or (between[0].isspace() and all(map(_tells_the_occasion, words)))


def _tells_the_occasion(word: str) -> bool:
    word = word.removesuffix(",")
    return word in _OCCASION or ("A" <= word[:1] <= "Z" and word.replace("-", "").replace("_", "").isalnum())


@cache
def _future() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:will|shall|would|won[’']t|(?:is|are|was|were) due|due (?!to)"
        r"|scheduled|slated|set (?:to|for)|(?:is|are|was|were) (?:expected|forecast)|expected to|plann?(?:s|ed|ing)? (?:to|for)"
        r"|going to|(?:aim|hope|expect|intend)s? to|deadline|upcoming)\b|\b(?:by|until|till)(?: the)?(?: early| late| mid)?\s*\Z|"
        + _AHEAD,
        re.IGNORECASE,
    )


_CLAUSE = r"\b(?:[^,.;:!?\n]|[.,:]\d)*\Z"


@cache
def _added() -> re.Pattern[str]:
    """ "..., which were sold between March and", "the highest since", "up by 3 per cent from" """
    return re.compile(
        rf", (?:which|who|whose){_CLAUSE}"
        r"|\b(?:since|than(?: in| on)?|compared (?:with|to)(?: that of)?"
        r"|(?:\d\S*|per ?cent|points|(?:up|down|unchanged|changed)(?: \w+)?) from)(?: the| early| late| mid)*[\s-]*\Z",
        re.IGNORECASE,
    )


@cache
def _preceded() -> re.Pattern[str]:
    return re.compile(rf", (?:after|following|against|up|down){_CLAUSE}")


@cache
def _first_verb() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<future>will\b|(?:is|are) (?:due|set|scheduled|expected)\b|{_AHEAD})"
        r"|\b(?:was|were|had|could|said|told|\w+ed)\b"
    )


@cache
def _happened() -> re.Pattern[str]:
    """A verb in the past or perfect; "is used" is a state, and "need" no past."""
    return re.compile(
        r"\b(?:was|were|had|did|could|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bstill )[a-z]{2,}[a-df-z]ed|agreed"
        r"|became|began|brought|broke|built|came|chose|drew|fell|felt|flew|found|gave|got|grew|heard|held|hit|kept|knew|laid"
        r"|led|left|lost|made|met|paid|ran|rose|said|sang|sank|sat|saw|sent|shot|sold|spoke|spent|stood|struck|swore|taught"
        r"|threw|told|took|understood|went|withdrew|won|wore|wrote"
        r"|ha(?:s|ve) (?:[a-z]+ ){0,2}(?:become|begun|chosen|cut|fallen|given|put|risen|set|spoken|taken|written))\b"
    )


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘'(0-9-])|\n\s*")


_ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr St Gen Sen Rep Gov No vs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_LONGEST = 5
"""Letters from which a word is no abbreviation."""


def _word_before(text: str, end: int) -> str:
    """The word that ends at an offset, no more than the last letters of a long one; empty behind a mark."""
    first = end
    while 0 < first > end - _LONGEST and (text[first - 1].isalnum() or text[first - 1] == "_"):
        first -= 1
    return text[first:end]


@cache
def _opener() -> re.Pattern[str]:
    """A word that begins a sentence and no surname, behind what may be an initial."""
    return re.compile(
        r"(?:The|An?|This|That|These|Those|He|She|It|They|We|In|On|At|By|But|And|After|Before|When)\b"
    )


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(
        r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|``.*?(?:''|$)|‘[^’\n]*(?:’(?=\w)[^’\n]*)*’(?!\w)", re.MULTILINE
    )
