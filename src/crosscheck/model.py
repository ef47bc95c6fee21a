"""Every frozen type that flows through crosscheck, in the order in which a run makes them.

Offsets are code points into the untouched text of one document, half-open. Nothing here computes more than a lookup,
and nothing here imports another module of the package.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from datetime import date
from itertools import compress, count
from typing import Any, Final, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
PartKind = Literal["summary", "notice", "original", "furniture"]
BlockKind = Literal["paragraph", "heading", "item", "quote", "cell", "caption", "title", "byline", "marker"]
Relation = Literal["verbatim", "edited", "merged", "rewritten", "unsourced"]
SegmentKind = Literal["sentence", "title", "cell"]
OpKind = Literal["equal", "substitute", "insert", "delete"]
Revisions = Literal["accepted", "original"]
"""Whether tracked changes are read as accepted, or as never made."""


class CrosscheckError(Exception):
    """Input, options or configuration that cannot be worked with; the message says what to do. Exit code 2."""


# ---------------------------------------------------------------- reading


class Span(NamedTuple):
    """A stretch ``[start, end)`` of the text of document number ``file``."""

    start: int
    end: int
    file: int = 0

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.file == other.file and self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.file == other.file and self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A place in a file as editors count: line and column, both from 1, columns in code points."""

    line: int
    column: int


class Block(NamedTuple):
    """What a reader returns: a paragraph, heading, list item ... of one document."""

    kind: BlockKind
    span: Span
    """The whole block, list marker included, without the line end."""
    body: Span
    """The block without its lead (list marker, quotation mark of Markdown)."""
    level: int = 0
    """Depth of a heading or of a list item; 0 where the format knows none. Of a comment spoken to crosscheck (a marker):
    1 where it stands inside the block before it."""
    origin: str | None = None
    """Where a binary format has it: "paragraph 12", "page 3", an HTML path; None for text files."""


class Remark(NamedTuple):
    """What a reader or the splitter had to decide; becomes a finding of the check ``document``."""

    rule: str
    """Rule name without its check: "encoding", "guess", "residue", "revisions", "omitted"."""
    message: str
    span: Span | None = None
    confidence: float = 1.0


class Document(NamedTuple):
    """The text as read from one file. Every offset of every span points into ``text``."""

    file: int
    """Index of the document among those of the run; ``Span.file``."""
    name: str | None
    """Path as given, relative, with forward slashes; None for text handed over by a program."""
    text: str
    sha256: str
    """Of the bytes of the file; of the UTF-8 text where there was no file."""
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]
    """Offset of each line's first code point in the file."""
    anchors: tuple[tuple[int, int], ...] = ()
    """(offset in text, offset in file) wherever the two drift apart, ascending; empty where text and file are equal."""
    remarks: tuple[Remark, ...] = ()
    title: str | None = None
    """Title, publisher and date of an original that a program hands over and that its text does not print."""
    publisher: str | None = None
    published: date | None = None
    source: str | None = None
    """The decoded file, where text and file drift apart; None where the text is the file, and where a file has no lines."""

    def position(self, offset: int) -> Position:
        """Line and column in the file of an offset in the text."""
        if self.anchors:
            at = bisect_right(self.anchors, (offset, 1 << 62)) - 1
            if at >= 0:
                offset += self.anchors[at][1] - self.anchors[at][0]
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)


# ---------------------------------------------------------------- splitting


class Dateline(NamedTuple):
    """The opening ``PLACE, April 25 (Xinhua) —`` of an original; each field None where it prints none."""

    span: Span
    place: str | None = None
    agency: str | None = None
    date: Span | None = None
    """Where the date stands, without place and agency."""


