"""What calls do, as far as anything that is shipped calls them: the tables that ``effects`` reads the source with."""

from __future__ import annotations

# Modules whose functions are told apart one by one, with what those of them do that do something.
NAMES: dict[str, dict[str, str]] = {
    "os": {
        **dict.fromkeys(
            (
                *(
                    "chmod",
                    "chown",
                    "fchmod",
                    "fchown",
                    "lchown",
                    "link",
                    "makedirs",
                    "mkdir",
                    "mkfifo",
                    "mknod",
                    "remove",
                ),
                *(
                    "removedirs",
                    "rename",
                    "renames",
                    "replace",
                    "rmdir",
                    "symlink",
                    "truncate",
                    "ftruncate",
                    "unlink",
                    "utime",
                ),
                *("setxattr", "removexattr", "copy_file_range", "sendfile"),
            ),
            "files",
        ),
        **dict.fromkeys(
            (
                *(
                    "execv",
                    "execve",
                    "execvp",
                    "execvpe",
                    "fork",
                    "forkpty",
                    "kill",
                    "killpg",
                    "popen",
                    "posix_spawn",
                ),
                *("posix_spawnp", "spawnv", "spawnve", "startfile", "system"),
                *("initgroups", "setgid", "setgroups", "setresgid", "setresuid", "setuid"),
            ),
            "processes",
        ),
    },
    "shutil": dict.fromkeys(
        (
            *("copy", "copy2", "copyfile", "copymode", "copystat", "copytree", "chown", "move", "rmtree"),
            "unpack_archive",
        ),
        "files",
    ),
    "subprocess": dict.fromkeys(
        ("Popen", "call", "check_call", "check_output", "getoutput", "getstatusoutput", "run"), "processes"
    ),
    "multiprocessing": {"get_context": "processes", "Process": "processes", "Pool": "processes"},
    "sqlite3": {"connect": "files"},
    "tempfile": dict.fromkeys(
        ("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile"), "files"
    ),
    "compileall": dict.fromkeys(("compile_dir", "compile_file", "compile_path"), "files"),
    "urllib.request": dict.fromkeys(("Request", "build_opener", "urlopen", "urlretrieve"), "network"),
    "http.client": dict.fromkeys(("HTTPConnection", "HTTPSConnection"), "network"),
    "ctypes": {"CDLL": "processes"},
    "runpy": {"run_module": "processes", "run_path": "processes"},
    "concurrent.futures": {"ProcessPoolExecutor": "processes"},
}
_OS_STREAMS = (
    "dup",
    "dup2",
    "write",
    "read",
    "close",
    "set_blocking",
    "set_inheritable",
    "pipe",
    "isatty",
    "get_terminal_size",
    "fsync",
)
_OS_LOOKS = (
    *(
        "access",
        "cpu_count",
        "environ",
        "environb",
        "get_exec_path",
        "getcwd",
        "getegid",
        "geteuid",
        "getgid",
        "getgroups",
    ),
    *(
        "getpid",
        "getppid",
        "getuid",
        "listdir",
        "lstat",
        "fstat",
        "readlink",
        "scandir",
        "stat",
        "stat_result",
        "umask",
        "fwalk",
    ),
    *(
        "confstr",
        "sched_getaffinity",
        "strerror",
        "uname",
        "walk",
        "waitpid",
        "waitstatus_to_exitcode",
        "waitid",
        "chdir",
        "getpgrp",
        "tcgetpgrp",
    ),
)
_OS_WORDS = (
    *(
        "path",
        "name",
        "sep",
        "pathsep",
        "devnull",
        "defpath",
        "curdir",
        "fsencode",
        "fsdecode",
        "fspath",
        "DirEntry",
    ),
    *("PathLike", "error", "linesep", "open", "fdopen", "_exit"),
    *(
        "O_RDONLY",
        "O_WRONLY",
        "O_RDWR",
        "O_CREAT",
        "O_EXCL",
        "O_NOFOLLOW",
        "O_CLOEXEC",
        "O_DIRECTORY",
        "O_NONBLOCK",
    ),
    *(
        "supports_effective_ids",
        "WEXITED",
        "WNOWAIT",
        "P_PID",
        "O_NOCTTY",
        "O_APPEND",
        "O_TRUNC",
        "F_OK",
        "R_OK",
        "W_OK",
        "X_OK",
        "WNOHANG",
        "WUNTRACED",
    ),
)
# The rest of what is used of them: it looks, or only names something. ``open`` is judged by its mode.
HARMLESS: dict[str, frozenset[str]] = {
    "os": frozenset((*_OS_STREAMS, *_OS_LOOKS, *_OS_WORDS)),
    "shutil": frozenset({"which", "disk_usage", "get_terminal_size", "Error"}),
    "subprocess": frozenset(
        {
            "PIPE",
            "STDOUT",
            "DEVNULL",
            "TimeoutExpired",
            "CalledProcessError",
            "SubprocessError",
            "CompletedProcess",
        }
    ),
    "multiprocessing": frozenset(),
    "sqlite3": frozenset({"Connection", "Error", "OperationalError", "DatabaseError"}),
    "tempfile": frozenset({"gettempdir"}),
    "compileall": frozenset(),
    "urllib.request": frozenset({"OpenerDirector", "ProxyHandler", "HTTPSHandler"}),
    "http.client": frozenset({"HTTPException", "HTTPResponse"}),
    "ctypes": frozenset(),
    "runpy": frozenset(),
    "concurrent.futures": frozenset({"ThreadPoolExecutor"}),
}
# Modules that may be imported at all. Those that are not in NAMES compute, or only look.
STANDARD = frozenset(NAMES) | frozenset(
    (
        *("__future__", "ast", "base64", "binascii", "bisect", "certificates", "codecs", "collections"),
        *("configparser", "csv", "datetime", "difflib", "distutils", "errno", "fcntl", "fnmatch", "functools"),
        *("gc", "gzip", "hashlib", "html", "http.client", "importlib", "io", "itertools", "json", "launch"),
        *("netrc", "packaging", "pipwise", "platform", "platformdirs", "posixpath", "pwd", "re", "rescue", "rich"),
        *("selectors", "shlex", "signal", "simple_index", "site", "sources", "ssl", "stat", "string", "struct"),
        *("sys", "sysconfig", "tags", "textwrap", "threading", "time", "tomllib", "traceback", "transport"),
        *("tree_sitter", "tree_sitter_bash", "types", "typing", "urllib.error", "urllib.parse", "warnings"),
        *("wheels", "xml", "yaml", "zipfile", "zipimport", "zlib", "contextlib"),
    )
)
# They run what nobody has read here.
RUNNING = frozenset({"eval", "exec", "compile", "__import__", "breakpoint"})

