"""Grounds for refusing or postponing: what they are between two countries, and what a refusal on one is worth.

A ground exists where a letter of the instrument that governs has it, or lets it in through the own law, or where a norm
above the instruments does; the pair and the law of whoever is asked may make it mandatory. A refusal on a ground that
the facts do not contain becomes a finding; where only people can weigh the facts, it is for the trainer.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.terms import Facts
from simulation.law.assessment.dual_criminality import is_reserved, reserved_by
from simulation.law.assessment.findings import Finding, FindingVerdict, GroundNature
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Gate
from simulation.law.book.governance import PRACTICE, Regime, citing, regime_of
from simulation.law.book.grounds import NONE_BY_TAG, OWN_LAWS, TAGS, Grounds, ground_of_tag, grounds_with
from simulation.law.book.required_contents import ContentCheck
from simulation.law.book.rules import FOR_PEOPLE, LetterNature, LetterRule, load_rules
from simulation.law.rows import Filled
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario

_NATURES = {
    LetterNature.MANDATORY: GroundNature.MANDATORY,
    LetterNature.OPTIONAL: GroundNature.DISCRETIONARY,
    LetterNature.CURABLE: GroundNature.CURABLE,
    LetterNature.POSTPONE: GroundNature.TEMPORARY,
    LetterNature.CONDITION: GroundNature.DISCRETIONARY,
    LetterNature.RESERVATION: GroundNature.DISCRETIONARY,
    LetterNature.NOT_A_GROUND: GroundNature.NOT_A_GROUND,
}

_OF_THE_PAIR = frozenset({"R2", "R3", "R4", "R5", "R7"})
"""Grounds that a pair may leave out although the instrument has a letter for them (a reservation or a waiver)."""

_ARGUABLY_OPEN = frozenset({"C10", "C11"})
"""Contents that the treaty does not list and that many laws want all the same (law.md 1.3): conformity is arguable."""

_WEIGHED = Filled("people, not the program, weigh the reasons")

NATIONALITY = "nationality"
"""Tag of the letters that let a country keep its nationals."""

_FIRM = frozenset({"C1", "C2", "C3", "C4", "C6"})
"""Contents about which a finding that is no gap, such as a period that is missing, makes it firm."""


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between the two countries of a request.

    Attributes:
        pair: What binds them.
        requested: Code of the country that is asked.
        regime: What governs the request.
        reserved: Letters that the country that is asked has reserved; None where nothing is known of it, so that the
            pair's word on dual criminality stands for it.
    """

    pair: CountryPair
    requested: str
    regime: Regime
    reserved: frozenset[str] | None = None

    def declares(self, letter: LetterRule) -> bool:
        """Whether the country that is asked has reserved a letter itself."""
        return letter.id in (self.reserved or ())

    def letter_about(self, tag: str) -> LetterRule | None:
        """The letter that holds for a tag: one that the country that is asked has reserved goes first (VCLT art. 21).

        Args:
            tag: What letters are about.
        """
        declared = (each for each in self.regime.letters if each.tag == tag and self.declares(each))
        return next(declared, None) or self.regime.by_tag.get(tag)

    def letter_for(self, ground: str) -> LetterRule | None:
        """The letter for a ground, its own before one through which it comes in; None where there is none.

        Args:
            ground: Its id.
        """
        own = (self.letter_about(tag) for tag in TAGS.get(ground, ()))
        return next(filter(None, own), None) or self.regime.letter_for(ground)


def between_two(pair: CountryPair, requested: Country, regime: Regime) -> Between:
    """What stands between the two countries of a request.

    Args:
        pair: What binds them.
        requested: The country that is asked.
        regime: What governs the request.
    """
    return Between(pair, requested.code, regime, reserved_by(requested, regime))


REFUSED = {
    "extradition": Sought.SURRENDER,
    "enforcement": Sought.CONFISCATION,
    "preservation": Sought.PRESERVATION,
}
"""What is refused in a procedure that is no letter of request, as a kind of assistance."""


