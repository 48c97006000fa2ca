"""Damages the bytes of a programme's files at random, the same way for the same seed."""

import io
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import PurePosixPath

import polars as pl

from tests.library import library_files
from tests.mini_programme import FILES

Files = Mapping[PurePosixPath, bytes]

# What files of these formats are made of, and what other programs, systems and keyboards put into them.
TOKENS = tuple(
    token.encode("utf-8", errors="surrogatepass")
    for token in (
        *(
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\t",
            " ",
            "  ",
            "\ufeff",
            "\x00",
            "\x1b[31m",
            "\x85",
            "\u2028",
            "\u00a0",
        ),
        *(
            ",",
            ";",
            ":",
            ": ",
            "- ",
            "|",
            ">",
            "|\n",
            "#",
            "'",
            '"',
            '""',
            "'''",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
        ),
        *(
            "[",
            "]",
            "{",
            "}",
            "[[",
            "{{",
            "}}",
            "{%",
            "%}",
            "{{ x }}",
            "{% if x %}",
            "{#",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
        ),
        *(
            "0",
            "-1",
            "1e308",
            "0.1",
            "1_000",
            "0x1F",
            "99999999999999999999",
            "-0",
            "NaN",
            "inf",
            "½",
            "٣",
            "\uff11",
        ),
        *(
            "true",
            "false",
            "null",
            "~",
            "yes",
            "No",
            "Don't know",
            "2020-02-30",
            "2020-13-01",
            "0000-00-00",
            "12:30",
        ),
        *("=1+1", "@x", "é", "e\u0301", "\u202e", "\u200b", "\U0001f600", "\ud800", "\uffff", "ﬁ", "İ", "ß"),
        *(
            "met",
            "not",
            "all",
            "any",
            "number_of",
            "question",
            "attribute",
            "wave",
            "from",
            "to",
            "is",
            "at_least",
        ),
    )
)
RAW = (
    b"\xff",
    b"\xc3",
    b"\xc3\x28",
    b"\xe2\x82",
    b"\xf0\x9f",
    b"\xed\xa0\x80",
    b"\xfe\xff",
    b"\x80" * 9,
    b"PK\x03\x04",
    b"PAR1",
)


@cache
def sound_programmes() -> tuple[Files, ...]:
    """Small programmes without errors: with a report, with records and a selection, and with answers in Parquet."""
    with_report = library_files()
    with_records = {PurePosixPath(name): text.encode() for name, text in FILES.items()}
    return with_report, with_records, _with_parquet(with_report)


def _with_parquet(files: Files) -> Files:
    frame = pl.read_csv(io.BytesIO(files[PurePosixPath("surveys/after.csv")]), infer_schema=False)
    parquet = io.BytesIO()
    frame.write_parquet(parquet)
    rules = files[PurePosixPath("programme.yaml")].replace(b"surveys/after.csv", b"surveys/after.parquet")
    kept = {file: data for file, data in files.items() if file.name != "after.csv"}
    return {
        **kept,
        PurePosixPath("programme.yaml"): rules,
        PurePosixPath("surveys/after.parquet"): parquet.getvalue(),
    }


def damaged(seed: int) -> tuple[Files, str]:
    """Return a programme of which one to three files were damaged in one to four places each, and what was done."""
    chance = random.Random(seed)
    files = dict(chance.choice(sound_programmes()))
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        file = chance.choice(sorted(files))
        for _ in range(chance.choice((1, 1, 2, 4))):
            damage = chance.choice(DAMAGES)
            files[file] = damage(chance, files[file], files)
            done.append(f"{damage.__name__.strip('_')} in {file}")
    return files, "; ".join(done)


def _spot(chance: random.Random, data: bytes) -> tuple[int, int]:
    """Return the start and the end of a short piece of the data."""
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((0, 1, 1, 2, 5, 20, 200)))


def _token_put_in(chance: random.Random, data: bytes, _files: Files) -> bytes:
    start, _ = _spot(chance, data)
    return data[:start] + chance.choice(TOKENS) + data[start:]


def _piece_replaced(chance: random.Random, data: bytes, _files: Files) -> bytes:
    start, end = _spot(chance, data)
    return data[:start] + chance.choice(TOKENS) + data[end:]


def _raw_bytes_put_in(chance: random.Random, data: bytes, _files: Files) -> bytes:
    start, end = _spot(chance, data)
    return data[:start] + chance.choice(RAW) + data[end:]


def _piece_cut(chance: random.Random, data: bytes, _files: Files) -> bytes:
    start, end = _spot(chance, data)
    return data[:start] + data[end:]


def _piece_repeated(chance: random.Random, data: bytes, _files: Files) -> bytes:
    start, end = _spot(chance, data)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50)) + data[end:]


def _bit_flipped(chance: random.Random, data: bytes, _files: Files) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _end_cut(chance: random.Random, data: bytes, _files: Files) -> bytes:
    return data[: chance.randint(0, len(data))]


def _line_moved(chance: random.Random, data: bytes, _files: Files) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)
    return b"".join(lines)


def _line_indented(chance: random.Random, data: bytes, _files: Files) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    at = chance.randrange(len(lines))
    lines[at] = (
        chance.choice((b" ", b"  ", b"- ", b"\t")) + lines[at]
        if chance.random() < 0.5
        else lines[at].lstrip()
    )
    return b"".join(lines)


def _piece_of_another_file(chance: random.Random, data: bytes, files: Files) -> bytes:
    other = files[chance.choice(sorted(files))]
    start, end = _spot(chance, other)
    at, _ = _spot(chance, data)
    return data[:at] + other[start:end] + data[at:]


def _other_encoding(chance: random.Random, data: bytes, _files: Files) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp1252", "cp500")), errors="replace"
    )


Damage = Callable[[random.Random, bytes, Files], bytes]
DAMAGES: tuple[Damage, ...] = (
    *(_token_put_in, _piece_replaced, _raw_bytes_put_in, _piece_cut, _piece_repeated, _bit_flipped),
    *(_end_cut, _line_moved, _line_indented, _piece_of_another_file, _other_encoding),
)
