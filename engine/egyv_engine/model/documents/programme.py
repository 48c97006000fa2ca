"""Every document of a programme, together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from egyv_engine.model.documents.answer_files import BasketsFile, ScalesFile
from egyv_engine.model.documents.instrument_file import InstrumentFile
from egyv_engine.model.documents.judging_files import CriteriaFile, ScoringFile
from egyv_engine.model.documents.principle_file import Principle
from egyv_engine.model.documents.programme_file import ProgrammeFile
from egyv_engine.model.records_document import RecordsFile
from egyv_engine.model.report_document import ReportFile, WordingFile
from egyv_engine.model.selection_document import SelectionFile

OPTIONAL_DECLARATIONS = (
    "baskets",
    "scales",
)  # files that a programme may be without as long as no name needs them
_MISSING = frozenset((document_type, "missing") for document_type in OPTIONAL_DECLARATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Every document of a programme that is sound; what is broken is named in `broken` as (type, id)."""

    file: ProgrammeFile
    instrument: InstrumentFile
    scales: ScalesFile
    baskets: BasketsFile
    criteria: CriteriaFile
    scoring: ScoringFile | None
    selection: SelectionFile | None
    records: RecordsFile | None
    principles: Mapping[str, Principle]
    report: ReportFile | None = None
    wording: WordingFile | None = None
    broken: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)

    @property
    def faulty(self) -> frozenset[tuple[str, str]]:
        """Return what is broken because it has a fault; an optional file that is missing has none."""
        return self.broken - _MISSING

    def data_files(self) -> Iterator[str]:
        """Yield the data files that the programme names: the register, the answers, and those of selections and records."""
        yield self.file.register.file
        yield from (wave.answers for wave in self.file.waves)
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
