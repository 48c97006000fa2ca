"""Reads the built-in chapters, and puts them where a report declares none, or names one by its id alone."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import PurePosixPath

from egyv_engine.model.documents import Programme
from egyv_engine.model.frozen import replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report_document import ChapterPlan, ReportFile
from egyv_engine.narrative.blocks.built_in import BUILT_IN
from egyv_engine.narrative.blocks.needs import Need
from egyv_engine.narrative.blocks.registry import registered_blocks, vocabularies
from egyv_engine.narrative.selection_words import selection_in_words
from egyv_engine.narrative.wording import Wording, shipped_wording, wording_of
from egyv_engine.rules.parse_document import parse_shipped

FILE = PurePosixPath("narrative/built_in_chapters.yaml")


@cache
def built_in_chapters() -> dict[str, ChapterPlan]:
    """Return the built-in chapters by their ids, in order; their titles are the names of headings in a phrasebook.

    Raises:
        ValueError: The file has a fault.
    """
    made: ReportFile = parse_shipped("report", FILE, vocabularies())
    return {plan.id: plan for plan in made.chapters}


def chapters_of(programme: Programme, report: ReportFile) -> tuple[ChapterPlan, ...]:
    """Return the chapters of a report with their blocks: its own, and built-in ones where it declares none or names one.

    A built-in chapter leaves out the blocks that have nothing to show in the programme, and is left out if it has no other.

    Args:
        programme: The programme, whose declarations decide which blocks have something to show, and whose phrasebook has
            the titles of built-in chapters.
        report: The report as declared.
    """
    built_in = built_in_chapters()
    wording = wording_of(programme) or shipped_wording()
    heading = partial(_heading, programme, wording)
    declared = report.chapters or tuple(replace(plan, title=None, blocks=()) for plan in built_in.values())
    made = (_chapter(programme, plan, built_in.get(plan.id), heading) for plan in declared)
    return tuple(plan for plan in made if plan.blocks)


def _heading(programme: Programme, wording: Wording, name: str) -> str:
    """Return a heading of the phrasebook, with what the programme calls its selections where it names them."""
    text = wording.heading(name, is_records=programme.is_on_record)
    declared = programme.selection
    named = [selection_in_words(declared, each) for each in declared.selections] if declared else []
    joiners = wording.language.joiners
    words = joiners.and_.join(each for each in (joiners.comma.join(named[:-1]), *named[-1:]) if each)
    return with_capital(text.replace("{selections}", words))


def how_to_have(programme: Programme, report: ReportFile, name: str) -> str | None:
    """Return how a report would have a built-in chapter, as a hint; None if no such chapter is built in.

    Args:
        programme: The programme.
        report: The report as declared, without the chapter.
        name: The chapter's id.
    """
    plan = built_in_chapters().get(name)
    if plan is None:
        return None
    is_listed = not report.chapters or name in {each.id for each in report.chapters}
    steps = [] if is_listed else [f"add {{id: {name}}} to the chapters of the report"]
    steps += [f"declare {need.declaration}" for need in missing_needs(programme, plan)]
    return f"this chapter is built in: {' and '.join(steps)}, or leave out what names it"


def missing_needs(programme: Programme, plan: ChapterPlan) -> list[Need]:
    """Return what a programme does not declare for the first block of a chapter; none if another block has something to show.

    Args:
        programme: The programme.
        plan: A built-in chapter.
    """
    blocks = registered_blocks()
    missing = [blocks[each.show].missing_needs(each, programme) for each in plan.blocks]
    return missing[0] if all(missing) else []


def _chapter(
    programme: Programme, declared: ChapterPlan, built_in: ChapterPlan | None, heading: Callable[[str], str]
) -> ChapterPlan:
    """Return a chapter with the blocks that it declares, or else with those of the built-in one of its id.

    Where it declares a block `built_in`, those of the built-in one take its place.
    """
    if built_in is None or not takes_built_in(declared):
        return declared
    blocks = registered_blocks()
    shown = tuple(
        replace(each, heading=None if each.heading is None else heading(each.heading))
        for each in built_in.blocks
        if not blocks[each.show].missing_needs(each, programme)
    )
    title = None if built_in.title is None else heading(built_in.title)
    own = [shown if each.show == BUILT_IN else (each,) for each in declared.blocks]
    made = tuple(each for several in own for each in several) if own else shown
    return replace(built_in, title=declared.title or title, blocks=made)


def takes_built_in(declared: ChapterPlan) -> bool:
    """Return whether a chapter has the blocks of the built-in one of its id: alone, or with blocks of its own around them."""
    return not declared.blocks or any(each.show == BUILT_IN for each in declared.blocks)
