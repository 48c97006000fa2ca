"""Explains EGY642 to EGY649, EGY655 and EGY658: an analyst's own texts, their facts, and the glossary."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY642": Page(
        meaning="A text, a fact or agreed_when names something that does not exist.",
        why="finding, basket, records and see look a result or a chapter up by its name, and a fact names its source. The "
        "names are those of findings.csv: principle.indicator.item@cohort. With several comparisons, #from:to follows.",
        wrong="text: '{{ finding(\"access.opn_late@pilot\").after.of }} opened late.'",
        right="text: '{{ finding(\"access.open_late@pilot\").after.of }} opened late.'",
    ),
    "EGY643": Page(
        meaning="A text inserts a number that the survey does not have.",
        why="The wave did not ask about it, or the two waves cannot be compared, so the sentence would have a gap.",
        wrong="text: 'It was {{ finding(\"access.open_late@main\").before.of }} at the start.'",
        right='text: \'{% if finding("access.open_late@main").before.of %}It was '
        '{{ finding("access.open_late@main").before.of }} at the start.{% else %}It was not asked.{% endif %}\'',
    ),
    "EGY644": Page(
        severity="warning",
        meaning="A text was agreed when a result was another one.",
        why="Its words may say what the data no longer show. The report marks the text until it has been read again.",
        wrong="agreed_when: {finding: access.open_late@pilot, verdict: improved}, where the verdict is unchanged",
        right="agreed_when: {finding: access.open_late@pilot, verdict: unchanged}, with words that fit",
    ),
    "EGY645": Page(
        meaning="A text has a form of Markdown that a report does not have.",
        why="A heading, a picture, code or a quotation would be lost, and so would a footnote without a mark. A text has "
        "paragraphs, lists, tables, links to addresses on the web, footnotes, and words in italics or bold.",
        wrong='text: "# Background"',
        right="heading: Background",
    ),
    "EGY646": Page(
        meaning="The file of a text does not exist.",
        why="The words of a text block may be in a file of Markdown in reports/, named from the folder of the programme.",
        wrong="text: {file: background.md}",
        right="text: {file: reports/background.md}",
    ),
    "EGY647": Page(
        meaning="The keys of agreed_when do not go together.",
        why="It names a finding or a basket, and the verdict or certainty on which the text was agreed. A basket has verdicts on "
        "its items, which 'items' may count, and no certainty.",
        wrong="agreed_when: {finding: access.open_late@pilot}",
        right="agreed_when: {finding: access.open_late@pilot, verdict: improved}",
    ),
    "EGY648": Page(
        meaning="The glossary explains a word twice.",
        why="Readers would not know which meaning a sentence has in mind.",
        wrong="terms: {carer: A parent., parent: {meaning: Someone with a child., also: [carer]}}",
        right="terms: {parent: {meaning: Someone with a child., also: [carer]}}",
    ),
    "EGY649": Page(
        meaning="A fact is too long.",
        why="A fact is a number, a date or a name, which a sentence takes in.",
        wrong="areas: {value: The areas were chosen because ... and so on for a page, ...}",
        right="areas: {value: 33, ...}",
    ),
    "EGY655": Page(
        severity="warning",
        meaning="A sentence of a text says how many with a word, and inserts no number.",
        why="Words such as most or several cannot be checked, and stay when the results change.",
        wrong='text: "Most libraries lend films."',
        right="text: 'Most libraries lend films: {{ finding(\"access.films@main\").after.units_of_base }} did.'",
    ),
    "EGY658": Page(
        meaning="A fact is a number as programs write it: 1e400, inf, nan, or more than 30 digits.",
        why="The report would show it as it is. A spreadsheet or a program may have shortened or lost the number, so copy it "
        "from its source.",
        wrong="residents: {value: 5e5, unit: residents, source: census, checked: 2026-03-01}",
        right="residents: {value: 500000, unit: residents, source: census, checked: 2026-03-01}",
    ),
}
