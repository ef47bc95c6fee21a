"""How sure, possible, allowed or binding the summary makes something, and how much or how often, beside its originals.

Each phrase says one or more things (its classes); two that share one are no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from crosscheck.meaning.cues import CueTable, phrase_classes, split_phrases
from crosscheck.meaning.pair import SUMMARY, Kept, Placed, Sides, governs_same, is_beside, pair
from crosscheck.meaning.shifts import Shift, added, dropped, is_answered, replaced
from crosscheck.meaning.uniqueness import unique_words
from crosscheck.names.capitals import is_acronym
from crosscheck.passages import is_loose
from crosscheck.thesaurus import Thesaurus

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet


_DEFINITE = frozenset("the these those its their his her our".split())
"""Words before a noun that make it the whole."""
_WHOLE = ("all", "none")
"""Classes of quantifiers for which "three of" never stands."""
_ENABLED = frozenset({"able", "allowed"})
_SUBJECTS = frozenset(
    "the a an this that these those any its their his her our it he she they we you there".split()
)
"""Words of which a sentence's subject begins."""
WEAK = frozenset({"linked", "suggested"})
"""Classes of ``strengths`` that claim less."""


class ModalWords:
    """The modal words and quantifiers of ``rules/meaning.toml``, made ready."""

    def __init__(self, rules: RuleSet) -> None:
        data, function = rules.data("meaning"), rules.words("english", "function")
        hedges, restriction = data["hedges"], data["restriction"]

        def table(name: str, idle: str) -> CueTable:
            return CueTable(phrase_classes({**data[name], "idle": idle}), function)

        self.modality = table("modality", hedges["idle"])
        self.answers = {phrase[0]: classes for phrase, classes in phrase_classes(data["answering"]).items()}
        """Verbs and nouns that say what a modal word says, with its classes: "is able", "plans"."""
        self.telling = frozenset(split_phrases(hedges["telling"]))
        """Hedges whose loss alone is worth a look."""
        self.nouns = frozenset(hedges["nouns"].split())
        """Modal words that are also nouns or names ..."""
        self.before_nouns = frozenset(hedges["before-nouns"].split())
        """... and what stands before them when they are."""
        self.doubting = frozenset(hedges["doubting"].split())
        """Verbs of saying that cast doubt."""
        self.saying = rules.words("english", "saying")
        amounts = {
            k: v if k in _WHOLE else f"{v}, {data['quantifier']['counted']}"
            for k, v in data["quantifier"].items()
        }
        self.quantifier = CueTable(phrase_classes({**amounts, "idle": data["frames"]["idle"]}), function)
        """How many."""
        self.quantities = self.quantifier, table("frequency", data["frames"]["idle"])
        """How many, and how often."""
        self.shares = frozenset(split_phrases(data["frames"]["shares"]))
        """Shares of a whole whose loss claims all of it ..."""
        self.sharing = frozenset(data["frames"]["sharing"].split())
        """... and words that may stand for one."""
        self.pending = CueTable(phrase_classes(data["pending"]), function)
        """What is still to happen to a thing."""
        self.is_superlative = unique_words(rules).is_superlative
        self.strengths = table("causation", ""), table("proof", "")
        """What is connected and what causes something; what is suggested and what is proved."""
        self.restriction = CueTable(phrase_classes({k: restriction[k] for k in ("only", "idle")}), function)
        self.restricting = frozenset(restriction["telling"].split())
        """Of the restrictions those whose addition is worth a look: "only"."""


@lru_cache(maxsize=4)
def modal_words(rules: RuleSet) -> ModalWords:
    """The word data of a set of rules, read once."""
    return ModalWords(rules)


@lru_cache(maxsize=4)
def hedge_classes(rules: RuleSet) -> dict[str, frozenset[str]]:
    """Words that weaken, limit or bound -> what they say, from the classes of ``rules/meaning.toml`` and ``rules/numbers.toml``."""
    data, found = rules.data("meaning"), dict[str, frozenset[str]]()
    groups = [data[name] for name in ("modality", "answering", "frequency", "quantifier")]
    known = rules.data("numbers")["bounds"]
    bounds = {name: known[name].replace("|", ",").replace("_", " ") for name in ("about", "near")}
    for group in (*groups, bounds):
        for phrase, classes in phrase_classes(group).items():
            if len(phrase) == 1 or phrase[1] == "to":
                found[phrase[0]] = found.get(phrase[0], frozenset()) | classes
    return found


