"""The documents of a programme. Each field says what its YAML key holds: schemas and parser are made from here."""

from egyv_engine.model.documents.answer_files import (
    Basket,
    BasketsFile,
    Item,
    Scale,
    ScaleDefaults,
    ScalesFile,
)
from egyv_engine.model.documents.answers_source import DATABASE, AnswersSource, RowsKept
from egyv_engine.model.documents.files_file import DataFile, FilesFile, OneOfSeveralRows
from egyv_engine.model.documents.instrument_file import (
    OPEN_VALUE_TYPES,
    Comparable,
    InstrumentFile,
    NotAsked,
    Question,
)
from egyv_engine.model.documents.judging_files import (
    CriteriaFile,
    Criterion,
    Declined,
    Improved,
    Scores,
    ScoringFile,
)
from egyv_engine.model.documents.principle_file import (
    DIRECTIONS,
    Direction,
    Indicator,
    Principle,
    Says,
    Target,
)
from egyv_engine.model.documents.programme import OPTIONAL_DECLARATIONS, Programme
from egyv_engine.model.documents.programme_file import (
    EACH_VALUE,
    MISSING,
    AcceptedWarning,
    AllUnits,
    CohortGroup,
    Cohorts,
    Comparison,
    Minimum,
    ProgrammeFile,
    Retrospective,
    Unit,
    Wave,
)
from egyv_engine.model.documents.register_declaration import (
    ATTRIBUTE_TYPES,
    DeclaredAttribute,
    Register,
)

__all__ = [
    "ATTRIBUTE_TYPES",
    "DATABASE",
    "DIRECTIONS",
    "EACH_VALUE",
    "MISSING",
    "OPEN_VALUE_TYPES",
    "OPTIONAL_DECLARATIONS",
    "AcceptedWarning",
    "AllUnits",
    "AnswersSource",
    "Basket",
    "BasketsFile",
    "CohortGroup",
    "Cohorts",
    "Comparable",
    "Comparison",
    "CriteriaFile",
    "Criterion",
    "DataFile",
    "DeclaredAttribute",
    "Declined",
    "Direction",
    "FilesFile",
    "Improved",
    "Indicator",
    "InstrumentFile",
    "Item",
    "Minimum",
    "NotAsked",
    "OneOfSeveralRows",
    "Principle",
    "Programme",
    "ProgrammeFile",
    "Question",
    "Register",
    "Retrospective",
    "RowsKept",
    "Says",
    "Scale",
    "ScaleDefaults",
    "ScalesFile",
    "Scores",
    "ScoringFile",
    "Target",
    "Unit",
    "Wave",
]
