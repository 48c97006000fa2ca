"""Every code there is: what it means, an example that is wrong, and the mend. A code is for ever."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """What `egyv-engine explain` prints of a code."""

    meaning: str
    why: str
    wrong: str
    right: str
    severity: str = "error"


def _warning(meaning: str, why: str, wrong: str, right: str) -> Page:
    return Page(meaning, why, wrong, right, "warning")


_YAML = {
    "EGY101": Page(
        "The file is not YAML.",
        "A quote, bracket, colon or indent is missing, or a character is not allowed. Nothing after it can be read.",
        "title: [Open late",
        "title: Open late",
    ),
    "EGY102": Page(
        "A key stands twice in one mapping.",
        "YAML readers keep one of the two and lose the other in silence, so it is refused.",
        "title: Open late\ntitle: Open early",
        "title: Open late",
    ),
    "EGY103": Page(
        "A tab stands outside quotes.",
        "Tabs look like spaces and are not; YAML forbids them in indents.",
        "unit:\n\tone: library",
        "unit:\n  one: library",
    ),
    "EGY104": Page(
        "An anchor, alias, tag or merge key is used.",
        "A rule must be readable where it stands, without looking elsewhere in the file.",
        "counts: *late",
        'counts: {question: open_late, is: "Yes"}',
    ),
    "EGY105": Page(
        "A key is not text.",
        "Keys are names. A list or mapping as a key has no name.",
        "? [a, b]\n: 1",
        "a: 1",
    ),
    "EGY106": Page(
        "Values are nested more than 40 deep.",
        "No rule needs it, and readers cannot follow it.",
        "[[[[[[ ... ]]]]]]",
        "all: [{met: open_late}, {met: staffed}]",
    ),
    "EGY107": Page(
        "A rule file is larger than 4 MiB.",
        "Rules are written by people. Data belongs into survey files.",
        "a file of 5 MiB",
        "several smaller files",
    ),
    "EGY108": Page(
        "A rule file is not UTF-8.",
        "Older encodings turn letters into others in silence.",
        "a file saved as Windows-1252",
        "the same file saved as UTF-8",
    ),
    "EGY109": Page(
        "A rule file is empty, or holds more than one document.",
        "Each file is one document of one kind.",
        "title: One\n---\ntitle: Two",
        "title: One",
    ),
}
_SCHEMA = {
    "EGY201": Page(
        "A key is not known here.",
        "Unknown keys are refused so that a misspelling can never switch a rule off.",
        "directon: lower",
        "direction: lower",
    ),
    "EGY202": Page(
        "A key that must be there is missing.",
        "The object cannot be understood without it.",
        "- id: open_late",
        "- id: open_late\n  title: Open late\n  counts: ...",
    ),
    "EGY203": Page(
        "A value is of the wrong type.",
        "For example a list where text is expected, or words where a number is.",
        "weight: heavy",
        "weight: 2",
    ),
    "EGY204": Page(
        "A value is not one of those allowed.",
        "The key takes a few words only, or a number within limits.",
        "direction: up",
        "direction: higher",
    ),
    "EGY205": Page(
        "A list is too short, or a member stands in it twice.",
        "A scale has at least two answers; a list of names has each once.",
        'scales: {yes_no: ["No", "No"]}',
        'scales: {yes_no: ["No", "Yes"]}',
    ),
    "EGY206": Page(
        "A condition does not have exactly one left side and one comparator.",
        "A condition is question, attribute or number_of with one comparator; or one of met, all, any, not by itself.",
        'counts: {question: open_late, is: "Yes", at_least: "Yes"}',
        'counts: {question: open_late, is: "Yes"}',
    ),
    "EGY207": Page(
        "A rule file is missing.",
        "A programme has programme.yaml, surveys/instrument.yaml, and scales and criteria in rules/.",
        "a folder without rules/scales.yaml",
        "rules/scales.yaml",
    ),
    "EGY208": Page(
        "A principle is listed and has no file, or a file is not listed.",
        "The list gives the order; the file's name, less its number, gives the id.",
        "principles: [acess]   # the file is principles/1-access.yaml",
        "principles: [access]",
    ),
}
_NAMES = {
    "EGY301": Page(
        "No question has this id.",
        "Questions are declared in surveys/instrument.yaml.",
        'counts: {question: open_lat, is: "Yes"}',
        'counts: {question: open_late, is: "Yes"}',
    ),
    "EGY302": Page(
        "The question's scale has no such answer.",
        "Answers are compared letter by letter with the scale.",
        "counts: {question: visits, at_least: Sometime}",
        "counts: {question: visits, at_least: Sometimes}",
    ),
    "EGY303": Page(
        "No basket has this id.",
        "Baskets are declared in rules/baskets.yaml.",
        "for_each: service",
        "for_each: services",
    ),
    "EGY304": Page(
        "The basket or list has no such item.",
        "Items are declared with their basket.",
        "{question: visits, item: evening, is: Often}",
        "{question: visits, item: evenings, is: Often}",
    ),
    "EGY305": Page(
        "No indicator has this id.",
        "`met` and `number_of` name an indicator of any principle.",
        "{met: open_lat}",
        "{met: open_late}",
    ),
    "EGY306": Page(
        "No scale has this id.",
        "A question's scale is declared in rules/scales.yaml, or is number, date or text.",
        "scale: yesno",
        "scale: yes_no",
    ),
    "EGY307": Page(
        "No wave has this id.",
        "Waves are declared in programme.yaml; from and to are those compared.",
        "{question: visits, wave: befor, is: Often}",
        "{question: visits, wave: before, is: Often}",
    ),
    "EGY308": Page(
        "No cohort has this id.",
        "Cohorts are declared in programme.yaml.",
        "not_asked: [{cohort: pilots}]",
        "not_asked: [{cohort: pilot}]",
    ),
    "EGY309": Page(
        "No criterion has this id.",
        "Criteria are declared in rules/criteria.yaml.",
        "criterion: more",
        "criterion: more_units",
    ),
    "EGY310": Page(
        "The register has no such column.",
        "Attributes are the register's columns.",
        "{attribute: regoin, is: North}",
        "{attribute: region, is: North}",
    ),
    "EGY311": Page(
        "No list has this name.",
        "Lists are declared under lists: in surveys/instrument.yaml.",
        "items: new_service",
        "items: new_services",
    ),
    "EGY312": Page(
        "An id is declared twice.",
        "Ids are unique within their kind, indicators across principles; a principle has one file.",
        "two indicators with id open_late",
        "open_late and open_early",
    ),
    "EGY313": Page(
        "No class, status or reason has this name.",
        "It is declared beside: classes of a selection, statuses and reasons of records.",
        "sums: {acted_on: [done, partley]}",
        "sums: {acted_on: [done, partly]}",
    ),
}
_MEANING = {
    "EGY401": Page(
        "Conditions refer to each other in a circle.",
        "Each would need the other first.",
        "a: {met: b}; b: {met: a}",
        "a: {met: b}; b: {question: ...}",
    ),
    "EGY402": Page(
        "`not` stands over number_of.",
        "Unknown members leave a range; turn the comparator round instead.",
        "not: {number_of: [...], at_least: 3}",
        "{number_of: [...], below: 3}",
    ),
    "EGY403": Page(
        "The comparator does not fit what is compared.",
        "Text has no order; counts are not `answered`.",
        "{question: remarks, at_least: good}",
        "{question: remarks, answered: true}",
    ),
    "EGY404": Page(
        "An answer that never counts is named.",
        "No comparison is true of it, so naming it means nothing.",
        '{question: visits, is: "Don\'t know"}',
        "{question: visits, is: Never}",
    ),
    "EGY405": Page(
        "The question needs an item, or is not asked over this basket.",
        "A question asked over a basket has one answer an item; for_each or item: says which.",
        "counts: {question: visits, is: Often}   # visits is asked over services",
        "counts: {question: visits, item: evenings, is: Often}",
    ),
    "EGY406": Page(
        "A criterion's regions meet.",
        "One change would be improved and declined at once.",
        "improved: {net_at_least: 0}, declined: {net_at_most: 0}",
        "improved: {net_at_least: 1}, declined: {net_at_most: -1}",
    ),
    "EGY407": Page(
        "A net bound needs judge: matched.",
        "Net is counted over matched units only.",
        "{judge: all, improved: {net_at_least: 1}}",
        "{judge: matched, improved: {net_at_least: 1}}",
    ),
    "EGY408": Page(
        "from or to is named where no comparison is in hand.",
        "They are the waves of a declared comparison; skip logic and returns have none.",
        "asked_if: {question: visits, wave: from, is: Often}",
        "asked_if: {question: visits, is: Often}",
    ),
    "EGY409": Page(
        "A comparison is of a wave with itself, or declared twice.",
        "It would compare nothing, or count twice.",
        "comparisons: [{from: after, to: after}]",
        "comparisons: [{from: before, to: after}]",
    ),
    "EGY410": Page(
        "The two sides are of different kinds.",
        "Numbers compare with numbers, dates with dates, answers with answers of the same scale.",
        "{question: opened, at_least: {question: visits}}",
        "{question: opened, at_least: {question: planned}}",
    ),
    "EGY411": _warning(
        "A condition can never or always be met.",
        "It says nothing about any unit.",
        "{question: visits, above: Often}   # the top answer",
        "{question: visits, is: Often}",
    ),
    "EGY412": Page(
        "A return condition reads more than attributes.",
        "Who returned is known from the register alone.",
        "returned: {question: visits, answered: true}",
        "returned: {attribute: before_return, is: returned}",
    ),
    "EGY413": Page(
        "A subset is not one of its basket, or of a subset.",
        "A subset names a basket that has its own items.",
        "subset_of: evening_services   # itself a subset",
        "subset_of: services",
    ),
    "EGY414": Page(
        "Questions are asked if each other in a circle.",
        "Each would need the other first.",
        "a: asked_if b; b: asked_if a",
        "a: asked_if b",
    ),
    "EGY415": Page(
        "An answer of a scale is also one that never counts.",
        "It cannot be both.",
        '{answers: ["No", Unsure], never_counts: [Unsure]}',
        '{answers: ["No", "Yes"], never_counts: [Unsure]}',
    ),
    "EGY416": Page(
        "`met` needs an item it cannot get.",
        "The other indicator is repeated over a basket this one is not repeated over.",
        "counts: {met: visits_often}",
        "counts: {number_of: {each: services, met: visits_often}, at_least: 2}",
    ),
    "EGY418": _warning(
        "Something is declared and never used.",
        "Perhaps its name is misspelt, here or where it should be used.",
        "lists: {new_service: [evenings]}   # and items: new_services",
        "lists: {new_services: [evenings]}",
    ),
    "EGY419": Page(
        "A selection has not one source to rank by.",
        "Units are ranked by a file of scores, or by the programme's own scores in a named wave.",
        "rank_by: {scores: principles}",
        "rank_by: {scores: principles, wave: before}",
    ),
    "EGY420": Page(
        "The classes of a selection do not fit together.",
        "Each takes a part of the ranking of its own, and says which unit it prefers.",
        "classes: {strong: top_third, weak: top_third}",
        "classes: {strong: top_third, weak: bottom_third}",
    ),
    "EGY421": Page(
        "Two parts of a table of records would have one name, or count one record twice.",
        "Statuses, their sums, reasons and groups each are a column of their own.",
        "are: {done: Done}, sums: {done: [done, partly]}",
        "are: {done: Done}, sums: {acted_on: [done, partly]}",
    ),
    "EGY422": Page(
        "An id cannot be used.",
        "Ids are letters, digits, _ and -: findings' ids and columns put other signs between them. A wave cannot be called "
        "from or to, which conditions use for the waves compared.",
        "- {id: open.late, ...}",
        "- {id: open_late, ...}",
    ),
    "EGY423": Page(
        "A target needs one share.",
        "Reached is either at least or at most a share.",
        "target: {share_at_least: 80, share_at_most: 90}",
        "target: {share_at_least: 80}",
    ),
    "EGY417": Page(
        "A number or date is needed.",
        "Numbers are digits with a point, dates are YYYY-MM-DD.",
        "{question: loans, at_least: many}",
        "{question: loans, at_least: 100}",
    ),
}
_DATA = {
    "EGY501": Page(
        "A data file is missing.",
        "programme.yaml names it, or another rule file.",
        "answers: surveys/befor.csv",
        "answers: surveys/before.csv",
    ),
    "EGY502": Page(
        "A data file is empty, or has no row.",
        "It needs a header and at least one row.",
        "(no bytes)",
        "library,visits",
    ),
    "EGY503": Page(
        "A data file is not UTF-8, or not the Parquet file it is called.",
        "Older encodings turn letters into others in silence.",
        "a CSV saved as Windows-1252",
        "the same CSV saved as UTF-8",
    ),
    "EGY504": Page(
        "A row has more or fewer cells than the header.",
        "The cells after the fault stand under the wrong columns.",
        "library,visits\nnorth",
        "library,visits\nnorth,Often",
    ),
    "EGY505": Page(
        "A column is of no question.",
        "Every column but the key is a question, or question.item.",
        "library,vists",
        "library,visits",
    ),
    "EGY506": Page(
        "A column is missing.",
        "The instrument says the question was asked in this wave, or a rule names the column.",
        "library",
        "library,visits",
    ),
    "EGY507": Page(
        "An answer is not on the question's scale.",
        "Answers are compared letter by letter, spaces too.",
        "north,Oftn",
        "north,Often",
    ),
    "EGY508": Page(
        "An answer stands where nothing was asked.",
        "not_asked or asked_if says this unit was not asked.",
        "an answer of the pilot cohort to a question first asked later",
        "an empty cell, or no not_asked",
    ),
    "EGY509": Page(
        "A unit, or another id, has two rows.",
        "It would count twice.",
        "north,Often\nnorth,Never",
        "north,Often",
    ),
    "EGY510": Page(
        "A unit is not in the register.", "Only registered units were surveyed.", "nroth,Often", "north,Often"
    ),
    "EGY511": Page(
        "A unit returned and has no row.",
        "The register says that it returned; the file has nothing.",
        "north: returned, and no row",
        "north: not_returned",
    ),
    "EGY512": Page(
        "A unit has a row and did not return.",
        "The register and the file disagree.",
        "north: not_returned, and a row",
        "north: returned",
    ),
    "EGY513": Page(
        "A cell is not a number.", "Digits, with a point for decimals; no thousands marks.", "1,200", "1200"
    ),
    "EGY514": Page("A cell is not a date.", "A date that exists, as YYYY-MM-DD.", "31/02/2021", "2021-03-03"),
    "EGY515": Page(
        "A path leaves the programme's folder.",
        "A programme is whole by itself.",
        "answers: ../before.csv",
        "answers: surveys/before.csv",
    ),
    "EGY516": _warning(
        "A column is blank for a whole cohort and wave, though asked.",
        "Perhaps it was not asked: then not_asked should say so.",
        "every cell of visits is blank",
        "not_asked: [{wave: before}]",
    ),
    "EGY517": Page(
        "A unit's cohort is not declared, or a cohort has no unit.",
        "programme.yaml lists the cohorts.",
        "north,plot",
        "north,pilot",
    ),
    "EGY518": Page(
        "It cannot be told whether a unit returned.",
        "An attribute it depends on is blank, or a unit is analysed that did not return.",
        "north,",
        "north,returned",
    ),
    "EGY519": Page(
        "Two columns have one name.",
        "It cannot be told which is meant.",
        "library,visits,visits",
        "library,visits",
    ),
    "EGY520": Page(
        "A number is too long.",
        "At most 18 digits are held exactly.",
        "1234567890123456789",
        "123456789012345678",
    ),
    "EGY521": Page("A row has no unit, or no id.", "The key column is blank.", ",Often", "north,Often"),
    "EGY522": Page(
        "A quotation mark is out of place.",
        "A quoted cell starts and ends with one; inside it is doubled.",
        'north,"Often',
        "north,Often",
    ),
    "EGY523": Page(
        "A cell of a record holds a word that is not declared.",
        "Statuses and reasons are declared in rules/records.yaml; principles, cohorts, waves, indicators and items "
        "by the programme.",
        "r1,north,acess,Done",
        "r1,north,access,Done",
    ),
    "EGY524": Page(
        "A rule holds of nothing in the data.",
        "No unit of the register, or no row of the file, meets it; perhaps a word is misspelt.",
        "available: {attribute: willing, is: yse}",
        'available: {attribute: willing, is: "yes"}',
    ),
}
_WORDING = {
    "EGY601": Page(
        "The wording of a repeated indicator does not name its item.",
        "The report writes says.units for one item at a time.",
        'units: "had something on offer"',
        'units: "had {{ item }} on offer"',
    ),
    "EGY602": Page(
        "A number stands in the words of a template.",
        "Every number of the report comes from a finding and carries its path. Digits and the declared number_words are "
        "refused; 'one of', 'one another' and 'no one' are allowed.",
        'rise: "{{ after.of }} {{ says }}, where two did before."',
        'rise: "{{ after.of }} {{ says }}, where {{ before.n }} did before."',
    ),
    "EGY603": Page(
        "No claim is of this kind.",
        "A phrase is named for the kind of claim that it says.",
        'phrases: {rises: "..."}',
        'phrases: {rise: "..."}',
    ),
    "EGY604": Page(
        "A template reads something that is not there.",
        "Each kind of claim has its own variables, and levels and numbers have their parts. In says, units may read item, "
        "threshold and parts where the indicator has them; items may read were and had.",
        'rise: "{{ after.off }} {{ says }}."',
        'rise: "{{ after.of }} {{ says }}."',
    ),
    "EGY605": Page(
        "A kind of claim has no phrase.",
        "reports/report.yaml shows something that needs it. Which kind a finding is depends on the answers, so each that "
        "may come must have its phrase.",
        "phrases: {rise: ...}",
        "phrases: {rise: ..., fall: ...}",
    ),
    "EGY606": Page(
        "A refused word.",
        "reports/wording.yaml lists words that no phrase may use: of cause, of hype, and of change where there is no "
        "earlier answer.",
        'rise: "{{ after.of }} {{ says }} due to the programme."',
        'rise: "{{ after.of }} {{ says }} {{ after.said }}."',
    ),
    "EGY607": Page(
        "A template cannot be read.",
        "Phrases, texts and the wording of indicators (says) are templates: {{ name }} puts a fact in, "
        "{% if name %} ... {% elif other %} ... {% else %} ... {% endif %} chooses. Tests may use and, or, not and "
        "brackets, and compare a word of the engine: reason == 'reworded'. A brace itself is written {{ '{' }}.",
        'rise: "{{ after.of } {{ says }}."',
        'rise: "{{ after.of }} {{ says }}."',
    ),
    "EGY608": Page(
        "An indicator over a basket does not say its items.",
        "The report names several items in one sentence; says.items is what follows them.",
        'says: {units: "had {{ item }} on offer"}',
        'says: {units: "had {{ item }} on offer", items: "{{ were }} on offer in"}',
    ),
    "EGY610": Page(
        "A block has an option that it does not use.",
        "Each kind of block has its own options; docs/language.md lists them. An option that changes nothing would look "
        "as if it did.",
        "{show: overall, stance: gap}",
        "{show: evidence, stance: gap}",
    ),
    "EGY611": Page(
        "A template uses a fact in a way that it cannot be used.",
        "Text can be put out. True and false can be chosen by. Of something with parts, one part is read. A word of the "
        "engine, such as a reason, can be compared with words in quotes.",
        'rise: "{{ after }} {{ says }}."',
        'rise: "{{ after.of }} {{ says }}."',
    ),
}

CATALOGUE: dict[str, Page] = {**_YAML, **_SCHEMA, **_NAMES, **_MEANING, **_DATA, **_WORDING}


def page(code: str) -> str:
    """A code's page as text. Raises KeyError where there is no such code."""
    entry = CATALOGUE[code]
    wrong, right = (text.replace("\n", "\n    ") for text in (entry.wrong, entry.right))
    return f"{code} ({entry.severity}): {entry.meaning}\n\n{entry.why}\n\n  Wrong:\n    {wrong}\n\n  Right:\n    {right}\n"
