from datetime import date

from ingest.extraction import extract
from ingest.records import Header, RawPage

OPENING = "The ferry to Harrow Island stopped on Monday after its engine failed in the middle of the strait."
SECOND = "Nobody was hurt, the harbour master said, but ninety passengers spent the night on the quay."
FRONT = """---
id: ferry-1
Headline: "Island ferry stops: engine fails"
outlet: Harbour Post
url: https://example.org/f
published: 2022-01-30
author: Jo Hale
---
"""


def clean(text, **fields):
    return extract(RawPage(source="/news/ferry.md", content=text, form="markdown", **fields))


def test_front_matter_is_the_header():
    article = clean(f"{FRONT}\n{OPENING}\n\n{SECOND}\n")
    expected = Header(
        "Island ferry stops: engine fails", "Harbour Post", "https://example.org/f", date(2022, 1, 30)
    )
    assert (article.id, article.header, article.text) == ("ferry-1", expected, f"{OPENING}\n\n{SECOND}")


def test_front_matter_with_windows_newlines_is_read():
    assert clean((FRONT + OPENING).replace("\n", "\r\n")).id == "ferry-1"


def test_broken_front_matter_stays_in_the_text():
    article = clean(f"---\ntitle: [unclosed\nnote: the harbour is closed today\n---\n\n{OPENING}")
    assert OPENING in article.text and "the harbour is closed today" in article.text


def test_a_colon_that_breaks_the_yaml_does_not_lose_the_field():
    article = clean(f"---\ntitle: Island ferry: it stops again\ndate: 2022-01-30\n---\n\n{OPENING}")
    assert article.header == Header("Island ferry: it stops again", published=date(2022, 1, 30))
    assert article.text == OPENING


def test_front_matter_is_never_run():
    article = clean(f"---\ntitle: !!python/object/apply:os.getpid []\n---\n\n{OPENING}")
    assert article.text == OPENING and not any(map(str.isdigit, article.header.title))


def test_the_heading_on_top_is_the_title_and_others_are_paragraphs():
    article = clean(
        f"# Island ferry stops\n\n{OPENING}\n\n## On the quay\n\n{SECOND}\n\n# Later\n\n{OPENING[:60]}."
    )
    assert article.header.title == "Island ferry stops"
    assert article.text == f"{OPENING}\n\nOn the quay\n\n{SECOND}\n\nLater\n\n{OPENING[:60]}."


def test_a_heading_that_is_not_the_title_is_kept():
    assert clean(f"{FRONT}\n# A night on the quay\n\n{OPENING}").text == f"A night on the quay\n\n{OPENING}"
    assert clean(f"{FRONT}\n# Island ferry stops: engine fails\n\n{OPENING}").text == OPENING


def test_marks_go_and_words_stay():
    text = (
        'The **ferry** to [Harrow _Island_](https://example.org/x "t") stopped[^1] '
        "on `Monday`, ![a photo](x.png)\n"
        "after its <b>engine</b> failed\\*.\n\n> Nobody was hurt, the *harbour master* said.\n\n"
        "- Gull, the **old** boat\n- Tern, the new one"
        "\n\n---\n\n```\nfare = 5 * 2\n```\n\n<!-- hidden note -->"
    )
    assert clean(text).text == (
        "The ferry to Harrow Island stopped[^1] on Monday, after its engine failed*.\n\n"
        "Nobody was hurt, the harbour master said."
        "\n\n- Gull, the old boat\n- Tern, the new one\n\nfare = 5 * 2"
    )


def test_a_table_keeps_its_rows():
    table = "| Town | Ill |\n|---|--:|\n| **Orrin** | 14 |\n| Vell | |"
    text = clean(f"{FRONT}\n{OPENING}\n\n{table}\n\n{SECOND}\n").text
    assert text == f"{OPENING}\n\nTown | Ill\n\nOrrin | 14\n\nVell |\n\n{SECOND}"


def test_markdown_without_front_matter_takes_its_headline_as_text_does():
    article = clean(f"Island ferry stops\n\n{OPENING}")
    assert (article.header.title, article.text) == ("Island ferry stops", OPENING)


def test_deep_nesting_is_survived():
    assert OPENING in clean("> " * 50_000 + "deep\n\n" + "[" * 50_000 + "\n\n" + OPENING).text


def test_markdown_that_would_take_the_parser_minutes_is_read_as_it_stands():
    assert clean("<!--" * 100_000 + "\n\n" + OPENING).text.endswith(OPENING)
    assert clean("- The boat is old.\n" * 200_000 + "\n\n" + OPENING).text.endswith(OPENING)


def test_front_matter_as_hugo_writes_it_is_the_header():
    top = '+++\ntitle = "Ferry stops"\ndate = 2022-01-30T18:05:00Z\ndraft = false\n+++\n'
    article = extract(
        RawPage(source="/a.md", content=f"{top}\nThe ferry stopped on Monday.\n", form="markdown")
    )
    assert article.header.title == "Ferry stops" and article.header.published == date(2022, 1, 30)
    assert article.text == "The ferry stopped on Monday."


def test_front_matter_that_is_no_toml_stays_in_the_text():
    article = extract(
        RawPage(source="/a.md", content="+++\ntitle =\n+++\n\nThe ferry stopped on Monday.", form="markdown")
    )
    assert "title =" in f"{article.header.title} {article.text}"
