"""From a plan and a survey's answers to findings; data frames never leave this package."""

from egyv_engine.evaluate.evaluate import conclude, evaluate
from egyv_engine.evaluate.tables import Tables, add
from egyv_engine.evaluate.tabulate import tabulate
from egyv_engine.evaluate.turns import answers_out_of_turn

__all__ = ["Tables", "add", "answers_out_of_turn", "conclude", "evaluate", "tabulate"]
