"""Forms of English verbs, and the verbs by which a text says who said something."""

from __future__ import annotations

_IRREGULAR = """
    be was were been is are am; beat beaten; become became; begin began begun; break broke broken; bring brought;
    build built; buy bought; catch caught; choose chose chosen; come came; cut cuts; deal dealt; do did
    done; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen; feel felt; fight fought;
    find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen;
    get got gotten; give gave given; go went gone; grow grew grown; hang hung; have had has; hear heard;
    hide hid hidden; hit hits; hold held; keep kept; know knew known; lay laid; lead led; leave left;
    lend lent; let lets; lie lay lain; lose lost; make made; mean meant; meet met; pay paid; put puts;
    read reads; ride rode ridden; ring rang rung; rise rose risen; run ran; say said says; see saw seen;
    seek sought; sell sold; send sent; set sets; shake shook shaken; shoot shot; show showed shown; shut
    shuts; sing sang sung; sink sank sunk; sit sat; sleep slept; speak spoke spoken; spend spent; stand
    stood; steal stole stolen; strike struck; swear swore sworn; swim swam swum; take took taken; teach
    taught; tear tore torn; tell told; think thought; throw threw thrown; understand understood; wear
    wore worn; win won; withdraw withdrew withdrawn; write wrote written; die dead death
"""
BASE_FORM = {form: forms.split()[0] for forms in _IRREGULAR.split(";") for form in forms.split()}
"""The base form of each irregular form, and of "dead" and "death"; "lay" is taken for the past of "lie"."""
BE = frozenset("is are was were be been being".split())
"""Before a participle: the passive voice."""
REPORTING = frozenset(
    """said says say saying told tells tell claimed claims claim claiming insisted insists insist argued argues
    argue warned warns warn added adds announced announces stated states believes believe believed
    suggested suggests suggest maintained maintains alleged alleges allege wrote writes tweeted
    confirmed confirms confirm predicted predicts estimated estimates declared declares explained
    explains admitted admits acknowledged acknowledges testified testifies denied denies deny remarked
    replied noted notes stressed stresses reported reports commented recalled recalls complained
    conceded pointed joked thinks reckons reckoned concluded concludes contends contended asserted
    asserts grinned speaks spoke reveal reveals revealed""".split()
)
"""Verbs by which a text gives a statement to somebody."""
