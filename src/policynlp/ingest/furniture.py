"""Page furniture: what a site or a press puts around a text, as patterns with their reasons.

A pattern is matched against a whole line, case folded, spaces squeezed, arrows and bullets stripped. `ANYWHERE` lines
are furniture wherever they stand; `EDGE` lines only before the first or after the last paragraph of prose (or in a run
with other furniture), since the same words may be headings or speech inside of it.
"""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re

_NETWORKS = r"(?:facebook|twitter|x|linkedin|whatsapp|wechat|weibo|telegram|reddit|instagram|youtube|tiktok|pinterest|e-?mail|messenger|flipboard|threads|bluesky|mastodon|copy (?:the )?link|link|print|rss|line|viber|sms)"
_BUTTON = rf"(?:share(?: (?:this|full article)| (?:on|via|to|with) {_NETWORKS})?|gift(?: article)?|save|print|post|tweet|bookmark|comments?(?: ?\(?\d+\)?)?|(?:text|font) size:?(?: a[-+]?){{0,3}}|listen(?: to this (?:story|article|page))?(?: ?\(\d+ ?min(?:utes)?\))?|{_NETWORKS})"
_COUNT = r"\d(?:[\d.,]{0,9}\d)? ?[km]?"
_COUNTED = r"(?:views|shares|likes|reads|retweets|reposts|claps|followers|reactions|comments|bookmarks|quotes)"
_AGENCY = r"(?:reuters|afp|ap|ap photo|associated press|getty(?: images)?|xinhua|bloomberg|epa(?:-efe)?|efe|alamy|shutterstock|istock|pa|pa wire|press association|anadolu|ansa|dpa|tass|ria novosti|kyodo|yonhap|pti|nurphoto|zuma|sipa|unsplash|pool|handout|file|supplied|courtesy)"
_LANGUAGE = r"(?:english|français|francais|french|español|espanol|spanish|português|portuguese|deutsch|german|italiano|italian|русский|russian|العربية|arabic|中文|简体|繁体|繁體|chinese|日本語|japanese|한국어|korean|nederlands|polski|türkçe|svenska|suomi|norsk|dansk|cymraeg|gaeilge|kiswahili|हिन्दी|hindi|বাংলা|اردو|bahasa indonesia|tiếng việt|українська|ελληνικά|čeština|magyar|română|български|hrvatski|eesti|latviešu|lietuvių|slovenčina|slovenščina|malti|en|fr|es|de|ru|ar|zh|pt|it)"
_NAV = r"(?:home|homepage|menu|search|news|world|business|sport|sports|opinion|politics|regions|culture|travel|video|videos|photos|podcasts|newsletters?|contact(?: us)?|contacts|about(?: us)?|privacy(?: policy| notice)?|terms(?: (?:of (?:use|service)|and conditions|& conditions))?|site ?map|careers|help|advertise(?: with us)?|accessibility|cookies?(?: (?:policy|settings|preferences))?|jobs|faqs?|feedback|subscribe|sign in|log in|login|register|rss|disclaimer|imprint|legal(?: notice)?|archive)"

_Table = tuple[tuple[str, str, str], ...]

