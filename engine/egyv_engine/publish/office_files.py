"""Finishes files of office programs: the same bytes whenever they are written, and a language for what reads them aloud."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- a file is equal whenever it is written
CORE = "docProps/core.xml"  # title, author, language and dates
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip file
_END = b"</cp:coreProperties>"

Edit = Callable[[bytes], bytes]


def rewritten(data: bytes, edits: Mapping[str, Edit]) -> bytes:
    """Return an office file with some of its parts edited, and with no time of writing in it.

    Args:
        data: The file.
        edits: Makes the new bytes of a part from the old ones, by the name of the part.
    """
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", compression=zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            new.writestr(part, edits[name](content) if name in edits else content)
    return stream.getvalue()


def with_language(language: str) -> Edit:
    """Return an edit of the core properties that declares the language of the document, by its tag, such as en-GB."""
    return lambda core: core.replace(_END, f"<dc:language>{language}</dc:language>".encode() + _END)
