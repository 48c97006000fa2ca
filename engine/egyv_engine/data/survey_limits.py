"""Warns about rules that the survey as read does not fit: words that nobody wrote, more units than there are."""

from collections.abc import Iterator

import polars as pl

from egyv_engine.data.minimums import largest_group
from egyv_engine.data.several_in_one import parts_of_several
from egyv_engine.data.spellings import are_near
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words
from egyv_engine.model.document_path import DocumentPath


def check_survey_limits(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn about numbers of units above that of the largest group, words that no answer has, and groups without any analysed.

    Args:
        linked: The programme.
        survey: The answers of all units.
    """
    units, group = largest_group(linked, survey.cohort)
    for doc_path, number, effect in _numbers_of_units(linked):
        if number > units > 0:
            yield diagnostic(
                linked.positions,
                "EGY547",
                doc_path,
                f"{number:,} units are needed here, but {group} has {units:,}: {effect}",
                hint="write a smaller number of units",
            )
    yield from _groups_without_analysed(linked, survey)
    yield from _words_that_nobody_wrote(linked, survey)


def _groups_without_analysed(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    """Warn of a cohort of which units returned the survey of a wave, and none is analysed (EGY472)."""
    for wave in linked.waves.values():
        if wave.analysed is None or wave.id not in survey.waves:
            continue
        status = pl.DataFrame({"cohort": survey.cohort, "status": survey.waves[wave.id].status})
        returned = status.filter(
            pl.col("status").is_in([ReturnStatus.NOT_ANALYSED.value, ReturnStatus.ANALYSED.value])
        )
        has_analysed = returned.group_by("cohort").agg(
            (pl.col("status") == ReturnStatus.ANALYSED.value).any()
        )
        without = has_analysed.filter(~pl.col("status"))["cohort"].drop_nulls().sort().to_list()
        for cohort in (linked.cohorts[position] for position in without):
            number = returned.filter(pl.col("cohort") == linked.cohorts.index(cohort)).height
            whom = "the survey" if cohort is None else f"the survey in cohort '{cohort}'"
            yield diagnostic(
                linked.positions,
                "EGY472",
                wave.analysed.doc_path,
                f"{number:,} unit{'s' * (number > 1)} returned {whom}, and none of them is analysed in '{wave.id}'",
                hint="correct the condition; accept the warning if all of these returns are left out on purpose",
            )


def _numbers_of_units(linked: LinkedProgramme) -> Iterator[tuple[DocumentPath, int, str]]:
    """Yield the numbers of units in the rules, each with its position and what follows if it is too large."""
    for criterion in linked.programme.criteria.criteria.values():
        improved, declined = criterion.improved, criterion.declined
        if improved.net_at_least is not None:
            yield (
                improved.doc_path / "net_at_least",
                int(improved.net_at_least),
                "nothing can be called improved",
            )
        if declined.net_at_most is not None:
            yield (
                declined.doc_path / "net_at_most",
                -int(declined.net_at_most),
                "nothing can be called declined",
            )


def _words_that_nobody_wrote(linked: LinkedProgramme, survey: Survey) -> Iterator[Diagnostic]:
    texts: dict[str, set[str]] = {}
    for leaf in _leaves(linked):
        question = linked.questions.get(leaf.left.question) if isinstance(leaf.left, c.QuestionSide) else None
        if question is None or question.scale != "text" or COMPARATORS[leaf.comparator].needs_order:
            continue
        if question.id not in texts:
            texts[question.id] = _texts(survey, question.id)
        written = texts[question.id]
        named = {word.text for word in right_words(leaf)}
        parts = parts_of_several(written, named)
        for word in right_words(leaf):
            alike = sorted(text for text in written - named if _is_alike(text, word.text))
            if alike and word.text in written:
                yield diagnostic(
                    linked.positions,
                    "EGY548",
                    word.doc_path,
                    f"the answers to '{question.id}' have '{word.text}', and '{alike[0]}' is another answer",
                    hint="write the answers alike in the data, or name both with is_one_of",
                    related=[(question.doc_path / "id", "the question")],
                )
            if word.text in parts:
                yield diagnostic(
                    linked.positions,
                    "EGY550",
                    word.doc_path,
                    f"answers to '{question.id}' have '{word.text}' as a part, and are compared as a whole: '{parts[word.text]}'",
                    hint="if a cell holds several answers, give the question a scale and items, and name what separates "
                    "them with 'several'",
                    related=[(question.doc_path / "id", "the question")],
                )
            elif word.text not in written:
                yield diagnostic(
                    linked.positions,
                    "EGY548",
                    word.doc_path,
                    f"nobody answers '{word.text}' to '{question.id}'",
                    hint=hint(word.text, sorted(written), "answers in the data"),
                    related=[(question.doc_path / "id", "the question")],
                )


def _leaves(linked: LinkedProgramme) -> Iterator[c.Leaf]:
    for condition in linked.conditions_on_answers():
        yield from leaves(condition)


def _is_alike(text: str, other: str) -> bool:
    """Return whether two texts are probably one answer, which is written in two ways."""
    return (abs(len(text) - len(other)) <= 1 and are_near(text, other)) or _looks_alike(text, other)


def _looks_alike(text: str, other: str) -> bool:
    return looks_like(text).casefold() == looks_like(other).casefold()


def _texts(survey: Survey, question: str) -> set[str]:
    """Return the different answers to a text question, of all items and waves."""
    return {
        text
        for wave in survey.waves.values()
        for (name, _), column in wave.answers.items()
        if name == question and (values := column.values) is not None and (texts := column.texts) is not None
        for text in texts.gather(values.unique().drop_nulls())
    }
