"""Codes of open lists: which codes there are is said by whoever reads a text in, not by the class."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

type KnownCodes = Mapping[type[Code], tuple[Code, ...]]
"""The codes that there are, in their order, by class: the context in which stored lines and files are read."""

_FORM = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Code(StrEnum):
    """Codes of a list that can be made longer: those that Rogatory ships are members, others are made by their text.

    A text of a file or of a stored line is read as a code only if it is one of the known ones: of those that the
    validation is given as its context (`KnownCodes`), else of the members. Looping over the class gives the members.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """The one object of a further code; None for what has not the form of a code."""
        if not isinstance(value, str) or _FORM.fullmatch(value) is None:
            return None
        code = str.__new__(cls, value)
        code._name_, code._value_ = value.upper(), value
        return cls._value2member_map_.setdefault(value, code)  # type: ignore[return-value]  # its values are codes

    @classmethod
    def known(cls, codes: KnownCodes | None) -> tuple[Self, ...]:
        """Which codes of this list there are, in order.

        Args:
            codes: What somebody passed in; None: those that Rogatory ships.
        """
        return codes[cls] if codes is not None and cls in codes else tuple(cls)  # type: ignore[return-value]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        """As of any enum, but which codes are read depends on what is known."""
        return core_schema.with_info_wrap_validator_function(cls._read, handler(source))

    @classmethod
    def _read(cls, value: object, _as_enum: object, info: core_schema.ValidationInfo[Any]) -> Self:
        if isinstance(value, cls):
            return value
        known = cls.known(info.context)
        for each in known:
            if each == value:
                return each
        *others, last = (repr(each.value) for each in known)
        raise PydanticKnownError("enum", {"expected": f"{', '.join(others)} or {last}" if others else last})
