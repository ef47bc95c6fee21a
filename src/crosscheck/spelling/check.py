"""A regional variant, a typo, or another word: how the article spells what its originals say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from crosscheck.comparison import Comparison
from crosscheck.distance import is_common_slip, nearest, shared_start, slips
from crosscheck.lexicon import PROFILE_BITS, Lexicon, Profile, Spelling, fold, singular
from crosscheck.model import Alignment, Evidence, Finding, Fix, Place, Segment, Span
from crosscheck.names.gazetteer import folded_name
from crosscheck.spelling.read import (
    Change,
    Pair,
    Word,
    changes,
    counterpart,
    lies_in,
    quotations,
    regional_words,
)

_ROMAN = frozenset("ivxlcdm")
_SIGNS = frozenset("@/\\_#=<>{}|~^*`")
_LONGEST = 30
"""Letters above which something is no word."""
_FEW = 3
"""Words that a stretch was given, or lost, up to which one small word in it may be a slip for another."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """Yield ``spelling.house-term``, ``mixed``, ``proper-name``, ``variant``, ``confusable`` and ``typo``.

    A place is spoken of once: by the house's own terms first, then as a spelling that does not fit the article,
    then beside the original's word.
    """
    article = _Article(comparison)
    told: set[int] = set()
    for finding in (*_house_terms(article), *_mixed(article)):
        if finding.summary and finding.summary.span.start not in told:
            told.add(finding.summary.span.start)
            yield finding
    variants: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for change in article.changes:
        for pair in change.respelt:
            if pair.ours.span.start in told or pair.ours.quoted or _is_surname(article, pair):
                continue
            official = article.official_name(pair.theirs) if pair.theirs.capital else None
            if official:
                yield _proper_name(article, pair, official)
            else:
                variants[pair.ours.folded, pair.theirs.folded].append(pair)
        for word in change.rest:
            if _is_doubtful(article, word, change) and word.span.start not in told:
                yield from _misspelt(article, word, change)
    for pairs in variants.values():
        yield _variant(article, pairs)


# ---------------------------------------------------------------- rules


def _house_terms(article: _Article) -> Iterator[Finding]:
    terms = _listed_terms(article.comparison)
    lengths = sorted({len(term) for term in terms}, reverse=True)
    for segment in (a.segment for a in article.sentences if terms):
        tokens = tuple(map(fold, segment.norms))
        for at in range(len(tokens)):
            length = next((n for n in lengths if tokens[at : at + n] in terms), 0)
            if not length:
                continue
            span, term = segment.span_of(at, at + length), terms[tokens[at : at + length]]
            free = not (article.is_quoted(span.start) or _is_address(_around(segment, span)))
            if free and not _stands(_term(term["wanted"]), tokens, at):
                yield _house_term(article.comparison, span, term)


def _listed_terms(comparison: Comparison) -> dict[tuple[str, ...], Mapping[str, Any]]:
    """Unwanted terms, as the tokens of a segment are -> their entries: those of the packs, then those of the settings."""
    packs = ((unwanted, term) for term in comparison.rules.house("terms") for unwanted in term["unwanted"])
    own = ((unwanted, {"wanted": wanted}) for unwanted, wanted in comparison.settings.house_terms.items())
    return {_term(unwanted): term for unwanted, term in (*packs, *own)}


def _house_term(comparison: Comparison, span: Span, term: Mapping[str, Any]) -> Finding:
    suggestion = _cased(term["wanted"], comparison.text(span))
    return comparison.finding(
        "spelling.house-term",
        span,
        severity=term.get("severity"),
        template=term.get("message"),
        suggestion=suggestion,
        fix=Fix(span, suggestion, safe=True),
        data={"term": term["id"]} if "id" in term else None,
        suggested=suggestion,
    )


def _mixed(article: _Article) -> Iterator[Finding]:
    profile = article.profile
    for alignment, word, spelling in article.regional if profile else ():
        regions = spelling.regions(word.folded)
        if not profile or not regions or regions & profile.bit:
            continue
        wanted = spelling.form_in(profile.bit)
        suggestion = _cased(wanted, word.text) if wanted else None
        certain = spelling.kind != "sense"
        safe = certain and profile.name == article.comparison.settings.profile
        yield article.comparison.finding(
            "spelling.mixed",
            word.span,
            article.evidence(counterpart(alignment, word)),
            confidence=profile.share * (1.0 if certain else 0.6),
            suggestion=suggestion,
            fix=Fix(word.span, suggestion, safe) if suggestion else None,
            profile=profile.name,
        )


def _proper_name(article: _Article, pair: Pair, official: str) -> Finding:
    """A respelt official name; a warning where the article, or its notice, has the official form too."""
    own = [p for p in article.comparison.collation.parts if p.kind in ("summary", "notice")]
    mixed = any(official in article.comparison.text(span) for p in own for span in p.spans)
    return article.comparison.finding(
        "spelling.proper-name",
        pair.ours.span,
        article.evidence(pair.theirs),
        severity="warning" if mixed else None,
        confidence=pair.confidence,
        suggestion=pair.theirs.text,
        fix=Fix(pair.ours.span, pair.theirs.text, safe=False),
        official=official,
    )


def _variant(article: _Article, pairs: Sequence[Pair]) -> Finding:
    first = pairs[0]
    certain = first.spelling.kind != "sense"
    return article.comparison.finding(
        "spelling.variant",
        first.ours.span,
        article.evidence(first.theirs),
        confidence=max(p.confidence for p in pairs) * (1.0 if certain else 0.6),
        places=[Place(p.ours.span, p.ours.text, article.evidence(p.theirs)) for p in pairs],
        explanation=[first.spelling.note] if first.spelling.note else (),
        data={"kind": first.spelling.kind, "places": len(pairs)},
        what="regional" if first.spelling.is_regional(first.ours.folded, first.theirs.folded) else "another",
        count=f" ({len(pairs)} places)" if len(pairs) > 1 else "",
    )


def _misspelt(article: _Article, word: Word, change: Change) -> Iterator[Finding]:
    if _is_plain(word) and not _is_exempt(article, word):
        yield from _confusable(article, word, change)
        yield from _typo(article, word, change)


def _confusable(article: _Article, word: Word, change: Change) -> Iterator[Finding]:
    meant = change.direct.get(word.first)
    if meant is None or not _is_confused(article, word, meant):
        return
    grammar = article.comparison.rules.words("english", "function")
    if meant.folded in grammar and max(len(change.rest), len(change.theirs)) > _FEW:
        return  # where so much was told anew, "where" does not stand for "were"
    yield article.comparison.finding(
        "spelling.confusable",
        word.span,
        article.evidence(meant),
        confidence=0.9 * change.confidence,
        suggestion=meant.text,
        fix=Fix(word.span, _cased(meant.text, word.text), safe=False),
    )


def _typo(article: _Article, word: Word, change: Change) -> Iterator[Finding]:
    lexicon = article.lexicon
    if article.has(word.folded) or lexicon.knows(word.folded):
        return
    sources = [w for w in change.around(word) if _may_be_meant(lexicon, word, w)]
    forms = dict.fromkeys(f for w in sources for f in lexicon.forms(w.folded))
    meant = article.preferred(word, list(forms))
    confidence = change.confidence
    if not meant and word.text.islower():
        if word.folded not in article.resembling:
            article.resembling[word.folded] = _resembling(article, word.folded)
        meant = article.resembling[word.folded]
        confidence = 0.8 if len(meant) == 1 else 0.6
    if not meant:
        return
    source = next((w for w in sources if meant[0] in lexicon.forms(w.folded)), None)
    suggestion = _cased(source.text if source and source.folded == meant[0] else meant[0], word.text)
    yield article.comparison.finding(
        "spelling.typo",
        word.span,
        article.evidence(source),
        confidence=confidence,
        suggestion=suggestion,
        fix=Fix(word.span, suggestion, safe=len(meant) == 1),
        data={"candidates": meant[:5]},
        suggested=suggestion,
    )


# ---------------------------------------------------------------- what is looked at


class _Article:
    """The summary as this check reads it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.resembling: dict[str, list[str]] = {}
        """What unknown words resemble, as far as it was asked for."""

    @property
    def lexicon(self) -> Lexicon:
        return self.comparison.lexicon

    @cached_property
    def sentences(self) -> list[Alignment]:
        """What is judged: no table cells, no other language."""
        return [a for a in self.comparison.judged if a.segment.kind != "cell"]

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """The stretches between quotation marks."""
        return quotations(a.segment for a in self.sentences)

    @cached_property
    def regional(self) -> list[tuple[Alignment, Word, Spelling]]:
        """Words of the article's own that have several spellings; names and quotations keep theirs.

        Words that are regional by sense or usage count only against a profile of the settings.
        """
        words = ((a, w) for a in self.sentences for w in regional_words(a.segment, self.lexicon, self.quoted))
        spelt = [
            (a, w, s)
            for a, w in words
            if not (w.quoted or w.capital or _is_address(_around(a.segment, w.span)))
            and (s := self.lexicon.spelling(w.folded))
        ]
        is_set = self.comparison.settings.profile in PROFILE_BITS
        return [(a, w, s) for a, w, s in spelt if is_set or s.kind == "region"]

    @cached_property
    def profile(self) -> Profile | None:
        """The profile of the settings, else the one that the article clearly keeps."""
        name = self.comparison.settings.profile
        if name in PROFILE_BITS:
            return Profile(name, PROFILE_BITS[name], 1.0, 0)
        limits = self.comparison.rules.data("spelling", "thresholds")
        vote = self.lexicon.profile(word.folded for _, word, _ in self.regional)
        clear = vote and vote.share >= limits["vote_share"] and vote.words >= limits["vote_words"]
        return vote if clear else None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the originals, folded."""
        words = self.comparison.vocabulary
        foreign = {norm for norm in words if not norm.isascii()}
        return words.difference(foreign).union(map(fold, foreign))

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that the project knows: those of the settings, and those of the names in its packs."""
        names = [form for name in self.comparison.rules.house("names") for form in name["forms"]]
        return self.comparison.settings.words.union(*(folded_name(form).split() for form in names))

    @property
    def changes(self) -> Iterator[Change]:
        """Every stretch of the summary that differs from the originals."""
        for alignment in self.sentences:
            yield from changes(alignment, self.lexicon, self.quoted)

    def is_quoted(self, at: int) -> bool:
        """Whether an offset lies between quotation marks."""
        return lies_in(at, self.quoted)

    def has(self, word: str) -> bool:
        """Whether a word, or its singular or plural, stands in an original."""
        known = self.vocabulary
        return word in known or word + "s" in known or singular(word) in known

    def official_name(self, word: Word) -> str | None:
        """The official name that a word of an original is part of."""
        norms = word.segment.norms
        text = word.text
        names = [n for n in self.comparison.rules.data("spelling/names")["names"] if text in n]
        before, behind = (
            (_letters(*norms[: word.first]), _letters(*norms[word.last :])) if names else ("", "")
        )
        for name in names:
            head, _, tail = name.partition(text)
            if before.endswith(_letters(head)) and behind.startswith(_letters(tail)):
                return str(name)
        return None

    def preferred(self, word: Word, forms: Sequence[str]) -> list[str]:
        """The nearest of some forms to a word, those of the article's own spelling before all others."""
        if self.profile:
            spellings = [(form, self.lexicon.spelling(form)) for form in forms]
            own = [form for form, s in spellings if s is None or s.regions(form) & self.profile.bit]
            if near := nearest(word.folded, own):
                return near
        return nearest(word.folded, forms)

    def evidence(self, word: Word | None) -> tuple[Evidence, ...]:
        """A word of an original as evidence."""
        return (self.comparison.evidence(word.span, word.segment.part),) if word else ()


