"""Makes the names of columns from a header of several rows."""

from collections.abc import Sequence

SEPARATOR = " / "


def joined_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return one name per column: the texts of all rows of the header, one after the other.

    A text of an upper row is also that of the columns after it, as far as they have an own text only below.

    Args:
        rows: The texts of each row of the header, the first row first; all of the same length.
    """
    above: list[tuple[str, ...]] = []
    for *upper, last in zip(*rows, strict=True):
        own = tuple(text.strip() for text in upper)
        is_continued = bool(above) and not any(own) and bool(last.strip())
        above.append(above[-1] if is_continued else own)
    lowest = rows[-1]
    return tuple(
        SEPARATOR.join(text for text in (*upper, last.strip()) if text)
        for upper, last in zip(above, lowest, strict=True)
    )
