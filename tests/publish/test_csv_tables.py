"""Rows of findings.csv for findings made by hand, and the tables that a programme gets."""

from egyv_engine.model.finding_columns import FINDINGS
from egyv_engine.publish.csv_tables import render_csv
from tests.mini_programme import FILES, LIBRARY, run
from tests.publish.results import BARE, FULL


def test_csv_of_a_finding_holds_every_value_and_empty_cells_where_there_is_none() -> None:
    header, full, bare, end = render_csv(FINDINGS, (FULL, BARE)).decode().split("\n")
    assert header == (
        "finding,principle,indicator,item,cohort,from_wave,to_wave,from_count,from_base,to_count,to_base,"
        "matched,gained,lost,kept,never,net,verdict,reason,care,certainty,net_low,net_high,certainty_surveyed,"
        "p_exact,p_smallest,score,band,target_met"
    )
    assert full == (
        "reading.room_used.hall@first,reading,room_used,hall,first,autumn,summer,8,15,10,14,"
        "13,4,1,5,3,3,improved,,with_care,firm,1,6,open,"
        "0.3750,0.0002,71.4,more than half,no"
    )
    assert bare == "reading.any,reading,any,,,,summer,,,,,,,,,,,not_judged,,,,,,,,,,,"
    assert end == ""


def test_tables_are_those_that_the_programme_declares() -> None:
    always = {"findings", "ledger", "baskets", "movements"}
    assert set(run(LIBRARY).tables or ()) == always
    declared = {"scores", "score_changes", "selection", "recommendations"}
    assert set(run(FILES).tables or ()) == always | declared
