"""What somebody needs to own the project: its licence, whose files it ships, how to report, cite, check and release."""

import ast
import json
import re
import tomllib

import pytest

from tests.architecture.tree import ROOT

ASSETS = ROOT / "assets"


def project(folder: str = "") -> dict[str, object]:
    """What a package says of itself."""
    told: dict[str, object] = tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return told


def table(name: str, path: str, close: str) -> str:
    """The text of a table that stands in a program which is not imported here."""
    return (ROOT / path).read_text(encoding="utf-8").partition(f"\n{name} = ")[2].partition(f"\n{close}\n")[0] + close


def chosen() -> dict[str, str]:
    """The front-end files of others: where each lies in the package, and in which npm package it comes."""
    files: dict[str, str] = ast.literal_eval(
        table("CHOSEN", "assets/hatch_build.py", "}").replace('f"{FONTS}', '"@fontsource-variable')
    )
    return files


@pytest.mark.parametrize("name", ["SECURITY.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_it_is_there(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8")) > 500


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert [int(number) for number in re.findall(r"^   (\d)\. ", text, flags=re.MULTILINE)] == list(range(1, 10))
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_both_packages_carry_the_same(name: str) -> None:
    assert (ASSETS / name).read_bytes() == (ROOT / name).read_bytes()
    for folder in ("", "assets"):
        assert name in str(project(folder)["license-files"])


def test_the_notice_names_every_file_of_others() -> None:
    shipped = {name for name in chosen() if not name.startswith("licences/")}
    text = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = re.findall(r"^  ((?:js|css|fonts)/\S+)$", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(shipped)


def test_each_package_of_others_brings_its_licence_and_it_is_ours_to_name() -> None:
    sources = chosen()
    packages = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    expression = str(project("assets")["license"]).split(" AND ")
    for name, source in sources.items():
        package = "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
        assert f"{package}/LICENSE" in sources.values(), name
        assert packages[f"node_modules/{package}"]["license"] in expression, name


def test_one_version() -> None:
    version = project()["version"]
    assert project("assets")["version"] == version
    cited = dict(re.findall(r"^([a-z-]+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"cff-version", "message", "title"} <= cited.keys()
    assert cited["version"] == version
    assert cited["license"] == project()["license"]


def test_hooks_before_a_commit_are_checks_of_the_project() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hooks = re.findall(r"^ +entry: \.venv/bin/(.+)$", text, flags=re.MULTILINE)
    checks = [" ".join(command) for _, command in ast.literal_eval(table("CHECKS", "run.py", ")"))]
    assert hooks
    assert [hook for hook in hooks if not any(check.removesuffix(" .") == hook for check in checks)] == []
    assert re.findall(r"- repo: (.+)", text) == ["local"], "nothing is fetched"


def test_the_public_run_is_the_run_of_a_submission() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert re.findall(r"^ +-? *run: (.+)$", text, flags=re.MULTILINE) == [".ci/run"]
