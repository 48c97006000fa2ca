"""Lists the values of a form that are not answers: the wave, the unit, its cohort and its attributes."""

from collections.abc import Iterator, Mapping

from egyv_engine.exchange.choice_names import form_name
from egyv_engine.exchange.fieldwork import Fieldwork
from egyv_engine.exchange.form_conditions import joined_formulas, literal
from egyv_engine.link.groups import OTHERS
from egyv_engine.model.condition_walk import references
from egyv_engine.model.frozen import Frozen

Row = dict[str, str]
_TYPES = {"number": "decimal", "date": "date"}
_OTHERS = "others"


class FormValues(Frozen):
    """The values of a form that describe the unit that answers.

    Attributes:
        survey: The rows of the sheet `survey`.
        choices: The rows of the sheet `choices`.
        wave: The name of the question for the wave; None if the form is for one wave.
        cohort: The name of the value with the cohort; None if no question depends on it.
        attributes: The name of the value of each attribute.
    """

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    wave: str | None
    cohort: str | None
    attributes: Mapping[str, str]


def form_values(fieldwork: Fieldwork, taken: set[str], lists: set[str]) -> FormValues:
    """Return the first questions of a form: which wave, which unit, and what follows from the unit.

    Args:
        fieldwork: The waves and the units.
        taken: The names that the form's questions have; the new names are added.
        lists: The names of the form's lists of answers; the new names are added.
    """
    return _FormValues(fieldwork, taken, lists).values()


class _FormValues:
    def __init__(self, fieldwork: Fieldwork, taken: set[str], lists: set[str]) -> None:
        self._fieldwork = fieldwork
        self._file = fieldwork.linked.programme.file
        self._taken, self._lists = taken, lists
        self._survey: list[Row] = []
        self._choices: list[Row] = []
        self._attributes: dict[str, str] = {}
        self._wave: str | None = None

    def values(self) -> FormValues:
        if len(self._fieldwork.waves) > 1:
            self._wave = self._add_wave()
        cohort = self._of_register() if self._fieldwork.units is not None else self._asked_of_the_unit()
        return FormValues(
            survey=tuple(self._survey),
            choices=tuple(self._choices),
            wave=self._wave,
            cohort=cohort,
            attributes=self._attributes,
        )

    def _name(self, text: str) -> str:
        name = form_name(text, self._taken)
        self._taken.add(name)
        return name

    def _list(self, text: str) -> str:
        name = form_name(text, self._lists)
        self._lists.add(name)
        return name

    def _add_wave(self) -> str:
        name, of = self._name("wave"), self._list("waves")
        self._survey.append(
            {
                "type": f"select_one {of}",
                "name": name,
                "label": "Which round of the survey?",
                "required": "yes",
            }
        )
        self._choices += [{"list_name": of, "name": w.id, "label": w.label} for w in self._fieldwork.waves]
        return name

    def _of_register(self) -> str | None:
        """Add the list of units, and calculate from it what conditions read of a unit."""
        assert self._fieldwork.units is not None
        key, of = self._name(self._file.register.unit_column), self._list("units")
        row = {
            "type": f"select_one {of}",
            "name": key,
            "label": f"Which {self._file.unit.one}?",
            "required": "yes",
            "appearance": "minimal",
        }
        listed = {wave.id: f"surveyed_{i}" for i, wave in enumerate(self._fieldwork.waves, 1)}
        units = [u for u in self._fieldwork.units if any(w in u.surveyed_in for w in listed)]
        if any(w not in u.surveyed_in for u in units for w in listed):
            row["choice_filter"] = joined_formulas(
                [f"(${{{self._wave}}} = {literal(w)} and {column} = 'yes')" for w, column in listed.items()],
                "or",
            )
        else:
            listed = {}
        self._survey.append(row)
        needed = self._needed_attributes()
        columns = {name: f"attribute_{i}" for i, name in enumerate(needed, 1)}
        depends = self._depends_on_cohort()
        for unit in units:
            choice = {"list_name": of, "name": unit.id, "label": unit.id}
            choice |= {column: "yes" for wave, column in listed.items() if wave in unit.surveyed_in}
            choice |= {
                column: self._of_unit(unit.attributes, name, unit.id) for name, column in columns.items()
            }
            if depends:
                choice["cohort"] = self._cohorts()[unit.cohort]
            self._choices.append(choice)
        for name, column in columns.items():
            self._attributes[name] = self._calculate(name, self._from_list(of, key, column))
        return self._calculate("cohort", self._from_list(of, key, "cohort")) if depends else None

    def _of_unit(self, attributes: Mapping[str, str], name: str, unit: str) -> str:
        return unit if name == self._file.register.key else attributes[name]

    def _from_list(self, of: str, key: str, column: str) -> str:
        return f"instance('{of}')/root/item[name = ${{{key}}}]/{column}"

    def _calculate(self, name: str, formula: str) -> str:
        made = self._name(name)
        self._survey.append({"type": "calculate", "name": made, "calculation": formula})
        return made

    def _asked_of_the_unit(self) -> str | None:
        """Add questions for the unit and its attributes, where no register lists them."""
        register, cohorts = self._file.register, self._file.cohorts
        if register.key is not None:
            self._survey.append(
                {
                    "type": "text",
                    "name": self._name(register.key),
                    "label": f"Which {self._file.unit.one}?",
                    "required": "yes",
                }
            )
        for name in dict.fromkeys((*register.attributes, *self._needed_attributes())):
            declared = register.declared(name)
            kind = _TYPES.get(declared.type or "text", "text") if declared is not None else "text"
            if declared is not None and declared.values is not None:
                of = self._list(name)
                kind = f"select_one {of}"
                self._choices += [{"list_name": of, "name": v, "label": v} for v in declared.values]
            self._attributes[name] = self._name(name)
            self._survey.append({"type": kind, "name": self._attributes[name], "label": name})
        if cohorts is None or not self._depends_on_cohort() or cohorts.attribute not in self._attributes:
            return None
        formula = f"'{_OTHERS}'"
        for name, group in reversed(list(self._fieldwork.linked.groups.items())):
            value = f"${{{self._attributes[cohorts.attribute]}}}"
            condition = joined_formulas([f"{value} = {literal(word)}" for word in group.words], "or")
            formula = f"if({condition}, {literal(name)}, {formula})"
        return self._calculate("cohort", formula)

    def _cohorts(self) -> tuple[str, ...]:
        return cohort_names(self._fieldwork)

    def _depends_on_cohort(self) -> bool:
        return any(len(set(c.asked)) > 1 for columns in self._fieldwork.columns.values() for c in columns)

    def _needed_attributes(self) -> Iterator[str]:
        """Yield the attributes that the exported questions' conditions read, each once."""
        conditions = [c.question.asked_if for columns in self._fieldwork.columns.values() for c in columns]
        named = [r.id for x in conditions if x is not None for r in references(x) if r.names == "attribute"]
        yield from dict.fromkeys(named)


def cohort_names(fieldwork: Fieldwork) -> tuple[str, ...]:
    """Return what a form calls each cohort, in the order of the cohorts."""
    return tuple(_OTHERS if c in (None, OTHERS) else str(c) for c in fieldwork.linked.cohorts)
