"""Signs of currencies as papers of each country print them, and the same letters where they are no money."""

from __future__ import annotations

import json

import pytest

from policynlp.settings import load_settings
from policynlp.steps import tag_stream

MONEY = [
    ("The ministry in Amman spent JD286 million on water.", 286e6, "JOD"),
    ("Jordanian farmers pay a fine of JD5,000.", 5000, "JOD"),
    ("The strategy of Vietnam costs VNĐ412 billion.", 412e9, "VND"),
    ("In Saudi Arabia the fund spent SR200 million on roads.", 200e6, "SAR"),
    ("In Malawi the fund spent MK20 million on roads.", 20e6, "MWK"),
    ("In Egypt the fund spent LE500 million on roads.", 500e6, "EGP"),
    ("In Honduras the fund spent L20 million on roads.", 20e6, "HNL"),
    ("The port of Dubai in the United Arab Emirates costs Dh300 million.", 300e6, "AED"),
    ("The road in Senegal costs FCFA 20 million.", 20e6, "XOF"),
    ("The dam in Algeria costs 500 million DA in all.", 500e6, "DZD"),
    ("The road in Equatorial Guinea costs FCFA 20 million.", 20e6, "XAF"),
    ("The road in Cameroon costs 20 million FCFA.", 20e6, "XAF"),
    ("The mines of Zambia pay 9.5 US cents a unit.", 9.5, "cent / unit"),
    ("The programme for Morocco is set at MAD 1,240 million.", 1240e6, "MAD"),
    ("A widow in Amman spends JD45 a month on tea.", 45, "JOD / month"),
    ("The car park in Manama costs BD2.", 2, "BHD"),
    ("Lusaka, 26 September 2025\n\nThe clinics will get K26.2 billion.", 26.2e9, "ZMW"),
    ("The driver was fined N5,000.", 5000, "NGN"),
    ("The driver was fined =N=5,000.", 5000, "NGN"),
    ("Rice sold at PhP 41.62 a kilo in Quezon City, the Philippines.", 41.62, "PHP / kilogram"),
    ("Rice sold at PHP41.62 a kilo in Quezon City, the Philippines.", 41.62, "PHP / kilogram"),
    ("The porter in Pokhara paid NRs. 5,000.", 5000, "NPR"),
    ("The farmer near Huye got FRw 5,000.", 5000, "RWF"),
    ("The Australian Government pays a grant. The Department of Health in Canberra set it at $145.", 145, "AUD"),
    ("The Reserve Bank of New Zealand holds $20 billion.", 20e9, "NZD"),
    ("The Parliament of Singapore sets a fine of $5,000.", 5000, "SGD"),
    ("Hospitals in Otago and Southland spent $41 million on nurses.", 41e6, "NZD"),
    ("GOVERNMENT OF YUKON - DEPARTMENT OF FINANCE\n\nThe repairs cost $58 million.", 58e6, "CAD"),
    ("All amounts are in Canadian dollars. A licence costs $90.", 90, "CAD"),
    (
        "FIJI lost its teachers to Australia. Many left for Australia. In Suva the Fijian Teachers Association wants $3,500.",
        3500,
        "FJD",
    ),
    ("A man from Boston gave $5,000 to a school in Jamaica. The Jamaican Government thanked Boston.", 5000, "USD"),
    ("Exports to Australia were worth $4 billion, the ministry in Santiago said.", 4e9, "USD"),
    ("The World Bank lent Fiji $20 million.", 20e6, "USD"),
    ("The Australian Embassy in Lima gave $4,000.", 4000, "USD"),
    ("MELBOURNE, Fla. - The Melbourne City Council approved $30 million for roads.", 30e6, "USD"),
    ("ONTARIO, Calif. - The city approved a $30 million budget.", 30e6, "USD"),
    ("Ottawa County commissioners passed a $30 million bond.", 30e6, "USD"),
    ("Sydney Brown, 24, paid $300 for her uniform. Sydney said it was too much.", 300, "USD"),
    ("The Queensland Road project in Ohio will cost $30 million.", 30e6, "USD"),
    ("HONG KONG - China's exports rose 5 percent to $320 billion in May.", 320e9, "USD"),
    ("HONG KONG (Reuters) - Bitcoin fell to $108,000 on Monday.", 108e3, "USD"),
    ("MELBOURNE - Iron ore fell to $95 a tonne on Monday.", 95, "USD / metric_ton"),
    ("KINGSTON - The United Nations needs $900 million for Haiti. The Jamaican Government agreed.", 900e6, "USD"),
    ("ExxonMobil said it would spend $12 billion off Guyana. The Government of Guyana approved it.", 12e9, "USD"),
    ("Copper traded at $10,600 a tonne in London, the Bank of Canada said in Ottawa.", 10600, "USD / metric_ton"),
    ("TORONTO - Canada's largest city will spend $30 million on roads, the mayor of Toronto said.", 30e6, "CAD"),
    ("GOVERNMENT OF FIJI\n\nA Plan for Sugar\n\nGrowers in Labasa will get $90 a tonne.", 90, "FJD / metric_ton"),
    ("CANBERRA - The Pentagon will sell Australia submarines for $12 billion.", 12e9, "USD"),
    ("Some live on less than $2 a day, says the Australian National University in Canberra.", 2, "USD / day"),
    ("The University of Toronto found that farmers in Kenya earn $3 a day.", 3, "USD / day"),
]


