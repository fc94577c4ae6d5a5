"""Words that attribute: verbs and nouns of speech, order, belief and plan, each with the frames that it takes.

Frames: `c` a clause or a parenthesis ("said that ...", "..., he said"), `i` an infinitive ("urged them to ..."),
`o` a noun phrase ("called a halt", "criticised the plan"), `p` a prepositional phrase ("called for", "warned of").
The lists were checked against the training part of PolNeAR: a frame stays where more than about 30 % of what it
finds there are attributions, or where PolNeAR has too few to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policynlp.tags import Act


@dataclass(frozen=True, slots=True)
class Cue:
    """How a word attributes.

    Attributes:
        act: What is done with the content.
        clause, infinitive, noun: Which complements are content.
        prepositions: Prepositions whose object is content.
    """

    act: Act
    clause: bool = False
    infinitive: bool = False
    noun: bool = False
    prepositions: frozenset[str] = frozenset()


def _table(act: Act, frames: str, words: str) -> dict[str, Cue]:
    out = {}
    for word in words.split():
        lemma, _, preps = word.partition("/")
        out[lemma] = Cue(
            act,
            clause="c" in frames,
            infinitive="i" in frames,
            noun="o" in frames,
            prepositions=frozenset(preps.split("+")) if preps else frozenset(),
        )
    return out


_SPEECH_CLAUSE = """
say tell/of add note reply respond answer state remark comment continue go explain recall insist/on maintain assert aver
contend/with argue/for+against claim allege reiterate repeat conclude point reveal disclose confirm announce declare
proclaim report indicate signal hint/at imply intimate suggest observe mention acknowledge concede admit/to confess grant
stress emphasize emphasise underline underscore highlight warn/of+about+against caution/against
tweet retweet post write email text message blog inform notify assure remind/of advise brief testify swear attest affirm
reaffirm deny rebut retort counter protest object lament complain/about+of grumble gripe moan joke/about quip jest shout
yell scream cry exclaim whisper murmur mutter mumble snap bark roar boom chant rant rage crow gush enthuse beam sigh
boast/of+about brag/about predict forecast project estimate calculate reckon guess speculate/about theorize hypothesize posit
prophesy read interject chime elaborate/on clarify specify spell detail recount relate relay narrate pledge
opine muse wonder ponder ask/about inquire enquire query question marvel/at propose recommend
agree/with concur disagree/with quote cite chide scold preach lecture sum echo vent sneer scoff/at bellow
find show demonstrate establish determine discover learn prove illustrate reckon judge rule hold decree certify
venture volunteer tout stipulate profess purport herald pronounce phrase put count sound summarize summarise surmise
bemoan bewail fume thunder urge plead beg implore gloat deadpan ordain expound
rejoin riposte interpose proffer divulge impart intone exult kvetch carp rue deplore bristle chuckle murmur blurt stammer
""".replace("\n", " ")

_SPEECH_NOUN = """
criticize criticise condemn denounce decry deplore slam blast attack assail lambaste praise hail laud applaud commend
welcome reject dismiss defend deny accuse/of+for blame/for mock ridicule describe characterize characterise portray depict call
attribute ascribe label dub brand endorse reiterate repeat stress emphasize emphasise highlight underline underscore acknowledge
admit confirm reveal disclose announce declare proclaim suggest propose recommend predict forecast project estimate
claim allege note cite mention discuss outline detail explain question challenge dispute refute rebut downplay
bemoan lament express voice convey reaffirm affirm chant shout tout lay espouse quote echo
thank/for congratulate/on slam rip knock ridicule chide rebuke castigate berate liken
""".replace("\n", " ")

_SPEECH_PREP = (
    "talk/about speak/about+of refer/to comment/on hint/at allude/to rail/against lash/at object/to complain/about+of \
point/to joke/about boast/of+about warn/of+about+against apologize/for apologise/for respond/to elaborate/on brag/about"
)

_BELIEF_CLAUSE = "think believe expect fear hope worry/about suspect assume presume imagine suppose doubt feel know understand \
realize realise recognize recognise trust regret figure fancy anticipate foresee envision envisage conclude remember forget \
dream/of deem see accept"

_BELIEF_NOUN = "expect fear support oppose back consider regard see doubt want prefer reject deem oppose \
anticipate envision envisage foresee welcome"

_DIRECTIVE = (
    "urge ask/for order call/for+on+upon demand encourage instruct direct command request beg implore beseech exhort press \
push/for appeal/for+to advise counsel invite recommend entreat tell warn remind challenge compel press/for forbid lobby/for \
petition campaign/for advocate/for"
)
_DIRECTIVE_NOUN = "urge demand request order advocate recommend call"

_PLAN = "vow pledge plan intend promise swear threaten aim undertake commit/to resolve propose offer agree/to seek want hope \
wish expect refuse decline opt aspire prepare consent volunteer"
_PLAN_NOUN = "pledge promise vow plan seek offer want propose"


def _merged(*tables: Mapping[str, Cue]) -> dict[str, Cue]:
    out: dict[str, Cue] = {}
    for table in tables:
        for word, cue in table.items():
            have = out.get(word)
            out[word] = (
                cue
                if have is None
                else Cue(
                    have.act,
                    clause=have.clause or cue.clause,
                    infinitive=have.infinitive or cue.infinitive,
                    noun=have.noun or cue.noun,
                    prepositions=have.prepositions | cue.prepositions,
                )
            )
    return out


_MISREAD: Mapping[str, str] = {
    "grip": "gripe",
    "hop": "hope",
    "lambast": "lambaste",
    "optte": "opt",
    "rag": "rage",
    "retweete": "retweet",
    "texte": "text",
}
"""Lemmas that en_core_web_sm gives to past forms of cues ("hoped": "hop"), found by trying all of them."""


def _with_misread(words: frozenset[str]) -> frozenset[str]:
    return words | {wrong for wrong, right in _MISREAD.items() if right in words}


_CUES: Mapping[str, Cue] = _merged(
    _table("directive", "ci", _DIRECTIVE),
    _table("directive", "o", _DIRECTIVE_NOUN),
    _table("belief", "c", _BELIEF_CLAUSE),
    _table("belief", "o", _BELIEF_NOUN),
    _table("plan", "ci", _PLAN),
    _table("plan", "o", _PLAN_NOUN),
    _table("speech", "c", _SPEECH_CLAUSE),
    _table("speech", "o", _SPEECH_NOUN),
    _table("speech", "", _SPEECH_PREP),
)
VERBS: Mapping[str, Cue] = {**_CUES, **{wrong: _CUES[right] for wrong, right in _MISREAD.items()}}
"""Lemma to cue; where a verb is in several lists, the frames add up and the first act counts."""

PASSIVE: frozenset[str] = _with_misread(
    frozenset(
        """
    expect say believe think report allege estimate know urge ask tell order encourage advise warn instruct call require
    consider rumour rumor suppose assume project forecast predict suspect feel hope
    """.split()  # noqa: SIM905 - a table of words
    )
)
"""Verbs whose passive attributes without naming anybody ("is expected to", "has been urged to")."""

SURVEYS: frozenset[str] = frozenset({"poll", "survey", "census"})
"""What a sentence reports in ("In a new poll, half of ...")."""

SETTINGS: frozenset[str] = frozenset(
    """
    statement interview speech tweet letter rally conference briefing event meeting debate release post address
    testimony appearance call email memo summit forum hearing session message remark
    """.split()  # noqa: SIM905 - a table of words
)
"""Occasions of speech: "in an interview" at the end belongs to the cue."""

PARENTHETICAL: frozenset[str] = _with_misread(
    frozenset(
        """
    say add note argue explain suggest complain warn claim report indicate show insist believe think write continue recall
    acknowledge concede admit contend maintain assert predict observe remark stress emphasize emphasise conclude reckon fear
    hope caution reveal confirm announce declare allege joke quip lament reply respond agree tell estimate calculate find
    """.split()  # noqa: SIM905 - a table of words
    )
)
"""Verbs that stand as a parenthesis in what is said ("The plan, he said, would work")."""

TAKES_HEARER: frozenset[str] = frozenset(
    """
    tell ask thank urge warn remind inform assure advise brief cite quote order press challenge question notify query chide
    scold lecture counsel beg implore command blame praise accuse criticize criticise condemn denounce attack rebut mock text
    message email dismiss quiz answer call encourage instruct direct request entreat exhort press compel forbid invite support name
    """.split()  # noqa: SIM905 - a table of words
)
"""Verbs whose object may be a person, so that a name behind them need not be who speaks."""

REPORTING: frozenset[str] = _with_misread(
    frozenset(w.partition("/")[0] for w in _SPEECH_CLAUSE.split()) - {"hold", "rule", "prove", "learn", "judge"}
    | frozenset(
        """
        urge ask demand order advise counsel warn remind think vow promise pledge swear threaten recommend command remember
        deadpan quoth laugh sob groan hiss drawl growl appeal exhort tease
        """.split()  # noqa: SIM905 - a table of words
    )
)
"""Verbs that direct speech goes with."""
