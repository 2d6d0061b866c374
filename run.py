#!/usr/bin/env python3
"""Sets Rogatory up and runs it, in one command.

    python3 run.py                  set up, then a demo that is ready to be joined
    python3 run.py test [...]       set up, then all tests (what follows goes to pytest)
    python3 run.py check            set up, then format, lint, types, layers and dependencies
    python3 run.py bench NAME ...   set up, then a program of benchmarks/
    python3 run.py ANYTHING ...     set up, then `rogatory ANYTHING ...`

It needs nothing but a Python from 3.8 on; Rogatory itself runs on 3.12 or newer, which is found or fetched. Everything
is kept in .tools/ and .venv/ beside this file. A second start notices that nothing changed and sets nothing up.
Set-up speaks on standard error, so that standard output belongs to the command.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NoReturn

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
STAMP = VENV / "rogatory-setup.json"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
NEEDED_PYTHON = ">=3.12"

CHECKS = (
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("types", ["mypy"]),
    ("layers", ["lint-imports"]),
    ("dependencies", ["deptry", "."]),
)
BROWSER_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
)


def say(text: str) -> None:
    """Prints for the person at the keyboard, apart from the command's own output."""
    print(text, file=sys.stderr, flush=True)


def give_up(text: str) -> NoReturn:
    """Ends with a message that says what happened and what to do."""
    say("\nrun.py: " + text)
    sys.exit(1)


def succeeds(command: list[str], env: dict[str, str] | None = None) -> bool:
    """Runs a command of the set-up, its output on standard error."""
    try:
        return (
            subprocess.call(command, cwd=str(ROOT), env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno()) == 0
        )
    except OSError:
        return False


# --- set-up -------------------------------------------------------------------------------------------------------


def digest_of(paths: list[Path]) -> str:
    """A digest of the contents of files, whatever their dates; the place of the project is part of it."""
    total = hashlib.sha256(str(ROOT).encode())
    for path in paths:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        total.update(path.read_bytes() + b"\0")
    return total.hexdigest()


def wanted() -> dict[str, str]:
    """What the environment has to be made from, one digest a stage of the set-up."""
    assets = [
        path
        for path in sorted((ROOT / "assets").rglob("*"))
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.relative_to(ROOT).parts)
    ]
    return {
        "packages": digest_of([ROOT / "requirements.lock"]),
        "assets": digest_of(assets),
        "project": digest_of([ROOT / "pyproject.toml"]),
    }


def present() -> dict[str, str]:
    """What the environment was made from, as far as the last set-up came."""
    if not PYTHON.exists():
        return {}
    try:
        stages = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stages if isinstance(stages, dict) else {}


