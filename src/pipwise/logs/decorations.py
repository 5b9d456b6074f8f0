"""What programs put in front of every line: timestamps, steps, names of containers, quotation marks. One literal table."""

from __future__ import annotations

import re

_DATE = r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?"
_TIME = r"\d\d:\d\d:\d\d(?:[.,]\d{1,9})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"

DECORATIONS = {
    "gh run view --log": r"[^\t]{1,80}\t[^\t]{1,80}\t(?=\ufeff?\d{4}-)",
    "date": rf"[\[(]?{_DATE}[\])]?[ \t]?",
    "GitLab's stream": r"(?<=Z )\d\d[OE][ +]",
    "time": rf"[\[(]?{_TIME}[\])]?[ \t]",
    "syslog": rf"{_MONTH} {{1,2}}\d{{1,2}} {_TIME} [\w.-]{{1,60}} (?:[\w./@-]{{1,60}}(?:\[\d+\])?: ?)?",
    "BuildKit's time": r"\d{1,5}\.\d{1,3}(?=[ \t]|$)[ \t]?",
    "kaniko, logrus": r"(?:INFO|WARN|ERRO|DEBU|FATA)(?:\[\d{4}\]|\s?\|) ?",
    "a container's name": r"[A-Za-z][\w./@:+-]{0,60} {0,30}[|│] ?",
    "a frame": r"[│┃║▌|] ?",
    "Azure, Actions": r"##\[(?:error|warning|debug|section)\]|::(?:error|warning|notice)(?: [^:]{0,200})?::",
    "stream": r"\[?(?:stderr|stdout|STDERR|STDOUT)\]?[:|] ?|\[(?:ERROR|INFO|WARN|WARNING|error)\] ?",
    "Packer, Vagrant": r"(?:==> )?default: +(?=\S)|(?<= {4})[\w-]{1,40}\.[\w-]{1,40}: +(?=\S)|==> [\w.-]{1,60}: ",
    "pytest": r"E {3}(?=\S)",
    "pipenv, rich": r"\[[\w.]{1,80}(?:Error|Exception)\]:? ?",
    "docker's json": r'\{"(?:stream|log|message|line)": ?"',
    "a quotation": r">(?! \[|>> )(?:[> ]{0,8})",
    "a line's number": r"\d{1,6}(?:[ \t]*[|│:]|[ \t]{2,}|\t) ?(?=\S)",
}

_STEP = re.compile(r"#(\d+) (?=\S)")
_PREFIX = re.compile(r"(?:[ \t]*(?:" + "|".join(DECORATIONS.values()) + "))*+")


def undecorated(text: str) -> tuple[str, str]:
    """(BuildKit's step or '', the line without what stands in front of it)."""
    step = ""
    text = text[_end(text) :]
    if text.startswith("#"):
        found = _STEP.match(text)
        if found:
            step = found[1]
            text = text[found.end() :]
            text = text[_end(text) :]
    return step, text


def _end(text: str) -> int:
    found = _PREFIX.match(text)
    return found.end() if found else 0
