"""``marker remove``, ``restore`` and ``write``: what may be done, by whom, and that it was done."""

from __future__ import annotations

from pipwise.cli.making import Making, make
from pipwise.cli.marking import Asked, look_at_marker
from pipwise.cli.rooting import become_or_print, settle
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, own_name, say, typed
from pipwise.config import read_policy
from pipwise.errors import DONE, ChoiceNeeded, Refused, UsageError
from pipwise.facts.marked import Marked
from pipwise.facts.marker import read_marker
from pipwise.model.interpreter import Marker
from pipwise.model.known import Known, Unknown
from pipwise.plan.marker import is_packaged, needs_root, removal, restoration, writing
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_WORD = "remove"


def remove(own: Own, asked: Asked) -> int:
    """Take the marker away. Raises ``Refused`` where policy forbids it, and where nothing proves that this is thrown away."""
    look, hands, found = _settled(own, asked)
    state = _marker(look, found).state
    if state in ("absent", "not-a-file"):
        say(
            f"{found.standing.path} is {'not there' if state == 'absent' else 'no file'}: nothing stops at it"
        )
        return DONE
    _permit(look, found)
    plan = removal(found.standing, ())
    if not own.plan:
        _insist(own, found, own_name(look))
    root = needs_root(plan, found.standing)
    become = become_or_print(own, look, _words("remove", asked, "--insist"), plan) if root else ()
    plan = removal(found.standing, become)
    number = make(own, look, hands, Making(plan, ("marker", "remove", *_python(asked))))
    if own.plan:
        return DONE
    if _marker(look, found).state != "absent":
        raise Refused(f"{found.standing.path} is there again", "something else has brought it back")
    say(
        f"{found.standing.path} is taken away: from now on pip and uv change {_name(found)} as they are asked"
    )
    say(
        "it stays away when its package is updated"
        if is_packaged(found.standing)
        else "an update brings it back"
    )
    say(f"undo:         {_undo(look, number, f'{own_name(look)} marker restore')}")
    return DONE


def restore(own: Own, asked: Asked) -> int:
    """Bring back what was taken away; where nothing is kept, say what brings it back."""
    look, hands, found = _settled(own, asked)
    there = _marker(look, found).state != "absent"
    plan = restoration(found.standing, there=there, become=())
    if not plan.steps:
        if there:
            say(f"{found.standing.path} is there: nothing to bring back")
            return DONE
        raise _nothing_kept(found)
    root = needs_root(plan, found.standing)
    become = become_or_print(own, look, _words("restore", asked), plan) if root else ()
    plan = restoration(found.standing, there=there, become=become)
    make(own, look, hands, Making(plan, ("marker", "restore", *_python(asked))))
    if own.plan:
        return DONE
    if _marker(look, found).state == "absent":
        raise _nothing_kept(found)
    say(f"{found.standing.path} is back, as it was")
    return DONE


def write(own: Own, asked: Asked) -> int:
    """Protect an interpreter of one's own. Raises ``Refused`` where a marker is there: that is never replaced."""
    look, hands, found = _settled(own, asked)
    state = _marker(look, found).state
    if state != "absent":
        what = "a marker is there already" if state != "not-a-file" else "something else stands there"
        raise Refused(f"{found.standing.path}: {what}", "it is never replaced", "pipwise marker check")
    owner = found.environment.owner
    if isinstance(owner, Known) and owner.value.kind == "os" and not own.insist:
        raise Refused(
            f"{_name(found)} is the operating system's",
            "its marker is for the distribution to bring, and would go with its next version",
            "add --insist to write one all the same",
        )
    plan = writing(found.environment.interpreter, asked.contact)
    if needs_root(plan, found.standing):
        contact = ("--contact", asked.contact) if asked.contact else ()
        become_or_print(own, look, (*_words("write", asked), *contact), plan, able=False)
    number = make(own, look, hands, Making(plan, ("marker", "write", *_python(asked))))
    if not own.plan:
        say(
            f"{_name(found)} is marked: pip (23.0 and later) and uv leave it alone, and say what to do instead"
        )
        say(f"undo:         {_undo(look, number, f'rm {found.standing.path}')}")
    return DONE


