"""Names the rule files of a programme that have a fixed name, by the type of their document."""

from pathlib import PurePosixPath

PROGRAMME = PurePosixPath("programme.yaml")
FILES = {
    "programme": PROGRAMME,
    "instrument": PurePosixPath("surveys/instrument.yaml"),
    "files": PurePosixPath("surveys/files.yaml"),
    "scales": PurePosixPath("rules/scales.yaml"),
    "baskets": PurePosixPath("rules/baskets.yaml"),
    "criteria": PurePosixPath("rules/criteria.yaml"),
    "scoring": PurePosixPath("rules/scoring.yaml"),
    "selection": PurePosixPath("rules/selection.yaml"),
    "records": PurePosixPath("rules/records.yaml"),
    "report": PurePosixPath("reports/report.yaml"),
    "wording": PurePosixPath("reports/wording.yaml"),
    "facts": PurePosixPath("rules/facts.yaml"),
    "glossary": PurePosixPath("reports/glossary.yaml"),
}
