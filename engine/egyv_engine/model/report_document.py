"""The document kinds of reports/: what each chapter shows, and in which words."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.language import Language
from egyv_engine.model.report import POLICIES, Policy
from egyv_engine.model.shapes import (
    FLAG,
    ID,
    TEXT,
    WORDS,
    ListOf,
    MapOf,
    NumberShape,
    ObjectOf,
    OneOf,
    TaggedObject,
    key,
)


class BlockOptions(Declaration):
    """A part of a chapter: what it shows, under which heading. A kind of block adds options of its own."""

    show: str = key(TEXT, "The kind of block, which decides what it shows.", "headline")
    heading: str | None = key(
        WORDS, "Its heading; it continues the text before it without one.", "Evidence", default=None
    )

    def is_in_chapter_of(self, _principle: str | None) -> bool:
        """Return whether the chapter of a principle has the block, or for None one on all of them; most blocks are in each."""
        return True


class ChapterPlan(Declaration):
    """A chapter of the report."""

    id: str = key(ID, "The chapter's id.", "summary")
    title: str | None = key(
        WORDS,
        "Its title; left out with for_each, which takes the title of the principle. A built-in chapter has one.",
        "Summary",
        default=None,
    )
    for_each: str | None = key(
        OneOf(("principle",)), "One such chapter for each principle.", "principle", default=None
    )
    annex: bool = key(FLAG, "Whether it is an annex.", True, default=False)
    blocks: tuple[BlockOptions, ...] = key(
        ListOf(TaggedObject(tag="show", vocabulary="blocks")),
        "What it shows, in order; left out for a built-in chapter, which its id names.",
        [{"show": "headline"}],
        default=(),
    )


class Contact(Declaration):
    """Whom readers can ask about the report and its tables."""

    text: str = key(
        WORDS, "A team or an office; no name of a person.", "Evaluation team, Office for Libraries"
    )
    email: str | None = key(TEXT, "Its e-mail address.", "evaluation@example.org", default=None)
    link: str | None = key(TEXT, "Its address on the web.", "https://example.org/contact", default=None)


class ReportFile(Declaration):
    """reports/report.yaml: the chapters of the report."""

    title: str = key(WORDS, "The report's title.", "Reading for all: an assessment")
    numbers: Policy = key(
        OneOf(POLICIES),
        "How sentences write numbers, in words or in digits.",
        "words_to_nine",
        default="words_to_nine",
    )
    status: str | None = key(
        OneOf(("draft",)), "draft: every chapter says that it is a draft.", "draft", default=None
    )
    contact: Contact | None = key(
        ObjectOf(Contact),
        "Whom readers can ask; on the cover of files to publish, and on the web page.",
        {"text": "Evaluation team, Office for Libraries", "email": "evaluation@example.org"},
        default=None,
    )
    phrasebook: str = key(
        ID,
        "The phrases: english, which comes with the engine, or a folder of files in reports/phrasebooks.",
        "welsh",
        default="english",
    )
    most_groups: Fraction = key(
        NumberShape(minimum=1, whole=True),
        "The largest number of cohorts that are written about one by one; more are shown in tables. A summary counts them in each comparison.",
        5,
        default=Fraction(5),
    )
    chapters: tuple[ChapterPlan, ...] = key(
        ListOf(ObjectOf(ChapterPlan, "chapter")),
        "The chapters, in order; the built-in ones if left out.",
        [{"id": "summary", "title": "Summary", "blocks": [{"show": "headline"}]}],
        default=(),
    )


class WordingFile(Declaration):
    """A file of wording: phrases for kinds of claim, headings of tables, and words that no phrase may use.

    The engine comes with a phrasebook of such files; reports/wording.yaml replaces what it declares itself, and adds its
    words to those of the phrasebook.
    """

    based_on: str | None = key(
        OneOf(("english",)),
        "In a phrasebook of the programme's own: the one that has what it leaves out.",
        "english",
        default=None,
    )
    phrases: Mapping[str, str | tuple[str, ...]] | None = key(
        MapOf(ListOf(TEXT, scalar_too=True)),
        "Phrases in place of those that come with the engine, by kind of claim: one, or several of which a claim uses one.",
        {
            "rise": "{{ after.units_of_base }} {{ says }} {{ after.label }}, up from {{ before.n_of_base }} {{ before.label }}."
        },
        default=None,
    )
    headings: Mapping[str, str] | None = key(
        MapOf(TEXT),
        "Headings of tables and words in their cells, in place of those that come with the engine.",
        {"item": "Partner"},
        default=None,
    )
    language: Language | None = key(
        ObjectOf(Language),
        "What sentences need of the language apart from phrases; a phrasebook has it once.",
        {
            "tag": "en-GB",
            "numbers_in_words": ["zero", "one", "two"],
            "most_at_start": 20,
            "before_digits": "a total of ",
            "none": {"alone": "none", "before_unit": "no", "of_two": "neither"},
            "all": {"of_two": "both", "of_more": "all "},
            "out_of": "out of",
            "of_the": "of the",
            "number_marks": {"thousands": ",", "decimal": ".", "percent": "%"},
            "joiners": {"comma": ", ", "semicolon": "; ", "and": " and ", "or": " or "},
            "verbs": {"were": {"one": "was", "several": "were"}, "had": {"one": "had", "several": "had"}},
            "quotation_marks": {"start": "“", "end": "”"},
            "plural_classes": ["one", "other"],
            "plural_rule": "n != 1",
        },
        default=None,
    )
    forbidden_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that no phrase or text may use, as well as those of the phrasebook.",
        ["led to", "impact"],
        default=(),
    )
    forbidden_words_without_history: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that no phrase may use about something without an earlier answer.",
        ["still", "no longer"],
        default=(),
    )
    allowed_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that the phrasebook refuses and that phrases and texts may use, and names with a number.",
        ["success", "Key Stage 2"],
        default=(),
    )
    rise_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words of a rise, which no phrase of a fall may use.",
        ["rose", "up from"],
        default=(),
    )
    fall_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words of a fall, which no phrase of a rise may use.",
        ["fell", "down from"],
        default=(),
    )
    denials: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words after which a word of a rise or a fall says that there was none.",
        ["not a", "no"],
        default=(),
    )
    quantity_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that say how many without a count, which no phrase may use; {{ units }} stands for the name of the units.",
        ["most {{ units }}", "several"],
        default=(),
    )
    continuing_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that say that something goes on from before, for what was first asked later.",
        ["still", "no longer"],
        default=(),
    )
    reporting_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words that say that somebody answered, which are refused of records.",
        ["reported", "replied"],
        default=(),
    )
    number_words: tuple[str, ...] = key(
        ListOf(TEXT, at_least=0),
        "Words for numbers that no phrase or text may use, because figures come from findings.",
        ["two", "twice"],
        default=(),
    )
