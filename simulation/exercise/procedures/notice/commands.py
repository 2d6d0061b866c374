"""How a notice is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, command


@command("RequestNotice")
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNotice(Command):
    """Ask the police network for a notice about somebody or something, on papers of the file. Its key is `COUNTRY/id`.

    Attributes:
        notice: Id of the notice, e.g. `blue`.
        target: What it is about.
        documents: Papers that show why; bureaus abroad get them with notices that tell.
        to: Countries that alone get it: a diffusion, without the General Secretariat's check; none for a notice to all.
    """

    notice: str
    target: str
    documents: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