def open_grounds(what: str, pair: CountryPair, requested: Country, known: Grounds | None = None) -> tuple[str, ...]:
    """On what something may be refused between two: letters of what governs, what is none among them, then safeguards.

    Never a surrender on nationality: who keeps a national has an act of its own, and prosecutes (UNTOC 16(10)).

    Args:
        what: `extradition`, `enforcement` or `preservation`.
        pair: What binds the two.
        requested: The country that is asked.
        known: The grounds that there are; None for those that ship.
    """
    grounds = known or grounds_with()
    between = between_two(pair, requested, regime_of(pair, kind_of(REFUSED[what])))
    letters = [
        letter
        for letter in between.regime.letters
        if _can_be_named(letter, between) and not (what == "extradition" and letter.tag == NATIONALITY)
    ]
    said = {ground_of_tag(letter.tag, letter.id) for letter in letters}
    beside = (name for name in grounds.refusing(what) if name not in said)
    found = (
        name
        for name in beside
        if (row := grounds.of(name)) is not None
        and row.is_safeguard
        and nature_of(name, between, grounds) is not GroundNature.NOT_A_GROUND
    )
    return (*(letter.id for letter in letters), *found)


def may_be_named(ground: str, what: str, scenario: Scenario, sides: tuple[str, str], known: Grounds) -> bool:
    """Whether a refusal in a procedure may name a ground: one that is open between the two, or one of the book.

    Args:
        ground: Its id, or that of a letter.
        what: `extradition`, `enforcement` or `preservation`.
        scenario: For what binds the two, and the law of the one that is asked.
        sides: Who asks, and who is asked.
        known: The grounds that there are.
    """
    asking, asked = sides
    if ground in known.refusing(what):
        return True
    return asking != asked and ground in open_grounds(
        what, scenario.pair(asking, asked), scenario.country(asked), known
    )


def _can_be_named(letter: LetterRule, between: Between) -> bool:
    if letter.nature is LetterNature.RESERVATION:
        return is_reserved(letter, between.pair, between.reserved)
    return letter.nature is not LetterNature.POSTPONE


def available_grounds(findings: tuple[Finding, ...]) -> tuple[tuple[str, GroundNature], ...]:
    """Grounds that the facts make available, with their nature between the two."""
    return tuple(
        (finding.item, GroundNature(str(dict(finding.params)["nature"])))
        for finding in findings
        if finding.code == "ground_available"
    )


def nature_of(ground: str, between: Between, known: Grounds | None = None) -> GroundNature:
    """What a ground is between two countries: by the letter that holds, then by the word of the law that is asked.

    Args:
        ground: Its id, or that of a letter.
        between: What stands between the two.
        known: The grounds that there are; None for those that ship.
    """
    letter = load_rules().letter(ground)
    if letter is not None:
        held = between.regime.by_id.get(ground)
        return _of_letter(held, between) if held is not None else GroundNature.NOT_A_GROUND
    row = (known or grounds_with()).of(ground)
    if row is not None and row.is_none:
        return GroundNature.NOT_A_GROUND
    if ground in TAGS:
        letter = between.letter_for(ground)
        if letter is None:
            return GroundNature.NOT_A_GROUND
        own = ground_of_tag(letter.tag, letter.id) == ground
        nature = _of_letter(letter, between) if own else _through(ground, between)
        if nature is GroundNature.DISCRETIONARY and ground in _OF_THE_PAIR and not between.declares(letter):
            return nature if ground in between.pair.discretionary_grounds else GroundNature.NOT_A_GROUND
        return nature
    if ground in load_rules().lists:
        return _strongest(tuple(_of_letter(each, between) for each in letters_of(ground, between)))
    if between.regime.has_own_letters and not letters_of(ground, between):
        return GroundNature.NOT_A_GROUND
    if ground in between.pair.mandatory(between.requested):
        return GroundNature.MANDATORY
    # Safeguards come in under the requested side's legal system (UNTOC 18(21)(d)) when the pair does not name them.
    if ground in between.pair.discretionary_grounds or (row is not None and row.is_safeguard):
        return GroundNature.DISCRETIONARY
    return GroundNature.NOT_A_GROUND


