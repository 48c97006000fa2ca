"""Names the rule files of a programme: those with a fixed name by the type of their document, and the principles."""

from pathlib import PurePosixPath

from egyv_engine.files.folder import MAIN_FILE

PROGRAMME = MAIN_FILE
PRINCIPLES = "principles"  # the folder with a file for each
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


def is_principle(file: PurePosixPath) -> bool:
    """Return whether a file has a principle, by its path."""
    return file.parts[0] == PRINCIPLES and file.suffix == ".yaml" and len(file.parts) == 2
