"""Pages saved as text, country by country: each line is written with the kind that it ought to get."""

# ruff: noqa: E501 - a page by the line
from __future__ import annotations

import pytest

from policynlp.ingest.layout import lay_out
from policynlp.ingest.text import normalise

KINDS = {
    "T": "title",
    "H": "heading",
    "P": "paragraph",
    "B": "boilerplate",
    "Y": "byline",
    "C": "caption",
    "L": "list",
    "X": "table",
}
TIGHT = ("B", "Y", "L", "X")

PAGES = {
    "counters, pointers between paragraphs, agency inputs, author's beat": """
T|Ropeway to link three hill towns by next winter
Y|Written by Anil Thapa
Y|Published: March 3, 2022 07:05 IST
B|1.2k Shares
P|A ropeway that will link three hill towns was cleared on Wednesday, the tourism minister said after a meeting of the cabinet.
B|Also Read | Rain washes away the only road to the shrine
P|The minister told reporters that 1,100 people an hour would be carried, and that fares would be fixed by the districts.
B|READ: Who owns the slope
P|Residents of the middle town had asked for a station of their own, and will get one.
Y|(With inputs from PTI)
B|Tags: tourism, ropeway
Y|Anil Thapa is a senior correspondent who covers the hills from Dehra.""",
    "initials and reports of others at the end, prompts to subscribe": """
B|HOME
T|Port workers vote to end their strike
Y|By: Lorna P. Sison - Reporter / @lpsison
Y|05:45 PM July 2, 2023
P|Port workers on Sunday voted to end a strike of eleven days after the operator agreed to restore night pay, their union said.
B|Article continues after this advertisement
P|“We go back with our heads up,” union president Ramil Cruz told a crowd at the gate.
P|The operator declined to comment on the terms.
Y|With a report from Joel Abad
Y|/lzb
B|Your subscription could not be saved. Please try again.
B|Subscribe to our daily newsletter""",
    "name and role, quoted crosshead, newsletter box, topics": """
B|Sign in
T|Village halls face closure as heating bills double
Y|Owen Prys Rural affairs correspondent
Y|Thu 9 Nov 2023 06.30 GMT
B|Share
B|88
P|Hundreds of village halls could close this winter because their heating bills have doubled, a survey by their association has found.
B|skip past newsletter promotion
B|Sign up to Country Diary
B|Free weekly newsletter
B|after newsletter promotion
P|The association said that one hall in seven had less than two months of money left.
H|‘Cold as a barn’
P|In Llanbedr, where the hall is heated for six hours a week, the choir now sings in coats.
B|Explore more on these topics
B|Rural affairs
B|Energy bills""",
    "letterhead, list, contact block": """
B|PRESS RELEASE
Y|MINISTRY OF WORKS
T|Ministry of Works opens the tender for four bridges
Y|Suva, 11 April 2022
P|The Ministry of Works today opened the tender for four bridges on the northern road, which floods have closed nine times since 2018.
P|Bids are to reach the Ministry by 30 June. The works include:
L|- two bridges of steel;
L|- two of timber.
B|-ENDS-
B|For media enquiries:
B|Communications Unit
B|Tel: +679 338 0000""",
    "law whose articles have their names below, with numbered paragraphs": """
T|Fisheries Act
Y|Enacted by Parliament on 3 May 2017
H|CHAPTER I
H|GENERAL
H|Article 1
H|Scope
P|This Act applies to all waters within the limits of the territorial sea.
H|Article 2
H|Licences
L|(1) No person shall fish without a licence.
L|(2) The Minister may refuse a licence:
L|(a) to a vessel that is not registered;
L|(b) to an applicant (and/or agent) under sanction.
P|[Art. 2/2017; am. by Act 9 of 2020]
P|The master shall keep the speed below the limit set for the harbour (km/h).""",
    "contents, headings numbered by bare integers": """
T|A Timber Strategy for the Uplands
B|Contents
B|1 Why timber .......... 2
B|2 What to plant .......... 4
H|1 Why timber
P|The uplands lost a third of their sheep in twenty years, and nothing has come in their place.
H|2 What to plant
P|Oak and alder do best where the ground is wet, and spruce where it is not.""",
    "stage directions end no heading": """
T|Remarks by the Chair at the opening of the reservoir
B|[Check against delivery]
P|Friends, this water has come a long way to meet you here this morning.
P|So have you. [Applause]
P|Thank you. [Applause]""",
    "captions by credit, file pictures; dates and crossed slashes are none": """
T|Rangers count fewer cranes on the marsh
C|Cranes rest on the marsh near Kipsa in May. PHOTO | FILE | LAKE MEDIA
C|File photo of a crane at the northern lake, which has lost half of its reeds.
C|A ranger looks through a telescope at dawn. (Ida Holm/AP)
P|Rangers counted 2,140 cranes on the marsh this spring, a third fewer than in 2019, the park said on Friday.
P|The count is made each year by forty volunteers, who sleep in tents (and/or cars).""",
    "a headline repeated from the breadcrumb": """
B|News
B|Dairy farmers to get a floor price
T|Dairy farmers to get a floor price
Y|Wednesday, June 08, 2022
P|Dairy farmers will be paid at least 45 shillings a litre from July, the agriculture secretary said in Nyeri on Tuesday.
P|The price will be reviewed every six months by a board on which farmers sit.""",
    "role before the name, credit by colon, labels over topics": """
T|Dam project slips by another year
Y|By state rural affairs reporter Mia Tran
Y|Posted Thu 6 Apr 2023 at 5:11am
C|The wall of the dam near Dubbo is half built. (River News: Hugo Mann)
P|The dam will be finished a year later than was promised, the state's auditor has found, and nobody knows what it will cost.
P|The water minister said on Thursday that she had asked the builder for a new plan.
B|More on:
B|Rural
B|Dams
B|Back to top""",
    "picture described between byline and text, newsletter, topics, comments": """
T|Senate probes contract for ferry terminals
Y|By Ngozi Eze, Lokoja
Y|17 November 2021
C|Chairman of the works committee, Musa Bello, during the hearing
P|The Senate will look into a contract for eleven ferry terminals, of which only two were found to be open on Tuesday.
P|The committee has four weeks to report back to the house.
B|Get the latest news delivered straight to your inbox every day of the week. Stay informed with us.
B|In this article:
B|Ferries
B|0 Comments""",
    "questions and answers of a briefing": """
T|Press briefing by the spokesperson of the ministry
Y|May 19, 2022
P|MS. HALL: Good afternoon, everyone. I have one thing at the top.
P|Q Does the ministry support the number of the house?
P|MS. HALL: We have been clear about what it takes, and we have told them so.
P|Q But you don't have the votes, do you?
P|MS. HALL: I would not get ahead of them. (Laughter.)""",
    "a line of provenance with a date under the title": """
T|Rooftop solar in numbers
Y|A fact sheet prepared for schools; August 2022
P|There were 61,000 roofs with solar panels at the end of July, four times as many as in 2018.
P|They gave 212 gigawatt-hours in the year before, or 1.9 per cent of what was used.""",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_every_line_gets_its_kind(page: str) -> None:
    wanted = [tuple(line.split("|", 1)) for line in page.strip().split("\n")]
    text = ""
    for i, (kind, line) in enumerate(wanted):
        gap = "" if i == 0 else "\n" if kind == wanted[i - 1][0] and kind in TIGHT else "\n\n"
        text += gap + line
    text = normalise(text)
    got = [(text[p.start : p.end], p.kind) for p in lay_out(text, document_id="d")]
    assert got == [(line, KINDS[kind]) for kind, line in wanted]


def test_corrections_stay_text() -> None:
    text = f"{PAGES['a headline repeated from the breadcrumb'].split('T|')[1].split(chr(10))[0]}\n\nFarmers will be paid more, the secretary said.\n\nThe price is reviewed by a board twice a year.\n\nCorrection: An earlier version of this article gave the price as 54 shillings."
    assert lay_out(text, document_id="d")[-1].kind == "paragraph"


def test_a_quantity_at_the_beginning_of_a_line_is_no_heading() -> None:
    text = "Harbour accidents rise\n\n12 People hurt in the north\n\nThe harbour master said that the ropes had been old and that nobody had checked them."
    assert "heading" not in {p.kind for p in lay_out(text, document_id="d")}
