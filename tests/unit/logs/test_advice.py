"""Every code that a log can have has its own advice, and the advice names packages where they are known."""

from pipwise.catalog.markers import load_signatures
from pipwise.logs import read_log
from pipwise.logs.advice import ADVICE, advice_for
from pipwise.logs.codes import EXIT_STATUS, LOG_CODES
from pipwise.predict.codes import OUTCOME_CODES


def test_every_code_of_a_failure_has_its_own_advice_and_a_refusal_none() -> None:
    codes = {one.code for one in load_signatures().signatures if one.kind != "note"} | {"build-need-missing"}
    assert codes - {"externally-managed-environment"} == set(ADVICE)
    assert len(set(ADVICE.values())) == len(ADVICE)


def test_every_code_is_a_predictions_or_a_logs_and_not_both() -> None:
    assert set(LOG_CODES) & set(OUTCOME_CODES) == set()
    codes = {one.code for one in load_signatures().signatures if one.kind != "note"}
    assert codes <= set(LOG_CODES) | set(OUTCOME_CODES)
    assert {code for _, code in EXIT_STATUS} <= set(LOG_CODES) | set(OUTCOME_CODES)


def test_advice_names_the_packages_of_the_system() -> None:
    venv = read_log(
        "The virtual environment was not created successfully because ensurepip is not\n"
        "available.\n\n    apt install python3.12-venv\n"
    ).failures[0]
    assert advice_for(venv).endswith("apt install python3.12-venv")
    build = read_log(
        "Step 1/3 : FROM fedora:41\nStep 3/3 : RUN pip install x\nCollecting x\nfatal error: ffi.h: No such file\n"
    ).failures[0]
    assert advice_for(build).endswith(": libffi-devel")
