"""Checks the blocks that count measures together: these are declared, there are several, and each has a level in a wave."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.plan import Plan
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.block_faults import unknown_indicators
from egyv_engine.narrative.blocks.measures_met import FEWEST, MeasuresMetOptions, measures_of


def check_measures(linked: LinkedProgramme, options: BlockOptions) -> Iterator[Diagnostic]:
    """Yield the faults of a block that counts measures together: an indicator that there is not, and too few measures.

    Args:
        linked: The programme.
        options: A block as declared; one of another kind has no faults of this kind.
    """
    if not isinstance(options, MeasuresMetOptions):
        return
    yield from unknown_indicators(linked, options.indicators, options.doc_path / "indicators")
    is_known = all(name in linked.indicators for name in options.indicators)
    if (
        is_known
        and not linked.programme.has_broken("basket")
        and len(set(measures_of(linked, options))) < FEWEST
    ):
        yield diagnostic(
            linked.positions,
            "EGY663",
            KeyAt(options.doc_path / "indicators"),
            f"the block '{options.show}' counts measures together, and has fewer than two",
            hint="name another indicator, or one that is repeated over items",
        )


def check_measures_and_plan(linked: LinkedProgramme, plan: Plan) -> Iterator[Diagnostic]:
    """Yield an error for each indicator that a block counts together with others although it has no level in a wave alone.

    Args:
        linked: The programme.
        plan: Its compiled rules.
    """
    depends = {each.indicator for each in plan.indicators if each.looks_back or each.over_asked_in_both}
    for options in linked.programme.blocks_of(MeasuresMetOptions):
        for i, name in enumerate(options.indicators):
            if name in depends:
                yield diagnostic(
                    linked.positions,
                    "EGY662",
                    options.doc_path / "indicators" / i,
                    f"the level of '{name}' depends on two waves, so no unit meets it in a wave alone",
                    hint="leave it out: its rule reads another wave, or counts only what both waves asked",
                    related=[(linked.indicators[name].indicator.doc_path / "id", "the indicator")],
                )
