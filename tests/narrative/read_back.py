"""Writes everything that the shipped phrases can say: each kind of claim over all signs, from findings made by hand."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import chain, combinations_with_replacement, product
from typing import Any

from egyv_engine.model.findings import CERTAINTIES, REASONS, Certainty, CertaintyWord, Finding, Movement
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Sentence
from egyv_engine.model.supplements import (
    Point,
    RecommendationCount,
    Score,
    ScoreChange,
    Selected,
    SelectionReason,
    Supplements,
)
from egyv_engine.narrative.blocks.care_box import CareSingleRepliesFacts
from egyv_engine.narrative.blocks.case_studies import SelectionFacts, SelectionNoneFacts
from egyv_engine.narrative.blocks.composites import CompositePartsFacts
from egyv_engine.narrative.blocks.declared_text import GlossaryFacts, NoticeFacts, WhatGoodLooksLikeFacts
from egyv_engine.narrative.blocks.evidence_points import EvidenceFacts, PointsShownFacts, ThemeLeadFacts
from egyv_engine.narrative.blocks.evidence_summary import EvidenceSummaryFacts
from egyv_engine.narrative.blocks.group_levels import GroupsApartFacts
from egyv_engine.narrative.blocks.group_moves import GroupsBalanceFacts, GroupsMovedFacts
from egyv_engine.narrative.blocks.headline import HeadlineLeftOutFacts
from egyv_engine.narrative.blocks.indicator_tables import EvidenceBesideFacts
from egyv_engine.narrative.blocks.item_tables import ItemsNoteFacts
from egyv_engine.narrative.blocks.levels import LevelsLeftOutFacts, LevelsOpeningFacts, LevelsTiedFacts
from egyv_engine.narrative.blocks.measures_met import MeasuresCountedFacts, MeasuresMetFacts
from egyv_engine.narrative.blocks.method import MethodExactTestsFacts
from egyv_engine.narrative.blocks.omissions import LeftOutOfChapterFacts, LeftOutOfPicksFacts
from egyv_engine.narrative.blocks.questionnaire import QuestionnaireNotAskedFacts
from egyv_engine.narrative.blocks.spoken_falls import (
    FallLevelsFacts,
    SpokenFallFacts,
    UnspokenFallFacts,
    UnspokenFallsFacts,
)
from egyv_engine.narrative.blocks.supplement_tables import RankedByRatingsFacts, RankedByScoresFacts
from egyv_engine.narrative.blocks.survey_notes import SurveyedOnceFacts
from egyv_engine.narrative.blocks.targets_met import TargetsMetFacts
from egyv_engine.narrative.charts.number_chart import ChartNumbersFacts, ChartRangeFacts
from egyv_engine.narrative.charts.series_chart import ChartCohortFacts
from egyv_engine.narrative.claims.accompanying_claims import InCohortFacts, InOtherCohortFacts
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.caveats import (
    CareFacts,
    CaveatFacts,
    CountDiffersFacts,
    OneUnitFacts,
    OpenFacts,
    RecalledFacts,
    ReconstructedFacts,
    UnreturnedFacts,
)
from egyv_engine.narrative.claims.claim import ClaimFacts, ClauseFacts
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Count, Parts, percentage, quoted, term
from egyv_engine.narrative.own_text.agreements import StaleTextFacts
from egyv_engine.narrative.own_text.bindings import SourceNoteFacts
from tests.narrative import toy
from tests.narrative.toy import COHORT, FROM, ITEMS, NUMBERS, TO, finding, level, moved, sign

# Kinds that state the change of one finding.
CHANGES = (
    *("rise", "rise_by_one", "fall", "fall_by_one", "flat", "churn", "floor", "ceiling", "all_gained"),
    *("counts_moved", "units_moved", "little_changed", "rise_still_low", "fall_still_high"),
)
SINGLE = {"higher": "plan", "lower": "worry"}
NOT_COMPARED = tuple(reason for reason in REASONS if reason != "not_asked")
OVER_ITEMS = {"higher": "part", "lower": "absence"}


@dataclass(frozen=True)
class Written:
    """The text written about a case: its kinds of claim, its sentence, and its finding if there is only one."""

    case: str
    kinds: tuple[str, ...]
    sentence: Sentence
    finding: Finding | None


class RecordingPhrasebook(Phrasebook):
    """The shipped phrases, the n-th of each kind that has several; it records what is written and by which kinds."""

    def __init__(self, variant: int) -> None:
        chosen = {kind: (each[variant % len(each)],) for kind, each in toy.phrases().items()}
        super().__init__(replace(toy.wording(), phrases=chosen), NUMBERS, toy.linked().programme.file.unit)
        self.kinds: list[str] = []
        self.facts: dict[str, list[ClaimFacts]] = {}
        self.sentences: list[tuple[tuple[str, ...], Sentence]] = []

    def clause(self, facts: ClaimFacts, *, variant_key: str = "") -> Parts:
        # A clause is written after the claim that it is part of, whose kind stays the last.
        self.kinds.insert(0 if isinstance(facts, ClauseFacts) else len(self.kinds), facts.kind)
        self.facts.setdefault(facts.kind, []).append(facts)
        return super().clause(facts, variant_key=variant_key)

    def sentence(self, facts: ClaimFacts, **rest: Any) -> Sentence:
        sentence = super().sentence(facts, **rest)
        self.sentences.append((tuple(dict.fromkeys(self.kinds)), sentence))
        self.kinds = []
        return sentence


VARIANTS = max(len(each) for each in toy.phrases().values())


def signs(found: Finding) -> tuple[object, ...]:
    """Return the key of a compared finding's case: the signs of its counts, net, moves and bases."""
    before, after, change = found.from_level, found.to_level, found.change
    assert before is not None
    assert after is not None
    assert change is not None
    return (
        sign(after.count - before.count),
        sign(change.net),
        abs(change.net) == 1,
        change.gained > 0,
        change.lost > 0,
        before.base > change.matched,
        after.base > change.matched,
        before.count == 0,
        after.count == after.base,
    )


def case_of(found: Finding) -> str:
    before, after, change = found.from_level, found.to_level, found.change
    levels = [f"{at.count}/{at.base}" for at in (before, after) if at is not None]
    moves = "" if change is None else f", +{change.gained} -{change.lost} of {change.matched}"
    return f"{' to '.join(levels)}{moves}"


