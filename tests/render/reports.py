"""Reports made by hand, so that what a page shows can be tested apart from what the checks find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from crosscheck.model import (
    Alignment,
    Block,
    Collation,
    Coverage,
    Decision,
    Document,
    Evidence,
    Finding,
    Op,
    OpKind,
    Part,
    PartKind,
    Place,
    Relation,
    Segment,
    Severity,
    Source,
    Span,
)
from crosscheck.report import Report
from crosscheck.segment import segment

KINDS: dict[str, OpKind] = {"equal": "equal", "replace": "substitute", "insert": "insert", "delete": "delete"}
WORDS = """the council approved a budget after three days of talks and ministers praised progress on trade energy water roads
schools hospitals farming research borders tourism railways ports while observers noted that costs had risen faster than
revenue since spring""".split()


@dataclass(frozen=True)
class Found:
    """A finding to be placed: ``text`` stands in the summary, ``there`` in an original; "|" marks a place between words."""

    rule: str
    severity: Severity
    text: str | None = None
    there: str | None = None
    message: str = "something differs"
    further: tuple[tuple[str, str], ...] = ()
    """Further places of a grouped finding: (text, there)."""
    explanation: tuple[str, ...] = ()
    suggestion: str | None = None
    merged: tuple[str, ...] = ()
    suppressed: bool = False
    confidence: float = 1.0


def make(
    summary: str,
    originals: Sequence[str],
    found: Sequence[Found] = (),
    *,
    name: str | None = "article.txt",
    notice: str = "The following articles were first published elsewhere.",
    language: str = "en",
) -> Report:
    """A report on one document: the summary, a notice, then the originals, each with its title as first line."""
    collation = _collation([summary, notice, *originals], name, language)
    segments = segment(collation)
    alignments = tuple(_align(segments))
    used = {s.segment for a in alignments for s in a.sources}
    sentences = [s for p in collation.originals for s in segments[p.id] if s.kind != "title"]
    dropped = tuple(s for s in sentences if s not in used)
    findings = [_finding(collation, f) for f in found]
    findings += [
        Finding("dropped.sentence", "note", 1.0, "left out", related=(Evidence(s.span, s.part, s.text),))
        for s in dropped
    ]
    return Report(
        collation=collation,
        segments=segments,
        alignments=alignments,
        dropped=dropped,
        coverage=tuple(_coverage(p, segments[p.id], alignments, used) for p in collation.originals),
        findings=tuple(
            f._replace(id=sha256(f"{n} {f.rule}".encode()).hexdigest()[:12]) for n, f in enumerate(findings)
        ),
    )


def prose(words: int, seed: int) -> str:
    """Paragraphs of made-up sentences, the same for the same seed."""
    state, lines, line = seed * 7919 + 1, [], []
    for n in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        word = WORDS[state // 65536 % len(WORDS)]
        line.append(word.capitalize() if n % 20 == 0 else word)
        if n % 20 == 19 or n == words - 1:
            line[-1] += "."
        if n % 80 == 79 or n == words - 1:
            lines.append(" ".join(line))
            line = []
    return "\n".join(lines)


def _collation(texts: Sequence[str], name: str | None, language: str) -> Collation:
    text = "\n".join(texts)
    starts = [0, *(k + 1 for k, c in enumerate(text) if c == "\n")]
    lines = [Span(a, b - 1) for a, b in zip(starts, [*starts[1:], len(text) + 1], strict=True)]
    blocks = [Block("paragraph", s, s) for s in lines if s.start < s.end]
    document = Document(
        0, name, text, sha256(text.encode("utf-8", "replace")).hexdigest(), tuple(blocks), tuple(starts)
    )
    parts, at = [], 0
    for number, part in enumerate(texts):
        inside = tuple(b for b in blocks if at <= b.span.start < at + len(part))
        parts.append(_part(number, inside, text, language))
        at += len(part) + 1
    return Collation((document,), tuple(parts))


def _part(number: int, blocks: tuple[Block, ...], text: str, language: str) -> Part:
    kinds: tuple[PartKind, ...] = ("summary", "notice")
    kind: PartKind = kinds[number] if number < 2 else "original"
    span = Span(blocks[0].span.start, blocks[-1].span.end)
    id_ = ("S", "n1")[number] if number < 2 else str(number - 1)
    if kind != "original":
        return Part(id_, kind, blocks, (span,), language=language)
    title, body = blocks[0], blocks[1:]
    words = text[title.body.start : title.body.end]
    return Part(
        id_, kind, body, (span,), title._replace(kind="title"), words, publisher="Agency", language=language
    )


def _align(segments: Mapping[str, tuple[Segment, ...]]) -> Iterator[Alignment]:
    theirs = [s for part, found in segments.items() if part != "S" for s in found if s.kind != "title"]
    for ours in segments["S"]:
        first, *others = sorted((Source(s, _score(ours, s)) for s in theirs), key=lambda s: -s.score)[:3]
        if first.score < 60:
            yield Alignment(ours, "unsourced", 0.9)
            continue
        also = tuple(s.segment for s in others if s.score == first.score)
        used = (first, *(s for s in others if s.segment not in also and _joins(ours, first, s)))
        ops = tuple(_ops(ours, first.segment))
        relation: Relation = (
            "merged" if used[1:] else "edited" if any(o.kind != "equal" for o in ops) else "verbatim"
        )
        yield Alignment(ours, relation, 0.9, used, ops, also)


def _score(ours: Segment, theirs: Segment) -> float:
    a, b = set(ours.norms), set(theirs.norms)
    return 200 * len(a & b) / (len(a) + len(b))


def _joins(ours: Segment, first: Source, second: Source) -> bool:
    """Whether a second source explains words that the first does not."""
    new = set(ours.norms) - set(first.segment.norms)
    return len(new & set(second.segment.norms)) > 3


def _ops(ours: Segment, theirs: Segment) -> Iterator[Op]:
    for tag, a, b, c, d in SequenceMatcher(None, theirs.norms, ours.norms, autojunk=False).get_opcodes():
        yield Op(KINDS[tag], (c, d), -1 if tag == "insert" else 0, (a, b))


def _coverage(
    part: Part, segments: Sequence[Segment], alignments: Sequence[Alignment], used: set[Segment]
) -> Coverage:
    sentences = [s for s in segments if s.kind != "title"]
    kept = sum(
        op.original[1] - op.original[0]
        for a in alignments
        for op in a.ops
        if op.kind == "equal" and a.sources[op.source].segment.part == part.id
    )
    return Coverage(
        part.id, len(sentences), sum(s in used for s in sentences), sum(len(s.norms) for s in sentences), kept
    )


def _finding(collation: Collation, found: Found) -> Finding:
    return Finding(
        rule=found.rule,
        severity=found.severity,
        confidence=found.confidence,
        message=found.message,
        summary=_evidence(collation, found.text, ("summary",)) if found.text else None,
        places=tuple(
            Place(here.span, here.text, (_evidence(collation, there, ("original",)),))
            for here, there in ((_evidence(collation, a, ("summary",)), b) for a, b in found.further)
        ),
        related=(_evidence(collation, found.there, ("original",)),) if found.there else (),
        explanation=found.explanation,
        suggestion=found.suggestion,
        merged=found.merged,
        decision=Decision("accepted", "baseline") if found.suppressed else None,
    )


def _evidence(collation: Collation, text: str, kinds: tuple[PartKind, ...]) -> Evidence:
    """Where a text stands; of "before|after" the place between the two."""
    whole, gap = text.replace("|", ""), text.find("|")
    for part in collation.parts:
        at = collation.documents[0].text.find(whole, part.span.start, part.span.end)
        if part.kind in kinds and at >= 0:
            if gap >= 0:
                return Evidence(Span(at + gap, at + gap), part.id, "")
            return Evidence(Span(at, at + len(whole)), part.id, whole)
    raise AssertionError(f"{text!r} stands in no {kinds[0]}")


HOSTILE = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "</style></script></title><svg onload=alert(1)>",
    "\"'><a href=javascript:alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "evil \u202egnp.exe\u202c",
    "nul \x00 esc \x1b del \x7f",
    "&lt;b&gt; &amp;",
)


def sample() -> Report:
    """A small report with one of everything."""
    return make(
        "The council approved the budget on Monday after long talks. The mayor then flew to Lisbon to open a fair.\n"
        "Roads will be repaired next year, officials said.",
        [
            """Council approves budget
