"""Ignore comments: what each of them says, and which words it covers.

``ignore[...]`` covers the block in which it stands, or behind which it stands on the same line; where it has a line of its
own, the next block. ``disable[...]`` covers all up to its ``enable[...]``, ``file-ignore[...]`` the whole file.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crosscheck.marks import Instruction, comments_in, read_instruction
from crosscheck.model import Block, CrosscheckError, Document, Span
from crosscheck.ruleset import RuleSet

_VERBS = ("ignore", "disable", "enable", "file-ignore")


class Ignore(NamedTuple):
    """One rule, or check, that an ignore comment names."""

    verb: str
    rule: str
    """A rule, a check or "all"."""
    reason: str
    at: Span
    """The comment."""
    covers: Span | None
    """Findings that start here are accepted; None where nothing follows that it could cover."""

    @property
    def whole_file(self) -> bool:
        """Whether it speaks of the file, and so also of findings that have no place."""
        return self.verb == "file-ignore"


def read_ignores(documents: Sequence[Document], rules: RuleSet) -> list[Ignore]:
    """The ignores of some documents, in their order.

    Raises CrosscheckError, with the place, for a comment that names no rule or one that does not exist, for a ``disable``
    that is never enabled again, and for a comment that would be read as part of the text.
    """
    return [ignore for document in documents for ignore in _ignores(document, rules)]


def names(rule: str, name: str) -> bool:
    """Whether a name (a rule, a check, "all") stands for a rule."""
    return name in (rule, rule.partition(".")[0], "all")


def _ignores(document: Document, rules: RuleSet) -> Iterator[Ignore]:
    markers = [b for b in document.blocks if b.kind == "marker"]
    _refuse_hidden(document, markers)
    opened: dict[str, Ignore] = {}
    for marker in markers:
        said = read_instruction(_text(document, marker))
        if not said:
            continue
        _require_known(document, marker, said, rules)
        for rule in said.rules:
            ignore = Ignore(said.verb, rule, said.reason, marker.span, None)
            if said.verb == "disable":
                opened.setdefault(rule, ignore)
            elif said.verb == "enable":
                yield _closed(document, opened, ignore)
            else:
                yield ignore._replace(covers=_covered(document, marker, ignore))
    for ignore in opened.values():
        raise _error(
            document,
            ignore.at,
            f"disable[{ignore.rule}] is never enabled again: add <!-- crosscheck: enable[{ignore.rule}] -->, "
            f"or write file-ignore[{ignore.rule}]",
        )


def _closed(document: Document, opened: dict[str, Ignore], enable: Ignore) -> Ignore:
    """The ``disable`` that an ``enable`` ends."""
    if enable.rule not in opened:
        raise _error(
            document,
            enable.at,
            f"enable[{enable.rule}] ends nothing: no disable[{enable.rule}] stands before it",
        )
    disable = opened.pop(enable.rule)
    return disable._replace(covers=Span(disable.at.end, enable.at.start, document.file))


def _covered(document: Document, marker: Block, ignore: Ignore) -> Span | None:
    if ignore.whole_file:
        return Span(0, len(document.text), document.file)
    at = document.blocks.index(marker)
    before = next((b for b in reversed(document.blocks[:at]) if b.kind != "marker"), None)
    behind = next((b for b in document.blocks[at + 1 :] if b.kind != "marker"), None)
    inside = marker.level or _ends_line(document, marker, before, behind)
    block = before if inside else behind
    return block.span if block else None


def _ends_line(document: Document, marker: Block, before: Block | None, behind: Block | None) -> bool:
    """Whether text stands before a comment on its line, and none after it."""
    line = document.position(marker.span.start).line
    if not before or document.position(before.span.end).line != line:
        return False
    return not behind or document.position(behind.span.start).line != line


def _refuse_hidden(document: Document, markers: Sequence[Block]) -> None:
    """Raise CrosscheckError for a comment that is no marker of its own, so that it would be taken for text."""
    if "<!--" not in document.text:
        return
    for at in comments_in(document.text):
        if not any(m.span.start <= at < m.span.end for m in markers):
            raise _error(
                document,
                Span(at, at + 4, document.file),
                "a crosscheck comment stands inside a text that cannot carry comments: give it a line of its own, "
                "or use an [[ignore]] table of the configuration",
            )


def _require_known(document: Document, marker: Block, said: Instruction, rules: RuleSet) -> None:
    """Raise CrosscheckError for a comment whose verb or rules do not exist."""
    if said.verb not in _VERBS:
        raise _error(
            document,
            marker.span,
            f"unknown instruction {said.verb!r}: write originals, original: TITLE, ignore[RULE], disable[RULE], "
            "enable[RULE] or file-ignore[RULE]",
        )
    if not said.rules:
        raise _error(
            document,
            marker.span,
            f"{said.verb} names no rule: write it as {said.verb}[spelling.typo] (`crosscheck rules` lists them)",
        )
    known = {"all", *(name for rule in rules for name in (rule.id, rule.check))}
    for name in said.rules:
        if name not in known:
            raise _error(
                document,
                marker.span,
                f"{said.verb}[{name}] names an unknown rule: `crosscheck rules` lists them",
            )


def _error(document: Document, at: Span, reason: str) -> CrosscheckError:
    position = document.position(at.start)
    return CrosscheckError(f"{document.name or 'the text'}:{position.line}:{position.column}: {reason}")


def _text(document: Document, block: Block) -> str:
    return document.text[block.span.start : block.span.end]
