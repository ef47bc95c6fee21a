"""Where an item of news may begin: the lines above its first sentence, and the evidence they carry."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from crosscheck.split.line import HEAD, RESIDUE, Line

_SURE = 1.5
"""Weight of a source or byline that is more than a guess."""
CREDITS = ("time", "source", "byline", "field")
"""Roles of the lines that say by whom, when and where an item was published."""
_CUTS = ("notice", "mark")
_STRONG = frozenset(("dateline", "label", "source", "byline", "time", "field", "rule"))
_SECTION, _HEADLINE = 2, 4
"""Words: at most, of the name of a section; at least, of a headline below it."""
_STANDFIRST, _DECK = 45, 6
"""Words: at most, of one that is a sentence; at least, of one that is none and of the title above it."""


class Head(NamedTuple):
    """A place where an item may begin. All numbers are indices of lines."""

    start: int
    """First line of the item."""
    body: int
    """Its first line of prose."""
    title: int | None
    notices: tuple[int, ...]
    """Lines directly before it that introduce it: notices, or a short line that ends with a colon."""
    credits_before: tuple[int, ...]
    """Source lines between the prose before and the title; whose they are is for the whole document to say."""
    evidence: float
    """Log-odds of what stands at its head; notices not counted."""
    signs: frozenset[str]
    level: int = 0
    number: int | None = None

    @property
    def strong(self) -> bool:
        """Whether more than a title and blank lines shows it."""
        return not self.signs.isdisjoint(_STRONG)


def find_heads(lines: Sequence[Line]) -> list[Head]:
    """Every place where an item may begin, in order: each run of head-like lines before prose, each dateline."""
    heads: list[Head] = []
    usual = _usual_gap(lines)
    run: list[int] = []
    before: list[int] = []
    for k, line in enumerate(lines):
        if line.role == "prose":
            if heads and _after_standfirst(lines, heads[-1], run):
                run = [*before, heads.pop().body, *run]
            if run or line.opening:
                heads.append(_head(lines, run, k, usual))
            run, before = [], run
        elif line.role not in RESIDUE:
            run.append(k)
    return heads


def with_credits_above(head: Head, lines: Sequence[Line]) -> Head:
    """A head with the credits above its title, where those before it are known to be so: not a signature right below a text."""
    if not head.credits_before or lines[head.credits_before[0]].gap < lines[head.start].gap:
        return head
    roles = {lines[k].role for k in head.credits_before}
    weight = min(3.0, sum(lines[k].weight for k in head.credits_before))
    return head._replace(
        start=head.credits_before[0],
        credits_before=(),
        evidence=head.evidence + weight,
        signs=head.signs | roles,
    )


def _after_standfirst(lines: Sequence[Line], head: Head, run: Sequence[int]) -> bool:
    """Whether the one sentence below a title is a standfirst: nothing but credits stands between it and the text."""
    return (
        head.title is not None
        and not head.signs & {"dateline", "opening", *CREDITS}
        and len(run) > 0
        and run[0] == head.body + 1
        and all(lines[k].role in ("byline", "time") for k in run)
        and lines[head.body].words <= _STANDFIRST
    )


def likeness(head: Head, first: Head) -> float:
    """Log-odds that a head belongs to the same row of originals as the first: items of one row look alike."""
    score = 0.0
    level = first.level == head.level > 0
    if first.strong:
        plain = -0.5 if "deck" in head.signs else -1.5
        score += 0.7 if head.signs & first.signs & _STRONG else 0.0 if head.strong or level else plain
    elif not head.strong:
        score += 1.0
    if first.level or head.level:
        score += 1.5 if level else -2.5 if head.level > first.level > 0 else -1.0
    if first.number is not None or head.number is not None:
        score += 1.0 if first.number is not None and head.number is not None else -1.0
    if "gap" in first.signs:
        score += 0.7 if "gap" in head.signs else -0.7
    return score


def _usual_gap(lines: Sequence[Line]) -> int:
    """Blank lines between paragraphs: the most frequent number before prose that follows prose."""
    gaps = [b.gap for a, b in itertools.pairwise(lines) if a.role == b.role == "prose"]
    return max(set(gaps), key=gaps.count) if gaps else 0


def _head(lines: Sequence[Line], run: list[int], body: int, usual: int) -> Head:
    notices = tuple(k for k in run if lines[k].role == "notice" and lines[k].weight > 0)
    notices = notices or _led_in(lines, run[0] if run else body)
    titled = next((k for k in run if lines[k].role == "title"), body)
    labelled = next((k for k in run if lines[k].role == "label"), titled)
    marks = [
        k for k in run if lines[k].role in _CUTS or (lines[k].role == "tail" and k < min(titled, labelled))
    ]
    rest = [k for k in run if not marks or k > marks[-1]]
    rules = [k for k in rest if lines[k].role == "rule"]
    if rules:
        rest = [k for k in rest if k > rules[-1]]
    fresh = bool(marks or rules or notices) or run[:1] == [0]
    start, before = _start(lines, rest, body, fresh)
    title = _title(lines, [k for k in rest if k >= start])
    signs, evidence = _evidence(lines, range(start, body), title, lines[body])
    if rules:
        signs.add("rule")
        evidence += 1.0
    if any(lines[k].role in ("tail", "source") for k in run if k < start):
        signs.add("ended")
        evidence += 1.5
    if lines[start].gap > usual:
        signs.add("gap")
        evidence += 0.7
    level = lines[title].block.level if title is not None and lines[title].block.kind == "heading" else 0
    number = next((lines[k].number for k in range(start, body) if lines[k].number is not None), None)
    return Head(start, body, title, notices, before, evidence, frozenset(signs), level, number)


def _led_in(lines: Sequence[Line], first: int) -> tuple[int, ...]:
    """The line before a head, where it is short and ends with a colon, and no list follows it."""
    if first == 0 or lines[first - 1].role != "prose" or not lines[first - 1].weight:
        return ()
    opening = lines[first].opening
    headed = lines[first].role in HEAD or (opening is not None and opening.weight >= 2)
    return (first - 1,) if headed and lines[first].block.kind != "item" else ()


def _start(lines: Sequence[Line], rest: list[int], body: int, fresh: bool) -> tuple[int, tuple[int, ...]]:
    """The first line of an item among head-like lines, and the credits before it that may be another's."""
    labels = [k for k in rest if lines[k].role == "label"]
    titles = [k for k in rest if lines[k].role == "title"]
    if labels and not _is_below_title(lines, labels[0], titles):
        return labels[0], ()
    plain = [k for k in titles if lines[k].block.kind != "item"]
    if plain and len(titles) - len(plain) >= 2:
        titles = [k for k in titles if k >= plain[0]] if titles[0] in plain else plain
    if not titles:
        return (rest[0], ()) if rest and fresh else (_first_credit(lines, rest, body), ())
    first = max(titles, key=lambda k: (lines[k].gap, -k))
    before = [k for k in rest if k < first and lines[k].role in CREDITS]
    if before and (fresh or lines[before[0]].gap > lines[first].gap):
        return before[0], ()
    return first, tuple(before)


