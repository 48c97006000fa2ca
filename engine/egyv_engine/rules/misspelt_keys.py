"""Renames the misspelt keys of a document, so that what they hold is still checked."""

from collections.abc import Iterable, Mapping
from typing import Any

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Positions, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import replace
from egyv_engine.rules.yaml_reader import Document

Steps = tuple[str | int, ...]
MOST_KEYS = 200  # of a mapping; with more unknown ones than this, none is looked for among the known


def misspelt_keys(
    instance: Mapping[str, Any], known: Iterable[str], elsewhere: Iterable[str], required: Iterable[str] = ()
) -> dict[str, str]:
    """Return the unknown keys of a mapping that are probably known ones, with the key that each is to be.

    Args:
        instance: The mapping.
        known: The keys that it may have.
        elsewhere: Keys that are right in another place, which are not misspelt.
        required: The keys that it must have; one that is missing is meant rather than one that it may have.
    """
    allowed, others = list(known), set(elsewhere)
    unknown = [name for name in instance if name not in allowed and name not in others]
    found: dict[str, str] = {}
    for name in unknown if len(unknown) <= MOST_KEYS else ():
        unused = [k for k in allowed if k not in instance and k not in found.values()]
        near = did_you_mean(name, [k for k in required if k in unused]) or did_you_mean(name, unused)
        if near is not None:
            found[name] = near
    return found


def misspelt_key(
    document: Document, doc_path: DocumentPath, name: str, meant: str, known: Iterable[str]
) -> Diagnostic:
    """Return the diagnostic for a misspelt key, whose value is read as that of the key that is meant (EGY201).

    Args:
        document: The document as read.
        doc_path: The path of the mapping that has the key.
        name: The key as written.
        meant: The key that is probably meant.
        known: The keys that the mapping does not have yet.
    """
    return diagnostic(
        document.positions,
        "EGY201",
        KeyAt(doc_path / name),
        f"the key '{name}' is not allowed here",
        hint=hint(name, known, "keys here", meant=meant),
    )


def with_renamed_keys(document: Document, renamed: Mapping[Steps, Mapping[str, str]]) -> Document:
    """Return a document with other keys, which have the positions of the keys as written.

    Args:
        document: The document as read.
        renamed: The keys to rename in each mapping, by the path of the mapping.
    """
    return replace(
        document,
        data=_renamed(document.data, (), renamed),
        positions=Positions(
            _moved(document.positions.values, renamed), _moved(document.positions.keys, renamed)
        ),
        lost=frozenset(_path(lost, renamed) for lost in document.lost),
    )


def _renamed(value: Any, steps: Steps, renamed: Mapping[Steps, Mapping[str, str]]) -> Any:
    """Return a value with other keys. It is called for the mappings and lists on the way to a misspelt key alone."""
    if not any(path[: len(steps)] == steps for path in renamed):
        return value
    if isinstance(value, list):
        return [_renamed(member, (*steps, i), renamed) for i, member in enumerate(value)]
    if not isinstance(value, dict):
        return value
    here = renamed.get(steps, {})
    return {here.get(name, name): _renamed(member, (*steps, name), renamed) for name, member in value.items()}


def _moved(
    spans: Mapping[DocumentPath, Span], renamed: Mapping[Steps, Mapping[str, str]]
) -> dict[DocumentPath, Span]:
    return {_path(doc_path, renamed): span for doc_path, span in spans.items()}


def _path(doc_path: DocumentPath, renamed: Mapping[Steps, Mapping[str, str]]) -> DocumentPath:
    steps = doc_path.steps
    found = tuple(renamed.get(steps[:i], {}).get(str(step), step) for i, step in enumerate(steps))
    return doc_path if found == steps else DocumentPath(doc_path.file, found)
