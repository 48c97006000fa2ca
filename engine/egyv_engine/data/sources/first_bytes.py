"""Recognises kinds of file by their first bytes, and reports a file whose name says that it is another kind."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BufferedReader, BytesIO
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file
from egyv_engine.model.file_kinds import ENDINGS, KIND_NAMES, FileKind, file_kind, read_as
from egyv_engine.model.frozen import Frozen

_HEAD = 4096  # bytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, *_BOOKS = (name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book"))


class KnownContent(Frozen):
    """A kind of content, which the first bytes of a file show.

    Attributes:
        name: The words for it, with an article.
        kind: The kind of file, if the engine reads it.
        advice: What to do with such a file, if the engine does not read it.
    """

    name: str
    kind: FileKind | None = None
    advice: str = ""


_SAVE = "open it in Excel or LibreOffice, and save the sheet as .xlsx or as CSV in UTF-8"
_UNPACK = "unpack it, and name the file that is in it"
_QUERY = "read it with 'query' and 'database' instead of a file"
_EXPORT = "open it in the program that made it, and save the table as CSV in UTF-8"

_PARQUET = "open it in the program that made it, and save the table as Parquet (.parquet) or as CSV in UTF-8"
_OF_R = KnownContent(
    name="a file of R", advice="open it in R, and save the table as CSV in UTF-8, for example with write.csv"
)
_R = (".rds", ".rda", ".rdata")  # which are compressed, and hold no file

_EXPORT_TABLE = "save its rows as CSV, with a column for each name"

_READ = {kind: KnownContent(name=name, kind=kind) for kind, name in KIND_NAMES.items()}
_TEXT = KnownContent(name="a text file", kind="csv")
_UTF_16 = KnownContent(name="a text file in UTF-16", kind="csv")

_XLSB = KnownContent(name="a binary workbook", advice=_SAVE)
_LOCKED = KnownContent(
    name="a workbook with a password", advice="open it in Excel, and save it without a password"
)
_OFFICE = KnownContent(name="an Office document", advice=_SAVE)
_ZIP = KnownContent(name="a ZIP archive", advice=_UNPACK)

_STARTS: tuple[tuple[re.Pattern[bytes], KnownContent], ...] = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"\$FL[23]", _READ["spss"]),
        (rb".{0,520}SPSSPORT", _READ["portable"]),
        (rb"<stata_dta>|[\x69\x6c\x6e-\x73][\x01\x02]\x01[\x00\x01]", _READ["stata"]),
        (rb"PAR1", _READ["parquet"]),
        (rb"\xff\xfe|\xfe\xff", _UTF_16),
        (rb"SQLite format 3\0", KnownContent(name="an SQLite database", advice=_QUERY)),
        (rb".{8}DUCK", KnownContent(name="a DuckDB database", advice=_QUERY)),
        (rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!", KnownContent(name="a compressed file", advice=_UNPACK)),
        (rb"%PDF", KnownContent(name="a PDF document", advice="ask for the table as CSV or as a workbook")),
        (rb"\s*<(!DOCTYPE html|html|table|meta)", KnownContent(name="a web page", advice=_SAVE)),
        (rb"\s*<\?xml.*Excel\.Sheet", KnownContent(name="a workbook written as XML", advice=_SAVE)),
        (rb'\s*(\[\s*)?\{\s*"', KnownContent(name="a JSON file", advice=_EXPORT_TABLE)),
        (rb"ARROW1|FEA1", KnownContent(name="a Feather or Arrow file", advice=_PARQUET)),
        (rb"HEADER RECORD\*{7}|\0{12}\xc2\xea\x81\x60", KnownContent(name="a SAS file", advice=_EXPORT)),
    )
)


def kind_of_bytes(stream: BufferedReader | BytesIO) -> KnownContent | None:
    """Return the kind of a file by its first bytes; None if no known kind starts with them.

    Args:
        stream: The file, at its start.
    """
    head = stream.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(stream)
    if head.startswith(_OLE):
        return _kind_of_ole(head + stream.read())
    start = head.removeprefix(b"\xef\xbb\xbf")
    return next((kind for pattern, kind in _STARTS if pattern.match(start)), None) or _kind_of_text(head)


def is_of_other_kind(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    *,
    encoding: str | None = None,
) -> bool:
    """Return whether a file has another kind than its name says, and report it (EGY503, EGY560).

    A file of no known kind is left to the reader of the kind that its name says.

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the fault.
        encoding: The declared encoding of a text file.

    Returns:
        Whether a fault was reported, so that the file is not to be read.
    """
    with open_file(files, file) as stream:
        found = kind_of_bytes(stream)
    if found is not None and found.advice == _UNPACK and file.suffix.lower() in _R:
        found = _OF_R
    expected = read_as(file)
    is_utf_16 = found is _UTF_16 and expected == "csv"
    if found is None or (found.kind == expected and not (is_utf_16 and encoding is None)):
        return False
    if is_utf_16:
        code, message = "EGY503", "the file is in UTF-16, but it is read as UTF-8"
        advice = "write 'encoding: utf-16' for it in surveys/files.yaml, or save it as UTF-8"
    else:
        read = "its name is that of" if file_kind(file) else "with this name it is read as"
        code, message = "EGY560", f"this is {found.name}, but {read} {KIND_NAMES[expected]}"
        if found is _LOCKED and expected == "workbook":
            message = "this workbook has a password, so nothing can be read from it"
        advice = found.advice
        if found.kind is not None:
            advice = f"rename it to '{file.with_suffix(ENDINGS[found.kind][0])}', also where it is named"
    related = ((named_at, "the file is named here"),)
    diagnostics.report(code, Span(file), message, hint=advice, related=related)
    return True


def _kind_of_zip(stream: BufferedReader | BytesIO) -> KnownContent | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:_HEAD]:
                return _READ["workbook"]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        return None  # damaged, which its reader reports
    if "xl/workbook.bin" in names:
        return _XLSB
    return _READ["workbook"] if any(name.lower() == "xl/workbook.xml" for name in names) else _ZIP


def _kind_of_ole(data: bytes) -> KnownContent:
    if _ENCRYPTED in data:
        return _LOCKED
    return _READ["workbook"] if any(book in data for book in _BOOKS) else _OFFICE


def _kind_of_text(head: bytes) -> KnownContent | None:
    """Return the kind of text for bytes that are UTF-8 without null characters."""
    if b"\0" in head:
        return None
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3 or len(head) < _HEAD:
            return None
    return _TEXT
