"""Writes the blocks that count verdicts: of a principle, of all, and of what cannot be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self

from egyv_engine.model.findings import REASONS, Finding, Verdict
from egyv_engine.model.report import Section, Sentence
from egyv_engine.narrative.blocks.block import (
    BlockInputs,
    ComparisonOptions,
    block,
    cohort_suffix,
    paragraph,
)
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_little_changed
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison
from egyv_engine.narrative.templates.fact_types import OneOfWords

JUDGED: tuple[Verdict, ...] = ("improved", "declined", "unchanged")


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyScope:
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
        """Return the findings."""
        principles = inputs.principles if self.principle is None else (self.principle,)
        found = (inputs.context.findings_for(p, self.cohort, self.comparison) for p in principles)
        return [finding for each in found for finding in each]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFacts(ClaimFacts):
    """States how many findings improved, declined or did neither."""

    all_improved: bool
    all_declined: bool
    all_unchanged: bool
    is_some_little_changed: bool
    cohort: Parts
    comparison: Parts
    total: NumberFacts
    compared: NumberFacts
    improved: NumberFacts
    declined: NumberFacts
    unchanged: NumberFacts
    open: NumberFacts
    is_dont_know_open: bool
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
        make, path = inputs.make, scope.path
        verdicts = [f.verdict for f in found]
        improved, declined, unchanged = (verdicts.count(verdict) for verdict in JUDGED)
        compared = improved + declined + unchanged
        undecided = [f for f in found if f.certainty is not None and f.certainty.certainty == "open"]
        return cls(
            all_improved=improved == compared > 0,
            all_declined=declined == compared > 0,
            all_unchanged=unchanged == compared > 0,
            is_some_little_changed=any(
                f.verdict in JUDGED and is_little_changed(f, inputs.context.judged_on(f)) for f in found
            ),
            cohort=make.cohort(scope.cohort),
            comparison=inputs.comparison_words(scope.comparison),
            total=make.number(f"{path}.total", len(found)),
            compared=make.number(f"{path}.compared", compared),
            improved=make.number(f"{path}.improved", improved),
            declined=make.number(f"{path}.declined", declined),
            unchanged=make.number(f"{path}.unchanged", unchanged),
            open=make.number(f"{path}.open", len(undecided)),
            is_dont_know_open=any(
                inputs.context.is_dont_know_open(f, f.from_level, f.to_level) for f in undecided
            ),
            before_label=make.wave(scope.comparison[0]),
            after_label=make.wave(scope.comparison[1]),
            **own,
        )


@claim("tally")
class TallyFacts(VerdictFacts):
    """The verdicts of a principle."""

    is_tally = True


@claim("overall")
class OverallFacts(VerdictFacts):
    """The verdicts of all principles."""

    is_tally = True


@claim("overall_against")
class OverallAgainstFacts(ClaimFacts):
    """The principles in which more declined than improved, where more improved in all."""

    titles: Parts
    cohort: Parts
    comparison: Parts


@claim("not_comparable_not_asked")
class NotComparableNotAskedFacts(VerdictFacts):
    """The findings that cannot be compared because no wave before the later one asked."""

    number: NumberFacts
    is_all: bool


@claim("not_comparable_other")
class NotComparableOtherFacts(VerdictFacts):
    """The findings that cannot be compared for another reason."""

    number: NumberFacts
    is_all: bool
    reason: Annotated[str, OneOfWords(REASONS)]


@claim("open_verdicts")
class OpenVerdictsFacts(VerdictFacts):
    """The findings whose verdict missing answers could change."""


@block(
    "principle_summary",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principle",
    claims=(TallyFacts, ComparisonFacts),
)
def principle_summary(inputs: BlockInputs, options: ComparisonOptions, principle: str) -> list[Section]:
    """State how many findings of a principle improved or declined, by cohort."""
    scopes = _scopes(inputs, options, principle)
    sentences = [
        _sentence(inputs, TallyFacts, scope) for scope in scopes if _has_verdicts(scope.findings(inputs))
    ]
    return paragraph(options, sentences)


@block(
    "overall",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(OverallFacts, OverallAgainstFacts, ComparisonFacts),
)
def overall(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """State how many findings improved or declined in all, and the principles that went the other way, by cohort."""
    context = inputs.context
    sentences: list[Sentence] = []
    for scope in _scopes(inputs, options, inputs.principle):
        if not _has_verdicts(scope.findings(inputs)):
            continue
        sentences.append(_sentence(inputs, OverallFacts, scope))
        against = []
        balance = 0  # improved less declined
        for principle in inputs.principles:
            found = context.findings_for(principle, scope.cohort, scope.comparison)
            verdicts = [f.verdict for f in found]
            more = verdicts.count("improved") - verdicts.count("declined")
            balance += more
            if more < 0:
                against.append(context.linked.programme.principles[principle].title)
        if against and balance > 0:
            facts = OverallAgainstFacts(
                titles=listed([term(title) for title in against]),
                cohort=inputs.make.cohort(scope.cohort),
                comparison=inputs.comparison_words(scope.comparison),
            )
            sentences.append(inputs.book.sentence(facts, basis=sentences[-1].basis))
    return paragraph(options, sentences)


@block(
    "limitations",
    options=ComparisonOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(NotComparableNotAskedFacts, NotComparableOtherFacts, OpenVerdictsFacts, ComparisonFacts),
)
def limitations(inputs: BlockInputs, options: ComparisonOptions) -> list[Section]:
    """State how many findings cannot be compared, why, and how many verdicts missing answers could change."""
    sentences: list[Sentence] = []
    for scope in _scopes(inputs, options, inputs.principle):
        found = scope.findings(inputs)
        first_asked = sum(
            f.reason == "not_asked"
            and f.to_level is not None
            and f.to_level.asked > 0
            and inputs.context.is_first_asked(f)
            for f in found
        )
        if first_asked:
            number = inputs.make.number(f"{scope.path}.first_asked", first_asked)
            is_all = first_asked == len(found)
            sentences.append(
                _sentence(inputs, NotComparableNotAskedFacts, scope, number=number, is_all=is_all)
            )
        for reason in REASONS:
            count = sum(f.reason == reason for f in found) - (first_asked if reason == "not_asked" else 0)
            number = inputs.make.number(f"{scope.path}.{reason}", count)
            own = {"number": number, "is_all": count == len(found), "reason": reason}
            if count:
                sentences.append(_sentence(inputs, NotComparableOtherFacts, scope, **own))
        if any(f.certainty is not None and f.certainty.certainty == "open" for f in found):
            sentences.append(_sentence(inputs, OpenVerdictsFacts, scope))
    return paragraph(options, sentences)


def _scopes(inputs: BlockInputs, options: ComparisonOptions, principle: str | None) -> list[TallyScope]:
    """Return the principle, or all, in each cohort and in each comparison of the block."""
    return [
        TallyScope(principle=principle, cohort=cohort, comparison=comparison)
        for cohort in inputs.cohorts
        for comparison in inputs.comparisons(options)
    ]


def _has_verdicts(found: Sequence[Finding]) -> bool:
    return any(f.verdict in JUDGED for f in found)


def _sentence(inputs: BlockInputs, kind: type[VerdictFacts], scope: TallyScope, **own: Any) -> Sentence:
    """Return a claim on verdicts. own: the facts that only its kind has."""
    found = scope.findings(inputs)
    facts = kind.from_findings(found, scope, inputs, **own)
    basis = tuple(f.finding for f in found)
    return inputs.book.sentence(facts, basis=basis, variant_key=scope.path)
