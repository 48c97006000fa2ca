"""The claims that accompany the one on a finding: an opening, the comparison, who answered, a target."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Self

from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.changes import answered_once, change_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import FactMaker, LevelFacts, NumberFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.lists import further_clauses, joined_clauses
from egyv_engine.narrative.language.numbers import decimal_as_read
from egyv_engine.narrative.language.parts import Parts, percentage, term
from egyv_engine.narrative.report_context import Comparison


class StatedLevel(Frozen):
    """A level that a sentence states.

    items: empty where that sentence names no items, or one list of them. is_bounded: whether it is one count, of which the
    lowest and the highest are to be said.
    """

    finding: Finding
    wave: str
    level: Level
    items: Parts = ()
    is_many: bool = False
    is_bounded: bool = False


class FindingFacts(ClaimFacts):
    """A claim on one finding, or a part of one."""


@claim("answered_before_only")
class AnsweredBeforeOnlyFacts(FindingFacts):
    """A clause on units that answered at the earlier wave alone."""

    once: NumberFacts
    before_label: Parts


@claim("answered_after_only")
class AnsweredAfterOnlyFacts(FindingFacts):
    """A clause on units that answered at the later wave alone."""

    once: NumberFacts
    after_label: Parts


@claim("comparison")
class ComparisonFacts(ClaimFacts):
    """Words for a comparison, which other claims read as `comparison` where the programme declares several."""

    before_label: Parts
    after_label: Parts


def comparison_words(comparison: Comparison | None, make: FactMaker, book: Phrasebook) -> Parts:
    """Return words for a comparison; nothing in a programme that declares one comparison or none.

    Args:
        comparison: The earlier and the later wave; None where nothing is compared.
        make: The maker of facts.
        book: The phrases of the report.
    """
    if comparison is None or len(make.context.comparisons) < 2:
        return ()
    before, after = map(make.wave, comparison)
    return book.clause(ComparisonFacts(before_label=before, after_label=after))


class OpeningFacts(FindingFacts):
    """A claim whose cohort is named first."""

    cohort: Parts
    claim: Parts


@claim("in_cohort")
class InCohortFacts(OpeningFacts):
    """The claim of the first cohort in a paragraph."""


@claim("in_other_cohort")
class InOtherCohortFacts(OpeningFacts):
    """The claim of a further cohort in a paragraph."""


class AnswersFacts(FindingFacts):
    """A sentence on the answers of one wave to what the sentence before it states; `items`: of these, in a list of several."""

    items: Parts
    level: LevelFacts
    is_many: bool


@claim("partial")
class PartialFacts(AnswersFacts):
    """Some units that were asked gave no answer that settles whether it was so.

    clauses: how many did in each further wave; is_each_time: as many in each of several waves; bounded_label: the wave whose
    lowest and highest number are said, where the sentence is on several.
    """

    low: NumberFacts
    high: NumberFacts
    clauses: Parts
    bounded_label: Parts
    is_each_time: bool
    is_bounded: bool
    is_dont_know_open: bool

    @classmethod
    def from_levels(cls, found: Sequence[StatedLevel], make: FactMaker, book: Phrasebook) -> Self:
        """Return the facts of levels whose bases are smaller than the numbers of units asked, which one sentence states.

        Args:
            found: The levels, and what they are the levels of.
            make: The maker of facts.
            book: The phrases of the report.
        """
        first, *others = found
        bounded = next((each for each in found if each.is_bounded), first)
        level, path = bounded.level, make.context.level_path(bounded.finding, bounded.wave)
        is_alike = bool(others) and len({(each.level.base, each.level.asked) for each in found}) == 1
        more = [PartialMoreFacts(level=make.level(e.finding, e.wave, e.level)) for e in others]
        return cls(
            items=first.items,
            level=make.level(first.finding, first.wave, first.level),
            is_many=first.is_many,
            low=make.number(f"{path}.count", level.count),
            high=make.number(f"{path}.count_high", level.count + level.asked - level.base),
            clauses=() if is_alike else further_clauses([book.clause(each) for each in more]),
            bounded_label=make.wave(bounded.wave) if others else (),
            is_each_time=is_alike,
            is_bounded=bounded.is_bounded,
            is_dont_know_open=make.context.is_dont_know_open(bounded.finding, level),
        )


@claim("partial_more", counts=())
class PartialMoreFacts(FindingFacts):
    """A clause on the units that gave an answer that settles it in a further wave."""

    level: LevelFacts


@claim("dont_know")
class DontKnowFacts(AnswersFacts):
    """Some units answered that they did not know. clauses: how many did in each further wave."""

    clauses: Parts

    @classmethod
    def from_levels(cls, found: Sequence[StatedLevel], make: FactMaker, book: Phrasebook) -> Self:
        """Return the facts of levels that one sentence states, each with don't-knows.

        Args:
            found: The levels, and what they are the levels of.
            make: The maker of facts.
            book: The phrases of the report.
        """
        first, *others = found
        more = [
            DontKnowMoreFacts(
                dont_know=make.number(
                    f"{make.context.level_path(each.finding, each.wave)}.dont_know", each.level.dont_know
                ),
                wave_label=make.level_wave(each.wave),
            )
            for each in others
        ]
        return cls(
            items=first.items,
            level=make.level(first.finding, first.wave, first.level),
            is_many=first.is_many,
            clauses=further_clauses([book.clause(each) for each in more]),
        )


@claim("dont_know_more")
class DontKnowMoreFacts(FindingFacts):
    """A clause on the units that did not know in a further wave."""

    dont_know: NumberFacts
    wave_label: Parts


@claim("target", counts=())
class TargetFacts(FindingFacts):
    """A sentence on whether a target was met, and whether missing answers could change that.

    is_exact: it is all, or none; is_reply_open: units that did not reply could change it, too.
    """

    says: Parts
    title: Parts
    after: LevelFacts
    target: Parts
    is_at_most: bool
    is_exact: bool
    is_met: bool
    is_open: bool
    is_dont_know_open: bool
    is_reply_open: bool

    @classmethod
    def from_finding(cls, finding: Finding, make: FactMaker) -> Self:
        """Return the facts of a finding whose indicator has a target."""
        level = finding.to_level
        assert level is not None
        target, is_at_most, is_exact = target_of(finding, make)
        return cls(
            says=make.says(finding),
            title=term(make.context.indicator(finding).title),
            after=make.level(finding, finding.to_wave, level),
            target=target,
            is_at_most=is_at_most,
            is_exact=is_exact,
            is_met=finding.target_met is True,
            is_open=finding.target_certainty == "open",
            is_dont_know_open=make.context.is_dont_know_open(finding, level),
            is_reply_open=make.context.is_later_reply_open(finding),
        )


def target_of(finding: Finding, make: FactMaker) -> tuple[Parts, bool, bool]:
    """Return the target of the finding's indicator as a percentage, and whether it is a share that is not to be passed.

    The last says whether there is no share beyond it, so that it is met by this share alone.

    Args:
        finding: A finding whose indicator has a target.
        make: The maker of facts.
    """
    target = make.context.indicator(finding).target
    assert target is not None
    is_at_most = target.share_at_least is None
    share = (target.share_at_most if is_at_most else target.share_at_least) or Fraction(0)
    path = f"{finding.principle}.{finding.indicator}#target"
    return percentage(path, f"{decimal_as_read(share)}%"), is_at_most, share == (0 if is_at_most else 100)


def answered_once_clause(finding: Finding, make: FactMaker, book: Phrasebook) -> Parts:
    """Return a clause on units that answered in one of the two waves only; nothing where there are none.

    Args:
        finding: The finding of a comparison.
        make: The maker of facts, which gives numbers their paths.
        book: The phrases of the report.
    """
    path = change_path(finding)
    before_only, after_only = answered_once(finding)
    clauses = []
    if before_only:
        once = make.number(f"{path}.answered_before_only", before_only)
        clauses.append(
            book.clause(AnsweredBeforeOnlyFacts(once=once, before_label=make.wave(finding.from_wave)))
        )
    if after_only:
        once = make.number(f"{path}.answered_after_only", after_only)
        clauses.append(book.clause(AnsweredAfterOnlyFacts(once=once, after_label=make.wave(finding.to_wave))))
    return joined_clauses(clauses)
