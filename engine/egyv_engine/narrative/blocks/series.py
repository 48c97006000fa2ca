"""Writes the block on findings that three or more waves asked about: each level in order, and the change in all."""

from collections.abc import Mapping, Sequence
from typing import Any

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, cohort_heading, of_indicators
from egyv_engine.narrative.blocks.needs import FEWEST_IN_SERIES, SERIES
from egyv_engine.narrative.claims.accompanying_claims import (
    DontKnowFacts,
    DontKnowMoreFacts,
    PartialFacts,
    PartialMoreFacts,
    StatedLevel,
)
from egyv_engine.narrative.claims.change_words import (
    AmongMatchedFacts,
    ByPointsFacts,
    ByUnitsFacts,
    among_matched,
    by_words,
)
from egyv_engine.narrative.claims.changes import answered_once
from egyv_engine.narrative.claims.claim import ClaimFacts, Direction, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_little_changed, sign_of_change
from egyv_engine.narrative.claims.facts import LevelFacts, NumberFacts
from egyv_engine.narrative.claims.left_out_claims import LeftOutFacts
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import further_clauses
from egyv_engine.narrative.language.parts import Parts, term

Levels = Mapping[str, Mapping[str, Level]]  # by finding and wave
_ENDS = (Direction(move=1, flag="is_rise"), Direction(move=-1, flag="is_fall"))


class SeriesOfWavesFacts(ClaimFacts):
    """The levels in three or more waves, in order, and the change from the first to the last.

    is_in_points: it is the share that rose, fell or changed little, and not the number. by: its change in percentage points, where
    percentages are said. net: zero where the shares are judged. among_matched: nothing where the same units have an answer in both
    waves. is_of_one: there is no other unit than one, which had it in the
    first.
    """

    first: LevelFacts
    last: LevelFacts
    clauses: Parts
    net: NumberFacts
    by: Parts
    is_in_points: bool
    among_matched: Parts
    is_compared: bool
    is_rise: bool
    is_fall: bool
    is_little_changed: bool
    is_lower_better: bool
    is_of_one: bool


@claim("series", counts=("first",), inserted=("clauses",), directions=_ENDS)
class SeriesFacts(SeriesOfWavesFacts):
    """The levels of a finding."""

    says: Parts
    title: Parts


@claim("basket_series", counts=("first",), inserted=("clauses",), directions=_ENDS)
class BasketSeriesFacts(SeriesOfWavesFacts):
    """The levels of items of a basket that have the same in every wave."""

    items: Parts
    items_say: Parts
    is_many: bool
    is_each: bool


@claim("series_level", counts=("level",))
class SeriesLevelFacts(ClaimFacts):
    """A clause on the level of one wave after the first; is_of_one: there is no other unit than one, which had it in the first."""

    level: LevelFacts
    is_met: bool
    is_of_one: bool


SERIES_CLAIMS: tuple[type[ClaimFacts], ...] = (
    *(SeriesFacts, BasketSeriesFacts, SeriesLevelFacts, AmongMatchedFacts, ByPointsFacts, ByUnitsFacts),
    *(CohortHeadingFacts, PartialFacts, PartialMoreFacts, DontKnowFacts, DontKnowMoreFacts, LeftOutFacts),
)


@block(
    "series",
    options=IndicatorOptions,
    needs=(SERIES,),
    scope="principle",
    claims=SERIES_CLAIMS,
)
def series(inputs: BlockInputs, options: IndicatorOptions, principle: str) -> list[Section]:
    """State the levels of each finding that three or more waves asked about, by cohort, with a paragraph for each indicator.

    A comparison limits the series to the waves from its earlier to its later one.
    """
    levels = levels_of_waves(inputs, options)
    paragraphs = []
    for cohort in inputs.cohorts:
        lead = cohort_heading(inputs, cohort)  # before the first of its paragraphs
        by_indicator: dict[str, dict[str, Sequence[Finding]]] = {}
        for name, each in findings_in_series(inputs, options, principle, cohort).items():
            by_indicator.setdefault(each[0].indicator, {})[name] = each
        for found in by_indicator.values():
            if sentences := series_sentences(inputs, found, levels):
                paragraphs.append(Paragraph(sentences=tuple(sentences), lead=lead))
                lead = None
    return sections(options, paragraphs)


def findings_in_series(
    inputs: BlockInputs, options: IndicatorOptions, principle: str, cohort: str | None
) -> dict[str, list[Finding]]:
    """Return the findings of a principle in a cohort by their id, each in every comparison.

    A rule that reads nothing that changes over time is left out: its levels differ by who replied in a wave alone.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
        principle: The principle.
        cohort: The cohort; None in a programme without cohorts.
    """
    found: dict[str, list[Finding]] = {}
    for comparison in inputs.context.comparisons or (None,):
        in_scope = inputs.context.findings_for(principle, cohort, comparison)
        for finding in of_indicators(options, in_scope):
            found.setdefault(finding.finding, []).append(finding)
    return {name: each for name, each in found.items() if all(f.reason != "does_not_move" for f in each)}


def series_sentences(
    inputs: BlockInputs, found: Mapping[str, Sequence[Finding]], levels: Levels
) -> list[Sentence]:
    """Return the claims on the levels of findings of one cohort.

    Args:
        inputs: The inputs of the block.
        found: The findings by their id, each in every comparison.
        levels: The levels by finding and wave.
    """
    said = StatedBases()
    return [
        sentence
        for alike in _alike(found, levels).values()
        for sentence in _series(inputs, alike, levels[alike[0][0].finding], said)
    ]


