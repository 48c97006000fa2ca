"""Turns the bytes of a rule file into text, and refuses what cannot be one."""

from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.hidden_characters import HIDDEN, hidden_message
from egyv_engine.diagnostics.span import Span
from egyv_engine.files.encoding import span_of_byte, unified
from egyv_engine.files.folder import LARGEST_RULE_FILE


def text_of(file: PurePosixPath, data: bytes) -> str | Diagnostic:
    """Return the text of a rule file with line ends alike, or the fault that makes it unreadable.

    Args:
        file: The file's path within the programme's folder.
        data: The file's bytes.

    Returns:
        The text, or a diagnostic (EGY101, EGY107, EGY108).
    """
    if len(data) > LARGEST_RULE_FILE:
        message = f"the file is larger than {LARGEST_RULE_FILE:,} bytes, which is the most that a rule file may have"
        hint = "split it, or move data to a CSV"
        return Diagnostic(span=Span(file), code="EGY107", message=message, hint=hint)
    try:
        text = unified(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        span = span_of_byte(file, data, fault.start)
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8"
        return Diagnostic(span=span, code="EGY108", message=message, hint="save the file as UTF-8")
    control = HIDDEN.search(text)
    if control is None:
        return text
    line, column = _line_column(text, control.start())
    span = Span(file, line, column, column + 1)
    return Diagnostic(span=span, code="EGY101", message=hidden_message(control.group()), hint="delete it")


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
