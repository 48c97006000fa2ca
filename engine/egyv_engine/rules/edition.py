"""Reads from programme.yaml which edition of the rule language a programme is written in."""

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.rules.yaml_reader import Document, Plain

EDITION = 2  # the edition that this engine evaluates
KEY = "language"  # the key of programme.yaml that names the edition; a programme without it is of edition 1


def read_edition(document: Document) -> int | Diagnostic:
    """Read the edition of a programme.

    Args:
        document: programme.yaml, without faults of YAML.

    Returns:
        The edition, or why there is none by that name.
    """
    if not isinstance(document.data, dict):
        return diagnostic(
            document.positions,
            "EGY203",
            DocumentPath(document.file),
            f"{document.file} must hold a mapping",
            hint="write lines of the form key: value",
        )
    named = document.data.get(KEY, Plain("1"))
    editions = {str(n): n for n in range(1, EDITION + 1)}
    if isinstance(named, Plain) and named in editions:
        return editions[named]
    return diagnostic(
        document.positions,
        "EGY204",
        DocumentPath(document.file, (KEY,)),
        f"'{KEY}' is the edition of the rule language, one of {', '.join(editions)}",
        hint=f"write {KEY}: {EDITION}, or leave it out for a programme of edition 1",
    )
