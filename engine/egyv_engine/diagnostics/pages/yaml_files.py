"""The explanations of EGY1xx: rule files that cannot be read as YAML."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY101": Page(
        meaning="The file is not YAML.",
        why="A quote, bracket, colon or indent is missing, or a character is not allowed. The rest of the file cannot be "
        "read.",
        wrong="title: [Open late",
        right="title: Open late",
    ),
    "EGY102": Page(
        meaning="A key occurs twice in one mapping.",
        why="YAML readers keep one of the two values and silently drop the other, so a repeated key is refused. Where several keys "
        "occur twice, the dash before an entry of a list is probably missing.",
        wrong="title: Open late\ntitle: Open early",
        right="title: Open late",
    ),
    "EGY103": Page(
        meaning="There is a tab outside quotes.",
        why="Tabs look like spaces but are not: YAML forbids them as indents.",
        wrong="unit:\n\tone: library",
        right="unit:\n  one: library",
    ),
    "EGY104": Page(
        meaning="An anchor, alias, tag or merge key is used.",
        why="A rule must be readable by itself, without looking at another part of the file.",
        wrong="met_when: *late",
        right='met_when: {question: open_late, is: "Yes"}',
    ),
    "EGY105": Page(
        meaning="A key is not text.",
        why="Keys are names; a list or mapping cannot be a name.",
        wrong="? [a, b]\n: 1",
        right="a: 1",
    ),
    "EGY106": Page(
        meaning="Values are nested more than 40 levels deep.",
        why="No rule needs that many levels, and readers cannot follow them.",
        wrong="[[[[[[ ... ]]]]]]",
        right="all: [{met: open_late}, {met: staffed}]",
    ),
    "EGY107": Page(
        meaning="A rule file is larger than 4 MiB.",
        why="People write rules. Data belongs in survey files.",
        wrong="a file of 5 MiB",
        right="several smaller files",
    ),
    "EGY108": Page(
        meaning="A rule file is not encoded as UTF-8.",
        why="Other encodings silently turn some letters into different ones.",
        wrong="a file saved as Windows-1252",
        right="the same file saved as UTF-8",
    ),
    "EGY109": Page(
        meaning="A rule file is empty, or holds more than one document.",
        why="Each file holds exactly one document.",
        wrong="title: One\n---\ntitle: Two",
        right="title: One",
    ),
    "EGY110": Page(
        severity="warning",
        meaning="A name or text has a character that cannot be seen.",
        why="Soft hyphens, spaces without width and the like come with copied text. Two names that look the same are then "
        "different, and a search for a word does not find it. Joiners within other scripts, and marks that select the "
        "form of a symbol, are no fault.",
        wrong='title: "Open late\\u200B"',
        right="title: Open late",
    ),
}
