"""Explanations against the numbers that they explain: lists recounted, rows taken out, cells read again."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from random import Random

import pytest
from hypothesis import given, note, settings

import egyv_engine as ee
from egyv_engine.data.survey_types import Survey
from egyv_engine.evaluation import Trace, findings_from_tables, tabulate
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.explanation import FindingExplanation, LevelExplained, UnitInFinding, UnitInWave, Units
from egyv_engine.model.findings import Finding, Findings
from egyv_engine.model.outcome_columns import EVERY_OUTCOME_WORD
from egyv_engine.model.plan import QuantileOf
from egyv_engine.model.plan_walk import operands_read
from tests.explanation.edited_surveys import with_only, without_answers, without_unit
from tests.generated_programmes import DRAWN, EXAMPLES, REPEATABLE
from tests.oracle.agree import programme_files
from tests.oracle.strategies import programmes
from tests.test_oracle_agrees import CASES, ROOT, TOYS

Files = Mapping[str, bytes]
WRITTEN = pytest.mark.parametrize(
    "root", [ROOT, *TOYS], ids=lambda root: root.name if root != ROOT else "shipped"
)


@cache
def result_of(root: Path) -> ee.Result:
    return evaluated(programme_files(root))


def evaluated(files: Files) -> ee.Result:
    """The result of a programme, which lets its units be named."""
    name, said = "programme.yaml", b"names_units: true\n"
    data = files[name] if said in files[name] else files[name] + said
    return ee.evaluate({PurePosixPath(each): of for each, of in {**files, name: data}.items()})


def ids(units: Units) -> tuple[str, ...]:
    """The ids of units that are named; there are as many as the number says."""
    assert units.ids is not None
    assert units.number == len(units.ids)
    return units.ids


def found(result: ee.Result, finding: Finding, unit: str | None = None) -> FindingExplanation:
    """The explanation of one finding in its comparison."""
    waves = {"from_wave": finding.from_wave, "to_wave": finding.to_wave if finding.from_wave else None}
    (only,) = result.explain(finding.finding, unit, **waves).findings
    return only


# lists and counts


def some(findings: Sequence[Finding], most: int | None) -> list[Finding]:
    """Findings from all parts of the programme, at most so many; all of them for None."""
    step = 1 if most is None else max(1, len(findings) // most)
    return list(findings[::step])


def check_lists(result: ee.Result, most: int | None = None) -> None:
    """Every list of an explanation is as long as the number that it is behind, and the lists agree."""
    rows = {(r.finding, r.wave, r.from_wave, r.to_wave): r.level for r in result.values.ledger}
    of_cohorts = Counter(result.survey.cohort.to_list())
    for finding in some(result.values.findings, most):
        explained = found(result, finding)
        size = sum(of_cohorts.values())
        if finding.cohort in result.plan.parts:
            size = of_cohorts[result.plan.parts.index(finding.cohort)]
        for level in explained.levels:
            check_level(level, size)
            known = rows[finding.finding, level.wave, level.from_wave, level.to_wave]
            counted = (level.surveyed, level.returned, level.analysed, level.asked, level.base, level.count)
            assert counted == tuple(
                getattr(known, name)
                for name in ("surveyed", "returned", "analysed", "asked", "base", "count")
            )
        check_change(explained, finding, size)


def check_level(level: LevelExplained, size: int) -> None:
    units = level.units
    lists = (
        units.not_surveyed,
        units.no_return,
        units.not_analysed,
        units.not_asked,
        units.unknown,
        units.not_met,
        units.met,
    )
    every = [unit for one in lists for unit in ids(one)]
    assert len(set(every)) == len(every) == size
    assert all(list(ids(one)) == sorted(ids(one)) for one in lists)
    assert units.met.number == level.count
    assert units.met.number + units.not_met.number == level.base
    assert level.base + units.unknown.number == level.asked
    assert level.asked + units.not_asked.number == level.analysed
    assert level.analysed + units.not_analysed.number == level.returned
    assert level.returned + units.no_return.number == level.surveyed
    assert units.dont_know.number == level.dont_know
    assert set(ids(units.dont_know)) <= {*ids(units.met), *ids(units.not_met), *ids(units.unknown)}
    left_out = [unit for one in level.not_asked_because for unit in ids(one.units)]
    assert sorted(left_out) == list(ids(units.not_asked))
    assert {unit for one in level.unknown_because for unit in ids(one.units)} == set(ids(units.unknown))


def check_change(explained: FindingExplanation, finding: Finding, size: int) -> None:
    change = explained.change
    assert (change is None) == (finding.change is None)
    if change is None or finding.change is None:
        return
    counts = finding.change
    assert (change.gained.number, change.lost.number) == (counts.gained, counts.lost)
    assert (change.kept.number, change.never.number) == (counts.met_both, counts.met_neither)
    assert explained.verdict.net == change.gained.number - change.lost.number
    levels = {level.wave: level.units for level in explained.levels}
    before, after = levels[explained.from_wave or ""], levels[explained.to_wave]
    assert set(ids(change.gained)) == set(ids(before.not_met)) & set(ids(after.met))
    assert set(ids(change.lost)) == set(ids(before.met)) & set(ids(after.not_met))
    assert set(ids(change.kept)) == set(ids(before.met)) & set(ids(after.met))
    assert set(ids(change.never)) == set(ids(before.not_met)) & set(ids(after.not_met))
    others = list(chain.from_iterable(ids(one.units) for one in change.not_matched))
    assert len(others) == len(set(others)) == size - counts.matched


# rows taken out


def reads_quantiles(result: ee.Result) -> bool:
    """A unit's outcome may depend on the answers of others."""
    conditions = result.plan.conditions
    operands = (part for node in conditions.values() for part in operands_read(node, conditions))
    gates = (node for question in result.plan.questions.values() for node in question.asked_if.values())
    of_gates = (part for node in gates for part in operands_read(node, conditions))
    return any(isinstance(part, QuantileOf) for part in (*operands, *of_gates))


