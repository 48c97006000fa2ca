"""Finds files that are not read although their names are almost those of rule files."""

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from egyv_engine.diagnostics.suggest import did_you_mean
from egyv_engine.rules.rule_paths import PRINCIPLES

_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml", ".yml")  # the longest first
_COPY = ".txt"
_HIDDEN = (".", "~", "#")  # files that systems and editors make
_SAME_START = 4  # letters


def unread_files(
    names: Iterable[PurePosixPath], expected: Collection[PurePosixPath], found: Collection[PurePosixPath]
) -> dict[PurePosixPath, PurePosixPath]:
    """Return each path that is not read and looks like a rule file, with the path that would be read.

    A path looks like a rule file if it differs in its ending (`rules/scoring.yml`) or in capitals (`SCORING.YAML`). If
    the rule file is absent, a misspelt name or folder is enough, or the right name in another rule folder.

    Args:
        names: Every path of the programme's folder.
        expected: The rule files with a fixed path.
        found: The rule files that are read.
    """
    absent = [file for file in expected if file not in found]
    folders = sorted({PRINCIPLES, *(file.parts[0] for file in expected if len(file.parts) > 1)})
    made: dict[PurePosixPath, PurePosixPath] = {}
    for name in names:
        stem = _stem(name)
        folder = _rule_folder(name, folders)
        if stem is None or folder is None or name in expected or name in found:
            continue
        if folder == PRINCIPLES:
            meant: PurePosixPath | None = PurePosixPath(folder, f"{name.name.strip()[: len(stem)]}.yaml")
        else:
            meant = _same_file(name, stem, expected) or _near_file(folder, stem, absent)
        if meant is not None and not (meant in found and name.suffix.lower() == _COPY):
            made[name] = meant
    return made


def _stem(name: PurePosixPath) -> str | None:
    """Return a file's name in small letters, without the ending of a YAML file; None for any other file."""
    lowered = name.name.lower().strip()
    if lowered.startswith(_HIDDEN):
        return None
    return next((lowered.removesuffix(end).strip() for end in _ENDINGS if lowered.endswith(end)), None)


def _rule_folder(name: PurePosixPath, folders: list[str]) -> str | None:
    """Return the rule folder that a path is in or is probably meant to be in; "" for the top, None for others."""
    if len(name.parts) == 1:
        return ""
    if len(name.parts) > 2:
        return None
    return name.parts[0] if name.parts[0] in folders else did_you_mean(name.parts[0], folders)


def _same_file(name: PurePosixPath, stem: str, expected: Collection[PurePosixPath]) -> PurePosixPath | None:
    return next((file for file in expected if file.parent == name.parent and file.stem == stem), None)


def _near_file(folder: str, stem: str, absent: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """Return the absent rule file of this name in any folder, or of nearly this name in the same folder."""
    by_stem = {file.stem: file for file in absent}
    if stem in by_stem:
        return by_stem[stem]
    near = {s: file for s, file in by_stem.items() if str(file.parent) == folder}
    same_start = [s for s in near if stem.isalpha() and stem[:_SAME_START] == s[:_SAME_START]]
    meant = did_you_mean(stem, near) or next(iter(same_start), None)
    return None if meant is None else near[meant]
