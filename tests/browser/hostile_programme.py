"""A small programme whose labels, texts and unit ids try to be markup, in a draft report that names its units."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from tests.library import library_files

TAG = "<img src=x onerror=alert(1)>"
END = "</script><script>alert(2)</script>"
QUOTES = "\"' onmouseover='alert(3)' <!-- &lt; &amp;"
UNIT = "ash"
HOSTILE_UNIT = '<b id=made>ash</b>&"'


def hostile_files() -> Mapping[PurePosixPath, bytes]:
    """The files of the programme."""
    files = library_files(
        {
            "programme.yaml": ("notice: Made-up answers.", f"notice: {_yaml(f'Made-up {TAG} {END}')}"),
            "principles/1-access.yaml": [
                ("title: Open late", f"title: {_yaml(f'Open late {END}')}"),
                ("title: Open to all", f"title: {_yaml(f'Open to all {QUOTES}')}"),
            ],
            "rules/baskets.yaml": ("label: evening opening", f"label: {_yaml(f'evening {TAG}')}"),
        }
    )
    report = PurePosixPath("reports/report.yaml")
    files[report] = f"title: {_yaml(f'Libraries {TAG}')}\nstatus: draft\n".encode()
    del files[PurePosixPath("reports/wording.yaml")]
    cell = HOSTILE_UNIT.replace('"', '""')
    for file, data in files.items():
        if file.suffix == ".csv":
            text = data.decode()
            assert f"\n{UNIT}," in text
            files[file] = text.replace(f"\n{UNIT},", f'\n"{cell}",').encode()
    return files


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
