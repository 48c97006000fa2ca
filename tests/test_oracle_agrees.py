"""The engine against the oracle: shipped and toy programmes, and generated ones.

In CI the same generated programmes each time, IN_CI of them; EGYV_EXAMPLES=3000 draws so many new ones.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

import egyv_engine as ee
from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.evaluation import polars_backend
from egyv_engine.evaluation.combined_rows import FEWEST_ROWS
from egyv_engine.model import documents
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.shapes import ListOf, ListOr, MapOf, ObjectOf, Shape, WordOr, keys
from egyv_engine.model.sources import Sourced
from egyv_engine.pipeline.run import evaluate_files
from tests.generated_programmes import DRAWN, EXAMPLES, REPEATABLE, Files, rows, shuffled, tables
from tests.oracle.agree import differences, programme_files
from tests.oracle.constructs import CONSTRUCTS, constructs
from tests.oracle.strategies import programmes
from tests.oracle.without_register import with_register_of_answers, with_rows_as_units
from tests.publish.written_files import files_in, without_digests

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CASES = sorted(path.parent for path in (TESTS / "cases").glob("*/programme.yaml"))
TOYS = sorted(path.parent for path in (TESTS / "programmes").glob("*/programme.yaml"))
COMPARED = ("findings", "ledger", "baskets", "movements", "outcomes")
SWAPPED = {"improved": "declined", "declined": "improved"}


# every cell


@pytest.mark.parametrize("root", [ROOT, *TOYS], ids=lambda root: root.name if root != ROOT else "shipped")
def test_oracle_written_programme_agrees_on_every_cell(root: Path) -> None:
    files = programme_files(root)
    found = tables(files)
    assert set(COMPARED) <= set(found)
    assert differences(files, found) == []


@pytest.mark.parametrize("root", [ROOT, *TOYS], ids=lambda root: root.name if root != ROOT else "shipped")
def test_conditions_evaluated_by_combination_agree_on_every_cell(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polars_backend, "FEWEST_ROWS", 1)
    files = programme_files(root)
    assert differences(files, tables(files)) == []


@pytest.mark.slow
@settings(DRAWN, max_examples=EXAMPLES)
@given(files=programmes(), fewest_rows=st.sampled_from([1, FEWEST_ROWS]))
def test_oracle_generated_programme_agrees_on_every_cell(files: Files, fewest_rows: int) -> None:
    for name, data in files.items():
        note(f"--- {name}\n{data.decode()}")
    with patch.object(polars_backend, "FEWEST_ROWS", fewest_rows):
        found = tables(files)
    assert set(COMPARED) <= set(found)
    assert differences(files, found) == []


@pytest.mark.slow
@settings(DRAWN, max_examples=max(20, EXAMPLES // 2))
@given(files=programmes(), changed=st.sampled_from([with_register_of_answers, with_rows_as_units]))
def test_oracle_generated_programme_without_a_register_agrees_on_every_cell(
    files: Files, changed: Callable[[Files], Files]
) -> None:
    files = changed(files)
    for name, data in files.items():
        note(f"--- {name}\n{data.decode()}")
    assert differences(files, tables(files)) == []


@pytest.mark.parametrize("root", TOYS, ids=lambda root: root.name)
def test_toy_programme_has_no_faults_and_some_of_each_verdict(root: Path) -> None:
    made = evaluate_files({PurePosixPath(name): data for name, data in programme_files(root).items()})
    assert list(made.diagnostics) == []
    assert not has_errors(list(made.diagnostics))
    assert made.findings is not None
    assert {"improved", "unchanged", "not_comparable"} <= {one.verdict for one in made.findings.findings}


# what the programmes reach


@pytest.mark.slow
def test_generator_reaches_every_construct() -> None:
    reached: set[str] = set()

    @settings(REPEATABLE, max_examples=300, phases=[Phase.generate])
    @given(files=programmes())
    def draw(files: Files) -> None:
        reached.update(constructs(files))

    draw()
    assert set(CONSTRUCTS) | {"one wave", "no comparisons"} <= reached


def test_toy_programmes_between_them_use_every_construct() -> None:
    used = set().union(*(constructs(programme_files(root)) for root in TOYS))
    assert set(CONSTRUCTS) - used == set()


def test_toy_programmes_and_cases_between_them_use_every_key_of_the_documents() -> None:
    used: set[tuple[str, str]] = set()
    for root in (*TOYS, *CASES):
        for name, data in programme_files(root).items():
            kind = document_of(name)
            if kind is not None:
                used.update(keys_used(ObjectOf(kind), yaml.load(data, yaml.BaseLoader)))
    everything = every_key(ObjectOf(kind) for kind in DOCUMENTS.values())
    # source and rationale: one class gives every record these two keys; accepted warnings change no result
    ignored = {*Sourced.__annotations__, "accepted_warnings"}
    # the oracle reads CSV files only; tests/data/sources reads the others, with other programs
    of_other_sources = {("DataFile", "sheet"), ("DataFile", "answers")}
    of_other_sources |= {(kind, name) for kind, name in everything if name in ("query", "database")}
    assert {
        (kind, name) for kind, name in everything if name not in ignored and kind != "AcceptedWarning"
    } - of_other_sources <= used


DOCUMENTS = {
    r"programme\.yaml": documents.ProgrammeFile,
    r"principles/.*": documents.Principle,
    r"rules/baskets\.yaml": documents.BasketsFile,
    r"rules/criteria\.yaml": documents.CriteriaFile,
    r"rules/scales\.yaml": documents.ScalesFile,
    r"rules/scoring\.yaml": documents.ScoringFile,
    r"surveys/files\.yaml": documents.FilesFile,
    r"surveys/instrument\.yaml": documents.InstrumentFile,
}


def document_of(name: str) -> type[Any] | None:
    """The kind of document of a file of a programme."""
    return next((kind for pattern, kind in DOCUMENTS.items() if re.fullmatch(pattern, name)), None)


def every_key(shapes: Iterator[Shape]) -> Iterator[tuple[str, str]]:
    """Each record a shape may hold with each of its keys."""
    for shape in shapes:
        if isinstance(shape, ObjectOf):
            for key in keys(shape.record):
                yield shape.record.__name__, key.name
                yield from every_key(iter([key.shape]))
        elif isinstance(shape, ListOf | MapOf):
            yield from every_key(iter([shape.member]))
        elif isinstance(shape, ListOr):
            yield from every_key(iter([shape.members, shape.other]))
        elif isinstance(shape, WordOr):
            yield from every_key(iter([shape.other]))


def keys_used(shape: Shape, value: Any) -> Iterator[tuple[str, str]]:
    """Each record in a YAML value with each key that is written there."""
    if isinstance(shape, ListOr):
        shape = shape.members if isinstance(value, list) else shape.other
    if isinstance(shape, WordOr) and not isinstance(value, str):
        shape = shape.other
    if isinstance(shape, ObjectOf):
        for key in keys(shape.record):
            if key.name in value:
                yield shape.record.__name__, key.name
                yield from keys_used(key.shape, value[key.name])
    elif isinstance(shape, MapOf):
        for member in value.values():
            yield from keys_used(shape.member, member)
    elif isinstance(shape, ListOf) and isinstance(value, list):
        for member in value:
            yield from keys_used(shape.member, member)


def test_constructs_name_every_comparator_of_the_engine() -> None:
    assert {name.split()[1] for name in CONSTRUCTS if name.startswith("scale ")} == set(COMPARATORS)


# the oracle is another program


@pytest.mark.parametrize("module", sorted((TESTS / "oracle").glob("*.py")), ids=lambda module: module.stem)
def test_oracle_imports_nothing_from_the_engine(module: Path) -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("__import__", "eval", "exec", "importlib.import_module"), called
    assert not [name for name in imported if "egyv_engine" in name or "polars" in name]
    within = {name for name in imported if name.startswith("tests")}
    assert all(name.startswith("tests.oracle.") for name in within)


# one table from another


@pytest.mark.parametrize("root", [ROOT, *TOYS], ids=lambda root: root.name if root != ROOT else "shipped")
def test_rows_and_columns_in_another_order_give_equal_files(root: Path, tmp_path: Path) -> None:
    """Every file that a run writes, but for the hashes of the files that were read."""
    files = programme_files(root)
    expected = written(files, tmp_path / "out")
    assert shuffled(files, 1) != files
    assert written(shuffled(files, 1), tmp_path / "out 1") == expected


def written(files: Files, folder: Path) -> dict[str, bytes]:
    """The files that a run writes, without the digests of what was read."""
    ee.evaluate({PurePosixPath(name): data for name, data in files.items()}).write(folder, outcomes="csv")
    return without_digests(files_in(folder))


def comparisons_turned_round(files: Files) -> dict[str, bytes]:
    """The files with time reversed: the waves in the other order, and every comparison the other way.

    Without comparisons the order stays, because findings are then about the last wave.
    """
    turned = dict(files)
    for name in ("programme.yaml", "surveys/instrument.yaml"):
        text = re.sub(r"from: (\w+), to: (\w+)", r"from: \2, to: \1", files[name].decode())
        turned[name] = text.encode()
    text = turned["programme.yaml"].decode()
    waves = re.findall(r"^  - \{id: .*\n", text, re.MULTILINE)
    assert waves
    if "from: " in text:
        turned["programme.yaml"] = text.replace("".join(waves), "".join(reversed(waves))).encode()
    return turned


MIRRORED = b"""criteria:
  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}
  two_units: {judged_on: matched, improved: {net_at_least: 2}, declined: {net_at_most: -2}}
  held: {judged_on: matched, improved: {share_change_at_least: 20}, declined: {share_change_at_most: -20}}
  points: {judged_on: all, improved: {share_change_at_least: 33.3}, declined: {share_change_at_most: -33.3}}
  shares: {judged_on: all, improved: {share_change_at_least: 10}, declined: {share_change_at_most: -10}}
  both:
    judged_on: matched
    improved: {net_at_least: 1, share_change_at_least: 50}
    declined: {net_at_most: -1, share_change_at_most: -50}
  crossed:
    judged_on: matched
    improved: {net_at_least: 1, share_change_at_least: 5}
    declined: {net_at_most: -1, share_change_at_most: -5}
