"""What of the long tables of real machines runs by itself: every so many rows; all of them are a campaign (./test --campaign)."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and nothing about pipwise.
settings.register_profile("pipwise", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pipwise")

# Of a table in which every row makes a machine, or builds an image, the rows that run each time: one in so many.
SAMPLED = {
    "tests/docs/test_rig_blocks.py": 4,
    "tests/end_to_end/test_applications.py": 4,
    "tests/end_to_end/test_applications_by_uv.py": 3,
    "tests/end_to_end/test_audit.py": 4,
    "tests/end_to_end/test_killed.py": 19,
    "tests/end_to_end/test_os_packages.py": 2,
    "tests/end_to_end/test_override.py": 4,
    "tests/end_to_end/test_packages.py": 20,
    "tests/lint/test_builds.py": 6,
    "tests/lint/test_installers.py": 6,
    "tests/lint/test_jobs.py": 5,
    "tests/lint/test_plays.py": 9,
    "tests/lint/test_snippets.py": 5,
    "tests/outputs/test_outputs.py": 5,
    "tests/scripts/test_scripts.py": 20,
}
# These read five suites' indices, which takes many minutes.
CAMPAIGNS = ("tests/names/test_live.py",)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seen: Counter[str] = Counter()
    for item in items:
        path = item.path.relative_to(config.rootpath).as_posix()
        seen[path] += 1
        rigs = item.get_closest_marker("rigs") is not None or path.startswith("tests/end_to_end/")
        if path in CAMPAIGNS or (rigs and seen[path] % SAMPLED.get(path, 1) != SAMPLED.get(path, 1) // 2):
            item.add_marker(pytest.mark.campaign)
