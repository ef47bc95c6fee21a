"""What a word needs around it to be a number ("a third of", not "a third man"), and words that answer to numbers ("both")."""

from crosscheck.numbers.numerals import Core, Numerals
from crosscheck.numbers.words import ROMAN, Unit

SEVERAL = 2.0
"""Stands for the amount of "several" and "many": two or more."""
SHARE = 1000
"""Largest second figure of a share ("one in ten"); beyond that it is a year or another count."""

_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅛": 1 / 8,
           "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
_SHARED = frozenset("of the a an its their his her our all these those this that".split())
_PART_OF = frozenset("more less fewer higher lower larger smaller bigger off faster longer shorter".split())
_COMPARED = frozenset("longer later sooner better worse matter doubt wonder place".split())


class NumberPhrases(Numerals):
    """The grammar of numbers over the tokens of one segment."""

    def _core(self, k: int) -> Core | None:
        """The number that begins at token k, if any."""
        norm = self.norms[k]
        if norm[0].isdigit():
            return None if self._is_enumerator(k) else self._figure(k)
        if norm in _VULGAR:
            return self._scaled(Core(k + 1, (_VULGAR[norm],)))
        if not norm.isalpha():
            return Core(k + 1, (), "code", whole=True) if len(norm) > 1 and _has_digit(norm) else None
        return self._worded(k, norm)

    def _is_enumerator(self, k: int) -> bool:
        """Whether a figure numbers the items of a list: "5) ..." at the start of a segment."""
        return k <= 1 and self.at[k + 1] == ")" and (k == 0 or self.at[0] == "(")

    def _worded(self, k: int, norm: str) -> Core | None:
        """A number that begins with a word."""
        words = self.words
        if norm in ("a", "an"):
            return self._with_article(k)
        if norm == "half":
            return self._half(k)
        if norm in words.cardinals:
            return self._cardinal(k)
        if norm in words.ordinals:
            unit = norm == "second" and self.at[k - 1] in ("per", "one", "each", "every", "split")
            ordinal = not unit and not (k == 0 and self.at[1] == ",")  # "First, ..." orders sentences
            another = norm == "second" and self.at[k - 1] in ("a", "an")
            weak = norm == "first" or another
            return Core(k + 1, (words.ordinals[norm],), "ordinal", weak=weak) if ordinal else None
        if norm in words.multiples:
            return Core(k + 1, (words.multiples[norm],), "multiple", weak=norm == "double", whole=True)
        if norm in words.vague:
            return self._vague(k)
        if norm == "per":
            return self._rate(k)
        if norm == "once":
            often = self.at[k + 1] in ("a", "an", "per", "every", "each") and self._unit(k + 2)[1]
            return Core(k + 1, (1.0,), "multiple", weak=True, whole=True) if often else None
        return self._answering(k, norm) or self._roman(k, norm)

    def _answering(self, k: int, norm: str) -> Core | None:
        """A word that answers to a number without being one: "both", "several", "no", "monthly"."""
        words = self.words
        if norm in words.groups:
            return Core(k + 1, (words.groups[norm],), weak=True, whole=True)
        if norm in words.periods:
            unit = words.units[words.periods[norm]]
            return Core(k + 1, (unit.factor,), unit=unit, weak=True, whole=True)
        if norm in words.several:
            return Core(k + 1, (SEVERAL,), "vague", weak=True, whole=True)
        if norm == "no" and self._counts_nothing(k + 1):
            return Core(k + 1, (0.0,), weak=True, whole=True)
        return None

    def _counts_nothing(self, k: int) -> bool:
        """Whether "no" before token k denies a thing ("no discount") rather than a comparison or a person ("no longer")."""
        following = self.at[k]
        return (
            self.at[k + 1] != "than"
            and following.isalpha()
            and following not in self.words.grammar
            and following not in _COMPARED
        )

    def _with_article(self, k: int) -> Core | None:
        """ "a million", "a dozen", "a third of", "an hour and a half"."""
        following, words = self.at[k + 1], self.words
        if following in words.scales and following.isalpha() and len(following) > 3:
            return self._scaled(Core(k + 1, (1.0,)))
        if following in words.fractions:
            return self._fraction(k + 1, 1.0)
        unit = words.units.get(following) if following.isalpha() else None
        if unit and self.norms[k + 2 : k + 5] == ("and", "a", "half"):
            return Core(k + 5, (1.5 * unit.factor,), unit=unit, whole=True)
        return Core(k + 2, (unit.factor,), unit=unit, weak=True, whole=True) if unit else None

    def _rate(self, k: int) -> Core | None:
        """ "per kilo": what a price or speed is counted for, as "a kilo" may say too; not "per cent"."""
        unit = self.words.units.get(self.at[k + 1])
        measures = unit and unit.dimension not in ("%", "pp") and self.at[k + 1] not in ("cent", "mille")
        return Core(k + 2, (unit.factor,), unit=unit, weak=True, whole=True) if unit and measures else None

    def _half(self, k: int) -> Core | None:
        """ "half a million", "half an hour", "half the", "nearly half"; not "the first half" or "half-year"."""
        following = self.at[k + 1]
        if following in ("a", "an"):
            if self.at[k + 2] in self.words.scales:
                return self._scaled(Core(k + 2, (0.5,)))
            return self._of_unit(Core(k + 1, (50.0,), unit=Unit("%", 1), whole=True), 0.5)
        hyphened = self._behind_hyphen(k + 1)
        unit = self.words.units.get(self.at[hyphened])
        if unit and (hyphened > k + 1 or following == "hour") and unit.dimension == "time":
            return Core(hyphened + 1, (0.5 * unit.factor,), unit=unit, whole=True)
        before = self.at[k - 1]
        part = following in _SHARED or before in (
            "by",
            "than",
            "nearly",
            "almost",
            "about",
            "over",
            "roughly",
            "around",
        )
        if not part or before in self.words.ordinals or (self._glued(k + 1) and following == "-"):
            return None
        return Core(k + 1, (50.0,), unit=Unit("%", 1), whole=True)

    def _fraction(self, k: int, numerator: float) -> Core | None:
        """The fraction whose denominator stands at k: a third of, two-thirds."""
        denominator = self.words.fractions[self.at[k]]
        following = self.at[k + 1]
        plural = numerator > 1
        if not plural and following[:1].isalnum() and following not in self.words.grammar | _PART_OF:
            return None  # "a third man"
        share = Core(k + 1, (100.0 * numerator / denominator,), unit=Unit("%", 1), whole=True)
        return self._of_unit(share, numerator / denominator)

    def _of_unit(self, core: Core, value: float) -> Core:
        """ "a quarter of a percentage point", "half an hour": so much of one unit."""
        k = core.end
        if self.at[k] == "of":
            k += 1
        if self.at[k] in ("a", "an"):
            end, unit = self._unit(k + 1)
            if unit:
                return Core(end, (value * unit.factor,), unit=unit, whole=True)
        return core

    def _cardinal(self, k: int) -> Core | None:
        """Numbers in words: twenty-six, three hundred and fifty, two and a half, two-thirds, one in four."""
        end, value, ordinal = self._whole(k)
        if ordinal:
            return Core(end, (value,), "ordinal")
        at = self._behind_hyphen(end)
        if self.at[at] in self.words.fractions and value < 100 and (value > 1 or self.at[at] != "second"):
            found = self._fraction(at, value)
            if found:
                return found
        core = self._scaled(Core(end, (value,), weak=value in (0, 1)))
        return self._share(self._pair(self._clocked(core)))

    def _share(self, core: Core) -> Core:
        """ "one in four", "three out of five"."""
        k = core.end
        if core.kind != "count" or core.whole:
            return core
        joint = self.at[k]
        at = k + 1 if joint == "in" else k + 2 if joint == "out" and self.at[k + 1] == "of" else 0
        other = self._second(at) if at else None
        if (
            not other
            or not core.values[0] < other.values[0] <= SHARE
            or other.values[0] != int(other.values[0])
        ):
            return core
        if self.at[k] == "in" and self._unit(other.end)[1]:
            return core
        return Core(other.end, (100.0 * core.values[0] / other.values[0],), unit=Unit("%", 1), whole=True)

    def _vague(self, k: int) -> Core | None:
        """ "dozens of", "tens of thousands": a magnitude only."""
        words, norm = self.words, self.norms[k]
        if norm in ("scores", "tens") and self.at[k + 1] != "of":
            return None
        value, end = words.vague[norm], k + 1
        if self.at[end] == "of" and self.at[end + 1] in words.vague:
            value, end = value * words.vague[self.at[end + 1]], end + 2
        return None if norm == "tens" and end == k + 1 else Core(end, (value,), "vague", whole=True)

    def _roman(self, k: int, norm: str) -> Core | None:
        """Roman numerals in names, written in capitals behind a capitalized word: World War II."""
        if norm in ROMAN and self._raw(k).isupper() and self._raw(k - 1)[:1].isupper():
            return Core(k + 1, (ROMAN[norm],), "ordinal", whole=True)
        return None


def _has_digit(norm: str) -> bool:
    return any(c.isdigit() for c in norm)
