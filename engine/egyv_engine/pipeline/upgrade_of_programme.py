"""Upgrades a programme in memory: its names first, then the phrases that its report needs and does not have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from egyv_engine.files.example import example_folder
from egyv_engine.files.folder import read_folder
from egyv_engine.pipeline.run import Until, run
from egyv_engine.rules.load import FILES
from egyv_engine.upgrade.added_phrases import AddedPhrase, add_phrases, typed_phrases
from egyv_engine.upgrade.upgrade import Upgraded, upgrade_files

WORDING = FILES["wording"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradedProgramme:
    """The result of an upgrade of names and phrases.

    Attributes:
        names: The upgrade of the names.
        files: The new bytes of each file that changes; empty where there is a fault.
        phrases: The phrases that were added, where they are in the new file.
        unfit: The kinds of claim whose phrase that comes with the engine does not fit the programme.
    """

    names: Upgraded
    files: Mapping[PurePosixPath, bytes]
    phrases: tuple[AddedPhrase, ...] = ()
    unfit: tuple[str, ...] = ()


def upgrade_programme(files: Mapping[PurePosixPath, bytes]) -> UpgradedProgramme:
    """Rewrite an older programme, and copy the phrases that its report lacks from those that come with the engine.

    Args:
        files: The programme's files by their path in its folder.

    Returns:
        The new files and what changed in them, or the faults that prevent it.
    """
    names = upgrade_files(files)
    if names.faults:
        return UpgradedProgramme(names=names, files={})
    upgraded = {**files, **names.files}
    shipped = typed_phrases(read_folder(example_folder("egyv"))[WORDING])
    lacking = [kind for kind in _kinds_lacking(upgraded) if kind in shipped]
    fitting = _fitting(upgraded, lacking, shipped)
    data, added = add_phrases(WORDING, upgraded[WORDING], fitting, shipped) if fitting else (b"", ())
    return UpgradedProgramme(
        names=names,
        files={**names.files, WORDING: data} if added else names.files,
        phrases=added,
        unfit=tuple(kind for kind in lacking if kind not in fitting),
    )


def _kinds_lacking(files: Mapping[PurePosixPath, bytes]) -> list[str]:
    """Return the kinds of claim that the report needs and the wording lacks; none where they cannot be read."""
    from egyv_engine.narrative.blocks.registry import vocabularies
    from egyv_engine.narrative.missing_phrases import kinds_without_phrase
    from egyv_engine.rules.load import load_rules

    programme = load_rules(files, vocabularies=vocabularies()).programme
    if programme is None or programme.report is None or programme.wording is None:
        return []
    return list(kinds_without_phrase(programme.report, programme.wording))


def _fitting(
    files: Mapping[PurePosixPath, bytes], kinds: Sequence[str], shipped: Mapping[str, str]
) -> list[str]:
    """Return the kinds whose phrase has no fault in this programme: one may name statuses that it does not declare."""
    if not kinds:
        return []
    data, added = add_phrases(WORDING, files[WORDING], kinds, shipped)
    faults = run({**files, WORDING: data}, until=Until.RULES).diagnostics
    lines = [d.span.line for d in faults if d.span.file == WORDING]
    return [
        each.kind for each in added if not any(each.span.line <= line <= each.last_line for line in lines)
    ]
