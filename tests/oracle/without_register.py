"""Turn a programme with a register into one whose register is made of its answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.oracle.drafting import CRITERIA, block, items, table
from tests.oracle.drafting_data import ATTRIBUTES
from tests.oracle.drafting_rules import mentions
from tests.oracle.reading import read_csv, read_yaml

# Matched units are those of both waves, of which there are none where each row is another unit: criteria are on all.
SHARES = {name: (5 * k, -4 * k) for k, name in enumerate(CRITERIA, start=1)}


def with_register_of_answers(
    files: Mapping[str, bytes], made_of: str = "answers", needed: Sequence[str] = ()
) -> dict[str, bytes]:
    """The files without the register's: each row of the answers has the attributes of its unit, and its id but for rows.

    needed: columns that every file of answers must have; they are blank where they were absent.
    """
    top = read_yaml(files["programme.yaml"])
    attributes: dict[str, Any] = dict(ATTRIBUTES) | ({"cohort": "text"} if "cohorts" in top else {})
    own = {"key": "shed"} if made_of == "answers" else {}
    only = {"only": top["register"]["only"]} if "only" in top["register"] else {}
    top["register"] = {"made_of": made_of, **own, "attributes": attributes, **only}
    for wave in top["waves"]:
        for name in ("surveyed", "returned"):
            wave.pop(name, None)
        if "analysed" in wave:
            wave["analysed"] = {"attribute": "size", "answered": "true"}
    sheds = {row["shed"]: row for row in read_csv(files["surveys/sheds.csv"])}
    made = {name: data for name, data in files.items() if name != "surveys/sheds.csv"}
    rows = {wave["answers"]: read_csv(files[wave["answers"]]) for wave in top["waves"]}
    read = {row["shed"] for of_wave in rows.values() for row in of_wave}
    # A cohort may not name a word that no unit has, so each unit of the register has a row in some wave.
    rows[top["waves"][-1]["answers"]] += [{"shed": unit} for unit in sheds if unit not in read]
    for file, of_wave in rows.items():
        _, *questions = files[file].decode().splitlines()[0].split(",")
        columns = dict.fromkeys([*own.values(), *attributes, *questions, *needed])
        made[file] = table(list(columns), [sheds[row["shed"]] | row for row in of_wave])
    return made | {"programme.yaml": block(top)}


def with_rows_as_units(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without a register and without ids, so that each row is another unit."""
    instrument = read_yaml(files["surveys/instrument.yaml"])
    needed = []
    for question in instrument["questions"]:
        if mentions(question.get("asked_if"), "wave"):  # nobody's answers in another wave are known
            del question["asked_if"]
            name = question["id"]
            needed += (
                [f"{name}.{item}" for item in items(question["items"])] if "items" in question else [name]
            )
    criteria = "".join(
        f"  {name}: {{judged_on: all, improved: {{share_change_at_least: {up}}}, declined: {{share_change_at_most: {down}}}}}\n"
        for name, (up, down) in SHARES.items()
    )
    return with_register_of_answers(files, "rows", needed) | {
        "rules/criteria.yaml": f"criteria:\n{criteria}".encode(),
        "surveys/instrument.yaml": block(instrument),
    }
