"""A shell line taken apart into its simple commands; what a log has cut is read as far as it goes."""

from __future__ import annotations

import re

_OPERATOR = re.compile(r"[;&|]+|\(|\)")
_REDIRECT = re.compile(r"\d?(?:>>?|<|>&|&>)(?:&\d|\S+)?")
_LISTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|b'([^']*)'""")
_LONGEST = 6000
_KEYWORDS = ("then", "do", "else", "if", "!", "{", "}", "while", "until", "time", "RUN", "exec", "$STD")


def simple_commands(text: str) -> tuple[tuple[str, ...], ...]:
    """The simple commands of a line, in order; a list as Python or JSON writes it is one command."""
    text = (
        text.strip()[:_LONGEST].strip("\"'`")
        if text[:1] in "\"'`" and text[:1] == text[-1:]
        else text.strip()[:_LONGEST]
    )
    if text.startswith("["):
        words = tuple(next((part for part in found if part), "") for found in _LISTED.findall(text))
        return ((words,) if words else ()) + (() if words else simple_commands(text.strip("[]")))
    return tuple(one for one in (_cleaned(words) for words in _split(text)) if one)


def _split(text: str) -> list[list[str]]:
    """Words by operators; a quotation mark that the log has cut off is put back."""
    tokens = _tokens(text) or _tokens(text + "'") or _tokens(text + '"') or text.replace("'", "").split()
    commands: list[list[str]] = [[]]
    for token in tokens:
        if _OPERATOR.fullmatch(token):
            commands.append([])
        else:
            commands[-1].append(token)
    return commands


def _tokens(text: str) -> list[str]:
    import shlex

    lexer = shlex.shlex(text, posix=True, punctuation_chars=";&|()<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        return list(lexer)
    except ValueError:
        return []


def _cleaned(words: list[str]) -> tuple[str, ...]:
    """Without redirections and keywords of the shell."""
    kept: list[str] = []
    skip = False
    for position, word in enumerate(words):
        if skip:
            skip = False
        elif _REDIRECT.fullmatch(word) or (set(word) <= set("<>&") and word):
            skip = word[-1:] in "<>" or (word.endswith("&") and position + 1 < len(words))
            if kept and kept[-1].isdigit() and len(kept[-1]) == 1:
                kept.pop()
        elif kept or word not in _KEYWORDS:
            kept.append(word)
    return tuple(kept)
