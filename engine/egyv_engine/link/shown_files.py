"""Gives the files whose lines messages show, in UTF-8 whatever encoding surveys/files.yaml declares for them."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.link.file_shapes import codec_of
from egyv_engine.rules.rule_paths import FILES
from egyv_engine.rules.yaml_reader import read_yaml


def shown_files(
    diagnostics: Sequence[Diagnostic], files: Mapping[PurePosixPath, bytes]
) -> dict[PurePosixPath, bytes]:
    """Return the files that diagnostics point at, each as UTF-8 if it is declared to have another encoding.

    Args:
        diagnostics: The diagnostics.
        files: The files of the programme, which may have faults.

    Returns:
        The files by path, without those that have no lines and those that are not there.
    """
    shown = {d.span.file for d in diagnostics if not d.span.place and d.span.file in files}
    codecs = _codecs(files) if any(file.suffix != ".yaml" for file in shown) else {}
    return {
        file: files[file].decode(codecs[file], errors="replace").encode() if file in codecs else files[file]
        for file in shown
    }


def _codecs(files: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, str]:
    """Return the codec of each file whose encoding is declared and known."""
    path = FILES["files"]
    document = read_yaml(path, files[path])[0] if path in files else None
    data = document.data if document is not None else None
    entries = data.get("files") if isinstance(data, dict) else None
    declared = {
        PurePosixPath(name): entry.get("encoding")
        for name, entry in (entries if isinstance(entries, dict) else {}).items()
        if isinstance(entry, dict)
    }
    return {
        file: codec
        for file, name in declared.items()
        if isinstance(name, str) and (codec := codec_of(name)) is not None
    }
