"""What stands beside a request: completeness at the team's help level, the chain from offence to target, findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from simulation.casework.documents.document import offence_object
from simulation.casework.file.links import grounds_of
from simulation.exercise.procedures.letter.play.state import EvidenceChain
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.kernel.entities import EntityKind
from simulation.law.assessment.evidence_link import EvidenceLink, link_chain
from simulation.law.assessment.findings import Finding
from simulation.law.book.content import Content
from simulation.law.book.grounds import TAGS
from simulation.law.book.required_contents import ContentCheck, ContentState, completeness
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.play import Route
from webapp.desk.readable import Reader, joined
from webapp.desk.requests.fields import regime_for
from webapp.text.law_texts import (
    cited_finding,
    law_book,
    law_text,
    numbered,
    source_text,
    wording_code,
)
from webapp.text.say import plain, say_code, wording_of


@dataclass(frozen=True, slots=True)
class CheckItem:
    """An item of the completeness card."""

    code: str
    label: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """The completeness card; without items it says when there will be some.

    Attributes:
        source: Where the list stands in what governs: the authority, and law and penalties; "" for a short question.
    """

    items: tuple[CheckItem, ...]
    help_text: str
    checked_text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the chain."""

    label: str


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A link of the chain with the paper on it; open where it needs one and none that was chosen carries it."""

    document: str
    is_lead: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain to one target, or the targets that nothing reaches."""

    nodes: tuple[Node, ...]
    links: tuple[ChainStep, ...]
    unlinked: tuple[Node, ...]
    label: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in words; `number` and `about` say which item or ground it is about, each "" where there is none."""

    state: str
    text: str
    item: str
    verdict: str
    source: str
    number: str = ""
    about: str = ""


def _particular(name: str) -> str:
    row = load_rules().particulars.get(name)
    return law_text(row.name) if row is not None else ""


def check_items(checks: Sequence[ContentCheck], reader: Reader) -> tuple[CheckItem, ...]:
    """C1-C15 with what is missing."""
    return tuple(
        CheckItem(check.item, say_code(f"content.{check.item}"), check.state, _reason(check, reader))
        for check in checks
    )


def _missing(fields: str) -> str:
    """The fields of the form that are missing, by their names."""
    names = [
        wording_of(f"field.{name}") or wording_of(f"undertaking.{name}") or _particular(name) or plain(name)
        for name in fields.split()
    ]
    return _("Missing: %(fields)s.", fields=", ".join(names))


def _reason(check: ContentCheck, reader: Reader) -> str:
    """What is missing, by the names of the form's fields."""
    params = dict(check.reason.params)
    if "fields" in params:
        return _missing(str(params["fields"]))
    if "accepted" in params:
        names = [reader.text(f"language.{name}") for name in str(params["accepted"]).split()]
        return _("Languages accepted there: %(languages)s.", languages=", ".join(names))
    return reader.say(check.reason) if check.is_open else ""


def completeness_card(request: RequestView, content: Content, help_level: str, reader: Reader) -> Card:
    """The card at the team's help level: as you type, as the own authority vetted, or only after the return."""
    level = _("help: %(level)s", level=say_code(f"help.{help_level}"))
    if help_level == "guided" and request.status in {"drafting", "clarifying"}:
        scenario = reader.scenario
        checks = completeness(
            content,
            law_book().kind_of(request.sought),
            scenario.pair(request.requesting, request.requested),
            scenario.country(request.requesting),
            scenario.country(request.requested),
        )
        return Card(
            check_items(_asked_for(checks, request.route), reader),
            level,
            _("Checked as you type: the check shows what is missing, never how good the text is."),
            _where_it_stands(request, content, reader),
        )
    if request.checks:
        asked = _asked_for(request.checks, request.route)
        where = _where_it_stands(request, content, reader)
        return Card(check_items(asked, reader), level, _checked(request, reader), where)
    if help_level == "exam":
        return Card((), level, _("At this help level the check is shown after the request has ended."))
    if request.route is not Route.MLA:
        return Card(
            (), level, _("A question on this channel is not vetted. Say who asks, about what, and for what purpose.")
        )
    return Card((), level, _("Your own authority checks the request when you send it for vetting."))


def _where_it_stands(request: RequestView, content: Content, reader: Reader) -> str:
    if request.route is not Route.MLA:
        return ""
    items = regime_for(request, content.basis, content.offences, reader).items
    return " ".join(f"{item}: {source_text(items[item].source)}." for item in ("C1", "C10") if item in items)


