"""Findings made by hand for tests of what is written: one with every value, one with as few as there can be."""

from fractions import Fraction

from egyv_engine.model.findings import Certainty, Change, Finding, Level

FULL = Finding(
    finding="reading.room_used.hall@first",
    principle="reading",
    indicator="room_used",
    item="hall",
    cohort="first",
    from_wave="autumn",
    to_wave="summer",
    from_level=Level(surveyed=20, returned=18, analysed=17, asked=16, base=15, count=8, dont_know=2),
    to_level=Level(surveyed=20, returned=19, analysed=19, asked=19, base=14, count=10, dont_know=1),
    change=Change(gained=4, lost=1, met_both=5, met_neither=3),
    verdict="improved",
    reason=None,
    with_caution=True,
    certainty=Certainty(certainty="firm", net_low=1, net_high=6, certainty_surveyed="open"),
    p_exact=Fraction(3, 8),
    p_smallest=Fraction(1, 4096),
    score=Fraction(1000, 14),
    band="more than half",
    target_met=False,
    target_certainty="open",
    judged_move=1,
)
BARE = Finding(
    finding="reading.any",
    principle="reading",
    indicator="any",
    item=None,
    cohort=None,
    from_wave=None,
    to_wave="summer",
    from_level=None,
    to_level=None,
    change=None,
    verdict="not_judged",
    reason=None,
    with_caution=False,
    certainty=None,
    p_exact=None,
    p_smallest=None,
    score=None,
    band=None,
    target_met=None,
    target_certainty=None,
    judged_move=None,
)
