"""Holds what a run did besides its results: what it left out, how it read the data, and with what."""

from collections.abc import Mapping

from egyv_engine.model.engine_names import EngineName
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.left_out import LeftOut
from egyv_engine.model.reading_notes import NoteAbout


class RunNotes(Frozen):
    """Statements of the receipt that are not about the files that were read and written.

    Attributes:
        left_out: The numbers of units and rows that are left out.
        reading: What reading the data files skipped, recoded or dropped.
        engine: What counted and scored the units; the results are the same with each.
        libraries: The versions of the libraries outside the core that read data files.
        queries: The SHA-256 of the rows that each query returned, by the name of the query.
    """

    left_out: LeftOut = field(default_factory=LeftOut)
    reading: Mapping[NoteAbout, int] = field(default_factory=dict)
    engine: EngineName = "polars"
    libraries: Mapping[str, str] = field(default_factory=dict)
    queries: Mapping[str, str] = field(default_factory=dict)