def letters_of(ground: str, between: Between) -> tuple[LetterRule, ...]:
    """The letters that hold between the two for a ground: itself, those of an old list, or the one that has it.

    Args:
        ground: Its id, that of a letter, or the code of an old list (R8 to R12).
        between: What stands between the two.
    """
    regime = between.regime
    listed = tuple(letter for letter in regime.letters if letter.old == ground)
    letter = regime.by_id.get(ground) or load_rules().letter(ground) or between.letter_for(ground)
    return listed or (() if letter is None else (letter,))


def _of_letter(letter: LetterRule, between: Between) -> GroundNature:
    nature = _NATURES[letter.nature]
    if letter.nature is LetterNature.RESERVATION and not is_reserved(letter, between.pair, between.reserved):
        return GroundNature.NOT_A_GROUND
    if nature is GroundNature.DISCRETIONARY:
        return _through(ground_of_tag(letter.tag, letter.id), between)
    return nature


def _strongest(natures: tuple[GroundNature, ...]) -> GroundNature:
    return min(natures, key=tuple(GroundNature).index, default=GroundNature.NOT_A_GROUND)


def _through(ground: str, between: Between) -> GroundNature:
    is_bound = ground in between.pair.mandatory(between.requested)
    return GroundNature.MANDATORY if is_bound else GroundNature.DISCRETIONARY


def consultation(ground: str, between: Between) -> str | None:
    """Where it stands that one consults before using a ground; "" where the letter that holds wants none.

    None of a ground of which the rules know nothing: its own row says so.
    """
    letter = between.regime.by_id.get(ground) or between.letter_for(ground)
    if letter is None:
        return "" if ground in TAGS or load_rules().letter(ground) is not None else None
    return letter.consult_source if letter.wants_consultation else ""


def judge_refusal(
    ground: str, findings: tuple[Finding, ...], between: Between, known: Grounds | None = None
) -> Finding | None:
    """What to say of a refusal on a ground: nothing when the facts contain it, else a finding.

    Args:
        ground: The ground named, or a letter.
        findings: The assessment at the time of the refusal.
        between: What stands between the two.
        known: The grounds that there are; None for those that ship.
    """
    nature, letters = nature_of(ground, between, known), letters_of(ground, between)
    params: Facts = (
        ("ground", ground),
        *((("letters", " ".join(letter.id for letter in letters)),) if letters else ()),
        ("nature", nature.value),
    )
    none_by = between.regime.none_by(ground)
    source = citing(*(letter.source for letter in letters)) or (none_by if none_by != PRACTICE else between.regime.name)
    if nature is GroundNature.NOT_A_GROUND:
        return Finding("refused_outside_the_pairs_grounds", ground, FindingVerdict.SETTLED, (), params, source)
    available = {item for item, _ in available_grounds(findings)}
    named = load_rules().letter(ground)
    is_named = named is not None or ground in load_rules().lists
    if ground in available or (
        is_named and any(ground_of_tag(letter.tag, letter.id) in available for letter in letters)
    ):
        return None
    row = (known or grounds_with()).of(ground)
    if (row is not None and row.for_people) or (named is not None and named.tag in FOR_PEOPLE):
        source = f"{source}; {_WEIGHED}"
        return Finding("refusal_to_be_weighed", ground, FindingVerdict.FOR_TRAINER, (), params, source)
    return Finding("refused_without_facts", ground, FindingVerdict.SETTLED, (), params, source)


_OPTIONS = {
    GroundNature.MANDATORY: ("refuse", "offer_conditions"),
    GroundNature.DISCRETIONARY: ("accept", "offer_conditions", "refuse"),
    GroundNature.CURABLE: ("ask_clarification", "refuse"),
    GroundNature.TEMPORARY: ("accept", "offer_conditions", "postpone"),
    GroundNature.NOT_A_GROUND: ("accept",),
}


