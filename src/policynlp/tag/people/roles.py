"""Nouns that name what a person is or does, as data, and what they say of gender."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

ROLES = frozenset(
    """
    president premier chancellor minister secretary governor regent mayor senator congressman congresswoman lawmaker legislator deputy
    representative ambassador envoy consul diplomat commissioner councillor councilor councilman councilwoman chairman chairwoman
    chairperson chair chief head leader director manager executive ceo cfo coo cto founder co-founder cofounder owner partner
    spokesman spokeswoman spokesperson official officer adviser advisor aide assistant researcher scientist professor lecturer
    scholar academic economist analyst strategist expert specialist historian sociologist physicist biologist chemist
    meteorologist geographer demographer statistician engineer architect doctor physician surgeon nurse teacher principal dean
    rector provost fellow student lawyer attorney prosecutor solicitor barrister judge justice magistrate general colonel major
    captain lieutenant sergeant commander admiral marshal soldier policeman policewoman inspector detective sheriff bishop
    archbishop cardinal pope priest pastor imam rabbi king queen prince princess emperor sultan emir sheikh duke lord
    journalist reporter correspondent editor columnist writer author poet novelist photographer broadcaster presenter producer
    filmmaker actor actress singer musician artist designer farmer grower fisherman herder worker miner driver builder contractor
    trader merchant banker investor entrepreneur businessman businesswoman developer campaigner activist organiser organizer
    member delegate candidate nominee whip speaker negotiator mediator coordinator administrator auditor controller treasurer
    trustee curator librarian consultant planner agronomist veterinarian pharmacist psychologist epidemiologist virologist
    ecologist forester technician programmer resident villager pensioner retiree refugee veteran coach trainer player captain
    chairman vice-president vice-chairman vice-premier vice-minister vice-chair vice-governor vice-mayor secretary-general
    director-general governor-general undersecretary ombudsman regulator superintendent counsel clerk registrar mp mep mlc mla msp mpp mec
    rapporteur foreman forewoman convener convenor brigadier constable alderman selectman assemblyman assemblywoman assemblymember
    taoiseach tanaiste tánaiste sarpanch cleric ayatollah mufti monk nun theologian philosopher mathematician paramedic midwife carer
    caregiver electrician carpenter plumber mechanic tailor baker butcher cook chef waiter waitress cleaner shopkeeper vendor
    hawker labourer laborer apprentice beekeeper rancher shepherd herdsman logger fishmonger homemaker housewife retailer
    volunteer sailor pilot cyclist commuter homeowner landlord tenant survivor bystander witness neighbor neighbour
    grandmother grandfather aunt uncle cousin fiancé fiancée lawmaker parliamentarian backbencher frontbencher solon exec kagawad
    host anchor moderator pollster commentator pundit mogul tycoon surrogate lobbyist organizer blogger podcaster
    councilmember collector alderperson selectwoman supervisor athlete hotelier guard hygienist janitor dentist astronomer ranger
    firefighter paralegal treasurer co-author co-chair co-director vice-chancellor boss elder skipper docker fisher seller
    weaver potter blacksmith welder plumber gardener librarian commissioner statesman stateswoman chieftain sultan sultana nawab
    sen. rep. gov. gen. col. capt. lt. sgt. adm. maj. prof. prof sen gov
    father mother son daughter wife husband brother sister widow
    prefect subprefect voivode headteacher headmaster headmistress headman matron warden bailiff comptroller vicar deacon helper
    winemaker brewer postmaster postmistress postman deckhand farmhand barber bricklayer joiner crofter trawlerman publican innkeeper
    grazier pastoralist hairdresser stallholder lineman trapper dairyman winegrower viticulturist boatman machinist roofer
    seamstress receptionist bookseller scaffolder bookkeeper critic haulier corporal
    akim hokim bupati walikota camat lurah kaymakam muhtar omanhene asantehene alcalde alcaldesa intendente starosta landrat burgomaster
    td
    nutritionist dietitian dietician botanist horticulturist anaesthetist actuary linguist surveyor urbanist trucker fisherwoman bartender
    accountant notary archivist tutor trainee motorist caretaker babysitter nanny childminder counsellor chaplain playwright composer
    conductor dancer sculptor industrialist unionist trade-unionist coroner lifeguard referee footballer
    """.split()
)
"""Heads of titles and appositions."""

KINSHIP = frozenset(
    "father mother son daughter wife husband brother sister widow grandmother grandfather aunt uncle cousin fiancé fiancée".split()
)
"""Roles that tie a person to a person, not to an organisation."""

MODIFIERS = frozenset(
    """
    vice deputy senior junior former then ex acting interim outgoing incoming chief executive managing general assistant associate
    prime first foreign interior finance defence defense trade agriculture health education energy environment transport labour
    labor justice home economy economic economics commerce industry culture housing planning water forestry fisheries tourism
    infrastructure development science technology state national federal regional provincial municipal local village city county
    party opposition government military police army navy climate policy political research senior-ranking top leading
    principal lead special permanent honorary emeritus founding co honorable under attorney solicitor lieutenant brigadier major
    social security communications digital public private union company board bank central investment project programme program
    country global group press media election human rights head presidential vice-presidential gubernatorial
    senatorial congressional mayoral parliamentary
    """.split()
)
"""Words that stand between a determiner and a role noun and are part of the title."""

FIELDS = frozenset(
    """
    rural development agriculture agricultural environment environmental energy trade industry food security fisheries forestry water
    resources natural foreign affairs home finance health education labour labor transport communications science technology culture
    tourism sports sport social welfare housing planning investment commerce justice defence defense human interior irrigation
    livestock cooperatives infrastructure works public mines power skills employment youth women gender family children climate change
    innovation economy economic budget higher
    """.split()
)
"""Words for what ministers are in charge of."""

HONORIFICS: dict[str, str | None] = {
    "mr": "male", "mr.": "male", "sir": "male", "mrs": "female", "mrs.": "female", "ms": "female", "ms.": "female",
    "miss": "female", "madam": "female", "madame": "female", "dame": "female", "lady": "female", "dr": None, "dr.": None,
    "rev": None, "rev.": None, "comrade": None, "cllr": None, "cllr.": None, "coun": None, "coun.": None,
    "cr": None, "atty.": None, "engr.": None, "atty": None, "engr": None,
    "hajja": "female", "hajia": "female", "hajiya": "female", "hadja": "female", "malama": "female", "woizero": "female",
    "ustadz": "male", "ustazah": "female", "kyai": "male", "mbak": "female", "ing.": None, "lic.": None, "aling": "female",
    "hajji": "male", "weyzero": "female", "opanyin": "male", "togbe": "male", "ssalongo": "male", "nnalongo": "female",
    "haji": "male", "alhaji": "male", "alhaja": "female", "swami": "male", "pak": "male",
    "bapak": "male", "ibu": "female", "u": "male", "daw": "female", "tengku": None, "tunku": None, "dato": "male", "dato'": "male",
    "dato’": "male", "datin": "female", "shrimati": "female", "khun": None, "sheikha": "female", "maulana": "male",
    "eng.": None, "clr": None, "clr.": None, "acp": None, "dsp": None, "ssp": None,
    "insp": None, "insp.": None, "supt": None, "supt.": None, "det": None, "det.": None, "asp": None,
    "pandit": "male", "sardar": "male", "mme": "female", "mme.": "female", "mlle": "female", "monsieur": "male",
    "signor": "male", "signora": "female", "maître": None, "maitre": None, "dep.": None, "sr.": "male", "sra.": "female",
    "shri": "male", "smt": "female", "smt.": "female", "hon.": None, "baroness": "female", "baron": "male",
    "datuk": None, "ustadh": "male", "señor": "male",
    "señora": "female", "herr": "male", "frau": "female", "doña": "female", "puan": "female", "encik": "male",
    "cik": "female", "cikgu": None, "ustaz": "male", "malam": "male", "mallam": "male", "mzee": "male",
    "gogo": "female", "ntate": "male", "oom": "male", "tannie": "female", "mkhulu": "male",
    "fr": "male", "fr.": "male", "sr": "female", "uncle": "male",
    "whaea": "female", "matua": "male", "sp": None, "csp": None, "dcp": None, "aunty": "female", "auntie": "female",
    "monsignor": "male", "msgr.": "male", "msgr": "male", "kap": None, "hj": "male", "hj.": "male",
    "mdm": "female", "mdm.": "female", "otunba": "male", "osabarima": "male", "barr.": None, "deputado": "male", "deputada": "female",
    "ir.": None,
    "mejar": None, "kapten": None, "leftenan": None, "kolonel": None, "jeneral": None, "sarjan": None, "koperal": None,
}  # fmt: skip
"""Titles that say nothing of the role; with the gender that they state.

