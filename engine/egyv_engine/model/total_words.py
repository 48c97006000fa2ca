"""Recognises the words by which tables name a total."""

import re

TOTAL_NAME = (  # alone, or with what it is the total of: "Subtotal north", "North total"; in small letters
    r"totals?|sums?|overall|average|mean|(?:grand total|sub-?total)s?\b.*|totals? (?:of|for|in) .*|.*\b(?:sub-?)?totals?"
)


def is_total(name: str) -> bool:
    """Return whether a name is a word for a total."""
    return re.fullmatch(TOTAL_NAME, name.strip().strip(":").casefold()) is not None
