"""The hosts of plug-ins, from each host's own documentation of how it finds them; looked at in November 2026."""

from __future__ import annotations

from pipwise.catalog.kinds.host import Host

# Applications: what is plugged in has to stand in their own environment.
APPLICATIONS = (
    Host("apache-airflow", "application", groups=("apache_airflow_provider", "airflow.plugins")),
    Host("ansible-core", "application", ("ansible-collection-*",)),
    Host("beets", "application", ("beets-*",), ("beets.plugins",)),
    Host("buildbot", "application", ("buildbot-*",), ("buildbot.*",), ("buildbot-worker", "buildbot-pkg")),
    Host(
        "certbot",
        "application",
        ("certbot-*",),
        ("certbot.plugins",),
        ("certbot-ci", "certbot-compatibility-test"),
    ),
    Host("c7n", "application", ("c7n-*",), ("custodian.*",), ("c7n-mailer", "c7n-org")),
    Host("colcon-core", "application", ("colcon-*",), ("colcon_core.*",), ("colcon-common-extensions",)),
    Host("datasette", "application", ("datasette-*",), ("datasette",)),
    Host(
        "devpi-server",
        "application",
        ("devpi-*",),
        ("devpi_server",),
        ("devpi-client", "devpi-common", "devpi-process"),
    ),
    Host("errbot", "application", ("errbot-*",), ("errbot.plugins", "errbot.backend_plugins")),
    Host("fava", "application", ("fava-*",)),
    Host("flake8", "application", ("flake8-*",), ("flake8.*",)),
    Host("flexget", "application", ("flexget-*",), ("FlexGet.plugins",)),
    Host("hatch", "application", ("hatch-env-*", "hatch-pip-*"), ("hatch",)),
    Host("httpie", "application", ("httpie-*",), ("httpie.plugins.*",)),
    Host("jupyterhub", "application", ("jupyterhub-*",), ("jupyterhub.*",), ("jupyterhub-idle-culler",)),
    Host(
        "jupyterlab",
        "application",
        ("jupyterlab-*", "jupyter-resource-usage"),
        besides=("jupyterlab-server", "jupyterlab-pygments", "jupyterlab-widgets", "jupyterlab-launcher"),
    ),
    Host("llm", "application", ("llm-*",), ("llm",), ("llm-guard", "llm-sandbox", "llm-client")),
    Host("locust", "application", ("locust-plugins",)),
    Host("mkdocs", "application", ("mkdocs-*",), ("mkdocs.plugins", "mkdocs.themes"), ("mkdocs-get-deps",)),
    Host("mopidy", "application", ("mopidy-*",), ("mopidy.ext",)),
    Host("nbconvert", "application", groups=("nbconvert.exporters",)),
    Host("nikola", "application", ("nikola-*",), ("nikola.plugins",)),
    Host("octoprint", "application", ("octoprint-*",), ("octoprint.plugin",), ("octoprint-client",)),
    Host("pdm", "application", ("pdm-plugin-*", "pdm-bump", "pdm-packer", "pdm-dockerize"), ("pdm",)),
    Host("pelican", "application", ("pelican-*",)),
    Host(
        "poetry",
        "application",
        ("poetry-plugin-*", "poetry-*-plugin", "poetry-dynamic-versioning*"),
        ("poetry.plugin", "poetry.application.plugin"),
    ),
    Host(
        "pylint", "application", ("pylint-*",), besides=("pylint-exit", "pylint-json2html", "pylint-report")
    ),
    Host("sopel", "application", ("sopel-*",), ("sopel.plugins",)),
    Host("sqlfluff", "application", ("sqlfluff-templater-*", "sqlfluff-plugin-*"), ("sqlfluff",)),
    Host("streamlink", "application", ("streamlink-plugin-*",)),
    Host("tljh", "application", groups=("tljh",)),
    Host("tox", "application", ("tox-*",), ("tox",), ("tox-ini-fmt",)),
    Host("trac", "application", ("trac*plugin", "trac-*"), ("trac.plugins",)),
    Host("visidata", "application", ("visidata-*",), ("visidata.plugins",)),
    Host("xonsh", "application", ("xontrib-*",), ("xonsh.xontribs",)),
    Host(
        "yt-dlp", "application", ("yt-dlp-plugin-*", "yt-dlp-*-plugin", "yt-dlp-get-pot*", "bgutil-ytdlp-*")
    ),
    Host("zest-releaser", "application", groups=("zest.releaser.*",)),
)

# Libraries, frameworks and test runners: they stand in the environment of the project that uses them, plug-ins included.
LIBRARIES = (
    Host("hatchling", "library", ("hatch-*",), ("hatch",)),
    Host("hypothesis", "library", groups=("hypothesis",)),
    Host("jupyter-server", "library", ("jupyter-server-*",), besides=("jupyter-server-terminals",)),
    Host("keyring", "library", ("keyrings-*",), ("keyring.backends",)),
    Host("markdown", "library", groups=("markdown.extensions",)),
    Host("pdm-backend", "library", groups=("pdm.build.hook",)),
    Host("pygments", "library", ("pygments-*",), ("pygments.*",)),
    Host(
        "pytest",
        "library",
        ("pytest-*",),
        ("pytest11",),
        ("pytest-watch", "pytest-watcher", "pytest-runner", "pytest-html-merger", "pytest-smell"),
    ),
    Host(
        "setuptools",
        "library",
        ("setuptools-*",),
        ("setuptools.finalize_distribution_options",),
        ("setuptools-scm",),
    ),
    Host("snakemake", "library", ("snakemake-executor-plugin-*", "snakemake-storage-plugin-*")),
    Host(
        "sphinx",
        "library",
        ("sphinx-*", "sphinxcontrib-*", "sphinxext-*"),
        ("sphinx.*",),
        ("sphinx-autobuild", "sphinx-argparse-cli", "sphinx-lint", "sphinx-intl", "sphinx-multiversion"),
    ),
)

# Programs that the operating system installs and that run plug-ins with the operating system's Python.
PROGRAMS = (
    Host("blender", "program", ("bpy-*", "blender-addon-*")),
    Host("gdb", "program", ("gdb-*", "pwndbg"), besides=("gdb-client",)),
    Host("gimp", "program", ("gimp-plugin-*",)),
    Host("home-assistant", "program", ("homeassistant-custom-*",)),
    Host("inkscape", "program", ("inkex-*", "inkscape-*"), besides=("inkscape-figures",)),
    Host("kodi", "program", ("kodi-addon-*",)),
    Host("neovim", "program", ("pynvim", "neovim", "nvim-*")),
    Host("ranger", "program", ("ranger-plugin-*",)),
    Host("thonny", "program", ("thonny-*",)),
    Host("weechat", "program", ("weechat-script-*",)),
)

HOSTS = (*APPLICATIONS, *LIBRARIES, *PROGRAMS)
