"""Dates found in a text: what they are, which day they name, and how that was got."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.dates.grammar import TELLING, figures
from crosscheck.dates.intervals import YEARLESS, Interval, compare, edtf, in_words
from crosscheck.dates.read import DateMention, find_dates, same_date
from crosscheck.segment import tokenize

SUNDAY = date(2025, 4, 27)

VALUES = [
    # printed dates
    ("It was held on April 26.", "April 26", "2025-04-26"),
    ("It was held on April 26, 2023.", "April 26, 2023", "2023-04-26"),
    ("It was held on the 26th of April.", "the 26th of April", "2025-04-26"),
    ("It was held on 26 April 2023.", "26 April 2023", "2023-04-26"),
    ("It was held on Sept. 3, 2023.", "Sept. 3, 2023", "2023-09-03"),
    ("It was held on Friday, April 25.", "Friday, April 25", "2025-04-25"),
    ("It was held on Fri., 25 Apr 2025.", "Fri., 25 Apr 2025", "2025-04-25"),
    ("It was held on April 25 (Friday).", "April 25 (Friday)", "2025-04-25"),
    ("MARCH 4: the dam broke.", "MARCH 4", "2025-03-04"),
    ("It was held on 2023-09-03 in Lyon.", "2023-09-03", "2023-09-03"),
    ("It was held on 25/04/2025.", "25/04/2025", "2025-04-25"),
    ("It was held on 4/25/2025.", "4/25/2025", "2025-04-25"),
    ("It was held on 25.04.2025.", "25.04.2025", "2025-04-25"),
    ("It was held on 7/18/07.", "7/18/07", "2007-07-18"),
    ("It took place on May 5, the last day.", "May 5", "2025-05-05"),
    # ranges
    ("It was held on April 25-26.", "April 25-26", "2025-04-25/2025-04-26"),
    ("It ran April 30-May 2, 2024.", "April 30-May 2, 2024", "2024-04-30/2024-05-02"),
    ("It ran from 25 to 27 April 2024.", "25 to 27 April 2024", "2024-04-25/2024-04-27"),
    ("It ran 30 December 2023-2 January 2024.", "30 December 2023-2 January 2024", "2023-12-30/2024-01-02"),
    ("It ran May-June 2024.", "May-June 2024", "2024-05/2024-06"),
    ("He led it 2014-2016.", "2014-2016", "2014/2016"),
    ("It ran from May 3 to May 6, 2024.", "May 3", "2024-05-03"),
    ("It ran from May 3 to May 6, 2024.", "May 6, 2024", "2024-05-06"),
    ("It grew between 2014 and 2016.", "2016", "2016"),
    # months and years
    ("It was held in April 2023.", "April 2023", "2023-04"),
    ("It was held in March.", "March", "2025-03"),
    ("It was better than the forecast of March.", "March", "2025-03"),
    ("It will be held in June.", "June", "2025-06"),
    ("It was held in July last year.", "July last year", "2024-07"),
    ("It was held in February of this year.", "February of this year", "2025-02"),
    ("It was held last July.", "last July", "2024-07"),
    ("It was held in early April.", "early April", "2025-04"),
    ("It has been so since 1991.", "1991", "1991"),
    ("It came in mid-2011.", "mid-2011", "2011"),
    ("The 2012 summit was the first.", "2012", "2012"),
    ("It began in the 1990s.", "1990s", "199X"),
    ("It began in nineteen eighty-nine.", "nineteen eighty-nine", "1989"),
    ("It began in two thousand and eight.", "two thousand and eight", "2008"),
    ("It will be done by year-end.", "year-end", "2025"),
    ("It fell in the third quarter of 2024.", "the third quarter of 2024", "2024-35"),
    ("It fell in Q3 2024.", "Q3 2024", "2024-35"),
    ("It fell in the first half of last year.", "the first half of last year", "2024-01/2024-06"),
    ("It fell in the first nine months of 2024.", "the first nine months of 2024", "2024-01/2024-09"),
    ("It rained in the summer of 2024.", "the summer of 2024", "2024-22"),
    ("It grew in the 2023-24 academic year.", "2023-24 academic year", "2023-08/2024-07"),
    ("It fell in fiscal 2024.", "fiscal 2024", "2024"),
    # counted from the day of writing
    ("He met B on Friday.", "Friday", "2025-04-25"),
    ("The court will rule on Friday.", "Friday", "2025-05-02"),
    ("On Friday, the court will rule.", "Friday", "2025-05-02"),
    ("He said on Friday that the court will rule.", "Friday", "2025-04-25"),
    ("He met B last Monday.", "last Monday", "2025-04-21"),
    ("He meets B next Monday.", "next Monday", "2025-04-28"),
    ("He met B on Tuesday last week.", "Tuesday last week", "2025-04-15"),
    ("He met B yesterday.", "yesterday", "2025-04-26"),
    ("He met B the day before yesterday.", "the day before yesterday", "2025-04-25"),
    ("He meets B tomorrow.", "tomorrow", "2025-04-28"),
    ("He met B last night.", "last night", "2025-04-26"),
    ("He met B last week.", "last week", "2025-04-14/2025-04-20"),
    ("He met B earlier this month.", "earlier this month", "2025-04"),
    ("He met B late last year.", "late last year", "2024"),
    ("He met B ten days ago.", "ten days ago", "2025-04-17"),
    ("He met B twenty-five years ago.", "twenty-five years ago", "2000"),
    ("He met B last weekend.", "last weekend", "2025-04-19/2025-04-20"),
    # counted from an earlier date
    ("On April 24 he left; two days later he met C.", "two days later", "2025-04-26"),
    ("On April 24 he left. The next day he met C.", "The next day", "2025-04-25"),
    ("On April 24 he left. He had met C the day before.", "the day before", "2025-04-23"),
    ("On April 24 he left. That evening he met C.", "That evening", "2025-04-24"),
    ("On April 24 he left. He met C the following Tuesday.", "the following Tuesday", "2025-04-29"),
    ("On April 24 he left. He came back the following month.", "the following month", "2025-05"),
    ("It opened in 2014. A year later it closed.", "A year later", "2015"),
    ("It opened in 2014. The same year it closed.", "The same year", "2014"),
    ("On April 24 the index fell. It ended the day at 900.", "the day", "2025-04-24"),
    ("On April 24 it rained. At the start of the day it had been dry.", "the day", "2025-04-24"),
    ("It lost 3 million in the fourth quarter of 2005 and 9 for the entire year.", "the entire year", "2005"),
    # nothing to count from
    ("The same day he met C.", "The same day", "XXXX-XX-XX"),
    ("He met C the day before the summit.", "the day before", "XXXX-XX-XX"),
    ("He met C recently.", "recently", "XXXX-XX-XX"),
]

DATE_FREE = """
Officials may attend the talks if they can.
Troops march on the capital every spring.
May I ask who else is coming?
The protest march drew 5,000 people.
Prime Minister Theresa May resigned; by May's own account she was proud, and May said so.
April Ryan asked June Carter about the August Foundation.
The April Foundation gave money to the school.
He came second, and the second round was hard.
They marked the 80th anniversary of the founding of the United Nations.
United won 2-1 and the other match ended 5-4.
Security Council Resolution 2231 was adopted by 15 votes to none.
It cost $2,025 a head, or €1999 in all.
Version 2.0.25 was released with patch 10.4.2.
Call 555-2025 or come to 10 Downing Street.
The A320 flew beside the Boeing 2020.
The minister met 2000 delegates in 1500 villages.
At present, changes of the world are unfolding as never before.
In the end the second half was better than the first half.
Over the next two years the plan will cost 3 billion.
He is 45 years old and has worked there for ten years.
Every Friday they meet, and on Mondays they rest.
Black Friday sales were reported by the Sunday Times.
Today's world needs what the world of today lacks.
A five-year plan followed a 30-day truce.
Interest rose from 0.5 percent to 3.25 percent.
Mark Spring spoke of the fall in prices.
Jan Kowalski and Mar Roxas met Dec Donnelly.
It was a 50/50 chance, 24/7, on pages 3-4 and lines 10-12.
He sat down, the sun rose, and they wed in church.
The daily, weekly and monthly papers wrote of the last days of the empire.
It was shut from 1800 to 2000 GMT and by 1930 local time all had left.
At the end of the day, what counts is the school; it made the day of every child.
He worked there for an entire year and wrote the whole day.
They start the day with tea and end the day of rest with song.
The first quarter of the population lives on a day's wages.
""".strip().splitlines()


def only(text: str, expression: str, reference: date | None = SUNDAY) -> DateMention:
    """The mention of a text whose words are ``expression``."""
    found = [m for m in find_dates(text, reference) if m.text == expression]
    assert len(found) == 1, [m.text for m in find_dates(text, reference)]
    return found[0]


@pytest.mark.parametrize(("text", "expression", "value"), VALUES)
def test_value(text: str, expression: str, value: str) -> None:
    """An expression is found with exactly its words, and names the day, month or year that a reader takes it for."""
    mention = only(text, expression)
    assert mention.value == value
    assert text[mention.start : mention.end] == expression


@pytest.mark.parametrize("sentence", DATE_FREE)
def test_date_free(sentence: str) -> None:
    """A sentence without a date has none, whatever its months, numbers and ordinals."""
    assert [m.text for m in find_dates(sentence, SUNDAY)] == []


@pytest.mark.parametrize(
    ("text", "expression", "lo", "hi", "grain"),
    [
        ("It was in April.", "April", date(2025, 4, 1), date(2025, 4, 30), "month"),
        ("It was on April 25-26.", "April 25-26", date(2025, 4, 25), date(2025, 4, 26), "range"),
        ("It was this week.", "this week", date(2025, 4, 21), date(2025, 4, 27), "week"),
        ("It was earlier this month.", "earlier this month", date(2025, 4, 1), date(2025, 4, 27), "month"),
        ("It was in the 1990s.", "1990s", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("It was in Q1 2024.", "Q1 2024", date(2024, 1, 1), date(2024, 3, 31), "quarter"),
    ],
)
def test_interval(text: str, expression: str, lo: date, hi: date, grain: str) -> None:
    """A mention is a closed interval of days with a grain."""
    mention = only(text, expression)
    assert (mention.lo, mention.hi, mention.grain) == (lo, hi, grain)


def test_chain_is_read_through_the_narrative() -> None:
    """Each relative day counts from the last the narrative reached; the nearest printed date stays as a rival."""
    text = (
        "The meeting was held on April 26. The previous day, he met A. He said that in July last year he met C. "
        "The same day he met B. The following day, he left."
    )
    found = {m.text: m for m in find_dates(text, SUNDAY)}
    same, following = found["The same day"], found["The following day"]
    assert found["The previous day"].value == "2025-04-25"
    assert (same.value, [(r.value, r.why) for r in same.alternatives]) == (
        "2025-04-25",
        [("2025-04-26", "nearest")],
    )
    assert (following.value, [r.value for r in following.alternatives]) == ("2025-04-26", ["2025-04-27"])
    assert following.how == "chain"
    steps = []
    anchor = following.anchor
    while anchor:
        steps.append((anchor.text, anchor.words))
        anchor = anchor.parent
    assert steps == [
        ("The same day", "April 25, 2025"),
        ("The previous day", "April 25, 2025"),
        ("April 26", "April 26, 2025"),
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "“We signed on May 5,” he said.",
        "He said that the treaty was signed on May 5.",
        'She recalled: "It began on May 5."',
    ],
)
def test_asides_do_not_move_the_narrative(aside: str) -> None:
    """Quotations and reported speech do not set the day that "the same day" is counted from."""
    found = find_dates(f"They met on April 20. {aside} The same day they parted.", SUNDAY)
    assert found[-1].value == "2025-04-20"


def test_the_day_of_saying_moves_the_narrative() -> None:
    """The day on which something was said belongs to the narrative, unlike what was said."""
    found = find_dates("He said in Paris on April 20 that it was over. The next day he left.", SUNDAY)
    assert found[-1].value == "2025-04-21"


def test_units_are_chained_apart() -> None:
    """A month between two days does not move the day."""
    found = find_dates("On April 20 he came. In March 2019 he had been ill. The next day he left.", SUNDAY)
    assert found[-1].value == "2025-04-21"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Held on April 26.", "XXXX-04-26"),
        ("Held on April 26. The next day he left.", "XXXX-04-27"),
        ("Held on Friday.", "XXXX-XX-XX"),
        ("Held last year.", "XXXX"),
        ("Held in April.", "XXXX-04"),
    ],
)
def test_without_reference(text: str, value: str) -> None:
    """Without a day of writing the year, or all of it, stays unknown; the clock is no help."""
    mention = find_dates(text)[-1]
    assert mention.value == value
    assert mention.lo is None


@pytest.mark.parametrize(
    ("reference", "text", "value"),
    [
        (date(2024, 12, 30), "It will be held on January 2.", "2025-01-02"),
        (date(2025, 1, 3), "It was held on December 30.", "2024-12-30"),
        (date(2025, 3, 1), "It was held in December.", "2024-12"),
        (date(2025, 8, 1), "It was held on February 29.", "2024-02-29"),
        (date(2025, 11, 2), "On Friday 2 May he left.", "2025-05-02"),
    ],
)
def test_year_is_the_likeliest(reference: date, text: str, value: str) -> None:
    """A date without a year lies near the day of writing, where its weekday and the leap years allow."""
    assert find_dates(text, reference)[0].value == value


@pytest.mark.parametrize(
    ("text", "numeric", "values"),
    [
        ("Held on 04/05/2025.", "auto", ["2025-05-04", "2025-04-05"]),
        ("Held on 04/05/2025.", "day-first", ["2025-05-04"]),
        ("Held on 04/05/2025.", "month-first", ["2025-04-05"]),
        ("Held on 04/05/2025 and 25/05/2025.", "auto", ["2025-05-04"]),
        ("Held on 04/05/2025 and 5/25/2025.", "auto", ["2025-04-05"]),
        ("Held on 05/05/2025.", "auto", ["2025-05-05"]),
    ],
)
def test_numeric_order(text: str, numeric: str, values: list[str]) -> None:
    """Day and month of a numeric date follow the setting, else the text's other dates, else both readings stay."""
    first = find_dates(text, SUNDAY, numeric)[0]  # type: ignore[arg-type]
    assert [r.value for r in first.readings] == values


