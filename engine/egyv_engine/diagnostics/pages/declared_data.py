"""The explanations of EGY453 to EGY479: how data files, columns and codes are declared."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY453": Page(
        meaning="surveys/files.yaml names a file that nothing reads, or names a file twice.",
        why="The file that is meant would be read as a plain table, without what is declared here.",
        wrong='files: {surveys/befor.csv: {separator: ";"}}',
        right='files: {surveys/before.csv: {separator: ";"}}',
    ),
    "EGY454": Page(
        meaning="A key of surveys/files.yaml does not fit the file.",
        why="Only text has a separator, only workbooks have sheets, and only SPSS and Stata files have labels. A unit's key "
        "belongs to the register and to answers.",
        wrong='surveys/before.xlsx: {separator: ";"}',
        right="surveys/before.xlsx: {sheet: Answers}",
    ),
    "EGY455": Page(
        meaning="A query has no database, or a database has no query.",
        why="The query says which rows are read, and the database where they are.",
        wrong="answers: {query: select * from answers}",
        right='answers: {query: select * from answers, database: "env:SURVEY_DB"}',
    ),
    "EGY456": Page(
        meaning="The declaration of a row for each item is not complete, or names a question that has no such rows.",
        why="items is the column that names the item of a row, and values has the column of each question over items.",
        wrong="answers: {file: surveys/heat.csv, items: Indicator}",
        right="answers: {file: surveys/heat.csv, items: Indicator, values: {grade: Criteria}}",
    ),
    "EGY457": Page(
        meaning="A sign that numbers have is none: it has digits, or it is a mark that changes the number.",
        why="A sign such as % or km is removed. A minus, a dash, a point or a comma is part of the number, and <5 is another "
        "number than 5.",
        wrong='surveys/before.csv: {signs: ["<"]}',
        right='surveys/before.csv: {signs: ["%"]}',
    ),
    "EGY458": Page(
        meaning="The columns that a question names do not fit the question.",
        why="A question without items has one column. Items have one column each, or share cells that hold several answers.",
        wrong="- {id: in_stock, items: medicines, columns: Q401, ...}",
        right='- {id: in_stock, items: medicines, columns: "Q401_{item}", ...}',
    ),
    "EGY459": Page(
        meaning="Some keys of columns are waves, and others are items.",
        why="The columns of a question are declared by wave or by item. Those of items in one wave are below the wave.",
        wrong="columns: {before: p_{item}, zinc: p2}",
        right="columns: {before: p_{item}, after: {zinc: p2}}",
    ),
    "EGY460": Page(
        meaning="Two questions, two items, two attributes or two keys of records have the same column.",
        why="The same answers would be counted as answers to both, or the same words printed as both.",
        wrong="- {id: open_late, column: q1, ...}\n- {id: open_early, column: q1, ...}",
        right="- {id: open_late, column: q1, ...}\n- {id: open_early, column: q2, ...}",
    ),
    "EGY461": Page(
        meaning="A question whose cells have several answers has no items, or no scale of two answers.",
        why="The cell holds the items that were ticked. A ticked item gets the last answer of the scale, and every other item "
        "the first.",
        wrong='- {id: spoken, items: languages, scale: frequency, several: ";", ...}',
        right='- {id: spoken, items: languages, scale: yes_no, several: ";", ...}',
    ),
    "EGY462": Page(
        meaning="A code or spelling stands for two answers or items, or is given twice.",
        why="A word in a data file means one answer, or one item.",
        wrong='yes_no: {answers: ["No", "Yes"], spellings: {"No": [n], "Yes": [n]}}',
        right='yes_no: {answers: ["No", "Yes"], spellings: {"No": [n], "Yes": [y]}}',
    ),
    "EGY463": Page(
        meaning="A word for a blank cell is an answer to a question.",
        why="The answer would be lost. blank in surveys/files.yaml holds for every column of the file.",
        wrong="surveys/before.csv: {blank: [NA, Never]}",
        right="surveys/before.csv: {blank: [NA]}",
    ),
    "EGY464": Page(
        meaning="A cell with several answers has words that are one item or several, because an item contains what separates them.",
        why="The engine would have to guess which items were ticked.",
        wrong='the items Loans, Films and "Loans, Films", the cell "Advice, Loans, Films", and several: ","',
        right='the cell "Advice; Loans, Films", and several: ";"',
    ),
    "EGY465": Page(
        meaning="The mark before decimals is also the mark between thousands.",
        why="The number 1.204 would be both a little more than one, and more than a thousand.",
        wrong='surveys/before.csv: {thousands: "."}',
        right='surveys/before.csv: {thousands: ".", decimal: ","}',
    ),
    "EGY466": Page(
        meaning="A question that takes no number has codes.",
        why="codes of a question say which number a word stands for. Those of answers belong to their scale.",
        wrong='- {id: open_late, asks: Is it open late?, scale: yes_no, codes: {"1": "Yes"}}',
        right='scales: {yes_no: {answers: ["No", "Yes"], codes: {"1": "Yes"}}}',
    ),
    "EGY467": Page(
        meaning="A word of a question that takes a number stands for no number.",
        why="Each word under codes is read as the number that is given for it.",
        wrong="- {id: years, asks: How old is it?, scale: number, codes: {New: none}}",
        right="- {id: years, asks: How old is it?, scale: number, codes: {New: 0}}",
    ),
    "EGY468": Page(
        meaning="years_from is given without dates.",
        why="Without dates, a file writes YYYY-MM-DD, with four digits of the year.",
        wrong="surveys/before.csv: {years_from: 1930}",
        right="surveys/before.csv: {dates: day/month/year, years_from: 1930}",
    ),
    "EGY469": Page(
        severity="warning",
        meaning="Two kinds of records read one file, or records read the register or the answers.",
        why="Each row would be counted as both. A name of a file that was copied from another entry does this.",
        wrong="evidence: {file: surveys/points.csv, ...}, interviews: {file: surveys/points.csv, key: id, unit: library}",
        right="evidence: {file: surveys/points.csv, ...}, interviews: {file: surveys/interviews.csv, key: id, unit: library}",
    ),
    "EGY470": Page(
        severity="warning",
        meaning="A sum of statuses adds up every status.",
        why="It is the number of records, so every one of them would be called acted on, for example.",
        wrong="values: {done: Done, not_done: Not done}, combined: {acted_on: [done, not_done]}",
        right="values: {done: Done, partly: In part, not_done: Not done}, combined: {acted_on: [done, partly]}",
    ),
    "EGY472": Page(
        severity="warning",
        meaning="Units of a cohort returned the survey of a wave, and none of them is analysed.",
        why="Every number of the cohort in this wave is zero, and nothing about it can be compared.",
        wrong="analysed: {attribute: after_return, is: late}",
        right="analysed: {attribute: after_return, is: returned}",
    ),
    "EGY473": Page(
        severity="warning",
        meaning="By the direction of an indicator, the weakest answer of a scale is better.",
        why="Another indicator of the same question, or the words of the scale, say that the strongest answer is better. A fall "
        "would be called an improvement, and scores would count it the wrong way round.",
        wrong="{id: rated_poor, met_when: {question: rating, is: Poor}, ...}, where another one is {question: rating, is: Good}",
        right="{id: rated_poor, direction: lower, met_when: {question: rating, is: Poor}, ...}",
    ),
    "EGY474": Page(
        severity="warning",
        meaning="Two waves have the same answers.",
        why="Every change would be none. The file of one wave is probably a copy of the other's, perhaps under another name.",
        wrong="surveys/after.csv, which is a copy of surveys/before.csv",
        right="surveys/after.csv, as it was exported after the second round",
    ),
    "EGY475": Page(
        severity="warning",
        meaning="All numbers of a question in one wave are far below, or far above, those in the wave before it; or all its dates "
        "in the later wave of a comparison are before those in the earlier one.",
        why="The unit may have changed, such as pounds to thousands of pounds, or a column may be that of another question. Rules "
        "compare numbers as they are written, so every unit would seem to have changed. Dates that go back are probably of another year.",
        wrong="spent, from 12,000 to 900,000 in 2021 and from 14 to 870 in 2022",
        right="spent, from 12,000 to 900,000 in 2021 and from 14,000 to 870,000 in 2022",
    ),
    "EGY476": Page(
        severity="warning",
        meaning="A few rows of a file that has several waves below each other have the word of no wave.",
        why="Nothing reads them. A wave of its own would have about as many rows as the others, so the word is probably mistyped, "
        "and its units seem not to have answered.",
        wrong="one row with the year 2032, where the waves read the years 2021 and 2023 with 40 rows each",
        right="the same row with the year 2023",
    ),
    "EGY477": Page(
        severity="warning",
        meaning="The codes of a scale neither rise nor fall in the order of its answers, or one answer has two of them and another none.",
        why="Codes are usually given in the order of the answers. If two are exchanged, one answer is read as another.",
        wrong="answers: [Poor, Fair, Good, Very good], codes: {1: Poor, 3: Fair, 2: Good, 4: Very good}",
        right="answers: [Poor, Fair, Good, Very good], codes: {1: Poor, 2: Fair, 3: Good, 4: Very good}",
    ),
    "EGY478": Page(
        severity="warning",
        meaning="The same answer, attribute or calculation is in one sum twice.",
        why="One of the terms is probably a copy in which the question, the item or the wave was not changed, so one answer counts "
        "twice and another one not at all. Two that cancel each other have no effect.",
        wrong="{question: men, plus: {question: women, plus: {question: men}}, at_least: 10}",
        right="{question: men, plus: {question: women, plus: {question: children}}, at_least: 10}",
    ),
    "EGY479": Page(
        severity="warning",
        meaning="A quotient divides an answer by one to another question in another wave, or about another item.",
        why="The wave was named for what is divided and not for the divisor, or another quotient of the comparison names one wave; or both "
        "questions have both items. That is probably an oversight, and the result is a share of nothing.",
        wrong="{question: spent, wave: from, divided_by: {question: budget}, at_least: 0.9}",
        right="{question: spent, wave: from, divided_by: {question: budget, wave: from}, at_least: 0.9}",
    ),
    "EGY481": Page(
        severity="warning",
        meaning="The condition `rows` of a file leaves out every unit of a cohort, which another wave has.",
        why="The units have rows in the file, and none is kept, so all of them count as not having answered in this wave. "
        "The word of the condition is probably written otherwise for them.",
        wrong="rows: {column: state, is: done}, where one cohort has finished instead of done",
        right="rows: {column: state, is_one_of: [done, finished]}",
    ),
    "EGY482": Page(
        meaning="A question cannot have the limits that it declares.",
        why="at_least and at_most are the lowest and the highest answer to a question that takes numbers or dates, so each is a number "
        "or a date itself, and at_least is not above at_most.",
        wrong="- {id: share, scale: number, at_least: 100, at_most: 0, ...}",
        right="- {id: share, scale: number, at_least: 0, at_most: 100, ...}",
    ),
    "EGY483": Page(
        severity="warning",
        meaning="Far more units gave the opposite answer in a wave than the same one as in the wave before.",
        why="The codes of one file are probably in the opposite order: 1 is the strongest answer there, and the weakest in the other. "
        "Every rise is then read as a fall. Only scales of three answers and more are compared, with units in both directions.",
        wrong="codes: {1: Poor, 2: Fair, 3: Good}, and 1 is Good in the later file",
        right="codes: {1: Poor, 2: Fair, 3: Good}, and 1 is Poor in both files",
    ),
    "EGY484": Page(
        severity="warning",
        meaning="An entry of comparable is about no declared comparison, or a comparison spans its waves and no entry is about it.",
        why="An entry holds for the comparison of its two waves alone. Where the question changed from the first wave to the second, a "
        "comparison from the first to the third compares different questions as well, and would do so without a word.",
        wrong="comparable: [{from: first, to: second, is: no}], and a comparison is from first to third",
        right="comparable: [{from: first, to: second, is: no}, {from: first, to: third, is: no}]",
    ),
    "EGY485": Page(
        meaning="A criterion judges units that answered both times, and no unit is in two waves.",
        why="With made_of: rows, each row is another unit. Then the waves have nothing to compare but their shares.",
        wrong="more: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}",
        right="more: {judged_on: all, improved: {share_change_at_least: 5}, declined: {share_change_at_most: -5}}",
    ),
    "EGY486": Page(
        severity="warning",
        meaning="Two scored indicators have the same rule.",
        why="One of them is probably a copy in which the question or the answer was not changed. Scores, and the numbers of measures that "
        "improved or declined, count the rule twice, and what the copy should measure is not counted.",
        wrong="- {id: evenings, met_when: {question: open_late, is: Yes}, ...}, and - {id: late, met_when: {question: open_late, is: Yes}, ...}",
        right="- {id: evenings, met_when: {question: open_evenings, is: Yes}, ...}",
    ),
    "EGY487": Page(
        severity="warning",
        meaning="A number of conditions or items is compared with a number that is not whole.",
        why="number_of counts, so at_least: 0.5 is met by one of them, not by half of them.",
        wrong="{number_of: {each: services, met: offered}, at_least: 0.5}",
        right="{number_of: {each: services, met: offered}, at_least: 2}",
    ),
    "EGY488": Page(
        severity="warning",
        meaning="Every scored indicator of a principle has weight 0.",
        why="A score is divided by the sum of the weights, so no unit has one for this principle.",
        wrong="indicators: [{id: open_late, weight: 0}]",
        right="indicators: [{id: open_late, scored: false}]",
    ),
    "EGY489": Page(
        severity="warning",
        meaning="Units come nearer to an indicator by meeting one of the opposite direction, or by missing one of its own.",
        why="What is called an improvement of the one is called a decline of the other, and scores count it both ways.",
        wrong="{id: two_steps, met_when: {number_of: [{met: staffed}, {met: closed_early}], at_least: 2}, ...}, where "
        "closed_early has direction: lower",
        right="{id: two_steps, met_when: {number_of: [{met: staffed}, {not: {met: closed_early}}], at_least: 2}, ...}",
    ),
}
