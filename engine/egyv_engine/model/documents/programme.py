"""Every document of a programme, together."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from egyv_engine.model.documents.answer_files import BasketsFile, ScalesFile
from egyv_engine.model.documents.files_file import FilesFile
from egyv_engine.model.documents.instrument_file import InstrumentFile
from egyv_engine.model.documents.judging_files import CriteriaFile, ScoringFile
from egyv_engine.model.documents.principle_file import Indicator, Principle
from egyv_engine.model.documents.programme_file import RECORDS, ProgrammeFile
from egyv_engine.model.facts_document import FactsFile
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.glossary_document import GlossaryFile
from egyv_engine.model.records_document import RecordsFile
from egyv_engine.model.report_document import BlockOptions, ReportFile, WordingFile
from egyv_engine.model.selection_document import SelectionFile

_Options = TypeVar("_Options", bound=BlockOptions)
OPTIONAL_DECLARATIONS = (
    "baskets",
    "scales",
)  # files that a programme may be without as long as no name needs them
_MISSING = frozenset((document_type, "missing") for document_type in OPTIONAL_DECLARATIONS)
_DECLARING_KEYS = {  # the keys and files that declare each type of object
    "question": ("questions",),
    "basket": ("baskets",),
    "item": ("baskets",),
    "indicator": ("indicators", "principle", "principles"),
    "scale": ("scales",),
    "wave": ("waves",),
    "comparison": ("comparisons",),
    "cohort": ("cohorts",),
    "criterion": ("criteria",),
    "list": ("lists",),
    "data_file": ("files",),
}


class Programme(Frozen):
    """Every document of a programme as far as it is sound.

    Attributes:
        texts: The texts of the report that have files of their own, by the path of the file.
        broken: What is not sound, as (type, id), or (type, "*") without an id, with ("column", name) for its columns; as (key, "*") for all that a key of a
            file declares, and as (document type, "*") for a file that could not be read.
    """

    file: ProgrammeFile
    instrument: InstrumentFile
    scales: ScalesFile
    baskets: BasketsFile
    criteria: CriteriaFile
    scoring: ScoringFile | None
    selection: SelectionFile | None
    records: RecordsFile | None
    principles: Mapping[str, Principle]
    files: FilesFile | None = None
    report: ReportFile | None = None
    wording: WordingFile | None = None
    facts: FactsFile | None = None
    glossary: GlossaryFile | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    phrasebook: tuple[WordingFile, ...] = ()
    broken: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)

    @property
    def own_wording(self) -> tuple[WordingFile, ...]:
        """Return the files of wording of the programme itself: its phrasebook, and reports/wording.yaml after it."""
        return self.phrasebook if self.wording is None else (*self.phrasebook, self.wording)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators of every principle, of which two may have the same id."""
        return tuple(each for principle in self.principles.values() for each in principle.indicators)

    @property
    def is_on_record(self) -> bool:
        """Return whether all comes from records, so that nobody reported anything: by default, or as everything declares.

        Everything are the questions, or the indicators.
        """
        of_questions = {question.evidence or self.file.evidence for question in self.instrument.questions}
        of_indicators = {each.evidence for each in self.indicators}
        return self.file.evidence == RECORDS or {RECORDS} in (of_questions, of_indicators)

    @property
    def faulty(self) -> frozenset[tuple[str, str]]:
        """Return what is broken because it has a fault; an optional file that is missing has none."""
        return self.broken - _MISSING

    def is_broken(self, object_type: str, name: str) -> bool:
        """Return whether a name belongs, or may belong, to an object that was left out because it has a fault.

        Args:
            object_type: The type of object, such as `wave`.
            name: The name.
        """
        if (object_type, name) in self.broken:
            return True
        return any((key, "*") in self.broken for key in (object_type, *_DECLARING_KEYS[object_type]))

    @property
    def columns_of_broken_questions(self) -> frozenset[str]:
        """Return the names of columns in questions that were left out because they have a fault."""
        return frozenset(name for object_type, name in self.broken if object_type == "column")

    @property
    def is_register_broken(self) -> bool:
        """Return whether the declaration of the register has a fault, so that nothing is known of it."""
        return ("register", "*") in self.broken

    def missing_file(self, object_type: str) -> str | None:
        """Return the type of the optional file that is missing and would declare objects of a type; None if none is."""
        return next((key for key in _DECLARING_KEYS[object_type] if (key, "missing") in self.broken), None)

    def has_broken(self, object_type: str) -> bool:
        """Return whether an object of a type was left out because it has a fault."""
        kinds = {object_type, *_DECLARING_KEYS[object_type]}
        return any(kind in kinds for kind, _ in self.faulty)

    def blocks_of(self, kind: type[_Options]) -> Iterator[_Options]:
        """Yield the blocks of a kind that the report declares, in order; none without a report.

        Args:
            kind: The class of their options.
        """
        for chapter in self.report.chapters if self.report else ():
            yield from (options for options in chapter.blocks if isinstance(options, kind))

    def data_files(self) -> Iterator[str]:
        """Yield the data files that the programme names: the register, the answers, and those of selections and records."""
        if self.file.register.file is not None:
            yield self.file.register.file
        yield from (wave.answers.file for wave in self.file.waves if wave.answers.file is not None)
        for selection in self.selection.selections.values() if self.selection else ():
            if selection.rank_by.mean_of is not None:
                yield selection.rank_by.mean_of.file
        records = self.records
        if records is not None:
            published = records.published
            named = (records.recommendations, records.evidence, records.interviews, published)
            yield from (part.file for part in named if part is not None)
            if published is not None and published.differences is not None:
                yield published.differences.file
