"""Print what completes pipwise's words in a shell: commands, options, platforms, ways, runs, environments, projects.

For every new shell:
  bash         echo 'eval "$(pipwise completion bash)"' >> ~/.bashrc
  zsh          echo 'eval "$(pipwise completion zsh)"' >> ~/.zshrc    (behind compinit)
  fish         pipwise completion fish > ~/.config/fish/completions/pipwise.fish
  powershell   pipwise completion powershell | Out-String | Invoke-Expression
"""

from __future__ import annotations

from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.errors import DONE, UsageError
from pipwise.render.completions import SHELLS, script


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print a script; or, for that script, what can stand at the end of a line."""
    if words[:2] == ("line", "--"):
        from pipwise.cli.completing import complete

        print("\n".join(f"{word}\t{told}" for word, told in complete(live_look(own), " ".join(words[2:]))))
        return DONE
    if len(words) != 1 or words[0] not in SHELLS:
        raise UsageError(
            f"completion takes one shell, not {' '.join(words)!r}",
            f"it knows {', '.join(SHELLS)}",
            "pipwise completion --help",
        )
    print(script(words[0]), end="")
    return DONE
