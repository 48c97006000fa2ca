"""The operators of arithmetic: the one table that schema, parser, checks, compiler and evaluation read."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import add, mul, sub

from egyv_engine.model.frozen import Frozen


class Operator(Frozen):
    """An operator that joins the values of two sides to one number."""

    key: str
    words: str  # what is done, within a sentence
    description: str
    example: object
    takes_dates: bool  # whether two dates can be joined; the result is a number of days
    compute: Callable[[Fraction, Fraction], Fraction | None]  # None where the result does not exist

    @property
    def cancels_equals(self) -> bool:
        """Return whether a number that is joined with itself gives the same result whatever the number is."""
        return self.compute(Fraction(2), Fraction(2)) == self.compute(Fraction(3), Fraction(3))


def _quotient(dividend: Fraction, divisor: Fraction) -> Fraction | None:
    return dividend / divisor if divisor else None


_TABLE = (
    Operator(
        key="plus",
        words="added",
        description="Another number that is added.",
        example={"question": "loans", "item": "events"},
        takes_dates=False,
        compute=add,
    ),
    Operator(
        key="minus",
        words="subtracted",
        description="Another number, or date, that is subtracted; the difference of two dates is in days.",
        example={"question": "loans", "wave": "from"},
        takes_dates=True,
        compute=sub,
    ),
    Operator(
        key="times",
        words="multiplied",
        description="Another number by which it is multiplied.",
        example=2,
        takes_dates=False,
        compute=mul,
    ),
    Operator(
        key="divided_by",
        words="divided",
        description="Another number by which it is divided, exactly; a quotient by 0 is unknown.",
        example={"attribute": "pupils"},
        takes_dates=False,
        compute=_quotient,
    ),
)
OPERATORS: Mapping[str, Operator] = {operator.key: operator for operator in _TABLE}
