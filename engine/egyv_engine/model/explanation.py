"""Holds explanations: where a finding, a unit's score or a selection comes from. The schema of their JSON is made from this."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from egyv_engine.diagnostics.span import Span
from egyv_engine.model.findings import CertaintyWord, Reason, Verdict
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.outcome_columns import OutcomeWord

Number: TypeAlias = Fraction | float
CellRole: TypeAlias = Literal["condition", "base", "skip logic", "return", "cohort"]
ConditionPart: TypeAlias = Literal["condition", "base"]
LeftOutBy: TypeAlias = Literal["no level", "base", "other wave", "condition"]
UnitChange: TypeAlias = Literal["gained", "lost", "kept", "never", "not matched"]


class Units(Frozen):
    """Units, counted, and named where the programme lets its outputs name units."""

    number: Annotated[int, "The number of units."]
    ids: Annotated[
        tuple[str, ...] | None, "Their ids, in order; null where the programme does not let units be named."
    ]


class Statement(Frozen):
    """A sentence of an explanation."""

    text: Annotated[str, "The sentence."]
    at: Annotated[Span | None, "Where the rule that it states is declared."] = None


class WordedCondition(Frozen):
    """A condition in words and as it is written."""

    in_words: Annotated[str, "The condition as a clause in plain English."]
    as_written: Annotated[str, "The condition as the rule file has it, in YAML."]
    at: Annotated[Span, "The position of the condition."]


class NamedCondition(Frozen):
    """The condition of another indicator that a rule names."""

    indicator: Annotated[str, "The id of the other indicator."]
    title: Annotated[str, "Its title."]
    condition: Annotated[WordedCondition, "Its condition."]


class ColumnUsed(Frozen):
    """A column of a data file that a rule reads."""

    wave: Annotated[str | None, "The wave; null for the register."]
    file: Annotated[str, "The file, or the name of the query."]
    column: Annotated[str, "The name of the column."]
    at: Annotated[Span | None, "The position of the name in the header."]


class QuestionUsed(Frozen):
    """A question that a rule reads."""

    question: Annotated[str, "The question's id."]
    item: Annotated[str | None, "The item that is asked about."]
    item_label: Annotated[str | None, "The item's label."]
    asks: Annotated[str, "The question as it is asked."]
    answers: Annotated[
        tuple[str, ...], "The answers of its scale, weakest first if they have an order; empty without."
    ]
    kind: Annotated[str, "The scale's id, or number, date or text."]
    dont_know: Annotated[tuple[str, ...], "The answers that satisfy no comparison."]
    asked_if: Annotated[
        WordedCondition | None, "The units that it is asked of; null where it is asked of everybody."
    ]
    notes: Annotated[
        tuple[Statement, ...], "Who was not asked it, and what is compared with caution or not at all."
    ]
    columns: Annotated[tuple[ColumnUsed, ...], "Its column in each wave that has one."]
    at: Annotated[Span, "The position of the question."]


class RuleClause(Frozen):
    """A condition as a list of the conditions in it, for a reader of a long rule."""

    condition: Annotated[WordedCondition, "The condition."]
    above: Annotated[
        str | None, "The words that introduce its parts; null for a condition without a list of parts."
    ]
    parts: Annotated[tuple["RuleClause", ...], "The conditions in it."]


class Rule(Frozen):
    """The rule of an indicator, for one item if it is repeated over a basket."""

    principle: Annotated[str, "The principle's id."]
    principle_title: Annotated[str, "The principle's title."]
    indicator: Annotated[str, "The indicator's id."]
    title: Annotated[str, "The indicator's title."]
    item: Annotated[str | None, "The item's id."]
    item_label: Annotated[str | None, "The item's label."]
    sentences: Annotated[tuple[Statement, ...], "The rule in plain English."]
    condition: Annotated[WordedCondition, "The condition that is counted."]
    clauses: Annotated[RuleClause, "The same condition, with the conditions in it."]
    base: Annotated[WordedCondition | None, "The condition that restricts who is asked."]
    named: Annotated[
        tuple[NamedCondition, ...],
        "The conditions of other indicators that these name, each after those it names.",
    ]
    questions: Annotated[tuple[QuestionUsed, ...], "The questions that are read."]
    attributes: Annotated[tuple[ColumnUsed, ...], "The columns of the register that are read."]


class UnknownUnits(Frozen):
    """Units whose outcome is unknown, and a clause that was unknown for each of them."""

    part: Annotated[
        ConditionPart, "Whether the clause belongs to the condition that is counted, or to the base."
    ]
    clause: Annotated[WordedCondition, "The clause: a single comparison."]
    units: Annotated[Units, "The units; a unit is listed for each clause that it left unknown."]


class NotAskedUnits(Frozen):
    """Units that were not asked, and what left them out."""

    part: Annotated[
        LeftOutBy,
        "no level: the rule also reads another wave, and gives no number for this one; base: they did not meet the base, or "
        "were not asked what it reads; other wave: they were not surveyed in another wave that the rule reads; condition: a "
        "wave did not ask them what the condition reads, or skip logic or an answer that is not applicable left them out.",
    ]
    units: Annotated[Units, "The units."]


class UnitsByOutcome(Frozen):
    """The units of a cohort by their outcome in a wave."""

    not_surveyed: Annotated[
        Units, "Units that were not surveyed in the wave; none where each row is another unit."
    ]
    no_return: Annotated[Units, "Surveyed units that sent no return."]
    not_analysed: Annotated[Units, "Units whose return is not analysed."]
    not_asked: Annotated[Units, "Analysed units that were not asked."]
    unknown: Annotated[Units, "Units that were asked, and whose answers do not decide the condition."]
    not_met: Annotated[Units, "Units in the base that do not meet the condition."]
    met: Annotated[Units, "Units in the base that meet the condition: those counted."]
    dont_know: Annotated[Units, "Those asked that gave a don't-know answer; each is in another list, too."]


class LevelExplained(Frozen):
    """A row of the ledger, and the units behind each of its numbers."""

    wave: Annotated[str, "The wave's id."]
    wave_label: Annotated[str, "The wave's label."]
    from_wave: Annotated[
        str | None, "The earlier wave of the comparison; only if the level depends on the comparison."
    ]
    to_wave: Annotated[
        str | None, "The later wave of the comparison; only if the level depends on the comparison."
    ]
    surveyed: Annotated[int, "Units of the cohort that were surveyed."]
    returned: Annotated[int, "Of these, units that sent a return."]
    analysed: Annotated[int, "Of these, units whose return is analysed."]
    asked: Annotated[int, "Of these, units that were asked."]
    base: Annotated[int, "Of these, units for which the condition is met or not met."]
    count: Annotated[int, "Of these, units that meet it."]
    dont_know: Annotated[int, "Of those asked, units that gave a don't-know answer."]
    units: Annotated[UnitsByOutcome, "The units behind these numbers."]
    not_asked_because: Annotated[tuple[NotAskedUnits, ...], "Why units were not asked."]
    unknown_because: Annotated[tuple[UnknownUnits, ...], "Why outcomes are unknown."]


class NotMatched(Frozen):
    """Units that are not compared, because they are not in the base in both waves; none where each row is another unit."""

    before: Annotated[OutcomeWord, "Their outcome in the earlier wave."]
    after: Annotated[OutcomeWord, "Their outcome in the later wave."]
    units: Annotated[Units, "The units."]


class ChangeExplained(Frozen):
    """The units behind the change of a finding."""

    gained: Annotated[Units, "Units that meet the condition only in the later wave."]
    lost: Annotated[Units, "Units that meet it only in the earlier wave."]
    kept: Annotated[Units, "Units that meet it in both waves."]
    never: Annotated[Units, "Units that meet it in neither wave."]
    not_matched: Annotated[tuple[NotMatched, ...], "The other units of the cohort, by their outcomes."]


class VerdictExplained(Frozen):
    """A verdict, the numbers that it follows from, and how it follows."""

    verdict: Annotated[Verdict, "The verdict."]
    reason: Annotated[Reason | None, "Why the finding is not comparable; null if it is."]
    criterion: Annotated[str, "The id of the criterion."]
    minimum_matched: Annotated[int, "The number of matched units that a verdict needs."]
    matched: Annotated[int | None, "Units in the base in both waves."]
    net: Annotated[int | None, "Units gained minus units lost."]
    net_low: Annotated[int | None, "The lowest net that missing outcomes could have led to."]
    net_high: Annotated[int | None, "The highest net that missing outcomes could have led to."]
    certainty: Annotated[
        CertaintyWord | None, "Whether missing outcomes could change the verdict: then it is open."
    ]
    certainty_surveyed: Annotated[
        CertaintyWord | None, "The same, if the outcomes of all surveyed units count as missing."
    ]
    p_exact: Annotated[Number | None, "The probability of the exact test."]
    target_met: Annotated[bool | None, "Whether the level of the later wave reaches the target."]
    statements: Annotated[tuple[Statement, ...], "How the verdict follows, in sentences."]


class ReportUse(Frozen):
    """A sentence or table of the report that uses a finding."""

    chapter: Annotated[str, "The chapter's id."]
    chapter_title: Annotated[str, "The chapter's title."]
    heading: Annotated[str | None, "The heading of the section."]
    text: Annotated[str, "The sentence, or the title of the table."]
    is_table: Annotated[bool, "Whether it is a table."]
    is_stated: Annotated[
        bool, "Whether it states figures of the finding; else it was only made from it, among others."
    ]


class Citation(Frozen):
    """The source of a part of the rules, and the reason for it."""

    about: Annotated[str, "What the source belongs to, such as the indicator or a question."]
    document: Annotated[str | None, "The document."]
    paragraph: Annotated[str | None, "The paragraph, page or table."]
    checked: Annotated[str | None, "Who checked it against the document, or when."]
    rationale: Annotated[str | None, "The reason for the rule."]
    at: Annotated[Span, "The position in the rules."]


class CellUsed(Frozen):
    """A cell of a data file that decides a unit's outcome."""

    role: Annotated[CellRole, "What it decides."]
    wave: Annotated[str | None, "The wave of an answer; null for an attribute."]
    question: Annotated[str | None, "The question of an answer."]
    item: Annotated[str | None, "The item of an answer."]
    attribute: Annotated[str | None, "The attribute of the register."]
    column: Annotated[str, "The name of the column."]
    at: Annotated[Span | None, "The position of the cell; null if it is not known, or if the unit has none."]
    text: Annotated[
        str | None, "The text of the cell in the file; null if it is blank, or the file is not read again."
    ]
    label: Annotated[
        str | None, "The label that an SPSS or Stata file has for the value in the cell; null for none."
    ]
    value: Annotated[str | None, "The value as the rules read it; null for none."]
    counts_as: Annotated[str, "What the answer counts as, in words."]


