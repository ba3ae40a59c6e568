from datetime import date

import pytest

from ingest.errors import EmptyArticleError, UnreadableSourceError
from ingest.extraction import extract
from ingest.records import Header, RawPage

OPENING = "The ferry to Harrow Island stopped on Monday after its engine failed in the middle of the strait."
SECOND = "Nobody was hurt, the harbour master said, but ninety passengers spent the night on the quay."
THIRD = "A spare part is expected from the mainland on Thursday, and the mayor has asked for a smaller boat."
CAPTION = "The ferry lies at the quay of Harrow while the crew waits for a spare part."
TURKISH = (
    "Bu sayfada sizlere daha iyi bir deneyim sunabilmek için bazı bilgiler saklanmaktadır.",
    "Ayrıntılı bilgi almak için lütfen aydınlatma metnini dikkatle okuyunuz ve onaylayınız.",
)


def page(text, source="/news/ferry.txt", **fields):
    return RawPage(source=source, content=text, form="text", **fields)


def clean(*paragraphs, **fields):
    return extract(page("\n\n".join(paragraphs), **fields))


def reasons(article):
    return {dropped.text: dropped.reason for dropped in article.dropped}


def test_the_headline_becomes_the_title_and_the_paragraphs_the_text():
    article = clean("Island ferry stops", OPENING, SECOND)
    assert article.header == Header(title="Island ferry stops")
    assert article.text == f"{OPENING}\n\n{SECOND}"
    assert (article.language, article.dropped, article.source) == ("en", (), "/news/ferry.txt")


def test_a_story_that_begins_with_a_sentence_has_no_title():
    article = clean(OPENING, SECOND)
    assert article.header.title == "" and article.text.startswith(OPENING)


def test_a_known_title_is_kept_and_not_said_again():
    article = clean("Island ferry stops!", OPENING, header=Header(title="Island Ferry Stops"))
    assert article.header.title == "Island Ferry Stops" and article.text == OPENING
    assert reasons(article) == {"Island ferry stops!": "repeated title"}


def test_a_site_label_above_the_headline_is_left_out():
    article = clean("HARBOUR NEWS", "Island ferry stops after engine fails | Harbour News", OPENING, SECOND)
    assert article.header.title == "Island ferry stops after engine fails"
    assert reasons(article) == {"HARBOUR NEWS": "label above the title"}


def test_header_lines_are_read():
    top = (
        "Title: Island ferry stops\nOutlet: Harbour Post\nPublished: 2022-01-30\n"
        "URL: https://example.org/f\nAuthor: Jo Hale"
    )
    article = clean(top, OPENING, SECOND)
    assert article.header == Header(
        "Island ferry stops", "Harbour Post", "https://example.org/f", date(2022, 1, 30)
    )
    assert article.text == f"{OPENING}\n\n{SECOND}"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_header_lines_below_the_title_are_read(gap):
    article = clean(f"Island ferry stops{gap}Outlet: Harbour Post\nPublished: 2024-03-12", OPENING)
    assert article.header == Header("Island ferry stops", "Harbour Post", "", date(2024, 3, 12))
    assert article.text == OPENING and article.dropped == ()


def test_a_line_of_a_dialogue_below_the_title_stays_in_the_story():
    article = clean("Island ferry stops", "Captain: It was the engine that failed us.", SECOND)
    assert article.text.startswith("Captain: It was")


def test_the_day_behind_published_is_the_date():
    article = clean("Island ferry stops\nBy Jo Hale\nPublished: 12 March 2024", OPENING, SECOND)
    assert article.header.published == date(2024, 3, 12)


def test_the_lines_of_a_mail_are_header_lines_too():
    top = "From: Harbour Post <news@example.org>\nTo: reader@example.org\nSubject: Island ferry stops"
    for day in ("Date: Sun, 30 Jan 2022 22:15:00 +0100", "Sent: Sunday, 30 January 2022 22:15"):
        article = clean(f"{top}\n{day}", OPENING, SECOND)
        assert article.header == Header("Island ferry stops", published=date(2022, 1, 30))
        assert article.text == f"{OPENING}\n\n{SECOND}"
    assert clean("Title: Ferry\nSubject: Transport", OPENING).header.title == "Ferry"


