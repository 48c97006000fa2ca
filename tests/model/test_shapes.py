"""A made-up record whose keys use every shape: its schema, and the faults that jsonschema then finds."""

from pathlib import PurePosixPath
from typing import Any

import pytest

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.shapes import FLAG, TEXT, ListOf, MapOf, NumberShape, ObjectOf, OneOf, key, keys
from egyv_engine.rules import json_schema
from egyv_engine.rules.parse import Parser
from egyv_engine.rules.validate import check_shape
from egyv_engine.rules.yaml_reader import read_yaml

FILE = PurePosixPath("made_up.yaml")


class Inner(Frozen):
    """An inner record."""

    word: str = key(OneOf(("yes", "no")), "A word.", "yes")
    doc_path: DocumentPath = field(compare=False)


class MadeUp(Frozen):
    """A made-up record."""

    note: str | None = key(TEXT, "A note.", "Hello.", default=None, comes_last=True)
    names: tuple[str, ...] = key(ListOf(TEXT, at_least=1, at_most=2), "Names.", ["one"], name="called")
    count: object = key(NumberShape(minimum=0, maximum=3, whole=True), "A count.", 2)
    flag: bool = key(FLAG, "A flag.", True)
    inner: dict[str, Inner] = key(MapOf(ObjectOf(Inner)), "Inner records.", {"a": {"word": "yes"}})
    doc_path: DocumentPath = field(compare=False)


SOUND = "called: [one]\ncount: 3\nflag: true\ninner: {a: {word: yes}}\n"


@pytest.fixture(autouse=True)
def _made_up_is_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(json_schema.DOCUMENT_TYPES, "made_up", MadeUp)


def read(text: str) -> tuple[Any, list[str]]:
    document, faults = read_yaml(FILE, text.encode())
    assert document is not None
    assert faults == []
    checked = check_shape(document, "made_up", {})
    made = Parser(checked, {}).record(MadeUp)
    return made, [
        f"{fault.span.line}:{fault.span.column} {fault.code} {fault.message}" for fault in checked.diagnostics
    ]


def test_keys_are_in_declared_order_with_those_that_come_last_at_the_end() -> None:
    assert [k.name for k in keys(MadeUp)] == ["called", "count", "flag", "inner", "note"]
    assert [k.field for k in keys(MadeUp)] == ["names", "count", "flag", "inner", "note"]
    assert [k.required for k in keys(MadeUp)] == [True, True, True, True, False]


def test_sound_document_becomes_the_record() -> None:
    made, faults = read(SOUND)
    assert faults == []
    assert (made.names, made.count, made.flag, made.note) == (("one",), 3, True, None)
    assert made.inner["a"].word == "yes"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("count: 3", "count: 4", "2:8 EGY204 this must be a number of at most 3, but is 4"),
        ("count: 3", "count: -1", "2:8 EGY204 this must be a number of at least 0, but is -1"),
        ("count: 3", "count: 0.5", "2:8 EGY203 this must be a whole number, but is '0.5'"),
        ("flag: true", "flag: yes", "3:7 EGY203 this must be true or false, but is 'yes'"),
        ("[one]", "[]", "1:9 EGY205 this list needs at least 1 member, and has 0"),
        ("[one]", "[a, b, c]", "1:9 EGY205 this list may have at most 2 members, and has 3"),
        ("[one]", "[a, a]", "1:13 EGY205 'a' occurs a second time in this list"),
        ("{word: yes}", "{word: maybe}", "4:19 EGY204 'maybe' is not allowed here"),
        ("{word: yes}", "{}", "4:9 EGY202 the key 'word' is missing"),
        ("flag: true\n", "flag: true\nflags: 1\n", "4:1 EGY201 the key 'flags' is not allowed here"),
    ],
)
def test_fault_is_reported_at_its_position(old: str, new: str, fault: str) -> None:
    assert SOUND.count(old) == 1
    _, faults = read(SOUND.replace(old, new))
    assert faults == [fault]


@pytest.mark.parametrize("count", [0, 3])
def test_number_at_a_limit_is_allowed(count: int) -> None:
    assert read(SOUND.replace("count: 3", f"count: {count}"))[1] == []
