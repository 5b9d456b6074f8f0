"""Which command it was, and in which file it stands: what builds, shells, CI and tools print around a refusal."""

# ruff: noqa: E501  # logs stand as they are printed

import json
from typing import TypeVar

import pytest

from pipwise.logs import Failure, read_log
from pipwise.model.known import Fact, Known
from tests.unit.logs.damages import with_prefix
from tests.unit.logs.specimens import ALPINE, BREW, DEBIAN, MINGW, pip_says

T = TypeVar("T")
REFUSAL = pip_says(DEBIAN)


def _value(fact: Fact[T]) -> T | None:
    return fact.value if isinstance(fact, Known) else None


def _only(log: str) -> Failure:
    report = read_log(log)
    assert len(report.failures) == 1, [(one.code, one.first) for one in report.failures]
    return report.failures[0]


def _words(failure: Failure) -> str:
    return " ".join(failure.call.value.words) if isinstance(failure.call, Known) else ""


def _stand(failure: Failure) -> tuple[str, int | None, str] | None:
    if not isinstance(failure.stand, Known):
        return None
    return failure.stand.value.path, failure.stand.value.line, failure.stand.value.kind


BUILDKIT = (
    "#4 [1/3] FROM docker.io/library/ubuntu:24.04@sha256:abc\n"
    "#8 [2/3] RUN apt-get update && apt-get install -y python3-pip\n#8 DONE 20.1s\n"
    "#9 [3/3] RUN pip3 install -r requirements.txt\n"
    + with_prefix("#9 0.639 ")(REFUSAL)
    + '\n#9 ERROR: process "/bin/sh -c pip3 install -r requirements.txt" did not complete successfully: exit code: 1\n'
    "------\n > [3/3] RUN pip3 install -r requirements.txt:\n"
    + with_prefix("0.639 ")(REFUSAL)
    + "\n------\nDockerfile.dev:12\n--------------------\n  12 | >>> RUN pip3 install -r requirements.txt\n--------------------\n"
    'ERROR: failed to solve: process "/bin/sh -c pip3 install -r requirements.txt" did not complete successfully: exit code: 1\n'
)


def test_a_build_by_buildkit_is_one_failure_with_its_file_and_image() -> None:
    failure = _only(BUILDKIT)
    assert _words(failure) == "pip3 install -r requirements.txt"
    assert _stand(failure) == ("Dockerfile.dev", 12, "dockerfile")
    assert (_value(failure.context), _value(failure.surroundings)) == ("dockerfile", "buildkit")
    assert _value(failure.platform) == "ubuntu:24.04"
    assert failure.repeats == 1


def test_stages_that_build_at_the_same_time_are_kept_apart() -> None:
    log = (
        "#9 [web 3/3] RUN pip3 install flask\n#12 [docs 2/2] RUN pip3 install sphinx\n#12 1.1 Collecting sphinx\n"
        + with_prefix("#9 0.639 ")(REFUSAL)
    )
    assert _words(_only(log)) == "pip3 install flask"


def test_the_older_docker_build() -> None:
    log = (
        "Step 3/7 : RUN pip3 install awscli\n ---> Running in 3f1c2d4a5b6c\n"
        + REFUSAL
        + "\nThe command '/bin/sh -c pip3 install awscli' returned a non-zero code: 1\n"
    )
    failure = _only(log)
    assert _words(failure) == "pip3 install awscli"
    assert (_value(failure.context), _value(failure.surroundings)) == ("dockerfile", "docker-build")


def test_kaniko() -> None:
    log = (
        "INFO[0011] RUN pip install -r requirements.txt\nINFO[0011] Running: [/bin/sh -c pip install -r requirements.txt]\n"
        + with_prefix("[2024-02-27 00:22:22] │ ")(pip_says(ALPINE))
        + "\nerror building image: error building stage: failed to execute command: waiting for process to exit: exit status 1\n"
    )
    failure = _only(log)
    assert _words(failure) == "pip install -r requirements.txt"
    assert _value(failure.family) == "alpine"
    assert _value(failure.context) == "dockerfile"


