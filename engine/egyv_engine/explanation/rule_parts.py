"""Explains the rule of an indicator: its conditions in words and as written, what they read, and the sources cited."""

from collections.abc import Iterator

from egyv_engine.explanation.explained_run import ExplainedRun, statement
from egyv_engine.link.condition_words import words_above
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import children
from egyv_engine.model.documents import Indicator, Question
from egyv_engine.model.explanation import (
    Citation,
    ColumnUsed,
    NamedCondition,
    QuestionUsed,
    Rule,
    RuleClause,
    Statement,
    WordedCondition,
)
from egyv_engine.model.plan import AnswerRef, AttributeRef, PlannedIndicator
from egyv_engine.model.plan_walk import dependencies_first
from egyv_engine.model.sources import Sourced

_DIRECTIONS = {
    "higher": "A higher count is better.",
    "lower": "A lower count is better.",
    "none": "Neither direction is better, so changes are not judged.",
}


def rule_of(run: ExplainedRun, planned: PlannedIndicator, cohort: str | None) -> Rule:
    """Return the rule of an indicator, for one item.

    Args:
        run: The programme and its results.
        planned: The indicator for one item.
        cohort: The cohort that the finding is about; None in a programme without cohorts.
    """
    indicator = run.linked.indicators[planned.indicator].indicator
    condition = condition_of(run, planned)
    base = None if indicator.base is None else _worded(run, planned, indicator.base)
    return Rule(
        principle=planned.principle,
        principle_title=run.linked.programme.principles[planned.principle].title,
        indicator=planned.indicator,
        title=indicator.title,
        item=planned.item,
        item_label=run.item_label(indicator.for_each, planned.item),
        sentences=tuple(_sentences(run, indicator, condition, base)),
        condition=condition,
        clauses=_clauses(run, planned, indicator.met_when),
        base=base,
        named=tuple(_named(run, planned)),
        questions=tuple(_question(run, ref, cohort) for ref in run.questions_of(planned)),
        attributes=tuple(_attributes(run, planned)),
    )


def condition_of(run: ExplainedRun, planned: PlannedIndicator) -> WordedCondition:
    """Return the condition that an indicator counts.

    Args:
        run: The programme and its results.
        planned: The indicator for one item.
    """
    return _worded(run, planned, run.linked.indicators[planned.indicator].indicator.met_when)


def _worded(run: ExplainedRun, planned: PlannedIndicator, condition: c.Condition) -> WordedCondition:
    return run.worded(condition, run.label_words_of(planned))


def _clauses(run: ExplainedRun, planned: PlannedIndicator, condition: c.Condition) -> RuleClause:
    above = words_above(condition, run.label_words_of(planned))
    inside = () if above is None else children(condition)
    return RuleClause(
        condition=_worded(run, planned, condition),
        above=above,
        parts=tuple(_clauses(run, planned, part) for part in inside),
    )


def _sentences(
    run: ExplainedRun, indicator: Indicator, condition: WordedCondition, base: WordedCondition | None
) -> Iterator[Statement]:
    many = run.words.many
    yield statement(f"It counts the {many} for which {condition.in_words}.", condition.at)
    if base is not None:
        yield statement(f"Only {many} for which {base.in_words} are asked.", base.at)
    if indicator.items_compared is not None:
        at = run.at_key(indicator.doc_path / "items_compared")
        yield statement("A comparison leaves out what one of its two waves did not ask.", at)
    yield statement(_DIRECTIONS[indicator.direction])


def _named(run: ExplainedRun, planned: PlannedIndicator) -> Iterator[NamedCondition]:
    """Yield the conditions of other indicators that a rule needs, each after those that it needs itself."""
    seen = {planned.counts}
    for start in (planned.counts, planned.base):
        for name in () if start is None else _needed(run, start):
            other = run.indicator_of(name)
            if other is None or other.counts in seen:
                continue
            seen.add(other.counts)
            title = run.linked.indicators[other.indicator].indicator.title
            label = run.item_label(other.basket, other.item)
            yield NamedCondition(
                indicator=other.indicator,
                title=title if label is None else f"{title}: {label}",
                condition=condition_of(run, other),
            )


def _needed(run: ExplainedRun, name: str) -> list[str]:
    done: dict[str, None] = {}
    for needed in dependencies_first(name, run.plan.conditions, done):
        done[needed] = None
    return list(done)


def _question(run: ExplainedRun, ref: AnswerRef, cohort: str | None) -> QuestionUsed:
    question, planned = run.linked.questions[ref.question], run.plan.questions[ref.question]
    asked_if, names = question.asked_if, run.label_words(question.items, ref.item)
    return QuestionUsed(
        question=question.id,
        item=ref.item,
        item_label=run.item_label(question.items, ref.item),
        asks=question.asks,
        answers=planned.labels,
        kind=question.scale,
        dont_know=planned.dont_know,
        asked_if=None if asked_if is None else run.worded(asked_if, names),
        notes=(*not_asked_notes(run, ref, cohort, None), *_comparable_notes(run, question, ref.item, cohort)),
        columns=tuple(_columns(run, ref)),
        at=run.span(question.doc_path),
    )


