"""What logs go through before anybody reads them: one function a kind of damage, text → text or bytes."""

import html
import json
import re
import textwrap
from collections.abc import Callable


def with_prefix(prefix: str) -> Callable[[str], str]:
    return lambda text: "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def rewrapped(width: int) -> Callable[[str], str]:
    """Each paragraph filled again, as pipenv and mail programs do."""

    def wrap(text: str) -> str:
        paragraphs = re.split(r"\n\s*\n", text)
        return "\n\n".join(textwrap.fill(" ".join(one.split()), width) for one in paragraphs)

    return wrap


def cut_at(width: int) -> Callable[[str], str]:
    """Broken in the middle of words, as a narrow terminal does."""
    return lambda text: "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)
    )


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, as far as that goes."""
    return text.encode().decode("cp1252", "replace")


def coloured(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"\x1b[31m{line[:7]}\x1b[0m\x1b[1;36m{line[7:]}\x1b[0m" for line in lines)


DAMAGES: dict[str, Callable[[str], str | bytes]] = {
    "none": lambda text: text,
    "GitHub Actions": with_prefix("2024-05-23T09:16:11.8207988Z "),
    "gh run view --log": with_prefix("build\tInstall\t2024-05-23T09:16:11.8207988Z "),
    "BuildKit": with_prefix("#15 2.124 "),
    "BuildKit's summary": with_prefix("0.639 "),
    "kaniko": with_prefix("[2024-02-27 00:22:22] │ "),
    "GitLab": with_prefix("2024-05-23T09:16:11.820798Z 01O "),
    "docker-compose": with_prefix("web-1  | "),
    "syslog": with_prefix("Nov 22 10:11:12 host install.sh[812]: "),
    "Packer": with_prefix("    amazon-ebs.x: "),
    "a clock": with_prefix("[10:11:12] "),
    "JSON": lambda text: json.dumps({"msg": f"\n:stderr: {text}\n"}),
    "JSON without escapes for letters": lambda text: json.dumps({"stderr": text}, ensure_ascii=False),
    "JSON in JSON": lambda text: json.dumps({"log": json.dumps({"stderr": text})}),
    "lines of JSON": lambda text: json.dumps({"stderr_lines": text.split("\n")}, indent=4),
    "Docker's JSON": lambda text: "\n".join(
        json.dumps({"log": f"{line}\n", "stream": "stderr", "time": "2024-05-23T09:16:11.8Z"})
        for line in text.split("\n")
    ),
    "a repr": lambda text: f"Stderr: {text.encode()!r}",
    "mojibake": mojibake,
    "question marks": lambda text: text.encode("ascii", "replace").decode(),
    "replacement characters": lambda text: re.sub(r"[^\x00-\x7f]", "\ufffd\ufffd", text),
    "cp437": lambda text: text.encode().decode("cp437"),
    "latin-1 bytes": lambda text: text.encode("latin-1", "replace"),
    "transliterated": lambda text: text.replace("×", "*").replace("╰─>", "'->"),
    "re-wrapped at 80": rewrapped(80),
    "re-wrapped at 40": rewrapped(40),
    "re-wrapped at 25": rewrapped(25),
    "cut at 80": cut_at(80),
    "cut at 33": cut_at(33),
    "padded": lambda text: "\n".join(line.ljust(120) for line in text.split("\n")),
    "boxed": lambda text: "\n".join(f"│ {line.ljust(110)} │" for line in text.split("\n")),
    "without newlines": lambda text: " ".join(text.split()),
    "without indentation": lambda text: "\n".join(line.strip() for line in text.split("\n")),
    "indented": with_prefix("            "),
    "colours": coloured,
    "colours without ESC": lambda text: "\n".join(f"[31m{line}[0m" for line in text.split("\n")),
    "HTML": lambda text: f"<pre>{html.escape(text)}</pre>",
    "HTML with breaks": lambda text: html.escape(text).replace("\n", "<br>\n"),
    "an answered mail": with_prefix("> > "),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "progress bars": lambda text: f"  0%\r 50%\r100%\r{text}",
    "UTF-16": lambda text: ("\ufeff" + text).encode("utf-16-le"),
    "other languages around": lambda text: (
        f"Fehler beim Ausführen von »install«\n{text}\n命令失败，退出代码 1"
    ),
    "Actions and re-wrapped": lambda text: with_prefix("2024-05-23T09:16:11.8207988Z ")(rewrapped(50)(text)),
    "BuildKit and colours": lambda text: with_prefix("#9 1.5 ")(coloured(text)),
}
