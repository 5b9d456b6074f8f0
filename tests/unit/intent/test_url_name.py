"""The project that an address is most likely of."""

import pytest

from pipwise.intent.requirements import read_requirement
from pipwise.intent.url_name import name_in_url


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("git+https://github.com/someone/Some_Tool", "some-tool"),
        ("git+https://github.com/someone/sometool.git@v1.2#subdirectory=py", "sometool"),
        ("git+ssh://git@gitlab.com/group/sub/sometool.git", "sometool"),
        ("https://github.com/someone/sometool/archive/refs/heads/main.zip", "sometool"),
        ("https://gitlab.com/someone/sometool/-/archive/main/sometool-main.tar.gz", "sometool"),
        ("git+https://example.org/x.git#egg=other", "other"),
        ("https://example.org", ""),
        ("./sometool", ""),
        ("requests", "requests"),
    ],
)
def test_a_repository_is_called_like_what_it_makes(text: str, name: str) -> None:
    assert name_in_url(read_requirement(text)) == name
