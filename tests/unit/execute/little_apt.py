"""A little apt over a file: the words that pipwise says to the real one, with real processes and a database that can break.

It stands on PATH as apt-get, apt-mark, apt-cache, dpkg-query, dpkg and sudo. The rigs have the real ones.
"""

import json
import os
import sys
from pathlib import Path

# name → (version, what it needs)
ARCHIVE = {
    "python3-little-web": ("2.0-1", ["python3-little-net"]),
    "python3-little-net": ("1.1-1", []),
    "python3-little-own": ("1.0-1", ["python3-little-net"]),
    "python3-little-odd": ("1.0-1", []),
}
BASE = Path(os.environ["LITTLE_APT"])
MOOD = Path(f"{BASE}.mood")
WILL = json.loads(MOOD.read_text()) if MOOD.exists() else {}


def load() -> dict[str, list[str]]:
    return json.loads(BASE.read_text()) if BASE.exists() else {}


def save(database: dict[str, list[str]]) -> None:
    BASE.write_text(json.dumps(database))


def stop(text: str, status: int = 100) -> None:
    print(text, file=sys.stderr)
    sys.exit(status)


def closure(names: list[str], database: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    for name in names:
        if name not in ARCHIVE:
            stop(f"E: Unable to locate package {name}")
        needed = closure(ARCHIVE[name][1], database)
        found += [one for one in (*needed, name) if one not in found]
    return [one for one in found if database.get(one, ["", "", ""])[2] != "installed"]


def dependents(names: list[str], database: dict[str, list[str]]) -> list[str]:
    more = [one for one in database if one not in names and set(ARCHIVE.get(one, ("", []))[1]) & set(names)]
    return dependents([*names, *more], database) if more else names


def install(names: list[str], database: dict[str, list[str]], *, simulate: bool) -> None:
    if WILL.get("removes"):
        print(f"Remv {WILL['removes']} [1.0]")
    for name in closure(names, database):
        version = ARCHIVE[name][0]
        if simulate:
            print(f"Inst {name} ({version} Little:1 [all])")
            continue
        database[name] = [version, "manual" if name in names else "auto", "half-installed"]
        save(database)
        if WILL.get("dies") == name:
            os.kill(os.getppid() if WILL.get("kills") else os.getpid(), 9)
            os.kill(os.getpid(), 9)
        if WILL.get("fails") == name:
            stop("E: Failed to fetch http://mirror/x.deb  Temporary failure resolving 'mirror'")
        database[name][2] = "installed"
        save(database)


def remove(names: list[str], database: dict[str, list[str]], *, simulate: bool) -> None:
    for name in dependents([one for one in names if one in database], database):
        if simulate:
            print(f"Remv {name} [{database[name][0]}]")
        elif WILL.get("breaks") == name:
            database[name][2] = "half-configured"
            save(database)
            os.kill(os.getppid() if WILL.get("kills") else os.getpid(), 9)
            os.kill(os.getpid(), 9)
        else:
            del database[name]
            save(database)
            if WILL.get("ends") == name:
                os.kill(os.getppid() if WILL.get("kills") else os.getpid(), 9)
                os.kill(os.getpid(), 9)
    save(database)


def main() -> None:  # noqa: PLR0912 - a case a word
    program, words = Path(sys.argv[0]).name, sys.argv[1:]
    database = load()
    names = [word for word in words if word.startswith("python3-")]
    match program, words[0]:
        case "apt-get", "-s":
            (install if words[1] == "install" else remove)(names, database, simulate=True)
        case "apt-get", "install":
            install(names, database, simulate=False)
        case "apt-get", "purge" | "remove":
            remove(names, database, simulate=False)
        case "apt-get", "update":
            Path(f"{BASE}.lists").write_text("fetched")
        case "apt-mark", "showauto":
            print("\n".join(name for name, row in database.items() if row[1] == "auto"))
        case "apt-mark", mark:
            for name in names:
                database[name][1] = mark
            save(database)
        case "apt-cache", "policy":
            for name in names:
                print(f"{name}:\n  Installed: (none)\n  Candidate: {ARCHIVE[name][0]}\n  Version table:")
        case "dpkg-query", "-W":
            print("installed|dpkg|amd64|1.22")
            print("\n".join(f"{row[2]}|{name}|all|{row[0]}" for name, row in database.items()))
        case "dpkg", "--configure" if WILL.get("unready"):
            stop("dpkg: dependency problems prevent configuration of python3-little-web", 1)
        case "dpkg", "--configure":
            for row in database.values():
                row[2] = "installed" if row[2] == "half-configured" else row[2]
            save(database)
        case "dpkg-query", "-S":
            sys.exit(1)
        case "dpkg", "--purge":
            needed = [one for one in dependents(names, database) if one not in names]
            if needed:
                stop(f"dpkg: dependency problems prevent removal: {needed[0]}", 1)
            save({name: row for name, row in database.items() if name not in names})
        case _:
            stop(f"little apt does not know {program} {words}", 2)


if Path(sys.argv[0]).name in ("sudo", "env"):
    os.execvp(sys.argv[1], sys.argv[1:])
if __name__ == "__main__":
    main()
