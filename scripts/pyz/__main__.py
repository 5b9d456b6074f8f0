"""The first thing that runs in pipwise.pyz. It has to parse on every Python since 2.6, to answer the old ones in one line."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is asked by Pythons that are older than ours
    import os

    found = "install one and run this again"
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
            program = os.path.join(folder, name)
            real = os.path.basename(os.path.realpath(program))
            if real in ("python3.14", "python3.13", "python3.12", "python3.11") and os.access(
                program, os.X_OK
            ):
                found = "%s is here: %s %s ..." % (real, name, sys.argv[0])  # noqa: UP031 - as above
    sys.stderr.write(
        "pipwise: this is Python %d.%d, and pipwise needs 3.11 or newer; %s\n"  # noqa: UP031 - as above
        % (sys.version_info[0], sys.version_info[1], found)
    )
    sys.exit(6)

from rescue import main  # type: ignore[import-not-found]  # it lies beside this file in the archive

sys.exit(main())
