"""Writes the block on targets: by cohort, how many measures met theirs at the last wave, and which did not."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, cohort_suffix
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, ComparisonOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids
from egyv_engine.narrative.blocks.needs import TARGETS
from egyv_engine.narrative.blocks.picks import MOST_LISTS, leading_comparisons
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.as_large_claims import MOST_NAMED, listed_name
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import Comparison


@claim("targets_met", has_history=False)
class TargetsMetFacts(ClaimFacts):
    """Says how many of the measures with a target met it at a wave, which did not, and for how many missing answers could change that.

    comparison: words for the comparison, where another one has other levels at this wave. missed: those furthest from their targets;
    others: how many more missed theirs. is_by_group: these are many cohorts, and a measure is counted in each. is_in_each: it is true of
    each cohort. is_some_without: other measures with a target have no answer.
    """

    comparison: Parts
    cohort: Parts
    wave_label: Parts
    tested: NumberFacts
    met: NumberFacts
    missed: Parts
    others: NumberFacts
    open: NumberFacts
    all_met: bool
    is_by_group: bool
    is_in_each: bool
    is_some_without: bool
    is_dont_know_open: bool
    is_reply_open: bool


@block(
    "targets_met",
    options=ComparisonOptions,
    needs=(TARGETS,),
    scope="principles",
    claims=(TargetsMetFacts, ComparisonFacts),
)
def targets_met(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """State by cohort how many measures met their targets at the last wave, also of those that are not scored, and which did not.

    Where there are more cohorts than a summary has room for, it is about all units together, if the programme declares these, or
    else counts each measure in each cohort.
    """
    pair = next(iter(leading_comparisons(inputs, options)), None)
    everyone, is_in_each = inputs.context.linked.everyone, False
    if 0 < len(inputs.cohorts) <= MOST_LISTS:
        groups: list[tuple[str | None, ...]] = [(each,) for each in inputs.cohorts]
    else:
        groups = [inputs.separate_groups if everyone is None else (everyone,)]
    if len(groups) > 1 and len({_results(inputs, cohorts, pair) for cohorts in groups}) == 1:
        groups, is_in_each = [tuple(inputs.cohorts)], True
    made = [_sentence(inputs, cohorts, pair, is_in_each=is_in_each) for cohorts in groups]
    sentences = tuple(each for each in made if each is not None)
    shown = [Paragraph(sentences=sentences, lead=inputs.heading("targets"))] if sentences else []
    return sections(options, shown)


def _with_target(
    inputs: BlockInputs, cohorts: Sequence[str | None], comparison: Comparison | None
) -> list[Finding]:
    return [
        f
        for name in inputs.principles
        for each in cohorts
        for f in inputs.context.findings_for(name, each, comparison)
        if inputs.context.indicator(f).target is not None
    ]


def _results(
    inputs: BlockInputs, cohorts: Sequence[str | None], comparison: Comparison | None
) -> tuple[tuple[str, str | None, bool | None, str | None], ...]:
    """Return for each measure with a target whether it met it, and whether missing answers could change that."""
    found = _with_target(inputs, cohorts, comparison)
    return tuple((f.indicator, f.item, f.target_met, f.target_certainty) for f in found)


def _sentence(
    inputs: BlockInputs,
    cohorts: Sequence[str | None],
    comparison: Comparison | None,
    *,
    is_in_each: bool = False,
) -> Sentence | None:
    """Return the sentence on a cohort, or on many that are counted together; None where no measure with a target has an answer.

    is_in_each: each of these has the same results, so that what is said is true of each.
    """
    context, make = inputs.context, inputs.make
    declared = _with_target(inputs, cohorts, comparison)
    every = [f for f in declared if f.target_met is not None]
    if not every:
        return None
    cohort, wave = every[0].cohort, every[0].to_wave
    tested = [f for f in every if f.cohort == cohort] if is_in_each else every
    is_by_group = any(f.cohort != cohort for f in tested)
    missed = sorted((f for f in tested if not f.target_met), key=lambda f: -_distance(inputs, f))
    named = [] if is_by_group else missed[:MOST_NAMED]
    undecided = [f for f in every if f.target_certainty == "open"]
    path = f"{inputs.principle or ''}{cohort_suffix('groups' if is_by_group else cohort)}#{wave}.targets"
    # A rule that looks back counts other units at this wave in another comparison.
    is_of_comparison = any(context.has_other_level(f, wave) for f in tested)
    facts = TargetsMetFacts(
        comparison=inputs.comparison_words(comparison) if is_of_comparison else (),
        cohort=() if is_by_group or is_in_each else make.cohort(cohort),
        wave_label=make.wave(wave),
        tested=make.number(f"{path}_tested", len(tested)),
        met=make.number(f"{path}_met", len(tested) - len(missed)),
        missed=listed([listed_name(f, make) for f in named]),
        others=make.number(f"{path}_missed_by_others", len(missed) - len(named)),
        open=make.number(f"{path}_open", sum(f in tested for f in undecided)),
        all_met=not missed,
        is_by_group=is_by_group,
        is_in_each=is_in_each,
        is_some_without=len(every) < len(declared),
        is_dont_know_open=any(context.is_dont_know_open(f, f.to_level) for f in undecided),
        is_reply_open=any(map(context.is_later_reply_open, undecided)),
    )
    book = inputs.book.on_record(is_records=all(map(context.is_on_record, every)))
    return book.sentence(facts, basis=finding_ids(every), mentions=finding_ids(named))


def _distance(inputs: BlockInputs, finding: Finding) -> Fraction:
    """Return by how much of a hundred a share misses its target."""
    level, target = finding.to_level, inputs.context.indicator(finding).target
    assert level is not None
    assert target is not None
    limit = target.share_at_most if target.share_at_least is None else target.share_at_least
    return abs(Fraction(100 * level.count, level.base) - (limit or 0))
