"""Two names at a full stop: who said it ends one sentence, somebody else begins the next one."""

from collections.abc import Callable

import pytest

from policynlp.tags import Tags


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            'Jan Kos and Eva Lind lead the party. "We are ready," said Kos. Lind agreed. "The people are ready, too," she said.',
            ["Jan Kos", "Eva Lind"],
        ),
        (
            '"We are late," said Costa. Lima, the mayor, said the work would go on. Maria Costa runs the port.',
            ["Maria Costa", "Lima"],
        ),
        ("Critics praise Lidl. Aldi Süd said prices would fall.", [None, "Aldi Süd"]),
        ('"The dam holds," said Gen. Oduya. Engineers doubted it.', ["Oduya"]),
    ],
)
def test_each_says_what_stands_in_its_own_sentence(
    tagged: Callable[[str], Tags], text: str, speakers: list[str | None]
) -> None:
    said = [q for q in tagged(text).quotes if q.act == "speech"]
    assert [q.speaker for q in said][: len(speakers)] == speakers
