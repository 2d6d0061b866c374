"""From a draft to a letter on its way: kept per field, vetted, returned, repaired, sent once."""

import re
from html import unescape

from simulation.casework.documents.document import AssertionKind
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from tests.desk.journeys import DRAFT, act, desk, hidden, open_draft, target_abroad, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def status(house: House, cast: Cast, label: str) -> str:
    return next(each.status for each in view(house, cast, cast.alba).requests if each.label == label)


def test_a_request_is_written_vetted_repaired_and_sent(house: House, cast: Cast) -> None:
    alba = cast.alba
    label = open_draft(house, cast, alba).label
    for section in (1, 4):
        assert write_section(cast, alba, label, section, DRAFT[section], "next") == 303
    assert write_section(cast, alba, label, 7, {}, "submit") == 303
    assert status(house, cast, label) == "vetting"

    vetting = alba.get(desk(cast, f"requests/{label}")).text
    assert "assistance sought" in vetting, "the card says what is missing"
    assert act(cast, alba, label, "return_for_repair", text="Say what you want.", items=["C4", "C10"]) == 303
    assert status(house, cast, label) == "drafting"
    form = alba.get(desk(cast, f"requests/{label}/form?section=4")).text
    assert "Say what you want." in form
    assert "Money went to this account." in form, "the draft is still there"

    for section in (2, 5, 6, 7):
        assert write_section(cast, alba, label, section, DRAFT[section]) == 303
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    sent = next(each for each in view(house, cast, alba).requests if each.label == label)
    assert sent.content.offences == ("trafficking",)
    assert [each.key for each in (view(house, cast, alba).documents[0].document,)] == list(sent.content.grounds)
    assert act(cast, alba, label, "approve") == 303
    assert status(house, cast, label) in {"preparing", "translating", "sent"}


def test_a_form_sent_twice_opens_one_draft(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "requests/new")).text
    values = {**hidden(page, "requests/new"), "sought": "statement", "requested": "KES", "target": ["1"]}
    before = len(view(house, cast, cast.alba).requests)
    first = cast.alba.post(desk(cast, "requests/new"), values)
    second = cast.alba.post(desk(cast, "requests/new"), values)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(view(house, cast, cast.alba).requests) == before + 1


def test_an_act_on_an_old_page_is_refused_and_the_text_kept(house: House, cast: Cast) -> None:
    alba = cast.alba
    label = open_draft(house, cast, alba).label
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    page = alba.get(desk(cast, f"requests/{label}")).text
    old = hidden(page, f"requests/{label}/act", 'value="return_for_repair"')
    assert act(cast, alba, label, "approve") == 303
    answer = alba.post(desk(cast, f"requests/{label}/act"), {**old, "command_id": "anotherone", "text": "My reasons"})
    assert answer.status_code == 409
    assert "changed since you opened the page" in answer.text


def test_two_people_draft_and_nobody_loses_a_word(house: House, cast: Cast) -> None:
    alba, cara = cast.alba, nobody(house, "Cara", cast.exercise)
    assert cara.join("authority", "SOV").status_code == 303
    label = open_draft(house, cast, alba).label
    where = desk(cast, f"requests/{label}/draft")

    saved = alba.post(where, {"version": "0", "facts": "Alba's facts"})
    assert saved.get_json()["version"] == 1
    other_field = cara.post(where, {"version": "0", "subject": "Cara's subject"})
    assert other_field.status_code == 200, "another field never conflicts"
    stale = cara.post(where, {"version": "0", "facts": "Cara's facts"})
    assert stale.status_code == 409
    assert stale.get_json()["by"]
    assert stale.get_json()["fields"]["facts"] == "Alba's facts"

    plain = cara.post(
        desk(cast, f"requests/{label}/form"),
        {"section": "4", "version": "0", "facts": "Cara's facts", "action": "next"},
    )
    assert plain.status_code == 409
    assert "Cara&#39;s facts" in plain.text, "her text is shown"
    assert "Alba&#39;s facts" in plain.text, "and the other"
    newest = hidden(plain.text, f"requests/{label}/form", 'name="section"')
    kept = cara.post(desk(cast, f"requests/{label}/form"), {**newest, "facts": "Cara's facts", "keep": "facts:mine"})
    assert kept.status_code == 303
    assert "Cara&#39;s facts" in alba.get(desk(cast, f"requests/{label}/form?section=4")).text


