"""What calls do, as far as anything that is shipped calls them: the tables that ``effects`` reads the source with."""

from __future__ import annotations


def _all(names: str, kind: str) -> dict[str, str]:
    """Each of the names, with what it does."""
    return dict.fromkeys(names.split(), kind)


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_OS_FILES = """
    chmod chown fchmod fchown lchown link makedirs mkdir mkfifo mknod remove removedirs rename renames
    replace rmdir symlink truncate ftruncate unlink utime setxattr removexattr copy_file_range sendfile
    """
_OS_PROCESSES = """
    execv execve execvp execvpe fork forkpty kill killpg popen posix_spawn posix_spawnp spawnv spawnve
    startfile system initgroups setgid setgroups setresgid setresuid setuid
    """
# Modules whose functions are told apart one by one, with those of them that do something.
NAMES: dict[str, dict[str, str]] = {
    "os": _all(_OS_FILES, "files") | _all(_OS_PROCESSES, "processes"),
    "shutil": _all(
        "copy copy2 copyfile copymode copystat copytree chown move rmtree unpack_archive", "files"
    ),
    "subprocess": _all("Popen call check_call check_output getoutput getstatusoutput run", "processes"),
    "multiprocessing": _all("get_context Process Pool", "processes"),
    "pickle": _all("load loads Unpickler", "processes"),
    "marshal": _all("load loads", "processes"),
    "sqlite3": _all("connect", "files"),
    "tempfile": _all("mkdtemp mkstemp NamedTemporaryFile TemporaryDirectory TemporaryFile", "files"),
    "tarfile": _all("TarFile main", "files"),
    "compileall": _all("compile_dir compile_file compile_path", "files"),
    "urllib.request": _all("Request build_opener urlopen urlretrieve", "network"),
    "http.client": _all("HTTPConnection HTTPSConnection", "network"),
    "ctypes": _all("CDLL", "processes"),
    "runpy": _all("run_module run_path", "processes"),
    "concurrent.futures": _all("ProcessPoolExecutor", "processes"),
}
_OS_STREAMS = """
    dup dup2 write read pread close set_blocking set_inheritable pipe isatty get_terminal_size fsync
    """
_OS_LOOKS = """
    access cpu_count environ environb get_exec_path getcwd getegid geteuid getgid getgroups getpid
    getppid getuid listdir lstat fstat readlink scandir stat stat_result umask fwalk confstr
    sched_getaffinity strerror uname walk waitpid waitstatus_to_exitcode waitid chdir getpgrp tcgetpgrp
    """
_OS_WORDS = """
    path name sep pathsep devnull defpath curdir fsencode fsdecode fspath DirEntry PathLike error
    linesep open fdopen _exit O_RDONLY O_WRONLY O_RDWR O_CREAT O_EXCL O_NOFOLLOW O_CLOEXEC O_DIRECTORY
    O_NONBLOCK supports_effective_ids WEXITED WNOWAIT P_PID O_NOCTTY O_APPEND O_TRUNC F_OK R_OK W_OK
    X_OK WNOHANG WUNTRACED
    """
# The rest of what is used of them: it looks, or only names something. ``open`` is judged by its mode.
HARMLESS: dict[str, frozenset[str]] = {
    "os": _set(_OS_STREAMS) | _set(_OS_LOOKS) | _set(_OS_WORDS),
    # Of what was fetched: it is read from memory, and nothing of it is unpacked.
    "tarfile": _set("open TarError"),
    "shutil": _set("Error disk_usage get_terminal_size which"),
    "subprocess": _set("""
        PIPE STDOUT DEVNULL TimeoutExpired CalledProcessError SubprocessError CompletedProcess
        """),
    "multiprocessing": _set("""

        """),
    "pickle": _set("dump dumps HIGHEST_PROTOCOL"),
    "marshal": _set("dumps"),
    "sqlite3": _set("Connection DatabaseError Error OperationalError"),
    "tempfile": _set("gettempdir"),
    "compileall": _set("""

        """),
    "urllib.request": _set("HTTPSHandler OpenerDirector ProxyHandler"),
    "http.client": _set("HTTPException HTTPResponse"),
    "ctypes": _set("""

        """),
    "runpy": _set("""

        """),
    "concurrent.futures": _set("ThreadPoolExecutor"),
}
# Modules that may be imported at all. Those that are not in NAMES compute, or only look.
STANDARD = frozenset(NAMES) | _set(
    """
    __future__ _collections _collections_abc _frozen_importlib _frozen_importlib_external _functools _imp
    ast base64 binascii bisect certificates codecs collections configparser contextlib csv
    datetime difflib distutils errno fcntl fnmatch functools gc gzip hashlib html importlib io itertools
    json launch netrc packaging pipwise platform platformdirs posixpath pwd re rescue rich selectors
    shlex signal simple_index site sources ssl stat string struct sys sysconfig tags textwrap threading
    time tomllib traceback transport tree_sitter tree_sitter_bash types typing urllib.error urllib.parse
    warnings wheels xml yaml zipfile zipimport zlib
    """
)
# They run what nobody has read here.
RUNNING = _set("eval exec compile __import__ breakpoint")

_HANDS_FILES = """
    make_directory write sweep put remove remove_directory remove_tree move replace link copy symlink
    own lock
    """
_HANDS_RUNS = "run run_quietly run_heard run_overheard become replace_process"
_HANDS = _all(_HANDS_FILES, "files") | _all(_HANDS_RUNS, "processes")
# The way, the names that the receiver may have (none: any), and what its methods do. A test holds hands to be called that.
WAYS: tuple[tuple[str, frozenset[str], dict[str, str]], ...] = (
    ("through", _set("hands _hands"), _HANDS),
    ("through", _set("look _look"), {"ask": "processes", "remember": "files"}),
    ("through", _set("fetch _fetch"), _all("get head", "network")),
    ("door", frozenset(), _all("write_text write_bytes touch extractall", "files")),
)
_STEPS = {
    "files": "MakeDirectory WriteFile EditFile Move Remove RemoveFiles",
    "processes": "RunTool Divert ChangePackages",
}
# Values that say what is to be run or changed, and are carried out elsewhere.
TOLD: dict[str, str] = {
    **{f"pipwise.model.plan.{one}": kind for kind, names in _STEPS.items() for one in names.split()},
    **{f"pipwise.backends.question.{one}": "processes" for one in ("Question", "Order")},
}
