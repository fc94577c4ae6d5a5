"""Given names that are borne by one sex almost without exception, as a weak hint for pronouns; never a statement about a person.

Our own list, written for this project: names that are frequent in English-language news from many countries, none that is common
for both (Alex, Andrea, Jean, Kim, Robin, Sasha). It decides between candidates of a pronoun and fills no field.
"""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.tag.people.roles import HONORIFICS
from policynlp.tag.people.surnames import folded

_MALE = """
abdul abdullah adam adrian ahmad ahmed alan albert alberto alejandro alessandro alfred ali alistair allan alton amir amit anders
andre andrei andres andrew angus anil anthony antoine anton antonio arjun arthur arturo ashok augusto aziz bakhtiyar barack
bartosz bashir bekele ben benjamin bernard bernie bilal bill bjorn bob boris brad brandon brett brian bruce bruno calum calvin
carl carlos cesar charles chinedu christian christopher chuck clarence claude colin cormac craig curtis cyril dale damian dan
daniel darnell darren dave david declan dennis derek desmond diarmuid dick diego dieter dimitris dmitri dmitry don donald doug
douglas duncan dwight earl ed edgar edmund eduardo edward einar elias elon emeka emil emmanuel emre enrique eoin eric erik ernest
ernesto eugene fabian faisal farid faruk federico felipe felix ferenc fergus fernando finn florian francesco francisco francois
frank fred frederic frederick gabor gareth gary gavin geoff geoffrey george gerald gerard gerardo gilbert giorgos giovanni
giuseppe glenn goran gordon graham greg gregory guillermo gunther gustav gustavo gyorgy hakan hamid hamza hans harold harry hassan
hector helmut henry herbert hiroshi horst howard hugh hugo hussein ian ibrahim ignacio igor imran ismail istvan ivan jack jacob
jacques jaime jake jakob jakub jamal james janos jason javier jeff jeffrey jeremy jerome jerry jesus jim jimmy joachim joao
joaquin joe joel johan john johnny jon jonas jonathan jorge jorgen jose josef joseph joshua jozef juan julian julio juma jurgen
justin kamal kamau karim karl karol keith ken kenji kenneth kevin khalid klaus kofi kurt kwabena kwame kyle lajos larry lars
laszlo laurent leandro leo leon leonard leonid leroy liam lorenzo louis lucas ludwig luigi luis luke maciej magnus mahmoud malcolm
mamadou manuel marc marco marcus marek mario mark martin marvin mateo mateusz matt matthew matthias maurice mauricio max mehmet
michael michal miguel mikhail miklos milos mitch mohamed mohammad mohammed moses muhammad murray musa mustafa nabil nadeem nathan
naveed neil nicholas nick niels nigel nikolai nikos nils noel norman nuno nurlan olaf oleg oliver olivier omar oscar otieno otto
owen pablo paolo pascal patrick paul pawel pedro peter petr phil philip pierre pieter piotr prakash rafael rahul raj rajesh rajiv
ralph ramesh ramon randy raul ravi ray raymond reinhard ricardo richard rick rob robert roberto rodney rodrigo roger roland rolf
ronald rory roy russell ryan sam samuel sandeep sandor sanjay santiago scott sean sebastian sergei sergey sergio seth shane simon
sipho stanley stefan stefano stephen steve steven stuart suresh sven szymon tadeusz takashi takeshi tariq ted tendai terrence
terry thabo theo thierry thomas tiago tim timothy toby todd tom tomas tony travis trevor tunde tyler uwe valentin vasily vernon
victor vijay vikram viktor vincent vladimir walter warren wayne werner will william wilson winston wojciech wolfgang xavier yannis
yaw yousef yuri yusuf yves zachary zoltan zsolt
"""
_FEMALE = """
abigail agnes agnieszka ailsa aine aisha akosua alice alicia alison amanda amina aminata amy ana anastasia anette angela anita
anja anjali ann anna anne anneke annie antonia aoife asha astrid aung-san ayesha ayse barbara beata beatriz becky bernadette beth
betty beverly brenda bridget brigid brigitte bronwyn caitlin camila carla carlota carmen carol carolina caroline carolyn catalina
catherine catriona cecilia charlotte chelsea cheryl chiamaka chiara chloe christina christine ciara cindy claire clara claudia
colleen concepcion condoleezza connie consuelo cristina cynthia daisy danielle dawn deborah debra deirdre denise diana diane
dimitra dolores donna doris dorota dorothy edith edna eileen eilidh elaine eleanor elena elif elin elisa elisabeth eliza elizabeth
ella ellen elsa emilia emily emine emma erica erika esther eva evelyn ewa fatima fatma fatoumata fernanda fiona florence frances
francesca freya frida gabriela gail geraldine gertrude gina giovanna gitte giulia gladys gloria grace greta guadalupe gulnara
gunilla gwen hanna hannah harriet hatice heather helen helena helene helga henrietta hilary hilda hillary ifeoma ildiko ilse
imelda ines ingeborg ingrid iolanda irene iris isabel isabella ivana ivanka jackie jacqueline jadwiga jane janet janice jasmine
jeanette jennifer jenny jessica jill joan joana joanna joanne jolanta josefina josephine joyce juanita judit judith judy julia
julie karen karin katalin katarina katarzyna kate katherine kathleen kathryn kathy katie kavita kirsten kirsty kristen kristin
krisztina laila lakshmi latifa laura lauren layla leah leila lena leticia lillian linda lisa liv lois lorraine louise lourdes
lucia luciana lucy ludmila luisa lydia lynn madeleine magda magdalena mairead malgorzata margaret margarida margarita margot maria
mariam mariana marie marija marilyn marina marit marjorie marlene marta martha martina mary matilda maureen maya meera megan
meghan melania melanie melinda melissa mercedes merlene mette michelle mildred milena miriam mirjam molly monica monika muriel
nadia nancy naomi nasreen natalia natalie natasha neema ngozi niamh nicole nina nirmala nkechi nora norma oksana olena olga olivia
orla paloma pamela paola patricia paula pauline peggy peigi penelope petra phyllis pilar pooja priya rachel raquel rebecca renata
renee rhona rikke rita roberta rosa rosalia rosalind rose rosemary rosie roxanne rukhsana ruth sabine sabrina sadia sally samantha
sandra saoirse sara sarah saskia shabana shanti shauna sheila shirley shreya sigrid silje silvia simone sinead siobhan sofia
soledad solveig sonia sophia sophie stacy stella stephanie sue sunita susan susana susanna sushila suzanne svetlana sylvia tamara
tamsin tanya tatiana teresa tereza thandiwe thelma theodora theresa tiffany tina trine ulla ulrike ursula valentina valeria
valerie vanessa vasiliki vera veronica veronika victoria virginia vivian wanda wangari wanjiku wendy wilhelmina wilma winifred xiomara
yasmin yetunde yolanda yvette yvonne zainab zeinab zoe zuzana
"""
_GIVEN: Mapping[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(_FEMALE.split(), "female")


def is_given(word: str) -> bool:
    """Whether a word is one of the listed given names."""
    return folded(word) in _GIVEN


def likely_gender(name: str) -> str | None:
    """What the first word of a full name suggests; null for single words, initials and names not listed."""
    words = [w for w in name.split() if w.lower() not in HONORIFICS]
    return _GIVEN.get(folded(words[0])) if len(words) > 1 else None
