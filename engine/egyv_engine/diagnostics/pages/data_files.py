"""The explanations of EGY5xx: data files that contradict the rules or each other."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY501": Page(
        meaning="A data file is missing or cannot be read.",
        why="programme.yaml or another rule file names it.",
        wrong="answers: surveys/befor.csv",
        right="answers: surveys/before.csv",
    ),
    "EGY502": Page(
        meaning="A data file is empty, or has no rows.",
        why="It needs a header and at least one row.",
        wrong="(no bytes)",
        right="library,visits\nnorth,Often",
    ),
    "EGY503": Page(
        meaning="A data file is not UTF-8, is not a Parquet file although its name says so, or contains a character that "
        "cannot be seen.",
        why="Other encodings silently turn some letters into different ones. Control and direction characters act on a "
        "terminal and on the report, and two ids that look the same would differ.",
        wrong="a CSV saved as Windows-1252",
        right="the same CSV saved as UTF-8",
    ),
    "EGY504": Page(
        meaning="A row has more or fewer cells than the header.",
        why="All cells after the missing or extra one are in the wrong column.",
        wrong="library,visits\nnorth",
        right="library,visits\nnorth,Often",
    ),
    "EGY505": Page(
        meaning="No question has this column.",
        why="Every column except the key is the id of a question, or question.item.",
        wrong="library,vists",
        right="library,visits",
    ),
    "EGY506": Page(
        meaning="A column is missing.",
        why="According to the instrument the question was asked in this wave, or a rule names the column.",
        wrong="library",
        right="library,visits",
    ),
    "EGY507": Page(
        meaning="An answer is not on the question's scale.",
        why="Answers are compared letter by letter, including spaces.",
        wrong="north,Oftn",
        right="north,Often",
    ),
    "EGY508": Page(
        meaning="There is an answer although the question was not asked.",
        why="According to not_asked or asked_if, this unit was not asked the question.",
        wrong="an answer of the pilot cohort to a question that was first asked later",
        right="an empty cell, or no not_asked",
    ),
    "EGY509": Page(
        meaning="A unit, or another id, has two rows.",
        why="It would be counted twice.",
        wrong="north,Often\nnorth,Never",
        right="north,Often",
    ),
    "EGY510": Page(
        meaning="A unit is not in the register.",
        why="The register lists every unit that was surveyed.",
        wrong="nroth,Often",
        right="north,Often",
    ),
    "EGY511": Page(
        meaning="A unit returned the survey but has no row.",
        why="The register says that it returned the survey, but the answers file does not contain it.",
        wrong="north: returned, and no row",
        right="north: not_returned",
    ),
    "EGY512": Page(
        meaning="A unit has a row but did not return the survey.",
        why="The register and the answers file contradict each other.",
        wrong="north: not_returned, and a row",
        right="north: returned",
    ),
    "EGY513": Page(
        meaning="A cell is not a number.",
        why="Numbers are written as digits with a decimal point, without thousands separators.",
        wrong="1,200",
        right="1200",
    ),
    "EGY514": Page(
        meaning="A cell is not a date.",
        why="A date must exist, and it is written as YYYY-MM-DD.",
        wrong="31/02/2021",
        right="2021-03-03",
    ),
    "EGY515": Page(
        meaning="A path leads out of the programme's folder.",
        why="All files of a programme are in its folder, so that it can be copied and evaluated anywhere.",
        wrong="answers: ../before.csv",
        right="answers: surveys/before.csv",
    ),
    "EGY516": Page(
        meaning="All analysed units of a cohort left a column blank, although the question was asked.",
        why="If the question was not asked in this wave, declare that with not_asked.",
        wrong="every cell of visits is blank",
        right="not_asked: [{wave: before}]",
        severity="warning",
    ),
    "EGY517": Page(
        meaning="The cohort of a unit is not declared, or a cohort has no units.",
        why="programme.yaml declares the cohorts.",
        wrong="north,plot",
        right="north,pilot",
    ),
    "EGY518": Page(
        meaning="It is unclear whether a unit returned the survey.",
        why="An attribute that decides it is blank, or a unit is analysed although it did not return the survey.",
        wrong="north,",
        right="north,returned",
    ),
    "EGY519": Page(
        meaning="Two columns have the same name.",
        why="It is unclear which of the two is meant.",
        wrong="library,visits,visits",
        right="library,visits",
    ),
    "EGY520": Page(
        meaning="A number is too long.",
        why="The engine computes exactly with up to 18 digits.",
        wrong="1234567890123456789",
        right="123456789012345678",
    ),
    "EGY521": Page(
        meaning="A row has no unit, or no id.",
        why="A column that identifies the row is blank.",
        wrong=",Often",
        right="north,Often",
    ),
    "EGY522": Page(
        meaning="A quotation mark is in the wrong position.",
        why="A quoted cell starts and ends with a quotation mark; a quotation mark inside the cell is doubled.",
        wrong='north,"Often',
        right="north,Often",
    ),
    "EGY523": Page(
        meaning="A cell of a record contains a word that is not declared.",
        why="rules/records.yaml declares the statuses and reasons; the programme declares principles, cohorts, waves, "
        "indicators and items.",
        wrong="r1,north,acess,Done",
        right="r1,north,access,Done",
    ),
    "EGY524": Page(
        meaning="A rule matches nothing in the data.",
        why="No unit of the register, or no row of the file, has this word or meets this condition. A word may be "
        "misspelt, or in another case.",
        wrong="available: {attribute: willing, is: yse}",
        right='available: {attribute: willing, is: "yes"}',
    ),
    "EGY525": Page(
        meaning="No unit meets the condition of a base, of skip logic or of an analysis.",
        why="Each word of the condition occurs in the register, but no unit meets all of it, so nothing is counted. If "
        "that is right, accept the warning and give the reason.",
        wrong="base: {all: [{attribute: kind, is: rural}, {attribute: size, at_least: 1000}]}",
        right="base: {all: [{attribute: kind, is: rural}, {attribute: size, at_least: 100}]}",
        severity="warning",
    ),
    "EGY526": Page(
        meaning="A published count is larger than its base.",
        why="A count is a part of its base. The two may have been exchanged.",
        wrong="annual report,open_late,after,19,12",
        right="annual report,open_late,after,12,19",
    ),
    "EGY527": Page(
        meaning="A reason is given for a published figure that does not exist.",
        why="The row names no row of the published figures, so the reason appears nowhere. A word in it may be misspelt.",
        wrong="anual report,open_late,after,misprint",
        right="annual report,open_late,after,misprint",
        severity="warning",
    ),
    "EGY528": Page(
        meaning="Two ids of units or records differ only in case, spaces or the form of letters, or a unit has a space around "
        "its id.",
        why="They are probably one unit, which would be counted twice, or left out where another file spells it otherwise.",
        wrong="North\nnorth",
        right="north",
    ),
    "EGY529": Page(
        meaning="Published figures differ from the engine's results, and no reason is given.",
        why="The rule or the publication may have a mistake. evaluate compares the figures; check does not.",
        wrong="published: {file: surveys/published.csv, ...}",
        right="published: {file: surveys/published.csv, ..., differences: {file: surveys/differences.csv, reason: reason}}",
        severity="warning",
    ),
}
CODES_OF_RESULTS = ("EGY529",)  # only evaluate reports them
