"""Checks of rules/selection.yaml and rules/records.yaml: names that exist, classes that are whole, columns told apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.linker import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.records_document import PublishedFigures, Reason, RecordsFile, Status
from egyv_engine.model.selection_document import RankBy, Selection

RECORD_COLUMNS = ("record", "cohort", "principle", "total")
LAST_RECORD_COLUMNS = ("commonest", "units", "fewest", "most")


def check_selection(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if a selection has not one source to rank by, or its classes do not fit together."""
    file = linked.programme.selection
    for name, selection in file.selections.items() if file else ():
        yield from _source(linked, name, selection.rank_by)
        yield from _classes(linked, name, selection)


def check_records(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Fails if a sum or group names what is not declared, a name is used twice, or a basket is not there."""
    file = linked.programme.records
    if file is None:
        return
    if file.recommendations is not None:
        yield from _statuses(linked, file.recommendations.status)
        if file.recommendations.reason is not None:
            yield from _reasons(linked, file.recommendations.reason)
    yield from _basket(linked, file)
    if file.published is not None:
        yield from _missing(linked, file.published)


def _source(linked: LinkedProgramme, name: str, rank_by: RankBy) -> Iterator[Diagnostic]:
    positions = linked.positions
    if (rank_by.mean_of is None) == (rank_by.scores is None):
        said = "both mean_of and scores" if rank_by.scores else "neither mean_of nor scores"
        yield Diagnostic(
            span=positions.span_at(rank_by.doc_path),
            code="EGY419",
            message=f"the selection '{name}' has {said} to rank by",
            hint="give one of the two",
        )
        return
    if rank_by.scores is not None and rank_by.wave is None:
        yield Diagnostic(
            span=positions.span_at(rank_by.doc_path),
            code="EGY419",
            message=f"the selection '{name}' does not say which wave's scores it ranks by",
            hint=hint("", linked.waves, "add wave:, one of"),
        )
    if rank_by.mean_of is not None and rank_by.wave is not None:
        yield Diagnostic(
            span=positions.span_at(rank_by.doc_path / "wave"),
            code="EGY419",
            message="a file of scores has no wave",
            hint="leave wave out, or rank by scores: principles",
        )
    elif rank_by.wave is not None:
        broken = {i for kind, i in linked.programme.broken if kind == "wave"}
        places = {w.id: w.doc_path / "id" for w in linked.waves.values()}
        yield from _named(linked, "wave", rank_by.wave, rank_by.doc_path / "wave", places, "EGY307", broken)
    scoring, lost = linked.programme.scoring, ("scoring", "*") in linked.programme.broken
    if rank_by.scores is not None and not lost and (scoring is None or not scoring.scores.per_principle):
        yield Diagnostic(
            span=positions.span_at(rank_by.doc_path / "scores"),
            code="EGY419",
            message="the programme gives no scores to rank by",
            hint="declare them in rules/scoring.yaml: scores: {per_principle: true}",
        )


def _classes(linked: LinkedProgramme, name: str, selection: Selection) -> Iterator[Diagnostic]:
    doc_path = selection.doc_path / "classes"
    places = {c: doc_path / c for c in selection.classes}
    named = [(c, selection.doc_path / "prefer" / c) for c in selection.prefer]
    for c, where in named:
        yield from _named(linked, "class", c, where, places, "EGY313", key=True)
    for i, c in enumerate(selection.give_way):
        yield from _named(linked, "class", c, selection.doc_path / "give_way" / i, places, "EGY313")
    first: dict[str, str] = {}
    for c, part in selection.classes.items():
        if c not in selection.prefer:
            yield Diagnostic(
                span=linked.positions.span_at(KeyAt(doc_path / c)),
                code="EGY420",
                message=f"the selection '{name}' does not say which unit of '{c}' it prefers",
                hint=f"add {c}: to prefer",
                related=(
                    (linked.positions.span_at(KeyAt(selection.doc_path / "prefer")), "what it prefers"),
                ),
            )
        if part in first:
            yield Diagnostic(
                span=linked.positions.span_at(doc_path / c),
                code="EGY420",
                message=f"'{c}' takes the same part of the ranking as '{first[part]}'",
                hint="give each class a part of its own",
                related=((linked.positions.span_at(doc_path / first[part]), "the first one"),),
            )
        first.setdefault(part, c)


def _statuses(linked: LinkedProgramme, status: Status) -> Iterator[Diagnostic]:
    doc_path, sums = status.doc_path / "are", status.sums or {}
    places = {s: doc_path / s for s in status.are}
    yield from _members(linked, "status", sums, status.doc_path / "sums", places)
    taken = dict.fromkeys((*RECORD_COLUMNS, *LAST_RECORD_COLUMNS, "all"), None) | dict(places)
    for name in status.are:
        if name in (*RECORD_COLUMNS, *LAST_RECORD_COLUMNS):
            yield _twice(linked, name, doc_path / name, None)
    for name in sums:
        if name in taken:
            yield _twice(linked, name, status.doc_path / "sums" / name, taken[name])
    words: dict[str, str] = {}
    for name, word in status.are.items():
        if word in words:
            yield Diagnostic(
                span=linked.positions.span_at(doc_path / name),
                code="EGY421",
                message=f"the word '{word}' stands for two statuses, '{words[word]}' and '{name}'",
                hint="one word in the file is one status",
                related=((linked.positions.span_at(doc_path / words[word]), "the first one"),),
            )
        words.setdefault(word, name)


def _reasons(linked: LinkedProgramme, reason: Reason) -> Iterator[Diagnostic]:
    doc_path, groups = reason.doc_path / "groups", reason.groups or {}
    places = {r: reason.doc_path / "are" / i for i, r in enumerate(reason.are)}
    yield from _members(linked, "reason", groups, doc_path, places)
    first: dict[str, str] = {}
    for name, members in groups.items():
        if name in places:
            yield _twice(linked, name, doc_path / name, places[name])
        for i, member in enumerate(members):
            if member in first:
                yield Diagnostic(
                    span=linked.positions.span_at(doc_path / name / i),
                    code="EGY421",
                    message=f"the reason '{member}' is in two groups and would be counted twice",
                    hint="leave it in one of them",
                    related=(
                        (
                            linked.positions.span_at(KeyAt(doc_path / first[member])),
                            f"the group '{first[member]}'",
                        ),
                    ),
                )
            first.setdefault(member, name)


def _members(
    linked: LinkedProgramme,
    kind: str,
    groups: Mapping[str, Sequence[str]],
    doc_path: DocumentPath,
    places: Mapping[str, DocumentPath],
) -> Iterator[Diagnostic]:
    for name, members in groups.items():
        for i, member in enumerate(members):
            yield from _named(linked, kind, member, doc_path / name / i, places, "EGY313")


def _twice(
    linked: LinkedProgramme, name: str, doc_path: DocumentPath, first: DocumentPath | None
) -> Diagnostic:
    return Diagnostic(
        span=linked.positions.span_at(KeyAt(doc_path)),
        code="EGY421",
        message=f"'{name}' is already the name of a column",
        hint="give it another",
        related=((linked.positions.span_at(KeyAt(first)), "the first one"),) if first else (),
    )


def _missing(linked: LinkedProgramme, published: PublishedFigures) -> Iterator[Diagnostic]:
    """The columns without which a published figure could be of several findings."""
    wanted = {
        "cohort": published.cohort is None and linked.programme.file.cohorts is not None,
        "item": published.item is None
        and any(i.indicator.for_each is not None for i in linked.indicators.values()),
    }
    whose = {"cohort": "the programme has cohorts", "item": "some indicators are repeated over items"}
    for name in (name for name, is_wanted in wanted.items() if is_wanted):
        yield Diagnostic(
            span=linked.positions.span_at(KeyAt(published.doc_path)),
            code="EGY202",
            message=f"the key '{name}' is missing: {whose[name]}",
            hint=f"The column of the {name}. For example {name}: {name}",
            related=((linked.positions.span_at(published.doc_path), "it belongs in here"),),
        )


def _basket(linked: LinkedProgramme, file: RecordsFile) -> Iterator[Diagnostic]:
    items = file.evidence.items if file.evidence else None
    if items is None:
        return
    broken = {i for kind, i in linked.programme.broken if kind in ("basket", "baskets")}
    if "*" in broken:
        return
    declared = linked.programme.baskets
    places = {b: declared.doc_path / "baskets" / b for b in declared.baskets}
    yield from _named(linked, "basket", items.basket, items.doc_path / "basket", places, "EGY303", broken)


def _named(
    linked: LinkedProgramme,
    kind: str,
    name: str,
    doc_path: DocumentPath,
    declared: Mapping[str, DocumentPath],
    code: str,
    broken: Iterable[str] = (),
    *,
    key: bool = False,
) -> Iterator[Diagnostic]:
    """Tells a name that nothing has, unless it names something that is itself broken. key: it stands as a key."""
    if name in declared or name in broken:
        return
    near = did_you_mean(name, declared)
    yield Diagnostic(
        span=linked.positions.span_at(KeyAt(doc_path)) if key else linked.positions.span_at(doc_path),
        code=code,
        message=f"unknown {kind} '{name}'",
        hint=hint(name, declared, "declared"),
        related=((linked.positions.span_at(KeyAt(declared[near])), f"'{near}' is declared here"),)
        if near
        else (),
    )
