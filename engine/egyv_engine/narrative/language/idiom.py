"""Says parts of a sentence as a language does: "both", "all three", "neither", and no word twice where parts meet."""

import re
from collections.abc import Sequence

from egyv_engine.model.frozen import replace
from egyv_engine.model.language import Language
from egyv_engine.model.report import Term, Text
from egyv_engine.narrative.language.parts import Count, GroupWord, Part, Parts, merged

_FIRST_WORD = re.compile(r"\s+(\w+)")
_LAST_WORD = re.compile(r"(\w+)$")
TWO = 2
Places = tuple[str, str]  # in a cohort, among all units


def idiomatic(parts: Sequence[Part], language: Language) -> Parts:
    """Return the parts with "both" for two of the two, "all three" for three of the three, and no word twice.

    A word that ends declared text, such as the label "pilot cohort", is not said again by the words after it, nor an article
    that begins declared text by the words before it.

    Args:
        parts: The parts of a sentence.
        language: The words for a whole and for none of it.
    """
    return merged(without_repeated_words(_whole_counts(list(parts), language), language.article or ""))


def _whole_counts(parts: list[Part], language: Language) -> list[Part]:
    """Return the parts with each count of a whole as one word or two, where it is all or none of the whole."""
    found: list[Part] = []
    while parts:
        match parts:
            case [Count() as count, Text(text=between), Count() as whole, *_] if (
                " ".join(between.split()) == language.of_the
            ):
                if count.value == whole.value == TWO:
                    found.append(replace(count, word=language.all.of_two))
                    parts = parts[3:]
                elif count.value == whole.value > TWO:
                    found += [Text(text=language.all.of_more), count]
                    parts = parts[3:]
                else:
                    is_neither = count.value == 0 and whole.value == TWO
                    found += [replace(count, zero="of_two") if is_neither else count, *parts[1:3]]
                    parts = parts[3:]
            case [first, *parts]:
                found.append(first)
    return found


def without_repeated_words(parts: Sequence[Part], article: str) -> list[Part]:
    """Return the parts without a word of Text that declared text next to it has said.

    Args:
        parts: The parts of a sentence or a heading.
        article: The article of the language; empty where it has none.
    """
    found = list(parts)
    for i in range(len(found) - 1):
        first, second = found[i], found[i + 1]
        if isinstance(first, Term) and isinstance(second, Text):
            last, again = _LAST_WORD.search(first.text), _FIRST_WORD.match(second.text)
            if last and again and last[1].casefold() == again[1].casefold():
                found[i + 1] = replace(second, text=second.text[again.end() :])
        elif (
            article
            and isinstance(first, Text)
            and isinstance(second, Term)
            and second.text.casefold().startswith(f"{article} ")
        ):
            found[i] = _without_article(first, article)
    return found


def with_group_words(parts: Sequence[Part], article: str, places: Places = ("", "")) -> list[Part]:
    """Return the parts with the word for a cohort next to each label, unless the label says it: "District 1" is a district.

    The word may follow the label or stand before it. A label such as "District 1" is a name, which English says without an
    article; "district of the north" is not. Nothing is in "all schools", which are units: it is among them.

    Args:
        parts: The parts of a sentence or a heading.
        article: The article of the language; empty where it has none.
        places: What is before the article and a label, and what is there instead before a label of all units.
    """
    found: list[Part] = []
    rest = list(parts)
    while rest:
        match rest:
            case [Term() as label, Text() as space, GroupWord() as word, *after] if _says(label, space, word):
                is_name = word.is_whole or _is_name(label.text, word.forms)
                if article and is_name and found and isinstance(found[-1], Text):
                    found[-1] = _without_article(found[-1], article)
                found = [*found, label] if not word.units else _of_all_units(found, label, word, places)
                rest = after
            case [GroupWord() as word, Text() as space, Term() as label, *after] if _says(label, space, word):
                rest = [label, *after]
            case [GroupWord() as word, *after]:
                found.append(Text(text=word.text))
                rest = after
            case [first, *after]:
                found.append(first)
                rest = after
    return found


def _of_all_units(found: list[Part], label: Term, word: GroupWord, places: Places) -> list[Part]:
    """Return the parts before a label that names all units, and the label, unless it follows the units themselves."""
    place, among = places
    match found:
        case [*before, Term(text=unit) as last, Text(text=text)] if (
            place and text.strip() == place and unit in word.units
        ):
            return [*before, last]
        case [*before, Text() as text] if place:
            pattern = rf"(?<!\w){re.escape(place)}(\s+)$"
            said = re.sub(pattern, rf"{among}\1", text.text)
            return [*before, replace(text, text=said), label]
    return [*found, label]


def _says(label: Term, space: Text, word: GroupWord) -> bool:
    """Return whether a label, next to the word for a cohort, says this word in one of its forms."""
    return not space.text.strip() and _word_in(label.text, word.forms) is not None


def _is_name(label: str, forms: Sequence[str]) -> bool:
    """Return whether a number or a word with a capital follows the word for a cohort in a label."""
    word = _word_in(label, forms)
    after = "" if word is None else label[word.end() :].lstrip()
    return after != "" and not after[0].islower()


def _word_in(label: str, forms: Sequence[str]) -> re.Match[str] | None:
    """Return where a label says a word in one of its forms; None if nowhere."""
    any_form = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.search(rf"(?<!\w)(?:{any_form})(?!\w)", label, re.IGNORECASE)


def _without_article(text: Text, article: str) -> Text:
    """Return words without the article at their end."""
    return replace(text, text=re.sub(rf"(?<!\w){re.escape(article)}\s+$", "", text.text, flags=re.IGNORECASE))
