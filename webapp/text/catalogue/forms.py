"""Words of forms: their fields, the lines of printed ones, examples of what to write, and particulars."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    # fields of the form
    "field.authority_contact": N_("authority and contact point"),
    "field.subject": N_("subject of the proceeding"),
    "field.prior_contacts": N_("earlier contacts"),
    "field.basis": N_("legal basis"),
    "field.offences": N_("offences"),
    "field.penalties_text": N_("text of the provisions and penalties"),
    "field.persons": N_("persons"),
    "field.facts": N_("summary of the facts"),
    "field.grounds": N_("grounds"),
    "field.assistance": N_("assistance sought"),
    "field.purpose": N_("purpose"),
    "field.formalities": N_("formalities"),
    "field.property_text": N_("description of the property"),
    "field.freeze_facts": N_("facts that support the freeze"),
    "field.order_text": N_("copy of the order"),
    "field.urgency_reason": N_("reason for urgency"),
    "field.urgent_by_day": N_("date by which the answer is needed"),
    "field.confidentiality_reason": N_("reason for confidentiality"),
    "field.language": N_("language"),
    "field.undertakings": N_("undertakings"),
    "field.channel": N_("how it is sent"),
    "field.period_from_day": N_("records from"),
    "field.period_to_day": N_("records to"),
    "field.urgent": N_("urgent"),
    "field.confidential": N_("confidential"),
    # lines of printed forms that are no field
    "form_line.accessions": N_("States that joined later"),
    "form_line.arrested": N_("arrested on"),
    "form_line.asked": N_("requested State"),
    "form_line.asking": N_("requesting State"),
    "form_line.assurances": N_("assurances given"),
    "form_line.concerns": N_("accounts, numbers, companies, things"),
    "form_line.issuer": N_("issuing authority"),
    "form_line.papers": N_("documents enclosed"),
    "form_line.parties": N_("parties"),
    "form_line.period": N_("period"),
    "form_line.presence_there": N_("why we believe that the person is there"),
    "form_line.signatures": N_("signed on behalf of"),
    "form_line.signed": N_("place and date"),
    "form_line.until": N_("ends on"),
    "form_line.urgency": N_("urgency and date"),
    "example.facts": N_(
        "“On (day) the account (number) paid (sum) to (company), which (did what) "
        "(document). The same day (document) shows …” One fact, one document, one sentence."
    ),
    "example.assistance": N_(
        "“The statements and the opening documents of account (number) from (day) to (day), with the "
        "names of the authorised signatories, certified by the bank.” One thing, one holder, one period."
    ),
    "example.freeze_facts": N_(
        "“(Sum) came in on (day) from (account), which had received the payment for the load "
        "(document). Money left other accounts within (n) days (document).” Where the money comes "
        "from, and why it could disappear."
    ),
    "example.urgent": N_("“The bank deletes the records on (day).” What is lost, and when."),
    "detail.born": N_("Born"),
    "detail.address": N_("Address"),
    "detail.identity_paper": N_("Identity document"),
    "detail.nationality": N_("Nationality"),
    "detail.holder": N_("Holder"),
    "detail.opened": N_("Opened"),
    "detail.profession": N_("Profession"),
}
