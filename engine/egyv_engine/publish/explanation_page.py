"""Arranges an explanation as headings, sentences, lists and tables, which are then written as text or as Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.decimals import number_text, readable_decimal
from egyv_engine.model.explanation import (
    CellUsed,
    Citation,
    ClauseExplained,
    Explanation,
    FindingExplanation,
    LeftOutBy,
    LevelExplained,
    QuestionUsed,
    RankedUnit,
    ReportUse,
    RuleClause,
    ScoreExplained,
    ScoreExplanation,
    SelectionExplanation,
    Statement,
    UnitInFinding,
    UnitInWave,
    Units,
    UnitsByOutcome,
    VoteExplained,
)
from egyv_engine.model.findings import Verdict
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.language.wordings import with_capital

MOST_UNITS = 40  # of a list
MOST_RANKED = 25  # units of a ranking
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


class Heading(Frozen):
    """A heading. level: 1 for that of a whole explanation."""

    text: str
    level: int


class Line(Frozen):
    """A sentence, or an entry of a list.

    lead: words in front that name the line; at: a position that follows it; depth: how many lists it is inside of, 0 for
    none.
    """

    text: str
    lead: str = ""
    at: Span | None = None
    depth: int = 0


class Quoted(Frozen):
    """Text of a rule file."""

    text: str


class Grid(Frozen):
    """A table. The columns from the second on hold numbers or short words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece: TypeAlias = Heading | Line | Quoted | Grid


def page_of(explanation: Explanation) -> tuple[Piece, ...]:
    """Return an explanation as the pieces of a page, in order."""
    return tuple(_Page(explanation).pieces())


