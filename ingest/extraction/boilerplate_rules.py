"""Whether a paragraph belongs to the page around a story: what can be told from the paragraph alone.

Each rule asks for the whole paragraph to be of its kind, so that a sentence of the story that only mentions
cookies, Reuters or a newsletter stays. In doubt a paragraph is kept.
"""

from __future__ import annotations

import re

from ingest.sentences import sentence_spans

_AGENCY = (
    r"(?:the )?(?:associated press|ap|afp|agence france-presse|reuters|getty(?: images)?"
    r"|epa(?:-efe)?|efe|anadolu"
    r"(?: agency| images)?|aa|dpa|xinhua|tass|ria novosti|sputnik|shutterstock|istock(?:photo)?"
    r"|pa(?: media| wire| images)?"
    r"|press association|bloomberg|alamy|rex(?: features)?|zuma(?: press)?(?: wire)?|nurphoto"
    r"|sipa(?: usa)?|ansa"
    r"|imago(?: images)?|picture alliance|kyodo(?: news)?|yonhap|pti|ani|aap|upi|abaca|hans lucas"
    r"|polaris|newscom"
    r"|usa today sports|maxar(?: technologies)?|planet labs|nasa|handout|unsplash"
    r"|pexels|dreamstime)"
)
_AGENCY_KIND = r"(?: photos?| images?| file photo| pool| archive| file| video| tv| stock photo)?"
_JOINT = r"(?: ?[/,|–—-] ?| (?:via|for|and|through) | )"
_AGENCIES = rf"{_AGENCY}{_AGENCY_KIND}(?:{_JOINT}{_AGENCY}{_AGENCY_KIND})*"
_PERSON = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}"
_CREDIT_LABEL = (
    r"(?:photo(?:graph|graphy|s)?|image|picture|pic|illustration|file photo|file|handout|courtesy"
    r"|credit)"
    r"(?: ?(?:credit|source|copyright|courtesy|by|via|of))*"
)
_NAME = r"[^\W_a-z][^\s?!:/,|]*"
_NAMES = rf"(?-i:{_NAME}(?:[\s/,|]+(?:via|for|and|by|of|the|from|de|van|von|{_NAME}|[&–—-])){{0,9}})"
_OPEN, _CLOSE = r"[\[(]?\s*", r"\s*[\])]?\.?"

PHOTO_CREDITS = (
    re.compile(rf"{_OPEN}(?:©|\(c\)|source:|photo:|via)?\s*{_AGENCIES}{_CLOSE}", re.I),
    re.compile(rf"{_OPEN}{_PERSON}\s*(?:/|\||via)\s*(?:{_PERSON}\s*/\s*)?{_AGENCIES}{_CLOSE}", re.I),
    re.compile(rf"{_OPEN}{_CREDIT_LABEL}\s*(?:[:,/|©–—-]|\bby\b)\s*{_NAMES}{_CLOSE}", re.I),
    re.compile(rf"{_OPEN}{_CREDIT_LABEL} by {_PERSON}{_CLOSE}", re.I),
    re.compile(rf"{_OPEN}(?:photo|image) credit(?:s|ed)? to {_PERSON}{_CLOSE}", re.I),
)
"""A whole paragraph that names whose picture stood here."""

_CREDIT_AT_THE_END = re.compile(
    rf"\s*[\[(](?:file|photo|image|credit|picture)?:?\s*(?:{_PERSON}\s*/\s*{_AGENCIES}"
    rf"|{_AGENCY} (?:file )?photo\b[^\])]{{0,60}}"
    rf"|(?:photo|image|picture|credit|photo credit|image credit)s?\s*(?::|by)\s*[^\])]{{2,60}}"
    rf"|{_AGENCY} via {_AGENCY})[\])]\.?$",
    re.I,
)
"""A bracketed credit after a caption's own words."""