def singles() -> Iterator[tuple[str, Finding]]:
    """Compared findings of one indicator, one for each way their signs can stand."""
    for direction, indicator in SINGLE.items():
        seen = set()
        for found in toy.every_move(indicator):
            if signs(found) not in seen:
                seen.add(signs(found))
                yield f"{direction}: {case_of(found)}", found
        yield f"{direction}, few after a rise", moved(indicator, gained=2, lost=1, met_neither=8)
        yield f"{direction}, many after a fall", moved(indicator, gained=1, lost=2, met_both=8)
        yield f"{direction}, others", moved(indicator, gained=2, lost=2, met_neither=5)
        small = toy.little(
            moved(indicator, gained=3, lost=1, met_both=20, met_neither=20, once_before=(1, 2))
        )
        yield f"{direction}, little: {case_of(small)}", small


def large() -> Iterator[tuple[str, Finding]]:
    """Findings with bases from which on sentences say percentages."""
    for gained, lost, once in (
        (8, 2, (0, 0)),
        (2, 8, (0, 0)),
        (8, 2, (5, 9)),
        (1, 1, (0, 0)),
        (30, 29, (0, 0)),
    ):
        found = moved(gained=gained, lost=lost, met_both=20, met_neither=40, once_after=once)
        yield f"large: {case_of(found)}", found


def on_scale() -> Iterator[tuple[str, Finding, Movement]]:
    """Findings of which no unit crossed the threshold, while units moved on the scale of the answers."""
    for up, down in ((3, 0), (0, 1), (2, 1)):
        found = moved("care", met_both=4, met_neither=5)
        yield f"{up} up and {down} down on the scale", found, movement("care", None, 9, up, down)


def movement(question: str, item: str | None, matched: int, up: int, down: int) -> Movement:
    return Movement(
        question=question,
        item=item,
        cohort=COHORT,
        from_wave=FROM,
        to_wave=TO,
        matched=matched,
        moved_up=up,
        moved_down=down,
        same=matched - up - down,
    )


def not_compared() -> Iterator[tuple[str, Finding]]:
    """Findings that have no change to state, or no comparison at all."""
    for count in (0, 1, 6, 9):
        later = level(count, 9)
        yield f"level of {count}", replace(finding(after=later), from_wave=None)
        yield f"first asked, {count}", finding(after=later, reason="not_asked")
        for reason in NOT_COMPARED:
            yield f"{reason}, {count}", finding(before=level(3, 9), after=later, reason=reason)
    yield "asked before only", finding(before=level(3, 9), reason="not_asked")
    yield "looks back from a later wave", finding(reason="looks_back")
    yield "nobody was asked later", finding(before=level(3, 9), after=level(0, 0), reason="not_asked")
    yield "nobody answered", finding(before=level(3, 9), after=level(0, 0, asked=9), reason="too_few_matched")


def unsure(found: Finding, number: int) -> Finding:
    """The finding with so many answers of don't know at the later wave."""
    assert found.to_level is not None
    return replace(found, to_level=replace(found.to_level, dont_know=number))


def accompanied() -> Iterator[tuple[str, Finding]]:
    """Findings with bounds, or with a target."""
    rise = moved(gained=2, met_both=3, met_neither=3)
    for unanswered in (1, 2, 4):
        yield f"{unanswered} without an answer", toy.partial(rise, unanswered)
    yield "none counted of some", toy.partial(moved(lost=2, met_neither=6), 1)
    yield "some without an earlier answer", toy.partial(rise, 2, is_earlier=True)
    for later in (1, 2):
        yield (
            f"two without an earlier answer, {later} without a later",
            toy.partial(toy.partial(rise, 2, is_earlier=True), later),
        )
    for number in (1, 2):
        assert rise.to_level is not None
        yield f"{number} did not know", unsure(rise, number)
        yield f"{number} did not know, two without an answer", unsure(toy.partial(rise, 2), number)
    assert rise.from_level is not None
    yield (
        "one did not know in either wave",
        replace(unsure(rise, 1), from_level=replace(rise.from_level, dont_know=1)),
    )
    for indicator, met, word in product(("wardens", "fear"), (True, False), CERTAINTIES):
        found = moved(indicator, gained=2, met_both=3, met_neither=3)
        tested = replace(found, target_met=met, target_certainty=word)
        yield f"target of {indicator}, {word}", tested
        yield f"target of {indicator}, {word}, one did not know", unsure(tested, 1)


def leaving_out() -> Iterator[tuple[str, Finding]]:
    """Findings of a rule some of whose parts a wave did not ask about."""
    rise = moved("visited", gained=3, met_both=2, met_neither=3)
    yield "parts left out of a comparison", rise
    few = replace(rise, verdict="not_comparable", reason="too_few_matched", change=None)
    yield "parts left out of a count", few
    yield "one of two questions on an item", moved("contact", gained=3, met_both=2, met_neither=3)


# Items of a basket, by what becomes of them.
ITEM_MOVES: dict[str, dict[str, Any]] = {
    "rose by three": {"gained": 3, "met_both": 2, "met_neither": 4},
    "rose by one": {"gained": 1, "met_both": 4, "met_neither": 4},
    "fell by two": {"lost": 2, "met_both": 3, "met_neither": 4},
    "fell by one": {"lost": 1, "met_both": 4, "met_neither": 4},
    "did not move": {"met_both": 4, "met_neither": 5},
    "few": {"met_both": 1, "met_neither": 8},
    "none": {"met_neither": 9},
    "all": {"met_both": 9},
    "rose, still few": {"gained": 1, "met_neither": 8},
    "fell, still many": {"lost": 1, "met_both": 8},
    "few others": {"gained": 1, "lost": 1, "met_neither": 7},
    "gained and lost": {"gained": 1, "lost": 1, "met_both": 3, "met_neither": 4},
    "rose a little": {"gained": 1, "met_both": 1, "met_neither": 9},
    "rose, counts did not": {"gained": 1, "met_both": 4, "met_neither": 4, "once_before": (1, 1)},
    "fell, counts rose": {"lost": 1, "met_both": 4, "met_neither": 4, "once_after": (2, 2)},
    "counts rose": {"met_both": 4, "met_neither": 4, "once_after": (1, 2)},
}


def baskets() -> Iterator[tuple[str, list[Finding]]]:
    """Findings of three items, over every choice of what becomes of them."""
    for direction, indicator in OVER_ITEMS.items():
        for chosen in combinations_with_replacement(ITEM_MOVES, len(ITEMS)):
            found = [_item(indicator, i, move) for i, move in zip(ITEMS, chosen, strict=True)]
            yield f"{direction}: {'; '.join(chosen)}", found


def _item(indicator: str, item: str, move: str) -> Finding:
    found = moved(indicator, item, **ITEM_MOVES[move])
    return toy.little(found) if move == "rose a little" else found


