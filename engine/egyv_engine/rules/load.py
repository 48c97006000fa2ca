"""Loads a programme from files in memory: every rule file read, checked for shape and parsed, every fault told."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import Vocabularies
from egyv_engine.rules.json_schema import KINDS
from egyv_engine.rules.parse import Parser, plain
from egyv_engine.rules.validate import check_shape
from egyv_engine.rules.yaml_reader import Document, read_yaml

PROGRAMME = PurePosixPath("programme.yaml")
FILES = {
    "programme": PROGRAMME,
    "instrument": PurePosixPath("surveys/instrument.yaml"),
    "scales": PurePosixPath("rules/scales.yaml"),
    "baskets": PurePosixPath("rules/baskets.yaml"),
    "criteria": PurePosixPath("rules/criteria.yaml"),
    "scoring": PurePosixPath("rules/scoring.yaml"),
    "selection": PurePosixPath("rules/selection.yaml"),
    "records": PurePosixPath("rules/records.yaml"),
    "report": PurePosixPath("reports/report.yaml"),
    "wording": PurePosixPath("reports/wording.yaml"),
}
_OPTIONAL = ("baskets", "scoring", "selection", "records", "report", "wording")
_NUMBERED = re.compile(r"^[0-9]+[-_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """programme: None where programme.yaml, the instrument, scales or criteria could not be made out at all."""

    programme: d.Programme | None
    positions: Positions
    diagnostics: tuple[Diagnostic, ...]


def load(files: Mapping[PurePosixPath, bytes], *, vocabularies: Vocabularies) -> Loaded:
    """The programme in these files, what is sound of it, and every fault found (EGY1xx, EGY2xx).

    vocabularies: the kinds of each tagged object, such as the blocks of the report, with their keys.
    """
    return _Loader(files, vocabularies).load()


def canonical(programme: d.Programme) -> str:
    """The programme's rules as text without places, comments or layout; equal for rules that mean the same.

    What the report says of the findings is not part of it.
    """
    return json.dumps(
        plain(replace(programme, report=None, wording=None)), ensure_ascii=False, separators=(",", ":")
    )


def principle_id(file: PurePosixPath) -> str:
    """`principles/1-access.yaml` is `access`."""
    return _NUMBERED.sub("", file.stem)


class _Loader:
    def __init__(self, files: Mapping[PurePosixPath, bytes], vocabularies: Vocabularies) -> None:
        self.files = files
        self.vocabularies = vocabularies
        self.faults: list[Diagnostic] = []
        self.broken: set[tuple[str, str]] = set()
        self.values: dict[DocumentPath, Span] = {}
        self.keys: dict[DocumentPath, Span] = {}

    def load(self) -> Loaded:
        made = {kind: self._document(kind, file) for kind, file in FILES.items()}
        self._report_is_whole()
        principles = self._principles(made["programme"])
        programme = None
        needed = [made[k] for k in ("programme", "instrument", "scales", "criteria")]
        if all(m is not None for m in needed):
            baskets = made["baskets"] or d.BasketsFile(baskets={}, doc_path=DocumentPath(FILES["baskets"]))
            programme = d.Programme(
                file=made["programme"],
                instrument=made["instrument"],
                scales=made["scales"],
                baskets=baskets,
                criteria=made["criteria"],
                scoring=made["scoring"],
                report=made["report"],
                wording=made["wording"],
                selection=made["selection"],
                records=made["records"],
                principles=principles,
                broken=frozenset(self.broken),
            )
        return Loaded(
            programme=programme, positions=Positions(self.values, self.keys), diagnostics=tuple(self.faults)
        )

    def _report_is_whole(self) -> None:
        """A report needs both of its files."""
        for kind, other in (("report", "wording"), ("wording", "report")):
            if FILES[kind] in self.files and FILES[other] not in self.files:
                told = f"{FILES[other]} is missing, and {FILES[kind]} is of no use without it"
                self.faults.append(
                    Diagnostic(
                        span=Span(FILES[other]),
                        code="EGY207",
                        message=told,
                        hint="egyv-engine evaluate --example egyv shows a whole programme",
                    )
                )

    def _document(self, kind: str, file: PurePosixPath) -> Any:
        if file not in self.files:
            if kind not in _OPTIONAL:
                example = "egyv-engine evaluate --example egyv shows a whole programme"
                self.faults.append(
                    Diagnostic(span=Span(file), code="EGY207", message=f"{file} is missing", hint=example)
                )
            elif kind == "baskets":
                self.broken.add(("baskets", "missing"))
            return None
        return self._parse(kind, file)

    def _parse(self, kind: str, file: PurePosixPath) -> Any:
        document, faults = read_yaml(file, self.files[file])
        self.faults.extend(faults)
        if document is None:
            return self._lost(kind, file)
        self.values.update(document.positions.values)
        self.keys.update(document.positions.keys)
        shape_faults, unsound = check_shape(document, kind, self.vocabularies)
        parser = Parser(document, unsound, self.vocabularies)
        made = parser.record(KINDS[kind])
        self.faults.extend((*shape_faults, *parser.faults))
        self.broken.update(parser.broken)
        if made is None:
            self._ids_in(document)
            return self._lost(kind, file)
        return made

    def _lost(self, kind: str, file: PurePosixPath) -> None:
        """A file that could not be made out: whatever would stand in it must not be called unknown."""
        if kind == "principle":
            self.broken.add(("principle", principle_id(file)))
        self.broken.add((kind, "*"))

    def _ids_in(self, document: Document) -> None:
        indicators = document.data.get("indicators") if isinstance(document.data, dict) else None
        for one in indicators if isinstance(indicators, list) else []:
            if isinstance(one, dict) and "id" in one:
                self.broken.add(("indicator", str(one["id"])))

    def _principle_files(self) -> dict[str, PurePosixPath]:
        """The principles' files by id; a second file of one id is told."""
        there: dict[str, PurePosixPath] = {}
        for file in sorted(self.files):
            if file.parts[0] != "principles" or file.suffix != ".yaml" or len(file.parts) != 2:
                continue
            name = principle_id(file)
            if name in there:
                self.faults.append(
                    Diagnostic(
                        span=Span(file),
                        code="EGY312",
                        message=f"the principle '{name}' has a second file",
                        hint="give one of the two another name; the number in front is no part of it",
                        related=((Span(there[name]), "the first one"),),
                    )
                )
            there.setdefault(name, file)
        return there

    def _principles(self, programme: d.ProgrammeFile | None) -> dict[str, d.Principle]:
        there = self._principle_files()
        listed = list(programme.principles) if programme else list(there)
        unused = [n for n in there if n not in listed]
        meant: set[str] = set()  # files whose name is misspelt in the list, told there
        made: dict[str, d.Principle] = {}
        for i, name in enumerate(listed):
            if name in there:
                parsed = self._parse("principle", there[name])
                if parsed is not None:
                    made[name] = parsed
            else:
                doc_path = DocumentPath(PROGRAMME, ("principles", i))
                self.broken.add(("principle", "*"))
                near = did_you_mean(name, unused)
                meant.update((near,) if near else ())
                self.faults.append(
                    Diagnostic(
                        span=self.values.get(doc_path, Span(PROGRAMME)),
                        code="EGY208",
                        message=f"no file principles/*-{name}.yaml",
                        hint=hint(
                            name, unused or list(there), "files not listed" if unused else "files there"
                        ),
                        related=((Span(there[near]), "the file"),) if near else (),
                    )
                )
        for name, file in there.items():
            if name not in listed:
                where = self.keys.get(DocumentPath(PROGRAMME, ("principles",)), Span(PROGRAMME))
                self._parse("principle", file)
                self.broken.add(("principle", "*"))
                if name in meant:
                    continue
                self.faults.append(
                    Diagnostic(
                        span=Span(file),
                        code="EGY208",
                        message=f"the principle '{name}' is not listed in programme.yaml",
                        hint=f"add {name} to principles, or move the file away",
                        related=((where, "the list"),),
                    )
                )
        return made
