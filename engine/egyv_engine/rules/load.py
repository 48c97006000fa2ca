"""Loads a programme from files in memory: reads, checks and parses every rule file, and reports every fault."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.files.folder import RULE_FOLDERS, folder_obstacle, names, obstacle, paths
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.report_document import ReportFile, WordingFile
from egyv_engine.model.shapes import Vocabularies
from egyv_engine.rules.edition import EDITION, KEY, read_edition
from egyv_engine.rules.json_schema import DOCUMENT_TYPES
from egyv_engine.rules.parse import empty_record, plain
from egyv_engine.rules.parse_document import parse_document
from egyv_engine.rules.rule_paths import FILES, PRINCIPLES, PROGRAMME, is_principle
from egyv_engine.rules.rule_text import text_of
from egyv_engine.rules.unread_files import unread_files
from egyv_engine.rules.yaml_reader import Document, read_yaml

_OPTIONAL = (
    *d.OPTIONAL_DECLARATIONS,
    *("files", "scoring", "selection", "records", "report", "wording", "facts", "glossary"),
)
_TEXTS = PurePosixPath("reports")
# Others may be None in a programme.
_NEVER_ABSENT = ("programme", "instrument", "scales", "criteria", "baskets")
PHRASEBOOKS = PurePosixPath("reports/phrasebooks")
SHIPPED_PHRASEBOOK = "english"
_EXAMPLE = "egyv-engine evaluate --example egyv shows a whole programme"
_NUMBERED = re.compile(r"^[0-9]+[-_]")


class Loaded(Frozen):
    """A programme as loaded; None without programme.yaml, or if it is written in another edition of the rule language."""

    programme: d.Programme | None
    positions: Positions
    diagnostics: tuple[Diagnostic, ...]


def load_rules(files: Mapping[PurePosixPath, bytes], *, vocabularies: Vocabularies) -> Loaded:
    """Load the programme in a mapping of files.

    Args:
        files: The programme's files by their path within it.
        vocabularies: The kinds of each tagged object, such as the blocks of the report, with their keys.

    Returns:
        The sound part of the programme, the positions of its values, and every fault (EGY1xx, EGY2xx).
    """
    return _Loader(files, vocabularies).load()


def canonical(programme: d.Programme) -> str:
    """Return the programme's rules as text that is equal for rules with the same meaning.

    Positions, comments, layout, the report with its facts and accepted warnings are not part of it.
    """
    rules = plain(replace(programme, report=None, wording=None, phrasebook=()))
    for name in ("facts", "glossary", "texts"):
        del rules[name]
    del rules["file"]["accepted_warnings"]
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":"))


def rule_files(files: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Return the paths of the rule files of a programme, in order: those with a fixed name, and the principles."""
    return [
        file
        for file in paths(files)
        if file in FILES.values() or is_principle(file) or _is_of_phrasebook(file)
    ]


def _is_of_phrasebook(file: PurePosixPath) -> bool:
    return file.parent.parent == PHRASEBOOKS and file.suffix == ".yaml"


def principle_id(file: PurePosixPath) -> str:
    """Return the id of a principle by its file: that of `principles/1-access.yaml` is `access`."""
    return _NUMBERED.sub("", file.stem)


