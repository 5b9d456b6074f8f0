"""What a preview says at 80 columns, and to whom."""

from pipwise.model.known import Unknown
from pipwise.model.preview import Arrival, Deletion, Dependents, Failure, Preview, Replacement, Shadow
from pipwise.render.preview_text import preview_lines

APT, LOCAL = "/usr/lib/python3/dist-packages", "/usr/local/lib/python3.11/dist-packages"
QUIET = Preview(
    tool="pip",
    version="23.0.1",
    vendor="debian",
    location=APT,
    directory=LOCAL,
    user=False,
    system=True,
    arrivals=(Arrival("six", "1.17.0", LOCAL, (f"{LOCAL}/six.py",)),),
    shadows=(),
    deletes=(),
    replaces=(),
    fails=(),
    unknown=(),
    dependents=(),
    asked="",
    places=(LOCAL,),
)


def text(preview: Preview | Unknown) -> str:
    lines = [line for entry in preview_lines(preview) for line in entry.split("\n")]
    assert all(len(line) <= 80 or " " not in line.strip() for line in lines), lines
    return " ".join(line.strip() for line in lines)


def test_where_nothing_is_touched_that_is_said() -> None:
    assert "nothing that is there now is hidden, overwritten or deleted" in text(QUIET)
    assert "Debian's" in text(QUIET)


def test_what_is_deleted_is_said_with_its_package_and_what_is_lost_with_it() -> None:
    gone = Deletion(
        "setuptools", "66.1.1", APT, (f"{APT}/pkg_resources/__init__.py",), ("python3-setuptools",)
    )
    said = text(QUIET._replace(deletes=(gone._replace(lost=("pkg_resources",)),)))
    assert (
        "DELETES files that the operating system installed: setuptools 66.1.1 (python3-setuptools): 1 files"
        in said
    )
    assert "import pkg_resources: works no more" in said
    assert "nothing that is there" not in said


def test_an_older_copy_of_pips_own_is_no_loss_of_the_systems() -> None:
    said = text(QUIET._replace(deletes=(Deletion("six", "1.0", LOCAL, ()),)))
    assert "DELETES" not in said
    assert f"replaces an older copy: six 1.0 in {LOCAL}" in said


def test_what_is_hidden_is_hidden_from_everybody_or_from_one_user() -> None:
    hidden = Shadow("module", "six", f"{LOCAL}/six.py", f"{APT}/six.py", "python3-six")
    one = QUIET._replace(shadows=(hidden,), dependents=(Dependents("python3-six", ("apt-listchanges",)),))
    assert "HIDES from every program" in text(one)
    assert "packages that need python3-six: apt-listchanges" in text(one)
    assert "HIDES from this user's programs" in text(one._replace(user=True))


def test_of_many_only_a_dozen_are_listed_and_the_rest_is_counted() -> None:
    many = tuple(Replacement(f"/usr/local/bin/{number}", "demo 1") for number in range(20))
    assert "and 8 more (--json has all of them)" in text(QUIET._replace(replaces=many))


def test_that_it_fails_comes_before_what_would_have_come_of_it() -> None:
    failure = Failure("no-record", "PyYAML", "6.0.2", "Cannot uninstall pyyaml 6.0.2.", "python3-yaml")
    hidden = Shadow("module", "yaml", f"{LOCAL}/yaml", f"{APT}/yaml", "python3-yaml")
    said = text(QUIET._replace(fails=(failure,), shadows=(hidden,)))
    assert said.index("FAILS half-way") < said.index("were it not for that") < said.index("HIDES")


def test_an_unknown_is_said_as_one() -> None:
    assert text(Unknown("the index is away")) == "What it would change is NOT KNOWN: the index is away"
