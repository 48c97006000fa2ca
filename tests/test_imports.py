"""Reads the engine's imports and holds them to docs/architecture.md: one way, and each library in its place."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules

ENGINE = Path(__file__).parents[1] / "engine" / "egyv_engine"
MODULES = sorted(ENGINE.rglob("*.py"))

# Each layer may import itself and what comes before it.
LAYERS = (
    ("model", "diagnostics"),
    ("files",),
    ("rules",),
    ("upgrade",),
    ("link",),
    ("checks", "data"),
    ("compiler",),
    ("evaluation",),
    ("engines",),
    ("selection", "supplements"),
    ("narrative",),
    ("explanation",),
    ("publish",),
    ("pipeline",),
    ("interface",),
    ("exchange", "preview"),
    ("cli", "__main__", "pytest_plugin"),
)
PLACES = {
    "yaml": ("rules/",),
    "jsonschema": ("rules/",),
    "msgspec": ("model/frozen.py",),
    "polars": (
        "data/",
        "evaluation/",
        "engines/",
        "publish/parquet.py",
        "publish/column_tables.py",
        "publish/row_columns.py",
        "publish/outcome_file.py",
        "interface/",
    ),
    "fastexcel": ("data/sources/",),
    "pyreadstat": ("data/sources/",),
    "duckdb": ("data/sources/", "engines/"),
    "pyspark": ("engines/",),
    "sqlalchemy": ("data/sources/",),
    "jinja2": ("narrative/templates/", "publish/html/"),
    "markdown_it": ("narrative/own_text/",),
    "mdit_py_plugins": ("narrative/own_text/",),
    "xlsxwriter": ("exchange/", "publish/topline_workbook.py", "publish/sheet_writer.py"),
    "docx": ("publish/word_document.py",),
    "pypandoc": ("publish/word_document.py",),
    "resvg_py": ("publish/chart_pictures.py",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "pytest": ("pytest_plugin.py",),
    "syrupy": ("pytest_plugin.py",),
}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def _layer(name: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if name in layer)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ENGINE).as_posix())
def test_imports_of_a_module_keep_to_the_architecture(path: Path) -> None:
    inside = path.relative_to(ENGINE).as_posix()
    own = inside.split("/")[0].removesuffix(".py")
    for name in _imports(path):
        top, *rest = name.split(".")
        if top == "egyv_engine":
            if rest:
                assert own == "__init__" or _layer(rest[0]) <= _layer(own), f"{inside} imports {name}"
        elif top not in sys.stdlib_module_names:
            assert top in PLACES, f"{inside} imports {name}, which is no core dependency"
            assert inside.startswith(PLACES[top]), f"{inside} imports {name}"


def test_no_id_of_the_shipped_programme_stands_in_engine_code() -> None:
    programme = load_rules(read_folder(ENGINE.parents[1]), vocabularies=vocabularies()).programme
    assert programme is not None
    ids = {
        *programme.principles,
        *(i.id for p in programme.principles.values() for i in p.indicators),
        *(q.id for q in programme.instrument.questions),
        *programme.baskets.baskets,
        *(item for b in programme.baskets.baskets.values() for item in b.items),
    }
    assert len(ids) > 90
    ids -= {"groups"}  # also a key of the rule language: groups of reasons
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        constants = {n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)}
        assert not ids & constants, path
        assert not {i for i in ids if "_" in i} & set(re.findall(r"\w+", text)), path
