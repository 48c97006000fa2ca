"""Upgrades the rule files of a programme to the current edition of the language, all of them or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.model.place import Place
from egyv_engine.source.load import FILES, PROGRAMME
from egyv_engine.source.yaml_reader import Plain, read_yaml
from egyv_engine.upgrade.edition import EDITION, KEY
from egyv_engine.upgrade.rewrite import rewrite
from egyv_engine.upgrade.source_text import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """What an upgrade changes.

    Attributes:
        edition: The edition that the programme is written in; None where it cannot be read.
        files: The new bytes of each file that changes; empty where there is a fault.
        changes: The rewritten names, by file and place.
        faults: What cannot be read or rewritten, with the reason.
    """

    edition: int | None
    files: Mapping[PurePosixPath, bytes]
    changes: tuple[Change, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def upgrade_files(files: Mapping[PurePosixPath, bytes]) -> Upgraded:
    """Rewrites a programme of an older edition; one of the current edition is left as it is.

    Args:
        files: The programme's files by their path in its folder.

    Returns:
        The new files and the list of changes, or the faults that stand in the way.
    """
    edition, fault = _edition(files)
    if edition == EDITION:
        return Upgraded(edition=edition, files={})
    made = {file: rewrite(document, file, files[file]) for document, file in _documents(files)}
    faults = [] if fault is None else [fault]
    faults += [f for one in made.values() for f in one.faults]
    changed = {file: one.data for file, one in made.items() if one.data != files[file]}
    return Upgraded(
        edition=edition,
        files={} if faults else changed,
        changes=tuple(change for one in made.values() for change in one.changes),
        faults=tuple(faults),
    )


def _documents(files: Mapping[PurePosixPath, bytes]) -> Iterator[tuple[str, PurePosixPath]]:
    """The rule files that are there, each with its document type, sorted by path."""
    types = {file: document for document, file in FILES.items()}
    for file in sorted(files):
        if file in types:
            yield types[file], file
        elif file.parent == PurePosixPath("principles") and file.suffix == ".yaml":
            yield "principle", file


def _edition(files: Mapping[PurePosixPath, bytes]) -> tuple[int | None, Diagnostic | None]:
    """The edition that programme.yaml names, 1 if it names none; or None and, where no other check tells it, why."""
    if PROGRAMME not in files:
        hint = "name the folder that holds programme.yaml"
        return None, Diagnostic(
            span=Span(PROGRAMME), code="EGY207", message="programme.yaml is missing", hint=hint
        )
    document, faults = read_yaml(PROGRAMME, files[PROGRAMME])
    if document is None or faults:
        return None, None  # rewriting the file gives the faults
    if not isinstance(document.data, dict):
        message = "programme.yaml must hold a mapping"
        return None, Diagnostic(
            span=Span(PROGRAMME), code="EGY203", message=message, hint="write key: value lines"
        )
    named = document.data.get(KEY, Plain("1"))
    editions = {str(n): n for n in range(1, EDITION + 1)}
    if isinstance(named, Plain) and named in editions:
        return editions[named], None
    return None, Diagnostic(
        span=document.positions.of(Place(PROGRAMME, (KEY,))),
        code="EGY204",
        message=f"'{KEY}' is the edition of the rule language, one of {', '.join(editions)}",
        hint=f"leave '{KEY}' out for a programme of edition 1",
    )
