"""Lists the names by which a text may read findings, baskets, records, facts and chapters."""

from collections.abc import Iterator, Mapping

from egyv_engine.diagnostics.diagnostic import CommonFault
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import EACH_VALUE
from egyv_engine.model.findings import cohort_suffix, finding_name
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import heading_name
from egyv_engine.model.report_document import ChapterPlan
from egyv_engine.narrative.blocks.recommendations import reason_names, status_names
from egyv_engine.narrative.built_in_chapters import chapters_of, how_to_have

RECOMMENDATIONS = "recommendations"
_TOTALS = ("total", "units")


class Place(Frozen):
    """A chapter, or a section with a heading. id: as in a link; title: as readers know it."""

    id: str
    title: str


def finding_names(linked: LinkedProgramme) -> tuple[str, ...] | None:
    """Return the names of findings: their ids, and `#from:to` after them where several comparisons are declared.

    None where they are not known: a declaration has a fault, or the register's values are the cohorts and are not read yet.
    """
    cohorts = _cohorts(linked)
    if cohorts is None:
        return None
    return tuple(
        finding_name(entry.principle, entry.indicator.id, item, cohort) + comparison
        for entry in linked.indicators.values()
        for item in (linked.baskets[entry.indicator.for_each].items if entry.indicator.for_each else (None,))
        for cohort in cohorts
        for comparison in _comparisons(linked)
    )


def basket_names(linked: LinkedProgramme) -> tuple[str, ...] | None:
    """Return the names of baskets: those of the findings without the item; None where they are not known."""
    cohorts = _cohorts(linked)
    if cohorts is None:
        return None
    return tuple(
        finding_name(entry.principle, entry.indicator.id, None, cohort) + comparison
        for entry in linked.indicators.values()
        if entry.indicator.for_each and linked.programme.file.comparisons
        for cohort in cohorts
        for comparison in _comparisons(linked)
    )


def unknown_part(linked: LinkedProgramme, name: str) -> CommonFault | None:
    """Return the part of the name of a finding, basket or record that nothing has, with its type; None if there are several.

    Args:
        linked: The programme.
        name: The name, which leads to nothing.
    """
    whole = name.partition("#")[0]
    of_rules, _, cohort = whole.partition("@")
    _, *steps = of_rules.split(".")
    indicators = {i.id for p in linked.programme.principles.values() for i in p.indicators}
    items = {item for basket in linked.baskets.values() for item in basket.items}
    is_record = of_rules.split(".")[0] == RECOMMENDATIONS
    found = [CommonFault("cohort", cohort)] if cohort and cohort not in linked.reported_cohorts else []
    found += (
        [] if is_record else [CommonFault("indicator", step) for step in steps[:1] if step not in indicators]
    )
    found += [] if is_record else [CommonFault("item", step) for step in steps[1:] if step not in items]
    return found[0] if len(found) == 1 else None


def record_names(linked: LinkedProgramme) -> tuple[str, ...] | None:
    """Return the names of counts of recommendations: all of a cohort, and those on each principle."""
    records = linked.programme.records
    if ("records", "*") in linked.programme.broken:
        return None
    if records is None or records.recommendations is None:
        return ()
    cohorts = _cohorts(linked)
    if cohorts is None:
        return None
    return tuple(
        f"{RECOMMENDATIONS}{principle}{cohort_suffix(cohort)}"
        for principle in ("", *(f".{name}" for name in linked.programme.file.principles))
        for cohort in cohorts
        if cohort != linked.everyone or cohort is None
    )


def record_parts(linked: LinkedProgramme) -> tuple[str, ...]:
    """Return what a text may read of recommendations: the total, the units, and the number with each status and reason."""
    return (*_TOTALS, *status_names(linked), *reason_names(linked))


def declared_facts(linked: LinkedProgramme) -> tuple[str, ...] | None:
    """Return the ids of the facts that rules/facts.yaml declares; None where one of them has a fault."""
    declared = linked.programme.facts
    if _is_faulty(linked, "fact", "facts"):
        return None
    return () if declared is None else tuple(declared.facts)


def cited_names(linked: LinkedProgramme) -> tuple[str, ...] | None:
    """Return the ids of the sources that rules/facts.yaml declares; None where one of them has a fault."""
    declared = linked.programme.facts
    if _is_faulty(linked, "source", "sources", "facts"):
        return None
    return () if declared is None else tuple(declared.sources)


def _is_faulty(linked: LinkedProgramme, *kinds: str) -> bool:
    return any(kind in kinds for kind, _ in linked.programme.faulty)


def places(linked: LinkedProgramme) -> Mapping[str, Place]:
    """Return the chapters, and the sections that have a heading, by the names that texts have for them.

    A chapter of a principle has the name of the principle, every other one its id; a section has that of its chapter, a dot
    and the words of its heading, joined by _.
    """
    report = linked.programme.report
    found: dict[str, Place] = {}
    for plan in chapters_of(linked.programme, report) if report else ():
        for name, place in _chapters(linked, plan):
            found.setdefault(name, place)
            for block in plan.blocks:
                if block.heading is not None and block.is_in_chapter_of(name):
                    heading = heading_name(block.heading)
                    section = Place(id=f"{place.id}.{heading}", title=block.heading)
                    found.setdefault(f"{name}.{heading}", section)
    return found


def how_to_have_place(linked: LinkedProgramme, name: str) -> str | None:
    """Return how the report would have a built-in chapter that it has not; None for any other name.

    Args:
        linked: The programme.
        name: A name that `places` does not list.
    """
    report = linked.programme.report
    return how_to_have(linked.programme, report, name) if report else None


def place_names(linked: LinkedProgramme) -> tuple[str, ...] | None:
    """Return the names of chapters and sections; None where a chapter has a fault, so that some of them are not known."""
    return None if _is_faulty(linked, "chapter", "chapters", "report") else tuple(places(linked))


def _chapters(linked: LinkedProgramme, plan: ChapterPlan) -> Iterator[tuple[str, Place]]:
    if plan.for_each is None:
        yield plan.id, Place(id=plan.id, title=plan.title or "")
        return
    for name, principle in linked.programme.principles.items():
        yield name, Place(id=f"{plan.id}.{name}", title=principle.title)


def _comparisons(linked: LinkedProgramme) -> tuple[str, ...]:
    declared = linked.programme.file.comparisons
    return tuple(f"#{c.from_}:{c.to}" for c in declared) if len(declared) > 1 else ("",)


def _cohorts(linked: LinkedProgramme) -> tuple[str | None, ...] | None:
    """Return the cohorts that findings are about; None where they are not known yet."""
    declared = linked.programme.file.cohorts
    is_unread = declared is not None and declared.groups == EACH_VALUE and not linked.groups
    is_broken = any(linked.programme.has_broken(kind) for kind in ("indicator", "basket", "cohort", "wave"))
    declared_ids = {i.id for principle in linked.programme.principles.values() for i in principle.indicators}
    is_short = not declared_ids <= linked.indicators.keys()  # a name in a rule is unknown, which is reported
    return None if is_unread or is_broken or is_short else linked.reported_cohorts