# (name, pattern, why it is no text of the author)
ANYWHERE: _Table = (
    ("share", rf"share(?: this)?(?: (?:article|story|page|post))?(?: (?:on|via|with|to|by)? ?{_NETWORKS})?", "share bar"),
    ("share", rf"share ?[-–—:|] ?{_NETWORKS}", "share bar, one network"),
    ("share", rf"(?:tweet|pin|like|send|email|print|save)(?: (?:this|it))(?: (?:article|story|page|post))?(?: (?:on|via|to|by) {_NETWORKS})?", "share bar"),
    ("share", rf"{_NETWORKS}(?:(?: ?[|,/·•] ?| ){_NETWORKS})+", "share bar on one line"),
    ("share", rf"{_BUTTON}(?:(?: ?[|,/·•] ?| ){_BUTTON})+", "buttons on one line"),
    ("top", r"(?:(?:back|return|go) to|skip to|jump to) (?:the )?(?:top|main content|content|navigation|main navigation|footer)(?: of (?:the )?page)?", "jump link"),
    ("toc", r".{2,160}?(?:\. ?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})", "entry of a table of contents"),
    ("cookies", r"(?:(?:.{0,200}\b)?(?:we use|this (?:web)?site (?:uses|makes use)|our (?:web)?site uses|by (?:continuing|using)).{0,120}\bcookies\b.*|accept (?:all )?cookies|cookie (?:settings|preferences|policy|notice)|manage (?:cookies|consent).{0,30})", "cookie notice"),
    ("copyright", r"(?:© ?|\(c\) ?\d{4}|copyright(?: ?©| ?\(c\)| notice)? ?(?:\d{4}|by\b|-|–|all rights)|copyright ©).{0,900}", "copyright line"),
    ("copyright", r"[^.]{0,80}(?:©|\(c\)) ?\d{4}.{0,300}", "copyright line that begins with the holder"),
    ("copyright", r".{0,300}\ball rights (?:are )?reserved\b.{0,600}", "copyright line"),
    ("copyright", r"(?:this (?:material|article|content|story)|the content|no part of|without (?:the )?(?:prior )?(?:written )?).{0,200}\b(?:not|be|shall not) be (?:re)?(?:published|produced|broadcast|rewritten|redistributed|printed|used).{0,300}", "terms of reuse"),
    ("licence", r"(?:licen[cs]e|registration|registered|permit|icp|publication|filing)\b.{0,70}?[ :]{1,2}[a-z]{0,4}[\d\-]{5,}.{0,12}", "licence or registration number"),
    ("licence", r"(?:\w{0,4}icp(?:备|证).{0,40}|registered (?:charity|company|office|in england).{0,160}|issn[ :].{0,30}|isbn[ :].{0,30})", "registration line"),
    ("follow", rf"(?:follow|like|find|join|connect with) (?:us|me|.{{1,40}}?)(?: on| at) (?:@\w+|our (?:channels?|socials?)|social media|{_NETWORKS})(?:[ ,&and]{{1,5}}{_NETWORKS})*", "prompt to follow"),
    ("follow", rf"follow .{{2,60}} on {_NETWORKS}\b.{{0,60}}@\w.{{0,240}}", "prompt to follow, with the name there"),
    ("follow", r"(?:follow|connect with) us:?|follow @\w+", "prompt to follow"),
    ("newsletter", r"(?:sign up|subscribe|register|get|receive|enter your e-?mail)\b.{0,160}\b(?:newsletters?|inbox|e-?mail alerts?|e-?mail address|digital edition|daily briefing)\b.{0,80}", "newsletter prompt"),
    ("newsletter", r"(?:subscribe(?: (?:now|today|here|for .{1,30}|from .{1,30}))?|sign (?:in|up)(?: (?:now|here))?|log ?in(?: / register)?|create (?:an |a free )?account|already a subscriber.{0,40}|(?:(?:our|free|daily|weekly|morning|evening) )*newsletters?|enter your (?:e-?mail|name|phone)\b.{0,60}|(?:get|receive) .{2,80}(?:delivered|straight|sent|right) to your (?:inbox|phone|e-?mail)\b.{0,200}|by (?:signing up|subscribing|providing|submitting|clicking|registering)\b.{0,60}\b(?:you .{0,200}|i (?:agree|consent|confirm|accept|acknowledge)\b.{0,200})|get (?:our |the )?(?:top|latest|best|breaking|daily|day's|today's)? ?(?:stories|news|headlines)\b.{0,60}\be-?mailed to you\b.{0,60}|(?:please )?(?:enable|allow|turn on) notifications.{0,60}|download (?:the|our)(?: \w+){0,3} app\b.{0,60})", "prompt"),
    ("newsletter", r"(?:this is (?:a|an) (?:subscriber|premium).{0,80}|(?:support|donate to) our (?:journalism|work).{0,120}|your subscription (?:could|has|was|is)\b.{0,80}|thank(?:s| you) for (?:subscribing|signing up|registering|your subscription)\b.{0,100}|you have \d+ (?:free )?articles? (?:left|remaining).{0,60})", "paywall prompt"),
    ("more", r"(?:read (?:more|also|next|on|the (?:rest|full (?:story|article)))|see also|also read|continue reading|click here|(?:view|see|show|load) (?:more|all|comments|gallery)|watch(?: (?:the video|now|live))|(?:also |must[- ]|related )?(?:read|watch|see|listen|in pictures)(?: also| this)? ?[:|] ?\S.{0,139}|listen (?:now|to (?:this|the) (?:article|story))|learn more|find out more|more (?:stories|news|on this story))(?:[ :].{0,110})?", "pointer to another page"),
    ("advert", r"(?:advertisements?|advert|sponsored(?: (?:content|by .{1,40}))?|promoted(?: (?:content|stories))?|(?:story|article) continues (?:after|below).{0,40}|skip (?:ad|advert|advertisement|past newsletter promotion|promotion)|after newsletter promotion|article continues after this (?:ad|advert|advertisement)|paid (?:content|post)|ad feedback)", "advertisement marker"),
    ("related", r"(?:related(?: (?:articles?|stories|story|content|topics?|links?|news|coverage|pages?|tags?|posts?|internet links))?|most (?:read|viewed|popular|shared|commented|discussed)(?: (?:articles?|stories|news))?|trending(?: now| topics| stories)?|recommended(?: (?:for you|stories|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested in)|editor'?s'? (?:picks?|choice)|what to read next|(?:today's )?top stories|latest (?:news|stories|headlines)|don't miss|up next|popular (?:now|stories)|explore more(?: on .{1,60})?|more on these topics|more on|in this (?:article|story|report)|(?:related )?(?:topics|tags|keywords)|reuse this content|more (?:from|by) (?:this|the) (?:author|section|writer)|(?:also|more) in (?:this section|news)|stories you may (?:like|have missed)|sponsored links)", "list of other pages"),
    ("related", r"(?:tags?|topics|keywords|categories|filed under|posted in|more on this(?: story)?) ?: ?.{0,160}", "tags"),
    ("comments", r"(?:(?:\d+|no) comments?(?: \(\d+\))?|comments?(?: \(\d+\)| \d+)?|(?:leave|post|add|write|read|view) (?:a|your|the|all|\d+) (?:comments?|repl(?:y|ies)).{0,40}|join the (?:conversation|discussion)|comments (?:are|have been) closed.{0,20})", "comment box"),
    ("reading", rf"(?:\d{{1,3}}[- ]min(?:ute)?s?(?: read)?|(?:estimated |est\. )?reading time.{{0,24}}|listen(?: \d+ min)?|{_COUNT} ?{_COUNTED}(?:[ ,|·]{{1,4}}{_COUNT} ?{_COUNTED}){{0,4}}|{_COUNT} (?:users?|readers?|visitors?) (?:have |has )?(?:voted|liked this|shared this|reacted)|(?:read|viewed|shared|seen|visited) {_COUNT} times|total votes ?:? ?{_COUNT}|(?:views|shares|likes|reads|shared|viewed|comments?) ?:? ?[\d.,]+ ?[km]?(?: times)?)", "reading time and counters"),
    ("useful", r"(?:is|was) this (?:page|article|information|content) (?:useful|helpful)\b.{0,60}|report (?:a problem|an error|an issue)(?: with| on| in)?.{0,40}|(?:help us improve|give feedback|tell us what you think).{0,60}", "feedback box"),
    ("release", r"(?:for immediate release|embargo(?:ed)? until\b.{0,60}|check against delivery|-+ ?(?:30|ends?) ?-+|#{3,}|ends|\*{3,}|_{3,}|-{3,}|={3,}|(?:\* ?){3,})[.:!]?", "marks of a press office"),
    ("release", r"(?:press|media|news) (?:release|statement|note|notice|advisory)(?: no\.? ?[\w/\-]{1,16})?|for (?:press|media) use only|not for publication\b.{0,60}|strictly embargoed.{0,60}", "label of a press office"),
    ("contact", r"(?:(?:tele)?phone|tel|mobile|cell(?:phone)?|fax|direct|switchboard|press (?:office|desk)|newsroom|whatsapp|out of hours)(?:[.:]{1,2} ?| )(?:\+|\(0?\d{1,4}\)|\d)[\d() .\-/]{5,22}\d(?: ?(?:ext|x)\.? ?\d{1,5})?|e-?mail[.:]{1,2} ?\S{1,60}@\S{1,60}\.\w{2,12}", "number or address, and what it is"),
    ("notice", r"disclaimer ?[:–—-] ?\S.{0,900}|(?!.{0,900}, [^,]{1,40} (?:said|says|found|finds|shows?|showed|wrote|argued|added)\.?$)(?:the )?(?:(?:views?|comments?|opinions?|contributions?|statements?|contents?)(?:,? and |, | or )?){1,6}\b.{0,300}\b(?:do|does) not (?:necessarily )?(?:represent|reflect|state) (?:(?:the|those|any|official|policy|editorial) ){0,3}(?:of|views?|opinions?|polic(?:y|ies)|positions?|stance)\b.{0,200}", "notice of the publisher"),
    ("reprint", r"(?:this (?:article|story|piece|post|essay|column|report) (?:first|originally|was (?:first|originally)|has been) (?:appeared|ran|published|produced|syndicated).{0,100}|(?:first|originally) published (?:on|in|by|at) .{0,80})", "reprint notice"),
    ("browser", r".{0,40}\b(?:best viewed (?:in|with|at|on)|(?:enable|requires?) javascript|javascript (?:is|must) be?|your browser (?:does|is)).{0,140}", "note on browsers"),
    ("print", r"(?:print|download|view)(?: (?:this|the|as))?(?: (?:page|pdf|version|document|file|pdf version|printable version))(?: \(.{0,24}\))?|printer[- ]friendly(?: version)?|(?:pdf|e?pub)(?: version)?(?: \(.{0,16}\))?", "file buttons"),
    ("page", r"(?:page|p\.?|pg\.?) \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–—] ?\d{1,4} ?[-–—]|\d{1,4} ?/ ?\d{1,4}|\d{1,3} of \d{1,4}", "page number"),
    ("nav", rf"{_NAV}(?: ?[|·•/›>»] ?(?:{_NAV}|[\w' &-]{{2,24}}))+", "menu or breadcrumb on one line"),
    ("language", rf"{_LANGUAGE}(?: ?[|·•/,] ?{_LANGUAGE})+", "language switch on one line"),
)  # fmt: skip