def test_a_story_that_only_looks_like_header_lines_keeps_them():
    quotes = (
        "Hale: The engine has failed twice this year.\nSource: We were told on Monday that it would last."
    )
    assert "The engine has failed twice this year." in clean("Island ferry stops", quotes, OPENING).text
    assert clean(quotes, OPENING).header.outlet == ""


def test_a_date_line_is_read_and_the_day_of_an_update_is_not():
    article = clean(
        "Island ferry stops",
        "Updated 31 January 2022",
        "Published on Sunday, 30 January 2022 10:15 GMT",
        OPENING,
    )
    assert article.header.published == date(2022, 1, 30) and article.text == OPENING
    assert clean("Island ferry stops", "Updated 31 January 2022", OPENING).header.published is None
    assert clean("Island ferry stops", OPENING).header.published is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("AP", "photo credit"),
        ("(Reuters)", "photo credit"),
        ("Getty Images", "photo credit"),
        ("Jo Hale/AFP via Getty Images", "photo credit"),
        ("Photo: Jo Hale / Harbour Post", "photo credit"),
        ("Image source, Getty Images", "photo credit"),
        ("READ MORE: Second ferry line planned for the north", "pointer to another story"),
        ("READ MORE:\u00a0 Second ferry line planned for the north", "pointer to another story"),
        ("Related: How the strait got its name", "pointer to another story"),
        ("Also read | How the strait got its name", "pointer to another story"),
        ("You may also like", "pointer to another story"),
        ("Loading...", "placeholder of a page element"),
        ("Advertisement", "placeholder of a page element"),
        ("Story continues below", "placeholder of a page element"),
        ("Share on Facebook", "button or menu"),
        ("3 min read", "button or menu"),
        ("Skip to content", "button or menu"),
        ("X", "stray character"),
        ("* * *", "line of marks"),
        ("Sign up for our daily newsletter and get the news in your inbox.", "newsletter or account prompt"),
        ("Follow Jo Hale on Twitter: @johale", "newsletter or account prompt"),
        ("© 2022 Harbour Post. All rights reserved.", "copyright notice"),
        ("We use cookies on this site. By clicking Accept you consent to our use.", "cookie notice"),
    ],
)
def test_what_belongs_to_the_page_is_dropped_and_reported(line, reason):
    article = clean("Island ferry stops", OPENING, line, SECOND, THIRD)
    assert article.text == f"{OPENING}\n\n{SECOND}\n\n{THIRD}"
    assert reasons(article) == {" ".join(line.split()): reason}


@pytest.mark.parametrize(
    "line",
    [
        "The engine had failed before.",
        "Passengers stranded",
        "'No second boat'",
        "Reuters was the first to report the failure, the harbour master said.",
        "MOSCOW (Reuters) - The port was closed on Monday.",
        "The Associated Press contributed to this report.",
        "Support for the bill grew on Facebook after the ferry stopped.",
        "Following the failure, the mayor unfollowed the company on Instagram.",
        "The company uses cookies to track your browser, and a court ruled that consent is needed.",
        '"We use cookies on our website," the company\'s lawyer said, "and ask for your consent."',
        "Read more slowly, the teacher said.",
        "Watch repairers from Geneva came to the island as well.",
        "More than ninety people waited on the quay: some of them slept.",
        "Get in touch with the harbour at once, the mayor told the owners.",
        "Yes.",
        "2022",
        "Meadville, PA",
        "By Jo Hale, Harbour Post",
        "Crew: Wojciech Szczesny, Lukasz Piszczek, Kamil Glik, Grzegorz Krychowiak, Arkadiusz Milik",
        "“El barco no volverá a salir hasta el jueves, porque falta una pieza del motor,” González said.",
    ],
)
def test_what_may_belong_to_the_story_is_kept(line):
    article = clean("Island ferry stops", OPENING, line, SECOND, THIRD)
    assert article.text == f"{OPENING}\n\n{line}\n\n{SECOND}\n\n{THIRD}"
    assert article.dropped == ()


