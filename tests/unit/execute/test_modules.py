"""Which names a distribution is imported by, from RECORDs as real wheels have them."""

import pytest

from pipwise.execute.modules import modules_of


@pytest.mark.parametrize(
    ("project", "record", "expected"),
    [
        ("six", "six.py six-1.17.0.dist-info/METADATA __pycache__/six.cpython-311.pyc", "six"),
        ("requests", "requests/__init__.py requests/api.py requests-2.0.dist-info/RECORD", "requests"),
        ("pyyaml", "_yaml/__init__.py yaml/__init__.py yaml/_yaml.cpython-311-x86_64-linux-gnu.so", "yaml"),
        ("pillow", "PIL/Image.py PIL/__init__.py pillow.libs/libz.so.1", "PIL"),
        (
            "google-cloud-storage",
            "google/cloud/storage/__init__.py google/cloud/storage/blob.py",
            "google.cloud.storage",
        ),
        ("ruamel-yaml", "ruamel/yaml/__init__.py ruamel/yaml/main.py", "ruamel.yaml"),
        ("zope-interface", "zope/interface/__init__.py zope.interface-7-nspkg.pth", "zope.interface"),
        ("greenlet", "greenlet/__init__.py greenlet/_greenlet.cpython-311-x86_64-linux-gnu.so", "greenlet"),
        ("setproctitle", "setproctitle.cpython-311-x86_64-linux-gnu.so", "setproctitle"),
        ("protobuf", "google/protobuf/__init__.py google/_upb/_message.abi3.so", "google.protobuf"),
        ("types-requests", "requests-stubs/__init__.pyi requests-stubs/METADATA.toml", ""),
        ("ruff", "../../../bin/ruff ruff/__init__.py ruff/__main__.py", "ruff"),
        ("script-only", "../../../bin/tool script_only-1.dist-info/RECORD", ""),
        ("careless", "careless/__init__.py tests/__init__.py docs/conf.py", "careless"),
        ("odd", "odd-data/x.py 1st/__init__.py", ""),
        ("attrs", "attr/__init__.py attrs/__init__.py", "attrs attr"),
        ("editable", "__editable__.editable-1.pth __editable___editable_1_finder.py", ""),
        ("deep", "a/b/c/d.py", ""),
    ],
)
def test_names_to_import(project: str, record: str, expected: str) -> None:
    assert " ".join(modules_of(record.split(), project)) == expected
