"""Committed files name no host of a package registry and no path of somebody's machine, and leave nothing half done."""

import json
import re

import pytest

from tests.architecture.tree import ROOT, project_files

BINARY = {".gif", ".ico", ".jpg", ".mo", ".png", ".webp", ".woff2", ".xz"}

# Written with a gap, so that this file does not find itself.
FORBIDDEN = {
    "a registry's host": ["pypi|.org", "pythonhosted|.org", "npmjs|.org", "npmjs|.com", "deb.debian|.org"],
    "a path of a machine": ["/work|/", "/root|/", "/home|/", "C:\\|Users"],
    "something left undone": ["TO|DO:", "TO|DO ", "FIX|ME", "lorem| ipsum", "Lorem| ipsum"],
}


def contents() -> dict[str, str]:
    """The text files of the project."""
    return {
        path.as_posix(): (ROOT / path).read_text(encoding="utf-8")
        for path in project_files()
        if path.suffix not in BINARY
    }


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_nothing_of_the_kind(kind: str) -> None:
    pattern = re.compile("|".join(re.escape(word.replace("|", "")) for word in FORBIDDEN[kind]))
    found = [
        f"{name}:{number}: {match.group()}"
        for name, text in contents().items()
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]
    assert found == []


def locked(name: str) -> set[str]:
    """The packages of a list, each with its version and its marker."""
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", lock)
    packages = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", lock, flags=re.MULTILINE | re.DOTALL)
    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    return {package.partition(" ")[0] for package in packages}


def test_locked_packages_have_digests_and_no_address() -> None:
    needed, all_of_them = locked("requirements.lock"), locked("requirements-work.lock")
    assert len(needed) > 40
    assert needed < all_of_them, "both lists are made at one time"
    tools = {package.partition("==")[0] for package in all_of_them - needed}
    assert {"pytest", "mypy", "ruff", "playwright", "hypothesis"} <= tools, "a trainer needs no test tools"


def test_locked_front_end_files_have_digests_and_no_address() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
