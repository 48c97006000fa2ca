"""Writes the blocks that count verdicts: of a principle, of all, and of what cannot be compared."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

from egyv_engine.model.findings import REASONS, Finding, Verdict, cohort_suffix, is_by_one
from egyv_engine.model.frozen import Frozen, field_names, replace
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.narrative.blocks.block import (
    BlockInputs,
    ComparisonOptions,
    block,
    paragraph,
    sections,
)
from egyv_engine.narrative.blocks.chosen_findings import by_comparison, scored
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_little_changed
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed_clauses
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison, ReportContext
from egyv_engine.narrative.templates.fact_types import OneOfWords

JUDGED: tuple[Verdict, ...] = ("improved", "declined", "unchanged")


class TallyScope(Frozen):
    """The findings that a claim counts: of one principle or of all, in a cohort and a comparison."""

    principle: str | None
    cohort: str | None
    comparison: Comparison

    @property
    def path(self) -> str:
        """The path of their numbers."""
        before, after = self.comparison
        return f"{self.principle or ''}{cohort_suffix(self.cohort)}#{before}:{after}"

    def findings(self, inputs: BlockInputs) -> list[Finding]:
        """Return the findings of scored indicators: others restate or refine these, and would count twice."""
        principles = inputs.principles if self.principle is None else (self.principle,)
        found = (inputs.context.findings_for(p, self.cohort, self.comparison) for p in principles)
        return [finding for each in found for finding in scored(inputs, each)]


class VerdictFacts(ClaimFacts):
    """States how many scored findings improved, declined or did neither.

    by_one: of those that moved, how many did by one unit alone; open: how many missing answers could change; unreturned:
    how many more could be changed by units that never replied.
    """

    all_improved: bool
    all_declined: bool
    all_unchanged: bool
    is_some_little_changed: bool
    is_some_unscored: bool
    has_lower_better: bool
    cohort: Parts
    comparison: Parts
    total: NumberFacts
    compared: NumberFacts
    improved: NumberFacts
    declined: NumberFacts
    unchanged: NumberFacts
    by_one: NumberFacts
    open: NumberFacts
    unreturned: NumberFacts
    is_dont_know_open: bool
    is_reply_open: bool
    before_label: Parts
    after_label: Parts

    @classmethod
    def from_findings(
        cls, found: Sequence[Finding], scope: TallyScope, inputs: BlockInputs, **own: Any
    ) -> Self:
        """Return the facts of these findings.

        Args:
            found: The findings.
            scope: What they are the findings of.
            inputs: The programme and its results.
            own: The facts that only this kind of claim has.
        """
        context, path = inputs.context, scope.path
        numbers = verdict_numbers(found, inputs.context)
        compared, names = numbers["compared"], set(field_names(cls))
        undecided = [f for f in found if _is_open(f)]
        stated: dict[str, Any] = {
            name: inputs.make.number(f"{path}.{name}", n) for name, n in numbers.items() if name in names
        }
        scoped = {
            "cohort": inputs.make.cohort(scope.cohort),
            "comparison": inputs.comparison_words(scope.comparison),
        }
        return cls(
            all_improved=numbers["improved"] == compared > 0,
            all_declined=numbers["declined"] == compared > 0,
            all_unchanged=numbers["unchanged"] == compared > 0,
            is_some_little_changed=any(
                f.verdict in JUDGED and is_little_changed(f, context.judged_on(f)) for f in found
            ),
            is_some_unscored=any(not entry.indicator.scored for entry in context.linked.indicators.values()),
            has_lower_better=any(context.direction(f) == "lower" for f in found),
            is_dont_know_open=any(context.is_dont_know_open(f, f.from_level, f.to_level) for f in undecided),
            is_reply_open=any(map(context.is_reply_open, undecided)),
            before_label=inputs.make.wave(scope.comparison[0]),
            after_label=inputs.make.wave(scope.comparison[1]),
            **stated,
            **{**scoped, **own},
        )


def verdict_numbers(found: Sequence[Finding], context: ReportContext) -> dict[str, int]:
    """Return how many of the findings there are of each kind that a tally or a table states.

    Args:
        found: The findings, of scored indicators.
        context: The programme and its results.
    """
    verdicts = [f.verdict for f in found]
    judged: dict[str, int] = {verdict: verdicts.count(verdict) for verdict in JUDGED}
    moved = [f for f in found if f.verdict in ("improved", "declined") and f.change is not None]
    undecided = sum(map(_is_open, found))
    unreturned = sum(
        f.certainty is not None and not _is_open(f) and f.certainty.certainty_surveyed == "open"
        for f in found
    )
    return {
        "total": len(found),
        "compared": sum(judged.values()),
        **judged,
        "not_judged": verdicts.count("not_judged"),
        "not_comparable": verdicts.count("not_comparable"),
        "by_one": sum(is_by_one(f, context.judged_on(f)) for f in moved),
        "open": undecided,
        "unreturned": unreturned,
        "open_to_any": undecided + unreturned,
    }


def _is_open(finding: Finding) -> bool:
    return finding.certainty is not None and finding.certainty.certainty == "open"


@claim("overall")
class OverallFacts(VerdictFacts):
    """The verdicts of all principles."""

    is_tally = True


@claim("nothing_compared")
class NothingComparedFacts(VerdictFacts):
    """None of the findings can be compared."""

    is_tally = True


@claim("overall_against")
class OverallAgainstFacts(ClaimFacts):
    """The principles in which more declined than improved, where more improved in all; the title of each with its numbers."""

    is_tally = True
    titles: Parts
    cohort: Parts
    comparison: Parts


@claim("against_clause")
class AgainstClauseFacts(VerdictFacts):
    """The title of such a principle, with how many of its findings declined and improved."""

    title: Parts


@claim("not_comparable_not_asked")
class NotComparableNotAskedFacts(VerdictFacts):
    """The findings that cannot be compared because no wave before the later one asked."""

    number: NumberFacts
    is_all: bool
    is_another: bool


@claim("not_comparable_other")
class NotComparableOtherFacts(VerdictFacts):
    """The findings that cannot be compared for another reason. is_another: the sentence before gives one reason already."""

    number: NumberFacts
    is_all: bool
    is_another: bool
    reason: Annotated[str, OneOfWords(REASONS)]


@claim("open_verdicts")
class OpenVerdictsFacts(VerdictFacts):
    """The findings whose verdict missing answers could change."""


@block(
    "overall",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(OverallFacts, OverallAgainstFacts, AgainstClauseFacts, ComparisonFacts),
)
def overall(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """State how many findings improved or declined in all, and the principles that went the other way, by cohort."""
    sentences: list[Sentence] = []
    for scope in _scopes(inputs, options, inputs.principle):
        found = scope.findings(inputs)
        if not _has_verdicts(found):
            continue
        sentences.append(_sentence(inputs, OverallFacts, scope, found))
        if inputs.principle is None:
            sentences += _against(inputs, scope)
    return paragraph(options, sentences)


def _against(inputs: BlockInputs, scope: TallyScope) -> list[Sentence]:
    """Return a sentence on the principles in which more declined than improved, where more improved in all."""
    scopes = [replace(scope, principle=principle) for principle in inputs.principles]
    found = {each: each.findings(inputs) for each in scopes}
    balances = {each: improved_less_declined(of_principle) for each, of_principle in found.items()}
    against = [each for each, balance in balances.items() if balance < 0]
    if not against or sum(balances.values()) <= 0:
        return []
    titles = inputs.context.linked.programme.principles
    named, basis = [], []
    for each in against:
        title = term(titles[each.principle or ""].title)
        facts_of_clause = AgainstClauseFacts.from_findings(found[each], each, inputs, title=title)
        named.append(inputs.book.clause(facts_of_clause))
        basis += [f.finding for f in found[each]]
    facts = OverallAgainstFacts(
        titles=listed_clauses(named),
        cohort=inputs.make.cohort(scope.cohort),
        comparison=inputs.comparison_words(scope.comparison),
    )
    return [inputs.book.sentence(facts, basis=tuple(basis))]


TALLY_CLAIMS: tuple[type[ClaimFacts], ...] = (
    OverallFacts,
    NothingComparedFacts,
    NotComparableNotAskedFacts,
    NotComparableOtherFacts,
)


def tally_of(inputs: BlockInputs, cohort: str | None, comparison: Comparison) -> list[Sentence]:
    """Return what became of all scored findings of a cohort and comparison: their verdicts and why some have none, or that all have none.

    Args:
        inputs: The programme and its results.
        cohort: The cohort.
        comparison: The earlier and the later wave.
    """
    scope = TallyScope(principle=None, cohort=cohort, comparison=comparison)
    found = scope.findings(inputs)
    if not _has_verdicts(found):
        return [_sentence(inputs, NothingComparedFacts, scope, found)]
    overall_sentence = _sentence(inputs, OverallFacts, scope, found)
    return [overall_sentence, *_not_comparable(inputs, scope, found, cohort=(), comparison=())]


def improved_less_declined(found: Sequence[Finding]) -> int:
    """Return how many of the findings improved less how many declined.

    Args:
        found: The findings.
    """
    verdicts = [f.verdict for f in found]
    return verdicts.count("improved") - verdicts.count("declined")


@block(
    "limitations",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(NotComparableNotAskedFacts, NotComparableOtherFacts, OpenVerdictsFacts, ComparisonFacts),
)
def limitations(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """State how many findings cannot be compared, why, and how many verdicts missing answers could change, by cohort."""
    several = len(inputs.context.comparisons) > 1
    named: dict[str, Parts] = {"comparison": ()} if several else {}  # by the words before the paragraph
    said: dict[TallyScope, list[Sentence]] = {}
    for scope in _scopes(inputs, options, inputs.principle):
        found = scope.findings(inputs)
        sentences = _not_comparable(inputs, scope, found, **named)
        numbers = verdict_numbers(found, inputs.context)
        if numbers["open"] or numbers["unreturned"]:
            own = {"cohort": (), "comparison": ()} if sentences else named
            sentences.append(_sentence(inputs, OpenVerdictsFacts, scope, found, **own))
        said[scope] = sentences
    if not several:
        return sections(options, [Paragraph(sentences=tuple(each)) for each in said.values() if each])
    of_comparison: dict[Comparison, list[Sentence]] = {}
    for scope, sentences in said.items():
        of_comparison.setdefault(scope.comparison, []).extend(sentences)
    return sections(options, by_comparison(inputs, of_comparison))


def _not_comparable(
    inputs: BlockInputs, scope: TallyScope, found: Sequence[Finding], **scoped: Parts
) -> list[Sentence]:
    """Return a sentence for each reason why findings cannot be compared; the first names the cohort, or says what is given."""
    new = sum(_is_first_asked(inputs, f) for f in found)
    counts: dict[str, int] = {reason: sum(f.reason == reason for f in found) for reason in REASONS}
    counts["not_asked"] -= new
    sentences: list[Sentence] = []
    for name, count in {"first_asked": new, **counts}.items():
        if count:
            own = {
                "number": inputs.make.number(f"{scope.path}.{name}", count),
                "is_all": count == len(found),
                "is_another": bool(sentences),
                **scoped,
            }
            if name == "first_asked":
                sentences.append(_sentence(inputs, NotComparableNotAskedFacts, scope, found, **own))
            else:
                sentences.append(_sentence(inputs, NotComparableOtherFacts, scope, found, reason=name, **own))
    return sentences


def _is_first_asked(inputs: BlockInputs, finding: Finding) -> bool:
    later = finding.to_level
    is_asked = finding.reason == "not_asked" and later is not None and later.asked > 0
    return is_asked and inputs.context.is_first_asked(finding)


def _scopes(inputs: BlockInputs, options: ComparisonOptions, principle: str | None) -> list[TallyScope]:
    """Return the principle, or all, in each cohort and in each comparison of the block."""
    return [
        TallyScope(principle=principle, cohort=cohort, comparison=comparison)
        for cohort in inputs.cohorts
        for comparison in inputs.comparisons(options)
    ]


def _has_verdicts(found: Sequence[Finding]) -> bool:
    return any(f.verdict in JUDGED for f in found)


def _sentence(
    inputs: BlockInputs, kind: type[VerdictFacts], scope: TallyScope, found: Sequence[Finding], **own: Any
) -> Sentence:
    """Return a claim on the verdicts of a scope. found: its findings; own: the facts that only its kind has."""
    facts = kind.from_findings(found, scope, inputs, **own)
    basis = tuple(f.finding for f in found)
    return inputs.book.sentence(facts, basis=basis, comparison=scope.comparison, variant_key=scope.path)
