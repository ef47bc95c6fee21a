"""Speakers: the words that name who says something, and whether two of them may be one.

A speaker is a person, a body, a role ("the spokesman"), a group ("both sides") or a pronoun. There is no parser: a subject is
read leftwards from its verb over the nearest name or noun, past a stretch between commas that only describes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.lemmas import Lemmas, open_lemmas
from crosscheck.model import Segment, Span
from crosscheck.names.capitals import is_acronym
from crosscheck.names.gazetteer import PLACE
from crosscheck.names.read import NameMention
from crosscheck.names.words import Gender, NameWords, name_words

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

PHRASE = 8
"""Tokens of a noun phrase that are read."""
ASIDE = 16
"""Tokens between two commas that may describe the speaker before them."""


class Speaker(NamedTuple):
    """Who says something, as the text has it."""

    span: Span
    """With title and article."""
    first: int
    """Its first token."""
    names: tuple[str, ...]
    """Folded words of a name; of a country its key; empty for a pronoun or a role."""
    roles: frozenset[str]
    """Lemmas of title, office, body or role: {"foreign", "minister"}, {"police"}."""
    gender: Gender = ""
    pronoun: str = ""
    is_person: bool = False
    """Whether it is a person's name."""
    stands_for: frozenset[str] = frozenset()
    """Of initials that the table of bodies knows: the words of what they stand for."""


class SpeakerWords(NamedTuple):
    """The word data of ``rules/attribution.toml``, made ready."""

    core: frozenset[str]
    bare: frozenset[str]
    clausal: frozenset[str]
    thinking: frozenset[str]
    attitudes: frozenset[str]
    between: frozenset[str]
    sources: Mapping[str, Sequence[tuple[str, ...]]]
    """First word -> the phrases like "according to" that begin with it."""
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    listeners: frozenset[str]
    holders: frozenset[str]
    greetings: frozenset[str]
    writer: frozenset[str]
    tells: frozenset[str]
    hearsay: frozenset[str]
    no_clause: frozenset[str]
    adding: frozenset[str]
    be: frozenset[str]
    auxiliaries: frozenset[str]
    subjects: frozenset[str]
    determiners: frozenset[str]
    times: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    before_adjectives: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    bodies: frozenset[str]
    spokes: frozenset[str]
    judging: frozenset[str]
    plural: frozenset[str]
    function: frozenset[str]
    names: NameWords
    lemmas: Lemmas
    given: Mapping[str, Gender]
    verbs: frozenset[str]
    """All verbs of saying: core, bare and clausal."""
    openers: frozenset[str]
    """What may begin an attribution: a verb, or the first word of "according to"."""
    telling: frozenset[str]
    """The verbs, and the longest word of each such phrase: without one of them nothing is attributed."""


@lru_cache(maxsize=4)
def speaker_words(rules: RuleSet) -> SpeakerWords:
    """The word data of a set of rules, read once."""
    data = rules.data("attribution")

    def listed(name: str) -> frozenset[str]:
        return frozenset(data[name].split())

    phrases = [tuple(phrase.split()) for phrase in data["sources"].split(", ")]
    sources = {first: [p for p in phrases if p[0] == first] for first, *_ in phrases}
    verbs = listed("core") | listed("bare") | listed("clausal")
    made = {"sources", "function", "names", "lemmas", "given", "verbs", "openers", "telling"}
    return SpeakerWords(
        **{name: listed(name) for name in SpeakerWords._fields if name not in made},
        sources=sources,
        verbs=verbs,
        openers=verbs.union(sources),
        telling=verbs | {max(phrase, key=len) for phrase in phrases},
        function=rules.words("english", "function"),
        names=name_words(rules),
        lemmas=open_lemmas(rules),
        given=name_words(rules).genders,
    )


