"""Checks the chapters and blocks of a report: what they show must be declared, and must not be shown twice."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import replace
from egyv_engine.model.report_document import BlockOptions, ChapterPlan, ReportFile
from egyv_engine.narrative.basket_checks import check_basket
from egyv_engine.narrative.block_faults import does_nothing, unknown_indicators
from egyv_engine.narrative.blocks.block import Block, ComparisonOptions, IndicatorOptions
from egyv_engine.narrative.blocks.built_in import BUILT_IN
from egyv_engine.narrative.blocks.needs import FEWEST_IN_SERIES, NOTHING_TO_SHOW, SERIES
from egyv_engine.narrative.blocks.registry import registered_blocks
from egyv_engine.narrative.built_in_chapters import built_in_chapters, missing_needs, takes_built_in
from egyv_engine.narrative.charts.chart_checks import check_chart
from egyv_engine.narrative.measures_checks import check_measures
from egyv_engine.narrative.own_text.text_options import TextOptions


def check_blocks(linked: LinkedProgramme, report: ReportFile) -> Iterator[Diagnostic]:
    """Yield every fault of chapters and blocks but for those of their words.

    Args:
        linked: The programme.
        report: The declared chapters.
    """
    yield from _chapter_ids(linked, report)
    yield from _blocks_shown_twice(linked, report)
    for declared in report.chapters:
        yield from _title(linked, declared)
        chapter = _as_shown(declared)
        for options in chapter.blocks:
            block = registered_blocks()[options.show]
            yield from _built_in_heading(linked, options)
            yield from _principle_of_text(linked, chapter, options)
            yield from _undeclared(linked, block, options)
            yield from check_chart(linked, chapter, options)
            yield from _scope(linked, chapter, block, options)
            yield from check_basket(linked, options)
            yield from check_measures(linked, options)
            if isinstance(options, ComparisonOptions):
                yield from _comparison(linked, block, options)
            if isinstance(options, IndicatorOptions):
                yield from _indicators(linked, chapter, block, options)
                yield from _exceptions(linked, options)
    yield from _unpicked(linked)


def _as_shown(declared: ChapterPlan) -> ChapterPlan:
    """Return a chapter that is repeated for each principle if the built-in one is whose blocks it takes."""
    built_in = built_in_chapters().get(declared.id)
    if built_in is None or not takes_built_in(declared):
        return declared
    return replace(declared, for_each=built_in.for_each)


def _chapter_ids(linked: LinkedProgramme, report: ReportFile) -> Iterator[Diagnostic]:
    first: dict[str, DocumentPath] = {}
    for chapter in report.chapters:
        if chapter.id in first:
            yield diagnostic(
                linked.positions,
                "EGY312",
                chapter.doc_path / "id",
                f"the chapter '{chapter.id}' is declared a second time",
                hint="give one of the two another id",
                related=[(first[chapter.id], "the first one")],
            )
        first.setdefault(chapter.id, chapter.doc_path / "id")


def _is_unknown_built_in(chapter: ChapterPlan) -> bool:
    """Return whether a chapter takes the blocks of a built-in one that does not exist, so that its id is misspelt."""
    return takes_built_in(chapter) and chapter.id not in built_in_chapters()


def _built_in(linked: LinkedProgramme, chapter: ChapterPlan) -> Iterator[Diagnostic]:
    """Report a chapter that takes the blocks of a built-in one and has not its id, or would be empty, and keys without use."""
    built_in = built_in_chapters()
    if _is_unknown_built_in(chapter):
        lacks = "takes the blocks of a built-in chapter" if chapter.blocks else "has no blocks"
        yield diagnostic(
            linked.positions,
            "EGY639",
            chapter.doc_path / "id",
            f"the chapter '{chapter.id}' {lacks}, and no built-in chapter has this id",
            hint=hint(chapter.id, built_in, "built-in chapters"),
        )
        return
    if all(each.show == BUILT_IN for each in chapter.blocks):
        for need in missing_needs(linked.programme, built_in[chapter.id])[:1]:
            yield diagnostic(
                linked.positions,
                NOTHING_TO_SHOW,
                chapter.doc_path / "id",
                f"the built-in chapter '{chapter.id}' shows {need.shown}, but {need.lacks}, so it is left out",
                hint=f"declare {need.declaration}, or remove the chapter",
            )
    for name, is_given in (("for_each", chapter.for_each is not None), ("annex", chapter.annex)):
        if is_given:
            yield does_nothing(
                linked,
                chapter.doc_path / name,
                f"the chapter '{chapter.id}' does not use '{name}', because it takes the built-in chapter as it is",
                f"remove {name}, or give the chapter blocks of its own",
            )


def _title(linked: LinkedProgramme, chapter: ChapterPlan) -> Iterator[Diagnostic]:
    is_built_in = takes_built_in(chapter)
    if is_built_in:
        yield from _built_in(linked, chapter)
    is_named = chapter.title is not None or is_built_in
    if not is_named and chapter.for_each is None:
        yield diagnostic(
            linked.positions,
            "EGY202",
            chapter.doc_path,
            f"the chapter '{chapter.id}' has no title",
            hint="add a title; only a chapter with for_each has the title of its principle",
        )
    if chapter.title is not None and chapter.for_each is not None:
        yield diagnostic(
            linked.positions,
            "EGY610",
            KeyAt(chapter.doc_path / "title"),
            f"the chapter '{chapter.id}' does not use 'title', because each of its chapters has the title of its "
            "principle",
            hint="leave out title, or for_each",
        )


def _built_in_heading(linked: LinkedProgramme, options: BlockOptions) -> Iterator[Diagnostic]:
    """Report a heading of the block that stands for those of a built-in chapter, which have their own."""
    if options.show == BUILT_IN and options.heading is not None:
        yield does_nothing(
            linked,
            options.doc_path / "heading",
            "the block 'built_in' does not use 'heading', because the blocks that it stands for have their own",
            "remove heading",
        )


def _principle_of_text(
    linked: LinkedProgramme, chapter: ChapterPlan, options: BlockOptions
) -> Iterator[Diagnostic]:
    """Check the principle in whose chapter alone a text stands: it is declared, and its chapter is one of a principle."""
    if not isinstance(options, TextOptions) or options.principle is None:
        return
    principles = linked.programme.file.principles
    if options.principle not in principles:
        yield diagnostic(
            linked.positions,
            "EGY664",
            options.doc_path / "principle",
            f"there is no principle '{options.principle}'",
            hint=hint(options.principle, principles, "declared"),
        )
    elif chapter.for_each is None and not _is_unknown_built_in(chapter):
        yield does_nothing(
            linked,
            options.doc_path / "principle",
            f"the text does not use 'principle', because the chapter '{chapter.id}' is not repeated for each principle",
            "remove principle, or move the text to the chapter of the principles",
        )


def _undeclared(linked: LinkedProgramme, block: Block, options: BlockOptions) -> Iterator[Diagnostic]:
    """Report a block if nothing declares what it shows."""
    for need in block.missing_needs(options, linked.programme):
        yield diagnostic(
            linked.positions,
            need.code,
            options.doc_path / "show",
            f"the block '{block.name}' shows {need.shown}, but {need.lacks}",
            hint=f"declare {need.declaration}, or remove the block",
        )


def _blocks_shown_twice(linked: LinkedProgramme, report: ReportFile) -> Iterator[Diagnostic]:
    """Report a warning if a block shows the same as an earlier one, whatever its heading."""
    first: dict[tuple[str | None, BlockOptions], BlockOptions] = {}
    for chapter in report.chapters:
        for options in chapter.blocks:
            # That of each built-in chapter stands for other blocks.
            scope = chapter.id if options.show == BUILT_IN else chapter.for_each
            content = scope, replace(options, heading=None)
            if content in first:
                yield diagnostic(
                    linked.positions,
                    "EGY616",
                    options.doc_path / "show",
                    f"this block '{options.show}' shows the same as an earlier one",
                    hint="remove one of the two, or give them different options",
                    related=[(first[content].doc_path / "show", "the earlier one")],
                )
            first.setdefault(content, options)


def _scope(
    linked: LinkedProgramme, chapter: ChapterPlan, block: Block, options: BlockOptions
) -> Iterator[Diagnostic]:
    """Report a warning if a block is the same in each chapter, or shows principles without naming them."""
    principles = linked.programme.file.principles
    if len(principles) < 2:
        return
    if chapter.for_each is not None and block.scope == "report" and not isinstance(options, TextOptions):
        yield diagnostic(
            linked.positions,
            "EGY616",
            options.doc_path / "show",
            f"the block '{block.name}' is not about one principle, so it is the same in all {len(principles)} "
            "chapters",
            hint="move it to a chapter without for_each",
        )
    if chapter.for_each is None and block.scope == "principle":
        named = isinstance(options, IndicatorOptions) and options.indicators
        about = {linked.indicators[i].principle for i in named or () if i in linked.indicators}
        if not named or len(about) > 1:
            yield diagnostic(
                linked.positions,
                "EGY617",
                options.doc_path / "show",
                f"the block '{block.name}' shows several principles one after another, and does not say which is "
                "which",
                hint="add for_each: principle to the chapter, in place of its title",
            )


def _comparison(linked: LinkedProgramme, block: Block, options: ComparisonOptions) -> Iterator[Diagnostic]:
    """Report a comparison that the programme does not declare, and one with too few waves for a series."""
    chosen = options.comparison
    declared = [(c.from_, c.to) for c in linked.programme.file.comparisons]
    if chosen is None:
        return
    if (chosen.from_, chosen.to) in declared:
        waves = list(linked.waves)
        if not {chosen.from_, chosen.to} <= set(waves):
            return  # the comparison names a wave that does not exist, and is reported there
        number = waves.index(chosen.to) - waves.index(chosen.from_) + 1
        is_series = SERIES in block.needs and SERIES.is_met(linked.programme)
        if is_series and 1 < number < FEWEST_IN_SERIES:
            yield diagnostic(
                linked.positions,
                NOTHING_TO_SHOW,
                chosen.doc_path,
                f"the block '{block.name}' shows {SERIES.shown}, and no wave lies between '{chosen.from_}' and "
                f"'{chosen.to}'",
                hint="choose a comparison with a wave in between, or leave out comparison: the series then has every wave",
            )
        return
    listed = ", ".join(f"{{from: {earlier}, to: {later}}}" for earlier, later in declared)
    yield diagnostic(
        linked.positions,
        "EGY614",
        chosen.doc_path,
        f"there is no comparison from '{chosen.from_}' to '{chosen.to}'",
        hint=f"declared comparisons: {listed or 'none'}",
    )


def _exceptions(linked: LinkedProgramme, options: IndicatorOptions) -> Iterator[Diagnostic]:
    """Check the indicators that a block leaves out: each is declared, and the block does not name others to show."""
    yield from unknown_indicators(linked, options.except_, options.doc_path / "except")
    if options.except_ and options.indicators is not None:
        yield does_nothing(
            linked,
            options.doc_path / "except",
            f"the block '{options.show}' does not use 'except', because it names the indicators to show",
            "remove except, or indicators",
        )


def _unpicked(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report summary: false of an indicator that is not scored: no main point is made of it anyway."""
    for entry in linked.indicators.values():
        indicator = entry.indicator
        if not indicator.summary and not indicator.scored:
            yield does_nothing(
                linked,
                indicator.doc_path / "summary",
                f"the indicator '{indicator.id}' is not scored, so no main point is made of it with or without 'summary'",
                "remove summary: false",
            )


