"""Defines what a block is: a function that writes sections, with its options, its scope and the claims it may make."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Concatenate, Literal, ParamSpec, TypeVar

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen, field, replace
from egyv_engine.model.report import Block as ShownBlock
from egyv_engine.model.report import Cell, Paragraph, Section, Sentence, Term
from egyv_engine.model.report_document import BlockOptions, ChapterPlan
from egyv_engine.model.shapes import ID, ListOf, NumberShape, ObjectOf, key
from egyv_engine.narrative.blocks.needs import Need
from egyv_engine.narrative.claims.accompanying_claims import comparison_words
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.claim import ClaimFacts
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import Comparison, ReportContext

FINDINGS_TABLE, EVIDENCE_TABLE = (
    "findings_table",
    "evidence_table",
)  # blocks that show every finding, every point

Scope = Literal["report", "principles", "principle"]
Options = TypeVar("Options", bound=BlockOptions)
Rest = ParamSpec("Rest")


LIMIT = (NumberShape(minimum=1, whole=True), "The largest number of claims of a kind.", 3)


class LimitOptions(BlockOptions):
    """A block that makes a limited number of claims."""

    limit: Fraction = key(*LIMIT, default=Fraction(3))


class ChosenComparison(Frozen):
    """One of the declared comparisons."""

    from_: str = key(ID, "The earlier wave.", "before", name="from")
    to: str = key(ID, "The later wave.", "after")
    doc_path: DocumentPath = field(compare=False)


class ComparisonOptions(BlockOptions):
    """A block that reads findings, and can be limited to those of one comparison."""

    comparison: ChosenComparison | None = key(
        ObjectOf(ChosenComparison),
        "The comparison whose findings it reads; every one if left out.",
        {"from": "before", "to": "after"},
        default=None,
    )


class IndicatorOptions(ComparisonOptions):
    """A block that can be limited to some indicators."""

    indicators: tuple[str, ...] | None = key(
        ListOf(ID),
        "The indicators it may mention, in this order; all if left out.",
        ["open_late"],
        default=None,
    )
    except_: tuple[str, ...] = key(
        ListOf(ID),
        "Indicators that it leaves out; an annex says so.",
        ["open_late"],
        default=(),
        name="except",
    )


class RankedOptions(IndicatorOptions):
    """A block that makes a limited number of claims, of some indicators or of all."""

    limit: Fraction = key(*LIMIT, default=Fraction(3))  # here, too: two bases with slots do not combine


class BlockInputs(Frozen):
    """Holds what the function of a block reads.

    Attributes:
        context: The programme with its results.
        book: The phrases.
        cohorts: The cohorts that sentences are about: every one, or where there are many, all units together.
        groups: Every cohort to report, which tables show.
        chapters: The chapters of the report.
        principle: The principle that the chapter is about; None for a chapter about all of them.
        before: The sections of the chapter that come before those of the block.
    """

    context: ReportContext
    book: Phrasebook
    cohorts: tuple[str | None, ...]
    groups: tuple[str | None, ...]
    chapters: tuple[ChapterPlan, ...] = ()
    principle: str | None = None
    before: tuple[Section, ...] = ()

    @classmethod
    def of(
        cls, context: ReportContext, book: Phrasebook, chapters: tuple[ChapterPlan, ...] = ()
    ) -> "BlockInputs":
        """Return the inputs of the blocks of a report.

        Args:
            context: The programme with its results.
            book: The phrases.
            chapters: The chapters of the report.
        """
        groups, everyone = context.linked.reported_cohorts, context.linked.everyone
        inputs = cls(context=context, book=book, cohorts=groups, groups=groups, chapters=chapters)
        if not inputs.is_many:
            return inputs
        return replace(inputs, cohorts=() if everyone is None else (everyone,))

    @property
    def is_many(self) -> bool:
        """Return whether there are too many cohorts to write about one by one."""
        return len(self.groups) > self.context.most_groups

    @property
    def has_cohorts(self) -> bool:
        """Return whether the programme has cohorts, so that tables name them."""
        return self.groups != (None,)

    @property
    def separate_groups(self) -> tuple[str | None, ...]:
        """Return every cohort to report but all units together; none in a programme without cohorts."""
        return tuple(group for group in self.groups if group != self.context.linked.everyone)

    @property
    def groups_of_all(self) -> tuple[str | None, ...]:
        """Return groups that hold each unit once: that of all units where it is declared, else every cohort."""
        everyone = self.context.linked.everyone
        return self.groups if everyone is None else (everyone,)

    def has_in_annex(self, show: str) -> bool:
        """Return whether an annex of the report has a block, such as the table of every finding."""
        return any(plan.annex for plan in self.chapters_with(show))

    def chapters_with(self, show: str) -> list[ChapterPlan]:
        """Return the chapters of the report that have a block."""
        return [plan for plan in self.chapters if any(each.show == show for each in plan.blocks)]

    def heading(self, key: str) -> str:
        """Return the words of a table: a heading, a title, or what a cell says in place of a value."""
        return self.book.heading(key)

    @property
    def principles(self) -> tuple[str, ...]:
        """The principles that the chapter is about."""
        declared = self.context.linked.programme.file.principles
        return declared if self.principle is None else (self.principle,)

    def comparisons(self, options: ComparisonOptions) -> tuple[Comparison, ...]:
        """Return the comparisons whose findings a block reads, in declared order."""
        chosen = options.comparison
        return self.context.comparisons if chosen is None else ((chosen.from_, chosen.to),)

    def book_on(self, found: Iterable[Finding]) -> tuple[Phrasebook, bool]:
        """Return the phrases for a claim on several findings, and whether some come from records and some from reports.

        Args:
            found: The findings; the phrases are those of records where all of them come from records.
        """
        on_record = {self.context.is_on_record(f) for f in found}
        return self.book.on_record(is_records=on_record == {True}), len(on_record) > 1

    def comparison_words(self, comparison: Comparison | None) -> Parts:
        """Return words for a comparison; nothing in a programme that declares one comparison or none."""
        return comparison_words(comparison, self.make, self.book)

    @property
    def writer(self) -> BasketWriter:
        """The writer of claims of findings."""
        return BasketWriter(self.context, self.book)

    @property
    def make(self) -> FactMaker:
        """The maker of facts that several kinds of claim share."""
        return FactMaker(self.context)


class Block(Frozen):
    """A kind of block that a chapter can show.

    Attributes:
        name: The word that `show:` takes.
        options: The class of its YAML keys.
        scope: "report" if it shows the same in every chapter, "principles" if it shows the principles of its chapter
            together, "principle" if it shows each of them separately.
        scored_only: If it leaves out indicators that are not scored.
        needs: The declarations without which it has nothing to show.
        claims: The kinds of claim that it may make; each needs a phrase.
        function: Makes its sections.
        needs_of: Returns the declarations that it needs besides, by its options; None if they do not matter.
    """

    name: str
    options: type[BlockOptions]
    scope: Scope
    scored_only: bool
    needs: tuple[Need, ...]
    claims: tuple[type[ClaimFacts], ...]
    function: Callable[..., list[Section]]
    needs_of: Callable[..., tuple[Need, ...]] | None = None

    def missing_needs(self, options: BlockOptions, programme: Programme) -> list[Need]:
        """Return the declarations that a programme lacks, and without which the block has nothing to show with its options.

        Args:
            options: The block as declared.
            programme: The programme.
        """
        needs = self.needs if self.needs_of is None else (*self.needs, *self.needs_of(options))
        return [need for need in needs if need.is_missing(programme)]

    def sections(self, inputs: BlockInputs, options: BlockOptions) -> list[Section]:
        """Return the sections that the block shows: once, or once for each principle of the chapter.

        Args:
            inputs: The programme with its results, and what the chapter is about.
            options: The block as declared.
        """
        if self.scope != "principle":
            return self.function(inputs, options)
        return [section for name in inputs.principles for section in self.function(inputs, options, name)]


def block(
    name: str,
    *,
    options: type[Options],
    scope: Scope = "report",
    scored_only: bool = False,
    needs: tuple[Need, ...] = (),
    claims: tuple[type[ClaimFacts], ...] = (),
    needs_of: Callable[[Options], tuple[Need, ...]] | None = None,
) -> Callable[[Callable[Concatenate[BlockInputs, Options, Rest], list[Section]]], Block]:
    """Return a decorator that makes a block of a function, for the registry to find in its module.

    Args:
        name: The word that `show:` takes.
        options: The class of the block's YAML keys; an option that is not among them is a fault.
        scope: "principle" for a function that also takes the id of a principle, and is called for each; "principles" for
            one that follows the principles of its chapter.
        scored_only: Whether the block leaves out indicators that are not scored.
        needs: The declarations without which the block has nothing to show.
        claims: The kinds of claim that the block may make; each needs a phrase.
        needs_of: Returns the declarations that the block needs besides, by its options.
    """

    def made(function: Callable[Concatenate[BlockInputs, Options, Rest], list[Section]]) -> Block:
        return Block(
            name=name,
            options=options,
            scope=scope,
            scored_only=scored_only,
            needs=needs,
            claims=claims,
            function=function,
            needs_of=needs_of,
        )

    return made


def sections(options: BlockOptions, shown: Sequence[ShownBlock]) -> list[Section]:
    """Return paragraphs, tables or charts as one section under the block's heading; none where there is nothing to show.

    Args:
        options: The block as declared, whose `show` is the id of the section.
        shown: The paragraphs, tables or charts, in order.
    """
    return [Section(id=options.show, heading=options.heading, blocks=tuple(shown))] if shown else []


def paragraph(options: BlockOptions, sentences: Sequence[Sentence]) -> list[Section]:
    """Return sentences as a section of one paragraph; none where there is no sentence.

    Args:
        options: The block as declared.
        sentences: The sentences, in order.
    """
    return sections(options, [Paragraph(sentences=tuple(sentences))] if sentences else [])


def cohort_cell(inputs: BlockInputs, cohort: str | None) -> Cell:
    """Return the cell of a table that names a cohort; an empty one in a programme without cohorts.

    Args:
        inputs: The programme with its results.
        cohort: The cohort's id; None in a programme without cohorts.
    """
    label = inputs.context.cohort_label(cohort)
    return None if label is None else Term(text=label)
