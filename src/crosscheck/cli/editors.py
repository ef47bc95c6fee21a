"""The commands that editors and shells use: ``lsp`` and ``completion``."""

from __future__ import annotations

import click

from crosscheck.cli import Exit, commands


@click.command()
def lsp() -> int:
    """Serve an editor by the Language Server Protocol, on standard input and output."""
    from crosscheck.lsp import serve

    serve()
    return Exit.CLEAN


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> int:
    """Print what makes a shell complete the commands, options and rules of crosscheck."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(commands, {}, "crosscheck", "_CROSSCHECK_COMPLETE").source())
    return Exit.CLEAN