@pytest.mark.parametrize(
    "text", ["on April 31", "on 31 June 2024", "on February 29, 2025", "on 29 February 2023", "on 31/04/2025"]
)
def test_no_such_day(text: str) -> None:
    """A day that no calendar has is found and known to be none."""
    mention = find_dates(f"It was held {text}.", SUNDAY)[0]
    assert mention.is_invalid
    assert mention.lo is None


def test_weekday_beside_a_date() -> None:
    """A weekday that disagrees with its date is known by the true one."""
    assert only("On Saturday, April 25, he left.", "Saturday, April 25").wrong_weekday == 4
    assert only("On Friday, April 25, he left.", "Friday, April 25").wrong_weekday is None


def test_two_time_zones_are_two_readings() -> None:
    """The day in another time zone is a reading of the same expression."""
    mention = only(
        "It landed on April 25 local time (April 26 Beijing time).",
        "April 25 local time (April 26 Beijing time)",
    )
    assert [(r.value, r.why) for r in mention.readings] == [("2025-04-25", ""), ("2025-04-26", "zone")]


def test_same_date_finds_equal_or_closer_dates() -> None:
    """A date is stated by an equal or more exact one, never by a vaguer one."""
    april = find_dates("in April 2025")[0]
    day = find_dates("on April 25, 2025")[0]
    other = find_dates("on May 2, 2025")[0]
    assert same_date(april, [other, day]) is day
    assert same_date(day, [april, other]) is None


