"""Names the extra of the package that is needed to write a file where its library is missing."""

from importlib import import_module

_EXTRAS = {
    "xlsxwriter": ("xlsxwriter", "excel"),
    "docx": ("python-docx", "word"),
    "resvg_py": ("resvg-py", "word"),
}  # package and extra by library


class MissingExtraError(Exception):
    """A library that a file needs is not installed. The message says how to install it."""


def require(library: str, what: str) -> None:
    """Raise an error with advice if a library is not installed.

    Args:
        library: The library.
        what: What needs it, as the subject of a sentence.

    Raises:
        MissingExtraError: The library is not installed.
    """
    try:
        import_module(library)
    except ImportError as fault:
        package, extra = _EXTRAS[library]
        raise MissingExtraError(
            f"{what} needs {package}, which is not installed; pip install 'egyv-engine[{extra}]'"
        ) from fault
