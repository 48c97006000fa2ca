"""Survey files into codes: CSV and Parquet agree, and the order of rows and columns does not matter."""

from pathlib import PurePosixPath
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.pipeline.run import check_files, evaluate_files
from tests.csv_files import tables_of
from tests.data.readers import Files, as_parquet, plain, read
from tests.library import BASE

REGISTER, BEFORE, AFTER = (PurePosixPath(f"surveys/{n}.csv") for n in ("libraries", "before", "after"))
ANSWERS = ("No", "Yes", "Don't know", "")
COLUMNS = ("open_late", "late_visits", "offered.evenings", "offered.events", "offered.parcels")
CLOSED = b"""\
lists: {new_services: [parcels]}
questions:
  - {id: open_late, asks: Is it open late?, scale: yes_no}
  - {id: late_visits, asks: Is it used late?, scale: yes_no, asked_if: {question: open_late, is: "Yes"}}
  - id: offered
    asks: Which services are on offer?
    scale: yes_no
    items: services
    not_asked: [{wave: before, items: new_services}]
"""
RULES = b"""\
title: Open to all
what_good_looks_like: Everyone can use the library.
indicators:
  - {id: open_late, title: Open late, met_when: {question: open_late, is: "Yes"}, says: {units: "opened late"}}
  - id: service_offered
    title: Service offered
    for_each: old_services
    met_when: {question: offered, is: "Yes"}
    says: {units: "offered {{ item }}", items: "{{ were }} on offer in"}
"""


def base() -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(p.relative_to(BASE)): p.read_bytes() for p in sorted(BASE.rglob("*")) if p.is_file()
    }


def closed(register: bytes, before: bytes, after: bytes) -> dict[PurePosixPath, bytes]:
    """A programme with scales only, which the quick reader can read."""
    files = base()
    del files[PurePosixPath("principles/2-services.yaml")]
    programme = PurePosixPath("programme.yaml")
    files[programme] = files[programme].replace(b"[access, services]", b"[access]")
    scales = PurePosixPath("rules/scales.yaml")
    files[scales] = files[scales].replace(b", frequency: [Never, Sometimes, Often]", b"")
    return files | {
        PurePosixPath("surveys/instrument.yaml"): CLOSED,
        PurePosixPath("principles/1-access.yaml"): RULES,
        REGISTER: register,
        BEFORE: before,
        AFTER: after,
    }


@st.composite
def surveys(draw: st.DrawFn, *, sound: bool) -> dict[PurePosixPath, bytes]:
    """Up to nine libraries, of which some did not return the first survey; with mistakes unless `sound`."""
    units = draw(st.lists(st.sampled_from("abcdefghé"), min_size=2, unique=True))
    cohort = {u: "pilot" if i % 2 else "main" for i, u in enumerate(units)}
    came = {u: draw(st.sampled_from(("returned", "late", "none"))) for u in units}
    register = [
        "library,cohort,before_return",
        *(f"{u},{cohort[u]},{came[u]}" for u in draw(st.permutations(units))),
    ]
    files = ["\n".join(register) + "\n"]
    for columns, there in ((COLUMNS[:-1], [u for u in units if came[u] != "none"]), (COLUMNS, units)):
        answer = st.sampled_from(ANSWERS if sound else (*ANSWERS * 4, "Yse", " Yes", '"No"'))
        names = draw(st.permutations(columns))
        rows = {u: [draw(answer) for _ in names] for u in draw(st.permutations(there))}
        lines = [["library", *names], *([u, *cells] for u, cells in rows.items())]
        if not sound and draw(st.booleans()):
            mistake = draw(st.sampled_from(("row", "twice", "unit", "cell", "column", "blank")))
            at = draw(st.integers(0, len(lines) - 1))
            match mistake:
                case "row":
                    del lines[at:]
                case "twice":
                    lines.append(lines[at])
                case "unit":
                    lines[at] = ["z", *lines[at][1:]]
                case "cell":
                    lines[at] = lines[at][:-1]
                case "column":
                    lines[0][-1] = "offered.event"
                case "blank":
                    lines.insert(at, [""])
        start, end = draw(st.sampled_from(("", "\ufeff"))), draw(st.sampled_from(("\n", "\r\n")))
        files.append(start + end.join(",".join(line) for line in lines) + draw(st.sampled_from(("", end))))
    register_text, before, after = (f.encode() for f in files)
    return closed(register_text, before, after)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(surveys(sound=True))
def test_sound_files_are_read_alike_from_csv_and_from_parquet(files: Files) -> None:
    found, faults = read(files)
    same, faults_of_parquet = read(as_parquet(files))
    assert [(d.code, d.span.line) for d in faults] == [(d.code, d.span.line) for d in faults_of_parquet]
    assert (found is None) == (same is None)
    if found is not None and same is not None:
        assert plain(found) == plain(same)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(surveys(sound=False))
