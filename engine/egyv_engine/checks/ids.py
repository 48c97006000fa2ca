"""Checks that ids use only characters and words that results and conditions do not use themselves."""

import re
from collections.abc import Iterator, Mapping

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.linked_programme import RELATIVE_WAVES, LinkedProgramme

_ID = re.compile(r"[\w-]+")


def check_ids(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an error if an id holds a character that finding ids or columns use, or if a wave is called `from` or `to`."""
    for object_type, name, at in (*_ids_as_values(linked), *_ids_as_keys(linked)):
        has_wrong_character = _ID.fullmatch(name) is None
        is_reserved = object_type == "wave" and name in RELATIVE_WAVES
        if has_wrong_character or is_reserved:
            yield diagnostic(
                linked.positions,
                "EGY422",
                at,
                f"the {object_type} id '{name}' is not allowed",
                hint="use only letters, digits, _ and -"
                if has_wrong_character
                else "conditions use 'from' and 'to' for the waves of a comparison; choose another id",
            )


def _ids_as_values(linked: LinkedProgramme) -> Iterator[tuple[str, str, Location]]:
    """Yield the ids that are values of a key, each with its object type and location."""
    for wave in linked.waves.values():
        yield "wave", wave.id, wave.doc_path / "id"
    for question in linked.programme.instrument.questions:
        yield "question", question.id, question.doc_path / "id"
    for entry in linked.indicators.values():
        yield "indicator", entry.indicator.id, entry.indicator.doc_path / "id"
    for name, group in linked.groups.items():
        yield "cohort", name, group.declared_at


def _ids_as_keys(linked: LinkedProgramme) -> Iterator[tuple[str, str, Location]]:
    """Yield the ids that are keys of a mapping, each with its object type and location."""
    programme = linked.programme
    for name in programme.scales.scales:
        yield "scale", name, KeyAt(programme.scales.doc_path / "scales" / name)
    for name in programme.criteria.criteria:
        yield "criterion", name, KeyAt(programme.criteria.doc_path / "criteria" / name)
    for name, basket in programme.baskets.baskets.items():
        yield "basket", name, KeyAt(basket.doc_path)
        if isinstance(basket.items, Mapping):
            for item_id, item in basket.items.items():
                yield "item", item_id, KeyAt(item.doc_path)
