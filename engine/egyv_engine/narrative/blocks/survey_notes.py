"""Writes the blocks on how the survey was done: response, retrospective answers, caution, what was first asked later."""

from collections.abc import Iterator

from egyv_engine.model.report import Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_name, cohort_suffix, paragraph
from egyv_engine.narrative.claims.claim_kinds import kind_of
from egyv_engine.narrative.claims.facts import ClaimFacts, listed
from egyv_engine.narrative.templates.placeholders import Placeholders

MOST_TITLES = 4  # named in one sentence


@block(
    "response",
    options=BlockOptions,
    claims={
        "response": ("cohort", "surveyed", "returned", "analysed", "set_aside", "all_returned", "said"),
    },
)
def response(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Who was surveyed, returned and is analysed, by cohort and wave."""
    sentences = []
    for cohort in inputs.cohorts:
        first = next(f for f in inputs.context.findings.findings if f.cohort == cohort)
        rows = {r.wave: r.level for r in inputs.context.findings.ledger if r.finding == first.finding}
        for wave in inputs.context.linked.waves:
            level = rows[wave]
            placeholders = Placeholders()
            claim = ClaimFacts(inputs.context, placeholders)
            ref = f"{cohort_suffix(cohort)}#{wave}"
            facts = {
                "cohort": cohort_name(placeholders, cohort),
                "said": placeholders.term(inputs.context.said(wave)),
                "surveyed": claim.number(f"{ref}.surveyed", level.surveyed),
                "returned": claim.number(f"{ref}.returned", level.returned),
                "analysed": claim.number(f"{ref}.analysed", level.analysed),
                "all_returned": level.returned == level.surveyed,
                "set_aside": claim.number(f"{ref}.set_aside", level.returned - level.analysed),
            }
            sentences.append(
                inputs.book.say("response", placeholders, facts, basis=(first.finding,), turn=ref)
            )
    return paragraph(options, sentences)


@block("waves", options=BlockOptions, claims={"looking_back": ("cohort", "said", "note")})
def waves(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """The declared notes on waves that cohorts answered in retrospect."""
    sentences = []
    for wave in inputs.context.linked.waves.values():
        for entry in wave.looking_back:
            placeholders = Placeholders()
            facts = {
                "cohort": cohort_name(placeholders, entry.cohort),
                "said": placeholders.term(wave.said),
                "note": placeholders.term(entry.note),
            }
            sentences.append(inputs.book.say("looking_back", placeholders, facts, basis=()))
    return paragraph(options, sentences)


@block("care", options=BlockOptions, claims={"care": ("items", "note")})
def care(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """The declared notes on what is compared with care, with the items of each, once for all findings."""
    linked = inputs.context.linked
    noted: dict[str, dict[str, None]] = {}
    for question in linked.questions.values():
        for entry in question.comparable:
            if entry.is_ == "with_care" and entry.note:
                labels = noted.setdefault(entry.note, {})
                for item in linked.listed(entry.items) or ():
                    basket = linked.baskets[question.items or ""]
                    labels[basket.labels[item].label] = None
    sentences = []
    for note, labels in noted.items():
        placeholders = Placeholders()
        facts = {
            "items": listed([placeholders.term(label) for label in labels]),
            "note": placeholders.term(note),
        }
        sentences.append(inputs.book.say("care", placeholders, facts, basis=()))
    return paragraph(options, sentences)


@block(
    "first_asked_list",
    options=BlockOptions,
    claims={
        "first_asked_titles": ("cohort", "titles", "before_said", "after_said"),
        "first_asked_items": ("cohort", "items", "basket", "number", "before_said", "after_said"),
    },
)
def first_asked_list(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """What each cohort was first asked about at the later wave: whole indicators, and items of a basket."""
    sentences: list[Sentence] = []
    for cohort in inputs.cohorts:
        for comparison in inputs.context.comparisons:
            sentences += _first_asked(inputs, cohort, comparison)
    return paragraph(options, sentences)


def _first_asked(inputs: BlockInputs, cohort: str | None, comparison: tuple[str, str]) -> Iterator[Sentence]:
    context = inputs.context
    titles: list[str] = []
    items: dict[str, dict[str, None]] = {}
    basis: list[str] = []
    for principle in context.linked.programme.file.principles:
        found = context.by_indicator(context.of(principle, cohort, comparison))
        for each in found.values():
            new = [f for f in each if kind_of(f) == "first_asked"]
            basis += [f.finding for f in each if f.reason == "not_asked"]
            indicator = context.indicator(each[0])
            if new and len(new) == len(each):
                titles.append(indicator.title)
            elif new:
                declared = items.setdefault(context.linked.baskets[indicator.for_each or ""].whole, {})
                declared.update({context.name(indicator, f.item or "").label: None for f in new})
    for kind, basket, names in (
        *(
            ("first_asked_titles", "", tuple(titles[i : i + MOST_TITLES]))
            for i in range(0, len(titles), MOST_TITLES)
        ),
        *(("first_asked_items", name, tuple(labels)) for name, labels in items.items()),
    ):
        placeholders = Placeholders()
        declared_basket = context.linked.programme.baskets.baskets.get(basket)
        facts = {
            "cohort": cohort_name(placeholders, cohort),
            "before_said": placeholders.term(context.said(comparison[0])),
            "after_said": placeholders.term(context.said(comparison[1])),
            "titles": listed([placeholders.term(_lowered(n)) for n in names]),
            "items": listed([placeholders.term(n) for n in names]),
            "basket": placeholders.term((declared_basket.label if declared_basket else None) or basket),
            "number": ClaimFacts(context, placeholders).number(
                f"{cohort_suffix(cohort)}#{basket}.first_asked", len(names)
            ),
        }
        yield inputs.book.say(kind, placeholders, facts, basis=tuple(basis))


def _lowered(title: str) -> str:
    """Return a title as it is written inside a sentence: no capital at its start, unless its first word is an acronym."""
    head = title.split(" ", maxsplit=1)[0]
    return title if head[1:] != head[1:].lower() else title[0].lower() + title[1:]
