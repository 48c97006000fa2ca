"""The YAML reader on any bytes: data or a located fault, never an exception; plain scalars stay as typed."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.files.folder import LARGEST_RULE_FILE
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules
from egyv_engine.rules.yaml_reader import DEEPEST, Document, Plain, read_yaml
from tests.library import BASE

FILE = PurePosixPath("rules/scales.yaml")
SOUND = sorted(p for p in BASE.rglob("*.yaml"))
SHIPPED = sorted((Path(__file__).parents[2] / "principles").glob("*.yaml"))
FRAGMENTS = (
    *("\x00", "\ufeff", "\t", "\r", "\r\n", "\n", "\x85", "\u2028", "\x1b[31m", "\ud7ff", "\U0001f600", "é"),
    *(
        "&a ",
        "*a",
        "<<: *a",
        "!!str ",
        "!x ",
        "!<tag:x> ",
        "&a !!map ",
        "? ",
        "? [a]\n: b\n",
        "- ",
        ": ",
        "%YAML 9",
    ),
    *(
        "---\n",
        "...\n",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "|\n",
        ">-\n",
        "#",
        "@",
        "`",
        "\\",
        "\\x",
        "a: 1\na: 2\n",
    ),
)


def check(data: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Reads, and holds what is true of any file."""
    document, faults = read_yaml(FILE, data)
    assert document is not None or faults
    lines = (
        data.decode("utf-8", errors="replace")
        .removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    widths = [len(line) for line in lines.split("\n")]
    spans = [d.span for d in faults] + [span for d in faults for span, _ in d.related]
    if document is not None:
        spans += [*document.positions.values.values(), *document.positions.keys.values()]
    for span in spans:
        assert span.file == FILE
        assert 1 <= span.line <= len(widths)
        assert 1 <= span.column <= widths[span.line - 1] + 1
        assert span.column < span.end_column <= max(widths[span.line - 1], span.column) + 1
    return document, faults


def codes(data: bytes) -> list[str]:
    return [d.code for d in check(data)[1]]


@given(st.text())
def test_reader_any_text_gives_data_or_a_located_fault(text: str) -> None:
    check(text.encode("utf-8", errors="surrogatepass"))


@given(st.binary())
def test_reader_any_bytes_give_data_or_a_located_fault(data: bytes) -> None:
    check(data)


@given(st.lists(st.sampled_from((*FRAGMENTS, "a", "key", " ", "  ", "1")), max_size=30))
def test_reader_heaps_of_yaml_signs_give_data_or_a_located_fault(parts: list[str]) -> None:
    check("".join(parts).encode())


@st.composite
def mutated(draw: st.DrawFn, files: list[Path]) -> tuple[Path, bytes]:
    """A sound file with one to three places cut, doubled, or filled with what YAML is sensitive to."""
    path = draw(st.sampled_from(files))
    data = path.read_bytes()
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        new: bytes = draw(
            st.one_of(
                st.sampled_from(FRAGMENTS).map(str.encode),
                st.just(data[start:end] * 2),
                st.binary(max_size=3),
            )
        )
        data = data[:start] + new + data[end:]
    return path, data


@settings(max_examples=300, deadline=None)
@given(mutated(SOUND + SHIPPED))
def test_reader_mutated_file_gives_data_or_a_located_fault(case: tuple[Path, bytes]) -> None:
    check(case[1])


@settings(max_examples=150, deadline=None)
@given(mutated(SOUND))
def test_load_mutated_file_gives_a_programme_or_faults(case: tuple[Path, bytes]) -> None:
    path, data = case
    files = {PurePosixPath(p.relative_to(BASE)): p.read_bytes() for p in SOUND}
    loaded = load_rules(files | {PurePosixPath(path.relative_to(BASE)): data}, vocabularies=vocabularies())
    assert loaded.programme is not None or loaded.diagnostics


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\x00", ["EGY101"]),
        (b"a: \x1b[31mred", ["EGY101"]),
        ("a: one\u2028b: two".encode(), ["EGY101"]),
        ("a: one\x85b: two".encode(), ["EGY101"]),
        (b"a: [1, 2", ["EGY101"]),
        (b"a: 'open", ["EGY101"]),
        (b"a: 1\na: 2\n", ["EGY102"]),
        (b"a: {b: 1, b: 2, b: 3}\n", ["EGY102", "EGY102"]),
        (b"a:\n\tb: 1\n", ["EGY103"]),
        (b"a: 1\t# note\n", ["EGY103"]),
        (b"a: &x 1\n", ["EGY104"]),
        (b"a: *x\n", ["EGY104"]),
        (b"a: &x 1\nb: *x\n", ["EGY104", "EGY104"]),
        (b"a: {<<: {b: 1}}\n", ["EGY104"]),
        (b"a: !!int 1\n", ["EGY104"]),
        (b"? [a]\n: 1\n", ["EGY105"]),
        (b"? {a: 1}\n: 1\n", ["EGY105"]),
        (b"", ["EGY109"]),
        (b"\xef\xbb\xbf", ["EGY109"]),
        (b"# nothing yet\n", ["EGY109"]),
        (b"a: 1\n---\na: 2\n", ["EGY109"]),
        (b"a: caf\xe9\n", ["EGY108"]),
        (b"\xff\xfea\x00", ["EGY108"]),
        ("a: \ud800".encode("utf-8", errors="surrogatepass"), ["EGY108"]),
    ],
)
def test_reader_file_it_refuses_gives_the_code(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? ", "!!seq ["])
def test_reader_hundred_thousand_openings_are_refused_at_the_first_too_many(sign: str) -> None:
    assert codes(sign.encode() * 100_000)[-1] == "EGY106"


def test_reader_nesting_of_40_is_read_and_of_41_refused() -> None:
    document, faults = check(b"[" * DEEPEST + b"]" * DEEPEST)
    assert document is not None
    assert faults == []
    document, faults = check(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1))
    assert document is None
    assert [(d.code, d.span.column) for d in faults] == [("EGY106", DEEPEST + 1)]


def test_reader_file_of_4_mib_is_read_and_a_byte_more_refused() -> None:
    start = b"a: 1\n#"
    assert codes(start + b"x" * (LARGEST_RULE_FILE - len(start))) == []
    assert codes(start + b"x" * (LARGEST_RULE_FILE - len(start) + 1)) == ["EGY107"]


PLAIN = (
    *("yes", "no", "on", "off", "Yes", "y", "True", "TRUE", "False", "Null", "null", "NULL", "~", "none"),
    *("2012", "1.10", "007", "0x1F", "0o17", "1e3", "1_000", "-3", "+3", ".5", "5.", ".inf", "-.inf", ".nan"),
    *(
        "12:30",
        "1:02:03",
        "2015-09-01",
        "2015-09-01T10:00:00Z",
        "=",
        "a b",
        "it's",
        "50 %",
        "1,200",
        "http://x.uk/a#b",
    ),
)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize(
    "style", [lambda t: f"a: {t}\n", lambda t: f"a:\n  - {t}\n", lambda t: f"a:\n  {t}\n"]
)
def test_plain_scalar_stays_the_text_as_typed(text: str, style: Callable[[str], str]) -> None:
    document, faults = check(style(text).encode())
    assert document is not None
    assert faults == []
    value = document.data["a"]
    value = value[0] if isinstance(value, list) else value
    assert type(value) is Plain
    assert value == text


@pytest.mark.parametrize("text", PLAIN)
def test_plain_key_stays_the_text_as_typed(text: str) -> None:
    document, _ = check(f"{text}: 1\n".encode())
    assert document is not None
    assert list(document.data) == [text]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2012", Fraction(2012)),
        ("1.10", Fraction(11, 10)),
        ("-3", Fraction(-3)),
        ("007", Fraction(7)),
        ("+3", None),
        (".5", None),
        ("1e3", None),
        ("1_000", None),
        ("0x1F", None),
        ("12:30", None),
        ("٣", None),
    ],
)
def test_plain_scalar_is_a_number_only_as_digits_with_a_point(text: str, number: Fraction | None) -> None:
    assert Plain(text).number == number


