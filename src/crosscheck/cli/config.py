"""The command ``config``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crosscheck.cli import Exit, options
from crosscheck.cli.inputs import given


@click.command()
@click.argument("document", type=click.Path(), default="-")
@options.configuring
@options.judging
@options.min_level
@options.fail_level
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a configuration file, for editors.")
def config(document: str, config_file: str | None, isolated: bool, schema: bool, **settings: Any) -> int:
    """Print every setting that applies to a document or in a folder, and where it was said.

    Without a document: what applies in the working directory.
    """
    if schema:
        from crosscheck.config.file import schema as made

        click.echo(made(), nl=False)
    else:
        from crosscheck.config import Configs
        from crosscheck.config.listing import listing

        configs = Configs(given(**settings), config_file, isolated=isolated)
        inside = Path(document, "-") if Path(document).is_dir() else document
        click.echo(listing(configs.values(str(inside))), nl=False)
    return Exit.CLEAN
