"""Shows the questions of the survey, with their items and answers, and says who was not asked each."""

from egyv_engine.model.documents import NotAsked, Question
from egyv_engine.model.label_forms import id_with_capital
from egyv_engine.model.report import Cell, Column, Section, Table, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term

_SEPARATOR = " · "  # between two answers


@claim("questionnaire_not_asked")
class QuestionnaireNotAskedFacts(ClaimFacts):
    """A cohort, a wave or both that were not asked a question, about some items or about all of them."""

    cohort: Parts
    wave_label: Parts
    items: Parts


@block("questionnaire", options=BlockOptions, claims=(QuestionnaireNotAskedFacts,))
def questionnaire(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show a table of the questions in declared order."""
    questions = list(inputs.context.linked.questions.values())
    has = {
        "question": True,
        "asked_over": any(q.items for q in questions),
        "answers": True,
        "not_asked_of": any(q.not_asked or q.asked_if for q in questions),
    }
    names = [name for name, is_there in has.items() if is_there]
    columns = tuple(Column(title=inputs.heading(name)) for name in names)
    rows = tuple(tuple(_cell(inputs, question, name) for name in names) for question in questions)
    table = Table(title=inputs.heading("questionnaire"), columns=columns, rows=rows)
    return sections(options, [table] if rows else [])


def _cell(inputs: BlockInputs, question: Question, name: str) -> Cell:
    linked = inputs.context.linked
    match name:
        case "question":
            return Term(text=question.asks)
        case "asked_over" if question.items is not None:
            declared = linked.programme.baskets.baskets.get(question.items)
            return Term(text=(declared.label if declared else None) or id_with_capital(question.items))
        case "answers":
            return _answers(inputs, question)
        case "not_asked_of" if question.not_asked or question.asked_if is not None:
            return Term(text=_not_asked(inputs, question))
        case _:
            return None


def _answers(inputs: BlockInputs, question: Question) -> Cell:
    """Return the answers of a question, or their type, with those that are a don't-know, which count as answers."""
    linked = inputs.context.linked
    is_open = linked.is_open(question)
    ordinary = (
        inputs.heading(f"open_value_{question.scale}")
        if is_open
        else _SEPARATOR.join(linked.labels(question))
    )
    dont_know = linked.special_answers(question).dont_know
    if dont_know:
        both = inputs.heading("answers_and_dont_know")
        return Term(text=both.format(answers=ordinary, dont_know=_SEPARATOR.join(dont_know)))
    return Text(text=ordinary) if is_open else Term(text=ordinary)


def _not_asked(inputs: BlockInputs, question: Question) -> str:
    parts = [_entry(inputs, question, entry) for entry in question.not_asked]
    if question.asked_if is not None:
        parts.append(inputs.heading("asked_if"))
    return "; ".join(parts)


def _entry(inputs: BlockInputs, question: Question, entry: NotAsked) -> str:
    linked = inputs.context.linked
    labels = [
        linked.baskets[question.items or ""].labels[item].label for item in linked.listed(entry.items) or ()
    ]
    facts = QuestionnaireNotAskedFacts(
        cohort=inputs.make.cohort(entry.cohort),
        wave_label=inputs.make.wave(entry.wave),
        items=listed([term(label) for label in labels]),
    )
    return inputs.book.text(inputs.book.clause(facts))