EDGE: _Table = (
    ("share", rf"(?:{_BUTTON}|pin|like|copy|send|a-|a\+|aa)", "share bar, one button"),
    ("top", r"(?:top|to top|up|close|menu|open|toggle navigation|previous|next|prev|back|(?:previous|next) (?:article|post|story|page)|[<>‹›«»←→↑]+)", "button"),
    ("language", rf"{_LANGUAGE}", "language switch"),
    ("nav", rf"{_NAV}", "menu entry"),
    ("address", r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|(?:tel|phone|fax|e-?mail|telephone)\b ?[.:].{3,60}", "bare address"),
    ("contact", r"(?:(?:media|press|news|public) ?(?:and \w+ )?)?(?:contacts?|enquiries|inquiries|queries)(?: (?:details|persons?|information))?\b.{0,80}|for (?:more|further|additional|media|press|any)(?: \w+)? (?:information|details|enquiries|inquiries|queries)\b.{0,200}", "whom the press may ask"),
    ("prompt", r"sign up (?:to|for) .{2,60}|(?:get|download) the (?:app|newsletter)", "prompt"),
    ("counter", r"[\d.,]{1,7} ?[km]?", "counter"),
    ("more", r"more(?: from| in| on) .{1,50}|(?:all|more) news|video|gallery|photos?|live|breaking|exclusive|analysis|explainer|listen|watch", "label"),
    ("page", r"\d{1,4}|[ivxlc]{1,6}", "page number alone"),
    ("notice", r"(?:this (?:document|paper|publication|text|press release) (?:is|was|has been) (?:available|produced|issued|published|prepared)|(?:the )?views (?:expressed|and opinions)|the opinions expressed|disclaimer).{0,300}", "notice of the publisher"),
)  # fmt: skip

_CREDIT: _Table = (
    ("credit", r"[\[(]?(?:photo(?:graph|graphy|s)?|picture|image|illustration|graphic|cartoon|video|credit|infographic|artwork)s?(?: credit| courtesy(?: of)?| source)?(?: by |:| ?/) ?[^.]{1,70}[\])]?\.?", "credit of a picture"),
    ("credit", rf"[\[(]?[\w .,'’\-]{{2,50}}(?: ?/ ?| via | \| ){_AGENCY}(?: ?/ ?[\w .]{{2,30}})?[\])]?", "photographer and agency"),
    ("credit", r"[\[(]?(?:file (?:photo|picture|image)|handout(?: photo)?|stock (?:photo|image)|getty images|courtesy (?:of )?.{2,40}|provided to .{2,40})[\])]?", "picture from a stock"),
)  # fmt: skip

# Case counts here: both sides in capitals, as photo desks print them.
_CAPITAL_CREDIT = re.compile(r"[\[(]?(?=[^a-z]{5,80}$)[^\W\d_][\w .'’\-]{2,40} ?/ ?(?:FOR )?[^\W\d_][\w .&'’\-]{1,40}[\])]?$")
_STRIPPED = " \t•·▪►▶›»>«‹<→←↑↓|*–—-:…"


def _compiled(table: _Table) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in table))


