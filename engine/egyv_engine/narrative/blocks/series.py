"""Writes the block on findings that three or more waves asked about: each level in order, and the change in all."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import CohortHeadingFacts, cohort_heading, of_indicators
from egyv_engine.narrative.blocks.needs import FEWEST_IN_SERIES, SERIES
from egyv_engine.narrative.claims.accompanying_claims import DontKnowFacts, PartialFacts, StatedLevel
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_little_changed
from egyv_engine.narrative.claims.facts import LevelFacts, NumberFacts
from egyv_engine.narrative.claims.left_out_claims import LeftOutFacts
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import further_clauses
from egyv_engine.narrative.language.parts import Parts, term

Levels = Mapping[str, Mapping[str, Level]]  # by finding and wave


@claim("series", counts=("first",))
class SeriesFacts(ClaimFacts):
    """The levels of a finding in three or more waves, in order, and the change from the first to the last.

    net: zero where the shares moved and the matched units did not move the same way.
    """

    says: Parts
    title: Parts
    first: LevelFacts
    last: LevelFacts
    clauses: Parts
    net: NumberFacts
    is_compared: bool
    is_rise: bool
    is_fall: bool
    is_little_changed: bool
    is_lower_better: bool


@claim("series_level", counts=("level",))
class SeriesLevelFacts(ClaimFacts):
    """A clause on the level of one wave after the first."""

    level: LevelFacts


@block(
    "series",
    options=IndicatorOptions,
    needs=(SERIES,),
    scope="principle",
    claims=(SeriesFacts, SeriesLevelFacts, CohortHeadingFacts, PartialFacts, DontKnowFacts, LeftOutFacts),
)
def series(inputs: BlockInputs, options: IndicatorOptions, principle: str) -> list[Section]:
    """State the levels of each finding that three or more waves asked about, by cohort.

    A comparison limits the series to the waves from its earlier to its later one.
    """
    levels = _levels(inputs, options)
    paragraphs = []
    for cohort in inputs.cohorts:
        found: dict[str, list[Finding]] = {}
        for comparison in inputs.context.comparisons or (None,):
            in_scope = inputs.context.findings_for(principle, cohort, comparison)
            for finding in of_indicators(options, in_scope):
                found.setdefault(finding.finding, []).append(finding)
        said = StatedBases()
        sentences = [
            sentence
            for name, each in found.items()
            if len(levels.get(name, {})) >= FEWEST_IN_SERIES
            for sentence in _series(inputs, each, levels[name], said)
        ]
        if sentences:
            paragraphs.append(Paragraph(sentences=tuple(sentences), lead=cohort_heading(inputs, cohort)))
    return sections(options, paragraphs)


def _levels(inputs: BlockInputs, options: IndicatorOptions) -> Levels:
    """Return the levels with a base in the waves of the block; a level that depends on a comparison is left out."""
    waves = [wave.id for wave in inputs.context.linked.programme.file.waves]
    if options.comparison is not None:
        waves = waves[waves.index(options.comparison.from_) : waves.index(options.comparison.to) + 1]
    found: dict[str, dict[str, Level]] = {}
    for row in inputs.context.findings.ledger:
        if row.from_wave is None and row.level.base and row.wave in waves:
            found.setdefault(row.finding, {})[row.wave] = row.level
    return found


def _series(
    inputs: BlockInputs, found: Sequence[Finding], levels: Mapping[str, Level], said: StatedBases
) -> list[Sentence]:
    """Return the claim on one finding. found: the finding in each comparison; levels: by wave, in order of time."""
    context, make = inputs.context, inputs.make
    waves = list(levels)
    ends = (waves[0], waves[-1])
    whole = next((f for f in found if (f.from_wave, f.to_wave) == ends), None)
    one = whole or found[0]
    stated = [StatedLevel(finding=one, wave=wave, level=level) for wave, level in levels.items()]
    first, *others = (make.level(one, each.wave, each.level) for each in stated)
    move = 0 if whole is None else inputs.writer.move(whole)
    change = None if whole is None or not is_compared(whole) else whole.change
    net = change.net if change else 0
    facts = SeriesFacts(
        says=make.says(one),
        title=term(context.indicator(one).title),
        first=first,
        last=others[-1],
        clauses=further_clauses([inputs.book.clause(SeriesLevelFacts(level=level)) for level in others]),
        net=make.number(f"{one.finding}#{ends[0]}:{ends[1]}.net", abs(net) if net * move > 0 else 0),
        is_compared=change is not None,
        is_rise=move > 0,
        is_fall=move < 0,
        is_little_changed=whole is not None and is_little_changed(whole, context.judged_on(whole)),
        is_lower_better=context.direction(one) == "lower",
    )
    own = (one.finding,)
    return [
        inputs.book.sentence(facts, basis=own, mentions=own, variant_key=one.finding),
        *inputs.writer.answers(stated, own),
        *inputs.writer.left_out(stated, own, said, is_series=True),
    ]
