"""Writes the block on many cohorts: in which more improved than declined, and in how many each measure rose or fell."""

from fractions import Fraction

from egyv_engine.model.findings import Finding, is_by_one
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import BlockInputs, RankedOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, of_indicators, scored
from egyv_engine.narrative.blocks.group_tables import groups_path
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.blocks.picks import lead_of, leading_comparisons
from egyv_engine.narrative.blocks.principles_table import BALANCES, balance_of
from egyv_engine.narrative.blocks.tallies import TallyScope
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.as_large_claims import MOST_NAMED
from egyv_engine.narrative.claims.claim import ClaimFacts, Direction, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_little_changed
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison

_MOST_NAMES = 2  # cohorts that a part of a sentence names
_OF_ALL = (("all_rose", 1), ("all_fell", -1), ("all_unchanged", 0))


@claim("groups_moved", directions=tuple(Direction(move=move, flag=flag) for flag, move in _OF_ALL))
class GroupsMovedFacts(ClaimFacts):
    """The numbers of cohorts in which a single question, or one item of another, rose, fell or did neither.

    rose_by_one, fell_by_one: in how many of these it did by one unit alone. rose_names, fell_names, unchanged_names: these cohorts
    where they are few: no more than half of those compared. is_of_shares: it is the share of the base that
    rose or fell; the number may have gone the other way.
    """

    title: Parts
    item: Parts
    compared: NumberFacts
    rose: NumberFacts
    fell: NumberFacts
    unchanged: NumberFacts
    rose_by_one: NumberFacts
    fell_by_one: NumberFacts
    rose_names: Parts
    fell_names: Parts
    unchanged_names: Parts
    all_rose: bool
    all_fell: bool
    all_unchanged: bool
    is_some_little_changed: bool
    is_of_shares: bool


@claim("groups_balance")
class GroupsBalanceFacts(ClaimFacts):
    """The numbers of cohorts in which more measures improved than declined, more declined, or as many did one as the other.

    better_names, worse_names, even_names: these cohorts, where they are few, or all cohorts are no more than sentences are about one
    by one; is_both: some measures come from records, and some from reports.
    """

    is_tally = True
    comparison: Parts
    before_label: Parts
    after_label: Parts
    is_both: bool
    compared: NumberFacts
    better: NumberFacts
    worse: NumberFacts
    even: NumberFacts
    better_names: Parts
    worse_names: Parts
    even_names: Parts
    all_better: bool
    all_worse: bool
    all_even: bool
    has_lower_better: bool


@block(
    "groups_moved",
    options=RankedOptions,
    needs=(COMPARISONS,),
    scope="principles",
    scored_only=True,
    claims=(GroupsBalanceFacts, GroupsMovedFacts, ComparisonFacts),
)
def groups_moved(inputs: BlockInputs, options: RankedOptions) -> list[Section]:
    """State in how many cohorts more improved than declined, and in how many each question, or item, rose or fell.

    The most one-sided come first; it names the cohorts of the few that went another way than most. It shows nothing where main
    points are about each cohort.
    """
    if not inputs.is_many and not lead_of(inputs, options).is_together:
        return []
    paragraphs = []
    for comparison in leading_comparisons(inputs, options):
        made = [
            _sentence(inputs, each)
            for principle in inputs.principles
            for each in _by_measure(inputs, options, principle, comparison)
        ]
        made.sort(key=lambda pair: -pair[0])
        balance = groups_balance(inputs, comparison)
        paragraphs += [] if balance is None else [Paragraph(sentences=(balance,))]
        paragraphs += [
            Paragraph(sentences=(sentence,), bullet=True) for _, sentence in made[: int(options.limit)]
        ]
    return sections(options, paragraphs)


