"""Writes the block on how many of several measures each unit meets: all of them, and from how few to how many."""

from collections.abc import Iterator, Sequence

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Figure, Paragraph, Section, Sentence, Table
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import ID, ListOf, key
from egyv_engine.model.supplements import Measure, MetTogether
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.chosen_findings import group_text
from egyv_engine.narrative.blocks.level_cells import LevelCells
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, quoted, term, words
from egyv_engine.narrative.language.wordings import title_in_sentence

FEWEST = 2  # measures: one alone is a finding


@claim("measures_counted", has_history=False)
class MeasuresCountedFacts(ClaimFacts):
    """Names the measures that are counted together. common: the item, or the title, that all of them have, or nothing."""

    number: NumberFacts
    measures: Parts
    common: Parts


@claim("measures_met", has_history=False)
class MeasuresMetFacts(ClaimFacts):
    """Says how many units meet all of several measures in a wave, and how many of them the others meet.

    base: the units with an answer that settles each of the measures; in_part: those with an answer to some of them alone;
    met_all: the units that meet all; fewest, most: the smallest and the largest number that a unit of the base meets; middle: the
    median; is_alike: every unit meets the same number.
    """

    cohort: Parts
    wave_label: Parts
    measures: NumberFacts
    base: NumberFacts
    in_part: NumberFacts
    met_all: NumberFacts
    fewest: NumberFacts
    middle: NumberFacts
    most: NumberFacts
    is_alike: bool


class MeasuresMetOptions(BlockOptions):
    """A block that counts measures together."""

    indicators: tuple[str, ...] = key(
        ListOf(ID), "The indicators that are counted together, at least two measures.", ["open_late", "lent"]
    )
    items: tuple[str, ...] | None = key(
        ListOf(ID),
        "Of indicators that are repeated over items, the items that count, each as a measure; all if left out.",
        ["evenings"],
        default=None,
    )


def measures_of(linked: LinkedProgramme, options: MeasuresMetOptions) -> list[Measure]:
    """Return the measures that a block counts together: an indicator without items is one, and each item of another.

    Args:
        linked: The programme, which declares each of the indicators.
        options: The block as declared.
    """
    return [
        (name, item)
        for name in options.indicators
        for item in _items(linked, name)
        if item is None or options.items is None or item in options.items
    ]


def _items(linked: LinkedProgramme, name: str) -> Sequence[str | None]:
    basket = linked.indicators[name].indicator.for_each
    return (None,) if basket is None else linked.baskets[basket].items


@block(
    "measures_met",
    options=MeasuresMetOptions,
    claims=(MeasuresCountedFacts, MeasuresMetFacts),
)
def measures_met(inputs: BlockInputs, options: MeasuresMetOptions) -> list[Section]:
    """State by cohort and wave how many units meet all of the measures, and show how many meet each number of them."""
    measures = measures_of(inputs.context.linked, options)
    least = inputs.context.linked.programme.file.minimum.base_for_words
    found = {
        (cohort, wave): met
        for cohort in inputs.cohorts
        for wave in inputs.context.linked.waves
        if (met := inputs.context.met_together(measures, cohort, wave)).base >= least
    }
    if not found:
        return []
    path = f"{'+'.join(options.indicators)}#measures"
    by_cohort: dict[str | None, list[Sentence]] = {}
    for (cohort, wave), met in found.items():
        said = by_cohort.setdefault(cohort, [])
        said.append(_sentence(inputs, path, len(measures), (cohort, wave), met, is_first=not said))
    paragraphs = [Paragraph(sentences=tuple(sentences)) for sentences in by_cohort.values()]
    named = Paragraph(sentences=(_named(inputs, path, measures),))
    return sections(options, [named, *paragraphs, _table(inputs, path, len(measures), found)])