PLACEHOLDER = re.compile(
    r"(?:loading|please wait|buffering)\W*|(?:story |article )?(?:continues|scroll) (?:below"
    r"|to continue)(?: advert\w*)?\W*"
    r"|(?:\W*(?:story |article )?continues (?:after|below) (?:the |this )?ad\w*\W*)"
    r"|scroll down to continue\W*"
    r"|advert(?:isement|ising)?s?\W*|\W*sponsored(?: content)?\W*|paid content\W*|ads? by .{1,30}"
    r"|remove ads?\W*"
    r"|your browser does not support .{1,60}|(?:please )?enable javascript .{1,80}|javascript (?:is"
    r"|must be) .{1,60}"
    r"|this (?:video|content|image) (?:is not|is no longer|cannot be|can't be|could not be) .{1,60}"
    r"|unable to (?:load|play) .{1,40}|video player(?: is loading)?\W*|\d+:\d\d\s*/\s*\d+:\d\d",
    re.I,
)

_POINTER_WORDS = (
    r"more|videos?|photos|(?:photo )?galler(?:y|ies)|slideshow|podcast|read more|read also"
    r"|also read|read next|read this|see also|see more|see:|related(?: articles?| stor(?:y|ies)"
    r"| coverage"
    r"| content| news| topics| links| posts)?|more (?:on|from|about) [^:.]{1,40}|more (?:stories"
    r"|news|coverage)|more to read"
    r"|don['’]t miss|must[- ]read|editor['’]?s['’]? (?:picks?|choice)|recommended(?: (?:stories"
    r"|for you|reading))?"
    r"|what to (?:read|know) next|up next|most (?:read|viewed|popular)|trending(?: now)?"
    r"|watch(?: (?:now|live|also|more))?"
    r"|listen(?: (?:now|here|also))?|in (?:pictures|photos)|explore more|further reading|go deeper"
    r"|for more|live updates"
    r"|keep reading|continue reading|opinion|analysis|explained?|explainer|fact ?check"
    r"|from the archives?|exclusive"
)
_SURE_POINTER_WORDS = (
    r"read more|read also|also read|read next|see also"
    r"|related (?:articles?|stor(?:y|ies)|coverage|content|news)"
)
POINTERS = (
    re.compile(rf"\W*(?:{_POINTER_WORDS})\s*(?:[:|»>→]+|\s[–—-]\s)\s*\S.{{0,180}}[^.]", re.I),
    re.compile(rf"\W*(?:{_SURE_POINTER_WORDS})\s*[:|»>→–—-]\s*\S.{{0,220}}", re.I),
    re.compile(r"\W*(?:READ MORE|READ ALSO|ALSO READ|SEE ALSO|RELATED|WATCH)\b\W+[A-Z].{0,180}"),
    re.compile(
        r"\W*(?:read|see|show|view|load|learn|find out|discover) (?:the )?(?:more|all|full (?:story"
        r"|article|list)|next)"
        r"(?: (?:here|stories|comments|articles|news|about this))?\W*|(?:most (?:read|viewed|popular)"
        r"|trending(?: now)?"
        r"|related(?: (?:articles?|stor(?:y|ies)|topics|content|coverage|news|links|posts))?"
        r"|recommended(?: for you| stories)?"
        r"|you (?:may|might) (?:also )?(?:like|be interested in)(?: this)?|more (?:stories"
        r"|on this story|news|from .{2,30})|up next"
        r"|editor['’]?s picks?|top stories|latest news|around the web|from around the web"
        r"|promoted (?:stories|content)"
        r"|what to read next|around the bbc|elsewhere on .{2,20}|keep reading|continue reading)\W*",
        re.I,
    ),
)
"""Lines that point to another story."""

