"""Checks addresses that readers open with a click."""

import re
from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath

_ADDRESS = re.compile(r"https?://[^\s/]\S*")


def check_web_address(linked: LinkedProgramme, doc_path: DocumentPath, address: str) -> Iterator[Diagnostic]:
    """Yield an error for an address that no browser could open, or that runs a program as `javascript:` does (EGY671).

    Args:
        linked: The programme.
        doc_path: Where the address is declared.
        address: The address.
    """
    if not _ADDRESS.fullmatch(address):
        yield diagnostic(
            linked.positions,
            "EGY671",
            doc_path,
            f"'{address}' is no address on the web",
            hint="write the whole address, such as https://example.org/report",
        )