# ---------------------------------------------------------------- judgements


def _is_surname(article: _Article, pair: Pair) -> bool:
    """Gray and Grey are two people."""
    names = article.comparison.rules.words("spelling", "surnames")
    return pair.ours.capital and pair.theirs.capital and pair.ours.folded in names


def _is_plain(word: Word) -> bool:
    """Whether a word is written as words are: Latin letters, small or with one capital."""
    letters, rest = word.folded.replace("'", ""), word.text[1:]
    return letters.isascii() and letters.isalpha() and 1 < len(letters) <= _LONGEST and rest == rest.lower()


def _is_doubtful(article: _Article, word: Word, change: Change) -> bool:
    """Whether a word stands in the place of another one, or in no original."""
    return word.first in change.direct or not article.has(word.folded)


def _is_exempt(article: _Article, word: Word) -> bool:
    """Whether a word may be spelt as it likes: quoted, known to the settings, only part of a word."""
    if word.quoted or word.folded in article.known or _ROMAN.issuperset(word.folded):
        return True
    text, (start, end) = word.segment.document_text, word.span[:2]
    behind = text[end : end + 2]
    if behind[:1] == "-" and behind[1:2].isspace():
        return True
    before = text[max(0, start - 6) : start]
    if before[-1:].isspace() and before.rstrip()[-1:] == "-" and before.rstrip()[-2:-1].isalpha():
        return True
    return _is_address(_around(word.segment, word.span))