class ClauseExplained(Frozen):
    """A clause of a condition, and what it gave for a unit."""

    condition: Annotated[WordedCondition, "The clause."]
    above: Annotated[
        str | None,
        "The words that introduce the clauses in it; null for a clause that is not a list of others.",
    ]
    outcome: Annotated[OutcomeWord | None, "Its outcome; null where the comparison leaves it out."]
    because: Annotated[
        str | None, "What the unit answered, in words; null for a clause that only combines others."
    ]
    members: Annotated[tuple["ClauseExplained", ...], "The clauses in it."]


class SkipExplained(Frozen):
    """The skip logic of a question that a rule reads, for a unit."""

    question: Annotated[str, "The question's id."]
    item: Annotated[str | None, "The item that is asked about."]
    wave: Annotated[str, "The wave's id."]
    clause: Annotated[ClauseExplained, "The condition under which the question is asked."]


class UnitInWave(Frozen):
    """A unit's outcome in a wave, and what it follows from."""

    wave: Annotated[str, "The wave's id."]
    wave_label: Annotated[str, "The wave's label."]
    from_wave: Annotated[
        str | None, "The earlier wave of the comparison; only if the outcome depends on the comparison."
    ]
    to_wave: Annotated[
        str | None, "The later wave of the comparison; only if the outcome depends on the comparison."
    ]
    outcome: Annotated[OutcomeWord, "The outcome."]
    statement: Annotated[str, "What the outcome means, in a sentence."]
    condition: Annotated[
        ClauseExplained | None, "The condition that is counted; null unless the return is analysed."
    ]
    base: Annotated[ClauseExplained | None, "The base; null without one, or unless the return is analysed."]
    skip_logic: Annotated[tuple[SkipExplained, ...], "The skip logic of the questions that are read."]
    cells: Annotated[tuple[CellUsed, ...], "The cells that decide the outcome."]


