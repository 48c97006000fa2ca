"""Says what is wrong with the shape of a document, from the errors that jsonschema finds; every word of a message is written here."""

import re
from collections.abc import Iterable
from typing import Any

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.first_named import shortened
from egyv_engine.diagnostics.quoted_yaml import as_example, scalar
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import either, hint
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import Vocabularies, keys
from egyv_engine.model.typed_values import MOST_DIGITS, has_too_many_digits
from egyv_engine.rules.json_schema import TAGGED
from egyv_engine.rules.key_places import right_places
from egyv_engine.rules.rule_paths import FILES
from egyv_engine.rules.text_patterns import PATTERNS
from egyv_engine.rules.yaml_reader import Document, Plain

_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
LIMITS = {"minimum": "at least", "maximum": "at most"}
_PER_CENT = re.compile(r"\s*-?[0-9]+(\.[0-9]+)?\s*%\s*")
# Words that other languages of rules have between conditions: each with the key in its place, and how that is written.
_JOINING = {
    "and": ("all", "conditions that must all hold are members of 'all': {all: [{...}, {...}]}"),
    "or": (
        "any",
        "conditions of which one must hold are members of 'any': {any: [{...}, {...}]}; for answers, is_one_of: [A, B]",
    ),
}
_WHOLE = re.compile("-?[0-9]+")


def diagnostics_of_error(document: Document, error: Any, vocabularies: Vocabularies) -> Iterable[Diagnostic]:
    """Yield the diagnostics for an error, from its keyword, the keyword's value and the instance alone.

    Args:
        document: The document as read.
        error: The error.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.

    Raises:
        ValueError: There are no words for the keyword, which the schemas do not use.
    """
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(document, error, vocabularies)
        case "required":
            yield from _missing_keys(document, error)
        case "type":
            yield _wrong_type(document, error)
        case "enum":
            words = [str(word) for word in error.validator_value]
            message = f"{_found(error.instance)} is not allowed here"
            yield _at(document, error, "EGY204", message, hint(str(error.instance), words, "allowed"))
        case "minimum" | "maximum":
            limit = f"{LIMITS[error.validator]} {error.validator_value}"
            message = f"this must be a number of {limit}, but is {error.instance}"
            yield _at(document, error, "EGY204", message, _described_by(error))
        case "minItems" | "minProperties" | "maxItems":
            whole = "this list" if isinstance(error.instance, list) else "this mapping"
            verb = "may have at most" if error.validator == "maxItems" else "needs at least"
            bound = error.validator_value
            size = f"{bound} member{'s' * (bound > 1)}, and has {len(error.instance)}"
            yield _at(document, error, "EGY205", f"{whole} {verb} {size}", _described_by(error))
        case "pattern":
            pattern = next(p for p in PATTERNS.values() if p.expression == error.validator_value)
            yield _at(document, error, pattern.code, pattern.fault, pattern.hint or _described_by(error))
        case "uniqueItems":
            yield from _repeats(document, path_of(document, error), error.instance)
        case _:
            raise ValueError(f"there is no message for the schema's keyword {error.validator!r}")


def key_in_place_of(document: Document, error: Any, name: str, missing: str) -> Diagnostic:
    """Return the one diagnostic for an unknown key and a missing key of the same mapping.

    Args:
        document: The document as read.
        error: The error of the mapping.
        name: The unknown key.
        missing: The missing key.
    """
    described = _described(error.schema["properties"][missing], missing)
    place = right_places(name)
    belongs = f"; otherwise move '{name}' to {place}" if place is not None else f"; otherwise remove '{name}'"
    return diagnostic(
        document.positions,
        "EGY201",
        KeyAt(path_of(document, error) / name),
        f"the key '{name}' is not allowed here, and the key '{missing}' is missing",
        hint=f"if '{missing}' is meant, write it in place of '{name}'{belongs}, and add '{missing}'"
        + (f". {described}" if described else ""),
    )


