"""Evaluates conditions on the rows of cohorts that were asked the same."""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import assert_never

import polars as pl

from egyv_engine.evaluation.cohort_rows import CohortRows, Surveyed
from egyv_engine.evaluation.combined_rows import (
    FEWEST_ROWS,
    MOST_COMBINATIONS,
    Answer,
    CombinedRows,
    joined_codes,
)
from egyv_engine.evaluation.compared_operands import (
    against_constants,
    against_each_other,
    count_interval,
)
from egyv_engine.evaluation.condition_shapes import ConditionShapes
from egyv_engine.evaluation.operand_reader import OperandReader
from egyv_engine.evaluation.operands import Interval, NumberColumn, spellings
from egyv_engine.evaluation.outcome_lookup import COUNTED, outcome_lookup
from egyv_engine.evaluation.outcome_masks import Masks, outcome_masks
from egyv_engine.evaluation.quantiles import Quantiles, number_counts
from egyv_engine.evaluation.repeated_value import repeated_value
from egyv_engine.evaluation.truth import Reading, Truth, all_hold, any_holds, any_of, holds_where, truth
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.codes import EffectiveCode, ReturnStatus
from egyv_engine.model.plan import (
    And,
    Answered,
    AnswerRef,
    AttributeRef,
    Compare,
    Constant,
    CountOf,
    Derived,
    Lookup,
    Node,
    Operand,
    Or,
    Outcome,
    Plan,
    PlannedIndicator,
)
from egyv_engine.model.plan_walk import dependencies_first, operands_read

_NOT_ASKED = EffectiveCode.NOT_ASKED.value


