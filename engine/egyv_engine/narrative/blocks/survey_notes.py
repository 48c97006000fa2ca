"""Writes the blocks on how the survey was done: response, retrospective answers, caution, what was first asked later."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from egyv_engine.model.findings import Level, cohort_suffix
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import Cell, Column, Section, Sentence, Table, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import (
    BlockInputs,
    ComparisonOptions,
    block,
    paragraph,
    sections,
)
from egyv_engine.narrative.blocks.chosen_findings import comparison_text, one_for_each_later_wave, only_wave
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import further_clauses, listed
from egyv_engine.narrative.language.parts import Parts, quoted, term
from egyv_engine.narrative.report_context import Comparison

MOST_TITLES = 4  # named in one sentence


@claim("response")
class ResponseFacts(ClaimFacts):
    """States how many units of a cohort were surveyed, replied and are analysed in a wave, or in each of several.

    wave_label: the wave, or nothing where the sentence before names the only one; clauses: how many replied in each further wave, of which all are analysed, too; is_analysed_said: whether another sentence says
    of every cohort that all replies are analysed. is_made_of_answers: who was surveyed is not known, and `surveyed` counts those that replied at least once. is_of_replies: and these
    did so in this wave, which is the only one, or the only one that they can be in.
    """

    cohort: Parts
    surveyed: NumberFacts
    returned: NumberFacts
    analysed: NumberFacts
    not_analysed: NumberFacts
    all_returned: bool
    is_each_time: bool
    is_made_of_answers: bool
    is_of_replies: bool
    wave_label: Parts
    clauses: Parts
    is_analysed_said: bool


@claim("response_more")
class ResponseMoreFacts(ClaimFacts):
    """A clause on the units that replied in a further wave. is_of_replies: as in the sentence."""

    surveyed: NumberFacts
    returned: NumberFacts
    is_of_replies: bool
    wave_label: Parts


@claim("response_analysed")
class ResponseAnalysedFacts(ClaimFacts):
    """Says once that all replies, of every cohort and wave, are analysed."""


@claim("surveyed_once", counts=())
class SurveyedOnceFacts(ClaimFacts):
    """The units that were surveyed in one of two waves only: those that were there no longer, and those that were not there yet."""

    before: NumberFacts
    after: NumberFacts
    before_label: Parts
    after_label: Parts


@claim("retrospective")
class RetrospectiveFacts(ClaimFacts):
    """A declared note on a wave that a cohort answered in retrospect."""

    cohort: Parts
    wave_label: Parts
    note: Parts


@claim("first_asked_titles", has_history=False)
class FirstAskedTitlesFacts(ClaimFacts):
    """The indicators that a cohort was first asked about at the later wave."""

    cohort: Parts
    comparison: Parts
    titles: Parts
    before_label: Parts
    after_label: Parts


@claim("first_asked_items", has_history=False)
class FirstAskedItemsFacts(ClaimFacts):
    """The items of a basket that a cohort was first asked about at the later wave."""

    cohort: Parts
    comparison: Parts
    items: Parts
    basket: Parts
    number: NumberFacts
    before_label: Parts
    after_label: Parts


class Response(Frozen):
    """Numbers of units in a wave, of a cohort or of several."""

    surveyed: int
    returned: int
    analysed: int


def responses(inputs: BlockInputs) -> dict[str | None, dict[str, Response]]:
    """Return who was surveyed, returned and is analysed, by cohort and by wave that surveyed anyone.

    Of many cohorts, the numbers are those of all together, under None.
    """
    if inputs.is_many:
        return _by_wave(inputs, {None: inputs.groups_of_all})
    return _by_wave(inputs, {cohort: (cohort,) for cohort in inputs.groups})


def number_surveyed(inputs: BlockInputs) -> int:
    """Return how many units the last wave surveyed that surveyed anyone.

    Args:
        inputs: The inputs of the block.
    """
    found = _by_wave(inputs, {None: inputs.groups_of_all})[None]
    return list(found.values())[-1].surveyed if found else 0


def _by_wave(
    inputs: BlockInputs, scopes: Mapping[str | None, Sequence[str | None]]
) -> dict[str | None, dict[str, Response]]:
    """Return the numbers of scopes, each of which adds up some cohorts, by wave that surveyed anyone."""
    first = {f.cohort: f.finding for f in reversed(inputs.context.findings.findings)}
    levels = {(row.finding, row.wave): row.level for row in inputs.context.findings.ledger}
    found: dict[str | None, dict[str, Response]] = {}
    for scope, cohorts in scopes.items():
        found[scope] = {}
        for wave in inputs.context.linked.waves:
            each = [levels[first[cohort], wave] for cohort in cohorts if cohort in first]
            if any(level.surveyed for level in each):
                found[scope][wave] = _total(each)
    return found


def _total(levels: Sequence[Level]) -> Response:
    return Response(
        surveyed=sum(level.surveyed for level in levels),
        returned=sum(level.returned for level in levels),
        analysed=sum(level.analysed for level in levels),
    )


@block(
    "response",
    options=BlockOptions,
    claims=(ResponseFacts, ResponseMoreFacts, ResponseAnalysedFacts, SurveyedOnceFacts),
)
def response(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State who was surveyed, returned and is analysed, a sentence for each cohort where one can say it; of many cohorts, in all.

    Where all replies are analysed, several sentences leave that to one more. Where others were surveyed in the one of two waves that
    are compared than in the other, it says how many.
    """
    found = responses(inputs)
    sentences = [
        (cohort, first, others, further)
        for cohort, each in found.items()
        for first, others, further in _waves_of_sentences(inputs, each)
    ]
    is_analysed_said = len(sentences) > 1 and all(
        numbers.returned == numbers.analysed > 1 for each in found.values() for numbers in each.values()
    )
    said_elsewhere = {"analysed"} if is_analysed_said else set()
    said = [
        response_sentence(
            inputs,
            ResponseFacts,
            cohort,
            first,
            found[cohort][first],
            others=others,
            further={wave: found[cohort][wave] for wave in further},
            said=said_elsewhere | ({"wave"} if i > 0 and only_wave(inputs) else set()),
        )
        for i, (cohort, first, others, further) in enumerate(sentences)
    ]
    is_said_of_replies = is_analysed_said and not inputs.book.common.is_records
    closing = [inputs.book.sentence(ResponseAnalysedFacts(), basis=())] if is_said_of_replies else []
    return paragraph(options, [*said, *closing, *_surveyed_once(inputs)])


