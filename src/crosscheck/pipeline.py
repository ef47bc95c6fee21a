"""The whole program on one screen: split, segment, extract, align, compare, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crosscheck.align import align
from crosscheck.compare import compare
from crosscheck.comparison import Comparison
from crosscheck.coverage import coverage
from crosscheck.dates.timeline import read_dates
from crosscheck.lexicon import open_lexicon
from crosscheck.mentions import extract
from crosscheck.model import Collation, Document, Settings, Skipped
from crosscheck.report import Report
from crosscheck.segment import segment
from crosscheck.split import split
from crosscheck.stopwatch import Lap, untimed
from crosscheck.suppress import suppress
from crosscheck.wording.rewording import restated

if TYPE_CHECKING:
    from crosscheck.model import Segment
    from crosscheck.ruleset import RuleSet


def run(documents: Sequence[Document], rules: RuleSet, settings: Settings, lap: Lap = untimed) -> Report:
    """Check one article against its originals.

    ``documents`` is one document that holds both, or the summary's followed by one for each original. ``lap`` is told the
    name of each stage when it ends. Raises CrosscheckError where there is nothing to compare, or settings name what there is not.
    """
    rules.validate(settings)
    collation = split(documents, rules, settings)
    lap("split")
    segments = segment(collation)
    lap("segment")
    collation, dates = read_dates(collation, segments, settings)
    lap("dates")
    lexicon = open_lexicon(rules)
    alignments, nearness = align(
        segments[collation.summary.id],
        [segments[part.id] for part in collation.originals],
        lexicon.respelling,
        rules.words("english", "function"),
    )
    lap("align")
    mentions = extract(collation, segments, dates, rules)
    lap("extract")
    comparison = Comparison(
        collation=collation,
        segments=segments,
        alignments=alignments,
        nearness=nearness,
        mentions=mentions,
        lexicon=lexicon,
        rules=rules,
        settings=settings,
        skipped=_other_languages(collation, segments),
        retell=restated,
    )
    findings = suppress(compare(comparison), comparison)
    dropped, covered = coverage(comparison)
    lap("compare")
    return Report(collation, segments, alignments, dropped, covered, findings, tuple(comparison.skipped))


def _other_languages(collation: Collation, segments: Mapping[str, tuple[Segment, ...]]) -> list[Skipped]:
    """Parts whose prose cannot be judged: they are split, aligned and shown all the same."""
    return [
        Skipped(
            f"written in another language than English ({part.language}): only aligned, not judged", part.span
        )
        for part in collation.parts
        if part.id in segments and part.language != "en"
    ]
