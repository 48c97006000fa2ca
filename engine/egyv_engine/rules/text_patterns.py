"""The patterns of texts that have a form of their own, and what is reported of a text without it."""

from collections.abc import Mapping

from egyv_engine.model.date_pattern import DATE_PATTERN
from egyv_engine.model.documents import DATABASE
from egyv_engine.model.frozen import Frozen


class TextPattern(Frozen):
    """A regular expression that a text has to match, as JSON Schema writes it, and the fault of another text.

    Attributes:
        hint: What to do; None where the description of the key says it.
    """

    expression: str
    code: str
    fault: str
    hint: str | None = None


# A character that can be seen and is not a mark of punctuation: a text of full stops has no words.
_WORD = (
    r"[^\s!-/:-@\[-`{-~\u00a0-\u00bf\u115f\u1160\u200b-\u206f\u3000-\u303f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
# No part of a number, and nothing that makes another number of it: `<5` is not 5, and a dash before 5 may be a minus.
_NO_MARK = r"[^\s0-9.,'\u2019_+<>=~\u2248\u2264\u2265\u2013\u2014\u2212-]"
PATTERNS: Mapping[str, TextPattern] = {  # by the form of the text
    "words": TextPattern(expression=_WORD, code="EGY203", fault="the text has no words"),
    "column": TextPattern(expression=r"\S", code="EGY203", fault="the name of the column is blank"),
    "mark": TextPattern(expression=r"[\s\S]", code="EGY203", fault="the text is empty"),
    "separator": TextPattern(
        expression=r"^(tab|[\t !#-&(-/:-@\[-`{-~])$", code="EGY213", fault="this cannot separate cells"
    ),
    "day": TextPattern(
        expression=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        code="EGY203",
        fault="this is not a day, such as 2026-03-01",
    ),
    "language": TextPattern(
        expression=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        code="EGY203",
        fault="this is not the tag of a language, such as en-GB",
    ),
    "sign": TextPattern(
        expression=rf"^{_NO_MARK}([^0-9]*{_NO_MARK})?$",
        code="EGY457",
        fault="this is no sign before or after a number",
        hint="a digit or a mark of a number, such as . , - or <, cannot be a sign: declare marks as decimal, thousands or minus, "
        "and give a word such as <5 its number under codes of the question, or list it under blank",
    ),
    "dates": TextPattern(
        expression=rf"^(?=.*day)(?=.*month)(?=.*year){DATE_PATTERN}$",
        code="EGY215",
        fault="this is not day, month and year with one mark between them",
    ),
    "database": TextPattern(
        expression=rf"^{DATABASE}[A-Za-z_][A-Za-z0-9_]*$",
        code="EGY216",
        fault="this is not env: and the name of a variable of the environment",
    ),
}
