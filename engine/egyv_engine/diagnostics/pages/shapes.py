"""The explanations of EGY2xx: keys and values that a document cannot have, and rule files that are missing."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY201": Page(
        meaning="A key is not known here.",
        why="Unknown keys are refused, so that a misspelt key can never switch off a rule.",
        wrong="directon: lower",
        right="direction: lower",
    ),
    "EGY202": Page(
        meaning="A required key is missing.",
        why="The object is incomplete without it.",
        wrong="- id: open_late",
        right="- id: open_late\n  title: Open late\n  met_when: ...",
    ),
    "EGY203": Page(
        meaning="A value has the wrong type.",
        why="For example, there is a list where text is expected, text where a number is expected, or a title that is blank.",
        wrong="weight: heavy",
        right="weight: 2",
    ),
    "EGY204": Page(
        meaning="A value is not allowed.",
        why="The key takes only certain words, or a number within limits.",
        wrong="direction: up",
        right="direction: higher",
    ),
    "EGY205": Page(
        meaning="A list is too short, or contains a value twice.",
        why="A scale has at least two answers, a list of names contains each name once, and two entries of not_asked, comparable or "
        "retrospective are not about the same cohort, items and waves.",
        wrong='scales: {yes_no: ["No", "No"]}',
        right='scales: {yes_no: ["No", "Yes"]}',
    ),
    "EGY206": Page(
        meaning="A condition does not have exactly one left side and one comparator.",
        why="A condition is a question, attribute or number_of with one comparator, or it is one of met, all, any and not "
        "alone.",
        wrong='met_when: {question: open_late, is: "Yes", at_least: "Yes"}',
        right='met_when: {question: open_late, is: "Yes"}',
    ),
    "EGY207": Page(
        meaning="A rule file is missing or cannot be read.",
        why="A programme needs programme.yaml, surveys/instrument.yaml, rules/scales.yaml and rules/criteria.yaml. A report "
        "needs both report.yaml and wording.yaml in reports/. A link to nothing, a link out of the folder and a file without "
        "permission to read it cannot be read.",
        wrong="a folder without rules/scales.yaml",
        right="rules/scales.yaml",
    ),
    "EGY208": Page(
        meaning="A principle is listed but has no file, or a file is not listed.",
        why="The list gives the order of the principles. The name of a file, without its number, is the id of its "
        "principle.",
        wrong="principles: [acess]   # the file is principles/1-access.yaml",
        right="principles: [access]",
    ),
    "EGY209": Page(
        meaning="The programme is written in an older edition of the rule language, or lacks the key that names the edition.",
        why="Edition 2 renamed keys. A programme without `language` may be in edition 1, which had no such key. The command "
        "egyv-engine upgrade rewrites the files of such a programme in place; a new programme only needs the key.",
        wrong="programme: Reading for all   # the first key, and no language",
        right="language: 2\nprogramme: Reading for all",
    ),
    "EGY210": Page(
        meaning="A file is not read, although its name is almost that of a rule file.",
        why="Only files with exactly the right name are read. Without this one the scores, the selections or the report "
        "may be left out.",
        wrong="rules/scoring.yml",
        right="rules/scoring.yaml",
        severity="warning",
    ),
    "EGY213": Page(
        meaning="The separator of a file is not one character.",
        why="Cells are separated by one character, which is no letter, digit or quotation mark; tab stands for a tab.",
        wrong="surveys/before.csv: {separator: semicolon}",
        right='surveys/before.csv: {separator: ";"}',
    ),
    "EGY214": Page(
        meaning="There is no encoding with this name.",
        why="The encoding says which letters the bytes of a file stand for.",
        wrong="surveys/before.csv: {encoding: windows}",
        right="surveys/before.csv: {encoding: windows-1252}",
    ),
    "EGY215": Page(
        meaning="The pattern of dates does not have a day, a month and a year.",
        why="The words day, month and year are in the order of the file, with one of / . - or a space between them.",
        wrong="surveys/before.csv: {dates: DD/MM/YYYY}",
        right="surveys/before.csv: {dates: day/month/year}",
    ),
    "EGY216": Page(
        meaning="A database is not named by a variable of the environment.",
        why="The address of a database has a password in it, which others must not read.",
        wrong='database: "postgresql://anna:secret@server/survey"',
        right='database: "env:SURVEY_DB"',
    ),
    "EGY217": Page(
        meaning="Answers or values are probably codes for no answer, and count as ordinary ones.",
        why="Survey tools write -99, 9999, 1900-01-01 or NA where nobody answered. A number so far from all others, and a "
        "word that says that there is none, would be compared like the rest. Declare it as a blank, or accept the warning.",
        wrong="- {id: loans, asks: How many loans were there?, scale: number}   # and a cell with -99",
        right='- {id: loans, asks: How many loans were there?, scale: number, blank: ["-99"]}',
        severity="warning",
    ),
    "EGY218": Page(
        meaning="An ordinary answer of a scale says that there is no answer, comes before a weaker one, is there in two spellings, or "
        "has a spelling with which another answer begins.",
        why="An ordinary answer can be met, negated and compared. What says don't know or not applicable, and codes such as -99, have lists "
        "of their own, "
        "and answers are listed weakest first: at_least, movements and ticks depend on it.",
        wrong="help: [Always, Sometimes, Never, Don't know]",
        right="help: {answers: [Never, Sometimes, Always], dont_know: [Don't know]}",
        severity="warning",
    ),
    "EGY219": Page(
        meaning="A target asks for the opposite of what the direction calls better.",
        why="The verdict would call a change a decline that brings the target nearer. The bound or the direction is wrong.",
        wrong="target: {share_at_most: 10}, without direction: lower",
        right="direction: lower\ntarget: {share_at_most: 10}",
        severity="warning",
    ),
}