The council approved the budget on Tuesday after long talks with unions. Two members spoke against it.
Roads will be repaired in the next year, officials said in a statement. A vote is due. Nothing else is known. More
will follow. The rest is silence.""".replace("More\n", "More "),
            "Unions walk out\nUnions left the hall before the vote was taken.",
        ],
        [
            Found(
                "dates.conflict",
                "error",
                "Monday",
                "Tuesday",
                "“Monday” for “Tuesday”",
                explanation=("why", "so"),
            ),
            Found("unsourced.sentence", "warning", "The mayor then flew to Lisbon to open a fair."),
            Found("dropped.clause", "warning", "talks|.", "with unions", "left out: “with unions”"),
            Found(
                "wording.changed", "note", "next year", "in the next year", merged=("wording.punctuation",)
            ),
            Found("names.title", "note", "officials", "officials", suppressed=True),
        ],
    )


def hostile() -> Report:
    """A report on texts that try to run, to break out and to deceive."""
    lines = [f"The council said {text} to all members of the press today." for text in HOSTILE]
    title = " ".join(HOSTILE)
    return make(
        "\n".join(lines),
        [f"{title}\n" + "\n".join(lines[:4]), f"Title\n{lines[4]} Something else {title} was said."],
        [
            Found("names.changed", "error", t, t, f"message {t}", explanation=(t,), suggestion=t)
            for t in HOSTILE[:4]
        ],
        name=f"{HOSTILE[0]}{HOSTILE[5]}.txt",
        notice=title,
    )


def moved() -> Report:
    """A passage that stands first in the summary and third in its original."""
    first, second, third = "Storms closed the harbour.", "Nobody was hurt at sea.", "Two ferries sank."
    return make(
        f"{third} {first} {second}",
        [f"Title\n{first} {second} {third}"],
        [Found("order.moved", "note", third, third, message="moved from 3rd to 1st")],
    )


def long(words: int = 12_000) -> Report:
    """A summary of every eighth paragraph of ten originals, with one word changed and found in each."""
    originals = [f"Report number {n}\n{prose(words * 85 // 1000, n + 1)}" for n in range(10)]
    lines, found = [], []
    for k, paragraph in enumerate([p for o in originals for p in o.split("\n")[1:]][::6]):
        parts = paragraph.split()
        found.append(
            Found("names.changed", ("error", "warning", "note")[k % 3], f"novel{k}", " ".join(parts[4:7]))
        )
        lines.append(" ".join([*parts[:5], f"novel{k}", *parts[6:]]))
    return make("\n".join(lines), originals, found)