def test_what_is_typed_into_a_letter_that_has_gone_out_is_shown_again(house: House, cast: Cast) -> None:
    alba, cara = cast.alba, nobody(house, "Cara", cast.exercise)
    assert cara.join("authority", "SOV").status_code == 303
    label = open_draft(house, cast, alba).label
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    late: dict[str, str | list[str]] = {"section": "4", "version": "0", "facts": "Cara's facts", "action": "next"}
    vetted = cara.post(desk(cast, f"requests/{label}/form"), late)
    assert vetted.status_code == 409
    assert "went out" not in vetted.text, "it is only being vetted"
    assert "was sent to your own authority for vetting in the meantime" in vetted.text
    assert "Cara&#39;s facts" in vetted.text
    kept = cara.post(desk(cast, f"requests/{label}/draft"), {"version": "0", "facts": "Cara's facts"})
    assert "for vetting" in kept.get_json()["message"]
    assert act(cast, alba, label, "approve") == 303
    answer = cara.post(desk(cast, f"requests/{label}/form"), late)
    assert answer.status_code == 409
    assert "Your own authority approved this letter in the meantime" in answer.text
    assert "went out" not in answer.text, "it is still being typed and sealed"
    assert "Cara&#39;s facts" in answer.text
    saved = cara.post(desk(cast, f"requests/{label}/draft"), {"version": "0", "facts": "Cara's facts"})
    assert saved.status_code == 422
    assert "approved this letter" in saved.get_json()["message"]


def test_a_text_that_is_too_long_is_shown_again(house: House, cast: Cast) -> None:
    label = open_draft(house, cast, cast.alba).label
    long = "Who did what. " * 3000
    answer = cast.alba.post(
        desk(cast, f"requests/{label}/form"), {"section": "4", "version": "0", "facts": long, "action": "next"}
    )
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert "was not saved" in answer.text


def test_whoever_has_no_pen_drafts_but_does_not_send(house: House, cast: Cast) -> None:
    cara = nobody(house, "Cara", cast.exercise)
    assert cara.join("authority", "SOV").status_code == 303
    label = open_draft(house, cast, cast.alba).label
    page = cara.get(desk(cast, f"requests/{label}/form?section=7")).text
    assert "You may draft." in page
    assert write_section(cast, cara, label, 4, DRAFT[4]) == 303
    assert write_section(cast, cara, label, 7, DRAFT[7], "submit") == 422
    assert status(house, cast, label) == "drafting"


def test_hostile_text_is_shown_as_text(house: House, cast: Cast) -> None:
    label = open_draft(house, cast, cast.alba).label
    nasty = "<script>alert(1)</script>\x00 {{ 7*7 }} \u202e"
    assert write_section(cast, cast.alba, label, 4, {"facts": nasty}) == 303
    page = cast.alba.get(desk(cast, f"requests/{label}/form?section=4")).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page


def test_the_first_page_is_short_and_sends_a_whole_letter(house: House, cast: Cast) -> None:
    label = open_draft(house, cast, cast.alba).label
    page = cast.alba.get(desk(cast, f"requests/{label}/form")).text
    main = page[page.index("<main") : page.index("</main")]
    assert "What only you can write" in main
    assert 'name="purpose"' not in main, "what is filled in from the file is not asked"
    values = {**DRAFT[4], **DRAFT[5], **DRAFT[7], "offences": ["trafficking"]}
    assert write_section(cast, cast.alba, label, 0, values, "submit") == 303
    sent = next(each for each in view(house, cast, cast.alba).requests if label in {each.label, each.draft})
    assert sent.status == "vetting"
    assert not [check.item for check in sent.checks if check.is_open]
    shown = cast.alba.get(desk(cast, f"requests/{label}")).text
    chain = shown[shown.index('class="r-nexus"') :]
    drawn = re.search(r'width="([\d.]+)"\s+viewBox="0 0 ([\d.]+) ', chain)
    assert drawn is not None
    assert drawn[1] == drawn[2], "its words are as large on a phone as on a desk"
    assert "rafficking" in chain[: chain.index("</svg>")].partition("r-nexus-text")[2][:60], "it begins at the offence"


