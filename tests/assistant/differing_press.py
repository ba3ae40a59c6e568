"""Invented articles that differ, agree in other words, or only seem to differ."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

ASKED_ON = date(2022, 12, 31)

# name: (title, outlet, day, text)
ARTICLES = {
    "march-post": (
        "Thousands march in Velbury",
        "Velbury Post",
        "2022-03-06",
        "About 4,000 people marched through Velbury on Saturday against the new dam, police said. The rain stopped "
        "at noon. Shops on the market square stayed shut.",
    ),
    "march-banner": (
        "Velbury says no to the dam",
        "Red Banner",
        "2022-03-06",
        "It was the largest march that Velbury has seen. The organisers counted 20,000 people who marched through "
        "Velbury on Saturday. A brass band from Orm played all the way.",
    ),
    "snow-first": (
        "Avalanche hits Tarrowfall",
        "Coast Press Agency",
        "2022-01-28",
        "TARROWFALL (CPA) - An avalanche killed at least 12 people in the village of Tarrowfall on Friday morning. "
        "Helpers from three valleys are digging.",
    ),
    "snow-second": (
        "Tarrowfall counts its dead",
        "Mountain Mail",
        "2022-01-30",
        "The number of people killed by the avalanche in Tarrowfall has risen to 17, rescuers said on Sunday. "
        "The road there is open again.",
    ),
    "fair-one": (
        "A good year for the fair",
        "Kelm Courier",
        "2022-05-02",
        "About 1,200 people visited the cheese fair in Kelm. The first prize went to a goat cheese.",
    ),
    "fair-two": (
        "Cheese by the ton",
        "Kelm Gazette",
        "2022-05-02",
        "The cheese fair in Kelm was visited by 1,234 people, the tickets show. It had rained the year before.",
    ),
    "fair-three": (
        "Cheese fair ends",
        "Farm News",
        "2022-05-02",
        "More than 1,000 people visited the cheese fair in Kelm, which ended on Sunday.",
    ),
    "mill-dead": (
        "Blast at the mill in Osk",
        "Osk Observer",
        "2022-06-10",
        "Nine people were killed when the old mill in Osk blew up on Thursday. Windows broke a mile away.",
    ),
    "mill-hurt": (
        "After the blast in Osk",
        "Inland Times",
        "2022-06-10",
        "Twenty-three people were injured when the old mill in Osk blew up on Thursday. All nurses were called in.",
    ),
    "fire-brann": (
        "Fire in Lower Brann",
        "Heath Herald",
        "2022-08-01",
        "The fire destroyed 14 houses in Lower Brann during the night. The pumps came too late.",
    ),
    "fire-kesh": (
        "Upper Kesh burns",
        "Kesh Chronicle",
        "2022-08-01",
        "The fire destroyed 40 houses in Upper Kesh during the night. A lightning stroke had lit the heath.",
    ),
    "bridge-one": (
        "The old lady of Orlen",
        "River Review",
        "2022-04-04",
        "The iron bridge of Orlen was built in 1902 and painted green. It carries two lanes.",
    ),
    "bridge-two": (
        "Paint for the bridge",
        "Orlen Tagblatt",
        "2022-04-20",
        "The iron bridge of Orlen was built in 1911, as a stone beside it says. Pigeons like it.",
    ),
    "clock-one": (
        "The clock of Sarn",
        "River Review",
        "2022-04-05",
        "The town clock of Sarn was built in 1888. It has been late ever since.",
    ),
    "clock-two": (
        "A clock with a birthday",
        "Sarn Weekly",
        "2022-09-19",
        "The town clock of Sarn was built on 19 September 1888 by two brothers. The bells are older.",
    ),
    "bakers-one": (
        "Bakers on strike",
        "Velbury Post",
        "2022-07-01",
        "Twelve bakers of Dunmarsh went on strike for longer nights. There was no bread on Monday.",
    ),
    "bakers-two": (
        "No bread in Dunmarsh",
        "Marsh Mirror",
        "2022-07-01",
        "In Dunmarsh 12 bakers went on strike, and the rolls came from elsewhere.",
    ),
    "tunnel-one": (
        "A day for the tunnel",
        "Kelm Courier",
        "2022-03-01",
        "The Sundby tunnel will open on 5 June, the railway said. The first train is sold out.",
    ),
    "tunnel-two": (
        "Tunnel late",
        "Inland Times",
        "2022-05-15",
        "The Sundby tunnel will now open on 20 August, the railway said, because the doors do not close.",
    ),
    "library-one": (
        "Who drew the library of Halm",
        "Halm Herald",
        "2022-10-03",
        "The public library of Halm was designed by the architect Ida Voss. It has a round reading room.",
    ),
    "library-two": (
        "Books under a dome",
        "Art and Stone",
        "2022-10-03",
        "The public library of Halm was designed by the architect Karl Brandt in two weeks. The dome leaks.",
    ),
    "seals-agency": (
        "Seals counted",
        "Coast Press Agency",
        "2022-11-11",
        "STRAND (CPA) - Wardens counted 640 seals on the sandbank of Strand this autumn. It was the third count since "
        "spring, and the wardens used a small aircraft and two boats for it. Pups were apart.",
    ),
    "seals-copy": (
        "More seals than ever",
        "Strand Echo",
        "2022-11-12",
        "Wardens counted 640 seals on the sandbank of Strand this autumn, the Coast Press Agency reported. It was "
        "the third count since spring, and the wardens used a small aircraft and two boats for it. Pups were apart.",
    ),
    "seals-own": (
        "On the sandbank",
        "Nature Notes",
        "2022-11-15",
        "From my tent I watched them come and go. This autumn the wardens counted 640 seals on the sandbank of Strand.",
    ),
}


def write_differing_press(folder: Path) -> None:
    """Write the articles as one file of JSON lines into a new folder."""
    folder.mkdir()
    lines = (
        json.dumps({"id": name, "title": title, "outlet": outlet, "published": day, "text": text})
        for name, (title, outlet, day, text) in ARTICLES.items()
    )
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
