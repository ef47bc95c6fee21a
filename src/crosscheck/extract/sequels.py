"""Sentences that are placed in time by an event told before: "Following her talks with the growers, the minister flew to Split"."""

from typing import TYPE_CHECKING

from crosscheck.model import Segment, Span

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

_PHRASE = 12
"""Tokens up to the comma behind such a phrase."""
_BEFORE = 4
"""Tokens up to the word for the event: "the", "two-day", "state"."""


class SequelWords:
    """The words by which such sentences are known, lower case."""

    def __init__(self, rules: "RuleSet") -> None:
        self.after = rules.words("dates", "after")
        self.events = rules.words("dates", "events")
        self.links = rules.words("dates", "links")
        """What may follow the word for an event, as in "meetings in Kazakhstan"."""


def sequel(segment: Segment, words: SequelWords) -> Span | None:
    """The phrase at the head of a sentence that tells after which event it happened; None where there is none.

    "After the talks broke down" and "after attending the talks" are no such phrases: they tell what happened at the event.
    """
    norms = segment.norms
    if not norms or norms[0] not in words.after or "," not in norms[:_PHRASE]:
        return None
    comma = norms.index(",")
    event = next((k for k in range(1, min(comma, 1 + _BEFORE)) if norms[k] in words.events), None)
    if event is None or any(n in words.links or n.endswith("ing") for n in norms[1:event]):
        return None
    return segment.span_of(0, comma) if event + 1 == comma or norms[event + 1] in words.links else None
