"""Explains a unit's scores for a principle: the vote of each scored indicator, and what it is made of."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from egyv_engine.evaluation.trace import ItemVote
from egyv_engine.explanation.care_notes import notes_on_kinds, notes_on_waves
from egyv_engine.explanation.explained_run import ExplainedRun, statement
from egyv_engine.explanation.rule_parts import cited
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.decimals import number_text, readable_decimal
from egyv_engine.model.explanation import (
    ItemScored,
    ScoreExplained,
    ScoreExplanation,
    Statement,
    VoteExplained,
)
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.outcome_columns import EVERY_OUTCOME_WORD
from egyv_engine.model.plan import Outcome

Waves = tuple[str, ...]


def explain_score(run: ExplainedRun, principle: str, unit: str) -> ScoreExplanation:
    """Return where a unit's scores for a principle come from.

    Args:
        run: The programme and its results.
        principle: The id of the principle.
        unit: The id of the unit.
    """
    programme = run.linked.programme
    declared = programme.principles[principle]
    waves: list[Waves] = [(wave,) for wave in run.plan.waves]
    several = [*waves, *run.plan.comparisons]
    citations = list(cited(run, "the principle", declared))
    if programme.scoring is not None:
        citations += cited(run, "the scoring", programme.scoring)
    return ScoreExplanation(
        principle=principle,
        principle_title=declared.title,
        unit=unit,
        cohort=run.cohort_of(unit),
        scores=tuple(_score(run, principle, unit, of) for of in several),
        notes=(*notes_on_kinds(run, ("scores",)), *notes_on_waves(run, run.plan.waves, run.cohort_of(unit))),
        citations=tuple(citations),
    )


def _score(run: ExplainedRun, principle: str, unit: str, waves: Waves) -> ScoreExplained:
    place = run.place_of(unit)
    statuses = (int(run.survey.waves[wave].status[place]) for wave in waves)
    is_analysed = all(status == ReturnStatus.ANALYSED.value for status in statuses)
    votes = _votes(run, run.trace.votes(principle, unit, waves)) if is_analysed else ()
    sums = _VoteTotals.of(votes, len(waves))
    least = 100 * run.plan.coverage
    coverage = sums.coverage
    has_score = coverage is not None and coverage >= least
    scores = tuple(sums.score(i) if has_score else None for i in range(len(waves)))
    change = None
    if len(waves) > 1 and scores[0] is not None and scores[1] is not None:
        change = scores[1] - scores[0]
    return ScoreExplained(
        waves=waves,
        scores=scores,
        change=change,
        coverage=coverage,
        minimum_coverage=least,
        statements=tuple(_statements(run, waves, sums, scores, is_analysed=is_analysed)),
        votes=votes,
    )


class _VoteTotals(Frozen):
    """The sums that a score is made of.

    Attributes:
        votes: The sum of the votes, by wave.
        voting: The sum of the weights of the indicators with an evaluated item.
        asked: The sum of the weights of those with an asked item.
        covered: The sum of these weights times the part of the asked items that was evaluated.
    """

    votes: tuple[Fraction, ...]
    voting: Fraction
    asked: Fraction
    covered: Fraction

    @classmethod
    def of(cls, votes: Sequence[VoteExplained], waves: int) -> "_VoteTotals":
        zero = Fraction(0)
        voting = [vote for vote in votes if vote.evaluated]
        asked = [vote for vote in votes if vote.asked]
        return cls(
            votes=tuple(sum((Fraction(v.votes[i]) for v in voting), zero) for i in range(waves)),
            voting=sum((Fraction(v.weight) for v in voting), zero),
            asked=sum((Fraction(v.weight) for v in asked), zero),
            covered=sum((Fraction(v.weight) * Fraction(v.evaluated, v.asked) for v in asked), zero),
        )

    @property
    def coverage(self) -> Fraction | None:
        return 100 * self.covered / self.asked if self.asked else None

    def score(self, wave: int) -> Fraction | None:
        return 100 * self.votes[wave] / self.voting if self.voting else None


def _votes(run: ExplainedRun, items: Sequence[ItemVote]) -> tuple[VoteExplained, ...]:
    by_indicator: dict[str, list[ItemVote]] = {}
    for item in items:
        by_indicator.setdefault(item.planned.indicator, []).append(item)
    return tuple(_vote(run, found) for found in by_indicator.values())


def _vote(run: ExplainedRun, items: Sequence[ItemVote]) -> VoteExplained:
    planned = items[0].planned
    indicator = run.linked.indicators[planned.indicator].indicator
    is_lower = planned.direction == "lower"
    evaluated = [one for one in items if all(o >= Outcome.NOT_MET for o in one.outcomes)]
    waves = range(len(items[0].outcomes))
    counted = tuple(sum((one.outcomes[w] == Outcome.MET) != is_lower for one in evaluated) for w in waves)
    return VoteExplained(
        indicator=planned.indicator,
        title=indicator.title,
        condition=run.worded(indicator.met_when, run.label_words(planned.basket)),
        is_lower_better=is_lower,
        weight=planned.weight,
        asked=sum(all(o >= Outcome.UNKNOWN for o in one.outcomes) for one in items),
        evaluated=len(evaluated),
        counted=counted,
        votes=tuple(planned.weight * n / len(evaluated) for n in counted) if evaluated else (),
        items=tuple(
            ItemScored(
                item=one.planned.item,
                item_label=run.item_label(planned.basket, one.planned.item),
                outcomes=tuple(EVERY_OUTCOME_WORD[outcome] for outcome in one.outcomes),
                is_dont_know=one.is_dont_know,
            )
            for one in items
        ),
    )


def _statements(
    run: ExplainedRun,
    waves: Waves,
    sums: _VoteTotals,
    scores: tuple[Fraction | None, ...],
    *,
    is_analysed: bool,
) -> Iterator[Statement]:
    which = "both waves" if len(waves) > 1 else "this wave"
    if not is_analysed:
        yield statement(f"The {run.words.one} is not analysed in {which}, so it has no score.")
        return
    coverage = sums.coverage
    if coverage is None:
        yield statement(f"No scored indicator was asked in {which}, so there is no score.")
        return
    at = run.at_key(run.linked.programme.file.doc_path / "minimum" / "coverage")
    least = f"the minimum of {number_text(100 * run.plan.coverage)}%"
    known = f"{_number(coverage)}% of the weight that was asked in {which} could be evaluated"
    if coverage < 100 * run.plan.coverage:
        yield statement(f"Only {known}. That is below {least}, so there is no score.", at)
        return
    yield statement(f"{known}. That is at least {least}.", at)
    for i, wave in enumerate(waves):
        score = scores[i]
        if score is not None:
            yield statement(
                f"The votes {run.wave_label(wave)} add up to {_number(sums.votes[i])} of {_number(sums.voting)}, "
                f"so the score is {_number(score)}."
            )
    if len(waves) > 1 and scores[0] is not None and scores[1] is not None:
        change = scores[1] - scores[0]
        sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
        yield statement(f"The change is {sign}{_number(abs(change))}.")


def _number(number: Fraction) -> str:
    return number_text(number) if number.denominator == 1 else readable_decimal(number, 2)