def test_a_caption_that_the_story_repeats_is_kept_where_the_story_has_it():
    article = clean("Island ferry stops", OPENING, f"{CAPTION}\nAP", CAPTION, SECOND, CAPTION, THIRD)
    assert article.text == "\n\n".join((OPENING, SECOND, CAPTION, THIRD))
    assert [dropped.reason for dropped in article.dropped] == [
        "repeated caption",
        "photo credit",
        "repeated caption",
    ]


def test_a_paragraph_that_comes_again_is_kept_once():
    article = clean("Island ferry stops", OPENING, SECOND, OPENING, THIRD)
    assert article.text == "\n\n".join((OPENING, SECOND, THIRD))


def test_questions_and_headings_that_come_again_are_kept():
    question = "What would you have done differently on the night on which the ferry stopped in the strait?"
    article = clean(
        "Two captains talk", question, OPENING, "The answer", question, SECOND, "The answer", THIRD
    )
    assert article.text.count(question) == 2 and article.text.count("The answer") == 2


def test_a_bracketed_credit_is_cut_from_its_caption():
    article = clean("Island ferry stops", f"{CAPTION} (Photo by Jo Hale/Getty Images)", OPENING)
    assert article.text == f"{CAPTION}\n\n{OPENING}"
    assert reasons(article) == {"(Photo by Jo Hale/Getty Images)": "photo credit"}


@pytest.mark.parametrize("tail", ["The road is closed and the va… [+2345 chars]", "The road is [+17 chars]"])
def test_a_sentence_that_a_news_service_cut_short_is_dropped(tail):
    article = clean("Island ferry stops", OPENING, f"{SECOND} {tail}")
    assert article.text == f"{OPENING}\n\n{SECOND}"
    assert reasons(article) == {tail: "the source breaks off here"}


def test_a_whole_sentence_before_the_cut_is_kept():
    article = clean("Island ferry stops", OPENING, f"{SECOND} [+2345 chars]")
    assert article.text == f"{OPENING}\n\n{SECOND}"


def test_stray_words_after_the_story_are_dropped():
    article = clean("Island ferry stops", OPENING, SECOND, "Loading...\nPier 9")
    assert article.text == f"{OPENING}\n\n{SECOND}"
    assert reasons(article)["Pier 9"] == "stray words at the end"


@pytest.mark.parametrize(
    "ending",
    [("The boats are:", "Gull", "Tern"), ("Gull", "Tern", "Plover"), ("- Gull\n- Tern",), ("He left.",)],
)
def test_a_list_or_sentence_at_the_end_is_kept(ending):
    assert clean("Island ferry stops", OPENING, SECOND, *ending).text.endswith(ending[-1])


def test_paragraphs_in_another_language_are_dropped():
    article = clean("Island ferry stops", OPENING, SECOND, "X", *TURKISH)
    assert article.text == f"{OPENING}\n\n{SECOND}"
    assert [reasons(article)[text] for text in TURKISH] == ["in another language (tr)"] * 2


def test_an_article_in_another_language_is_kept_whole():
    article = clean("Başlık burada", *TURKISH)
    assert article.language == "tr" and article.text == "\n\n".join(TURKISH)


def test_a_text_too_short_to_tell_has_no_language():
    assert clean("Ferry stops at pier 9, Jo said.").language == ""


def test_wrapped_lines_are_joined_and_unwrapped_ones_are_paragraphs():
    wrapped = (
        "The ferry to Harrow Island stopped on Monday\nafter its engine failed in the middle of the\n"
        "strait, and a second boat took the people on\nboard to the harbour, where most of them then\n"
        "spent the night."
    )
    assert clean("Island ferry stops", wrapped).text == " ".join(wrapped.split("\n"))
    assert extract(page(f"Island ferry stops\n{OPENING}\n{SECOND}")).text == f"{OPENING}\n\n{SECOND}"


