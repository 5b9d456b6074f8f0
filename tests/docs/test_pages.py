"""The pages hang together: the navigation lists each of them, every link leads somewhere, nothing comes from elsewhere."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import flow_page
from pipwise.decide.options import OPTIONS
from tests.docs.blocks import DOCS, ROOT, pages

SETTINGS: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
OUTSIDE = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
_LINK = re.compile(r"(!?)\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")


def text_of(path: Path) -> str:
    """A page without its code, in which brackets mean something else."""
    text = re.sub(r"^ *```.*?^ *```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "`code`", text)


@cache
def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as MkDocs and forges make them."""
    plain = re.sub(r"^ *```.*?^ *```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return {slug(title) for title in re.findall(r"^#{1,6} +(.+?) *$", plain, re.MULTILINE)}


def slug(title: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", title.replace("`", "")).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def listed(nav: Any) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        else:
            for value in entry.values():
                yield from [value] if isinstance(value, str) else listed(value)


def test_the_navigation_lists_every_page_once_and_nothing_else() -> None:
    assert sorted(listed(SETTINGS["nav"])) == pages()


def links() -> list[tuple[Path, str]]:
    files = [*(DOCS / page for page in pages()), *(ROOT / name for name in OUTSIDE)]
    return [(path, link) for path in files for _, link in _LINK.findall(text_of(path))]


def wrong_with(path: Path, link: str) -> str:
    """Why a link leads nowhere, or ''."""
    if re.match(r"[a-z]+:", link):
        return "" if link.startswith(("https://", "mailto:")) else "it is not https"
    target, _, anchor = link.partition("#")
    found = Path(os.path.normpath(path.parent / target)) if target else path
    if not found.exists():
        return "there is no such file"
    if path.is_relative_to(DOCS) and not found.is_relative_to(DOCS):
        return "it leads out of the site"
    if anchor and anchor not in anchors(found):
        return "there is no such heading"
    return ""


def test_every_link_and_every_anchor_leads_somewhere() -> None:
    assert len(links()) > 100
    wrong = [
        f"{path.relative_to(ROOT)}: {link}: {why}"
        for path, link in links()
        if (why := wrong_with(path, link))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("no-such.md", "there is no such file"),
        ("../ARCHITECTURE.md", "it leads out of the site"),
        ("tutorial.md#no-such", "there is no such heading"),
        ("http://example.org/", "it is not https"),
        ("tutorial.md#take-it-back", ""),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, why: str) -> None:
    assert wrong_with(DOCS / "index.md", link) == why


def test_every_page_is_reached_by_links_from_the_first() -> None:
    """The navigation is one way; a reader of the files themselves has only the links."""
    reached, queue = set(), [DOCS / "index.md"]
    while queue:
        path = queue.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        for _, link in _LINK.findall(text_of(path)):
            target = Path(os.path.normpath(path.parent / link.partition("#")[0]))
            if not re.match(r"[a-z]+:", link) and target.is_relative_to(DOCS):
                queue.append(target)
    assert [page for page in pages() if DOCS / page not in reached] == []


def test_every_page_has_one_title_and_begins_with_it() -> None:
    for page in pages():
        lines = re.sub(
            r"^ *```.*?^ *```$", "", (DOCS / page).read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
        )
        titles = re.findall(r"^# .*$", lines, re.MULTILINE)
        assert len(titles) == 1, page
        assert lines.startswith(titles[0]), page


def test_the_site_loads_nothing_from_elsewhere() -> None:
    assert SETTINGS["theme"]["font"] is False
    assert SETTINGS["plugins"] == ["search"]
    files = [*SETTINGS["extra_css"], *SETTINGS["extra_javascript"]]
    assert [name for name in files if not (DOCS / name).is_file()] == []
    assets = [path for path in (DOCS / "assets").iterdir() if path.is_file()]
    assert [
        path for path in assets if re.search(r"https?:|//[a-z]+\.|@import", path.read_text("utf-8"))
    ] == []
    assert [
        page
        for page in pages()
        if re.search(r"^ *```+ *mermaid", (DOCS / page).read_text("utf-8"), re.MULTILINE)
    ] == []


def test_the_diagram_is_drawn_from_the_rows() -> None:
    assert flow_page.PAGE.read_text(encoding="utf-8") == flow_page.page(), "run scripts/flow_page.py"
    assert flow_page.PICTURE.read_text(encoding="utf-8") == flow_page.standing_alone(), (
        "run scripts/flow_page.py"
    )
    assert all(f'data-way="{option.name}"' in flow_page.picture() for option in OPTIONS)


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here, which runs the diagram's script")
def test_the_script_of_the_diagram_decides_as_the_program_does(tmp_path: Path) -> None:
    """Each beginning, and each of them with one answer changed: the same choice, verdicts and order."""
    import json

    from pipwise.decide.questions import QUESTIONS
    from pipwise.decide.rank import rank
    from pipwise.model.decision import Answered, Wishes
    from pipwise.model.outcome import Evidence

    changed = [
        {**scene["answers"], one.id: answer}  # type: ignore[dict-item]
        for scene in flow_page.scenes()
        for one in QUESTIONS
        for answer in one.answers
    ]
    script = f"""
        const flow = require({json.dumps(str(DOCS / "assets/flow.js"))});
        const options = {json.dumps(flow_page._options())};
        const all = JSON.parse(require("fs").readFileSync(0, "utf8"));
        console.log(JSON.stringify(all.map((answers) => flow.rank(options, answers).ways.map((one) => [one.name, one.verdict]))));
    """
    (tmp_path / "ask.js").write_text(script, encoding="utf-8")
    said = subprocess.run(
        ["node", str(tmp_path / "ask.js")],
        input=json.dumps(changed),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for answers, shown in zip(changed, json.loads(said.stdout), strict=True):
        given = {name: Answered(name, answer, "", Evidence("")) for name, answer in answers.items()}
        ranked = rank([option.judge(given) for option in OPTIONS], Wishes())
        assert [[one.option, one.verdict] for one in ranked] == shown, answers