@contextlib.contextmanager
def only_one_set_up() -> Iterator[None]:
    """Two starts at the same time take turns."""
    TOOLS.mkdir(exist_ok=True)
    with open(str(TOOLS / "lock"), "a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def find_uv() -> list[str]:
    """The command that starts uv, the installer; it is put into .tools/ if the machine has none."""
    found = shutil.which("uv")
    if found:
        return [found]
    places = [
        TOOLS / "env" / ("Scripts/uv.exe" if WINDOWS else "bin/uv"),
        TOOLS / "packages" / ("bin/uv.exe" if WINDOWS else "bin/uv"),
    ]
    ready = [str(place) for place in places if place.exists()]
    if ready:
        return ready[:1]
    say("Setting up: installer")
    in_env = str(TOOLS / "env" / ("Scripts/python.exe" if WINDOWS else "bin/python"))
    quiet = ["--quiet", "--disable-pip-version-check", "uv>=0.8"]
    if not (
        succeeds([sys.executable, "-m", "venv", "--clear", str(TOOLS / "env")])
        and succeeds([in_env, "-m", "pip", "install", *quiet])
    ):
        # Debian ships Python without the part that puts pip into a new environment
        shutil.rmtree(str(TOOLS / "env"), ignore_errors=True)
        succeeds([sys.executable, "-m", "pip", "install", "--target", str(TOOLS / "packages"), *quiet])
    ready = [str(place) for place in places if place.exists()]
    if not ready:
        give_up(
            "the installer uv could not be set up (see above). Nothing outside this folder was changed.\n"
            "What helps: an internet connection; on Debian or Ubuntu `apt install python3-venv`; "
            "or install uv yourself and start again."
        )
    return ready[:1]


def set_up() -> None:
    """Brings .venv/ up to date with what the project's files say; quick when it already is."""
    target = wanted()
    if present() == target:
        return
    with only_one_set_up():
        done = present()
        if done == target:
            return
        uv = find_uv()
        env = dict(os.environ)
        env.pop("VIRTUAL_ENV", None)
        if not done:
            say("Setting up: Python " + NEEDED_PYTHON)
            if not succeeds([*uv, "venv", "--quiet", "--clear", "--python", NEEDED_PYTHON, str(VENV)], env):
                give_up(
                    "no Python 3.12 or newer was found, and none could be fetched (see above).\n"
                    "What helps: install Python 3.12 or newer, or connect to the internet, and start again."
                )
        at = ["--quiet", "--python", str(PYTHON)]
        # compiled once at set-up: where nothing may be written later, each start would compile all packages anew
        stages = (
            ("packages", [*uv, "pip", "sync", *at, "--compile-bytecode", "--require-hashes", "requirements.lock"]),
            ("assets", [*uv, "pip", "install", *at, "--no-deps", "--reinstall", "./assets"]),
            ("project", [*uv, "pip", "install", *at, "--no-deps", "--reinstall", "--editable", "."]),
        )
        for name, command in stages:
            if done.get(name) == target[name]:
                continue
            say("Setting up: " + name)
            if not succeeds(command, env):
                give_up(
                    "setting up the {0} failed (see above). What was set up before is kept.\n"
                    "What helps: an internet connection, then start again.".format(name)
                )
            if name == "packages":
                done = {}  # that step removes everything which the list does not name, so the later ones follow
            done[name] = target[name]
            STAMP.write_text(json.dumps(done), encoding="utf-8")


# --- jobs ---------------------------------------------------------------------------------------------------------


def script(name: str) -> str:
    """A command of the environment."""
    return str(SCRIPTS / (name + ".exe" if WINDOWS else name))


def become(command: list[str]) -> int:
    """Hands over to a command, so that signals and the exit code are its own."""
    if not WINDOWS:
        os.execv(command[0], command)
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.call(command)
    return 130


def find_browser() -> str | None:
    """An installed browser that can run the browser tests."""
    for name in BROWSER_NAMES:
        found = shutil.which(name)
        if found:
            return found
    for place in BROWSER_PLACES:
        with contextlib.suppress(KeyError):
            path = place.format(**os.environ) if "{" in place else place
            if os.path.exists(path):
                return path
    return None


def browser_for_tests() -> str | None:
    """A browser for the tests; where the system allows it without asking anybody, it is installed."""
    found = find_browser()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if found is None and is_root and shutil.which("apt-get"):
        say("Setting up: a browser for the tests")
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        patient = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
        if succeeds([*patient, "update"], quiet):
            succeeds([*patient, "install", "-y", "--no-install-recommends", "chromium"], quiet)
        found = find_browser()
    return found


def test(arguments: list[str]) -> int:
    """Runs the tests; says so when no browser is there for those that need one."""
    os.chdir(str(ROOT))
    browser = browser_for_tests()
    if browser is not None:
        os.environ.setdefault("ROGATORY_BROWSER", browser)
    workers = str(min(os.cpu_count() or 1, 4))
    # a file a process and the browser one, in the order of tests/conftest.py: what takes long first
    spread = [] if arguments else ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    result = subprocess.call([str(PYTHON), "-m", "pytest", *spread, *arguments])
    if browser is None:
        say("\n" + "!" * 100)
        say("SKIPPED: every browser test. No Chromium, Chrome or Edge was found; install one and run the tests again.")
        say("!" * 100)
    return result


def check() -> int:
    """Runs every check, also after one has failed."""
    os.chdir(str(ROOT))
    failed = []
    for name, (command, *arguments) in CHECKS:
        say("\n--- " + name)
        if subprocess.call([script(command), *arguments]) != 0:
            failed.append(name)
    say("\nchecks: " + ("failed: " + ", ".join(failed) if failed else "all passed"))
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Runs a program of benchmarks/."""
    programs = sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))
    if not arguments or arguments[0] not in programs:
        say("run.py bench: name one of: " + (", ".join(programs) or "(there are none)"))
        return 2
    return become([str(PYTHON), str(ROOT / "benchmarks" / (arguments[0] + ".py")), *arguments[1:]])


def main(arguments: list[str]) -> int:
    """Sets up, then does what was asked."""
    try:
        set_up()
    except KeyboardInterrupt:
        give_up("set-up was interrupted; start again and it goes on where it stopped.")
    job = arguments[0] if arguments else "demo"
    if job == "test":
        return test(arguments[1:])
    if job == "check":
        return check()
    if job == "bench":
        return bench(arguments[1:])
    return become([script("rogatory"), *(arguments or ["demo"])])


if __name__ == "__main__":
    if sys.version_info < (3, 8):
        sys.exit("run.py needs Python 3.8 or newer to start; this is {0}.{1}.".format(*sys.version_info))
    sys.exit(main(sys.argv[1:]))