_ANYWHERE, _EDGE, _CREDITS = _compiled(ANYWHERE), _compiled(EDGE), _compiled(_CREDIT)
MAX_CHARS = 1_000
"""No line of furniture is longer; longer lines are not even looked at, which keeps patterns in linear time."""
_MAX_CREDIT_CHARS = 90


def folded(line: str) -> str:
    """The form that the tables are written in."""
    line = " ".join(line.split()).casefold().replace("’", "'")
    line = line.strip(_STRIPPED) or line
    return line[1:-1].strip() if len(line) > 4 and line[0] + line[-1] in ("[]", "()") else line


def is_furniture(line: str, *, edge: bool = False) -> bool:
    """Whether a line is page furniture.

    Args:
        line: The whole line.
        edge: It stands before or after all prose, or among other furniture.
    """
    if len(line) > MAX_CHARS:
        return False
    plain = folded(line)
    candidates = dict.fromkeys((plain, plain.rstrip(".!")))
    return any(_ANYWHERE.fullmatch(c) or (edge and _EDGE.fullmatch(c)) for c in candidates)


def is_credit(line: str) -> bool:
    """Whether a line only says whose picture it is."""
    line = " ".join(line.split())
    if len(line) > _MAX_CREDIT_CHARS or len(line) < 4:
        return False
    return bool(_CAPITAL_CREDIT.match(line) or _CREDITS.fullmatch(line.casefold()))
