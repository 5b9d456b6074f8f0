"""What pip removes with a distribution, on real trees as apt and pip leave them."""

from pathlib import Path

from pipwise.facts.distributions import read_distributions
from pipwise.facts.installed_files import removed_files
from pipwise.system.real import RealLook


def removed(site: Path, name: str) -> set[str]:
    one = next(one for one in read_distributions(RealLook(), [str(site)]) if one.name == name)
    found = removed_files(RealLook(), one, str(site.parent / "bin"))
    return {str(Path(path).relative_to(site.parent)) for path in found}


def put(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_of_apts_egg_info_everything_below_the_top_level_names_goes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site / "six-1.16.0.egg-info/PKG-INFO")
    put(site / "six-1.16.0.egg-info/top_level.txt", "six\n")
    put(site / "six.py")
    put(site / "__pycache__/six.cpython-311.pyc")
    put(site / "sixteen.py")
    assert removed(site, "six") == {
        "site/six-1.16.0.egg-info/PKG-INFO",
        "site/six-1.16.0.egg-info/top_level.txt",
        "site/six.py",
    }


def test_a_namespace_that_others_share_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site / "zope.event-4.4.egg-info/top_level.txt", "zope\n")
    put(site / "zope.event-4.4.egg-info/namespace_packages.txt", "zope\n")
    put(site / "zope/event/__init__.py")
    assert not any("zope/event" in path for path in removed(site, "zope-event"))


def test_a_record_names_files_outside_and_what_is_not_there_is_left_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    record = (
        'blinker/__init__.py,,\n"odd, name.py",,\n../bin/blink,,\ngone.py,,\nblinker-1.5.dist-info/RECORD,,\n'
    )
    put(site / "blinker-1.5.dist-info/RECORD", record)
    put(site / "blinker/__init__.py")
    put(site / "blinker/more.py")
    put(site / "odd, name.py")
    put(tmp_path / "bin/blink")
    assert removed(site, "blinker") == {
        "bin/blink",
        "site/blinker/__init__.py",
        "site/odd, name.py",
        "site/blinker-1.5.dist-info/RECORD",
    }


def test_commands_of_entry_points_go_from_where_pip_puts_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site / "demo-1.dist-info/RECORD", "")
    put(site / "demo-1.dist-info/entry_points.txt", "[console_scripts]\ndemo = demo:main\n")
    put(tmp_path / "bin/demo")
    assert removed(site, "demo") == {"bin/demo"}
