"""Guards the wording of the shipped report: a snapshot a section, by the pytest plugin that users get."""

from collections.abc import Callable, Mapping
from typing import Any

Sections = Callable[..., Mapping[str, str]]


def test_wording_of_the_report_is_as_kept(report_sections: Sections, wording_snapshot: Any) -> None:
    for name, text in report_sections().items():
        assert text == wording_snapshot(name=name)