def modality_shifts(sides: Sides, words: ModalWords, thesaurus: Thesaurus) -> Iterator[Shift]:
    """Modal words replaced by others, and telling hedges added or dropped."""
    ours, theirs = sides.cues(words.modality)
    ours, theirs = pair(sides, _verbs(sides, words, ours), _verbs(sides, words, theirs))
    # in a sentence told loosely, the place of a word says nothing
    reach = governs_same if ours and theirs and is_loose(sides.alignment) else _belong_together
    for a in list(ours):
        for b in theirs:
            if reach(sides, a, b) and not _is_synonym(sides, thesaurus, a):
                if not _makes_able(words, a, b):
                    yield replaced("modality", sides, a, b)
                ours.remove(a)
                theirs.remove(b)
                break
    for placed in _unanswered(ours, theirs):
        kept = _lost_hedge(sides, words, thesaurus, placed)
        if kept and placed.side == SUMMARY:
            yield added("modality", placed, kept)
        elif kept:
            yield dropped("modality", sides, placed, kept)


def _makes_able(words: ModalWords, a: Placed, b: Placed) -> bool:
    """Whether one cue speaks of what makes possible the other's verb: "a grant will let them go", "they plan to go"."""
    for cue, other in ((a.cue, b.cue), (b.cue, a.cue)):
        said = words.answers.get(cue.words[0], frozenset()) if cue.words else frozenset()
        if not _ENABLED.isdisjoint(said) and cue.words[0] not in other.words:
            return True
    return False


def _belong_together(sides: Sides, a: Placed, b: Placed) -> bool:
    """Whether two cues govern a common word or stand in one place."""
    return governs_same(sides, a, b) or is_beside(sides, a, b)


def _unanswered(ours: Sequence[Placed], theirs: Sequence[Placed]) -> list[Placed]:
    """Cues without a counterpart, but for those that another one left over answers elsewhere: "might cut", "a cut was possible"."""
    left, right = list(ours), list(theirs)
    for a in ours:
        b = next((b for b in right if a.cue.classes & b.cue.classes), None)
        if b:
            left.remove(a)
            right.remove(b)
    return [*left, *right]


def doubt_shifts(sides: Sides, words: ModalWords) -> Iterator[Shift]:
    """A verb of saying that casts doubt for one that does not, or the other way about."""
    for op in sides.alignment.ops:
        if (
            op.kind != "substitute"
            or not op.summary[1] - op.summary[0] == 1 == op.original[1] - op.original[0]
        ):
            continue
        pairs = sides.norms[SUMMARY][op.summary[0]], sides.norms[op.source][op.original[0]]
        doubts = sum(word in words.doubting for word in pairs)
        if doubts == 1 and all(word in words.saying or word in words.doubting for word in pairs):
            yield Shift("modality", op.summary, op.source, op.original, "certain")


def strength_shifts(sides: Sides, table: CueTable) -> Iterator[Shift]:
    """A cause made of what a source only finds connected, a proof of what it only suggests: its ``WEAK`` classes, and others."""
    ours, theirs = pair(sides, *sides.cues(table))
    strong = [p for p in ours if WEAK.isdisjoint(p.cue.classes)]
    for b in (p for p in theirs if not WEAK.isdisjoint(p.cue.classes)):
        a = next((a for a in strong if _belong_together(sides, a, b) or _is_subject(sides, a, b)), None)
        if a:
            yield replaced("modality", sides, a, b)
            strong.remove(a)


def _is_subject(sides: Sides, a: Placed, b: Placed) -> bool:
    """Whether a cue stands behind what another one governs: "fumes cause", "a link between fumes and"."""
    before = sides.norms[a.side][a.cue.first - 1] if a.cue.first else ""
    return any(sides.same_word(before, word) for word in b.cue.words)


def quantity_shifts(sides: Sides, table: CueTable, words: ModalWords) -> Iterator[Shift]:
    """Words for how many, or how often, replaced by words for another amount."""
    ours, theirs = sides.cues(table)
    ours, theirs = pair(sides, _uncounted(sides, words, ours), _uncounted(sides, words, theirs))
    for a in ours:
        for b in theirs:
            if is_beside(sides, a, b) or governs_same(sides, a, b):
                yield replaced("quantifier", sides, a, b)
                theirs.remove(b)
                break


def share_shifts(sides: Sides, words: ModalWords) -> Iterator[Shift]:
    """A share of a whole that was left out, so that the claim is one about all of it: "the jobs" for "most of the jobs"."""
    ours, theirs = sides.cues(words.quantifier)
    if any(sides.norms[SUMMARY][k] in words.sharing for k in sides.changed[SUMMARY]):
        return  # "the jobs were mostly": said elsewhere in the sentence
    needed = 2 if is_loose(sides.alignment) else 1
    for placed in pair(sides, ours, theirs)[1]:
        norms, cue = sides.norms[placed.side], placed.cue
        if norms[cue.first : cue.last] not in words.shares:
            continue
        governed = list(zip(cue.targets, cue.words, strict=True))
        found = [k for t, w in governed if (k := sides.counterpart(placed.side, t, w)) and k.aligned]
        for target, word in governed[:4] if len(found) >= needed else ():
            kept = sides.counterpart(placed.side, target, word)
            if kept is None or "-" in norms[target - 1 : target + 2]:
                continue
            before = sides.norms[SUMMARY][max(0, kept.token - 4) : kept.token]
            counted = any(norm[0].isdigit() for norm in before)
            if kept.aligned and not counted and not _DEFINITE.isdisjoint(before):
                here, there = (kept.token, kept.token + 1), (cue.first, target + 1)
                yield Shift("quantifier", here, placed.side, there, "certain")
            break


