"""Invented news on which articles or speakers differ, and look-alikes on which they do not.

`SEEN` was there while the rules were written; `HELD_BACK` was first asked when they were done.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Expected = Literal["differ", "update", "agree"]


@dataclass(frozen=True, slots=True)
class Told:
    """One article: its outlet, day (ISO) and text."""

    outlet: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its articles, and what is to come of it.

    "differ": each of the patterns `shown` stands in a side of its own. "update": the first stands in the first sentence
    of the answer, nothing is said to differ. "agree": nothing is said to differ, nor anything told as earlier.
    """

    name: str
    question: str
    asked_on: date
    expected: Expected
    shown: tuple[str, ...]
    articles: tuple[Told, ...]


def write_disputed_press(folder: Path, cases: Sequence[Case]) -> None:
    """Write the articles of some cases into `folder`, one JSON file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        for number, told in enumerate(case.articles):
            record = {
                "id": f"{case.name}-{number}",
                "title": "",
                "outlet": told.outlet,
                "published": told.day,
                "text": told.text,
            }
            file = folder / f"{case.name}-{number}.json"
            file.write_text(json.dumps(record), encoding="utf-8")


def _differ(name: str, question: str, day: str, shown: Sequence[str], *articles: Told) -> Case:
    return Case(name, question, date.fromisoformat(day), "differ", tuple(shown), articles)


def _update(name: str, question: str, day: str, shown: str, *articles: Told) -> Case:
    return Case(name, question, date.fromisoformat(day), "update", (shown,), articles)


def _agree(name: str, question: str, day: str, *articles: Told) -> Case:
    return Case(name, question, date.fromisoformat(day), "agree", (), articles)


SEEN = (
    _differ(
        "annexation",
        "Is Marland planning to annex the Sel islands?",
        "2023-05-05",
        ["diplomats", "denied"],
        Told(
            "Coast Herald",
            "2023-05-03",
            "Marland is planning to annex the Sel islands before the autumn, diplomats in three "
            "capitals said on "
            "Wednesday. Two of its frigates left port on Monday. Fishermen on the islands have "
            "been told to stay in.",
        ),
        Told(
            "Marland Gazette",
            "2023-05-04",
            "Marland has denied that it is planning to annex the Sel islands. The frigates are "
            "on an exercise that was "
            "announced in March, the defence ministry said.",
        ),
    ),
    _differ(
        "harbour-money",
        "Did the minister Tove Lind take money from the harbour company?",
        "2023-02-10",
        ["[Pp]rosecutors", "denies"],
        Told(
            "Brann Courier",
            "2023-02-09",
            "The trial of Tove Lind opened on Thursday. Prosecutors say that Ms Lind took "
            "40,000 crowns from the "
            "harbour company while she was minister of transport. Ms Lind denies having taken "
            "any money from the "
            "company. A verdict is not expected before June.",
        ),
    ),
    _differ(
        "ostrow-march",
        "How many people took part in the march in Ostrow?",
        "2023-09-12",
        ["3,000", "10,000"],
        Told(
            "Ostrow Daily",
            "2023-09-10",
            "The march in Ostrow ended peacefully on Saturday evening. Police counted 3,000 "
            "people who took part in the "
            "march. The organisers spoke of 10,000 people. The next one is to be in Kelm.",
        ),
    ),
    _differ(
        "lorries",
        "How many lorries blocked the road to Tarn?",
        "2023-11-03",
        ["120", "400"],
        Told(
            "Tarn Times",
            "2023-11-02",
            "The road to Tarn was blocked from dawn on Thursday. According to the police, 120 "
            "lorries blocked the road "
            "to Tarn, while the hauliers' association put the number at 400. Bread was short in "
            "some shops.",
        ),
    ),
    _differ(
        "warehouse-fire",
        "What caused the fire in the Pell warehouse?",
        "2023-04-20",
        ["heater", "(?i)dispute|set alight|arson"],
        Told(
            "Pell Observer",
            "2023-04-18",
            "The fire in the Pell warehouse was caused by a faulty heater, the fire service "
            "said on Tuesday. Damage is "
            "put at two million crowns.",
        ),
        Told(
            "Trade Weekly",
            "2023-04-18",
            "The owner of the Pell warehouse disputes that a heater caused the fire. He says "
            "that the building was set "
            "alight by a rival and that he has pictures to show it.",
        ),
    ),
    _differ(
        "coach",
        "Has the coach Ilmar Roos resigned?",
        "2023-08-16",
        ["has resigned", "not resigned"],
        Told(
            "Sport Today",
            "2023-08-15",
            "Ilmar Roos has resigned as coach of Kelvik after six defeats in a row, two players "
            "told this paper. His "
            "assistant led the training on Tuesday.",
        ),
        Told(
            "Kelvik Post",
            "2023-08-15",
            "Ilmar Roos has not resigned as coach, the club Kelvik said on Tuesday. He has the "
            "flu and will be back for "
            "the match on Saturday.",
        ),
    ),
    _differ(
        "school-rocket",
        "Who fired the rocket that hit the school in Dorun?",
        "2023-03-08",
        ["rebels (?:had )?fired|by the rebels", "army (?:had )?fired|by the army"],
        Told(
            "World Wire",
            "2023-03-07",
            "A rocket hit a school in Dorun on Monday night. The army said that the rebels "
            "fired the rocket that hit the "
            "school. A spokesman for the rebels said that the army had fired it from a hill "
            "south of the town. Nobody "
            "was inside.",
        ),
    ),
    _differ(
        "drivers-strike",
        "What share of the bus drivers in Hallin went on strike?",
        "2023-10-04",
        ["80", "30"],
        Told(
            "Red Banner",
            "2023-10-03",
            "In Hallin 80 percent of the bus drivers went on strike on Tuesday, the union said. "
            "Only the night lines ran.",
        ),
        Told(
            "Hallin Business",
            "2023-10-03",
            "No more than 30 percent of the bus drivers in Hallin went on strike on Tuesday, "
            "according to the company. "
            "It paid taxis for nurses.",
        ),
    ),
    _differ(
        "drinking-water",
        "Is the water in Feldbach safe to drink?",
        "2023-06-22",
        ["is safe", "not safe"],
        Told(
            "Feldbach Anzeiger",
            "2023-06-20",
            "The water in Feldbach is safe to drink, the council said on Tuesday. It had the "
            "pipes flushed after the "
            "leak at the tannery.",
        ),
        Told(
            "Science Desk",
            "2023-06-20",
            "The water in Feldbach is not safe to drink, a laboratory of the university has "
            "found. It measured four "
            "times as much chromium as the law allows.",
        ),
    ),
    _differ(
        "trawler",
        "Did the trawler Aldis enter Norvan waters?",
        "2023-01-20",
        ["navy", "never|not enter"],
        Told(
            "Sea News",
            "2023-01-19",
            "The Norvan navy stopped the trawler Aldis on Wednesday. It said the Aldis had "
            "entered Norvan waters twice "
            "that night. The owners said the Aldis had never entered Norvan waters and demanded "
            "that the crew be freed.",
        ),
    ),
    _differ(
        "bridge-reopens",
        "When will the bridge of Ardun reopen?",
        "2023-02-20",
        ["1 May", "20 July"],
        Told(
            "Ardun Post",
            "2023-02-18",
            "The bridge of Ardun will reopen on 1 May, the ministry of transport said on Saturday.",
        ),
        Told(
            "Builders' Journal",
            "2023-02-18",
            "The bridge of Ardun will reopen on 20 July at the earliest, according to the firm "
            "that repairs it. Steel "
            "is late by ten weeks.",
        ),
    ),
    _differ(
        "prisoners",
        "Were prisoners beaten in the jail of Ruhm?",
        "2023-12-06",
        ["were beaten", "(?i)rejected|no prisoner"],
        Told(
            "Rights Monitor",
            "2023-12-05",
            "Prisoners were beaten in the jail of Ruhm on at least nine nights, a group of "
            "lawyers said on Tuesday.",
        ),
        Told(
            "State Bulletin",
            "2023-12-05",
            "The justice ministry rejected the claim that prisoners were beaten in the jail of "
            "Ruhm. It said inspectors "
            "had found nothing.",
        ),
    ),
    _agree(
        "museum-days",
        "How many people visited the glass museum in Vell on Saturday?",
        "2023-05-16",
        Told(
            "Vell Post",
            "2023-05-14",
            "On Saturday 400 people visited the glass museum in Vell, its director said.",
        ),
        Told(
            "Vell News",
            "2023-05-15",
            "On Sunday 650 people visited the glass museum in Vell, its director said.",
        ),
    ),
    _agree(
        "flooded-houses",
        "How many houses were flooded in Nether Sall?",
        "2023-11-21",
        Told(
            "Sall Mercury",
            "2023-11-20",
            "The river burst its banks and 60 houses were flooded in Nether Sall.",
        ),
        Told(
            "County News", "2023-11-20", "The river rose on Sunday and 25 houses were flooded in Over Tarn."
        ),
    ),
    _agree(
        "mill-jobs",
        "How many jobs will the paper maker Orlund cut?",
        "2023-03-03",
        Told(
            "Market Report", "2023-03-01", "The paper maker Orlund will cut 200 jobs by the summer, it said."
        ),
        Told(
            "Lund Local",
            "2023-03-02",
            "The paper maker Orlund will cut 35 jobs at its mill in Lund, the works council "
            "said. The others go in Brenn.",
        ),
    ),
    _agree(
        "fair-tickets",
        "How many tickets for the boat fair in Smoke Bay were sold?",
        "2023-07-12",
        Told(
            "Bay Times",
            "2023-07-01",
            "The organisers expect that 5,000 tickets for the boat fair in Smoke Bay will be sold.",
        ),
        Told(
            "Bay Weekly", "2023-07-11", "In the end 4,300 tickets for the boat fair in Smoke Bay were sold."
        ),
    ),
    _agree(
        "oil-spill",
        "How many litres of oil leaked into the Grell?",
        "2023-08-24",
        Told(
            "River Post",
            "2023-08-22",
            "Some 12,000 litres of oil leaked into the Grell on Monday, the port said.",
        ),
        Told(
            "Energy Daily",
            "2023-08-22",
            "On Monday 11,870 litres of oil leaked into the Grell, the operator said.",
        ),
    ),
    _agree(
        "rehn-fraud",
        "Did the finance minister Karl Rehn resign?",
        "2023-06-09",
        Told(
            "Capital Times",
            "2023-06-08",
            "The finance minister, Karl Rehn, resigned on Thursday over the fraud at the state bank.",
        ),
        Told(
            "Evening Mail",
            "2023-06-08",
            "Karl Rehn denied on Thursday that he had known of the fraud at the state bank. He "
            "leaves the finance "
            "ministry after eight years.",
        ),
    ),
    _agree(
        "steel-shares",
        "Has Ilva Steel sold its shares in the railway?",
        "2023-09-30",
        Told(
            "Market Report", "2023-09-28", "Ilva Steel has denied that it has sold its shares in the railway."
        ),
        Told(
            "Morning Ledger",
            "2023-09-29",
            "Ilva Steel has not sold its shares in the railway, its chief said.",
        ),
    ),
    _update(
        "transfer",
        "Did the club Sarn sell the striker Aron Beck?",
        "2023-01-30",
        "sold",
        Told(
            "Sport Today",
            "2023-01-10",
            "The club Sarn denied on Tuesday that it had sold the striker Aron Beck.",
        ),
        Told(
            "Sarn Star",
            "2023-01-28",
            "The club Sarn has sold the striker Aron Beck to Ostrow for nine million crowns, it "
            "said on Saturday.",
        ),
    ),
    _update(
        "correction",
        "How many people were hurt in the tram crash in Pall?",
        "2023-04-06",
        r"\b(?:4|[Ff]our)\b",
        Told(
            "Pall Courier",
            "2023-04-04",
            "In the tram crash in Pall on Monday 14 people were hurt, the police said.",
        ),
        Told(
            "Pall Courier",
            "2023-04-05",
            "Correction: in the tram crash in Pall on Monday four people were hurt, and not 14 "
            "as we wrote on Tuesday.",
        ),
    ),
    _agree(
        "church-fire",
        "Did the fire in Bolm reach the chapel?",
        "2023-08-03",
        Told("Bolm Post", "2023-08-01", "The fire in Bolm reached the chapel at noon, the fire chief said."),
        Told("Hill News", "2023-08-01", "The fire in Bolm did not reach the school, where 200 people slept."),
    ),
    _agree(
        "dam-views",
        "Does the government of Tessel support the dam at Urn?",
        "2023-10-20",
        Told(
            "Tessel Today",
            "2023-10-18",
            "The government of Tessel supports the dam at Urn, its spokeswoman said.",
        ),
        Told(
            "Green Letter",
            "2023-10-18",
            "The opposition of Tessel does not support the dam at Urn, its leader said.",
        ),
    ),
    _agree(
        "miners-offer",
        "Did the miners of Gorst accept the pay offer?",
        "2023-11-12",
        Told(
            "Gorst Echo",
            "2023-11-10",
            "The miners of Gorst rejected the pay offer on Friday by a show of hands.",
        ),
        Told("Mine & Metal", "2023-11-10", "The company urged the miners of Gorst to accept the pay offer."),
    ),
)

HELD_BACK = (
    _differ(
        "second-reactor",
        "Is Tarsk building a second reactor?",
        "2024-03-05",
        ["inspectors", "(?i)denie|not building"],
        Told(
            "Global Post",
            "2024-03-02",
            "Tarsk is building a second reactor in the hills near Omm, inspectors of the atomic "
            "agency believe. They "
            "point to pictures that a satellite took in January.",
        ),
        Told(
            "Tarsk Tribune",
            "2024-03-03",
            "The foreign minister, Ana Gorr, denied that Tarsk is building a second reactor. "
            "The site near Omm is a "
            "quarry, she said.",
        ),
    ),
    _differ(
        "bribe",
        "Was the mayor of Lisk offered a bribe?",
        "2024-05-11",
        ["was offered", "(?i)denie|never"],
        Told(
            "Lisk Herald",
            "2024-05-09",
            "The mayor of Lisk, Bo Harm, said on Thursday that he was offered a bribe by the "
            "builder Krone & Sons. It had "
            "come in a shoe box. The builder denied that the mayor had been offered a bribe and "
            "spoke of a gift of wine.",
        ),
    ),
    _differ(
        "vanta-arrests",
        "How many protesters were arrested in Vanta?",
        "2024-02-20",
        [r"\b40\b", r"\b120\b"],
        Told(
            "Vanta Voice",
            "2024-02-19",
            "Streets were calm again on Monday. Police said that 40 protesters were arrested in "
            "Vanta on Sunday. Lawyers "
            "who help the protesters put the number of those arrested at 120. Three police cars "
            "were burnt.",
        ),
    ),
    _differ(
        "calvane",
        "Did the drug Calvane cause the deaths in Orm?",
        "2024-08-08",
        ["(?i)regulator", "(?i)did not cause|denie|dispute"],
        Told(
            "Health Wire",
            "2024-08-06",
            "The drug Calvane caused the deaths in Orm, the regulator said on Tuesday.",
        ),
        Told(
            "Pharma News",
            "2024-08-06",
            "Calvane did not cause the deaths in Orm, the maker of the drug said. It blames a "
            "mix-up at the hospital.",
        ),
    ),
    _differ(
        "stadium",
        "How much will the new stadium of Orrin cost?",
        "2024-01-20",
        ["80 million", "130 million"],
        Told(
            "Orrin Post", "2024-01-18", "The new stadium of Orrin will cost 80 million crowns, the city says."
        ),
        Told(
            "Ledger",
            "2024-01-18",
            "The new stadium of Orrin will cost 130 million crowns, the auditors reckon.",
        ),
    ),
    _differ(
        "border-post",
        "Who started the shooting at the border post of Kesh?",
        "2024-04-04",
        ["(?i)zemla.*started|started.*zemla", "(?i)arav.*started|started.*arav"],
        Told(
            "Zemla Daily",
            "2024-04-02",
            "Soldiers from Arav started the shooting at the border post of Kesh, Zemla said.",
        ),
        Told(
            "Arav Today",
            "2024-04-02",
            "Zemla's guards started the shooting at the border post of Kesh, Arav's army said.",
        ),
    ),
    _differ(
        "plant",
        "Will the carmaker Veloz close its plant in Brume?",
        "2024-06-15",
        ["will close", "(?i)denied|no plans"],
        Told(
            "Work & Union",
            "2024-06-13",
            "The carmaker Veloz will close its plant in Brume next year, the union said.",
        ),
        Told(
            "Motor Weekly",
            "2024-06-13",
            "Veloz denied that it would close its plant in Brume. The carmaker said it would "
            "build vans there.",
        ),
    ),
    _differ(
        "drug-test",
        "Did the goalkeeper Pia Moll fail a drug test?",
        "2024-07-23",
        ["failed", "(?i)not failed|denied|no player"],
        Told(
            "Daily Scoop",
            "2024-07-21",
            "The goalkeeper Pia Moll failed a drug test in May, this paper has learnt.",
        ),
        Told(
            "Sport Today",
            "2024-07-22",
            "Pia Moll has not failed a drug test, the handball federation said on Monday.",
        ),
    ),
    _differ(
        "air-strike",
        "How many civilians died in the air strike on Hamra?",
        "2024-09-06",
        ["34", "(?i)nine"],
        Told(
            "World Wire",
            "2024-09-05",
            "The air strike on Hamra killed 34 civilians, doctors at the hospital said.",
        ),
        Told("Defence News", "2024-09-05", "Nine civilians died in the air strike on Hamra, the army said."),
    ),
    _differ(
        "retirement",
        "Is the captain Jon Vesk going to retire after the season?",
        "2024-05-02",
        ["will retire|to retire|retires", "(?i)untrue|denied|not going to"],
        Told(
            "Daily Scoop",
            "2024-04-30",
            "The captain of Kelvik, Jon Vesk, is going to retire after the season, friends said.",
        ),
        Told(
            "Kelvik Post",
            "2024-05-01",
            "Jon Vesk is not going to retire after the season, the captain's agent said.",
        ),
    ),
    _differ(
        "dam-cracks",
        "When did the cracks in the Tolm dam first appear?",
        "2024-10-12",
        ["2019", "2024"],
        Told(
            "Tolm Times",
            "2024-10-10",
            "The cracks in the Tolm dam first appeared in 2019, an engineer told the inquiry.",
        ),
        Told(
            "Power Post",
            "2024-10-10",
            "The cracks in the Tolm dam first appeared in March 2024, the operator said.",
        ),
    ),
    _differ(
        "truce",
        "Has the rebel group Asha agreed to a truce?",
        "2024-11-09",
        ["has agreed", "(?i)denied|not agreed"],
        Told(
            "World Wire",
            "2024-11-08",
            "The rebel group Asha has agreed to a truce from Sunday, the government said. A "
            "spokesman for Asha said that it "
            "had not agreed to a truce. Shells fell on the airport in the night.",
        ),
    ),
    _agree(
        "festival-years",
        "How many people came to the kite festival of Drum in 2024?",
        "2024-08-20",
        Told("Drum News", "2024-08-19", "In 2024 some 9,000 people came to the kite festival of Drum."),
        Told("Drum News", "2023-08-21", "In 2023 some 6,000 people came to the kite festival of Drum."),
    ),
    _agree(
        "ferry-children",
        "How many people drowned when the ferry Lora sank?",
        "2024-03-18",
        Told(
            "Sea News",
            "2024-03-16",
            "When the ferry Lora sank on Friday 60 people drowned, the coast guard said.",
        ),
        Told(
            "Coast Herald",
            "2024-03-16",
            "Twelve children drowned when the ferry Lora sank on Friday, a priest said.",
        ),
    ),
    _agree(
        "inflation",
        "How high was inflation in Tessel in June?",
        "2024-07-10",
        Told(
            "Tessel Today",
            "2024-07-01",
            "Economists expect that inflation in Tessel was 5.1 percent in June.",
        ),
        Told(
            "Ledger", "2024-07-09", "Inflation in Tessel was 4.8 percent in June, the statistics office said."
        ),
    ),
    _agree(
        "inhabitants",
        "How many people live in Gorst?",
        "2024-02-05",
        Told("Gorst Echo", "2024-02-01", "In Gorst live 1.2 million people, and half of them rent."),
        Told("Atlas", "2024-02-01", "The register says that 1,193,402 people live in Gorst."),
    ),
    _agree(
        "painting-price",
        "How much did the painting The Red Gate sell for?",
        "2024-05-22",
        Told(
            "Art Letter", "2024-05-20", "The painting The Red Gate was sold for 10 million euros on Monday."
        ),
        Told("New Ledger", "2024-05-21", "The painting The Red Gate sold for $11 million on Monday."),
    ),
    _agree(
        "frost-trial",
        "Was the banker Edda Frost convicted?",
        "2024-06-07",
        Told("Capital Times", "2024-06-06", "The banker Edda Frost was convicted of fraud on Thursday."),
        Told(
            "Evening Mail", "2024-06-06", "Edda Frost had denied the fraud. The banker was given six years."
        ),
    ),
    _agree(
        "rain-match",
        "Did the rain stop the match in Tell?",
        "2024-09-16",
        Told("Tell Post", "2024-09-15", "The rain stopped the match in Tell after an hour."),
        Told(
            "Sport Today",
            "2024-09-15",
            "The rain did not stop the fans in Tell from singing after the match.",
        ),
    ),
    _update(
        "seats",
        "How many seats did the Blue Party win in Arav?",
        "2024-10-10",
        r"\b58\b",
        Told(
            "Arav Today",
            "2024-10-07",
            "With half the votes counted, the Blue Party has won 49 seats in Arav.",
        ),
        Told("Capital Times", "2024-10-09", "The Blue Party won 58 seats in Arav, the final count shows."),
    ),
    _update(
        "retraction",
        "Did the mayor of Fenn sell the park?",
        "2024-04-20",
        "(?i)not sell|not sold|retract|wrong",
        Told("Fenn Courier", "2024-04-12", "The mayor of Fenn has sold the park to a builder of flats."),
        Told(
            "Fenn Courier",
            "2024-04-17",
            "The mayor of Fenn did not sell the park. Our report of Friday was wrong, and we retract it.",
        ),
    ),
    _agree(
        "rome-flights",
        "Has the airline Nordwind cut its flights to Rome?",
        "2024-01-15",
        Told("Travel Desk", "2024-01-13", "The airline Nordwind has cut its flights to Rome by half."),
        Told("Air & Rail", "2024-01-13", "The airline Nordwind has not cut its flights to Paris."),
    ),
    _agree(
        "storm-varn",
        "Did the storm Hilde hit Varn?",
        "2024-11-22",
        Told("Varn Post", "2024-11-20", "The storm Hilde hit Varn at midnight and tore off roofs."),
        Told(
            "Weather Desk", "2024-11-20", "The storm Hilde did not hit only Varn. It also hit Brume and Orm."
        ),
    ),
    _agree(
        "ship-aground",
        "Was anyone hurt when the tanker Maren ran aground?",
        "2024-12-04",
        Told("Sea News", "2024-12-02", "Nobody was hurt when the tanker Maren ran aground on Sunday."),
        Told("Coast Herald", "2024-12-02", "When the tanker Maren ran aground on Sunday, no oil leaked."),
    ),
)
