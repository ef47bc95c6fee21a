"""The hooks of pre-commit, the action, and every snippet of the README about them, run for real.

Environments are made by pip as on a user's machine, but for the index: what crosscheck depends on comes from the environment
of the tests, so that the suite needs no network.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from languageclient import Client
from regenerate import ROOT
from test_fix import article

WRONG = article(
    "The harbor of Port Ellery reopened on Friday after eight days of storms.",
    "Engineers will inspect the northern breakwatre next week.",
)
SITE = sysconfig.get_paths()["purelib"]
OFFLINE = {
    "PYTHONPATH": SITE,
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",
    "VIRTUALENV_NO_DOWNLOAD": "1",
}
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A Tester"), ("EMAIL", "tester@example.org"))
}
SNIPPETS = re.findall(
    r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
)


def snippet(language: str, word: str) -> str:
    """The snippet of the README in a language that has a word in it."""
    found: list[str] = [text for fence, text in SNIPPETS if fence == language and word in text]
    assert len(found) == 1
    return found[0]


def run(
    *command: str,
    cwd: Path,
    expected: int = 0,
    path: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What a command prints; ``path`` comes first where programs are looked for."""
    known = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    folders = os.pathsep.join(
        [*([str(path)] if path else []), str(Path(sys.executable).parent), known["PATH"]]
    )
    process = subprocess.run(
        command,
        cwd=cwd,
        env={**known, "PATH": folders, **IDENTITY, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert process.returncode == expected, process.stdout
    return process.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository of its own, with what is not yet committed."""
    folder = tmp_path_factory.mktemp("checkout")
    listed = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT).split("\0")
    for name in listed:
        if (ROOT / name).is_file() and not name.startswith(("tests/", "reports/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", "commit", "--quiet", "--message", "all", cwd=folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with an article that has a typo and a changed number."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "storm.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "README.txt").write_text("No article: it has no originals.\n", encoding="utf-8")
    run("git", "init", "--quiet", cwd=tmp_path)
    run("git", "add", "--all", cwd=tmp_path)
    return tmp_path


def test_pre_commit_runs_the_hooks(
    checkout: Path, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """pre-commit clones this checkout, makes an environment, mends and reports; the mended article still has its error."""
    config = yaml.safe_load(snippet("yaml", "repos:"))
    config["repos"][0] |= {
        "repo": str(checkout),
        "rev": run("git", "rev-parse", "HEAD", cwd=checkout).strip(),
    }
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    home = {**OFFLINE, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home"))}
    command = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never")
    said = run(*command, cwd=project, expected=1, environment=home)
    assert re.search(r"crosscheck --fix\.+Failed\n- hook id: crosscheck-fix\n- files were modified", said)
    assert re.search(r"crosscheck\.+Failed\n- hook id: crosscheck\n- exit code: 1", said)
    assert "error numbers.changed" in said
    assert "spelling.typo" not in said
    mended = (project / "articles" / "storm.txt").read_text(encoding="utf-8")
    assert mended == WRONG.replace("breakwatre", "breakwater")

    (project / "articles" / "storm.txt").write_text(mended.replace("eight", "nine", 1), encoding="utf-8")
    run("git", "add", "--all", cwd=project)
    said = run(*command, cwd=project, environment=home)
    assert said.count("Passed") == 2


def test_hooks_are_valid() -> None:
    """pre-commit itself finds nothing wrong with the manifest."""
    run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)


def test_action_fits_its_schema() -> None:
    """Every field is one that is documented; what a step needs of the inputs comes by its environment, never into its script."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "tests" / "schemas" / "action.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(action, schema)
    assert not [step for step in action["runs"]["steps"] if "${{" in step["run"]]


@pytest.mark.skipif(sys.platform == "win32", reason="the steps are run by bash")
def test_action_runs(checkout: Path, project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The steps, run as a runner does: annotations on standard output, SARIF, a summary, and a failed step."""
    temp = tmp_path_factory.mktemp("runner")
    given = _job(snippet("yaml", "runs-on"))["with"]
    said = _steps(
        project, temp, checkout, {**given, "arguments": "--min-level=error\n--profile=en-US"}, expected=1
    )
    assert re.search(r"^::error file=articles/storm\.txt,line=1,", said, re.MULTILINE)
    assert "::warning" not in said
    sarif = json.loads((project / "crosscheck.sarif").read_text(encoding="utf-8"))
    assert "numbers.changed" in [r["ruleId"] for r in sarif["runs"][0]["results"]]
    assert "numbers.changed" in (temp / "summary.md").read_text(encoding="utf-8")


def _job(workflow: str) -> dict[str, Any]:
    """The step of a workflow that uses the action."""
    steps = yaml.safe_load(workflow)["jobs"]["crosscheck"]["steps"]
    (step,) = [s for s in steps if "/crosscheck@" in s["uses"]]
    found: dict[str, Any] = step
    return found


def _steps(project: Path, temp: Path, checkout: Path, given: dict[str, str], expected: int) -> str:
    """What the last step of the action prints; the steps before it must go well."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {name: one.get("default", "") for name, one in action["inputs"].items()}
    inputs |= {"python": sys.executable, **given}
    known = {f"inputs.{name}": value for name, value in inputs.items()}
    known["github.action_path"] = str(checkout)
    runner = {"RUNNER_TEMP": temp, "GITHUB_PATH": temp / "path", "GITHUB_STEP_SUMMARY": temp / "summary.md"}
    steps, said = action["runs"]["steps"], ""
    for number, step in enumerate(steps, 1):
        wanted = {
            name: re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda m: known[m[1]], value)
            for name, value in step["env"].items()
        }
        paths = (temp / "path").read_text(encoding="utf-8").split() if number > 1 else []
        said = run(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]),
            cwd=project,
            expected=expected if number == len(steps) else 0,
            path=Path(paths[0]) if paths else None,
            environment={**OFFLINE, **{k: str(v) for k, v in runner.items()}, **wanted},
        )
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="the job is run by a shell")
def test_gitlab_job_runs(project: Path) -> None:
    """The job's command writes the reports that it hands to GitLab."""
    job = yaml.safe_load(snippet("yaml", "codequality"))["crosscheck"]
    install, check = job["script"]
    assert install.startswith("pip install ")
    run("sh", "-c", check, cwd=project, expected=1)
    reports = job["artifacts"]["reports"]
    assert "numbers.changed" in (project / reports["codequality"]).read_text(encoding="utf-8")
    assert "numbers.changed" in (project / reports["junit"]).read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_makefile_runs(project: Path) -> None:
    """Both targets run; make fails as the check does."""
    (project / "Makefile").write_text(snippet("make", "articles"), encoding="utf-8")
    said = run("make", "fixes", cwd=project, expected=2)
    assert "1 fixed" in said
    assert "error numbers.changed" in run("make", "articles", cwd=project, expected=2)


def test_editor_starts_the_server(project: Path) -> None:
    """The command of the editor's configuration is the server's."""
    config = tomllib.loads(snippet("toml", "language-server"))["language-server"]["crosscheck"]
    assert shutil.which(config["command"], path=str(Path(sys.executable).parent))
    with Client(project, command=[sys.executable, "-m", config["command"], *config["args"]]) as client:
        client.open(project / "articles" / "storm.txt")
        assert "spelling.typo" in [d["code"] for d in client.diagnostics()]
