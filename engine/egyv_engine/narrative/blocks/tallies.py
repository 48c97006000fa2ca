"""Writes the blocks that count verdicts: of a principle, of all, and of what cannot be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Self

from egyv_engine.model.findings import REASONS, Finding, Verdict
from egyv_engine.model.report import Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_suffix, paragraph
from egyv_engine.narrative.blocks.needs import COMPARISONS
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
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
    all_unchanged: bool
    cohort: Parts
    total: NumberFacts
    compared: NumberFacts
    improved: NumberFacts
    declined: NumberFacts
    unchanged: NumberFacts
    open: NumberFacts
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
        undecided = sum(f.certainty is not None and f.certainty.certainty == "open" for f in found)
        return cls(
            all_improved=improved == compared > 0,
            all_unchanged=unchanged == compared > 0,
            cohort=make.cohort(scope.cohort),
            total=make.number(f"{path}.total", len(found)),
            compared=make.number(f"{path}.compared", compared),
            improved=make.number(f"{path}.improved", improved),
            declined=make.number(f"{path}.declined", declined),
            unchanged=make.number(f"{path}.unchanged", unchanged),
            open=make.number(f"{path}.open", undecided),
            before_label=make.wave(scope.comparison[0]),
            after_label=make.wave(scope.comparison[1]),
            **own,
        )


@claim("tally")
class TallyFacts(VerdictFacts):
    """The verdicts of a principle."""


@claim("overall")
class OverallFacts(VerdictFacts):
    """The verdicts of all principles."""


@claim("overall_against")
class OverallAgainstFacts(ClaimFacts):
    """The principles in which more declined than improved, where more improved in all."""

    titles: Parts


@claim("not_comparable_not_asked")
class NotComparableNotAskedFacts(VerdictFacts):
    """The findings that cannot be compared because one wave did not ask."""

    number: NumberFacts


@claim("not_comparable_other")
class NotComparableOtherFacts(VerdictFacts):
    """The findings that cannot be compared for another reason."""

    number: NumberFacts
    reason: Annotated[str, OneOfWords(tuple(r for r in REASONS if r != "not_asked"))]


@claim("open_verdicts")
class OpenVerdictsFacts(VerdictFacts):
    """The findings whose verdict missing answers could change."""


@block(
    "principle_summary", options=BlockOptions, needs=(COMPARISONS,), scope="principle", claims=(TallyFacts,)
)
def principle_summary(inputs: BlockInputs, options: BlockOptions, principle: str) -> list[Section]:
    """State how many findings of a principle improved or declined, by cohort."""
    scopes = _scopes(inputs, principle)
    sentences = [
        _sentence(inputs, TallyFacts, scope) for scope in scopes if _has_verdicts(scope.findings(inputs))
    ]
    return paragraph(options, sentences)


@block(
    "overall",
    options=BlockOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(OverallFacts, OverallAgainstFacts),
)
def overall(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State how many findings improved or declined in all, and the principles that went the other way, by cohort."""
    context = inputs.context
    sentences: list[Sentence] = []
    for scope in _scopes(inputs, inputs.principle):
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
            facts = OverallAgainstFacts(titles=listed([term(title) for title in against]))
            sentences.append(inputs.book.sentence(facts, basis=sentences[-1].basis))
    return paragraph(options, sentences)


@block(
    "limitations",
    options=BlockOptions,
    needs=(COMPARISONS,),
    scope="principles",
    claims=(NotComparableNotAskedFacts, NotComparableOtherFacts, OpenVerdictsFacts),
)
def limitations(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State how many findings cannot be compared, why, and how many verdicts missing answers could change."""
    sentences: list[Sentence] = []
    for scope in _scopes(inputs, inputs.principle):
        found = scope.findings(inputs)
        for reason in REASONS:
            count = sum(f.reason == reason for f in found)
            number = inputs.make.number(f"{scope.path}.{reason}", count)
            if count and reason == "not_asked":
                sentences.append(_sentence(inputs, NotComparableNotAskedFacts, scope, number=number))
            elif count:
                sentences.append(
                    _sentence(inputs, NotComparableOtherFacts, scope, number=number, reason=reason)
                )
        if any(f.certainty is not None and f.certainty.certainty == "open" for f in found):
            sentences.append(_sentence(inputs, OpenVerdictsFacts, scope))
    return paragraph(options, sentences)


def _scopes(inputs: BlockInputs, principle: str | None) -> list[TallyScope]:
    """Return the principle, or all, in each cohort and comparison."""
    return [
        TallyScope(principle=principle, cohort=cohort, comparison=comparison)
        for cohort in inputs.cohorts
        for comparison in inputs.context.comparisons
    ]


def _has_verdicts(found: Sequence[Finding]) -> bool:
    return any(f.verdict in JUDGED for f in found)


def _sentence(inputs: BlockInputs, kind: type[VerdictFacts], scope: TallyScope, **own: Any) -> Sentence:
    """Return a claim on verdicts. own: the facts that only its kind has."""
    found = scope.findings(inputs)
    facts = kind.from_findings(found, scope, inputs, **own)
    basis = tuple(f.finding for f in found)
    return inputs.book.sentence(facts, basis=basis, variant_key=scope.path)
