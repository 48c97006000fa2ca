"""Checks a document's shape against its JSON Schema, each fault at its own position (EGY2xx).

The schema is the one that editors use. jsonschema finds the faults, and shape_faults.py puts them into words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import jsonschema
from jsonschema import validators

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.shapes import Vocabularies
from egyv_engine.rules.json_schema import schema
from egyv_engine.rules.misspelt_keys import Steps, misspelt_key, misspelt_keys, with_renamed_keys
from egyv_engine.rules.shape_faults import LIMITS, diagnostics_of_error, key_in_place_of, kinds_with, path_of
from egyv_engine.rules.yaml_reader import DEEPEST, Document, Plain

# What is wrong with the keys of a mapping, not with its values.
_OF_KEYS = ("additionalProperties", "required")


def _number(_: Any, value: Any) -> bool:
    return isinstance(value, Plain) and value.number is not None


def _integer(_: Any, value: Any) -> bool:
    number = value.number if isinstance(value, Plain) else None
    return number is not None and number.denominator == 1


def _limit(is_beyond: Callable[[Fraction, int], bool]) -> Any:
    """Return a check of a number that is kept as the text of its digits."""

    def check(validator: Any, limit: int, value: Any, _: Any) -> Iterable[jsonschema.ValidationError]:
        number = value.number if validator.is_type(value, "number") else None
        if number is not None and is_beyond(number, limit):
            yield jsonschema.ValidationError("beyond the limit")

    return check


def _required(validator: Any, names: list[str], value: Any, _: Any) -> Iterable[jsonschema.ValidationError]:
    """Yield one error for all keys that are missing: jsonschema's own says only in its message which one it means."""
    if validator.is_type(value, "object") and any(name not in value for name in names):
        yield jsonschema.ValidationError("keys are missing")


_CHECKER = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
    {"number": _number, "integer": _integer, "string": lambda _, v: isinstance(v, str)}
)
_VALIDATOR: Any = validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator,
    validators={
        "minimum": _limit(lambda number, limit: number < limit),
        "maximum": _limit(lambda number, limit: number > limit),
        "required": _required,
    },
    type_checker=_CHECKER,
)


@cache
def _validator(
    document_type: str, vocabularies: tuple[tuple[str, tuple[tuple[str, type[Any]], ...]], ...]
) -> Any:
    named = {name: dict(words) for name, words in vocabularies}
    return _VALIDATOR(schema(document_type, vocabularies=named))


class CheckedDocument(Frozen):
    """A document whose shape has been checked.

    Attributes:
        document: The document, in which misspelt keys are named as they are probably meant.
        diagnostics: A diagnostic for every fault.
        unsound: The paths of the values that are not sound.
        irregular: The paths of mappings that lack a key or have one too many.
    """

    document: Document
    diagnostics: list[Diagnostic]
    unsound: frozenset[DocumentPath]
    irregular: frozenset[DocumentPath]


def check_shape(document: Document, document_type: str, vocabularies: Vocabularies) -> CheckedDocument:
    """Check a document against the schema of its type.

    Args:
        document: The document as read.
        document_type: Its type, a key of DOCUMENT_TYPES.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.

    Returns:
        The document with its faults.
    """
    found: list[Diagnostic] = []
    for _ in range(DEEPEST):  # a mapping under a misspelt key is checked only after that key is renamed
        errors = list(_errors(document, document_type, vocabularies))
        renamed = _renamed_keys(document, errors, vocabularies, found)
        if not renamed:
            break
        document = with_renamed_keys(document, renamed)
    else:
        errors = list(_errors(document, document_type, vocabularies))
    mistyped = {path_of(document, error) for error in errors if error.validator == "type"}
    meant = {path_of(document, error): name for error, name in _keys_in_place_of_others(errors, vocabularies)}
    unsound: set[DocumentPath] = set(document.lost)
    irregular: set[DocumentPath] = set()
    for error in errors:
        doc_path = path_of(document, error)
        if error.validator in LIMITS and doc_path in mistyped:
            continue  # 0.5 is not a whole number, and need not be reported as one that is too small
        (irregular if error.validator in _OF_KEYS else unsound).add(doc_path)
        if doc_path in meant and error.validator in _OF_KEYS:
            if error.validator == "additionalProperties":
                found.append(key_in_place_of(document, error, *meant[doc_path]))
        elif doc_path not in document.lost or error.validator == "additionalProperties":
            found.extend(diagnostics_of_error(document, error, vocabularies))
    return CheckedDocument(
        document=document,
        diagnostics=found,
        unsound=frozenset(unsound),
        irregular=frozenset(irregular),
    )


def _errors(document: Document, document_type: str, vocabularies: Vocabularies) -> Iterable[Any]:
    named = tuple((name, tuple(words.items())) for name, words in vocabularies.items())
    errors: Iterable[Any] = _validator(document_type, named).iter_errors(document.data)
    return errors


def _renamed_keys(
    document: Document, errors: Iterable[Any], vocabularies: Vocabularies, found: list[Diagnostic]
) -> dict[Steps, dict[str, str]]:
    """Return the misspelt keys by the path of their mapping, and report them."""
    renamed: dict[Steps, dict[str, str]] = {}
    for error in errors:
        if error.validator != "additionalProperties":
            continue
        known = list(error.schema["properties"])
        elsewhere = [name for name in error.instance if kinds_with(name, error, vocabularies)]
        misspelt = misspelt_keys(error.instance, known, elsewhere, error.schema.get("required", ()))
        unused = [name for name in known if name not in error.instance]
        doc_path = path_of(document, error)
        found += [misspelt_key(document, doc_path, name, meant, unused) for name, meant in misspelt.items()]
        if misspelt:
            renamed.setdefault(doc_path.steps, {}).update(misspelt)
    return renamed


def _keys_in_place_of_others(
    errors: Sequence[Any], vocabularies: Vocabularies
) -> Iterator[tuple[Any, tuple[str, str]]]:
    """Yield the error of each mapping that has one unknown key and lacks one key, with the two: they are one mistake."""
    lacking = {
        tuple(error.absolute_path): [name for name in error.validator_value if name not in error.instance]
        for error in errors
        if error.validator == "required"
    }
    for error in errors:
        missing = lacking.get(tuple(error.absolute_path), [])
        if error.validator != "additionalProperties" or len(missing) != 1:
            continue
        unknown = [name for name in error.instance if name not in error.schema["properties"]]
        if len(unknown) == 1 and not kinds_with(unknown[0], error, vocabularies):
            yield error, (unknown[0], missing[0])
