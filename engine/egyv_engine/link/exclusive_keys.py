"""Checks that exactly one of the keys that exclude each other is given."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.quoted_yaml import as_example
from egyv_engine.diagnostics.span import KeyAt, Positions
from egyv_engine.diagnostics.suggest import either
from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import keys

_COUNTS = {2: "two", 3: "three"}


def one_key_of(positions: Positions, declared: Declaration, *names: str) -> Iterator[Diagnostic]:
    """Report if not exactly one of some keys is given (EGY437).

    Args:
        positions: The positions of the rule files.
        declared: The record with the keys, which are None where they are left out.
        *names: The keys.

    Yields:
        The fault, if there is one.
    """
    doc_path = declared.doc_path
    given = [name for name in names if getattr(declared, name + "_" if name == "is" else name) is not None]
    if len(given) > 1:
        first, second, *_ = given
        yield diagnostic(
            positions,
            "EGY437",
            KeyAt(doc_path / second),
            f"'{first}' and '{second}' exclude each other, and both are given",
            hint=f"keep one of the two: {first} or {second}",
            related=[(doc_path / first, f"'{first}'")],
        )
    elif not given:
        quoted = either([f"'{name}'" for name in names])
        is_pair = len(names) == 2
        example_of = {key.name: key.example for key in keys(type(declared))}
        examples = [f"'{name}: {as_example(example_of[name])}'" for name in names]
        yield diagnostic(
            positions,
            "EGY437",
            doc_path,
            f"{'either' if is_pair else 'one of'} {quoted} is needed here, and {'neither' if is_pair else 'none'} is given",
            hint=f"add one of the {_COUNTS[len(names)]}, for example {either(examples)}",
        )