class _Page:
    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        self.labels: Mapping[str, str] = explanation.labels

    def pieces(self) -> Iterator[Piece]:
        for finding in self.explanation.findings:
            yield from self._finding(finding)
        for score in self.explanation.scores:
            yield from self._scores(score)
        for selection in self.explanation.selections:
            yield from self._selection(selection)
        if self.explanation.notice is not None:
            yield Heading(text="About the data", level=2)
            yield Line(text=self.explanation.notice)

    def _title(self, finding: FindingExplanation) -> str:
        rule = finding.rule
        item = "" if rule.item_label is None else f", about {rule.item_label}"
        cohort = "" if finding.cohort is None else f", {self.explanation.cohorts[finding.cohort]}"
        waves = (
            finding.to_label if finding.from_label is None else f"{finding.from_label} and {finding.to_label}"
        )
        return f"{rule.title}{item}{cohort}, {waves} ({rule.principle_title})"

    def _unnamed(self) -> Iterator[Piece]:
        """Yield that units are not named, where they must not be."""
        if not self.explanation.names_units:
            many = with_capital(self.explanation.units_word)
            yield Line(
                text=f"{many} are counted here and not named, because the programme does not let them be named."
            )

    # findings

    def _finding(self, finding: FindingExplanation) -> Iterator[Piece]:
        yield Heading(text=finding.finding, level=1)
        yield Line(text=f"{self._title(finding)}.")
        yield Line(text=_summary(finding))
        yield from self._unnamed()
        yield from self._rule(finding)
        if finding.unit is not None:
            yield from self._unit(finding.unit)
        yield Heading(text=f"Why it is {_VERDICTS[finding.verdict.verdict]}", level=2)
        yield from _statements(finding.verdict.statements)
        yield Heading(text="The numbers", level=2)
        yield _ledger(finding.levels)
        if finding.unit is None:
            yield from self._units(finding)
        yield from _uses(finding.uses)
        yield from _notes(finding.notes)
        yield from _sources(finding.citations)

    def _rule(self, finding: FindingExplanation) -> Iterator[Piece]:
        rule = finding.rule
        yield Heading(text="The rule", level=2)
        first, *others = rule.sentences
        above = rule.clauses.above
        if above is None:
            yield Line(text=first.text, at=first.at)
        else:
            many = self.explanation.units_word
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

    def _units(self, finding: FindingExplanation) -> Iterator[Piece]:
        change = finding.change
        if change is not None:
            yield Heading(text="Who changed", level=2)
            if any(units.number for units in (change.gained, change.lost, change.kept, change.never)):
                yield from self._list("gained", change.gained)
                yield from self._list("lost", change.lost)
                yield from self._list("kept", change.kept)
                yield from self._list("never met it", change.never)
            else:
                yield Line(text="None is in the base of both waves.", depth=1)
            if change.not_matched:
                number = sum(found.units.number for found in change.not_matched)
                yield Line(
                    lead=f"not compared ({number:,})", text="by their outcomes in the two waves:", depth=1
                )
                for found in change.not_matched:
                    words = f"{found.before}, then {found.after}"
                    yield from self._list(words, found.units, depth=2)
        for level in finding.levels:
            yield from self._level(level)

    def _level(self, level: LevelExplained) -> Iterator[Piece]:
        yield Heading(text=f"Who counted {level.wave_label}", level=2)
        for words, units in _by_outcome(level.units):
            if units.number or words in ("met", "not met"):
                yield from self._list(words, units)
            if words == "unknown":
                for found in level.unknown_because:
                    of_base = " by the condition of the base" if found.part == "base" else ""
                    yield from self._list(
                        f"not decided{of_base}: {found.clause.in_words}",
                        found.units,
                        depth=2,
                        at=found.clause.at,
                    )
            if words == "not asked":
                for left_out in level.not_asked_because:
                    yield from self._list(_LEFT_OUT[left_out.part], left_out.units, depth=2)
        if level.units.dont_know.number:
            yield from self._list("among those asked, answered don't know", level.units.dont_know)

    def _list(self, words: str, units: Units, *, depth: int = 1, at: Span | None = None) -> Iterator[Line]:
        if units.ids is None:
            yield Line(lead=words, text=f"{units.number:,}", depth=depth, at=at)
            return
        named = ", ".join(map(self._named, units.ids[:MOST_UNITS]))
        more = units.number - MOST_UNITS
        if more > 0:
            named += f" and {more:,} more, which --format json lists"
        yield Line(lead=f"{words} ({units.number:,})", text=named or "none", depth=depth, at=at)

    def _named(self, unit: str) -> str:
        label = self.labels.get(unit)
        return unit if label is None else f"{unit} ({label})"

    # a unit

    def _unit(self, unit: UnitInFinding) -> Iterator[Piece]:
        yield Heading(text=f"{self._named(unit.unit)}", level=2)
        if unit.change is not None:
            yield Line(text=_CHANGES[unit.change])
        for wave in unit.waves:
            yield from self._in_wave(wave)

    def _in_wave(self, wave: UnitInWave) -> Iterator[Piece]:
        yield Heading(text=f"{self._named_wave(wave)}: {wave.outcome}", level=3)
        yield Line(text=wave.statement)
        if wave.base is not None:
            yield from _clause(wave.base, depth=1, what="the base")
        if wave.condition is not None:
            yield from _clause(wave.condition, depth=1, what="" if wave.base is None else "the condition")
        for skip in wave.skip_logic:
            about = skip.question if skip.item is None else f"{skip.question}.{skip.item}"
            yield from _clause(skip.clause, depth=1, what=f"skip logic of '{about}'")
        yield from _cells(wave.cells, self.explanation.cohort_word)

    def _named_wave(self, wave: UnitInWave) -> str:
        return with_capital(wave.wave_label)

    # scores

    def _scores(self, found: ScoreExplanation) -> Iterator[Piece]:
        yield Heading(text=f"{found.principle}: {self._named(found.unit)}", level=1)
        cohort = "" if found.cohort is None else f", {self.explanation.cohorts[found.cohort]}"
        yield Line(text=f"The scores of {self._named(found.unit)}{cohort} for '{found.principle_title}'.")
        for score in found.scores:
            yield from _score(score)
        yield from _notes(found.notes)
        yield from _sources(found.citations)

    # selections

    def _selection(self, found: SelectionExplanation) -> Iterator[Piece]:
        about = "" if found.unit is None else f": {self._named(found.unit)}"
        yield Heading(text=f"{found.selection}{about}", level=1)
        yield from self._unnamed()
        own = next((row for row in found.ranking if row.unit == found.unit), None)
        if own is not None:
            yield from self._own(own)
        yield Heading(text="The rule", level=2)
        yield from _statements(found.statements)
        if found.ranking:
            yield from self._ranking(found, own)
        yield from _notes(found.notes)
        yield from _sources(found.citations)

    def _ranking(self, found: SelectionExplanation, own: RankedUnit | None) -> Iterator[Piece]:
        where = "" if found.group is None else f" of the {self.explanation.cohorts[found.group]}"
        yield Heading(text=f"The ranking{where}", level=2)
        shown = self._shown(found.ranking, own)
        has_cohorts = found.unit is None and any(row.cohort is not None for row in shown)
        yield Grid(
            header=(
                self.explanation.unit_word,
                *((self.explanation.cohort_word,) if has_cohorts else ()),
                *("rank", "score", "class", "available", "selected"),
            ),
            rows=tuple(self._ranked(row, has_cohorts=has_cohorts) for row in shown),
        )
        left_out = len(found.ranking) - len(shown)
        if left_out:
            yield Line(text=f"{left_out:,} more are ranked, which --format json lists.")
        chosen = [row for row in found.ranking if row.is_selected and row is not own]
        if chosen:
            yield Heading(text="Who was chosen, and why", level=2)
        for row in chosen:
            yield Line(lead=self._named(row.unit), text=row.reason, depth=1)

    def _own(self, own: RankedUnit) -> Iterator[Piece]:
        chosen = "was chosen" if own.is_selected else "was not chosen"
        yield Line(text=f"{self._named(own.unit)} {chosen}. {own.reason}")
        if own.subjects:
            yield Grid(
                header=("scored", "score", "based on"),
                rows=tuple((s.subject, _number(s.score), ", ".join(s.sources)) for s in own.subjects),
            )
            yield Line(text=f"The mean is {_number(own.score)}.")

    def _shown(self, ranking: Sequence[RankedUnit], own: RankedUnit | None) -> Sequence[RankedUnit]:
        """Return the rows to show: all of a short ranking; of a long one the first, the chosen and the unit's own."""
        if len(ranking) <= MOST_RANKED:
            return ranking
        return [row for i, row in enumerate(ranking) if i < MOST_RANKED or row.is_selected or row is own]

    def _ranked(self, row: RankedUnit, *, has_cohorts: bool) -> tuple[str, ...]:
        return (
            self._named(row.unit),
            *((row.cohort or "",) if has_cohorts else ()),
            "" if row.rank is None else str(row.rank),
            _number(row.score),
            row.class_ or "",
            {None: "not known", True: "yes", False: "no"}[row.is_available],
            "yes" if row.is_selected else "",
        )


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


