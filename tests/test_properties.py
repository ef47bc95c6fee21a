"""What holds for every article: compared with itself it has no differences; the order of its originals changes nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosscheck import Report, check_texts

SENTENCES = [
    "The harbour of Port Ellery reopened on Friday after nine days of storms.",
    "Two ferries were damaged beyond repair, the port authority said.",
    "“We did not expect the breakwater to hold,” said Captain Lena Moss.",
    "Engineers will inspect the northern breakwater next week.",
    "Fishing crews lost about 1.2 million crowns in the closure.",
    "On March 14, 2025, the council approved 48 million crowns for repairs.",
    "Mayor Ingrid Solheim called the vote a relief for the district.",
    "She added that the library on Mill Street may stay open on Saturdays.",
    "Eleven members voted for the plan and six against it.",
    "The World Trade Organization rules on such aid in the following month.",
    "Opponents never said that the plan costs too much; they said it comes too late.",
    "It was the colour of the water that alarmed them most.",
]
ARTICLES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10, unique=True).map("\n".join)
COMPARED = (
    "dropped",
    "unsourced",
    "wording",
    "order",
    "numbers",
    "names",
    "quotes",
    "attribution",
    "meaning",
    "spelling.variant",
    "spelling.typo",
    "dates.conflict",
    "dates.ambiguous",
    "dates.relative",
)


def differences(report: Report) -> list[str]:
    """The rules that compare the summary with its originals and found something."""
    return [f.rule for f in report.findings if f.rule in COMPARED or f.rule.partition(".")[0] in COMPARED]


@given(ARTICLES)
def test_an_article_is_no_different_from_itself(article: str) -> None:
    """Its own original: everything verbatim, and no finding of a check that compares."""
    report = check_texts(article, [article])
    assert {a.relation for a in report.alignments} == {"verbatim"}
    assert differences(report) == []


@given(ARTICLES, ARTICLES, ARTICLES)
def test_the_order_of_the_originals_changes_no_finding(summary: str, one: str, other: str) -> None:
    """Two originals handed over the other way round give the same findings about the summary."""
    seen = [
        sorted((f.rule, f.severity, f.summary.text) for f in check_texts(summary, pair).findings if f.summary)
        for pair in ([one, other], [other, one])
    ]
    assert seen[0] == seen[1]
