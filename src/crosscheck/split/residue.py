"""Page residue that only its neighbours show: lists of links under "Related", readers' comments."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.split.line import Line, Role

_BREAKS: frozenset[Role] = frozenset(("notice", "label", "mark", "summary", "rule"))
_HEADS: frozenset[Role] = frozenset(("source", "byline", "time", "field"))


def mark_residue(lines: Sequence[Line]) -> list[Line]:
    """The lines with the lists under "Related" and the readers' comments marked as residue."""
    marked = list(lines)
    prose = False
    last = 0
    for k, line in enumerate(lines):
        prose = prose or line.role == "prose"
        if k < last:
            marked[k] = line._replace(role="furniture")
        elif line.role == "section":
            last = _end_of_links(lines, k)
        elif line.role == "comments" and prose:
            last = _end_of_comments(lines, k)
    return marked


def _end_of_links(lines: Sequence[Line], section: int) -> int:
    """The line after a list of links: short lines without a full stop, less the title of what follows."""
    end = section + 1
    while end < len(lines) and lines[end].role in ("title", "furniture", "section"):
        end += 1
    if end == len(lines) or lines[end - 1].role != "title":
        return end
    after = lines[end]
    headed = after.role in _HEADS or (after.opening is not None and after.opening.weight >= 1.5)
    return end - 1 if headed or lines[end - 1].gap > lines[section + 1].gap else end


def _end_of_comments(lines: Sequence[Line], opener: int) -> int:
    """The line after readers' comments: they go on to the end, or to what is surely a new item."""
    end = opener + 1
    while end < len(lines) and lines[end].role not in _BREAKS:
        opening = lines[end].opening
        if opening and opening.weight >= 2.5:
            break
        end += 1
    while (
        end < len(lines)
        and end - 1 > opener
        and lines[end - 1].role == "title"
        and lines[end].role == "prose"
    ):
        end -= 1
    return end