class UnitInFinding(Frozen):
    """A unit's part in a finding."""

    unit: Annotated[str, "The unit's id."]
    change: Annotated[
        UnitChange | None,
        "Its part in the change; null without a comparison.",
    ]
    waves: Annotated[tuple[UnitInWave, ...], "The waves of the comparison, or every wave without one."]


class FindingExplanation(Frozen):
    """A finding, and where it comes from."""

    finding: Annotated[str, "The finding's id."]
    cohort: Annotated[str | None, "The cohort's id."]
    cohort_label: Annotated[str | None, "The cohort's label."]
    from_wave: Annotated[str | None, "The earlier wave of the comparison."]
    from_label: Annotated[str | None, "Its label."]
    to_wave: Annotated[str, "The later wave of the comparison."]
    to_label: Annotated[str, "Its label."]
    rule: Annotated[Rule, "The rule."]
    verdict: Annotated[VerdictExplained, "The verdict, and why it follows."]
    levels: Annotated[tuple[LevelExplained, ...], "The ledger: one entry per wave."]
    change: Annotated[ChangeExplained | None, "The units behind the change; null where nothing is compared."]
    unit: Annotated[UnitInFinding | None, "The unit that was asked about."]
    uses: Annotated[tuple[ReportUse, ...], "The sentences and tables of the report that use the finding."]
    notes: Annotated[
        tuple[Statement, ...],
        "What is reconstructed, and which answers were given later, from memory.",
    ]
    citations: Annotated[tuple[Citation, ...], "The sources of the rules behind it."]


