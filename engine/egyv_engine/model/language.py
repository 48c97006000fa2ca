"""Defines what a phrasebook says of its language: number words, joining words, verbs and marks."""

from collections.abc import Callable
from functools import cache
from gettext import c2py

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import (
    FLAG,
    MARK,
    TEXT,
    WORDS,
    ListOf,
    NumberShape,
    ObjectOf,
    OneOf,
    TextShape,
    key,
)

PLURAL_CLASSES = ("zero", "one", "two", "few", "many", "other")  # the names that Unicode gives them


class WordsForNone(Declaration):
    """The words for none."""

    alone: str = key(WORDS, "Without a unit.", "none")
    before_unit: str = key(WORDS, "Before what the programme calls a unit.", "no")
    of_two: str = key(WORDS, "Of a count of two.", "neither")
    of_one: str | None = key(
        WORDS,
        "Before a wave, of a group of one unit; that without a unit if left out.",
        "not",
        default=None,
    )


class WordsForAll(Declaration):
    """The words for a count that is a whole."""

    of_two: str = key(WORDS, "For both of two.", "both")
    of_more: str = key(TEXT, "Before the number, for all of three or more.", "all ")


class NumberMarks(Declaration):
    """The marks of numbers in digits."""

    thousands: str = key(TEXT, "What stands between thousands and hundreds.", ",")
    decimal: str = key(MARK, "What stands before decimals.", ".")
    percent: str = key(MARK, "After a percentage.", "%")


class Joiners(Declaration):
    """The marks and words between the members of a list, and between clauses, each with its spaces."""

    comma: str = key(MARK, "What stands between two members of a list.", ", ")
    semicolon: str = key(MARK, "Between two members of which one is a list in itself.", "; ")
    and_: str = key(MARK, "What stands before the last member of a list.", " and ", name="and")
    or_: str = key(MARK, "What stands before the last of several alternatives.", " or ", name="or")


class VerbForms(Declaration):
    """The forms of a verb."""

    one: str = key(TEXT, "The form for one.", "was")
    several: str = key(TEXT, "The form for several.", "were")


class Verbs(Declaration):
    """The verbs that the engine writes after a number, or after items."""

    were: VerbForms = key(ObjectOf(VerbForms), "The forms of were.", {"one": "was", "several": "were"})
    had: VerbForms = key(ObjectOf(VerbForms), "The forms of had.", {"one": "had", "several": "had"})


class QuotationMarks(Declaration):
    """The marks around a quotation."""

    start: str = key(TEXT, "The opening mark.", "“")
    end: str = key(TEXT, "The closing mark.", "”")


class Language(Declaration):
    """Holds what sentences need of a language apart from phrases."""

    tag: str = key(
        TextShape("language"),
        "The language by its tag (BCP 47), which screen readers and browsers go by.",
        "en-GB",
    )
    right_to_left: bool = key(FLAG, "Whether it is written from right to left.", True, default=False)
    numbers_in_words: tuple[str, ...] = key(
        ListOf(WORDS, may_repeat=True),
        "The words for 0, 1, 2 and so on; larger numbers are written in digits.",
        ["zero", "one", "two"],
    )
    most_at_start: int = key(
        NumberShape(minimum=0, whole=True), "The largest number that may open a sentence in words.", 20
    )
    before_digits: str = key(
        TEXT, "What comes before a number in digits that would open a sentence.", "a total of "
    )
    none: WordsForNone = key(
        ObjectOf(WordsForNone),
        "The words for none.",
        {"alone": "none", "before_unit": "no", "of_two": "neither", "of_one": "not"},
    )
    all: WordsForAll = key(
        ObjectOf(WordsForAll),
        "What is said of a count that is a whole.",
        {"of_two": "both", "of_more": "all "},
    )
    out_of: str = key(WORDS, "The words between a count and its base.", "out of")
    of_the: str = key(WORDS, "The words between a count and the whole that it is a count of.", "of the")
    number_marks: NumberMarks = key(
        ObjectOf(NumberMarks),
        "The marks of numbers in digits.",
        {"thousands": ",", "decimal": ".", "percent": "%"},
    )
    joiners: Joiners = key(
        ObjectOf(Joiners),
        "What joins lists and clauses.",
        {"comma": ", ", "semicolon": "; ", "and": " and ", "or": " or "},
    )
    verbs: Verbs = key(
        ObjectOf(Verbs),
        "The verbs that the engine writes after a number, or after items: were and had.",
        {"were": {"one": "was", "several": "were"}, "had": {"one": "had", "several": "had"}},
    )
    quotation_marks: QuotationMarks = key(
        ObjectOf(QuotationMarks), "The marks around a quotation.", {"start": "“", "end": "”"}
    )
    article: str | None = key(
        TEXT, "A word that labels may begin with, and that is not said twice.", "the", default=None
    )
    in_a_group: str | None = key(
        TEXT,
        "The word before the article and the label of a cohort: in the pilot cohort.",
        "in",
        default=None,
    )
    among_units: str | None = key(
        TEXT,
        "What stands for it before a label that names all units: among all schools.",
        "among",
        default=None,
    )
    lower_case_titles: bool = key(
        FLAG, "Whether a title inside a sentence begins with a small letter.", True, default=False
    )
    plural_classes: tuple[str, ...] = key(
        ListOf(OneOf(PLURAL_CLASSES)), "The classes that numbers fall into.", ["one", "other"]
    )
    plural_rule: str = key(
        TEXT,
        "Which of the classes a number n belongs to, counted from 0: a rule as gettext has it.",
        "n != 1",
    )

    def in_words(self, number: int) -> str:
        """Return a number in words; at most `most_in_words`."""
        return self.numbers_in_words[number]

    @property
    def most_in_words(self) -> int:
        """The largest number that has a word."""
        return len(self.numbers_in_words) - 1

    def in_digits(self, number: int) -> str:
        """Return a number in digits, with a mark at the thousands."""
        return f"{number:,}".replace(",", self.number_marks.thousands)

    def figure(self, text: str) -> str:
        """Return a decimal or a percentage with the marks of the language.

        Args:
            text: The number with a full stop before its decimals, and a percent sign where it is a percentage.
        """
        marks = {".": self.number_marks.decimal, "%": self.number_marks.percent}
        return "".join(marks.get(character, character) for character in text)

    def plural_class(self, number: int) -> str:
        """Return the class of a number, such as "one", "few" or "other"."""
        return self.plural_classes[plural_rule_of(self.plural_rule)(number)]


@cache
def plural_rule_of(text: str) -> Callable[[int], int]:
    """Return the function of a plural rule, which gives the number of a class and may divide by zero.

    Args:
        text: The rule as gettext has it.

    Raises:
        ValueError: It is no such rule; its text says why.
    """
    return c2py(text)
