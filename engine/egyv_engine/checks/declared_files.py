"""Checks surveys/files.yaml: each entry is about one file that is read, with keys that files of its kind have."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import either, hint
from egyv_engine.link.exclusive_keys import one_key_of
from egyv_engine.link.file_shapes import codec_of
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import documents as d
from egyv_engine.model.file_kinds import KIND_NAMES, FileKind, read_as

_STATISTICS: tuple[FileKind, ...] = ("spss", "portable", "stata")
_KINDS: dict[str, tuple[FileKind, ...]] = {  # of the keys that not every kind of file has
    "separator": ("csv",),
    "encoding": ("csv", *_STATISTICS),
    "skip_rows": ("csv", "workbook"),
    "footer_rows": ("csv", "workbook"),
    "header_rows": ("csv", "workbook"),
    "names": ("csv", "workbook"),
    "sheet": ("workbook",),
    "answers": _STATISTICS,
}
_ENCODINGS = (
    "utf-8",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1250",
    "windows-1251",
    "utf-16",
    "macroman",
)
_OF_UNITS = ("key", "of_several_rows")  # of the register and of answers
_OF_ANSWERS = ("other_columns",)


def check_declared_files(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report entries of files that nothing reads, and keys and values that do not fit their files."""
    declared = linked.programme.files
    if declared is None:
        return
    first: dict[PurePosixPath, d.DataFile] = {}
    for name, entry in declared.files.items():
        file = PurePosixPath(name)
        if file in first:
            yield diagnostic(
                linked.positions,
                "EGY453",
                KeyAt(entry.doc_path),
                f"the file '{file}' has a second entry",
                hint="keep one of the two",
                related=[(KeyAt(first[file].doc_path), "the first one")],
            )
        first.setdefault(file, entry)
        is_named = file in {PurePosixPath(one) for one in linked.programme.data_files()}
        if not is_named and not linked.programme.faulty:  # a broken part may be what names the file
            yield _unread(linked, name, entry)
        yield from _keys_of_other_kinds(linked, file, entry)
        if is_named:
            yield from _keys_of_other_tables(linked, file, entry)
        yield from _values(linked, entry)
        yield from _blank_answers(linked, file, entry)


def _unread(linked: LinkedProgramme, name: str, entry: d.DataFile) -> Diagnostic:
    programme = linked.programme
    declared = {PurePosixPath(one) for one in programme.files.files} if programme.files else set()
    others = {PurePosixPath(one) for one in programme.data_files()} - declared
    return diagnostic(
        linked.positions,
        "EGY453",
        KeyAt(entry.doc_path),
        f"no rule names the data file '{name}'",
        hint=hint(name, sorted(map(str, others)), "data files without an entry")
        if others
        else "remove the entry, or name the file in a rule; a query reads files in its own way",
    )


def _keys_of_other_kinds(
    linked: LinkedProgramme, file: PurePosixPath, entry: d.DataFile
) -> Iterator[Diagnostic]:
    """Report keys that files of this kind do not have (EGY454)."""
    kind = read_as(file)
    for key, kinds in _KINDS.items():
        if kind not in kinds and entry.doc_path / key in linked.positions.values:
            yield diagnostic(
                linked.positions,
                "EGY454",
                KeyAt(entry.doc_path / key),
                f"'{key}' is for {either([KIND_NAMES[one] for one in kinds])}, and '{file}' is read as {KIND_NAMES[kind]}",
                hint=f"remove {key}, or correct the name of the file",
            )


def _keys_of_other_tables(
    linked: LinkedProgramme, file: PurePosixPath, entry: d.DataFile
) -> Iterator[Diagnostic]:
    """Report keys of units and of answers, where a file has neither (EGY454)."""
    if linked.programme.faulty:
        return
    answers = {PurePosixPath(wave.source_name) for wave in linked.programme.file.waves}
    units = {*answers, PurePosixPath(linked.programme.file.register.source_name)}
    for keys, files, of, advice in (
        (
            _OF_UNITS,
            units,
            "the register and the answers",
            "rules/records.yaml or the selection names its columns",
        ),
        (_OF_ANSWERS, answers, "answers", "the other columns of this file are not refused"),
    ):
        for key in keys:
            if file not in files and entry.doc_path / key in linked.positions.values:
                yield diagnostic(
                    linked.positions,
                    "EGY454",
                    KeyAt(entry.doc_path / key),
                    f"'{key}' is for {of}, and '{file}' has none",
                    hint=f"remove {key}; {advice}",
                )


def _values(linked: LinkedProgramme, entry: d.DataFile) -> Iterator[Diagnostic]:
    for rows in entry.conditions:
        yield from one_key_of(linked.positions, rows, "is", "is_one_of", "is_not")
    if entry.years_from is not None and entry.dates is None:
        yield diagnostic(
            linked.positions,
            "EGY468",
            KeyAt(entry.doc_path / "years_from"),
            "'years_from' is given without 'dates', and dates are written YYYY-MM-DD without it",
            hint="add dates, for example dates: day/month/year, or remove years_from",
        )
    if entry.thousands == entry.decimal:
        yield diagnostic(
            linked.positions,
            "EGY465",
            entry.doc_path / "thousands",
            f"'{entry.decimal}' is before decimals and between thousands",
            hint="decimal is '.' if it is left out: declare the other mark as decimal, or remove thousands",
        )
    if entry.encoding is not None and codec_of(entry.encoding) is None:
        yield diagnostic(
            linked.positions,
            "EGY214",
            entry.doc_path / "encoding",
            f"there is no encoding '{entry.encoding}'",
            hint=hint(entry.encoding, _ENCODINGS, "often used"),
        )


def _blank_answers(linked: LinkedProgramme, file: PurePosixPath, entry: d.DataFile) -> Iterator[Diagnostic]:
    """Report words for a blank cell that are an answer, or a code of one, to a question that the file has (EGY463)."""
    if not any(PurePosixPath(wave.source_name) == file for wave in linked.waves.values()):
        return
    meanings: dict[str, tuple[str, d.Question]] = {}
    for question in linked.questions.values():
        special = linked.special_answers(question)
        counted = (*linked.labels(question), *special.dont_know, *special.not_applicable)
        words = {
            **{answer: answer for answer in counted},
            **linked.codes(question),
            **linked.spellings(question),
        }
        for word, answer in words.items():
            if answer in counted or question.scale == "number":
                meanings.setdefault(word, (answer, question))
    for i, word in enumerate(entry.blank):
        if word in meanings:
            answer, question = meanings[word]
            means = "is an answer" if word == answer else f"stands for the answer '{answer}'"
            yield diagnostic(
                linked.positions,
                "EGY463",
                entry.doc_path / "blank" / i,
                f"'{word}' is a blank cell here, but it {means} to '{question.id}'",
                hint="remove it here; a scale, or a question without one, lists its own blanks under blank",
                related=[(question.doc_path / "scale", f"the scale of '{question.id}'")],
            )
