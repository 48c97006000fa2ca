"""Checks the charts of a report: their options, and that there is something to draw."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
from egyv_engine.model.frozen import field_names, replace
from egyv_engine.model.plan import Plan, PlannedIndicator
from egyv_engine.model.report_document import BlockOptions, ChapterPlan
from egyv_engine.narrative.block_faults import does_nothing
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.needs import FEWEST_IN_SERIES
from egyv_engine.narrative.charts.chart_kinds import CHART_KINDS, charts_shown
from egyv_engine.narrative.charts.chart_options import ChartKind, ChartOptions

_OF_ALL_CHARTS = frozenset({"show", "heading", "of", "doc_path"})


def check_chart(linked: LinkedProgramme, chapter: ChapterPlan, options: BlockOptions) -> Iterator[Diagnostic]:
    """Yield the faults of a chart that the rules show.

    Args:
        linked: The programme.
        chapter: Its chapter.
        options: A block as declared; one that is no chart has no faults of this kind.
    """
    if not isinstance(options, ChartOptions):
        return
    kind = CHART_KINDS[options.of]
    yield from _unused(linked, kind, options)
    yield from _missing(linked, kind, options)
    yield from _cohort(linked, options)
    yield from _question(linked, options)
    if chapter.for_each is not None and not kind.is_of_principles:
        yield diagnostic(
            linked.positions,
            "EGY616",
            options.doc_path / "of",
            f"a chart of '{kind.name}' is not about one principle, so it is the same in each chapter",
            hint="move it to a chapter without for_each",
        )
    if kind.of_items:
        yield from _not_over_items(linked, kind, options)


def _unused(linked: LinkedProgramme, kind: ChartKind, options: ChartOptions) -> Iterator[Diagnostic]:
    """Report the options that a chart of this kind does not use."""
    for field in field_names(options):
        name = field.rstrip("_")
        is_given = getattr(options, field) not in (None, ())
        if name not in _OF_ALL_CHARTS | kind.uses and is_given:
            used = ", ".join(sorted(kind.uses))
            yield does_nothing(
                linked,
                options.doc_path / name,
                f"a chart of '{kind.name}' does not use '{name}'",
                f"remove {name}; the options of this chart are: {used}",
            )


def _missing(linked: LinkedProgramme, kind: ChartKind, options: ChartOptions) -> Iterator[Diagnostic]:
    """Report the options that a chart of this kind needs and does not have."""
    for name in sorted(kind.requires):
        if getattr(options, name) is None:
            yield diagnostic(
                linked.positions,
                "EGY202",
                options.doc_path / "of",
                f"a chart of '{kind.name}' has no {name}",
                hint=f"add {name}: the {name} that the chart shows",
            )


def _question(linked: LinkedProgramme, options: ChartOptions) -> Iterator[Diagnostic]:
    """Report a question that there is not, one that takes no numbers, and an item that it does not have."""
    name = options.question
    if name is None or linked.programme.is_broken("question", name):
        return
    question = linked.questions.get(name)
    at = options.doc_path / "question"
    if question is None:
        yield unknown_name(linked.positions, "question", name, at, linked.questions, lambda _: None)
        return
    if question.scale != "number":
        numbers = [each for each, other in linked.questions.items() if other.scale == "number"]
        yield diagnostic(
            linked.positions,
            "EGY660",
            at,
            f"a chart of 'numbers' shows the numbers that were given, and '{name}' takes none: its scale is "
            f"'{question.scale}'",
            hint=f"choose a question with scale: number: {', '.join(numbers)}"
            if numbers
            else "remove the block: no question has scale: number",
            related=[(question.doc_path / "scale", "the scale")],
        )
    items = [item for item in linked.items(question) if item is not None]
    if options.item is not None and not items:
        yield does_nothing(
            linked,
            options.doc_path / "item",
            f"the chart does not use 'item', because '{name}' is not asked over items",
            "remove item",
        )
    elif options.item is not None and options.item not in items:
        yield unknown_name(
            linked.positions, "item", options.item, options.doc_path / "item", items, lambda _: None
        )


def _cohort(linked: LinkedProgramme, options: ChartOptions) -> Iterator[Diagnostic]:
    """Report a cohort that there is not; values of the register that are the cohorts are known only once it is read."""
    declared, known = linked.programme.file.cohorts, linked.reported_cohorts
    is_open = declared is not None and declared.groups is not None and not known
    has_fault = linked.programme.is_broken("cohort", options.cohort or "")
    if options.cohort is not None and not is_open and not has_fault and options.cohort not in known:
        yield _unknown_cohort(linked, options, options.cohort)


def _unknown_cohort(linked: LinkedProgramme, options: ChartOptions, cohort: str) -> Diagnostic:
    known = [each for each in linked.reported_cohorts if each is not None]
    return unknown_name(
        linked.positions, "cohort", cohort, options.doc_path / "cohort", known, lambda _: None
    )


def _not_over_items(linked: LinkedProgramme, kind: ChartKind, options: ChartOptions) -> Iterator[Diagnostic]:
    """Report indicators that a chart of items names and that are not repeated over items."""
    for i, name in enumerate(options.indicators or ()):
        if name in linked.indicators and linked.indicators[name].indicator.for_each is None:
            yield diagnostic(
                linked.positions,
                "EGY617",
                options.doc_path / "indicators" / i,
                f"a chart of '{kind.name}' shows the items of a basket, and '{name}' is not repeated over items",
                hint="remove it from the list, or choose an indicator with for_each",
                related=[(linked.indicators[name].indicator.doc_path / "id", "the indicator")],
            )


def check_waves_of_charts(linked: LinkedProgramme, plan: Plan) -> Iterator[Diagnostic]:
    """Yield a warning for each indicator that a chart names and that too few waves asked about.

    Args:
        linked: The programme.
        plan: Its plan.
    """
    for options in linked.programme.blocks_of(ChartOptions):
        for place in _with_too_few_waves(plan, options):
            yield _too_few_waves(linked, options, place, CHART_KINDS[options.of].fewest_waves)


def _with_too_few_waves(plan: Plan, options: ChartOptions) -> Iterator[int]:
    """Yield the place of each indicator that a chart names and that too few waves asked about."""
    fewest = CHART_KINDS[options.of].fewest_waves
    for i, name in enumerate(options.indicators or ()):
        found = [planned for planned in plan.indicators if planned.indicator == name]
        if found and fewest and not any(_has_waves(each, options, fewest) for each in found):
            yield i


def _has_waves(planned: PlannedIndicator, options: ChartOptions, fewest: int) -> bool:
    """Return whether enough waves asked a cohort about an indicator: both of a comparison, or as many as a series needs."""
    if fewest < FEWEST_IN_SERIES:
        pair = options.comparison
        return any(
            one.from_asked and one.to_asked
            for (cohort, *waves), one in planned.comparability.items()
            if options.cohort in (None, cohort) and (pair is None or waves == [pair.from_, pair.to])
        )
    asked: dict[str | None, int] = {}
    for (cohort, _), is_asked in planned.asked.items():
        asked[cohort] = asked.get(cohort, 0) + is_asked
    return any(n >= fewest for cohort, n in asked.items() if options.cohort in (None, cohort))


def _too_few_waves(linked: LinkedProgramme, options: ChartOptions, number: int, fewest: int) -> Diagnostic:
    name = (options.indicators or ())[number]
    waves = "two waves that are compared" if fewest < FEWEST_IN_SERIES else "three waves or more"
    return diagnostic(
        linked.positions,
        "EGY661",
        options.doc_path / "indicators" / number,
        f"a chart of '{options.of}' shows {waves}, and fewer asked about '{name}'",
        hint="remove it from the list, or choose another comparison or cohort",
        related=[(linked.indicators[name].indicator.doc_path / "id", "the indicator")],
    )


def check_charts_and_results(inputs: BlockInputs) -> Iterator[Diagnostic]:
    """Yield an error for each chart of a unit that the register does not have, and a warning for each that shows nothing.

    Args:
        inputs: The programme with its results.
    """
    linked, units = inputs.context.linked, inputs.context.cohorts_of_units()
    for options in linked.programme.blocks_of(ChartOptions):
        if options.unit is not None and options.unit not in units:
            yield diagnostic(
                linked.positions,
                "EGY660",
                options.doc_path / "unit",
                f"a chart of 'unit' shows a unit of the register, and '{options.unit}' is none",
                hint=hint(options.unit, units, "units"),
            )
    for chapter in inputs.context.report.chapters:
        for block in chapter.blocks:
            if isinstance(block, ChartOptions):
                yield from _shows_nothing(inputs, chapter, block)


def _shows_nothing(inputs: BlockInputs, chapter: ChapterPlan, options: ChartOptions) -> Iterator[Diagnostic]:
    """Report a chart that shows nothing in any of its chapters, unless that was reported for another reason."""
    linked, kind = inputs.context.linked, CHART_KINDS[options.of]
    if options.cohort is not None and options.cohort not in inputs.groups:  # the register has no such value
        yield _unknown_cohort(linked, options, options.cohort)
        return
    is_reported = (
        any(_with_too_few_waves(inputs.context.plan, options))
        or (kind.of_items and any(_not_over_items(linked, kind, options)))
        or any(not need.is_met(linked.programme) for need in kind.needs)
        or (options.unit is not None and options.unit not in inputs.context.cohorts_of_units())
    )
    names = (None,) if chapter.for_each is None else linked.programme.file.principles
    if is_reported or any(charts_shown(replace(inputs, principle=name), options) for name in names):
        return
    if not inputs.cohorts and options.cohort is None:
        called = inputs.book.cohort_words["{groups}"]
        why = f"the report writes about no single one of its {len(inputs.groups)} {called}, because there are too many"
        advice = (
            "add cohort: with the id of one of them, or declare all: under cohorts in programme.yaml, which is one more of "
            "all units together"
        )
    else:
        why = "no results have what it would draw"
        advice = "choose another cohort, comparison or indicator, or remove the block"
    yield diagnostic(
        linked.positions,
        "EGY672",
        options.doc_path / "of",
        f"this chart of '{kind.name}' shows nothing: {why}",
        hint=advice,
    )
