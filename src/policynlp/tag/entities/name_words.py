"""The words that names of institutions and policies are built on, as data with reasons.

A head noun is the noun that says what a name is a name of: "the National Development and Reform *Commission*", "the Paris
*Agreement*". Taken from the general vocabulary of government and law, not from one corpus.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

POLICY_HEADS = frozenset(
    """
    strategy strategies plan plans act acts law laws initiative initiatives programme programmes program programs agreement
    agreements accord accords partnership guideline guidelines outline agenda compact regulation regulations directive charter
    policy pact deal treaty convention protocol bill roadmap framework scheme code ordinance decree declaration blueprint
    amendment communique constitution doctrine memorandum resolution order mechanism paper goals rules measures provisions covenant
    """.split()
)
"""Heads of named policies. `paper` only in "White Paper" and "Green Paper", `order` only in "Executive Order"."""

NUMBERED_HEADS = frozenset("regulation directive law act decree resolution order ordinance decision protocol".split())
"""Heads that are cited with a number: "Directive 2008/98/EC", "Executive Order 14028"."""

DATED_HEADS = frozenset("vision agenda horizon plan strategy roadmap framework goals blueprint".split())
"""Heads that a year may follow ("Vision 2030") or come before ("2030 Agenda")."""

WEAK_HEADS = frozenset(
    "rules law laws policy plan plans regulation regulations deal constitution order code declaration resolution measures agreement "
    "agreements bill amendment framework mechanism program programs programme programmes initiative scheme".split()
)
"""Heads that are no name with a nationality alone before them ("Chinese law", "the French Constitution")."""

NEEDED_BEFORE: dict[str, frozenset[str]] = {
    "paper": frozenset({"white", "green"}),
    "order": frozenset({"executive"}),
    "goals": frozenset({"development"}),
    "mechanism": frozenset(
        {"safeguard", "support", "financing", "adjustment", "facility", "stability", "supervisory", "resolution", "development"}
    ),
    "resolution": frozenset({"council", "assembly", "congress"}),
    "outline": frozenset({"plan", "planning", "development", "policy", "program", "programme", "strategy", "reform"}),
}
"""Heads that are too common, with the words one of which must come straight before."""

FIELD_HEADS = frozenset("regulations opinions measures provisions guidelines rules outline notice decision".split())
"""Heads that are a name with "on" or "for" and a field alone ("Regulations on Ecological Compensation")."""

SURE_HEADS = frozenset("act acts bill treaty pact accord accords protocol directive ordinance decree regulation".split())
"""Heads with which even what spaCy takes for an organisation is a policy ("Keep the Lights On Act")."""

POLICY_EXCEPTIONS = frozenset(
    """
    world food programme|united nations development programme|un development programme|un environment programme
    united nations environment programme|republican national convention|democratic national convention|national convention
    foreign policy|public policy|middle east peace plan|civil law|common law|international law|sharia law|islamic law
    martial law|roman law
    """.replace("\n", "|")
    .strip("| ")
    .replace("    ", "")
    .split("|")
)
"""Names that end with such a head and are organisations, events, magazines or common nouns."""

ORG_HEADS = frozenset(
    """
    ministry university institute academy commission bank committee council agency department bureau administration authority
    association federation union party congress parliament assembly senate court tribunal corporation corp company inc ltd group
    holdings organization organisation foundation college school office board center centre institution society alliance league
    chamber service fund trust secretariat army hospital laboratory exchange network coalition front movement directorate
    inspectorate treasury consortium cabinet confederation consulate embassy polytechnic guard police command force forces
    observatory museum newspaper times post news press agency fed reserve syndicate cooperative guild politburo
    division brigade regiment taskforce operator labs watch
    forum ledger tribune gazette herald chronicle telegraph registry ombudsman archive archives library faculty
    """.split()
)
"""Heads of named organisations."""

ORG_OF_HEADS = frozenset(
    """
    ministry university institute academy commission bank committee council agency department bureau administration authority
    association federation union congress parliament assembly court house college school office board center centre institution
    society league chamber organization organisation foundation secretariat directorate faculty embassy consulate government
    republic confederation community alliance party group syndicate cabinet guild
    """.split()
)
"""Heads that "of", "for" or "on" and a name may follow: "Ministry of Agriculture", "Institute for Reform"."""

LIST_HEADS = frozenset(
    "ministry department committee commission institute academy office school faculty college agency council association bureau "
    "directorate center centre society board secretariat organization organisation".split()
)
"""Heads whose field may be a list: "Ministry of Land, Infrastructure and Transport"."""

FIELDS = frozenset(
    """
    agriculture agrarian air animal antiquities arts business children citizenship climate commerce communication communications
    community competition construction consumer cooperatives culture customs defence defense development digital disability economy
    education electricity elderly employment energy enterprise environment equality family families finance fisheries fishing food
    forestry forests gas gender geology grassland grasslands health heritage highways housing human humanitarian hydrocarbons
    immigration industry industries
    drainage sewerage veterinary
    information infrastructure innovation insurance investment irrigation justice labor labour land lands livestock marine maritime
    materials media metals migration minerals mines mining natural oil parks petroleum planning ports power privatisation privatization
    production protection rail railways reform refugees regional relief research resources roads rural sanitation science security
    services settlements shipping small social spatial sport sports statistics tax technology telecommunications tourism trade training
    transport urban veterans water waterways welfare wildlife women works youth
    """.split()
)
"""What ministries and associations are for: a list of such words goes on with a name, where a list of bodies does not."""

NO_LONE_OF = frozenset("party group republic community government house board office alliance".split())
"""Heads that with "of" alone are mostly no proper name ("government of Spain"), unless a capital word comes before."""

GENERIC_OWNERS = frozenset("people women children workers farmers men peoples states veterans teachers nations general".split())
"""Words whose possessive is part of a name ("People's Congress", "Auditor General's Department"), unlike an owner's ("Kenya's Energy
Act")."""

