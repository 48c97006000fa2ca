"""Checks of rules/records.yaml."""

from collections.abc import Iterator, Mapping, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.records_document import Evidence, PublishedFigures, Reason, RecordsFile, Status

_SHORTEST_START = 4  # a shorter id is the start of many words
RECORD_COLUMNS = ("record", "cohort", "principle", "total")
LAST_RECORD_COLUMNS = ("commonest", "units", "fewest", "most")


def check_records(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an error if a sum, group or basket names something unknown, or if two columns would have the same name."""
    file = linked.programme.records
    if file is None:
        return
    if file.recommendations is not None:
        yield from _check_statuses(linked, file.recommendations.status)
        yield from _check_status_words(linked, file.recommendations.status)
        yield from _check_status_names(linked, file.recommendations.status)
        yield from _check_status_labels(linked, file.recommendations.status)
        yield from _check_whole_sums(linked, file.recommendations.status)
        if file.recommendations.reason is not None:
            yield from _check_reasons(linked, file.recommendations.reason)
            yield from _check_explained(linked, file.recommendations.status, file.recommendations.reason)
    yield from _check_basket(linked, file)
    if file.evidence is not None:
        yield from _check_themes(linked, file.evidence)
    if file.published is not None:
        yield from _check_published(linked, file.published)


def _check_statuses(linked: LinkedProgramme, status: Status) -> Iterator[Diagnostic]:
    doc_path, sums = status.doc_path / "values", status.combined or {}
    declared: dict[str, Location] = {name: KeyAt(doc_path / name) for name in status.values}
    yield from _check_members(linked, "status", sums, status.doc_path / "combined", declared)
    fixed = (*RECORD_COLUMNS, *LAST_RECORD_COLUMNS)
    for name in status.values:
        if name in fixed:
            yield _name_taken(linked, name, doc_path / name, None)
    for name in sums:
        if name in declared or name in (*fixed, "all"):
            yield _name_taken(linked, name, status.doc_path / "combined" / name, declared.get(name))


def _check_status_words(linked: LinkedProgramme, status: Status) -> Iterator[Diagnostic]:
    doc_path = status.doc_path / "values"
    first: dict[str, str] = {}
    for name, word in status.values.items():
        if word in first:
            yield diagnostic(
                linked.positions,
                "EGY421",
                doc_path / name,
                f"the word '{word}' is used for two statuses, '{first[word]}' and '{name}'",
                hint="use a different word for each status",
                related=[(doc_path / first[word], "the first one")],
            )
        first.setdefault(word, name)


def _check_status_names(linked: LinkedProgramme, status: Status) -> Iterator[Diagnostic]:
    """Report a status whose id is the word of another status, and not its own: the two may be exchanged."""
    paired: set[str] = set()
    for name, word in status.values.items():
        if name in paired or _starts_with(word, name):
            continue
        for other, of_other in status.values.items():
            if other != name and _starts_with(of_other, name):
                paired.add(other)
                yield diagnostic(
                    linked.positions,
                    "EGY448",
                    status.doc_path / "values" / name,
                    f"the status '{name}' is '{word}' in the file, but '{other}' is '{of_other}'",
                    hint="exchange the two words, or give the statuses other ids",
                    related=[(status.doc_path / "values" / other, f"the status '{other}'")],
                )


def _check_status_labels(linked: LinkedProgramme, status: Status) -> Iterator[Diagnostic]:
    """Report two statuses each of which has the id of the other as its label."""
    plain = {name: label.casefold().replace("_", " ") for name, label in (status.labels or {}).items()}
    ids = {name.casefold().replace("_", " "): name for name in status.values}
    doc_path = status.doc_path / "labels"
    for name, label in plain.items():
        other = ids.get(label, name)
        if name < other and name in status.values and ids.get(plain.get(other, "")) == name:
            yield diagnostic(
                linked.positions,
                "EGY448",
                doc_path / name,
                f"the label of the status '{name}' is the id of '{other}', and that of '{other}' is '{name}'",
                hint="exchange the two labels, or give the statuses other ids",
                related=[(doc_path / other, f"the label of '{other}'")],
            )


def _check_whole_sums(linked: LinkedProgramme, status: Status) -> Iterator[Diagnostic]:
    """Report a sum that adds up every status: it is the number of records, whatever became of them."""
    for name, members in (status.combined or {}).items():
        if len(status.values) > 1 and set(members) >= set(status.values):
            yield diagnostic(
                linked.positions,
                "EGY470",
                KeyAt(status.doc_path / "combined" / name),
                f"'{name}' adds up every status, so it is the number of records",
                hint="leave out the status that does not belong to it, or remove the sum",
                related=[(status.doc_path / "values", "the statuses")],
            )


def _starts_with(word: str, name: str) -> bool:
    """Return whether a word starts like an id: `Fully implemented` like `full`, and `Not done` like `not_done`."""
    text, start = word.casefold(), name.replace("_", " ").casefold()
    return text == start or (len(start) >= _SHORTEST_START and text.startswith(start))


def _check_explained(linked: LinkedProgramme, status: Status, reason: Reason) -> Iterator[Diagnostic]:
    declared = {name: KeyAt(status.doc_path / "values" / name) for name in status.values}
    for i, name in enumerate(reason.statuses or ()):
        if name not in declared:
            at = reason.doc_path / "statuses" / i
            yield unknown_name(linked.positions, "status", name, at, declared, declared.__getitem__)


def _check_reasons(linked: LinkedProgramme, reason: Reason) -> Iterator[Diagnostic]:
    doc_path, groups = reason.doc_path / "groups", reason.groups or {}
    declared: dict[str, Location] = {r: reason.doc_path / "values" / i for i, r in enumerate(reason.values)}
    yield from _check_members(linked, "reason", groups, doc_path, declared)
    first: dict[str, str] = {}
    for name, members in groups.items():
        if name in declared:
            yield _name_taken(linked, name, doc_path / name, declared[name])
        for i, member in enumerate(members):
            if member in first:
                yield diagnostic(
                    linked.positions,
                    "EGY421",
                    doc_path / name / i,
                    f"the reason '{member}' is in two groups and would be counted twice",
                    hint="keep it in one of the groups",
                    related=[(KeyAt(doc_path / first[member]), f"the group '{first[member]}'")],
                )
            first.setdefault(member, name)


def _check_members(
    linked: LinkedProgramme,
    object_type: str,
    groups: Mapping[str, Sequence[str]],
    doc_path: DocumentPath,
    declared: Mapping[str, Location],
) -> Iterator[Diagnostic]:
    """Check that the members of sums or groups are declared."""
    for name, members in groups.items():
        for i, member in enumerate(members):
            if member not in declared:
                at = doc_path / name / i
                yield unknown_name(linked.positions, object_type, member, at, declared, declared.__getitem__)


def _name_taken(
    linked: LinkedProgramme, name: str, doc_path: DocumentPath, first: Location | None
) -> Diagnostic:
    return diagnostic(
        linked.positions,
        "EGY421",
        KeyAt(doc_path),
        f"'{name}' is already the name of a column",
        hint="choose another name",
        related=[(first, "the first one")] if first is not None else [],
    )


def _check_published(linked: LinkedProgramme, published: PublishedFigures) -> Iterator[Diagnostic]:
    """Check that a published figure can be matched to exactly one finding."""
    missing = []
    if published.cohort is None and linked.programme.file.cohorts is not None:
        missing.append(("cohort", "the programme has cohorts"))
    if published.item is None and any(i.indicator.for_each is not None for i in linked.indicators.values()):
        missing.append(("item", "some indicators are repeated over items"))
    for name, reason in missing:
        yield diagnostic(
            linked.positions,
            "EGY202",
            KeyAt(published.doc_path),
            f"the key '{name}' is missing: {reason}",
            hint=f"add the column of the {name}, for example {name}: {name}",
            related=[(published.doc_path, "the key belongs here")],
        )


def _check_themes(linked: LinkedProgramme, evidence: Evidence) -> Iterator[Diagnostic]:
    """Report a theme or an indicator that a theme names and nothing declares (EGY313, EGY305), and a theme within itself."""
    themes = evidence.themes or {}
    indicators = {indicator.id: indicator for indicator in linked.programme.indicators}
    declared = {name: KeyAt(evidence.doc_path / "themes" / name) for name in themes}
    for name, theme in themes.items():
        whole = theme.part_of
        if whole is not None and whole not in themes:
            at = theme.doc_path / "part_of"
            yield unknown_name(linked.positions, "theme", whole, at, declared, declared.__getitem__)
        elif whole is not None and (whole == name or themes[whole].part_of is not None):
            yield diagnostic(
                linked.positions,
                "EGY638",
                theme.doc_path / "part_of",
                f"the theme '{whole}' is itself a part of a theme",
                hint="name a theme that has no part_of",
                related=[(declared[whole], f"'{whole}'")],
            )
        for i, named in enumerate(theme.bears_on or ()):
            if not linked.declares_indicator(named):
                yield unknown_name(
                    linked.positions,
                    "indicator",
                    named,
                    theme.doc_path / "bears_on" / i,
                    indicators,
                    lambda near: indicators[near].doc_path / "id",
                )


def _check_basket(linked: LinkedProgramme, file: RecordsFile) -> Iterator[Diagnostic]:
    items = file.evidence.items if file.evidence else None
    declared = linked.programme.baskets
    if (
        items is None
        or items.basket in declared.baskets
        or linked.programme.is_broken("basket", items.basket)
    ):
        return
    yield unknown_name(
        linked.positions,
        "basket",
        items.basket,
        items.doc_path / "basket",
        declared.baskets,
        lambda near: KeyAt(declared.doc_path / "baskets" / near),
    )