def test_list_items_keep_their_lines():
    items = "- Gull, the old boat\n- Tern, the new one"
    assert (
        clean("Island ferry stops", f"{OPENING}\n{items}\n{SECOND}").text
        == f"{OPENING}\n\n{items}\n\n{SECOND}"
    )


def test_characters_that_hide_or_break_are_removed_and_reported():
    dirty = (
        "\ufeffThe fer\u200bry\x00 to Har\u202erow\u00a0Island stop\udc80ped\U000e0041 on Monday,"
        " cafe\u0301 owners said."
    )
    article = clean(dirty, SECOND.replace(" ", "\u2003 "))
    assert article.text == f"The ferry to Harrow Island stopped on Monday, café owners said.\n\n{SECOND}"
    assert reasons(article) == {"\\U000e0041 \\u202e \\udc80 \\x00": "control or hidden characters"}
    article.text.encode("utf-8")


def test_windows_newlines_and_blank_runs_become_single_blank_lines():
    assert (
        extract(page(f"Island ferry stops\r\n\r\n\r\n{OPENING}\r\n \r\n{SECOND}\r\n")).text
        == f"{OPENING}\n\n{SECOND}"
    )


def test_a_long_title_is_cut_at_a_word():
    title = clean(OPENING, SECOND, header=Header()).header.title
    assert title == ""
    article = clean("Title: " + "ferry " * 20_000, OPENING)
    assert len(article.header.title) <= 300 and article.header.title.endswith("ferry…")


@pytest.mark.parametrize(
    "text", ["", "  \n", "Ferry stops.", "1 2 3 4 5 6 7 8 9 10 11 12 13 14", "Loading...\n\nShare"]
)
def test_a_page_without_a_story_is_refused(text):
    with pytest.raises(EmptyArticleError, match="nothing to cite"):
        extract(page(text))


def test_an_unknown_form_is_refused():
    with pytest.raises(UnreadableSourceError, match="pdf"):
        extract(RawPage(source="a.pdf", content=OPENING, form="pdf"))


def test_ids_are_the_sources_own_or_made_of_what_stays_the_same():
    assert clean(OPENING, article_id="a:1.b-2_C").id == "a:1.b-2_C"
    odd = clean(OPENING, article_id="an id/with blanks").id
    assert odd == clean(OPENING, article_id="an id/with blanks").id and len(odd) == 16
    with_url = Header(url="https://example.org/f")
    assert clean(OPENING, header=with_url).id == clean(SECOND, source="/other.txt", header=with_url).id
    named = clean(OPENING, source="/news/000 ferry & café.txt").id
    assert (
        named.startswith("000-ferry-caf-") and named == clean(SECOND, source="/news/000 ferry & café.txt").id
    )
    assert clean(OPENING, place="line 1").id != clean(OPENING, place="line 2").id


def test_data_in_a_story_does_not_make_its_words_foreign():
    article = clean("Island ferry stops", "iVBORw0KGgoAAAANSUhEUgAA" * 5_000, OPENING, SECOND, THIRD)
    assert article.language == "en" and article.text.endswith(f"{OPENING}\n\n{SECOND}\n\n{THIRD}")


def test_what_holds_nothing_but_a_title_is_refused_as_such():
    with pytest.raises(EmptyArticleError, match="nothing but a title"):
        extract(RawPage("/a.md", "# Island ferry stops", "markdown"))
    with pytest.raises(EmptyArticleError, match="holds no text"):
        extract(RawPage("/a.md", "[//]: # (nothing)", "markdown"))


def test_a_five_megabyte_line_is_cleaned_in_bounded_time():
    text = (OPENING + " ") * 50_000
    assert len(extract(page(text)).text) == len(text.strip())