def test_files_with_mistakes_are_read_or_reported_at_lines_that_exist(files: Files) -> None:
    found, faults = read(files)
    assert (found is None) == has_errors(faults)
    for fault in faults:
        for span in (fault.span, *(where for where, _ in fault.related)):
            lines = files[span.file].decode().replace("\r\n", "\n").split("\n")
            assert 1 <= span.line <= len(lines)
            assert span.column <= len(lines[span.line - 1].removeprefix("\ufeff")) + 1


def large() -> dict[PurePosixPath, bytes]:
    """Large files in no particular order."""
    random = Random(20120901)
    units = [f"library-{n:07}" for n in range(60_000)]
    came = {u: random.choice(("returned", "returned", "late", "none")) for u in units}
    group = {u: random.choice(("pilot", "main")) for u in units}
    texts = ["library,cohort,before_return\n" + "".join(f"{u},{group[u]},{came[u]}\n" for u in units)]
    for columns, there in ((COLUMNS[:-1], [u for u in units if came[u] != "none"]), (COLUMNS, units)):
        random.shuffle(there := list(there))
        rows = [",".join((u, *(random.choice(ANSWERS) for _ in columns))) for u in there]
        texts.append("\n".join((",".join(("library", *columns)), *rows)) + "\n")
    register, before, after = (t.encode() for t in texts)
    return closed(register, before, after)


@pytest.mark.slow
def test_large_files_are_read_alike_from_csv_and_from_parquet() -> None:
    files = large()
    found, faults = read(files)
    same, _ = read(as_parquet(files))
    assert found is not None
    assert same is not None
    assert faults == []
    assert plain(found) == plain(same)


@pytest.mark.parametrize("cohort", ["pilot", "main", None])
def test_column_blank_for_a_cohort_is_reported(cohort: str | None) -> None:
    units = [("a", "pilot"), ("b", "main"), ("c", "pilot"), ("d", "main")]
    register = "library,cohort,before_return\n" + "".join(f"{u},{c},returned\n" for u, c in units)
    before = "library,open_late,late_visits,offered.evenings,offered.events\n"
    before += "".join(f"{u},Yes,Yes,No,{'' if cohort in (None, c) else 'No'}\n" for u, c in units)
    after = "library,open_late,late_visits,offered.evenings,offered.events,offered.parcels\n"
    after += "".join(f"{u},Yes,Yes,No,No,Yes\n" for u, _ in units)
    _, faults = read(closed(register.encode(), before.encode(), after.encode()))
    whom = f"every analysed unit of cohort '{cohort}'" if cohort else "every analysed unit"
    blank = [d.message for d in faults if d.code == "EGY516"]
    assert blank == [f"{whom} left 'offered.events' blank in 'before'"]


def test_dont_know_answer_that_is_also_on_a_scale_is_reported_once() -> None:
    files = large()
    scales = PurePosixPath("rules/scales.yaml")
    files[scales] = files[scales].replace(b'"Yes"', b'"Yes", "Don\'t know"')
    assert [d.code for d in check_files(files)] == ["EGY415"]


@pytest.mark.slow
def test_one_mistake_in_many_cells_of_all_columns_is_told_once() -> None:
    files = large()
    wrong = files[AFTER].replace(b",Yes", b",Yse")
    (fault,) = check_files(files | {AFTER: wrong})
    assert (fault.span.file, fault.code) == (AFTER, "EGY507")
    rows = [line.split(",") for line in files[AFTER].decode().splitlines()]
    name = next(name for name in rows[0] if f"cells of '{name}'" in fault.message)
    cells = [row[rows[0].index(name)] for row in rows]
    assert f" {cells.count('Yes'):,} cells" in fault.message
    assert fault.span.line == cells.index("Yes") + 1
    others = [span for span, _ in fault.related if span.file == AFTER]
    lines = wrong.decode().splitlines()
    assert {lines[s.line - 1][s.column - 1 : s.end_column - 1] for s in others} == {"Yse"}


def test_row_that_starts_with_a_misplaced_quotation_mark_is_reported_once() -> None:
    files = base()
    found = check_files(files | {AFTER: files[AFTER].replace(b"birch,", b'"birch,')})
    assert [(d.code, d.span.line, d.span.column) for d in found] == [("EGY522", 3, 1)]


def rearranged(data: bytes, random: Random) -> bytes:
    """The same CSV, its rows in another order, and its columns, too."""
    header, *rows = (
        line.split(",") for line in data.decode().replace('"Small, but busy"', "Small").splitlines()
    )
    random.shuffle(rows)
    order = random.sample(range(len(header)), len(header))
    return "".join(",".join(row[i] for i in order) + "\n" for row in (header, *rows)).encode()


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_tables_do_not_depend_on_the_order_of_rows_and_columns(random: Random) -> None:
    files = base()
    shuffled = files | {name: rearranged(files[name], random) for name in (REGISTER, BEFORE, AFTER)}
    expected, found = evaluate_files(files), evaluate_files(shuffled)
    assert tables_of(expected)
    assert tables_of(found) == tables_of(expected)
    assert found.diagnostics == ()
