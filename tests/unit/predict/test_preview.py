"""Where files of wheels go, and what that hides, overwrites and deletes: pure, from listings as Debian's are."""

from pipwise.model.interpreter import Distribution
from pipwise.model.preview import Arrival, Contents, Deletion, Incoming
from pipwise.predict.preview_arrivals import Directories, arrive
from pipwise.predict.preview_effects import Scene, import_path_with, replaced, shadows, with_losses
from pipwise.predict.preview_modules import Origin, hidden, origin, with_files

APT, LOCAL = "/usr/lib/python3/dist-packages", "/usr/local/lib/python3.11/dist-packages"
INTO = Directories(LOCAL, LOCAL, "/usr/local/bin", "/usr/local/include/python3.11", "/usr/local", (3, 11))
TAG = "cpython-311"


def incoming(name: str, version: str = "1", *, requested: bool = True) -> Incoming:
    return Incoming(name, version, f"https://index/{name}.whl", "", requested, direct=False)


def listing(*paths: str) -> dict[str, frozenset[str]]:
    return with_files({}, paths, ())


def scene(*paths: str, removed: tuple[str, ...] = (), existing: tuple[str, ...] = ()) -> Scene:
    present = Distribution("six", "1.16.0", APT, has_record=False, installer="", kind="egg-info")
    return Scene(
        listing(*paths),
        (LOCAL, APT),
        ("/usr/local/bin", "/usr/bin"),
        ((present, f"{APT}/six-1.16.0.egg-info"),),
        frozenset(removed),
        frozenset(existing),
        TAG,
    )


def six(*more: str) -> Arrival:
    files = (f"{LOCAL}/six.py", f"{LOCAL}/six-1.17.0.dist-info/METADATA", *more)
    return Arrival("six", "1.17.0", LOCAL, files)


def test_each_part_of_a_wheel_goes_to_its_own_place() -> None:
    files = (
        *(
            "demo/__init__.py",
            "demo/x.so",
            "demo-1.dist-info/METADATA",
            "demo/_vendor/a-1.dist-info/METADATA",
        ),
        *("demo-1.data/scripts/tool", "demo-1.data/data/share/man/man1/demo.1", "demo-1.data/headers/demo.h"),
        *("demo-1.data/purelib/extra.py", "demo-1.data/odd/x"),
    )
    found = set(arrive(incoming("demo"), Contents(files, ("demo",), pure=False), INTO).files)
    assert found == {
        f"{LOCAL}/demo/__init__.py",
        f"{LOCAL}/demo/x.so",
        f"{LOCAL}/demo/_vendor/a-1.dist-info/METADATA",
        f"{LOCAL}/extra.py",
        *(f"{LOCAL}/demo-1.dist-info/{name}" for name in ("METADATA", "INSTALLER", "RECORD", "REQUESTED")),
        "/usr/local/bin/tool",
        "/usr/local/bin/demo",
        "/usr/local/share/man/man1/demo.1",
        "/usr/local/include/python3.11/demo/demo.h",
    }


def test_what_is_only_needed_by_another_is_not_marked_as_requested() -> None:
    contents = Contents(("demo-1.dist-info/METADATA",), (), pure=True)
    found = arrive(incoming("demo", requested=False), contents, INTO)
    assert f"{LOCAL}/demo-1.dist-info/REQUESTED" not in found.files


def test_pips_own_commands_are_named_after_the_python() -> None:
    contents = Contents(("pip/__init__.py",), ("pip", "pip3"), pure=True)
    found = arrive(incoming("pip"), contents, INTO).files
    assert {path for path in found if "/bin/" in path} == {
        *("/usr/local/bin/pip", "/usr/local/bin/pip3", "/usr/local/bin/pip3.11")
    }


def test_the_first_package_or_module_on_the_path_is_found_and_a_namespace_only_where_there_is_neither() -> (
    None
):
    seen = listing(
        "/a/one/part.py", "/b/one/__init__.py", "/c/two.cpython-39-x86_64-linux-gnu.so", "/c/two/x.py"
    )
    assert origin(seen, ("/a", "/b"), "one", TAG) == Origin("package", ("/b/one",))
    assert origin(seen, ("/a", "/b", "/c"), "two", TAG) == Origin("namespace", ("/c/two",))
    assert origin(seen, ("/a",), "three", TAG) == Origin("", ())


def test_the_systems_module_is_hidden_by_one_that_comes_before_it() -> None:
    found = shadows(scene(f"{APT}/six.py", f"{APT}/six-1.16.0.egg-info/PKG-INFO"), [six()])
    assert [(one.kind, one.hides) for one in found] == [
        ("module", f"{APT}/six.py"),
        ("distribution", f"{APT}/six-1.16.0.egg-info"),
    ]


def test_what_is_deleted_is_not_hidden() -> None:
    gone = (f"{APT}/six.py", f"{APT}/six-1.16.0.egg-info/PKG-INFO")
    assert shadows(scene(*gone, removed=gone), [six()]) == ()


def test_inside_a_namespace_only_what_moved_is_hidden() -> None:
    before = listing("/new/other.py", "/old/zope/event/__init__.py", "/old/zope/interface/__init__.py")
    after = with_files(before, ["/new/zope/interface/__init__.py"], ())
    assert list(hidden(before, after, ("/new", "/old"), ["zope"], TAG)) == [
        ("zope.interface", "/new/zope/interface", "/old/zope/interface")
    ]


def test_a_package_hides_a_namespace_wherever_that_stands() -> None:
    before = listing("/first/ns/a.py")
    after = with_files(before, ["/second/ns/__init__.py"], ())
    assert list(hidden(before, after, ("/first", "/second"), ["ns"], TAG)) == [
        ("ns", "/second/ns", "/first/ns")
    ]


def test_a_copy_that_comes_later_hides_nothing() -> None:
    before = listing("/first/one.py")
    after = with_files(before, ["/second/one.py"], ())
    assert list(hidden(before, after, ("/first", "/second"), ["one"], TAG)) == []


def test_a_command_hides_one_of_the_same_name_further_on_the_path() -> None:
    found = shadows(scene("/usr/bin/six", f"{APT}/x.py"), [six("/usr/local/bin/six")])
    assert [(one.name, one.hides) for one in found if one.kind == "program"] == [("six", "/usr/bin/six")]


def test_a_file_that_is_there_is_overwritten_unless_it_goes_with_an_older_version() -> None:
    mine, theirs = "/usr/local/bin/six", f"{LOCAL}/six.py"
    seen = scene(mine, theirs, existing=(mine, theirs), removed=(theirs,))
    assert [one.path for one in replaced(seen, [six(mine)])] == [mine]


def test_a_site_directory_that_is_not_there_yet_takes_its_place_among_the_others() -> None:
    assert import_path_with(("/lib", APT), (LOCAL, APT), LOCAL) == ("/lib", LOCAL, APT)
    assert import_path_with(("/lib", APT), (APT, LOCAL), LOCAL) == ("/lib", APT, LOCAL)
    assert import_path_with((LOCAL, APT), (LOCAL, APT), LOCAL) == (LOCAL, APT)
    assert import_path_with(("/lib",), (), "/elsewhere") == ("/lib",)


def test_a_module_that_goes_and_has_no_successor_is_lost() -> None:
    gone = (f"{APT}/six.py", f"{APT}/old/__init__.py", f"{APT}/six-1.16.0.egg-info/PKG-INFO")
    deletion = Deletion("six", "1.16.0", APT, gone)
    (found,) = with_losses(scene(*gone, removed=gone), [six()], [deletion])
    assert found.lost == ("old",)
