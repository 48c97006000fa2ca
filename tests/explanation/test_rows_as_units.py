"""Explanations where each row is another unit: no unit is in two waves, so the bases of the waves decide."""

from pathlib import Path

from click.testing import CliRunner

from egyv_engine.cli.main import main

CASE = Path(__file__).parents[1] / "cases" / "data_rows_without_ids"


def explained(name: str) -> str:
    ended = CliRunner().invoke(main, ["explain", name, "--programme", str(CASE)], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return " ".join(ended.output.split())


def test_bases_of_the_waves_take_the_place_of_matched_units() -> None:
    """Four and three answered in the east; one and two of these felt safe."""
    text = explained("case.safe@east")
    assert (
        "Each row is another visitor, so no visitor is in both waves. The base is 4 in the earlier wave and 3 in the later one, "
        "and a verdict needs at least 3 in each."
    ) in text
    assert "whatever they are, the verdict is the same" in text
    assert "None is in the base of both waves." in text
    assert "gained: 0" not in text
    assert "not surveyed" not in text
    assert "not compared" not in text
    assert "By the criterion, the share rose, so the verdict is improved." in text
    assert "analysed in only one of the two waves" not in text
    assert (
        "The exact test gives p = 0.4857, if the visitors of each wave are a random sample; no criterion"
        in text
    )


def test_base_that_is_too_small_is_the_reason() -> None:
    text = explained("case.safe@west")
    assert "The base is 3 in the earlier wave and 2 in the later one" in text
    assert "So the finding is not comparable." in text
