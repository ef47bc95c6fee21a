"""Which name of an original a name of the article stands for, and whether it is the same.

A name is judged word by word: what the aligned passage has in any form (surname, initials, demonym, small letters) is no
change. Only what is left over looks for the name whose place it took.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from crosscheck.comparison import Comparison
from crosscheck.distance import near, slips
from crosscheck.lemmas import STEM, Lemmas, open_lemmas
from crosscheck.lexicon import fold
from crosscheck.model import Alignment, Op, Segment, Span
from crosscheck.names.gazetteer import Gazetteer
from crosscheck.names.read import NameMention
from crosscheck.names.words import NameWords, name_key, name_words
from crosscheck.passages import Gap, context, gaps, is_loose, likeness, opposite, same_place

ANEW = 0.5
"""Confidence of an alignment up to which a passage counts as told anew, whatever words it shares."""

NameVerdict = Literal[
    "same",
    "shortened",
    "romanized",
    "misspelt",
    "doubled",
    "replaced",
    "mixed",
    "swapped",
    "unclear",
    "elsewhere",
    "new",
]

ENOUGH = 2.0
"""Evidence from which a name of the article is taken to stand for another one."""
INITIALS = 6
"""Letters of the longest word that is taken for initials though some of them are small ("CapEx")."""
LONG = 4
"""Letters from which a name one slip away is a misspelling rather than another name."""
_PRONOUNS = frozenset("he she they it".split())


class NamePair(NamedTuple):
    """A name of the article with what the originals say about it."""

    ours: NameMention
    theirs: NameMention | None
    segment: Segment | None
    """Where ``theirs`` stands."""
    verdict: NameVerdict
    confidence: float
    """How sure the pairing is, 0 to 1; the alignment's own confidence not yet counted in."""


_PEOPLE = ("nian", "ian", "an", "er", "ite")
"""Endings of words for somebody who lives in a place."""


class Beside(NamedTuple):
    """What else bears on the names of a passage."""

    near_by: Sequence[Segment]
    """The segments of the summary around it; names that they give are not left out."""
    speaking: Sequence[Span]
    """Its attributions, where its sources have none: who is named there takes nobody's place."""
    before: Mapping[Segment, Segment]
    """Its sources -> the sentence before, in the same paragraph."""


