"""Writes what is still short where there are many cohorts: of each measure in how many of them, which, and the largest."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.chosen_findings import finding_ids
from egyv_engine.narrative.blocks.group_tables import groups_path
from egyv_engine.narrative.blocks.picks import PickedOptions, to_pick_from
from egyv_engine.narrative.claims.accompanying_claims import StatedLevel
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import GAP_SHARE, is_gap
from egyv_engine.narrative.claims.facts import LevelFacts, NumberFacts
from egyv_engine.narrative.claims.left_out_claims import as_written
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison

_MOST_NAMES = 3  # cohorts that a sentence names


@claim("groups_short", counts=())
class GroupsShortFacts(ClaimFacts):
    """In how many cohorts few or no units have something, or nearly all where lower is better.

    below, below_of, above: fewer than so many of so many, and more than so many; asked: the cohorts with enough answers; at_end:
    those of the short ones where no unit has it, or all do; names: the short ones where they are few; largest: the one with the
    largest base where one alone has it and they are many, with its level.
    """

    is_tally = True
    is_of_levels = True
    title: Parts
    item: Parts
    below: NumberFacts
    below_of: NumberFacts
    above: NumberFacts
    asked: NumberFacts
    short: NumberFacts
    at_end: NumberFacts
    after_label: Parts
    names: Parts
    largest: Parts
    level: LevelFacts
    is_lower_better: bool
    is_all: bool
    is_all_at_end: bool


@claim("groups_short_more", has_history=False)
class GroupsShortMoreFacts(ClaimFacts):
    """The number of other measures of which few or no units have something in some cohorts."""

    number: NumberFacts


def group_gaps(inputs: BlockInputs, options: PickedOptions, comparison: Comparison) -> list[Paragraph]:
    """Return an item of a list for each measure that is short in most cohorts, and how many others are in some.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
        comparison: The earlier and the later wave, of which the later one counts.
    """
    short = []
    for each in _by_measure(inputs, options, comparison):
        direction = inputs.context.direction(each[0])
        found = [f for f in each if is_gap(f, direction)]
        if found:
            short.append((found, each))
    short.sort(key=lambda pair: -len(pair[0]) / len(pair[1]))  # in a tie as declared
    most = int(options.limit)
    items = [_sentences(inputs, found, each) for found, each in short[:most]]
    if len(short) > most:
        others = [f for found, _ in short[most:] for f in found]
        number = inputs.make.number(f"#{':'.join(comparison)}.measures_short", len(short) - most)
        facts = GroupsShortMoreFacts(number=number)
        items.append([inputs.book.sentence(facts, basis=finding_ids(others))])
    return [Paragraph(sentences=tuple(sentences), bullet=True) for sentences in items]


def _by_measure(inputs: BlockInputs, options: PickedOptions, comparison: Comparison) -> list[list[Finding]]:
    """Return the findings of the cohorts with enough answers at the later wave, by measure, each by the rule as that wave asked it."""
    least = inputs.context.linked.programme.file.minimum.base_for_words
    found: dict[tuple[str, str | None], list[Finding]] = {}
    for cohort in inputs.separate_groups:
        for f in to_pick_from(inputs, options, inputs.principles, cohort, comparison):
            whole = as_written(f, inputs.context)
            if whole.to_level is not None and whole.to_level.base >= least:
                found.setdefault((f.indicator, f.item), []).append(whole)
    return list(found.values())


def _sentences(inputs: BlockInputs, short: Sequence[Finding], asked: Sequence[Finding]) -> list[Sentence]:
    """Return the sentence on a measure, and what its levels leave out where only a comparison has them."""
    context, make, path = inputs.context, inputs.make, groups_path(short[0])
    first, indicator = short[0], inputs.context.indicator(short[0])
    is_lower = context.direction(first) == "lower"
    levels = {f.finding: f.to_level for f in short if f.to_level is not None}
    at_end = sum(level.count == (level.base if is_lower else 0) for level in levels.values())
    bases = [levels[f.finding].base for f in short]
    largest = short[bases.index(max(bases))]
    is_named = len(short) <= _MOST_NAMES
    is_one_largest = not is_named and bases.count(max(bases)) == 1
    facts = GroupsShortFacts(
        title=term(indicator.title),
        item=make.items(indicator, [i for i in (first.item,) if i]),
        below=make.number("#gap.below", GAP_SHARE.numerator),
        below_of=make.number("#gap.below_of", GAP_SHARE.denominator),
        above=make.number("#gap.above", GAP_SHARE.denominator - GAP_SHARE.numerator),
        asked=make.number(f"{path}.asked", len(asked)),
        short=make.number(f"{path}.short", len(short)),
        at_end=make.number(f"{path}.short_at_end", at_end),
        after_label=make.wave(first.to_wave),
        names=listed([make.cohort(f.cohort) for f in short]) if is_named else (),
        largest=make.cohort(largest.cohort) if is_one_largest else (),
        level=make.level(largest, largest.to_wave, levels[largest.finding]),
        is_lower_better=is_lower,
        is_all=len(short) == len(asked),
        is_all_at_end=at_end == len(short),
    )
    basis = finding_ids(asked)
    stated = [
        StatedLevel(finding=f, wave=f.to_wave, level=f.to_level) for f in short if f.to_level is not None
    ]
    left_out = inputs.writer.left_out(stated, basis, StatedBases())
    return [inputs.writer.book_of(first).sentence(facts, basis=basis), *left_out]
