"""One requirement, told apart as pip does; the lists were compared with pip 20.3.4, 23.0.1, 25.1.1 and 26.3."""

from __future__ import annotations

import pytest
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from pipwise.intent.requirements import local_path, path_of, read_requirement


@pytest.mark.parametrize(
    ("text", "kind", "name", "specifier"),
    [
        ("six", "named", "six", ""),
        ("Six_Seven.x", "named", "six-seven-x", ""),
        ("six==1.0", "named", "six", "==1.0"),
        ("six >= 1, < 2", "named", "six", ">= 1, < 2"),
        ("six[b,A]~=1.2", "named", "six", "~=1.2"),
        ("six; python_version<'3'", "named", "six", ""),
        ("six==v1.0", "named", "six", "==v1.0"),
        ("six (>=1)", "named", "six", ">=1"),
        ("six @ git+https://x/y", "vcs", "six", ""),
        ("six @ file:///x/y", "url", "six", ""),
        ("six@https://x/y.zip", "url", "six", ""),
        ("git+https://x/y", "vcs", "", ""),
        ("git+ssh://x/y@main#egg=Six[b]", "vcs", "six", ""),
        ("https://x/y.tar.gz", "url", "", ""),
        ("https://x/six-1.0-py3-none-any.whl", "url", "six", "==1.0"),
        ("six-1.0-py3-none-any.whl", "archive", "six", "==1.0"),
        ("./six-1.0-1-py3-none-any.whl", "archive", "six", "==1.0"),
        ("/x/Six-1.0.tar.gz", "archive", "six", "==1.0"),
        ("six.zip", "archive", "", ""),
        (".", "path", "", ""),
        ("./x", "path", "", ""),
        ("../x[b]", "path", "", ""),
        ("a/b", "path", "", ""),
        ("~/x", "path", "", ""),
    ],
)
def test_what_a_requirement_is(text: str, kind: str, name: str, specifier: str) -> None:
    found = read_requirement(text)
    assert (found.kind, found.name, found.specifier) == (kind, name, specifier)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "six=1",
            "six~=1",
            "six>=1.*",
            "six==1.0-foo",
            "six ==",
            "si x",
            "six,seven",
            "six>=1 <2",
            "_six",
        ),
        *(
            "six!",
            "six @",
            "six; nonsense",
            "six; nonsense=='1'",
            "foo.whl",
            "https://x/foo.whl",
            "-x",
            "six[",
            "é",
        ),
    ],
)
def test_what_pip_cannot_understand(text: str) -> None:
    assert read_requirement(text).kind == "invalid"


@pytest.mark.parametrize("text", ["six==1.0-foo", "six>=1.*", "six==2019-01-01", "six=="])
def test_versions_that_pep_440_does_not_know_were_taken_before_24_1(text: str) -> None:
    assert read_requirement(text, version=(24, 0)).kind == "named"
    assert read_requirement(text, version=(24, 1)).kind == "invalid"


@pytest.mark.parametrize("text", ["six>=1,", "six_"])
def test_and_some_were_not(text: str) -> None:
    assert read_requirement(text, version=(23, 0, 1)).kind == "invalid"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("./x", "path", ""),
        (".[test]", "path", ""),
        ("six", "path", ""),
        ("file:///x/y", "path", ""),
        ("git+https://x/y#egg=six", "vcs", "six"),
        ("git+https://x/y", "invalid", ""),
        ("six @ git+https://x/y", "vcs", "six"),
    ],
)
def test_what_an_editable_requirement_is(text: str, kind: str, name: str) -> None:
    found = read_requirement(text, editable=True)
    assert (found.kind, found.name, found.editable or kind == "invalid") == (kind, name, True)


def test_a_direct_reference_can_be_editable_since_26_0() -> None:
    assert read_requirement("six @ git+https://x/y", editable=True, version=(25, 3)).kind == "path"


def test_extras_and_markers_are_kept_apart() -> None:
    found = read_requirement('Six[B_c, a] >=1 ; python_version > "3"')
    assert (found.extras, found.marker) == (("b-c", "a"), 'python_version > "3"')


@pytest.mark.parametrize(
    ("text", "path"),
    [("./x[a] ; python_version>'3'", "./x"), ("file:///x/y", "/x/y"), ("/x/y-1.tar.gz", "/x/y-1.tar.gz")],
)
def test_the_path_of_a_requirement(text: str, path: str) -> None:
    assert path_of(read_requirement(text, editable=text.startswith("file:"))) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("x @ file:///a/x-1-py3-none-any.whl", "/a/x-1-py3-none-any.whl"),
        ("x @ file://localhost/a%20b/%C3%A4.whl#sha256=0", "/a b/ä.whl"),
        ("x @ https://e.x/x.whl", ""),
        ("x", ""),
    ],
)
def test_the_file_behind_a_url(text: str, path: str) -> None:
    assert local_path(read_requirement(text)) == path


@pytest.mark.parametrize(
    "text",
    [
        "a @ https://example.org/a-${V}.tar.gz",
        "A_b[x, Y,x,y] @https://example.org/a",
        "a[]@ git+https://example.org/a@v1#egg=b",
        "a- @ https://example.org/a",
        "a_ @ https://example.org/a",
        "a @ https://example.org/a b",
        "a @",
        "@ https://example.org/a",
        "a==${V}",
        "a[x]>=${V},<3",
        "a===${V}",
        "a (==${V})",
        "${A}",
        "a$",
        "a ===$V",
    ],
)
def test_what_is_read_without_packaging_is_what_it_reads(text: str) -> None:
    read = read_requirement(text)
    try:
        parsed = Requirement(text)
    except InvalidRequirement:
        assert read.kind == "invalid"
    else:
        assert (read.name, read.specifier) == (canonicalize_name(parsed.name), str(parsed.specifier))
        assert read.extras == tuple(sorted(map(canonicalize_name, parsed.extras)))
