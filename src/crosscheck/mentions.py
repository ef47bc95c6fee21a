"""Mentions: the dates, numbers, names, quotations and speakers of a text, with their normalized values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.attribution.read import find_attributions
from crosscheck.attribution.speakers import speaker_words
from crosscheck.names.capitals import capitals
from crosscheck.names.read import find_names
from crosscheck.names.words import name_words
from crosscheck.numbers.read import find_numbers
from crosscheck.numbers.words import number_words
from crosscheck.passages import by_segment
from crosscheck.quotes.read import find_quotations

if TYPE_CHECKING:
    from crosscheck.attribution.sentences import Attribution
    from crosscheck.dates.read import DateMention
    from crosscheck.model import Collation, Segment
    from crosscheck.names.read import NameMention
    from crosscheck.numbers.read import NumberMention
    from crosscheck.quotes.read import Quotation
    from crosscheck.ruleset import RuleSet


class Mentions(NamedTuple):
    """Everything found in the summary and in each original: part id -> mentions in order of the text."""

    dates: Mapping[str, tuple[DateMention, ...]] = {}
    numbers: Mapping[str, tuple[NumberMention, ...]] = {}
    names: Mapping[str, tuple[NameMention, ...]] = {}
    named: Mapping[Segment, Sequence[NameMention]] = {}
    """The same names by the segment in which they stand."""
    quotes: Mapping[str, tuple[Quotation, ...]] = {}
    speakers: Mapping[str, tuple[Attribution, ...]] = {}


def extract(
    collation: Collation,
    segments: Mapping[str, tuple[Segment, ...]],
    dates: Mapping[str, tuple[DateMention, ...]],
    rules: RuleSet,
) -> Mentions:
    """The mentions of all parts that have segments; ``dates`` have been read before, since parts are dated by them."""
    words = number_words(rules)
    spans = {part: [d.span for d in found] for part, found in dates.items()}
    numbers = {part: find_numbers(found, spans.get(part, ()), words) for part, found in segments.items()}
    known, name_data = capitals(s for found in segments.values() for s in found), name_words(rules)
    names = {
        part: find_names(found, spans.get(part, ()), known, name_data) for part, found in segments.items()
    }
    named = by_segment(names, segments)
    quotes = {
        part.id: find_quotations(collation.documents[part.span.file].text, [b.body for b in part.blocks])
        for part in collation.parts
        if part.id in segments
    }
    speakers = {
        part: find_attributions(found, named, speaker_words(rules)) for part, found in segments.items()
    }
    return Mentions(dates, numbers, names, named, quotes, speakers)
