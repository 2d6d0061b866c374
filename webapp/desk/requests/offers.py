"""What a seat may do with a request now, as forms: inputs, words of the law, and the consequence where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from simulation.exercise.procedures.letter.effects import GAP
from simulation.exercise.procedures.letter.play.views import OfferView, RequestView
from simulation.exercise.procedures.letter.rules import may_consult_on, may_refuse_on
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction, Proposal
from simulation.kernel.terms import Office
from simulation.law.assessment.refusal_grounds import between_two, consultation, nature_of
from simulation.law.book.governance import regime_of_letter
from simulation.law.book.grounds import named_ground
from simulation.law.book.rules import CONFIDENCE
from webapp.desk.documents.facts import summary
from webapp.desk.readable import Reader
from webapp.desk.refusing import WARNING, Warned, forbidden, lacking, warned
from webapp.pages.forms import Option
from webapp.store.registered import registry
from webapp.text.law_texts import cited, law_book, law_text, letter_text, sure_text
from webapp.text.say import say_code, wording_of
from webapp.visit.handles import handle_of

FORMAL_CONDITIONS = (
    "use_limits", "confidentiality", "no_onward", "return", "costs", "witness_safety", "privilege_filter",
    "assurance_no_death_penalty",
)  # fmt: skip
INFORMAL_CONDITIONS = ("use_limits", "confidentiality", "no_onward")
FORMED = frozenset({"direct_execution", "accept", "return_full", "return_part"})
"""Acts with which the formalities that are wanted are had added."""

CONSENT_ACTIONS = frozenset({"answer", "answer_part", "give_consent"})
_SAYS_NO = frozenset({LetterAction.REFUSE, LetterAction.DECLINE})
"""Acts of which the ground is judged."""

IRREVERSIBLE = frozenset({"refuse", "decline", "withdraw", "refuse_consent", "return_deficient", "return_missent"})
CONSULT = "consult"
"""A proposal before a refusal or a postponement: of one kind, on one ground."""

PROPOSAL = "answer_consultation"
"""The answer to a proposal: one choice of a few, to withdraw among them."""

WITHDRAW = "withdraw"
"""Choice that ends the letter, which is an act of its own."""

FROM_DRAFT = frozenset({"submit", "ask", "ask_contact"})
"""Acts that have a form of their own: they send what the draft says, or ask a contact point about it."""


@dataclass(frozen=True, slots=True)
class GroundOption:
    """A ground with what the law says of it and what it is between the two countries."""

    value: str
    label: str
    text: str
    nature: str
    source: str
    consult_first: bool
    selected: bool
    warned: Warned


@dataclass(frozen=True, slots=True)
class OfferForm:
    """An act as a form."""

    action: str
    label: str
    offices: tuple[Office, ...]
    office_text: str
    allowed: bool
    style: str
    confirm: str
    confirm_title: str
    button: str
    intro: str
    needs: tuple[str, ...]
    shows: tuple[str, ...]
    text_label: str
    text_needed: str
    """When a text is needed, in words; "" where it always is."""

    choices: tuple[Option, ...] = ()
    conditions: tuple[Option, ...] = ()
    documents: tuple[Option, ...] = ()
    about: str = ""
    grounds: tuple[GroundOption, ...] = ()
    consents: tuple[Option, ...] = ()
    until_min: str = ""
    is_decision: bool = True
    opened: bool = False
    is_single: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def near(self) -> tuple[Option, ...]:
        """Documents that name what the request is about."""
        return tuple(option for option in self.documents if not option.apart)

    @property
    def apart(self) -> tuple[Option, ...]:
        """The other documents of the file."""
        return tuple(option for option in self.documents if option.apart)

    @property
    def is_bare(self) -> bool:
        """Nothing has to be filled in."""
        return not self.shows


@dataclass(frozen=True, slots=True)
class Given:
    """What a refused form held, to be shown again."""

    action: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, action: str, name: str, value: str) -> bool:
        """Whether a box was ticked."""
        return self.action == action and value in self.lists.get(name, ())


NOTHING = Given()


def merged(offers: Sequence[OfferView]) -> tuple[tuple[OfferView, tuple[Office, ...]], ...]:
    """Each act once, with the offices that may take it, in the law's order."""
    found: dict[str, tuple[OfferView, list[Office]]] = {}
    for offer in offers:
        found.setdefault(offer.action, (offer, []))[1].append(offer.office)
    return tuple((offer, tuple(offices)) for offer, offices in found.values())


