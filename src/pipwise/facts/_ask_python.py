# Runs INSIDE a foreign Python of any age (2.7 and 3.x), asked with -I -B where it knows them: standard library only,
# one JSON object between two marks on stdout, known failures reported as data, exit status 0.
import sys

# Without -I the working directory stands first on the path: nothing may be imported from there.
sys.path[:] = [entry for entry in sys.path if entry]

import os

MARK = "pipwise-answer:"


def layout_by_sysconfig(sysconfig):
    hole = {"base": "{base}", "platbase": "{base}", "userbase": "{userbase}", "installed_base": "{base}",
            "installed_platbase": "{base}"}
    schemes = []
    for name in sysconfig.get_scheme_names():
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
    # With user or home set, distutils makes the directories below the home directory (bpo-6100): it only shall say them.
    command.create_home_path = lambda: None
    for key, value in options.items():
        setattr(command, key, value)
    command.finalize_options()
    return command.install_purelib


def distutils_layout(sysconfig):
    # pip asks distutils before Python 3.10, unless the distributor says otherwise (pip's locations/__init__.py).
    if getattr(sysconfig, "_PIP_USE_SYSCONFIG", sys.version_info >= (3, 10)):
        return []
    found = []
    for name, options in (("default", {}), ("user", {"user": 1, "prefix": ""}), ("prefix", {"prefix": "/{base}"}),
                          ("home", {"home": "/{base}", "prefix": ""}), ("root", {"root": "/{base}"})):
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


def watched_files():
    # What this answer depends on: the caller watches these files and asks again when one of them has changed.
    names = ["os", "site", "sysconfig", "sitecustomize", "_distutils_system_mod"]
    names += [name for name in sys.modules if name.startswith("_sysconfigdata")]
    files = [getattr(sys.modules.get(name), "__file__", None) for name in names]
    for entry in sys.path:
        if entry.endswith("-packages"):
            try:
                files += [os.path.join(entry, name) for name in sorted(os.listdir(entry)) if name.endswith(".pth")]
            except OSError:
                pass
    return [path for path in files if path]


def there(name):
    # Finding without importing: an import would run code of the machine under suspicion.
    return any(os.path.isfile(os.path.join(entry, name, "__init__.py")) for entry in sys.path)


def has_pip_wheel(sysconfig):
    # ensurepip unpacks a wheel that lies inside it, or where the distributor keeps wheels (bpo-42856).
    folders = [sysconfig.get_config_var("WHEEL_PKG_DIR") or "", "/usr/share/python-wheels"]
    folders += [os.path.join(entry, "ensurepip", "_bundled") for entry in sys.path]
    for folder in folders:
        try:
            names = os.listdir(folder) if folder else []
        except OSError:
            continue
        if any(name.startswith("pip-") and name.endswith(".whl") for name in names):
            return True
    return False


def answer():
    try:
        import sysconfig
    except ImportError:
        return {"problem": "too-old", "version": list(sys.version_info[:3])}

    facts = {
        "version": list(sys.version_info[:3]),
        "implementation": getattr(getattr(sys, "implementation", None), "name", "cpython"),
        "prefix": sys.prefix,
        "base_prefix": getattr(sys, "real_prefix", None) or getattr(sys, "base_prefix", sys.prefix),
        "path": list(sys.path),
        "has_venv": there("venv"),
        "has_ensurepip": there("ensurepip") and has_pip_wheel(sysconfig),
        "layout": layout_by_sysconfig(sysconfig),
        "distutils": distutils_layout(sysconfig),
        "stdlib": sysconfig.get_path("stdlib"),
    }
    facts.update(site_facts())
    facts["files"] = watched_files()
    return facts


def as_text(value):
    # Python 2 has bytes for paths: each beyond ASCII becomes what Python 3's surrogateescape makes of it.
    if isinstance(value, dict):
        return dict((key, as_text(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return [as_text(one) for one in value]
    if not isinstance(value, str) or not hasattr(value, "decode"):
        return value
    return u"".join([unichr(ord(byte) + 0xdc00 * (byte > "\x7f")) for byte in value])


if __name__ == "__main__":
    import json

    try:
        said = json.dumps(as_text(answer()))
    except Exception:
        said = json.dumps({"problem": "failed", "detail": repr(sys.exc_info()[1])})
    sys.stdout.write(MARK + said + MARK + "\n")
    sys.stdout.flush()