def check_rows(result: ee.Result, places: list[int], most: int | None = None) -> None:
    """Without a row, each count is lower by one where the row is listed, and the same where it is not."""
    if reads_quantiles(result):
        return
    listed = {
        (f.finding, f.from_wave, f.to_wave): found(result, f) for f in some(result.values.findings, most)
    }
    for place in places:
        unit = result.survey.units[place]
        less = findings_from_tables(result.plan, tabulate(result.plan, without_unit(result.survey, place)))
        check_without(unit, listed, result.values, less)


def check_without(
    unit: str,
    listed: Mapping[tuple[str, str | None, str], FindingExplanation],
    before: Findings,
    less: Findings,
) -> None:
    levels = {
        (name, level.wave, level.from_wave, level.to_wave): level.units
        for (name, _, _), explained in listed.items()
        for level in explained.levels
    }
    for row, now in zip(before.ledger, less.ledger, strict=True):
        units = levels.get((row.finding, row.wave, row.from_wave, row.to_wave))
        if units is None:
            continue
        assert row.level.count - now.level.count == (unit in ids(units.met))
        assert row.level.base - now.level.base == (unit in ids(units.met) or unit in ids(units.not_met))
        assert row.level.dont_know - now.level.dont_know == (unit in ids(units.dont_know))
    for finding, changed in zip(before.findings, less.findings, strict=True):
        explained = listed.get((finding.finding, finding.from_wave, finding.to_wave))
        change = None if explained is None else explained.change
        if finding.change is None or changed.change is None or change is None:
            continue
        assert finding.change.gained - changed.change.gained == (unit in ids(change.gained))
        assert finding.change.lost - changed.change.lost == (unit in ids(change.lost))
        assert finding.change.met_both - changed.change.met_both == (unit in ids(change.kept))
        assert finding.change.met_neither - changed.change.met_neither == (unit in ids(change.never))


# units and their cells


def check_units(files: Files, result: ee.Result, number: int) -> None:
    """A few units' parts in findings: outcomes as listed, cells as the files have them, and nothing else decides."""
    dice = Random(7)
    units = result.survey.units.to_list()
    pairs = [(finding, unit) for finding in result.values.findings for unit in units]
    blank = cache(partial(without_answers, result.survey))  # many pairs have the same unit
    for finding, unit in dice.sample(pairs, min(number, len(pairs))):
        place = units.index(unit)
        cohort = result.plan.parts[result.survey.cohort[place]]
        if finding.cohort not in (cohort, result.plan.everyone):
            with pytest.raises(ee.NothingToExplainError):
                found(result, finding, unit)
            continue
        explained = found(result, finding, unit)
        assert explained.unit is not None
        check_unit(files, result, explained, explained.unit, blank(place), place)