"""


@pytest.mark.slow
@settings(DRAWN, max_examples=max(12, EXAMPLES // 5))
@given(files=programmes())
def test_waves_swapped_under_mirrored_criteria_swap_the_verdicts(files: Files) -> None:
    files = dict(files) | {"rules/criteria.yaml": MIRRORED}
    turned = comparisons_turned_round(files)

    for one, other in zip(*(rows(tables(each)["findings"]) for each in (files, turned)), strict=True):
        assert one["finding"] == other["finding"]
        assert {one["from_wave"], one["to_wave"]} == {other["from_wave"], other["to_wave"]}
        if "looks_back" in (one["reason"], other["reason"]):
            continue
        assert other["verdict"] == SWAPPED.get(one["verdict"], one["verdict"])
        if not one["from_wave"]:
            continue
        assert (other["gained"], other["lost"]) == (one["lost"], one["gained"])
        same = (
            "reason",
            "matched",
            "kept",
            "never",
            "certainty",
            "certainty_surveyed",
            "p_exact",
            "p_smallest",
        )
        assert [other[name] for name in same] == [one[name] for name in same]
        if one["certainty"]:
            assert (int(other["net_low"]), int(other["net_high"])) == (
                -int(one["net_high"]),
                -int(one["net_low"]),
            )