_WIDGETS = (
    "share|share this|share this article|share this story|share this page|share on facebook|"
    "share on twitter|share on x|share via email|share article|share with|share full article|"
    "share tweet|facebook|twitter|tweet|whatsapp|email|e-mail|print|print this page|print article|"
    "copy link|link copied|copied|copy this link|linkedin|telegram|reddit|pinterest|messenger|"
    "flipboard|instagram|youtube|tiktok|save|saved|save article|save for later|bookmark|bookmarked|"
    "follow us|follow|following|comments|comment|leave a comment|post a comment|add comment|"
    "view comments|show comments|no comments|join the conversation|subscribe|subscribe now|sign in|"
    "sign up|sign up now|log in|login|log out|register|my account|menu|search|close|open menu|"
    "close menu|back to top|back to home|return to top|back|next|previous|prev|skip to content|"
    "skip to main content|skip to navigation|home|play|play video|pause|mute|unmute|fullscreen|"
    "full screen|expand|collapse|show more|show less|view more|load more|watch video|watch now|"
    "view gallery|gallery|listen|listen to this article|listen to article|listen to this story|"
    "text size|font size|a a a|resize text|translate|report this ad|report an error|report a typo|"
    "contact us|about us|privacy policy|cookie policy|terms of use|terms of service|"
    "terms and conditions|terms & conditions|advertise with us|privacy notice|cookie settings|"
    "manage cookies|accept|accept all|accept cookies|accept all cookies|reject all|allow all|i accept|"
    "i agree|agree|got it|ok|no thanks|not now|maybe later|dismiss|cancel|submit|send|done|"
    "toggle caption|hide caption|enlarge this image|donate|support us|get the app|download app|image|"
    "photo|video|credit|caption|tap to unmute|sharing options|share options|gift article|"
    "gift this article|give this article|read in app|open in app"
)
_WIDGET_WORDS = frozenset(_WIDGETS.split("|"))
_WIDGET_PATTERN = re.compile(
    r"(?:\d+|one|two|three|four|five|no) ?(?:min(?:ute)?s?|comments?|shares?|likes?|views?"
    r"|replies)(?: read)?(?: ago)?"
    r"|(?:estimated )?reading time:? .{1,20}|\d+ min(?:ute)?s? (?:read|listen)"
    r"|copy(?:right)? (?:the )?link.{0,30}"
    r"|share (?:this )?(?:(?:article|story|page|post) )?(?:on|via|with|to|by) \w+(?:,? (?:and "
    r"|or )?\w+){0,6}"
    r"|(?:image|video|photo|slide|page) \d+ of \d+|\d+ ?/ ?\d+|(?:facebook|twitter|whatsapp|email"
    r"|linkedin|telegram|reddit|x"
    r"|messenger|pinterest|copy link|print|share|tweet|\W)+|click (?:here|to) .{1,60}[^.]",
    re.I,
)

_PROMPT_START = re.compile(
    r"\W*(?:(?:sign up|subscribe|get|join|download|click here|register|enter your|become an?|stay"
    r"|want (?:more|to)|receive"
    r"|thank(?:s| you) for (?:signing|subscribing|reading)|by (?:signing up|subscribing|clicking"
    r"|entering|submitting)"
    r"|never miss|start your|keep up|you can unsubscribe|create an?|already (?:a|have)"
    r"|to (?:continue|read)"
    r"|support (?:us|our|local|independent|quality)|please (?:sign|log|subscribe|register|enter)"
    r"|our (?:free|daily|weekly"
    r"|morning)|check your inbox|tap here|do you have|have a (?:\w+ )?(?:story|tip)|send us"
    r"|for (?:more|the latest)) "
    r"|check your inbox)",
    re.I,
)
_PROMPT_MATTER = re.compile(
    r"newsletters?\b|\binbox\b|\bour app\b|\b(?:news|mobile) app\b|app store|google play|\balerts\b"
    r"|notifications"
    r"|subscri(?:be|ber|ption)|free (?:trial|account|access)|unlimited access|(?:whatsapp|telegram"
    r"|youtube) (?:channel|group)"
    r"|our (?:podcast|journalism|terms)|privacy (?:policy|notice)|email address|terms of (?:use"
    r"|service)|log ?in\b|sign ?in\b"
    r"|unsubscribe|google news|recaptcha|your (?:stories|story)",
    re.I,
)
_FOLLOW = re.compile(
    r"\W*(?:follow|like us|find us|join us|connect with) (?:.{1,120} )?on (?:\W?(?:twitter|x"
    r"|facebook|instagram|telegram|tiktok"
    r"|threads|linkedin|youtube|whatsapp|bluesky|social media|google news)\b).{0,160}"
    r"|\W*follow \W?@\w+ on \w+\W*",
    re.I,
)
_RIGHTS = re.compile(
    r"\W*(?:©|\(c\)|copyright\b).{0,60}(?:\b(?:19|20)\d\d\b|\brights\b).{0,80}"
    r"|.{0,80}\ball rights reserved\b.{0,150}"
    r"|this (?:material|article|content|copy) (?:may|is|must) (?:not be|for your personal).{0,150}",
    re.I,
)