def with_link(card: Card, findings: Sequence[FindingRow]) -> Card:
    """The card with C11 as the drawing of the link says it: papers that were chosen and link nothing do not fill it."""
    missing = next((each for each in findings if each.state != ContentState.FILLED), None)
    if missing is None:
        return card
    items = tuple(
        replace(each, state=ContentState.PARTLY, reason=missing.text)
        if each.code == missing.item and each.state == ContentState.FILLED
        else each
        for each in card.items
    )
    return replace(card, items=items)


def _asked_for(checks: Sequence[ContentCheck], route: Route) -> tuple[ContentCheck, ...]:
    """The checks to be shown: of a question on a short way, those alone that it needs."""
    is_formal = route is Route.MLA
    return tuple(check for check in checks if is_formal or check.state is not ContentState.NOT_NEEDED)


def _checked(request: RequestView, reader: Reader) -> str:
    occasions = {"arrive", "share_draft"} if request.incoming else {"submit", "share_draft"}
    vetted = [line for line in request.history if line.action in occasions]
    count = sum(line.action == "submit" for line in vetted)
    if not vetted:
        return _("The check as it was when you took the matter over.")
    when = reader.calendar.short(vetted[-1].at)
    if request.incoming:
        return _("Checked on receipt, %(date)s.", date=when)
    return _("Checked when your own authority vetted draft %(n)s, on %(date)s.", n=max(count, 1), date=when)


def chains(
    views: Sequence[EvidenceChain],
    reader: Reader,
    grounds: Collection[str],
    country: str = "",
    offences: Sequence[str] = (),
) -> tuple[Chain, ...]:
    """One drawing for each target that is linked, from the offence to it; those that are not beside the first.

    Args:
        views: The ways over chosen papers, each from something that the offence is about.
        reader: The team's view.
        grounds: Keys of the papers that the letter rests on: no other one counts.
        country: Whose law names the offences.
        offences: Keys of the offences that the letter names; none is told as "the offence".
    """
    offence = joined(reader.offence(country, key) for key in offences) or _("The offence")
    unlinked = tuple(Node(short(reader.entity(view.target))) for view in views if not view.is_linked)
    linked = [view for view in views if view.is_linked]
    result: list[Chain] = []
    for view in linked:
        nodes = (Node(short(offence)), *(Node(short(reader.entity(key))) for key in view.path))
        links = (
            _offence_step(view.path[0], reader, grounds),
            *(
                ChainStep(reader.documents.label_of(document), lead)
                for document, lead in zip(view.documents, view.leads, strict=False)
            ),
        )
        label = _(
            "From the offence to %(target)s: %(path)s",
            target=nodes[-1].label if nodes else "",
            path=" – ".join(node.label for node in nodes),
        )
        result.append(Chain(nodes, links, unlinked if not result else (), label))
    if unlinked and not result:
        names = ", ".join(node.label for node in unlinked)
        result.append(
            Chain((Node(short(offence)),), (), unlinked, _("Not linked with the offence: %(targets)s", targets=names))
        )
    return tuple(result)


def _offence_step(key: str, reader: Reader, grounds: Collection[str]) -> ChainStep:
    """The chosen paper that ties a thing to the offence: the first that is evidence, else the first.

    What the case is about by itself, a person charged or a container of the file, needs none.
    """
    papers = [
        filed
        for filed in reader.view.documents
        if filed.document.key in grounds
        and any(offence_object(said.kind, said.subject, said.object) == key for said in filed.document.assertions)
    ]
    best = next((filed for filed in papers if filed.document.use.stands), next(iter(papers), None))
    if best is None:
        return ChainStep("", is_lead=False, is_open=key not in _of_itself(reader))
    return ChainStep(best.label, not best.document.use.stands)


def live_chain(content: Content, request: RequestView, reader: Reader) -> tuple[EvidenceChain, ...]:
    """The chain as the draft stands, for teams that are guided: from the file's own papers alone."""
    papers = [filed.document for filed in reader.view.documents if filed.document.key in content.grounds]
    grounds = tuple(
        EvidenceLink(each.document, each.links, each.is_lead, each.needs_consent) for each in grounds_of(papers)
    )
    found = link_chain(
        grounds, _offence_objects(reader) or content.persons, tuple(target.key for target in request.targets)
    )
    return tuple(
        EvidenceChain(
            target=chain.target,
            path=chain.path,
            documents=tuple(step.document for step in chain.steps),
            leads=tuple(step.is_lead for step in chain.steps),
            is_linked=chain.is_linked,
        )
        for chain in found
    )


def _of_itself(reader: Reader) -> frozenset[str]:
    """What the file's case is about without a paper that says so: containers, and people who are charged."""
    containers = {entity.key for entity in reader.view.entities if entity.kind is EntityKind.CONTAINER}
    return frozenset(containers | {charge.person for charge in reader.view.charges})


