"""Each check finds what was planted, says whom it endangers, and finds nothing where nothing was."""

import os
import zipfile
from pathlib import Path

import pytest

from pipwise.audit.checks import CHECKS
from tests.unit.audit.debian import ALICE, LOCAL, MARKER, OS, Debian


def test_a_clean_machine_has_nothing_not_even_a_note(debian: Debian) -> None:
    assert debian.found(notes=True) == []
    report = debian.report()
    assert [one.version for one in report.survey.pythons] == [(3, 11)]
    assert {one.package for one in report.survey.installed[3, 11]} == {
        "python3-six",
        "python3-urllib3",
        "python3-requests",
    }


def test_a_copy_that_hides_an_os_package_and_whom_that_endangers(debian: Debian) -> None:
    path = debian.pip("six", "1.15.0")
    (one,) = debian.report().damage
    assert (one.code, one.severity, one.path, one.affected) == (
        "shadowed",
        "warning",
        path,
        ("python3-urllib3",),
    )
    assert "hides six 1.16.0 of the OS package python3-six" in one.message
    assert one.repair
    assert (one.repair.kind, one.repair.subject) == ("remove-distribution", path)


def test_a_copy_that_breaks_a_declared_requirement_is_an_error(debian: Debian) -> None:
    debian.pip("urllib3", "2.2.0")
    (one,) = debian.report().damage
    assert one.severity == "error"
    assert "requests 2.28.1 of python3-requests asks for urllib3<2,>=1.21" in one.message


def test_a_users_own_copy_hides_it_for_that_user_only(debian: Debian) -> None:
    debian.pip("urllib3", "2.2.0", ALICE)
    (one,) = debian.report().damage
    assert (one.code, one.severity) == ("shadowed", "warning")
    assert "for alice" in one.message


def test_a_module_of_another_distribution_hides_it_as_well(debian: Debian) -> None:
    path = debian.pip("attack", "1", more={"six.py": "evil"})
    assert debian.found() == [("shadowed", "warning", path)]


def test_portions_of_a_namespace_hide_nothing(debian: Debian) -> None:
    debian.package(
        "python3-a",
        {
            f"{OS}/a-1.dist-info/METADATA": "",
            f"{OS}/a-1.dist-info/RECORD": "ns/a.py,,\n",
            f"{OS}/ns/a.py": "",
        },
    )
    debian.pip("b", "1", more={"ns/b.py": ""})
    assert debian.found() == []


def test_what_harms_nobody_is_a_note(debian: Debian) -> None:
    path = debian.pip("black", "24.1.0")
    assert debian.found() == []
    assert debian.found(notes=True) == [("not-owned", "info", path)]


def test_among_the_os_own_packages_it_is_a_warning(debian: Debian) -> None:
    path = debian.pip("black", "24.1.0", OS)
    assert debian.found() == [("not-owned", "warning", path)]


def test_files_that_were_changed_and_deleted_by_package(debian: Debian) -> None:
    debian.write(f"{OS}/six.py", "v='other'")
    (debian.root / OS[1:] / "urllib3.py").unlink()
    found = {one.repair.subject: one.message for one in debian.report().damage if one.repair}
    assert set(found) == {"python3-six", "python3-urllib3"}
    assert "1 file changed" in found["python3-six"]
    assert "1 file deleted" in found["python3-urllib3"]


def test_the_copy_that_took_the_place_of_deleted_files_is_named(debian: Debian) -> None:
    debian.pip("six", "1.17.0")
    for name in ("six.py", "six-1.16.0.dist-info/METADATA"):
        (debian.root / OS[1:] / name).unlink()
    (one,) = [one for one in debian.report().damage if one.code == "changed-file"]
    assert f"six 1.17.0 in {LOCAL} has taken its place" in [said.text for said in one.evidence]


@pytest.mark.parametrize("how", ["deleted", "renamed", "emptied", "edited", "diverted"])
def test_the_marker(debian: Debian, how: str) -> None:
    marker = debian.root / MARKER[1:]
    match how:
        case "deleted":
            marker.unlink()
        case "renamed":
            marker.rename(f"{marker}.old")
        case "emptied":
            marker.write_text("")
        case "edited":
            marker.write_text("[externally-managed]\nError=do as you like\n")
        case _:
            marker.rename(f"{marker}.distrib")
            debian.write("/var/lib/dpkg/diversions", f"{MARKER}\n{MARKER}.distrib\n:\n")
    severity = "info" if how == "edited" else "error"
    assert debian.found(notes=True) == [("marker", severity, MARKER)]


