# Runs INSIDE a foreign Python of any age (2.7 and 3.x), asked with -I -B where it knows them: standard library only,
# one JSON object between two marks on stdout, known failures reported as data, exit status 0.
import os
import sys

MARK = "pipwise-answer:"


def layout_by_sysconfig(sysconfig):
    names = sysconfig.get_scheme_names()
    hole = {"base": "{base}", "platbase": "{base}", "userbase": "{userbase}", "installed_base": "{base}",
            "installed_platbase": "{base}"}
    schemes = []
    for name in names:
        if name.startswith(("nt", "os2")) and os.name == "posix":
            continue
        # Placeholders in the variables, not expand=False: distributors patch get_paths (Debian's deb_system).
        try:
            paths = sysconfig.get_paths(name, hole)
        except Exception:
            continue
        schemes.append([name] + [paths.get(key, "") for key in ("purelib", "platlib", "scripts", "data")])
    preferred = getattr(sysconfig, "get_preferred_scheme", None)
    wanted = {}
    for key, stand_in in (("prefix", "posix_prefix"), ("user", "posix_user"), ("home", "posix_home")):
        try:
            wanted[key] = preferred(key) if preferred else stand_in
        except Exception:
            wanted[key] = stand_in
    if hasattr(sysconfig, "get_default_scheme"):
        default = sysconfig.get_default_scheme()
    else:
        default = getattr(sysconfig, "_get_default_scheme", lambda: "posix_prefix")()
    return {"schemes": schemes, "default": default, "prefix": wanted["prefix"], "user": wanted["user"],
            "home": wanted["home"]}


def by_distutils(options):
    from distutils.command.install import install
    from distutils.dist import Distribution

    command = install(Distribution())
    for key, value in options.items():
        setattr(command, key, value)
    command.finalize_options()
    return command.install_purelib


def distutils_layout():
    if sys.version_info >= (3, 12):
        return []
    found = []
    for name, options in (("default", {}), ("user", {"user": 1}), ("prefix", {"prefix": "/{base}"}),
                          ("home", {"home": "/{base}"}), ("root", {"root": "/{base}"})):
        try:
            path = by_distutils(options)
        except BaseException:
            continue
        found.append([name, path.replace("/{base}", "{base}")])
    return found


def site_facts():
    try:
        import site
    except ImportError:
        return {"site_packages": [], "user_base": "", "user_site": ""}
    facts = {}
    for key, name in (("site_packages", "getsitepackages"), ("user_base", "getuserbase"),
                      ("user_site", "getusersitepackages")):
        try:
            facts[key] = getattr(site, name)()
        except Exception:
            facts[key] = [] if key == "site_packages" else ""
    return facts


def loaded_files():
    # What this answer depends on: the caller watches these files and asks again when one of them has changed.
    names = ("os", "site", "sysconfig", "_sysconfigdata", "sitecustomize", "usercustomize", "_distutils_system_mod")
    files = []
    for name in names:
        path = getattr(sys.modules.get(name), "__file__", None)
        if path:
            files.append(path)
    return files


def there(name):
    # Finding without importing: an import would run code of the machine under suspicion.
    return any(os.path.isfile(os.path.join(entry, name, "__init__.py")) for entry in sys.path)


def answer():
    try:
        import sysconfig
    except ImportError:
        return {"problem": "too-old", "version": list(sys.version_info[:3])}

    facts = {
        "version": list(sys.version_info[:3]),
        "implementation": getattr(getattr(sys, "implementation", None), "name", "cpython"),
        "prefix": sys.prefix,
        "base_prefix": getattr(sys, "base_prefix", None) or getattr(sys, "real_prefix", sys.prefix),
        "executable": sys.executable or "",
        "path": [entry for entry in sys.path if entry],
        "has_venv": there("venv"),
        "has_ensurepip": there("ensurepip"),
        "layout": layout_by_sysconfig(sysconfig),
        "distutils": distutils_layout() if sys.version_info < (3, 10) else [],
    }
    facts["stdlib"] = sysconfig.get_path("stdlib")
    facts.update(site_facts())
    facts["files"] = loaded_files()
    return facts


if __name__ == "__main__":
    import json

    try:
        said = answer()
    except Exception:
        said = {"problem": "failed", "detail": repr(sys.exc_info()[1])}
    out = MARK + json.dumps(said) + MARK + "\n"
    sys.stdout.write(out)
    sys.stdout.flush()
