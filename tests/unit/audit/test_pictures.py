"""The picture and the page: every box and curve is where it can be read, and nothing of a hostile tree gets out of its text."""

import html
import json
import re
from typing import Any

import pytest

from pipwise.render.audit_graph import graph_of
from pipwise.render.audit_html import audit_html
from pipwise.render.audit_sarif import audit_sarif
from pipwise.render.audit_svg import audit_svg
from tests.unit.audit.debian import ALICE, LOCAL, Debian

Box = tuple[int, int, int, int]


@pytest.fixture
def hidden(debian: Debian) -> Debian:
    for number in range(14):
        debian.package(f"tool{number}", {f"/usr/bin/t{number}": ""}, depends="python3-urllib3")
    debian.pip("six", "1.15.0")
    debian.pip("urllib3", "3.0.0")
    debian.pip("urllib3", "2.5.0", ALICE)
    return debian


def boxes(svg: str) -> list[Box]:
    found = re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', svg)
    return [(int(a), int(b), int(c), int(d)) for a, b, c, d in found]


def test_the_graph_is_what_was_found(hidden: Debian) -> None:
    graph = graph_of(hidden.report())
    edges = {
        (edge.start.title, edge.end.title, edge.broken) for edge in graph.edges if edge.start.column == 0
    }
    assert edges == {
        ("six 1.15.0", "six 1.16.0", False),
        ("urllib3 3.0.0", "urllib3 1.26.12", True),
        ("urllib3 2.5.0", "urllib3 1.26.12", True),
    }
    assert {edge.label for edge in graph.edges if edge.broken} == {
        "requests 2.28.1 of python3-requests asks for urllib3<2,>=1.21"
    }
    last = [node.title for node in graph.nodes if node.column == 2]
    assert len(last) == len(set(last)) == 12
    assert "and 5 more" in last


def test_boxes_do_not_cover_one_another_and_lie_inside(hidden: Debian) -> None:
    svg = audit_svg(graph_of(hidden.report()))
    found = boxes(svg)
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    assert len(found) == 3 + 2 + 12
    for x, y, w, h in found:
        assert x >= 0
        assert x + w <= width
        assert y + h <= height
    for at, (x, y, w, h) in enumerate(found):
        for x2, y2, w2, h2 in found[at + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    assert svg.count("<path") == len(graph_of(hidden.report()).edges)


def test_a_clean_machine_has_no_picture(debian: Debian) -> None:
    page = audit_html(debian.report())
    assert "<svg" not in page
    assert "nothing is damaged" in page


def test_the_page_is_one_file_that_loads_and_runs_nothing(hidden: Debian) -> None:
    page = audit_html(hidden.report())
    assert page.isascii()
    assert not re.search(r"<script|<link|<img|<iframe|src=|href=|url\(|@import|\bon\w+=", page)
    assert "asks for urllib3&lt;2,&gt;=1.21" in page
    assert page.count("<article") == len(hidden.report().damage)


def test_names_of_a_hostile_tree_stay_text(debian: Debian) -> None:
    evil = "six<script>alert(1)</script>\x1b[31m\udcff"
    debian.pip("six", "1.15.0")
    report = debian.report()
    (one,) = (one for one in report.damage if one.severity != "info")
    report = report._replace(damage=(one._replace(message=evil, affected=(evil,)),))
    page = audit_html(report)
    assert "<script" not in page
    assert "\x1b" not in page
    assert "<script>alert(1)</script>\\x1b[31m\\xff" in html.unescape(page)
    (result,) = json.loads(json.dumps(audit_sarif(report)))["runs"][0]["results"]
    assert result["message"]["text"].encode("utf-8")


def test_sarif_has_a_rule_a_level_and_a_place_for_each(hidden: Debian) -> None:
    hidden.write("/etc/pip.conf", "[global]\nbreak-system-packages = 1\n")
    report = hidden.report()
    run: dict[str, Any] = json.loads(json.dumps(audit_sarif(report)))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for one, result in zip(report.damage, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.code
        assert result["level"] == {"info": "note"}.get(one.severity, one.severity)
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert {"artifactLocation": {"uri": "file:///etc/pip.conf"}, "region": {"startLine": 2}} in places
    assert {"artifactLocation": {"uri": f"file://{LOCAL}/six-1.15.0.dist-info"}} in places
    assert len({one["partialFingerprints"]["pipwiseAudit/v1"] for one in run["results"]}) == len(places)


def test_a_database_that_cannot_be_read_is_told_in_every_form(debian: Debian) -> None:
    (debian.root / "var/lib/dpkg/status").write_text("")
    report = debian.report()
    run: dict[str, Any] = json.loads(json.dumps(audit_sarif(report)))["runs"][0]
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "cannot be read" in said["message"]["text"]
    assert "cannot be read" in audit_html(report)
