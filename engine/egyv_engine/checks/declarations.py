"""Checks of ids, scales, criteria, comparisons and targets."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction

from egyv_engine.checks.references import baskets_in
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linker import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Scale

_ID = re.compile(r"[\w-]+")
RESERVED_WAVES = ("from", "to")


def check_ids(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if an id has a sign that findings' ids or columns use for themselves, or a wave one of a condition's words."""
    programme = linked.programme
    declared: list[tuple[str, str, DocumentPath]] = [
        *(("wave", w.id, w.doc_path / "id") for w in linked.waves.values()),
        *(("question", q.id, q.doc_path / "id") for q in programme.instrument.questions),
        *(("indicator", i.indicator.id, i.indicator.doc_path / "id") for i in linked.indicators.values()),
        *(("cohort", name, doc_path) for name, doc_path in _cohort_places(linked)),
    ]
    keys = [
        *(("scale", name, programme.scales.doc_path / "scales" / name) for name in programme.scales.scales),
        *(
            ("criterion", name, programme.criteria.doc_path / "criteria" / name)
            for name in programme.criteria.criteria
        ),
        *(("basket", name, basket.doc_path) for name, basket in programme.baskets.baskets.items()),
        *(
            ("item", name, item.doc_path)
            for basket in programme.baskets.baskets.values()
            if isinstance(basket.items, Mapping)
            for name, item in basket.items.items()
        ),
    ]
    for is_key, found in ((False, declared), (True, keys)):
        for kind, name, doc_path in found:
            wrong = _ID.fullmatch(name) is None
            if wrong or (kind == "wave" and name in RESERVED_WAVES):
                yield Diagnostic(
                    span=linked.positions.key(doc_path) if is_key else linked.positions.of(doc_path),
                    code="EGY422",
                    message=f"the {kind} id '{name}' cannot be used",
                    hint="letters, digits, _ and - make an id"
                    if wrong
                    else "conditions use it for the waves compared",
                )


def _cohort_places(linked: LinkedProgramme) -> Iterator[tuple[str, DocumentPath]]:
    cohorts = linked.programme.file.cohorts
    if cohorts is not None:
        yield from ((name, cohorts.doc_path / "ids" / i) for i, name in enumerate(cohorts.ids))


