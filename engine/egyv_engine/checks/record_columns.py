"""Checks that keys of records name columns of their own (EGY460), and kinds of records files of their own (EGY469)."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath

_Column = tuple[str, str, DocumentPath]  # the key, the column, where it is named


def check_record_columns(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report two keys that read one column, and two kinds of records that count the rows of one file."""
    for columns in _columns_of_records(linked):
        first: dict[str, _Column] = {}
        for key, column, doc_path in columns:
            original = first.setdefault(column, (key, column, doc_path))
            if original[0] != key:
                yield diagnostic(
                    linked.positions,
                    "EGY460",
                    doc_path,
                    f"the keys {original[0]} and {key} have the same column '{column}'",
                    hint="name for each of them its own column",
                    related=[(original[2], "the column is named here, too")],
                )
    yield from _shared_files(linked)


def _shared_files(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report a kind of record whose file is that of another kind, of the register or of answers."""
    file, selection, programme = linked.programme.records, linked.programme.selection, linked.programme.file
    first: dict[PurePosixPath, tuple[str, DocumentPath]] = {}
    for wave in linked.waves.values():
        if wave.answers.file is not None:
            answers = f"the answers of '{wave.id}'", wave.answers.doc_path
            first.setdefault(PurePosixPath(wave.answers.file), answers)
    if programme.register.file is not None:
        first[PurePosixPath(programme.register.file)] = "the register", programme.register.doc_path / "file"
    kinds = [
        ("the published figures" if name == "published" else f"the {name}", declared)
        for name in ("recommendations", "evidence", "interviews", "published")
        if (declared := getattr(file, name, None)) is not None
    ]
    chosen = selection.selections.values() if selection else ()
    kinds += [("the scores", each.rank_by.mean_of) for each in chosen if each.rank_by.mean_of is not None]
    for what, declared in kinds:
        named = declared.doc_path / "file"
        other, named_at = first.setdefault(PurePosixPath(declared.file), (what, named))
        if other != what:
            yield diagnostic(
                linked.positions,
                "EGY469",
                named,
                f"the file of {what} is also that of {other}",
                hint=f"name the file of {what}; accept the warning if each row is both",
                related=[(named_at, f"the file of {other}")],
            )


def _columns_of_records(linked: LinkedProgramme) -> Iterator[list[_Column]]:
    """Yield the columns of each kind of record, and of each file of scores. A key and a unit may be one column."""
    file, selection = linked.programme.records, linked.programme.selection
    for chosen in selection.selections.values() if selection else ():
        if chosen.rank_by.mean_of is not None:
            yield _named(chosen.rank_by.mean_of, "unit", "subject", "value")
    if file is None:
        return
    if file.recommendations is not None:
        counted = file.recommendations
        yield [
            *_named(counted, "unit", "principle"),
            *_nested(counted, "status"),
            *_nested(counted, "reason"),
        ]
    if file.evidence is not None:
        nested = [
            column for key in ("principle", "cohort", "items") for column in _nested(file.evidence, key)
        ]
        yield [*_named(file.evidence, "key", "role", "theme", "stance", "good_practice", "summary"), *nested]
    if file.published is not None:
        yield _named(file.published, "source", "indicator", "item", "cohort", "wave", "count", "base")


def _named(declared: object, *keys: str) -> list[_Column]:
    """Return the columns that keys name; a key that is left out names none."""
    named = [(key, getattr(declared, key)) for key in keys]
    doc_path: DocumentPath = declared.doc_path  # type: ignore[attr-defined]
    return [(key, column, doc_path / key) for key, column in named if column is not None]


def _nested(declared: object, key: str) -> list[_Column]:
    inner = getattr(declared, key)
    return [] if inner is None else [(key, inner.column, inner.doc_path / "column")]
