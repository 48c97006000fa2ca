"""The documents of a programme. Each field says what its YAML key holds: schemas and parser are made from here."""

from egyv_engine.model.documents.answer_files import (
    Basket,
    BasketsFile,
    Item,
    Scale,
    ScaleDefaults,
    ScalesFile,
)
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
    MISSING,
    AcceptedWarning,
    Cohorts,
    Comparison,
    Minimum,
    ProgrammeFile,
    Register,
    Retrospective,
    Unit,
    Wave,
)

__all__ = [
    "DIRECTIONS",
    "MISSING",
    "OPEN_VALUE_TYPES",
    "OPTIONAL_DECLARATIONS",
    "AcceptedWarning",
    "Basket",
    "BasketsFile",
    "Cohorts",
    "Comparable",
    "Comparison",
    "CriteriaFile",
    "Criterion",
    "Declined",
    "Direction",
    "Improved",
    "Indicator",
    "InstrumentFile",
    "Item",
    "Minimum",
    "NotAsked",
    "Principle",
    "Programme",
    "ProgrammeFile",
    "Question",
    "Register",
    "Retrospective",
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
