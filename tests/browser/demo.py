"""What the demo prints, read as the person in front of the console reads it."""

import re
from dataclasses import dataclass

from tests.webapp.serving import Process


@dataclass(frozen=True, slots=True)
class Demo:
    """A running `rogatory demo`."""

    process: Process

    @property
    def address(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self.process.port}"

    @property
    def trainer_link(self) -> str:
        """The trainer's link: one-time on a first start."""
        return self._after("Trainer:")

    @property
    def control(self) -> str:
        """The trainer's room, to which the link leads."""
        return f"{self.address}{self.trainer_link.rpartition('?next=')[2]}"

    @property
    def join_link(self) -> str:
        """Where a person joins."""
        return self._after("Join:")

    @property
    def join_code(self) -> str:
        """The code for the join page."""
        return self._after("Join code:")

    def _after(self, word: str) -> str:
        said = "\n".join(self.process.said)
        found = re.search(rf"^{re.escape(word)} +(\S.*)$", said, re.MULTILINE)
        assert found is not None, said
        return found[1].strip()
