"""The command ``report``: a page for each document, and an index."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from crosscheck import __version__
from crosscheck.cli import options
from crosscheck.cli.inputs import jobs_of
from crosscheck.cli.output import require_apart, write
from crosscheck.cli.run import exit_code, run, share, tell
from crosscheck.config.patterns import absolute
from crosscheck.plain import one_line
from crosscheck.tally import Acceptance, Tally

if TYPE_CHECKING:
    from crosscheck.config import Config
    from crosscheck.documents import Job
    from crosscheck.render.html import Around, Row
    from crosscheck.report import Report


_INDEX = "crosscheck-index/1"


class _Last(NamedTuple):
    """What is known of the findings of the last report, by id, each with what it said."""

    findings: Mapping[str, str] | None
    whole: bool
    """Whether these are all, and not only those that were decided."""


class _Setting(NamedTuple):
    """What the page of one article shows besides its report."""

    last: _Last
    around: Around


class _Page(NamedTuple):
    html: str
    json: str
    row: Row


@click.command()
@options.reading
@options.configuring
@options.judging
@click.option(
    "-o", "folder", default="reports", metavar="FOLDER", help="Where to write; made if it is missing."
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@options.fail_level
@options.baseline
def report(folder: str, open_page: bool, jobs: int | None, fail_level: str | None, **inputs: Any) -> int:
    """Write the HTML page and the JSON of each document, and an index page."""
    from crosscheck.render import html

    found = jobs_of(**inputs, fail_level=fail_level or "never")
    articles = share(Acceptance(), _but_pages(found, folder, inputs["documents"]))
    pages = [Path(folder, f"{stem}.html") for stem in _stems(articles)]
    index = Path(folder, "index.html")
    require_apart([str(f) for p in (*pages, index) for f in (p, p.with_suffix(".json"))], articles)
    kept = [row for row in _rows(index) if row.href not in {page.name for page in pages}]
    folder_pages = sorted([row.href for row in kept] + [page.name for page in pages])
    settings = {
        job.files[0]: _Setting(_last(page.with_suffix(".json"), job), _around(page.name, folder_pages))
        for page, job in zip(pages, articles, strict=True)
    }
    tally, rows = Tally(), []
    for page, outcome in zip(pages, run(partial(_page, settings), articles, jobs, prints=True), strict=True):
        tally.add(outcome)
        if outcome.made:
            write(page, outcome.made.html)
            write(page.with_suffix(".json"), outcome.made.json)
            rows.append(outcome.made.row._replace(href=page.name))
            click.echo(f"{one_line(page.as_posix())}: {outcome.made.row.verdict}")
    if rows:
        listed = sorted([*kept, *rows], key=lambda row: row.href)
        write(index, html.render_index(listed))
        write(index.with_suffix(".json"), _index_json(listed))
    if open_page and rows:
        click.launch(str(index if len(rows) > 1 else Path(folder, rows[0].href)))
    tell(tally)
    return exit_code(tally)


def _page(settings: Mapping[str, _Setting], report: Report, config: Config) -> _Page:
    from crosscheck.render import html
    from crosscheck.render.json import render as json_of

    setting = settings[report.collation.documents[0].name or "-"]
    earlier = setting.last.findings
    if earlier is not None and not setting.last.whole:
        earlier = {**{f.id: "" for f in report.findings}, **earlier}
    page = html.render(report, earlier=earlier, around=setting.around)
    return _Page(page, json_of([report], __version__), html.row(report, ""))


# ---------------------------------------------------------------- what an earlier run left in the folder


def _last(path: Path, job: Job) -> _Last:
    """What the last report said of an article: its JSON, else what was decided since."""
    from crosscheck.report import SCHEMA

    content = _json(path)
    if isinstance(content, dict) and content.get("schema") == SCHEMA:
        with suppress(AttributeError, LookupError, TypeError):  # of another program, or cut short
            (report,) = content["reports"]
            if report["files"][0]["path"] == job.files[0]:
                found = [f for f in report["findings"] if f["rule"] != "dropped.sentence"]
                return _Last({f["id"]: str(f["message"]) for f in found}, whole=True)
    decided = {
        id_: f"{entry.text}: {entry.reason}" if entry.reason else entry.text
        for share in job.shares
        if share.kind == "decisions"
        for id_, entry in share.entries.items()
    }
    return _Last(decided or None, whole=False)


def _rows(index: Path) -> list[Row]:
    """The lines of an index that an earlier run wrote, of pages that are still there; none where it cannot be read."""
    from crosscheck.render.html import row_of

    content = _json(index.with_suffix(".json"))
    if not isinstance(content, dict) or content.get("schema") != _INDEX:
        return []
    with suppress(AttributeError, LookupError, TypeError):
        rows = [row_of(row) for row in content["pages"]]
        return [row for row in rows if index.with_name(row.href).is_file()]
    return []


def _index_json(rows: Sequence[Row]) -> str:
    pages = [row._asdict() for row in rows]
    return json.dumps({"schema": _INDEX, "pages": pages}, ensure_ascii=False, indent=1) + "\n"


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def _around(page: str, pages: Sequence[str]) -> Around:
    """The index of a folder, and the neighbours of a page in it."""
    from crosscheck.render.html import Around

    at = pages.index(page)
    return Around("index.html", "".join(pages[at - 1 : at]) if at else "", "".join(pages[at + 1 : at + 2]))


def _but_pages(jobs: Sequence[Job], folder: str, documents: Sequence[str]) -> Sequence[Job]:
    """The articles without what an earlier run wrote, where the folder of reports lies in a folder that was given."""
    written = absolute(folder)
    if any(written in (absolute(d), *absolute(d).parents) for d in documents):
        return jobs
    return [job for job in jobs if written not in absolute(job.files[0]).parents] or jobs


def _stems(jobs: Sequence[Job]) -> list[str]:
    """A file name for each report, from its document's; a number behind those that would clash."""
    stems: dict[str, None] = {}
    for job in jobs:
        stem = Path(job.files[0]).stem
        stem = "report" if stem in ("-", "index", "") else stem
        numbered = (f"{stem}-{number}" for number in count(2))
        stems[next(name for name in chain([stem], numbered) if name not in stems)] = None
    return list(stems)
