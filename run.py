#!/usr/bin/env python3
"""Sets Rogatory up and runs it, in one command.

    python3 run.py                  set up, then a demo that is ready to be joined
    python3 run.py kit DIR          set up, then a folder that installs without a network on a machine of the same kind
    python3 run.py test [...]       set up with the tools, then all tests (what follows goes to pytest)
    python3 run.py test --quick     without what takes long or drives a browser
    python3 run.py check            set up with the tools, then format, lint, types, layers and dependencies
    python3 run.py bench NAME ...   set up with the tools, then a program of benchmarks/
    python3 run.py ANYTHING ...     set up, then `rogatory ANYTHING ...`

It needs nothing but a Python from 3.8 on; Rogatory itself runs on 3.12 or newer, which is found or fetched. Everything
is kept in .tools/ and .venv/ beside this file. A second start notices that nothing changed and sets nothing up.
Set-up speaks on standard error, so that standard output belongs to the command.

requirements.lock names what Rogatory needs to run, requirements-work.lock that and the tools of those who work on it.
A folder with wheels/ in it is a kit: everything comes from there, and nothing is asked of a network.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
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
WHEELS = ROOT / "wheels"
KIT = ROOT / "kit.json"
"""Which machine a kit is for; only a kit has this file."""
WORK = ("test", "check", "bench")
"""The jobs that need the tools."""

QUICK = ["-m", "not acceptance and not pattern", "--hypothesis-profile", "quick"]
"""What `test --quick` adds for pytest: what takes long is left out, and properties are tried on fewer examples."""

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


def wanted(*, tools: bool) -> dict[str, str]:
    """What the environment has to be made from, one digest a stage of the set-up."""
    if KIT.exists():
        own = sorted(WHEELS.glob("rogatory*.whl"))
        return {"packages": digest_of([ROOT / "requirements.lock"]), "project": digest_of(own)}
    assets = [
        path
        for path in sorted((ROOT / "assets").rglob("*"))
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.relative_to(ROOT).parts)
    ]
    found = {"packages": digest_of([ROOT / "requirements.lock"])}
    if tools:
        found["tools"] = digest_of([ROOT / "requirements-work.lock"])
    found["assets"] = digest_of(assets)
    found["project"] = digest_of([ROOT / "pyproject.toml"])
    return found


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


def uv_of_the_kit() -> list[str]:
    """The installer out of its wheel, which is a zip file: a Python without pip can do that too."""
    name = "uv.exe" if WINDOWS else "uv"
    target = TOOLS / name
    if not target.exists():
        for wheel in WHEELS.glob("uv-*.whl"):
            with zipfile.ZipFile(str(wheel)) as archive:
                inside = [entry for entry in archive.namelist() if entry.endswith("/scripts/" + name)]
                for entry in inside[:1]:
                    target.write_bytes(archive.read(entry))
                    target.chmod(0o755)
    if not target.exists():
        give_up("this kit is not whole: the installer is missing in wheels/. Make the kit again.")
    return [str(target)]


def find_uv() -> list[str]:
    """The command that starts uv, the installer; it is put into .tools/ if the machine has none."""
    found = shutil.which("uv")
    if found:
        return [found]
    if KIT.exists():
        return uv_of_the_kit()
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


def this_machine() -> str:
    """System and processor, as a kit names them."""
    return "{0} {1}".format(platform.system(), platform.machine())


def python_for_the_environment() -> str:
    """Which Python the environment is made with: a kit's packages fit one version."""
    if not KIT.exists():
        return NEEDED_PYTHON
    made = json.loads(KIT.read_text(encoding="utf-8"))
    if made["machine"] != this_machine():
        give_up(
            "this kit is for {0}, and this machine is {1}. Make a kit on a machine like this one.".format(
                made["machine"], this_machine()
            )
        )
    return str(made["python"])


