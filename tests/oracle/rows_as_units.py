"""Turn a programme with a register into one in which each row of the answers is another unit."""

from collections.abc import Mapping
from typing import Any

from tests.oracle.drafting import CRITERIA, block, table
from tests.oracle.drafting_data import ATTRIBUTES
from tests.oracle.drafting_rules import mentions
from tests.oracle.reading import read_csv, read_yaml

# Matched units are those of both waves, of which there are none here: each criterion is one on the shares of all.
SHARES = {name: (5 * k, -4 * k) for k, name in enumerate(CRITERIA, start=1)}


def with_rows_as_units(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without a register: each row of the answers has the attributes of its unit, but not its id."""
    top = read_yaml(files["programme.yaml"])
    attributes: dict[str, Any] = dict(ATTRIBUTES) | ({"cohort": "text"} if "cohorts" in top else {})
    only = {name: top["register"][name] for name in ("only",) if name in top["register"]}
    top["register"] = {"made_of": "rows", "attributes": attributes} | only
    sized = {"attribute": "size", "answered": "true"}
    for wave in top["waves"]:
        for name in ("surveyed", "returned"):
            wave.pop(name, None)
        if "analysed" in wave:
            wave["analysed"] = sized
    instrument = read_yaml(files["surveys/instrument.yaml"])
    for question in instrument["questions"]:
        if mentions(question.get("asked_if"), "wave"):  # nobody's answers in another wave are known
            del question["asked_if"]
    sheds = {row["shed"]: row for row in read_csv(files["surveys/sheds.csv"])}
    made = {name: data for name, data in files.items() if name != "surveys/sheds.csv"}
    unread = set(sheds)
    for wave in top["waves"]:
        rows = read_csv(files[wave["answers"]])
        header = files[wave["answers"]].decode().splitlines()[0].split(",")
        unread -= {row["shed"] for row in rows}
        if (
            wave is top["waves"][-1]
        ):  # each word of a cohort has a unit in the register, which must have a row here, too
            rows += [{"shed": unit} for unit in sheds if unit in unread]
        columns = [*attributes, *(name for name in header if name != "shed")]
        made[wave["answers"]] = table(columns, [sheds[row["shed"]] | row for row in rows])
    criteria = "".join(
        f"  {name}: {{judged_on: all, improved: {{share_change_at_least: {up}}}, declined: {{share_change_at_most: {down}}}}}\n"
        for name, (up, down) in SHARES.items()
    )
    return made | {
        "programme.yaml": block(top),
        "rules/criteria.yaml": f"criteria:\n{criteria}".encode(),
        "surveys/instrument.yaml": block(instrument),
    }
