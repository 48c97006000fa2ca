"""Writes the blocks on recommendations: how many have each status, why not, and how they spread over units."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Self

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.label_forms import id_as_words
from egyv_engine.model.records_document import Recommendations
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import RecommendationCount
from egyv_engine.narrative.blocks.block import BlockInputs, block, paragraph, sections
from egyv_engine.narrative.blocks.needs import RECOMMENDATIONS
from egyv_engine.narrative.claims.claim import ClaimFacts, ClauseFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import either_of, listed
from egyv_engine.narrative.language.numbers import shares_as_read
from egyv_engine.narrative.language.parts import Parts, Phrased, percentage, term
from egyv_engine.narrative.templates.fact_types import DeclaredBy


def _declared(linked: LinkedProgramme) -> Recommendations | None:
    """Return how rules/records.yaml declares recommendations; None if it does not."""
    records = linked.programme.records
    return None if records is None else records.recommendations


def status_names(linked: LinkedProgramme) -> tuple[str, ...]:
    """Return the statuses that rules/records.yaml declares, the combined ones among them; none without records."""
    counted = _declared(linked)
    return () if counted is None else (*counted.status.values, *(counted.status.combined or {}))


def reason_names(linked: LinkedProgramme) -> tuple[str, ...]:
    """Return the groups of reasons that rules/records.yaml declares, and the reasons in none; none without reasons."""
    counted = _declared(linked)
    if counted is None or counted.reason is None:
        return ()
    groups = counted.reason.groups or {}
    grouped = {reason for each in groups.values() for reason in each}
    return (*groups, *(reason for reason in counted.reason.values if reason not in grouped))


def status_label(inputs: BlockInputs, name: str) -> str:
    """Return what the report calls a status, or a sum of statuses.

    Args:
        inputs: The inputs of the block.
        name: The id of the status or sum.
    """
    counted = _declared(inputs.context.linked)
    labels = counted.status.labels if counted else None
    return (labels or {}).get(name, id_as_words(name))


def reason_label(inputs: BlockInputs, name: str) -> str:
    """Return what the report calls a reason, or a group of reasons.

    Args:
        inputs: The inputs of the block.
        name: The id of the reason or group.
    """
    counted = _declared(inputs.context.linked)
    labels = counted.reason.labels if counted and counted.reason else None
    return (labels or {}).get(name, id_as_words(name))


class StatusFacts(Frozen):
    """States how many recommendations have a status. percent: empty where the total is too small for one."""

    n: Parts
    units: Parts
    is_none: bool
    percent: Parts


Statuses = Annotated[Mapping[str, StatusFacts], DeclaredBy(status_names)]
Reasons = Annotated[Mapping[str, NumberFacts], DeclaredBy(reason_names)]


class RecommendationFacts(ClaimFacts):
    """A claim on the recommendations of a cohort."""

    @classmethod
    def from_count(cls, count: RecommendationCount, inputs: BlockInputs) -> Self:
        """Return the facts of the recommendations of a cohort."""
        raise NotImplementedError(cls.kind)


@claim("status_counted")
class StatusCountedFacts(ClauseFacts):
    """A member of a list of statuses: how many recommendations have it. percent: empty where the total is too small."""

    label: Parts
    n: Parts
    percent: Parts


class StatusesFacts(RecommendationFacts):
    """States how many recommendations of a cohort have each status.

    statuses: a list of each status with its number; sums: the same of the sums of statuses; unit_count: how many of the
    members of the cohort, or of all units, had any.
    """

    cohort: Parts
    unit_count: NumberFacts
    members: NumberFacts
    total: NumberFacts
    status: Statuses
    statuses: Parts
    sums: Parts

    @classmethod
    def from_count(cls, count: RecommendationCount, inputs: BlockInputs) -> Self:
        """Return the facts of the recommendations of a cohort."""
        path = recommendations_path(count)
        members = max(len(inputs.context.units_of(count.cohort)), count.units)
        return cls(
            cohort=inputs.make.cohort(count.cohort),
            unit_count=inputs.make.number(f"{path}#units", count.units),
            members=inputs.make.number(f"{path}#members", members),
            total=inputs.make.number(f"{path}#total", count.total),
            status=(found := _statuses(count, inputs)),
            statuses=_listed(found, inputs, is_sum=False),
            sums=_listed(found, inputs, is_sum=True),
        )


@claim("recommendations")
class RecommendationsFacts(StatusesFacts):
    """The statuses, in a chapter."""


@claim("recommendations_summary")
class RecommendationsSummaryFacts(StatusesFacts):
    """The statuses, in a summary."""


@claim("recommendations_reasons")
class RecommendationsReasonsFacts(RecommendationFacts):
    """Why recommendations have their status.

    explained: for how many a reason is given, of those in_need of one; in_need_of: the statuses of these, where not every
    status needs a reason; commonest_count: how many have the commonest reason, or each of those that tie.
    """

    cohort: Parts
    status: Statuses
    reason: Reasons
    explained: NumberFacts
    in_need: NumberFacts
    in_need_of: Parts
    commonest: Parts
    commonest_count: NumberFacts
    is_tied: bool

    @classmethod
    def from_count(cls, count: RecommendationCount, inputs: BlockInputs) -> Self:
        """Return the facts of the recommendations of a cohort, some of which have a reason."""
        path = recommendations_path(count)
        reasons = count.reasons.items()
        counted = _declared(inputs.context.linked)
        explains = (counted.reason.statuses or ()) if counted and counted.reason else ()
        in_need = sum(count.statuses.get(name, 0) for name in explains) if explains else count.total
        return cls(
            cohort=inputs.make.cohort(count.cohort),
            status=_statuses(count, inputs),
            reason={name: inputs.make.number(f"{path}#reason_{name}", n) for name, n in reasons},
            explained=inputs.make.number(f"{path}#with_reason", count.with_reason),
            in_need=inputs.make.number(f"{path}#in_need_of_reason", in_need),
            in_need_of=either_of([term(status_label(inputs, name)) for name in explains]),
            commonest=listed([term(reason_label(inputs, name)) for name in count.commonest]),
            commonest_count=inputs.make.number(f"{path}#commonest", count.commonest_count),
            is_tied=len(count.commonest) > 1,
        )


@claim("recommendations_units")
class RecommendationsUnitsFacts(RecommendationFacts):
    """States how the recommendations spread over two or more units. is_next: the most are one more than the fewest."""

    cohort: Parts
    unit_count: NumberFacts
    fewest: NumberFacts
    most: NumberFacts
    is_even: bool
    is_next: bool

    @classmethod
    def from_count(cls, count: RecommendationCount, inputs: BlockInputs) -> Self:
        """Return the facts of the recommendations of a cohort."""
        path = recommendations_path(count)
        return cls(
            cohort=inputs.make.cohort(count.cohort),
            unit_count=inputs.make.number(f"{path}#units", count.units),
            fewest=inputs.make.number(f"{path}#fewest", count.fewest),
            most=inputs.make.number(f"{path}#most", count.most),
            is_even=count.fewest == count.most,
            is_next=count.fewest + 1 == count.most,
        )


@block(
    "recommendations",
    options=BlockOptions,
    scope="principles",
    needs=(RECOMMENDATIONS,),
    claims=(RecommendationsFacts, RecommendationsReasonsFacts, RecommendationsUnitsFacts),
)
def recommendations(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State how many recommendations have each status, why not, and how they spread over units, by cohort."""
    paragraphs = []
    for count in recommendation_totals(inputs):
        kinds: tuple[type[RecommendationFacts], ...] = (
            RecommendationsFacts,
            *([RecommendationsReasonsFacts] if count.commonest else []),
            *([RecommendationsUnitsFacts] if count.units > 1 else []),
        )
        paragraphs.append(Paragraph(sentences=tuple(_sentence(inputs, count, kind) for kind in kinds)))
    return sections(options, paragraphs)


