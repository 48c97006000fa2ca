"""Looks up names, and reports the names that nothing has."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from egyv_engine.diagnostics.diagnostic import CommonFault, Diagnostic, DiagnosticCollector, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location, Positions, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.groups import declared_groups
from egyv_engine.link.linked_programme import LinkedBasket, LinkedIndicator
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath

_CODES = {
    "question": "EGY301",
    "basket": "EGY303",
    "item": "EGY304",
    "indicator": "EGY305",
    "scale": "EGY306",
    "wave": "EGY307",
    "cohort": "EGY308",
    "criterion": "EGY309",
    "list": "EGY311",
    "class": "EGY313",
    "status": "EGY313",
    "reason": "EGY313",
    "theme": "EGY313",
}
_OF_ONE_PLACE = ("class", "status", "reason", "theme")  # names that only one mapping declares and uses
_Declared = TypeVar("_Declared", d.Wave, d.Question, d.Indicator)


def unknown_name(
    positions: Positions,
    object_type: str,
    name: str,
    at: Location,
    known: Iterable[str],
    declared_at: Callable[[str], Location | None],
    related: tuple[tuple[Location, str], ...] = (),
) -> Diagnostic:
    """Return the diagnostic for a name that nothing has.

    Args:
        positions: The positions of the rule files.
        object_type: The type of object that the name should refer to, such as `wave`.
        name: The unknown name.
        at: The location of the name.
        known: The names that exist.
        declared_at: Returns the location of the declaration of a known name, or None if it has no location.
        related: Other locations that are involved, each with a note.
    """
    names = list(known)
    near = did_you_mean(name, names)
    declared = declared_at(near) if near is not None else None
    return diagnostic(
        positions,
        _CODES[object_type],
        at,
        f"there is no {object_type} '{name}'",
        hint=hint(name, names, "declared"),
        related=related if declared is None else ((declared, f"'{near}' is declared here"), *related),
        common=None if object_type in _OF_ONE_PLACE else CommonFault(object_type, name),
    )


class NameTable:
    """The names that a programme declares. It reports unknown names and counts the references that fail.

    A name that refers to a broken object is not reported, because the broken object is reported already; but it counts
    as unresolved, so that whatever depends on it is left out.

    Attributes:
        unresolved: How many references could not be resolved so far.
        attributes: Each attribute that a condition or declaration reads, with the path of its name.
        questions_unknown: The names of questions that no question has.
        cohorts_unresolved: Each cohort that is named before the groups are known, with the path of its name.
        baskets: The baskets without faults; filled when the baskets are linked.
    """

    def __init__(self, programme: d.Programme, positions: Positions) -> None:
        self.programme = programme
        self.collector = DiagnosticCollector(positions)
        self.unresolved = 0
        self._missing_files_reported: set[str] = set()
        self.attributes: list[tuple[str, DocumentPath]] = []
        self.waves = self._unique("wave", programme.file.waves)
        self.questions = self._unique("question", programme.instrument.questions)
        self.indicators = self._indicators()
        self.baskets: dict[str, LinkedBasket] = {}
        self.questions_unknown: set[str] = set()
        self.groups = declared_groups(programme.file.cohorts)
        self.cohorts_unresolved: list[tuple[str, DocumentPath]] = []

    def report(
        self,
        code: str,
        at: Location,
        message: str,
        hint: str,
        related: tuple[tuple[Location, str], ...] = (),
        common: CommonFault | None = None,
    ) -> None:
        """Report a reference that cannot be used."""
        self.unresolved += 1
        self.collector.report(code, at, message, hint=hint, related=related, common=common)

    def add(self, faults: Iterable[Diagnostic]) -> None:
        """Add faults of a declaration, which cannot be used."""
        for fault in faults:
            self.unresolved += 1
            self.collector.append(fault)

    def resolves(self, step: Callable[[], None]) -> bool:
        """Run a linking step and return whether it resolved all its references."""
        before = self.unresolved
        step()
        return self.unresolved == before

    def resolve(
        self,
        object_type: str,
        name: str,
        at: Location,
        known: Iterable[str],
        related: tuple[tuple[Location, str], ...] = (),
    ) -> bool:
        """Return whether a name is known; report it if it is not.

        Args:
            object_type: The type of object that the name should refer to.
            name: The name.
            at: The location of the name.
            known: The names that exist.
            related: Other locations that are involved, each with a note.
        """
        names = list(known)
        if name in names:
            return True
        self.unresolved += 1
        file = self.programme.missing_file(object_type)
        if file is not None and did_you_mean(name, names) is None:
            self._report_missing_file(file, at)
        elif not self._is_broken(object_type, name):
            if object_type == "question":
                self.questions_unknown.add(name)
            self.collector.append(
                unknown_name(
                    self.collector.positions,
                    object_type,
                    name,
                    at,
                    names,
                    lambda near: self._declared_at(object_type, near),
                    related,
                )
            )
        return False

    def resolve_wave(self, name: str | None, at: DocumentPath) -> None:
        """Resolve the name of a wave; None means that no wave is named."""
        if name is not None:
            self.resolve("wave", name, at, self.waves)

    def resolve_cohort(self, name: str | None, at: DocumentPath) -> None:
        """Resolve the name of a cohort; None means that no cohort is named."""
        cohorts = self.programme.file.cohorts
        if name is None:
            return
        has_fault = cohorts is not None and (cohorts.ids is None) == (cohorts.groups is None)
        if has_fault or (cohorts is not None and cohorts.groups == d.EACH_VALUE):
            self.cohorts_unresolved.append((name, at))
        else:
            self.resolve("cohort", name, at, self.groups)

    def resolve_basket(self, name: str, at: DocumentPath) -> LinkedBasket | None:
        """Return a basket; None if it is unknown, or if its declaration has a fault, which is reported there."""
        if not self.resolve("basket", name, at, self.programme.baskets.baskets):
            return None
        if name not in self.baskets:
            self.unresolved += 1
        return self.baskets.get(name)

    def _report_missing_file(self, document_type: str, at: Location) -> None:
        """Report once, for all names of baskets or scales, that their file is missing (EGY207)."""
        if document_type in self._missing_files_reported:
            return
        self._missing_files_reported.add(document_type)
        programme = self.programme
        file = (programme.scales if document_type == "scales" else programme.baskets).doc_path.file
        self.collector.report(
            "EGY207",
            Span(file),
            f"{file} is missing, and the rules name {document_type}",
            hint=f"add the file; its name has to be exactly {file}",
            related=((at, f"a {document_type.rstrip('s')} is named here"),),
        )

    def _is_broken(self, object_type: str, name: str) -> bool:
        """Return whether a name refers, or may refer, to an object that was left out because it has a fault."""
        if object_type == "item" and any(kind == "basket" for kind, _ in self.programme.broken):
            return True
        return self.programme.is_broken(object_type, name)

    def _declared_at(self, object_type: str, name: str) -> Location | None:
        """Return the location of a declaration, because the declaration may be what is misspelt."""
        p = self.programme
        mappings: dict[str, tuple[DocumentPath, Mapping[str, object]]] = {
            "scale": (p.scales.doc_path / "scales", p.scales.scales),
            "basket": (p.baskets.doc_path / "baskets", p.baskets.baskets),
            "criterion": (p.criteria.doc_path / "criteria", p.criteria.criteria),
            "list": (p.instrument.doc_path / "lists", p.instrument.lists or {}),
        }
        if object_type in mappings:
            doc_path, declared = mappings[object_type]
            return KeyAt(doc_path / name) if name in declared else None
        if object_type == "item":
            for basket in p.baskets.baskets.values():
                if isinstance(basket.items, Mapping) and name in basket.items:
                    return KeyAt(basket.items[name].doc_path)
        if object_type == "indicator" and name in self.indicators:
            return self.indicators[name].indicator.doc_path / "id"
        if object_type == "wave" and name in self.waves:
            return self.waves[name].doc_path / "id"
        if object_type == "question" and name in self.questions:
            return self.questions[name].doc_path / "id"
        if object_type == "cohort" and name in self.groups:
            return self.groups[name].declared_at
        return None

    def _unique(self, object_type: str, objects: Iterable[_Declared]) -> dict[str, _Declared]:
        found: dict[str, _Declared] = {}
        for one in objects:
            if one.id in found:
                self.collector.report(
                    "EGY312",
                    one.doc_path / "id",
                    f"the {object_type} '{one.id}' is declared a second time",
                    hint="give one of the two another id",
                    related=((found[one.id].doc_path / "id", "the first one"),),
                )
            else:
                found[one.id] = one
        return found

    def _indicators(self) -> dict[str, LinkedIndicator]:
        pairs = [(name, i) for name, p in self.programme.principles.items() for i in p.indicators]
        first = self._unique("indicator", [i for _, i in pairs])
        return {i.id: LinkedIndicator(principle=name, indicator=i) for name, i in pairs if first[i.id] is i}
