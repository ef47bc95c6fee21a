"""What can be said at once of a long text that changed: its changed paragraphs beside the passages most like them.

A whole check of fifty thousand words takes seconds; this takes a fraction of one. It answers for the rules that need no more
than a paragraph and its sources; every other note keeps its place until the whole check is done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crosscheck.config import Config, Configs
from crosscheck.lsp.notes import MARKDOWN, Change, Checked, Note, moved, notes_of, stretch
from crosscheck.model import CrosscheckError, Settings
from crosscheck.pipeline import run
from crosscheck.read import read
from crosscheck.report import shown

RULES = frozenset(
    (
        "meaning.direction",
        "meaning.negation",
        "numbers.changed",
        "quotes.altered",
        "spelling.confusable",
        "spelling.house-term",
        "spelling.typo",
    )
)
"""What is judged by a paragraph and its sources alone."""
PASSAGES = 20
"""Paragraphs of the originals that are compared."""
LONGEST = 20_000
"""Code points of changed paragraphs above which only a whole check answers."""
_WORD = re.compile(r"\w+")
_PARAGRAPH_END = {True: re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n"), False: re.compile(r"[\r\n]+")}
"""In Markdown a blank line, in plain text a line end."""


class Quick:
    """The originals of one article, as the last whole check read them, by the words of their paragraphs.

    To make one takes as long as an answer: rules and word lists are read then, not when somebody waits.
    """

    def __init__(self, checked: Checked, path: str) -> None:
        self._checked = checked
        self._path = path
        self._words = [frozenset(map(str.lower, _WORD.findall(p))) for p in checked.passages]
        self._spread = Counter(word for words in self._words for word in words)
        start, end = checked.summary
        self._found(checked.text, start, min(end, start + LONGEST))

    def notes(self, before: str, after: str, known: Sequence[Note]) -> tuple[Note, ...] | None:
        """The notes of ``after``, ``known`` being those of ``before``; None where only a whole check can tell."""
        start, old, new = stretch(before, after)
        first, last = _paragraphs(after, start, new, is_markdown=self._path.lower().endswith(MARKDOWN))
        if last - first > LONGEST or self._is_outside(before, old):
            return None
        kept = moved(known, before, after)
        others = [n for n in kept if n.rule not in RULES or n.end <= first or n.start >= last]
        return tuple(sorted([*others, *self._found(after, first, last)], key=lambda n: (n.start, n.rule)))

    def _is_outside(self, before: str, end: int) -> bool:
        """Whether what changed is not the article, as far as the last whole check can tell."""
        behind = len(self._checked.text) - self._checked.summary[1]
        return len(before) - end < behind

    def _found(self, text: str, first: int, last: int) -> list[Note]:
        try:
            config = Configs()[self._path]
            report = run(
                [
                    read(text[first:last].encode("utf-8", "replace"), self._path, 0),
                    read(
                        "\n\n".join(self._alike(text[first:last])).encode("utf-8", "replace"),
                        "originals.txt",
                        1,
                    ),
                ],
                config.rules,
                self._settings(config),
            )
        except CrosscheckError:
            return []
        notes = (n for f in shown(report, config.min_level) for n in notes_of(f, report) if f.summary)
        return [
            _shifted(note, first)
            for note in notes
            if note.rule in RULES
            and config.settings.reports(config.rules[note.rule])
            and (note.rule, text[first + note.start : first + note.end]) not in self._checked.accepted
        ]

    def _alike(self, paragraph: str) -> list[str]:
        """The passages that share most with a paragraph, rare words before common ones, in their order."""
        words = set(map(str.lower, _WORD.findall(paragraph)))
        shares = [sum(1 / self._spread[w] for w in words & passage) for passage in self._words]
        best = sorted(range(len(shares)), key=lambda n: -shares[n])[:PASSAGES]
        return [self._checked.passages[n] for n in sorted(best)]

    def _settings(self, config: Config) -> Settings:
        """Those of the configuration; every word of the originals is known, though most of them are not compared."""
        words = config.settings.words | self._spread.keys()
        return config.settings._replace(select=tuple(sorted(RULES)), words=words, summary_lines=None)


def _paragraphs(text: str, start: int, end: int, *, is_markdown: bool) -> tuple[int, int]:
    """The paragraphs that a stretch lies in."""
    parting = _PARAGRAPH_END[is_markdown]
    first = max((m.end() for m in parting.finditer(text, max(0, start - LONGEST), start)), default=0)
    behind = parting.search(text, end)
    return first, behind.start() if behind else len(text)


def _shifted(note: Note, by: int) -> Note:
    """A note of a paragraph as one of the whole text; where its evidence stands, only a whole check tells."""

    def put(change: Change | None) -> Change | None:
        return change._replace(start=change.start + by, end=change.end + by) if change else None

    return note._replace(
        start=note.start + by, end=note.end + by, related=(), fix=put(note.fix), ignore=put(note.ignore)
    )