def _named(inputs: BlockInputs, path: str, measures: Sequence[Measure]) -> Sentence:
    titles = {name: _title(inputs, name) for name, _ in measures}
    items = {(name, item): _item(inputs, name, item) for name, item in measures if item is not None}
    of_item = next(iter(items.values()), ())
    named: list[Parts]
    common: Parts = ()
    if len(items) == len(measures) and set(items.values()) == {of_item}:
        named, common = list(titles.values()), of_item
    elif len(items) == len(measures) and len(titles) == 1:
        named, common = (
            list(items.values()),
            quoted(inputs.context.linked.indicators[measures[0][0]].indicator.title),
        )
    else:
        named = [
            (*titles[name], *words(" ("), *items[name, item], *words(")"))
            if item is not None
            else titles[name]
            for name, item in measures
        ]
    facts = MeasuresCountedFacts(
        number=inputs.make.number(f"{path}.number", len(measures)), measures=listed(named), common=common
    )
    return inputs.book.sentence(facts, basis=())


def _title(inputs: BlockInputs, name: str) -> Parts:
    title = inputs.context.linked.indicators[name].indicator.title
    return term(title_in_sentence(title, inputs.context.wording.language))


def _item(inputs: BlockInputs, name: str, item: str) -> Parts:
    return term(inputs.context.name(inputs.context.linked.indicators[name].indicator, item).label)


def _path(path: str, cohort: str | None, wave: str) -> str:
    head, _, tail = path.partition("#")
    return f"{head}{cohort_suffix(cohort)}#{wave}.{tail}"


def _sentence(
    inputs: BlockInputs,
    path: str,
    number: int,
    scope: tuple[str | None, str],
    met: MetTogether,
    *,
    is_first: bool,
) -> Sentence:
    """Return the claim on a cohort and wave.

    Args:
        inputs: The inputs of the block.
        path: That of the measures.
        number: How many of these there are.
        scope: The cohort and the wave.
        met: The counts.
        is_first: Whether it is the first of its paragraph, and names the cohort.
    """
    cohort, wave = scope
    own, make = _path(path, cohort, wave), inputs.make
    numbers = {"fewest": met.fewest, "middle": met.middle, "most": met.most}
    facts = MeasuresMetFacts(
        cohort=make.cohort(cohort) if is_first else (),
        wave_label=make.wave(wave),
        measures=make.number(f"{path}.number", number),
        base=make.number(f"{own}_base", met.base),
        in_part=make.number(f"{own}_in_part", met.in_part),
        met_all=make.number(f"{own}_met_{number}", met.counts[number]),
        is_alike=met.fewest == met.most,
        **{name: make.number(f"{own}_{name}", value) for name, value in numbers.items()},
    )
    return inputs.book.sentence(facts, basis=(), variant_key=own)


def _table(
    inputs: BlockInputs, path: str, number: int, found: dict[tuple[str | None, str], MetTogether]
) -> Table:
    """Return the table of how many units meet each number of the measures, the largest number first."""
    cells, units = LevelCells(inputs=inputs), inputs.context.unit.many

    def columns() -> Iterator[Column]:
        yield Column(title=inputs.heading("measures_met_number"), type="count")
        for cohort, wave in found:
            label, group = (
                with_capital(inputs.context.wave_label(wave)),
                with_capital(group_text(inputs, cohort)),
            )
            title = inputs.heading("of_group").format(which=group, title=label) if group else label
            yield Column(
                title=title,
                type="count_of_base",
                unit=units,
                group=group or None,
                of_group=label if group else "",
            )

    def row(n: int) -> Iterator[Cell]:
        yield Figure(ref=f"{path}.row_{n}", value=n)
        for (cohort, wave), met in found.items():
            own = _path(path, cohort, wave)
            count = Figure(ref=f"{own}_met_{n}", value=met.counts[n])
            yield cells.part_of(
                count, Figure(ref=f"{own}_base", value=met.base), share_path=f"{own}_share_{n}"
            )

    numbers = [n for n in range(number, -1, -1) if any(met.counts[n] for met in found.values())]
    return Table(
        title=inputs.heading("measures_met_table").format(units=units),
        columns=tuple(columns()),
        rows=tuple(tuple(row(n)) for n in numbers),
    )
