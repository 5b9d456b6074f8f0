"""The audit as one page for a browser: the picture, then every finding; it loads nothing and runs no script."""

from __future__ import annotations

from html import escape

from pipwise.audit import Report
from pipwise.audit.damage import Damage
from pipwise.render.audit_graph import graph_of
from pipwise.render.audit_svg import audit_svg
from pipwise.render.audit_text import looked_at, sum_of

_SEVERITIES = {"error": "errors", "warning": "warnings", "info": "to know of"}
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d0d7de; --bad: #b3261e;
  --warn: #8a5a00; --copy: #fff1e5; --os: #e8f1fb; --use: #eef1f4 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa4af; --paper: #0d1117; --line: #3d444d;
  --bad: #ff8078; --warn: #e3b341; --copy: #3a2a17; --os: #152a45; --use: #1f252c } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1140px; margin: 2rem auto;
  padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem } .sum { font-weight: 600 }
.picture { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; padding: 1rem }
svg text { font: 14px system-ui, sans-serif; fill: var(--ink) } svg .head { font-weight: 600; fill: var(--soft) }
svg .below { font-size: 11.5px; fill: var(--soft) } svg rect { stroke: var(--line); fill: var(--use) }
svg .column0 rect { fill: var(--copy) } svg .column1 rect { fill: var(--os) }
svg path { fill: none; stroke: var(--soft); stroke-width: 1.5 } svg .broken { stroke: var(--bad); stroke-width: 2.5 }
svg .cross { fill: var(--bad); text-anchor: middle; font-size: 17px; font-weight: 700 }
article { border-left: 4px solid var(--line); padding: .2rem 0 .2rem 1rem; margin: 1rem 0 }
article.error { border-color: var(--bad) } article.warning { border-color: var(--warn) }
article p, article ul { margin: .25rem 0; overflow-wrap: anywhere } .code { color: var(--soft) }
.legend { color: var(--soft); font-size: .9rem }
"""
_LEGEND = (
    "A curve leads from what hides to what is hidden, and on to what uses it; ✗ is a declared requirement that is "
    "violated, or files that are gone."
)


def audit_html(report: Report) -> str:
    """The whole document."""
    picture = audit_svg(graph_of(report))
    problem = report.survey.owned.problem
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>pipwise audit</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>pipwise audit</h1>\n<p>{_said(looked_at(report))}</p>",
        f'<p class="sum">{_said(sum_of(report))}</p>',
        f"<p>who owns what is not known: {_said(problem)}</p>" if problem else "",
    ]
    if picture:
        parts += [
            f'<h2>What hides what</h2>\n<div class="picture">{_clean(picture)}</div>',
            f'<p class="legend">{_LEGEND}</p>',
        ]
    for severity, heading in _SEVERITIES.items():
        found = [one for one in report.damage if one.severity == severity]
        if found:
            parts += [
                f"<h2>{len(found)} {heading if len(found) != 1 else heading.rstrip('s')}</h2>",
                *map(_article, found),
            ]
    page = "\n".join(filter(None, [*parts, "</body>\n</html>\n"]))
    # Whatever standard output can take, ASCII it can.
    return page.encode("ascii", "xmlcharrefreplace").decode()


def _article(one: Damage) -> str:
    lines = [
        f'<article class="{one.severity}"><p>{_said(one.message)} <span class="code">{one.code}</span></p>'
    ]
    if one.affected:
        lines.append(f"<p>endangers: {_said(', '.join(one.affected))}</p>")
    if one.evidence:
        lines.append(f"<ul>{''.join(f'<li>{_said(said.text)}</li>' for said in one.evidence)}</ul>")
    if one.repair:
        lines.append(f"<p>repair: {_said(one.repair.text)}</p>")
    return "\n".join([*lines, "</article>"])


def _said(text: str) -> str:
    return _clean(escape(text))


def _clean(text: str) -> str:
    """Without bytes that are no UTF-8, and without control characters: names in a hostile tree may hold anything."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() or one == "\n" else f"\\x{ord(one):02x}" for one in text)
