from datetime import date

import pytest

from ingest.extraction import extract
from ingest.readers.files import read_file
from ingest.records import Header, RawPage, Rejection

STORY = "The ferry to Harrow Island stopped on Monday after its engine failed, the harbour master said."
SECOND = "“A spare part costs €900,” she added; it is expected from the mainland on Thursday."
TOP = "From: Harbour Post <news@example.org>\nDate: Sun, 30 Jan 2022 22:15:00 +0100\n"


def read(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (item,) = read_file(path)
    return item


def parts(*contents, kind="alternative"):
    inside = "".join(f"--edge\n{content}\n" for content in contents)
    return f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="edge"\n\n{inside}--edge--\n'


def test_a_saved_mail_gives_its_subject_its_date_and_its_plain_text(tmp_path):
    mail = f"{TOP}Subject: =?utf-8?q?Island_ferry?=\n =?utf-8?q?_stops?=\n" + parts(
        f"Content-Type: text/html; charset=utf-8\n\n<p>{STORY}</p>",
        f"Content-Type: text/plain; charset=utf-8\n\n{STORY}\n\n{SECOND}",
    )
    article = extract(read(tmp_path / "a.eml", mail))
    assert article.header == Header("Island ferry stops", published=date(2022, 1, 30))
    assert article.text == f"{STORY}\n\n{SECOND}"


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "x-unknown"])
def test_a_part_is_decoded_as_it_says_or_as_it_is(tmp_path, charset):
    top = f"{TOP}Subject: Island ferry stops\nContent-Type: text/plain; charset={charset}\n\n"
    page = read(tmp_path / "a.eml", top.encode() + f"{STORY}\n\n{SECOND}".encode("cp1252"))
    assert isinstance(page, RawPage) and SECOND in page.content


def test_a_page_saved_in_one_file_takes_nothing_from_the_day_of_saving(tmp_path):
    html = (
        '<html><head><title>Island ferry stops</title><meta name="date" content="2022-01-30"></head>'
        f"<body><article><p>{STORY}</p><p>{SECOND}</p></article></body></html>"
    )
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/ferry\n"
        "Subject: Window\nDate: Tue, 1 Mar 2022 08:00:00 +0100\n"
    ) + parts(f"Content-Type: text/html; charset=utf-8\n\n{html}", kind="related")
    article = extract(read(tmp_path / "a.mht", saved))
    assert article.header == Header(
        "Island ferry stops", url="https://example.org/ferry", published=date(2022, 1, 30)
    )
    assert article.text == f"{STORY}\n\n{SECOND}"


def test_a_mail_without_a_text_is_refused(tmp_path):
    attached = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\n' + STORY
    for content in (TOP + parts(attached), TOP + "Content-Type: image/png\n\nabc", TOP + "\n"):
        refused = read(tmp_path / "a.eml", content)
        assert isinstance(refused, Rejection) and "without a text" in refused.reason


def test_a_mail_that_is_nested_too_deep_is_refused(tmp_path):
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))
    refused = read(tmp_path / "a.eml", TOP + deep + "\n" + STORY)
    assert isinstance(refused, Rejection) and "nested too deep" in refused.reason


def test_a_subject_in_an_unknown_encoding_stands_as_it_came(tmp_path):
    page = read(tmp_path / "a.eml", f"{TOP}Subject: =?x-unknown?b?QUJD?= stops\n\n{STORY}")
    assert isinstance(page, RawPage) and page.header.title == "=?x-unknown?b?QUJD?= stops"


def test_a_plain_text_that_only_points_to_the_html_is_not_taken_for_the_mail(tmp_path):
    html = f"<html><head><style>p {{}}</style></head><body><p>{STORY}</p><p>{SECOND}</p></body></html>"
    mail = f"{TOP}Subject: Island ferry stops\n" + parts(
        "Content-Type: text/plain; charset=utf-8\n\nRead this mail in your browser.",
        f"Content-Type: text/html; charset=utf-8\n\n{html}",
    )
    article = extract(read(tmp_path / "a.eml", mail))
    assert article.text == f"{STORY}\n\n{SECOND}"