class Backend:
    """Evaluates the conditions of a plan on cohorts that were asked the same, each named condition once per context."""

    def __init__(self, plan: Plan, rows: CohortRows, quantiles: Quantiles | None = None) -> None:
        """Set up for a cohort.

        Args:
            plan: The compiled rules.
            rows: The rows of the cohort.
            quantiles: The parts into which all units are split, if other backends of the survey share them.
        """
        self.plan = plan
        self.rows = rows
        self.operands = OperandReader(
            plan, rows, self._answer, self._dont_know_of, quantiles or _quantiles(plan, rows.survey)
        )
        self._operands: dict[str, tuple[Operand, ...]] = {}
        self._ranges: dict[Answer | str, range] = {}
        self._by_combination: dict[object, tuple[pl.Series, list[int]]] = {}
        self._shapes = ConditionShapes(plan.conditions)
        self._codes: dict[Answer, pl.Series] = {}
        self._dont_know: dict[Answer, pl.Series | None] = {}
        self._named: dict[WaveContext, dict[str, Truth | None]] = {}
        self._everyone = ~rows.nothing
        self._not_asked = truth(rows.nothing, Reading(met=rows.nothing, failed=rows.nothing))

    def codes(self, question: str, item: str | None, wave: str, *, keep: bool = True) -> pl.Series:
        """Return the effective codes of a question in a wave; `keep` holds them for the next call."""
        key = (question, item, wave)
        codes = self._codes.get(key)
        if codes is None:
            node = self.plan.questions[question].asked_if.get(item)
            gate = None if node is None else self._gate(node, wave)
            codes = self.rows.effective(question, item, wave, gate)
            if keep:
                self._codes[key] = codes
        return codes

    def is_shut(self, question: str, item: str | None, wave: str) -> pl.Series:
        """Return the rows that a question was not asked of, by its asked_if."""
        asked = self._gate(self.plan.questions[question].asked_if[item], wave)()
        return asked.failed | ~asked.asked

    def number_asked(self, question: str, item: str | None, wave: str) -> int:
        """Return the number of analysed units that meet the asked_if of a question."""
        gate = self._gate(self.plan.questions[question].asked_if[item], wave)()
        return int((gate.met & self.rows.status(wave).analysed).sum())

    def number_in(self, base: str, counts: str, context: WaveContext) -> tuple[int, int]:
        """Return the number of analysed units that meet a base, and of those that were asked what is counted.

        Args:
            base: The name of the condition that narrows the base.
            counts: The name of the condition that is counted.
            context: The wave in which it is evaluated.
        """
        found, counted = (self._condition(name, context) or self._not_asked for name in (base, counts))
        within = found.met & self.rows.status(context.wave).analysed
        return int(within.sum()), int((within & counted.asked).sum())

    def outcomes(self, counts: str, base: str | None, context: WaveContext) -> Masks:
        """Return the outcome of an indicator as masks: one per outcome, three more where a don't-know could have changed any.

        Args:
            counts: The name of the condition that is counted.
            base: The name of the condition that narrows the base; None for none.
            context: The waves in which both are evaluated.
        """
        found = self._outcomes_by_combination(counts, base, context)
        if found is not None:
            column, present = found
            return [(outcome, column == outcome) for outcome in present]
        condition = self._condition(counts, context) or self._not_asked
        within = None if base is None else self._condition(base, context) or self._not_asked
        status = self.rows.status(context.wave)
        return outcome_masks(condition, within, status, is_dont_know_open=self.plan.is_dont_know_open)

    def _outcomes_by_combination(
        self, counts: str, base: str | None, context: WaveContext
    ) -> tuple[pl.Series, list[int]] | None:
        """Return the outcome of each row, looked up by the combination of its codes, and the outcomes that there may be.

        None where the rows are few, or what is read is not a few answers on scales. The outcomes are those of outcome_lookup.py.
        """
        if self.rows.size < FEWEST_ROWS or isinstance(self.rows, CombinedRows):
            return None
        answers = self._answers_combined(counts, base, context)
        if not answers:
            return None
        columns: dict[Answer | str, pl.Series] = {answer: self.codes(*answer) for answer in answers}
        if all(wave != context.wave for *_, wave in answers):
            columns[context.wave] = self.rows.status(context.wave).column
        codes = {answer: self._range_of(answer, column) for answer, column in columns.items()}
        if prod(map(len, codes.values())) > MOST_COMBINATIONS:
            return None
        key = self._key_of_table(counts, base, context, codes)
        table = self._by_combination.get(key)
        if table is None:
            combined = Backend(self.plan, CombinedRows(self.rows, codes))
            found = [Outcome.MET.value] * combined.rows.size  # each row is in exactly one mask
            for outcome, mask in combined.outcomes(counts, base, context):
                for at in mask.arg_true().to_list():
                    found[at] = outcome
            present = sorted({*found, Outcome.MET.value})
            table = self._by_combination[key] = pl.Series(found, dtype=pl.UInt8), present
        return table[0][joined_codes(list(columns.values()), list(codes.values()))], table[1]

    def _key_of_table(
        self, counts: str, base: str | None, context: WaveContext, codes: Mapping[Answer | str, range]
    ) -> object:
        """Return what is equal for conditions that have the same outcome in each combination of codes."""
        places = {answer: i for i, answer in enumerate(codes)}

        def place_of(ref: AnswerRef) -> int:
            is_dropped = ref in context.dropped
            return -1 if is_dropped else places.get((ref.question, ref.item, context.wave_of(ref)), -1)

        shapes = [None if name is None else self._shapes.number_of(name, place_of) for name in (counts, base)]
        waves = [
            context.wave
        ]  # of a wave it matters only whether it is the current one, and which answers share it
        facts: list[object] = []
        for answer, of in codes.items():
            question, wave = (None, answer) if isinstance(answer, str) else (answer[0], answer[2])
            if wave not in waves:
                waves.append(wave)
            facts.append((waves.index(wave), of, question and self.plan.questions[question].answers))
        return (*shapes, context.leaves_out, *facts)

    def _answers_combined(
        self, counts: str, base: str | None, context: WaveContext
    ) -> tuple[Answer, ...] | None:
        """Return the answers that were asked of what a condition and its base read; None if they read anything else."""
        found: dict[Answer, None] = {}
        for name in (counts, base):
            for operand in () if name is None else self._operands_read(name):
                if isinstance(operand, Constant | CountOf):
                    continue
                if (
                    not isinstance(operand, AnswerRef)
                    or self.plan.questions[operand.question].value_type != "scale"
                ):
                    return None
                wave = context.wave_of(operand)
                if operand not in context.dropped and not self.rows.is_not_asked(
                    operand.question, operand.item, wave
                ):
                    found[operand.question, operand.item, wave] = None
        return tuple(found)

    def _operands_read(self, name: str) -> tuple[Operand, ...]:
        if name not in self._operands:
            self._operands[name] = operands_read(self.plan.conditions[name], self.plan.conditions)
        return self._operands[name]

    def _range_of(self, answer: Answer | str, column: pl.Series) -> range:
        """Return the codes from the lowest to the highest of an answer, or of the returns of a wave."""
        if answer not in self._ranges:
            lowest, highest = column.min(), column.max()
            assert isinstance(lowest, int)
            assert isinstance(highest, int)
            self._ranges[answer] = range(lowest, highest + 1)
        return self._ranges[answer]

    def outcomes_of_nobody_asked(self, wave: str) -> Masks:
        """Return the masks of a wave in which an indicator asks nothing."""
        status, nothing = self.rows.status(wave), self.rows.nothing
        not_asked = [status.column == of.value for of in ReturnStatus]
        return list(enumerate([*not_asked, nothing, nothing, nothing]))

    def outcome_column(self, indicator: PlannedIndicator, context: WaveContext) -> pl.Series:
        """Return the outcome of each unit as it is counted, UInt8.

        Args:
            indicator: The indicator for one item.
            context: The waves in which it is evaluated.
        """
        column = self.rows.nothing.cast(pl.UInt8)
        for outcome, mask in self.outcomes(indicator.counts, indicator.base, context):
            column = column + mask.cast(pl.UInt8) * COUNTED[outcome]
        return column

    def looked_up(
        self, indicator: PlannedIndicator, context: WaveContext
    ) -> tuple[AnswerRef, bytes | None] | None:
        """Return the answer that an indicator looks up, and the outcome of each of its codes.

        Args:
            indicator: The indicator for one item.
            context: The waves in which it is evaluated.

        Returns:
            The answer with None in place of the outcomes if it was not asked; None if the indicator reads anything else
            than one answer of the current wave.
        """
        node = self.plan.conditions[indicator.counts]
        if indicator.base is not None or not isinstance(node, Lookup | Answered):
            return None
        ref = node.ref
        if not isinstance(ref, AnswerRef) or context.wave_of(ref) != context.wave:
            return None
        question = self.plan.questions[ref.question]
        if isinstance(node, Lookup) and question.value_type != "scale":
            return None
        if ref in context.dropped or self.rows.is_not_asked(ref.question, ref.item, context.wave):
            return ref, None
        return ref, outcome_lookup(node, question, is_dont_know_open=False)

    def column_of_nobody_asked(self, wave: str) -> pl.Series:
        """Return a wave's outcomes where nobody was asked: the codes of its status, which are those of an outcome."""
        return self.rows.status(wave).column

    def dont_know(self, leaves: tuple[AnswerRef, ...], context: WaveContext) -> pl.Series:
        """Return the rows with a don't-know in any of these answers, each in the wave in which it is read."""
        masks = [mask for ref in leaves if (mask := self._dont_know_of(ref, context)) is not None]
        return any_of(masks) if masks else self.rows.nothing

    def _dont_know_of(self, ref: AnswerRef, context: WaveContext) -> pl.Series | None:
        """Return the rows with a don't-know in an answer; None if there is none."""
        if ref in context.dropped:
            return None
        key = (ref.question, ref.item, context.wave_of(ref))
        if key not in self._dont_know:
            codes = self._answer(ref, context)
            wanted = self.plan.questions[ref.question].codes.dont_know
            mask = None if codes is None or not wanted else self._among(codes, wanted)
            self._dont_know[key] = mask if mask is not None and mask.any() else None
        return self._dont_know[key]

    def _gate(self, node: Node, wave: str) -> Callable[[], Truth]:
        return lambda: self.truth(node, WaveContext(wave=wave)) or self._not_asked

    def _condition(self, name: str, context: WaveContext) -> Truth | None:
        """Evaluate the condition of that name, once per context."""
        named = self._named.setdefault(context, {})
        for needed in dependencies_first(name, self.plan.conditions, named):
            named[needed] = self.truth(self.plan.conditions[needed], context)
        return named[name]

    def truth(self, node: Node, context: WaveContext) -> Truth | None:
        """Evaluate a condition; None if the instrument did not ask it in this context, or the context leaves it out."""
        match node:
            case Lookup() | Answered():
                ref = node.ref
                if isinstance(ref, AnswerRef):
                    return self._answer_leaf(node, ref, context)
                return self._attribute_leaf(node, ref)
            case Compare():
                return self._compare(node, context)
            case Derived():
                return self._condition(node.name, context)
            case And() | Or():
                members = self._members(node.members, context)
                if members is None:
                    return None
                return all_hold(members) if isinstance(node, And) else any_holds(members)
            case _:
                assert_never(node)

    def _members(self, nodes: tuple[Node, ...], context: WaveContext) -> list[Truth] | None:
        """Evaluate members; None if one was not asked, or, where the context leaves those out, if all were not."""
        members = [self.truth(n, context) for n in nodes]
        found = [member for member in members if member is not None]
        return found if len(found) == len(members) or (found and context.leaves_out) else None

    def _known(self, met: pl.Series) -> Truth:
        return truth(self._everyone, Reading(met=met, failed=~met))

    def _answer(self, ref: AnswerRef, context: WaveContext) -> pl.Series | None:
        """Return effective codes in the wave that is read; None if the instrument did not ask the question in it."""
        wave = context.wave_of(ref)
        if ref in context.dropped or self.rows.is_not_asked(ref.question, ref.item, wave):
            return None
        codes = self.codes(ref.question, ref.item, wave)
        return codes if wave == context.wave else self._outside_where_not_surveyed(codes, wave)

    def _outside_where_not_surveyed(self, codes: pl.Series, wave: str) -> pl.Series:
        """Return codes of another wave than the current one: it asked nothing of a unit that it did not survey."""
        status = self.rows.status(wave)
        return codes if status.all_surveyed else codes.set(~status.surveyed, _NOT_ASKED)

    def _answer_leaf(self, node: Lookup | Answered, ref: AnswerRef, context: WaveContext) -> Truth | None:
        codes = self._answer(ref, context)
        if codes is None:
            return None
        asked = codes != _NOT_ASKED
        question = self.plan.questions[ref.question]
        answered = self._among(codes, question.codes.answers)
        if isinstance(node, Answered):
            blank = codes == EffectiveCode.BLANK.value
            met, failed = (blank, answered) if node.negated else (answered, blank)
            return truth(asked, Reading(met=met, failed=failed))
        if question.value_type == "scale":
            wanted = [
                code
                for code, label in zip(question.codes.ordinary, question.labels, strict=True)
                if (label in node.labels) != node.negated
            ]
            met = _codes_among(codes, wanted)
        else:
            if question.value_type != "text":
                raise TypeError(f"{node.path}: a {question.value_type} question is compared, not looked up")
            among = self._texts_among(ref, context.wave_of(ref), node.labels)
            is_text = codes == EffectiveCode.FIRST_ANSWER.value
            met = holds_where(is_text, ~among if node.negated else among)
        counted = Reading(met=met, failed=answered & ~met)
        dont_know = self._dont_know_of(ref, context)
        if dont_know is None:
            return truth(asked, counted)
        return truth(asked, counted, Reading(met=met, failed=counted.failed & ~dont_know))

    def _texts_among(self, ref: AnswerRef, wave: str, labels: Collection[str]) -> pl.Series:
        """Return the rows whose text is one of some; null where there is none."""
        found = self.rows.texts(ref.question, ref.item, wave)
        if found is None:
            return self.rows.nothing
        positions, texts = found
        wanted = [at for label in labels for at in (texts == label).arg_true().to_list()]
        return _codes_among(positions, sorted(wanted))

    def _among(self, codes: pl.Series, wanted: range) -> pl.Series:
        """Return the rows whose code is in a range."""
        return codes.is_between(wanted.start, wanted.stop - 1) if wanted else self.rows.nothing

    def _attribute(self, name: str) -> pl.Series:
        return self.rows.cut(self.rows.survey.attributes[name])

    def _attribute_leaf(self, node: Lookup | Answered, ref: AttributeRef) -> Truth:
        column = self._attribute(ref.name)
        blank = column.is_null()
        if isinstance(node, Answered):
            return self._known(blank if node.negated else ~blank)
        among = column.is_in(spellings(node.labels, column)).fill_null(value=False)
        met = ~(among | blank) if node.negated else among
        return truth(self._everyone, Reading(met=met, failed=~(met | blank)))

    def _compare(self, node: Compare, context: WaveContext) -> Truth | None:
        left = self.operand(node.left, context)
        constants = [x.value for x in node.right if isinstance(x, Constant)]
        if len(constants) == len(node.right):
            if left is None:
                return None
            return against_constants(node, left, tuple(constants))
        (operand,) = node.right
        right = self.operand(operand, context)
        return None if left is None or right is None else against_each_other(node, left, right)

    def operand(self, operand: Operand, context: WaveContext) -> NumberColumn | Interval | None:
        """Read one side of a comparison; None if it was not asked in this context, or is left out of it."""
        if isinstance(operand, CountOf):
            members = self._members(operand.members, context)
            return None if members is None else count_interval(members)
        return self.operands.read(operand, context)


