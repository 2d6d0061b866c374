"""What was measured in words; no word of this module judges."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from simulation.kernel.agenda import DAY
from simulation.review.measured import MeasuredKind, TaskFact
from webapp.text.law_texts import finding_name, law_book, law_text
from webapp.text.say import say_code

_IN_PROFILE = frozenset({MeasuredKind.COMPLETE, MeasuredKind.DECIDED, MeasuredKind.CONSULTED})
"""Kinds that are counted as the profile of a team counts them, in its words."""


def measured_said(each: TaskFact) -> str:
    """One line: what, since when, how long, against what."""
    days = format_decimal(round(each.days, 1)) if each.days is not None else ""
    long = ngettext("%(days)s day", "%(days)s days", 1 if days == "1" else 2, days=days)
    values = {
        "what": each.request,
        "day": each.at // DAY + 1,
        "days": days,
        "reference": format_decimal(round(each.reference, 1)) if each.reference is not None else "",
    }
    if each.kind is MeasuredKind.EXPOSED:
        if each.is_over:
            return _("Known to be at risk since day %(day)s; protected after %(long)s", long=long, **values)
        return _("Known to be at risk since day %(day)s; not protected for %(long)s", long=long, **values)
    if each.kind is MeasuredKind.COMPLETE:
        said = _("%(what)s, begun on day %(day)s", **{**values, "what": each.request or _("A draft")})
        return _("%(said)s: %(came)s", said=said, came=say_code(f"measured_letter.{each.code}"))
    if each.kind in {MeasuredKind.DECIDED, MeasuredKind.CONSULTED}:
        came = say_code(f"measured_letter.{each.code}")
        return _("%(what)s, from day %(day)s: %(came)s", came=came, **values)
    if each.kind in {MeasuredKind.MISTAKE, MeasuredKind.FINDING}:
        name = next((law_text(row.name) for row in law_book().mistakes if row.id == each.code), "")
        name = name or finding_name(each.code).rstrip(".")
        said = _("%(what)s, day %(day)s: %(name)s", name=name, **values) if each.request else f"{name}"
        return _("%(said)s; days lost: %(days)s", said=said, days=values["days"]) if values["days"] else said
    stage = say_code(f"stage_group.{each.code}")
    said = _("%(what)s, from day %(day)s: %(stage)s, %(long)s", stage=stage, long=long, **values)
    if each.reference is not None:
        said = _("%(said)s, reference %(reference)s", said=said, reference=values["reference"])
    return said if each.is_over else _("%(said)s, still open", said=said)


def counted_said(found: Sequence[TaskFact]) -> str:
    """How many chances of the profile were taken, or how many times no longer than the reference; "" where none is."""
    of_profile = [each for each in found if each.kind in _IN_PROFILE]
    if of_profile:
        counts = {"k": sum(each.is_over for each in of_profile), "n": len(of_profile)}
        said = say_code(f"measured_count.{of_profile[0].kind}", **counts)
        kept = sum(each.code == "not_sent" for each in of_profile)
        return _("%(said)s; not sent: %(kept)s", said=said, kept=kept) if kept else said
    known = [each.is_within for each in found if each.is_within is not None]
    if not known:
        return ""
    return _("%(k)s of %(n)s within the reference value", k=sum(known), n=len(known))
