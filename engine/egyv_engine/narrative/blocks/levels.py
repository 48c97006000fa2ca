"""Writes what most and fewest units have, for a summary of a programme that compares no waves."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, cohort_suffix
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, LimitOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, group_text, only_wave, scored, titled
from egyv_engine.narrative.blocks.group_levels import GroupsApartFacts, groups_apart
from egyv_engine.narrative.blocks.headline import HeadlineLeftOutFacts, left_out_of_points
from egyv_engine.narrative.blocks.picks import MOST_LISTS
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim, claims_of
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts


@claim("levels_tied", has_history=False)
class LevelsTiedFacts(ClaimFacts):
    """The number of other measures with the share of the last one that is named."""

    number: NumberFacts


@claim("levels_opening")
class LevelsOpeningFacts(ClaimFacts):
    """The opening of the list of levels, which names the wave that the list leaves out.

    is_both: some of the levels come from records, and some from reports.
    """

    wave_label: Parts
    is_both: bool


@claim("levels_left_out")
class LevelsLeftOutFacts(ClaimFacts):
    """The cohorts that the list of levels leaves out, because too few of their units answered. is_many: there are several."""

    cohorts: Parts
    least: NumberFacts
    is_many: bool


@block(
    "levels",
    options=LimitOptions,
    scope="principles",
    scored_only=True,
    claims=(
        *claims_of(FindingFacts),
        *(LevelsTiedFacts, LevelsOpeningFacts, LevelsLeftOutFacts, HeadlineLeftOutFacts, GroupsApartFacts),
    ),
)
def levels(inputs: BlockInputs, options: LimitOptions) -> list[Section]:
    """State by cohort what most and what fewest units have, in a programme that compares no waves.

    Where there are more cohorts than a summary has room for, it is about all units together, if the programme declares these, and
    about the measures of which the cohorts have the most different shares.
    """
    if inputs.context.comparisons:
        return []
    shown: list[Paragraph] = []
    every: list[Finding] = []
    too_small: list[str | None] = []
    everyone = inputs.context.linked.everyone
    is_together = everyone is not None and len(inputs.cohorts) > MOST_LISTS
    for cohort in (everyone,) if is_together else inputs.cohorts:
        found = _with_levels(inputs, cohort)
        every += found
        if not found:
            too_small.append(cohort)
        most = int(options.limit)
        fewest = found[most:][-most:]
        for name, named in (("levels_most", found[:most]), ("levels_fewest", fewest[::-1])):
            if named:
                lead = titled(inputs.heading(name), group_text(inputs, cohort))
                path = f"{cohort_suffix(cohort)}#{inputs.context.later_wave}.{name}_tied"
                sentences = _sentences(inputs, path, named, found)
                shown.append(Paragraph(sentences=sentences, lead=lead, bullet=True))
    if is_together or inputs.is_many:
        apart = [f for cohort in inputs.separate_groups for f in _with_levels(inputs, cohort)]
        every += apart
        differences = groups_apart(inputs, apart, _share, int(options.limit))
        if differences:
            lead = inputs.heading("levels_apart")
            shown.append(Paragraph(sentences=tuple(differences), lead=lead, bullet=True))
    if shown and only_wave(inputs):
        shown.insert(0, Paragraph(sentences=(_opening(inputs, every),)))
    if shown and is_together:
        shown.append(Paragraph(sentences=(left_out_of_points(inputs, (), is_of_groups=True),)))
    if shown and too_small:
        shown.append(Paragraph(sentences=(_left_out(inputs, too_small),)))
    return sections(options, shown)


def _opening(inputs: BlockInputs, found: Sequence[Finding]) -> Sentence:
    book, is_both = inputs.book_on(found)
    return book.sentence(LevelsOpeningFacts(wave_label=only_wave(inputs), is_both=is_both), basis=())


def _left_out(inputs: BlockInputs, cohorts: Sequence[str | None]) -> Sentence:
    least = inputs.context.linked.programme.file.minimum.base_for_words
    facts = LevelsLeftOutFacts(
        cohorts=listed([inputs.make.cohort(each) for each in cohorts]),
        least=inputs.make.number("#minimum.base_for_words", int(least)),
        is_many=len(cohorts) > 1,
    )
    return inputs.book.sentence(facts, basis=())


def _with_levels(inputs: BlockInputs, cohort: str | None) -> list[Finding]:
    """Return the findings with enough answers, those with the largest shares first, in a tie as declared."""
    context = inputs.context
    least = context.linked.programme.file.minimum.base_for_words
    found = [
        f
        for principle in inputs.principles
        for f in scored(inputs, context.findings_for(principle, cohort, None))
        if context.indicator(f).summary
        and f.to_level is not None
        and f.to_level.base
        and f.to_level.base >= least
    ]
    return sorted(found, key=_share, reverse=True)


def _share(finding: Finding) -> Fraction:
    level = finding.to_level
    assert level is not None
    return Fraction(level.count, level.base)


def _sentences(
    inputs: BlockInputs, path: str, named: Sequence[Finding], found: Sequence[Finding]
) -> tuple[Sentence, ...]:
    """Return the sentences on some findings, and how many others have the share of the last of these: the number with this path."""
    basis, names = finding_ids(found), finding_ids(named)
    bases = StatedBases()
    sentences = [s for f in named for s in inputs.writer.finding(f, bases, among=basis)]
    tied = [f for f in found if f.finding not in names and _share(f) == _share(named[-1])]
    if tied:
        facts = LevelsTiedFacts(number=inputs.make.number(path, len(tied)))
        sentences.append(inputs.book.sentence(facts, basis=finding_ids(tied)))
    return tuple(sentences)