def other_items() -> Iterator[tuple[str, list[Finding]]]:
    """Findings of items that cannot be compared, that some did not answer, and that have a target."""
    for reason in REASONS:
        for counts in ((3, 3, 3), (0, 3, 9)):
            found = [
                finding("part", i, before=level(3, 9), after=level(n, 9), reason=reason)
                for i, n in zip(ITEMS, counts, strict=True)
            ]
            yield f"{reason}, counts {counts}", found
    yield "asked before only", [finding("part", i, before=level(3, 9), reason="not_asked") for i in ITEMS]
    yield (
        "a question left out for two",
        [moved("seen", i, gained=3, met_both=2, met_neither=4) for i in ITEMS],
    )
    compared = [moved("part", i, gained=3, met_both=2, met_neither=4) for i in ITEMS]
    yield "some without an answer", [toy.partial(f, 2) for f in compared]
    yield "one item", [toy.partial(compared[0], 2), *compared[1:]]
    for number, open_ in product((1, 2, 3), (0, 1)):
        for met in (0, 1, number):
            tested = [
                replace(
                    f,
                    indicator="presence",
                    finding=f.finding.replace("part", "presence"),
                    target_met=n < met,
                    target_certainty="open" if n < open_ else "firm",
                )
                for n, f in enumerate(compared[:number])
            ]
            yield f"target of {number}, {met} met, {open_} open", tested
            if open_:
                yield (
                    f"target of {number}, {met} met, one open by a don't know",
                    [unsure(tested[0], 1), *tested[1:]],
                )


def first_asked_items() -> Iterator[tuple[str, list[Finding]]]:
    """Findings of three items without an earlier answer."""
    for counts in combinations_with_replacement((0, 1, 5, 9), len(ITEMS)):
        found = [
            finding("part", i, after=level(n, 9), reason="not_asked")
            for i, n in zip(ITEMS, counts, strict=True)
        ]
        yield f"counts {counts}", found
    yield (
        "two bases",
        [
            finding("part", i, after=level(n, base), reason="not_asked")
            for i, (n, base) in zip(ITEMS, ((7, 8), (2, 9), (0, 9)), strict=True)
        ],
    )


def programmes() -> Iterator[tuple[str, list[Finding]]]:
    """Findings of a whole programme: more rise, more fall, none moves, some cannot be compared."""
    rise, fall, flat = "rose", "fell", "did not move"
    for name, streets, homes in (
        ("all rose", rise, rise),
        ("all fell", fall, fall),
        ("one principle fell", rise, fall),
        ("none moved", flat, flat),
    ):
        for cohort in (COHORT, "late"):
            yield name, _programme(streets, homes, cohort)
    for reason in REASONS:
        for number in (1, 2):
            singles_ = [finding(n, after=level(3, 9), reason=reason) for n in ("plan", "wardens")[:number]]
            compared = [moved("part", i, **_of(rise)) for i in ITEMS]
            open_ = [replace(f, certainty=_certainty("open"), with_caution=True) for f in compared[:number]]
            yield f"{number} {reason}", [*singles_, *open_, *compared[number:]]
    compared = [moved("part", i, **_of(rise)) for i in ITEMS]
    open_ = [unsure(replace(f, certainty=_certainty("open")), 1) for f in compared]
    yield "all open by a don't know", open_
    for returned, analysed in ((12, 11), (11, 11), (11, 9), (1, 1)):
        answered = replace(level(1, 1), returned=returned, analysed=analysed)
        yield (
            f"{returned} of 12 returned, {analysed} analysed",
            [finding(before=level(1, 1), after=answered, reason="too_few_matched")],
        )
    for number in (1, 2):
        new = [finding("part", i, after=level(3, 9), reason="not_asked") for i in ITEMS[:number]]
        yield f"{number} items first asked", [*new, *(moved("part", i, **_of(rise)) for i in ITEMS[number:])]

    few = [moved("part", i, **_of("few")) for i in ITEMS]
    yield (
        "gaps",
        [*few, *(moved("presence", i, **_of(m)) for i, m in zip(ITEMS, ("few", "few", "rose"), strict=True))],
    )
    mixed = [moved("part", i, **_of(m)) for i, m in zip(ITEMS, ("fell", "fell", "rose"), strict=True)]
    to_none: tuple[dict[str, Any], ...] = (
        {"lost": 3, "met_neither": 6},
        {"lost": 2, "met_neither": 7},
        {"lost": 1, "met_both": 3, "met_neither": 5},
    )
    for one in ("part", "absence"):
        yield (
            f"items that fell to none, {one}",
            [moved(one, i, **of) for i, of in zip(ITEMS, to_none, strict=True)],
        )
    yield "items that moved apart", [*mixed, *(moved("presence", i, **_of("fell")) for i in ITEMS)]
    yield (
        "items of two baskets alike",
        [
            *mixed,
            *(
                moved("presence", f.item, **_of(m))
                for f, m in zip(mixed, ("fell", "fell", "rose"), strict=True)
            ),
        ],
    )
    yield (
        "items where lower is better",
        [moved("absence", i, **_of(m)) for i, m in zip(ITEMS, ("fell", "fell", "rose"), strict=True)],
    )


MOVES: dict[str, dict[str, int]] = {
    "few": {"met_both": 1, "met_neither": 8},
    "rose": {"gained": 2, "met_both": 3, "met_neither": 3},
    "fell": {"lost": 2, "met_both": 3, "met_neither": 3},
    "did not move": {"met_both": 3, "met_neither": 5},
}


def _programme(streets: str, homes: str, cohort: str) -> list[Finding]:
    """Two indicators where higher is better and two where lower is; and the items."""
    opposite = {"rose": "fell", "fell": "rose"}.get(streets, streets)
    higher = [moved(n, **_of(streets), cohort=cohort) for n in ("plan", "wardens")]
    lower = [moved(n, **_of(opposite), cohort=cohort) for n in ("worry", "fear")]
    return [*higher, *lower, *(moved("part", i, **_of(homes), cohort=cohort) for i in ITEMS)]


def _of(move: str) -> Any:
    return MOVES[move]


def _certainty(certainty: CertaintyWord) -> Certainty:
    return Certainty(certainty=certainty, net_low=-1, net_high=2, certainty_surveyed=certainty)


_OF_FINDINGS = (
    "overall",
    "limitations",
    "first_asked_list",
    "principle_summary",
    "first_asked",
    "cohort",
    "series",
)


