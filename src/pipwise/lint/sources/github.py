"""GitHub Actions: workflows and composite actions (and Forgejo's and Gitea's), job by job and step by step.

Workflow syntax of GitHub: each ``run`` is a shell of its own (``bash -e`` on a hosted runner, ``sh -e`` in a container),
``env`` counts at three levels, and what a step writes to ``$GITHUB_ENV`` and ``$GITHUB_PATH`` is there for the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.events import Assign, Branches, Command, Directory, Event, Isolated, Machine, Uses, Word
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.github_condition import holds
from pipwise.lint.sources.github_matrix import contexts, of_matrix, runners
from pipwise.lint.sources.passed_over import passed_over
from pipwise.lint.sources.shell import events_of
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

CONTEXT = "github-actions"
_SHELLS = ("bash", "sh", "dash", "zsh", "ash")
_ELSEWHERE = ("addnab/docker-run-action", "vmactions/", "cross-platform-actions/action")
"""Actions that run a script on another machine: in an image, or in one of whose Python nothing is known here."""


def read(text: Text, path: str) -> Reading:
    """The events of every job, in the order of the file."""
    document = Document(text)
    found = _File(document)
    events = [event for root in document.roots for event in found.root(root)]
    return Reading(tuple(events), tuple(found.problems))


class _File:
    """One workflow or action."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.default = ""
        """The shell that the job names for all of its steps."""
        self.earlier: dict[str, tuple[Event, ...]] = {}
        """By its condition, what the steps of the job before have used."""
        self.left: set[int] = set()
        """The steps that have not run anywhere yet."""
        self.step = 0
        self.known: dict[str, str] = {}
        """What expressions can ask of the machine."""

    def root(self, root: Node) -> Iterator[Event]:
        jobs = child(root, "jobs")
        if jobs is not None:
            for name, job in pairs(jobs):
                yield from self._job(name, job, root)
        steps = child(root, "runs", "steps")
        if steps is not None:
            start, end = self.document.place(steps)
            yield Machine(None, CONTEXT, start, end, "", "bash")
            yield from self._steps(steps, "bash", None)

    def _job(self, name: str, job: Node, workflow: Node) -> Iterator[Event]:
        steps = child(job, "steps")
        if steps is None or kind_of(steps) != "sequence":
            return
        container = child(job, "container")
        image = child(container, "image") or (container if plain(container) else None)
        start, end = self.document.place(child(job, "runs-on") or job)
        found = of_matrix(self.document, job, image) if image is not None else runners(self.document, job)
        self.left = {id(step) for step in items(steps)}
        for machine in found or [None]:
            self.known = contexts(image or child(job, "runs-on"), machine)
            yield Machine(machine, CONTEXT, start, end, name, "sh" if image is not None else "bash")
            for node in (workflow, container, job):
                yield from self._env(child(node, "env"))
            default = plain(child(job, "defaults", "run", "shell")) or plain(
                child(workflow, "defaults", "run", "shell")
            )
            self.default = default
            folder = child(job, "defaults", "run", "working-directory")
            usual = "pwsh" if self.known.get("runner.os") == "Windows" else "bash"
            shell = default.partition(" ")[0] or ("sh" if image is not None else usual)
            yield from self._steps(steps, shell, folder)
        if self.left:
            # What runs on none of the machines that are known runs on another one.
            self.known = {}
            left = [step for step in items(steps) if id(step) in self.left]
            yield Machine(None, CONTEXT, start, end, name, "bash")
            for step in left:
                yield from self._step(step, "bash", child(job, "defaults", "run", "working-directory"))

    def _steps(self, steps: Node, shell: str, folder: Node | None) -> Iterator[Event]:
        self.earlier = {}
        for step in items(steps):
            yield from self._step(step, shell, folder)

    def _step(self, step: Node, shell: str, folder: Node | None) -> Iterator[Event]:
        self.step = id(step)
        run, uses, condition = child(step, "run"), child(step, "uses"), plain(child(step, "if"))
        if uses is not None:
            used = self._uses(step, uses)
            self.earlier[condition] = (*self.earlier.get(condition, ()), *used)
            yield from self._conditional(used, condition)
        if run is None or kind_of(run) != "scalar":
            self.left.discard(self.step)
            return
        shell = plain(child(step, "shell")).partition(" ")[0] or shell
        if shell not in _SHELLS:
            foreign = Isolated(self._foreign(run, shell), "none", *self.document.place(run))
            yield from self._conditional((foreign,), condition)
            return
        script = self.document.script(run)
        events, problems = events_of(script)
        self.problems += problems
        if plain(child(step, "continue-on-error")) == "true":
            events = passed_over(events, "continue-on-error goes on")
        place = child(step, "working-directory") or folder
        start, end = self.document.place(run)
        where = (Directory(self.document.word(place), start, end),) if place is not None else ()
        # With "shell: bash" the runner adds -o pipefail; without a word it does not.
        named = plain(child(step, "shell")) or self.default
        body = (
            *self._env(child(step, "env")),
            *where,
            Isolated(events, shell, start, end, named == "bash" or "pipefail" in named),
        )
        # What a step before it with the very same condition has set up is there.
        before = self.earlier.get(condition, ()) if condition else ()
        yield from self._conditional((*before, Isolated(tuple(body), "", start, end)), condition)

    def _conditional(self, events: tuple[Event, ...], condition: str) -> tuple[Event, ...]:
        """A step with ``if:`` may not run; ``always()`` and the like do, and what the machine decides is known."""
        answer = True if not condition or "always()" in condition else holds(condition, self.known)
        if answer is not False:
            self.left.discard(self.step)
        if answer is not None:
            return events if answer else ()
        return (Branches(((),), (events,), complete=False),)

    def _env(self, node: Node | None) -> tuple[Assign, ...]:
        scalars = [(name, value) for name, value in pairs(node) if kind_of(value) == "scalar"]
        return tuple(
            Assign(name, self.document.word(value), *self.document.place(value)) for name, value in scalars
        )

    def _uses(self, step: Node, uses: Node) -> tuple[Event, ...]:
        start, end = self.document.place(uses)
        name = plain(uses)
        inputs = {key: value for key, value in pairs(child(step, "with")) if kind_of(value) == "scalar"}
        if name.lower().startswith("uraimo/run-on-arch-action") and "run" in inputs:
            return self._on_arch(inputs, start, end)
        if name.lower().startswith(_ELSEWHERE) and "run" in inputs:
            image = self.document.word(inputs["image"]) if "image" in inputs else None
            return self._elsewhere(image, inputs, start, end)
        given = tuple((key, self.document.word(value)) for key, value in inputs.items())
        return (Uses(name, given, start, end),)

    def _on_arch(self, inputs: dict[str, Node], start: int, end: int) -> tuple[Event, ...]:
        """Another machine inside the step: an image by its distribution, in which scripts run as root."""
        distribution = inputs.get("distro")
        image = self.document.word(distribution) if distribution is not None else None
        if image is not None and plain(distribution) == "none":
            image = self.document.word(inputs["base_image"]) if "base_image" in inputs else None
        if image is not None and isinstance(image.parts[0], str):
            image = Word((_image(image.parts[0]), *image.parts[1:]), image.start, image.end)
        return self._elsewhere(image, inputs, start, end)

    def _elsewhere(
        self, image: Word | None, inputs: dict[str, Node], start: int, end: int
    ) -> tuple[Event, ...]:
        body: list[Event] = []
        for key in ("install", "prepare", "run"):
            if key in inputs:
                events, problems = events_of(self.document.script(inputs[key]))
                self.problems += problems
                body.append(Isolated(events, "sh", *self.document.place(inputs[key])))
        return (Isolated((Machine(image, CONTEXT, start, end, "", "sh", "root"), *body), "", start, end),)

    def _foreign(self, run: Node, shell: str) -> tuple[Event, ...]:
        """Another language; PowerShell's simple lines are commands like any other."""
        if shell == "msys2":
            # Which of MSYS2's Pythons it is hangs on the step that has set it up.
            start, end = self.document.place(run)
            return (Machine(None, CONTEXT, start, end, "", "bash"), *events_of(self.document.script(run))[0])
        if shell not in ("pwsh", "powershell", "cmd"):
            return ()
        events, _ = events_of(self.document.script(run))
        return tuple(event for event in events if isinstance(event, Command))


def _image(distribution: str) -> str:
    """``ubuntu22.04`` of run-on-arch as ``ubuntu:22.04``; ``ubuntu_latest`` as ``ubuntu:latest``."""
    at = next(
        (position for position, letter in enumerate(distribution) if letter in "_0123456789"),
        len(distribution),
    )
    return f"{distribution[:at]}:{distribution[at:].lstrip('_')}".rstrip(":")