def _offence_objects(reader: Reader) -> tuple[str, ...]:
    """What the file's case is about: goods and containers, accounts reported, people who suffered, people charged."""
    found = set(_of_itself(reader))
    for filed in reader.view.documents:
        for said in filed.document.assertions:
            found.add(offence_object(said.kind, said.subject, said.object))
    return tuple(sorted(found - {""}))


def chain_findings(views: Sequence[EvidenceChain], reader: Reader, grounds: Collection[str]) -> tuple[FindingRow, ...]:
    """What the drawing says, in words: of the step to the offence as of every other."""
    rows = []
    for view in views:
        name = reader.entity(view.target)
        first = _offence_step(view.path[0], reader, grounds) if view.is_linked else ChainStep("", is_lead=False)
        if not view.is_linked:
            text = _("No chosen document links %(target)s with the offence.", target=name)
            rows.append(FindingRow("empty", text, "C11", "", ""))
        elif first.is_open:
            rows.append(FindingRow("partly", _open_step(name, reader.entity(view.path[0])), "C11", "", ""))
        elif first.is_lead or any(view.leads):
            leads = [reader.documents.label_of(d) for d, lead in zip(view.documents, view.leads, strict=False) if lead]
            labels = joined(dict.fromkeys([*([first.document] if first.is_lead else []), *leads]))
            text = _("The link to %(target)s rests on a lead: %(documents)s.", target=name, documents=labels)
            rows.append(FindingRow("partly", text, "C11", "", ""))
        else:
            rows.append(
                FindingRow("filled", _("Evidence links %(target)s with the offence.", target=name), "C11", "", "")
            )
    return tuple(rows)


def as_drawn(findings: Sequence[Finding], views: Sequence[EvidenceChain], links: Sequence[FindingRow]) -> list[Finding]:
    """The findings without those that call a link shown of which the drawing says what is missing.

    Args:
        findings: Of the assessment, which takes what the case is about from the whole file.
        views: The ways over chosen papers.
        links: What the drawing says of each of them.
    """
    doubted = {view.target for view, row in zip(views, links, strict=True) if row.state != ContentState.FILLED}
    return [each for each in findings if each.code != "nexus_shown" or dict(each.params).get("target") not in doubted]


def _open_step(target: str, what: str) -> str:
    """That no chosen paper ties the beginning of a way to the offence, told of what is asked about."""
    if target == what:
        return _("No chosen document says what %(what)s has to do with the offence.", what=what)
    return _(
        "%(target)s is linked with %(what)s, but no chosen document says what %(what)s has to do with the offence.",
        target=target,
        what=what,
    )


def short(label: str) -> str:
    """A label that fits a box: the end of a long account number, the beginning of a long name."""
    if len(label) <= 22:
        return label
    return f"…{label[-9:]}" if any(char.isdigit() for char in label[-4:]) else f"{label[:20]}…"


def finding_rows(
    findings: Sequence[Finding], reader: Reader, rulings: Mapping[str, str] | None = None
) -> tuple[FindingRow, ...]:
    """Findings of the assessment: what is open first in their own order."""
    ruled = rulings or {}
    rows = []
    for finding in findings:
        values: dict[str, str | int] = {"item": finding.item}
        values |= {name: reader.value(name, value) for name, value in finding.params}
        state = (
            "empty"
            if finding.is_open and finding.verdict == "settled"
            else "partly"
            if finding.is_open or finding.verdict != "settled"
            else "filled"
        )
        code = wording_code(finding)
        text = (
            wording_of(f"finding.{code}.{finding.item}") or say_code(f"finding.{code}", **values)
            if wording_of(f"finding.{code}")
            else say_code(finding.code, **values)
        )
        if finding.code == "content_partly" and (fields := str(dict(finding.params).get("fields", ""))):
            text = f"{text} {_missing(fields)}"
        verdict = say_code(f"verdict.{finding.verdict}")
        ruling = ruled.get(f"{finding.code}/{finding.item}") or ruled.get(finding.code, "")
        if ruling:
            verdict = _("ruling: %(verdict)s", verdict=wording_of(f"verdict.{ruling}") or plain(ruling))
        source = cited_finding(finding.item, finding.source)
        rows.append(FindingRow(state, text, finding.item, verdict, source, *_about(finding)))
    return tuple(rows)


def _about(finding: Finding) -> tuple[str, str]:
    """Number and name of what a finding is about; of a ground that several letters share, the letter that it cites."""
    number, name = numbered(finding.item)
    letter = load_rules().letter(str(dict(finding.params).get("letter", "")))
    is_shared = letter is not None and len(TAGS.get(finding.item, ())) > 1
    return number, law_text(load_rules().tags[letter.tag]) if letter is not None and is_shared else name