_COOKIE = re.compile(
    r"\bcookies?\b|\bçerez|\bcookie-|\bkeksi|\bkakor\b|\bpliki cookie|\bсookie|файл\w* cookie", re.I
)
_COOKIE_NOTICE = re.compile(
    r"\b(?:we|our partners|(?:our|this) (?:web)?site) (?:and (?:our|its) \w+ )?(?:may |also |only )*uses?\b"
    r"|\bour (?:partners|use of cookies|cookies?|(?:cookie|privacy) (?:policy|notice))"
    r"|\bby (?:continuing|clicking|using|browsing|closing)"
    r"|\b(?:accept|reject|manage|allow|decline) (?:all|cookies|our|your)|\byour (?:cookie|privacy|consent)"
    r"|sitemiz|reklam|\bizin\b|\bwir verwenden|\bnous utilisons|\butilizamos|\butilizziamo",
    re.I,
)
_CUT_SHORT = re.compile(r"\s*(?P<dots>…|\.{3})?\s*\[\+\d+ chars\]$")
"""What some news services put in place of the rest of a text."""
_SENTENCE_END = re.compile(r"[.!?…。！？:;][\"'”’»)\]]*$")
_QUOTES = re.compile('["“”«»„]')


def reason_to_drop(paragraph: str) -> str:
    """Why `paragraph` is no part of a story, "" where nothing says so."""
    if len(paragraph) <= 1:
        return "" if paragraph.isdigit() else "stray character"
    if not any(map(str.isalnum, paragraph)):
        return "line of marks"
    if len(paragraph) > 600:
        return "cookie notice" if _is_cookie_notice(paragraph) else ""
    if PLACEHOLDER.fullmatch(paragraph):
        return "placeholder of a page element"
    if any(pattern.fullmatch(paragraph) for pattern in POINTERS):
        return "pointer to another story"
    if _is_widget(paragraph):
        return "button or menu"
    if len(paragraph) <= 120 and any(pattern.fullmatch(paragraph) for pattern in PHOTO_CREDITS):
        return "photo credit"
    if _is_prompt(paragraph):
        return "newsletter or account prompt"
    if _RIGHTS.fullmatch(paragraph):
        return "copyright notice"
    return "cookie notice" if _is_cookie_notice(paragraph) else ""


def split_credit(paragraph: str) -> tuple[str, str]:
    """A caption's own words, and the bracketed photo credit at its end ("" where there is none)."""
    if not paragraph.endswith((")", "]", ").", "].")):
        return paragraph, ""
    match = _CREDIT_AT_THE_END.search(paragraph, max(len(paragraph) - 150, 1))
    return (paragraph[: match.start()], match[0].strip()) if match else (paragraph, "")


def split_cut_sentence(paragraph: str) -> tuple[str, str]:
    """The whole sentences of a paragraph that a news service cut short, and the rest ("" where it is not cut)."""
    match = _CUT_SHORT.search(paragraph, max(len(paragraph) - 40, 0))
    if not match:
        return paragraph, ""
    told = paragraph[: match.start()]
    ends = [end for _, end in sentence_spans(told)]
    if match["dots"] or not ends_sentence(told):
        ends = ends[:-1]
    whole = ends[-1] if ends else 0
    return paragraph[:whole], paragraph[whole:].strip()


def ends_sentence(paragraph: str) -> bool:
    """Whether the last line of `paragraph` ends as a sentence does."""
    return bool(_SENTENCE_END.search(paragraph))


def _is_widget(paragraph: str) -> bool:
    if len(paragraph) > 100:
        return False
    return paragraph.strip(" …:!|>»-–•").lower() in _WIDGET_WORDS or bool(
        _WIDGET_PATTERN.fullmatch(paragraph)
    )


def _is_prompt(paragraph: str) -> bool:
    if len(paragraph) > 300 or "\n" in paragraph or _QUOTES.search(paragraph):
        return False
    if _FOLLOW.fullmatch(paragraph):
        return True
    return bool(_PROMPT_START.match(paragraph) and _PROMPT_MATTER.search(paragraph))


def _is_cookie_notice(paragraph: str) -> bool:
    if not _COOKIE.search(paragraph) or _QUOTES.search(paragraph):
        return False
    return bool(_COOKIE_NOTICE.search(paragraph))
