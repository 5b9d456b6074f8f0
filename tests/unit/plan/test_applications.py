"""Plans for applications: the words of pipx and uv, every place that they may change, and what comes before them."""

from typing import Any

from pipwise.decide import decide
from pipwise.decide.bundles import core_of
from pipwise.model.applications import Application, Applications, Copy, Keeper, Profile
from pipwise.model.decision import Situation, Wishes
from pipwise.model.facts import Setting, Settings
from pipwise.model.names import Kind, Named
from pipwise.model.plan import EditFile, MakeDirectory, Plan, Remove, RunTool
from pipwise.plan import Workbench, plan
from tests.situations import HOME, ROOT, facts, intent, known, situation

BENCH = Workbench("/own/bin/python", "/cache", "/wheels/pip-26.0-py3-none-any.whl")
PIPX_HOME = f"{HOME}/.local/share/pipx"
PIPX = Keeper(
    "pipx", "/usr/bin/pipx", (1, 7), "pipx is here", PIPX_HOME, f"{HOME}/.local/bin", "/usr/bin/python3",
    f"{PIPX_HOME}/shared", True, (f"{PIPX_HOME}/logs", f"{HOME}/.local/share/man"),
)  # fmt: skip
UV = Keeper("uv", "/usr/bin/uv", (0, 13), "uv is here", f"{HOME}/.local/share/uv/tools", f"{HOME}/.local/bin")
OWN = f"{HOME}/.local/share/pipwise/pipx"


def named(project: str, kind: str = "application", host: str = "") -> Named:
    return Named(
        project,
        project,
        "",
        Kind(kind, host, host_is="application" if host else ""),  # type: ignore[arg-type]
    )


def asked(
    *words: str, keeper: Keeper = PIPX, options: tuple[tuple[str, Any], ...] = (), **changes: Any
) -> Situation:
    found = Applications(keeper, OWN, **{key: value for key, value in changes.items() if key != "facts"})
    one = situation(
        facts=changes.get("facts", facts()),
        intent=intent("pip", "install", *words, options=options),
        wishes=Wishes(via="app"),
    )
    return one._replace(applications=found)


def made(one: Situation) -> Plan:
    return plan(one, decide(one), BENCH)


def tools(one: Plan) -> list[RunTool]:
    return [step for step in one.steps if isinstance(step, RunTool)]


def test_each_application_is_a_step_that_names_all_that_it_may_change() -> None:
    result = made(asked("httpie", "black"))
    assert [one.argv for one in tools(result)] == [
        ("/usr/bin/pipx", "install", "httpie"),
        ("/usr/bin/pipx", "install", "black"),
    ]
    assert set(tools(result)[0].changes) == {
        *(f"{PIPX_HOME}/venvs/httpie", f"{PIPX_HOME}/venvs/.httpie.lock", f"{PIPX_HOME}/shared"),
        *(f"{PIPX_HOME}/logs", f"{HOME}/.local/bin", f"{HOME}/.local/share/man"),
    }
    assert (result.root, result.proof, result.prove) == ("", "application", ("httpie", "black"))
    assert [one.root for one in result.kept] == [f"{PIPX_HOME}/venvs/httpie", f"{PIPX_HOME}/venvs/black"]


def test_a_bundle_brings_the_commands_of_what_it_is_a_bundle_around() -> None:
    """ansible itself has ansible-community alone; what everybody types is ansible-core's."""
    assert tools(made(asked("ansible")))[-1].argv[1:] == ("install", "--include-deps", "ansible")
    by_uv = tools(made(asked("ansible", keeper=UV)))[-1].argv
    assert by_uv[-3:] == ("--with-executables-from", "ansible-core", "ansible")
    assert [core_of(one) for one in ("httpie", "awscli", "poetry", "sherlock", "nobody-knows")] == [""] * 5


def test_what_the_plan_runs_is_what_is_printed() -> None:
    one = asked("httpie==3.2", "--pre", options=(("pre", True),))
    printed = decide(one).options[0].commands[0]
    assert printed.argv == ("pipx", "install", "--pip-args=--pre", "httpie==3.2")
    assert tools(made(one))[-1].argv[1:] == printed.argv[1:]


