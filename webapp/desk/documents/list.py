"""Which papers of the file the list shows, and in which order: all of it from the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from simulation.exercise.evidence.views import FiledDocument
from webapp.desk.documents.search import Wanted, matches
from webapp.desk.readable import Reader
from webapp.pages.forms import Option
from webapp.text.sorting import place

LONGEST = 80
FIRST = 15
"""How many papers the list shows before somebody asks for all of them."""


class Unread(StrEnum):
    """Papers that somebody has still to read."""

    ME = "me"
    TEAM = "team"


class Sort(StrEnum):
    """What papers can be put in order by, as the column's name in the address."""

    NUMBER = "number"
    TITLE = "title"
    COUNTRY = "country"
    DATED = "dated"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Listing:
    """How the list is asked for; what the address says and nobody knows is left out.

    Attributes:
        words: What to look for.
        use: `evidence`, `lead`, or "" for both.
        kind: Kind of paper, "" for all.
        country: Code of the country it comes from, "" for all.
        issuer: Who issued it, as printed, "" for all.
        unread: By whom it has still to be read, None for all.
        sort: What the rows are put in order by, None for the order of the file, the latest first.
        backwards: From the greatest to the smallest.
        whole: All papers, however many.
    """

    words: str = ""
    use: str = ""
    kind: str = ""
    country: str = ""
    issuer: str = ""
    unread: Unread | None = None
    sort: Sort | None = None
    backwards: bool = False
    whole: bool = False

    @classmethod
    def read(cls, given: MultiDict[str, str]) -> Listing:
        """From the query of an address."""
        use, unread, sort = given.get("use", ""), given.get("unread", ""), given.get("sort", "")
        name = sort.removeprefix("-")
        return cls(
            words=given.get("q", "")[:LONGEST],
            use=use if use in {"evidence", "lead"} else "",
            kind=given.get("kind", "")[:LONGEST],
            country=given.get("country", "")[:LONGEST],
            issuer=given.get("by", "")[:LONGEST],
            unread=Unread(unread) if unread in set(Unread) else None,
            sort=Sort(name) if name in set(Sort) else None,
            backwards=name in set(Sort) and sort.startswith("-"),
            whole=bool(given.get("all")),
        )

    def query(self, **changes: str | None) -> dict[str, str]:
        """The query of an address that asks for this, or for this with changes."""
        order = f"{'-' if self.backwards else ''}{self.sort}" if self.sort is not None else ""
        asked = {
            "q": self.words, "use": self.use, "kind": self.kind, "country": self.country, "by": self.issuer,
            "unread": self.unread or "", "sort": order, "all": "1" if self.whole else "",
        } | changes  # fmt: skip
        return {name: str(value) for name, value in asked.items() if value}

    def url(self, endpoint: str = "desk.documents", **changes: str | None) -> str:
        """The address that asks for this, or for this with changes."""
        query = urlencode(self.query(**changes))
        return url_for(endpoint) + (f"?{query}" if query else "")

    @property
    def is_narrowed(self) -> bool:
        """Whether any paper may be left out."""
        return bool(self.query(sort=None, all=None))

    @property
    def most(self) -> int | None:
        """How many papers are shown at once, None for all that are found."""
        return None if self.whole or self.is_narrowed else FIRST


def chosen(listing: Listing, fresh: frozenset[str], seen: Mapping[str, object], reader: Reader) -> list[FiledDocument]:
    """The papers to show in their order; `fresh` are keys of papers that the visitor has not read, `seen` of those that
    somebody of the team has."""
    wanted = Wanted.read(listing.words)
    found = [
        filed
        for filed in reader.view.documents
        if (not listing.use or filed.document.use.stands is (listing.use == "evidence"))
        and listing.kind in {"", filed.document.kind}
        and listing.country in {"", filed.document.country}
        and (not listing.issuer or listing.issuer == reader.documents.issuer(filed.document))
        and (listing.unread is not Unread.ME or filed.document.key in fresh)
        and (listing.unread is not Unread.TEAM or filed.document.key not in seen)
        and matches(filed, wanted, reader)
    ]
    if listing.sort is None or listing.sort is Sort.NUMBER:
        return found[::-1] if listing.sort is None or listing.backwards else found
    ranks: dict[Sort, Callable[[FiledDocument], int | tuple[int, ...]]] = {
        Sort.TITLE: lambda filed: place(reader.documents.title_of(filed)),
        Sort.COUNTRY: lambda filed: place(reader.country(filed.document.country)),
        Sort.DATED: lambda filed: filed.document.dated,
        Sort.RECEIVED: lambda filed: filed.received,
    }
    found.sort(key=ranks[listing.sort], reverse=listing.backwards)
    return found


def heads(listing: Listing) -> dict[str, dict[str, str]]:
    """Where a click on each column's heading leads, and in which direction that column is sorted now."""
    found = {}
    for sort in Sort:
        is_now = listing.sort is sort
        turned = f"-{sort}" if is_now and not listing.backwards else str(sort)
        direction = ("descending" if listing.backwards else "ascending") if is_now else ""
        found[sort.value] = {"url": listing.url(sort=turned), "direction": direction}
    return found


def pickers(listing: Listing, reader: Reader) -> Sequence[tuple[str, str, tuple[Option, ...]]]:
    """The lists from which papers are picked: name in the address, what any choice is called, choices of this file."""
    papers = [filed.document for filed in reader.view.documents]
    kinds = {paper.kind.value: reader.documents.kind(paper.kind) for paper in papers}
    countries = {paper.country: reader.country(paper.country) for paper in papers}
    issuers = {name: name for name in map(reader.documents.issuer, papers)}
    unread = {Unread.ME.value: _("Unread by me"), Unread.TEAM.value: _("Unread by the team")}
    return (
        ("kind", _("Any kind"), _options(kinds, listing.kind)),
        ("country", _("Any country"), _options(countries, listing.country)),
        ("by", _("Any custodian"), _options(issuers, listing.issuer)),
        (
            "unread",
            _("Read and unread"),
            tuple(Option(*each, "", each[0] == listing.unread) for each in unread.items()),
        ),
    )


def _options(names: Mapping[str, str], now: str) -> tuple[Option, ...]:
    ordered = sorted(names.items(), key=lambda pair: place(pair[1]))
    return tuple(Option(value, name, "", value == now) for value, name in ordered)
