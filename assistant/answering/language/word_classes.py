"""Small closed lists of English words by what they do in a question of news."""

from __future__ import annotations

from assistant.answering.language.countries import COUNTRIES
from assistant.answering.language.terms import ALIASES
from ingest.calendar_names import CALENDAR_NAMES

AUXILIARIES = frozenset(
    """is are was were am be been being do does did has have had will would can could shall should may might must
    isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't
    shouldn't""".split()
)
PREPOSITIONS = frozenset(
    """about above across after against along amid among around at before behind below beneath beside between beyond
    by despite down during except for from in inside into like near of off on onto out outside over past since than
    through throughout till to toward towards under until up upon via with within without according because
    while if and or but nor so then as that which who whom whose when where why how what not there""".split()
)
DETERMINERS = frozenset(
    "the a an this that these those my your his her its our their another each every some any no".split()
)
PRONOUNS = frozenset(
    """i me you he him she her it we us they them himself herself itself themselves everyone everybody someone
    somebody anyone anybody nobody everything something anything nothing none one ones""".split()
)
ADVERBS = frozenset(
    """now today tomorrow yesterday tonight still yet again already also only just ever never always often soon later
    earlier ago recently so far exactly really actually altogether instead too here there well back away off up down
    out more most less first last next alone even both all""".split()
)
BASE_FORMS = frozenset(
    """accept accuse add admit agree aim allow announce answer appeal approve argue arrest arrive ask attack attend
    back ban become begin believe belong blame block break bring build burn buy call cancel carry cast cause change
    charge choose claim close come comment condemn confirm consider continue cost cover cross cut damage deal decide
    declare decline demand deny die discover discuss do drive drop earn elect end expect explain face fail fall feel
    fight fill find finish fire fly follow force found fund gain get give go grow happen hand hate head hear help
    hide hire hit hold hope hurt include increase insist intend investigate issue join keep kill know land last
    launch lead learn leave lend let lie like link list live look lose love make mean meet mention mind miss move
    name need negotiate object offer open oppose order own pass pay plan play pledge postpone predict prepare
    present promise propose protest prove publish pull push put raise reach react read receive refuse reject
    release remain replace reply report resign respond retire return reveal rise rule run save say search see seek
    seem sell send set show shut sign sink speak spend split stand start stay steal step stop strike study succeed
    sue suffer suggest support survive suspend take talk teach tell thank think threaten travel try turn urge use
    count measure guard fear visit vote wait walk want warn watch win wish withdraw work worry write""".split()
)
PAST = frozenset(
    """said told went came took gave made got kept left lost met paid put ran saw sent sold spoke stood thought won
    wrote began became broke brought built bought chose fell felt flew grew held knew led rose shut sank stole struck
    taught wore hidden given taken seen known shown done gone""".split()
)
VERBS = BASE_FORMS | PAST
PLURALS = frozenset("people men women children police families troops talks forces staff teeth mice".split())
SINGULARS = frozenset(
    "news series species crisis politics economics campus virus bus gas status census".split()
)
TITLES = frozenset(
    """mr mrs ms miss dr prof professor president minister premier chancellor king queen prince princess pope sir lady
    lord senator judge general colonel captain inspector mayor bishop sister brother""".split()
)
ROLES = frozenset(
    """minister president premier chancellor king queen prince princess pope senator judge general colonel captain
    mayor spokesman spokeswoman spokesperson chief head leader director chairman chairwoman boss officer official
    ambassador diplomat lawyer doctor professor researcher scientist geologist painter writer author singer actor
    actress player coach farmer fisherman driver pilot teacher witness victim suspect thief man woman boy girl
    husband wife son daughter mother father aide adviser commissioner governor secretary master guard keeper owner
    manager founder winner candidate deputy envoy counterpart baker editor reporter engineer""".split()
)
GROUPS = frozenset(
    """union party bank council ministry alliance commission university company homes corp inc ltd group office agency
    institute army navy police court parliament government association federation club team committee congress senate
    cabinet league society press kremlin airline airlines railways rail brothers sons industries systems motors
    college authority board survey""".split()
)
PLACES = frozenset(
    """lake river port bridge street road square island islands mount sea bay valley city airport tunnel dam hospital
    school museum harbour coast county province desert forest park station theatre stadium town village""".split()
)
THINGS = frozenset(
    """cup prize award act treaty accord accords agreement bill games festival war report fever times post herald
    gazette courier lantern letters journal line project plan operation storm hurricane open""".split()
)
TIMES = CALENDAR_NAMES | {"christmas", "easter"}
COUNTRY_WORDS = COUNTRIES.union(*ALIASES)
"""Countries, with the capitals, peoples and other names by which the press calls them, as far as they are known."""
NAME_PARTICLES = frozenset(
    "de da do dos del della der den di du la le van von bin ibn al el ben ter ten".split()
)
"""Words in small letters inside a name: Ursula von der Leyen."""
BEFORE_PARTICIPLE = frozenset("is are was were isn't aren't wasn't weren't has have had".split())
BEFORE_BASE_FORM = AUXILIARIES - BEFORE_PARTICIPLE - {"am", "be", "been", "being"}
ATTACHED = frozenset("of by to in at from for on".split())
