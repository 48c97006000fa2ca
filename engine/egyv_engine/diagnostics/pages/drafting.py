"""The explanations of EGY58x: files from which no programme can be drafted."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY580": Page(
        meaning="`init` is given a file of a kind that it cannot draft a programme from.",
        why="The ending of its name says how a file is read, and this ending is not known.",
        wrong="egyv-engine init clubs --from answers.pdf",
        right="egyv-engine init clubs --from answers.csv",
    ),
    "EGY581": Page(
        meaning="A column of the answers is almost the id of the unit.",
        why="A programme finds the answers of a unit by its id, and compares them between waves by it. A column is an id if "
        "each row of each file has another value in it. Some rows are probably there twice, or the rows of a unit are those of "
        "several waves or items. Where no column comes near, each row is another unit.",
        wrong="club,open\nnorth,Yes\nsouth,No\neast,Yes\nwest,No\nwest,Yes",
        right="club,open\nnorth,Yes\nsouth,No\neast,Yes\nwest,No",
    ),
    "EGY582": Page(
        meaning="`init` is given two forms.",
        why="A programme is drafted from one form. Answers to several forms are several waves.",
        wrong="egyv-engine init clubs --from before.xlsx --from after.xlsx",
        right="egyv-engine init clubs --from after.xlsx --from before.csv --from after.csv",
    ),
    "EGY583": Page(
        meaning="A form has a row that no form can have.",
        why="A question without a name has no answers, and a list that does not exist has none to choose from.",
        wrong="type: select_one yes_no, where the sheet choices has the list yesno",
        right="type: select_one yesno",
    ),
    "EGY584": Page(
        meaning="A form, or a file of answers, has no question.",
        why="There is nothing to draft from. With a form, the columns of the answers have to be named as its questions.",
        wrong="club\nnorth\nsouth",
        right="club,open\nnorth,Yes\nsouth,No",
    ),
    "EGY593": Page(
        meaning="`init` is given a sheet or a column of waves that does not fit its files.",
        why="The option --sheet names a sheet of the only workbook of answers, and --wave-column a column with the wave of "
        "each row, which has few different words.",
        wrong="egyv-engine init clubs --from answers.csv --wave-column club",
        right="egyv-engine init clubs --from answers.csv --wave-column year",
    ),
    "EGY594": Page(
        severity="warning",
        meaning="Other sheets of a workbook have the same columns as the one that a programme is drafted from.",
        why="They may have the answers of other waves, which the draft does not have.",
        wrong="egyv-engine init clubs --from book.xlsx",
        right="egyv-engine init clubs --from book.xlsx --sheet 2023 --sheet 2024",
    ),
    "EGY595": Page(
        severity="warning",
        meaning="A draft leaves out words or rows of a file that are probably no answers.",
        why="A single word among the numbers of a column, or a few shorthands such as SUPP, probably say that there is no "
        "answer, so they are drafted as blank. One may also be a don't-know, or a number in words, such as none. Previews of a survey are in its export, but nobody's "
        "answers.",
        wrong="club,people\nnorth,12\nsouth,15\neast,n.k.\nwest,30",
        right="club,people\nnorth,12\nsouth,15\neast,\nwest,30",
    ),
    "EGY596": Page(
        meaning="The column that is named with --item-column cannot name the item of each row.",
        why="Each row has to be about one item of one unit, so that the answers of a unit are found by the item.",
        wrong="egyv-engine init countries --from long.csv --item-column score",
        right="egyv-engine init countries --from long.csv --wave-column year --item-column indicator",
    ),
}
