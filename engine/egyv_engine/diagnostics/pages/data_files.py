"""The explanations of EGY5xx: data files that contradict the rules or each other."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY500": Page(
        meaning="A published count is that of a wave in which its indicator has a level for each of several comparisons.",
        why="A rule that names `from` or `to` counts other units in each comparison that ends with the wave, and a row of published "
        "counts names a wave alone. A rule that names the earlier wave by its id has one level in each wave.",
        wrong="met_when: {question: loans, above: {question: loans, wave: from}}   # compared 2019 to 2023, and 2021 to 2023",
        right='met_when: {question: loans, above: {question: loans, wave: "2019"}}',
    ),
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
        "terminal and on the report, and two ids that look the same would differ. Characters from U+0080 to U+009F are signs of "
        "Windows-1252, such as \u2019, that were read as ISO-8859-1.",
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
        right="an empty cell, or no not_asked; or skipped_answers: ignored, where a form keeps answers after asked_if",
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
        meaning="All analysed units of a cohort left a column blank, although the question was asked; or a column of a "
        "record is blank in every row.",
        why="If the question was not asked in this wave, declare that with not_asked. A rule that names the column of a "
        "record expects words in it.",
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
        why="It is unclear which of the two is meant. In answers, 'visits (1)' is the first one, and 'visits (2)' the second.",
        wrong="library,visits,visits",
        right="library,visits",
    ),
    "EGY520": Page(
        meaning="A number is too long.",
        why="A number may have 30 digits, with its decimals. So many are almost always a mistake of a program.",
        wrong="0.3333333333333333333333333333333",
        right="0.3333333333333333",
    ),
    "EGY521": Page(
        meaning="A row has no unit, or no id.",
        why="A column that identifies the row is blank.",
        wrong=",Often",
        right="north,Often",
    ),
    "EGY522": Page(
        meaning="A quotation mark is in the wrong position.",
        why="A quoted cell starts and ends with a quotation mark; a quotation mark inside the cell is doubled. "
        "After a cell comes the separator of the file, which surveys/files.yaml declares unless it is a comma.",
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
        why="Each word of the condition occurs, but no unit meets all of it in any wave, so nothing is counted. If "
        "that is right, accept the warning and give the reason.",
        wrong="base: {all: [{attribute: kind, is: rural}, {attribute: size, at_least: 1000}]}",
        right="base: {all: [{attribute: kind, is: rural}, {attribute: size, at_least: 100}]}",
        severity="warning",
    ),
    "EGY526": Page(
        meaning="A published count is larger than its base, or the base is 0.",
        why="A count is a part of its base. The two may have been exchanged.",
        wrong="annual report,open_late,after,19,12",
        right="annual report,open_late,after,12,19",
    ),
    "EGY527": Page(
        meaning="A reason is given for a published figure that does not exist, or that agrees with the engine's.",
        why="The row names no row of the published figures, so the reason appears nowhere, and a word in it may be misspelt; "
        "or evaluate finds no difference that it could explain.",
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
    "EGY532": Page(
        meaning="A cell of the register is not one of the declared values.",
        why="programme.yaml declares the values of the attribute. Values are compared letter by letter.",
        wrong="attributes: {region: {values: [north, south]}}; ash,noth",
        right="attributes: {region: {values: [north, south]}}; ash,north",
    ),
    "EGY533": Page(
        meaning="A rule names a declared value that no unit has.",
        why="The rule is met by nobody where it needs this value. If that is right, accept the warning and give the reason.",
        wrong="base: {attribute: region, is: islands}",
        right="base: {attribute: region, is: north}",
        severity="warning",
    ),
    "EGY534": Page(
        meaning="A unit that was not surveyed in a wave has a row or a return in it.",
        why="The register and the answers contradict each other: `surveyed` leaves the unit out of the wave.",
        wrong="surveyed: {attribute: opened, below: 2020-01-01}; a row of a library that opened in 2021",
        right="surveyed: {attribute: opened, below: 2022-01-01}",
    ),
    "EGY535": Page(
        meaning="Two waves give a unit different values of an attribute.",
        why="The register is made of the answers, and an attribute has one value for the whole programme.",
        wrong="before.csv: ash,north; after.csv: ash,south",
        right="before.csv: ash,north; after.csv: ash,north",
    ),
    "EGY536": Page(
        meaning="Two values of an attribute make the same id of a cohort, so one of the ids is numbered.",
        why="The ids are made of small letters and digits. If the two values are one, correct the register.",
        wrong="groups: each_value; North-East and North East",
        right="groups: {north_east: {is_one_of: [North-East, North East]}}",
        severity="warning",
    ),
    "EGY537": Page(
        meaning="A divisor is 0 for some units.",
        why="The result does not exist, so their outcome is unknown, as if the answer were blank. They are not in the "
        "base, and they widen the bounds.",
        wrong="met_when: {question: loans, divided_by: {attribute: pupils}, at_least: 5}",
        right="base: {not: {attribute: pupils, is: 0}}",
        severity="warning",
    ),
    "EGY538": Page(
        meaning="A part of a quantile has no unit.",
        why="Units with equal numbers are all in the lower part. If many numbers are equal, the parts differ in size, "
        "and some stay empty.",
        wrong="quantile_of: {question: visits_a_week, parts: 10}",
        right="quantile_of: {question: visits_a_week, parts: 4}",
        severity="warning",
    ),
    "EGY539": Page(
        meaning="A score is lower or higher than a score can be.",
        why="The rule says which scores there can be: lowest and highest of mean_of. A digit may be missing or doubled.",
        wrong="north,access,44",
        right="north,access,4",
    ),
    "EGY540": Page(
        meaning="Two cells of a row contradict each other.",
        why="A reason is given for a record whose status has none, such as one that was done, or a point is a gap and good "
        "practice. One of the two cells is wrong.",
        wrong="r1,north,access,Done,money",
        right="r1,north,access,Open,money",
    ),
    "EGY541": Page(
        meaning="Two words of a column are spelled almost alike, or two points have the same text.",
        why="They differ only in case, in spaces or in one letter, so they are probably one theme, role, subject or value of an "
        "attribute. It would be counted as two, and a rule that names one of the spellings would miss the other.",
        wrong="p1,access,opening hours\np2,access,Opening hours",
        right="p1,access,opening hours\np2,access,opening hours",
        severity="warning",
    ),
    "EGY542": Page(
        meaning="A score is missing.",
        why="A unit without a score in one subject is not ranked, so it cannot be chosen. A principle in which no unit has a "
        "score has no part in the ranking.",
        wrong="north,access,4\nsouth,access,",
        right="north,access,4\nsouth,access,3",
        severity="warning",
    ),
    "EGY543": Page(
        meaning="The text of a point has a word that the wording refuses.",
        why="The report shows the text as it is, and wording.yaml lists words that a report may not use, for example of "
        "cause. A text that says what an interviewee claimed may be right: accept the warning, and give the reason.",
        wrong="p1,access,hours,strength,yes,The programme led to longer hours.",
        right="p1,access,hours,strength,yes,Staff reported longer hours.",
        severity="warning",
    ),
    "EGY544": Page(
        meaning="Units with equal scores are on the border of two classes of a selection.",
        why="Equals are in one class: in the one that holds most of them, unless the selection says otherwise. So a class "
        "can be larger or smaller than its part of the ranking. evaluate ranks the units; check does not.",
        wrong="classes: {strong: top_third, middling: rest}",
        right="classes: {strong: top_third, middling: rest}\nties: down",
        severity="warning",
    ),
    "EGY545": Page(
        meaning="A minimum number of units is larger than the largest group.",
        why="No change would ever be judged, or no quantity word ever used. A digit may be doubled.",
        wrong="minimum: {matched: 55, ...}",
        right="minimum: {matched: 5, ...}",
        severity="warning",
    ),
    "EGY546": Page(
        meaning="A cell has a character that cannot be seen.",
        why="Soft hyphens, spaces without width and the like come with copied text. Two words that look the same are then "
        "different. Joiners within other scripts, and marks that select the form of a symbol, are no fault.",
        wrong="library,remarks\noak,closed\\u200B",
        right="library,remarks\noak,closed",
        severity="warning",
    ),
    "EGY547": Page(
        meaning="A criterion needs more units than the register has.",
        why="No change can meet it, so nothing is ever called improved or declined.",
        wrong="improved: {net_at_least: 100}, in a programme of 20 units",
        right="improved: {net_at_least: 1}",
        severity="warning",
    ),
    "EGY548": Page(
        meaning="A rule names a text that nobody answers, or one of two answers that look alike.",
        why="The answers to a question of text are compared letter by letter. The word may be misspelt, or in another case.",
        wrong="{question: remarks, is: Closed}, where the answers have 'closed'",
        right="{question: remarks, is: closed}",
        severity="warning",
    ),
    "EGY549": Page(
        meaning="A theme has a number or a phrase of cause.",
        why="The report prints themes as headings. A number in a heading comes from no finding, and a cause is a claim.",
        wrong="p1,access,hours that led to more visits,strength,yes,Staff reported more visits.",
        right="p1,access,hours,strength,yes,Staff reported more visits.",
        severity="warning",
    ),
    "EGY550": Page(
        meaning="A rule compares a text or an attribute with a word that is a part of longer ones.",
        why="A cell that holds several answers, with a mark between them, is compared as a whole, so units that gave the "
        "answer among others do not count.",
        wrong="{id: games, asks: Which games?, scale: text}, where the answers have 'chess;darts'",
        right='{id: games, asks: Which games?, scale: ticked, items: games, column: games, several: ";"}',
        severity="warning",
    ),
    "EGY560": Page(
        meaning="A file has another kind than its name says.",
        why="The end of the name decides how a file is read, and the first bytes of this one belong to another kind.",
        wrong="answers: surveys/answers.csv, which is a workbook",
        right="answers: surveys/answers.xlsx",
    ),
    "EGY561": Page(
        meaning="A library that a file or a query needs is not installed.",
        why="Libraries for workbooks, SPSS and Stata files and databases are extras, so that the engine is small without "
        "them.",
        wrong="pip install egyv-engine",
        right='pip install "egyv-engine[excel]"',
    ),
    "EGY562": Page(
        meaning="A workbook, SPSS file or Stata file is damaged.",
        why="Its library cannot read it. It may have been cut short by a download, or changed as if it were text.",
        wrong="the first half of answers.xlsx",
        right="the whole file, saved again by the program that made it",
    ),
    "EGY563": Page(
        meaning="A workbook has several sheets and none is named, or the sheet that is named does not exist.",
        why="A wave is read from one sheet, and the engine does not guess which.",
        wrong="files: {surveys/answers.xlsx: {}}",
        right="files: {surveys/answers.xlsx: {sheet: Overview}}",
    ),
    "EGY564": Page(
        meaning="A workbook has formulas that were not calculated.",
        why="A program wrote them without their values. The cells are read as the texts of the formulas.",
        wrong="=B2+C2, written by a script",
        right="=B2+C2, in a workbook that Excel or LibreOffice has saved",
        severity="warning",
    ),
    "EGY565": Page(
        meaning="A database cannot be reached.",
        why="Its address is in a variable of the environment, so that no password is in a file of the programme. Messages do "
        "not show the address.",
        wrong="database: env:SURVEY_DB, and no such variable",
        right="export SURVEY_DB=postgresql://user:password@host/name",
    ),
    "EGY566": Page(
        meaning="A database does not answer a query.",
        why="A query is one SELECT, and each of its cells is one value. It cannot change the database.",
        wrong="query: select * from answer",
        right="query: select * from answers",
    ),
    "EGY567": Page(
        meaning="A sheet has a cell far from all others.",
        why="A sheet is read as a rectangle that reaches to its last cell, and this one would not fit into memory.",
        wrong="a table of 40 rows, and a space in cell XFD1048576",
        right="the same table, without the cell",
    ),
    "EGY585": Page(
        meaning="A cell of a record, or an attribute in the register, is unlike nearly all others of its column.",
        why="It is blank where at least 19 of 20 rows are filled, or a score is not whole where at least 19 of 20 are; or one unit of five "
        "or more lacks an attribute. That is "
        "probably a mistake: a role or a base that was forgotten, or a decimal point too many. Where a rule compares an attribute "
        "that is blank, its outcome is unknown for the unit in every wave. If it is right, accept the warning.",
        wrong="north,access,3.5",
        right="north,access,3",
        severity="warning",
    ),
    "EGY586": Page(
        meaning="A quotient, or a difference of two dates, is probably the wrong way round.",
        why="All its results are on one side of the number that it is compared with, so every unit meets the rule or none does; the "
        "other way round they would be on both sides of it. For that alone there is no warning: the results are also ten times "
        "as high as the number or a tenth of it, or at least 1 and often 1 as those of a whole and its part, or no date is the later "
        "one.",
        wrong="{question: pupils, divided_by: {question: teachers}, at_most: 0.05}, and the results are from 12 to 31",
        right="{question: teachers, divided_by: {question: pupils}, at_most: 0.05}",
        severity="warning",
    ),
    "EGY587": Page(
        meaning="The numbers of a question in one wave are in two groups far apart, as if they were in two units.",
        why="Some units may have written hours and others minutes, shares and per cents, or pounds and thousands of pounds. Numbers "
        "are compared as they are written. The groups have at least a tenth of the units each, nothing is between them, and the "
        "middle of one is about 60, 100 or 1,000 times that of the other.",
        wrong="88.4, 0.962, 89.4 and 0.911 as the shares of four wards",
        right="88.4, 96.2, 89.4 and 91.1",
        severity="warning",
    ),
    "EGY588": Page(
        meaning="A number or a date of a wave is far from all others, which are near together, or it is the only one below zero.",
        why="It is probably mistyped, or in another unit. There have to be 20 others or more. Numbers of which a few are always very "
        "high, such as incomes, are not near together, so the highest of them is no mistake. Limits that the question declares show "
        "that its numbers are meant, but 0.92 among percentages from 40 to 98 is probably 92, and limits of 0 and 100 allow both.",
        wrong="884 among shares from 68 to 100, or 2062-09-07 among dates of 2026",
        right="88.4, and 2026-09-07",
        severity="warning",
    ),
    "EGY589": Page(
        meaning="Rows of a sheet are hidden, by hand or by a filter, and are read like the others.",
        why="Nobody sees them who opens the workbook. Where a filter hides them, they may be the rows that should not count; a "
        "filter does not take them out of the file.",
        wrong="a sheet with 40 rows, of which a filter shows 31",
        right="rows: {column: status, is: complete} for the file, or a sheet without the other rows",
        severity="warning",
    ),
    "EGY590": Page(
        meaning="No unit has a row in both waves of a comparison.",
        why="Changes are judged on the units that answered both times. If the register is made of the answers and the ids are "
        "written in two ways, each unit counts as two, and nothing is compared.",
        wrong="007 in surveys/before.csv, and 7 in surveys/after.csv",
        right="007 in both files",
        severity="warning",
    ),
    "EGY591": Page(
        meaning="A unit with a row in one wave alone has almost the name of a unit that has none in that wave.",
        why="They are probably one unit whose name is mistyped in one of the files: in a letter, with the letter O for a zero, or with "
        "zeros in front of a number. If the register is made of the answers, it "
        "counts as two units, and neither is compared.",
        wrong="Castle Donnet in surveys/before.csv, and Castle Donnett in surveys/after.csv",
        right="Castle Donnet in both files",
        severity="warning",
    ),
    "EGY592": Page(
        meaning="An answer is outside the limits that its question declares.",
        why="at_least and at_most of a question are the lowest and the highest answer that there can be, such as 0 and 100 for "
        "percentages, so another number is mistyped, in another unit, or stands for no answer.",
        wrong="- {id: share, scale: number, at_least: 0, at_most: 100}   # and a cell with 884",
        right="88.4 in the cell",
    ),
    "EGY597": Page(
        meaning="A blank cell of a column under `fill_down` has no value above it.",
        why="A value is carried down to the blank cells of its group, and not over a blank row. To which group the row belongs "
        "is unknown.",
        wrong="files: {surveys/a.csv: {fill_down: [site]}}, and the file:\nsite,month\n,May\nLeeds,June",
        right="the same entry, and the file:\nsite,month\nYork,May\nLeeds,June",
    ),
    "EGY598": Page(
        meaning="A row below other rows repeats the header.",
        why="A second table begins there, for example that of another year, or files were joined with their headers. In the first case, "
        "each unit would have two rows, of which one is about something else.",
        wrong="library,visits\nnorth,12\nTable 2: last year\nlibrary,visits\nnorth,9",
        right="the same file, and footer_rows: 3 for it in surveys/files.yaml",
    ),
    "EGY599": Page(
        meaning="A block of rows is in a file twice, in the same order, and each row counts as a unit.",
        why="With made_of: rows, nobody is identified, so rows that were copied twice count as other units. Alike rows are ordinary "
        "where few questions are asked. A block is reported if it has five different rows or more, and chance would not "
        "bring them into this order: the rarer its rows, the fewer of them have to follow each other. Every column of the file has to be the same.",
        wrong="the answers of Tuesday, pasted below those of Monday a second time",
        right="the answers of each day once",
        severity="warning",
    ),
}
CODES_OF_RESULTS = ("EGY529", "EGY544")  # only evaluate reports them
# Codes of rules and words that are also reported when the data is read, or by a stage after it.
CODES_OF_RULES_FOUND_LATER = (
    "EGY217",
    "EGY411",
    "EGY435",
    "EGY464",
    "EGY472",
    "EGY474",
    "EGY475",
    "EGY476",
    "EGY481",
    "EGY483",
    "EGY643",
    "EGY644",
    "EGY656",
    "EGY661",
    "EGY672",
    "EGY662",
)
