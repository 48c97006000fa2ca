"""Holds docstrings, comments, messages, command help and docs to plain English."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "engine" / "egyv_engine"
RULES = yaml.safe_load((Path(__file__).parent / "plain_english" / "words.yaml").read_text(encoding="utf-8"))
REFUSED = [(re.compile(rule["pattern"], re.IGNORECASE), rule["plain"]) for rule in RULES["refused"]]
MODULES = sorted(ENGINE.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))
DOCS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "egyv-report.md"
)


class Text(NamedTuple):
    """A piece of prose and the line that it starts on."""

    line: int
    text: str


def _docstrings(tree: ast.Module) -> Iterator[tuple[ast.AST, Text]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield node, Text(node.body[0].lineno, text)


def _prose(source: str, tree: ast.Module) -> Iterator[Text]:
    """Docstrings, strings of three words or more, and comments of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) > 2:
            yield Text(node.lineno, node.value)
        elif isinstance(node, ast.JoinedStr):
            yield Text(
                node.lineno, "x".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
            )
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Text(token.start[0], token.string)


def _refused(texts: Iterator[Text]) -> Iterator[str]:
    exceptions = [re.compile(e["pattern"], re.IGNORECASE) for e in RULES.get("exceptions", [])]
    for line, text in texts:
        for pattern, plain in REFUSED:
            for found in pattern.finditer(text):
                around = text[max(found.start() - 40, 0) : found.end() + 40]
                if not any(e.search(around) for e in exceptions):
                    yield f"line {line + text[: found.start()].count(chr(10))}: '{found[0]}' (plainly: {plain})"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ENGINE).as_posix())
def test_module_uses_plain_words_and_its_docstrings_are_whole(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert sorted(set(_refused(_prose(source, tree)))) == []
    assert list(_clauses(tree)) == []
    public = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    assert [f"{f.name}: {missing}" for f in public for missing in _undocumented(f)] == []


def test_tests_use_plain_words() -> None:
    sources = {str(path): path.read_text(encoding="utf-8") for path in TESTS}
    found = {
        name: sorted(set(_refused(_prose(source, ast.parse(source))))) for name, source in sources.items()
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_docstrings_of_tests_are_no_clauses() -> None:
    assert [
        f"{path.name}:{text.line}: {text.text.splitlines()[0]}"
        for path in TESTS
        for _, text in _docstrings(ast.parse(path.read_text(encoding="utf-8")))
        if text.text.split()[0] in RULES["openings"]
    ] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page_uses_plain_words(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert sorted(set(_refused(Text(i, line) for i, line in enumerate(lines, 1)))) == []


def _clauses(tree: ast.Module) -> Iterator[str]:
    """Yield the docstrings that do not open as sentences do."""
    for node, text in _docstrings(tree):
        if not _opens_well(node, text.text.split()[0]):
            yield f"line {text.line}: {text.text.splitlines()[0]}"


def _opens_well(node: ast.AST, word: str) -> bool:
    if isinstance(node, ast.FunctionDef) and not _is_property(node):
        return word.rstrip(",") in RULES["verbs"]
    return word not in RULES["openings"]


def _is_property(function: ast.FunctionDef) -> bool:
    """Return whether a function is read as an attribute, which a noun phrase describes."""
    return any(ast.unparse(d).endswith("property") for d in function.decorator_list)


def _undocumented(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the parameters and sections that the docstring of a public function lacks."""
    text = ast.get_docstring(function) or ""
    decorators = {ast.unparse(d).partition("(")[0] for d in function.decorator_list}
    if decorators & set(RULES["undocumented_parameters"]):
        return
    a = function.args
    names = [x.arg for x in (*a.posonlyargs, *a.args, *a.kwonlyargs)]
    names += [star + x.arg for star, x in (("*", a.vararg), ("**", a.kwarg)) if x is not None]
    if len(names) > 1:
        _, _, section = text.partition("Args:")
        yield from (f"the argument {name}" for name in names if f"\n    {name}: " not in section)
    returned = function.returns is not None and ast.unparse(function.returns) not in (
        "None",
        "Iterator[None]",
    )
    if returned and text.split()[0] not in RULES["verbs_of_results"]:
        yield from () if "Returns:" in text or "Yields:" in text else ("Returns",)
    if any(isinstance(node, ast.Raise) for node in ast.walk(function)):
        yield from () if "Raises:" in text else ("Raises",)


EXPECTED = sorted((Path(__file__).parent / "cases_invalid").glob("*/expected.txt"))
FINITE = re.compile(rf"\b({'|'.join(RULES['finite_verbs'])})\b")
QUOTED = re.compile(r"(?<!\w)'.*?'(?!\w)")
FIRST_LINE = re.compile(r"^\S.*? EGY\d{3} (?:accepted warning: |warning: )?(?P<message>.*)$", re.MULTILINE)


def test_first_line_of_each_diagnostic_is_a_sentence() -> None:
    messages = {
        found["message"]
        for path in EXPECTED
        for found in FIRST_LINE.finditer(path.read_text(encoding="utf-8"))
    }
    assert len(messages) > 150
    assert sorted(m for m in messages if not FINITE.search(QUOTED.sub("", m))) == []
