"""Refused although a virtual environment is there: what the log shows of the reason."""

import pytest

from pipwise.logs import read_log
from pipwise.logs.standing import standing_of
from tests.unit.logs.specimens import DEBIAN, pip_says, uv_says

CASES = {
    "sudo at a prompt of the environment": ("(venv) alice@box:~$ sudo pip install x\n", "sudo-resets-path"),
    "sudo after an activation": ("+ . venv/bin/activate\n+ sudo pip3 install x\n", "sudo-resets-path"),
    "an absolute path": ("$ source .venv/bin/activate\n$ /usr/bin/pip3 install x\n", "absolute-path"),
    "source in sh": (
        "+ source venv/bin/activate\n/tmp/i.sh: 3: source: not found\n+ pip3 install x\n",
        "source-under-dash",
    ),
    "source in a Dockerfile": (
        "#7 0.3 /bin/sh: 1: source: not found\n#8 [4/4] RUN pip3 install x\n",
        "source-under-dash",
    ),
    "another step of Actions": (
        "##[group]Run source venv/bin/activate\n##[group]Run pip install x\n",
        "new-shell-per-step",
    ),
    "another RUN": (
        "Step 3/4 : RUN . /opt/venv/bin/activate\nStep 4/4 : RUN pip install x\n",
        "new-shell-per-step",
    ),
    "a moved environment": (
        "bash: ./venv/bin/pip: /home/a/old/venv/bin/python3: bad interpreter: No such file or directory\n$ pip install x\n",
        "venv-moved",
    ),
    "no pip in it": (
        "$ python3 -m venv --without-pip v\n$ . v/bin/activate\n(v) $ pip3 install x\n",
        "venv-without-pip",
    ),
    "an alias": ("$ type pip\npip is aliased to `/usr/bin/pip3'\n(venv) a@b:~$ pip install x\n", "alias"),
    "made and not activated": ("+ python3 -m venv .venv\n+ pip3 install x\n", "venv-made-before"),
    "nothing to activate": (
        "bash: venv/bin/activate: No such file or directory\n$ pip3 install x\n",
        "activation-missing",
    ),
    "--user": ("$ pip3 install --user x\n", "user-option"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_cause_is_seen(name: str) -> None:
    before, cause = CASES[name]
    failure = read_log(before + pip_says(DEBIAN)).failures[-1]
    assert cause in {one.code for one in failure.causes}


def test_uv_says_itself_that_system_was_the_reason() -> None:
    failure = read_log("(venv) a@b:~$ uv pip install --system x\n" + uv_says(DEBIAN)).failures[0]
    assert {one.code for one in failure.causes} == {"system-flag", "venv-active"}


def test_without_an_environment_there_is_no_cause() -> None:
    assert read_log("$ sudo /usr/bin/pip3 install x\n" + pip_says(DEBIAN)).failures[0].causes == ()


def test_the_advice_of_a_marker_is_no_activation() -> None:
    log = "$ pip install a\n" + pip_says(DEBIAN) + "\n$ /usr/bin/pip install b\n" + pip_says(DEBIAN)
    assert [failure.causes for failure in read_log(log).failures] == [(), ()]


@pytest.mark.parametrize(
    ("log", "word"),
    [
        ("alice@box:~$ pip install x\n", "terminal"),
        ("Step 4/4 : RUN pip install x\n", "dockerfile"),
        ("pi@raspberrypi:~ $ sudo ./install.sh\n", "installer"),
        ("##[group]Run pip install x\n", "workflow"),
        ("##[group]Run pyTooling/Actions@v1\nPreparing\n", "action"),
        ("TASK [Install x] ***\ntask path: /etc/ansible/roles/x/tasks/main.yml:3\n", "role"),
        ("TASK [Install x] ***\ntask path: /srv/site.yml:3\n", "playbook"),
        ("cloud-init[812]: running\n", "cloud-init"),
        ("cont-init.d: executing run.sh\n", "start-up"),
        ("", "unknown"),
    ],
)
def test_where_the_call_stands(log: str, word: str) -> None:
    assert standing_of(read_log(log + pip_says(DEBIAN)).failures[0]).word == word
