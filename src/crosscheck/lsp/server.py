"""The protocol: texts that are opened, changed, saved and closed; what is found in them is published, explained and mended."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from crosscheck import __version__
from crosscheck.config import Configs
from crosscheck.lsp.notes import Change, Note, Places, Range, Related, check, moved
from crosscheck.lsp.quick import Quick
from crosscheck.lsp.worker import check_apart
from crosscheck.model import CrosscheckError
from crosscheck.read.text import line_starts
from crosscheck.render.markdown import escaped

TYPING = 0.1
"""Seconds without a change after which one is answered."""
PAUSE = 0.6
"""Seconds after the first answer before a long text is checked as a whole."""
LONG = 80_000
"""Code points from which a text is long: its whole check would not be done while somebody waits."""

ERROR = "error"
"""What stands for a rule where a text could not be checked."""

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


@dataclass
class Article:
    """One text that is open in the editor."""

    uri: str
    path: str
    text: str
    notes: tuple[Note, ...] = ()
    """What is shown; they move with every change."""
    judged: str = ""
    """The text of the last answer, quick or whole."""
    quick: asyncio.Future[Quick] | None = None
    """What the last whole check left for quick answers, as soon as it is made."""
    is_article: bool = False
    """Whether it could ever be checked."""
    task: asyncio.Task[None] | None = None


@dataclass
class Desk:
    """The open texts, and how they are checked."""

    server: LanguageServer
    articles: dict[str, Article] = field(default_factory=dict)
    thread: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))
    """One check at a time; one that nobody waits for any more is not begun."""
    told: set[str] = field(default_factory=set)
    """Errors that the user has seen."""

    @property
    def units(self) -> str:
        """The encoding in which the editor counts columns."""
        return str(getattr(encoding := self.server.workspace.position_encoding, "value", encoding))

    def opened(self, uri: str, text: str) -> None:
        """A text was opened."""
        self.articles[uri] = Article(uri, to_fs_path(uri) or uri.rpartition(":")[2], text)
        self.answer(self.articles[uri], 0)

    def changed(self, uri: str, text: str) -> None:
        """A text was edited: its notes move at once, and are judged when the typing pauses."""
        article = self.articles[uri]
        article.notes = moved(article.notes, article.text, text)
        article.text = text
        self.answer(article, TYPING)

    def saved(self) -> None:
        """A file was saved: it may be an original, or the configuration, of any open text."""
        for article in self.articles.values():
            self.answer(article, 0)

    def closed(self, uri: str) -> None:
        """A text was closed: nothing is said of it any more."""
        if task := self.articles.pop(uri).task:
            task.cancel()
        self._publish(uri, "", ())

    def answer(self, article: Article, delay: float) -> None:
        """Judge a text after a while; what was under way for it is given up."""
        if article.task:
            article.task.cancel()
        article.task = asyncio.get_running_loop().create_task(self._answer(article, delay))

    async def _answer(self, article: Article, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            if article.quick and len(article.text) >= LONG and article.judged != article.text:
                await self._answer_quickly(article, await asyncio.shield(article.quick))
                await asyncio.sleep(PAUSE)
            await self._answer_wholly(article)
        except CrosscheckError as error:
            self._tell(article, str(error))
        except Exception as error:  # noqa: BLE001 - the server goes on; nothing else would show it
            self._log(f"internal error: {type(error).__name__}: {error}", types.MessageType.Error)

    async def _answer_quickly(self, article: Article, quick: Quick) -> None:
        text, known = article.text, moved(article.notes, article.text, article.judged)
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self.thread, quick.notes, article.judged, text, known)
        if found is not None:
            self._show(article, text, found)

    async def _answer_wholly(self, article: Article) -> None:
        text = article.text
        others = {a.path: a.text for a in self.articles.values() if a is not article}
        wanted = article.path, text, others, self.units
        loop = asyncio.get_running_loop()
        if len(text) < LONG:
            checked = await loop.run_in_executor(self.thread, check, *wanted)
        else:
            checked = await check_apart(*wanted)
            article.quick = loop.run_in_executor(self.thread, Quick, checked, article.path)
        article.is_article = True
        self._show(article, text, checked.notes)

    def _show(self, article: Article, text: str, notes: tuple[Note, ...]) -> None:
        article.judged = text
        article.notes = notes
        self._publish(article.uri, text, notes)

    def _publish(self, uri: str, text: str, notes: Iterable[Note]) -> None:
        places = Places(text, self.units)
        found = [diagnostic(note, uri, places) for note in notes]
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=found)
        )

    def _tell(self, article: Article, said: str) -> None:
        """An error. About the text itself it stands in the text, unless that never was an article: most texts are none."""
        self._log(said, types.MessageType.Warning)
        own = f"{Path(article.path).name}:" in said
        self._show(article, article.text, _broken(article, said) if own else ())
        if not own and said not in self.told:
            self.told.add(said)
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))

    def _log(self, said: str, kind: types.MessageType) -> None:
        self.server.window_log_message(types.LogMessageParams(kind, f"crosscheck: {said}"))


def server() -> LanguageServer:
    """A server that speaks the protocol; it has not begun to."""
    made = LanguageServer("crosscheck", __version__, types.TextDocumentSyncKind.Full)
    desk = Desk(made)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        desk.opened(params.text_document.uri, params.text_document.text)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        desk.changed(params.text_document.uri, params.content_changes[-1].text)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: types.DidSaveTextDocumentParams) -> None:
        desk.saved()

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        desk.closed(params.text_document.uri)

    @made.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        article = desk.articles.get(params.text_document.uri)
        return _actions(article, params.range, desk.units) if article else []

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        article = desk.articles.get(params.text_document.uri)
        at = types.Range(params.position, params.position)
        return _hover(article, at, desk.units) if article else None

    return made


def _broken(article: Article, said: str) -> tuple[Note, ...]:
    """Why a text could not be checked, at the line that is at fault, if one is."""
    place = re.search(rf"{re.escape(Path(article.path).name)}:(\d+):\d+: ", said)
    if not (place or article.is_article):
        return ()
    lines = [*line_starts(article.text), len(article.text)]
    number = min(int(place[1]) if place else 1, len(lines) - 1)
    return (Note(lines[number - 1], lines[number], "", ERROR, "error", said.partition("\n")[0]),)


# ---------------------------------------------------------------- what the editor gets


def diagnostic(note: Note, uri: str, places: Places) -> types.Diagnostic:
    """A note as the editor lists it, with the passages that it rests on."""
    return types.Diagnostic(
        range=_range(places.range(note.start, note.end)),
        message=note.message,
        severity=_SEVERITIES[note.severity],
        code=note.rule,
        source="crosscheck",
        related_information=[
            types.DiagnosticRelatedInformation(_location(one, uri, places), one.text) for one in note.related
        ],
        data=note.id,
    )


def _actions(article: Article, wanted: types.Range, units: str) -> list[types.CodeAction]:
    places = Places(article.text, units)
    actions = []
    for note in _touched(article, wanted, places):
        about = diagnostic(note, article.uri, places)
        if note.fix:
            title = f"Change to “{note.fix.text}”"
            actions.append(_action(title, note.fix, about, article.uri, places, preferred=note.safe))
        if note.ignore:
            title = f"Ignore {note.rule} in this paragraph"
            actions.append(_action(title, note.ignore, about, article.uri, places))
    return actions


def _action(
    title: str, change: Change, about: types.Diagnostic, uri: str, places: Places, *, preferred: bool = False
) -> types.CodeAction:
    edit = types.TextEdit(_range(places.range(change.start, change.end)), change.text)
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[about],
        is_preferred=preferred,
        edit=types.WorkspaceEdit(changes={uri: [edit]}),
    )


def _hover(article: Article, at: types.Range, units: str) -> types.Hover | None:
    """Why a finding was made, and what its rule is about."""
    places = Places(article.text, units)
    notes = _touched(article, at, places)
    if not notes:
        return None
    rules = Configs()[article.path].rules
    said = []
    for note in notes:
        lines = [
            f"**{note.rule}** ({note.severity}): {escaped(note.message)}",
            *map(escaped, note.explanation),
        ]
        lines += [f"> {escaped(one.text)}" for one in note.related]
        said.append("\n\n".join([*lines, rules[note.rule].about] if note.rule != ERROR else lines))
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(said))
    return types.Hover(content, _range(places.range(notes[0].start, notes[0].end)))


def _touched(article: Article, wanted: types.Range, places: Places) -> list[Note]:
    """The notes that a selection touches, or in which the cursor stands."""
    start, end = (wanted.start.line, wanted.start.character), (wanted.end.line, wanted.end.character)
    found = ((note, places.range(note.start, note.end)) for note in article.notes)
    return [note for note, (first, last) in found if first <= end and start <= last]


def _location(related: Related, uri: str, places: Places) -> types.Location:
    if related.file is None:
        return types.Location(uri, _range(places.range(related.start, related.end)))
    path = str(Path(related.file).absolute())
    return types.Location(from_fs_path(path) or path, _range(related.place))


def _range(found: Range) -> types.Range:
    return types.Range(*(types.Position(*place) for place in found))