def three_waves() -> Iterator[tuple[str, list[Finding]]]:
    """Findings of three waves, each pair of which is compared."""
    pairs = (("start", "middle"), ("middle", "later"), ("start", "later"))
    for name in MOVES:
        found = moved("plan", **_of(name))
        items = [moved("part", item, **_of(name)) for item in ("police", "housing")]
        yield name, [toy.between(f, *pair) for f in (found, *items) for pair in pairs]
    small = toy.little(moved("plan", **_of("rose")))
    yield "little", [toy.between(small, *pair) for pair in pairs]
    late = [
        toy.between(finding("plan", after=level(4, 10), reason="not_asked"), "start", "middle"),
        toy.between(moved("plan", gained=3, met_both=4, met_neither=3), "middle", "later"),
        toy.between(finding("plan", after=level(7, 10), reason="not_asked"), "start", "later"),
    ]
    yield "first asked in the second", late
    reworded = [replace(f, verdict="not_comparable", reason="reworded") for f in (small,)]
    yield "reworded", [toy.between(f, *pair) for f in reworded for pair in pairs]
    by_item = [
        replace(f, finding=f"homes.part.police@{COHORT}", principle="homes", indicator="part", item="police")
        for f in late
    ]
    yield "item first asked in the second", by_item


def supplements() -> Iterator[tuple[str, Supplements]]:
    """Records, selections, interviews and points: of one, of some, of none."""
    for total, full, partly, reasons, units, fewest, most in (
        (40, 20, 10, 7, 5, 7, 9),
        (40, 38, 1, 1, 5, 8, 8),
        (12, 10, 1, 0, 1, 12, 12),
        (3, 1, 1, 1, 2, 1, 2),
        (9, 0, 0, 9, 9, 1, 1),
        (9, 9, 0, 0, 3, 3, 3),
    ):
        count = RecommendationCount(
            record="recommendations",
            cohort=COHORT,
            principle=None,
            total=total,
            statuses={
                "full": full,
                "partial": partly,
                "not_implemented": total - full - partly,
                "implemented": full + partly,
            },
            reasons={"resources": reasons},
            with_reason=reasons,
            commonest=("financial", "no_local_agreement")[: 1 + total % 2] if reasons else (),
            commonest_count=reasons // 2,
            units=units,
            fewest=fewest,
            most=most,
        )
        yield f"{full} and {partly} of {total}", Supplements(records=(count,))
    for held in ({"a": 1}, {"a": 4, "b": 35}):
        yield f"interviews {held}", Supplements(interviews=held)
    chosen = [_selected("area A", preferred=True), _selected("area B", preferred=False)]
    for number in (1, 2):
        yield f"{number} chosen", Supplements(selection=tuple(chosen[-number:]))
    for stances in (("strength",), ("gap",), ("strength", "gap"), ("strength", "gap", "mixed"), ("mixed",)):
        points = tuple(_point(n, stance) for n, stance in enumerate(stances))
        yield f"points of {', '.join(stances)}", Supplements(points=points)


def _selected(unit: str, *, preferred: bool) -> Selected:
    return Selected(
        selection="visits",
        unit=unit,
        cohort=COHORT,
        spread=None,
        score=Fraction(3),
        rank=1,
        class_="stronger",
        available=True,
        preferred=preferred,
        selected=True,
        reason=SelectionReason(
            outcome="Chosen: the highest score."
            if preferred
            else "Chosen in place of area A: the nearest to it.",
            ranked_by="Ranked by scores.",
        ),
    )


def _point(number: int, stance: str) -> Point:
    return Point(
        id=f"p{number}",
        principle="streets",
        cohort=None,
        role=None,
        theme=f"{stance}_theme",
        items=(),
        stance=stance,
        good_practice=False,
        summary="A point.",
    )


def _caveats(book: Phrasebook) -> Iterator[str]:
    """Writes what the key to the marks says, and yields the case of each."""
    for case, facts in caveats():
        book.sentence(facts, basis=())
        yield case


def caveats() -> Iterator[tuple[str, CaveatFacts]]:
    """The words of the key to the marks, with and without what a note adds."""
    note = term("The police were split in two.")
    yield "a note", CareFacts(note=note)
    yield "no note", CareFacts(note=())
    for is_open in (True, False):
        for is_reply in (True, False):
            case = (
                f"don't know is {'either' if is_open else 'no'}{', replies are missing' if is_reply else ''}"
            )
            yield case, OpenFacts(is_dont_know_open=is_open, is_reply_open=is_reply)
    yield "recalled", RecalledFacts(wave_label=term("on joining"))
    yield "reconstructed", ReconstructedFacts(note=term("Which areas changed is not known."))
    yield from ((facts.kind, facts()) for facts in (UnreturnedFacts, CountDiffersFacts))
    yield from (("caveat_one_unit", OneUnitFacts(is_some=is_some)) for is_some in (False, True))


def contradicting() -> Iterator[tuple[str, list[Finding]]]:
    """Findings of an indicator and of one that it implies, which fewer units meet."""
    for implied, own in (((0, 0, 5), (2, 2, 5)), ((3, 4, 5), (9, 5, 5))):
        pairs = [
            (
                moved("part", item, met_both=n, met_neither=9 - n),
                moved("trusted", item, met_both=m, met_neither=9 - m),
            )
            for item, n, m in zip(ITEMS, implied, own, strict=True)
        ]
        yield f"trusted in {own} and part in {implied}", [finding for pair in pairs for finding in pair]


def scored_units() -> Iterator[tuple[str, Supplements, dict[str, str | None]]]:
    """Scores of units in two waves, and in one."""
    units: dict[str, str | None] = {**dict.fromkeys("abcde", COHORT), "f": "late"}
    for case, before, after in (
        ("scores that rose and fell", (20, 40, 75, 50, 60), (60, 30, 90, 50, 55)),
        ("scores without a change", (20, 40, 50, 60, 0), (60, 70, 80, 90, 100)),
    ):
        scores = [
            Score(
                unit=unit,
                principle="streets",
                wave=wave,
                score=Fraction(value),
                coverage=None,
                evaluated=1,
                asked=1,
                dont_know=0,
            )
            for wave, values in ((FROM, before), (TO, after))
            for unit, value in zip(units, values, strict=False)
        ]
        changes = [
            ScoreChange(
                unit=unit,
                principle="streets",
                from_wave=FROM,
                to_wave=TO,
                from_score=None,
                to_score=None,
                change=Fraction(late - early),
                evaluated=1,
                asked=1,
            )
            for unit, early, late in zip(units, before, after, strict=False)
        ]
        is_all = case == "scores that rose and fell"
        yield case, Supplements(scores=tuple(scores), score_changes=tuple(changes if is_all else ())), units