def ground_finding(
    ground: str,
    between: Between,
    verdict: FindingVerdict,
    source: str,
    nature: GroundNature | None = None,
    by: LetterRule | None = None,
    **params: str,
) -> Finding:
    """A ground that the facts contain, with what it is between the two; `nature` where the measure itself says it.

    Args:
        ground: Its id, or that of a letter.
        between: What stands between the two.
        verdict: How firm it is that the facts contain it.
        source: Where it stands beside the letter; "" for the letter alone.
        nature: What it is where the measure itself says so.
        by: The letter that has it; None for the one that holds for the ground.
        params: Further values.
    """
    found = nature if nature is not None else nature_of(ground, between)
    letter = by or between.regime.by_id.get(ground) or between.letter_for(ground)
    cited = "; ".join(part for part in (letter.source if letter is not None else "", source) if part)
    cited = cited or between.regime.name  # the instrument that has no such ground
    values = {**params, "nature": found.value, **({"letter": letter.id} if letter is not None else {})}
    code = "ground_available" if found is not GroundNature.NOT_A_GROUND else "not_a_ground_of_the_pair"
    return Finding(code, ground, verdict, _OPTIONS[found], tuple(sorted(values.items())), cited)


def shown_by_papers(tag: str, between: Between) -> Finding:
    """A fact that a ground may rest on, as the instrument that governs takes it.

    Without a letter of its own it comes in where the instrument leaves help, or surrender, to the own law; else it is
    no ground.

    Args:
        tag: What the own papers show, as the rules name it.
        between: What stands between the two.
    """
    letter = between.letter_about(tag)
    if letter is not None and letter.nature is not LetterNature.NOT_A_GROUND:
        name = ground_of_tag(tag, letter.id)
        return ground_finding(name, between, FindingVerdict.ARGUABLE, "", _of_letter(letter, between), letter)
    own_law = next((between.regime.by_tag[name] for name in OWN_LAWS if name in between.regime.by_tag), None)
    if letter is None and own_law is not None and ground_of_tag(tag, "") == "":
        name = ground_of_tag(own_law.tag, own_law.id)
        return ground_finding(name, between, FindingVerdict.ARGUABLE, "", by=own_law, tag=tag)
    if letter is None and ground_of_tag(tag, ""):
        return ground_finding(ground_of_tag(tag, ""), between, FindingVerdict.ARGUABLE, between.regime.name)
    name = NONE_BY_TAG.get(tag) or ground_of_tag(tag, tag)
    source = letter.source if letter is not None else between.regime.name
    return ground_finding(name, between, FindingVerdict.ARGUABLE, source, GroundNature.NOT_A_GROUND)


def conformity(findings: list[Finding], checks: tuple[ContentCheck, ...], between: Between) -> list[Finding]:
    """R1: what the instrument commands and is not there makes the request not conform; it can be cured: one asks first.

    What is only good practice to name is no lack of conformity; the basis and the link can be argued. An instrument
    without a letter on it lets nobody refuse for a gap.
    """
    letter = between.regime.letter_for("R1")
    open_now = [finding for finding in findings if finding.is_open and finding.verdict is FindingVerdict.SETTLED]
    if letter is None or not open_now:
        return []
    firm_items = {check.item for check in checks if check.is_open and check.gate is not Gate.SOFT}
    firm = any(
        finding.item in (firm_items if finding.code.startswith("content_") else _FIRM)
        or finding.code == "language_not_accepted"
        for finding in open_now
    )
    if not firm and not any(finding.item in _ARGUABLY_OPEN for finding in open_now):
        return []
    items = sorted({finding.item for finding in open_now})
    values = (("items", " ".join(items)), ("letter", letter.id), ("nature", GroundNature.CURABLE.value))
    verdict = FindingVerdict.SETTLED if firm else FindingVerdict.ARGUABLE
    return [Finding("ground_available", "R1", verdict, ("ask_clarification", "refuse"), values, letter.source)]
