"""The phrase and the branches of a reason that edition 2 does not have are removed, wherever they are in a file."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.upgrade.rewrite import rewrite

FILE = PurePosixPath("reports/wording.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("phrases:\n  a: x\n  different_leaves: y\n  b: z\n", "phrases:\n  a: x\n  b: z\n"),
        (
            "phrases:\n  a: x\n  different_leaves:\n    - y\n    - z\nextra: w\n",
            "phrases:\n  a: x\nextra: w\n",
        ),
        ("phrases:\n  different_leaves: y\n  b: z\n", "phrases:\n  b: z\n"),
        ("phrases: {a: x, different_leaves: y, b: z}\n", "phrases: {a: x, b: z}\n"),
        ("phrases: {a: x, different_leaves: [y, z]}\n", "phrases: {a: x}\n"),
        ("phrases:\n  a: x\n  different_leaves: y\n", "phrases:\n  a: x\n"),
    ],
)
def test_phrase_is_removed_with_its_value(before: str, after: str) -> None:
    made = rewrite("wording", FILE, before.encode())
    assert made.faults == ()
    assert made.data.decode() == after
    assert [(change.old, change.new) for change in made.changes] == [("different_leaves", "")]


def test_branch_is_removed_and_the_others_stay() -> None:
    branch = "{% elif reason == 'different_leaves' %}, because parts were asked once"
    text = f"phrases:\n  a: \"no{{% if reason == 'reworded' %}}, reworded{branch}{{% endif %}}.\"\n"
    made = rewrite("wording", FILE, text.encode())
    assert made.data.decode() == text.replace(branch, "")