def offer_forms(
    request: RequestView, reader: Reader, pens: Sequence[Office], given: Given = NOTHING
) -> tuple[OfferForm, ...]:
    """The forms of a request's page; acts that send the draft are left to the form itself."""
    forms: list[OfferForm] = []
    for offer, offices in merged(request.offers):
        if offer.action in FROM_DRAFT:
            continue
        forms.append(_form(offer, offices, request, reader, pens, given, is_first=not forms))
    return tuple(forms)


def _form(
    offer: OfferView,
    offices: tuple[Office, ...],
    request: RequestView,
    reader: Reader,
    pens: Sequence[Office],
    given: Given,
    *,
    is_first: bool,
) -> OfferForm:
    action = offer.action
    other = reader.country(request.other)
    inputs = dict.fromkeys((*offer.needs, *offer.may))
    shows = tuple(name for name in inputs if name != "content")
    irreversible = action in IRREVERSIBLE
    label = say_code(f"action.{action}")
    return OfferForm(
        action=action,
        label=label,
        offices=offices,
        office_text=", ".join(reader.office(office) for office in offices),
        allowed=any(office in pens for office in offices),
        style="danger" if irreversible else "primary",
        confirm=f"{WARNING if action in _SAYS_NO else ''}{say_code(f'consequence.{action}', country=other)}"
        if irreversible
        else "",
        confirm_title=_(
            "%(action)s: %(number)s, %(what)s?",
            action=label,
            number=request.label,
            what=reader.requests.title_of(request),
        )
        if irreversible
        else "",
        button=say_code(f"button.{action}", country=other) if wording_of(f"button.{action}") else label,
        intro=say_code(f"intro.{action}", country=other) if wording_of(f"intro.{action}") else "",
        needs=offer.needs,
        shows=(*shows, "consent") if action in CONSENT_ACTIONS else shows,
        text_label=wording_of(f"text_of.{action}") or _("Reasons"),
        text_needed=_text_needed(offer, request),
        choices=_choices(action, request, reader, given) if "choices" in inputs else (),
        conditions=_conditions(action, request, given) if "conditions" in inputs else (),
        documents=_documents(action, request, reader, given) if "documents" in inputs else (),
        about=", ".join(target.label for target in request.targets),
        grounds=_grounds(action, request, reader, given) if "ground" in inputs else (),
        consents=_consents(action, given) if action in CONSENT_ACTIONS else (),
        until_min=reader.calendar.iso_of_day(reader.view.clock.day + 1),
        is_decision=offer.is_decision,
        is_single=action in {PROPOSAL, CONSULT},
        opened=given.action == action if given.action else is_first and action != "withdraw",
        values=given.values if given.action == action else {},
        lacking=lacking() if action == LetterAction.REFUSE else (),
    )


def _text_needed(offer: OfferView, request: RequestView) -> str:
    """When an act cannot do without a text, as `require_words` of the rules has it."""
    if "text" in offer.needs:
        return ""
    if offer.action == LetterAction.ANSWER or (offer.action == LetterAction.RETURN_FULL and not request.results):
        return _("needed if no document goes with it")
    return _("optional")


def _choices(action: str, request: RequestView, reader: Reader, given: Given) -> tuple[Option, ...]:
    """Contents to be asked about or repaired, all fifteen in order, none suggested; on a return the formalities wanted.

    What the executing body attached by its own practice is ticked; ticking another has it added.
    """
    if action == "answer_contact" and not request.contact.endswith("/review_draft"):
        return ()  # contents are named by whoever has read a draft
    if action == PROPOSAL:
        return tuple(
            Option(
                each,
                say_code(f"consultation.{each}"),
                say_code(f"consultation_hint.{each}"),
                given.has(action, "items", each),
            )
            for each in (*ConsultationAnswer, WITHDRAW)
        )
    if action == CONSULT:
        return tuple(
            Option(
                each, say_code(f"proposal.{each}"), say_code(f"proposal_hint.{each}"), given.has(action, "items", each)
            )
            for each in Proposal
        )
    if action in FORMED:
        wanted = law_book().fitting(request.content.formalities, request.sought)
        done = law_book().practised(wanted, reader.scenario.country(request.requested).tradition)
        return tuple(
            Option(
                each,
                f"{each} {say_code(f'formality.{each}')}",
                _("attached") if each in done else _("not attached: tick it to add it"),
                each in done or given.has(action, "items", each),
            )
            for each in wanted
        )
    return tuple(
        Option(item, f"{item} {say_code(f'content.{item}')}", "", given.has(action, "items", item))
        for item in (f"C{number}" for number in range(1, 16))
    )


