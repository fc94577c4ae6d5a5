"""Who speaks in forms that articles of many countries have and our probes had not, with the whole pipeline before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from headed import HEAD

from policynlp.tags import Tags

CASES = {
    "the short name in brackets behind a body": (
        "The Department of Fisheries (DF) wants to keep the ban on trawling until May, saying crews are losing money.",
        "crews are",
        "Department of Fisheries",
    ),
    "the sign of a list": (
        (
            "What you need to know:\n\n• Private clinics say bills are unpaid.\n\n• Government insists that most are under review.\n\n"
            "Thousands of patients may have to pay."
        ),
        "that most",
        "Government",
    ),
    "an office behind an opening clause": (
        "Replying to a question from Congress member Ravindra Nayak, the Minister said 1,724 schools had been merged.",
        "1,724 schools",
        None,
    ),
    "a trade before a name": (
        (
            "Nutritionist Renata Alcântara, of the Alliance for Good School Food, warned that there are too few cooks. "
            '"They sign menus for schools that they have never seen," Alcântara said.'
        ),
        "They sign",
        "Renata Alcântara",
    ),
    "two trades of one union": (
        "The Lakes Union of Medical Officers and Clinicians warned that its members had gone without pay.",
        "that its members",
        "Lakes Union of Medical Officers and Clinicians",
    ),
    "the court that found it, not the one named beside": (
        (
            "Chile's First Water Court on Wednesday suspended the permit, finding that the state had consulted nobody. The ruling can be "
            'appealed before the Supreme Court. In it, the court said the study had been made "in a hurry".'
        ),
        "the study",
        "First Water Court",
    ),
    "who finds it so": (
        "Marcela Antileo heads the observatory. It counted 1,940 flamingos, a figure that Antileo considers worrying.",
        "worrying",
        "Marcela Antileo",
    ),
    "a firm by its first word": (
        "The home is run by Fairhaven Living Inc. of Truro. Inspectors saw it in May. Fairhaven said the home had staff enough.",
        "the home had",
        "Fairhaven Living Inc.",
    ),
    "a firm beside what it is": (
        "A venture of the private company Litio Altiplano planned to invest 1.7 billion dollars. The company said that it would appeal.",
        "it would",
        "Litio Altiplano",
    ),
    "speech before the paragraph of somebody else": (
        (
            'Anika Voss, an ecologist, said half of the water was stuck. "Buying it is the easy part."\n\n'
            "For Uncle Ray Bellamour, an elder who sits on a river group, the argument leaves someone out."
        ),
        "half of",
        "Anika Voss",
    ),
    "a name behind a role with its body": (
        'For the rapporteur at the court, Minister Augusto Villela, the problem is not a lack of wells. "There is water," he said.',
        "the problem",
        "Augusto Villela",
    ),
    "a body before who presides over it": (
        "Kisan Bandhan Punjab president Imtiaz Goraya did not agree. 'It rained,' he said. His organisation demanded a price of 45 rupees.",
        "a price",
        "Kisan Bandhan Punjab",
    ),
    "a union is no company": (
        '"We keep to it," said Marek Sobczyk, head of the Zgoda union in Halle. The company denies that it broke its word.',
        "it broke",
        "company",
    ),
    "a body that is the subject of the sentence before": (
        "Indigenous Services Canada sees it differently. In a statement, the department said the move took 38 hours.",
        "the move",
        "Indigenous Services Canada",
    ),
    "a company is a firm first": (
        (
            'Hoang Sa Grain JSC sold rice to Japan. "It is a small ship," chairman Pham Dinh Khuong said. The Pan-Asian Green '
            "Facility lent it money. The company said that it would sell more."
        ),
        "it would",
        "Hoang Sa Grain JSC",
    ),
    "an office that speaks as a body": (
        "Half of the water is lost, according to the auditor-general. The town spent 32 million on tankers, the auditor-general found.",
        "The town",
        "auditor-general",
    ),
    "an office by the name of its body": (
        "The programme cost more, the Auditor-General has found. In a report the Office of the Auditor-General said it was late.",
        "The programme",
        "Office of the Auditor-General",
    ),
    "judges of the one court": (
        "The High Court of Justice of Aldland upheld the fine. In the decision, the judges find that the tenants were no students.",
        "the tenants",
        "High Court of Justice of Aldland",
    ),
    "a report of a body with its initials": (
        "A report of the Bridges and Dykes Division (BDD), seen by this newspaper, says that work was at 61 percent.",
        "work was",
        "Bridges and Dykes Division",
    ),
    "a name set off behind what it is": (
        "The contractor, Padma-Tista Joint Venture, denied that bags were light. The Audit Office had found it.",
        "bags were",
        "Padma-Tista Joint Venture",
    ),
    "a union by the name set off behind it": (
        "The union of olive cooperatives, Zeybirlik, said oil remained. The union also asked that the premium be raised.",
        "the premium",
        "Zeybirlik",
    ),
    "the first word of a name and of its sentence": (
        "The news is bad. Tozai Data Research, a Tokyo-based firm, said 85 operators had closed.",
        "85 operators",
        "Tozai Data Research",
    ),
    "the ministry of the minister who spoke": (
        (
            "The Trade Ministry issued a decree. The Farm and Forestry Ministry agreed. "
            '"It is closed," Deputy Trade Minister Can Alkanat said. The ministry expects that crops will shrink.'
        ),
        "crops will",
        "Trade Ministry",
    ),
    "a federation told by more words before": (
        '"We serve," said Rosa Arocutipa, dean of the regional medical federation. The federation fears that little will change.',
        "little will",
        "regional medical federation",
    ),
    "plurals of trades are no names": (
        "The home was shut in May. Inspectors also found that call bells were broken.",
        "call bells",
        None,
    ),
    "bodies that are only somebody's": (
        "Farmers warned of it. Their federation said three farms in four had lost money.",
        "three",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_speaks(tagged: Callable[[str], Tags], case: str) -> None:
    text, said, speaker = CASES[case]
    whole = HEAD + text
    found = {
        q.speaker
        for q in tagged(text).quotes
        if any(whole[s:e].removeprefix("that ").startswith(said.removeprefix("that ")) for s, e in q.content)
    }
    assert found == {speaker}


def test_titles_with_several_words(tagged: Callable[[str], Tags]) -> None:
    tags = tagged(
        '"We stay," chief operating officer Graham Pell said. Energy and Water Minister Ann Roe agreed. "It rains," Roe said.'
    )
    assert {q.speaker: q.title for q in tags.quotes if q.kind == "direct"} == {
        "Graham Pell": "chief operating officer",
        "Ann Roe": "Energy and Water Minister",
    }
