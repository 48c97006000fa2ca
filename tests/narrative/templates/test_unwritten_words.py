"""Parts of a template that nothing chooses, and templates that may write nothing."""

import pytest

from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.unwritten_words import unwritten_words


@pytest.mark.parametrize(
    ("template", "never"),
    [
        ("x{% if a and not a %}never{% endif %}", ["a and not a"]),
        ("x{% if not (a or not a) %}never{% endif %}", ["a or not a"]),
        ("x{% if a %}y{% elif a %}never{% endif %}", ["a"]),
        ("x{% if a %}y{% elif a and b %}never{% endif %}", ["a and b"]),
        ("x{% if a %}{% if not a %}never{% endif %}{% endif %}", ["a"]),
        ("x{% if r == 'one' and r == 'two' %}never{% endif %}", ["r == 'one' and r == 'two'"]),
        ("x{% if a and not a %}never{% if b and not b %}neither{% endif %}{% endif %}", ["a and not a"]),
    ],
)
def test_part_that_no_facts_choose_is_found_at_its_test(template: str, never: list[str]) -> None:
    assert [template[first:last] for first, last in unwritten_words(parse(template)).never] == never


@pytest.mark.parametrize(
    "template",
    [
        "x",
        "x{% if a %}y{% endif %}",
        "x{% if a %}y{% elif b %}z{% else %}w{% endif %}",
        "x{% if r == 'one' %}y{% elif r == 'two' %}z{% elif r != 'three' %}w{% endif %}",
        "x{% if a and b %}y{% elif a or b %}z{% endif %}",
        "x{% if a and not a %}{% endif %}",  # it has no words
        "x" + "".join(f"{{% if a{i} and not a{i} %}}y{{% endif %}}" for i in range(13)),  # too many cases
    ],
)
def test_parts_that_some_facts_choose_are_not_reported(template: str) -> None:
    assert unwritten_words(parse(template)).never == ()


@pytest.mark.parametrize(
    ("template", "may_be_empty"),
    [
        ("{% if a %}x{% endif %}", True),
        ("{% if a %}x{% endif %}.", True),
        ("{% if a %}x{% elif b %}y{% endif %}", True),
        ("{% if a %}x{% endif %}{% if not a %}y{% endif %}", False),
        ("{% if a %}x{% else %}y{% endif %}", False),
        ("{% if a %}x{% endif %}{{ b }}", False),
        ("{% if a %}x{% endif %} y", False),
    ],
)
def test_template_may_be_empty_where_all_its_words_depend_on_tests(template: str, may_be_empty: bool) -> None:
    assert unwritten_words(parse(template)).may_be_empty is may_be_empty
