"""The report as a model: chapters and sections, paragraphs, tables and charts, for a publisher to format."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, get_args

from egyv_engine.model.frozen import Frozen, replace


class Style(Frozen):
    """Sets words apart from those around them.

    link: where they lead: a web address, or `#` and the id of a chapter, or that, a dot and the name of a section's heading:
    `#summary.who_answered`.
    """

    is_strong: bool = False
    is_emphasised: bool = False
    link: str | None = None


PLAIN = Style()


class Text(Frozen):
    """Words of a template."""

    text: str
    style: Style = PLAIN


class BoundNumber(Frozen):
    """A number in a sentence as it is written, and where it comes from.

    ref: a path such as `principle.indicator.item@cohort#wave.count` or `...@cohort#from:to.net`. also: the path of another
    number that it stands for, such as that of the earlier wave in "eight areas, both on joining and in 2015".
    """

    ref: str
    value: str  # its digits
    text: str
    style: Style = PLAIN
    also: str | None = None

    @property
    def refs(self) -> tuple[str, ...]:
        """The paths of all numbers that it stands for."""
        return (self.ref,) if self.also is None else (self.ref, self.also)


class Term(Frozen):
    """Text that the programme declares, such as a label, a title or the name of a wave. It may hold digits."""

    text: str
    style: Style = PLAIN


class NoteMark(Frozen):
    """The place of a footnote, by the id of the note. It has no words of its own."""

    note: str
    text: Literal[""] = ""


Node = Text | BoundNumber | Term | NoteMark

CaveatKind = Literal["care", "open", "unreturned", "recalled", "one_unit", "count_differs", "reconstructed"]
CAVEAT_KINDS: tuple[CaveatKind, ...] = get_args(CaveatKind)


class Caveat(Frozen):
    """A limit of a claim that a reader must know.

    mark: the letter next to the claim and in the key; number: what follows the mark next to this claim; note: what the
    key says; comparison: words for the two waves that it is about, where the claim states several comparisons.
    """

    kind: CaveatKind
    mark: str
    note: str
    number: BoundNumber | None = None
    comparison: str = ""

    @property
    def text(self) -> str:
        """The mark with its number, next to the claim: "m2"."""
        return self.mark if self.number is None else f"{self.mark}{self.number.text}"


def with_words_before(caveats: Sequence[Caveat]) -> Iterator[tuple[str, Caveat]]:
    """Yield each caveat with what stands before its mark: "in 2022 → in 2024: " where it is the first on a comparison.

    Args:
        caveats: Those of one claim, with the ones on a comparison next to each other.
    """
    before: Caveat | None = None
    for caveat in caveats:
        is_same = before is not None and before.comparison == caveat.comparison
        apart = "" if before is None else ", " if is_same else "; "
        yield apart + (f"{caveat.comparison}: " if caveat.comparison and not is_same else ""), caveat
        before = caveat


class Sentence(Frozen):
    """One or two sentences of one claim.

    mentions: the ids of the findings whose figures it states, or that it names. basis: the ids of all findings that it was made
    from, with those that it was picked from. counted: the ids of the findings that its figures count together, where it is one on
    whole baskets. comparison: the two waves whose change it is about, where it names findings and
    no figure of theirs shows which. caveats: those that it does not say in words, for marks next to it.
    """

    kind: str
    nodes: tuple[Node, ...]
    basis: tuple[str, ...]
    mentions: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    comparison: tuple[str, str] | None = None
    caveats: tuple[Caveat, ...] = ()

    @property
    def text(self) -> str:
        """The text as it is read."""
        return "".join(node.text for node in self.nodes)


class Paragraph(Frozen):
    """Sentences that belong together.

    lead: words in bold before them; bullet: the paragraph is an item of a list; number: its number where the list has an
    order; level: how many lists the list is inside of; is_warning: it warns of the text that follows.
    """

    sentences: tuple[Sentence, ...]
    lead: str | None = None
    bullet: bool = False
    number: int | None = None
    level: int = 0
    is_warning: bool = False

    @property
    def text(self) -> str:
        """The text as it is read, without the lead."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def end_of_lead(self) -> str:
        """The full stop after the lead; none where the lead is a question, or has another mark at its end."""
        return "" if (self.lead or "").endswith((".", "?", "!")) else "."

    @property
    def shared_caveats(self) -> tuple[Caveat, ...]:
        """The caveats of every sentence that states figures of findings, where there are several such sentences."""
        stating = [sentence for sentence in self.sentences if sentence.mentions or sentence.caveats]
        if len(stating) < 2:
            return ()
        return tuple(c for c in stating[0].caveats if all(c in other.caveats for other in stating))