def restriction_shifts(sides: Sides, words: ModalWords, answering: frozenset[str]) -> Iterator[Shift]:
    """An "only" that no original has; before a figure it only comments."""
    ours, theirs = sides.cues(words.restriction)
    norms = sides.norms[SUMMARY]
    for placed in pair(sides, ours, theirs)[0]:
        following = norms[placed.cue.last : placed.cue.last + 1]
        if norms[placed.cue.first] not in words.restricting:
            continue
        governed = zip(placed.cue.targets, placed.cue.words, strict=True)
        kept = next((k for t, w in governed if (k := sides.counterpart(SUMMARY, t, w))), None)
        if kept and not is_answered(sides, placed, answering):
            comments = bool(following) and not following[0][0].isalpha()
            yield added("quantifier", placed, kept)._replace(mild=comments)


def _verbs(sides: Sides, words: ModalWords, cues: Sequence[Placed]) -> list[Placed]:
    """Without nouns and names such as "the will", "May 4" and "Theresa May", "consider" before a noun, and "should" for "if"."""
    return [p for p in cues if not _is_noun(sides, words, p)]


def _is_noun(sides: Sides, words: ModalWords, placed: Placed) -> bool:
    segment, first = sides.segments[placed.side], placed.cue.first
    if "weighed" in placed.cue.classes:
        return not placed.cue.words or not placed.cue.words[0].endswith("ing")
    if segment.norms[first] == "should":
        return segment.norms[-1] != "?" and (
            first == 0 or not _SUBJECTS.isdisjoint(segment.norms[first + 1 : first + 2])
        )
    if segment.norms[first] not in words.nouns:
        return False
    if segment.word(first)[0].isupper() and (first or is_acronym(segment, first)):
        return True
    following = segment.norms[first + 1] if first + 1 < len(segment.norms) else ""
    return following[:1].isdigit() or (first > 0 and segment.norms[first - 1] in words.before_nouns)


def _lost_hedge(sides: Sides, words: ModalWords, thesaurus: Thesaurus, placed: Placed) -> Kept | None:
    """The kept word whose hedge has no counterpart, if the hedge is one that tells."""
    norms, cue = sides.norms[placed.side], placed.cue
    elliptic = norms[cue.last : cue.last + 1] == (",",)
    if norms[cue.first : cue.last] not in words.telling or not cue.targets or elliptic:
        return None
    answers = {word for word, classes in words.answers.items() if classes & cue.classes}
    if is_answered(sides, placed, answers) or _is_synonym(sides, thesaurus, placed):
        return None
    if "hearsay" in cue.classes and any(
        sides.norms[other][k] in answers for other in sides.across(placed.side) for k in sides.changed[other]
    ):
        return None  # "reportedly" for "sources said", wherever in the sentence
    kept = sides.counterpart(placed.side, cue.targets[0], cue.words[0])
    return kept if kept and is_in_place(sides, placed, kept) else None


def is_in_place(sides: Sides, placed: Placed, kept: Kept) -> bool:
    """Whether a kept word stands beside its counterpart, or where the cue before it would stand."""
    if kept.aligned:
        return True
    low, high = sides.place(placed.side, placed.cue.first, kept.side)
    return low <= kept.token < high


def _is_synonym(sides: Sides, thesaurus: Thesaurus, placed: Placed) -> bool:
    """Whether a synonym stands in the place of a hedge of one word: "potential", "prospective"."""
    word = sides.norms[placed.side][placed.cue.first]
    for other in sides.across(placed.side):
        low, high = sides.place(placed.side, placed.cue.first, other)
        if any(
            thesaurus.synonyms(word, sides.norms[other][k]) for k in sides.changed[other] if low <= k < high
        ):
            return True
    return False


def _uncounted(sides: Sides, words: ModalWords, cues: Sequence[Placed]) -> list[Placed]:
    """Without "some" before a figure, where it means "about", and "one of the highest", which counts no whole."""
    return [
        p
        for p in cues
        if not _is_about(sides.norms[p.side], p.cue.first)
        and not (p.cue.last - p.cue.first > 1 and any(map(words.is_superlative, p.cue.words[:1])))
    ]


def _is_about(norms: Sequence[str], token: int) -> bool:
    return norms[token] == "some" and token + 1 < len(norms) and norms[token + 1][0].isdigit()