def check_unit(
    files: Files,
    result: ee.Result,
    explained: FindingExplanation,
    unit: UnitInFinding,
    blank: Survey,
    place: int,
) -> None:
    levels_of = {level.wave: level for level in explained.levels}
    levels = {wave: level.units for wave, level in levels_of.items()}
    for wave in unit.waves:
        listed = getattr(levels[wave.wave], wave.outcome.replace(" ", "_"))
        assert unit.unit in ids(listed), (explained.finding, wave)
        if wave.outcome == "not asked" and wave.base is not None:
            (of,) = (one for one in levels_of[wave.wave].not_asked_because if unit.unit in ids(one.units))
            assert (of.part == "base") == (wave.base.outcome in ("not met", "not asked", None))
        check_cells(files, result, wave, place)
        if wave.condition is not None:
            check_nothing_else_decides(result, explained, unit.unit, wave, blank)
    if explained.change is not None:
        of_others = chain.from_iterable(ids(one.units) for one in explained.change.not_matched)
        expected = (
            tuple(of_others)
            if unit.change == "not matched"
            else ids(getattr(explained.change, unit.change or ""))
        )
        assert unit.unit in expected


def check_cells(files: Files, result: ee.Result, wave: UnitInWave, place: int) -> None:
    """Each cell with a position is in the row of the unit, in the column that is named, and has the text stated."""
    for cell in wave.cells:
        if cell.at is None:
            assert cell.text is None
            continue
        names, lines = table_of(files[str(cell.at.file)].decode())
        assert cell.text is not None or not lines[cell.at.line][names.index(cell.column)].strip()
        assert lines[cell.at.line][names.index(cell.column)] == (cell.text or "")
        assert lines[cell.at.line][0] == result.survey.units[place]
        before = files[str(cell.at.file)].decode().split("\n")[cell.at.line - 1][: cell.at.column - 1]
        if '"' not in before:
            assert before.count(",") == names.index(cell.column)


@cache
def table_of(text: str) -> tuple[list[str], dict[int, list[str]]]:
    """The header of a CSV file, and its rows by line."""
    reader = csv.reader(io.StringIO(text, newline=""))
    names, lines, start = next(reader), {}, reader.line_num + 1
    for row in reader:
        lines[start] = row
        start = reader.line_num + 1
    return names, lines


def check_nothing_else_decides(
    result: ee.Result, explained: FindingExplanation, unit: str, wave: UnitInWave, blank: Survey
) -> None:
    """With every other answer of the unit blank, its outcome is the same."""
    rule = explained.rule
    kept = {(c.question, c.item, c.wave) for c in wave.cells if c.question is not None and c.wave is not None}
    alone = Trace(result.plan, with_only(result.survey, blank, kept))
    pair = None if wave.from_wave is None or wave.to_wave is None else (wave.from_wave, wave.to_wave)
    outcome = alone.outcome(rule.indicator, rule.item, unit, wave.wave, pair)
    assert EVERY_OUTCOME_WORD[outcome] == wave.outcome, (explained.finding, unit)


# scores


def check_scores(result: ee.Result, units: list[str]) -> None:
    """The scores that explanations compute are those of the tables, as are coverage and changes."""
    scores: dict[tuple[str, ...], tuple[float | None, float | None]] = {
        (row["unit"], row["principle"], row["wave"]): (row["score"], row["coverage"])
        for row in result.scores.iter_rows(named=True)
    }
    changes: dict[tuple[str, ...], float | None] = {
        (row["unit"], row["principle"], row["from_wave"], row["to_wave"]): row["change"]
        for row in result.score_changes.iter_rows(named=True)
    }
    for unit in units:
        for principle in result.programme.principles:
            (explained,) = result.explain(principle, unit).scores
            for one in explained.scores:
                if len(one.waves) == 1:
                    expected = scores.get((unit, principle, *one.waves), (None, None))
                    assert close(one.scores[0], expected[0])
                    assert close(one.coverage, expected[1])
                else:
                    assert close(one.change, changes.get((unit, principle, *one.waves)))