class Part(NamedTuple):
    """A stretch of a document: the summary, a notice, an original or furniture."""

    id: str
    """"S", "1", "2" ..., "n1" ..., "f1" ...; of originals and notices in document order."""
    kind: PartKind
    blocks: tuple[Block, ...]
    """Body blocks in order, without title, bylines and markers."""
    spans: tuple[Span, ...]
    """What belongs to the part, without furniture inside; one span where nothing interrupts it."""
    title: Block | None = None
    title_text: str | None = None
    """The title as shown; for originals without a printed title the one that the caller gave."""
    publisher: str | None = None
    place: str | None = None
    dateline: Dateline | None = None
    printed_date: Span | None = None
    """A date of publication printed outside a dateline (byline, source line)."""
    published: date | None = None
    """Date of publication, where its year is known."""
    published_edtf: str | None = None
    """The same as EDTF, also without a year: "XXXX-04-26"."""
    event_date: date | None = None
    """The day the original's lead reports on, where known."""
    event_span: Span | None = None
    """Where the event date was read from."""
    event_assumed: bool = False
    """True where the event date is only the date of publication."""
    language: str = "en"
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        """From the first to the last code point of the part."""
        return Span(self.spans[0].start, self.spans[-1].end, self.spans[0].file)


class Collation(NamedTuple):
    """A summary and its originals, with the notices and furniture around them."""

    documents: tuple[Document, ...]
    parts: tuple[Part, ...]
    """In document order."""
    remarks: tuple[Remark, ...] = ()

    @property
    def summary(self) -> Part:
        """The part that is checked."""
        return next(p for p in self.parts if p.kind == "summary")

    @property
    def originals(self) -> tuple[Part, ...]:
        """The parts it is checked against, in order of their ids."""
        return tuple(p for p in self.parts if p.kind == "original")

    def text(self, span: Span) -> str:
        """What stands at a span."""
        return self.documents[span.file].text[span.start : span.end]


# ---------------------------------------------------------------- segmenting


class Segment:
    """One sentence, title or table cell. Compared by identity.

    Of its tokens (words, numbers and punctuation marks) it holds the normalized form and the place, 16 bytes a token.
    """

    __slots__ = (
        "block",
        "bounds",
        "capitals",
        "document_text",
        "index",
        "kind",
        "lead",
        "norms",
        "part",
        "span",
    )

    def __init__(
        self,
        index: int,
        part: str,
        span: Span,
        kind: SegmentKind,
        block: int,
        document_text: str,
        norms: tuple[str, ...],
        bounds: "array[int]",
        capitals: tuple[int, ...],
        lead: Span | None = None,
    ) -> None:
        self.index: Final = index
        """Position among the segments of its part, from 0."""
        self.part: Final = part
        self.span: Final = span
        self.kind: Final = kind
        self.block: Final = block
        """Number of its block within the part, from 0; -1 for a title."""
        self.document_text: Final = document_text
        """The whole text of its document."""
        self.norms: Final = norms
        """Each token casefolded, with straight apostrophes and hyphens, without soft hyphens: for matching only."""
        self.bounds: Final = bounds
        """Start and end of each token in the document: start 0, end 0, start 1, end 1 ..."""
        self.capitals: Final = capitals
        """The tokens that begin with a capital letter, in order."""
        self.lead: Final = lead
        """A dateline, list marker or byline before it, outside ``text``."""

    def __repr__(self) -> str:
        """Where it stands, and its words."""
        return f"Segment({self.part} {self.index}: {self.text!r})"

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.document_text[self.span.start : self.span.end]

    def word(self, token: int) -> str:
        """A token as it stands."""
        return self.document_text[self.bounds[2 * token] : self.bounds[2 * token + 1]]

    def span_of(self, first: int, last: int) -> Span:
        """The span from token ``first`` up to, not including, token ``last``; empty where the two are equal."""
        if first < last:
            return Span(self.bounds[2 * first], self.bounds[2 * last - 1], self.span.file)
        at = self.bounds[2 * first] if first < len(self.norms) else self.span.end
        return Span(at, at, self.span.file)

    def places(self, words: Container[str]) -> list[int]:
        """The tokens that are one of some words, in order."""
        return list(compress(count(), map(words.__contains__, self.norms)))

    def tokens_in(self, span: Span) -> range:
        """The tokens that a span covers, in part or whole."""
        return range(bisect_right(self.bounds[1::2], span.start), bisect_left(self.bounds[::2], span.end))


# ---------------------------------------------------------------- aligning