# ---------------------------------------------------------------- intervals

days = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31))


@given(days, days, days, days)
def test_relations_mirror(a: date, b: date, c: date, d: date) -> None:
    """What contains one way lies within the other way; the rest reads the same from both sides."""
    x, y = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    mirrored = {"contains": "within", "within": "contains"}
    assert compare(x, y) == mirrored.get(compare(y, x), compare(y, x))
    assert compare(x, x) == "equal"


@given(days)
def test_yearless_days_compare_by_month_and_day(day: date) -> None:
    """A day without a year equals the same day of any year and none other."""
    yearless = Interval(date(YEARLESS, day.month, day.day), date(YEARLESS, day.month, day.day), "yearless")
    assert compare(yearless, Interval(day, day)) == "equal"
    assert edtf(yearless, "day") == f"XXXX-{day.month:02}-{day.day:02}"
    assert str(day.day) in in_words(yearless, "day")


# ---------------------------------------------------------------- any input

PIECES = st.sampled_from(
    "April May 25 31 2025 1990s - – , . / ( ) of the last next same day days later ago before year month week quarter "
    'first Friday on in from to between and 4/5/2025 2025-13-45 local time GMT “ ” " said \n fiscal Q1 half summer ² ٣'.split(
        " "
    )
)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]), st.one_of(st.none(), st.dates()))
@settings(max_examples=300, deadline=None)
def test_any_words(pieces: list[str], blank: str, reference: date | None) -> None:
    """Whatever the words: no crash, spans that hold their text, in order and apart, at least one reading."""
    text = blank.join(pieces)
    end = 0
    for mention in find_dates(text, reference):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.readings
        end = mention.end


@given(st.lists(PIECES, max_size=10), st.sampled_from(["", " "]))
@settings(max_examples=200)
def test_what_tells_of_dates(pieces: list[str], blank: str) -> None:
    """No date stands in a paragraph without a word or figures that tell of one, by which others are passed over."""
    text = blank.join(pieces)
    told = not TELLING.isdisjoint(norm for norm, _ in tokenize(text)) or figures().search(text)
    assert told or not find_dates(text)


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
@settings(deadline=None)
def test_any_text(text: str, reference: date | None) -> None:
    """Any text at all, at any date, is read without a crash."""
    assert all(m.value for m in find_dates(text, reference))


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        *((unit, 1_000_000) for unit in ("1", "x", "“", "2025 ", "the ", "1/1/", "25, 26, ")),
        *(
            (unit, 120_000)
            for unit in ("May ", "2025-", "April 25 (", "from 2009 to ", "Friday, ", "he said on ")
        ),
    ],
)
def test_a_long_line(unit: str, size: int) -> None:
    """A line of up to a megabyte is read, however it is made up: a reading that backtracks would never end."""
    text = (unit * (size // len(unit) + 1))[:size]
    assert all(text[m.start : m.end] == m.text for m in find_dates(text, SUNDAY))