_FILES = (
    *(
        "make_directory",
        "write",
        "sweep",
        "put",
        "remove",
        "remove_directory",
        "remove_tree",
        "move",
        "replace",
    ),
    *("link", "copy", "symlink", "own", "lock"),
)
_RUNS = ("run", "run_quietly", "run_heard", "run_overheard", "become", "replace_process")
_HANDS = {**dict.fromkeys(_FILES, "files"), **dict.fromkeys(_RUNS, "processes")}
# The way, the names that the receiver may have (none: any), and what its methods do. A test holds that hands are called hands.
WAYS: tuple[tuple[str, frozenset[str], dict[str, str]], ...] = (
    ("through", frozenset({"hands", "_hands"}), _HANDS),
    ("through", frozenset({"look", "_look"}), {"ask": "processes", "remember": "files"}),
    ("through", frozenset({"fetch", "_fetch"}), {"get": "network", "head": "network"}),
    ("door", frozenset(), dict.fromkeys(("write_text", "write_bytes", "touch", "extractall"), "files")),
)
# Values that say what is to be run or changed, and are carried out elsewhere.
TOLD: dict[str, str] = {
    **{
        f"pipwise.model.plan.{one}": "files"
        for one in ("MakeDirectory", "WriteFile", "EditFile", "Move", "Remove", "RemoveFiles")
    },
    **{f"pipwise.model.plan.{one}": "processes" for one in ("RunTool", "Divert", "ChangePackages")},
    **{f"pipwise.backends.question.{one}": "processes" for one in ("Question", "Order")},
}
