"""The publishers that a notice names, for the originals after it that name none themselves."""

import re
from collections.abc import Sequence
from itertools import accumulate, groupby

from crosscheck.model import Document, Part
from crosscheck.split.credits import clean_publisher
from crosscheck.split.signs import Signs

_FURTHER = re.compile(
    r"(\band\b|&|[;,/])\s+(?:(?:and|by|of|from|in|on|the|an?|news|press|agency|agencies|broadcaster|newspaper)\s+)*"
    r"([A-Z][\w.’'-]*\w(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*)"
)
"""A further name in a notice, and what links it to the one before."""
_OTHER = re.compile(r"\band\s+(?:by\s+|of\s+)?(?:the|an?)\s+((?:[a-z]+\s+){1,2})")
"""A further body that is not named: "and the ministry in Kinshasa"."""
_LIST_ENDS = re.compile(
    r"[:()\n]|(?<!\b[A-Z])\.(?=\s|$)|,?\s(?:are|is|were|was|which|that|follow|appear|have|has)\b"
)
_LINKS = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|\s(?:and|&)\s)\s*")
_UNNAMED = re.compile(r"^(?:[a-z][\w’'-]*\s+)+")
_PLACED = re.compile(r"(?:[a-z][\w’'-]*\s+)+(?:in|at)\s")
"""A body that only its place names: "the ministry of health in Kinshasa"."""
_APART = re.compile(r"\b(?:the (?:first|second|third|fourth|other|last)|another)\b", re.IGNORECASE)
"""A notice with these says of each original whose it is."""


def name_publishers(documents: Sequence[Document], parts: Sequence[Part], signs: Signs) -> list[Part]:
    """The parts, with the publishers that the notice before them names: one for all of them, or a list in their order."""
    named: list[Part] = []
    notice = ""
    for kind, run in groupby(parts, key=lambda part: part.kind):
        own = list(run)
        if kind == "notice":
            notice = documents[own[-1].span.file].text[own[-1].span.start : own[-1].span.end]
        unnamed = kind == "original" and not all(part.publisher for part in own)
        named += _named(own, notice, signs) if notice and unnamed else own
    return named


def count_named(notice: str, signs: Signs) -> int:
    """How many publishers a notice names in a list; 0 where it names none, or one."""
    names = _names(notice, signs)
    return len(names) if len(names) > 1 else 0


def _named(originals: Sequence[Part], notice: str, signs: Signs) -> list[Part]:
    names = _names(notice, signs)
    if len(names) == 1:
        pair = _spread(_LINKS.split(names[0] or ""), originals)
        names = pair if len(set(pair)) > 1 and _in_order(pair, originals) else names * len(originals)
    elif not _in_order(names := _spread(names, originals), originals):
        return list(originals)
    return [
        part if part.publisher else part._replace(publisher=name)
        for part, name in zip(originals, names, strict=True)
    ]


def _names(notice: str, signs: Signs) -> list[str | None]:
    """The publishers that a notice names, in its order; None for one without a name."""
    found = signs.first("credit", notice, frozenset())
    if not found or _APART.search(notice):
        return []
    before, colon, listed = notice.partition(":")
    if colon and ";" in listed and len(before) < found[1].start():
        return _listed(listed.strip(), signs)
    if _names_more(notice[found[1].end() :], signs):
        return _listed(notice[found[1].start("publisher") :], signs)
    return [clean_publisher(found[1]["publisher"], signs)]


def _names_more(rest: str, signs: Signs) -> bool:
    """Whether a notice goes on to name others: "Xinhua, TASS", "the ministry and Reuters", "BBC News; ANSA"."""
    if any(not signs.publishers.isdisjoint(words.split()) for words in _OTHER.findall(rest)):
        return True
    for link, name in _FURTHER.findall(rest):
        words = name.lower().replace(".", "").split()
        if words[0] in signs.not_places:
            continue
        if link != "," or name.casefold() in signs.agencies or not signs.publishers.isdisjoint(words):
            return True
    return False


def _listed(listed: str, signs: Signs) -> list[str | None]:
    """The names of a list, up to the end of its sentence; None for what is no name."""
    end = _LIST_ENDS.search(listed)
    pieces = _LINKS.split(listed[: end.start()] if end else listed)
    return [
        None if _PLACED.match(piece) else clean_publisher(_UNNAMED.sub("", piece), signs) for piece in pieces
    ]


def _spread(names: list[str | None], originals: Sequence[Part]) -> list[str | None]:
    """The names of a list, each as often as neighbouring originals name one publisher, where that makes them as many."""
    told = [part.publisher for part in originals]
    fresh = [not n or not told[n] or told[n] != told[n - 1] for n in range(len(told))]
    if len(names) == len(told) or len(names) != sum(fresh):
        return names
    return [names[count - 1] for count in accumulate(map(int, fresh))]


def _in_order(names: Sequence[str | None], originals: Sequence[Part]) -> bool:
    """Whether a list names as many as there are originals, and those that name their publisher agree with it."""
    if len(names) != len(originals):
        return False
    told = [(name, part.publisher) for name, part in zip(names, originals, strict=True) if part.publisher]
    return bool(told) and all(name is not None and _same(name, publisher) for name, publisher in told)


def _same(name: str, other: str) -> bool:
    """Whether two names are of one body: one within the other, or its initials."""
    a, b = name.casefold(), other.casefold()
    return a in b or b in a or b in (_initials(name), "the " + a) or a == _initials(other)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word[0].isupper()).casefold()
