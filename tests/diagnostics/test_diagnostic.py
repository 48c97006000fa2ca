"""The collector, the order of diagnostics, and the cap on the diagnostics of one file."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.diagnostic import (
    MOST_OF_A_KIND,
    CommonFault,
    Diagnostic,
    DiagnosticCollector,
    capped,
    diagnostic,
    has_errors,
    in_order,
)
from egyv_engine.diagnostics.span import KeyAt, Positions, Span
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import replace

FILE = PurePosixPath("surveys/after.csv")
PATH = DocumentPath(PurePosixPath("programme.yaml"), ("waves",))
POSITIONS = Positions(values={PATH: Span(PATH.file, 7, 3)}, keys={PATH: Span(PATH.file, 6, 1)})


def at(line: int, code: str = "EGY507", message: str = "m", column: int = 1) -> Diagnostic:
    return Diagnostic(span=Span(FILE, line, column), code=code, message=message)


def collector_of(lines: list[int]) -> DiagnosticCollector:
    collector = DiagnosticCollector(POSITIONS)
    collector.extend(at(line) for line in lines)
    return collector


def test_diagnostic_resolves_each_location_to_a_span() -> None:
    span = Span(FILE, 2, 2)
    found = diagnostic(
        POSITIONS, "EGY312", KeyAt(PATH), "m", hint="h", related=[(PATH, "value"), (span, "cell")]
    )
    assert found.span == Span(PATH.file, 6, 1)
    assert found.related == ((Span(PATH.file, 7, 3), "value"), (span, "cell"))
    assert (found.code, found.message, found.hint) == ("EGY312", "m", "h")


def test_collector_adds_what_is_reported() -> None:
    collector = DiagnosticCollector(POSITIONS)
    collector.report("EGY312", PATH, "m", hint="h")
    assert list(collector) == [diagnostic(POSITIONS, "EGY312", PATH, "m", hint="h")]


@pytest.mark.parametrize(
    ("number", "kept", "last"),
    [
        (0, 0, None),
        (199, 199, None),
        (200, 200, None),
        (201, 201, "\u2026 and 1 more fault of this kind in this file"),
        (202, 201, "\u2026 and 2 more faults of this kind in this file"),
        (1400, 201, "\u2026 and 1,200 more faults of this kind in this file"),
    ],
)
def test_cap_keeps_exactly_200_and_counts_the_others(number: int, kept: int, last: str | None) -> None:
    found = capped(collector_of(list(range(1, number + 1))))
    assert len(found) == kept
    assert [d.message for d in found if d.message != "m"] == ([last] if last else [])
    assert [d.span.line for d in found if d.message == "m"] == list(range(1, min(number, MOST_OF_A_KIND) + 1))


def test_cap_keeps_the_first_lines_whatever_their_order() -> None:
    found = capped(collector_of(list(range(201, 0, -1))))
    assert [d.span.line for d in found] == [*range(1, 201), 200]


def test_order_is_by_position_then_code_then_message() -> None:
    ordered = [
        at(1, column=2),
        at(1, "EGY506", column=3),
        at(1, "EGY507", "a", column=3),
        at(1, "EGY507", "b", column=3),
        at(2),
        at(10),
    ]
    assert in_order(ordered[::-1]) == ordered


def test_order_has_what_is_to_come_last_at_the_end_of_its_file() -> None:
    columns_of_no_question = replace(at(1, "EGY505"), is_last=True)
    assert in_order([columns_of_no_question, at(9), at(1, "EGY505")]) == [
        at(1, "EGY505"),
        at(9),
        columns_of_no_question,
    ]


def test_order_removes_duplicates() -> None:
    assert in_order([at(2), at(1), at(2)]) == [at(1), at(2)]
    assert len(in_order([at(1, message="a"), at(1, message="b")])) == 2


def test_order_drops_an_unused_declaration_that_a_misspelt_name_means() -> None:
    unused = Diagnostic(span=Span(FILE, 5), code="EGY418", message="unused")
    misspelt = Diagnostic(
        span=Span(FILE, 9), code="EGY306", message="m", related=((Span(FILE, 5), "declared"),)
    )
    elsewhere = Diagnostic(
        span=Span(FILE, 9), code="EGY306", message="m", related=((Span(FILE, 6), "declared"),)
    )
    also_unused = Diagnostic(
        span=Span(FILE, 9), code="EGY418", message="m", related=((Span(FILE, 5), "same"),)
    )
    assert in_order([unused, misspelt]) == [misspelt]
    assert in_order([unused, elsewhere]) == [unused, elsewhere]
    assert in_order([unused, also_unused]) == [unused, also_unused]


def test_severity_is_that_of_the_code() -> None:
    assert at(1, "EGY516").severity == "warning"
    assert at(1, "EGY507").severity == "error"
    assert not has_errors([at(1, "EGY516"), at(2, "EGY411")])
    assert has_errors([at(1, "EGY516"), at(2, "EGY507")])


def test_cap_counts_each_code_and_file_separately() -> None:
    found = [at(n, code) for n in range(1, 302) for code in ("EGY505", "EGY507")]
    shown = capped(found)
    assert [(d.code, d.counted) for d in shown if d.counted > 1] == [("EGY505", 101), ("EGY507", 101)]
    assert len(shown) == 402


def test_cap_of_what_was_capped_counts_the_same() -> None:
    first = capped([at(n) for n in range(1, 302)])
    again = capped([*first, at(500), at(501)])
    assert [d.counted for d in again if d.counted > 1] == [103]


def about(line: int, name: str, *, is_cause: bool = False, object_type: str = "wave") -> Diagnostic:
    return replace(at(line), common=CommonFault(object_type, name, is_cause))


def test_diagnostics_on_one_fault_share_the_first_message_with_the_places_of_the_others() -> None:
    (shared, other) = in_order([about(9, "sumer"), about(2, "sumer"), about(5, "winter"), about(4, "sumer")])
    assert (shared.span.line, other.span.line) == (2, 5)
    assert [(span.line, note) for span, note in shared.related] == [(4, "here, too"), (9, "here, too")]
    assert other.related == ()


def test_diagnostic_on_the_cause_stands_for_the_others_wherever_it_is() -> None:
    (shared,) = in_order([about(2, "sumer"), about(9, "sumer", is_cause=True)])
    assert shared.span.line == 9
    assert [(span.line, note) for span, note in shared.related] == [(2, "'sumer' is named here")]


@pytest.mark.parametrize(
    ("number", "note"),
    [(4, "here, too"), (5, "here, too, and in 1 more place"), (7, "here, too, and in 3 more places")],
)
def test_diagnostic_on_many_places_shows_three_and_counts_the_others(number: int, note: str) -> None:
    (shared,) = in_order([about(line, "sumer") for line in range(1, number + 1)])
    assert [(span.line, said) for span, said in shared.related] == [
        (2, "here, too"),
        (3, "here, too"),
        (4, note),
    ]


def test_names_of_other_types_and_diagnostics_without_a_common_fault_stay_apart() -> None:
    found = [about(1, "north"), about(2, "north", object_type="cohort"), at(3), at(4)]
    assert in_order(found) == found


def test_declaration_is_not_unused_while_a_name_of_its_type_is_unknown() -> None:
    unused = replace(at(8, "EGY418"), common=CommonFault("wave", "summer"))
    assert in_order([about(1, "sumer"), unused]) == [about(1, "sumer")]
    assert in_order([about(1, "sumer", object_type="basket"), unused]) == [
        about(1, "sumer", object_type="basket"),
        unused,
    ]


def test_order_of_diagnostics_is_the_same_when_they_are_ordered_again() -> None:
    once = in_order([about(line, "sumer") for line in range(1, 7)])
    assert in_order(once) == once


def test_spelling_is_not_shown_where_an_error_is_at_the_same_cell() -> None:
    assert in_order([at(1, "EGY541"), at(1, "EGY517")]) == [at(1, "EGY517")]
    assert in_order([at(1, "EGY541"), at(2, "EGY517")]) == [at(1, "EGY541"), at(2, "EGY517")]
