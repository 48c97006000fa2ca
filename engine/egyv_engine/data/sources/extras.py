"""Names the extra that a file or a query needs if its library is not installed, and the versions of those that are."""

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location

# The libraries that read files and databases, each with its extra; receipts name their versions.
EXTRA_OF = {
    "fastexcel": "excel",
    "pyreadstat": "stata",
    "duckdb": "sql",
    "sqlalchemy": "sql",
    "psycopg": "sql",
}


def has_library(name: str, what: str, named_at: Location, diagnostics: DiagnosticCollector) -> bool:
    """Return whether a library is installed; if it is not, report the extra that installs it (EGY561).

    Args:
        name: The name of the library, as it is imported.
        what: What it reads, for example `a workbook`.
        named_at: The location that names the file or the query.
        diagnostics: Receives the fault.
    """
    try:
        installed = find_spec(name) is not None
    except (ImportError, ValueError):
        installed = False
    if not installed:
        diagnostics.report(
            "EGY561",
            named_at,
            f"the engine needs the library {name} to read {what}, and it is not installed",
            hint=f'pip install "egyv-engine[{EXTRA_OF[name]}]"',
        )
    return installed


def versions_of(libraries: frozenset[str]) -> dict[str, str]:
    """Return the versions of libraries that read a file or a query, by name in alphabetical order.

    Args:
        libraries: Names of installed libraries, as `SourceTable.libraries` holds them.
    """
    found = {}
    for name in sorted(libraries):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # it is on the path, but was not installed as a package
            found[name] = "unknown"
    return found
