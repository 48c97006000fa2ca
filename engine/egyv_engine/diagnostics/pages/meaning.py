"""The explanations of EGY4xx: rules that are well formed but cannot mean anything, or not what they seem to."""

from egyv_engine.diagnostics.page import Page
from egyv_engine.diagnostics.pages import declared_data

PAGES = {
    "EGY401": Page(
        meaning="Indicators refer to each other in a cycle.",
        why="None of them can be evaluated before the others.",
        wrong="a: {met: b}; b: {met: a}",
        right="a: {met: b}; b: {question: ...}",
    ),
    "EGY402": Page(
        meaning="`not` is applied to number_of.",
        why="Unknown answers leave a range of possible numbers. Use the opposite comparator instead.",
        wrong="not: {number_of: [...], at_least: 3}",
        right="{number_of: [...], below: 3}",
    ),
    "EGY403": Page(
        meaning="The comparator cannot be used with this left side.",
        why="Text and choices have no order, and only an answer or attribute can be `answered`.",
        wrong="{question: remarks, at_least: good}",
        right="{question: remarks, answered: true}",
    ),
    "EGY404": Page(
        meaning="A comparison names an answer that is not an ordinary one.",
        why="No comparison is true of a don't-know, and none of its negations. A blank counts as unanswered, and an answer that "
        "says not applicable puts the unit outside the base.",
        wrong='{question: visits, is: "Don\'t know"}',
        right="{question: visits, is: Never}",
    ),
    "EGY405": Page(
        meaning="The question needs an item, or it is not asked over this basket.",
        why="A question that is asked over a basket has one answer per item; for_each or item: says which one.",
        wrong="met_when: {question: visits, is: Often}   # visits is asked over services",
        right="met_when: {question: visits, item: evenings, is: Often}",
    ),
    "EGY406": Page(
        meaning="The regions of a criterion overlap, or a region has no bound.",
        why="One change would be improved and declined at once.",
        wrong="improved: {net_at_least: 0}, declined: {net_at_most: 0}",
        right="improved: {net_at_least: 1}, declined: {net_at_most: -1}",
    ),
    "EGY407": Page(
        meaning="A bound on net needs judged_on: matched.",
        why="Net is counted over matched units only.",
        wrong="{judged_on: all, improved: {net_at_least: 1}}",
        right="{judged_on: matched, improved: {net_at_least: 1}}",
    ),
    "EGY408": Page(
        meaning="A condition names from or to where there is no comparison.",
        why="They are the waves of a declared comparison. Skip logic belongs to one wave and has no comparison.",
        wrong="asked_if: {question: visits, wave: from, is: Often}",
        right="asked_if: {question: visits, is: Often}",
    ),
    "EGY409": Page(
        meaning="A comparison compares a wave with itself, or is declared twice.",
        why="It would compare nothing, or it would be counted twice.",
        wrong="comparisons: [{from: after, to: after}]",
        right="comparisons: [{from: before, to: after}]",
    ),
    "EGY410": Page(
        meaning="The two sides of a condition have different value types.",
        why="Numbers are compared with numbers, dates with dates, and answers with answers of the same scale. Arithmetic "
        "takes numbers; minus also takes two dates.",
        wrong="{question: opened, at_least: {question: visits}}",
        right="{question: opened, at_least: {question: planned}}",
    ),
    "EGY411": Page(
        meaning="A condition can never be met, is always met, or is in a list twice; or every share meets a target.",
        why="It does not distinguish between units. Members of all can exclude each other, those of any can leave no answer "
        "over, and a base can decide the rule. What is in number_of twice is counted twice.",
        wrong="{question: visits, above: Often}   # the top answer",
        right="{question: visits, is: Often}",
        severity="warning",
    ),
    "EGY412": Page(
        meaning="A condition reads something that cannot be read here.",
        why="The register alone decides which units returned the survey and which are available. Skip logic reads "
        "attributes and answers, but no indicators.",
        wrong="returned: {question: visits, answered: true}",
        right="returned: {attribute: before_return, is: returned}",
    ),
    "EGY413": Page(
        meaning="A basket is neither a whole basket nor a subset of one.",
        why="A whole basket declares items with labels. A subset lists ids of items of a whole basket.",
        wrong="subset_of: evening_services   # itself a subset",
        right="subset_of: services",
    ),
    "EGY414": Page(
        meaning="Questions depend on each other in a cycle through asked_if.",
        why="None of them could be asked first.",
        wrong="a: asked_if b; b: asked_if a",
        right="a: asked_if b",
    ),
    "EGY415": Page(
        meaning="An answer is in two of the lists of a scale or question.",
        why="An answer has one meaning: ordinary, don't-know, blank, or not applicable. A scale or question has the lists "
        "of the defaults where it declares none of its own.",
        wrong='{answers: ["No", Unsure], dont_know: [Unsure]}',
        right='{answers: ["No", "Yes"], dont_know: [Unsure]}',
    ),
    "EGY416": Page(
        meaning="`met` needs an item that it cannot get.",
        why="The other indicator is repeated over a basket, and this rule is not repeated over the same items.",
        wrong="met_when: {met: visits_often}",
        right="met_when: {number_of: {each: services, met: visits_often}, at_least: 2}",
    ),
    "EGY417": Page(
        meaning="A number or date is expected.",
        why="Numbers are written as digits with a decimal point, dates as YYYY-MM-DD.",
        wrong="{question: loans, at_least: many}",
        right="{question: loans, at_least: 100}",
    ),
    "EGY418": Page(
        meaning="Something is declared but never used.",
        why="Its name may be misspelt, here or where it should be used.",
        wrong="lists: {new_service: [evenings]}   # and items: new_services",
        right="lists: {new_services: [evenings]}",
        severity="warning",
    ),
    "EGY419": Page(
        meaning="A selection does not have exactly one source to rank by.",
        why="Units are ranked by a file of scores, or by the programme's own scores in a named wave.",
        wrong="rank_by: {scores: principles}",
        right="rank_by: {scores: principles, wave: before}",
    ),
    "EGY420": Page(
        meaning="The classes of a selection are inconsistent.",
        why="Each class takes its own part of the ranking, and the selection says which unit it prefers in each class.",
        wrong="classes: {strong: top_third, weak: top_third}",
        right="classes: {strong: top_third, weak: bottom_third}",
    ),
    "EGY421": Page(
        meaning="Two columns of the table of records would have the same name, or a record would be counted twice.",
        why="Each status, sum of statuses, reason and group of reasons is a column.",
        wrong="values: {done: Done}, combined: {done: [done, partly]}",
        right="values: {done: Done}, combined: {acted_on: [done, partly]}",
    ),
    "EGY422": Page(
        meaning="An id is not allowed.",
        why="Ids consist of letters, digits, _ and -, because the ids of findings and the names of columns use other "
        "characters as separators. A wave cannot be called from or to, because conditions use these words for the waves "
        "of a comparison.",
        wrong="- {id: open.late, ...}",
        right="- {id: open_late, ...}",
    ),
    "EGY423": Page(
        meaning="A target needs exactly one share.",
        why="A target is either a smallest share or a largest share.",
        wrong="target: {share_at_least: 80, share_at_most: 90}",
        right="target: {share_at_least: 80}",
    ),
    "EGY424": Page(
        meaning="Two waves read the same rows and columns of one file or query.",
        why="Every wave has answers of its own. A wave that is compared with its own answers has not changed. Where one file "
        "has several waves, rows, columns_end or the columns of the questions say which part is whose.",
        wrong="- {id: after, label: after, answers: surveys/before.csv}",
        right="- {id: after, label: after, answers: surveys/after.csv}",
    ),
    "EGY425": Page(
        meaning="A comparison goes from a later wave to an earlier one.",
        why="Waves are listed in the order of time, and comparisons go forward. Backwards, every improvement would be "
        "called a decline.",
        wrong="comparisons: [{from: after, to: before}]",
        right="comparisons: [{from: before, to: after}]",
    ),
    "EGY426": Page(
        meaning="Two waves have the same label.",
        why="The report calls the waves by their labels, so a reader could not distinguish them.",
        wrong="- {id: after, label: before, answers: surveys/after.csv}",
        right="- {id: after, label: after, answers: surveys/after.csv}",
    ),
    "EGY427": Page(
        meaning="Who is analysed in a wave depends on who returned the survey in another wave.",
        why="The condition may be a copy of the other wave's. If it is meant so, accept the warning and give the reason.",
        wrong="returned: {attribute: sent_after, is: sent}, analysed: {attribute: sent_before, is: sent}",
        right="returned: {attribute: sent_after, is: sent}, analysed: {attribute: sent_after, is: sent}",
        severity="warning",
    ),
    "EGY428": Page(
        meaning="A criterion calls a loss an improvement, or a gain a decline.",
        why="Improved starts above zero and declined below it. Where a fall is good, the indicator says direction: lower.",
        wrong="improved: {net_at_least: -1}",
        right="improved: {net_at_least: 1}",
    ),
    "EGY429": Page(
        meaning="A criterion calls no change at all an improvement or a decline.",
        why="A bound of zero is in its region. If it is meant so, accept the warning and give the reason.",
        wrong="improved: {net_at_least: 0}",
        right="improved: {net_at_least: 1}",
        severity="warning",
    ),
    "EGY431": Page(
        meaning="A scale does not have exactly one list of ordinary answers.",
        why="Ordinary answers either have an order (answers, weakest first) or have none (choices).",
        wrong="{answers: [Well, River], choices: [Pipe, Tank]}",
        right="{choices: [Well, River, Pipe, Tank]}",
    ),
    "EGY432": Page(
        meaning="A question that has a scale declares what its answers mean.",
        why="The scale says which answers are don't-knows, blanks or not applicable, for every question that has it.",
        wrong="- {id: visits, scale: frequency, blank: [Refused], ...}",
        right="frequency: {answers: [Never, Often], blank: [Refused]}   # in rules/scales.yaml",
    ),
    "EGY435": Page(
        meaning="A rule has no level in any wave that is reported.",
        why="A rule that reads the current wave and a wave by its id has a level only in later waves, because nothing is "
        "compared with itself. Nor has a rule that reads what no wave asked.",
        wrong="{question: loans, minus: {question: loans, wave: after}, above: 0}   # after is the last wave",
        right="{question: loans, minus: {question: loans, wave: from}, above: 0}",
        severity="warning",
    ),
    "EGY436": Page(
        meaning="Skip logic leads through too many conditions.",
        why="A question may be asked because of the answer to another one, which is asked because of a third, and so on. "
        "Such a chain has at most 80 conditions.",
        wrong="q2: {asked_if: {question: q1, ...}}; q3: {asked_if: {question: q2, ...}}; ...; q100: {asked_if: {question: q99, ...}}",
        right="q100: {asked_if: {question: q1, ...}}",
    ),
    "EGY437": Page(
        meaning="Of the keys that exclude each other, several or none are given.",
        why="The register has one of file, made_of and query, and the answers of a wave have file or query. Cohorts have either "
        "ids or groups, a group has either is or is_one_of, rows also is_not. An attribute has values or a type.",
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
        "attributes, which may have a column for each wave, and a unit has returned the survey where it has a row. The key is the "
        "column with the id of the unit; where each row is another unit, there is no such column.",
        wrong="register: {file: surveys/libraries.csv, key: library, attributes: [region]}",
        right="register: {file: surveys/libraries.csv, key: library, attributes: {region: text}}",
    ),
    "EGY442": Page(
        meaning="The first end of a range is above the second.",
        why="No value lies between them. The lower number, the earlier date or the weaker answer is named first.",
        wrong="{question: loans, between: [20, 10]}",
        right="{question: loans, between: [10, 20]}",
    ),
    "EGY443": Page(
        meaning="A count of conditions is part of a calculation.",
        why="After a blank, number_of is known only within limits. It can be compared with a calculation instead.",
        wrong="{number_of: [...], divided_by: {question: goal}, at_least: 0.5}",
        right="{number_of: [...], at_least: {question: goal, times: 0.5}}",
    ),
    "EGY444": Page(
        meaning="A number is divided by 0.",
        why="The result does not exist, so the condition would be unknown for every unit.",
        wrong="{question: loans, divided_by: 0, at_least: 1}",
        right="{question: loans, divided_by: 100, at_least: 1}",
    ),
    "EGY445": Page(
        meaning="A comparison reads neither an answer nor an attribute.",
        why="Its result is the same for every unit. The name of a question may be missing.",
        wrong="{number: 100, at_least: 50}",
        right="{question: loans, at_least: 50}",
    ),
    "EGY446": Page(
        severity="warning",
        meaning="The wording of an indicator begins with a verb that does not agree with one unit.",
        why="says.units follows a number of units, which may be one or none: 'no library were open' is wrong. {{ were }} reads "
        "was or were, as the number needs.",
        wrong='units: "were open late"',
        right='units: "{{ were }} open late"',
    ),
    "EGY447": Page(
        meaning="A share is less than 1 per cent.",
        why="Shares and their changes are in per cent, from 0 to 100. A number below 1 is probably a part of 1.",
        wrong="target: {share_at_least: 0.8}",
        right="target: {share_at_least: 80}",
        severity="warning",
    ),
    "EGY448": Page(
        meaning="The id of a status is the word of another status, or that of a cohort or wave the label of another; or a column or file "
        "has the name of another item, question or wave.",
        why="The two may be exchanged; then what was not done is counted as done, or the figures of one cohort are printed as "
        "those of the other.",
        wrong="values: {done: Not done, not_done: Done}",
        right="values: {done: Done, not_done: Not done}",
        severity="warning",
    ),
    "EGY449": Page(
        meaning="The highest score is not above the lowest.",
        why="No score is in the range, so each one would be an error.",
        wrong="mean_of: {..., lowest: 5, highest: 1}",
        right="mean_of: {..., lowest: 1, highest: 5}",
    ),
    "EGY451": Page(
        meaning="A share is more than 100 per cent.",
        why="Shares are from 0 to 100 per cent, and their changes from -100 to 100. Nothing can meet this bound.",
        wrong="improved: {share_change_at_least: 1000}",
        right="improved: {share_change_at_least: 10}",
        severity="warning",
    ),
    "EGY452": Page(
        meaning="A bound of improved or declined decides nothing.",
        why="All bounds of a region must hold. Every change that meets the other bound meets this one, so its sign is "
        "probably wrong.",
        wrong="improved: {net_at_least: 1, share_change_at_least: -10}",
        right="improved: {net_at_least: 1, share_change_at_least: 10}",
        severity="warning",
    ),
    **declared_data.PAGES,
}