class Op(NamedTuple):
    """A word-level edit operation, read from original to summary; token ranges are half-open."""

    kind: OpKind
    summary: tuple[int, int]
    """Tokens of the summary segment; empty for ``delete``."""
    source: int
    """Index into ``Alignment.sources``; -1 for an ``insert`` that belongs to none."""
    original: tuple[int, int]
    """Tokens of the source segment; empty for ``insert``."""
    respelt: bool = False
    """Equal but for regional spelling, case or typography: a ``substitute`` that changes no meaning."""


class Source(NamedTuple):
    """A segment of an original that a summary segment derives from."""

    segment: Segment
    score: float
    """0 to 100: share of equal words, order respected (normalized Indel similarity on tokens)."""


class Alignment:
    """Where one segment of the summary comes from. Compared by identity."""

    __slots__ = ("also_in", "confidence", "nearest", "ops", "relation", "segment", "sources")

    def __init__(
        self,
        segment: Segment,
        relation: Relation,
        confidence: float,
        sources: tuple[Source, ...] = (),
        ops: tuple[Op, ...] = (),
        also_in: tuple[Segment, ...] = (),
        nearest: Segment | None = None,
    ) -> None:
        self.segment: Final = segment
        self.relation: Final = relation
        self.confidence: Final = confidence
        """0 to 1: how sure it is that these, and no others, are the sources."""
        self.sources: Final = sources
        """Best first."""
        self.ops: Final = ops
        """In order of the summary; deletions where they would have stood."""
        self.also_in: Final = also_in
        """Equal or nearly equal segments elsewhere in the originals."""
        self.nearest: Final = nearest
        """Of a segment without source, the one that is most like it, if any is."""

    def __repr__(self) -> str:
        """The segment and how it was made."""
        return f"Alignment({self.segment!r}, {self.relation}, {len(self.sources)} sources)"

    @property
    def pieces(self) -> tuple[tuple[Span, Span], ...]:
        """Clause-level provenance: (span in the summary, span in an original), neighbouring operations joined."""
        joined: list[tuple[int, list[int]]] = []
        for op in self.ops:
            if op.kind not in ("equal", "substitute") or op.source < 0:
                continue
            bounds = [*op.summary, *op.original]
            if joined and joined[-1][0] == op.source and joined[-1][1][3] <= bounds[2]:
                joined[-1][1][1], joined[-1][1][3] = bounds[1], bounds[3]
            else:
                joined.append((op.source, bounds))
        return tuple(
            (self.segment.span_of(a, b), self.sources[k].segment.span_of(c, d)) for k, (a, b, c, d) in joined
        )


# ---------------------------------------------------------------- judging


class Evidence(NamedTuple):
    """A place that supports a finding, in the summary or in an original."""

    span: Span
    part: str
    """Id of the part it lies in."""
    text: str


class Place(NamedTuple):
    """One of the places of a grouped finding, with its own evidence."""

    span: Span
    text: str
    related: tuple[Evidence, ...] = ()


class Fix(NamedTuple):
    """A replacement that would mend a finding."""

    span: Span
    replacement: str
    safe: bool
    """Whether it may be applied unseen."""


Verdict = Literal["accepted", "must-fix"]
Decider = Literal["baseline", "comment", "config", "decisions"]


class Decision(NamedTuple):
    """What somebody who looked at a finding decided: that the words stay as they are, or that they must be changed.

    An ignore comment, ``[sic]``, the ignore table of the configuration, a baseline and a file of decisions are five ways to
    say so; a finding bears the first that speaks.
    """

    verdict: Verdict
    by: Decider
    """Where it is written down."""
    reason: str = ""

    @property
    def told(self) -> str:
        """What the explanation of a finding says of it; empty for one that was accepted, which says so by itself."""
        if self.verdict == "accepted":
            return ""
        return f"must be fixed: {self.reason}" if self.reason else "must be fixed"


