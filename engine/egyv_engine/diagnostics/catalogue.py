"""Every code with its explanation: what it means, why, and how to fix it. Codes are never reused."""

from egyv_engine.diagnostics.page import Page
from egyv_engine.diagnostics.pages import (
    accepted_warnings,
    data_files,
    drafting,
    meaning,
    names,
    own_text,
    shapes,
    shaping,
    wording,
    yaml_files,
)

CATALOGUE: dict[str, Page] = {
    **yaml_files.PAGES,
    **shapes.PAGES,
    **names.PAGES,
    **meaning.PAGES,
    **data_files.PAGES,
    **shaping.PAGES,
    **drafting.PAGES,
    **wording.PAGES,
    **own_text.PAGES,
    **accepted_warnings.PAGES,
}

# Codes that earlier versions gave, with what they became. Their numbers stay free.
RETIRED = {
    "EGY430": "a scale may have any number of answers",
    "EGY609": "a text block without text is EGY202, and text on another block is EGY610",
}


def page(code: str) -> str:
    """Return the explanation of a code as text.

    Raises:
        KeyError: There is no such code.
    """
    entry = CATALOGUE[code]
    wrong, right = (text.replace("\n", "\n    ") for text in (entry.wrong, entry.right))
    return (
        f"{code} ({entry.severity}): {entry.meaning}\n\n{entry.why}\n\n"
        f"  Wrong:\n    {wrong}\n\n  Right:\n    {right}\n"
    )