def _surveyed_once(inputs: BlockInputs) -> list[Sentence]:
    """Return a sentence on the units that were surveyed in one wave of a comparison only, for each comparison that has any."""
    sentences = []
    for before, after in inputs.context.comparisons if not inputs.book.common.is_separate else ():
        once = inputs.context.surveyed_once(before, after)
        if any(once):
            facts = SurveyedOnceFacts(
                before=inputs.make.number(f"#{before}:{after}.surveyed_before_only", once[0]),
                after=inputs.make.number(f"#{before}:{after}.surveyed_after_only", once[1]),
                before_label=inputs.make.wave(before),
                after_label=inputs.make.wave(after),
            )
            sentences.append(inputs.book.sentence(facts, basis=()))
    return sentences


def _waves_of_sentences(
    inputs: BlockInputs, found: Mapping[str, Response]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """Yield the waves of each sentence on a cohort: the first, others with the same numbers, and further ones with numbers of their own.

    Args:
        inputs: The inputs of the block.
        found: The numbers of the cohort by wave.
    """
    is_separate = inputs.book.common.is_separate  # then equal numbers are not those of the same units
    alike: dict[object, list[str]] = {}
    for wave, numbers in found.items():
        alike.setdefault((wave if is_separate else None, numbers), []).append(wave)
    are_several = all(each.surveyed > 2 and each.returned == each.analysed > 1 for each in found.values())
    # "20 replied each time" would read as the same ones; of all that were surveyed, they are.
    is_of_all = all(each.returned == each.surveyed for each in found.values())
    if are_several and len(found) > 1 and (len(alike) == len(found) or not is_of_all):
        first, *further = found
        yield first, (), further
        return
    yield from ((first, others, ()) for first, *others in alike.values())


def response_sentence(
    inputs: BlockInputs,
    kind: type[ResponseFacts],
    cohort: str | None,
    wave: str,
    numbers: Response,
    *,
    others: Sequence[str] = (),
    further: Mapping[str, Response] = MappingProxyType({}),
    said: Collection[str] = (),
) -> Sentence:
    """Return the claim on who was surveyed, returned and is analysed in a wave.

    Args:
        inputs: The inputs of the block.
        kind: The kind of claim.
        cohort: The cohort; None for all units.
        wave: The wave.
        numbers: Their numbers.
        others: Further waves with the same numbers.
        further: The numbers of further waves, of which the sentence has clauses.
        said: What other sentences say: "analysed", that all replies are, or "wave", the name of the only one.
    """
    path, is_of_replies = response_path(cohort, wave), _is_of_replies(inputs)
    clauses = [
        ResponseMoreFacts(
            surveyed=inputs.make.number(f"{response_path(cohort, later)}.surveyed", each.surveyed),
            returned=inputs.make.number(f"{response_path(cohort, later)}.returned", each.returned),
            is_of_replies=is_of_replies,
            wave_label=inputs.make.wave(later),
        )
        for later, each in further.items()
    ]
    facts = kind(
        cohort=inputs.make.cohort(cohort),
        surveyed=inputs.make.number(f"{path}.surveyed", numbers.surveyed),
        returned=inputs.make.number(f"{path}.returned", numbers.returned),
        analysed=inputs.make.number(f"{path}.analysed", numbers.analysed),
        not_analysed=inputs.make.number(f"{path}.not_analysed", numbers.returned - numbers.analysed),
        all_returned=numbers.returned == numbers.surveyed,
        is_each_time=bool(others),
        is_made_of_answers=is_made_of_answers(inputs),
        is_of_replies=is_of_replies,
        clauses=further_clauses([inputs.book.clause(each) for each in clauses]),
        is_analysed_said="analysed" in said,
        wave_label=() if "wave" in said else listed([inputs.make.wave(each) for each in (wave, *others)]),
    )
    basis = tuple(f.finding for f in inputs.context.findings.findings[:1])
    return inputs.book.sentence(facts, basis=basis, variant_key=path)


def is_made_of_answers(inputs: BlockInputs) -> bool:
    """Return whether the units are those that replied, so that nobody knows who else was surveyed."""
    return inputs.context.linked.programme.file.register.made_of is not None


def _is_of_replies(inputs: BlockInputs) -> bool:
    """Return whether the units of a wave are its replies: those of a register made of the answers that are in no other wave."""
    linked = inputs.context.linked
    return is_made_of_answers(inputs) and (len(linked.waves) == 1 or linked.has_separate_waves)


def response_path(cohort: str | None, wave: str) -> str:
    """Return the path of the numbers of a cohort's response in a wave.

    Args:
        cohort: The cohort; None for all units.
        wave: The wave.
    """
    return f"{cohort_suffix(cohort)}#{wave}"


@block("retrospective", options=BlockOptions, claims=(RetrospectiveFacts,))
def retrospective(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show the declared notes on waves that cohorts answered in retrospect."""
    return paragraph(options, retrospective_sentences(inputs))


def retrospective_sentences(inputs: BlockInputs) -> list[Sentence]:
    """Return a sentence for each declared note on a wave that a cohort answered in retrospect."""
    sentences = []
    for wave in inputs.context.linked.waves.values():
        for entry in wave.retrospective:
            facts = RetrospectiveFacts(
                cohort=inputs.make.cohort(entry.cohort),
                wave_label=inputs.make.wave(wave.id),
                note=term(entry.note),
            )
            sentences.append(inputs.book.sentence(facts, basis=()))
    return sentences


class Caution(Frozen):
    """A declared note on what is compared with caution: the items and the cohorts that it is about."""

    note: str
    comparison: Comparison | None
    items: tuple[Parts, ...]
    cohorts: tuple[str, ...]


def cautions(inputs: BlockInputs) -> list[Caution]:
    """Return the declared notes on what is compared with caution, each once, in declared order."""
    linked = inputs.context.linked
    items: dict[tuple[str, Comparison | None], dict[Parts, None]] = {}
    cohorts: dict[tuple[str, Comparison | None], dict[str | None, None]] = {}
    for question in linked.questions.values():
        for entry in question.comparable:
            if entry.is_ == "with_caution" and entry.note:
                pair = (entry.from_, entry.to) if entry.from_ and entry.to else None
                about = items.setdefault((entry.note, pair), {})
                cohorts.setdefault((entry.note, pair), {})[entry.cohort] = None
                for item in linked.listed(entry.items) or ():
                    about[term(linked.baskets[question.items or ""].labels[item].label)] = None
                if entry.items is None:
                    about[quoted(question.asks)] = None
    return [
        Caution(
            note=note,
            comparison=pair,
            items=tuple(items[note, pair]),
            cohorts=()
            if None in named
            else tuple(linked.cohort_label(cohort) for cohort in named if cohort is not None),
        )
        for (note, pair), named in cohorts.items()
    ]


@block("caution", options=BlockOptions, claims=(ComparisonFacts,))
def caution(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show the declared notes on what is compared with caution as a table: the items, the note, the cohorts."""
    found = cautions(inputs)
    has_cohorts = any(each.cohorts for each in found)
    has_comparison = len(inputs.context.comparisons) > 1 and any(each.comparison for each in found)
    columns = (
        Column(title=inputs.heading("caution_items")),
        Column(title=inputs.heading("caution_note")),
        *((Column(title=inputs.heading("caution_cohorts")),) if has_cohorts else ()),
        *((Column(title=inputs.heading("comparison")),) if has_comparison else ()),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        items = inputs.book.text(listed(list(each.items)))
        cohorts: Cell = (
            Term(text=", ".join(each.cohorts)) if each.cohorts else Text(text=inputs.heading("all_cohorts"))
        )
        words = "" if each.comparison is None else comparison_text(inputs, each.comparison)
        rows.append(
            (
                Term(text=items),
                Term(text=each.note),
                *((cohorts,) if has_cohorts else ()),
                *((Term(text=words),) if has_comparison else ()),
            )
        )
    table = Table(title=inputs.heading("caution_table"), columns=columns, rows=tuple(rows))
    return sections(options, [table] if rows else [])


@block(
    "first_asked_list",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(FirstAskedTitlesFacts, FirstAskedItemsFacts, ComparisonFacts),
)
def first_asked_list(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """List what each cohort was first asked about at the later wave: whole indicators, and items of a basket."""
    sentences: list[Sentence] = []
    for cohort in inputs.cohorts:
        for comparison in one_for_each_later_wave(inputs.comparisons(options)):
            sentences += _first_asked(inputs, cohort, comparison)
    return paragraph(options, sentences)


def _first_asked(inputs: BlockInputs, cohort: str | None, comparison: Comparison) -> Iterator[Sentence]:
    context = inputs.context
    titles: list[str] = []
    items: dict[str, dict[str, None]] = {}
    basis: list[str] = []
    for principle in inputs.principles:
        found = context.by_indicator(context.findings_for(principle, cohort, comparison))
        for each in found.values():
            new = [f for f in each if inputs.writer.kind(f) == "first_asked"]
            basis += [f.finding for f in each if f.reason == "not_asked"]
            indicator = context.indicator(each[0])
            if new and len(new) == len(each):
                titles.append(indicator.title)
            elif new:
                declared = items.setdefault(context.linked.baskets[indicator.for_each or ""].whole, {})
                declared.update({context.name(indicator, f.item or "").label: None for f in new})
    before, after = (inputs.make.wave(wave) for wave in comparison)
    words = inputs.comparison_words(comparison)
    for start in range(0, len(titles), MOST_TITLES):
        some = titles[start : start + MOST_TITLES]
        facts = FirstAskedTitlesFacts(
            cohort=inputs.make.cohort(cohort),
            comparison=words,
            titles=inputs.make.titles(some),
            before_label=before,
            after_label=after,
        )
        yield inputs.book.sentence(facts, basis=tuple(basis))
    for name, labels in items.items():
        yield inputs.book.sentence(
            FirstAskedItemsFacts(
                cohort=inputs.make.cohort(cohort),
                comparison=words,
                items=listed([term(label) for label in labels]),
                basket=term(context.linked.programme.baskets.baskets[name].label or name),
                number=inputs.make.number(
                    f"{inputs.principle or ''}{cohort_suffix(cohort)}#{name}.first_asked", len(labels)
                ),
                before_label=before,
                after_label=after,
            ),
            basis=tuple(basis),
        )
