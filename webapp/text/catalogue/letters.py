"""What automatic players write, as they write it in English; their values have the names of what they are.

Their letters stand in events and are never changed: pages say them in the reader's language (`webapp.text.retold`). A
test finds a text of `simulation.players` that is missing here.
"""

from collections.abc import Mapping

from webapp.text.marking import N_

WRITTEN: tuple[str, ...] = (
    N_("If the person concerned learns of the request, he or she may move money or leave the country"),
    N_("The annex lists the questions on this matter that we have sent to you through other channels"),
    N_("The documents %(papers)s show how %(target)s is linked with the offence."),
    N_("Documents in our file show how %(target)s is linked with the offence."),
    N_("They say: %(lines)s."),
    N_("Investigation of %(offence)s by the prosecutor of %(country)s"),
    N_("Central authority of %(country)s, desk for organised crime"),
    N_("Use as evidence in the trial (%(offence)s) and for confiscation"),
    N_("Keep the property for confiscation in the trial (%(offence)s)"),
    N_("%(offence)s: elements %(elements)s; up to %(years)s years; time limit %(limit)s years"),
    N_("Money in the account %(target)s"),
    N_("The order of the court is in the annex; it covers the full balance"),
    N_("The documents in the annex show this"),
    N_("Question from %(country)s about %(target)s"),
    N_("Duty desk of %(country)s"),
    N_("Information for our investigation; we will not use it in court without your consent"),
    N_("The person concerned does not know about our investigation"),
    N_("Records may soon be deleted, or money may soon be moved"),
    N_("The trial begins soon"),
    N_("Account statements and the account file, with the holder and the beneficial owner"),
    N_("Call records, with the subscribers of both numbers"),
    N_("The port log, with movements, seals and border checks"),
    N_("Records of border crossings, and of stays in hotels and guest houses"),
    N_("Hearing of the person as a witness, on the questions in the annex"),
    N_("Search, with an inventory of what is seized"),
    N_("Service of the document in the annex"),
    N_("Freezing of the money in the account, so that it can be confiscated later"),
    N_("Surrender for trial"),
    N_("What your registers show about this person: movements, telephones and companies"),
    N_("Where this container is, and what your registers show about it"),
    N_("Who the subscriber of this number is"),
    N_("Whether you know this account, who holds it, and whether a bank has reported it"),
    N_("Who directs and owns this company, and where it holds accounts"),
    N_("What this person or company has in your country: accounts, companies, who controls them"),
    N_("A hold on the money in this account for as long as your law allows"),
    N_("People are held there against their will, and may be taken to another place"),
    N_("Your country keeps such records for %(days)s days, and we do not know how many of these days have passed"),
    N_(
        "Your country keeps such records for %(days)s days: the last record that our documents mention "
        "will be deleted on that day"
    ),
    N_("We know the user of %(target)s only by this number, and such numbers are used for a few weeks only"),
    N_("Money leaves %(target)s every %(days)s days: we expect the next payment on that day"),
    N_("Money that passed through %(target)s moves on within months: only these records show where it is now"),
    N_("The money is frozen. It will be released on that day if no proof of the offence arrives"),
    N_(
        "We have asked you to freeze this money. On suspicion, it stays frozen for %(days)s days: these records can "
        "show the offence, and where the rest of the money is"
    ),
    N_("May we use your note in our request for assistance and in court, for the offence that we have named?"),
    N_("The status of your request since day %(day)s: %(status)s"),
    N_("Please send requests through the channel that we have agreed; we return this request without execution"),
    N_("We have received and registered your request, and we will answer it"),
    N_("We have executed your request"),
    N_("The measure in our own case has ended"),
    N_("Please complete: %(contents)s"),
    N_("We accept your request and will execute it"),
    N_("The note shows what is in our registers; it is for your information only"),
    N_("You may use it in the proceedings that your request names"),
    N_("Our law does not allow the surrender of nationals; we submit the case to our prosecutor without undue delay"),
    N_("A condition cannot change the person’s nationality; we offer to prosecute the person here"),
    N_("A condition cannot make this conduct an offence here; please ask again if the facts show another offence"),
    N_("The conduct described is not an offence under our law"),
    N_("Your request does not show the link between the assistance and the offence, although we asked about it"),
    N_("A condition cannot replace the link that our court needs; if you show it, we will examine the request again"),
    N_("We need an assurance that the death penalty will not be requested, imposed or carried out"),
    N_("We offered assistance subject to this assurance, and you did not accept"),
    N_("The treaty between us requires promises that your request does not contain"),
    N_("We offered assistance subject to these promises, and you did not accept"),
    N_("The person is at risk: we ask for assurances of protection and of no punishment for acts under force"),
    N_("Our documents show that the person is at risk: please protect the person from the day of the surrender"),
    N_(
        "Our documents show that the person is a witness or a victim at risk; you can hear the person "
        "in our country, under protection"
    ),
    N_("A condition cannot remove the danger; a hearing by video link from our country can give you the statement"),
    N_("The witness is at risk: we offer a hearing under protection, without the name and the address in the file"),
    N_("Execution now would interfere with a measure in our own case that is not finished"),
    N_("We now regard the person as a witness or a victim, and no longer ask for surrender"),
    N_("We no longer need this: we have received the records in another way"),
    N_("We confirm our request in writing"),
    N_("We accept the conditions and will respect them"),
    N_("Please complete these items before the request is sent"),
    N_("Does this draft contain what you need?"),
    N_("We have added what you asked for"),
    N_("We have added what was missing"),
    N_("Checked and approved"),
    N_("We agree to your proposal"),
    N_("We send what was missing"),
    N_("We limit our request"),
    N_("We cannot add anything; please decide"),
    N_("What is the status of our request, please?"),
    N_("We have noted this, and will do what our law allows"),
    N_("On this day, we arrest %(person)s, and you hold the money in %(account)s"),
    N_("Arrest %(person)s"),
    N_("Hold the money in %(account)s"),
    N_("The investigation of the linked cases named in the proposal"),
    N_("Prosecutors and police of both sides, as listed in the annex"),
    N_("The law of the place where a measure is carried out"),
    N_("Documents that members gather are evidence on both sides, without another request"),
    N_("Each side bears its own costs"),
    N_("Information is disclosed outside the team only with the consent of the member who gathered it"),
    N_("As agreed at our meeting"),
    N_("We have no case that is linked with yours"),
    N_("Our documents show that the person is in your country"),
    N_("The case is with our prosecutor"),
    N_("Our documents show that this person is in danger, or was forced to commit the offence"),
    N_("Our law does not allow the surrender of nationals; we submit the case to our prosecutor"),
    N_("We received no assurance that the death penalty will not be carried out"),
    N_("Our court has already tried the person on the same facts"),
    N_("A condition cannot change a final judgment"),
    N_("Our own case against the person has priority"),
    N_("The person is now regarded as a victim or a witness"),
    N_("A warrant has been issued; the documents will follow within the time limit of the treaty"),
    N_("We add what is in our file"),
    N_("We give the assurances that you asked for"),
    N_("Please look for the person once more"),
    N_("The person cannot be found"),
    N_("The request is enclosed, with the warrant, the facts and the text of the law"),
    N_("Our request for the content of the records is being prepared"),
    N_("Please have the records of %(target)s preserved; our request for them will follow"),
    N_("We decide now, on the last day of the time limit"),
    N_("We give effect to your order"),
    N_("The order is final; we enclose a certified copy and state the extent to which it is to be executed"),
    N_("The proof has arrived and is enclosed"),
    N_("We have asked for the proof abroad, and the competent authority has our request"),
    N_("The confiscated money is used as our law requires"),
    N_("For your information, without restriction: our documents name %(target)s. Ask us for what you need."),
    N_("Something that may be of use to you: one of our documents names %(target)s. You may use this as you like."),
    N_(
        "We came across %(target)s while looking for something else, and thought of you. You need not keep this secret."
    ),
    N_(
        "We think that %(target)s is linked with your country. If this helps you, write to us and say for what purpose."
    ),
    N_("Nobody has asked us, but you may want to know: our evidence names %(target)s. We keep it ready."),
    N_("A short note between neighbours. Our documents name %(target)s; this may be linked with your case."),
    N_("You may freely use what we found about %(target)s. If you need the document with its stamp, send us a letter."),
    N_("Our file and yours may both be about %(target)s. We prefer to tell you early."),
    N_("You need not ask whether we know %(target)s: we do, from our evidence. We will give you the rest on request."),
    N_("We found this and want to share it with you: %(target)s. Perhaps you can use it."),
    N_("You may know better than we do why %(target)s matters. We have a document about it."),
    N_(
        "You did not ask about %(target)s, but our documents name it. If you want a document, name the "
        "offence; we will send it."
    ),
    N_("Our documents show that %(target)s is at risk. Please arrange protection at once."),
    N_("Our documents show that somebody in your country is in danger: %(target)s. Please do not wait for a letter."),
    N_("In one of our documents, people who threaten others name %(target)s. You are nearer than we are."),
    N_("This is about a person and not about the case: %(target)s needs help today."),
    N_("We are sorry to call so late. This is about the safety of %(target)s. Please send somebody who is on duty."),
    N_("We have read a threat against %(target)s. Nothing else in this message matters."),
    N_("Please protect %(target)s first, and ask us for the document afterwards. It says enough."),
    N_("If you can do only one thing today, please do this: find a safe place for %(target)s."),
    N_("A witness told us that somebody is looking for %(target)s. We believe the witness."),
    N_("Somebody has asked for the address of %(target)s, who may not know this. Please be there first."),
    N_("We cannot act in your country: %(target)s is in danger, and there are only a few days left."),
    N_("Please read this first. %(target)s is in danger, and our file shows it."),
    N_("Thank you, we have your message. Please send a question through the agreed channel if you need an answer."),
    N_("Received and read. If you need a decision, please send a question; then we have to answer by a certain date."),
    N_("Your note is in the file. If it is to bind us, please send it through the agreed channel."),
    N_(
        "Noted, thank you. We answer questions that come through the agreed channel, and read "
        "everything that comes here."
    ),
    N_("Thanks. Your note is with the officer in charge. If you send a question, we have to answer by a certain date."),
    N_(
        "Noted. Nobody sits at this office: it is played automatically. It answers what comes in and takes no "
        "instructions from colleagues. If you want to act for it, take its seat as well."
    ),
    N_("We have read your note. If you want us to decide something, please send a letter or a question."),
    N_("A condition cannot remove the danger; a hearing by video link from our country can give you the statement"),
    N_("We asked for the assurance; no other condition would help"),
    N_("We do not change our request; please decide"),
)

