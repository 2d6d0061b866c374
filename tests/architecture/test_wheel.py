"""What a release holds: the wheel the three packages, whole, with licence and notice; the source archive everything."""

import subprocess
import sys
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import scenarios
import simulation
import webapp
from tests.architecture.tree import PACKAGES, ROOT, project_files


def built(kind: str, folder: Path) -> Path:
    """A freshly built wheel or source archive."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("rogatory-*")
    return made


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a freshly built wheel, by name."""
    with zipfile.ZipFile(built("wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def names(files: dict[str, bytes]) -> list[str]:
    """The names of the files."""
    return list(files)


def test_top_level(names: list[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert len(tops) == len(PACKAGES) + 1


def test_every_file_of_the_packages_is_in_it(names: list[str]) -> None:
    own = {path.as_posix() for path in project_files() if path.parts[0] in PACKAGES}
    assert {name for name in names if ".dist-info/" not in name} == own


def test_the_licence_and_the_notice_travel_with_it(files: dict[str, bytes]) -> None:
    inside = {name.rpartition("/")[2]: content for name, content in files.items() if ".dist-info/licenses/" in name}
    assert inside == {name: (ROOT / name).read_bytes() for name in ("LICENSE", "NOTICE")}
    (metadata,) = (content for name, content in files.items() if name.endswith(".dist-info/METADATA"))
    told = Parser().parsestr(metadata.decode())
    assert told["License-Expression"] == "Apache-2.0"
    assert sorted(told.get_all("License-File", [])) == ["LICENSE", "NOTICE"]


def test_the_source_archive_is_what_git_holds(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held == {path.as_posix() for path in project_files()} | {"PKG-INFO"}
    named = {
        "LICENSE",
        "NOTICE",
        "SECURITY.md",
        "CITATION.cff",
        "CODE_OF_CONDUCT.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    }
    assert named | {".pre-commit-config.yaml", ".github/workflows/ci.yml", ".ci/run"} <= held


def test_packages_lie_side_by_side() -> None:
    folders = {Path(str(package.__file__)).parents[1] for package in (scenarios, simulation, webapp)}
    assert len(folders) == 1
