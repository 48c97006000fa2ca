"""Upgrades the rule files of a programme to the current edition of the language, all of them or none."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Span
from egyv_engine.files.folder import paths
from egyv_engine.model.frozen import Frozen
from egyv_engine.rules.edition import EDITION, read_edition
from egyv_engine.rules.rule_paths import FILES, PROGRAMME, is_principle
from egyv_engine.rules.yaml_reader import read_yaml
from egyv_engine.upgrade.rewrite import rewrite
from egyv_engine.upgrade.source_text import RewrittenName


class Upgraded(Frozen):
    """The result of an upgrade: the new files, or the faults that prevent it.

    Attributes:
        edition: The edition that the programme is written in; None where it cannot be read.
        files: The new bytes of each file that changes; empty where there is a fault.
        changes: The rewritten names, by file and position.
        faults: What cannot be read or rewritten, with the reason.
    """

    edition: int | None
    files: Mapping[PurePosixPath, bytes]
    changes: tuple[RewrittenName, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


def upgrade_files(files: Mapping[PurePosixPath, bytes]) -> Upgraded:
    """Rewrite a programme of an older edition; one of the current edition is left as it is.

    Args:
        files: The programme's files by their path in its folder.

    Returns:
        The new files and the list of changes, or the faults that prevent it.
    """
    edition = _read_edition(files)
    if edition == EDITION:
        return Upgraded(edition=EDITION, files={})
    made = {file: rewrite(document, file, files[file]) for document, file in _documents(files)}
    faults = [edition] if isinstance(edition, Diagnostic) else []
    faults += [f for one in made.values() for f in one.faults]
    changed = {file: one.data for file, one in made.items() if one.data != files[file]}
    return Upgraded(
        edition=edition if isinstance(edition, int) else None,
        files={} if faults else changed,
        changes=tuple(change for one in made.values() for change in one.changes),
        faults=tuple(faults),
    )


def _documents(files: Mapping[PurePosixPath, bytes]) -> Iterator[tuple[str, PurePosixPath]]:
    """Yield the rule files that are there, each with its document type, sorted by path."""
    types = {file: document for document, file in FILES.items()}
    for file in paths(files):
        if file in types:
            yield types[file], file
        elif is_principle(file):
            yield "principle", file


def _read_edition(files: Mapping[PurePosixPath, bytes]) -> int | Diagnostic | None:
    """Return the edition, or why there is none; None where programme.yaml has faults of YAML, which its rewriting gives."""
    if PROGRAMME not in files:
        hint = "name the folder that holds programme.yaml"
        return Diagnostic(span=Span(PROGRAMME), code="EGY207", message="programme.yaml is missing", hint=hint)
    document, faults = read_yaml(PROGRAMME, files[PROGRAMME])
    return None if document is None or faults else read_edition(document)