def steps(uv: list[str], stage: str) -> list[list[str]]:
    """The commands of a stage of the set-up."""
    install = [*uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    # compiled once at set-up: where nothing may be written later, each start would compile all packages anew
    sync = [*uv, "pip", "sync", "--quiet", "--python", str(PYTHON), "--compile-bytecode", "--require-hashes"]
    if KIT.exists():
        offline = ["--offline", "--no-index", "--find-links", str(WHEELS)]
        own = [str(path) for path in sorted(WHEELS.glob("rogatory*.whl"))]
        return {
            "packages": [[*sync, *offline, "requirements.lock"]],
            "project": [[*install, *offline, "--no-deps", "--reinstall", "--compile-bytecode", *own]],
        }[stage]
    return {
        "packages": [[*sync, "requirements.lock"]],
        "tools": [[*install, "--compile-bytecode", "--require-hashes", "-r", "requirements-work.lock"]],
        "assets": [[*install, "--no-deps", "--reinstall", "./assets"]],
        "project": [[*install, "--no-deps", "--reinstall", "--editable", "."]],
    }[stage]


def set_up(*, tools: bool) -> None:
    """Brings .venv/ up to date with what the project's files say; quick when it already is."""
    target = wanted(tools=tools)
    if target.items() <= present().items():
        return
    with only_one_set_up():
        done = present()
        if target.items() <= done.items():
            return
        uv = find_uv()
        env = dict(os.environ)
        env.pop("VIRTUAL_ENV", None)
        if not done:
            needed = python_for_the_environment()
            say("Setting up: Python " + needed)
            if KIT.exists():
                env["UV_PYTHON_DOWNLOADS"] = "never"
            if not succeeds([*uv, "venv", "--quiet", "--clear", "--python", needed, str(VENV)], env):
                give_up(
                    "no Python {0} was found, and none could be fetched (see above).\n"
                    "What helps: install Python {0}{1}, and start again.".format(
                        needed.replace(">=3.12", "3.12 or newer"),
                        "" if KIT.exists() else ", or connect to the internet",
                    )
                )
        for name in target:
            if done.get(name) == target[name]:
                continue
            say("Setting up: " + name)
            if not all(succeeds(command, env) for command in steps(uv, name)):
                give_up(
                    "setting up the {0} failed (see above). What was set up before is kept.\n"
                    "What helps: {1}, then start again.".format(
                        name, "the whole kit, copied anew" if KIT.exists() else "an internet connection"
                    )
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
    is_quick = "--quick" in arguments
    arguments = [each for each in arguments if each != "--quick"]
    browser = None if is_quick else browser_for_tests()
    if browser is not None:
        os.environ.setdefault("ROGATORY_BROWSER", browser)
    workers = str(min(os.cpu_count() or 1, 4))
    # a file a process and the browser one, in the order of tests/conftest.py: what takes long first
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder", "--durations=20", "--durations-min=20"]
    if not arguments or is_quick:
        arguments = spread + (QUICK if is_quick else []) + arguments
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # tests start hundreds of processes, each of which would compile
    result = subprocess.call([str(PYTHON), "-m", "pytest", *arguments])
    if browser is None and not is_quick:
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


def bench_programs() -> dict[str, str]:
    """What each program of benchmarks/ does; the modules beside them that programs share are none."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "benchmarks").glob("[a-z]*.py")):
        text = path.read_text(encoding="utf-8")
        if '__name__ == "__main__"' in text:
            first = text.partition("\n")[0].replace('"""', "")
            found[path.stem] = re.sub("(: )?`(python3? )?(run.py bench|benchmarks/)[^`]*`[:.]? ?", "", first)
    return found


def bench(arguments: list[str]) -> int:
    """Runs a program of benchmarks/."""
    programs = bench_programs()
    if not arguments or arguments[0] not in programs:
        lines = ("  {0:17}{1}".format(name, does) for name, does in programs.items())
        say("run.py bench: name one of these\n" + "\n".join(lines))
        return 2
    return become([str(PYTHON), str(ROOT / "benchmarks" / (arguments[0] + ".py")), *arguments[1:]])


def read_me(python: str) -> str:
    """What the person with the stick reads."""
    return (
        "# Rogatory, to be installed without a network\n\n"
        "For a machine with {0} and Python {1}. Copy this folder to it, then:\n\n"
        "    python3 run.py serve      the server for a workshop (on Windows: py run.py serve)\n"
        "    python3 run.py            a demo\n\n"
        "The first start installs everything into this folder and takes a minute. Nothing is asked of a network.\n"
        "The trainer's guide is in docs/.\n"
    ).format(this_machine(), python)


def kit(arguments: list[str]) -> int:
    """Makes a folder that installs with no network on a machine of the same system and the same Python."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        say("usage: run.py kit DIR      a new or empty folder, for instance on a USB stick")
        return 2
    folder = Path(arguments[0]).expanduser().resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        say("run.py kit: {0} is there already and is not an empty folder. Nothing was changed.".format(folder))
        return 2
    os.chdir(str(ROOT))
    uv = find_uv()
    asked = "import sys; print('{0}.{1}'.format(*sys.version_info))"
    python = subprocess.check_output([str(PYTHON), "-c", asked], universal_newlines=True).strip()
    wheels = folder / "wheels"
    fetch = [*uv, "tool", "run", "--quiet", "--python", str(PYTHON), "pip", "download", "--quiet", "--no-deps"]
    fetch += ["--disable-pip-version-check", "--only-binary", ":all:", "--dest", str(wheels)]
    build = [*uv, "build", "--quiet", "--wheel", "--python", str(PYTHON), "--out-dir", str(wheels)]
    work = (
        ("packages", [*fetch, "--require-hashes", "--requirement", "requirements.lock"]),
        ("installer", [*fetch, "uv>=0.8"]),
        ("assets", [*build, "assets"]),
        ("Rogatory", [*build, "."]),
    )
    wheels.mkdir(parents=True)
    for name, command in work:
        say("Kit: " + name)
        if not succeeds(command):
            shutil.rmtree(str(folder), ignore_errors=True)
            give_up("the kit could not be made (see above); nothing was left. What helps: an internet connection.")
    with contextlib.suppress(OSError):
        (wheels / ".gitignore").unlink()  # left by the build: a stick is no repository
    for name in ("run.py", "requirements.lock", "LICENSE", "NOTICE"):
        shutil.copy(str(ROOT / name), str(folder / name))
    shutil.copytree(str(ROOT / "docs"), str(folder / "docs"), ignore=shutil.ignore_patterns("images"))
    (folder / "README.md").write_text(read_me(python), encoding="utf-8")
    (folder / KIT.name).write_text(json.dumps({"python": python, "machine": this_machine()}) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in wheels.iterdir()) // 1000000
    print("{0}: {1} MB, for {2} with Python {3}.".format(folder, size, this_machine(), python))
    print("On the other machine: copy the folder, then `python3 run.py serve` in it.")
    return 0


def main(arguments: list[str]) -> int:
    """Sets up, then does what was asked."""
    job = arguments[0] if arguments else "demo"
    if KIT.exists() and job in (*WORK, "kit"):
        say(
            "run.py: this is a kit, which runs Rogatory; `{0}` needs the folder that the kit was made from.".format(job)
        )
        return 2
    try:
        set_up(tools=job in WORK)
    except KeyboardInterrupt:
        give_up("set-up was interrupted; start again and it goes on where it stopped.")
    jobs = {"test": test, "bench": bench, "kit": kit}
    if job in jobs:
        return jobs[job](arguments[1:])
    if job == "check":
        return check()
    return become([script("rogatory"), *(arguments or ["demo"])])


if __name__ == "__main__":
    if sys.version_info < (3, 8):
        sys.exit("run.py needs Python 3.8 or newer to start; this is {0}.{1}.".format(*sys.version_info))
    sys.exit(main(sys.argv[1:]))
