"""The explanations of EGY3xx: names that nothing has, and ids that are declared twice."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY301": Page(
        meaning="No question has this id.",
        why="Questions are declared in surveys/instrument.yaml.",
        wrong='counts: {question: open_lat, is: "Yes"}',
        right='counts: {question: open_late, is: "Yes"}',
    ),
    "EGY302": Page(
        meaning="The question's scale has no such answer.",
        why="Answers are compared letter by letter with the scale.",
        wrong="counts: {question: visits, at_least: Sometime}",
        right="counts: {question: visits, at_least: Sometimes}",
    ),
    "EGY303": Page(
        meaning="No basket has this id.",
        why="Baskets are declared in rules/baskets.yaml.",
        wrong="for_each: service",
        right="for_each: services",
    ),
    "EGY304": Page(
        meaning="The basket or list has no such item.",
        why="Items are declared with their basket in rules/baskets.yaml.",
        wrong="{question: visits, item: evening, is: Often}",
        right="{question: visits, item: evenings, is: Often}",
    ),
    "EGY305": Page(
        meaning="No indicator has this id.",
        why="`met` and `number_of` can name an indicator of any principle.",
        wrong="{met: open_lat}",
        right="{met: open_late}",
    ),
    "EGY306": Page(
        meaning="No scale has this id.",
        why="A question names a scale of rules/scales.yaml, or it is a number, date or text.",
        wrong="scale: yesno",
        right="scale: yes_no",
    ),
    "EGY307": Page(
        meaning="No wave has this id.",
        why="Waves are declared in programme.yaml. In conditions, from and to are the waves of a comparison.",
        wrong="{question: visits, wave: befor, is: Often}",
        right="{question: visits, wave: before, is: Often}",
    ),
    "EGY308": Page(
        meaning="No cohort has this id.",
        why="Cohorts are declared in programme.yaml.",
        wrong="not_asked: [{cohort: pilots}]",
        right="not_asked: [{cohort: pilot}]",
    ),
    "EGY309": Page(
        meaning="No criterion has this id.",
        why="Criteria are declared in rules/criteria.yaml.",
        wrong="criterion: more",
        right="criterion: more_units",
    ),
    "EGY310": Page(
        meaning="The register has no such column.",
        why="The attributes of a unit are the columns of the register.",
        wrong="{attribute: regoin, is: North}",
        right="{attribute: region, is: North}",
    ),
    "EGY311": Page(
        meaning="No list has this name.",
        why="Lists are declared under lists: in surveys/instrument.yaml.",
        wrong="items: new_service",
        right="items: new_services",
    ),
    "EGY312": Page(
        meaning="An id is declared twice.",
        why="Ids are unique among objects of the same type, and indicator ids are unique across principles. A principle "
        "has one file.",
        wrong="two indicators with id open_late",
        right="open_late and open_early",
    ),
    "EGY313": Page(
        meaning="No class, status or reason has this name.",
        why="A selection declares its classes; rules/records.yaml declares the statuses and reasons.",
        wrong="sums: {acted_on: [done, partley]}",
        right="sums: {acted_on: [done, partly]}",
    ),
}