def test_where_neither_is_there_a_pipx_is_brought_up_with_pips_reach_and_a_pip_to_share() -> None:
    keeper = PIPX._replace(path="", version=(99,), python="", shared_works=False)
    one = asked("--index-url=https://a/", "--pre", "httpie", keeper=keeper)
    make, fill, shared, install = tools(made(one))
    assert make.argv[:4] == ("/own/bin/python", "-I", "-m", "virtualenv")
    assert (make.argv[-1], make.changes) == (OWN, (OWN,))
    assert fill.argv[4:] == ("install", "--quiet", "--index-url=https://a/", "pipx")
    assert fill.argv[:4] == (f"{OWN}/bin/python", "-I", "-m", "pip")
    assert shared.argv[-3:] == ("--python", "/usr/bin/python3", f"{PIPX_HOME}/shared")
    assert install.argv[:2] == (f"{OWN}/bin/pipx", "install")
    assert dict(install.variables)["PIPX_DEFAULT_BACKEND"] == "pip"


def test_a_pipx_of_ours_that_does_not_run_any_more_is_set_aside() -> None:
    result = made(asked("httpie", keeper=PIPX._replace(path="", python=""), own_state="broken"))
    assert result.steps[:2] == (Remove(OWN), MakeDirectory(OWN.rpartition("/")[0]))


def test_without_a_place_of_our_own_nothing_is_brought_up() -> None:
    one = asked("httpie", keeper=PIPX._replace(path=""))
    assert one.applications is not None
    assert made(one._replace(applications=one.applications._replace(own=""))).steps == ()


def test_pips_settings_reach_the_pip_that_pipx_runs_and_nothing_leads_out_of_it() -> None:
    given = Settings((Setting("global", "target", "/elsewhere", "x"), Setting("global", "proxy", "p:1", "x")))
    step = tools(made(asked("httpie", facts=facts(pip_settings=known(given)))))[-1]
    variables = dict(step.variables)
    assert (variables["PIP_PROXY"], variables["PIP_TARGET"], variables["PIP_USER"]) == ("p:1", None, "0")
    assert variables["PATH"] == f"{HOME}/.local/bin:/usr/local/bin:/usr/bin:/bin"


def test_root_serves_all_users_in_the_words_that_its_pipx_knows() -> None:
    root = facts(asker=ROOT)
    new = tools(made(asked("httpie", facts=root)))[-1]
    assert new.argv == ("/usr/bin/pipx", "install", "--global", "httpie")
    old = tools(made(asked("httpie", facts=root, keeper=PIPX._replace(version=(1, 1)))))[-1]
    assert old.argv == ("/usr/bin/pipx", "install", "httpie")
    assert dict(old.variables)["PIPX_HOME"] == "/opt/pipx"
    by_uv = tools(made(asked("httpie", facts=root, keeper=UV)))[-1]
    assert dict(by_uv.variables)["UV_TOOL_DIR"] == "/opt/uv/tools"


def test_what_is_there_as_it_was_asked_for_is_only_proved() -> None:
    there = (Application("httpie", "3.2", f"{PIPX_HOME}/venvs/httpie", fits=True),)
    result = made(asked("httpie", there=there))
    assert (result.steps, [one.project for one in result.kept]) == ((), ["httpie"])


def test_an_upgrade_and_another_version_change_the_environment_in_place() -> None:
    there = (Application("httpie", "3.1", "/r", ("httpie==3.1", "httpie-jwt-auth"), fits=True),)
    other = (there[0]._replace(fits=False),)
    options = (("upgrade", True),)
    assert tools(made(asked("-U", "httpie", there=there, options=options)))[-1].argv[1:] == (
        "upgrade",
        "httpie",
    )
    forced = tools(made(asked("httpie==3.2", there=other)))[-1].argv[1:]
    assert forced == ("install", "--force", "httpie==3.2")
    by_uv = " ".join(tools(made(asked("-U", "httpie", keeper=UV, there=there, options=options)))[-1].argv)
    assert by_uv.endswith("--upgrade httpie --with httpie-jwt-auth")
    assert "--force" not in by_uv


