"""Any text as a phrase or as the wording of an indicator: faults with a place, or sentences; never a traceback."""

import json
from collections.abc import Mapping
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from egyv_engine.model.frozen import replace
from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.claim import ClaimFacts
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.claims.says import items_wording, units_wording
from egyv_engine.narrative.language.parts import term
from egyv_engine.narrative.templates.fact_types import fact_names
from egyv_engine.pipeline.run import Until, check_files, run
from tests.narrative import toy
from tests.narrative.read_back import facts_written
from tests.narrative.toy import moved

PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "if",
        "elif",
        "else",
        "endif",
        "and",
        "or",
        "not",
        "==",
        "!=",
        "(",
        ")",
        "'",
        '"',
        "{",
        "}",
    ),
    *(
        "{% if",
        "{% else %}",
        "{% endif %}",
        ".n",
        ".units_of_base",
        ".units",
        ".base.n",
        ".is_none",
        ".percent",
        ".full.n",
    ),
    *("rose", ".", ", ", "\n", "\n\n", "\ue000", "\uf8ff", "é", "unit", "units", "{{ unit }}", "{{ units }}"),
)


def templates(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Texts of all kinds, many of them with these names in tags."""
    put_in = [f"{{{{ {name}{part} }}}}" for name in names for part in ("", ".n", ".units_of_base")]
    chosen = [f"{{% if {name} %}}" for name in names]
    pieces = st.sampled_from((*PIECES, *names, *put_in, *chosen))
    return st.one_of(
        st.text(), st.lists(pieces, max_size=12).map(" ".join), st.lists(pieces, max_size=8).map("".join)
    )


@cache
def facts_by_kind() -> Mapping[str, tuple[ClaimFacts, ...]]:
    """Facts of each kind, of findings over all signs."""
    return facts_written()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_phrase_has_faults_in_its_file_or_can_be_written_of_every_finding(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(claim_kinds())))
    template = data.draw(templates(fact_names(claim_kinds()[kind])))
    wording = f"phrases:\n  notice: '{{{{ notice }}}}'\n  {kind}: {json.dumps(template)}\n"
    faults = check_files(toy.files(wording=wording), rules_only=True)
    if faults:
        assert {fault.span.file.name for fault in faults} == {"wording.yaml"}
        return
    wording_of_all = toy.wording()  # a phrase may take in facts that have phrases of their own
    phrases = {**wording_of_all.phrases, kind: (template,)}
    unit = toy.linked().programme.file.unit
    book = Phrasebook(replace(wording_of_all, phrases=phrases), toy.NUMBERS, unit)
    for facts in facts_by_kind()[kind]:
        assert book.sentence(facts, basis=()).kind == kind


@settings(max_examples=25, deadline=None)
@given(templates(("item", "were")), templates(("were", "had", "items")))
def test_any_wording_of_an_indicator_has_faults_in_its_file_or_can_be_written(units: str, items: str) -> None:
    declared = 'says: {units: "had {{ item }} involved", items: "{{ were }} involved in"}'
    assert toy.FILES["principles/2-homes.yaml"].count(declared) == 1
    changed = f"says: {{units: {json.dumps(units)}, items: {json.dumps(items)}}}"
    homes = toy.FILES["principles/2-homes.yaml"].replace(declared, changed)
    faults = check_files(toy.files(**{"2-homes": homes}), rules_only=True)
    if faults:
        assert {fault.span.file.name for fault in faults} == {"2-homes.yaml"}
        return
    indicator = toy.linked().indicators["part"].indicator
    indicator = replace(indicator, says=replace(indicator.says, units=units, items=items))
    assert units_wording(toy.linked(), "homes", indicator, term("the police"), is_plural=True)
    items_wording(toy.linked(), indicator, term("the police"), is_plural=True)


def test_private_use_character_in_a_label_is_text_like_any_other() -> None:
    """Characters of this kind once carried the numbers of a sentence through its template."""
    baskets = toy.FILES["rules/baskets.yaml"].replace("label: housing", "label: housing \ue000\ue001")
    checked = run(toy.files(baskets=baskets), until=Until.RULES)
    assert checked.diagnostics == ()
    assert checked.linked is not None
    context = replace(toy.context(), linked=checked.linked)
    found = [moved("part", item, gained=3, met_both=2, met_neither=4) for item in ("police", "housing")]
    paragraph = BasketWriter(context, toy.book()).basket(found, 3)
    assert paragraph is not None
    assert "The police and housing \ue000\ue001 were involved in five out of nine areas" in paragraph.text