def groups_balance(
    inputs: BlockInputs, comparison: Comparison, principle: str | None = None
) -> Sentence | None:
    """Return in which cohorts more measures improved than declined, and in which more declined; None where nothing is compared.

    Args:
        inputs: The inputs of the block.
        comparison: The earlier and the later wave.
        principle: The principle whose measures these are; None for all.
    """
    scopes = [
        TallyScope(principle=principle, cohort=cohort, comparison=comparison)
        for cohort in inputs.separate_groups
    ]
    found = {scope: scope.findings(inputs) for scope in scopes}
    names: dict[str, list[Parts]] = {name: [] for name in BALANCES}
    for scope, each in found.items():
        names[balance_of(each)].append(inputs.make.cohort(scope.cohort))
    better, worse, even, _ = names.values()
    compared = len(better) + len(worse) + len(even)
    if not compared:
        return None
    path = replace(scopes[0], cohort="groups").path

    def number(name: str) -> NumberFacts:
        return inputs.make.number(f"{path}.{name}", len(names[name]))

    def named(of: list[Parts]) -> Parts:
        return listed(of) if len(of) <= MOST_NAMED or not inputs.is_many else ()

    every = [f for each in found.values() for f in each]
    book, is_both = inputs.book_on(every)
    before, after = map(inputs.make.wave, comparison)
    facts = GroupsBalanceFacts(
        comparison=inputs.comparison_words(comparison),
        before_label=before,
        after_label=after,
        is_both=is_both,
        compared=inputs.make.number(f"{path}.groups_compared", compared),
        better=number(BALANCES[0]),
        worse=number(BALANCES[1]),
        even=number(BALANCES[2]),
        better_names=named(better),
        worse_names=named(worse),
        even_names=named(even),
        all_better=len(better) == compared,
        all_worse=len(worse) == compared,
        all_even=len(even) == compared,
        has_lower_better=any(inputs.context.direction(f) == "lower" for f in every),
    )
    return book.sentence(facts, basis=finding_ids(every))


def _by_measure(
    inputs: BlockInputs, options: RankedOptions, principle: str, comparison: Comparison
) -> list[list[Finding]]:
    found: dict[tuple[str, str | None], list[Finding]] = {}
    for cohort in inputs.separate_groups:
        in_cohort = inputs.context.findings_for(principle, cohort, comparison)
        for f in scored(inputs, of_indicators(options, in_cohort)):
            if is_compared(f) and inputs.context.indicator(f).summary:
                found.setdefault((f.indicator, f.item), []).append(f)
    return list(found.values())


def _sentence(inputs: BlockInputs, found: list[Finding]) -> tuple[Fraction, Sentence]:
    """Return how one-sided the cohorts moved, from 0 to 1, and the sentence."""
    moves = [inputs.writer.move(f) for f in found]
    by_one = [move for f, move in zip(found, moves, strict=True) if is_by_one(f, inputs.context.judged_on(f))]
    path = groups_path(found[0])

    def names(move: int) -> Parts:
        named = [f.cohort for f, each in zip(found, moves, strict=True) if each == move]
        # In more words than these, the sentence would be too long.
        is_few = len(named) == 1 or (len(named) <= _MOST_NAMES and move not in by_one)
        is_few = is_few and 2 * len(named) <= len(found)
        return listed([inputs.make.cohort(each) for each in named]) if is_few else ()

    rose, fell = moves.count(1), moves.count(-1)
    facts = GroupsMovedFacts(
        title=term(inputs.context.indicator(found[0]).title),
        item=inputs.make.items(inputs.context.indicator(found[0]), [i for i in (found[0].item,) if i]),
        compared=inputs.make.number(f"{path}.compared", len(found)),
        rose=inputs.make.number(f"{path}.rose", rose),
        fell=inputs.make.number(f"{path}.fell", fell),
        unchanged=inputs.make.number(f"{path}.unchanged", moves.count(0)),
        rose_by_one=inputs.make.number(f"{path}.rose_by_one", by_one.count(1)),
        fell_by_one=inputs.make.number(f"{path}.fell_by_one", by_one.count(-1)),
        rose_names=names(1),
        fell_names=names(-1),
        unchanged_names=() if rose and fell else names(0),
        all_rose=rose == len(found),
        all_fell=fell == len(found),
        all_unchanged=moves.count(0) == len(found),
        is_some_little_changed=any(is_little_changed(f, inputs.context.judged_on(f)) for f in found),
        is_of_shares=inputs.context.judged_on(found[0]) == "all",
    )
    return Fraction(abs(rose - fell), len(found)), inputs.book.sentence(facts, basis=finding_ids(found))
