"""The explanations of EGY530, EGY531, EGY551 to 558, EGY568, EGY569 and EGY57x: data files whose shape is not what the rules declare."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY530": Page(
        meaning="A row has an answer in several of the columns that `merged_columns` makes one column of.",
        why="A question without items has one answer. Which of the two is meant is unknown.",
        wrong="library,Owns,Rents\nnorth,1,1",
        right="library,Owns,Rents\nnorth,1,0",
    ),
    "EGY531": Page(
        meaning="A column of `merged_columns` has the name of another column of the file.",
        why="Rules name columns, and this name would be that of two.",
        wrong="merged_columns: {tenure: {Owns: Q5_1, Rents: Q5_2}}, and the file has a column tenure, too",
        right="merged_columns: {home: {Owns: Q5_1, Rents: Q5_2}}",
    ),
    "EGY551": Page(
        meaning="A row of a register that is made of answers, or a last row of a register, has nothing but its unit.",
        why="Every row is a unit. A note or a total below the table would be counted as one, too.",
        wrong="library,visits\nnorth,12\n* Provisional,",
        right="library,visits\nnorth,12",
        severity="warning",
    ),
    "EGY552": Page(
        meaning="A CSV file is declared with another encoding, but all its bytes are UTF-8.",
        why="Text in another encoding is hardly ever UTF-8 by chance. Read otherwise, its letters become others: `É` becomes "
        "`Ã‰`.",
        wrong="files: {surveys/a.csv: {encoding: windows-1252}}, and the file is UTF-8",
        right="files: {surveys/a.csv: {}}",
        severity="warning",
    ),
    "EGY553": Page(
        meaning="A number, date or text is declared missing in its SPSS file, and the programme does not say what it stands for.",
        why="It would count as an ordinary answer: an age of 99 may be that of somebody who did not say. Whether this is a "
        "blank or a don't-know is for the programme to say.",
        wrong="- {id: age, asks: How old are you?, scale: number}",
        right='- {id: age, asks: How old are you?, scale: number, blank: ["99"]}',
    ),
    "EGY554": Page(
        meaning="Some numbers of a column have a sign, and others have another or none.",
        why="The sign is removed. 45% is then 45, and 0.45 stays 0.45, although it may be the same share.",
        wrong='surveys/before.csv: {signs: ["%"]}, and the cells "45%" and "0.3"',
        right='surveys/before.csv: {signs: ["%"]}, and the cells "45%" and "30%"',
        severity="warning",
    ),
    "EGY555": Page(
        meaning="Numbers with an exponent have at most six digits, and are probably rounded.",
        why="Spreadsheets write 123456789012 as 1.23457E+11, and 1254 or the code 125E1 as 1.25E+03 where cells are shown so. The "
        "digits that are missing are lost; 1e+05, as statistics programs write it, is exact.",
        wrong="library,visits\nnorth,1.23457E+11",
        right="library,visits\nnorth,123456789012",
        severity="warning",
    ),
    "EGY556": Page(
        meaning="A rule compares answers, or a calculation, with a number or a date that is far from all of them.",
        why="Every unit meets the rule, or none does. The number may be in another unit: a share of 1 instead of per cent, or "
        "hundreds instead of thousands. A date is far if it lies farther from the answers than they lie from each other, and "
        "more than five years, or more than 20 years: its year may be mistyped.",
        wrong="{question: attendance, at_least: 0.8}, and the answers are from 61 to 99",
        right="{question: attendance, at_least: 80}",
        severity="warning",
    ),
    "EGY557": Page(
        meaning="A code of an SPSS or Stata file is read as one answer of the scale, and its file labels it as another one.",
        why="Every unit with this code would have the other answer. A variable is often coded the other way round than those "
        "next to it. A label in other words than the answers of the scale contradicts nothing, so an answer that a code is not "
        "to be read as is left out of the scale.",
        wrong='agrees: {answers: ["No", "Yes"], codes: {1: "No", 2: "Yes"}}, and the file labels 1 as Yes and 2 as No',
        right='agrees: {answers: ["No", "Yes"], codes: {1: "Yes", 2: "No"}}',
    ),
    "EGY558": Page(
        meaning="A unit has the name of a total, the code of a wider area, or the sums of the numbers above it.",
        why="Totals in a table, such as a row for the whole country, would be counted as one more unit.",
        wrong="library,visits\nnorth,12\nsouth,30\nTotal,42",
        right="the same file, and footer_rows: 1 for it in surveys/files.yaml",
        severity="warning",
    ),
    "EGY559": Page(
        meaning="A word that is ignored, because it is not an item, is almost one, or is in a column of ticks.",
        why="With other_answers: ignored, words that are not items are left out. A word that differs from an item in case or "
        "spaces, that is near to an item which no cell names, or that is several items with another mark between them, is "
        "probably not one of them. With several: columns, a cell with another text than an answer is ticked; where most cells of "
        "the column hold answers, the text is probably one, too.",
        wrong='columns: {several: ",", other_answers: ignored}, and the cells "Books;Computers"',
        right='columns: {several: ";", other_answers: ignored}',
        severity="warning",
    ),
    "EGY568": Page(
        meaning="A row is declared as a part of the header or the footer, but most of its cells are like those of the other "
        "rows.",
        why="The row is not read. If it is a unit or a record, it is missing in every count.",
        wrong="surveys/points.csv: {header_rows: 2}, and the file starts:\nid,theme\np1,rooms\np2,rooms",
        right="the same file without header_rows",
        severity="warning",
    ),
    "EGY569": Page(
        meaning="A comma is declared as the decimal mark, but each number of a column with one has three digits after it.",
        why="Commas between thousands look like this. Read as decimals, 1,204 is a little more than one.",
        wrong='surveys/before.csv: {decimal: ","}, and the cells "1,204" and "2,010"',
        right='surveys/before.csv: {thousands: ","}, and the same cells',
        severity="warning",
    ),
    "EGY570": Page(
        meaning="No row of a data file meets the condition `rows`.",
        why="Nothing would be read, and every number would be missing.",
        wrong="rows: {column: Finished, is: Ture}",
        right="rows: {column: Finished, is: True}",
    ),
    "EGY571": Page(
        meaning="The order of a unit's rows is unknown.",
        why="`of_several_rows` keeps the first or last row by a column. Equal, blank or unreadable values do not say which "
        "row that is.",
        wrong="library,sent\nnorth,2021-03-04\nnorth,soon",
        right="library,sent\nnorth,2021-03-04\nnorth,2021-03-05",
    ),
    "EGY572": Page(
        meaning="A number or date is not written in the way that surveys/files.yaml declares for its file.",
        why="The date 3/4/2021 is 3 April or 4 March, and 1.000 is one or a thousand. Only the declared way is read.",
        wrong="files: {surveys/a.csv: {dates: day/month/year}}, and a cell 4/31/2021",
        right="files: {surveys/a.csv: {dates: month/day/year}}, and a cell 4/30/2021",
    ),
    "EGY573": Page(
        meaning="A column of a data file would be the answers to two questions or items.",
        why='A column has one meaning. With columns_end: "2", the column of q1 is q12, which may be another question\'s.',
        wrong='questions q1 and q12, and a wave with columns_end: "2"',
        right='questions q1 and q12, and a wave with columns_end: "_2"',
    ),
    "EGY574": Page(
        meaning="A unit has two rows with the same item.",
        why="In a file with one row per unit and item, it is unknown which of the two answers is meant.",
        wrong="library,item,grade\nnorth,hall,A\nnorth,hall,B",
        right="library,item,grade\nnorth,hall,A",
    ),
    "EGY575": Page(
        meaning="A row of a file with one row per unit and item names no item of a question.",
        why="Its answer would not be read. Items are named by their id or by their label.",
        wrong="library,item,grade\nnorth,hal,A",
        right="library,item,grade\nnorth,hall,A",
    ),
    "EGY576": Page(
        meaning="A cell with several answers has a word that is not an item of the question.",
        why="It would not be counted. Items are named by their id or by their label.",
        wrong="library,lent\nnorth,books;flims",
        right="library,lent\nnorth,books;films",
    ),
    "EGY577": Page(
        meaning="No row has a word that the condition `rows` names.",
        why="The word may be misspelt, and then other rows are selected than those that are meant.",
        wrong="rows: {column: Status, is_one_of: [complete, partal]}",
        right="rows: {column: Status, is_one_of: [complete, partial]}",
        severity="warning",
    ),
    "EGY578": Page(
        meaning="A row below the header is probably a header row, too.",
        why="Survey tools write two or three header rows, such as the names and below them the texts of the questions. The others "
        "would be read as units.",
        wrong='library,Q1\nLibrary,Do you lend films?\n"{""ImportId"":""a""}","{""ImportId"":""b""}"\nnorth,Yes',
        right="the same file, and header_rows: 3 for it in surveys/files.yaml",
    ),
    "EGY579": Page(
        meaning="A cell differs from a word of the condition `rows` only in case, in spaces or in the form of its letters.",
        why="Words are compared letter by letter, so the row is treated as one with another word. It may be meant, too.",
        wrong='rows: {column: Finished, is: "True"}, and some cells are TRUE',
        right='rows: {column: Finished, is_one_of: ["True", "TRUE"]}',
        severity="warning",
    ),
}