def _indicators(
    linked: LinkedProgramme, chapter: ChapterPlan, block: Block, options: IndicatorOptions
) -> Iterator[Diagnostic]:
    """Check the indicators that a block names."""
    named = options.indicators or ()
    yield from unknown_indicators(linked, named, options.doc_path / "indicators")
    for i, name in enumerate(named):
        if block.scored_only and name in linked.indicators and not linked.indicators[name].indicator.scored:
            yield diagnostic(
                linked.positions,
                "EGY617",
                options.doc_path / "indicators" / i,
                f"the block '{block.name}' shows scored indicators only, and '{name}' is not scored",
                hint="remove it from the list, or the key scored: false from the indicator",
                related=[(linked.indicators[name].indicator.doc_path / "id", "the indicator")],
            )
    if named and all(name in linked.indicators for name in named) and chapter.for_each is not None:
        about = {linked.indicators[name].principle for name in named}
        for principle in linked.programme.file.principles:
            if principle not in about:
                yield diagnostic(
                    linked.positions,
                    "EGY617",
                    KeyAt(options.doc_path / "indicators"),
                    f"no indicator of this block belongs to the principle '{principle}', so its chapter does not have "
                    "the block",
                    hint="add an indicator of the principle, or move the block to a chapter without for_each",
                )
