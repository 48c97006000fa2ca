"""The catalogue: each code in the module of its stage, once, and complete."""

from types import ModuleType

import pytest

from egyv_engine.diagnostics.catalogue import CATALOGUE, RETIRED, page
from egyv_engine.diagnostics.pages import (
    accepted_warnings,
    data_files,
    drafting,
    meaning,
    names,
    own_text,
    shapes,
    shaping,
    wording,
    yaml_files,
)

STAGES = (yaml_files, shapes, names, meaning, data_files, wording, accepted_warnings)
OTHERS = {
    shaping: "5",
    drafting: "5",
    own_text: "6",
}  # pages of one subject, and the stage whose codes they have


@pytest.mark.parametrize(
    ("stage", "module"), list(enumerate(STAGES, 1)), ids=lambda x: getattr(x, "__name__", x)
)
def test_codes_of_a_stage_are_in_its_module_in_order(stage: int, module: object) -> None:
    codes = list(module.PAGES)  # type: ignore[attr-defined]
    assert codes == sorted(codes)
    assert {code[:-2] for code in codes} == {f"EGY{stage}"}


@pytest.mark.parametrize("module", OTHERS, ids=lambda module: str(module.__name__))
def test_codes_of_a_subject_are_in_order(module: ModuleType) -> None:
    codes = list(module.PAGES)
    assert codes == sorted(codes)
    assert {code[3] for code in codes} == set(OTHERS[module])


def test_retired_codes_are_not_given_to_anything_else() -> None:
    assert not RETIRED.keys() & CATALOGUE.keys()


def test_catalogue_has_the_pages_of_all_stages() -> None:
    assert len(CATALOGUE) == sum(len(module.PAGES) for module in (*STAGES, *OTHERS))


def test_warnings_are_those_that_may_be_intended() -> None:
    assert [code for code, entry in CATALOGUE.items() if entry.severity == "warning"] == [
        "EGY110",
        "EGY210",
        "EGY217",
        "EGY218",
        "EGY219",
        "EGY411",
        "EGY418",
        "EGY427",
        "EGY429",
        "EGY435",
        "EGY446",
        "EGY447",
        "EGY448",
        "EGY451",
        "EGY452",
        "EGY469",
        "EGY470",
        "EGY472",
        "EGY473",
        "EGY474",
        "EGY475",
        "EGY476",
        "EGY477",
        "EGY478",
        "EGY479",
        "EGY481",
        "EGY483",
        "EGY484",
        "EGY486",
        "EGY487",
        "EGY488",
        "EGY489",
        "EGY516",
        "EGY525",
        "EGY527",
        "EGY529",
        "EGY533",
        "EGY536",
        "EGY537",
        "EGY538",
        "EGY541",
        "EGY542",
        "EGY543",
        "EGY544",
        "EGY545",
        "EGY546",
        "EGY547",
        "EGY548",
        "EGY549",
        "EGY550",
        "EGY564",
        "EGY585",
        "EGY586",
        "EGY587",
        "EGY588",
        "EGY589",
        "EGY590",
        "EGY591",
        "EGY599",
        "EGY551",
        "EGY552",
        "EGY554",
        "EGY555",
        "EGY556",
        "EGY558",
        "EGY559",
        "EGY568",
        "EGY569",
        "EGY577",
        "EGY579",
        "EGY594",
        "EGY595",
        "EGY616",
        "EGY617",
        "EGY618",
        "EGY619",
        "EGY620",
        "EGY621",
        "EGY622",
        "EGY623",
        "EGY627",
        "EGY628",
        "EGY656",
        "EGY659",
        "EGY661",
        "EGY672",
        "EGY644",
        "EGY655",
        "EGY704",
    ]


@pytest.mark.parametrize("code", CATALOGUE)
def test_page_is_made_of_sentences_and_two_different_examples(code: str) -> None:
    entry = CATALOGUE[code]
    assert all(
        text[0].isupper() or text[0] in "`_" or text[0].islower() for text in (entry.meaning, entry.why)
    )
    assert entry.meaning.endswith(".")
    assert entry.why.endswith(".")
    assert entry.wrong != entry.right


def test_page_prints_severity_meaning_reason_and_examples() -> None:
    assert page("EGY411") == (
        "EGY411 (warning): A condition can never be met, is always met, or is in a list twice; or every share meets a "
        "target.\n\n"
        "It does not distinguish between units. Members of all can exclude each other, those of any can leave no answer "
        "over, and a base can decide the rule. What is in number_of twice is counted twice.\n\n"
        "  Wrong:\n    {question: visits, above: Often}   # the top answer\n\n"
        "  Right:\n    {question: visits, is: Often}\n"
    )


def test_page_indents_every_line_of_an_example() -> None:
    assert "    title: Open late\n    title: Open early\n" in page("EGY102")


def test_page_of_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        page("EGY999")