def test_a_step_of_github_actions() -> None:
    log = with_prefix("2024-05-23T09:16:11.8207988Z ")(
        "##[group]Run pip install --disable-pip-version-check PyGithub --progress-bar off\n"
        "\x1b[36;1mpip install --disable-pip-version-check PyGithub --progress-bar off\x1b[0m\n"
        "shell: /usr/bin/bash -e {0}\n##[endgroup]\n"
        + REFUSAL
        + "\n##[error]Process completed with exit code 1."
    )
    failure = _only(log)
    assert _value(failure.packages) == ("PyGithub",)
    assert (_value(failure.context), _value(failure.ci)) == ("github-actions", "github-actions")


def test_gitlab() -> None:
    log = (
        "Running with gitlab-runner 16.1.0\nUsing Docker executor with image alpine:3.19 ...\n"
        "$ apk add py3-pip\n$ pip install -r requirements.txt\n"
        + pip_says(ALPINE)
        + "\nCleaning up project directory and file based variables\nERROR: Job failed: exit code 1\n"
    )
    failure = _only(log)
    assert _words(failure) == "pip install -r requirements.txt"
    assert (_value(failure.context), _value(failure.platform)) == ("gitlab", "alpine:3.19")


def test_jenkins() -> None:
    log = (
        "Started by user admin\n[Pipeline] sh\n+ pip3 install --user ansible\n"
        + REFUSAL
        + "\nFinished: FAILURE\n"
    )
    failure = _only(log)
    assert _words(failure) == "pip3 install --user ansible"
    assert (_value(failure.context), _value(failure.ci)) == ("ci", "jenkins")


def test_ansible_in_one_line_of_json() -> None:
    body = {
        "changed": False,
        "cmd": ["/usr/bin/python3", "-m", "pip.__main__", "install", "elasticsearch"],
        "msg": f"stdout: \n:stderr: {REFUSAL}\n",
    }
    log = (
        "TASK [elasticstack : Install the client] ***\ntask path: /etc/ansible/roles/elasticstack/tasks/main.yml:3\n"
        f"fatal: [es1]: FAILED! => {json.dumps(body)}\n"
    )
    failure = _only(log)
    assert _words(failure) == "/usr/bin/python3 -m pip.__main__ install elasticsearch"
    assert _stand(failure) == ("/etc/ansible/roles/elasticstack/tasks/main.yml", 3, "ansible")
    assert (failure.wrapper, _value(failure.context)) == ("ansible", "ansible")
    assert _value(failure.packages) == ("elasticsearch",)


def test_a_traceback_names_the_file_and_the_command() -> None:
    log = REFUSAL + (
        '\nTraceback (most recent call last):\n  File "/srv/app/bootstrap.py", line 12, in main\n    subprocess.check_call(cmd)\n'
        '  File "/usr/lib/python3.11/subprocess.py", line 413, in check_call\n    raise CalledProcessError(retcode, cmd)\n'
        "subprocess.CalledProcessError: Command '['/usr/bin/python3', '-m', 'pip', 'install', 'atcom']' returned non-zero exit status 1.\n"
    )
    failure = _only(log)
    assert _words(failure) == "/usr/bin/python3 -m pip install atcom"
    assert _stand(failure) == ("/srv/app/bootstrap.py", 12, "python")


@pytest.mark.parametrize(
    ("before", "after", "stand"),
    [
        ("+ ./install.sh:25: pip3 install x\n", "", ("./install.sh", 25, "script")),
        ("pip3 install x\n", "\nmake: *** [Makefile:12: install] Error 1", ("Makefile", 12, "makefile")),
        ("$ sudo bash arcade-bonnet.sh\nInstalling\n", "", ("arcade-bonnet.sh", None, "script")),
        ("pi@raspberrypi:~ $ sudo ./ppp_install.sh\n", "", ("./ppp_install.sh", None, "script")),
        (
            "",
            "\nerror in install_modules/shared/impulse_deps.sh:25",
            ("install_modules/shared/impulse_deps.sh", 25, "script"),
        ),
    ],
)
def test_the_file_of_a_script(before: str, after: str, stand: tuple[str, int | None, str]) -> None:
    assert _stand(_only(before + REFUSAL + after)) == stand


