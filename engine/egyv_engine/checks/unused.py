"""Warns of declarations that nothing uses."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from egyv_engine.checks.references import baskets_in
from egyv_engine.diagnostics.diagnostic import CommonFault, Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, sides, walk
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Programme
from egyv_engine.model.frozen import Frozen


class _Usage(Frozen):
    """The declared names of one type of object, and the names that are used."""

    object_type: str
    doc_path: DocumentPath
    declared: Mapping[str, object]
    used: AbstractSet[str | None]


def check_unused(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Warn if nothing uses a scale, list, basket, criterion or key; silent if something that could use it is broken."""
    programme = linked.programme
    if programme.faulty:
        return
    for usage in _usages(programme):
        for name in usage.declared:
            if name not in usage.used:
                yield diagnostic(
                    linked.positions,
                    "EGY418",
                    KeyAt(usage.doc_path / name),
                    f"the {usage.object_type} '{name}' is declared but never used",
                    hint="remove it, or correct its name here or where it should be used",
                    common=CommonFault(usage.object_type, name),
                )
    yield from _skipped_answers(linked)
    yield from _fallback_orders(linked)
    yield from _unread_items(linked)


def _skipped_answers(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Warn where `skipped_answers` says what becomes of answers that no skip logic can skip."""
    questions = linked.questions.values()
    unused = [q.doc_path for q in questions if q.skipped_answers == "ignored" and q.asked_if is None]
    if all(question.asked_if is None for question in questions):
        unused += [wave.doc_path for wave in linked.waves.values() if wave.skipped_answers == "ignored"]
    for doc_path in unused:
        yield diagnostic(
            linked.positions,
            "EGY418",
            KeyAt(doc_path / "skipped_answers"),
            "skipped_answers is declared, but no asked_if skips an answer here",
            hint="remove it, or declare asked_if",
        )


def _fallback_orders(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Warn of classes whose choice may be replaced where nothing asks the choices to differ."""
    selection = linked.programme.selection
    for name, chosen in selection.selections.items() if selection else ():
        if chosen.fallback_order and chosen.must_vary_by is None:
            yield diagnostic(
                linked.positions,
                "EGY418",
                KeyAt(chosen.doc_path / "fallback_order"),
                f"the fallback_order of the selection '{name}' is not used without must_vary_by",
                hint="add must_vary_by, or remove it",
            )


def _unread_items(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Warn of an indicator that is repeated over items, and whose rule does not depend on the item."""
    for entry in linked.indicators.values():
        indicator = entry.indicator
        conditions = [x for x in (indicator.met_when, indicator.base) if x is not None]
        if indicator.for_each is not None and not any(_reads_item(linked, x) for x in conditions):
            yield diagnostic(
                linked.positions,
                "EGY418",
                indicator.doc_path / "for_each",
                f"the rule of '{indicator.id}' reads no answer about the current item, so it is the same for every item",
                hint="leave out item: where the current item is meant, or leave out for_each",
            )


def _reads_item(linked: LinkedProgramme, condition: c.Condition) -> bool:
    for part in walk(condition):
        if isinstance(part, c.Met):
            named = linked.indicators.get(part.indicator)
            if named is None or named.indicator.for_each is not None:
                return True
        for side in sides(part):
            for answer in answers(side):
                asked = linked.questions.get(answer.question)
                if answer.item is None and (asked is None or asked.items is not None):
                    return True
    return False


def _usages(programme: Programme) -> tuple[_Usage, ...]:
    questions = programme.instrument.questions
    items = [e.items for q in questions for e in q.not_asked]
    items += [e.items for q in questions for e in q.comparable]
    return (
        _Usage(
            object_type="scale",
            doc_path=programme.scales.doc_path / "scales",
            declared=programme.scales.scales,
            used={q.scale for q in questions},
        ),
        _Usage(
            object_type="list",
            doc_path=programme.instrument.doc_path / "lists",
            declared=programme.instrument.lists or {},
            used={named for named in items if isinstance(named, str)},
        ),
        _Usage(
            object_type="basket",
            doc_path=programme.baskets.doc_path / "baskets",
            declared=programme.baskets.baskets,
            used=_used_baskets(programme),
        ),
        _Usage(
            object_type="criterion",
            doc_path=programme.criteria.doc_path / "criteria",
            declared=programme.criteria.criteria,
            used={programme.file.default_criterion, *(i.criterion for i in programme.indicators)},
        ),
    )


def _used_baskets(programme: Programme) -> set[str | None]:
    conditions = [c for i in programme.indicators for c in (i.met_when, i.base) if c is not None]
    evidence = programme.records.evidence if programme.records else None
    return {
        *(q.items for q in programme.instrument.questions),
        *(i.for_each for i in programme.indicators),
        *(basket.subset_of for basket in programme.baskets.baskets.values()),
        *(name for condition in conditions for name in baskets_in(condition)),
        evidence.items.basket if evidence and evidence.items else None,
    }
