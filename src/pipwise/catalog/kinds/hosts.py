"""The hosts of plug-ins: read from each host's own documentation of how it finds them, November 2026."""

from __future__ import annotations

from pipwise.catalog.kinds.host import Host

HOSTS = (
    # Applications: what is plugged in has to stand in their environment.
    Host("ansible-core", "application", ("ansible-collection-*",)),
    Host("ansible-navigator", "application"),
    Host("beets", "application", ("beets-*", "beet-*"), ("beets.plugins",)),
    Host(
        "certbot",
        "application",
        ("certbot-*",),
        ("certbot.plugins",),
        ("certbot-ci", "certbot-compatibility-test"),
    ),
    Host("cookiecutter", "application"),
    Host("copier", "application", ("copier-template-*", "copier-templates-*")),
    Host("datasette", "application", ("datasette-*",), ("datasette",), ("datasette-client",)),
    Host("errbot", "application", ("errbot-*", "err-*"), ("errbot.plugins", "errbot.backend_plugins")),
    Host("fava", "application", ("fava-*",)),
    Host("flexget", "application", ("flexget-*",), ("FlexGet.plugins",)),
    Host("hatch", "application", ("hatch-env-*", "hatch-pip-*", "hatch-conda"), ("hatch",)),
    Host("httpie", "application", ("httpie-*",), ("httpie.plugins.*",)),
    Host("jrnl", "application", ("jrnl-*",), ("jrnl.plugins*",)),
    Host("keyring", "library", ("keyrings-*",), ("keyring.backends",)),
    Host("llm", "application", ("llm-*",), ("llm",)),
    Host("mopidy", "application", ("mopidy-*",), ("mopidy.ext",)),
    Host("nikola", "application", ("nikola-*",), ("nikola.plugins",)),
    Host("octoprint", "application", ("octoprint-*",), ("octoprint.plugin",), ("octoprint-client",)),
    Host("pelican", "application", ("pelican-*",), ("pelican.plugins", "pelican.themes")),
    Host("pipx", "application"),
    Host("platformio", "application"),
    Host(
        "poetry",
        "application",
        ("poetry-plugin-*", "poetry-*-plugin", "poetry-dynamic-versioning*"),
        ("poetry.plugin", "poetry.application.plugin"),
    ),
    Host("pdm", "application", ("pdm-plugin-*", "pdm-bump", "pdm-packer"), ("pdm",)),
    Host("sopel", "application", ("sopel-*",), ("sopel.plugins",)),
    Host("sqlfluff", "application", ("sqlfluff-*",), ("sqlfluff",)),
    Host("streamlink", "application", ("streamlink-*",)),
    Host("supervisor", "application", ("supervisor-*",)),
    Host("visidata", "application", ("visidata-*", "vd-*"), ("visidata.plugins",)),
    Host("xonsh", "application", ("xontrib-*", "xonsh-*"), ("xonsh.xontribs",)),
    Host(
        "yt-dlp",
        "application",
        ("yt-dlp-*",),
        ("yt_dlp_plugins",),
        ("yt-dlp-ejs", "yt-dlp-bin", "yt-dlp-nightly"),
    ),
)