def facts_written() -> Mapping[str, tuple[ClaimFacts, ...]]:
    """The first facts of each kind that are written, no more than twenty."""
    book = RecordingPhrasebook(0)
    list(write_all(book))
    return {kind: tuple(facts[:20]) for kind, facts in book.facts.items()}


def write_all(book: RecordingPhrasebook) -> Iterator[Written]:
    """Yields all that is written with the phrases of a phrasebook."""

    def recorded(case: str, found: Finding | None = None) -> Iterator[Written]:
        sentences, book.sentences = book.sentences, []
        yield from (Written(case, kinds, sentence, found) for kinds, sentence in sentences)

    writer = BasketWriter(toy.context(), book)
    seen = set()
    for case, found in (*singles(), *large(), *not_compared(), *accompanied(), *leaving_out()):
        bases = StatedBases()
        writer.finding(found, bases)
        kind = book.sentences[0][0][-1]
        yield from recorded(case, found)
        if kind not in seen:
            writer.finding(found, bases)
            yield from recorded(f"{case}, bases stated", found)
        if kind not in seen and kind in CHANGES:
            for opening in (InCohortFacts, InOtherCohortFacts):
                writer.claim(found, StatedBases(), cohort=COHORT, opening=opening)
                yield from recorded(f"{case}, of a cohort", found)
        seen.add(kind)
    for case, moved_on_scale in chain(_on_scale(book), _of_one_unit(book)):
        yield from recorded(case, moved_on_scale)
    for case in _baskets(writer):
        yield from recorded(case)
    for case, findings in three_waves():
        for show in _OF_FINDINGS:
            toy.shown(show, findings, phrasebook=book, programme_of=toy.linked_with_three_waves())
            yield from recorded(f"three waves, {show}: {case}")
    for case, findings in programmes():
        _survey_blocks(findings, book)
        _tables(findings, book)
        yield from recorded(case)
    for case, results in supplements():
        _record_blocks(results, book)
        yield from recorded(case)
    for case in _other_blocks(book):
        yield from recorded(case)
    _declared(book)
    yield from recorded("declared")
    yield from (written for case in _caveats(book) for written in recorded(case))
    _of_the_shape(book)
    _composites(book)
    yield from recorded("made by hand")
    _replies(book)
    yield from recorded("all replies analysed")
    _single_replies(book)
    yield from recorded("single replies")
    _separate_waves(book)
    yield from recorded("separate waves")


def _single_replies(book: Phrasebook) -> None:
    """Say that some replied one time alone, where every change is one of shares and where some are not."""
    for facts in (CareSingleRepliesFacts(is_by_shares_alone=is_alone) for is_alone in (True, False)):
        for each in (book, book.on_record(is_records=True)):
            each.sentence(facts, basis=())


def _replies(book: Phrasebook) -> None:
    """Say who replied: as many or fewer than were surveyed, of which all are analysed, in one sentence or in two."""
    for before, after in (((4, 4), (4, 3)), ((5, 3), (4, 2)), ((3, 3), (2, 2)), ((4, 3), (4, 4))):
        levels = [
            replace(level(0, 0), surveyed=surveyed, returned=returned, analysed=returned)
            for surveyed, returned in (before, after)
        ]
        found = finding(before=levels[0], after=levels[1], reason="too_few_matched")
        toy.shown("response", [found], phrasebook=book)


def _separate_waves(book: Phrasebook) -> None:
    """Writes what is said otherwise where no unit is in two waves."""
    separate = copy(book)
    separate.common = replace(book.common, is_separate=True)
    tested = replace(moved(), p_exact=Fraction(1, 7), p_smallest=Fraction(1, 35))
    for on_record in (separate, separate.on_record(is_records=True)):
        for show in ("read_with_care", "method"):
            toy.shown(show, [tested], phrasebook=on_record)
        few = replace(moved(), verdict="not_comparable", reason="too_few_matched", change=None)
        toy.shown("limitations", [few], phrasebook=on_record)
        flat = moved(met_both=3, met_neither=3)
        writer = BasketWriter(toy.context(), on_record)
        for found in (few, flat):
            writer.finding(found, StatedBases())
        writer.basket([moved("trusted", item, met_both=4, met_neither=5) for item in ITEMS], 2)


SHAPE = ("principles_table", "indicator_tables", "items", "read_with_care", "method")


def _tables(findings: list[Finding], book: Phrasebook) -> None:
    for show in SHAPE:
        toy.shown(show, findings, phrasebook=book, principle="homes")
    toy.shown("indicator_tables", findings, phrasebook=book, principle="homes", most_groups=0)
    for of in ("principles", "changes"):
        toy.shown("chart", findings, phrasebook=book, of=of)
    reworded = [
        replace(f, change=None, verdict="not_comparable", reason="reworded")
        for f in findings
        if f.item is not None
    ]
    for number in range(1, 4):
        toy.shown("chart", reworded[:number], phrasebook=book, of="changes")
    for principle in (None, "homes"):
        toy.shown("chart", findings, phrasebook=book, principle=principle, most_groups=0, of="principles")


def _baskets(writer: BasketWriter) -> Iterator[str]:
    """Writes the items of baskets, and yields the case of each."""
    for case, found_of_items in baskets():
        writer.basket(found_of_items, 2)
        yield case
    for case, found_of_items in first_asked_items():
        writer.basket([replace(f, from_wave=None, reason=None) for f in found_of_items], 2)
        yield f"{case}, no comparison"
    for case, found_of_items in other_items():
        writer.basket(found_of_items, 2)
        yield case


OF_ONE_UNIT: dict[str, dict[str, Any]] = {
    "gained": {"gained": 1},
    "lost": {"lost": 1},
    "had it": {"met_both": 1},
    "had it not": {"met_neither": 1},
}


def _of_one_unit(book: Phrasebook) -> Iterator[tuple[str, Finding | None]]:
    """Writes what one unit alone answered, there being no other or others without an answer, and yields the case of each."""
    writer = BasketWriter(toy.context(), book)
    for direction, surveyed, (name, move) in product(SINGLE, (1, toy.SURVEYED), OF_ONE_UNIT.items()):
        single = toy.of_surveyed(moved(SINGLE[direction], **move), surveyed)
        items = [toy.of_surveyed(moved(OVER_ITEMS[direction], item, **move), surveyed) for item in ITEMS]
        writer.finding(single, StatedBases())
        for several in (items, items[:1]):
            writer.basket(several, 3)
        pairs = (("start", "middle"), ("middle", "later"), ("start", "later"))
        waves = [toy.between(single, *pair) for pair in pairs]
        toy.shown("series", waves, phrasebook=book, programme_of=toy.linked_with_three_waves())
        toy.shown("headline", [single], phrasebook=book)
        yield f"{direction}: one unit of {surveyed} {name}", None


