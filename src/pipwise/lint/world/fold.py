"""Folds events into the world; what an installer, a marker or an environment has to do with is noted on the way."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache, reduce

from pipwise.intent.command_line import read_invocation
from pipwise.lint.events import (
    NEXT,
    TURN,
    Assign,
    Become,
    Branches,
    Command,
    Copy,
    Directory,
    Event,
    Function,
    Isolated,
    Machine,
    Pipe,
    Uses,
)
from pipwise.lint.world import machine, variables
from pipwise.lint.world.actions import act
from pipwise.lint.world.by_variable import Named, by_launcher, named_by_variable
from pipwise.lint.world.call import Call, Effect
from pipwise.lint.world.commands import handle
from pipwise.lint.world.expand import expand, text_of
from pipwise.lint.world.files import copied, output_of, redirected
from pipwise.lint.world.inside import activated, asks_for_environment, first_of_both
from pipwise.lint.world.looked_up import by_its_name, turns
from pipwise.lint.world.notes import Notes
from pipwise.lint.world.run_inside import inside_of
from pipwise.lint.world.state import World, merge
from pipwise.lint.world.xargs import started

_invocation = lru_cache(4096)(read_invocation)
"""Remembered: most commands of a repository stand in it more than once."""
_DEEPEST = 12
_OFTENEST = 24
_PREFIX = re.compile(r"\$\{?\w+\}?\Z")
"""``$STD``, ``$SUDO``: what it stands for runs the words after it."""
_SHELL_WORDS = ("then", "do", "else", "!", "{", "time", "exec")


class Fold:
    """One file."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.functions: dict[str, tuple[Event, ...]] = {}
        self.called: set[str] = set()
        self.running: list[str] = []
        """The functions inside of each other."""
        self.turns: Counter[tuple[str, ...]] = Counter()
        """How often each call was followed, by its words."""
        self.shells = 0
        """How many shells are inside of each other."""
        self.stdin = ""

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What was noted, in the order in which it happens."""
        return tuple(self.notes.effects)

    def file(self, events: tuple[Event, ...]) -> World:
        """Everything in a file, and then the functions that nothing in it has called."""
        world = self.run(events, World())
        for name, body in tuple(self.functions.items()):
            if name not in self.called:
                self.called.add(name)
                world = self.run(body, world)
        return world

    def run(self, events: tuple[Event, ...], world: World) -> World:
        """The world after some events."""
        since, hidden = len(self.notes.effects), True
        for event in events:
            if event is NEXT:
                if hidden and len(self.notes.effects) > since and self._goes_on(world):
                    self.notes.went_on(since)
                since, hidden = len(self.notes.effects), True
                continue
            if isinstance(event, Machine) and world.image:
                self.notes.leave(world)
            hidden = hidden and not (isinstance(event, Branches) and any(map(_leaves, event.bodies)))
            world = self._event(event, world)
        return world

    def _goes_on(self, world: World) -> bool:
        """Whether a failure in a list of commands ends nothing: a RUN's shell, and one inside of another, has no ``-e``."""
        return (world.context == "dockerfile" or self.shells > 1) and not variables.has_errexit(world)

    def _event(self, event: Event, world: World) -> World:
        match event:
            case Command():
                return self._command(event, world)
            case Isolated():
                return self._isolated(event, world)
            case Branches():
                return self._branches(event, world)
            case Pipe():
                return self._pipe(event, world)
            case Function():
                self.functions[event.name] = event.body
                return world
            case _:
                return self._changed(event, world)

    def _changed(self, event: Event, world: World) -> World:
        """What is no command of a shell."""
        match event:
            case Machine():
                return machine.enter(self.notes, event, world)
            case Assign():
                return variables.assigned(self.notes, event, world)
            case Become():
                return world._replace(user=text_of(world, event.user).partition(":")[0])
            case Directory():
                return world._replace(cwd=variables.joined(world, text_of(world, event.path)))
            case Copy():
                return copied(self.notes, event, world)
            case Uses():
                return act(self.notes, event, world)
            case _:
                return world

    def _isolated(self, event: Isolated, world: World) -> World:
        inside = world
        if event.shell:
            kept = {name: value for name, value in world.variables.items() if name not in world.local}
            inside = world._replace(variables=kept, local=frozenset(), shell=event.shell)
            inside = variables.with_option(inside, "pipefail") if event.pipefail else inside
            inside = variables.with_option(inside, "errexit") if event.errexit else inside
            inside = variables.logged_in(inside) if event.login else inside
        self.shells += bool(event.shell)
        after = self.run(event.body, inside)
        self.shells -= bool(event.shell)
        # A machine inside a step (a container that the step starts) is gone with it.
        return world if event.body and isinstance(event.body[0], Machine) else _outside(world, after)

    def _pipe(self, event: Pipe, world: World) -> World:
        for position, member in enumerate(event.members):
            before = len(self.notes.effects)
            after = self.run(member, world)
            last = member[-1] if member else None
            if position < len(event.members) - 1 and not variables.has_pipefail(world):
                self.notes.swallowed(before, "a pipe has the status of its last command")
            self.stdin = (output_of(world, last) or _answers(last)) if isinstance(last, Command) else ""
            world = _outside(world, after)
        self.stdin = ""
        return world

    def _branches(self, event: Branches, world: World) -> World:
        ends: list[World] = []
        where = asks_for_environment(event)
        for position, body in enumerate(event.bodies):
            world = self.run(event.tests[position], world)
            condition = event.conditions[position] if position < len(event.conditions) else None
            inside = machine.assume(world, condition) if condition else world
            inside = activated(inside) if where == ("else" if position else "then") else inside
            after = self.run(body, inside)
            if not _leaves(body):
                ends.append(machine.forget(world, after))
        if not event.complete or not ends:
            ends.append(activated(world) if where == "else" else world)
        after = reduce(_merged, ends)
        # Where there is none to delete, there is none.
        return (
            after._replace(marker="removed")
            if after.marker == "unknown" and _asks_for_marker(event)
            else after
        )

    def _command(self, command: Command, world: World) -> World:
        name, values = turns(world, command.words)
        for value in values:
            one = world._replace(variables={**world.variables, name: value})
            after = self._command(command, one)
            world = after._replace(variables={**after.variables, name: TURN.join(values)})
        return world if values else self._one_command(command, world)

    def _one_command(self, command: Command, world: World) -> World:
        words = expand(world, command.words)
        if not words:
            return variables.of_shell(world, command.assignments)
        words = by_launcher(by_its_name(words))
        prefix = tuple(f"{name}={text_of(world, value)}" for name, value in command.assignments)
        named = named_by_variable(prefix, words)
        while len(words) > 1 and named is None and (words[0] in _SHELL_WORDS or _PREFIX.match(words[0])):
            words = words[1:]
            named = named_by_variable(prefix, words)
        words = started(words)
        inside = inside_of(world, words) if named is None else None
        if inside is not None:
            self._called(command, prefix, inside[1], inside[0], None)
            return world
        return self._called(command, prefix, words, world, named)

    def _called(
        self,
        command: Command,
        prefix: tuple[str, ...],
        words: tuple[str, ...],
        world: World,
        named: Named | None,
    ) -> World:
        invocation = named.invocation if named else _invocation((*prefix, *words))
        name = invocation.program.rpartition("/")[2]
        call = Call(
            command, words, invocation, name, self.stdin, invocation.become, named.open if named else ""
        )
        body = self.functions.get(invocation.program)
        if body is not None and len(self.running) < _DEEPEST:
            return self._function(invocation.program, body, world, invocation.arguments)
        world = redirected(self.notes, call, world)
        return handle(self.notes, call, world)

    def _function(self, name: str, body: tuple[Event, ...], world: World, given: tuple[str, ...]) -> World:
        self.called.add(name)
        self.turns[name, *given] += 1
        if self.running.count(name) > 1 or self.turns[name, *given] > _OFTENEST:
            # Menus call each other in circles: one more round tells nothing new.
            return world
        self.running.append(name)
        after = self.run(body, variables.called_with(world, given))
        self.running.pop()
        return variables.returned(world, after)


