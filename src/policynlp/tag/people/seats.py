"""Party and seat behind a name, as American news prints them: `Bernie Sanders (I-Vt.)`, `Adam Schiff, D-Calif.,`."""

from __future__ import annotations

import re

_STATES = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado", "Conn.": "Connecticut",
    "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois", "Ind.": "Indiana", "Kan.": "Kansas",
    "Ky.": "Kentucky", "La.": "Louisiana", "Mass.": "Massachusetts", "Md.": "Maryland", "Mich.": "Michigan", "Minn.": "Minnesota",
    "Miss.": "Mississippi", "Mo.": "Missouri", "Mont.": "Montana", "N.C.": "North Carolina", "N.D.": "North Dakota",
    "N.H.": "New Hampshire", "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "Neb.": "Nebraska", "Nev.": "Nevada",
    "Okla.": "Oklahoma", "Ore.": "Oregon", "Pa.": "Pennsylvania", "R.I.": "Rhode Island", "S.C.": "South Carolina",
    "S.D.": "South Dakota", "Tenn.": "Tennessee", "Tex.": "Texas", "Va.": "Virginia", "Vt.": "Vermont", "W.Va.": "West Virginia",
    "Wash.": "Washington", "Wis.": "Wisconsin", "Wyo.": "Wyoming",
}  # fmt: skip
"""Abbreviations of the Associated Press stylebook; the other states are written out."""
_SEAT = re.compile(
    r"(?:\((?:[RDI]|DFL|Rep\.|Dem\.)\s?[-\u2013]\s?(?P<inside>[A-Z][A-Za-z. ]{1,24}?)\)"
    r"|\((?P<state>(?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z][a-z]?\.))\)"
    r"|,\s(?:[RDI]|DFL)[-\u2013](?P<behind>[A-Z][A-Za-z.]*(?:\s[A-Z][a-z]+)?)(?=[,.;\s]))"
)
_ALONE = re.compile(
    r"(?:[RDI]|DFL)[-\u2013](?:[A-Z][a-z]{1,4}\.|(?:[A-Z]\.){1,2}|[A-Z]\.[A-Z][a-z]\.)"
    r"|[RD][-\u2013][A-Z][a-z]+(?:\s[A-Z][a-z]+){1,2}"
)


def seat_behind(behind: str) -> str | None:
    """The state or place of a politician's seat, written out, where party and seat stand straight behind the name.

    Args:
        behind: What stands behind the name.
    """
    found = _SEAT.match(behind)
    if found is None:
        return None
    seat = next(group for group in found.groups() if group)
    if found["state"] and seat not in _STATES:
        return None
    return _STATES.get(seat) or _STATES.get(f"{seat}.", seat)


def is_seat(words: str) -> bool:
    """Whether words are a party and a seat: `D-N.J.`, `R-Belle Chasse`."""
    return bool(_ALONE.fullmatch(words))
