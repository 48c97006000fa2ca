"""The codebook: its elements are in the order of the schema of DDI-Codebook 2.5, and it says what the programme says.

The orders are those of codebook.xsd, version 2.5, as the DDI Alliance published it on 2012-01-17.
"""

from xml.etree import ElementTree as ET

from egyv_engine.exchange.ddi import NAMESPACE, codebook
from tests.exchange.programmes import fieldwork_of
from tests.library import library_files

ORDER = {
    "codeBook": ["docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"],
    "stdyDscr": ["citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs"],
    "citation": ["titlStmt", "rspStmt", "prodStmt", "distStmt"],
    "titlStmt": ["titl", "subTitl", "altTitl", "parTitl", "IDNo"],
    "stdyInfo": ["studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes"],
    "sumDscr": ["timePrd", "collDate", "nation", "geogCover", "geogUnit", "anlyUnit", "universe", "dataKind"],
    "fileDscr": ["fileTxt", "locMap", "notes"],
    "fileTxt": ["fileName", "fileCitation", "fileCont", "fileStrc", "dimensns", "fileType", "format"],
    "dimensns": ["caseQnty", "varQnty"],
    "dataDscr": ["varGrp", "nCubeGrp", "var", "nCube", "notes"],
    "var": ["labl", "qstn", "valrng", "invalrng", "universe", "txt", "catgry", "varFormat", "notes"],
    "qstn": ["preQTxt", "qstnLit", "postQTxt"],
    "valrng": ["item"],
    "invalrng": ["item"],
    "catgry": ["catValu", "labl", "txt"],
}


def name(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def test_elements_are_in_the_order_of_the_schema_and_ids_are_unique() -> None:
    root = ET.fromstring(codebook(fieldwork_of(library_files())))
    assert name(root) == "codeBook"
    for element in root.iter():
        children = [name(child) for child in element]
        if children:
            order = ORDER[name(element)]
            assert children == sorted(children, key=order.index), name(element)
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(ids) == len(set(ids)) == 2 + 2 * 10  # a file per wave; in each the key and nine columns
    files = {e.get("ID") for e in root if name(e) == "fileDscr"}
    assert {e.get("files") for e in root.iter() if name(e) == "var"} == files


def test_variable_has_its_question_answers_and_universe() -> None:
    root = ET.fromstring(codebook(fieldwork_of(library_files(), "before")))
    of = {e.get("name"): e for e in root.iter() if name(e) == "var"}
    late = of["late_visits"]
    found = [(c.get("missing"), c[0].text) for c in late if name(c) == "catgry"]
    assert found == [(None, "Never"), (None, "Sometimes"), (None, "Often"), ("Y", "Don't know")]
    assert [e.text for e in late if name(e) == "universe"] == ["libraries for which open_late is Yes"]
    assert [e.text for e in of["offered.parcels"] if name(e) == "universe"] == ["libraries of: main"]