class Phrases:
    """The noun phrases of one segment that may name a speaker."""

    def __init__(
        self,
        segment: Segment,
        mentions: Sequence[NameMention],
        words: SpeakerWords,
        surnames: frozenset[str] = frozenset(),
    ) -> None:
        """``surnames`` are words of longer names of persons in the same text: alone they name the person too."""
        self.segment, self.words, self.surnames = segment, words, surnames
        self.norms = segment.norms
        self._mentions = mentions

    @cached_property
    def starts(self) -> Mapping[int, NameMention]:
        """The names by their first token."""
        norms, given = self.norms, self.words.given
        first = [k for k in self.segment.capitals if norms[k] in given]
        return {m.first: m for m in (self._with_given_names(first) if first else self._mentions)}

    @cached_property
    def _ends(self) -> Mapping[int, NameMention]:
        return {m.last: m for m in self.starts.values()}

    @cached_property
    def _inside(self) -> frozenset[int]:
        return frozenset().union(*[range(m.first, m.last) for m in self.starts.values()])

    def before(self, end: int) -> Speaker | None:
        """The speaker whose words end behind ``end - 1``, or before an aside between commas that ends there."""
        at = end
        while at > 0 and (self.norms[at - 1] in self.words.between or is_adverb(self.norms[at - 1])):
            at -= 1
        if at > 1 and self.norms[at - 1] == ",":
            return self._before_aside(at - 1)
        return self._ending(at)

    def behind(self, start: int) -> Speaker | None:
        """The speaker named right behind a verb or preposition: "said his neighbour, Fatou Sy"."""
        stop = start
        while (
            stop < len(self.norms)
            and stop - start < ASIDE
            and (self.norms[stop][0].isalnum() or self.norms[stop] in "'s-.,")
        ):
            if self.norms[stop] == "," and not self._names_aside(stop):
                break
            stop += 1
        named = [m for k in range(start, stop) if (m := self.starts.get(k)) and m.kind != "place"]
        named = [m for m in named if not self._is_genitive(m.last, stop)]
        if named:
            return self._named(next((m for m in named if self._is_person(m)), named[0]))
        while start < stop and self.norms[start] in self.words.determiners:
            start += 1
        end = start
        while end < stop and (self._is_noun(end) or self._is_genitive(end, stop)):
            end += 1
        return self._ending(end) if end > start else None

    def _is_genitive(self, end: int, stop: int) -> bool:
        """Whether what ends before a token only says whose somebody is: "said Corvo's chief executive, Ana Reis"."""
        return end + 1 < stop and self.norms[end] in _GENITIVE and self.norms[end + 1] != ","

    def persons(self, start: int = 0, end: int | None = None) -> Iterator[Speaker]:
        """The persons that some tokens name, but for genitives ("President Japarov's visit")."""
        last = len(self.norms) if end is None else end
        for mention in self.starts.values():
            if start <= mention.first < last and self._is_person(mention):
                follows = self.norms[mention.last] if mention.last < len(self.norms) else ""
                if follows not in _GENITIVE:
                    yield self._named(mention)

    def named(self) -> Iterator[Speaker]:
        """Whatever is named, in order of the text."""
        for mention in self.starts.values():
            yield self._named(mention)

    def is_inside_name(self, token: int) -> bool:
        """Whether a token belongs to a name."""
        return token in self._inside

    # ------------------------------------------------------------ phrases

    def _with_given_names(self, given: Sequence[int]) -> Iterator[NameMention]:
        """The names, with given names at the start of a sentence, where a capital alone does not show them."""
        following = {m.first: m for m in self._mentions}
        inside = {k for m in self._mentions for k in range(m.first, m.last)}
        for k, norm in [(k, self.norms[k]) for k in given if k not in inside]:
            behind = following.pop(k + 1, None)
            if behind:
                names = (norm, *behind.words)
                yield NameMention(
                    self.segment.span_of(k, behind.last),
                    k,
                    behind.last,
                    "name",
                    names,
                    behind.title,
                    behind.title_tokens,
                )
            elif not self.words.names.is_common(norm):
                yield NameMention(self.segment.span_of(k, k + 1), k, k + 1, "name", (norm,), frozenset(), ())
        yield from following.values()

    def _before_aside(self, comma: int) -> Speaker | None:
        """The phrase before an aside; a name inside the aside is the speaker's: "the director, Ian Sharp, said"."""
        opening = next(
            (k for k in range(comma - 1, max(-1, comma - ASIDE), -1) if self.norms[k] == ","), None
        )
        if opening is None:
            return None
        described = self._ending(opening)
        aside = self.starts.get(opening + 1)
        if aside and aside.last == comma and described and self._is_described(described, aside):
            named = self._named(aside)
            return self._merged(named, described)
        return described and self._merged(described, None, self._roles(opening + 1, comma))

    def _is_described(self, described: Speaker, aside: NameMention) -> bool:
        """Whether a name in an aside is the person of whom the phrase before is the office, though it have capitals."""
        if not described.is_person or not described.names:
            return True
        if not self._is_person(aside) or len(aside.words) < _NAMED:
            return False
        if aside.words[0] in self.words.given and described.names[0] not in self.words.given:
            return True
        # "Chief Meteorologist" is an office, "Mayor Baker" a person
        known, names = self.words.names, set(described.names)
        ranked = not (known.informal | known.limits).isdisjoint(described.roles)
        return ranked and names.isdisjoint(self.surnames) and all(map(known.is_common, names))

    def _ending(self, end: int) -> Speaker | None:
        """The name, pronoun or noun phrase that ends at a token."""
        if end <= 0:
            return None
        norm = self.norms[end - 1]
        if norm in self.words.pronouns and not is_acronym(self.segment, end - 1):
            return self._pronoun(end - 1)
        mention = self._ends.get(end)
        if mention:
            start = self._title_start(mention)
            if start and self.norms[start - 1] in self.words.prepositions:
                return self._complemented(end, start - 1)
            if (
                start > 1
                and self.norms[start - 1] == "the"
                and self.norms[start - 2] in self.words.prepositions
                and not self._is_person(mention)
            ):
                return self._complemented(end, start - 2)
            return self._named(mention)
        return self._common(end) if self._is_noun(end - 1) else None

    def _complemented(self, end: int, preposition: int) -> Speaker | None:
        """A phrase with a complement: "the embassy of Castellia", "a spokesman for the airline"."""
        head = self._ending(preposition)
        if head is None or head.pronoun:
            return head
        if head.is_person:
            return head
        return self._speaker(head.first, end, head.names, head.roles | self._roles(preposition + 1, end))

    def _common(self, end: int) -> Speaker | None:
        """A phrase whose head is a common noun: "the health ministry"."""
        start = end
        while (
            start > 0
            and end - start < PHRASE
            and (self._is_noun(start - 1) or self.norms[start - 1] in _JOINS)
        ):
            start -= 1
        if self.norms[start : start + 1] == ("according",):
            start += 1
        if start > 0 and self.norms[start - 1] in self.words.determiners:
            start -= 1
        if start and self.norms[start - 1] in self.words.prepositions:
            found = self._complemented(end, start - 1)
            if found:
                return found
        roles = self._roles(start, end)
        return self._speaker(start, end, (), roles) if roles else None

    def _named(self, mention: NameMention) -> Speaker:
        start = self._title_start(mention)
        roles = {self.words.lemmas.lemma(w) for w in mention.title}
        roles |= self._roles(start, mention.first)
        for first, last in mention.title_tokens:
            roles |= self._roles(first, last)
        place = mention.kind == "place"
        end = mention.last
        return Speaker(
            self.segment.span_of(start, end),
            start,
            mention.words,
            frozenset(roles),
            self._gender(mention, start),
            is_person=not place and self._is_person(mention),
            stands_for=self._long_form(mention),
        )

    def _long_form(self, mention: NameMention) -> frozenset[str]:
        if mention.kind != "short":
            return frozenset()
        longs = self.words.names.gazetteer.long_forms(mention.words[0])
        return frozenset(word for long in longs for word in long.split())

    def _pronoun(self, token: int) -> Speaker | None:
        norm = self.norms[token]
        if norm == "who":
            behind = token - 1 if token > 1 and self.norms[token - 1] == "," else token
            return self._named(self._ends[behind]) if behind in self._ends else self._ending(behind)
        gender: Gender = "man" if norm == "he" else "woman" if norm == "she" else ""
        return Speaker(self.segment.span_of(token, token + 1), token, (), frozenset(), gender, norm)

    def _speaker(self, first: int, last: int, names: tuple[str, ...], roles: frozenset[str]) -> Speaker:
        return Speaker(self.segment.span_of(first, last), first, names, roles, self._role_gender(first, last))

    def _merged(
        self, speaker: Speaker, other: Speaker | None, roles: frozenset[str] = frozenset()
    ) -> Speaker:
        more = speaker.roles | roles | (other.roles if other else frozenset())
        first = min(speaker.first, other.first) if other else speaker.first
        gender = speaker.gender or (other.gender if other else "")
        return speaker._replace(first=first, roles=more, gender=gender)

    # ------------------------------------------------------------ words

    def _title_start(self, mention: NameMention) -> int:
        """Where title and other words of a role before a name begin: "Defense lawyer", "lead author"."""
        start = min([mention.first, *(a for a, b in mention.title_tokens if b == mention.first)])
        while (
            start > 0
            and mention.first - start < PHRASE
            and self._is_noun(start - 1)
            and start - 1 not in self._inside
        ):
            start -= 1
        return start

    def _is_noun(self, token: int) -> bool:
        """Whether a word may belong to a noun phrase: anything that is no grammar word and no verb of saying."""
        norm = self.norms[token]
        if token in self._inside:
            return True
        if not norm[0].isalpha() or norm in self.words.function or norm in self.words.verbs:
            return False
        return (
            not is_adverb(norm)
            and not (norm.endswith("ed") and len(norm) > 4)
            and norm not in self.words.times
        )

    def _roles(self, start: int, end: int) -> frozenset[str]:
        """The words among some tokens that say what somebody is."""
        return frozenset(
            self.words.lemmas.lemma(self.norms[k])
            for k in range(start, end)
            if self._is_noun(k) and self.norms[k] != "'s"
        )

    def _names_aside(self, comma: int) -> bool:
        """Whether a name, and nothing else, follows a comma: "his neighbour, Fatou Sy"."""
        return comma + 1 in self.starts

    def _is_person(self, mention: NameMention) -> bool:
        if (
            mention.kind != "name"
            or not 0 < len(mention.words) <= 4
            or mention.words[-1] in self.words.bodies
        ):
            return False
        if mention.title_tokens:
            return True
        before = self.norms[mention.first - 1] if mention.first else ""
        if before == "the" or (
            len(mention.words) == 1 and before in ("in", "at", "to", "from", "near", "of")
        ):
            return False
        known = self.words.names
        if len(mention.words) == 1 and mention.words[0] in self.surnames:
            return True
        return mention.words[0] in self.words.given or not all(known.is_common(w) for w in mention.words)

    def _gender(self, mention: NameMention, start: int) -> Gender:
        found = self._role_gender(start, mention.first)
        for first, last in mention.title_tokens:
            found = found or self._role_gender(first, last)
        return found or (self.words.given.get(mention.words[0], "") if len(mention.words) > 1 else "")

    def _role_gender(self, first: int, last: int) -> Gender:
        for k in range(first, last):
            if self.norms[k] in self.words.men:
                return "man"
            if self.norms[k] in self.words.women:
                return "woman"
        return ""


