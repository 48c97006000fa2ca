"""Checks the addresses of the contact that a report declares: readers open them with a click."""

import re
from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.report_document import ReportFile

_EMAIL = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:]+\.[^@\s<>,;:.]+")
_LINK = re.compile(r"https?://[^\s/]\S*")


def check_contact(linked: LinkedProgramme, report: ReportFile) -> Iterator[Diagnostic]:
    """Yield an error for an e-mail address or a web address of the contact that no program could open.

    Args:
        linked: The programme.
        report: The report, with its contact if it declares one.
    """
    contact = report.contact
    if contact is None:
        return
    if contact.email is not None and not _EMAIL.fullmatch(contact.email):
        yield diagnostic(
            linked.positions,
            "EGY671",
            contact.doc_path / "email",
            f"'{contact.email}' is no e-mail address",
            hint="write one address, such as evaluation@example.org; other words belong to the key text",
        )
    if contact.link is not None and not _LINK.fullmatch(contact.link):
        yield diagnostic(
            linked.positions,
            "EGY671",
            contact.doc_path / "link",
            f"'{contact.link}' is no address on the web",
            hint="write the whole address, such as https://example.org/contact",
        )
