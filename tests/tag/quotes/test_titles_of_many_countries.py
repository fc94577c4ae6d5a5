"""Who speaks where the press of a country honours a name: `Datuk Seri`, `CS`, `Shri`, `Otunba`, `Don`; names with "bin" in them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

import pytest

HONOURED = {
    "Puan|Encik|Datuk|Dato' Seri|Datin|YB|Datuk Seri|Tuan Haji": "Noraini binti Hashim|Azhari bin Mohd Salleh|Lim Siew Peng|Chong Kah Yee",
    "Pak|Bapak|Ibu|Kyai|Mbak|Prof": "Bambang Sutrisno|Yohanes Lamatokan|Retno Palupi|Syamsul Daeng Nompo",
    "Shri|Smt.|Justice|Kumari|Sardar|Maulana": "Vandana Kulkarni|Raghavendra Solanki|Gurpreet Singh Dhillon|Bhupen Borgohain",
    "Alhaji|Chief|Engr.|Barr.|Otunba|Hajiya": "Rasaki Olatunbosun|Ifeoma Bello|Aminu Dantata Sule|Folashade Adeyemi-Cole",
    "Togbe|Dr.|Madam|Osabarima|Hon.": "Abena Serwaa Oduro-Mensah|Kwame Asare-Bediako|Yaw Boateng Gyan|Kofi Adu Labi",
    "CS|PS|Governor|Senator|Prof": "Barasa Wekulo|Elijah Kiprop|Stella Chepkemei|Mutua wa Kilonzo",
    "Deputy|Senator|Ms|Cllr": "Colm Ó Braonáin|Bríd Ní Chualáin|Éamon Mac Giolla Phádraig|Aoife de Búrca",
    "Padre|Senator|Deputado|Mayor": "Telma Siqueira Prado|Antônio Carlos de Souza|Raimunda Nonata dos Santos|Beto Vasconcelos",
    "Don|Doña|Ing.|Mayor": "María del Carmen Ochoa|Juan de la Cruz Mamani|Lorenzo Quispe Huanca|Ana Belén Ríos",
    "Sheikh|Engineer|Sayyid|Judge": "Hany El-Shennawy|Abdul Rahman al-Otaibi|Mahmoud Abu Zeid|Yousef bin Alawi",
    "Ato|Woizero|Commissioner": "Tadesse Haile|Almaz Gebre Medhin|Lemma Debela",
}
SAID = (
    "{name} said the road was late.",
    '"The road is late," said {name}.',
    "{name}, who chairs the panel, said the road was late.",
    "The road was late, {name} told reporters.",
    "But {name} rejected the claim, saying the road was late.",
)


def test_names_behind_what_honours_them(told: Callable) -> None:
    forms = cycle(SAID)
    texts = []
    for titles, names in HONOURED.items():
        title = cycle(titles.split("|"))
        for name in names.split("|"):
            for form in islice(forms, 4):
                text = form.format(name=f"{next(title)} {name}")
                kenyan = " The road is in Kenya." if "CS" in titles else ""  # elsewhere CS and PS are initials
                texts.append((name, text[0].upper() + text[1:] + kenyan))
    wrong = [text for name, text in texts if {speaker for _, speaker in told(text)} != {name}]
    print(f"{len(texts) - len(wrong)} of {len(texts)}", *wrong, sep="\n")
    assert len(wrong) <= 0.06 * len(texts)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Governor PS Sreedharan Pillai said the road was late.", "PS Sreedharan Pillai"),
        ("Padre Pio said the road was late.", "Padre Pio"),
        ("Don Lemon said the road was late.", "Don Lemon"),
        ("Encik Ravindran a/l Muthu said the road was late.", "Ravindran a/l Muthu"),
        ("Fijian Minister for Oceans Semi Vakalalabure said he was sad.", "Semi Vakalalabure"),
        ('"It is late," said the campaign group Monte Vivo.', "Monte Vivo"),
        ("The Sarawak consumers' group Pengguna Rajang says it was late.", "Pengguna Rajang"),
        ("The Leuven-based Institute for Materials Foresight said it was late.", "Institute for Materials Foresight"),
        ("Doctors' groups oppose the bill.", None),
    ],
)
def test_what_is_of_the_name(told: Callable, text: str, speaker: str | None) -> None:
    assert {name for _, name in told(text)} == {speaker}
