"""Files, folders and patterns -> the articles to check, each with the files of its originals and what applies to it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crosscheck.config import Config, Configs
from crosscheck.config.patterns import absolute, shown_path
from crosscheck.model import CrosscheckError
from crosscheck.read import SUFFIXES

if TYPE_CHECKING:
    from crosscheck.decisions import Share

DECISIONS = "decisions.json"
"""The file with decisions on the articles of a folder; with the name of one and a point before it, on that one."""
_MAGIC = frozenset("*?[")


class Job(NamedTuple):
    """One article to check, and what applies to it."""

    files: tuple[str, ...]
    """The article's, then those of its originals, where they have files of their own."""
    config: Config
    shares: tuple[Share, ...] = ()
    """What files of decisions say of it, the baseline last."""
    decisions: tuple[str, ...] = ()
    """The files of decisions that lie beside it, its own before that of its folder."""
    mends: bool = False
    """Whether safe fixes are made before its report is."""
    error: str | None = None
    """Why there is nothing to check, where that is known before it is read."""
    timed: bool = False
    """Whether what each stage takes is measured."""


def find(
    arguments: Sequence[str],
    originals: Sequence[str],
    configs: Configs,
    summary_lines: tuple[int, int] | None = None,
) -> list[Job]:
    """The articles that files, folders and patterns name, in that order, those of a folder sorted; each once.

    In a folder every file of a readable format is an article, or those that ``include`` fits, but for what is hidden or fits
    ``exclude``. A file is an original, and no article, where the pattern for originals of another document names it, or its
    own names nothing else. ``originals`` are those of a single article and take the place of any pattern;
    ``summary_lines`` are the user's. Raises CrosscheckError for a folder or pattern without an article.
    """

    def job(shown: str, others: Iterable[str]) -> Job:
        config = configs[shown]
        if summary_lines:
            config = config._replace(settings=config.settings._replace(summary_lines=summary_lines))
        return Job((shown, *others), config, decisions=tuple(_decisions(shown)))

    if originals:
        if absolute(arguments[0]) in map(absolute, originals):
            raise CrosscheckError(f"{arguments[0]}: is the article and its original: give another --original")
        return [job(arguments[0], originals)]
    found: dict[Path, str] = {}
    broken: dict[str, str] = {}
    for argument in arguments:
        for path in _files(argument, configs, broken):
            found.setdefault(absolute(path), path)
    named = {path: _originals(path, configs[shown]) for path, shown in found.items()}
    taken = {original for path, names in named.items() for original in names if original != path}
    articles = [path for path in found if path not in taken and named[path] != [path]]
    if not articles and not broken:
        raise CrosscheckError(
            f"{', '.join(arguments)}: nothing but originals, by `originals` of the configuration: give the articles"
        )
    jobs = [job(found[p], (shown_path(o) for o in named[p] if o != p)) for p in articles]
    return [*jobs, *(Job((path,), configs[path], error=said) for path, said in broken.items())]


def alone(path: str, configs: Configs) -> Job:
    """The article in one file, be it there yet or not, with the originals that the configuration names; no folder is gone through."""
    config, whole = configs[path], absolute(path)
    originals = (o for o in _originals(whole, config) if o != whole)
    return Job((path, *map(shown_path, originals)), config, decisions=tuple(_decisions(path)))


def _decisions(article: str) -> Iterator[str]:
    """The files of decisions beside an article."""
    path = Path(article)
    for name in (f"{path.stem}.{DECISIONS}", DECISIONS) if article != "-" else ():
        if os.path.isfile(path.with_name(name)):  # noqa: PTH113 -- a name that is too long is none
            yield path.with_name(name).as_posix()


def _files(argument: str, configs: Configs, broken: dict[str, str]) -> list[str]:
    """What a file, a folder or a pattern stands for; ``broken`` is told of the folders that cannot be read."""
    path = Path(argument)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError):  # reading it tells why
        return [argument]
    if is_folder:
        found = [file.as_posix() for file in _walk(path, configs, broken)]
        if not found and not broken:
            raise CrosscheckError(
                f"{path.as_posix()}: no document in this folder: looked for {', '.join(sorted(SUFFIXES))},"
                " but for hidden files, as `include` and `exclude` of the configuration have it"
            )
        return found
    if is_there or _MAGIC.isdisjoint(argument):
        return [argument]
    import glob

    fitting = (Path(f) for f in sorted(glob.glob(argument, recursive=True)))  # noqa: PTH207 - it may start anywhere
    found = [file.as_posix() for file in fitting if file.is_file() and _is_wanted(file, configs)]
    if not found:
        raise CrosscheckError(f"{argument}: no document fits this pattern: check it, or give a folder")
    return found


def _walk(folder: Path, configs: Configs, broken: dict[str, str]) -> Iterator[Path]:
    """The documents below a folder, sorted; pipes, sockets and devices are none."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        shown = folder.as_posix()
        broken[shown] = f"{shown}: cannot be read: {error.strerror}: check its permissions, or exclude it"
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except OSError:  # a link into a folder that cannot be read: reading it tells
            is_folder, is_file = False, True
        if is_folder:
            if not path.is_symlink() and not _is_excluded(path, configs):
                yield from _walk(path, configs, broken)
        elif (is_file or path.is_symlink()) and _is_wanted(path, configs):
            yield path


def _is_wanted(path: Path, configs: Configs) -> bool:
    """Whether a file that was not named itself is a document."""
    if _is_excluded(path, configs):
        return False
    include = configs[str(path)].include
    return any(p.fits(absolute(path)) for p in include) if include else path.suffix.lower() in SUFFIXES


def _is_excluded(path: Path, configs: Configs) -> bool:
    return any(pattern.fits(absolute(path)) for pattern in configs[str(path)].exclude)


def _originals(path: Path, config: Config) -> list[Path]:
    """The files that the configuration names as originals of a document, absolute."""
    return list(dict.fromkeys(file for pattern in config.originals for file in pattern.originals(path)))
