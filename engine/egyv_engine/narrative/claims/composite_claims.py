"""Makes the claim on a composite beside its parts: how many units met it, and how many met each condition it counts."""

from collections.abc import Sequence
from typing import Self

from egyv_engine.model import conditions as c
from egyv_engine.model.documents import Indicator
from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.accompanying_claims import comparison_words
from egyv_engine.narrative.claims.changes import comparison_of
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.language.wordings import title_in_sentence


@claim("composite_part", has_history=False)
class CompositePartFacts(ClaimFacts):
    """A clause on one of the conditions that a composite counts."""

    title: Parts
    after: LevelFacts


@claim("composite_parts", has_history=False)
class CompositePartsFacts(ClaimFacts):
    """How many units met a composite, and how many met each of the conditions that it counts."""

    comparison: Parts
    after: LevelFacts
    parts: Parts

    @classmethod
    def from_findings(
        cls, composite: Finding, parts: Sequence[Finding], make: FactMaker, book: Phrasebook
    ) -> Self:
        """Return the facts of a composite and its parts at the later wave.

        Args:
            composite: The finding of the composite.
            parts: The findings of its conditions, for the same item, each with a later level.
            make: The maker of facts.
            book: The phrases; each part is a clause.
        """
        clauses = [
            book.clause(
                CompositePartFacts(
                    title=term(title_in_sentence(make.context.indicator(part).title)),
                    after=_later(part, make, composite),
                )
            )
            for part in parts
        ]
        return cls(
            comparison=comparison_words(comparison_of(composite), make, book),
            after=_later(composite, make),
            parts=listed(clauses),
        )


def parts_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the indicators that a composite counts; empty for an indicator that is none, or counts other conditions."""
    match indicator.met_when:
        case c.Leaf(left=c.NumberOf(members=members)) if all(isinstance(m, c.Met) for m in members):
            return tuple(member.indicator for member in members if isinstance(member, c.Met))
        case _:
            return ()


def _later(finding: Finding, make: FactMaker, said: Finding | None = None) -> LevelFacts:
    """Return the later level. said: a finding whose base the sentence has stated."""
    assert finding.to_level is not None
    is_stated = said is not None and said.to_level is not None and said.to_level.base == finding.to_level.base
    return make.level(finding, finding.to_wave, finding.to_level, is_base_stated=is_stated)
