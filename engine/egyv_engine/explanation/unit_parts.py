"""Explains a unit's part in a finding: what each clause gave in each wave, and the cells that decide it."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from egyv_engine.data.register_conditions import attributes_in
from egyv_engine.data.survey_types import FoundCell
from egyv_engine.evaluation.trace import Gate
from egyv_engine.evaluation.unit_clauses import (
    AnswerState,
    Clause,
    GivenAnswer,
    NumberFound,
    answers_of,
    is_calculated,
)
from egyv_engine.explanation.explained_run import ExplainedRun
from egyv_engine.link.condition_words import ALL_HOLD, ONE_HOLDS, LabelWords, words_above
from egyv_engine.model.decimals import number_text, readable_decimal
from egyv_engine.model.documents import Question
from egyv_engine.model.explanation import (
    CellRole,
    CellUsed,
    ClauseExplained,
    ConditionPart,
    SkipExplained,
    UnitChange,
    UnitInFinding,
    UnitInWave,
    WordedCondition,
)
from egyv_engine.model.findings import Finding
from egyv_engine.model.outcome_columns import EVERY_OUTCOME_WORD
from egyv_engine.model.plan import And, Compare, Derived, Node, Or, Outcome, PlannedIndicator
from egyv_engine.model.plan_walk import sides_of

Comparison = tuple[str, str]

_STATES: dict[AnswerState, str] = {
    "blank": "it left the question blank",
    "unsure": "whether it was asked depends on an answer that is unknown",
    "not_asked": "it was not asked",
    "left_out": "the comparison leaves the question out, because one of its waves did not ask it",
    "not_analysed": "its return of that wave is not analysed",
    "no_return": "it sent no return in that wave",
    "not_surveyed": "it was not surveyed in that wave",
}
_STATES_ON_RECORD: dict[AnswerState, str] = {
    **_STATES,
    "blank": "its record is blank",
    "unsure": "whether it was recorded depends on a value that is unknown",
    "not_asked": "it was not recorded",
    "left_out": "the comparison leaves it out, because one of its waves did not record it",
    "not_analysed": "its record of that wave is not analysed",
    "no_return": "it has no record of that wave",
    "not_surveyed": "no record of it was due in that wave",
}
_OUTCOMES = {
    Outcome.NOT_SURVEYED: "It was not surveyed in this wave.",
    Outcome.NO_RETURN: "It sent no return in this wave.",
    Outcome.NOT_ANALYSED: "It sent a return that is not analysed.",
    Outcome.NOT_ASKED: "It was not asked, so it is not in the base.",
    Outcome.UNKNOWN: "It was asked, and its answers do not decide the condition, so it is not in the base.",
    Outcome.NOT_MET: "It is in the base and does not meet the condition.",
    Outcome.MET: "It is in the base and meets the condition, so it is counted.",
}
_OUTCOMES_ON_RECORD = {
    **_OUTCOMES,
    Outcome.NOT_SURVEYED: "No record of it was due in this wave.",
    Outcome.NO_RETURN: "It has no record of this wave.",
    Outcome.NOT_ANALYSED: "Its record is not analysed.",
    Outcome.NOT_ASKED: "It was not recorded, so it is not in the base.",
    Outcome.UNKNOWN: "Its record does not decide the condition, so it is not in the base.",
}
_BY_ANOTHER_WAVE = {
    "no level": "The rule also reads another wave, and gives no number for this one.",
    "other wave": "The rule also reads another wave, in which it was not surveyed, so it is not in the base.",
}
_BY_ANOTHER_WAVE_ON_RECORD = {
    **_BY_ANOTHER_WAVE,
    "other wave": "The rule also reads another wave, in which no record of it was due, so it is not in the base.",
}


_CHANGES: dict[tuple[Outcome, Outcome], UnitChange] = {
    (Outcome.NOT_MET, Outcome.MET): "gained",
    (Outcome.MET, Outcome.NOT_MET): "lost",
    (Outcome.MET, Outcome.MET): "kept",
    (Outcome.NOT_MET, Outcome.NOT_MET): "never",
}


def unit_in_finding(
    run: ExplainedRun, finding: Finding, planned: PlannedIndicator, unit: str, waves: Collection[str]
) -> UnitInFinding:
    """Return a unit's part in a finding.

    Args:
        run: The programme and its results.
        finding: The finding.
        planned: Its indicator, for its item.
        unit: The id of a unit of its cohort.
        waves: The waves that have a level: one that a rule looks back at may have none.
    """
    earlier = finding.from_wave
    pair = None if earlier is None else (earlier, finding.to_wave)
    in_waves = [_InWave(run, planned, unit, wave, pair) for wave in pair or run.plan.waves if wave in waves]
    change: UnitChange | None = None
    if pair is not None and finding.change is not None:
        change = _CHANGES.get((in_waves[0].outcome, in_waves[1].outcome), "not matched")
    return UnitInFinding(unit=unit, change=change, waves=tuple(one.explained() for one in in_waves))


class _InWave:
    """A unit in a wave."""

    def __init__(
        self, run: ExplainedRun, planned: PlannedIndicator, unit: str, wave: str, pair: Comparison | None
    ) -> None:
        self.run = run
        self.planned = planned
        self.unit = unit
        self.wave = wave
        self.names = run.label_words_of(planned)
        self.place = run.place_of(unit)
        depends = planned.looks_back or (planned.over_asked_in_both and pair is not None)
        self.pair = pair if depends else None
        about = (planned.indicator, planned.item)
        self.outcome = run.trace.outcome(*about, unit, wave, self.pair)
        self.has_clauses = self.outcome >= Outcome.NOT_ASKED and run.trace.has_level(*about, wave, self.pair)

    def explained(self) -> UnitInWave:
        """Return what its outcome follows from."""
        condition, base = self._clauses("condition"), self._clauses("base")
        read = [part for part in (base, condition) if part is not None]
        gates = self.run.trace.skip_logic(self.unit, [a for part in read for a in answers_of(part)])
        return UnitInWave(
            wave=self.wave,
            wave_label=self.run.wave_label(self.wave),
            from_wave=None if self.pair is None else self.pair[0],
            to_wave=None if self.pair is None else self.pair[1],
            outcome=EVERY_OUTCOME_WORD[self.outcome],
            statement=self._statement(),
            condition=None if condition is None else _explained(self.run, self.names, condition),
            base=None if base is None else _explained(self.run, self.names, base),
            skip_logic=tuple(
                SkipExplained(
                    question=gate.answer.question,
                    item=gate.answer.item,
                    wave=gate.answer.wave,
                    clause=self._gate(gate),
                )
                for gate in gates
            ),
            cells=tuple(self._cells(condition, base, [gate.clause for gate in gates])),
        )

    def _gate(self, gate: Gate) -> ClauseExplained:
        """Return the skip logic of a question for the unit."""
        question = self.run.linked.questions[gate.answer.question]
        return _explained(self.run, self.run.label_words(question.items, gate.answer.item), gate.clause)

    def _statement(self) -> str:
        """Return what its outcome means."""
        is_on_record = self.run.is_on_record(self.planned)
        if self.outcome == Outcome.NOT_ASKED:
            about = (self.planned.indicator, self.planned.item, self.run.cohort_of(self.unit))
            for part, units in self.run.trace.not_asked(*about, self.wave, self.pair).items():
                if self.unit in units and part in _BY_ANOTHER_WAVE:
                    return (_BY_ANOTHER_WAVE_ON_RECORD if is_on_record else _BY_ANOTHER_WAVE)[part]
        return (_OUTCOMES_ON_RECORD if is_on_record else _OUTCOMES)[self.outcome]

    def _clauses(self, part: ConditionPart) -> Clause | None:
        if not self.has_clauses:
            return None
        about = (self.planned.indicator, self.planned.item, self.wave, self.unit, self.pair)
        return self.run.trace.clauses(*about, part=part)

    def _cells(
        self, condition: Clause | None, base: Clause | None, gates: Sequence[Clause]
    ) -> Iterator[CellUsed]:
        """Yield the cells that decide the outcome, each once."""
        seen: set[tuple[str | None, ...]] = set()
        parts: list[tuple[CellRole, Clause | None]] = [("base", base), ("condition", condition)]
        parts += [("skip logic", gate) for gate in gates]
        found = [self._attribute("cohort", name) for name in self._cohort_attributes()]
        found += [self._attribute("return", name) for name in self._return_attributes()]
        for role, clause in parts:
            if clause is not None:
                found += [self._answer(role, answer) for answer in answers_of(clause)]
                found += [self._attribute(role, name) for name in _attributes(clause)]
        for cell in found:
            key = (cell.wave, cell.question, cell.item, cell.attribute)
            if key not in seen:
                seen.add(key)
                yield cell

    def _cohort_attributes(self) -> tuple[str, ...]:
        cohorts = self.run.linked.programme.file.cohorts
        return () if cohorts is None else (cohorts.attribute,)

    def _return_attributes(self) -> tuple[str, ...]:
        wave = self.run.linked.waves[self.wave]
        declared = (wave.surveyed, wave.returned, wave.analysed)
        return tuple(name for one in declared if one is not None for name in attributes_in(one))

    def _answer(self, role: CellRole, answer: GivenAnswer) -> CellUsed:
        places = self.run.survey.waves[answer.wave].places
        cell = None if places is None else places.found(self.place, answer.question, answer.item)
        question = self.run.linked.questions[answer.question]
        return CellUsed(
            role=role,
            wave=answer.wave,
            question=answer.question,
            item=answer.item,
            attribute=None,
            column=self._column(question, answer, cell),
            at=None if cell is None else cell.span,
            text=_text(cell),
            label=None if cell is None else cell.label,
            value=answer.words,
            counts_as=_answer_in_words(self.run, answer),
        )

    def _column(self, question: Question, answer: GivenAnswer, cell: FoundCell | None) -> str:
        """Return the name of the column as the file has it: items that have rows of their own share one."""
        if cell is not None:
            return cell.column
        linked = self.run.linked
        of_rows = linked.column_of_item_rows(question, answer.wave)
        return of_rows or linked.column_of(question, answer.item, answer.wave)

    def _attribute(self, role: CellRole, name: str) -> CellUsed:
        column = self.run.survey.attributes[name]
        value = column[self.place]
        places = self.run.survey.places
        cell = None if places is None else places.found(self.place, name, value)
        return CellUsed(
            role=role,
            wave=None,
            question=None,
            item=None,
            attribute=name,
            column=self.run.linked.programme.file.register.column_of(name) if cell is None else cell.column,
            at=None if cell is None else cell.span,
            text=_text(cell),
            label=None if cell is None else cell.label,
            value=value,
            counts_as=_value_in_words(value),
        )


def _text(cell: FoundCell | None) -> str | None:
    return None if cell is None else cell.text or None


def _answer_in_words(run: ExplainedRun, answer: GivenAnswer) -> str:
    """Return what a unit answered, or what its record says, as a clause about it."""
    is_recorded = run.linked.is_recorded(run.linked.questions[answer.question])
    given = f"{'its record says' if is_recorded else 'it answered'} '{answer.words}'"
    match answer.state:
        case "answer":
            return given
        case "dont_know":
            return f"{given}, which meets no comparison"
        case "not_applicable":
            return f"{given}, which counts as not {'recorded' if is_recorded else 'asked'}"
        case state:
            return (_STATES_ON_RECORD if is_recorded else _STATES)[state]


def _value_in_words(value: str | None) -> str:
    """Return a value of the register in quotation marks, or "blank" for None."""
    return "blank" if value is None else f"'{value}'"


def node_in_words(run: ExplainedRun, names: LabelWords, node: Node) -> WordedCondition:
    """Return a clause of a condition in words and as it is written.

    Args:
        run: The programme and its results.
        names: Puts the names in the condition into words, but for those in conditions of indicators that it names.
        node: The clause, of the condition itself or of an indicator that it names.
    """
    assert node.written is not None
    return run.worded(node.written, _names_in(run, names, node), node.doc_path)


def _names_in(run: ExplainedRun, names: LabelWords, node: Node) -> LabelWords:
    """Return what puts the names in a node into words: it may belong to, or name, an indicator with another item."""
    owner = node.name if isinstance(node, Derived) else "/".join(node.path.split("/")[:2])
    indicator = run.indicator_of(owner)
    return names if indicator is None else run.label_words_of(indicator)


def _above(node: Node, names: LabelWords) -> str | None:
    """Return the words that introduce the members of a node; these are negated where the node is under a `not`."""
    match node:
        case And():
            return ALL_HOLD
        case Or():
            return ONE_HOLDS
        case Compare(written=written) if written is not None:
            return words_above(written, names)
        case _:
            return None


def _explained(run: ExplainedRun, names: LabelWords, clause: Clause) -> ClauseExplained:
    """Return a clause, what it gave for a unit, and why.

    Args:
        run: The programme and its results.
        names: Puts the names in the condition into words, but for those in conditions of indicators that it names.
        clause: The clause; the one member of a clause that names an indicator is the condition of that indicator.
    """
    names = _names_in(run, names, clause.node)
    return ClauseExplained(
        condition=node_in_words(run, names, clause.node),
        above=_above(clause.node, names),
        outcome=None if clause.outcome is None else EVERY_OUTCOME_WORD[clause.outcome],
        because=_because(run, clause),
        members=tuple(_explained(run, names, member) for member in clause.members),
    )


def _because(run: ExplainedRun, clause: Clause) -> str | None:
    """Return what a unit answered to a clause, and the numbers that were computed of it."""
    parts = [_answer_in_words(run, answer) for answer in clause.answers]
    parts += [f"'{given.attribute}' is {_value_in_words(given.value)}" for given in clause.attributes]
    sides = [_range(found) for found in clause.computed if found is not None]
    # One of two numbers alone would be taken for the other.
    if sides and len(sides) == sum(map(is_calculated, sides_of(clause.node))):
        parts.append(f"this gives {' and '.join(sides)}")
    return "; ".join(parts) or None


def _range(found: NumberFound) -> str:
    low, high = (_number(end) for end in (found.low, found.high))
    return low if low == high else f"{low} to {high}"


def _number(number: Fraction) -> str:
    is_exact = number.denominator == 1 or not (10**12 % number.denominator)
    return number_text(number) if is_exact else readable_decimal(number, 4)


def _attributes(clause: Clause) -> Iterator[str]:
    yield from (given.attribute for given in clause.attributes)
    for member in clause.members:
        yield from _attributes(member)
