"""Nouns that speak: institutions, documents, groups and roles, told apart by lemma."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.people.roles import role_head

DOCUMENTS: frozenset[str] = frozenset(
    """
    statement report study survey poll modelling modeling data datum census paper document letter memo communique communiqué bulletin
    release review law act bill policy plan guideline regulation notice circular directive decree order resolution
    declaration agreement treaty article editorial column book analysis research figure statistic forecast ruling
    verdict judgment judgement filing lawsuit indictment complaint transcript email e-mail tweet post message blog
    blueprint outline opinion white-paper paper strategy manifesto platform constitution budget audit assessment index
    record note readout summary proposal compilation draft programme projection reply response estimate calculation communication submission
    evaluation appraisal inventory briefing memorandum
    """.split()
)

INSTITUTIONS: frozenset[str] = frozenset(
    """
    government ministry department agency authority authorities committee commission council court parliament congress
    senate cabinet administration bureau office party company corporation firm bank institute university college school
    hospital police army military navy union association organisation organization group federation foundation board
    municipality city state country nation province region district embassy consulate newspaper magazine channel network
    broadcaster campaign coalition opposition team think-tank panel tribunal procuratorate regulator watchdog ngo charity church
    chamber assembly house leadership presidency palace secretariat delegation alliance bloc exchange airline operator
    manufacturer center centre outlet daily weekly agency newsroom publisher body mission meeting conference summit
    kremlin pentagon treasury fund service inspectorate directorate registry command force unit observatory consortium cooperative syndicate
    """.split()
)

ROLES: frozenset[str] = frozenset(
    """
    president minister premier chancellor governor mayor senator secretary chairman chairwoman chairperson chair chief
    director head leader king queen prince princess pope bishop archbishop ambassador commissioner judge justice
    prosecutor attorney lawyer professor researcher scientist economist analyst historian author writer journalist
    reporter correspondent candidate nominee congressman congresswoman representative deputy lawmaker legislator
    politician general colonel captain commander officer executive ceo founder manager owner spokesman spokeswoman
    spokesperson coach doctor physician nurse teacher student billionaire businessman businesswoman mogul tycoon
    entrepreneur activist dean rector principal envoy diplomat auditor inspector ombudsman mediator arbitrator rapporteur
    treasurer negotiator investigator editor planner trustee registrar moderator surveyor whip magistrate sheriff admiral
    counsel barrister solicitor advocate sergeant lieutenant vicar rabbi imam sultan emir
    """.split()
)
"""Singular: with "the" they stand for a person of the text who has that role."""

ABSTRACT_SPEAKERS: frozenset[str] = DOCUMENTS | frozenset(
    """
    evidence result finding test number experience history source rumor rumour sign model estimate investigation inquiry
    ad story affidavit suit average account
    """.split()
)
"""Nothing that speaks, but "shows" and "suggests"."""

PEOPLE_NOUNS: frozenset[str] = ROLES | frozenset(
    """
    people person man woman child boy girl voter citizen resident worker farmer employee official aide adviser advisor
    expert critic supporter opponent source insider observer fan protester demonstrator rival ally member parent mother
    father son daughter brother sister wife husband friend family neighbor neighbour victim witness survivor customer
    consumer investor trader buyer seller producer exporter importer shareholder donor volunteer staffer delegate
    operative strategist consultant pollster commentator columnist pundit host moderator guest caller reader user viewer
    audience crowd american european republican democrat conservative liberal progressive socialist nationalist
    communist veteran soldier immigrant migrant refugee community public majority minority percent respondent lawmaker
    other many some few all most half everyone everybody someone somebody nobody anyone none those one participant
    speaker scholar academic engineer developer designer businesspeople businessperson establishment elite left right
    grandmother grandfather aunt uncle cousin widow widower twin niece nephew daughter-in-law bride newcomer stranger
    local locals staff villager islander tenant landlord pensioner commuter fisherman driver pilot miner crew
    elder youth player team-mate actor contender runner pastor employer proponent co-founder founder cofounder
    partner colleague counterpart successor predecessor
    """.split()
)
SOMEBODY = PEOPLE_NOUNS | INSTITUTIONS
_AGENT_SUFFIXES = ("ist", "ian", "man", "men", "woman", "women", "people", "holder", "maker", "goer", "leader", "ologist")
_SPEAKING_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART", "LAW", "EVENT"})
_SPEAKING_PRONOUNS = frozenset(
    """
    i we you he she they it who everyone everybody someone somebody nobody one both
    """.split()
)


def is_somebody(head: Token) -> bool:
    """Whether the head of a mention names people or a body, by name or by noun; documents are none."""
    return head.ent_type_ in {"PERSON", "ORG"} or head.lemma_.lower() in SOMEBODY


def may_speak(head: Token) -> bool:
    """Whether the head of a mention names somebody or something that says, wants or believes."""
    if head.lower_ in {"that", "which"} and head.head.dep_ == "relcl" and head.head.head != head:
        head = head.head.head
    if head.pos_ == "PRON" and head.lower_ in _SPEAKING_PRONOUNS:
        return True
    if head.pos_ == "PROPN" or head.ent_type_ in _SPEAKING_NAMES:
        return True
    lemma = head.lemma_.lower()
    people = lemma in PEOPLE_NOUNS or role_head(lemma) is not None or lemma.endswith(_AGENT_SUFFIXES)
    return people or lemma in INSTITUTIONS or lemma in ABSTRACT_SPEAKERS


CALLED_BY: dict[str, frozenset[str]] = {
    "agency": frozenset("agency administration bureau service authority office department institute commission".split()),
    "bureau": frozenset({"bureau"}),
    "department": frozenset({"department", "ministry"}),
    "union": frozenset("union federation brotherhood workers teachers nurses local".split()),
    "association": frozenset("association society federation union".split()),
    "institute": frozenset("institute institution academy centre center".split()),
    "watchdog": frozenset("commission authority office agency watch council".split()),
    "regulator": frozenset("commission authority office agency".split()),
    "body": frozenset("council commission committee federation association organization organisation union".split()),
    "bank": frozenset({"bank"}),
    "office": frozenset("office auditor auditor-general ombudsman comptroller".split()),
    "party": frozenset({"party"}),
    "bloc": frozenset("eu asean mercosur brics ecowas comesa".split()),
    "alliance": frozenset({"alliance", "nato", "coalition"}),
    "cartel": frozenset({"opec"}),
    "campaign": frozenset({"campaign"}),
    "hospital": frozenset({"hospital", "infirmary"}),
}
"""Nouns and the words of full names that they may stand for, besides the noun itself."""
PAPERS = frozenset(
    """
    times post herald tribune journal chronicle gazette guardian news telegraph courier mirror sun star globe mail standard
    independent observer register inquirer examiner dispatch sentinel bulletin nation daily newspaper argus ledger
    """.split()
)
"""Last words of newspapers' names."""
UNIONS_OF_STATES = (
    "european union",
    "african union",
    "eurasian economic union",
    "east african community",
    "caribbean community",
)