def not_asked_notes(
    run: ExplainedRun, ref: AnswerRef, cohort: str | None, wave: str | None
) -> Iterator[Statement]:
    """Yield a sentence for each declaration that a question was not asked of a cohort.

    Args:
        run: The programme and its results.
        ref: The question and item.
        cohort: The cohort; the group of all units stands for every cohort.
        wave: The wave; None for every wave.
    """
    question = run.linked.questions[ref.question]
    for entry in question.not_asked:
        items = run.linked.listed(entry.items)
        is_about = (
            (entry.cohort is None or cohort in (None, entry.cohort, run.plan.everyone))
            and (wave is None or entry.wave in (None, wave))
            and (items is None or ref.item in items)
        )
        if is_about:
            when = "in any wave" if entry.wave is None else run.wave_label(entry.wave)
            of = run.words.many
            if entry.cohort is not None:
                of = f"{of} of the {run.group_in_words(entry.cohort)}"
            how = "recorded for" if run.linked.is_recorded(question) else "asked of"
            text = f"The question '{question.id}' was not {how} the {of} {when}."
            yield statement(text, run.span(entry.doc_path))


def _comparable_notes(
    run: ExplainedRun, question: Question, item: str | None, cohort: str | None
) -> Iterator[Statement]:
    for pair in run.plan.comparisons:
        yield from comparable_notes(run, AnswerRef(question.id, item), cohort, pair)


def comparable_notes(
    run: ExplainedRun, ref: AnswerRef, cohort: str | None, pair: tuple[str, str]
) -> Iterator[Statement]:
    """Yield a sentence for each declaration that answers cannot be compared, or only with caution.

    Args:
        run: The programme and its results.
        ref: The question and item.
        cohort: The cohort; the group of all units stands for every cohort.
        pair: The earlier and the later wave.
    """
    cohorts = run.plan.parts if cohort == run.plan.everyone else (cohort,)
    entries = (
        entry for of in cohorts for entry in run.linked.comparable_entries(ref.question, ref.item, of, pair)
    )
    seen = set()
    for entry in entries:
        if entry.is_ == "yes" or entry.doc_path in seen:
            continue
        seen.add(entry.doc_path)
        how = "are compared only with caution" if entry.is_ == "with_caution" else "cannot be compared"
        why = "" if entry.note is None else f" {entry.note}"
        waves = f"{run.wave_label(pair[0])} and {run.wave_label(pair[1])}"
        what = "records of" if run.linked.is_recorded(run.linked.questions[ref.question]) else "answers to"
        text = f"The {what} '{ref.question}' {waves} {how}.{why}"
        yield statement(text, run.span(entry.doc_path))


def _columns(run: ExplainedRun, ref: AnswerRef) -> Iterator[ColumnUsed]:
    question = run.linked.questions[ref.question]
    for wave, answers in run.survey.waves.items():
        places = answers.places
        column = None if places is None else places.columns.get((ref.question, ref.item))
        if places is not None and column is not None:
            yield ColumnUsed(
                wave=wave,
                file=str(places.table.file),
                column=run.linked.column_of_item_rows(question, wave) or column.name,
                at=places.table.header_span(column),
            )


def _attributes(run: ExplainedRun, planned: PlannedIndicator) -> Iterator[ColumnUsed]:
    names = (part.name for part in run.operands_of(planned) if isinstance(part, AttributeRef))
    yield from (attribute_column(run, name) for name in dict.fromkeys(names))


def attribute_column(run: ExplainedRun, attribute: str) -> ColumnUsed:
    """Return the column of the register that holds an attribute; of the first answers that have it, if it is made of these.

    Args:
        run: The programme and its results.
        attribute: The attribute.
    """
    register = run.linked.programme.file.register
    places = run.survey.places
    tables = () if places is None else places.tables
    of_waves = zip(run.linked.waves if register.made_of is not None else (None,), tables, strict=False)
    wave, at = next(
        (
            (wave, table.header_span(column))
            for wave, table in of_waves
            if (column := table.column(attribute)) is not None
        ),
        (None, None),
    )
    return ColumnUsed(
        wave=None,
        file=register.source_name if at is None else str(at.file),
        column=register.column_of(attribute, wave),
        at=at,
    )


def citations_of(run: ExplainedRun, planned: PlannedIndicator) -> Iterator[Citation]:
    """Yield the sources and reasons of the rules behind a finding, the nearest to it first.

    Args:
        run: The programme and its results.
        planned: The indicator for one item.
    """
    programme = run.linked.programme
    indicator = run.linked.indicators[planned.indicator].indicator
    yield from cited(run, "the indicator", indicator)
    if indicator.target is not None:
        yield from cited(run, "the target", indicator.target)
    yield from cited(run, "the principle", programme.principles[planned.principle])
    for name in dict.fromkeys(ref.question for ref in run.questions_of(planned)):
        yield from cited(run, f"the question '{name}'", run.linked.questions[name])
    yield from cited(run, "the instrument", programme.instrument)
    if planned.criterion.id in programme.criteria.criteria:
        yield from cited(
            run, f"the criterion '{planned.criterion.id}'", programme.criteria.criteria[planned.criterion.id]
        )
    yield from cited(run, "the criteria", programme.criteria)
    yield from cited(run, "the programme", programme.file)


def cited(run: ExplainedRun, about: str, entry: Sourced) -> Iterator[Citation]:
    """Yield the source and the reason of an entry of the rules, if it has either.

    Args:
        run: The programme and its results.
        about: What the entry is, in words.
        entry: The entry.
    """
    source = entry.source
    if source is not None or entry.rationale is not None:
        path = entry.doc_path / ("rationale" if source is None else "source")
        yield Citation(
            about=about,
            document=None if source is None else source.document,
            paragraph=None if source is None else source.paragraph,
            checked=None if source is None else source.checked,
            rationale=entry.rationale,
            at=run.at_key(path),
        )