class NameIndex:
    """The names of all parts, and what pairing them needs."""

    def __init__(
        self,
        mentions: Mapping[str, Sequence[NameMention]],
        names: Mapping[Segment, Sequence[NameMention]],
        vocabulary: frozenset[str],
        originals: tuple[str, ...],
        words: NameWords,
        lemmas: Lemmas,
    ) -> None:
        self.mentions = mentions
        """By part id."""
        self.names = names
        """By segment."""
        self.vocabulary = vocabulary
        """Every normalized token of the originals."""
        self.originals = originals
        """Ids of the originals."""
        self.words = words
        self.lemmas = lemmas

    @cached_property
    def known(self) -> frozenset[str]:
        """Every normalized word of the originals, and the words and place keys of their names."""
        return self.vocabulary.union(*[m.words for m in self.of_originals])

    @property
    def gazetteer(self) -> Gazetteer:
        """The tables of names."""
        return self.words.gazetteer

    @cached_property
    def of_originals(self) -> Sequence[NameMention]:
        """Every name of the originals."""
        return [m for part in self.originals for m in self.mentions.get(part, ())]

    def spells(self, word: str, segment: Segment) -> bool:
        """Whether a normalized word is made of initials that some words of a segment have."""
        letters = word.replace(".", "")
        return (
            2 <= len(letters) <= 7
            and letters.isalpha()
            and not self.words.is_common(letters)
            and _spells(letters, segment, self.gazetteer)
        )

    def names_home(self, people: str) -> bool:
        """Whether an original names the place whose people a word names: "Ontario" for "Ontarians"."""
        stems = {people[:-1].removesuffix(ending) for ending in _PEOPLE if people[:-1].endswith(ending)}
        return any(
            len(stem) >= STEM and home.startswith(stem) and len(home) <= len(stem) + len("io")
            for stem in stems
            for home in {m.words[-1] for m in self.of_originals}
        )

    def titles(self, name: NameMention) -> list[frozenset[str]]:
        """The titles that the originals give to the bearer of a name."""
        return [m.title for m in self.titled.get(name.words[-1], ()) if is_form(name.words, m.words)]

    @cached_property
    def titled(self) -> Mapping[str, Sequence[NameMention]]:
        """The names of the originals that have a title, by their last word."""
        return _by_last(m for m in self.of_originals if m.title)

    @cached_property
    def spellings(self) -> Mapping[tuple[str, ...], NameMention]:
        """The people and bodies of the originals, each spelling once, where it stands first."""
        found: dict[tuple[str, ...], NameMention] = {}
        for mention in self.of_originals:
            if mention.kind == "name":
                found.setdefault(mention.words, mention)
        return found

    def bearer(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The full name of the one person whose first name or surname a lone word is; any other name itself."""
        full = self.by_part.get(words[0], ()) if len(words) == 1 else ()
        return full[0] if len(full) == 1 else words

    @cached_property
    def by_part(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """The names of two or three words in the originals by their first and last word."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for words in self.spellings:
            if len(words) in (2, 3):
                for word in {words[0], words[-1]}:
                    found.setdefault(word, []).append(words)
        return found

    @cached_property
    def by_last(self) -> Mapping[str, Sequence[NameMention]]:
        """The names of the originals by their last word."""
        return _by_last(self.of_originals)


def _by_last(mentions: Iterable[NameMention]) -> dict[str, list[NameMention]]:
    found: dict[str, list[NameMention]] = {}
    for mention in mentions:
        found.setdefault(mention.words[-1], []).append(mention)
    return found


def name_index(
    mentions: Mapping[str, Sequence[NameMention]],
    names: Mapping[Segment, Sequence[NameMention]],
    vocabulary: frozenset[str],
    originals: Sequence[str],
    words: NameWords,
    lemmas: Lemmas,
) -> NameIndex:
    """The index of the names of some originals; ``mentions`` by part id, ``names`` by segment."""
    return NameIndex(mentions, names, vocabulary, tuple(originals), words, lemmas)


def read_names(alignment: Alignment, beside: Beside, index: NameIndex) -> list[NamePair]:
    """The names of a summary segment, each with the name of its sources that it stands for."""
    ours = index.names.get(alignment.segment, ())
    return _Pairing(alignment, beside, index, ours).read() if ours else []


def is_initials(name: NameMention, segment: Segment) -> bool:
    """Whether a name is made of initials ("NATO", "CapEx"), which describe as often as they name."""
    return name.kind == "short" or (
        len(name.words) == 1
        and len(name.words[0]) <= INITIALS
        and any(c.isupper() for c in segment.document_text[name.span.start + 1 : name.span.end])
    )


def is_form(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one of two names is the other or a shorter form of it: its words in order, the last one among them."""
    if len(a) == len(b):
        return a == b
    short, long = (a, b) if len(a) < len(b) else (b, a)
    rest = iter(long)
    return all(word in rest for word in short)


def _look_alike(a: NameMention, b: NameMention) -> bool:
    """Whether two names have half of their letters in common, so that one may be a slip for the other."""
    ours, theirs = " ".join(a.words), " ".join(b.words)
    half = max(len(ours), len(theirs)) // 2
    return slips(ours, theirs, half) <= half


class _Pairing:
    """The work of one passage."""

    def __init__(
        self, alignment: Alignment, beside: Beside, index: NameIndex, ours: Sequence[NameMention]
    ) -> None:
        self.alignment, self.index, self.ours = alignment, index, ours
        self.theirs = [
            (k, m) for k, source in enumerate(alignment.sources) for m in index.names.get(source.segment, ())
        ]
        self.beside = beside
        self.places = {(k, m.first, m.last): m for k, m in self.theirs}
        """The names of its sources by source, first token and the token behind the last."""
        self.kept = [op for op in alignment.ops if op.kind == "equal"]
        self.starts = [op.summary[0] for op in self.kept]

    @cached_property
    def here(self) -> set[str]:
        """The words of the passage and of the sentences beside it."""
        return _words(self.ours, (self.alignment.segment, *self.beside.near_by))

    @cached_property
    def bearers(self) -> set[tuple[str, ...]]:
        """Whom the names of the passage mean, by their full names; a slip in a name means the name."""
        meant = (
            m if all(w in self.index.known for w in m.words) else self._slip_anywhere(m) or m
            for m in self.ours
        )
        return {self.index.bearer(m.words) for m in meant}

    @cached_property
    def there(self) -> set[str]:
        """The words of its sources."""
        return _words((m for _, m in self.theirs), [s.segment for s in self.alignment.sources])

    @cached_property
    def gaps(self) -> list[Gap]:
        """The stretches that are in no equal operation."""
        return gaps(self.alignment)

    def read(self) -> list[NamePair]:
        pairs = [self._judge(mine) for mine in self.ours]
        rivals = [p.theirs for p in pairs if p.verdict == "replaced" and p.theirs]
        for theirs in dict.fromkeys(t for t in rivals if rivals.count(t) > 1):
            pairs = self._kept_once(pairs, theirs)
        return pairs

    def _kept_once(self, pairs: Sequence[NamePair], theirs: NameMention) -> list[NamePair]:
        """The pairs, of those with one name of a source only the likeliest; the others are judged without that name."""
        source = next(k for k, m in self.theirs if m is theirs)
        claims = [p for p in pairs if p.verdict == "replaced" and p.theirs is theirs]
        kept = max(claims, key=lambda p: (same_place(self.alignment, p.ours, source, theirs), p.confidence))
        self.theirs = [(k, m) for k, m in self.theirs if m is not theirs]
        return [self._judge(p.ours) if p in claims and p is not kept else p for p in pairs]

    def _segment(self, source: int) -> Segment:
        return self.alignment.sources[source].segment

    # ------------------------------------------------------------ one name

    def _judge(self, mine: NameMention) -> NamePair:
        untouched = self._untouched(mine)
        if untouched:
            return untouched
        if self._is_held(mine):
            return self._same(mine)

        house = self.index.words.house_forms(self._key(self.alignment.segment, mine))
        if house and (same := self._house(mine)):
            return same
        rival = self._rival(mine)
        if house and (not rival or rival[3] != "replaced"):
            return NamePair(mine, None, None, "elsewhere", 0.9)
        elsewhere = all(w in self.index.known for w in self._new(mine)) or self._long_elsewhere(mine)
        if rival and rival[3] == "replaced" and not elsewhere and (slip := self._slip_anywhere(mine)):
            return NamePair(mine, slip, None, "misspelt", 0.7)
        if rival:
            score, source, other, how = rival
            if how == "replaced" and elsewhere and not self._takes_place(mine, source, other):
                return NamePair(mine, other, self._segment(source), "elsewhere", 0.8)
            certain = {"romanized": 0.9, "misspelt": 0.9, "doubled": 0.9, "shortened": 0.8}.get(
                how, 0.85 if score >= ENOUGH + 1 else 0.7
            )
            return NamePair(
                mine,
                other,
                self._segment(source),
                how,
                certain * (0.85 if elsewhere and how == "replaced" else 1.0),
            )
        if elsewhere:
            return NamePair(mine, None, None, "elsewhere", 0.8)
        slip = self._slip_anywhere(mine)
        if slip:
            return NamePair(mine, slip, None, "misspelt", 0.7)
        return NamePair(mine, None, None, "new", 0.85)

    def _untouched(self, mine: NameMention) -> NamePair | None:
        """A name that stands in an equal operation, with the same name there."""
        op = self._holding(mine)
        if op is None:
            return None
        ahead = op.original[0] - op.summary[0]
        other = self.places.get((op.source, mine.first + ahead, mine.last + ahead))
        return NamePair(mine, other, self._segment(op.source), "same", 0.95) if other else None

    def _holding(self, mine: NameMention) -> Op | None:
        """The equal operation in which a name stands, if one holds all of it."""
        at = bisect_right(self.starts, mine.first) - 1
        return self.kept[at] if at >= 0 and mine.last <= self.kept[at].summary[1] else None

    def _house(self, mine: NameMention) -> NamePair | None:
        """One of the project's own names, with another of its forms in the sources."""
        ours = self._key(self.alignment.segment, mine)
        for source, other in self.theirs:
            if self.index.words.is_house_name(ours, self._key(self._segment(source), other)):
                return NamePair(mine, other, self._segment(source), "same", 0.95)
        return None

    @staticmethod
    def _key(segment: Segment, mention: NameMention) -> tuple[str, ...]:
        return name_key(segment.norms[mention.first : mention.last])

    def _new(self, mine: NameMention) -> list[str]:
        """The words of a name that its sources have in no form."""
        return [
            w
            for w in mine.words
            if w not in self.there
            and w not in self.index.words.generic
            and len(w) > 1
            and not self._is_respelt(w)
        ]

    def _is_respelt(self, word: str) -> bool:
        """Whether its sources have a word in another region's spelling, its adjective ("Olympic"), or the home of those it names."""
        forms = (word[:-1], word) if word.endswith("ics") else (f"{word}s", word)
        if word.endswith(("ic", "ics")) and not self.there.isdisjoint(forms):
            return True  # "Olympic", "Olympics"
        if word.endswith("s") and self.index.names_home(word):
            return True
        return not self.there.isdisjoint(self.index.words.lexicon.forms(word))

    def _is_held(self, mine: NameMention) -> bool:
        """Whether the sources have every word of a name, or its initials, or what its initials stand for, or its government."""
        new = self._new(mine)
        if not new:
            return True
        if mine.words in self.index.spellings and any(set(m.words) < set(mine.words) for _, m in self.theirs):
            return True  # another original prints the name in full
        if self._is_abbreviated(mine):
            return True
        if mine.kind == "place":
            return any(
                self.index.gazetteer.capital_of(" ".join(m.words)) == mine.words[0] for _, m in self.theirs
            )
        government = self.index.gazetteer.capital_of(" ".join(mine.words))
        return government in self.there or (
            government != ""
            and any(self.index.gazetteer.capital_of(" ".join(m.words)) == government for _, m in self.theirs)
        )

    def _is_abbreviated(self, mine: NameMention) -> bool:
        if mine.kind == "short":
            return any(
                _spells(mine.words[0], s.segment, self.index.gazetteer) for s in self.alignment.sources
            )
        names = [fold(n) for n in self.alignment.segment.norms[mine.first : mine.last] if n[0].isalnum()]
        return any(
            m.kind == "short" and self.index.gazetteer.explains(m.words[0], names) for _, m in self.theirs
        ) or any(
            _spells(m.words[0], self.alignment.segment, self.index.gazetteer, (mine.first, mine.last))
            for _, m in self.theirs
            if m.kind == "short"
        )

    def _long_elsewhere(self, mine: NameMention) -> bool:
        """Whether initials are known to stand for a name that the originals print somewhere."""
        longs = self.index.gazetteer.long_forms(mine.words[0]) if mine.kind == "short" else ()
        return any(all(w in self.index.known for w in long.split()) for long in longs)

    def _same(self, mine: NameMention) -> NamePair:
        holders = [(k, m) for k, m in self.theirs if set(mine.words) <= set(m.words)]
        if not holders:
            return NamePair(mine, *self._mixed(mine))
        exact = [(k, m) for k, m in holders if m.words == mine.words]
        likely = exact or holders
        source, other = likely[0]
        if len(likely) > 1:
            source, other = min(likely, key=lambda h: (not opposite(self.gaps, mine, *h), len(h[1].words)))
        people = {m.words for _, m in holders if m.kind == "name" and len(m.words) > 1}
        if not exact and len(mine.words) == 1 and len(people) > 1:
            return NamePair(mine, other, self._segment(source), "unclear", 0.5)
        longer = mine.kind == other.kind == "place" and self._is_cut(mine, source, other)
        return NamePair(
            mine, other, self._segment(source), "same" if exact and not longer else "shortened", 0.9
        )

    def _is_cut(self, mine: NameMention, source: int, other: NameMention) -> bool:
        """Whether a place's name is the beginning of a longer one: "United States" of "United States of America"."""
        ours = self.alignment.segment.norms[mine.first : mine.last]
        theirs = self._segment(source).norms[other.first : other.last]
        return len(ours) < len(theirs) and theirs[: len(ours)] == ours

    def _mixed(self, mine: NameMention) -> tuple[NameMention | None, Segment | None, NameVerdict, float]:
        """Words of a name that the sources have, but in no one name: first names exchanged between two people."""
        if mine.kind != "name" or len(mine.words) < 2 or self._holding(mine):
            return None, None, "same", 0.9
        parts = [
            (k, m)
            for k, m in self.theirs
            if m.kind == "name" and len(m.words) > 1 and set(m.words) & set(mine.words)
        ]
        whole = {w for _, m in parts for w in m.words}
        anywhere = any(set(mine.words) <= set(m.words) for m in self.index.by_last.get(mine.words[-1], ()))
        if (
            len(parts) < 2
            or anywhere
            or any(set(m.words) <= set(mine.words) for _, m in parts)  # an office and a name, read as one
            or not set(mine.words) <= whole
            or any(self.index.words.is_common(w) for w in mine.words[-1:])
        ):
            return None, None, "same", 0.8
        source, other = max(parts, key=lambda p: p[1].words[-1] == mine.words[-1])
        return other, self._segment(source), "mixed", 0.8

    # ------------------------------------------------------------ rivals

    def _rival(self, mine: NameMention) -> tuple[float, int, NameMention, NameVerdict] | None:
        """The name of the sources whose place a name most likely took, with the evidence and how the two are related."""
        best: tuple[float, int, NameMention, NameVerdict] | None = None
        around = context(self.alignment.segment, mine, self.index.lemmas, self.index.words.grammar)
        for source, other in self.theirs:
            how = self._related(mine, other)
            if how == "replaced" and (
                self._is_told(other)
                or ("short" in (mine.kind, other.kind) and mine.kind != other.kind)
                or self._stands_for_nobody(mine, source, other)
                or (self.loose and not _look_alike(mine, other))
            ):
                continue
            score = {"romanized": 4.0, "shortened": 4.0, "doubled": 4.0, "misspelt": 3.5}.get(how, 0.0)
            score += 2 * opposite(self.gaps, mine, source, other)
            score += likeness(
                around, context(self._segment(source), other, self.index.lemmas, self.index.words.grammar)
            )
            score += 2.0 * bool(set(mine.words) & set(other.words) and mine.kind != "place") + 0.5 * (
                mine.kind == other.kind == "place"
            )
            if mine.kind != other.kind and how == "replaced":
                score -= 1.0
            if score >= ENOUGH and (best is None or score > best[0]):
                best = score, source, other, how
        return best

    @cached_property
    def loose(self) -> bool:
        """Whether the passage was told anew, so that a name stands in the place of another one only if it looks like it."""
        return self.alignment.confidence <= ANEW or is_loose(self.alignment)

    def _stands_for_nobody(self, mine: NameMention, source: int, other: NameMention) -> bool:
        """Whether a name was put in beside one of a source: it says who speaks, whom a pronoun means, or where a kept name is."""
        if any(span.overlaps(mine.span) for span in self.beside.speaking):
            return True
        if mine.kind == "name" and self._explains_pronoun(mine, source):
            return True
        return self._tells_where(mine) and not opposite(self.gaps, mine, source, other)

    def _explains_pronoun(self, mine: NameMention, source: int) -> bool:
        """Whether a source has a pronoun, and the sentence before it the name that it may stand for."""
        before = self.beside.before.get(self._segment(source))
        return (
            before is not None
            and not _PRONOUNS.isdisjoint(self._segment(source).norms)
            and any(
                set(mine.words) <= set(m.words) for m in self.index.names.get(before, ()) if m.kind == "name"
            )
        )

    def _tells_where(self, mine: NameMention) -> bool:
        """Whether a name says where the kept name before it is: "Wallops Island in Virginia"."""
        at = mine.first - 1
        return (
            at > 0
            and self.alignment.segment.norms[at] in ("in", ",")
            and any(m.last == at and self._holding(m) for m in self.ours)
        )

    def _is_told(self, other: NameMention) -> bool:
        """Whether the article gives a name of the source here or in a sentence beside this one, or its bearer here."""
        return all(w in self.here for w in other.words) or self.index.bearer(other.words) in self.bearers

    def _related(self, mine: NameMention, other: NameMention) -> NameVerdict:
        gazetteer = self.index.gazetteer
        if "place" in (mine.kind, other.kind):
            return "replaced"
        ours, theirs = list(mine.words), list(other.words)
        if len(ours) != len(theirs):
            trimmed = [w for w in ours if w not in theirs], [w for w in theirs if w not in ours]
            if trimmed[0] and trimmed[1] and gazetteer.romanized("-".join(trimmed[0]), "-".join(trimmed[1])):
                return "romanized"
            if (
                len(ours) == 1
                and len(theirs) > 1
                and len(ours[0]) > LONG
                and any(near(ours[0], w) for w in theirs[-1:])
            ):
                return "misspelt"
            return "replaced"
        changed = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
        if len(changed) == 1 and gazetteer.doubles(*changed[0]):
            return "doubled"
        if all(gazetteer.romanized(a, b) or {a, b} <= self.index.words.particles for a, b in changed):
            return "romanized"
        if all(gazetteer.nicknamed(a, b) for a, b in changed):
            return "shortened"
        if all(min(len(a), len(b)) >= LONG and near(a, b) for a, b in changed):
            return "misspelt"
        return "replaced"

    def _takes_place(self, mine: NameMention, source: int, other: NameMention) -> bool:
        """Whether a name that the originals know elsewhere stands exactly where another of its sort stood."""
        sorts = {
            m.kind == "place" or self.index.gazetteer.capital_of(" ".join(m.words)) != ""
            for m in (mine, other)
        }
        return len(sorts) == 1 and opposite(self.gaps, mine, source, other)

    def _slip_anywhere(self, mine: NameMention) -> NameMention | None:
        """A name of any original that is one slip away."""
        for words, other in self.index.spellings.items() if mine.kind == "name" else ():
            if len(words) == len(mine.words):
                changed = [(a, b) for a, b in zip(mine.words, words, strict=True) if a != b]
                if changed and all(min(len(a), len(b)) > LONG and slips(a, b, 1) == 1 for a, b in changed):
                    return other
        return None


def _words(mentions: Iterable[NameMention], segments: Iterable[Segment]) -> set[str]:
    """The words of some names, and those of some segments as names have them."""
    found = set[str]().union(*[s.norms for s in segments])
    if not "".join(found).isascii():
        found = set(map(fold, found))
    return found.union(*[m.words for m in mentions])


def _spells(
    letters: str, segment: Segment, gazetteer: Gazetteer, limits: tuple[int, int] | None = None
) -> bool:
    """Whether some words in a row of a segment have these initials, small words skipped or not, or are the name meant."""
    first, last = limits or (0, len(segment.norms))
    wanted = letters.replace(".", "")
    long_forms = gazetteer.long_forms(wanted)
    words = [n for n in segment.norms[max(0, first - 8) : last + 8] if n[0].isalnum() or n == "'s"]
    text = f" {' '.join(fold(w) for w in words)} "
    if any(f" {long} " in text for long in long_forms):
        return True
    upper = [
        segment.document_text[segment.bounds[2 * k]].lower()
        for k in range(max(0, first - 2), min(len(segment.norms), last + 8))
        if segment.document_text[segment.bounds[2 * k]].isupper()
    ]
    return len(wanted) > 1 and wanted in "".join(upper)


def index_of_names(comparison: Comparison) -> NameIndex:
    """The names of all parts, ready for pairing."""
    originals = [p.id for p in comparison.collation.originals]
    words, lemmas = name_words(comparison.rules), open_lemmas(comparison.rules)
    return name_index(
        comparison.mentions.names, comparison.names, comparison.vocabulary, originals, words, lemmas
    )


def paired_names(comparison: Comparison, alignment: Alignment) -> Sequence[NamePair]:
    """The names of a segment of the summary, each with the one of its sources that it stands for."""
    index, sources = alignment.segment.index, [s.segment for s in alignment.sources]
    near_by = [a.segment for a in comparison.alignments[max(0, index - 1) : index + 2]]
    said = not comparison.attributions.keys().isdisjoint(sources)
    speaking = [] if said else [a.span for a in comparison.attributions.get(alignment.segment, ())]
    before = {s: comparison.segments[s.part][s.index - 1] for s in sources if s.index}
    beside = Beside(near_by, speaking, {s: b for s, b in before.items() if b.block == s.block})
    return read_names(alignment, beside, comparison.once(index_of_names))
