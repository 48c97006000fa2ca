import sys

import pytest

from egyv_engine.data.sources.extras import EXTRA_OF, versions_of
from tests.data.sources.opening import MADE, opened


@pytest.mark.parametrize(("library", "file"), [("fastexcel", "libreoffice.ods"), ("pyreadstat", "pspp.sav")])
def test_missing_library_is_reported_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, library: str, file: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    table, printed = opened((MADE / file).read_bytes(), file)
    assert table is None
    assert f"EGY561 the engine needs the library {library}" in printed
    assert f'pip install "egyv-engine[{EXTRA_OF[library]}]"' in printed


def test_versions_are_those_of_the_libraries() -> None:
    import fastexcel

    assert versions_of(frozenset({"fastexcel"})) == {"fastexcel": fastexcel.__version__}
