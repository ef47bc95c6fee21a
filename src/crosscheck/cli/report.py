"""The command ``report``: a page for each document, and an index."""

from __future__ import annotations

from collections.abc import Sequence
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
    from crosscheck.render.html import Row
    from crosscheck.report import Report


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
    tally, rows = Tally(), []
    for page, outcome in zip(pages, run(_page, articles, jobs, prints=True), strict=True):
        tally.add(outcome)
        if outcome.made:
            write(page, outcome.made.html)
            write(page.with_suffix(".json"), outcome.made.json)
            rows.append(outcome.made.row._replace(href=page.name))
            click.echo(f"{one_line(page.as_posix())}: {outcome.made.row.verdict}")
    if rows:
        write(index, html.render_index(rows))
    if open_page and rows:
        click.launch(str(index if len(rows) > 1 else Path(folder, rows[0].href)))
    tell(tally)
    return exit_code(tally)


def _page(report: Report, config: Config) -> _Page:
    from crosscheck.render import html, json

    return _Page(html.render(report), json.render([report], __version__), html.row(report, ""))


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
