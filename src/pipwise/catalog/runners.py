"""Applications that run, check or pack their user's own code: what that code imports has to stand in their environment.

Sources: each project's own installation notes, which tell to install them beside what they work on. Looked up 2026-11-25.
"""

from __future__ import annotations

RUNNERS = frozenset(
    (
        *("jupyter", "jupyterlab", "notebook", "nbclassic", "jupyterhub", "voila", "papermill", "nbconvert"),
        *("ipython", "bpython", "ptpython", "ptipython", "xonsh", "spyder", "marimo", "pudb", "ipdb"),
        *("ansible", "ansible-core", "ansible-navigator", "molecule", "salt", "fabric", "invoke", "pyinfra"),
        *("pytest", "nose2", "behave", "robotframework", "locust", "coverage", "mutmut", "tavern"),
        *("mypy", "pyright", "basedpyright", "pylint", "pyre-check", "pytype", "vulture"),
        *("sphinx", "mkdocs", "pdoc", "pdoc3", "pelican", "nikola", "lektor", "jupyter-book"),
        *("pyinstaller", "nuitka", "cx-freeze", "pex", "shiv", "briefcase", "buildozer", "py2app"),
        *("gunicorn", "uvicorn", "hypercorn", "waitress", "uwsgi", "daphne", "celery", "streamlit", "gradio"),
        *("scrapy", "manim", "snakemake", "luigi", "apache-airflow", "prefect", "dbt-core", "kedro"),
        *("memray", "scalene", "line-profiler", "memory-profiler", "alembic", "django", "flask"),
    )
)
"""PEP 503 names."""