def _around(segment: Segment, span: Span) -> str:
    """What stands between the blanks around a span of a segment."""
    return _chunk(segment.document_text, span.start, span.end)


def _chunk(text: str, start: int, end: int) -> str:
    """What stands between the blanks around a word, at most 200 code points on either side."""
    before, behind = text[max(0, start - 200) : start], text[end : end + 200]
    left = "" if not before or before[-1].isspace() else before.rsplit(None, 1)[-1]
    right = "" if not behind or behind[0].isspace() else behind.split(None, 1)[0]
    return left + text[start:end] + right


def _is_address(chunk: str) -> bool:
    """Whether it is a URL, an e-mail address, a hashtag, a path or code."""
    inner = chunk.strip(".,;:!?()[]{}\"'“”‘’«»…")
    return "." in inner or not _SIGNS.isdisjoint(inner) or any(map(str.isdigit, inner))


def _is_confused(article: _Article, word: Word, meant: Word) -> bool:
    if word.capital != meant.capital:
        return False
    pairs = article.comparison.rules.words("spelling", "confusable")
    if f"{word.folded}/{meant.folded}" in pairs or f"{meant.folded}/{word.folded}" in pairs:
        return True
    if len(word.folded) < 5 or slips(word.folded, meant.folded, 1) != 1 or word.folded in article.vocabulary:
        return False
    lexicon, limits = article.lexicon, article.comparison.rules.data("spelling", "thresholds")
    ours, theirs = lexicon.size(word.folded), lexicon.size(meant.folded)
    if ours is None or theirs is None or lexicon.is_name(word.folded) or lexicon.is_name(meant.folded):
        return False
    rare = ours >= limits["rare"] and ours - theirs >= limits["rarer"]
    return rare and not _is_inflection(word.folded, meant.folded)


