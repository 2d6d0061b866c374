"""The visual layer keeps its own rules: contrast, sources of colour, no inline code, no left or right."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

WEBAPP = Path(__file__).resolve().parents[2] / "webapp"
STYLES = sorted((WEBAPP / "static" / "css").glob("*.css"))
TEMPLATES = sorted((WEBAPP / "templates").rglob("*.html"))
TOKENS = (WEBAPP / "static" / "css" / "tokens.css").read_text(encoding="utf-8")


def _token_pairs() -> dict[str, tuple[str, str]]:
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TOKENS)
    return {name: (light, dark) for name, light, dark in pairs}


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_ON_GROUND = [
    *((ink, "surface") for ink in ("ink", "ink-2", "ink-3", "accent", "red", "amber")),
    *((ink, "paper") for ink in ("ink", "ink-2", "ink-3", "accent", "red", "amber")),
    ("ink-2", "sunken"),
    ("accent", "accent-soft"),
    ("red", "red-soft"),
    ("amber", "amber-soft"),
    ("ink", "mark"),
    ("on-accent", "accent"),
    *((f"{holder}-ink", f"{holder}-soft") for holder in ("requesting", "requested", "channel", "court", "third")),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
@pytest.mark.parametrize("theme", [0, 1])
def test_text_can_be_read(text: str, ground: str, theme: int) -> None:
    pairs = _token_pairs()
    assert _contrast(pairs[text][theme], pairs[ground][theme]) >= 4.5


@pytest.mark.parametrize("shape", ["edge", "requesting", "requested", "channel", "court", "third"])
@pytest.mark.parametrize("theme", [0, 1])
def test_shapes_stand_out(shape: str, theme: int) -> None:
    pairs = _token_pairs()
    assert _contrast(pairs[shape][theme], pairs["surface"][theme]) >= 3.0


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_block_is_closed_where_it_ends(style: Path) -> None:
    """A brace too few puts all rules that follow into the block of a phone or of print."""
    depth = 0
    for number, line in enumerate(style.read_text(encoding="utf-8").splitlines(), start=1):
        assert not (depth and line.startswith(("@", "."))), (
            f"{style.name}:{number} stands in a block that is not closed"
        )
        depth += line.count("{") - line.count("}")
        assert depth >= 0, f"{style.name}:{number} closes what is not open"
    assert depth == 0


def test_old_browsers_get_the_same_light_colours() -> None:
    fallback = TOKENS[TOKENS.index("@supports not") :]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", fallback))
    light = {name: pair[0] for name, pair in _token_pairs().items()}
    assert found
    assert {name: light.get(name, value) for name, value in found.items()} == found
    assert set(light) - set(found) <= {"sheet"}


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_styles_name_no_side(style: Path) -> None:
    text = style.read_text(encoding="utf-8")
    assert re.findall(r"(?:margin|padding|border)-(?:left|right)\b", text) == []
    assert re.findall(r"[{;]\s*(?:left|right)\s*:", text) == []
    assert re.findall(r"(?:float|text-align):\s*(?:left|right)", text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_carry_no_inline_code(template: Path) -> None:
    text = re.sub(r"\{[{%#].*?[}%#]\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"\sstyle=|<style|\son\w+=\"|javascript:|<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEBAPP / "templates")))
def test_templates_compile(template: Path) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.parse(template.read_text(encoding="utf-8"))


def test_every_icon_that_is_named_exists() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (WEBAPP / "static" / "icons.svg").read_text(encoding="utf-8")))
    named: set[str] = set()
    for template in sorted(WEBAPP.rglob("*.html")):
        text = template.read_text(encoding="utf-8")
        named.update(re.findall(r"\bicon\(\s*[\"']([\w-]+)[\"']", text))
        named.update(re.findall(r"icon_name=[\"']([\w-]+)[\"']", text))
        for table in re.findall(r"set (?:nav|entity)_icons = \{(.*?)\}", text):
            named.update(re.findall(r": \"([\w-]+)\"", table))
    assert named - drawn == set()
