"""Passwords that somebody who guesses tries first."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("common_passwords.txt")
ROWS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
"""Signs in the order in which they follow each other in the alphabet or on a keyboard."""

INSTEAD = str.maketrans("013457@$!", "oieastasi")
"""Signs that people write in place of a letter."""

LONGEST_PIECE = 4
"""Signs of a piece whose repetition is a password that is guessed, as in `abcabcabc`."""


def is_common(password: str) -> bool:
    """Whether a password is a common word, a row of signs or a repeated piece, whatever digits are around it."""
    plain = _plain(password)
    is_row = any(plain in row + row or plain in (row + row)[::-1] for row in ROWS)
    return is_row or _is_repeated(plain) or bool(_cores(plain) & _words())


def is_own_name(password: str, name: str) -> bool:
    """Whether a password is the name with which its owner signs in, forwards or backwards, with or without digits."""
    own = _letters(_plain(name))
    found = {_letters(core) for core in _cores(_plain(password))}
    return bool(own) and (own in found or own[::-1] in found)


@cache
def _words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _plain(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _cores(plain: str) -> set[str]:
    """What is left without digits and signs at both ends: as written, and with letters for signs that replace them."""
    ends = "".join({each for each in plain if not each.isalpha()})
    return {plain, plain.strip(ends), plain.translate(INSTEAD), plain.strip(ends).translate(INSTEAD)}


def _is_repeated(plain: str) -> bool:
    return any((plain[:size] * len(plain))[: len(plain)] == plain for size in range(1, LONGEST_PIECE + 1))
