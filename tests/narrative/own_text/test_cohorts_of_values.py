"""Names of findings in a programme whose cohorts are the values of an attribute in the register."""

import pytest

from egyv_engine.pipeline.run import check_files, evaluate_files
from tests.library import library_files

BLOCK = "      - {show: text, text: Libraries answered for themselves.}\n"


def files(text: str) -> dict:  # type: ignore[type-arg]
    return library_files(
        {
            "programme.yaml": ("ids: [pilot, main]", "groups: each_value"),
            "reports/report.yaml": (BLOCK, f"      - show: text\n{text}"),
        }
    )


def test_known_cohort_is_found() -> None:
    outputs = evaluate_files(files("        text: '{{ finding(\"access.open_late@main\").after.count }}'\n"))
    assert outputs.diagnostics == ()
    assert outputs.report is not None


@pytest.mark.parametrize(
    "text",
    [
        "        text: '{{ finding(\"access.open_late@mian\").after.count }}'\n",
        "        text: Words.\n        agreed_when: {finding: access.open_late@mian, verdict: improved}\n",
    ],
)
def test_unknown_cohort_is_an_error_once_the_register_is_read(text: str) -> None:
    (found,) = check_files(files(text))
    assert (found.code, found.message) == ("EGY642", "there is no finding 'access.open_late@mian'")
    assert found.hint == "did you mean 'access.open_late@main'?"
