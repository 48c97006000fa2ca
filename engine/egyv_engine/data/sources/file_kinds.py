"""Recognises kinds of file by their first bytes, and reports a file whose name says that it is another kind."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file

_HEAD = 4096  # bytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, *_BOOKS = (name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file.

    Attributes:
        name: The words for it, with an article.
        suffixes: The ends of its names, if the engine reads it; the first is the usual one.
        advice: What to do with a file of this kind, if the engine does not read it.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    advice: str = ""


_SAVE = "open it in Excel or LibreOffice, and save the sheet as .xlsx or as CSV in UTF-8"
_UNPACK = "unpack it, and name the file that is in it"
_QUERY = "read it with 'query' and 'database' instead of a file"
_EXPORT = "open it in the program that made it, and save the table as CSV in UTF-8"

WORKBOOK = FileKind(name="a workbook", suffixes=(".xlsx", ".xlsm", ".xls", ".ods"))
SPSS = FileKind(name="an SPSS file", suffixes=(".sav", ".zsav"))
PORTABLE = FileKind(name="a portable SPSS file", suffixes=(".por",))
STATA = FileKind(name="a Stata file", suffixes=(".dta",))
PARQUET = FileKind(name="a Parquet file", suffixes=(".parquet",))
TEXT = FileKind(name="a text file", suffixes=(".csv",))
UTF_16 = FileKind(name="a text file in UTF-16", suffixes=(".csv",))
READ = (WORKBOOK, SPSS, PORTABLE, STATA, PARQUET)

_XLSB = FileKind(name="a binary workbook", advice=_SAVE)
_LOCKED = FileKind(
    name="a workbook with a password", advice="open it in Excel, and save it without a password"
)
_OFFICE = FileKind(name="an Office document", advice=_SAVE)
_ZIP = FileKind(name="a ZIP archive", advice=_UNPACK)

_STARTS: tuple[tuple[re.Pattern[bytes], FileKind], ...] = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"\$FL[23]", SPSS),
        (rb".{0,520}SPSSPORT", PORTABLE),
        (rb"<stata_dta>|[\x69\x6c\x6e-\x73][\x01\x02]\x01[\x00\x01]", STATA),
        (rb"PAR1", PARQUET),
        (rb"\xff\xfe|\xfe\xff", UTF_16),
        (rb"SQLite format 3\0", FileKind(name="an SQLite database", advice=_QUERY)),
        (rb".{8}DUCK", FileKind(name="a DuckDB database", advice=_QUERY)),
        (rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!", FileKind(name="a compressed file", advice=_UNPACK)),
        (rb"%PDF", FileKind(name="a PDF document", advice="ask for the table as CSV or as a workbook")),
        (rb"\s*<(!DOCTYPE html|html|table|meta)", FileKind(name="a web page", advice=_SAVE)),
        (rb"\s*<\?xml.*Excel\.Sheet", FileKind(name="a workbook written as XML", advice=_SAVE)),
        (rb"HEADER RECORD\*{7}|\0{12}\xc2\xea\x81\x60", FileKind(name="a SAS file", advice=_EXPORT)),
    )
)


def kind_of_bytes(stream: BufferedReader | BytesIO) -> FileKind | None:
    """Return the kind of a file by its first bytes; None if they are of no known kind.

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


def kind_of_name(file: PurePosixPath) -> FileKind:
    """Return the kind that the name of a file says; text for every name of no other kind."""
    suffix = file.suffix.lower()
    return next((kind for kind in READ if suffix in kind.suffixes), TEXT)


def is_of_other_kind(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    *,
    encoding: str | None = None,
) -> bool:
    """Return whether a file is of another kind than its name says, and report it (EGY503, EGY560).

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
    expected = kind_of_name(file)
    if found is None or found is expected or (found is UTF_16 and expected is TEXT and encoding is not None):
        return False
    if found is UTF_16 and expected is TEXT:
        code, message = "EGY503", "the file is in UTF-16, but it is read as UTF-8"
        advice = "write 'encoding: utf-16' for it in surveys/files.yaml, or save it as UTF-8"
    else:
        code, message = "EGY560", f"this is {found.name}, but its name is that of {expected.name}"
        advice = (
            found.advice or f"rename it to '{file.with_suffix(found.suffixes[0])}', also where it is named"
        )
    related = ((named_at, "the file is named here"),)
    diagnostics.report(code, Span(file), message, hint=advice, related=related)
    return True


def _kind_of_zip(stream: BufferedReader | BytesIO) -> FileKind | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:_HEAD]:
                return WORKBOOK
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        return None  # damaged, which its reader reports
    if "xl/workbook.bin" in names:
        return _XLSB
    return WORKBOOK if any(name.lower() == "xl/workbook.xml" for name in names) else _ZIP


def _kind_of_ole(data: bytes) -> FileKind:
    if _ENCRYPTED in data:
        return _LOCKED
    return WORKBOOK if any(book in data for book in _BOOKS) else _OFFICE


def _kind_of_text(head: bytes) -> FileKind | None:
    """Return the kind of text for bytes that are UTF-8 without null characters."""
    if b"\0" in head:
        return None
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3 or len(head) < _HEAD:
            return None
    return TEXT
