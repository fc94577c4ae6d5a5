"""Who speaks behind "Chair:" and "The Speaker:": whoever the lines in front of the first turn say presides."""

from __future__ import annotations

import re

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_OPENING_CHARS = 6_000
"""Front pages of hearings list members and staff."""
_CHAIR = r"(?:chair(?:man|woman|person)?|cathaoirleach)"
_OTHERS = r"speaker|president|moderator|facilitator|host"
_BEHIND = re.compile(
    rf"(?:,[ ]?MP)?(?:[ ][(\[](?:in[ ]the[ ])?(?P<bracket>{_CHAIR}|{_OTHERS})[)\]]"
    rf"|[ ]in[ ]the[ ](?P<seated>chair)\b"
    rf"|,?[ ][(\[]?(?P<presiding>{_CHAIR})(?:[ ]of[ ][^,.;\n]{{1,80}})?,?[ ]presiding)",
    re.IGNORECASE,
)
"""`Dame Ana Reis (Chair)`, `Ana Reis in the Chair`, `Hon. Ana Reis, Chairman of the Subcommittee, presiding`."""
_BEFORE = re.compile(
    rf"(?:^|\n)[ \t]*(?P<role>{_CHAIR}|{_OTHERS})[ ]?:[ ](?:(?:(?-i:[A-Z])[\w.'’]*|the)[ ]){{0,4}}$",
    re.IGNORECASE,
)
"""`Speaker: The Honourable Ana Reis`, as a line of its own; behind the name may stand what she is."""
_LABEL = re.compile(rf"(?:an?[ ]|the[ ])?(?:mr\.?[ ]|madam[ ])?(?P<role>{_CHAIR}|{_OTHERS})", re.IGNORECASE)
_NAMED = re.compile(rf"(?:^|\n)[ \t]*(?:the[ ])?(?P<role>{_CHAIR}|{_OTHERS})[ ]\((?P<who>[^)\n]{{3,60}})\)[ ]?:", re.IGNORECASE)
"""`CHAIR (Senator Fallon): Welcome.`, before labels that say "CHAIR" alone."""
_LEAD_CHARS = 60


class Chairs:
    """Whoever presides, by what their part is called.

    Args:
        reading: The document.
        cast: Its people.
        stop: Where the first turn begins.
    """

    def __init__(self, reading: Reading, cast: Cast, stop: int) -> None:
        found: dict[str, dict[str | None, Figure]] = {}
        for mention in cast.within((0, min(stop, _OPENING_CHARS))):
            if mention.figure.kind != "named_person":
                continue
            behind = _BEHIND.match(reading.text, mention.end)
            before = _BEFORE.search(reading.text[max(0, mention.start - _LEAD_CHARS) : mention.start])
            rest = reading.text[mention.end :].partition("\n")[0].strip(" .")
            office = rest[0] in ",(" and rest[1:].lstrip()[:1].isupper() if rest else True  # not "absent"
            ends = office and " " in (mention.figure.name or "")
            role = next((r for r in behind.groups() if r), "") if behind is not None else ""
            role = role or (before["role"] if before is not None and ends else "")
            if role:
                found.setdefault(_part(role), {})[mention.figure.entity] = mention.figure
        for label in _NAMED.finditer(reading.text):
            for mention in cast.within(label.span("who")):
                if mention.figure.kind == "named_person":
                    found.setdefault(_part(label["role"]), {})[mention.figure.entity] = mention.figure
        self._found = {part: next(iter(figures.values())) for part, figures in found.items() if len(figures) == 1}

    def of(self, reading: Reading, attribution: Attribution) -> Figure | None:
        """Who has a turn whose label is the part alone; null for all other labels, and where several presided."""
        label = _LABEL.fullmatch(reading.text[slice(*attribution.source[0])].strip(" .")) if attribution.source else None
        return self._found.get(_part(label["role"])) if label is not None else None


def _part(role: str) -> str:
    """One word for all that mean the same."""
    return "chair" if role.lower().startswith(("chair", "cathaoirleach")) else role.lower()