def _conditions(action: str, request: RequestView, given: Given) -> tuple[Option, ...]:
    codes = FORMAL_CONDITIONS if request.route == "mla" else INFORMAL_CONDITIONS
    return tuple(
        Option(code, say_code(f"condition.{code}"), "", given.has(action, "conditions", code)) for code in codes
    )


def _consents(action: str, given: Given) -> tuple[Option, ...]:
    codes = ("evidence",) if action == "give_consent" else ("lead", "cite", "evidence")
    chosen = given.lists.get("consent", (codes[0],)) if given.action == action else (codes[0],)
    return tuple(Option(code, say_code(f"consent.{code}"), "", code in chosen) for code in codes)


def result_tokens(request: RequestView) -> tuple[str, ...]:
    """What forms call each paper that execution brought and that nobody abroad has yet."""
    return tuple(f"result-{handle_of('result', f'{request.key}|{key}')}" for key in request.results)


def results_chosen(request: RequestView, ticked: Iterable[str]) -> tuple[str, ...]:
    """The papers that execution brought and that a form ticks."""
    chosen = set(ticked)
    return tuple(key for key, token in zip(request.results, result_tokens(request), strict=True) if token in chosen)


def _documents(action: str, request: RequestView, reader: Reader, given: Given) -> tuple[Option, ...]:
    """The papers that may go along: what execution brought, or the own file, with what names a target first."""
    if request.incoming and request.status == "checking":
        return tuple(
            Option(token, _("Result %(n)s", n=number), "", given.has(action, "documents", token))
            for number, token in enumerate(result_tokens(request), start=1)
        )
    options = tuple(
        Option(
            filed.label,
            f"{filed.label} {reader.documents.title_of(filed)}",
            summary(filed.document, reader),
            given.has(action, "documents", filed.label),
            apart=not any(filed.document.names(target.key) for target in request.targets),
        )
        for filed in reader.view.documents
    )
    return tuple(sorted(options, key=lambda option: option.apart))


def _grounds(action: str, request: RequestView, reader: Reader, given: Given) -> tuple[GroundOption, ...]:
    """The letters of the instrument that governs, then what comes in beside them and what is none, for this pair."""
    pair = reader.scenario.pair(request.requesting, request.requested)
    asking = reader.scenario.country(request.requesting)
    regime = regime_of_letter(request.content, law_book().kind_of(request.sought), pair, asking)
    between = between_two(pair, reader.scenario.country(request.requested), regime)
    known, may = registry().grounds, may_consult_on if action == CONSULT else may_refuse_on
    taken = {line.action for line in request.history}
    spoken_of = {
        named_ground(line.reason.partition(" ")[0]) for line in request.history if line.action == LetterAction.CONSULT
    }

    def warns(name: str, *, consults: bool) -> Warned:
        if action != LetterAction.REFUSE:
            return Warned(forbidden(name)) if action == LetterAction.DECLINE else Warned()
        named = named_ground(name)
        is_asked = named == GAP and LetterAction.ASK_CLARIFICATION in taken
        is_due = consults and not (is_asked or named in spoken_of or LetterAction.OFFER_CONDITIONS in taken)
        return warned(name, between, request.findings, reader.country(request.other) if is_due else "")

    rows = [
        GroundOption(
            letter.id,
            letter_text(letter),
            law_text(letter.note) if letter.note else "",
            say_code(f"nature.{nature_of(letter.id, between)}"),
            sure_text(CONFIDENCE[letter.sure]),
            bool(consultation(letter.id, between)),
            given.has(action, "ground", letter.id),
            warns(letter.id, consults=bool(consultation(letter.id, between))),
        )
        for letter in regime.letters
        if may(known.of(letter.id))
    ]
    said = {named_ground(letter.id) for letter in regime.letters}
    safeguards = tuple(row.id for row in law_book().safeguards) if action == CONSULT else ()
    for name in dict.fromkeys((*known.refusing("letter"), *safeguards)):
        row = law_book().ground(name) or law_book().safeguard(name)
        if row is None or name in said or regime.knows(name):
            continue
        consults = consultation(name, between)
        is_first = row.consult_first if consults is None else bool(consults)
        rows.append(
            GroundOption(
                name,
                f"{name} {law_text(row.name)}",
                law_text(row.text),
                say_code(f"nature.{nature_of(name, between, known)}"),
                cited(row),
                is_first,
                given.has(action, "ground", name),
                warns(name, consults=is_first),
            )
        )
    return tuple(rows)
