"""A log may hold anything: reading one never fails, and what is found has its place in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipwise.logs import read_log
from tests.unit.logs.damages import DAMAGES
from tests.unit.logs.specimens import SPECIMENS

_PIECES = st.sampled_from(
    [
        *(one.text for one in SPECIMENS[:12]),
        *(
            "$ pip install x\n",
            "+ sudo pip3 install 'a b",
            "RUN pip install x && \\\n",
            "cmd: [",
            '"cmd": ["pip"',
            "Command '[",
            "\\n",
            "\x1b[31",
        ),
        *(
            "FROM debian:12\n",
            "TASK [x]\n",
            'File "x", line 99999999999999999999, in f\n',
            "make: *** [a:1: b] Error 1\n",
            "In[1]: !pip install",
        ),
        *(
            "bash -c 'pip install \"x'",
            "fatal error: x.h: No",
            "Dockerfile:0",
            "#9 ",
            "(v) a@b:~$ ",
            "\r",
            "\x0b",
            "\ud800",
            "├ù",
            "pip install --python",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(data: bytes) -> None:
    report = read_log(data)
    assert report.lines >= 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=20)), max_size=12), st.sampled_from(sorted(DAMAGES)))
def test_any_mixture_of_what_logs_hold_can_be_read(pieces: list[str], damage: str) -> None:
    text = "".join(pieces)
    try:
        data = DAMAGES[damage](text)
    except UnicodeError:
        data = text
    report = read_log(data)
    for failure in report.failures:
        assert 1 <= failure.first <= failure.last <= report.lines
        assert failure.code
