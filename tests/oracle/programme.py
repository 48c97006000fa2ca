"""Everything that a programme's YAML and CSVs say, looked up by id."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.oracle.conditions import Conditions
from tests.oracle.reading import as_list, is_same_word, number, read_yaml
from tests.oracle.shapes import ROW, Shapes, number_of

SPECIAL = ("dont_know", "blank", "not_applicable")


@dataclass(frozen=True, kw_only=True)
class Scale:
    answers: list[str]
    is_ordered: bool
    special: dict[str, list[str]]  # the words for each of SPECIAL


class Programme:
    """Everything the YAML and the CSVs say, looked up by id."""

    def __init__(self, files: Mapping[Any, bytes]) -> None:
        texts = {str(path): data for path, data in files.items()}
        top = read_yaml(texts["programme.yaml"])
        rules: dict[str, Any] = {}
        for path in sorted(texts):
            if re.fullmatch(r"rules/[^/]+\.ya?ml", path):
                rules.update(read_yaml(texts[path]))
        instrument = read_yaml(texts["surveys/instrument.yaml"])

        self.top, self.rules, self.texts = top, rules, texts
        self.default_words = {name: as_list(rules.get("defaults", {}).get(name)) for name in SPECIAL}
        self.scales = {name: self.scale(written) for name, written in rules.get("scales", {}).items()}
        self.baskets = rules.get("baskets", {})
        self.criteria = rules.get("criteria", {})
        self.scoring = rules.get("scores")

        self.lists = instrument.get("lists", {})
        self.questions = {question["id"]: question for question in instrument.get("questions", [])}

        self.principles: list[tuple[str, list[dict[str, Any]]]] = []
        by_id = {}
        for path, text in texts.items():
            match = re.fullmatch(r"principles/(?:\d+[-_])?([^/]+)\.yaml", path)
            if match:
                by_id[match[1]] = read_yaml(text)
        for principle in top["principles"]:
            self.principles.append((principle, by_id[principle].get("indicators", [])))
        self.indicators = {one["id"]: one for _, indicators in self.principles for one in indicators}

        self.waves = {wave["id"]: wave for wave in top["waves"]}
        self.comparisons = [(one["from"], one["to"]) for one in top.get("comparisons", [])]
        self.missing = top["missing"]
        self.dont_know_is = top.get("dont_know_is", "either")
        self.default_criterion = top["default_criterion"]
        minimum = top["minimum"]
        self.minimum_matched = int(minimum["matched"])
        self.minimum_words = int(minimum["base_for_words"])
        self.minimum_coverage = number(minimum["coverage"])
        self.read_units()

    def criterion_of(self, indicator: Mapping[str, Any]) -> Any:
        """The criterion that judges an indicator."""
        return self.criteria[indicator.get("criterion", self.default_criterion)]

    def scale(self, as_written: Any) -> Scale:
        if isinstance(as_written, list):
            as_written = {"answers": as_written}
        return Scale(
            answers=as_written.get("answers", as_written.get("choices")),
            is_ordered="answers" in as_written,
            special=self.words_of(as_written),
        )

    def words_of(self, as_written: dict[str, Any]) -> dict[str, list[str]]:
        """The special answers that a scale or question declares, or else those of `defaults`."""
        return {
            name: as_list(as_written[name]) if name in as_written else self.default_words[name]
            for name in SPECIAL
        }

    # units

    def read_units(self) -> None:
        """Read the register, the answers, and the cohort of each unit that is kept."""
        register, key = self.top["register"], self.top["register"].get("key", ROW)
        self.is_separate = self.has_separate_waves()
        shapes = Shapes(self)
        self.answers = {wave: shapes.answers(wave) for wave in self.waves}
        if "made_of" in register:
            every = [row for answers in self.answers.values() for row in answers.values()]
            merged: dict[str, dict[str, str]] = {}
            for row in every:
                unit = merged.setdefault(row[key], {})
                unit |= {name: cell for name, cell in row.items() if cell or name not in unit}
            rows = list(merged.values())
        else:
            rows = shapes.rows(register["file"])
        attributes = register.get("attributes", {})
        for name, declared in attributes.items() if isinstance(attributes, dict) else ():
            if isinstance(declared, dict) and "column" in declared:
                for row in rows:
                    row[name] = row[declared["column"]]
            if declared == "number" and "file" in register:
                for row in rows:
                    row[name] = number_of(row[name], shapes.files.get(register["file"], {}))
        self.units = {row[key]: row for row in sorted(rows, key=lambda row: row[key])}
        self.cohort = dict.fromkeys(self.units, "")
        conditions = Conditions(self)
        if "only" in register:
            kept = {unit for unit in self.units if conditions.holds(register["only"], unit)}
            self.units = {unit: row for unit, row in self.units.items() if unit in kept}
        self.read_cohorts()

    def has_separate_waves(self) -> bool:
        """Return whether each row of the answers is another unit, and no two waves are columns of the same rows."""
        is_wide = any("columns_end" in wave["answers"] for wave in self.waves.values())
        return self.top["register"].get("made_of") == "rows" and not is_wide

    def read_cohorts(self) -> None:
        declared = self.top.get("cohorts")
        self.cohorts: list[str] = [""]
        self.has_all = declared is not None and "all" in declared
        if declared is None:
            return
        words = {unit: row[declared["attribute"]] for unit, row in self.units.items()}
        groups = declared.get("groups")
        if groups is None:
            members = {cohort: [cohort] for cohort in declared["ids"]}
        elif groups == "each_value":
            every = sorted({word for word in words.values() if word.strip()})
            members = {identifier(word): [word] for word in every}
        else:
            members = {name: as_list(one.get("is", one.get("is_one_of"))) for name, one in groups.items()}
        self.cohorts = list(members)
        found = {unit: [name for name in members if word in members[name]] for unit, word in words.items()}
        self.cohort = {unit: names[0] if names else "" for unit, names in found.items()}
        if not self.has_all:  # those of no cohort are then in nothing
            self.units = {unit: row for unit, row in self.units.items() if self.cohort[unit]}

    @property
    def groups(self) -> list[str]:
        """The cohorts, and `all` after them where it is declared."""
        return [*self.cohorts, "all"] if self.has_all else self.cohorts

    def units_of(self, group: str) -> list[str]:
        if self.has_all and group == "all":
            return list(self.units)
        return [unit for unit in self.units if self.cohort[unit] == group]

    def cohorts_of(self, group: str) -> list[str]:
        """The cohorts of the group's units."""
        if not (self.has_all and group == "all"):
            return [group]
        return list(dict.fromkeys(self.cohort[unit] for unit in self.units))

    # questions and answers

    def items_of(self, basket: str) -> list[str]:
        return list(self.baskets[basket]["items"])

    def is_within(self, basket: str, wider: str) -> bool:
        """Return whether `basket` is `wider` or a subset of it, at any remove."""
        if basket == wider:
            return True
        above = self.baskets[basket].get("subset_of")
        return above is not None and self.is_within(above, wider)

    def kind(self, question: str) -> str:
        """number, date, text, or the id of the question's scale."""
        return str(self.questions[question]["scale"])

    def special(self, question: str) -> dict[str, list[str]]:
        """The words of the question that are not ordinary answers."""
        kind = self.kind(question)
        return self.scales[kind].special if kind in self.scales else self.words_of(self.questions[question])

    def cell(self, question: str, item: str | None, unit: str, wave: str) -> str:
        column = question if item is None else f"{question}.{item}"
        return self.answers[wave].get(unit, {}).get(column) or ""

    def sort_of_answer(self, question: str, cell: str) -> str:
        """blank, dont_know, not_applicable or ordinary."""
        if cell.strip() == "":
            return "blank"
        kind = self.kind(question)
        for name, words in self.special(question).items():
            if any(is_same_word(cell, word, kind) for word in words):
                return name
        return "ordinary"

    # the instrument

    def entry_items(self, entry: dict[str, Any]) -> list[str] | None:
        """The items an entry of `not_asked` or `comparable` names; None for all."""
        named = entry.get("items")
        return named if named is None or isinstance(named, list) else list(self.lists[named])

    def names_item(self, entry: dict[str, Any], item: str | None) -> bool:
        named = self.entry_items(entry)
        return named is None or item in named

    def declared_not_asked(self, question: str, item: str | None, cohort: str, wave: str) -> bool:
        return any(
            entry.get("wave", wave) == wave
            and entry.get("cohort", cohort) == cohort
            and self.names_item(entry, item)
            for entry in self.questions[question].get("not_asked", [])
        )

    def comparable(self, question: str, item: str | None, cohort: str, pair: tuple[str, str]) -> str:
        """yes, with_caution or no: what is declared of the question's wording over the two waves."""
        as_written = ["yes"]
        for entry in self.questions[question].get("comparable", []):
            right_pair = entry.get("from", pair[0]) == pair[0] and entry.get("to", pair[1]) == pair[1]
            right_cohort = entry.get("cohort", cohort) == cohort
            if right_pair and right_cohort and self.names_item(entry, item):
                as_written.append(entry["is"])
        return max(as_written, key=["yes", "with_caution", "no"].index)


def identifier(word: str) -> str:
    """The id that `each_value` makes of a word: lower-case letters and digits, with _ for all else."""
    return re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_")