"Sr." and "Sri" stand before Spanish and Indian names; after a name "Sr." is a suffix, which `surnames.SUFFIXES` knows.
"""

RANKS = frozenset({"pol", "maj", "gen", "col"})
"""Ranks of the police and the army without a stop ("Pol Maj Gen Anan Rattanakul")."""
BEFORE_GIVEN_NAMES = frozenset({"eng", "arch", "ato", "dona", "oba", "kumari", "mama"})
"""What is a title before a given name, and a name elsewhere: "Ato Girma Wolde" of Ethiopia, "Ato Kwamena Essel" of Ghana."""
AKAN_NAMES = frozenset(
    "kwame kwamena kwabena kwadwo kwaku kwasi kwesi kweku kofi kojo yaw ekow ebo kobina paa abeeku kwabla".split()
)
"""Given names before which "Ato" is another one, not the Amharic title."""
BEFORE_TWO_NAMES = RANKS | {"padre", "sayyid"}
"""What is a title before two names at least: "Padre Beto Vasconcelos", but "Padre Pio"."""
STYLES = frozenset(
    {
        "hon",
        "honourable",
        "honorable",
        "excellency",
        "h.e.",
        "h.e",
        "h.h.",
        "ma'am",
        "ma’am",
        "rt",
        "rt.",
        "shri",
        "smt",
        "shrimati",
    }
)
"""What is printed before names and titles in minutes and addresses ("HONOURABLE DR. MWAPE CHILESHE", "Rt Hon Chris Tamati")."""
BEFORE_LONG_NAMES = BEFORE_TWO_NAMES | {"seri", "eng", "arch", "ato", "don", "dona", "oba", "kumari"}
"""What honours a name of three words or more ("Datuk Seri Hishamuddin Che Wan"); in shorter ones it is a name."""
BEHIND_NAMES = frozenset("bey hanım hanim usta efendi abi".split())
"""What honours a given name behind it ("Hüseyin Bey")."""

ROYAL = frozenset("king queen prince princess pope emperor sultan emir sheikh sheikha lord lady dame sir saint".split())
"""Kept in a name that is one word without them ("Pope Francis", "Prince Harry")."""

GENDERED: dict[str, str] = {
    "chairman": "male", "spokesman": "male", "congressman": "male", "businessman": "male", "king": "male", "prince": "male",
    "emperor": "male", "sultan": "male", "emir": "male", "pope": "male", "policeman": "male", "fisherman": "male",
    "councilman": "male", "actor": "male", "father": "male", "son": "male", "husband": "male", "brother": "male",
    "duke": "male", "vice-chairman": "male", "chairwoman": "female", "spokeswoman": "female", "congresswoman": "female",
    "businesswoman": "female", "queen": "female", "princess": "female", "policewoman": "female", "councilwoman": "female",
    "actress": "female", "mother": "female", "daughter": "female", "wife": "female", "sister": "female", "widow": "female",
}  # fmt: skip
"""Roles that state a gender."""
del GENDERED["chairman"], GENDERED["vice-chairman"], GENDERED["actor"]  # said of women too

_PROFESSIONS = ("ologist", "therapist", "ographer", "onomist", "physicist", "iatrist", "iatrician", "trician")
"""How the names of many professions end: hydrologist, oceanographer, agronomist, geophysicist, psychiatrist."""

SURNAMES_TOO = frozenset(
    """
    cook baker butcher tailor shepherd carpenter king bishop pope major marshal judge dean duke prince page miller driver sailor
    monk nun head fellow grower farmer miner merchant coach whip clerk speaker lord priest singer chancellor sheriff constable
    cleaner trainer partner knight baron akim muhtar alcalde
    """.split()
)
"""Roles that are surnames as often: they end no title inside of a name."""

SEATS = frozenset("mk mp mep mlc mla msp mpp mec mpl mna mpa mca td".split())
"""Letters of members of parliaments; a party stands before them ("Labor MLC Priya Raman")."""

PARTISANS = frozenset({"republican", "democrat", "democratic", "labor", "labour", "tory", "liberal"})
"""What stands before the names of politicians and is no part of them."""

PARTIES = {
    word: frozenset(names)
    for names in (
        ("republican", "gop", "republicans"),
        ("democratic", "democrat", "democrats"),
        ("tory", "conservative", "tories"),
    )
    for word in names
}
"""Words for a party to all its words."""

OFFICES = SEATS | frozenset(
    "minister premier president governor senator commissioner ambassador spokesman spokeswoman spokesperson commander secretary".split()
)
"""Roles with which no name of a person ends."""

EPITHETS = frozenset(
    """
    academic activist analyst author businessman businesswoman campaigner diplomat economist engineer entrepreneur expert farmer
    founder historian lawmaker lawyer leader legislator officer official organiser organizer parliamentarian physician politician
    professor researcher scholar scientist specialist statesman stateswoman teacher veteran
    """.split()
)
"""What people are called again who were named with another role; as are all that end like "biologist"."""

CALLED_PARENTS = frozenset("dad daddy mum mummy mom mommy grandma grandpa granny".split())
"""What children call their parents: a capital letter makes no name of it."""

DETERMINERS = frozenset("a an the its his her their our".split())
AFFILIATING = frozenset("of with at for from in to".split())
"""Prepositions between a role and the organisation or place ("president of", "economist at", "ambassador to")."""


OF_PLACES = frozenset("mayor governor sheriff bishop archbishop president premier king queen councillor mp chief".split())
"""Roles whose "of" leads to a place, whether the entity layer knows it or not ("mayor of Tielu")."""


def is_epithet(role: str) -> bool:
    """Whether a role is what a person may be called who was named with another one."""
    return role in EPITHETS or role.endswith(_PROFESSIONS)


def role_head(word: str) -> str | None:
    """The role that a word names, singular and in small letters, or null."""
    low = word.lower()
    if low in ROLES or low.endswith(_PROFESSIONS):
        return low
    if low.endswith("s") and low != "boss" and (low[:-1] in ROLES or low[:-1].endswith(_PROFESSIONS)):
        return low[:-1]
    return None


_GROUPS = (
    "senator sen. sen | lawmaker legislator parliamentarian politician",
    "representative rep. congressman congresswoman | lawmaker legislator politician",
    "mp mep mlc mla msp mpp | lawmaker legislator parliamentarian politician backbencher",
    "deputy | lawmaker legislator parliamentarian politician",
    "councillor councilor councilman councilwoman councilmember cllr. | politician", "governor gov. gov | politician",
    "minister | politician", "mayor | politician", "lawmaker legislator | politician",
    "general gen. | officer", "colonel col. | officer", "captain capt. | officer", "lieutenant lt. | officer",
    "sergeant sgt. | officer", "admiral adm. | officer", "major maj. | officer",
    "professor prof. prof | academic scholar researcher scientist", "lecturer | academic scholar", "researcher scientist | academic",
    "doctor physician surgeon", "chairman chairwoman chairperson chair", "spokesman spokeswoman spokesperson",
    "lawyer attorney solicitor barrister counsel", "judge justice", "farmer grower", "journalist reporter correspondent",
    "executive ceo | boss", "nominee candidate", "author writer novelist", "businessman businesswoman entrepreneur",
)  # fmt: skip
"""Words for one role, and after a bar more general words by which its bearers are called as well."""
SYNONYMS: dict[str, frozenset[str]] = {
    role: frozenset(group.replace("|", "").split()) for group in _GROUPS for role in group.split("|")[0].split()
}
"""Role to the nouns by which its bearers are called ("the lawmaker" for Sen. X)."""
UNIQUE_OFFICES = frozenset(
    """
    president premier chancellor minister secretary governor regent mayor ambassador chairman chairwoman chairperson chair chief head
    director executive ceo king queen pope commissioner sheriff superintendent speaker spokesman spokeswoman spokesperson
    attorney prosecutor judge vice-president secretary-general director-general treasurer
    """.split()
)
"""Offices that one at a time holds: "the mayor" may be somebody whom the text has not named."""
