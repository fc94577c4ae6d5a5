"""What is known of a text while whoever is called again by other words is looked for: who spoke last, how old people are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from policynlp.tag.people.resolve import Resolver
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_AGE = re.compile(r"(?:,[ ](?:now[ ]|aged[ ])?|[ ]\()(\d{2,3})(?=[,.)])")


class Ages:
    """How old a text says people are ("Hüseyin Akbulut, 61,").

    Args:
        reading: The document.
        cast: Who could speak in it.
    """

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading, self.cast = reading, cast
        self._aged: dict[int, Figure] | None = None

    def bearer(self, age: int) -> Figure | None:
        """The only person of an age."""
        return self._ages().get(age)

    def known(self, figure: Figure) -> bool:
        """Whether the text says how old somebody is: who is called by an age that is nobody's is then somebody else."""
        return any(other is figure for other in self._ages().values())

    def _ages(self) -> dict[int, Figure]:
        """Ages behind names ("Hüseyin Akbulut, 61,"), where only one person has that one."""
        if self._aged is None:
            found: defaultdict[int, dict[Figure, None]] = defaultdict(dict)
            for mention in self.cast.mentions:
                behind = _AGE.match(self.reading.text, mention.end) if mention.figure.kind == "named_person" else None
                if behind is not None:
                    found[int(behind[1])].setdefault(mention.figure)
            self._aged = {age: next(iter(people)) for age, people in found.items() if len(people) == 1}
        return self._aged


class CalledAgain:
    """Resolves mentions that call somebody again.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of titles and names; null without the people layer.
        last: Position and figure of every resolved source so far; it grows.
        ages: How old the text says people are.
        in_speech: Whether what stands at an offset is said by somebody.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        resolver: Resolver | None,
        *,
        last: list[tuple[int, Figure]],
        ages: Ages,
        in_speech: Callable[[int], bool],
    ) -> None:
        self.reading, self.cast, self.resolver, self.ages = reading, cast, resolver, ages
        self.last, self.in_speech = last, in_speech