class ItemScored(Frozen):
    """An item that has a vote in a score."""

    item: Annotated[str | None, "The item's id; null for an indicator without items."]
    item_label: Annotated[str | None, "The item's label."]
    outcomes: Annotated[tuple[OutcomeWord, ...], "The outcome in each wave."]
    is_dont_know: Annotated[bool, "Whether an answer that it reads is a don't-know."]


class VoteExplained(Frozen):
    """The vote of an indicator in a score."""

    indicator: Annotated[str, "The indicator's id."]
    title: Annotated[str, "Its title."]
    condition: Annotated[WordedCondition, "Its condition."]
    is_lower_better: Annotated[bool, "Whether an item counts where the condition is not met."]
    weight: Annotated[Number, "Its weight."]
    asked: Annotated[int, "Items that were asked, in every wave."]
    evaluated: Annotated[int, "Items that are met or not met, in every wave."]
    counted: Annotated[tuple[int, ...], "Evaluated items that count, in each wave."]
    votes: Annotated[
        tuple[Number, ...],
        "The vote in each wave: weight times counted, divided by evaluated; empty without any.",
    ]
    items: Annotated[tuple[ItemScored, ...], "The items."]


class ScoreExplained(Frozen):
    """A unit's score in a wave, or its scores in the two waves of a comparison."""

    waves: Annotated[tuple[str, ...], "The wave, or the two waves of the comparison."]
    scores: Annotated[
        tuple[Number | None, ...], "The score in each wave, 0 to 100; null if the coverage is too small."
    ]
    change: Annotated[Number | None, "The later score minus the earlier one; null without both."]
    coverage: Annotated[
        Number | None, "The part of the weight that was evaluated, in per cent; null if nothing was asked."
    ]
    minimum_coverage: Annotated[Number, "The coverage that a score needs, in per cent."]
    statements: Annotated[tuple[Statement, ...], "How the score follows, in sentences."]
    votes: Annotated[tuple[VoteExplained, ...], "The scored indicators."]