def _merged(one: World, other: World) -> World:
    """Either of two worlds; where an environment is active in both, one is active."""
    after, path = merge(one, other), first_of_both(one, other)
    return after if path is None else after._replace(variables={**after.variables, "PATH": path})


def _outside(world: World, after: World) -> World:
    """What a shell of its own leaves behind: files, and nothing of its variables."""
    return after._replace(
        variables={**world.variables, **after.exported}, local=world.local, cwd=world.cwd, shell=world.shell, login=world.login,
        user=world.user, arguments=world.arguments, evidence=world.evidence,
    )  # fmt: skip


def _answers(command: Command) -> str:
    """``yes | apt-get install …``."""
    return "y" if command.words and command.words[0].parts[0] == "yes" else ""


def _asks_for_marker(event: Branches) -> bool:
    words = (word for test in event.tests for one in test if isinstance(one, Command) for word in one.words)
    return any("EXTERNALLY-MANAGED" in part for word in words for part in word.parts if isinstance(part, str))


def _leaves(body: tuple[Event, ...]) -> bool:
    last = body[-1] if body else None
    if isinstance(last, Branches):
        return last.complete and all(map(_leaves, last.bodies))
    first = last.words[0].parts[0] if isinstance(last, Command) and last.words else ""
    return first in ("exit", "return", "die", "continue", "break", "fatal", "abort")