def _on_scale(book: Phrasebook) -> Iterator[tuple[str, Finding | None]]:
    """Writes findings and baskets of which units moved on the scale, and yields the case of each."""
    for case, found, move in on_scale():
        BasketWriter(toy.context(movements=[move]), book).finding(found, StatedBases())
        yield case, found
    for ups in (((3, 1), (0, 0), (1, 2)), ((0, 0), (2, 0), (2, 0)), ((0, 1), (0, 1), (1, 1))):
        items = [moved("trusted", item, met_both=4, met_neither=5) for item in ITEMS]
        moves = [movement("trust", item, 9, *each) for item, each in zip(ITEMS, ups, strict=True)]
        BasketWriter(toy.context(movements=moves), book).basket(items, 2)
        yield f"on the scale: {ups}", None


def _other_blocks(book: Phrasebook) -> Iterator[str]:
    """Writes the blocks on contradictions, items and scores, and yields the case of each."""
    for case, findings in contradicting():
        toy.shown("contradictions", findings, phrasebook=book)
        yield case
    for indicator, levels in (
        ("plan", ((0, 8), (0, 9))),
        ("plan", ((1, 8), (0, 8), (6, 8))),
        ("plan", ((1, 8), (1, 9), (2, 12), (0, 8), (6, 8))),
        ("worry", ((7, 8), (8, 8))),
        ("worry", ((8, 8),)),
    ):
        of_cohorts = ("early", "late", "third", "fourth", "fifth")
        short = [
            replace(
                moved(one, met_both=met, met_neither=base - met), cohort=name, finding=f"streets.{one}@{name}"
            )
            for one in (indicator, "wardens")
            for name, (met, base) in zip(of_cohorts, levels, strict=False)
        ]
        toy.shown("gaps", short, phrasebook=book, most_groups=0, limit=Fraction(1))
        yield f"many cohorts: {indicator} {levels}"
    for moves_of_item in (
        ("rose", "rose"),
        ("fell",),
        ("fell", "fell"),
        ("did not move",),
        ("did not move", "did not move"),
        ("rose", "fell"),
        ("rose", "did not move"),
        ("rose", "fell", "did not move"),
    ):
        names = ("part", "presence", "trusted")
        items = [moved(n, "police", **_of(move)) for n, move in zip(names, moves_of_item, strict=False)]
        toy.shown("by_item", items, phrasebook=book, basket="partners")
        yield f"an item that {', '.join(moves_of_item)}"
    for number in (2, 3):
        few = [finding(n, after=level(1, 3), reason="too_few_matched") for n in ("plan", "wardens", "worry")]
        toy.shown("headline", few[:number], phrasebook=book)
        yield f"{number} not compared"
    for case, results, units in scored_units():
        toy.shown("score_spread", [moved()], results, phrasebook=book, cohorts_of_units=units)
        toy.shown("chart", [moved()], results, phrasebook=book, cohorts_of_units=units, of="unit", unit="a")
        yield case


def _survey_blocks(findings: list[Finding], book: Phrasebook) -> None:
    for show in ("overall", "limitations", "first_asked_list", "response"):
        toy.shown(show, findings, phrasebook=book)
    toy.shown("chart", findings, phrasebook=book, of="response")
    for show in ("headline", "largest_improvements", "declines", "gaps"):
        toy.shown(show, findings, phrasebook=book, limit=Fraction(1))
    toy.shown("gaps", findings, phrasebook=book, brief=True)
    for principle in ("streets", "homes"):
        for show in ("principle_summary", "first_asked", "cohort"):
            toy.shown(show, findings, phrasebook=book, principle=principle)


def _record_blocks(results: Supplements, book: Phrasebook) -> None:
    for found in (moved(gained=1, met_both=4), moved(lost=1, met_both=4), moved(met_both=4, met_neither=1)):
        for show in (
            "recommendations",
            "recommendations_summary",
            "interviews",
            "selection",
            "spoken_falls",
            "programme_evidence",
            "evidence_summary",
            "evidence",
        ):
            toy.shown(show, [found], results, phrasebook=book)
        toy.shown("chart", [found], results, phrasebook=book, of="recommendations")


def _made(number: int) -> NumberFacts:
    return toy.fact_maker().number("#made", number)


def _of_falls(book: Phrasebook) -> None:
    """Writes the claims on falls of which interviewees spoke, and on those of which they did not."""
    before, after = toy.fact_maker().both_levels(moved(lost=2, met_both=4), StatedBases())
    levels = book.clause(FallLevelsFacts(before=before, after=after))
    for basket, is_all_compared in ((None, True), ("partners", True), ("partners", False)):
        size: dict[str, Any] = {
            "topic": term("a part in the work"),
            "basket": term(basket),
            "declined": _made(2),
            "compared": _made(3),
            "is_all_compared": is_all_compared,
            "levels": () if basket else levels,
        }
        spoken = SpokenFallFacts(**size, cohort=term("early"), comparison=(), themes=term("patrols"))
        book.sentence(spoken, basis=())
        topics = book.clause(UnspokenFallFacts(**size))
        unspoken = UnspokenFallsFacts(
            topics=topics, cohort=(), comparison=(), is_any_spoken=False, is_many=False
        )
        book.sentence(unspoken, basis=())


def _of_measures_met(book: Phrasebook) -> None:
    """Writes the claims on several measures together: of a few units, and of one; all alike, or not; some answered in part."""
    for tied in (1, 2, 12):
        book.sentence(LevelsTiedFacts(number=_made(tied)), basis=())
    for common in (None, "the police"):
        measures = listed([term("a plan"), term("wardens"), term("worry")])
        book.sentence(MeasuresCountedFacts(number=_made(3), measures=measures, common=term(common)), basis=())
    for cohort, of, base, in_part, fewest, most in (
        ("early", 3, 9, 0, 0, 3),
        (None, 3, 9, 2, 1, 2),
        (None, 3, 1, 1, 0, 0),
        ("early", 3, 9, 0, 3, 3),
        (None, 2, 9, 0, 0, 2),
        (None, 2, 2, 0, 1, 2),
        ("early", 2, 2, 0, 2, 2),
        (None, 2, 1, 0, 2, 2),
    ):
        facts = MeasuresMetFacts(
            cohort=term(cohort),
            wave_label=term("on joining"),
            measures=_made(of),
            base=_made(base),
            in_part=_made(in_part),
            met_all=_made(min(base, 4) if most == of else 0),
            fewest=_made(fewest),
            middle=_made(fewest),
            most=_made(most),
            is_alike=fewest == most,
        )
        book.sentence(facts, basis=())


