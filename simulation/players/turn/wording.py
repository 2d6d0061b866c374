"""Words for what is written to one seat several times: in other words each time, so that nobody reads a text twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.players.turn.turn import Turn

SPONTANEOUS = (
    "For your information, without restriction: our papers name {}. Ask us for what you need.",
    "Something that may be of use to you: {} stands in a paper of ours. You may use it as you like.",
    "We came across {} while looking for something else, and thought of you. Nothing has to be kept back.",
    "{} leads across your border, as we read it. If it helps, write to us and say for what.",
    "Nobody has asked us, and still: {} is in our evidence. We keep it ready.",
    "A short word between neighbours. {} turned up here; it may fit what lies on your table.",
    "What we found about {} is free to use. A letter brings the paper with its stamp.",
    "Our file and yours may meet at {}. We would rather say so too early than too late.",
    "To save you a question: {} is known here, by evidence. The rest on request.",
    "This came in on a quiet day, and we did not want to leave it lying: {}. Make of it what you can.",
    "You will know better than we do what {} means. We have it in writing.",
    "One thing more, unasked: {}. If you want the paper, name the offence and it comes.",
)
"""What is written to one seat without being asked: texts of its own for each country, and no more after its last."""

AT_RISK = (
    "Our papers show that {} is at risk. Please see to protection at once.",
    "Somebody on your side is in danger by what we have: {}. Please do not wait for a letter.",
    "{} is named in a paper of ours by people who threaten. You are nearer than we are.",
    "This is about a person and not about the case: {} needs somebody today.",
    "We are sorry to call so late, and it is for {}. Whoever is on duty, please go.",
    "We have read a threat against {}. Nothing else in this message matters.",
    "Please look after {} first, and ask us for the paper afterwards. It says enough.",
    "If one thing is done on your side today, let it be this: {} should not sleep at home.",
    "A witness told us that {} is being looked for. We believe it.",
    "{} may not know it yet: somebody has asked where to find that door. Please be there before.",
    "We would go ourselves if it were here. It is yours: {}, and it is a matter of days.",
    "Read this before the rest of your post. {} is exposed, and our file proves it.",
)
"""What is written to one seat about people at risk: texts of its own for each country; the last again if need be."""

THANKS = (
    "Thank you, we have your message. Please put a question on the channel if you need an answer.",
    "Received and read. What needs a decision, please send as a question; then it has a date.",
    "Your note is in the file. For anything that binds us we need it on the channel.",
    "Noted, thank you. We answer questions there, and read everything here.",
    "Thanks. It is with the officer who has the matter; a question on the channel gets an answer with a day.",
    "We have read it. What we may decide on comes by letter or as a question.",
)
"""What an automatic office answers, each country in its own words."""


def next_words(desk: Turn, kind: str, to: Seat | None, texts: Sequence[str], written: Iterable[Command]) -> str:
    """The words that a seat has not read yet, "" when it has read all of this country's.

    Nobody knows what others write to the same seat, so that each country has every so many of the texts for itself.

    Args:
        desk: The player's turn.
        kind: Beginning of the names of such messages.
        to: Who reads them; None for exercise control.
        texts: The words of all countries.
        written: What is written in this turn.
    """
    countries = [each.code for each in desk.scenario.countries]
    own = texts[countries.index(desk.code) :: len(countries)]
    begins = desk.name(f"{kind}/")
    sent = sum(each.to == to and each.key.startswith(begins) for each in desk.view.messages)
    now = sum(isinstance(each, SendMessage) and each.to == to and each.id.startswith(begins) for each in written)
    return own[sent + now] if sent + now < len(own) else ""
