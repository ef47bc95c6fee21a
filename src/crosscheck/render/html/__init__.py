"""The report as a self-contained HTML page, and an index of several."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crosscheck.render.html.text import edits
from crosscheck.render.html.view import Around, Page, Row, page, row, row_of
from crosscheck.report import Report
from crosscheck.verdict import counted, tally

__all__ = ["Around", "Row", "render", "render_index", "row", "row_of"]

_HERE = Path(__file__).parent


def render(
    report: Report,
    *,
    timestamp: str = "",
    earlier: Mapping[str, str] | None = None,
    around: Around | None = None,
) -> str:
    """One page that needs nothing else: no request, no font, no storage.

    The same report gives the same bytes; a date stands on it only where ``timestamp`` gives one. ``earlier`` are the
    findings of the last report by their ids, each with what it said, ``around`` the other pages of its folder.
    """
    view = page(report, timestamp, earlier, around or Around())
    style, script = _asset("style.css"), _asset("script.js")
    fallback = _fallback(style, view)
    template = environment().get_template("page.html.j2")
    policy = _policy(styles=[style, fallback], scripts=[script])
    return template.render(page=view, csp=policy, style=style, fallback=fallback, script=script)


def render_index(rows: Iterable[Row], *, timestamp: str = "") -> str:
    """A page with a line for each document: verdict, counts, coverage, and a link to its report.

    Of several, it can be sorted and narrowed.
    """
    lines = tuple(rows)
    style = _asset("style.css")
    script = _asset("index.js") if lines[1:] else ""
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            rows=lines,
            heading=counted(len(lines), "document"),
            tally=tally(line.level for line in lines),
            csp=_policy([style], [script] if script else ()),
            style=style,
            script=script,
            timestamp=timestamp,
        )
    )


@cache
def environment() -> Environment:
    """The templates, with everything from a document escaped."""
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    made.filters["relative"] = lambda path: f"./{quote(path, errors='surrogateescape')}"
    made.filters["edits"] = edits
    return made


@cache
def _asset(name: str) -> str:
    """A style sheet or script without indentation, lines that only comment and needless blanks; a style rule keeps its line.

    Blanks go where neither a text nor a selector of the scripts has one: around operators.
    """
    lines = (line.strip() for line in (_HERE / name).read_text(encoding="utf-8").splitlines())
    text = "".join(f"{line}\n" for line in lines if line and not line.startswith(("/*", "//")))
    return (
        re.sub(r"(?<=[{;:,])\s+|\s+(?=[{}])|;\s*(?=\})|\b0(?=\.)", "", text)
        if name.endswith(".css")
        else re.sub(r" (=>|[=!]==|&&|\|\||\?\?=?|[+-]?=|[?:+*/]) ", r"\1", text)
    )


def _fallback(style: str, view: Page) -> str:
    """The filters as style rules that ask the controls themselves, for a page whose script may not run.

    Where it runs it sets classes: on a long page :has() makes loading and every key press many times slower.
    """
    rules, originals = [f"r{r.number}" for r in view.rules], [f"p{o.number}" for o in view.originals]
    css = [line for line in style.splitlines() if line.startswith("main.")]
    css += [f"main.on-{n} :is(.c,.m):not(.{n}){{--d:none}}" for n in rules]
    css += [f"main.on-{n} .c:not(.{n}){{--d:none}}" for n in originals]
    css += ["main.on-by-rule .cs{display:flex;flex-direction:column}"]
    css += [f".{n}{{order:{k}}}" for k, n in enumerate(rules, 1)]
    css += [".c:target{--d:block!important}"]  # a link to a card shows it
    css += ["body:has(#done:checked) .dd{--d:none}"]
    filters = "".join(f"{line}\n" for line in css).replace("main.on-list", "body:has(option[id]:checked)")
    filters = re.sub(r"main\.on-([\w-]+)", r"body:has(#\1:checked)", filters)
    return re.sub(r"main\.no-(\w+)", r"body:has(#k-\1:not(:checked))", filters)


def _policy(styles: Iterable[str], scripts: Iterable[str] = ()) -> str:
    """A content security policy under which nothing runs or styles but these."""
    allowed = f"style-src {' '.join(map(_digest, styles))}"
    if scripts:
        allowed += f"; script-src {' '.join(map(_digest, scripts))}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