class Figure(Frozen):
    """A number in a table, and its path.

    places: the decimals it is written with; is_trimmed: without zeros at their end; is_signed: a plus before a gain; unit:
    words after it.
    """

    ref: str
    value: int | Fraction | float
    places: int = 0
    is_trimmed: bool = False
    is_signed: bool = False
    unit: str | None = None


# How a published count compares with the engine's.
Mark = Literal["differs", "agrees"]
PUBLISHED_MARKS: tuple[Mark, ...] = get_args(Mark)


class CountOfBase(Frozen):
    """A count with its base, which a published count may lack.

    of: the word between the two; share: the count as a percentage of a large base; change: how much it changed since an
    earlier wave; marks: those of published counts.
    """

    count: Figure
    base: Figure | None
    of: str
    share: Figure | None = None
    change: Figure | None = None
    marks: tuple[Mark, ...] = ()


class Bounds(Frozen):
    """The lowest and the highest value that a number can have, a word for what follows, and the word between the two."""

    word: str
    low: Figure
    high: Figure
    to: str


# None: there is nothing to state.
Cell = Text | Term | Figure | CountOfBase | Bounds | Sentence | None
ColumnType = Literal["text", "count", "count_of_base", "bounds", "decimal"]


class Column(Frozen):
    """A column of a table. type: of its cells, save for words in place of a value; unit: what a count counts.

    caveats: those of all its figures. group, of_group: its title in two parts, for a header whose first row names what several
    columns are about; None and empty where it is in no group.
    """

    title: str
    type: ColumnType = "text"
    unit: str | None = None
    caveats: tuple[Caveat, ...] = ()
    group: str | None = None
    of_group: str = ""


def column_groups(columns: Sequence[Column]) -> list[tuple[str | None, int]]:
    """Return the groups of columns next to each other, each with the number of its columns; None for one in no group.

    Args:
        columns: The columns of a table, in order.
    """
    groups: list[tuple[str | None, int]] = []
    for column in columns:
        if column.group is not None and groups and groups[-1][0] == column.group:
            groups[-1] = (column.group, groups[-1][1] + 1)
        else:
            groups.append((column.group, 1))
    return groups


class RowFinding(Frozen, kw_only=False):
    """The finding that a row of a table is about: its id and, where it is compared, both waves."""

    finding: str
    from_wave: str | None
    to_wave: str


class Table(Frozen):
    """A table of values, which a publisher formats.

    mentions: the findings that have a row or a figure in it. cell_caveats: those of the cells of each row, which the row does
    not say, next to the last figure that each is about; empty where no row has any. row_findings: the finding of each row,
    where each row is one finding. notes: sentences below it.
    """

    title: str | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    mentions: tuple[str, ...] = ()
    cell_caveats: tuple[tuple[tuple[Caveat, ...], ...], ...] = ()
    row_findings: tuple[RowFinding, ...] = ()
    notes: tuple[Sentence, ...] = ()


ChartForm = Literal["dots", "stacks", "bars", "lines"]


class Series(Frozen):
    """A category of a chart, with a colour and a shape of its own. is_gap: it counts what has no value, and is drawn empty."""

    label: Text | Term
    is_gap: bool = False


class ChartMark(Frozen):
    """A value that a chart draws.

    series: the place of its series among those of the chart; value: where it is on the axis; printed: what is written at it.
    """

    series: int
    value: Figure
    printed: Figure | CountOfBase


