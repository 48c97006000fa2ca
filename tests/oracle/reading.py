"""Read a programme's YAML and CSV bytes into plain dictionaries of text."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def plain(node: yaml.Node) -> Any:
    """The node as dict, list, text, or None for an empty plain scalar; keys without a value are left out."""
    if isinstance(node, yaml.MappingNode):
        pairs = {plain(key): plain(value) for key, value in node.value}
        return {key: value for key, value in pairs.items() if value is not None}
    if isinstance(node, yaml.SequenceNode):
        return [plain(child) for child in node.value]
    return None if getattr(node, "style", None) is None and node.value == "" else node.value


def read_yaml(data: bytes) -> dict[str, Any]:
    node = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    return {} if node is None else plain(node) or {}


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def number(text: str) -> Fraction:
    return Fraction(text)


def day(text: str) -> Fraction:
    return Fraction(date.fromisoformat(text).toordinal())


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

        self.rules, self.texts = rules, texts
        self.default_dont_know = as_list(rules.get("defaults", {}).get("dont_know"))
        self.scales = {}
        for scale, answers in rules.get("scales", {}).items():
            if isinstance(answers, dict):
                dont_know_answers = (
                    as_list(answers["dont_know"]) if "dont_know" in answers else self.default_dont_know
                )
                self.scales[scale] = (answers["answers"], dont_know_answers)
            else:
                self.scales[scale] = (answers, self.default_dont_know)
        self.baskets = rules.get("baskets", {})
        self.criteria = rules.get("criteria", {})
        self.scoring = rules.get("scores")

        self.lists = instrument.get("lists", {})
        self.questions = {question["id"]: question for question in instrument.get("questions", [])}

        self.principles: list[tuple[str, list[dict[str, Any]]]] = []
        by_id = {}
        for path, text in texts.items():
            match = re.fullmatch(r"principles/(?:\d+-)?([^/]+)\.ya?ml", path)
            if match:
                by_id[match[1]] = read_yaml(text)
        for principle in top["principles"]:
            self.principles.append((principle, by_id[principle].get("indicators", [])))
        self.indicators = {one["id"]: one for _, indicators in self.principles for one in indicators}

        self.waves = {wave["id"]: wave for wave in top["waves"]}
        self.comparisons = [(one["from"], one["to"]) for one in top.get("comparisons", [])]
        self.missing = top.get("missing", "analysed_in_one_wave")
        self.default_criterion = top.get("default_criterion")
        minimum = top.get("minimum", {})
        self.minimum_matched = max(1, int(minimum.get("matched", "1")))
        self.minimum_words = int(minimum.get("base_for_words", "1"))
        self.minimum_coverage = number(minimum.get("coverage", "0"))

        register, key = top["register"]["file"], top["register"]["key"]
        self.units = {row[key]: row for row in sorted(read_csv(texts[register]), key=lambda row: row[key])}
        cohorts = top.get("cohorts")
        self.cohorts: list[str] = cohorts["ids"] if cohorts else [""]
        self.cohort = {unit: row[cohorts["attribute"]] if cohorts else "" for unit, row in self.units.items()}
        self.answers = {
            wave: {row[key]: row for row in read_csv(texts[as_written["answers"]])}
            for wave, as_written in self.waves.items()
        }

    def units_of(self, cohort: str) -> list[str]:
        return [unit for unit in self.units if self.cohort[unit] == cohort]

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

    def dont_know_answers(self, question: str) -> list[str]:
        kind = self.kind(question)
        return self.scales[kind][1] if kind in self.scales else self.default_dont_know

    def cell(self, question: str, item: str | None, unit: str, wave: str) -> str:
        column = question if item is None else f"{question}.{item}"
        return self.answers[wave].get(unit, {}).get(column) or ""

    def entry_items(self, entry: dict[str, Any]) -> list[str] | None:
        """The items an entry of `not_asked` or `comparable` names; None for all."""
        named = entry.get("items", entry.get("item"))
        if named is None:
            return None
        if isinstance(named, list):
            return named
        if named in self.lists:
            return list(self.lists[named])
        return self.items_of(named) if named in self.baskets else [named]

    def names_cohort(self, entry: dict[str, Any], cohort: str) -> bool:
        named = as_list(entry.get("cohort")) + as_list(entry.get("cohorts"))
        return not named or cohort in named

    def names_item(self, entry: dict[str, Any], item: str | None) -> bool:
        named = self.entry_items(entry)
        return named is None or item in named

    def declared_not_asked(self, question: str, item: str | None, cohort: str, wave: str) -> bool:
        for entry in self.questions[question].get("not_asked", []):
            waves = as_list(entry.get("wave")) + as_list(entry.get("waves"))
            right_wave = not waves or wave in waves
            if right_wave and self.names_cohort(entry, cohort) and self.names_item(entry, item):
                return True
        return False

    def comparable(self, question: str, item: str | None, cohort: str, pair: tuple[str, str]) -> str:
        """yes, with_caution or no: what is declared of the question's wording over the two waves."""
        as_written = ["yes"]
        for entry in self.questions[question].get("comparable", []):
            right_pair = entry.get("from", pair[0]) == pair[0] and entry.get("to", pair[1]) == pair[1]
            if right_pair and self.names_cohort(entry, cohort) and self.names_item(entry, item):
                as_written.append(entry["is"])
        return max(as_written, key=["yes", "with_caution", "no"].index)