def test_the_form_asks_for_what_governs_wants_and_says_what_governs(house: House, cast: Cast) -> None:
    brava = cast.brava
    label = open_draft(house, cast, brava, "ISA", sought="freeze").label
    assert write_section(cast, brava, label, 2, {"basis": "UNTOC"}) == 303
    page = brava.get(desk(cast, f"requests/{label}/form?section=2")).text
    assert "This is not a ground for refusal" in page, "it binds, and another governs"
    assert "CETS 198 art. 49(6)(a), 52" in page
    name = "particular_own_law_measure"
    assert f'name="{name}"' in page
    assert "CETS 198 art. 37(1)(d)(i); CETS 198 art. 37(1)(d)(ii)" in page
    values: dict[str, str | list[str]] = {"basis": "CETS198", name: "A judge of ours could order it."}
    assert write_section(cast, brava, label, 2, values) == 303
    page = brava.get(desk(cast, f"requests/{label}/form?section=2")).text
    assert "A judge of ours could order it." in page
    assert "This is not a ground for refusal" not in page
    assert "A judge of ours could order it." in brava.get(desk(cast, f"requests/{label}/form?section=7")).text, "letter"


def test_the_question_about_property_names_the_office_that_sends_it(house: House, cast: Cast) -> None:
    """In Valmonte prosecutors are the asset recovery office: the financial unit asks the rest of its channel alone."""
    said = {}
    for seat in ("fiu", "prosecutor"):
        person = nobody(house, seat, cast.exercise)
        assert person.join(seat, "VAL").status_code == 303
        page = person.get(f"/x/{cast.exercise}/desk/requests/new").text
        option = page.partition('for="sought-property_trace"')[2].partition("</li>")[0]
        other = page.partition('for="sought-account_check"')[2].partition("</li>")[0]
        assert "Sent by" not in other
        said[seat] = option
    assert "Sent by: Prosecutor" in said["fiu"]
    assert "Your seat sends the request." in said["prosecutor"]


def test_papers_that_link_nothing_do_not_tick_the_link_to_the_offence(house: House, cast: Cast) -> None:
    alba = cast.alba
    label = open_draft(house, cast, alba).label
    assert write_section(cast, alba, label, 4, DRAFT[4]) == 303
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    page = alba.get(desk(cast, f"requests/{label}")).text
    assert "No chosen document" in page, "the link is open"
    assert c11(page) == "partly"


def c11(page: str) -> str:
    """How far the card of completeness says that C11 is there."""
    item = page.partition('id="completeness-head"')[2].partition("C11")[0].rpartition("<li")[2]
    found = re.search(r'aria-label="(\w+)"', item)
    assert found is not None, item
    return found[1]


def test_an_account_at_home_is_not_chosen_for_a_letter_abroad_and_its_holder_stands_beside_it(
    house: House, cast: Cast
) -> None:
    shown = view(house, cast, cast.alba)
    filed, number = next(
        (filed, n)
        for filed in shown.documents
        for n, each in enumerate(shown.entities, start=1)
        if each.key == filed.document.about and each.kind is EntityKind.ACCOUNT and each.country == "SOV"
    )
    box = re.compile(r'name="target" value="(\d+)"( checked)?>.*?</label>', re.DOTALL)
    page = cast.alba.get(desk(cast, f"requests/new?origin={filed.label}")).text
    boxes = {found[1]: found for found in box.finditer(page)}
    assert boxes[str(number)][2] is None
    held = [said for each in shown.documents for said in each.document.assertions if said.kind is AssertionKind.HOLDS]
    for n, each in enumerate(shown.entities, start=1):
        holder = next((shown.entity(said.subject) for said in reversed(held) if said.object == each.key), None)
        if holder is not None and each.kind is EntityKind.ACCOUNT:
            assert holder.label in unescape(boxes[str(n)][0])