def _at(document: Document, error: Any, code: str, message: str, hint: str | None) -> Diagnostic:
    return diagnostic(document.positions, code, path_of(document, error), message, hint=hint)


def _unknown_keys(document: Document, error: Any, vocabularies: Vocabularies) -> Iterable[Diagnostic]:
    for name in error.instance:
        if name in error.schema["properties"]:
            continue
        at = KeyAt(path_of(document, error) / name)
        kinds = kinds_with(name, error, vocabularies)
        if kinds:
            tag = error.schema[TAGGED]["tag"]
            message = f"'{error.instance[tag]}' does not use '{name}'"
            advice = f"leave it out, or choose {tag}: {either(kinds)}"
            yield diagnostic(document.positions, "EGY610", at, message, hint=advice)
        else:
            message = f"the key '{name}' is not allowed here"
            yield diagnostic(document.positions, "EGY201", at, message, hint=_advice_on_key(error, name))


def _advice_on_key(error: Any, name: str) -> str:
    """Return what to do about a key that no kind of object has at its place."""
    known = list(error.schema["properties"])
    number = _number_before(error.instance, name)
    if number is not None:
        return _as_one_number(number, name)
    if name in _JOINING and _JOINING[name][0] in known:
        return _JOINING[name][1]
    place = right_places(name)
    entry = None if place is None else _entry_of_file(error.instance, name, place)
    advice = entry or hint(name, [key for key in known if key not in error.instance] or known, "keys here")
    return advice if place is None else f"'{name}' belongs in {place}; {advice}"


def _entry_of_file(instance: dict[str, Any], name: str, place: str) -> str | None:
    """Return how a key with the file that it describes is written in surveys/files.yaml; None if it belongs elsewhere."""
    file, value = instance.get("file"), instance[name]
    if not place.startswith(str(FILES["files"])) or not isinstance(file, str) or not isinstance(value, str):
        return None
    note = " (two waves on two sheets need a copy of the workbook each)" if name == "sheet" else ""
    return f"write there '{file}: {{{name}: {_quoted(value)}}}'{note}"


def _quoted(text: str) -> str:
    if isinstance(text, Plain) and text.number is not None:
        return text
    return "'" + text.replace("'", "''") + "'" if '"' in text else f'"{text}"'


def _number_before(instance: dict[str, Any], name: str) -> str | None:
    """Return the whole number before a key that is the rest of a number with a comma, as in {share_at_least: 62,5}."""
    names = list(instance)
    before = instance[names[max(0, names.index(name) - 1)]]
    is_rest = name.isascii() and name.isdecimal() and instance[name] is None
    return str(before) if is_rest and isinstance(before, Plain) and _WHOLE.fullmatch(before) else None


def _as_one_number(whole: str, rest: str) -> str:
    """Return how a number is written of which YAML took the comma for the end of a value."""
    without = f" or {whole}{rest}" if len(rest) == 3 else ""  # three digits may follow thousands
    return f"if {whole},{rest} is one number, write {whole}.{rest}{without}: a comma ends a value within {{}}"


def _missing_keys(document: Document, error: Any) -> Iterable[Diagnostic]:
    doc_path = path_of(document, error)
    here, start = document.positions.span_at(doc_path), document.positions.span_at(KeyAt(doc_path))
    for name in error.validator_value:
        if name not in error.instance:
            yield diagnostic(
                document.positions,
                "EGY202",
                start,
                f"the key '{name}' is missing",
                hint=_described(error.schema["properties"][name], name),
                related=() if here == start else ((here, "it belongs in here"),),
            )


def _wrong_type(document: Document, error: Any) -> Diagnostic:
    doc_path, expected = path_of(document, error), error.validator_value
    if isinstance(error.instance, Plain) and has_too_many_digits(error.instance):
        message = f"the number has more than {MOST_DIGITS} digits"
        return _at(document, error, "EGY204", message, f"round it to at most {MOST_DIGITS} digits")
    names = [expected] if isinstance(expected, str) else list(expected)
    if "string" in names:
        names = [name for name in names if name != "number"]
    wanted = " or ".join(_TYPES[name] for name in names)
    return diagnostic(
        document.positions,
        "EGY203",
        KeyAt(doc_path) if error.instance is None else doc_path,
        f"this must be {wanted}, but is {_found(error.instance)}",
        hint=_quoted_member(error, names)
        or _type_hint(error.instance, names, error.schema)
        or _described_by(error),
    )


