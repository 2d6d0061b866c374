"""Words for what is written to one seat several times: in other words each time, so that nobody reads a text twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.players.turn.turn import Turn

SPONTANEOUS = (
    "For your information, without restriction: our documents name {}. Ask us for what you need.",
    "Something that may be of use to you: one of our documents names {}. You may use this as you like.",
    "We came across {} while looking for something else, and thought of you. You need not keep this secret.",
    "We think that {} is linked with your country. If this helps you, write to us and say for what purpose.",
    "Nobody has asked us, but you may want to know: our evidence names {}. We keep it ready.",
    "A short note between neighbours. Our documents name {}; this may be linked with your case.",
    "You may freely use what we found about {}. If you need the document with its stamp, send us a letter.",
    "Our file and yours may both be about {}. We prefer to tell you early.",
    "You need not ask whether we know {}: we do, from our evidence. We will give you the rest on request.",
    "We found this and want to share it with you: {}. Perhaps you can use it.",
    "You may know better than we do why {} matters. We have a document about it.",
    "You did not ask about {}, but our documents name it. If you want a document, name the offence; we will send it.",
)
"""What is written to one seat without being asked: texts of its own for each country, and no more after its last."""

AT_RISK = (
    "Our documents show that {} is at risk. Please arrange protection at once.",
    "Our documents show that somebody in your country is in danger: {}. Please do not wait for a letter.",
    "In one of our documents, people who threaten others name {}. You are nearer than we are.",
    "This is about a person and not about the case: {} needs help today.",
    "We are sorry to call so late. This is about the safety of {}. Please send somebody who is on duty.",
    "We have read a threat against {}. Nothing else in this message matters.",
    "Please protect {} first, and ask us for the document afterwards. It says enough.",
    "If you can do only one thing today, please do this: find a safe place for {}.",
    "A witness told us that somebody is looking for {}. We believe the witness.",
    "Somebody has asked for the address of {}, who may not know this. Please be there first.",
    "We cannot act in your country: {} is in danger, and there are only a few days left.",
    "Please read this first. {} is in danger, and our file shows it.",
)
"""What is written to one seat about people at risk: texts of its own for each country; the last again if need be."""

THANKS = (
    "Thank you, we have your message. Please send a question through the agreed channel if you need an answer.",
    "Received and read. If you need a decision, please send a question; then we have to answer by a certain date.",
    "Your note is in the file. If it is to bind us, please send it through the agreed channel.",
    "Noted, thank you. We answer questions that come through the agreed channel, and read everything that comes here.",
    "Thanks. Your note is with the officer in charge. If you send a question, we have to answer by a certain date.",
    "We have read your note. If you want us to decide something, please send a letter or a question.",
)
"""What an automatic office answers, each country in its own words."""

HOME = (
    "Noted. Nobody sits at this office: it is played automatically. It answers what comes in and takes no instructions "
    "from colleagues. If you want to act for it, take its seat as well."
)
"""What an automatic office answers to people of its own country."""


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