def waves_of_series(inputs: BlockInputs, options: IndicatorOptions) -> tuple[str, ...]:
    """Return every wave, or those from the earlier to the later one of the comparison that the block chooses.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    waves = tuple(wave.id for wave in inputs.context.linked.programme.file.waves)
    if options.comparison is None:
        return waves
    return waves[waves.index(options.comparison.from_) : waves.index(options.comparison.to) + 1]


def levels_of_waves(inputs: BlockInputs, options: IndicatorOptions) -> Levels:
    """Return the levels with a base in the waves of the block; a level that depends on a comparison is left out.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
    """
    waves = waves_of_series(inputs, options)
    found: dict[str, dict[str, Level]] = {}
    for row in inputs.context.findings.ledger:
        if row.from_wave is None and row.level.base and row.wave in waves:
            found.setdefault(row.finding, {})[row.wave] = row.level
    return found


def _alike(found: Mapping[str, Sequence[Finding]], levels: Levels) -> dict[object, list[Sequence[Finding]]]:
    """Return the findings with enough levels, each in all its comparisons: items with the same levels and change together."""
    groups: dict[object, list[Sequence[Finding]]] = {}
    for name, each in found.items():
        of_waves = levels.get(name, {})
        if len(of_waves) >= FEWEST_IN_SERIES:
            whole = _whole(each, of_waves)
            change = None if whole is None else (whole.verdict, whole.change)
            key = (each[0].indicator, each[0].item is None, tuple(of_waves.items()), change)
            groups.setdefault(key, []).append(each)
    return groups


def _whole(found: Sequence[Finding], levels: Mapping[str, Level]) -> Finding | None:
    """Return the finding that compares the first and the last of these waves; None where they are not compared."""
    waves = list(levels)
    return next((f for f in found if (f.from_wave, f.to_wave) == (waves[0], waves[-1])), None)


def _series(
    inputs: BlockInputs, alike: Sequence[Sequence[Finding]], levels: Mapping[str, Level], said: StatedBases
) -> list[Sentence]:
    """Return the claim on one finding, or on items of a basket.

    Args:
        inputs: The programme and its results.
        alike: The findings with the same levels, each in every comparison.
        levels: Their levels by wave, in order of time.
        said: What the paragraph has stated.
    """
    context, make = inputs.context, inputs.make
    whole = _whole(alike[0], levels)
    one = whole or alike[0][0]
    book = inputs.writer.book_of(one)
    is_many = len(alike) > 1
    stated = [
        StatedLevel(finding=one, wave=wave, level=level, is_many=is_many) for wave, level in levels.items()
    ]
    every = tuple(levels.values())
    first, *others = (
        make.level(
            one,
            each.wave,
            each.level,
            is_base_stated=i > 0 and each.level.base == every[i - 1].base,  # the last one that is said
            among=every,
        )
        for i, each in enumerate(stated)
    )
    is_of_one = every[0].count == 1 and all(level.base == level.surveyed == 1 for level in every)
    further = [
        SeriesLevelFacts(level=facts, is_met=level.count > 0, is_of_one=is_of_one)
        for facts, level in zip(others, every[1:], strict=True)
    ]
    move = 0 if whole is None else inputs.writer.move(whole)
    change = None if whole is None or not is_compared(whole) else whole.change
    is_judged_by_shares = whole is not None and context.judged_on(whole) == "all"
    # Of matched units, all are said to have moved only where their share went the same way.
    is_same_way = whole is not None and move == sign_of_change(whole, "all")
    says_points = change is not None and bool(make.points(one, every))
    is_in_points = is_judged_by_shares or (says_points and is_same_way)
    is_of_some = whole is not None and change is not None and answered_once(whole) != (0, 0)
    net = change.net if change and not is_judged_by_shares else 0
    waves = list(levels)
    shared: dict[str, Any] = {
        "first": first,
        "last": others[-1],
        "clauses": further_clauses([book.clause(each) for each in further]),
        "net": make.number(f"{one.finding}#{waves[0]}:{waves[-1]}.net", abs(net)),
        "by": by_words(whole, make, book, among=every)
        if whole is not None and change and (is_in_points or (is_same_way and not says_points))
        else (),
        "is_in_points": is_in_points,
        "among_matched": among_matched(whole, make, book) if whole is not None and is_of_some else (),
        "is_compared": change is not None,
        "is_rise": move > 0,
        "is_fall": move < 0,
        "is_little_changed": whole is not None and is_little_changed(whole, context.judged_on(whole)),
        "is_lower_better": context.direction(one) == "lower",
        "is_of_one": is_of_one,
    }
    names = tuple(each[0].finding for each in alike)
    facts: ClaimFacts
    if is_many:
        indicator = context.indicator(one)
        items = tuple(each[0].item for each in alike if each[0].item is not None)
        facts = BasketSeriesFacts(
            items=make.items(indicator, items),
            items_say=make.items_say(indicator, items),
            is_many=True,
            is_each=any(0 < level.count < level.base for level in levels.values()),
            **shared,
        )
    else:
        facts = SeriesFacts(says=make.says(one), title=term(context.indicator(one).title), **shared)
    return [
        book.sentence(facts, basis=names, mentions=names, variant_key=one.finding),
        *inputs.writer.answers(stated, names),
        *inputs.writer.left_out(stated, names, said, is_series=True),
    ]
