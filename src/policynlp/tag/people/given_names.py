"""Given names that are borne by one sex almost without exception, as a weak hint for pronouns; never a statement about a person.

Our own list, written for this project: names that are frequent in English-language news from many countries, none that is common
for both (Alex, Andrea, Jean, Kim, Robin, Sasha). It decides between candidates of a pronoun and fills no field.
"""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.tag.people.roles import HONORIFICS
from policynlp.tag.people.surnames import folded

_MALE = """
adam ahmad ahmed alan albert alberto alejandro alfred ali allan amir anders andrew andrei anil anthony antonio arjun arthur
augusto barack ben benjamin bernard bernie bill bob boris brad brandon brett brian bruce bruno carl carlos charles chuck clarence claude
craig dale dan daniel darnell darren dave david dennis derek dick diego dimitris dmitri dmitry don donald doug douglas dwight
earl ed eduardo edward eduardo elon emmanuel enrique eric erik ernesto ernest eugene faisal felipe fernando francisco frank fred
frederick gary george gerald giovanni giuseppe glenn gordon graham greg gregory guillermo gustavo hans harold harry hassan hector
helmut henry herbert howard hugh hugo hussein ian ibrahim igor ivan jack jacob jacques jaime jake james jamal jason javier jeff
jeffrey jeremy jerome jerry jesus jim jimmy joe joel johan john johnny jon jonathan jorge jose josef joseph joshua juan julian
justin karl karim keith ken kenneth kevin khalid klaus kofi kurt kyle lars larry leonard leonid leroy liam louis luis luke mahmoud
manuel marc marco marcus mario mark martin marvin matt matthew max michael miguel mikhail mitch mohamed mohammad mohammed muhammad
moses murray musa nathan neil nicholas nick nigel nikolai norman oleg oliver omar oscar otto owen pablo patrick paul pedro peter
phil philip pierre rafael rahul raj rajesh ralph ramesh ramon randy raul ray raymond ricardo richard rick rob robert roberto
rodney roger roland ronald rory roy russell ryan sam samuel scott sean sergei sergey seth simon stanley stefan stephen
steve steven stuart suresh ted terrence terry thomas tim timothy toby todd tom tomas tony travis trevor tyler vernon victor
vikram vincent vladimir walter warren wayne werner will william yusuf yousef zachary
"""
_FEMALE = """
abigail aisha alice alicia alison amanda amina amy ana anastasia angela anita ann anna anne annie aung-san barbara beatriz becky
bernadette beth betty beverly brenda bridget brigitte camila carla carmen carol carolina caroline carolyn catherine cecilia
charlotte chelsea cheryl christina christine cindy claire clara claudia colleen condoleezza connie cristina cynthia daisy danielle
dawn deborah debra denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena eliza elizabeth ella ellen
emily emma erica erika esther eva evelyn fatima fiona florence frances gabriela gail geraldine gina gladys gloria grace greta
gwen hannah harriet heather helen helena helga hillary hilary ines ingrid irene iris isabel isabella ivanka jackie jacqueline jane
janet janice jasmine jeanette jennifer jenny jessica jill joan joanna joanne josephine joyce juanita judith judy julia julie
karen karin kate katherine kathleen kathryn kathy katie kristen kristin laila lakshmi laura lauren layla leah lena leticia
lillian linda lisa lois lorraine louise lucia lucy luisa lydia lynn madeleine margaret maria marie mariam marilyn marina marjorie
marta martha mary maureen maya megan meghan melania melanie melinda melissa mercedes michelle mildred miriam molly monica muriel
nadia nancy naomi natalia natalie natasha nicole nina nora norma olga olivia pamela patricia paula pauline peggy penelope phyllis
priya rachel rebecca renee rita roberta rosa rosalind rose rosemary rosie roxanne ruth sabine sally samantha sandra sara sarah
sheila shirley silvia simone sofia sonia sophia sophie stacy stephanie sue susan susanna suzanne svetlana sylvia tamara tanya
tatiana teresa theresa tiffany tina ursula valentina valerie vanessa vera veronica victoria virginia vivian wanda wendy winifred
yolanda yvonne zainab zoe
"""
_GIVEN: Mapping[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(_FEMALE.split(), "female")


def is_given(word: str) -> bool:
    """Whether a word is one of the listed given names."""
    return folded(word) in _GIVEN


def likely_gender(name: str) -> str | None:
    """What the first word of a full name suggests; null for single words, initials and names not listed."""
    words = [w for w in name.split() if w.lower() not in HONORIFICS]
    return _GIVEN.get(folded(words[0])) if len(words) > 1 else None
