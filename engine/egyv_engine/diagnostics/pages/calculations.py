"""The explanations of what can be wrong with arithmetic, ranges and quantiles, in rules and in data."""

from egyv_engine.diagnostics.page import Page

PAGES = {
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
}