def same_speaker(a: Speaker, b: Speaker) -> bool | None:
    """Whether two speakers are one; None where their words do not tell.

    Two names are one when they share a word, unless both give several and agree in none but one ("Ana Hart", "Milos Hart").
    """
    if a.names and b.names:
        shared = set(a.names) & set(b.names)
        if not shared:
            if abbreviates(a, b) or abbreviates(b, a):
                return True
            return False if a.is_person == b.is_person else None
        apart = (
            min(len(a.names), len(b.names)) > len(shared)
            and a.names[0] != b.names[0]
            and a.names[-1] == b.names[-1]
        )
        return None if apart else True
    if a.roles & b.roles:
        return True
    return None


def abbreviates(short: Speaker, long: Speaker) -> bool:
    """Whether initials stand for a name: by the table, or letter by letter, of which a name read too short has the last."""
    if len(short.names) != 1 or len(long.names) < _LETTERS:
        return False
    letters = short.names[0].replace(".", "")
    words = [word.removeprefix(PLACE) for word in long.names if word not in ("and", "for")]
    plain = {word for word in long.names if not word.startswith(PLACE)}
    return (bool(plain) and plain <= short.stands_for) or letters.endswith("".join(word[0] for word in words))


_JOINS = frozenset(("'s", "'", "-"))
_GENITIVE = frozenset(("'s", "'"))
_NAMED = 2
"""Words of a name that can be no place or word beside the speaker's."""
_LETTERS = 2
"""Words of a name from which its initials tell."""


def is_adverb(norm: str) -> bool:
    """Whether a word looks like an adverb."""
    return norm.endswith("ly") and len(norm) > 4
