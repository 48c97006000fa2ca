"""The table of renames against the model: what it renames to is there, and the old names are gone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from egyv_engine.narrative.blocks.registry import claim_kinds, vocabularies
from egyv_engine.narrative.claims.facts import LevelFacts
from egyv_engine.narrative.claims.phrasebook import CommonFacts
from egyv_engine.narrative.own_text.text_facts import TextFacts
from egyv_engine.narrative.templates.fact_types import fact_names
from egyv_engine.rules.json_schema import DOCUMENT_TYPES as DOCUMENTS
from egyv_engine.rules.json_schema import schema
from egyv_engine.upgrade import renames

CLAIMS = {kind: fact_names(facts) for kind, facts in claim_kinds().items()}


def _alternatives(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The schemas themselves, and of one that depends on the kind of a block those of every kind."""
    for one in found:
        yield one
        yield from (branch.get("then") or branch["else"] for branch in one.get("allOf", ()))


def _at(document: str, path: list[str]) -> list[dict[str, Any]]:
    """The schemas of the mappings that a path of keys leads to."""
    found = [schema(document, vocabularies=vocabularies())]
    for step in path:
        found = [
            inner
            for one in _alternatives(found)
            for inner in (
                one.get("items"),
                one.get("additionalProperties"),
                one.get("properties", {}).get(step),
            )
            if isinstance(inner, dict)
        ]
    return list(_alternatives(found))


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
        words = json.dumps(schema(document, vocabularies=vocabularies()))
        for table in tables.values():
            assert all(f'"{new}"' in words for new in table.values())
            assert not any(f'"enum": ["{old}"' in words or f', "{old}",' in words for old in table)


def test_renamed_kinds_of_claim_are_the_engine_s() -> None:
    assert set(renames.CLAIM_KINDS.values()) <= set(CLAIMS)
    assert not set(renames.CLAIM_KINDS) & set(CLAIMS)


@pytest.mark.parametrize("kind", renames.NAMES_OF_KIND)
def test_renamed_names_are_read_by_their_kind(kind: str) -> None:
    names = CLAIMS[renames.CLAIM_KINDS.get(kind, kind)]
    assert set(renames.NAMES_OF_KIND[kind].values()) <= set(names)
    assert not set(renames.NAMES_OF_KIND[kind]) & set(names)


def test_renamed_names_of_every_template_are_read_by_some() -> None:
    of_levels = {name for name in renames.NAMES if "." in name}
    assert {renames.NAMES[name] for name in of_levels} <= set(fact_names(LevelFacts))
    read = {name for names in CLAIMS.values() for name in names} | set(fact_names(CommonFacts))
    assert {new for old, new in renames.NAMES.items() if old not in of_levels} <= read
    assert set(renames.NAMES_OF_TEXTS.values()) <= set(fact_names(TextFacts))
    assert not {"one", "lower", "before_said", "after_said"} & read


def test_every_table_names_document_types() -> None:
    assert {*renames.KEYS, *renames.WORDS, *renames.TEMPLATES, *renames.SAYS} <= set(DOCUMENTS)
