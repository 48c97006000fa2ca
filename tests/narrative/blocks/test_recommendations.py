"""The block of recommendations: percentages are stated from the declared base on."""

from typing import Any

import pytest

from egyv_engine.model.documents import Reconstructed
from egyv_engine.model.frozen import replace
from egyv_engine.model.records_document import Reason, Recommendations, RecordsFile, Status
from egyv_engine.model.report import BoundNumber, Chart
from egyv_engine.model.supplements import RecommendationCount, Supplements
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.reconstructed import Reconstruction
from egyv_engine.narrative.wording import shipped_wording
from tests.narrative.blocks.sections_read import sentences, texts
from tests.narrative.toy import COHORT, NUMBERS, REPORT, context, linked, moved, shown


def counted(total: int, full: int) -> Supplements:
    statuses = {"full": full, "partial": 0, "implemented": full, "not_implemented": total - full}
    return Supplements(
        records=(
            RecommendationCount(
                record="recommendations",
                cohort=COHORT,
                principle=None,
                total=total,
                statuses=statuses,
                reasons={},
                with_reason=0,
                commonest=(),
                commonest_count=0,
                units=1,
                fewest=total,
                most=total,
            ),
        )
    )


@pytest.mark.parametrize(
    ("total", "full", "percent"),
    [
        (29, 1, None),
        (30, 1, "3%"),  # 3.33
        (40, 1, "3%"),  # 2.5 exactly: halves are rounded up
        (200, 3, "2%"),  # 1.5 exactly
        (1000, 14, "1%"),
    ],
)
def test_percentage_needs_a_total_of_thirty_and_is_rounded(
    total: int, full: int, percent: str | None
) -> None:
    found = {
        node.ref: node.text
        for sentence in sentences(shown("recommendations", supplements=counted(total, full)))
        for node in sentence.nodes
        if isinstance(node, BoundNumber)
    }
    percents = {ref: text for ref, text in found.items() if ref.endswith(".percent")}
    assert percents.get(f"recommendations@{COHORT}#implemented.percent") == percent
    assert (percents == {}) is (percent is None)


DECLARED = RecordsFile(
    doc_path=REPORT,
    recommendations=Recommendations(
        doc_path=REPORT,
        file="recommendations.csv",
        key="id",
        unit="area",
        principle="principle",
        status=Status(
            doc_path=REPORT,
            column="status",
            values={"full": "Full", "partial": "Partial", "not_implemented": "Not"},
            combined={"implemented": ("full", "partial")},
            labels={"full": "fully implemented", "partial": "partly implemented", "implemented": "acted on"},
        ),
        reason=Reason(
            doc_path=REPORT,
            column="reason",
            values=("financial", "superseded"),
            labels={"financial": "lack of money"},
            statuses=("not_implemented",),
        ),
    ),
)


def said(total: int, full: int, show: str = "recommendations", **others: Any) -> str:
    """The sentences of the engine's own phrases."""
    (count,) = counted(total, full).records
    found = Supplements(records=(replace(count, **others),))
    book = Phrasebook(shipped_wording(), NUMBERS, linked().programme.file.unit)
    about = replace(linked(), programme=replace(linked().programme, records=DECLARED))
    return " ".join(texts(shown(show, supplements=found, phrasebook=book, programme_of=about)))


def test_statuses_are_listed_by_their_labels_and_their_sums_after_them() -> None:
    assert said(40, 10) == (
        "In the early cohort, the only area had 40 recommendations: 10 fully implemented (25%), none partly implemented (0%) and "
        "30 not implemented (75%); taken together, 10 acted on (25%)."
    )
    assert said(3, 3, "recommendations_summary") == (
        "In the early cohort, the only area had three recommendations: three fully implemented, none partly implemented and "
        "none not implemented."
    )


