"""A rules-based assessment engine: from rules in YAML and survey answers to every finding and the report.

    import egyv_engine as ee

    result = ee.evaluate("my-programme")
    result.findings

Names are imported when they are first used, so that the command line starts quickly.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from egyv_engine.diagnostics.diagnostic import Diagnostic
    from egyv_engine.diagnostics.page import Severity
    from egyv_engine.explanation.subjects import NothingToExplainError
    from egyv_engine.interface.functions import check, evaluate, example, load
    from egyv_engine.interface.programme_error import ProgrammeError
    from egyv_engine.interface.programme_files import ProgrammeSource
    from egyv_engine.interface.result import Result
    from egyv_engine.model.documents import Direction
    from egyv_engine.model.explanation import Explanation
    from egyv_engine.model.findings import CertaintyWord, Finding, Reason, Verdict
    from egyv_engine.publish.output_folder import RefusedError

__version__ = "0.2.0"

_MODULES = {
    "CertaintyWord": "model.findings",
    "Diagnostic": "diagnostics.diagnostic",
    "Direction": "model.documents",
    "Explanation": "model.explanation",
    "Finding": "model.findings",
    "NothingToExplainError": "explanation.subjects",
    "ProgrammeError": "interface.programme_error",
    "ProgrammeSource": "interface.programme_files",
    "Reason": "model.findings",
    "RefusedError": "publish.output_folder",
    "Result": "interface.result",
    "Severity": "diagnostics.page",
    "Verdict": "model.findings",
    "check": "interface.functions",
    "evaluate": "interface.functions",
    "example": "interface.functions",
    "load": "interface.functions",
}

__all__ = [
    "CertaintyWord",
    "Diagnostic",
    "Direction",
    "Explanation",
    "Finding",
    "NothingToExplainError",
    "ProgrammeError",
    "ProgrammeSource",
    "Reason",
    "RefusedError",
    "Result",
    "Severity",
    "Verdict",
    "check",
    "evaluate",
    "example",
    "load",
]


if not TYPE_CHECKING:  # a type checker reads the imports above, and reports a name that is misspelt

    def __getattr__(name: str) -> Any:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