def backends(plan: Plan, survey: Surveyed, quantiles: Quantiles | None = None) -> tuple[Backend, ...]:
    """Return one backend for the cohorts that the instrument treats alike, in the plan's order.

    Args:
        plan: The compiled rules.
        survey: The survey's answers as codes, one row per unit.
        quantiles: The parts into which all units are split, where the survey is only a part of them.
    """
    quantiles = quantiles or _quantiles(plan, survey)
    return tuple(Backend(plan, _rows(plan, survey, cohorts), quantiles) for cohorts in plan.alike)


def backend_of(plan: Plan, survey: Surveyed, cohort: str | None) -> Backend:
    """Return the backend of one cohort alone.

    Args:
        plan: The compiled rules.
        survey: The survey's answers as codes, one row per unit.
        cohort: One of the plan's parts; None in a programme without cohorts.
    """
    return Backend(plan, _rows(plan, survey, (cohort,)))


def _rows(plan: Plan, survey: Surveyed, cohorts: tuple[str | None, ...]) -> CohortRows:
    index_of = {cohort: i for i, cohort in enumerate(plan.parts)}
    indexes = None if len(plan.parts) == 1 else tuple(index_of[cohort] for cohort in cohorts)
    return CohortRows(survey, plan.questions, cohorts, indexes)


