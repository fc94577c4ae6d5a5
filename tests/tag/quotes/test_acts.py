"""Speech, directive, belief or plan, where the verb alone does not tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.tags import Tags

CASES = [
    ("directive", "Minister Anna Kos recommended that the fund be closed by June."),
    ("directive", "Mr Lind suggested that the board be replaced."),
    ("speech", "Mr Lind suggested that the board had been careless."),
    ("directive", "Ms Ode insisted that the report be published."),
    ("speech", "Ms Ode insisted that the report was correct."),
    ("directive", "Farmers' leader Tom Akin proposed that the levy be halved."),
    ("directive", "The court ruled that the company pay damages."),
    ("belief", "Governor Ines Paz is convinced that the dam will hold."),
    ("belief", "Engineer Paul Roy is sure that the bridge is safe."),
    ("belief", "Ms Adler is worried that prices will rise."),
    ("belief", "Ms Adler is of the opinion that prices will rise."),
    ("plan", "The government wants to build 300 homes."),
    ("plan", "Ms Adler hopes to finish the road by 2027."),
    ("belief", "Ms Adler hopes that the road will be finished by 2027."),
    ("speech", "Economist Kim Yuna warned of higher prices in the autumn."),
    ("directive", "The ministry warned residents to stay indoors."),
    ("speech", "The ministry warned residents that the river would rise."),
    ("speech", "A spokesman for the bank declined to comment on the merger."),
    ("speech", "The auditor concluded that funds had been misused."),
    ("directive", "Ms Adler told staff to leave the building."),
    ("speech", "Ms Adler told staff that the building was safe."),
    ("plan", "Beijing agreed to cut tariffs."),
]


@pytest.mark.parametrize(("act", "text"), CASES)
def test_what_the_words_do(act: str, text: str, tagged: Callable[[str], Tags]) -> None:
    assert act in {q.act for q in tagged(text).quotes}