def test_a_letter_about_an_account_of_another_country_says_so_and_can_go_on(house: House, cast: Cast) -> None:
    number = target_abroad(house, cast, cast.alba, "SOV")
    account = view(house, cast, cast.alba).entities[number - 1].label
    draft = open_draft(house, cast, cast.alba, target=str(number))
    warned = f"{account} is an account of a bank in Sorvane, not in Kestria."
    assert warned in cast.alba.get(desk(cast, f"requests/{draft.label}/form")).text
    assert write_section(cast, cast.alba, draft.label, 4, {"facts": "Money went out."}) == 303
    fitting = open_draft(house, cast, cast.alba)
    assert "is an account of a bank" not in cast.alba.get(desk(cast, f"requests/{fitting.label}/form")).text


def test_a_page_of_the_form_has_the_place_that_its_list_of_pages_shows(house: House, cast: Cast) -> None:
    label = open_draft(house, cast, cast.alba).label
    page = cast.alba.get(desk(cast, f"requests/{label}/form?section=6")).text
    steps = page.partition('<ol class="r-steps">')[2].partition("</ol>")[0].split("<li>")[1:]
    (place,) = [number for number, step in enumerate(steps, start=1) if 'aria-current="step"' in step]
    assert f"Section {place} of {len(steps)}" in page


def test_somebody_at_two_seats_reads_once_who_sits_there(house: House, cast: Cast) -> None:
    both = (Office("authority"), Office("prosecutor"))
    house.store.execute(
        cast.exercise, TakeSeat(id="bothofthem", member=cast.alba.member_id, country="SOV", offices=both)
    )
    label = open_draft(house, cast, cast.alba).label
    page = cast.alba.get(desk(cast, f"requests/{label}/form?section=1")).text
    assert "With you at this seat" not in page

    assert ">Central authority</p>" in page
    assert ">Prosecutor</p>" in page


# --- a draft that the other side sees before it is sent


def share_draft(house: House, cast: Cast) -> tuple[str, str]:
    """Alba's team writes a draft about an account in Brava's country and shares it; gives both sides' numbers."""
    label = open_draft(house, cast, cast.alba, requested=cast.brava.country).label
    for section in (1, 4, 5):
        assert write_section(cast, cast.alba, label, section, DRAFT[section]) == 303
    assert act(cast, cast.alba, label, "share_draft", text="Will this do?") == 303
    own = next(each for each in view(house, cast, cast.alba).requests if label in {each.label, each.draft})
    theirs = next(each for each in view(house, cast, cast.brava).requests if each.key == own.key)
    return own.label, theirs.label


def test_the_other_side_sees_a_draft(house: House, cast: Cast) -> None:
    _own, label = share_draft(house, cast)
    page = cast.brava.get(desk(cast, f"requests/{label}")).text
    assert re.search(r"Draft, shared by .+ on \w+ \d+ \w+", page)
    assert "This is not a request yet." in page
    assert "Will this do?" in page
    assert "Draft, shared with you" in page
    assert "The draft as it is written" in page
    assert "The request as it is written" not in page
    assert "is in transit" not in page


def test_the_list_and_the_letter_say_that_it_is_a_draft(house: House, cast: Cast) -> None:
    _own, label = share_draft(house, cast)
    assert "Draft, shared with you" in cast.brava.get(desk(cast, "requests")).text
    assert f"<title>{label} Draft" in cast.brava.get(desk(cast, f"requests/{label}/letter")).text


def test_its_writers_see_no_draft_of_others(house: House, cast: Cast) -> None:
    own, _label = share_draft(house, cast)
    page = cast.alba.get(desk(cast, f"requests/{own}")).text
    assert "Draft, shared by" not in page
    assert "This is not a request yet." not in page
