"""After any edits in one process, the files are those of a new process: what is kept is kept by its content."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import egyv_engine as ee

EVERY_CHAPTER = "title: Libraries\n"
EDITS = (  # a file, and the two forms of a part of it
    ("principles/1-access.yaml", "title: Open late", "title: Open in the evening"),
    ("principles/1-access.yaml", "Sometimes", "Often"),
    ("principles/2-services.yaml", "at_least: 100", "at_least: 120"),
    ("principles/2-services.yaml", "{{ item }}", "its {{ item }}"),
    ("programme.yaml", "programme: Libraries", "programme: All libraries"),
    ("surveys/after.csv", "elm,No,Never", "elm,No,Often"),
    ("surveys/after.csv", "101,2020", "99,2020"),
    ("surveys/instrument.yaml", "Is it open late?", "Is it open in the evening?"),
    ("reports/report.yaml", "title: Libraries", "title: The libraries\nstatus: draft"),
)
EVALUATE = """\
import hashlib, json, sys
import egyv_engine as ee
files = ee.evaluate(sys.argv[1]).rendered()
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()}))
"""
COLD_RUNS, EDITS_BETWEEN = 2, 5


def digests_in_this_process(folder: Path) -> dict[str, str]:
    files = ee.evaluate(folder).rendered()
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def digests_in_a_new_process(folder: Path) -> dict[str, str]:
    places = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-c", EVALUATE, str(folder)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": places}, capture_output=True, text=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_files_after_a_series_of_edits_are_those_of_a_new_process(library: Path) -> None:
    (library / "reports" / "report.yaml").write_text(EVERY_CHAPTER)
    (library / "reports" / "wording.yaml").unlink()
    dice = Random(37)
    known = [digests_in_this_process(library)]
    for _ in range(COLD_RUNS):
        for _ in range(EDITS_BETWEEN):
            name, one, other = dice.choice(EDITS)
            text = (library / name).read_text()
            assert one in text or other in text
            edited = text.replace(other, one) if other in text else text.replace(one, other)
            (library / name).write_text(edited)
            known.append(digests_in_this_process(library))
        assert known[-1] == digests_in_a_new_process(library)
    # The edits change findings, page and report, so that something out of date would be seen.
    assert len({files["findings.csv"] for files in known}) > COLD_RUNS
    assert len({files["report.html"] for files in known}) > EDITS_BETWEEN