@pytest.mark.parametrize(
    ("path", "line", "on"),
    [
        ("/etc/pip.conf", "break-system-packages = true", True),
        ("/etc/pip.conf", "break-system-packages = false", False),
        ("/home/alice/.config/pip/pip.conf", "break_system_packages: 1", True),
        ("/root/.pip/pip.conf", "break-system-packages=yes", True),
        ("/etc/environment", "PIP_BREAK_SYSTEM_PACKAGES=1", True),
        ("/etc/profile.d/pip.sh", "export PIP_BREAK_SYSTEM_PACKAGES=1", True),
        ("/home/alice/.bashrc", 'export PIP_BREAK_SYSTEM_PACKAGES="0"', False),
        ("/home/alice/.config/fish/config.fish", "set -gx PIP_BREAK_SYSTEM_PACKAGES 1", True),
        ("/etc/systemd/system/app.service", 'Environment="PIP_BREAK_SYSTEM_PACKAGES=1"', True),
        ("/home/alice/.bashrc", "# export PIP_BREAK_SYSTEM_PACKAGES=1", False),
    ],
)
def test_an_override_that_lasts(debian: Debian, path: str, line: str, on: bool) -> None:
    debian.write(path, f"[global]\n{line}\n")
    assert debian.found() == ([("lasting-override", "warning", f"{path}:2")] if on else [])


def test_commands_whose_python_is_gone_and_that_hide_others(debian: Debian) -> None:
    debian.package("python3-chardet", {"/usr/bin/chardetect": "#!/usr/bin/python3\n"})
    debian.write("/usr/bin/python3", "")
    gone = "/usr/local/bin/old-tool"
    debian.write(gone, "#!/usr/bin/python3.9\n", 0o755)
    debian.write("/usr/local/bin/chardetect", "#!/usr/bin/python3\n", 0o755)
    debian.write("/usr/local/bin/fine", "#!/usr/bin/env python3\n", 0o755)
    debian.write("/usr/local/bin/shell", "#!/bin/sh\n", 0o755)
    assert sorted(path for _, _, path in debian.found()) == ["/usr/local/bin/chardetect", gone]


def test_path_files_that_run_code(debian: Debian) -> None:
    debian.write(f"{LOCAL}/evil.pth", "import os; os.system('true')\n")
    debian.write(f"{LOCAL}/fine.pth", "/nowhere\n")
    debian.pip("editable", "1", more={"__editable__.pth": "import finder\n"})
    assert debian.found() == [("path-file", "warning", f"{LOCAL}/evil.pth")]
    assert ("path-file", "info", f"{LOCAL}/__editable__.pth") in debian.found(notes=True)


def test_a_directory_that_a_path_file_adds_hides_as_well(debian: Debian) -> None:
    debian.write(f"{LOCAL}/dev.pth", "/home/alice/src\n")
    path = debian.pip("six", "9", "/home/alice/src")
    assert debian.found() == [("shadowed", "warning", path)]


def test_leftovers_of_a_python_that_is_gone(debian: Debian) -> None:
    place = "/usr/local/lib/python3.9/dist-packages"
    debian.pip("old", "1", place)
    assert debian.found(notes=True) == [("leftover", "info", place)]


def test_half_removed_and_broken_distributions(debian: Debian) -> None:
    debian.write(f"{LOCAL}/~ix-1.15.0.dist-info/METADATA", "")
    one = debian.pip("norecord", "1", record=False)
    other = debian.pip("nometadata", "1")
    (debian.root / other[1:] / "METADATA").unlink()
    assert sorted(path for code, _, path in debian.found() if code == "broken-distribution") == sorted(
        [f"{LOCAL}/~ix-1.15.0.dist-info", one, other]
    )


def test_places_that_everybody_can_write_into(debian: Debian) -> None:
    (debian.root / LOCAL[1:]).chmod(0o777)
    debian.write(f"{OS}/six.py", "v='1.16.0'", 0o666)
    assert {path for code, _, path in debian.found() if code == "writable"} == {LOCAL, f"{OS}/six.py"}


