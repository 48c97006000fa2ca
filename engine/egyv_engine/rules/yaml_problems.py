"""Words for what libyaml refuses: its own say what its parser expected, not what to change."""

LOOK = "look for a missing quote, bracket, colon or space, here or on the line before"
_INDENT = "start all lines of one list or mapping in the same column"
TEMPLATE = 'put text with {{ }} in quotes: "{{ were }} open late"'
# libyaml's words, where it looks so far ahead before its first event.
TOO_DEEP = "exceeded maximum nesting depth"
PROBLEMS = {  # libyaml's words: the message, and the hint
    "mapping values are not allowed in this context": (
        "a colon is not possible here",
        'put text with a colon and a space in quotes: "Note: closed"; or move the line to its right column',
    ),
    "did not find expected '-' indicator": ("a '-' is expected here, or the end of the list", _INDENT),
    "did not find expected key": ("a key is expected here", f"{_INDENT}, and look for a missing quote"),
    "could not find expected ':'": ("a colon is missing after a key", "write key: value"),
    "did not find expected ',' or ']'": ("a comma or ] is expected here", LOOK),
    "did not find expected ',' or '}'": ("a comma or } is expected here", LOOK),
    "did not find expected node content": (
        "a value is expected here",
        "look for a comma or bracket that is not needed",
    ),
    "did not find expected <document start>": ("the file goes on after its end", _INDENT),
    "found unexpected end of stream": ("the file ends inside quotes", "look for a missing quote"),
    "found unexpected document indicator": ("--- or ... is inside quotes", "look for a missing quote"),
    "found character that cannot start any token": (
        "no value starts with this character",
        "put the value in quotes",
    ),
    "found unknown escape character": (
        "\\ with this letter has no meaning in double quotes",
        "write \\\\ for one \\, or use single quotes",
    ),
    "block sequence entries are not allowed in this context": ("a list cannot start here", _INDENT),
    "block mapping entries are not allowed in this context": ("a mapping cannot start here", _INDENT),
    "mapping keys are not allowed in this context": ("a key cannot start here", _INDENT),
    "did not find expected alphabetic or numeric character": (
        "* or & has no name after it",
        "put text that starts with it in quotes",
    ),
    "did not find expected whitespace or line break": ("a space is missing here", LOOK),
    "found undefined tag handle": ("text cannot start with !", "put it in quotes"),
    "did not find a comment or line break": (
        "only the end of the line can follow | or >",
        "start a new line",
    ),
}
