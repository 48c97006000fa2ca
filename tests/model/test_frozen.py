"""Values of Frozen classes: what is equal, what may be left out, what cannot be changed."""

import pickle
from functools import cached_property
from typing import Any

import pytest

from egyv_engine.model.frozen import Frozen, asdict, field, field_names, replace


class Point(Frozen):
    """A place with a name that is not part of its value."""

    x: int
    y: int = 0
    found_in: str = field(default="nowhere", compare=False)


class Far(Point):
    """A point with a field more."""

    distance: int


class Pair(Frozen, kw_only=False, order=True):
    """Two numbers, by position."""

    first: int
    second: int = field(default_factory=lambda: 7, metadata={"unit": "cm"})


class Summed(Frozen, dict=True):
    """A value that computes something once."""

    parts: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(self.parts)


def test_fields_that_are_not_compared_make_no_difference() -> None:
    here, there = Point(x=1, found_in="a.yaml"), Point(x=1, found_in="b.yaml")
    assert here == there
    assert hash(here) == hash(there)
    assert here != Point(x=1, y=1, found_in="a.yaml")
    assert Far(x=1, distance=2, found_in="a.yaml") == Far(x=1, distance=2)
    assert Far(x=1, distance=2) != Far(x=1, distance=3)


def test_values_of_two_classes_are_never_equal() -> None:
    assert Point(x=1) != Far(x=1, distance=0)
    assert Point(x=1) != (1, 0)  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("value", [Point(x=1), Pair(1), Summed(parts=(1,))])
def test_fields_are_set_once(value: Any) -> None:
    with pytest.raises(AttributeError):
        setattr(value, field_names(value)[0], 9)


def test_required_fields_must_be_given_and_by_name() -> None:
    with pytest.raises(TypeError):
        Point(y=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(1)  # type: ignore[call-arg]


def test_settings_of_a_class_and_metadata_of_a_field() -> None:
    assert Pair(1) == Pair(1, 7) < Pair(2, 0)
    assert Pair.of_fields == {"second": {"unit": "cm"}}
    assert field_names(Far) == ("x", "y", "found_in", "distance")


def test_copies_have_the_other_fields() -> None:
    assert asdict(replace(Point(x=1, y=2, found_in="a"), x=5)) == {"x": 5, "y": 2, "found_in": "a"}
    summed = Summed(parts=(1, 2))
    assert (summed.total, replace(summed, parts=(4,)).total) == (3, 4)


def test_values_go_to_other_processes() -> None:
    far = Far(x=1, distance=2, found_in="a")
    assert asdict(pickle.loads(pickle.dumps(far))) == asdict(far)
