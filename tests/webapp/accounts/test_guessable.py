"""Passwords that are guessed first are refused wherever a trainer gets one, with the reason."""

import pytest

from tests.webapp.house import PASSWORD, House, nobody, trainer
from webapp.accounts.guessable import is_common, is_own_name
from webapp.accounts.trainers import set_password


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password",
        "password1",
        "P@ssw0rd",
        "pa55word",
        "Passwort1!",
        "12345678",
        "123456789",
        "1234567890123",
        "87654321",
        "00000000",
        "11111111",
        "12121212",
        "abcabcabc",
        "abcdefgh",
        "qwertyui",
        "qwertyuiop",
        "qwertz123",
        "azertyuiop",
        "1q2w3e4r",
        "1qaz2wsx",
        "Motdepasse1",
        "contraseña",
        "sunshine",
        "iloveyou",
        "Welcome2026",
        "admin123",
        "rogatory",
        "Summer2026!",
        "        password        ",
    ],
)
def test_common_passwords(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "correct horse",
        "another password",
        "kB7#qq2w",
        "lantern-otter-Friday",
        "Нотариус двери",
        "my password is long",
        "xkcd-0936",
        "a guess of mine",
    ],
)
def test_others_are_taken(password: str) -> None:
    assert not is_common(password)


@pytest.mark.parametrize(
    "password", ["Ines Maria", "inesmaria", "INES-MARIA-1", "123inesmaria", "airamseni", "Inés María"]
)
def test_the_own_name(password: str) -> None:
    assert is_own_name(password, "Ines Maria")


@pytest.mark.parametrize(("password", "name"), [("ines und maria", "Ines"), ("24121990", "99"), (PASSWORD, "")])
def test_what_is_not_the_own_name(password: str, name: str) -> None:
    assert not is_own_name(password, name)


def test_a_new_password_and_a_first_password_of_another_are_looked_at_too(house: House) -> None:
    ines = trainer(house)
    for common in ("12345678", "ines1234"):
        answer = ines.post("/password", {"current": PASSWORD, "password": common, "again": common})
        assert answer.status_code == 422
        given = {"name": "Karin Vogt", "password": "karinvogt", "again": "karinvogt"}
        assert ines.post("/trainers", {**given}).status_code == 422


def test_whoever_has_such_a_password_already_can_still_sign_in(house: House) -> None:
    with house.database.writing() as session:
        set_password(session, "Ines", "password")
    answer = nobody(house, "Ines").post("/sign-in", {"name": "Ines", "password": "password"})
    assert answer.status_code == 303