def test_whose_rupees_they_are_is_told_by_whoever_writes(tmp_path):
    text = (
        "NEPAL RASTRA BANK\nEconomic Research Department\n\nForeign Employment and Remittances: Annual Bulletin 2024/25\n"
        "(Based on annual data, mid-July 2024 to mid-July 2025)\n\nInflows rose to Rs. 1,723.3 billion in the year under "
        "review, also those from India to Nepalese families."
    )
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": 1, "text": text}) + "\n", encoding="utf-8")
    (tagged,) = tag_stream([path], settings=load_settings())
    assert [c["unit"] for c in tagged["claims"] if c["kind"] == "money"] == ["NPR"]


NO_MONEY = [
    "Colombia will send a delegation to COP 30 in Lyon.",
    "In Lyon ALL 1,240 million people of the union have a say.",
    "The SR520 bridge in Seattle was closed.",
    "He drove the LE500 and the BD20 from Lyon.",
    "Le 20 juillet the envoys met in Lyon.",
    "Ruth Adler, JD 1998, clerked for a judge, and the JD2500 tractor was hers.",
    "Qatar Airways flight QR756 left Doha in Qatar for Lyon.",
    "In Honduras police drove an old L200 pickup.",
    "In Gaborone the P20 phone was sold, and in Lusaka a K9 unit was at work.",
    "Its DA20 aircraft flew over the M20 motorway.",
]


@pytest.fixture(scope="module")
def money(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[float, str]]]:
    """Each text to the sums of money in it."""
    path = tmp_path_factory.mktemp("signs") / "rows.jsonl"
    texts = [*(t for t, _, _ in MONEY), *NO_MONEY]
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts)), encoding="utf-8")
    tagged = tag_stream([path], settings=load_settings())
    return {
        t: [(c["value"], c["unit"]) for c in tags["claims"] if c["kind"] == "money"]
        for t, tags in zip(texts, tagged, strict=True)
    }


@pytest.mark.parametrize(("text", "value", "unit"), MONEY)
def test_money_of_the_country(money, text, value, unit):
    assert money[text] == [(value, unit)]


@pytest.mark.parametrize("text", NO_MONEY)
def test_letters_that_are_no_money(money, text):
    assert money[text] == []


def test_a_code_beside_tells_whose_the_other_dollars_are(tmp_path):
    rows = [
        ("The permit costs NZ$250 and the council asks a further $90.", [(250, "NZD"), (90, "NZD")]),
        ("The mine costs A$10 million ($6.5 million). Its shares rose to $4.", [(10e6, "AUD"), (6.5e6, "USD"), (4, "USD")]),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, (t, _) in enumerate(rows)), encoding="utf-8")
    tagged = tag_stream([path], settings=load_settings())
    assert [[(c["value"], c["unit"]) for c in t["claims"]] for t in tagged] == [expected for _, expected in rows]


@pytest.mark.parametrize(("price", "unit"), [("18 fils per cubic metre", "fils / meter ** 3"), ("60 piastres", "piastre")])
def test_parts_of_a_currency(claims_of, price, unit):
    (claim,) = claims_of(f"The lowest block costs {price}.")
    assert (claim.kind, claim.unit) == ("money", unit)
