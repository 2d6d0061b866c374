"""The sentence as a stated rule: by what usable papers before the court show of the convict's part."""

from simulation.casework.documents.document import Document
from simulation.casework.proof.proof import assess_case
from simulation.casework.proof.sentencing import Sentence, least_sentence, sentence
from tests.casework.builders import LEAD, OWNER, TRAFFICKING, a_country, a_file
from tests.casework.test_verdict import CLERK_SAYS, DIRECTOR, MOVED, NOMINEE_SAYS, SEIZED, charged


def given(*papers: Document) -> Sentence:
    file = a_file(*papers)
    assessed = assess_case(charged(file, *papers), file, a_country())
    return sentence(OWNER, TRAFFICKING.model_copy(update={"max_years": 7}), file, assessed)


def test_who_gave_orders_gets_half_and_everybody_else_a_third() -> None:
    """84 months: the clerk says that the owner gave orders, the nominee only that the owner knew."""
    assert given(SEIZED, MOVED, DIRECTOR, CLERK_SAYS) == Sentence(42, ("leads",))
    assert given(SEIZED, MOVED, DIRECTOR, NOMINEE_SAYS) == Sentence(28, ("takes_part",))


def test_a_paper_that_no_court_uses_makes_nobody_a_leader() -> None:
    assert given(SEIZED, MOVED, DIRECTOR, NOMINEE_SAYS, CLERK_SAYS.with_use(LEAD)).grounds == ("takes_part",)


def test_where_no_case_is_played_the_least_offence_by_which_one_earns_is_taken() -> None:
    """A third of it; what brings nothing in does not count."""
    graver, lighter = (TRAFFICKING.model_copy(update={"max_years": years}) for years in (20, 10))
    threat = TRAFFICKING.model_copy(update={"max_years": 2, "elements": ("intimidation", "witness")})
    assert least_sentence((graver, threat, lighter)) == 40


def test_a_law_without_an_offence_by_which_one_earns_has_a_least_offence_too() -> None:
    graver, lighter = (
        TRAFFICKING.model_copy(update={"max_years": years, "elements": ("intimidation", "witness")}) for years in (9, 2)
    )
    assert least_sentence((graver, lighter)) == 8
