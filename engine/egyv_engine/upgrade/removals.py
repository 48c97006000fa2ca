"""Removes what edition 2 no longer has: the phrase of a reason that cannot occur any more, and the branches for it."""

import re
from collections.abc import Iterator, Sequence

from egyv_engine.rules.yaml_scalars import Scalar
from egyv_engine.upgrade.source_text import Edit, SourceText

REMOVED_KEYS = {"wording": (("phrases", "different_leaves"),)}
_REASON = "different_leaves"
_SPACE = r"(?:\s|\\)*"  # in a text as typed, a backslash at the end of a line continues it
_QUOTE = r"(?:''|\\?\"|')"
_BRANCH = re.compile(
    rf"\{{%{_SPACE}elif{_SPACE}reason{_SPACE}=={_SPACE}{_QUOTE}{_REASON}{_QUOTE}{_SPACE}%\}}[^{{]*(?=\{{%)"
)


def removed_entries(document: str, text: SourceText, scalars: Sequence[Scalar]) -> Iterator[Edit]:
    """Yield the removal of each entry of a mapping that has no meaning any more, with its value.

    Args:
        document: The document type, such as "wording".
        text: The text of the file.
        scalars: Its keys and single values, in order.
    """
    for path in REMOVED_KEYS.get(document, ()):
        at = next((i for i, s in enumerate(scalars) if s.is_key and s.path == path), None)
        if at is None:
            continue
        last = at
        while last + 1 < len(scalars) and scalars[last + 1].path[: len(path)] == path:
            last += 1
        siblings = len(path) - 1
        has_next = last + 1 < len(scalars) and len(scalars[last + 1].path) > siblings
        if has_next and scalars[last + 1].path[:siblings] == path[:siblings]:
            start, end = text.offset(*scalars[at].start), text.offset(*scalars[last + 1].start)
        else:
            start, end = text.offset(*scalars[at - 1].end), _after_value(text, scalars[at], scalars[last])
        yield Edit(start=start, end=end, text="", old=scalars[at].value, new="")


def _after_value(text: SourceText, key: Scalar, last: Scalar) -> int:
    """Return the end of a value, with the brackets that close a list in it."""
    end = text.offset(*last.end)
    if text.text[text.offset(*key.end) :].lstrip(": \n").startswith("["):
        end = text.text.index("]", end) + 1
    return end


def removed_branches(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each branch of a template, as read or as typed, that no reason leads to any more."""
    yield from ((found.start(), found.end(), "") for found in _BRANCH.finditer(text))
