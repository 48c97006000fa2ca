"""The caveats of a claim: what a reader must know of a finding wherever its change is stated."""

from collections.abc import Iterator
from typing import ClassVar

from egyv_engine.model.findings import Finding, is_by_one
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import BoundNumber, CaveatKind
from egyv_engine.narrative.claims.changes import change_of, change_path, is_apart
from egyv_engine.narrative.claims.claim import ClaimFacts, claim, claims_of
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison, ReportContext


class CaveatFacts(ClaimFacts):
    """The words of the key to the marks on a kind of caveat.

    caveat: the kind. said_by: the parts of a change of which any says it in words, so that the claim needs no mark.
    """

    caveat: ClassVar[CaveatKind]
    said_by: ClassVar[frozenset[str]] = frozenset()


@claim("caveat_care")
class CareFacts(CaveatFacts):
    """The two waves are compared with care. note: why, where the programme says so."""

    caveat = "care"
    note: Parts


@claim("caveat_open")
class OpenFacts(CaveatFacts):
    """Missing answers could change the verdict; a number next to the mark is how many it would take. is_numbered: there is one.

    is_reply_open: those of units that did not reply each time are among them, in some result.
    """

    caveat = "open"
    said_by = frozenset({"net_low", "net_high", "open"})
    is_dont_know_open: bool
    is_reply_open: bool
    is_numbered: bool = False


@claim("caveat_unreturned")
class UnreturnedFacts(CaveatFacts):
    """Units that never replied could change the verdict, although no other missing answer can. is_numbered: as above."""

    caveat = "unreturned"
    said_by = frozenset({"unreturned"})
    is_numbered: bool = False


@claim("caveat_recalled")
class RecalledFacts(CaveatFacts):
    """The answers of a wave were given later, from memory."""

    caveat = "recalled"
    wave_label: Parts


@claim("caveat_one_unit")
class OneUnitFacts(CaveatFacts):
    """The number changed by one unit alone. is_some: not all numbers that the claim counts did."""

    caveat = "one_unit"
    said_by = frozenset({"net", "gained", "lost", "by_one"})
    is_some: bool


@claim("caveat_count_differs")
class CountDiffersFacts(CaveatFacts):
    """The counts of the waves differ by another number than the net change of the units that answered both times.

    The number next to the mark is that net change.
    """

    caveat = "count_differs"
    said_by = frozenset({"net", "gained", "lost", "matched", "answered_before_only", "answered_after_only"})


@claim("caveat_reconstructed")
class ReconstructedFacts(CaveatFacts):
    """A figure rests on what was reconstructed."""

    caveat = "reconstructed"
    note: Parts


# The kinds of claim that any report may make, whatever its blocks.
CAVEAT_CLAIMS: tuple[type[ClaimFacts], ...] = claims_of(CaveatFacts)


class FoundCaveat(Frozen):
    """A caveat of one claim: what the key says, the number that follows its mark, and the comparison that it names."""

    facts: CaveatFacts
    number: BoundNumber | None = None
    comparison: Comparison | None = None


def caveats_of(finding: Finding, make: FactMaker) -> tuple[FoundCaveat, ...]:
    """Return the caveats of a finding's change, in the order of CAVEAT_KINDS; none where it is not compared.

    Args:
        finding: The finding.
        make: The maker of facts.
    """
    if not is_compared(finding):
        return ()
    assert finding.from_wave is not None
    return (
        *map(_unnumbered, _care(finding, make)),
        *_open(finding, make.context),
        *map(_unnumbered, recalled(finding.cohort, finding.from_wave, make)),
        *_of_counts(finding, make.context),
    )


def recalled(cohort: str | None, wave: str, make: FactMaker) -> Iterator[RecalledFacts]:
    """Yield a caveat where a cohort answered a wave from memory.

    Args:
        cohort: The cohort.
        wave: The wave of a level that is stated.
        make: The maker of facts.
    """
    about = (None, cohort)
    for entry in make.context.linked.waves[wave].retrospective:
        if entry.cohort in about or cohort == make.context.plan.everyone:
            yield RecalledFacts(wave_label=make.wave(wave))


def has_care(finding: Finding, make: FactMaker) -> bool:
    """Return whether the finding's waves are compared with care, or the earlier one was answered from memory.

    Args:
        finding: The finding.
        make: The maker of facts.
    """
    wave = finding.from_wave
    return finding.with_caution or (wave is not None and any(recalled(finding.cohort, wave, make)))


def _unnumbered(facts: CaveatFacts) -> FoundCaveat:
    return FoundCaveat(facts=facts)


def _care(finding: Finding, make: FactMaker) -> Iterator[CareFacts]:
    if finding.with_caution:
        comparison = finding.cohort, finding.from_wave or "", finding.to_wave
        notes = make.context.planned(finding).comparability[comparison].care_notes
        yield from (CareFacts(note=term(note)) for note in notes or (None,))


def _open(finding: Finding, context: ReportContext) -> Iterator[FoundCaveat]:
    certainty = finding.certainty
    if certainty is None or "open" not in (certainty.certainty, certainty.certainty_surveyed):
        return
    is_of_unreturned = certainty.certainty == "firm"
    needed = missing_to_change(finding, context)
    if is_of_unreturned and needed is not None and needed > _unreturned(finding):
        needed = None  # it takes other missing answers, too
    path = f"{change_path(finding)}.missing_to_change"
    number = None if needed is None else BoundNumber(ref=path, value=str(needed), text=str(needed))
    # What is open anywhere is the same of each finding, so that they have one mark.
    of_any = OpenFacts(is_dont_know_open=context.has_open_dont_know, is_reply_open=context.has_open_reply)
    yield FoundCaveat(facts=UnreturnedFacts() if is_of_unreturned else of_any, number=number)


def _unreturned(finding: Finding) -> int:
    """Return the most units of a compared finding that can have been left out of both waves, because they gave no reply in time."""
    levels = (finding.from_level, finding.to_level)
    return min(level.surveyed - level.analysed for level in levels if level is not None)


def missing_to_change(finding: Finding, context: ReportContext) -> int | None:
    """Return how many missing answers it takes to change an open verdict; None where the criterion reads shares.

    Each missing answer moves the net by one unit at most.

    Args:
        finding: A finding that is compared, and open.
        context: The programme and its results.
    """
    criterion, change, move = context.criterion(finding), finding.change, finding.judged_move
    if criterion is None or change is None or move is None or criterion.judged_on == "all":
        return None
    up, down = criterion.improved.net_at_least, criterion.declined.net_at_most
    shares = (criterion.improved.share_change_at_least, criterion.declined.share_change_at_most)
    if up is None or down is None or shares != (None, None):
        return None
    rise, fall = (-down, -up) if context.direction(finding) == "lower" else (up, down)
    if move == 1:
        return int(change.net - rise + 1)
    if move == -1:
        return int(fall - change.net + 1)
    return int(min(rise - change.net, change.net - fall))


def _of_counts(finding: Finding, context: ReportContext) -> Iterator[FoundCaveat]:
    judged_on = context.judged_on(finding)
    if is_by_one(finding, judged_on):
        yield FoundCaveat(facts=OneUnitFacts(is_some=False))
    if is_apart(finding, judged_on):
        signed = _signed(f"{change_path(finding)}.net", change_of(finding)[-1].net)
        yield FoundCaveat(facts=CountDiffersFacts(), number=signed)


def _signed(ref: str, value: int) -> BoundNumber:
    """Return a whole number with its sign, as it follows a mark: with a plus or a minus, or "0"."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return BoundNumber(ref=ref, value=str(value), text=f"{sign}{abs(value)}")