@pytest.mark.parametrize(
    ("prompt", "command", "root"),
    [
        ("alice@box:~/project$ ", "pip install requests", False),
        ("root@3f1c2d:/# ", "pip install requests", True),
        ("(venv) alice@box:~$ ", "sudo pip install requests", True),
        ("[alice@fedora ~]$ ", "python3 -m pip install --user requests", False),
        ("alice@Mac ~ % ", "pip3 install requests", False),
        ("➜  project ", "pip install requests", None),
        ("$ ", "pip install requests", None),
        ("# ", "pip install requests", True),
        ("└─$ ", "pip3 install requests", False),
        ("└─# ", "pip3 install requests", True),
        ("❯ ", "pip install requests", False),
        ("~/proj main* ❯ ", "pip install requests", False),
        ("me in 🌐 box in ~ ❯ ", "pip install requests", False),
        ("vscode ➜ /workspaces/x (main) $ ", "pip install requests", False),
        ("(venv) ➜  proj ", "pip install requests", None),
        ("Mac-mini:proj me$ ", "pip3 install requests", False),
        ("~/code$ ", "pip3 install requests", False),
        ("bash-5.1# ", "pip3 install requests", True),
        ("/app # ", "pip3 install requests", True),
        ("my-host:/tmp # ", "pip install requests", True),
        ("~ > ", "pip install requests", None),
        ("\ue0b0 ~/proj \ue0b0 ", "pip install requests", None),
        ("PS C:\\Users\\x> ", "pip install requests", None),
        ("", "pip install requests", None),
    ],
)
def test_prompts(prompt: str, command: str, root: bool | None) -> None:
    failure = _only(f"{prompt}{command}\n{REFUSAL}")
    assert _words(failure) == command
    assert _value(failure.root) is root
    assert _value(failure.packages) == ("requests",)


def test_several_failures_are_told_apart_and_in_order() -> None:
    log = "".join(
        f"+ {command}\n{text}\n"
        for command, text in (
            ("pip3 install --upgrade pip", REFUSAL),
            ("pip3 install awscli", REFUSAL),
            ("python3 -m ensurepip", "ensurepip is disabled in Debian/Ubuntu for the system python."),
            ("python3 -m pip install x", "/usr/bin/python3: No module named pip"),
        )
    )
    found = [(one.code, _words(one)) for one in read_log(log).failures]
    assert found == [
        ("externally-managed-environment", "pip3 install --upgrade pip"),
        ("externally-managed-environment", "pip3 install awscli"),
        ("ensurepip-disabled", "python3 -m ensurepip"),
        ("no-module", "python3 -m pip install x"),
    ]


def test_of_several_commands_in_a_line_the_first_that_changes_something_is_meant() -> None:
    log = "#9 [3/3] RUN apk add python3 py3-pip && pip --version && pip3 install --upgrade pip && pip3 install awscli\n"
    failure = _only(log + with_prefix("#9 1.5 ")(pip_says(ALPINE)))
    assert _words(failure) == "pip3 install --upgrade pip"


@pytest.mark.parametrize(
    ("log", "surroundings"),
    [
        (
            "cont-init.d: executing /etc/cont-init.d/run.sh\n+ pip install paho-mqtt\n",
            "home-assistant-add-on",
        ),
        ("util.py[WARNING]: Failed loading cloudinit module cc_ansible\n", "cloud-init"),
        ("pi@raspberrypi:~ $ pip install x\n", "raspberry-pi"),
        ("┌──(kali㉿kali)-[~]\n└─$ pip install x\n", "kali"),
        ("alice@DESKTOP-1234:/mnt/c/x$ pip install x\n", "wsl"),
    ],
)
def test_finer_surroundings(log: str, surroundings: str) -> None:
    assert _value(_only(log + REFUSAL).surroundings) == surroundings


def test_homebrew_and_its_python() -> None:
    failure = _only("alice@Mac ~ % /opt/homebrew/bin/python3.12 -m pip install neovim\n" + pip_says(BREW))
    assert (_value(failure.family), _value(failure.platform)) == ("homebrew", "homebrew:3.12")


def test_a_warning_of_msys2_is_no_refusal() -> None:
    failure = _only("Run pip install fypp\n" + pip_says(MINGW, "warning"))
    assert (failure.verdict, failure.code, failure.exit_status) == ("risky", "marker-warns", 0)


