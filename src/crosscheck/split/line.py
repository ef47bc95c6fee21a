"""One line of a document and the role it plays on its own."""

from typing import Literal, NamedTuple

from crosscheck.model import Block
from crosscheck.split.datelines import Opening

Role = Literal[
    "prose", "title", "time", "source", "byline", "field", "tail", "label", "notice", "summary", "rule", "mark",
    "furniture", "section", "comments",
]  # fmt: skip
HEAD: frozenset[Role] = frozenset(("title", "time", "source", "byline", "field", "label"))
"""Roles of the lines that stand at the head of an item, above its first sentence."""
CREDITS: frozenset[Role] = frozenset(("time", "source", "byline", "field"))
"""Roles of the lines that say by whom, when and where an item was published."""
RESIDUE: frozenset[Role] = frozenset(("furniture", "section", "comments"))


class Line(NamedTuple):
    """One block of a document and how it reads on its own. All spans are half-open offsets into the document's text."""

    block: Block
    role: Role
    words: int
    gap: int
    """Blank lines before it."""
    weight: float = 0.0
    """Evidence of its role, in log-odds."""
    opening: Opening | None = None
    title: tuple[int, int] | None = None
    """Where the title stands in it."""
    date: tuple[int, int] | None = None
    """That it prints; of prose, the day with which it opens: "On 6 March 2025, ..."."""
    publisher: str | None = None
    number: int | None = None
    """Of a numbered title or label; of a notice, how many originals it announces: 1, or 2 for any greater number."""

    def place(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span within the line's body as a span of the document's text."""
        at = self.block.body.start
        return at + span[0], at + span[1]