@pytest.mark.parametrize(
    ("typed", "value"), [("true", True), ("false", False), ("", None), ('"true"', "true"), ("'2012'", "2012")]
)
def test_only_true_false_and_nothing_are_not_text(typed: str, value: object) -> None:
    document, _ = check(f"a: {typed}\n".encode())
    assert document is not None
    assert document.data == {"a": value}
    assert not isinstance(document.data["a"], Plain)


def test_positions_of_members_keys_and_values_are_exact() -> None:
    text = "\ufeffa: [x, {b: yes}]\r\n'c d':\r\n  - e\r\n  -   - f\r\n"
    document, faults = check(text.encode())
    assert document is not None
    assert faults == []
    doc_path = {p.steps: (s.line, s.column, s.end_column) for p, s in document.positions.values.items()}
    assert doc_path[("a",)][:2] == (1, 4)
    assert doc_path[("a", 0)] == (1, 5, 6)
    assert doc_path[("a", 1)][:2] == (1, 8)
    assert doc_path[("a", 1, "b")] == (1, 12, 15)
    assert doc_path[("c d", 0)] == (3, 5, 6)
    assert doc_path[("c d", 1, 0)] == (4, 9, 10)
    keys = {p.steps: (s.line, s.column, s.end_column) for p, s in document.positions.keys.items()}
    assert keys == {("a",): (1, 1, 2), ("a", 1, "b"): (1, 9, 10), ("c d",): (2, 1, 6)}