def _is_below_title(lines: Sequence[Line], label: int, titles: Sequence[int]) -> bool:
    """Whether a label stands below the last title, as "For immediate release" may, and not above it."""
    if not titles or titles[-1] > label or lines[label].title:
        return False
    below = range(titles[-1] + 1, label + 1)
    return all(lines[k].role in (*CREDITS, "label") and lines[k].gap <= lines[titles[-1]].gap for k in below)


def _first_credit(lines: Sequence[Line], rest: list[int], body: int) -> int:
    """Of credits without a title: those set off from the prose before by a blank line belong to what follows."""
    return next((k for k in rest if lines[k].role in HEAD and lines[k].gap > lines[body].gap), body)


def _title(lines: Sequence[Line], rest: list[int]) -> int | None:
    labelled = next((k for k in rest if lines[k].role == "label" and lines[k].title), None)
    if labelled is not None:
        return labelled
    titles = [k for k in rest if lines[k].role == "title"]
    return below_section(lines, titles)


def below_section(lines: Sequence[Line], titles: Sequence[int]) -> int | None:
    """Of lines that may be titles, the first, or the second where that is the name of a section right above it."""
    if len(titles) > 1 and titles[1] == titles[0] + 1:
        first, second = lines[titles[0]], lines[titles[1]]
        if first.words <= _SECTION and second.words >= _HEADLINE:
            return titles[1]
    return titles[0] if titles else None


def _evidence(lines: Sequence[Line], head: range, title: int | None, body: Line) -> tuple[set[str], float]:
    signs: set[str] = set()
    credit = label = 0.0
    for k in head:
        line = lines[k]
        if line.role in CREDITS and (title is None or k > title or line.role != "time"):
            signs.add(line.role if line.weight >= _SURE or line.role in ("time", "field") else "deck")
            credit += line.weight
        elif line.role == "label":
            signs.add("label")
            label = line.weight
    evidence = min(credit, 3.0) + label
    if body.opening:
        evidence += body.opening.weight
        signs.add("dateline" if body.opening.weight >= 1.5 else "opening")
    if title is None:
        return signs, evidence - (1.0 if evidence < 2 else 0.0)
    line = lines[title]
    item = line.block.kind == "item"
    evidence += line.weight + (1.0 if line.block.kind in ("heading", "title") else 0.0)
    evidence += 0.7 if item and line.number is not None else -0.5 if item else 0.0
    signs.add("title")
    if _has_deck(lines, head):
        signs.add("deck")
        evidence += 0.7
    return signs, evidence


def _has_deck(lines: Sequence[Line], head: range) -> bool:
    """Whether a standfirst stands below a title: hardly any subheading has one."""
    titles = [lines[k] for k in head if lines[k].role == "title"]
    return len(titles) == 2 and all(t.words >= _DECK and t.block.kind != "item" for t in titles)
