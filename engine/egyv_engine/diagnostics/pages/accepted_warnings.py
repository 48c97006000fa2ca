"""The explanations of EGY7xx: warnings that are accepted in a way that has no effect."""

from egyv_engine.diagnostics.page import Page

PAGES = {
    "EGY701": Page(
        meaning="An `egyv:` comment cannot be read.",
        why="A comment that starts with egyv: accepts one warning: `# egyv: allow CODE REASON`. The reason is required, so "
        "that readers can judge whether it still holds.",
        wrong="{question: visits, above: Often}   # egyv: allow EGY411",
        right="{question: visits, above: Often}   # egyv: allow EGY411 kept until the scale has a fourth answer",
    ),
    "EGY702": Page(
        meaning="An accepted code does not exist.",
        why="`egyv-engine explain` lists all codes.",
        wrong="accepted_warnings: [{code: EGY481, reason: Kept for the next wave.}]",
        right="accepted_warnings: [{code: EGY418, reason: Kept for the next wave.}]",
    ),
    "EGY703": Page(
        meaning="The accepted code is not a warning that can be accepted.",
        why="An error means that a rule or a data file cannot be used, so it must be corrected. EGY704 asks you to remove "
        "something, so it is not accepted either.",
        wrong="{question: visits, is: Oftn}   # egyv: allow EGY302 a typing error",
        right="{question: visits, is: Often}",
    ),
    "EGY704": Page(
        meaning="An accepted warning does not occur.",
        why="The cause of the warning was removed, or the comment is in the wrong place. A comment at the end of a line "
        "applies to that line; a comment on its own line applies to the next line.",
        wrong="{question: visits, is: Often}   # egyv: allow EGY411 kept until the scale has a fourth answer",
        right="{question: visits, is: Often}",
        severity="warning",
    ),
}
