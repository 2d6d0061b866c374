"""Codes of open lists: which codes there are is said by whoever reads a text in, not by the class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from simulation.kernel.shared import shared

type KnownCodes = Mapping[type[Code], tuple[Code, ...]]
"""The codes that there are, in their order, by class: the context in which stored lines and files are read."""


@shared
class Code(str):
    """A code of an open list; one object for each text, so that `is` compares.

    A text of a file or a stored line becomes a code only where it is one of the known ones: of those that the
    validation is given as its context (`KnownCodes`), else of those that Rogatory ships.

    Attributes:
        shipped: The codes that Rogatory ships, in order.
    """

    __slots__ = ()

    shipped: ClassVar[tuple[Code, ...]] = ()
    _made: ClassVar[dict[str, Code]] = {}

    def __init_subclass__(cls) -> None:
        """Each list has its own codes."""
        cls._made = {}

    def __new__(cls, text: str) -> Self:
        """The one object of this text; what comes from outside is compared with the known codes first."""
        found = cls._made.get(text)
        if not isinstance(found, cls):
            found = cls._made[text] = super().__new__(cls, text)
        return found

    def __repr__(self) -> str:
        """E.g. `Office('police')`."""
        return f"{type(self).__name__}({str(self)!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: type, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Only known codes are read; they are written as their text."""
        return core_schema.with_info_plain_validator_function(
            cls._read, serialization=core_schema.plain_serializer_function_ser_schema(str, when_used="json")
        )

    @classmethod
    def known(cls, codes: KnownCodes | None) -> tuple[Self, ...]:
        """Which codes of this list there are, in order.

        Args:
            codes: What somebody passed in; None: those that Rogatory ships.
        """
        return codes[cls] if codes is not None and cls in codes else cls.shipped  # type: ignore[return-value]

    @classmethod
    def _read(cls, value: object, info: core_schema.ValidationInfo[Any]) -> Self:
        known = cls.known(info.context)
        for each in known:
            if each == value:
                return each
        *others, last = (repr(str(each)) for each in known)
        expected = f"{', '.join(others)} or {last}" if others else last
        raise PydanticKnownError("enum", {"expected": expected})