def test_recommendations_are_those_of_so_many_of_the_units_of_their_cohort() -> None:
    counts = counted(40, 10).records[0]
    units: dict[str, str | None] = dict.fromkeys(("a", "b", "c", "d"), counts.cohort)
    results = Supplements(records=(replace(counts, units=3, fewest=13, most=14),))
    about = replace(linked(), programme=replace(linked().programme, records=DECLARED))
    book = Phrasebook(shipped_wording(), NUMBERS, linked().programme.file.unit)
    made = shown(
        "recommendations", supplements=results, phrasebook=book, programme_of=about, cohorts_of_units=units
    )
    (said_of_three,) = texts(made)
    assert said_of_three.startswith(
        "In the early cohort, 3 of the 4 areas had 40 recommendations between them: "
    )
    assert said_of_three.endswith("Each of these areas had 13 or 14 recommendations.")


def test_commonest_reason_has_its_number_and_what_it_is_a_reason_for() -> None:
    given: dict[str, Any] = {
        "reasons": {"resources": 4},
        "with_reason": 7,
        "commonest": ("financial",),
        "commonest_count": 4,
    }
    assert (
        "Reasons are given for 7 of the 30 not implemented; the commonest is lack of money, for 4."
        in said(40, 10, **given)
    )
    tied = {**given, "commonest": ("financial", "superseded"), "commonest_count": 2}
    assert "the commonest are lack of money and superseded, for 2 each." in said(40, 10, **tied)
    one = {**given, "with_reason": 1, "commonest_count": 1}
    assert "A reason is given for one of the 30 not implemented: lack of money." in said(40, 10, **one)


def test_reasons_that_are_reconstructed_are_marked_in_the_sentence_on_them() -> None:
    """The number of those that have a reason rests on the reasons, and so does that of the commonest; the number in need of one does not."""
    file = replace(
        linked().programme.file,
        reconstructed=Reconstructed(recommendation_reasons="Reasons were guessed.", doc_path=REPORT),
    )
    about = replace(linked(), programme=replace(linked().programme, records=DECLARED, file=file))
    notes = Reconstruction(context([moved(lost=1)], counted(40, 10), programme_of=about)).notes_on
    for part, expected in (("with_reason", 1), ("commonest", 1), ("in_need_of_reason", 0), ("total", 0)):
        assert len(list(notes([f"recommendations@early#{part}"]))) == expected, part


def test_reason_for_the_only_one_in_need_of_it_counts_nothing() -> None:
    reason: dict[str, Any] = {"with_reason": 1, "commonest": ("financial",), "commonest_count": 1}
    assert said(1, 0, **reason).endswith("A reason is given for the one not implemented: lack of money.")
    assert said(5, 4, **reason).endswith("A reason is given for the one not implemented: lack of money.")
    assert said(5, 3, **reason).endswith(
        "A reason is given for one of the two not implemented: lack of money."
    )


def test_spread_over_units_is_not_said_of_none_and_of_one() -> None:
    none: dict[str, Any] = {"units": 0, "fewest": 0, "most": 0}
    assert said(0, 0, **none) == "The early cohort had no recommendations."
    assert said(0, 0, "recommendations_summary", **none) == "The early cohort had no recommendations."
    assert "had three" not in said(3, 3).partition(": ")[2]
    assert said(3, 3, units=2, fewest=1, most=2).endswith(
        "Each of these areas had one or two recommendations."
    )


def test_chart_of_a_cohort_without_recommendations_says_so() -> None:
    records = (*counted(0, 0).records, replace(counted(1, 1).records[0], cohort="late"))
    about = replace(linked(), programme=replace(linked().programme, records=DECLARED))
    book = Phrasebook(shipped_wording(), NUMBERS, linked().programme.file.unit)
    found = [moved(lost=1, met_both=4, cohort=cohort) for cohort in (COHORT, "late")]
    supplements = Supplements(records=records)
    options: dict[str, Any] = {"phrasebook": book, "programme_of": about, "of": "recommendations"}
    ((section,),) = [shown("chart", found, supplements, **options)]
    (chart,) = section.blocks
    assert isinstance(chart, Chart)
    assert chart.description.text == (
        "Early cohort, no recommendations. Late cohort, one recommendation: one fully implemented, none partly implemented and "
        "none not implemented."
    )
