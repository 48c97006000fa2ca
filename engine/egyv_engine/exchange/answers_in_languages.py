"""Notices questions whose answers are in another language in some rows, so that a draft can ask about translations."""

import re
from collections.abc import Iterator, Mapping, Sequence

from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.draft import Draft
from egyv_engine.exchange.found_table import FoundColumn, FoundTable

_NAME = re.compile(r"lang|\biaith\b", re.IGNORECASE)
_LANGUAGES = frozenset(("english", "welsh", "cymraeg", "saesneg", "gaelic", "en", "cy", "en-gb", "cy-gb"))
_MOST_LANGUAGES = 6


def ask_about_languages(draft: Draft, tables: Sequence[FoundTable]) -> None:
    """Add a comment to each question on a scale of which no answer is in rows of two languages.

    Args:
        draft: The draft, with its questions.
        tables: The table of each wave.
    """
    of_columns = {
        name: words for table in tables for name, words in _words_by_language(table, _language(table))
    }
    for question in draft.questions:
        name = next(iter(question.column.values()), question.id)
        if question.scale not in draft.scales or question.items or name not in of_columns:
            continue
        (_, word), (other, _), *_ = of_columns[name].items()
        languages = " and ".join(map(scalar, of_columns[name]))
        question.decide.append(
            f"rows in {languages} have different words. Are they the same answers in these languages? Then list the words of one "
            f"language as answers of the scale, and those of the others as spellings: {{{scalar(word)}: [its word in {scalar(other)}], ...}}"
        )


def _language(table: FoundTable) -> FoundColumn | None:
    """Return the column that says in which language a row was answered; None if there is none."""
    for column in table.columns:
        words = [word.casefold() for word in column.counts]
        is_named = _NAME.search(column.name) is not None or not _LANGUAGES.isdisjoint(words)
        if is_named and not column.has_blank and 1 < len(words) <= _MOST_LANGUAGES:
            return column
    return None


def _words_by_language(
    table: FoundTable, language: FoundColumn | None
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the columns of which no word is in rows of two languages, with the commonest word of each language."""
    for column in table.columns if language is not None else ():
        if language is None or column is language:
            continue
        pairs = {(of, word) for of, word in zip(language.values, column.values, strict=True) if word}
        languages = {of for of, _ in pairs}
        if len(languages) > 1 and len({word for _, word in pairs}) == len(pairs):
            by_use = sorted(pairs, key=lambda pair: -column.counts[pair[1]])
            yield (
                column.name,
                {
                    of: next(word for one, word in by_use if one == of)
                    for of in language.counts
                    if of in languages
                },
            )
