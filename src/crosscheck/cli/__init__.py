"""The command line: the group of its commands, their exit codes, and how a run ends. Nothing outside this package knows about click.

A command lies in the module that ``_HOMES`` names, and is loaded when it is asked for: a run imports what its own needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import IntEnum
from importlib import import_module
from typing import Any, NoReturn

import click

from crosscheck import __version__
from crosscheck.model import CrosscheckError

_HOMES = {
    "align": "views",
    "check": "check",
    "completion": "editors",
    "config": "config",
    "explain": "rules",
    "lsp": "editors",
    "report": "report",
    "rules": "rules",
    "split": "views",
    "text": "views",
}


class Exit(IntEnum):
    """Exit codes: findings are 1, and nothing else is."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2
    INTERRUPTED = 130
    """By Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code; every error is one line on standard error and code 2."""
    try:
        given = list(arguments) if arguments is not None else None
        code = commands.main(args=given, prog_name="crosscheck", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = Exit.ERROR
    except click.exceptions.Abort:
        code = Exit.INTERRUPTED
    except CrosscheckError as error:
        _complain(f"crosscheck: error: {error}")
        code = Exit.ERROR
    except Exception as error:
        _complain(f"crosscheck: internal error: {type(error).__name__}: {error}")
        click.echo(
            "This is a defect of crosscheck; CROSSCHECK_DEBUG=1 shows where. Please report it.", err=True
        )
        if os.environ.get("CROSSCHECK_DEBUG"):
            raise
        code = Exit.ERROR
    sys.exit(int(code or 0))


def _complain(text: str) -> None:
    from crosscheck.cli.output import complain

    complain(text)


class _Group(click.Group):
    """Commands known by name, each loaded when it is asked for."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command from its module."""
        if cmd_name not in _HOMES:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{_HOMES[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raises CrosscheckError where its output cannot be written, be it that nobody reads it."""
        try:
            code = super().invoke(ctx)
            if not sys.stdout.closed:  # as the language server leaves it
                sys.stdout.flush()
        except OSError as error:  # of files that are read or written every error is a CrosscheckError
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what still waits
            raise CrosscheckError(
                f"the output cannot be written: {error.strerror or error}: look at what takes it"
            ) from None
        return code


@click.group(
    cls=_Group,
    commands=[click.Command(name) for name in _HOMES],  # stand-ins, for lists of names
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, prog_name="crosscheck", message="%(prog)s %(version)s")
def commands() -> None:
    """Check an article against the originals it was compiled from."""
