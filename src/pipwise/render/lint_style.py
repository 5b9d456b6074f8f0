"""The look of the HTML page of lint; what a colour says, a word says, too."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font: 14px/1.4 ui-monospace, monospace }
pre { overflow-x: auto; padding: .5rem; border: 1px solid #8888 }
mark { font-weight: bold; background: #fd08; color: inherit }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8888; vertical-align: top }
.counts { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0 }
.counts b { font-size: 1.5rem }
section, tr { border-left: .3rem solid #8888 }
section { padding-left: .75rem; margin: 1rem 0 }
h3 { font-size: 1rem; margin: 0 }
h3 code { font-weight: normal }
section ul { margin: .25rem 0; font-size: .9rem }
.error, .counts .refused, .counts .fails { border-color: #c33 }
.warning, .counts .risky { border-color: #c80 }
.info { border-color: #36c }
summary { cursor: pointer; margin-top: 1.5rem }
.fix::before { content: "Repair: " }
@media print { body { max-width: none } details { break-inside: avoid } }
""".strip()