@pytest.mark.parametrize(
    ("log", "words"),
    [
        (
            "#8 [4/7] RUN pip3 install -q -r /tmp/r.txt #8 2.0 error: externally-managed-environment\n#8 2.0 \ufffd This environment is externally managed\n",
            "pip3 install -q -r /tmp/r.txt",
        ),
        (
            " => ERROR [6/6] RUN pip install -r ./m/requirements.txt                 0.9s\n" + REFUSAL,
            "pip install -r ./m/requirements.txt",
        ),
        (
            "111.1 + pip3 install --upgrade pip cffi\n" + with_prefix("111.8 ")(REFUSAL),
            "pip3 install --upgrade pip cffi",
        ),
        (
            " > [ 8/14] RUN python3 -m ensurepip:          \n" + with_prefix("2.505 ")(pip_says(ALPINE)),
            "python3 -m ensurepip",
        ),
        (
            "22:30:19 Step 6/10 : RUN pip3 install .\n22:30:19  ---> Running in d0f\n"
            + with_prefix("22:30:26 ")(pip_says(ALPINE)),
            "pip3 install .",
        ),
        (
            "~/c/k3s ❯❯❯ task deps\ntask: [deps] pip3 install --user -r r.txt\n" + REFUSAL,
            "pip3 install --user -r r.txt",
        ),
        (
            "/usr/bin/pip install docutils\n"
            + REFUSAL
            + "\nError: Error: The process '/usr/bin/pip' failed with exit code 1",
            "/usr/bin/pip install docutils",
        ),
        (
            REFUSAL + "\nError: Command failed: /bin/bash -c 'pip3 install s3cmd --no-cache'\n",
            "pip3 install s3cmd --no-cache",
        ),
        (
            "    default: TASK [web : Install] ***\n    default:   cmd: python3 -m pip install flask\n"
            + with_prefix("    default:     ")(REFUSAL),
            "python3 -m pip install flask",
        ),
        (
            "Command: ['/usr/bin/python3', '-m', 'pip', 'install', '--user', 'ansible']\nExit code: 1\nStderr: "
            + repr(REFUSAL.encode()),
            "/usr/bin/python3 -m pip install --user ansible",
        ),
    ],
)
def test_commands_as_people_paste_them(log: str, words: str) -> None:
    assert _words(_only(log)) == words


@pytest.mark.parametrize(
    ("log", "title"),
    [
        ("Run s3-actions/s3cmd@v1.8.0\n", "s3-actions/s3cmd@v1.8.0"),
        (
            "Run pyTooling/Actions/releaser@main\n  with:\n    tag: nightly\nRun pip install PyGithub\n  pip install PyGithub\n  shell: /usr/bin/bash {0}\n",
            "pyTooling/Actions/releaser@main",
        ),
        ("Run actions/checkout@v4\n  with:\n    ref: x\nRun pip install PyGithub\n", None),
        ("Run other/thing@v1\n  with:\n    x: y\nDoing it\nRun pip install PyGithub\n", None),
    ],
)
def test_a_step_of_somebody_elses_action(log: str, title: str | None) -> None:
    stand = _only(log + REFUSAL).stand
    assert (stand.value.title if isinstance(stand, Known) and stand.value.kind == "action" else None) == title


def test_the_image_goes_before_the_host() -> None:
    log = (
        "OS:\n\n    Ubuntu 22.04.3 LTS\n$ docker build -t x .\n => [internal] load metadata for docker.io/library/ubuntu:24.04   1.4s\n"
        " > [3/3] RUN pip3 install x:\n"
    )
    assert _value(_only(log + with_prefix("0.6 ")(REFUSAL)).platform) == "ubuntu:24.04"


def test_a_message_with_two_phrases_of_one_length_is_one_message() -> None:
    assert _only("$ pip3 install six\n" + pip_says(BREW)).repeats == 0


@pytest.mark.parametrize(
    "shell", ["/bin/bash -e {0}", "/usr/bin/bash --noprofile --norc -e -o pipefail {0}", "sh -e {0}"]
)
def test_a_step_is_known_by_its_shell(shell: str) -> None:
    failure = _only(
        f"Run python3 -m pip install requests\n  python3 -m pip install requests\n  shell: {shell}\n"
        + pip_says(BREW)
    )
    assert _value(failure.ci) == "github-actions"
    assert _words(failure) == "python3 -m pip install requests"


@pytest.mark.parametrize(
    "line",
    ["` /opt/homebrew/bin/python3 -m pip install six `", "`$ pip install six`", "```pip install six```"],
)
def test_a_command_may_be_marked_up_as_code(line: str) -> None:
    assert _words(_only(f"Fails at:\n{line}\n\nWith this error:\n```\n{pip_says(BREW)}\n```\n")).endswith(
        "pip install six"
    )
