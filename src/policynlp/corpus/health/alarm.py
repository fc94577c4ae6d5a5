"""An alarm: what is wrong, since when, figure against figure, and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

Kind = Literal[
    "silent", "unreachable", "gone", "moved", "short", "rejects", "language", "drift", "run_failed", "run_died", "no_run"
]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that a person should look at.

    Attributes:
        kind: What kind of thing is wrong.
        source: The source that it is about, or null: the corpus or a run.
        about: What of it, where a kind has several (a measure that drifts, a run); empty else.
        since: When it began, as far as the record tells.
        what: One sentence with the figures.
        now, usual: The figures: of late, and before; null where there are none.
        hint: What to do.
    """

    kind: Kind
    source: str | None = None
    about: str = ""
    since: datetime
    what: str
    now: float | None = None
    usual: float | None = None
    hint: str

    @property
    def key(self) -> str:
        """The same for the same trouble as long as it lasts, so that nobody is told of it twice."""
        return " ".join(part for part in (self.kind, self.about, self.source) if part)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"key": self.key, **asdict(self), "since": self.since.isoformat()}
