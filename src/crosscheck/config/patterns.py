"""Patterns of paths, as configuration and command line write them.

``*`` and ``?`` stay inside a name, ``**`` runs through folders, ``[abc]`` is one of some letters. A pattern without a slash fits a
name in any folder, one with a slash a path from the folder of the file that says it; what fits a folder fits all below it.
"""

import os
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PIECES = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?\]?[^]]*\]|.", re.DOTALL)
_PLACEHOLDERS = re.compile(r"\{(?:stem|folder)\}")


class Pattern(NamedTuple):
    """A pattern, and the folder that it starts from."""

    root: Path
    """Absolute."""
    text: str

    def fits(self, path: Path) -> bool:
        """Whether an absolute path, or a folder above it, fits."""
        if not path.is_relative_to(self.root):
            return False
        regex, names = _regex(self.text), path.relative_to(self.root).parts
        if "/" not in self.text.rstrip("/"):
            return any(map(regex.fullmatch, names))
        return any(regex.fullmatch("/".join(names[:depth])) for depth in range(1, len(names) + 1))

    def originals(self, document: Path) -> list[Path]:
        """The files that the pattern names for a document, sorted: ``{stem}`` is its name without suffix, ``{folder}`` its folder."""
        import glob

        folder = from_folder(document.parent, self.root)
        text = self.text.replace("{stem}", glob.escape(document.stem)).replace(
            "{folder}", glob.escape(folder)
        )
        found = glob.iglob(text, root_dir=self.root, recursive=True)  # noqa: PTH207 - {folder} may lead upward
        return sorted({absolute(self.root / name) for name in found if (self.root / name).is_file()})


def defect(text: str, *, placeholders: bool = False) -> str | None:
    """What is wrong with a pattern, and the remedy; None where nothing is."""
    if not text.strip():
        return "an empty pattern fits nothing: leave it out"
    if "\\" in text:
        return "folders are parted by /, on every system"
    if Path(text).is_absolute() or re.match(r"[A-Za-z]:", text):
        return "a pattern starts from the folder of its file: leave out what stands before"
    if "[" in re.sub(r"\[!?\]?[^]/]*\]", "", text):
        return "[ is not closed: write [[] for the bracket itself"
    try:
        _regex(text)
    except re.error:
        return "a range of letters goes from the first to the last: [a-z]"
    if re.search(r"[{}]", _PLACEHOLDERS.sub("", text) if placeholders else text):
        known = "only {stem} and {folder} stand for something" if placeholders else "braces stand for nothing"
        return f"{known}: write one pattern for each alternative"
    return None


def shown_path(path: str | Path) -> str:
    """A path as messages have it: from the working directory, with forward slashes."""
    return from_folder(path, Path.cwd())


def from_folder(path: str | Path, folder: str | Path) -> str:
    """The way from a folder to a path, with forward slashes; the whole path where there is none, to another drive."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:
        return Path(path).as_posix()


def absolute(path: str | Path) -> Path:
    """A path from the root, without "." and ".."; a link stays what it is called."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would go where a link leads


@cache
def _regex(text: str) -> re.Pattern[str]:
    return re.compile("".join(map(_piece, _PIECES.findall(text.rstrip("/").removeprefix("./")))), re.DOTALL)


def _piece(piece: str) -> str:
    known = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if piece in known:
        return known[piece]
    if len(piece) > 1:
        inner = piece[1:-1].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
        return f"[{'^' + inner[1:] if inner.startswith('!') else inner}]"
    return re.escape(piece)