def _undo(look: Look, number: int, otherwise: str) -> str:
    """Through sudo, undo would look into the journal of the user who asked, and this run is in root's."""
    sudo = look.uid == 0 and look.environment.get("SUDO_UID", "0") != "0"
    return f"sudo {otherwise}" if sudo else f"{own_name(look)} undo {number}" if number else otherwise


def _settled(own: Own, asked: Asked) -> tuple[Look, Hands, Marked]:
    """The marker, looked at by who will change it: through sudo as the user who asked, where that user may."""
    hands = new_hands()
    look, found = look_at_marker(own, asked)
    if found.environment.interpreter.prefix != found.environment.interpreter.base_prefix:
        raise UsageError(
            f"{_name(found)} is a virtual environment",
            "its installers look at no marker",
            f"name its base: pipwise marker {asked.action} --python {found.environment.interpreter.base_prefix}/bin/python3",
        )
    if settle(look, hands, found.environment.interpreter.stdlib):
        look, found = look_at_marker(own, asked)
    return look, hands, found


def _permit(look: Look, found: Marked) -> None:
    forbidden = dict(read_policy(look, found.facts).forbid)
    if "remove-marker" in forbidden:
        raise Refused("remove-marker is forbidden", f"by {forbidden['remove-marker']}")
    owner = found.environment.owner
    if isinstance(owner, Known) and owner.value.manager in ("nix", "guix"):
        raise Refused(f"{found.standing.path} stands in a store that is never changed", owner.value.manager)


def _insist(own: Own, found: Marked, name: str) -> None:
    """What is thrown away may be changed; anything else only for who says so in as many words."""
    disposable = found.facts.host.disposable
    if isinstance(disposable, Known) and disposable.value.proven:
        say(f"this is thrown away afterwards ({disposable.value.evidence})")
        return
    why = disposable.why if isinstance(disposable, Unknown) else disposable.value.evidence
    say(f"without its marker every pip install changes {_name(found)}, which other programs stand on")
    if own.insist:
        return
    if not found.facts.asker.terminal:
        raise Refused("the marker is not removed", why, f"{name} marker remove --insist")
    if not typed(f"{why}. To take the marker away, type the word {_WORD}", _WORD):
        raise ChoiceNeeded("nothing was done", "it was not confirmed")


def _marker(look: Look, found: Marked) -> Marker:
    fact = read_marker(look, found.environment.interpreter.stdlib)
    if isinstance(fact, Unknown):
        raise Refused(f"{found.standing.path} could not be looked at", fact.why)
    return fact.value


def _nothing_kept(found: Marked) -> ChoiceNeeded:
    """The package that brought it has it still."""
    package, owner = found.standing.package, found.environment.owner
    manager = owner.value.manager if isinstance(owner, Known) and owner.value.kind == "os" else ""
    hint = {
        "apt": f"sudo apt-get install --reinstall {package.value}"
        if isinstance(package, Known) and package.value
        else "",
        "dnf": f"sudo dnf reinstall $(rpm -qf {found.environment.interpreter.stdlib}/os.py)",
        "zypper": f"sudo zypper install --force $(rpm -qf --qf '%{{NAME}}' {found.environment.interpreter.stdlib}/os.py)",
        "pacman": "sudo pacman -S python",
        "apk": "sudo apk fix --reinstall python3",
        "xbps": "sudo xbps-install -f python3",
    }.get(manager, "")
    what = f"{found.standing.path} is not there, and nothing that was set aside is kept"
    return ChoiceNeeded(
        what, "the package that brings it has it", hint or "pipwise marker write writes a new one"
    )


def _name(found: Marked) -> str:
    return found.environment.interpreter.executable


def _python(asked: Asked) -> tuple[str, ...]:
    return ("--python", asked.python) if asked.python else ()


def _words(action: str, asked: Asked, *more: str) -> tuple[str, ...]:
    return ("marker", action, *more, *_python(asked))
