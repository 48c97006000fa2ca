"""Arranges the explanation of a finding: its rule, its verdict, its numbers, and a unit's part in it."""

from collections.abc import Iterator, Sequence

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.explanation import (
    CellUsed,
    ClauseExplained,
    FindingExplanation,
    LeftOutBy,
    LevelExplained,
    QuestionUsed,
    ReportUse,
    RuleClause,
    UnitInFinding,
    UnitInWave,
    Units,
    UnitsByOutcome,
)
from egyv_engine.model.findings import Verdict
from egyv_engine.model.label_forms import with_capital
from egyv_engine.publish.explanation_pieces import (
    ExplainedPage,
    Grid,
    Heading,
    Line,
    Piece,
    Quoted,
    at_unless_same,
    cited_sources,
    notes_of_care,
    place,
    statement_lines,
)

MOST_UNITS = 40  # of a list
_VERDICTS: dict[Verdict, str] = {
    "improved": "improved",
    "declined": "declined",
    "unchanged": "unchanged",
    "not_comparable": "not comparable",
    "not_judged": "not judged",
}
_CHANGES = {
    "gained": "It gained: it meets the condition only in the later wave.",
    "lost": "It lost: it meets the condition only in the earlier wave.",
    "kept": "It kept: it meets the condition in both waves.",
    "never": "It never met it: it meets the condition in neither wave.",
    "not matched": "It is not compared, because it is not in the base in both waves.",
}
_LEFT_OUT: dict[LeftOutBy, str] = {
    "no level": "the rule also reads another wave, and gives no number for this one",
    "base": "outside of the base",
    "other wave": "not surveyed in another wave that the rule reads",
    "condition": "not asked in a wave that the rule depends on, by skip logic, or because it is not applicable",
}


def finding_pieces(page: ExplainedPage, finding: FindingExplanation) -> Iterator[Piece]:
    """Yield the pieces of a page that explains a finding, in order.

    Args:
        page: Names the units of the explanation.
        finding: The finding.
    """
    yield Heading(text=finding.finding, level=1)
    yield Line(text=f"{_title(page, finding)}.")
    yield Line(text=_summary(finding))
    yield from page.unnamed()
    yield from _rule(page, finding)
    if finding.unit is not None:
        yield from _unit(page, finding.unit)
    yield Heading(text=f"Why it is {_VERDICTS[finding.verdict.verdict]}", level=2)
    yield from statement_lines(finding.verdict.statements)
    yield Heading(text="The numbers", level=2)
    yield _ledger(finding.levels)
    if finding.unit is None:
        yield from _units(page, finding)
    yield from _uses(finding.uses)
    yield from notes_of_care(finding.notes)
    yield from cited_sources(finding.citations)


def _title(page: ExplainedPage, finding: FindingExplanation) -> str:
    rule = finding.rule
    item = "" if rule.item_label is None else f", about {rule.item_label}"
    cohort = "" if finding.cohort is None else f", {page.explanation.cohorts[finding.cohort]}"
    waves = finding.to_label if finding.from_label is None else f"{finding.from_label} and {finding.to_label}"
    return f"{rule.title}{item}{cohort}, {waves} ({rule.principle_title})"


def _summary(finding: FindingExplanation) -> str:
    """Return the verdict in a line, with its counts."""
    verdict = finding.verdict
    levels = "; ".join(
        f"{level.count:,} of {level.base:,} {level.wave_label}"
        for level in finding.levels
        if level.wave in (finding.from_wave, finding.to_wave) and level.asked
    )
    words = _VERDICTS[verdict.verdict]
    certainty = (
        "" if verdict.certainty is None or verdict.verdict == "not_judged" else f" ({verdict.certainty})"
    )
    return f"{with_capital(words)}{certainty}: {levels or 'nothing was asked'}."