def _statements(statements: Sequence[Statement]) -> Iterator[Piece]:
    yield from (Line(text=one.text, at=one.at, depth=1) for one in statements)


def _rule_clauses(clause: RuleClause, depth: int = 1) -> Iterator[Piece]:
    """Yield the conditions in a condition; the position is left out where it is that of the one around it."""
    for part in clause.parts:
        at, above = part.condition.at, clause.condition.at
        text = part.condition.in_words if part.above is None else f"{part.above}:"
        is_same = (above.file, above.line) == (at.file, at.line)
        yield Line(text=text, at=None if is_same else at, depth=depth)
        yield from _rule_clauses(part, depth + 1)


def _notes(notes: Sequence[Statement]) -> Iterator[Piece]:
    if notes:
        yield Heading(text="Read with care", level=2)
        yield from _statements(notes)


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
    is_same = above is not None and (above.file, above.line) == (at.file, at.line)
    yield Line(lead=lead, text=f"{words}{because}", at=None if is_same else at, depth=depth)
    for member in clause.members:
        yield from _clause(member, depth=depth + 1, above=at)


def _cells(cells: Sequence[CellUsed], cohort_word: str) -> Iterator[Piece]:
    if not cells:
        return
    rows = []
    for cell in cells:
        at = cell.at
        where = (
            "no cell" if at is None else f"{at.file}:{at.line}" if not at.place else f"{at.file} {at.place}"
        )
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


def _sources(citations: Sequence[Citation]) -> Iterator[Piece]:
    if not citations:
        return
    yield Heading(text="Sources", level=2)
    for citation in citations:
        parts = [part for part in (citation.document, citation.paragraph) if part]
        if citation.checked:
            parts.append(f"checked {citation.checked}")
        text = ", ".join(parts)
        if citation.rationale:
            text = f"{text}. {citation.rationale}" if text else citation.rationale
        yield Line(lead=citation.about, text=text, at=citation.at, depth=1)


def _score(score: ScoreExplained) -> Iterator[Piece]:
    shown = " and ".join(_number(one) if one is not None else "no score" for one in score.scores)
    waves = " to ".join(score.waves)
    what = "Change" if len(score.waves) > 1 else "Score"
    yield Heading(text=f"{what} {waves}: {shown}", level=2)
    yield from _statements(score.statements)
    if not score.votes:
        return
    votes = [f"vote {wave}" for wave in score.waves] if len(score.waves) > 1 else ["vote"]
    yield Grid(
        header=("indicator", "weight", "asked", "evaluated", *votes),
        rows=tuple(_vote(vote) for vote in score.votes),
    )
    for vote in score.votes:
        yield from _items(vote)


def _vote(vote: VoteExplained) -> tuple[str, ...]:
    lower = " (lower is better)" if vote.is_lower_better else ""
    votes = [_number(one) for one in vote.votes] or [""] * len(vote.counted)
    return (f"{vote.title}{lower}", _number(vote.weight), str(vote.asked), str(vote.evaluated), *votes)


def _items(vote: VoteExplained) -> Iterator[Piece]:
    """Yield the outcomes of an indicator's items, those with the same outcomes together."""
    first, *others = vote.items
    words, at = vote.condition.in_words, vote.condition.at
    if first.item is None and not others:
        yield Line(lead=vote.title, text=f"{', then '.join(first.outcomes)}: {words}", at=at, depth=1)
        return
    yield Line(lead=vote.title, text=words, at=at, depth=1)
    by_outcomes: dict[tuple[str, ...], list[str]] = {}
    for item in vote.items:
        by_outcomes.setdefault(item.outcomes, []).append(item.item_label or "")
    for outcomes, items in by_outcomes.items():
        text = ", ".join(label for label in items if label)
        yield Line(lead=", then ".join(outcomes), text=text, depth=2)


def _after_key(written: str) -> str:
    """Return the YAML of a value as it follows its key: on the same line, or indented below it."""
    if "\n" not in written or written.startswith(("{", "[")):
        return f" {written}"
    return "\n" + "\n".join(f"  {line}" for line in written.split("\n"))


def _number(number: Fraction | float | None) -> str:
    if number is None:
        return ""
    exact = Fraction(number)
    return number_text(exact) if exact.denominator == 1 else readable_decimal(exact, 2)
