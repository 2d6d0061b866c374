"""`run.py kit DIR` makes a folder that installs and runs where there is no network."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

pytestmark = pytest.mark.acceptance("builds and installs a kit")

NO_NETWORK = re.compile(
    r"ConnectionError|NewConnectionError|NameResolution|error sending request|timed out|No matching dist"
)
PAGE = """
import webapp.visit.config, webapp.store.database, webapp.app, pathlib, tempfile
folder = pathlib.Path(tempfile.mkdtemp())
config = webapp.visit.config.from_environment({"ROGATORY_DATA": str(folder)})
database = webapp.store.database.connect(config.database_url)
webapp.store.database.bring_up_to_date(database)
visitor = webapp.app.create_app(config, database).test_client()
page = visitor.get("/")
links = [part.split('"')[0] for part in page.get_data(as_text=True).split('href="')[1:]]
sheets = [link for link in links if ".css" in link]
print(page.status_code, len(sheets), {visitor.get(sheet).status_code for sheet in sheets})
"""


def run(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [*(alone() if env else ()), sys.executable, str(folder / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=folder)


def alone() -> tuple[str, ...]:
    """What takes the network away from a command: a network of its own where the system lets us make one."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return (unshare, "-n")
    return ()


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit, copied to another place as a stick would carry it."""
    folder = tmp_path_factory.mktemp("kit") / "made"
    made = run(ROOT, "kit", str(folder))
    if made.returncode and NO_NETWORK.search(made.stderr):
        pytest.skip(f"a kit is made with a network, and there is none here: {made.stderr[-300:]}")
    assert made.returncode == 0, made.stderr
    assert str(folder) in made.stdout
    other = folder.with_name("other laptop")
    folder.rename(other)
    return other


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a laptop that has a Python and nothing else: no cache, no index that answers."""
    home = tmp_path_factory.mktemp("home")
    pythons = os.pathsep.join({str(Path(os.path.realpath(sys.executable)).parent), *os.defpath.split(os.pathsep)})
    nowhere = "http://127.0.0.1:9/"
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return {
        **kept,
        "PATH": pythons,
        "HOME": str(home),
        "UV_CACHE_DIR": str(home / "cache"),
        "UV_DEFAULT_INDEX": nowhere,
        "PIP_INDEX_URL": nowhere,
        "HTTPS_PROXY": nowhere,
        "ROGATORY_DATA": str(home / "data"),
    }


def test_it_installs_and_runs_with_the_network_off(kit: Path, elsewhere: dict[str, str]) -> None:
    first = run(kit, "--version", env=elsewhere)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("rogatory ")
    second = run(kit, "simulate", "glass-harbour", "--days", "3", "--json", env=elsewhere)
    assert second.stderr == "", "it is set up once"
    assert json.loads(second.stdout)["days"] == 3
    python = next(path for path in (kit / ".venv/bin/python", kit / ".venv/Scripts/python.exe") if path.exists())
    page = subprocess.run(
        [*alone(), str(python), "-c", PAGE], capture_output=True, text=True, check=False, env=elsewhere, cwd=kit
    )
    assert re.match(r"200 [1-9]\d* \{200\}", page.stdout), page.stderr


def test_it_says_what_it_is(kit: Path, elsewhere: dict[str, str]) -> None:
    assert "python3 run.py serve" in (kit / "README.md").read_text(encoding="utf-8")
    assert all((kit / name).is_file() for name in ("LICENSE", "NOTICE"))
    refused = run(kit, "test", env=elsewhere)
    assert refused.returncode == 2
    assert "this is a kit" in refused.stderr


def test_another_machine_is_told(kit: Path, elsewhere: dict[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("run.py", "requirements.lock"):
        shutil.copy(kit / name, other / name)
    shutil.copytree(kit / "wheels", other / "wheels")
    told = json.loads((kit / "kit.json").read_text(encoding="utf-8"))
    (other / "kit.json").write_text(json.dumps({**told, "machine": "Amiga 68000"}), encoding="utf-8")
    refused = run(other, "--version", env=elsewhere)
    assert refused.returncode == 1
    assert "this kit is for Amiga 68000" in refused.stderr


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    refused = run(ROOT, "kit", str(tmp_path))
    assert refused.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]
