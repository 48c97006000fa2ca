"""Names the declarations that some blocks show, so that a block without its declaration is a fault."""

from collections.abc import Callable

from egyv_engine.model.condition_walk import indicators_counted
from egyv_engine.model.documents import Programme
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.records_document import RecordsFile

MISSING_RECORDS = "EGY615"  # an error: a whole section would be missing from the report without a word
NOTHING_TO_SHOW = "EGY623"  # a warning: the block fits other programmes, and this one has nothing for it
FEWEST_IN_SERIES = 3  # waves: two are a comparison


class Need(Frozen):
    """A declaration that a block shows.

    Attributes:
        shown: What the block shows, in words.
        declaration: How it is declared, as a hint says it.
        broken_by: The types of documents, keys of them and objects of which a broken one may be the declaration.
        is_met: Whether a programme declares it.
        lacks: Why the block has nothing to show without it, as a clause.
        code: The code of the diagnostic if it does not.
    """

    shown: str
    declaration: str
    broken_by: tuple[str, ...]
    is_met: Callable[[Programme], bool]
    lacks: str = "the programme declares none"
    code: str = NOTHING_TO_SHOW

    def is_missing(self, programme: Programme) -> bool:
        """Return whether a programme does not declare it, and nothing with a fault may be what declares it."""
        is_broken = any(name in self.broken_by for name, _ in programme.broken)
        return not is_broken and not self.is_met(programme)


def _recorded(part: str, shown: str) -> Need:
    def is_met(programme: Programme) -> bool:
        records: RecordsFile | None = programme.records
        return records is not None and getattr(records, part) is not None

    return Need(
        shown=shown,
        declaration=f"{part} in rules/records.yaml",
        broken_by=("records", part),
        is_met=is_met,
        code=MISSING_RECORDS,
    )


def _has_baskets(programme: Programme) -> bool:
    indicators = (i for principle in programme.principles.values() for i in principle.indicators)
    return any(indicator.for_each is not None for indicator in indicators)


def _has_whole_programme(programme: Programme) -> bool:
    evidence = programme.records.evidence if programme.records else None
    return evidence is None or evidence.principle.whole_programme is not None


RECOMMENDATIONS = _recorded("recommendations", "recommendations")
EVIDENCE = _recorded("evidence", "points from interviews")
INTERVIEWS = _recorded("interviews", "interviews")
PUBLISHED = _recorded("published", "published figures")
SELECTION = Need(
    shown="selected units",
    declaration="a selection in rules/selection.yaml",
    broken_by=("selection",),
    is_met=lambda programme: programme.selection is not None,
    code=MISSING_RECORDS,
)
NAMES_OF_UNITS = Need(
    shown="single units by their names",
    declaration="names_units: true in programme.yaml if everybody who reads the report may know what each unit answered",
    broken_by=("programme", "names_units"),
    is_met=lambda programme: programme.file.names_units is True,
    lacks="the programme does not let its units be named",
    code="EGY670",
)
WHOLE_PROGRAMME = Need(
    shown="points on the programme as a whole",
    declaration="whole_programme under evidence.principle in rules/records.yaml",
    broken_by=("records", "evidence"),
    is_met=_has_whole_programme,
)
NOTICE = Need(
    shown="the notice of the programme",
    declaration="notice in programme.yaml",
    broken_by=("programme", "notice"),
    is_met=lambda programme: programme.file.notice is not None,
)
GLOSSARY = Need(
    shown="words with their meaning",
    declaration="terms in reports/glossary.yaml",
    broken_by=("glossary", "terms"),
    is_met=lambda programme: programme.glossary is not None,
    code=MISSING_RECORDS,
)
COMPARISONS = Need(
    shown="changes between two waves",
    declaration="comparisons in programme.yaml",
    broken_by=("programme", "comparisons"),
    is_met=lambda programme: bool(programme.file.comparisons),
)
SERIES = Need(
    shown="levels of three or more waves",
    declaration="three waves or more in programme.yaml",
    broken_by=("programme", "waves"),
    is_met=lambda programme: len(programme.file.waves) >= FEWEST_IN_SERIES,
)
SCORES = Need(
    shown="scores",
    declaration="scores: {per_principle: true} in rules/scoring.yaml",
    broken_by=("scoring", "scores"),
    is_met=lambda programme: programme.scoring is not None and programme.scoring.scores.per_principle,
)
COMPOSITES = Need(
    shown="composites with their parts",
    declaration="number_of with a list of {met: ...} in an indicator",
    broken_by=("principle", "indicator"),
    is_met=lambda programme: any(
        indicators_counted(i.met_when) for p in programme.principles.values() for i in p.indicators
    ),
)
IMPLIES = Need(
    shown="indicators that imply another",
    declaration="implies in an indicator",
    broken_by=("principle", "indicator"),
    is_met=lambda programme: any(i.implies for p in programme.principles.values() for i in p.indicators),
)
BASKETS = Need(
    shown="indicators that are repeated over a basket",
    declaration="for_each in an indicator",
    broken_by=("principle", "indicator"),
    is_met=_has_baskets,
)
TARGETS = Need(
    shown="targets",
    declaration="target in an indicator",
    broken_by=("principle", "indicator"),
    is_met=lambda programme: any(i.target for p in programme.principles.values() for i in p.indicators),
)