class _Loader:
    def __init__(self, files: Mapping[PurePosixPath, bytes], vocabularies: Vocabularies) -> None:
        self.files = files
        self.paths = paths(files)
        self.vocabularies = vocabularies
        self.faults: list[Diagnostic] = []
        self.broken: set[tuple[str, str]] = set()
        self.values: dict[DocumentPath, Span] = {}
        self.keys: dict[DocumentPath, Span] = {}
        found = rule_files(self.paths)
        self.unread = unread_files(names(files), FILES.values(), found)
        self.closed: set[PurePosixPath] = set()  # folders and principles that cannot be read, as is reported

    def load(self) -> Loaded:
        fault = self._edition_fault()
        if fault is not None:
            return Loaded(programme=None, positions=Positions({}, {}), diagnostics=(fault,))
        self._check_folders()
        made = {document_type: self._document(document_type, file) for document_type, file in FILES.items()}
        self._check_report_files()
        self._check_unread_files()
        principles = self._principles(made["programme"])
        programme = d.Programme(
            file=made.pop("programme"),
            **made,
            principles=principles,
            texts=self._texts(),
            phrasebook=self._phrasebook(made["report"]),
            broken=frozenset(self.broken),
        )
        return Loaded(
            programme=programme if PROGRAMME in self.files else None,
            positions=Positions(self.values, self.keys),
            diagnostics=tuple(self.faults),
        )

    def _edition_fault(self) -> Diagnostic | None:
        """Return why the programme is not of this edition: its other faults would be keys that have other names by now."""
        document = read_yaml(PROGRAMME, self.files[PROGRAMME])[0] if PROGRAMME in self.files else None
        if document is None:
            return None  # what is wrong with the file is reported where it is parsed
        edition = read_edition(document)
        if isinstance(edition, Diagnostic) or edition == EDITION:
            return edition if isinstance(edition, Diagnostic) else None
        span = document.positions.span_at(DocumentPath(PROGRAMME, (KEY,)))
        upgrade = "egyv-engine upgrade rewrites the files"
        if KEY in document.data:
            message = f"this programme is written in edition {edition} of the rule language; this engine reads {EDITION}"
            return Diagnostic(span=span, code="EGY209", message=message, hint=upgrade)
        return Diagnostic(
            span=span,
            code="EGY209",
            message=f"the key '{KEY}' is missing, as in edition {edition} of the rule language; this engine reads {EDITION}",
            hint=f"write {KEY}: {EDITION} as the first line of a new programme; {upgrade} of one that was written for edition {edition}",
        )

    def _texts(self) -> dict[str, str]:
        """Return the texts of the report that have files of their own, by path; a broken one is reported."""
        found: dict[str, str] = {}
        for file in self.paths:
            if file.parent != _TEXTS or file.suffix != ".md":
                continue
            text = text_of(file, self.files[file])
            if isinstance(text, str):
                found[str(file)] = text
            else:
                self.faults.append(text)
                self.broken.add(("text", str(file)))
        return found

    def _check_report_files(self) -> None:
        """Report a missing reports/report.yaml, which reports/wording.yaml belongs to."""
        report, wording = FILES["report"], FILES["wording"]
        if wording in self.files and report not in self.files and obstacle(self.files, report) is None:
            self._report_missing(report, f"is missing, and {wording} needs it")

    def _report_missing(self, file: PurePosixPath, why: str) -> None:
        """Report a rule file that is needed or meant; the hint names the file that was probably to be this one."""
        near = next((name for name, meant in self.unread.items() if meant == file), None)
        advice = _EXAMPLE
        if obstacle(self.files, file) is not None:
            self.unread.pop(file, None)
            advice = "replace it by the file itself, or correct its permissions"
        elif near is not None:
            del self.unread[near]
            advice = f"{near} is not read; rename it to {file}"
        self.faults.append(Diagnostic(span=Span(file), code="EGY207", message=f"{file} {why}", hint=advice))

    def _check_folders(self) -> None:
        """Report rule folders, and files in principles/, that cannot be read."""
        for folder in map(PurePosixPath, RULE_FOLDERS):
            why = folder_obstacle(self.files, folder)
            if why is not None:
                self.closed.add(folder)
                self._report_missing(folder, why)
        for file in names(self.files):
            why = obstacle(self.files, file) if is_principle(file) else None
            if why is not None:
                self.closed.add(file)
                self.broken.add(("principle", principle_id(file)))
                self._report_missing(file, why)

    def _check_unread_files(self) -> None:
        """Report files that are skipped because of their names."""
        for name, meant in self.unread.items():
            self.faults.append(
                Diagnostic(
                    span=Span(name),
                    code="EGY210",
                    message=f"this file is not read: its name is not {meant}",
                    hint=f"rename it to {meant}, or move it out of the programme's folder",
                )
            )

    def _document(self, document_type: str, file: PurePosixPath) -> Any:
        """Return a file as an object; an empty one in place of a file that every programme has and that is not sound."""
        made = None
        if file in self.files:
            made = self._parse(document_type, file)
        else:
            self._note_missing(document_type, file)
        if made is None and document_type in _NEVER_ABSENT:
            made, broken = empty_record(DOCUMENT_TYPES[document_type], file)
            if (document_type, "missing") not in self.broken:
                self.broken |= broken
        return made

    def _note_missing(self, document_type: str, file: PurePosixPath) -> None:
        """Report a missing file that is needed, and note what is broken without it."""
        why = obstacle(self.files, file)
        if file.parent in self.closed:
            self.broken.add((document_type, "*"))
        elif why is not None or document_type not in _OPTIONAL:
            self._report_missing(file, why or "is missing")
            self.broken.add((document_type, "*"))
        elif document_type in d.OPTIONAL_DECLARATIONS:
            self.broken.add((document_type, "missing"))

    def _parse(self, document_type: str, file: PurePosixPath) -> Any:
        parsed = parse_document(document_type, file, self.files[file], self.vocabularies)
        self.faults.extend(parsed.faults)
        self.broken.update(parsed.broken)
        if parsed.document is None:
            return self._unreadable(document_type, file)
        self.values.update(parsed.document.positions.values)
        self.keys.update(parsed.document.positions.keys)
        if parsed.made is None:
            self._note_indicators(parsed.document)
            return self._unreadable(document_type, file)
        return parsed.made

    def _phrasebook(self, report: ReportFile | None) -> tuple[WordingFile, ...]:
        """Return the files of the programme's own phrasebook; none for the one that comes with the engine."""
        if report is None:
            return ()
        folder = PHRASEBOOKS / report.phrasebook
        found = [file for file in self.paths if file.parent == folder and file.suffix == ".yaml"]
        shut = self._report_unreadable_phrasebook(folder)
        if not found and not shut and report.phrasebook != SHIPPED_PHRASEBOOK:
            names = sorted({file.parent.name for file in self.paths if file.parent.parent == PHRASEBOOKS})
            where = report.doc_path / "phrasebook"
            self.faults.append(
                Diagnostic(
                    span=self.values[where],
                    code="EGY650",
                    message=f"there is no phrasebook '{report.phrasebook}': the folder {folder} has no .yaml file",
                    hint=hint(report.phrasebook, [*names, SHIPPED_PHRASEBOOK], "phrasebooks"),
                )
            )
        made = (self._parse("wording", file) for file in found)
        return tuple(each for each in made if each is not None)

    def _report_unreadable_phrasebook(self, folder: PurePosixPath) -> bool:
        """Report the files of a phrasebook, and the folders above them, that cannot be read; return whether there are any."""
        own = [file for file in names(self.files) if file.parent == folder and file.suffix == ".yaml"]
        reasons = [(path, folder_obstacle(self.files, path)) for path in (PHRASEBOOKS, folder)]
        reasons += [(file, obstacle(self.files, file)) for file in own]
        found = [(path, why) for path, why in reasons if why is not None]
        for path, why in found:
            if path.parent not in dict(found):
                self._report_missing(path, why)
        return bool(found)

    def _unreadable(self, document_type: str, file: PurePosixPath) -> None:
        """Note that a file could not be read, so that nothing it might declare is reported as unknown."""
        if document_type == "principle":
            self.broken.add(("principle", principle_id(file)))
        self.broken.add((document_type, "*"))

    def _note_indicators(self, document: Document) -> None:
        """Note the indicators of a broken principle, so that references to them are not reported as unknown."""
        indicators = document.data.get("indicators") if isinstance(document.data, dict) else None
        for one in indicators if isinstance(indicators, list) else []:
            if isinstance(one, dict) and "id" in one:
                self.broken.add(("indicator", str(one["id"])))

    def _principle_files(self) -> dict[str, PurePosixPath]:
        """Return the principles' files by id; a second file with the same id is reported."""
        found: dict[str, PurePosixPath] = {}
        for file in self.paths:
            if not is_principle(file):
                continue
            name = principle_id(file)
            if name in found:
                self.faults.append(
                    Diagnostic(
                        span=Span(file),
                        code="EGY312",
                        message=f"the principle '{name}' has a second file",
                        hint="rename one of the two; the number in front is not part of the id",
                        related=((Span(found[name]), "the first one"),),
                    )
                )
            found.setdefault(name, file)
        return found

    def _principles(self, programme: d.ProgrammeFile) -> dict[str, d.Principle]:
        """Return the principles in the order of programme.yaml."""
        files = self._principle_files()
        listed = list(files) if ("principles", "*") in self.broken else list(programme.principles)
        unlisted = [name for name in files if name not in listed]
        without_file = [name for name in listed if name not in files]
        is_renamed = len(unlisted) == len(without_file) == 1  # the one is probably the other
        misspelt: set[str] = set()  # unlisted files that a misspelt name in the list probably means
        made: dict[str, d.Principle] = {}
        for i, name in enumerate(listed):
            if name not in files:
                near = self._report_missing_principle(i, name, files, unlisted, is_renamed=is_renamed)
                misspelt.update((near,) if near else ())
                continue
            parsed = self._parse("principle", files[name])
            if parsed is not None:
                made[name] = parsed
        for name in unlisted:
            self._parse("principle", files[name])
            self.broken.add(("principle", "*"))
            if name not in misspelt:
                self._report_unlisted_principle(name, files[name])
        return made

    def _report_missing_principle(
        self, i: int, name: str, files: Mapping[str, PurePosixPath], unlisted: list[str], *, is_renamed: bool
    ) -> str | None:
        """Report a listed principle without a file; return the unlisted one that is probably meant."""
        self.broken.add(("principle", "*"))
        if PurePosixPath(PRINCIPLES) in self.closed or name in map(principle_id, self.closed):
            return None
        near = unlisted[0] if is_renamed else did_you_mean(name, unlisted)
        candidates, exist = (unlisted, "files not listed") if unlisted else (list(files), "files found")
        self.faults.append(
            Diagnostic(
                span=self.values.get(DocumentPath(PROGRAMME, ("principles", i)), Span(PROGRAMME)),
                code="EGY208",
                message=f"there is no file principles/*-{name}.yaml",
                hint=hint(name, candidates, exist, meant=near),
                related=((Span(files[near]), "the file"),) if near else (),
            )
        )
        return near

    def _report_unlisted_principle(self, name: str, file: PurePosixPath) -> None:
        where = self.keys.get(DocumentPath(PROGRAMME, ("principles",)), Span(PROGRAMME))
        self.faults.append(
            Diagnostic(
                span=Span(file),
                code="EGY208",
                message=f"the principle '{name}' is not listed in programme.yaml",
                hint=f"add {name} to principles, or move the file elsewhere",
                related=((where, "the list"),),
            )
        )
