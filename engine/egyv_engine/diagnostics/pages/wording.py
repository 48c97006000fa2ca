"""The explanations of EGY6xx: words of the report, and of indicators, that cannot be used."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY601": Page(
        meaning="The wording of an indicator has an unknown placeholder, or does not name the item.",
        why="units takes {item}; items takes {were} and {had}.",
        wrong='units: "had {itm} on offer"',
        right='units: "had {item} on offer"',
    ),
    "EGY602": Page(
        meaning="A template contains a number.",
        why="Every number in the report comes from a finding and keeps the path to it. Digits and the declared "
        "number_words are refused; 'one of', 'one another' and 'no one' are allowed.",
        wrong='rise: "{{ after.of }} {{ says }}, where two did before."',
        right='rise: "{{ after.of }} {{ says }}, where {{ before.n }} did before."',
    ),
    "EGY603": Page(
        meaning="There is no such kind of claim.",
        why="The key of a phrase is the kind of claim that the phrase puts into words.",
        wrong='phrases: {rises: "..."}',
        right='phrases: {rise: "..."}',
    ),
    "EGY604": Page(
        meaning="A phrase reads something that does not exist.",
        why="Each kind of claim has its own variables, and levels and numbers have parts.",
        wrong='rise: "{{ after.off }} {{ says }}."',
        right='rise: "{{ after.of }} {{ says }}."',
    ),
    "EGY605": Page(
        meaning="A kind of claim has no phrase.",
        why="reports/report.yaml shows something that needs the phrase. The answers decide which kind of claim fits a "
        "finding, so every kind that can occur needs a phrase.",
        wrong="phrases: {rise: ...}",
        right="phrases: {rise: ..., fall: ...}",
    ),
    "EGY606": Page(
        meaning="A refused word is used.",
        why="reports/wording.yaml lists the words that no phrase may use: words that claim a cause, that exaggerate, or "
        "that report a change where there is no earlier answer.",
        wrong='rise: "{{ after.of }} {{ says }} due to the programme."',
        right='rise: "{{ after.of }} {{ says }} {{ after.said }}."',
    ),
    "EGY607": Page(
        meaning="A template cannot be read.",
        why="Phrases and texts are Jinja templates: {{ name }} inserts a value, and {% if name %} ... {% endif %} makes a "
        "part conditional.",
        wrong='rise: "{{ after.of } {{ says }}."',
        right='rise: "{{ after.of }} {{ says }}."',
    ),
    "EGY608": Page(
        meaning="An indicator over a basket has no wording for several items.",
        why="The report names several items in one sentence; says.items is the text that follows their names.",
        wrong='says: {units: "had {item} on offer"}',
        right='says: {units: "had {item} on offer", items: "{were} on offer in"}',
    ),
    "EGY609": Page(
        meaning="The text of a block is missing, or is never shown.",
        why="Only a block with show: text has its own text.",
        wrong="{show: cohort, text: Libraries answered.}",
        right="{show: text, text: Libraries answered.}",
    ),
}
