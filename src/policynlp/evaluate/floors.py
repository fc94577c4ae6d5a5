"""Floors: figures of the shipped models on the repository's own gold, which may rise by themselves and fall only with a reason.

One file holds them, a group for each gold set: the hash of the gold, and for each figure what was measured and the floor, a margin
below it. A figure under its floor is a fault, and so is gold that changed. `update` raises floors by itself; it lowers one, or takes
other gold, only when it is told why, and writes the reason into the file and a line of the change log. A seal over the file shows
edits by hand: it is no lock, but nobody lowers a floor by accident.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policynlp.errors import InputError

_PLACES = 4
"""Figures are kept, and compared, with so many places."""
_HEADING = "### Floors"
_UPDATE = "make floors"


@dataclass(kw_only=True)
class Floors:
    """The floors of a file.

    Args:
        path: The file; one that does not exist is empty.
        root: The checkout, which paths of gold are relative to.

    Attributes:
        groups: Name to `gold` (hash), `figures` (name to `measured` and `floor`).
        announced: What was lowered or changed, with the reason.
    """

    path: Path
    root: Path
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    announced: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, *, root: Path) -> Floors:
        """The floors of a file.

        Raises:
            InputError: It was edited by hand, or is no JSON.
        """
        if not path.exists():
            return cls(path=path, root=root)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            out = cls(path=path, root=root, groups=data["groups"], announced=data["announced"])
        except (ValueError, KeyError) as error:
            raise InputError(f"the floors cannot be read: {error!r}", where=str(path), hint="Take it back from git.") from error
        if data.get("seal") != out._seal():
            raise InputError(
                "the floors were edited by hand", where=str(path), hint=f"Take it back from git, then `{_UPDATE}`."
            )
        return out

    def problems(self, group: str, figures: Mapping[str, float], gold: Iterable[Path]) -> list[str]:
        """What is wrong with measured figures; nothing where they hold.

        Args:
            group: Name of the gold set.
            figures: Shares, the higher the better.
            gold: Its files.
        """
        known = self.groups.get(group)
        if known is None:
            return [f"{group}: there are no floors; {_UPDATE}"]
        if known["gold"] != self.gold_hash(gold):
            return [f"{group}: the gold changed; {_UPDATE} GOLD='why'"]
        floors = known["figures"]
        out = [f"{group}: {name} is not measured any more; {_UPDATE} GOLD='why'" for name in floors.keys() - figures.keys()]
        out += [f"{group}: {name} has no floor; {_UPDATE}" for name in figures.keys() - floors.keys()]
        out += [
            f"{group}: {name} {value:.4f} is below its floor {floors[name]['floor']:.4f} (measured before: {floors[name]['measured']:.4f})"
            for name, value in figures.items()
            if name in floors and round(value, _PLACES) < floors[name]["floor"]
        ]
        return sorted(out)

    def update(
        self,
        group: str,
        figures: Mapping[str, float],
        gold: Iterable[Path],
        *,
        margins: Mapping[str, float],
        lower: str | None = None,
        changed: str | None = None,
    ) -> list[str]:
        """Take measured figures: raise what rose, and with a reason lower what fell or take what the gold became.

        Args:
            group: Name of the gold set.
            figures: Shares, the higher the better.
            gold: Its files.
            margins: How far below the figure its floor lies.
            lower: Why floors may fall; None: they may not.
            changed: Why the gold changed; None: it may not.

        Returns:
            What may not be done; nothing is changed then.
        """
        files = list(gold)
        now, known = self.gold_hash(files), self.groups.get(group)
        before: dict[str, Any] = known["figures"] if known else {}
        if known and (known["gold"] != now or before.keys() - figures.keys()):
            if changed is None:
                return [f"{group}: the gold changed; {_UPDATE} GOLD='why'"]
            self._announce(group, f"Gold of `{group}` changed: {changed}")
            before = {}
        fallen = [n for n, value in figures.items() if n in before and round(value, _PLACES) < before[n]["floor"]]
        if fallen and lower is None:
            return [
                f"{group}: {n} fell to {figures[n]:.4f} from {before[n]['floor']:.4f}; {_UPDATE} LOWER='why'" for n in fallen
            ]
        rows: dict[str, dict[str, float]] = {}
        for name, value in sorted(figures.items()):
            floor = max(0.0, round(value - margins[name], _PLACES))
            if name in fallen:
                self._announce(group, f"Floor of `{group}` {name} lowered from {before[name]['floor']} to {floor}: {lower}")
            elif name in before:
                floor = max(floor, before[name]["floor"])
            rows[name] = {"measured": round(value, _PLACES), "floor": floor}
        self.groups[group] = {"gold": now, "figures": rows}
        return []

    def write(self, changelog: Path) -> None:
        """Write the file, and the announcements that the change log lacks."""
        body = {"groups": dict(sorted(self.groups.items())), "announced": self.announced, "seal": self._seal()}
        self.path.write_text(json.dumps(body, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        missing = self.unannounced(changelog)
        if missing:
            text = changelog.read_text(encoding="utf-8")
            first = text.index("\n## ") + 1
            second = text.find("\n## ", first)
            head, rest = (text, "") if second < 0 else (text[:second], text[second:])
            if _HEADING not in head[first:]:
                head = head.rstrip("\n") + f"\n\n{_HEADING}\n"
            changelog.write_text(head.rstrip("\n") + "\n" + "".join(f"- {line}\n" for line in missing) + rest, encoding="utf-8")

    def unannounced(self, changelog: Path) -> list[str]:
        """Announcements that are not a line of the change log."""
        lines = {line.removeprefix("- ") for line in changelog.read_text(encoding="utf-8").splitlines()}
        return [row["line"] for row in self.announced if row["line"] not in lines]

    def gold_hash(self, files: Iterable[Path]) -> str:
        """SHA-256 over the names and contents of files, in the order of their names."""
        digest = hashlib.sha256()
        for path in sorted(files):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(self.root).as_posix()} {content}\n".encode())
        return digest.hexdigest()

    def _announce(self, group: str, line: str) -> None:
        self.announced.append({"group": group, "line": " ".join(line.split())})

    def _seal(self) -> str:
        body = json.dumps([self.groups, self.announced], sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()[:16]