def test_environments_that_an_upgrade_has_broken(debian: Debian) -> None:
    for root in ("/home/alice/.local/share/pipx/venvs/httpie", "/opt/app/venv"):
        debian.write(f"{root}/pyvenv.cfg", "home = /usr/bin\n")
        (debian.root / root[1:] / "bin").mkdir()
        os.symlink("/usr/bin/python3.9", debian.root / root[1:] / "bin/python")
    found = {one.path: one.repair.text for one in debian.report().damage if one.repair}
    assert found["/home/alice/.local/share/pipx/venvs/httpie"] == "pipx reinstall httpie"
    assert "python3 -m venv --clear /opt/app/venv" in found["/opt/app/venv"]


def test_where_no_database_is_nothing_is_called_foreign(tmp_path: Path) -> None:
    debian = Debian(tmp_path)
    (tmp_path / "var/lib/dpkg/status").unlink()
    debian.pip("black", "24.1.0")
    report = debian.report()
    assert report.survey.owned.problem
    assert report.damage == ()


def test_every_check_has_a_code_of_its_own() -> None:
    assert len({check.CODE for check in CHECKS}) == len(CHECKS)


def test_a_hostile_tree_is_only_read_and_comes_to_an_end(debian: Debian) -> None:
    place = debian.root / LOCAL[1:]
    (place / "loop").symlink_to("loop")
    os.mkfifo(place / "pipe.pth")
    (place / os.fsdecode(b"caf\xe9-1.dist-info")).mkdir()
    path = debian.pip("outside", "1")
    debian.write(f"{path}/RECORD", "../../../../../../etc/shadow,,\n/etc/shadow,,\n")
    debian.write(f"{LOCAL}/touch.pth", f"import os; open('{debian.root}/ran', 'w')\n")
    debian.write(f"{path}/METADATA", "Name: x\n" * 500_000)
    debian.report()
    assert not (debian.root / "ran").exists()


def test_an_egg_that_a_path_file_adds_hides_as_well(debian: Debian) -> None:
    egg = f"{LOCAL}/six-1.15.0-py3.11.egg"
    debian.write(f"{egg}/six.py", "")
    debian.write(f"{egg}/EGG-INFO/PKG-INFO", "Name: six\nVersion: 1.15.0\n")
    with zipfile.ZipFile(debian.root / LOCAL[1:] / "other-1-py3.11.egg", "w") as archive:
        archive.writestr("urllib3.py", "")
    assert debian.found() == [], "nothing adds them"
    debian.write(f"{LOCAL}/easy-install.pth", "./six-1.15.0-py3.11.egg\n./other-1-py3.11.egg\n")
    assert debian.found() == [
        ("shadowed", "warning", f"{egg}/EGG-INFO"),
        ("shadowed", "warning", f"{LOCAL}/other-1-py3.11.egg"),
    ]
    repairs = [one.repair for one in debian.report().damage if one.repair and one.severity != "info"]
    assert [(one.kind, one.subject) for one in repairs] == [
        ("edit", f"{LOCAL}/easy-install.pth:1"),
        ("edit", f"{LOCAL}/easy-install.pth:2"),
    ]


def test_files_that_are_diverted_are_where_dpkg_says(debian: Debian) -> None:
    six, urllib3 = f"{OS}/six.py", f"{OS}/urllib3.py"
    (debian.root / six[1:]).rename(debian.root / f"{six[1:]}.distrib")
    (debian.root / urllib3[1:]).rename(debian.root / f"{urllib3[1:]}.old")
    debian.package("python3-better", {urllib3: "better"})
    debian.write(
        "/var/lib/dpkg/diversions", f"{six}\n{six}.distrib\n:\n{urllib3}\n{urllib3}.old\npython3-better\n"
    )
    assert debian.found() == []
    debian.write(f"{urllib3}.old", "changed")
    assert debian.found() == [("changed-file", "error", f"{urllib3}.old")]


def test_documents_that_a_slim_image_leaves_out_are_no_damage(debian: Debian) -> None:
    readme = "/usr/share/doc/python3/README"
    debian.package("python3-doc", {readme: "", f"{OS}/doc.py": ""})
    (debian.root / readme[1:]).unlink()
    assert debian.found() == []