def _of_selections(book: Phrasebook) -> None:
    for cohort, chosen in product((None, "early"), (["A"], ["A", "B"])):
        units = listed([term(f"area {name} (stronger)") for name in chosen])
        facts = SelectionFacts(
            cohort=term(cohort), selection=term("visits"), chosen=units, is_many=len(chosen) > 1
        )
        book.sentence(facts, basis=())
    for cohort, selection in ((None, None), (None, "visits"), ("early", "visits")):
        none = SelectionNoneFacts(cohort=term(cohort), selection=term(selection), classes=term("stronger"))
        book.sentence(none, basis=())


def _of_cohorts(book: Phrasebook) -> None:
    """Writes the claims on the numbers of cohorts in which a measure moved."""
    for compared, rose, fell, by_one, item in (
        *((20, 12, 3, 2, None), (20, 0, 9, 0, "the police"), (20, 1, 1, 1, None)),
        *((20, 20, 0, 0, "the police"), (20, 20, 0, 2, None), (20, 0, 20, 1, None), (20, 0, 0, 0, None)),
        *((4, 3, 1, 0, None), (4, 1, 2, 1, None), (4, 0, 1, 0, None)),
        *((2, 2, 0, 1, None), (2, 0, 2, 0, None), (2, 0, 0, 0, None), (1, 1, 0, 1, None), (1, 0, 0, 0, None)),
    ):
        for is_some_little_changed in (False, True)[: 1 + (rose + fell < compared)]:
            book.sentence(
                GroupsMovedFacts(
                    title=term("A plan"),
                    item=term(item),
                    compared=_made(compared),
                    rose=_made(rose),
                    fell=_made(fell),
                    unchanged=_made(compared - rose - fell),
                    rose_by_one=_made(by_one),
                    fell_by_one=_made(by_one),
                    rose_names=_few(rose, compared, by_one),
                    fell_names=_few(fell, compared, by_one),
                    unchanged_names=() if rose and fell else _few(compared - rose - fell, compared, 0),
                    all_rose=rose == compared,
                    all_fell=fell == compared,
                    all_unchanged=rose == fell == 0,
                    is_some_little_changed=is_some_little_changed,
                    is_of_shares=by_one == 0,
                ),
                basis=(),
            )


def _of_balances(book: Phrasebook) -> None:
    """Writes the claims on the numbers of cohorts in which more improved than declined: all, some and none of them."""
    for better, worse, even in product((0, 1, 2), repeat=3):
        if not better + worse + even:
            continue
        for comparison, is_both, has_lower in (
            (None, False, True),
            (None, True, False),
            ("from May to June", False, True),
        ):
            facts = GroupsBalanceFacts(
                comparison=term(comparison),
                before_label=term("on joining"),
                after_label=term("in 2015"),
                is_both=is_both,
                compared=_made(better + worse + even),
                better=_made(better),
                worse=_made(worse),
                even=_made(even),
                better_names=listed([term(name) for name in ("Hull", "York")[:better]]),
                worse_names=listed([term(name) for name in ("Leeds", "Bath")[:worse]]),
                even_names=listed([term(name) for name in ("Ely", "Ryde")[:even]]),
                all_better=not worse + even,
                all_worse=not better + even,
                all_even=not better + worse,
                has_lower_better=has_lower,
            )
            book.sentence(facts, basis=())


def _of_surveyed(book: Phrasebook) -> None:
    """Writes the claims on units that were surveyed in one of two waves only."""
    for before, after in ((0, 1), (0, 3), (1, 0), (3, 0), (1, 2), (3, 1)):
        facts = SurveyedOnceFacts(
            before=_made(before),
            after=_made(after),
            before_label=term("on joining"),
            after_label=term("in 2015"),
        )
        book.sentence(facts, basis=())


def _of_levels(book: Phrasebook) -> None:
    """Writes the claims that accompany a list of levels: its opening, cohorts that lie apart, and those that it leaves out."""
    for label, compared, tied in ((None, 2, 0), ("in 2015", 3, 1), ("in 2015", 12, 4)):
        lowest, highest = toy.fact_maker().both_levels(moved(gained=2, met_both=4), StatedBases())
        apart = GroupsApartFacts(
            title=term("A part in the work"),
            item=term("the police" if tied else None),
            wave_label=term(label),
            compared=_made(compared),
            lowest=lowest,
            lowest_name=term("early"),
            lowest_others=_made(tied),
            highest=highest,
            highest_name=term("late"),
            highest_others=_made(tied),
        )
        book.sentence(apart, basis=())
    for is_both in (False, True):
        book.sentence(LevelsOpeningFacts(wave_label=term("in 2015"), is_both=is_both), basis=())
    for cohorts in (["early"], ["early", "late"]):
        facts = LevelsLeftOutFacts(
            cohorts=listed([term(each) for each in cohorts]), least=_made(5), is_many=len(cohorts) > 1
        )
        book.sentence(facts, basis=())


