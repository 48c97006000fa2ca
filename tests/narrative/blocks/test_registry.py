"""A new block needs one module: the registry finds it, and the schema, the checks and the report know it."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative import blocks
from egyv_engine.narrative.blocks.block import block
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks, vocabularies
from egyv_engine.narrative.templates.fact_types import fact_names
from egyv_engine.pipeline.run import check_files, evaluate_files
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.rules.json_schema import schema_text
from tests.library import BASE

ENGINE = Path(blocks.__path__[0]).parents[1]
NEW = Path(__file__).parent / "new_block"
REPORT, WORDING = PurePosixPath("reports/report.yaml"), PurePosixPath("reports/wording.yaml")


@pytest.fixture
def with_slogan(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine with one module more in its package of blocks."""
    monkeypatch.setattr(blocks, "__path__", [*blocks.__path__, str(NEW)])
    registered_blocks.cache_clear()
    yield
    registered_blocks.cache_clear()
    sys.modules.pop(f"{blocks.__name__}.toy_slogan", None)


def programme(shown: str, phrase: str = '  slogan: "{{ name }}!"') -> Mapping[PurePosixPath, bytes]:
    """The library programme, whose report shows one block more."""
    files = dict(read_folder(BASE))
    files[REPORT] = (files[REPORT].decode().rstrip() + f"\n      - {shown}\n").encode()
    files[WORDING] = files[WORDING].decode().replace("phrases:\n", f"phrases:\n{phrase}\n").encode()
    return files


def messages(shown: str, phrase: str = '  slogan: "{{ name }}!"') -> list[str]:
    return [f"{d.code} {d.message}" for d in check_files(programme(shown, phrase), rules_only=True)]


@pytest.mark.usefixtures("with_slogan")
def test_block_of_one_new_module_is_in_the_report() -> None:
    outputs = evaluate_files(programme("{show: slogan, times: 2, heading: Our name}"))
    assert outputs.diagnostics == ()
    assert outputs.report is not None
    name = outputs.programme.file.programme if outputs.programme else ""
    assert f"### Our name\n\n{name}! {name}!\n" in render_markdown(outputs.report).decode()


@pytest.mark.usefixtures("with_slogan")
def test_block_of_one_new_module_is_in_the_schema_and_its_claim_is_a_kind() -> None:
    text = schema_text("report", vocabularies=vocabularies())
    assert '"slogan"' in text
    assert '"times"' in text
    assert fact_names(claim_kinds()["slogan"]) == ("name",)


@pytest.mark.usefixtures("with_slogan")
@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("{show: slogan, times: 0}", "EGY204 this must be a number of at least 1, but is 0"),
        ("{show: slogan, limit: 3}", "EGY610 'slogan' does not use 'limit'"),
        ("{show: overall, times: 3}", "EGY610 'overall' does not use 'times'"),
        ("{show: slogans}", "EGY204 'slogans' is not allowed here"),
    ],
)
def test_block_of_one_new_module_is_checked(shown: str, expected: str) -> None:
    assert expected in messages(shown)


@pytest.mark.usefixtures("with_slogan")
def test_block_of_one_new_module_needs_its_phrase_and_the_facts_in_it() -> None:
    assert messages("{show: slogan}", "") == [
        "EGY605 there is no phrase for 'slogan', which the block 'slogan' needs"
    ]
    assert messages("{show: slogan}", '  slogan: "{{ title }}"') == [
        "EGY604 there is no variable 'title' here"
    ]


def test_block_that_no_module_has_is_not_known() -> None:
    assert "slogan" not in registered_blocks()
    assert "EGY204 'slogan' is not allowed here" in messages("{show: slogan}")


def test_two_blocks_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    second = block("notice", options=BlockOptions)(lambda inputs, options: [])
    monkeypatch.setattr("egyv_engine.narrative.blocks.tallies.second", second, raising=False)
    registered_blocks.cache_clear()
    with pytest.raises(ValueError, match="two blocks are named 'notice'"):
        registered_blocks()
    monkeypatch.undo()
    registered_blocks.cache_clear()


def test_name_of_a_block_is_written_in_one_module() -> None:
    names = {name for name in registered_blocks() if "_" in name and name not in claim_kinds()}
    assert len(names) >= 9
    found = dict.fromkeys(names, 0)
    for path in ENGINE.rglob("*.py"):
        if path.parent.name == "upgrade":
            continue  # which knows the names that it changes
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name in names & {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}:
            found[name] += 1
    assert found == dict.fromkeys(names, 1)
