"""Third-party front-end files of Rogatory: scripts, style sheets and fonts, with their licences."""

from pathlib import Path


def directory() -> Path:
    """The folder that holds the files, to be served as static files."""
    return Path(__file__).parent / "files"
