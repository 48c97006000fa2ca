"""The table of renames against the model: what it renames to is there, and the old names are gone."""

import json
from typing import Any

import pytest

from egyv_engine.narrative.build import KINDS, TEXT_FACTS
from egyv_engine.rules.json_schema import KINDS as DOCUMENTS
from egyv_engine.rules.json_schema import schema
from egyv_engine.upgrade import renames

FACTS = {name for names in KINDS.values() for name in names} | set(TEXT_FACTS)


def _at(document: str, path: list[str]) -> list[dict[str, Any]]:
    """The schemas of the mappings that a path of keys leads to."""
    found = [schema(document)]
    for step in path:
        found = [
            inner
            for one in found
            for inner in (
                one.get("items"),
                one.get("additionalProperties"),
                one.get("properties", {}).get(step),
            )
            if isinstance(inner, dict)
        ]
    return found


@pytest.mark.parametrize(
    ("document", "path", "new"),
    [
        (document, path, new)
        for document, table in renames.KEYS.items()
        for path, new in table.items()
        if not path.startswith("phrases/")
    ],
)
def test_renamed_key_is_the_model_s(document: str, path: str, new: str) -> None:
    *parents, old = path.split("/")
    keys = {key for one in _at(document, parents) for key in one.get("properties", ())}
    assert new in keys
    assert old not in keys


def test_renamed_words_are_the_schema_s() -> None:
    for document, tables in renames.WORDS.items():
        words = json.dumps(schema(document))
        for table in tables.values():
            assert all(f'"{new}"' in words for new in table.values())
            assert not any(f'"enum": ["{old}"' in words or f', "{old}",' in words for old in table)


def test_renamed_kinds_of_claim_are_the_engine_s() -> None:
    assert set(renames.CLAIM_KINDS.values()) <= set(KINDS)
    assert not set(renames.CLAIM_KINDS) & set(KINDS)


@pytest.mark.parametrize("kind", renames.NAMES_OF_KIND)
def test_renamed_names_are_read_by_their_kind(kind: str) -> None:
    names = KINDS[renames.CLAIM_KINDS.get(kind, kind)]
    assert set(renames.NAMES_OF_KIND[kind].values()) <= set(names)
    assert not set(renames.NAMES_OF_KIND[kind]) & set(names)


def test_every_table_names_document_types() -> None:
    assert {*renames.KEYS, *renames.WORDS, *renames.TEMPLATES} <= set(DOCUMENTS)