def numbers_answered(
    plan: Plan, survey: Surveyed, ref: AnswerRef, wave: str, quantiles: Quantiles | None = None
) -> Mapping[Fraction, int]:
    """Return how many analysed units answered each number to a question.

    Args:
        plan: The compiled rules.
        survey: The survey's answers as codes, one row per unit.
        ref: The question and item.
        wave: The wave in which the answers are read.
        quantiles: The parts into which all units are split, where skip logic reads them and the survey is only a part.
    """

    def columns() -> Iterator[NumberColumn]:
        for cohorts in plan.alike:
            backend = Backend(plan, _rows(plan, survey, cohorts), quantiles)
            found = backend.operands.read(ref, WaveContext(wave=wave))
            if found is not None:
                yield found

    return number_counts(columns())


def _quantiles(plan: Plan, survey: Surveyed) -> Quantiles:
    """Return the parts of all units, for which every cohort's answers are read when a condition needs them."""
    return Quantiles(lambda ref, wave: numbers_answered(plan, survey, ref, wave))


def _codes_among(codes: pl.Series, wanted: list[int]) -> pl.Series:
    """Return the rows whose code is one of `wanted`, which ascend; consecutive codes are tested together."""
    found: pl.Series | None = None
    start = 0
    for i, code in enumerate(wanted):
        if i + 1 < len(wanted) and wanted[i + 1] == code + 1:
            continue
        first = wanted[start]
        run = codes == code if first == code else codes.is_between(first, code)
        found = run if found is None else found | run
        start = i + 1
    return repeated_value(False, codes.len(), pl.Boolean) if found is None else found
