"""Writes what most and fewest units have, for a summary of a programme that compares no waves."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding, cohort_suffix
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, LimitOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, group_text, scored, titled
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim, claims_of
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.claims.stated_bases import StatedBases


@claim("levels_tied", has_history=False)
class LevelsTiedFacts(ClaimFacts):
    """The number of other measures with the share of the last one that is named."""

    number: NumberFacts


@block(
    "levels",
    options=LimitOptions,
    scope="principles",
    scored_only=True,
    claims=(*claims_of(FindingFacts), LevelsTiedFacts),
)
def levels(inputs: BlockInputs, options: LimitOptions) -> list[Section]:
    """State by cohort what most and what fewest units have, in a programme that compares no waves."""
    shown = []
    for cohort in inputs.cohorts if not inputs.context.comparisons else ():
        found = _with_levels(inputs, cohort)
        most = int(options.limit)
        fewest = found[most:][-most:]
        for name, named in (("levels_most", found[:most]), ("levels_fewest", fewest[::-1])):
            if named:
                lead = titled(inputs.heading(name), group_text(inputs, cohort))
                path = f"{cohort_suffix(cohort)}#{inputs.context.later_wave}.{name}_tied"
                sentences = _sentences(inputs, path, named, found)
                shown.append(Paragraph(sentences=sentences, lead=lead, bullet=True))
    return sections(options, shown)


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
