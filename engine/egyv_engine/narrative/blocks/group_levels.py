"""Writes of which measures many cohorts have the most different shares, where no waves are compared."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Sentence
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.chosen_findings import finding_ids
from egyv_engine.narrative.blocks.group_tables import groups_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import LevelFacts, NumberFacts
from egyv_engine.narrative.language.parts import Parts, term


@claim("groups_apart", counts=("lowest", "highest"))
class GroupsApartFacts(ClaimFacts):
    """The cohorts in which the smallest and the largest share of units have something.

    lowest, highest: their levels; lowest_name, highest_name: these cohorts, of several with one share that with the largest base;
    lowest_others, highest_others: how many more have that share; compared: the cohorts with enough answers.
    """

    title: Parts
    item: Parts
    wave_label: Parts
    compared: NumberFacts
    lowest: LevelFacts
    lowest_name: Parts
    lowest_others: NumberFacts
    highest: LevelFacts
    highest_name: Parts
    highest_others: NumberFacts


def groups_apart(
    inputs: BlockInputs,
    found: Sequence[Finding],
    share: Callable[[Finding], Fraction],
    most: int,
) -> list[Sentence]:
    """Return sentences on the measures of which cohorts have the most different shares; none where all have the same.

    Args:
        inputs: The inputs of the block.
        found: The findings of single cohorts with enough answers.
        share: Returns the share of units that meet the rule of a finding.
        most: The largest number of sentences.
    """
    by_measure: dict[tuple[str, str | None], list[Finding]] = {}
    for f in found:
        by_measure.setdefault((f.indicator, f.item), []).append(f)
    ordered = [sorted(each, key=share) for each in by_measure.values()]
    ordered = [each for each in ordered if share(each[0]) < share(each[-1])]
    ordered.sort(key=lambda each: share(each[0]) - share(each[-1]))  # in a tie as declared
    return [_sentence(inputs, each, share) for each in ordered[:most]]


def _sentence(
    inputs: BlockInputs, found: Sequence[Finding], share: Callable[[Finding], Fraction]
) -> Sentence:
    make, path, first = inputs.make, groups_path(found[0]), found[0]
    indicator = inputs.context.indicator(first)

    ends = [[f for f in found if share(f) == share(end)] for end in (first, found[-1])]
    named = [max(alike, key=_base) for alike in ends]
    among = [f.to_level for f in named if f.to_level is not None]
    lowest, highest = (
        make.level(f, f.to_wave, level, among=among) for f, level in zip(named, among, strict=True)
    )
    facts = GroupsApartFacts(
        title=term(indicator.title),
        item=make.items(indicator, [i for i in (first.item,) if i]),
        wave_label=lowest.label,
        compared=make.number(f"{path}.compared", len(found)),
        lowest=lowest,
        lowest_name=make.cohort(named[0].cohort),
        lowest_others=make.number(f"{path}.lowest_others", len(ends[0]) - 1),
        highest=highest,
        highest_name=make.cohort(named[1].cohort),
        highest_others=make.number(f"{path}.highest_others", len(ends[1]) - 1),
    )
    return inputs.writer.book_of(first).sentence(facts, basis=finding_ids(found))


def _base(finding: Finding) -> int:
    return 0 if finding.to_level is None else finding.to_level.base
