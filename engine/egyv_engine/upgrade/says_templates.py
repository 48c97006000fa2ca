"""Rewrites the wording of indicators (`says`) from edition 1, `{item}`, to the template language of phrases, `{{ item }}`."""

import re
from collections.abc import Iterator

_OLD = re.compile(r"\{\{|\}\}|\{(\w+)\}")


def says_edits(text: str, style: str = "") -> Iterator[tuple[int, int, str]]:
    """List what is rewritten: each name in braces, and each doubled brace, which edition 1 read as one brace.

    A brace that edition 1 could not read stays as it is, for `check` to report.

    Args:
        text: The wording as YAML reads it, or as it is typed in the file.
        style: The quotation mark around the text as typed; empty for the text as read, and for text without one.

    Yields:
        Start and end of each part in the text, and what replaces it.
    """
    quote = '"' if style == "'" else "'"
    for found in _OLD.finditer(text):
        new = f"{{{{ {found[1]} }}}}" if found[1] else f"{{{{ {quote}{found[0][0]}{quote} }}}}"
        yield found.start(), found.end(), new