class ChartRow(Frozen):
    """A row of a chart, or a line of one.

    heading: words above it and those after it that have the same; base: what its numbers are parts of, with words for it;
    marks: its values, or words in place of one; joined: the places of those that a line joins to the one before; unjoined:
    the places of those that no line joins to it, and why.
    """

    label: Text | Term | Sentence
    heading: Text | Term | None = None
    base: tuple[Text, Figure] | None = None
    marks: tuple[ChartMark | Text, ...]
    joined: tuple[int, ...] = ()
    unjoined: tuple[tuple[int, Text], ...] = ()
    caveats: tuple[Caveat, ...] = ()


class Axis(Frozen):
    """The axis of values, which starts at 0. ticks: the values that have words or a number at them, with these."""

    end: int | Fraction
    ticks: tuple[tuple[int | Fraction, Text | Figure], ...] = ()


class Chart(Frozen):
    """A chart, with the words and the table that say the same.

    id: its name among the charts of the report, for its file and for links; form: how its rows are drawn; series: at most
    four; places: what the marks of a line stand for, in order; description: the alternative text; table: the numbers.
    """

    id: str
    form: ChartForm
    title: str
    series: tuple[Series, ...]
    places: tuple[Text | Term, ...] = ()
    axis: Axis
    rows: tuple[ChartRow, ...]
    description: Paragraph
    table: Table


class Note(Frozen):
    """A footnote. A publisher shows it once, wherever its marks are."""

    id: str
    sentence: Sentence


Block = Paragraph | Table | Chart


class Section(Frozen):
    """A part of a chapter.

    heading: None where it continues the part before it; declared: the heading of its block, where its own says more; notes: those
    that its marks lead to.
    """

    id: str
    heading: str | None
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    declared: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which texts and links know it: of its own heading, and of that of its block; none without a heading."""
        headings = (self.heading, self.declared) if self.heading else ()
        return tuple(dict.fromkeys(heading_name(each) for each in headings if each))

    def read(self) -> Iterator[Paragraph | Table]:
        """Yield what is read, in order: a chart as its description and its table, which has its title."""
        for block in self.blocks:
            if isinstance(block, Chart):
                yield from (block.description, replace(block.table, title=block.title))
            else:
                yield block


def heading_name(heading: str) -> str:
    """Return the name by which texts and links know a section: the words of its heading in small letters, joined by _."""
    return "_".join(re.findall(r"\w+", heading.lower()))


class PublishedMark(Frozen):
    """A mark of published counts in tables, and what it stands for."""

    mark: Mark
    note: str


class MarkKey(Frozen):
    """The key to the marks of a chapter. lead: the words before it; published: the marks of published counts."""

    lead: str
    caveats: tuple[Caveat, ...]
    published: tuple[PublishedMark, ...] = ()


class Chapter(Frozen):
    """A chapter and its sections. annex: whether it holds tables for reference; key: what its marks stand for."""

    id: str
    title: str
    annex: bool
    sections: tuple[Section, ...]
    key: MarkKey | None = None

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in order."""
        for section in self.sections:
            yield from (b for b in section.read() if isinstance(b, Paragraph))

    def charts(self) -> Iterator[Chart]:
        """Yield the charts in order."""
        for section in self.sections:
            yield from (b for b in section.blocks if isinstance(b, Chart))

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences in order."""
        for paragraph in self.paragraphs():
            yield from paragraph.sentences


class ReportContact(Frozen):
    """Whom readers can ask. heading: what it is called; email, link: None for none."""

    heading: str
    text: str
    email: str | None
    link: str | None


class Report(Frozen):
    """A whole report.

    notice: what every reader must know about the data; note: the word before it; status: words that mark every chapter;
    contents: the heading of the list of chapters, which is left out without one; unnamed: says that units are counted and
    not named, None where they may be named; contact: None where none is declared.
    """

    title: str
    notice: str | None
    note: str = ""
    status: str | None = None
    contents: str | None = None
    unnamed: str | None = None
    contact: ReportContact | None = None
    chapters: tuple[Chapter, ...]


Policy = Literal["words_to_nine", "words_to_ten", "govuk"]
POLICIES: tuple[Policy, ...] = ("words_to_nine", "words_to_ten", "govuk")