def check_targets(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if a target names no share, or two."""
    for entry in linked.indicators.values():
        target = entry.indicator.target
        if target is not None and (target.share_at_least is None) == (target.share_at_most is None):
            yield Diagnostic(
                span=linked.positions.key(target.doc_path),
                code="EGY423",
                message="a target needs one of share_at_least and share_at_most",
                hint="share_at_least: 80, or share_at_most: 5",
            )


def check_scales(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if an answer of a scale is also one that never counts."""
    defaults = linked.programme.scales.defaults
    for name, scale in linked.programme.scales.scales.items():
        never = (
            scale.never_counts
            if scale.never_counts is not None
            else (defaults.never_counts if defaults else ())
        )
        for answer in scale.answers:
            if answer in never:
                own = scale.never_counts is not None
                doc_path = (
                    scale.doc_path / "never_counts" if own else linked.programme.scales.doc_path / "defaults"
                )
                yield Diagnostic(
                    span=_of_answer(linked, scale, answer),
                    code="EGY415",
                    message=f"the answer '{answer}' of the scale '{name}' is also one that never counts",
                    hint="leave it out of one of the two",
                    related=((linked.positions.of(doc_path), "what never counts"),),
                )


def _of_answer(linked: LinkedProgramme, scale: Scale, answer: str) -> Span:
    index = scale.answers.index(answer)
    places = (
        scale.doc_path / "answers" / index,
        scale.doc_path / index,
    )  # written with keys, or as a list alone
    return next(
        (s for p in places if (s := linked.positions.values.get(p))), linked.positions.of(scale.doc_path)
    )


def check_criteria(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if a criterion has an empty region, regions that meet, or a net bound over all units."""
    for name, criterion in linked.programme.criteria.criteria.items():
        a, b = criterion.improved.net_at_least, criterion.improved.share_change_at_least
        c, d = criterion.declined.net_at_most, criterion.declined.share_change_at_most
        for region, bounds in ((criterion.improved, (a, b)), (criterion.declined, (c, d))):
            if bounds == (None, None):
                yield Diagnostic(
                    span=linked.positions.of(region.doc_path),
                    code="EGY406",
                    message=f"the criterion '{name}' has a region without a bound, so every change is in it",
                    hint="give a net or a share_change bound",
                )
        if criterion.judge == "all" and (a is not None or c is not None):
            yield Diagnostic(
                span=linked.positions.of(criterion.doc_path / "judge"),
                code="EGY407",
                message=f"the criterion '{name}' has a net bound, and net is counted over matched units only",
                hint="write judge: matched, or bound share_change",
            )
        if (a, b) != (None, None) and (c, d) != (None, None) and not _are_apart(a, b, c, d):
            yield Diagnostic(
                span=linked.positions.of(criterion.improved.doc_path),
                code="EGY406",
                message=f"a change can be both improved and declined by the criterion '{name}'",
                hint="let improved start above where declined ends",
                related=((linked.positions.of(criterion.declined.doc_path), "declined"),),
            )


def _are_apart(a: Fraction | None, b: Fraction | None, c: Fraction | None, d: Fraction | None) -> bool:
    """Whether one pair of bounds keeps the regions apart: net against net, share against share, or both by sign."""
    if a is not None and c is not None and a > c:
        return True
    if b is not None and d is not None and b > d:
        return True
    crossed = ((a, d), (b, c))
    return any(x is not None and y is not None and x >= 0 >= y and x != y for x, y in crossed)


def check_programme(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if a comparison is of a wave with itself, or declared twice."""
    seen = set()
    for comparison in linked.programme.file.comparisons:
        pair = (comparison.from_, comparison.to)
        span = linked.positions.of(comparison.doc_path / "to")
        if pair[0] == pair[1]:
            yield Diagnostic(
                span=span,
                code="EGY409",
                message=f"the wave '{pair[0]}' is compared with itself",
                hint=hint("", [w for w in linked.waves if w != pair[0]], "other waves"),
            )
        elif pair in seen:
            yield Diagnostic(
                span=span,
                code="EGY409",
                message="this comparison is declared a second time",
                hint="keep one of the two",
            )
        seen.add(pair)


def check_unused(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Warns of a scale, list, basket or criterion that nothing names; not where what could name it is broken."""
    programme = linked.programme
    if programme.broken - {("baskets", "missing")}:
        return
    questions = programme.instrument.questions
    indicators = [i for p in programme.principles.values() for i in p.indicators]
    parts = [e.items for q in questions for e in q.not_asked] + [
        e.items for q in questions for e in q.comparable
    ]
    subsets = {b.subset_of for b in programme.baskets.baskets.values()}
    counted = {
        basket for i in indicators for c in (i.counts, i.base) if c is not None for basket in baskets_in(c)
    }
    used: tuple[tuple[str, DocumentPath, Mapping[str, object], AbstractSet[str | None]], ...] = (
        (
            "scale",
            programme.scales.doc_path / "scales",
            programme.scales.scales,
            {q.scale for q in questions},
        ),
        (
            "list",
            programme.instrument.doc_path / "lists",
            programme.instrument.lists or {},
            {p for p in parts if isinstance(p, str)},
        ),
        (
            "basket",
            programme.baskets.doc_path / "baskets",
            programme.baskets.baskets,
            {q.items for q in questions} | {i.for_each for i in indicators} | subsets | counted,
        ),
        (
            "criterion",
            programme.criteria.doc_path / "criteria",
            programme.criteria.criteria,
            {programme.file.default_criterion} | {i.criterion for i in indicators},
        ),
    )
    for kind, doc_path, declared, named in used:
        for name in declared:
            if name not in named:
                yield Diagnostic(
                    span=linked.positions.key(doc_path / name),
                    code="EGY418",
                    message=f"the {kind} '{name}' is declared and nothing uses it",
                    hint="take it out, or mend its name here or where it should be used",
                )
