"""The explanations of EGY4xx: rules that are well formed but cannot mean anything, or not what they seem to."""

from egyv_engine.diagnostics.page import Page

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
        why="Numbers are compared with numbers, dates with dates, and answers with answers of the same scale.",
        wrong="{question: opened, at_least: {question: visits}}",
        right="{question: opened, at_least: {question: planned}}",
    ),
    "EGY411": Page(
        meaning="A condition can never be met, or is always met.",
        why="It does not distinguish between units.",
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
        meaning="Two waves read the same file.",
        why="Every wave has answers of its own. A wave that is compared with its own answers has not changed.",
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
}
