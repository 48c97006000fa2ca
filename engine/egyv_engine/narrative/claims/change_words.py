"""Makes the words for the size of a change, and for a change that the counts alone do not show."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from egyv_engine.model.findings import Finding, Level
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts, answered_once_clause
from egyv_engine.narrative.claims.changes import (
    change_of,
    change_path,
    is_apart,
    is_exchanged,
    is_of_one,
    is_same_level,
)
from egyv_engine.narrative.claims.claim import claim, rise_or_fall
from egyv_engine.narrative.claims.claim_kinds import count_misleads, sign_of_change
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Parts, percentage


@claim("among_matched")
class AmongMatchedFacts(FindingFacts):
    """Words for the units that are compared: those with an answer both times."""

    matched: NumberFacts


@claim("by_units")
class ByUnitsFacts(FindingFacts):
    """Words for a change of one unit."""

    net: NumberFacts


@claim("by_points")
class ByPointsFacts(FindingFacts):
    """Words for the difference between two percentages."""

    points: Parts
    is_one: bool


@claim("net_change", directions=rise_or_fall(), inserted=("gained.n", "lost.n"))
class NetChangeFacts(FindingFacts):
    """The change among the units that answered both times, where the two counts differ by another number."""

    net: NumberFacts
    gained: NumberFacts
    lost: NumberFacts
    among_matched: Parts
    answered_once: Parts
    is_lower_better: bool
    is_rise: bool


def by_words(finding: Finding, make: FactMaker, book: Phrasebook, *, among: Sequence[Level] = ()) -> Parts:
    """Return words for the size of a change: "by one area", "by six percentage points"; else nothing.

    The number of units is that of the units that answered both times, where the change is judged on them.

    Args:
        finding: The finding of a comparison.
        make: The maker of facts.
        book: The phrases of the report.
        among: The levels of its claim, if they are not those of the comparison alone.
    """
    _, before, after, change = change_of(finding)
    path, net = change_path(finding), change.net
    points = make.points(finding, among or (before, after))
    if points:
        written = percentage(f"{path}.points", points)
        return book.clause(ByPointsFacts(points=written, is_one=Fraction(points) == 1))
    judged_on = make.context.judged_on(finding)
    # By shares of the whole base, a count may rise where as many units, or fewer, met it among those with an answer both times.
    if judged_on == "matched" and abs(net) == 1 and not is_apart(finding, judged_on):
        return book.clause(ByUnitsFacts(net=make.number(f"{path}.net", 1)))
    return ()


def is_as_share(finding: Finding, make: FactMaker) -> bool:
    """Return whether a share that is judged rose or fell, no percentages say so, and the count did not go the same way.

    Args:
        finding: The finding of a comparison.
        make: The maker of facts.
    """
    _, before, after, _ = change_of(finding)
    is_judged = make.context.judged_on(finding) == "all" and not make.points(finding, (before, after))
    return is_judged and count_misleads(finding, "all")


def change_facts(finding: Finding, make: FactMaker, book: Phrasebook) -> dict[str, Any]:
    """Return the facts of a change that a claim has on one finding and on several alike.

    Args:
        finding: The finding of a comparison; of several alike, the first.
        make: The maker of facts.
        book: The phrases of the report.
    """
    _, before, after, change = change_of(finding)
    path, sign = change_path(finding), sign_of_change(finding, make.context.judged_on(finding))
    return {
        "net": make.number(f"{path}.net", abs(change.net)),
        "gained": make.number(f"{path}.gained", change.gained),
        "lost": make.number(f"{path}.lost", change.lost),
        "by": by_words(finding, make, book),
        "is_in_points": bool(make.points(finding, (before, after))),
        "is_as_share": is_as_share(finding, make),
        "matched": make.number(f"{path}.matched", change.matched),
        "among_matched": among_matched(finding, make, book),
        "answered_once": answered_once_clause(finding, make, book),
        "is_lower_better": make.context.direction(finding) == "lower",
        "is_rise": sign > 0 if sign else after.count > before.count,
        "is_same_level": is_same_level(finding, is_separate=book.common.is_separate),
        "is_of_one": is_of_one(finding),
        "is_exchanged": is_exchanged(finding),
    }


def net_change_of(finding: Finding, make: FactMaker, book: Phrasebook) -> NetChangeFacts | None:
    """Return the net change of the matched units, where the counts differ by another number; else None.

    Args:
        finding: The finding of a comparison, which rose or fell.
        make: The maker of facts.
        book: The phrases of the report.
    """
    change, path = change_of(finding)[3], change_path(finding)
    net = change.net
    if net == 0 or not is_apart(finding, make.context.judged_on(finding)):
        return None
    return NetChangeFacts(
        net=make.number(f"{path}.net", abs(net)),
        gained=make.number(f"{path}.gained", change.gained),
        lost=make.number(f"{path}.lost", change.lost),
        among_matched=among_matched(finding, make, book),
        answered_once=answered_once_clause(finding, make, book),
        is_lower_better=make.context.direction(finding) == "lower",
        is_rise=net > 0,
    )


def among_matched(finding: Finding, make: FactMaker, book: Phrasebook) -> Parts:
    """Return words for the units that a comparison is made among: "among the nine that answered both times".

    Args:
        finding: The finding of a comparison.
        make: The maker of facts.
        book: The phrases of the report.
    """
    matched = make.number(f"{change_path(finding)}.matched", change_of(finding)[3].matched)
    return book.clause(AmongMatchedFacts(matched=matched))