class Finding(NamedTuple):
    """One rule broken in one place, with its evidence on both sides."""

    rule: str
    """Full id, as in "dates.conflict"."""
    severity: Severity
    confidence: float
    """0 to 1: how sure the alignment and the reading are; never mixed with severity."""
    message: str
    summary: Evidence | None = None
    """The primary place; None where only an original shows it (a dropped sentence)."""
    places: tuple[Place, ...] = ()
    """All places of a grouped finding in order, the primary one first; empty where nothing is grouped."""
    related: tuple[Evidence, ...] = ()
    explanation: tuple[str, ...] = ()
    """Steps that led to the verdict, a line each (the chain of a date)."""
    suggestion: str | None = None
    fix: Fix | None = None
    merged: tuple[str, ...] = ()
    """Ids of rules that spoke about the same words and are shown inside this finding."""
    decision: Decision | None = None
    """What somebody decided about it; None while it is open."""
    data: Mapping[str, Any] = {}
    """Values behind the verdict, JSON types only."""
    id: str = ""
    """Hash of rule, texts and an ordinal; set once all findings are known."""

    @property
    def suppressed(self) -> Decider | None:
        """By what it was accepted; None where it counts."""
        return self.decision.by if self.decision and self.decision.verdict == "accepted" else None

    @property
    def anchor(self) -> Span | None:
        """Where the finding is shown: in the summary, else at its first related place."""
        if self.summary:
            return self.summary.span
        return self.related[0].span if self.related else None


class Skipped(NamedTuple):
    """What could not be judged, and why."""

    reason: str
    span: Span | None = None


class Coverage(NamedTuple):
    """What the summary kept of one original."""

    part: str
    sentences: int
    sentences_kept: int
    words: int
    words_kept: int
    """Words inside "equal" or respelt operations."""


# ---------------------------------------------------------------- rules and settings


class Example(NamedTuple):
    """A summary with its originals that a rule must find, or must be quiet about."""

    summary: str
    originals: tuple[str, ...]
    text: str | None = None
    """The words that the finding must touch."""
    summary_date: date | None = None
    settings: "Settings | None" = None
    """What the user's settings must say for it; None: nothing."""


class Rule(NamedTuple):
    """One rule as declared in ``rules/<check>.toml``."""

    id: str
    severity: Severity
    plain: str
    """Its name as an editor says it, as "Number differs"."""
    means: str
    """What a finding of it says, in one line for readers of the article."""
    message: str
    """Template; fields in braces are filled by the check."""
    about: str
    """What it finds, why it matters, what it leaves alone."""
    enabled: bool = True
    """False: reported only when selected by name."""
    found: tuple[Example, ...] = ()
    quiet: tuple[Example, ...] = ()

    @property
    def check(self) -> str:
        """The check it belongs to."""
        return self.id.partition(".")[0]


class Suppression(NamedTuple):
    """An entry of the ignore table: findings that somebody looked at and accepted."""

    rule: str
    """A rule, a check or "all"."""
    match: str
    """A text that the finding's words, or those of its original, contain; or a finding's id."""
    reason: str
    expires: date | None = None
    """The last date of publication of an article for which it holds; never compared with the clock."""


class Settings(NamedTuple):
    """What the user asked for, from options and configuration."""

    summary_date: date | None = None
    """Publication date of the summary; never the clock."""
    summary_lines: tuple[int, int] | None = None
    """First and last line of the summary, from 1, where the user sets them."""
    select: tuple[str, ...] = ()
    """Rules, checks or "all" to report; empty: every enabled rule."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    """Overrides by rule id."""
    profile: str = "auto"
    """Spelling of the summary: en-GB-ise, en-GB-oxendict, en-US, en-CA, en-AU or auto."""
    words: frozenset[str] = frozenset()
    """Words the project knows, casefolded; never typos."""
    house_terms: Mapping[str, str] = {}
    """Unwanted term -> the term the house asks for."""
    numeric_dates: Literal["auto", "day-first", "month-first"] = "auto"
    suppressions: tuple[Suppression, ...] = ()
    """The ignore table of the configuration, in its order."""

    def reports(self, rule: Rule) -> bool:
        """Whether findings of the rule are wanted."""

        def named(names: Sequence[str]) -> bool:
            return rule.id in names or rule.check in names or "all" in names

        if rule.id in self.ignore or (rule.check in self.ignore and rule.id not in self.select):
            return False
        return named(self.select) if self.select else rule.enabled