STREETS = frozenset("avenida calle rua jalan plaza praça plaça piazza ulitsa ulica paseo".split())
"""First words of streets and squares: "Avenida Rivadavia" is nobody."""

DEGREES = frozenset({"PhD", "Ph.D.", "Ph.D", "MD", "M.D.", "MSc", "MBA", "LLB", "LLM", "DSc", "EdD", "BSc"})
"""Academic degrees as they stand behind names of people: bodies they are not."""

LEADING_WORDS = frozenset(
    """
    the a an this that these those under in on at for of to by with from as its their our his her my your and but or nor so yet if
    when while where after before since until during through against within without among between over about into upon per via
    despite although though because however meanwhile moreover also both all each every some any no not new's is are was were be been has
    have had will would can could may might must shall should said says it he she they we you i there here what who which how why
    than then thus only even just still now today yesterday tomorrow earlier later last next first's such another other many most
    more less few several mr mrs ms dr sir lord president prime minister chancellor premier secretary chairman chairwoman governor
    mayor senator judge justice general colonel professor spokesman spokesperson spokeswoman director ambassador
    """.split()
)
"""Words that a name never begins with although a sentence or a title may put them there in capitals."""

ROLE_WORDS = frozenset(
    """
    minister ministers secretary president chief leader official officials spokesman spokeswoman spokesperson director chairman
    chairwoman chair commissioner envoy ambassador head boss member members correspondent reporter editor analyst economist
    """.split()
)
"""Words before which a field is no organisation of its own: "Agriculture" in "Agriculture Minister", "Party" in "Party chief"."""

FIRM_ENDS = frozenset(
    """
    Inc Inc. Incorporated Corp Corp. Corporation Co Co. Company Ltd Ltd. Limited PLC plc Plc LLC LLP AG AB ASA GmbH SA S.A. SpA NV N.V. BV
    JSC PJSC OJSC Oyj Oy Bhd Berhad Tbk Group Holdings Industries Foods Motors Airways Airlines Steel Steelworks Cement Textiles Pharma
    Mining Energy Pharmaceuticals Technologies Semiconductors Partners Capital Logistics Shipping Resources
    """.split()
)
"""Last words of the names of firms, which papers go on to call by the first."""