def _rule(page: ExplainedPage, finding: FindingExplanation) -> Iterator[Piece]:
    rule = finding.rule
    yield Heading(text="The rule", level=2)
    first, *others = rule.sentences
    above = rule.clauses.above
    if above is None:
        yield Line(text=first.text, at=first.at)
    else:
        many = page.explanation.units_word
        yield Line(text=f"It counts the {many} for which {above}:", at=first.at)
        yield from _rule_clauses(rule.clauses)
    yield from (Line(text=sentence.text, at=sentence.at) for sentence in others)
    yield Quoted(text=f"met_when:{_after_key(rule.condition.as_written)}")
    if rule.base is not None:
        yield Quoted(text=f"base:{_after_key(rule.base.as_written)}")
    for other in rule.named:
        words = other.condition
        yield Line(lead=f"'{other.title}' is met where", text=f"{words.in_words}.", at=words.at, depth=1)
    for question in rule.questions:
        yield from _question(question)
    for attribute in rule.attributes:
        yield Line(text=f"It reads '{attribute.column}' in the register.", at=attribute.at, depth=1)


def _rule_clauses(clause: RuleClause, depth: int = 1) -> Iterator[Piece]:
    """Yield the conditions in a condition; the position is left out where it is that of the one around it."""
    for part in clause.parts:
        text = part.condition.in_words if part.above is None else f"{part.above}:"
        at = at_unless_same(part.condition.at, clause.condition.at)
        yield Line(text=text, at=at, depth=depth)
        yield from _rule_clauses(part, depth + 1)


def _question(question: QuestionUsed) -> Iterator[Piece]:
    about = "" if question.item_label is None else f" about {question.item_label}"
    yield Line(lead="question", text=f"'{question.asks}'{about}", at=question.at, depth=1)
    if question.answers:
        yield Line(lead="answers", text=", ".join(question.answers), depth=2)
    else:
        yield Line(lead="answers", text=f"a {question.kind}", depth=2)
    if question.dont_know:
        yield Line(lead="don't know", text=", ".join(question.dont_know), depth=2)
    if question.asked_if is not None:
        yield Line(lead="asked only if", text=question.asked_if.in_words, at=question.asked_if.at, depth=2)
    for column in question.columns:
        yield Line(lead=f"wave {column.wave}", text=f"column '{column.column}' of {column.file}", depth=2)
    yield from (Line(text=note.text, at=note.at, depth=2) for note in question.notes)


def _ledger(levels: Sequence[LevelExplained]) -> Grid:
    header = ("wave", "surveyed", "returned", "analysed", "asked", "base", "count", "don't know")
    rows = tuple(
        (
            level.wave_label,
            *(
                f"{number:,}"
                for number in (
                    level.surveyed,
                    level.returned,
                    level.analysed,
                    level.asked,
                    level.base,
                    level.count,
                    level.dont_know,
                )
            ),
        )
        for level in levels
    )
    return Grid(header=header, rows=rows)


def _units(page: ExplainedPage, finding: FindingExplanation) -> Iterator[Piece]:
    change = finding.change
    if change is not None:
        yield Heading(text="Who changed", level=2)
        if any(units.number for units in (change.gained, change.lost, change.kept, change.never)):
            yield from _list(page, "gained", change.gained)
            yield from _list(page, "lost", change.lost)
            yield from _list(page, "kept", change.kept)
            yield from _list(page, "never met it", change.never)
        else:
            yield Line(text="None is in the base of both waves.", depth=1)
        if change.not_matched:
            number = sum(found.units.number for found in change.not_matched)
            yield Line(lead=f"not compared ({number:,})", text="by their outcomes in the two waves:", depth=1)
            for found in change.not_matched:
                words = f"{found.before}, then {found.after}"
                yield from _list(page, words, found.units, depth=2)
    for level in finding.levels:
        yield from _level(page, level)


def _level(page: ExplainedPage, level: LevelExplained) -> Iterator[Piece]:
    yield Heading(text=f"Who counted {level.wave_label}", level=2)
    for words, units in _by_outcome(level.units):
        if units.number or words in ("met", "not met"):
            yield from _list(page, words, units)
        if words == "unknown":
            for found in level.unknown_because:
                of_base = " by the condition of the base" if found.part == "base" else ""
                yield from _list(
                    page,
                    f"not decided{of_base}: {found.clause.in_words}",
                    found.units,
                    depth=2,
                    at=found.clause.at,
                )
        if words == "not asked":
            for left_out in level.not_asked_because:
                yield from _list(page, _LEFT_OUT[left_out.part], left_out.units, depth=2)
    if level.units.dont_know.number:
        yield from _list(page, "among those asked, answered don't know", level.units.dont_know)


