"""Checks a document's shape against its JSON Schema, each fault at its own place (EGY2xx)."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any

import jsonschema
from jsonschema import validators

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.suggest import either, hint
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import Vocabularies, keys
from egyv_engine.rules.json_schema import TAGGED, schema
from egyv_engine.rules.yaml_reader import Document, Plain

_SAID = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
_LONGEST = 60


def _number(_: Any, value: Any) -> bool:
    return isinstance(value, Plain) and value.number is not None


def _integer(_: Any, value: Any) -> bool:
    number = value.number if isinstance(value, Plain) else None
    return number is not None and number.denominator == 1


def _limit(word: str, beyond: Any) -> Any:
    def check(validator: Any, limit: int, value: Any, _: Any) -> Iterable[jsonschema.ValidationError]:
        number = value.number if validator.is_type(value, "number") else None
        if number is not None and beyond(number, Fraction(limit)):
            yield jsonschema.ValidationError(f"{word} {limit}")

    return check


_CHECKER = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
    {"number": _number, "integer": _integer, "string": lambda _, v: isinstance(v, str)}
)
_VALIDATOR: Any = validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator,
    validators={
        "minimum": _limit("at least", lambda n, limit: n < limit),
        "maximum": _limit("at most", lambda n, limit: n > limit),
    },
    type_checker=_CHECKER,
)


@cache
def _validator(kind: str, vocabularies: tuple[tuple[str, tuple[tuple[str, type[Any]], ...]], ...]) -> Any:
    named = {name: dict(words) for name, words in vocabularies}
    return _VALIDATOR(schema(kind, vocabularies=named))


def check_shape(
    document: Document, kind: str, vocabularies: Vocabularies
) -> tuple[list[Diagnostic], frozenset[DocumentPath]]:
    """Every fault of shape, and the places that are not sound."""
    found: list[Diagnostic] = []
    unsound: set[DocumentPath] = set(document.lost)
    validator = _validator(kind, tuple((name, tuple(words.items())) for name, words in vocabularies.items()))
    for error in validator.iter_errors(document.data):
        doc_path = DocumentPath(document.file, tuple(error.absolute_path))
        unsound.add(doc_path)
        if doc_path not in document.lost or error.validator == "additionalProperties":
            found.extend(_diagnostics(document, error, vocabularies))
    return found, frozenset(unsound)


def _diagnostics(document: Document, error: Any, vocabularies: Vocabularies) -> Iterable[Diagnostic]:
    doc_path = DocumentPath(document.file, tuple(error.absolute_path))
    positions = document.positions
    here = positions.of(doc_path)
    match error.validator:
        case "additionalProperties":
            known = list(error.schema["properties"])
            for name in error.instance:
                elsewhere = _kinds_with(name, error, vocabularies)
                if name not in known and elsewhere:
                    tag = error.schema[TAGGED]["tag"]
                    yield Diagnostic(
                        span=positions.key(doc_path / name),
                        code="EGY610",
                        message=f"'{error.instance[tag]}' does not use '{name}'",
                        hint=f"leave it out, or choose {tag}: {either(elsewhere)}",
                    )
                elif name not in known:
                    yield Diagnostic(
                        span=positions.key(doc_path / name),
                        code="EGY201",
                        message=f"unknown key '{name}'",
                        hint=hint(name, [k for k in known if k not in error.instance] or known, "keys here"),
                    )
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            named = next((n for n in missing if f"'{n}'" in error.message), missing[0])
            start = positions.key(doc_path)
            yield Diagnostic(
                span=start,
                code="EGY202",
                message=f"the key '{named}' is missing",
                hint=_described(error.schema["properties"][named], named),
                related=() if here == start else ((here, "it belongs in here"),),
            )
        case "type":
            expected = error.validator_value
            names = [expected] if isinstance(expected, str) else list(expected)
            if "string" in names:
                names = [n for n in names if n != "number"]
            wanted = " or ".join(_SAID[n] for n in names)
            yield Diagnostic(
                span=here if error.instance is not None else positions.key(doc_path),
                code="EGY203",
                message=f"expected {wanted}, found {_found(error.instance)}",
                hint=_type_hint(error.instance, names) or _described(error.schema, doc_path.steps[-1:]),
            )
        case "enum":
            words = [str(w) for w in error.validator_value]
            yield Diagnostic(
                span=here,
                code="EGY204",
                message=f"{_found(error.instance)} is not allowed here",
                hint=hint(str(error.instance), words, "allowed"),
            )
        case "minimum" | "maximum":
            yield Diagnostic(
                span=here,
                code="EGY204",
                message=f"expected a number of {error.message}, found {error.instance}",
                hint=_described(error.schema, doc_path.steps[-1:]),
            )
        case "minItems" | "minProperties":
            least, whole = (
                error.validator_value,
                "this list" if isinstance(error.instance, list) else "this mapping",
            )
            yield Diagnostic(
                span=here,
                code="EGY205",
                message=f"{whole} needs at least {least} member{'s' * (least > 1)}, and has {len(error.instance)}",
                hint=_described(error.schema, doc_path.steps[-1:]),
            )
        case "uniqueItems":
            yield from _repeats(document, doc_path, error.instance)
        case _:
            yield Diagnostic(span=here, code="EGY204", message=error.message)


def _kinds_with(name: str, error: Any, vocabularies: Vocabularies) -> list[str]:
    """Return the other kinds of a tagged object that have this key; none where the fault is in no tagged object."""
    if TAGGED not in error.schema:
        return []
    kinds = vocabularies[error.schema[TAGGED]["vocabulary"]]
    return [word for word, record in kinds.items() if name in {k.name for k in keys(record)}]


def _repeats(document: Document, doc_path: DocumentPath, members: list[Any]) -> Iterable[Diagnostic]:
    first: dict[str, int] = {}
    for i, member in enumerate(members):
        if str(member) in first:
            yield Diagnostic(
                span=document.positions.of(doc_path / i),
                code="EGY205",
                message=f"{_found(member)} stands in this list a second time",
                hint="keep one of the two",
                related=((document.positions.of(doc_path / first[str(member)]), "the first one"),),
            )
        first.setdefault(str(member), i)


def _found(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return f"'{value[:_LONGEST]}{'...' if len(value) > _LONGEST else ''}'"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _type_hint(value: Any, names: list[str]) -> str | None:
    if isinstance(value, bool) and "string" in names:
        return f'put it in quotes to mean the word: "{str(value).lower()}"'
    if isinstance(value, str) and "array" in names:
        return f"a list of one is [{value}]"
    if isinstance(value, str) and "boolean" in names:
        return "write true or false, without quotes"
    if isinstance(value, str) and "integer" in names:
        return "write digits only, without a point and without quotes"
    if isinstance(value, str) and "number" in names:
        return "write digits, with a point for decimals, without quotes"
    return None


def _described(about: dict[str, Any], name: str | tuple[str | int, ...]) -> str | None:
    """What a key is for, with its example; None where the schema says nothing."""
    named = name if isinstance(name, str) else next((n for n in name if isinstance(n, str)), None)
    parts = [about["description"]] if "description" in about else []
    if named is not None and "examples" in about:
        parts.append(f"For example {named}: {_written(about['examples'][0])}")
    return " ".join(parts) or None


def _written(example: Any) -> str:
    match example:
        case bool():
            return str(example).lower()
        case dict():
            return "{" + ", ".join(f"{k}: {_written(v)}" for k, v in example.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_written(v) for v in example) + "]"
        case _:
            return str(example)
