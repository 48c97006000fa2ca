"""The explanations of codes on units and groups: EGY437 to EGY441 on their rules, EGY532 to EGY536 on their data."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY437": Page(
        meaning="Of two keys that exclude each other, both or none is given.",
        why="The register has either file or made_of, cohorts have either ids or groups, and a group has either is or "
        "is_one_of.",
        wrong="cohorts: {attribute: kind, ids: [pilot], groups: each_value}",
        right="cohorts: {attribute: kind, groups: each_value}",
    ),
    "EGY438": Page(
        meaning="A value of the attribute belongs to two cohorts.",
        why="Every unit is in one cohort, so that the cohorts add up to all units.",
        wrong="groups: {north: {is_one_of: [North, Centre]}, south: {is_one_of: [South, Centre]}}",
        right="groups: {north: {is_one_of: [North, Centre]}, south: {is: South}}",
    ),
    "EGY439": Page(
        meaning="A cohort has the id all, and the cohort of all units is declared.",
        why="The findings on all units end in @all.",
        wrong="groups: {all: {is: Everywhere}}, all: {label: whole}",
        right="groups: {everywhere: {is: Everywhere}}, all: {label: whole}",
    ),
    "EGY440": Page(
        meaning="A rule compares an attribute with a word that the attribute cannot have.",
        why="programme.yaml declares the values or the type of the attribute, so no unit can meet the rule.",
        wrong="attributes: {region: {values: [north, south]}}; base: {attribute: region, is: noth}",
        right="attributes: {region: {values: [north, south]}}; base: {attribute: region, is: north}",
    ),
    "EGY441": Page(
        meaning="A key does not fit the way in which the register is made.",
        why="A register in a file declares the values or types of its attributes. One that is made of the answers lists its "
        "attributes, and a unit has returned the survey where it has a row.",
        wrong="register: {file: surveys/libraries.csv, key: library, attributes: [region]}",
        right="register: {file: surveys/libraries.csv, key: library, attributes: {region: text}}",
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
}
