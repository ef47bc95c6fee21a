"""Names of a text: people, bodies and places, with the titles that go with them.

Capitals show a name, except where every word has one: at the start of a sentence a word counts only if the originals or the
article write it with a capital elsewhere, or no dictionary knows it otherwise; a line all in capitals shows none.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from crosscheck.lexicon import fold
from crosscheck.model import Segment, Span
from crosscheck.names.capitals import Capitals, is_acronym, is_shouted
from crosscheck.names.words import NameKind, NameWords
from crosscheck.passages import outside

TITLED = 24
"""Tokens beside a comma in which an office is looked for ("Leila Haddad, Jordan's acting health minister, ...")."""


class NameMention(NamedTuple):
    """A name as it stands in one segment."""

    span: Span
    """Without article, title and possessive ending."""
    first: int
    """Number of its first token in the segment; ``last`` is behind its last."""
    last: int
    kind: NameKind
    """A country or region of the table with its adjectives; initials; any other name."""
    words: tuple[str, ...]
    """Folded, without small words; the key of the gazetteer for a place."""
    title: frozenset[str]
    """Words of its title or office, as compared: {"foreign", "minister"}; honorifics among them; empty where it has none."""
    title_tokens: tuple[tuple[int, int], ...]
    """The tokens of that title, a range before the name and one behind it."""


def find_names(
    segments: Iterable[Segment], dates: Sequence[Span], known: Capitals, words: NameWords
) -> tuple[NameMention, ...]:
    """The names of a part's segments in order, without those that belong to a date (``dates``: their spans, in order)."""
    doubtful = words.unnamed | known.bare
    readers = [_Reader(s, known, words, doubtful) for s in segments if s.capitals]
    return outside(chain.from_iterable([reader.mentions() for reader in readers]), dates)


_OF_A_SUBJECT = frozenset("'s is was has had said says".split())
"""What follows a given name at the start of a sentence, and a singular noun only with an article before it."""
_WHERE = frozenset(("in", "at", "near"))
"""What stands before a place, which holds no office."""
_INITIALS = 2
_NONE: frozenset[str] = frozenset()
_PADDING = ("",) * 8
"""Behind the last token, and thereby before the first: a grammar may look a few tokens past either end."""


