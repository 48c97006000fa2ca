"""Finds the programmes that come with the engine, in the installed package or in the checkout that contains it."""

from pathlib import Path

EXAMPLES = ("egyv",)


def example_folder(name: str) -> Path:
    """Return the folder of a bundled programme.

    Raises:
        KeyError: The name is not in EXAMPLES.
    """
    if name not in EXAMPLES:
        raise KeyError(name)
    package = Path(__file__).resolve().parents[1]
    bundled = package / "examples" / name
    return bundled if bundled.is_dir() else package.parents[1]