def _repeats(document: Document, doc_path: DocumentPath, members: list[Any]) -> Iterable[Diagnostic]:
    first: dict[str, int] = {}
    for i, member in enumerate(members):
        if str(member) in first:
            yield diagnostic(
                document.positions,
                "EGY205",
                doc_path / i,
                f"{_found(member)} occurs a second time in this list",
                hint="keep one of the two",
                related=((doc_path / first[str(member)], "the first one"),),
            )
        first.setdefault(str(member), i)


def _found(value: Any) -> str:
    match value:
        case None:
            return "an empty value"
        case bool():
            return str(value).lower()
        case str():
            return f"'{shortened(value)}'"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _quoted_member(error: Any, names: list[str]) -> str | None:
    """Return how a member of a list is written that has brackets in its text, such as `[c]`; None for other faults."""
    value = error.instance
    is_member = bool(error.absolute_path) and isinstance(error.absolute_path[-1], int)
    if not (is_member and "string" in names and isinstance(value, list) and len(value) == 1):
        return None
    return f'put it in quotes to mean the text: "[{value[0]}]"' if isinstance(value[0], str) else None


def _type_hint(value: Any, names: list[str], schema: dict[str, Any]) -> str | None:
    if isinstance(value, bool) and "string" in names:
        return f'put it in quotes to mean the word: "{str(value).lower()}"'
    if isinstance(value, str) and "array" in names and schema.get("minItems", 1) <= 1:
        return f"a list of one is [{scalar(value)}]"
    if isinstance(value, str) and "boolean" in names:
        return "write true or false, without quotes"
    if isinstance(value, str) and ("integer" in names or "number" in names) and _PER_CENT.fullmatch(value):
        return "leave out the '%'"
    if isinstance(value, str) and "integer" in names:
        return "write digits only, without a point and without quotes"
    if isinstance(value, str) and "number" in names:
        return "write digits, with a point for decimals, without quotes"
    return None


def _described_by(error: Any) -> str | None:
    """Return the description of the key whose value is wrong."""
    return _described(
        error.schema, next((s for s in reversed(error.absolute_path) if isinstance(s, str)), None)
    )


def _described(schema: dict[str, Any], key: str | None) -> str | None:
    """Return the description of a key, with its example; None where the schema has neither.

    A mapping without an example is shown with the examples of the keys that it needs.
    """
    parts = [schema["description"]] if "description" in schema else []
    needed = {name: schema["properties"][name] for name in schema.get("required", ())}
    of_keys = {name: one["examples"][0] for name, one in needed.items() if "examples" in one}
    examples = schema.get("examples") or ([of_keys] if of_keys else [])
    if key is not None and examples:
        parts.append(f"For example {key}: {as_example(examples[0])}")
    return " ".join(parts) or None


def path_of(document: Document, error: Any) -> DocumentPath:
    """Return the path of the value that an error is about.

    Args:
        document: The document as read.
        error: The error.
    """
    return DocumentPath(document.file, tuple(error.absolute_path))


def kinds_with(name: str, error: Any, vocabularies: Vocabularies) -> list[str]:
    """Return the other kinds of a tagged object that have this key; none where the fault is in no tagged object.

    Args:
        name: The key.
        error: The error of the mapping that has it.
        vocabularies: The kinds of each tagged object, with the records that hold their keys.
    """
    if TAGGED not in error.schema:
        return []
    kinds = vocabularies[error.schema[TAGGED]["vocabulary"]]
    return [word for word, record in kinds.items() if name in {k.name for k in keys(record)}]