class _Reader:
    """The tokens of one segment, and where its capitals are."""

    def __init__(
        self, segment: Segment, known: Capitals, words: NameWords, doubtful: AbstractSet[str]
    ) -> None:
        """``doubtful`` are words that show a name only in some places, though they have a capital."""
        self.segment, self.known, self.words, self.doubtful = segment, known, words, doubtful
        self.norms, self.bounds, self.text = segment.norms, segment.bounds, segment.document_text
        self.at = (*segment.norms, *_PADDING)

    def mentions(self) -> list[NameMention]:
        """All names, in order, none overlapping another."""
        large = self.segment.capitals
        if 2 * len(large) > len(self.norms) and is_shouted(self.segment):
            return []
        capital = set(large).difference(self._mere())
        holds_office = not self.words.office_words.isdisjoint(self.norms)
        found: list[NameMention] = []
        behind = 0
        for k in sorted(capital):
            if k >= behind:
                behind = self._run(k, capital)
                titles = self._titles_around(k, behind) if holds_office else (None, None)
                found += self._split(k, behind, *titles)
                if found and found[-1].last > behind:
                    behind = found[-1].last
        return found

    def _mere(self) -> list[int]:
        """The tokens whose capitals show no name."""
        norms, opening, doubtful = self.norms, self.known.opening[self.segment], self.doubtful
        asked = [k for k in self.segment.capitals if norms[k] in doubtful or k in opening]
        return [k for k in asked if not self._shows(k, norms[k], k in opening)]

    def _shows(self, k: int, norm: str, opening: bool) -> bool:
        if len(norm) == 1:
            return self.at[k + 1] == "." and self._glued(k + 1) and (not opening or self._is_capital(k + 2))
        if norm in self.words.days or norm[1:] == norm[:-1]:
            return False  # "XXX" stands for a name or figure to come
        if not opening:
            return norm not in self.words.unnamed
        if norm in self.words.grammar:
            return is_acronym(self.segment, k)
        if (
            norm in self.known.upper
            or self.words.gazetteer.place(self.norms, k)[1]
            or self.words.names_office(norm)
        ):
            return True
        if norm in self.words.people and self.words.opens_as_name(norm):
            return True
        if norm in self.words.given or self.words.is_title(norm):
            return (
                self._is_capital(k + 1)
                or (self.at[k + 1] == "-" and self._is_capital(k + 2))
                or (
                    self.at[k + 1] in _OF_A_SUBJECT
                    and norm in self.words.given
                    and norm not in self.words.uncounted
                )
            )
        return norm not in self.known.lower and not self.words.is_common(norm)

    def _is_capital(self, k: int) -> bool:
        return k < len(self.norms) and self.text[self.bounds[2 * k]].isupper()

    def _run(self, k: int, capital: set[int]) -> int:
        """The token behind a run of capitalized words, small words and hyphens inside it included."""
        end = k + 1
        while True:
            while end in capital:
                end += 1
            behind = self._joined(end, capital) if self.at[end] in self.words.joints else end
            if behind == end:
                return end
            end = behind

    def _joined(self, k: int, capital: set[int]) -> int:
        """Behind what joins token k - 1 to a capitalized word, and behind that word where a mark joins them; else k."""
        joint = self.at[k]
        if joint == "of":
            return self._joined_by_of(k, capital)
        if joint == "-":
            joins = self._goes_on(k, capital)
        elif joint == ".":
            joins = self._glued(k) and k + 1 in capital and self._abbreviates(k - 1)
        elif joint == "'s":
            joins = k + 1 in capital and self._owns_name(k)
        else:
            return self._behind_particles(k, capital)
        return k + 2 if joins else k

    def _goes_on(self, k: int, capital: set[int]) -> bool:
        """Whether a name goes on behind a hyphen: "Jean-Luc", "Tse-tung", but not "AI-driven"."""
        if not self._glued(k) or not self._glued(k + 1):
            return False
        following = self.at[k + 1]
        own = (
            following[:1].isalpha() and not self._raw(k - 1).isupper() and not self.words.is_common(following)
        )
        return k + 1 in capital or own

    def _owns_name(self, k: int) -> bool:
        """Whether a possessive is part of a name: "St Brendan's Hospital", but not "Peru's Congress"."""
        following = self.norms[k + 1]
        place = self.words.gazetteer.place(self.norms, k - 1)[1]
        return not place and not self.words.is_title(following) and self.words.is_common(following)

    def _abbreviates(self, k: int) -> bool:
        norm = self.norms[k]
        return (
            len(norm) == 1
            or norm in self.words.offices
            or norm in self.words.honorifics
            or norm in ("st", "jr", "sr")
        )

    def _joined_by_of(self, k: int, capital: set[int]) -> int:
        """Behind "of" or "of the" before a capitalized word."""
        at = k + 2 if self.at[k + 1] == "the" else k + 1
        joins = at in capital and (not self.words.is_title(self.norms[k - 1]) or self._is_office_of(at))
        return at if joins else k

    def _behind_particles(self, k: int, capital: set[int]) -> int:
        """Behind the small words of a name before a capitalized one: "bin", "de la", "al-"."""
        at = k
        while self.at[at] in self.words.particles and at < k + 3:
            at += 1
            if self.at[at] == "-" and self._glued(at) and self._glued(at + 1):
                at += 1
        return at if at in capital else k

    def _is_office_of(self, k: int) -> bool:
        """Whether what follows the "of" behind a title belongs to it: "of Foreign Affairs", "of Peru"."""
        return self.norms[k] in self.words.titles or bool(self.words.gazetteer.place(self.norms, k)[1])

    def _titles_around(self, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The titles in small letters before and behind a run."""
        known = self.at[start - 1] in self.words.title_ends
        before = self._title_before(start) if known else None
        apposed = self.at[end] == "," and self.at[start - 1] not in _WHERE
        return before, self._title_behind(end) if apposed else None

    def _split(
        self, start: int, end: int, before: tuple[int, int] | None, behind: tuple[int, int] | None
    ) -> list[NameMention]:
        """The names of a run; read once for each wording of a run that has no title around it."""
        if before or behind or self.at[end] == "of":
            return list(self._parted(start, end, before, behind))
        at, file = self.bounds[2 * start], self.segment.span.file
        run = self.text[at : self.bounds[2 * end - 1]]
        known = self.known.runs.get(run)
        if known is None:
            found = list(self._parted(start, end, None, None))
            if not any(m.title or m.last > end for m in found):
                self.known.runs[run] = [
                    (m.span.start - at, m.span.end - at, m.first - start, m.last - start, m.kind, m.words)
                    for m in found
                ]
            return found
        return [
            NameMention(Span(at + a, at + b, file), start + first, start + last, kind, words, _NONE, ())
            for a, b, first, last, kind, words in known
        ]

    def _span(self, first: int, last: int) -> Span:
        return Span(self.bounds[2 * first], self.bounds[2 * last - 1], self.segment.span.file)

    def _parted(
        self, start: int, end: int, title: tuple[int, int] | None, behind_run: tuple[int, int] | None
    ) -> Iterator[NameMention]:
        """The names of a run: titles taken off, places apart from the people that follow them.

        ``title`` stands before the run and ``behind_run`` behind it.
        """
        k = start
        while k < end:
            at, place = self.words.gazetteer.place(self.norms, k)
            if place and not self._lower(k) and not self._names_body(at, end):
                yield self._mention(k, at, "place", (place,))
                k = self._behind_hyphen(at)
                continue
            behind = self._title_end(k, end) if self.norms[k] in self.words.titles else k
            if behind > k:
                title = (title[0] if title and title[1] >= k - 1 else k, behind)
                k = behind
                yield from self._portfolio_places(title)
                continue
            at = self._name_end(k, end)
            words = tuple(self._words(k, at))
            if words:
                kind = self._kind(k, at)
                apposed = behind_run if at == end and kind == "name" else None
                yield self._mention(k, at, kind, words, title, apposed)
            title, k = None, self._behind_hyphen(at)

    def _words(self, k: int, end: int) -> Iterator[str]:
        """The words of a name as they are compared; a place inside it by its key."""
        while k < end:
            at, place = self.words.gazetteer.place(self.norms, k)
            if place and at <= end and not self._lower(k):
                yield place
                k = at
                continue
            norm = self.norms[k]
            if norm[0].isalnum() and norm not in ("of", "the"):
                yield from norm.replace(".", " ").split() if "." in norm and end > k + 1 else [fold(norm)]
            k += 1

    def _names_body(self, k: int, end: int) -> bool:
        """Whether a place goes on as the name of a body: "European Central Bank", but not "Kazakhstan Murat Nurtleu"."""
        return (
            k < end
            and self.norms[k].isalpha()
            and not self.words.is_title(self.norms[k])
            and self.words.is_common(self.norms[k])
        )

    def _kind(self, k: int, end: int) -> NameKind:
        raw = self._raw(k)
        short = (
            end == k + 1 and len(raw.replace(".", "")) >= _INITIALS and (raw.isupper() or raw[1:].isupper())
        )
        return "short" if short or raw[-1:].isdigit() else "name"

    def _name_end(self, k: int, end: int) -> int:
        """Behind the words of one name; a place behind "of" belongs to it ("Bank of England")."""
        at = k + 1
        while at < end:
            behind, place = self.words.gazetteer.place(self.norms, at)
            if place and not self._lower(at):
                if self.norms[at - 1] not in ("of", "the") and self.at[at - 1] != "-":
                    break
                at = min(behind, end)  # no other place begins inside "the Democratic Republic of the Congo"
                continue
            if (
                self.words.names_office(self.norms[at])
                and not self._lower(at)
                and self.at[at - 1] not in ("of", "the", "-")
            ):
                break
            at += 1
        while at - 1 > k and not self.norms[at - 1][0].isalnum():
            at -= 1
        return at

    def _title_end(self, k: int, end: int) -> int:
        """Behind a title that begins at a capitalized word: "Deputy Prime Minister and Minister of Foreign Affairs of"."""
        at, office = k, False
        while at < len(self.norms) and (
            self.words.is_title(self.norms[at]) or (self.at[at] in ("-", ".") and self._glued(at) and at > k)
        ):
            office = office or self.words.names_office(self.norms[at])
            at += 1
        if not office or self.at[at] == "'":
            return k
        if self.at[at - 1] in ("-", ".") and not self._abbreviates(at - 2):
            at -= 1
        while self.at[at] == "of":
            behind = at + (2 if self.at[at + 1] == "the" else 1)
            stop = behind
            while stop < end and self.words.is_title(self.norms[stop]):
                stop += 1
            if stop == behind:
                place_end, place = (
                    self.words.gazetteer.place(self.norms, behind)
                    if behind < len(self.norms)
                    else (behind, "")
                )
                stop = place_end if place else behind
            if stop == behind:
                break
            at = stop
        return max(at, k + 1)

    def _portfolio_places(self, title: tuple[int, int]) -> Iterator[NameMention]:
        """The places inside a title: "Minister of Foreign Affairs of Kazakhstan"."""
        k = title[0]
        while k < title[1]:
            at, place = self.words.gazetteer.place(self.norms, k)
            if place and not self._lower(k):
                yield self._mention(k, at, "place", (place,))
                k = at
            else:
                k += 1

    def _title_before(self, start: int) -> tuple[int, int] | None:
        """A title in small letters before a name: "economist", "acting health minister"; or set off by a comma."""
        k = start
        if self.at[k - 1] == "," and (found := self._apposed_before(k - 1)):
            return found
        while k > 0 and (
            self.words.is_title(self.norms[k - 1]) or (self.at[k - 1] == "-" and self._glued(k - 1))
        ):
            k -= 1
        return (k, start) if any(self.words.names_office(n) for n in self.norms[k:start]) else None

    def _apposed_before(self, comma: int) -> tuple[int, int] | None:
        """ "The former mayor of Lyon, Bernard Colin, ...": the office before the comma."""
        k = comma
        if self.words.heads.isdisjoint(self.norms[max(0, comma - TITLED) : comma]):
            return None
        while k > 0 and comma - k < TITLED and self.at[k - 1] not in (",", ";", ":", '"', ".", "and", "by"):
            k -= 1
        return None if self._has_verb(k, comma) else self._office(k, comma)

    def _title_behind(self, end: int) -> tuple[int, int] | None:
        """ "Leila Haddad, Jordan's acting health minister, ...": the office behind the comma at ``end``."""
        k = end + 1
        if self.at[k] == "who" and self.at[k + 1] in ("is", "was"):
            k += 2
        if self.words.heads.isdisjoint(self.norms[k : k + TITLED]):
            return None
        stop = k
        while stop < len(self.norms) and stop - k < TITLED and self.at[stop] not in (",", ";", ".", '"', ")"):
            stop += 1
        closed = stop == len(self.norms) or self.at[stop] in (",", ";", ".")
        if not closed or self._has_verb(k, stop) or self.at[k] == "and" or self._names_another(k, stop):
            return None
        return self._office(k, stop)

    def _names_another(self, first: int, last: int) -> bool:
        """Whether a name stands among some tokens that is no part of an office: "Peru's envoy to Chile Ana Diaz"."""
        k = first
        while k < last and self.norms[k] not in ("of", "for", "at", "in"):
            at, place = self.words.gazetteer.place(self.norms, k)
            if not place and self._is_capital(k) and self.norms[k] not in self.words.titles:
                return True
            k = at if place else k + 1
        return False

    def _office(self, first: int, last: int) -> tuple[int, int] | None:
        """The office among some tokens: words of one, not behind a preposition ("an aide to the King") other than "of"."""
        until = next(
            (k for k in range(first, last) if self.norms[k] in ("to", "for", "at", "in", "from", "by")), last
        )
        found = [k for k in range(first, until) if self.words.is_title(self.norms[k])]
        return (found[0], found[-1] + 1) if any(self.norms[k] in self.words.heads for k in found) else None

    def _has_verb(self, first: int, last: int) -> bool:
        return not self.words.verbal.isdisjoint(self.norms[first:last])

    def _mention(
        self, first: int, last: int, kind: NameKind, words: tuple[str, ...], *titles: tuple[int, int] | None
    ) -> NameMention:
        """A name with the titles that go with it, in order."""
        tokens = tuple(filter(None, titles))
        found = self.words.title_words(n for t in tokens for n in self.norms[slice(*t)]) if tokens else _NONE
        return NameMention(self._span(first, last), first, last, kind, words, found, tokens if found else ())

    # ------------------------------------------------------------ tokens

    def _glued(self, k: int) -> bool:
        return 0 < k < len(self.norms) and self.bounds[2 * k] == self.bounds[2 * k - 1]

    def _raw(self, k: int) -> str:
        return self.text[self.bounds[2 * k] : self.bounds[2 * k + 1]]

    def _lower(self, k: int) -> bool:
        return not self.text[self.bounds[2 * k]].isupper()

    def _behind_hyphen(self, k: int) -> int:
        return k + 1 if self.at[k] == "-" and self._glued(k) else k