@block(
    "recommendations_summary",
    options=BlockOptions,
    scope="principles",
    needs=(RECOMMENDATIONS,),
    claims=(RecommendationsSummaryFacts,),
)
def recommendations_summary(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State in one sentence per cohort how many recommendations have each status."""
    return paragraph(
        options,
        [_sentence(inputs, count, RecommendationsSummaryFacts) for count in recommendation_totals(inputs)],
    )


def recommendation_counts(inputs: BlockInputs) -> tuple[RecommendationCount, ...]:
    """Return the counts of each cohort on each principle and on all; where there are many cohorts, of all of them together.

    Args:
        inputs: The inputs of the block.
    """
    found = inputs.context.supplements
    return found.records_together if inputs.is_many else found.records


def recommendation_totals(inputs: BlockInputs) -> list[RecommendationCount]:
    """Return the counts of each cohort, or of many together: on the principle of the chapter, or on all.

    Args:
        inputs: The inputs of the block.
    """
    return [count for count in recommendation_counts(inputs) if count.principle == inputs.principle]


def _sentence(inputs: BlockInputs, count: RecommendationCount, kind: type[RecommendationFacts]) -> Sentence:
    return inputs.book.sentence(
        kind.from_count(count, inputs), basis=(), variant_key=recommendations_path(count)
    )


def recommendations_path(count: RecommendationCount) -> str:
    """Return the path of the numbers of a cohort's recommendations, on a principle or on all."""
    path = count.record if count.principle is None else f"{count.record}.{count.principle}"
    return f"{path}{cohort_suffix(count.cohort)}"


def _statuses(count: RecommendationCount, inputs: BlockInputs) -> dict[str, StatusFacts]:
    """Return each status with its number, and its percentage where the total is large enough to state one."""
    has_percentages = count.total >= inputs.context.linked.programme.file.minimum.base_for_percentages
    found = {}
    for name, value in count.statuses.items():
        path = f"{recommendations_path(count)}#{name}"
        number = inputs.make.number(path, value)
        text = shares_as_read([Fraction(value, count.total)])[0] if has_percentages else ""
        found[name] = StatusFacts(
            n=number.n,
            units=number.units,
            is_none=number.is_none,
            percent=percentage(f"{path}.percent", text) if text else (),
        )
    return found


def _listed(found: Mapping[str, StatusFacts], inputs: BlockInputs, *, is_sum: bool) -> Parts:
    """Return the statuses of some recommendations as a list, or the sums of statuses; nothing where there are none."""
    counted = _declared(inputs.context.linked)
    sums = counted.status.combined or {} if counted else {}
    return listed(
        [
            (
                Phrased(
                    StatusCountedFacts(label=term(status_label(inputs, name)), n=each.n, percent=each.percent)
                ),
            )
            for name, each in found.items()
            if (name in sums) == is_sum
        ]
    )
