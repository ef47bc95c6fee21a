"""What the outcomes of a run add up to: what was found in all documents, and what is accepted beyond each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from crosscheck.model import SEVERITIES, Suppression
from crosscheck.verdict import counted, tally

if TYPE_CHECKING:
    from crosscheck.batch import Outcome
    from crosscheck.decisions import Action, DecisionFiles
    from crosscheck.documents import Job


class Tally:
    """What a run has found so far."""

    def __init__(self) -> None:
        self.levels: list[str] = []
        self.counts: Counter[str] = Counter()
        self.suppressed = 0
        self.errors = 0
        """Documents that could not be checked."""
        self.laps: Counter[str] = Counter()
        """Seconds of processor time by stage."""
        self.fails = False
        """Whether a document has findings at or above its fail level."""

    def add(self, outcome: Outcome[Any]) -> None:
        """Count the outcome of one document."""
        if outcome.error:
            self.errors += 1
            return
        self.levels.append(outcome.level)
        self.laps.update(outcome.laps)
        self.counts.update(outcome.counts)
        self.suppressed += outcome.suppressed
        self.fails |= outcome.fails

    def line(self) -> str:
        """One line about several documents; "" for a single one, which speaks for itself."""
        number = len(self.levels) + self.errors
        if number < 2:
            return ""
        verdicts = [tally(self.levels)] * bool(self.levels)
        verdicts += [f"{self.errors:,} could not be checked"] * bool(self.errors)
        found = ", ".join(counted(self.counts[s], s) for s in SEVERITIES)
        found += f" ({self.suppressed:,} suppressed)" if self.suppressed else ""
        return f"{counted(number, 'document')}: {', '.join(verdicts)}; {found}"


class Acceptance:
    """What a run accepts beyond each document: files of decisions, baselines made anew, and the ignore tables."""

    def __init__(self, action: Action = "use") -> None:
        self._action: Action = action
        self._files: DecisionFiles | None = None
        """None where no file of decisions has a part in the run."""
        self._jobs: dict[str, Job] = {}
        self._needed: set[Suppression] = set()
        self._errors = 0

    def share(self, jobs: Sequence[Job]) -> list[Job]:
        """The articles, each with what was decided about it. Raises CrosscheckError where a file cannot be read."""
        shared = list(jobs)
        if self._action != "use" or any(job.config.baseline or job.decisions for job in jobs):
            from crosscheck.decisions import DecisionFiles

            files = self._files = DecisionFiles(self._action)
            shared = [
                j._replace(shares=files.shares(j.decisions, j.config.baseline, j.files[0])) for j in jobs
            ]
        self._jobs = {job.files[0]: job for job in shared}
        return shared

    def targets(self) -> list[str]:
        """The paths of the baselines that are to be written."""
        shares = (share for job in self._jobs.values() for share in job.shares)
        return sorted({share.path for share in shares if share.action != "use"})

    def add(self, outcome: Outcome[Any]) -> None:
        """Take what one document needs and leaves."""
        self._errors += outcome.error is not None
        self._needed |= outcome.needed
        if self._files and outcome.entries is not None:
            baseline = self._jobs[outcome.name].shares[-1]
            self._files.take(baseline.path, outcome.name, outcome.entries)

    def files(self) -> Iterable[tuple[str, str, str]]:
        """Path and text of each baseline to write, and what is said about it; none where a document could not be checked."""
        return self._files.files() if self._files and not self._errors else ()

    def needless(self) -> Iterator[str]:
        """A line about the entries of ignore tables that no document needs; none where one could not be checked."""
        if not self._errors:
            from crosscheck.suppress import unneeded

            asked = [entry for job in self._jobs.values() for entry in job.config.settings.suppressions]
            yield from unneeded(asked, self._needed)
