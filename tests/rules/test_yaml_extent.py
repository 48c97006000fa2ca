"""Values of a YAML text, quoted as they are written."""

import pytest

from egyv_engine.rules.yaml_extent import WrittenYaml

TEXT = """\
# A comment.
title: Open to all
indicators:
  - id: open_late
    met_when: {question: open_late, is: "Yes"}  # why
  - id: both
    met_when:
      all:
        - {question: loans,
           at_least: 100}
        # a comment inside
        - {question: visits, is: [Often, "Not, now"]}

    # a comment after it
    says: {units: "did"}
"""


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("title",), "Open to all"),
        (("indicators", 0, "met_when"), '{question: open_late, is: "Yes"}'),
        (("indicators", 0, "met_when", "is"), '"Yes"'),
        (("indicators", 1, "met_when", "all", 0), "{question: loans,\n at_least: 100}"),
        (
            ("indicators", 1, "met_when"),
            (
                "all:\n  - {question: loans,\n     at_least: 100}\n  # a comment inside\n"
                '  - {question: visits, is: [Often, "Not, now"]}'
            ),
        ),
        (("indicators", 1, "met_when", "all", 1, "is", 1), '"Not, now"'),
        (("indicators", 0, "met_when", "is", 0), '"Yes"'),  # a list may be left out around one member
    ],
)
def test_value_is_quoted_as_it_is_written(path: tuple[str | int, ...], written: str) -> None:
    assert WrittenYaml(TEXT).value(path) == written
