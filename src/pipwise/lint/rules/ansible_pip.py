"""Ansible's pip module without an environment: it changes the Python of the managed host."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import installs
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a task of which nothing says that its host's Python is not marked; what is certain is another rule's."""
    if analysis.kind.name != "ansible":
        return
    for site in analysis.sites:
        if installs(site) and site.marked is not None and site.marked.verdict == "refused":
            module = dict(site.effect.call.command.module).get("module") == "pip"
            what = "the task has no virtualenv" if module else "the task calls the host's own pip"
            message = f"{what}: a host whose Python is marked (Debian 12, Ubuntu 23.04 …) refuses it"
            yield at_site(analysis, RULE, site, message, "medium" if module else "low")


RULE = Rule(
    code="ansible-pip",
    severity="warning",
    summary="a task of Ansible that runs pip without an environment",
    what=(
        "A task of ansible.builtin.pip gives neither virtualenv nor an executable of its own, or a command calls pip, and "
        "nothing says what its hosts are."
    ),
    why=(
        "It is the pip of the host's own Python, which Debian 12, Ubuntu 23.04 and all that follow them refuse. What "
        "modules of Ansible import comes from the package manager; all else has its place in an environment."
    ),
    example=Example(
        "ansible",
        "- hosts: all\n"
        "  become: true\n"
        "  tasks:\n"
        "    - name: Library of the docker modules\n"
        "      ansible.builtin.pip:\n"
        "        name: docker\n"
        "    - name: Container\n"
        "      community.docker.docker_container:\n"
        "        name: web\n"
        "        image: nginx\n",
        "- hosts: all\n"
        "  become: true\n"
        "  tasks:\n"
        "    - name: Library of the docker modules\n"
        "      ansible.builtin.apt:\n"
        "        name: python3-docker\n"
        "    - name: Container\n"
        "      community.docker.docker_container:\n"
        "        name: web\n"
        "        image: nginx\n",
    ),
    sources=(
        "https://docs.ansible.com/ansible/latest/collections/ansible/builtin/pip_module.html",
        "https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
    ),
    check=check,
)
