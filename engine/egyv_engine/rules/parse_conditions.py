"""Parses conditions: one left side with one comparator, or one of met, all, any, not."""

from collections.abc import Callable
from typing import Any, Final

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.model import conditions as c
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import ObjectOf, Shape, WordOrSide, keys
from egyv_engine.rules.yaml_reader import Document


class _Broken:
    """The type of BROKEN."""


BROKEN: Final = _Broken()  # in place of a value that is not sound
_EXAMPLE = 'for example {question: open_late, is: "Yes"}'
ParseValue = Callable[[Shape, Any, DocumentPath], Any]


class ConditionParser:
    """Parses the conditions of one document."""

    def __init__(self, document: Document, parse_value: ParseValue) -> None:
        """Set up for a document.

        Args:
            document: The document, for the positions of its keys.
            parse_value: Parses the value at a path by its shape; gives BROKEN for a value that is not sound.
        """
        self.document = document
        self.parse_value = parse_value
        self.faults: list[Diagnostic] = []

    def condition(self, value: Any, doc_path: DocumentPath) -> Any:
        """Return the condition in a value, or BROKEN with a fault where it is not one (EGY206)."""
        if not isinstance(value, dict):
            return BROKEN
        combinations = [k for k in c.COMBINATIONS if k in value]
        if combinations:
            name = combinations[0]
            others = [k for k in value if k != name]
            if others:
                found = ", ".join(f"'{k}'" for k in others)
                message = f"'{name}' needs a mapping of its own, without {found}"
                return self._fault(message, doc_path, others[0])
            return self.parse_value(ObjectOf(c.COMBINATIONS[name]), value, doc_path)
        return self._leaf(value, doc_path)

    def side(self, value: dict[str, Any], doc_path: DocumentPath) -> Any:
        """Return the side of a condition in a mapping, or BROKEN with a fault where it is not one (EGY206)."""
        operators = [k for k in value if k in OPERATORS]
        if len(operators) > 1:
            message = f"a side has one of {', '.join(OPERATORS)}, and this one has {_listed(operators)}"
            first, second = operators[:2]
            hint = (
                f"write one on the right of the other, where it is calculated first: {first}: {{question: visits, {second}: 2}} or "
                f"{second}: {{question: visits, {first}: 2}}; or calculate on both sides of the comparator"
            )
            return self._fault(message, doc_path, operators[1], hint)
        left = self._uncalculated({k: v for k, v in value.items() if k not in operators}, doc_path)
        if not operators:
            return left
        (operator,) = operators
        right = self.parse_value(WordOrSide(is_number=True), value[operator], doc_path / operator)
        if left is BROKEN or right is BROKEN:
            return BROKEN
        return c.CalculatedSide(left=left, operator=operator, right=right, doc_path=doc_path)

    def _uncalculated(self, value: dict[str, Any], doc_path: DocumentPath) -> Any:
        """Return the side in a mapping that has no operator of arithmetic."""
        named = [k for k in c.SIDES if k in value]
        if len(named) != 1:
            message = f"a side has one of {', '.join(c.SIDES)}, and this one has {_listed(named)}"
            return self._fault(message, doc_path)
        (name,) = named
        record = c.SIDES[name]
        known = {k.name for k in keys(record)}
        extra = [k for k in value if k not in known]
        if extra:
            return self._fault(f"'{name}' cannot be combined with {', '.join(extra)}", doc_path, extra[0])
        if record is not c.NumberOf:
            return self.parse_value(ObjectOf(record), value, doc_path)
        (key,) = keys(c.NumberOf)
        made = self.parse_value(key.shape, value[name], doc_path / name)
        if made is BROKEN or isinstance(made, c.NumberOfItems):
            return made
        return c.NumberOf(members=made, doc_path=doc_path / name)

    def _leaf(self, value: dict[str, Any], doc_path: DocumentPath) -> Any:
        for part, known in (("left side", c.SIDES), ("comparator", COMPARATORS)):
            found = [k for k in known if k in value]
            if len(found) != 1:
                message = (
                    f"a condition has one {part} ({', '.join(known)}), and this one has {_listed(found)}"
                )
                return self._fault(message, doc_path, *found[1:2])
        name = next(k for k in COMPARATORS if k in value)
        left = self.side({k: v for k, v in value.items() if k != name}, doc_path)
        right = self.parse_value(COMPARATORS[name].right, value[name], doc_path / name)
        if left is BROKEN or right is BROKEN:
            return BROKEN
        return c.Leaf(left=left, comparator=name, right=right, doc_path=doc_path)

    def _fault(
        self, message: str, doc_path: DocumentPath, surplus: str | None = None, hint: str = _EXAMPLE
    ) -> _Broken:
        """Report what is not a condition, at the key that is too many where there is one."""
        at = doc_path if surplus is None else KeyAt(doc_path / surplus)
        self.faults.append(diagnostic(self.document.positions, "EGY206", at, message, hint=hint))
        return BROKEN


def _listed(names: list[str]) -> str:
    return " and ".join(names) or "none"
