"""Completion: what shells are given to complete, asked as they ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = str(Path(sys.executable).parent)


def crosscheck(*arguments: str, **environment: str) -> str:
    """What the installed command prints."""
    run = subprocess.run(
        [f"{FOLDER}/crosscheck", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return run.stdout


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("crosscheck ch", ["plain,check"]),
        ("crosscheck check --fi", ["plain,--fix"]),
        ("crosscheck check --format sar", ["plain,sarif"]),
        ("crosscheck check --select spelling.t", ["plain,spelling.typo"]),
        ("crosscheck explain dates.con", ["plain,dates.conflict"]),
        ("crosscheck check art", ["file,art"]),
        ("crosscheck completion z", ["plain,zsh"]),
    ],
)
def test_what_is_completed(line: str, found: list[str]) -> None:
    """Commands, options, their values, rules, and files where files are meant."""
    count = str(len(line.split()) - 1)
    said = crosscheck(COMP_WORDS=line, COMP_CWORD=count, _CROSSCHECK_COMPLETE="bash_complete")
    assert said.split() == found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_its_script(shell: str) -> None:
    """The script asks the command itself, and the shell, where it is there, finds no fault in it."""
    script = crosscheck("completion", shell)
    assert f"_CROSSCHECK_COMPLETE={shell}_complete" in script
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script.encode(), check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes() -> None:
    """Read as the README has it, the script completes in a bash."""
    script = (
        "source <(crosscheck completion bash)\n"
        "COMP_WORDS=(crosscheck spl); COMP_CWORD=1; _crosscheck_completion crosscheck; echo ${COMPREPLY[@]}"
    )
    run = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": f"{FOLDER}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=True,
    )
    assert run.stdout == b"split\n"
