"""Holds the files around the code to it: versions, locks, hooks, workflow, issue forms, contributors' pages."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

import egyv_engine

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASES = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", CHANGELOG, re.MULTILINE)
FORMS = sorted(p for p in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if p.stem != "config")
LOCKS = ("core", "dev", "lowest")


def load(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def pins(lock: str) -> dict[str, Version]:
    """Each package of a lock with its version."""
    text = (ROOT / ".ci" / f"{lock}.lock").read_text(encoding="utf-8")
    return {
        name: Version(number) for name, number in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    }


def group(name: str) -> list[Requirement]:
    """The requirements of a dependency group, those of the groups it includes too."""
    found = []
    for entry in PYPROJECT["dependency-groups"][name]:
        found += [Requirement(entry)] if isinstance(entry, str) else group(entry["include-group"])
    return found


CORE = [Requirement(r) for r in PYPROJECT["project"]["dependencies"]]


def test_version_is_that_of_the_newest_release_of_the_changelog_and_of_the_citation() -> None:
    citation = load("CITATION.cff")
    assert (egyv_engine.__version__, citation["date-released"]) == RELEASES[0]
    assert citation["version"] == egyv_engine.__version__
    assert f"rev: v{egyv_engine.__version__}\n" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_changelog_lists_releases_newest_first_with_a_link_for_each() -> None:
    versions = [Version(number) for number, _ in RELEASES]
    assert versions == sorted(versions, reverse=True)
    assert [date for _, date in RELEASES] == sorted((date for _, date in RELEASES), reverse=True)
    headings = re.findall(r"^## \[(.*?)\]", CHANGELOG, re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert re.findall(r"^\[(.*?)\]: https://", CHANGELOG, re.MULTILINE) == headings


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("core", [*CORE, *group("build")]),
        ("dev", [*CORE, *group("dev")]),
        ("lowest", [*CORE, *group("dev")]),
    ],
)
def test_lock_pins_what_is_declared(lock: str, requirements: list[Requirement]) -> None:
    pinned = pins(lock)
    for requirement in requirements:
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_core_lock_is_a_part_of_the_development_lock() -> None:
    core, dev = pins("core"), pins("dev")
    assert core == {name: dev[name] for name in core}
    assert "pytest" not in core


def test_lowest_lock_pins_the_lowest_version_that_is_declared() -> None:
    pinned = pins("lowest")
    for requirement in CORE:
        (lowest,) = (s.version for s in requirement.specifier if s.operator == ">=")
        found = pinned[canonicalize_name(requirement.name)]
        assert found.release[: len(Version(lowest).release)] == Version(lowest).release, requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_every_package_and_names_no_place(lock: str) -> None:
    text = (ROOT / ".ci" / f"{lock}.lock").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[a-zA-Z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", entry.strip()), entry
    assert re.search(r"://|^-|/", text.replace("--hash", ""), re.MULTILINE) is None


def test_checkout_is_built_by_what_the_lock_installs() -> None:
    assert PYPROJECT["build-system"]["requires"] == PYPROJECT["dependency-groups"]["build"]


# .ci/spark installs it into an environment of its own.
EXTRAS_WITHOUT_WHEELS = {"spark"}


def test_every_package_of_an_extra_is_locked_for_the_tests_and_not_for_the_core() -> None:
    for extra, needed in PYPROJECT["project"]["optional-dependencies"].items():
        if extra in EXTRAS_WITHOUT_WHEELS:
            continue
        for name in (canonicalize_name(Requirement(text).name) for text in needed):
            assert name in pins("dev"), (extra, name)
            assert name not in pins("core"), (extra, name)


def test_every_supported_python_is_declared_locked_and_tried() -> None:
    assert all(Version(p) in SpecifierSet(PYPROJECT["project"]["requires-python"]) for p in PYTHONS)
    named = [
        c.removeprefix("Programming Language :: Python :: ") for c in PYPROJECT["project"]["classifiers"]
    ]
    assert [c for c in named if re.fullmatch(r"3\.\d+", c)] == PYTHONS
    assert f'PYTHONS="{" ".join(PYTHONS)}"' in (ROOT / ".ci" / "lock").read_text(encoding="utf-8")
    for job in load(".github/workflows/ci.yml")["jobs"].values():
        assert job["strategy"]["matrix"]["python"] == PYTHONS


def test_workflow_uses_actions_of_a_full_version() -> None:
    steps = [s for job in load(".github/workflows/ci.yml")["jobs"].values() for s in job["steps"]]
    used = [s["uses"] for s in steps if "uses" in s]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", name) for name in used), used


def test_hook_for_other_repositories_runs_a_command_of_the_package() -> None:
    (hook,) = load(".pre-commit-hooks.yaml")
    script, command = hook["entry"].split()
    assert script in PYPROJECT["project"]["scripts"]
    assert command == "check"
    assert (hook["language"], hook["pass_filenames"]) == ("python", "false")
    for name in ("programme.yaml", "rules/scales.yaml", "surveys/baseline.csv"):
        assert re.search(hook["files"], name)


def test_hooks_of_this_repository_use_the_tools_of_the_development_group() -> None:
    (repo,) = load(".pre-commit-config.yaml")["repos"]
    tools = {hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in repo["hooks"]}
    assert tools <= {r.name for r in group("dev")} | set(PYPROJECT["project"]["scripts"])


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_issue_form_has_fields_with_a_name_and_a_label(path: Path) -> None:
    form = load(str(path.relative_to(ROOT)))
    assert {"name", "description", "labels", "body"} <= set(form)
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    for field in form["body"]:
        assert field["type"] in ("input", "textarea")
        assert field["attributes"]["label"]


def test_there_are_forms_for_a_bug_a_wrong_result_and_a_feature() -> None:
    assert [p.stem for p in FORMS] == ["bug", "feature", "wrong_result"]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md", "SECURITY.md", "CHANGELOG.md"])
def test_links_and_chores_of_a_page_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        file = link.partition("#")[0]
        assert link.startswith(("https:", "http:")) or not file or (ROOT / file).exists(), link
    chores = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z]+)", text)) <= set(chores)
