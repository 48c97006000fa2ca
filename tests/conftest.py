"""Fixtures that several folders of tests use."""

from pathlib import Path

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings

from tests.library import write_library

settings.register_profile("untimed", deadline=None)  # a busy machine does not make a test fail
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow tests first, and give each test of an xdist group the id with the name of its group, so that one worker runs it.

    With a slow test among the last ones, the other workers would wait for it. pytest-xdist 3.8 keeps the id of a group in
    `_nodeid`, which pytest 9.2 no longer reads.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        of_group = vars(item).get("_nodeid")
        if of_group is not None and item.nodeid != of_group:
            item._id = coerce_node_id(of_group)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a tiny programme in order."""
    return write_library(tmp_path / "library")
