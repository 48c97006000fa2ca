"""Messages about shapes: in the engine's own words, whatever jsonschema writes."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.json_schema import DOCUMENT_TYPES, TAGGED, schema
from egyv_engine.rules.load import load_rules
from egyv_engine.rules.validate import check_shape
from egyv_engine.rules.yaml_reader import read_yaml
from tests.library import BASE

CASES = sorted(path for path in BASE.parent.glob("EGY20[1-6]_*"))
# The parser finds the one, the edition is read before any shape is checked, and copied entries are compared after it.
FOUND_ELSEWHERE = ("EGY206", "EGY204_unknown_edition", "EGY205_entry_that_was_copied")
MEANT = {"required", "type", "enum", "minimum", "maximum", "additionalProperties", "uniqueItems"} | {
    *("minItems", "maxItems", "minProperties", "pattern")
}
STRUCTURE = {"$schema", "$ref", "$defs", "title", "description", "examples", "properties", "items"} | {
    *("allOf", "if", "then", "else", TAGGED)
}


def files_of(case: Path) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for folder in (BASE, case)
        for path in sorted(folder.rglob("*.yaml"))
    }


def keywords(value: Any, *, is_properties: bool = False) -> Iterator[str]:
    """Every keyword of a schema, but no key of a rule file and nothing of an example."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if not is_properties:
                yield name
            if name not in ("examples", TAGGED) or is_properties:
                named = name in ("properties", "$defs") and not is_properties
                yield from keywords(inner, is_properties=named)
    elif isinstance(value, list):
        for inner in value:
            yield from keywords(inner)


@pytest.mark.parametrize("document_type", DOCUMENT_TYPES)
def test_schema_uses_only_keywords_that_have_a_message(document_type: str) -> None:
    assert set(keywords(schema(document_type, vocabularies=vocabularies()))) <= MEANT | STRUCTURE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_messages_do_not_depend_on_the_words_of_jsonschema(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_rules(files_of(case), vocabularies=vocabularies()).diagnostics
    made: list[str] = []
    original = jsonschema.ValidationError.__init__

    def garbled(self: jsonschema.ValidationError, message: str, *args: Any, **kwargs: Any) -> None:
        made.append(message)
        original(self, "'title' % {} \N{SNOWMAN}", *args, **kwargs)

    monkeypatch.setattr(jsonschema.ValidationError, "__init__", garbled)
    # Files with the same bytes are not parsed again, so each has a further comment.
    others = {path: data + b"\n# again\n" for path, data in files_of(case).items()}
    assert load_rules(others, vocabularies=vocabularies()).diagnostics == before
    assert made or case.name.startswith(FOUND_ELSEWHERE)


def faults(text: str, document_type: str = "scales") -> list[Diagnostic]:
    document, unread = read_yaml(PurePosixPath("rules/x.yaml"), text.encode())
    assert document is not None
    assert unread == []
    return check_shape(document, document_type, vocabularies()).diagnostics


def test_each_missing_key_is_reported_once() -> None:
    found = faults("criteria: {a: {}}\n", "criteria")
    named = [re.findall(r"'(\w+)'", fault.message) for fault in found]
    assert named == [["judged_on"], ["improved"], ["declined"]]
    assert {fault.code for fault in found} == {"EGY202"}


def test_value_that_is_no_mapping_is_not_also_said_to_lack_keys() -> None:
    assert [fault.code for fault in faults("criteria: {a: [b]}\n", "criteria")] == ["EGY203"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('"[c]"', 'a list of one is ["[c]"]'),
        ("NA", "a list of one is [NA]"),
        ("[[c]]", 'put it in quotes to mean the text: "[c]"'),
    ],
)
def test_hint_on_a_word_in_brackets_can_be_written_as_it_is(written: str, hint: str) -> None:
    (fault,) = faults(f"scales: {{a: {{answers: [x, y], blank: {written}}}}}\n")
    assert (fault.code, fault.hint) == ("EGY203", hint)


def test_long_text_is_shortened_in_a_message() -> None:
    (fault,) = faults(f"scales: {{a: {'x' * 70}}}\n")
    assert fault.message == f"this must be a list or a mapping, but is '{'x' * 60}...'"


@pytest.mark.parametrize(
    ("limit", "hint"),
    [
        ("62,5", "if 62,5 is one number, write 62.5: "),
        ("-0,25", "if -0,25 is one number, write -0.25: "),
        ("1,250", "if 1,250 is one number, write 1.250 or 1250: "),
        ("62, 5: 1", "keys here: "),
        ("sixty, 5", "keys here: "),
        ('"62",5', "keys here: "),
    ],
)
def test_rest_of_a_number_with_a_comma_is_no_mere_key(limit: str, hint: str) -> None:
    rule = f"{{judged_on: all, declined: {{share_change_at_most: 0}}, improved: {{share_change_at_least: {limit}}}}}"
    found = [fault for fault in faults(f"criteria: {{a: {rule}}}\n", "criteria") if fault.code == "EGY201"]
    assert [fault.hint is not None and fault.hint.startswith(hint) for fault in found] == [True]