def _of_targets(book: Phrasebook) -> None:
    """Writes the claim on targets: of one to nine measures, none, some or all of which met theirs, in one cohort or in many."""
    for tested, missed in ((1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (9, 0), (9, 3), (9, 4), (9, 7), (9, 9)):
        for open_, is_by_group in ((0, False), (1, tested > 1), (tested, False)):
            named = ["a plan", "wardens", "worry"][: 0 if is_by_group else missed]
            facts = TargetsMetFacts(
                comparison=term("from May to June" if open_ == 0 < missed else None),
                cohort=term("early" if open_ == 0 and not is_by_group else None),
                wave_label=term("in 2015"),
                tested=_made(tested),
                met=_made(tested - missed),
                missed=listed([term(name) for name in named]),
                others=_made(missed - len(named)),
                open=_made(open_),
                all_met=not missed,
                is_by_group=is_by_group,
                is_in_each=open_ == tested > 1 and not is_by_group,
                is_some_without=open_ == tested,
                is_dont_know_open=open_ == 1,
                is_reply_open=open_ == 1 < missed,
            )
            for each in (book.on_record(is_records=True), book):
                each.sentence(facts, basis=())


def _few(number: int, compared: int, by_one: int) -> Parts:
    """Return names of cohorts where they are few."""
    names = ["Hull", "York"][:number]
    return (
        listed([term(name) for name in names])
        if number <= 2 - (by_one > 0) and 2 * number <= compared
        else ()
    )


def _of_the_shape(book: Phrasebook) -> None:
    """Writes the claims that need many cohorts, a selection, an omission or a declared theme."""
    titles = term("a plan")
    _of_cohorts(book)
    _of_balances(book)
    _of_levels(book)
    _of_targets(book)
    _of_surveyed(book)
    book.sentence(LeftOutOfPicksFacts(titles=titles), basis=())
    for is_of_groups, comparison, place, is_in_each in (
        *((True, "", "Safe streets", False), (False, "from May to June", "Safe streets", True)),
        *((True, "", "", False), (False, "from May to June", "", False)),
    ):
        place_of_rest = HeadlineLeftOutFacts(
            is_of_groups=is_of_groups,
            comparison=term(comparison),
            is_of_others=False,
            places=term(place),
            is_in_each=is_in_each,
        )
        book.sentence(place_of_rest, basis=())
    for chapter, has_annex in ((None, True), ("Summary", True), ("Summary", False)):
        left_out = LeftOutOfChapterFacts(titles=titles, chapter=term(chapter), has_annex=has_annex)
        book.sentence(left_out, basis=())
    for meaning in (None, "A high score is for strong evidence."):
        book.sentence(RankedByRatingsFacts(meaning=term(meaning)), basis=())
    book.sentence(RankedByScoresFacts(wave_label=term("on joining")), basis=())
    _of_measures_met(book)
    _of_selections(book)
    for shown in (1, 3):
        beside = EvidenceBesideFacts(shown=_made(shown), total=_made(3), is_all=shown == 3)
        book.sentence(beside, basis=())
    for is_compared in (True, False):
        book.sentence(ItemsNoteFacts(is_compared=is_compared), basis=())
    for is_any, is_many in ((True, True), (True, False), (False, True), (False, False)):
        falls = UnspokenFallsFacts(
            topics=titles, cohort=term("early"), comparison=(), is_any_spoken=is_any, is_many=is_many
        )
        book.sentence(falls, basis=())
        book.sentence(replace(falls, topics=(), is_many=True), basis=())
    _of_falls(book)
    for stance, whole in (("any", None), ("gap", "Data"), ("strength", None), ("mixed", None)):
        book.sentence(ThemeLeadFacts(theme=term("Analysts"), part_of=term(whole), stance=stance), basis=())
    patrols, seven = term("patrols"), _made(7)
    many = EvidenceSummaryFacts(
        strengths=patrols,
        gaps=patrols,
        mixed=patrols,
        other_strengths=seven,
        other_gaps=seven,
        other_mixed=seven,
    )
    book.sentence(many, basis=())
    for shown, has_annex in ((1, True), (2, True), (4, False)):
        some = PointsShownFacts(shown=_made(shown), total=_made(5), has_annex=has_annex)
        book.sentence(some, basis=())
    for cohort, wave, items in (
        ("early", "on joining", "the police"),
        (None, None, None),
        ("early", None, None),
    ):
        facts = QuestionnaireNotAskedFacts(cohort=term(cohort), wave_label=term(wave), items=term(items))
        book.sentence(facts, basis=())
    for role, cohort in ((None, None), ("police", "early"), (None, "early")):
        facts_of_point = EvidenceFacts(
            role=term(role), cohort=term(cohort), summary=term("It was said to be dark.")
        )
        book.sentence(facts_of_point, basis=())
    _of_charts(book)
    for compared, below, able in ((494, 0, 0), (494, 0, 494), (300, 2, 120), (1, 1, 1)):
        tests = MethodExactTestsFacts(
            compared=_made(compared),
            below=_made(below),
            able=_made(able),
            all_able=able == compared,
            limit=percentage("#made", "5%"),
            smallest=percentage("#made", "6%"),
        )
        book.sentence(tests, basis=())


def _composites(book: Phrasebook) -> None:
    for threshold in ((), _made(2).n):
        parts = CompositePartsFacts(
            title=quoted("Care of any kind"),
            number=_made(3),
            threshold=threshold,
            parts=term("a plan and wardens"),
        )
        book.sentence(parts, basis=())


def _of_charts(book: Phrasebook) -> None:
    """Writes the claims of charts that need numbers given in answers, or several cohorts in one chart."""
    low, high = percentage("#made", "10"), percentage("#made", "19")
    for is_one, is_whole in ((True, True), (False, True), (False, False)):
        range_ = ChartRangeFacts(low=low, high=high, is_one=is_one, is_whole=is_whole)
        book.sentence(range_, basis=())
    for item, cohort, answered in ((None, None, 12), ("the police", "early", 1)):
        numbers = ChartNumbersFacts(
            question=term("How many nights?"),
            item=term(item),
            cohort=term(cohort),
            wave_label=term("on joining"),
            answered=_made(answered),
            lowest=low,
            middle=percentage("#made", "12.5"),
            highest=high,
        )
        book.sentence(numbers, basis=())
    book.sentence(ChartCohortFacts(cohort=term("early")), basis=())


def _declared(book: Phrasebook) -> None:
    """Writes what the programme declares in words: its notice, what is good, notes on waves and questions."""
    for show in ("retrospective", "caution"):
        toy.shown(show, phrasebook=book)
    book.sentence(NoticeFacts(notice=term("Made-up answers.")), basis=())
    book.sentence(WhatGoodLooksLikeFacts(what_good_looks_like=term("People feel safe outside.")), basis=())
    book.sentence(GlossaryFacts(meaning=term("A guard of the street.")), basis=())
    for publisher, paragraph in product((None, "The city"), (None, "page 4")):
        source = {"publisher": term(publisher), "paragraph": term(paragraph), "checked": term("2026-03-01")}
        book.sentence(SourceNoteFacts(document=term("Strategy"), **source), basis=())
    stale = StaleTextFacts(
        subject=term("A plan"), verdict=(), agreed=term("improved"), found=term("declined"), is_basket=False
    )
    book.sentence(stale, basis=())
    three, one = (
        (Count(ref="homes.part@early#agreed", value=3),),
        (Count(ref="homes.part@early#found", value=1),),
    )
    stale = replace(stale, verdict=term("improved"), agreed=three, found=one, is_basket=True)
    book.sentence(stale, basis=())


@cache
def everything() -> tuple[Written, ...]:
    """All that is written, with each phrase of each kind."""
    return tuple(
        written for variant in range(VARIANTS) for written in write_all(RecordingPhrasebook(variant))
    )


@cache
def by_kind() -> Mapping[str, list[Written]]:
    """Return the sentences of each kind of claim, alone or as a part; the same sentence once."""
    found: dict[str, dict[str, Written]] = {}
    for written in everything():
        for kind in written.kinds:
            found.setdefault(kind, {}).setdefault(written.sentence.text, written)
    return {kind: list(each.values()) for kind, each in found.items()}
