"""The JSON Schemas: those kept in git are what the model gives now, and every key is described with an example."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest

from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.publish.explanation_json import explanation_schema
from egyv_engine.publish.findings_json import findings_schema
from egyv_engine.rules.json_schema import DOCUMENT_TYPES, schema_text
from egyv_engine.rules.json_schema import schema as schema_of
from egyv_engine.rules.validate import check_shape
from egyv_engine.rules.yaml_reader import read_yaml
from tests.library import BASE

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".egyv"
YAML_FILES = sorted(
    p
    for folder in (ROOT, BASE)
    for f in (".", "principles", "rules", "surveys", "reports")
    for p in (folder / f).glob("[!.]*.yaml")
)


def schema(document_type: str) -> dict[str, Any]:
    """The schema of a kind of document, with the blocks of the report."""
    return schema_of(document_type, vocabularies=vocabularies())


def properties(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema, however deep, with the way to it."""
    if isinstance(value, dict):
        for name, about in value.get("properties", {}).items():
            yield f"{path}/{name}", about
        for name, inner in value.items():
            yield from properties(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from properties(inner, f"{path}/{i}")


def test_kept_schemas_are_those_of_the_model_and_no_others() -> None:
    texts = {
        f"{document_type}.schema.json": schema_text(document_type, vocabularies=vocabularies())
        for document_type in DOCUMENT_TYPES
    }
    for kind, described in (("findings", findings_schema()), ("explanation", explanation_schema())):
        texts[f"{kind}.schema.json"] = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
    assert {p.name: p.read_text(encoding="utf-8") for p in KEPT.iterdir()} == texts


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES)
def test_schema_is_one_of_its_draft(document_type: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(document_type))


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES)
def test_schema_every_property_has_a_description_and_an_example(document_type: str) -> None:
    found = list(properties(schema(document_type)))
    assert found
    for path, about in found:
        assert about.get("description", "").endswith("."), path
        assert about.get("examples"), path


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES)
def test_schema_every_example_is_one(document_type: str) -> None:
    whole = schema(document_type)
    for path, about in properties(whole):
        if path.endswith("/properties/examples"):
            continue
        validator = jsonschema.Draft202012Validator({**about, "$defs": whole.get("$defs", {})})
        for example in about["examples"]:
            assert [e.message for e in validator.iter_errors(example)] == [], path


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES)
def test_schema_refuses_keys_that_it_does_not_know(document_type: str) -> None:
    assert schema(document_type)["additionalProperties"] is False


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_schema_accepts_the_rule_file_that_names_it(path: Path) -> None:
    file = PurePosixPath(path.name)
    document, faults = read_yaml(file, path.read_bytes())
    document_type = "principle" if path.parent.name == "principles" else path.stem
    assert document is not None
    assert faults == []
    checked = check_shape(document, document_type, vocabularies())
    assert (checked.document, checked.diagnostics) == (document, [])
    assert not checked.unsound | checked.irregular


@pytest.mark.parametrize("path", [p for p in YAML_FILES if BASE not in p.parents], ids=lambda p: p.name)
def test_rule_file_names_its_schema_in_its_first_line(path: Path) -> None:
    document_type = "principle" if path.parent.name == "principles" else path.stem
    up = "" if path.parent == ROOT else "../"
    first = path.read_text(encoding="utf-8").split("\n")[0]
    assert first == f"# yaml-language-server: $schema={up}.egyv/{document_type}.schema.json"
