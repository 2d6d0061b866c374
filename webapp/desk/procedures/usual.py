"""What a fresh form of a procedure's act holds: from the file, or the words of the model."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM
from simulation.exercise.procedures.preservation.table import PRESERVATION
from simulation.kernel.entities import Entity
from webapp.desk.readable import Reader
from webapp.desk.requests.prefill import description_of, law_of, warrant_of


def usual(kind: str, subject: Entity | None, offence: str, reading: Reader) -> dict[str, str]:
    """What the form of an act holds before anybody has written: from the file, or the words of the model.

    Args:
        kind: Which procedure.
        subject: What it is about, as far as that is known.
        offence: Key of the offence; "" while none is chosen.
        reading: Whose desk it is.
    """
    match kind:
        case k if k == EXTRADITION and subject is not None:
            return {
                "warrant": warrant_of(subject.key, reading),
                "description": description_of(subject, reading),
                "law_text": law_of((offence,), reading) if offence else "",
            }
        case k if k == PRESERVATION and subject is not None:
            return {
                "data": _("All stored records about %(what)s.", what=subject.label),
                "custodian": _("The provider there that holds these records; its name is not known to us."),
            }
        case k if k == JOINT_TEAM:
            return {
                "purpose": _("The investigation of the linked cases named in the proposal."),
                "members": _("Prosecutors and police of every party, named in the annex."),
                "law": _("The law of the place where a measure is carried out."),
                "evidence": _("Documents gathered by members are evidence for every party without a further request."),
                "costs": _("Each party bears its own costs; the cost of translation is shared."),
                "confidentiality": _(
                    "No information is disclosed outside the team without the consent of the member who gathered it."
                ),
            }
        case _:
            return {}
