"""Options of pipx's commands by version, as the parsers of pipx 1.1.0, 1.7.1 and 1.18.4 have them (``pipx/main.py``).

A line is ``command | operands | options``; ``=`` takes a value, ``=*`` may be repeated, ``=+`` takes several words,
``=a,b`` takes one of these, ``…`` takes all the rest; options in brackets exclude one another.
"""

from __future__ import annotations

VERSIONS = ("1.1.0", "1.7.1", "1.18.4")

COMMON = (
    "--verbose",
    "--quiet/-q --verbose/-v --global",
    "--quiet/-q --verbose/-v --global --skip-maintenance",
)
PIP = "--system-site-packages --index-url/-i= --editable/-e --pip-args="
PYTHON = (
    "--python=",
    "--python= --fetch-missing-python",
    "--python= [--fetch-python=always,missing,never --fetch-missing-python]",
)
OUTPUT = " --output=human,json"
BACKEND = " --backend=pip,uv"

_FIRST = f"""
 | | --version
install | package_spec | --include-deps --force/-f --suffix= {PYTHON[0]} {PIP}
inject | package dependencies+ | --include-apps --include-deps {PIP} --force/-f
upgrade | package | --include-injected --force/-f {PIP}
upgrade-all | | --include-injected --skip=+ --force/-f
uninstall | package |
uninstall-all | |
reinstall | package | {PYTHON[0]}
reinstall-all | | {PYTHON[0]} --skip=+
list | | --include-injected [--json --short]
run | app_with_args… | --no-cache --pypackages --spec= {PYTHON[0]} {PIP}
runpip | package pipargs… |
ensurepath | | --force/-f
environment | | --value/-v=
completions | |
"""
_SECOND = f"""
 | | --version --quiet/-q --verbose/-v --global
install | package_spec+ | --include-deps --force/-f --suffix= {PYTHON[1]} --preinstall=* {PIP}
install-all | spec_metadata_file | --force/-f {PYTHON[1]} {PIP}
uninject | package dependencies+ | --leave-deps
inject | package dependencies* | --requirement/-r=* --include-apps --include-deps {PIP} --force/-f --with-suffix
pin | package | --injected-only --skip=+
unpin | package |
upgrade | packages+ | --include-injected --force/-f {PIP} --install {PYTHON[1]}
upgrade-all | | --include-injected --skip=+ --force/-f
upgrade-shared | | --pip-args=
uninstall | package |
uninstall-all | |
reinstall | package | {PYTHON[1]}
reinstall-all | | {PYTHON[1]} --skip=+
list | | --include-injected [--json --short --pinned --skip-maintenance]
interpreter | rest… |
run | app_with_args… | --no-cache --path --pypackages --spec= {PYTHON[1]} {PIP}
runpip | package pipargs… |
ensurepath | | --prepend --force/-f
environment | | --value/-V=
completions | |
"""
_DEPS = "[--include-deps --include-resources-from=*]"
_THIRD = f"""
 | | --version
install | package_spec+ | {_DEPS} --force/-f --upgrade/-U --upgrade-strategy=only-if-needed,eager --suffix= {PYTHON[2]} \
--preinstall=* --app=* --lock= {PIP} --cooldown={BACKEND}{OUTPUT}
install-all | spec_metadata_file | --force/-f {PYTHON[2]} {PIP} --cooldown={BACKEND}
uninject | package dependencies+ | --leave-deps{OUTPUT}
inject | package dependencies* | --requirement/-r=* --include-apps {_DEPS} {PIP} --cooldown= --force/-f \
--with-suffix{BACKEND}{OUTPUT}
expose | package |{OUTPUT}
unexpose | package |{OUTPUT}
pin | package | --injected-only --skip=+{OUTPUT}
unpin | package |{OUTPUT}
upgrade | packages+ | --include-injected --force/-f {PIP} --cooldown= --install {PYTHON[2]}{BACKEND}{OUTPUT}
upgrade-all | | --include-injected --skip=+ --force/-f {PIP} --cooldown={BACKEND}{OUTPUT}
upgrade-shared | | --pip-args={OUTPUT}
uninstall | package |{OUTPUT}
uninstall-all | |{OUTPUT}
reset | | --yes/-y --dry-run{OUTPUT}
reinstall | package | {PYTHON[2]}{BACKEND}{OUTPUT}
reinstall-all | | {PYTHON[2]} --skip=+{BACKEND}{OUTPUT}
health | packages* |{OUTPUT}
repair | packages* | {PYTHON[2]}{BACKEND}{OUTPUT}
list | packages* | --include-injected --outdated [--short --pinned] [--output=human,json --json]
interpreter | rest… |
cache | rest… |
manifest | rest… |
run | app_with_args… | [--no-cache --refresh] --no-path-check --python-args= --path --pypackages --with=* --spec= \
{PYTHON[2]} {PIP} --cooldown={BACKEND}
exec | package app app_args… |
runpip | package pipargs… |
ensurepath | | --prepend --force/-f --all-shells --dry-run
environment | | --value/-V=
completions | |
help | |
"""
TABLES = (_FIRST, _SECOND, _THIRD)
