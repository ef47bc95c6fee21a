"""The formats by name, and how what they make of each document becomes one text.

``part`` says of one report what the format needs of it, in whatever process checked it; what it returns is small and picklable.
Where parts are texts that only follow each other they are put out as they come, so that memory does not grow with the number of
documents; a format that must see all of them has ``join``, and they are kept small until then.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from crosscheck import __version__
from crosscheck.model import Severity
from crosscheck.plain import visible
from crosscheck.report import Report


class View(NamedTuple):
    """How much is shown, and to whom. The formats that carry everything (json, json-lines, sarif, html) ignore it."""

    min_level: Severity = "warning"
    dropped: bool = False
    """Whether ``full`` lists the sentences left out."""
    colour: bool = False
    width: int = 80
    """Columns of the terminal that ``full`` is made for."""


class Failed(NamedTuple):
    """A document that could not be checked."""

    document: str
    reason: str


class Format(NamedTuple):
    """How reports become text."""

    part: Callable[[Report, View], Any]
    """What one document adds; a text where there is no ``join``."""
    join: Callable[[Iterable[Any]], Iterable[str]] | None = None
    """All parts as one text, in pieces; they may be gone through more than once."""
    between: str | bytes = ""
    """What stands between the texts of two documents, where there is no ``join``."""
    head: Callable[[], str | bytes] = lambda: ""
    """What stands before the first of them."""
    tail: Callable[[Sequence[Failed]], str | bytes] = lambda _: ""
    """What stands behind the last of them, with the documents that could not be checked."""
    failed: Callable[[str, str], Any] | None = None
    """What a document adds that could not be checked, by its name and the reason; None where ``tail`` tells, or nothing does."""


class _Held:
    """Parts that wait for the last of them, packed: a hundredth of what they take as objects."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def append(self, part: Any) -> None:
        import pickle
        import zlib

        self._packed.append(zlib.compress(pickle.dumps(part), level=1))

    def __iter__(self) -> Iterator[Any]:
        import pickle
        import zlib

        return (pickle.loads(zlib.decompress(packed)) for packed in self._packed)  # noqa: S301 - packed above


class Stream:
    """The output of a run as its parts come."""

    def __init__(self, name: str, write: Callable[[Any], object]) -> None:
        self._format = FORMATS[name]
        self._write = write
        self._parts = _Held()
        self._failed: list[Failed] = []
        self._began = False

    def add(self, part: Any) -> None:
        """Take the part of the next document; hand it on at once where the format allows it."""
        if self._format.join:
            self._parts.append(part)
        else:
            self._write(self._format.between if self._began else self._format.head())
            self._write(part)
        self._began = True

    def fail(self, name: str, reason: str) -> None:
        """Take note of a document that could not be checked, where the format has a place for it."""
        self._failed.append(Failed(name, reason))
        if self._format.failed:
            self.add(self._format.failed(name, reason))

    def close(self) -> None:
        """Write what had to wait; nothing where no document came."""
        if self._format.join:
            for text in self._format.join(self._parts) if self._began else ():
                self._write(text)
        elif tail := self._format.tail(self._failed) if self._began or self._failed else "":
            if not self._began:
                self._write(self._format.head())
            self._write(tail)


def _levelled(stem: str, function: str = "part") -> Callable[[Report, View], Any]:
    """The function of a renderer that wants the lowest level shown."""
    return lambda report, view: getattr(_renderer(stem), function)(report, view.min_level)


def _whole(stem: str, function: str = "part") -> Callable[[Report, View], Any]:
    """The function of a renderer that carries every finding."""
    return lambda report, _: getattr(_renderer(stem), function)(report)


def _for_ci(stem: str) -> Format:
    """A format that a CI system reads whole: it must see as well what could not be checked."""
    return Format(
        _levelled(stem),
        lambda parts: [_renderer(stem).join(parts)],
        failed=lambda name, reason: _renderer(stem).failed(visible(name), visible(reason)),
    )


def _sarif(parts: Iterable[Any]) -> Iterator[str]:
    from crosscheck.render import sarif
    from crosscheck.ruleset import load_rules

    return sarif.join(parts, __version__, load_rules())


def _full(report: Report, view: View) -> str:
    from crosscheck.render import terminal

    return terminal.render(report, **view._asdict())


def _docx(report: Report, view: View) -> bytes:
    from crosscheck.fix import safe_fixes
    from crosscheck.render import docx

    return docx.render(report, view.min_level, safe_fixes(report))


def _renderer(stem: str) -> Any:
    return import_module(f"crosscheck.render.{stem}")


FORMATS: Mapping[str, Format] = {
    "full": Format(_full, between="\n"),
    "concise": Format(_levelled("concise", "render")),
    "grouped": Format(_levelled("grouped", "render"), between="\n"),
    "json": Format(
        _whole("json"),
        between=",\n",
        head=lambda: _renderer("json").head(__version__),
        tail=lambda failed: _renderer("json").tail(failed),
    ),
    "json-lines": Format(
        _whole("json_lines", "render"),
        failed=lambda name, reason: _renderer("json_lines").failed(name, reason),
    ),
    "sarif": _for_ci("sarif")._replace(part=_whole("sarif"), join=_sarif),
    "github": _for_ci("github"),
    "gitlab": _for_ci("gitlab"),
    "junit": _for_ci("junit"),
    "rdjson": _for_ci("rdjson"),
    "markdown": _for_ci("markdown"),
    "html": Format(_whole("html", "render")),
    "docx": Format(_docx, between=b"", head=lambda: b"", tail=lambda _: b""),
}
