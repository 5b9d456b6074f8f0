"""The shells' own hook for what comes before a prompt: after pip was refused, it says where the package belongs."""

from __future__ import annotations

from pipwise.decide.reasons import quoted
from pipwise.plan.guards.block import block_in, with_block, without_block
from pipwise.plan.guards.guard import Guard, Text
from pipwise.system.resources import read as read_resource

_EFFECTS = (
    "after a command that ends with exit status 1, where pip was refused, three lines say where the package belongs",
    "nothing is wrapped: output, exit status, pipes, completion and aliases stay as they are; scripts never see it",
    "no process is started at the start of the shell, nor after a command that succeeds",
)


def hook(shell: str, pipwise: str) -> str:
    """The shell code, with the word that calls pipwise."""
    text = read_resource("pipwise.plan.guards", f"hook.{shell}").decode("utf-8")
    return text.replace("{pipwise}", quoted(pipwise))


def _into_bash(text: Text, pipwise: str) -> str:
    return with_block(text, hook("bash", pipwise))


def _into_zsh(text: Text, pipwise: str) -> str:
    return with_block(text, hook("zsh", pipwise))


def _into_fish(text: Text, pipwise: str) -> str:
    return with_block(text, hook("fish", pipwise))


def _is_in(text: str) -> bool:
    return bool(block_in(text))


BASH = Guard(
    "bash",
    "bash says where a refused package belongs",
    _EFFECTS,
    "~/.bashrc",
    _into_bash,
    without_block,
    _is_in,
)
ZSH = Guard(
    "zsh", "zsh says where a refused package belongs", _EFFECTS, "~/.zshrc", _into_zsh, without_block, _is_in
)
FISH = Guard(
    "fish",
    "fish says where a refused package belongs",
    _EFFECTS,
    "~/.config/fish/conf.d/pipwise.fish",
    _into_fish,
    without_block,
    _is_in,
)