REWORDED: Mapping[str, str] = {
    "%(offence)s: elements %(elements)s; up to %(years)s years; time limit %(limit)s years": N_(
        "%(offence)s (to be proved: %(elements)s), up to %(years)s years of imprisonment; lapse of time after "
        "%(limit)s years"
    ),
}
"""What is said better now, by the words that stand in letters."""

LINES: tuple[str, ...] = (
    N_("%(one)s holds %(other)s"),
    N_("%(one)s owns %(other)s"),
    N_("%(one)s paid %(other)s"),
    N_("%(one)s called %(other)s"),
    N_("%(one)s is the subscriber of %(other)s"),
    N_("%(one)s moved %(other)s"),
    N_("%(one)s was the consignee of %(other)s"),
    N_("%(one)s was at %(other)s"),
    N_("%(one)s directs %(other)s"),
    N_("%(one)s made a statement about %(other)s"),
    N_("%(one)s carried %(other)s"),
    N_("%(one)s is threatened by %(other)s"),
    N_("%(one)s gave orders to %(other)s"),
    N_("%(one)s was found at %(other)s"),
    N_("%(one)s released %(other)s"),
    N_("%(one)s holds a post at %(other)s"),
    N_("%(one)s knew of %(other)s"),
    N_("a bank reported %(one)s, an account of %(other)s"),
    N_("%(one)s recruited %(other)s"),
    N_("%(one)s transported %(other)s from one place to another"),
    N_("%(one)s harboured %(other)s"),
    N_("%(one)s forced %(other)s"),
    N_("%(one)s profits from the work of %(other)s"),
    N_("%(one)s deceived %(other)s"),
    N_("%(one)s is missing and was last seen at %(other)s"),
    N_("%(one)s is held at %(other)s"),
    N_("%(one)s appeared to be a victim at %(other)s"),
    N_("%(one)s gave false documents to %(other)s"),
)
"""What papers say of two entities, as the lines of a letter have it."""
