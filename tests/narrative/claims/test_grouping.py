"""Items that one sentence may state together, their order, and bases that are stated once."""

from egyv_engine.narrative.claims.changes import answered_once
from egyv_engine.narrative.claims.claim_kinds import net
from egyv_engine.narrative.claims.grouping import Group, alike, alike_later
from egyv_engine.narrative.claims.stated_bases import StatedBases
from tests.narrative.toy import level, moved


def items(groups: list[Group]) -> list[tuple[str, ...]]:
    return [group.items for group in groups]


def test_items_alike_in_levels_and_net_are_one_group_the_widest_first() -> None:
    found = [
        moved("part", "police", gained=1, met_both=4, met_neither=4),  # 4 to 5 of 9
        moved("part", "housing", gained=3, met_both=2, met_neither=4),  # 2 to 5 of 9
        moved("part", "health", gained=1, met_both=4, met_neither=4),
    ]
    groups = alike(found, order=lambda f: -abs(net(f)))
    assert items(groups) == [("housing",), ("police", "health")]
    assert [group.is_many for group in groups] == [False, True]
    assert groups[1].first == found[0]


def test_items_that_differ_in_what_else_must_be_alike_are_two_groups() -> None:
    # both 4 of 8 to 5 of 9, with a net of 0; but who answered once differs
    one = moved("part", "police", met_both=4, met_neither=4, once_after=(1, 1))
    other = moved("part", "housing", met_both=3, met_neither=4, once_before=(1, 1), once_after=(2, 2))
    assert items(alike([one, other], order=lambda _: 0)) == [("police", "housing")]
    apart = alike([one, other], order=lambda _: 0, also_alike=answered_once)
    assert items(apart) == [("police",), ("housing",)]


def test_items_alike_later_are_ordered_by_count() -> None:
    found = [
        moved("part", "police", met_both=2, met_neither=7),
        moved("part", "housing", met_both=5, met_neither=4),
        moved("part", "health", gained=2, met_neither=7),
    ]
    assert items(alike_later(found)) == [("housing",), ("police", "health")]
    assert items(alike_later(found, is_lowest_first=True)) == [("police", "health"), ("housing",)]


def test_base_is_stated_until_another_is() -> None:
    bases = StatedBases()
    assert not bases.are_stated([("start", level(1, 9))], None)
    bases.state([("start", level(1, 9)), ("later", level(2, 8))], None)
    assert bases.are_stated([("start", level(5, 9)), ("later", level(0, 8))], None)
    assert not bases.are_stated([("start", level(5, 9)), ("later", level(0, 9))], None)
    bases.state([("start", level(1, 7))], None)
    assert not bases.are_stated([("start", level(1, 9))], None)
    bases.state(
        [("later", level(1, 8)), ("later", level(1, 9))], None
    )  # two bases for a wave: neither is stated
    assert not bases.are_stated([("later", level(1, 8))], None)
    assert not bases.are_stated([("later", level(1, 9))], None)
