"""Measures a report that is small enough to count by hand."""

import pytest

from egyv_engine.model.report import Chapter, Column, Paragraph, Report, Section, Sentence, Table, Term, Text
from egyv_engine.narrative.readability import LONG, Readability, measure, words_in

TOO_LONG = " ".join(["Long", *["word"] * LONG]) + "."  # 36 words
REFUSED = ("led to", "clearly")


def sentence(text: str, kind: str = "rise", *mentions: str) -> Sentence:
    return Sentence(kind=kind, nodes=(Text(text=text),), basis=(), mentions=mentions)


def chapter(title: str, *sentences: Sentence, table: Table | None = None) -> Chapter:
    blocks: list[Paragraph | Table] = [Paragraph(sentences=sentences)] if sentences else []
    section = Section(id="only", heading=None, blocks=tuple(blocks if table is None else [*blocks, table]))
    return Chapter(id=title.lower(), title=title, annex=table is not None, sections=(section,))


def report(*chapters: Chapter) -> Report:
    return Report(title="Toy", notice=None, chapters=chapters)


@pytest.fixture(scope="module")
def measured() -> Readability:
    table = Table(
        title="All",
        columns=(Column(title="Finding"),),
        rows=((Term(text="a"),), (Term(text="c"),)),
        mentions=("a", "c"),
    )
    made = report(
        chapter(
            "Summary",
            sentence("Two areas rose in 2015. No area fell.", "rise", "a", "b"),  # 5 + 3 words
            sentence("Two areas rose in May.", "rise", "a"),  # 5
            sentence("That clearly led to more. No area fell.", "fall"),  # 5 + 3
        ),
        chapter("Voices", sentence("It clearly helped. It did.", "evidence"), sentence(TOO_LONG, "text")),
        chapter("Annex", table=table),
    )
    return measure(made, ["a", "b", "c", "d"], REFUSED)


def test_measure_counts_each_sentence_of_a_claim_and_leaves_quotations_out(measured: Readability) -> None:
    assert (measured.sentences, measured.quotations) == (6, 1)
    assert measured.mean == pytest.approx((5 + 3 + 5 + 5 + 3 + 36) / 6)
    assert (measured.longest, measured.longest_sentence) == (36, TOO_LONG)
    assert measured.too_long == (TOO_LONG,)


def test_measure_tells_repeats_and_openings_by_how_often(measured: Readability) -> None:
    assert measured.repeated == (("No area fell.", 2),)
    assert measured.openings == (("Two areas rose in", 2), ("No area fell.", 2))


def test_measure_tells_every_refused_word_with_its_sentence(measured: Readability) -> None:
    sentence = "That clearly led to more."
    assert measured.refused == (("clearly", sentence), ("led to", sentence))


def test_measure_counts_claims_by_chapter_and_kind(measured: Readability) -> None:
    assert measured.claims == (("Summary", 3), ("Voices", 1), ("Annex", 0))
    assert measured.kinds == (("rise", 2), ("fall", 1), ("text", 1))


def test_measure_tells_findings_that_stand_nowhere(measured: Readability) -> None:
    assert (measured.in_chapters, measured.in_annexes) == (2, 2)
    assert measured.unmentioned == ("d",)


def test_measure_of_a_report_without_words_is_nought() -> None:
    empty = measure(report(chapter("Nothing")), (), REFUSED)
    assert (empty.sentences, empty.mean, empty.longest, empty.longest_sentence) == (0, 0.0, 0, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Now it is.", ["now"]),
        ("(now)", ["now"]),
        ("It is known, a now-or-never choice.", []),
        ("What LED\n  to it, and led to more, is over now.", ["led to", "now"]),
        ("It was no longer led.", ["no longer"]),
    ],
)
def test_words_in_finds_whole_words_in_any_case_once_each(text: str, found: list[str]) -> None:
    assert words_in(text, ("no", "no longer", "led to", "now")) == found


def test_words_in_without_words_finds_none() -> None:
    assert words_in("Anything.", ()) == []
