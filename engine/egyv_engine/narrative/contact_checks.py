"""Checks the addresses of the contact that a report declares: readers open them with a click."""

import re
from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.report_document import ReportFile
from egyv_engine.narrative.web_addresses import check_web_address

_EMAIL = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:]+\.[^@\s<>,;:.]+")


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
    if contact.link is not None:
        yield from check_web_address(linked, contact.doc_path / "link", contact.link)