def _is_inflection(a: str, b: str) -> bool:
    """Whether two words differ only in their last two letters, or in what is added."""
    return shared_start(a, b) >= max(4, min(len(a), len(b)) - 2)


def _may_be_meant(lexicon: Lexicon, word: Word, other: Word) -> bool:
    """Whether a word of the original may be what a misspelt word was to be.

    Names are left to the check that knows their transliterations, except well-known ones of which a letter was lost,
    gained or swapped.
    """
    listed = lexicon.size(other.folded) is not None
    if word.capital and not other.capital:
        return False
    if listed and not lexicon.is_name(other.folded):
        return True
    if other.text.islower():
        return word.text.islower() and other.folded.isascii()
    changed = len(word.folded) != len(other.folded) or sorted(word.folded) == sorted(other.folded)
    return listed and changed and _undoubled(word.folded) != _undoubled(other.folded)


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _resembling(article: _Article, word: str) -> list[str]:
    """Known words one likely slip away from a folded word that no original explains, the likeliest first.

    Short words have many neighbours: of those only what shuffles or doubles the letters of a very common word counts.
    """
    lexicon, limits = article.lexicon, article.comparison.rules.data("spelling", "thresholds")
    short = len(word) < limits["short"]
    most, is_likely = (limits["very_common"], _is_shuffled) if short else (limits["common"], is_common_slip)
    found = [w for w in lexicon.one_slip_from(word) if is_likely(word, w) and (lexicon.size(w) or 99) <= most]
    if article.profile:
        found = [f for w in found if (f := _own_form(lexicon, w, article.profile))]
    return sorted(dict.fromkeys(found), key=lambda w: w not in article.vocabulary)


def _own_form(lexicon: Lexicon, word: str, profile: Profile) -> str | None:
    spelling = lexicon.spelling(word)
    return word if spelling is None or spelling.regions(word) & profile.bit else spelling.form_in(profile.bit)


def _is_shuffled(typed: str, meant: str) -> bool:
    """Whether a short word swaps or doubles letters of another, or lacks its apostrophe."""
    doubled = len(typed) > 3 and _undoubled(typed) == _undoubled(meant)
    return len(typed) > 2 and (sorted(typed) == sorted(meant) or doubled or typed == meant.replace("'", ""))


def _stands(wanted: tuple[str, ...], tokens: tuple[str, ...], at: int) -> bool:
    """Whether the wanted term already stands around a place ("Kyrgyz Republic" where "Kyrgyz" is unwanted)."""
    return any(tokens[k : k + len(wanted)] == wanted for k in range(max(0, at - len(wanted) + 1), at + 1))


def _term(text: str) -> tuple[str, ...]:
    """A term as the tokens of a segment are."""
    return tuple(fold(text).replace("-", " - ").replace("'s", " 's").split())


def _letters(*words: str) -> str:
    return "".join(filter(str.isalnum, fold("".join(words))))


def _cased(word: str, model: str) -> str:
    """A word with the capitals of another."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