class ScoreExplanation(Frozen):
    """A unit's scores for a principle, and where they come from."""

    principle: Annotated[str, "The principle's id."]
    principle_title: Annotated[str, "The principle's title."]
    unit: Annotated[str, "The unit's id."]
    cohort: Annotated[str | None, "The unit's cohort."]
    scores: Annotated[
        tuple[ScoreExplained, ...], "The score in each wave, then the change in each comparison."
    ]
    notes: Annotated[
        tuple[Statement, ...],
        "What is reconstructed, and which answers were given later, from memory.",
    ]
    citations: Annotated[tuple[Citation, ...], "The sources of the rules behind it."]


class SubjectScore(Frozen):
    """A score that a ranking is the mean of."""

    subject: Annotated[str, "What was scored, such as a principle."]
    score: Annotated[Number, "The score."]
    sources: Annotated[tuple[str, ...], "What it was based on, where that is declared."]


class RankedUnit(Frozen):
    """A unit in a selection."""

    unit: Annotated[str, "The unit's id."]
    cohort: Annotated[str | None, "Its cohort."]
    score: Annotated[Number | None, "The mean score that it is ranked by; null without all of them."]
    rank: Annotated[int | None, "Its rank, 1 for the highest score."]
    class_: Annotated[str | None, "Its class."]
    is_available: Annotated[bool | None, "Whether it can be chosen; null if that is not known."]
    is_selected: Annotated[bool, "Whether it was selected."]
    reason: Annotated[str, "Why it was selected, or was not."]
    subjects: Annotated[tuple[SubjectScore, ...], "The scores that its mean is made of."]


class SelectionExplanation(Frozen):
    """A selection, and where its choices come from."""

    selection: Annotated[str, "The selection's id."]
    unit: Annotated[str | None, "The unit that was asked about; null for the whole selection."]
    group: Annotated[
        str | None,
        "The cohort that the unit is ranked in; null if all are ranked together, or for the whole selection.",
    ]
    as_written: Annotated[str, "The declaration of the selection, in YAML."]
    at: Annotated[Span, "The position of the declaration."]
    statements: Annotated[tuple[Statement, ...], "How the units are ranked and chosen, in sentences."]
    ranking: Annotated[
        tuple[RankedUnit, ...],
        "The units of the unit's group, or of the whole selection, by rank; empty where units must not be named.",
    ]
    notes: Annotated[
        tuple[Statement, ...],
        "What is reconstructed, and which answers were given later, from memory.",
    ]
    citations: Annotated[tuple[Citation, ...], "The sources of the rules behind it."]


class Explanation(Frozen):
    """The explanation of all that a name stands for in the results of a programme."""

    programme: Annotated[str, "The programme's title."]
    notice: Annotated[str | None, "A notice about the data that readers must see."]
    unit_word: Annotated[str, "The programme's word for a unit."]
    units_word: Annotated[str, "The programme's word for several units."]
    names_units: Annotated[
        bool, "Whether the programme lets units be named; if not, only their numbers are stated."
    ]
    name: Annotated[str, "The name that was asked about."]
    unit: Annotated[str | None, "The unit that was asked about."]
    labels: Annotated[
        Mapping[str, str], "The labels of the units by id, where the register has a column label or name."
    ]
    cohort_word: Annotated[str, "The programme's word for a cohort."]
    cohorts: Annotated[Mapping[str, str], "The label of each cohort with that word, by its id."]
    findings: Annotated[tuple[FindingExplanation, ...], "Findings of that name, one per comparison."]
    scores: Annotated[tuple[ScoreExplanation, ...], "The unit's scores for the principle of that name."]
    selections: Annotated[tuple[SelectionExplanation, ...], "The selection of that name."]