def test_a_copy_that_is_ours_is_removed_by_pip_first_and_another_stays() -> None:
    mine = Copy("httpie", "2.6", f"{HOME}/.local/lib/python3.11/site-packages", f"{HOME}/.local", mine=True)
    roots = Copy("httpie", "2.6", "/usr/local/lib/python3.11/dist-packages", "/usr/local", mine=False)
    one = asked("httpie", copies=(mine, roots))
    first, *_ = tools(made(one))
    assert first.argv == ("/usr/bin/python3", "-m", "pip", "uninstall", "--yes", "httpie")
    assert first.changes == (mine.place, f"{HOME}/.local/bin", f"{HOME}/.local/share/man")
    assert "an old pip has left httpie 2.6" in decide(one).ask
    assert decide(asked("httpie", copies=(roots,))).ask == ""
    there = (Application("httpie", "3.2", "/r", fits=True),)
    again = tools(made(asked("httpie", copies=(mine,), there=there)))
    assert [step.argv[1:3] for step in again] == [("-m", "pip"), ("install", "--force")]
    elsewhere = mine._replace(place=f"{HOME}/.local/lib/python3.9/site-packages")
    assert len(tools(made(asked("httpie", copies=(elsewhere,))))) == 1


def test_nobody_is_asked_where_nothing_is_replaced_and_root_is_unless_it_is_thrown_away() -> None:
    plain = asked("httpie")._replace(wishes=Wishes())
    plain = plain._replace(facts=plain.facts._replace(names=(named("httpie"),)))
    assert (decide(plain).chosen, decide(plain).ask) == ("app", "")
    root = plain._replace(
        facts=plain.facts._replace(asker=ROOT, names=(named("httpie")._replace(packaged="no"),))
    )
    assert "root installs it for all users" in decide(root).ask


def test_a_plug_in_goes_into_its_host_beside_what_was_put_there_before() -> None:
    there = (Application("httpie", "3.2", "/r", ("httpie>=3", "httpie-jwt-auth")),)
    for keeper, words in (
        (PIPX, "inject httpie httpie-ntlm"),
        (UV, "httpie>=3 --with httpie-jwt-auth --with httpie-ntlm"),
    ):
        one = asked("httpie-ntlm", keeper=keeper, there=there)._replace(wishes=Wishes())
        one = one._replace(facts=one.facts._replace(names=(named("httpie-ntlm", "plug-in", "httpie"),)))
        result = made(one)
        (step,) = tools(result)
        assert (result.option, " ".join(step.argv).endswith(words)) == ("inject", True)
        assert [(one.project, one.root.rpartition("/")[2]) for one in result.kept] == [
            ("httpie-ntlm", "httpie")
        ]


def test_a_host_that_is_not_there_is_installed_first() -> None:
    one = asked("httpie-ntlm")._replace(wishes=Wishes())
    one = one._replace(facts=one.facts._replace(names=(named("httpie-ntlm", "plug-in", "httpie"),)))
    assert [" ".join(step.argv[1:]) for step in tools(made(one))] == [
        "install httpie",
        "inject httpie httpie-ntlm",
    ]


def test_what_only_a_build_can_name_may_change_all_environments() -> None:
    one = asked("git+https://example.org/x.git")
    requirement = one.intent.requirements[0]._replace(name="", kind="vcs", specifier="")
    one = one._replace(intent=one.intent._replace(requirements=(requirement,)))
    assert f"{PIPX_HOME}/venvs" in tools(made(one))[-1].changes


def test_the_profile_gets_its_line_only_where_that_was_said_yes_to() -> None:
    profile = Profile(f"{HOME}/.bashrc", "a=1\n", 'export PATH="$HOME/.local/bin:$PATH"')
    one = asked("httpie", profile=profile, on_path=False)
    assert not [step for step in made(one).steps if isinstance(step, EditFile)]
    last = made(one._replace(wishes=Wishes(via="app", profile=True))).steps[-1]
    assert isinstance(last, EditFile)
    assert last.content.startswith("a=1\n")
    assert last.content.endswith(f"{profile.line}\n")
