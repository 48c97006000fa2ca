"""The blocks of declared words: the notice, what is good, and a text of one's own."""

from egyv_engine.model.report import BoundNumber
from tests.narrative.blocks.sections_read import paragraphs, texts
from tests.narrative.toy import moved, shown


def test_text_has_a_paragraph_for_each_part_between_empty_lines() -> None:
    assert texts(shown("text", text="One.\n\n\n\nOther.")) == ["One.", "Other."]


def test_text_has_numbers_with_their_paths_and_the_findings_they_were_counted_from() -> None:
    found = [moved("plan", gained=1, met_both=4), moved("wardens", gained=1, met_both=4)]
    words = "We had {{ findings.n }} findings.\n\nNo more."
    counted, plain = paragraphs(shown("text", found, text=words))
    (sentence,) = counted.sentences
    assert [(n.ref, n.value) for n in sentence.nodes if isinstance(n, BoundNumber)] == [("#findings", "2")]
    assert sentence.basis == ("streets.plan@early", "streets.wardens@early")
    assert plain.sentences[0].basis == ()


def test_what_good_looks_like_is_shown_for_each_principle_of_the_chapter() -> None:
    assert [p.lead for p in paragraphs(shown("what_good_looks_like"))] == ["Safe streets", "Good homes"]
    assert len(shown("what_good_looks_like", principle="homes")) == 1


def test_notice_is_that_of_the_programme() -> None:
    assert texts(shown("notice")) == ["Made-up answers."]