def close(one: object, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(float(one) - other) < 1e-9  # type: ignore[arg-type]


# the programmes


@WRITTEN
def test_lists_of_a_written_programme_are_as_long_as_its_counts(root: Path) -> None:
    check_lists(result_of(root), 60)


@WRITTEN
def test_taking_a_listed_row_out_of_a_written_programme_changes_its_counts(root: Path) -> None:
    result = result_of(root)
    places = range(result.survey.units.len())
    check_rows(result, Random(3).sample(places, min(3, len(places))), 60)


@WRITTEN
def test_cells_of_a_written_programme_are_in_its_files_and_alone_decide(root: Path) -> None:
    check_units(programme_files(root), result_of(root), 40)


@pytest.mark.parametrize(
    "root", [case for case in CASES if case.name.startswith(("data_", "tool_"))], ids=lambda root: root.name
)
def test_cells_of_files_of_other_programs_are_at_their_places(root: Path) -> None:
    result = evaluated(programme_files(root))
    units, found_cells = result.survey.units.to_list(), 0
    for i, finding in enumerate(result.values.findings):
        cohorts = (finding.cohort, result.plan.everyone)
        unit = units[i % len(units)]
        if result.plan.parts[result.survey.cohort[i % len(units)]] not in cohorts and finding.cohort:
            continue
        explained = found(result, finding, unit)
        assert explained.unit is not None
        for cell in (cell for wave in explained.unit.waves for cell in wave.cells):
            if cell.at is not None and cell.text is not None:
                data = (root / cell.at.file).read_bytes()
                text = data.decode("utf-8" if b"\xe9" not in data and b"\x80" not in data else "cp1252")
                lines = text.removeprefix("\ufeff").splitlines()[: cell.at.line]
                written = lines[-1][cell.at.column - 1 : cell.at.end_column - 1]
                assert written.strip('"').replace('""', '"') == cell.text
                if result.plan.has_separate_waves:
                    assert int(unit.rpartition(" ")[2]) == cell.at.line - 1
                else:
                    # A row that begins with a blank cell has the id of the row above, which is filled down.
                    assert unit in next(line for line in reversed(lines) if line[0] not in ",;")
                found_cells += 1
    assert found_cells


@pytest.mark.parametrize("root", [ROOT, *(root for root in TOYS if root.name == "libraries")])
def test_scores_of_a_written_programme_are_those_of_its_tables(root: Path) -> None:
    result = result_of(root)
    assert result.scores.height
    check_scores(result, result.survey.units.to_list()[::3])


@pytest.mark.slow
@WRITTEN
def test_every_finding_and_score_and_many_rows_of_a_written_programme(root: Path) -> None:
    result = result_of(root)
    check_lists(result)
    check_rows(result, list(range(0, result.survey.units.len(), 3)))
    check_units(programme_files(root), result, 200)
    if result.scores.height:
        check_scores(result, result.survey.units.to_list())


def check_generated(files: Files, units: int) -> None:
    for name, data in files.items():
        note(f"--- {name}\n{data.decode()}")
    result = evaluated(files)
    check_lists(result)
    check_rows(result, list(range(min(units, result.survey.units.len()))))
    check_units(files, result, 10 * units)
    if result.scores.height:
        check_scores(result, result.survey.units.to_list()[:units])


@settings(REPEATABLE, max_examples=8)
@given(files=programmes())
def test_explanations_of_a_generated_programme_hold(files: Files) -> None:
    check_generated(files, 1)


@pytest.mark.slow
@settings(DRAWN, max_examples=max(1, EXAMPLES // 10))
@given(files=programmes())
def test_explanations_of_many_generated_programmes_hold(files: Files) -> None:
    check_generated(files, 3)


# the tests can fail


def test_a_unit_that_is_in_the_wrong_list_is_noticed() -> None:
    result = result_of(ROOT)
    finding = next(f for f in result.values.findings if f.to_level is not None and f.to_level.count > 1)
    listed = {(finding.finding, finding.from_wave, finding.to_wave): found(result, finding)}
    met = ids(found(result, finding).levels[-1].units.met)[0]
    place = result.survey.units.to_list().index(met)
    less = findings_from_tables(result.plan, tabulate(result.plan, without_unit(result.survey, place)))
    check_without(met, listed, result.values, less)
    with pytest.raises(AssertionError):
        check_without("nobody", listed, result.values, less)


def analysed(result: ee.Result) -> Iterator[int]:
    """The places of the units that are analysed in every wave."""
    for place in range(result.survey.units.len()):
        if all(w.status[place] == ReturnStatus.ANALYSED.value for w in result.survey.waves.values()):
            yield place


def test_a_cell_that_decides_is_noticed_if_it_is_left_out() -> None:
    result = result_of(ROOT)
    place = next(analysed(result))
    unit = result.survey.units[place]
    cohort = result.plan.parts[result.survey.cohort[place]]
    changed = 0
    for finding in result.values.findings[:120]:
        if finding.cohort != cohort:
            continue
        explained = found(result, finding, unit)
        assert explained.unit is not None
        for wave in explained.unit.waves:
            if wave.outcome in ("met", "not met"):
                rule = explained.rule
                alone = Trace(result.plan, without_answers(result.survey, place))
                outcome = alone.outcome(rule.indicator, rule.item, unit, wave.wave)
                changed += EVERY_OUTCOME_WORD[outcome] != wave.outcome
    assert changed > 30