def _by_outcome(units: UnitsByOutcome) -> tuple[tuple[str, Units], ...]:
    return (
        ("met", units.met),
        ("not met", units.not_met),
        ("unknown", units.unknown),
        ("not asked", units.not_asked),
        ("not analysed", units.not_analysed),
        ("no return", units.no_return),
        ("not surveyed", units.not_surveyed),
    )


def _list(
    page: ExplainedPage, words: str, units: Units, *, depth: int = 1, at: Span | None = None
) -> Iterator[Line]:
    if units.ids is None:
        yield Line(lead=words, text=f"{units.number:,}", depth=depth, at=at)
        return
    named = ", ".join(map(page.named, units.ids[:MOST_UNITS]))
    more = units.number - MOST_UNITS
    if more > 0:
        named += f" and {more:,} more, which --format json lists"
    yield Line(lead=f"{words} ({units.number:,})", text=named or "none", depth=depth, at=at)


def _unit(page: ExplainedPage, unit: UnitInFinding) -> Iterator[Piece]:
    yield Heading(text=f"{page.named(unit.unit)}", level=2)
    if unit.change is not None:
        yield Line(text=_CHANGES[unit.change])
    for wave in unit.waves:
        yield from _in_wave(page, wave)


def _in_wave(page: ExplainedPage, wave: UnitInWave) -> Iterator[Piece]:
    yield Heading(text=f"{with_capital(wave.wave_label)}: {wave.outcome}", level=3)
    yield Line(text=wave.statement)
    if wave.base is not None:
        yield from _clause(wave.base, depth=1, what="the base")
    if wave.condition is not None:
        yield from _clause(wave.condition, depth=1, what="" if wave.base is None else "the condition")
    for skip in wave.skip_logic:
        about = skip.question if skip.item is None else f"{skip.question}.{skip.item}"
        yield from _clause(skip.clause, depth=1, what=f"skip logic of '{about}'")
    yield from _cells(wave.cells, page.explanation.cohort_word)


def _clause(
    clause: ClauseExplained, *, depth: int, what: str = "", above: Span | None = None
) -> Iterator[Piece]:
    """Yield a clause with its outcome in front, then the clauses in it.

    The position is left out where it is that of the clause above.
    """
    outcome = clause.outcome or "left out"
    lead = f"{what}, {outcome}" if what else outcome
    because = "" if clause.because is None else f" ({clause.because})"
    words = clause.condition.in_words if clause.above is None else clause.above
    at = clause.condition.at
    yield Line(lead=lead, text=f"{words}{because}", at=at_unless_same(at, above), depth=depth)
    for member in clause.members:
        yield from _clause(member, depth=depth + 1, above=at)


def _cells(cells: Sequence[CellUsed], cohort_word: str) -> Iterator[Piece]:
    if not cells:
        return
    rows = []
    for cell in cells:
        where = "no cell" if cell.at is None else place(cell.at)
        text = cell.text or ""
        label = "" if cell.label is None else f" (labelled '{cell.label}')"
        role = cohort_word if cell.role == "cohort" else cell.role
        rows.append((where, cell.column, f"{text}{label}", role, cell.counts_as))
    yield Grid(header=("cell", "column", "text", "decides", "counts as"), rows=tuple(rows))


def _uses(uses: Sequence[ReportUse]) -> Iterator[Piece]:
    yield Heading(text="In the report", level=2)
    stated = [use for use in uses if use.is_stated]
    if not stated:
        yield Line(text="No sentence or table of the report states its figures.")
    for use in stated:
        place = (
            use.chapter_title
            if use.heading in (None, use.chapter_title)
            else f"{use.chapter_title}, {use.heading}"
        )
        text = f"the table '{use.text}'" if use.is_table else use.text
        yield Line(lead=place, text=text, depth=1)
    others = len(uses) - len(stated)
    if others:
        more = " more" if stated else ""
        was = f"1{more} sentence was" if others == 1 else f"{others:,}{more} sentences were"
        yield Line(text=f"{was} made from it and other findings; --format json lists them.")


def _after_key(written: str) -> str:
    """Return the YAML of a value as it follows its key: on the same line, or indented below it."""
    if "\n" not in written or written.startswith(("{", "[")):
        return f" {written}"
    return "\n" + "\n".join(f"  {line}" for line in written.split("\n"))
