"""Finds every block: the modules of this package are searched for what `@block` made, so that a module is enough."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from egyv_engine.model.shapes import Vocabularies
from egyv_engine.narrative import blocks
from egyv_engine.narrative.blocks.block import Block
from egyv_engine.narrative.claims.claim import ClaimFacts, ClauseFacts, claims_of


@cache
def registered_blocks() -> Mapping[str, Block]:
    """Return every block by its name.

    Raises:
        ValueError: Two blocks have the same name.
    """
    found: dict[str, Block] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(blocks.__path__)):
        for value in vars(import_module(f"{blocks.__name__}.{module}")).values():
            if isinstance(value, Block) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"two blocks are named '{value.name}'")
    return found


def vocabularies() -> Vocabularies:
    """Return the words that rule files take from the blocks: each `show:` with the class of its options."""
    return {"blocks": {name: each.options for name, each in registered_blocks().items()}}


def claim_kinds() -> Mapping[str, type[ClaimFacts]]:
    """Return every kind of claim that a block may make, and every clause of one, with the class of the facts that its phrase may read."""
    made = [facts for each in registered_blocks().values() for facts in each.claims]
    return {facts.kind: facts for facts in (*claims_of(ClauseFacts), *made)}
