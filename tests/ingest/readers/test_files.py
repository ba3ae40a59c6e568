import gzip
import json
import os
import socket
import zlib
from datetime import date
from pathlib import Path

import pytest

from ingest.readers.files import MAX_ARTICLE_BYTES, MAX_LINE_BYTES, find_files, read_file
from ingest.records import Header, RawPage, Rejection

STORY = "The ferry to Harrow Island stopped on Monday after its engine failed, the harbour master said."


def record(**fields):
    return {"id": "a1", "title": "Ferry stops", "text": STORY, **fields}


def found(source):
    return [item.name if isinstance(item, Path) else item for item in find_files(source)]


def read(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_file(path))


def the_page(items):
    assert len(items) == 1 and isinstance(items[0], RawPage), items
    return items[0]


def the_reason(items):
    assert len(items) == 1 and isinstance(items[0], Rejection), items
    return items[0].reason


def test_a_folder_is_walked_sorted_and_hidden_entries_are_passed_over(tmp_path):
    for name in ("b.txt", "a/z.md", "a/b.html", ".git/c.txt", ".hidden.txt", "c.JSONL.GZ", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert found(tmp_path) == ["README.md", "b.html", "z.md", "b.txt", "c.JSONL.GZ"]


def test_files_of_unknown_kinds_are_reported(tmp_path):
    for name in ("a.png", "b.txt", "c", "d.tar.gz", "e.zip", "f.gz"):
        (tmp_path / name).write_text(STORY)
    items = found(tmp_path)
    assert [item for item in items if item == "b.txt"] == ["b.txt"]
    refused = {Path(item.source).name: item.reason for item in items if isinstance(item, Rejection)}
    assert set(refused) == {"a.png", "c", "d.tar.gz", "e.zip", "f.gz"}
    assert "save the article as one of .txt" in refused["a.png"] and "'.png'" in refused["a.png"]
    assert "without a suffix" in refused["c"] and "without a suffix" in refused["f.gz"]
    assert "unpack it" in refused["d.tar.gz"] and "unpack it" in refused["e.zip"]


def test_a_missing_source_is_reported_with_what_to_do(tmp_path):
    (rejection,) = find_files(tmp_path / "none")
    assert rejection.source == str(tmp_path / "none") and "check the path" in rejection.reason


def test_links_in_a_circle_and_out_of_the_folder_are_reported_and_not_followed(tmp_path):
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    (inside / "deep").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text(STORY)
    (inside / "a.txt").write_text(STORY)
    (inside / "deep" / "up").symlink_to(inside)
    (inside / "out").symlink_to(outside)
    (inside / "out.txt").symlink_to(outside / "secret.txt")
    (inside / "self.txt").symlink_to(inside / "self.txt")
    (inside / "gone.txt").symlink_to(inside / "nothing.txt")
    (inside / "same.txt").symlink_to(inside / "a.txt")
    items = found(inside)
    assert [item for item in items if isinstance(item, str)] == ["a.txt"]
    reasons = {Path(item.source).name: item.reason for item in items if isinstance(item, Rejection)}
    assert set(reasons) == {"up", "out", "out.txt", "self.txt", "gone.txt"}
    assert "back to a folder" in reasons["up"] and "out of the folder" in reasons["out"]


def test_two_folders_that_link_to_each_other_end(tmp_path):
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(STORY)
        (tmp_path / name / "link").symlink_to(tmp_path / other)
    assert found(tmp_path) == ["story.txt", "story.txt"]


def test_pipes_and_sockets_are_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        items = found(tmp_path)
    assert ["regular file" in item.reason for item in items] == [True, True]
    assert "regular file" in the_reason(list(read_file(tmp_path / "pipe.txt")))


def test_a_file_that_cant_be_opened_is_reported(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in the_reason(list(read_file(tmp_path / "a.txt")))


def test_a_folder_that_cant_be_listed_is_reported_and_the_others_are_read(tmp_path, monkeypatch):
    def refuse_one(folder, iterdir=Path.iterdir):
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied")
        return iterdir(folder)

    (tmp_path / "locked").mkdir()
    (tmp_path / "z.txt").write_text(STORY)
    monkeypatch.setattr(Path, "iterdir", refuse_one)
    rejection, name = found(tmp_path)
    assert rejection.source == str(tmp_path / "locked") and "permissions" in rejection.reason
    assert name == "z.txt"


def test_a_file_that_vanishes_is_reported(tmp_path):
    assert "can't be reached" in the_reason(list(read_file(tmp_path / "gone.txt")))


def test_the_source_is_the_resolved_path(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    assert the_page(list(read_file(Path("a.txt")))).source == str((tmp_path / "a.txt").resolve())


@pytest.mark.parametrize(
    ("name", "form"), [("a.txt", "text"), ("a.md", "markdown"), ("a.HTM", "html"), ("a.text", "text")]
)
def test_a_suffix_names_the_form(tmp_path, name, form):
    page = the_page(read(tmp_path / name, STORY))
    assert (page.content, page.form, page.place) == (STORY, form, "")


@pytest.mark.parametrize("suffix", ["_files", ".files", "-Dateien", "_fichiers"])
def test_the_folder_that_a_browser_saves_beside_a_page_is_passed_over(tmp_path, suffix):
    (tmp_path / "Ferry stops.html").write_text("<p>a</p>")
    for folder in (f"Ferry stops{suffix}", f"Storm{suffix}"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text("<p>a</p>")
    assert [path.parent.name for path in find_files(tmp_path)] == [tmp_path.name, f"Storm{suffix}"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.PDF", "save its text as .txt"),
        ("a.docx", "save its text as .txt"),
        ("a.csv.gz", "export it as .jsonl"),
        ("a.rss", "save the articles' web pages"),
        ("a.webarchive", "save it as .html or .mhtml"),
        ("a.mbox", "as .eml"),
        ("a.tar.gz", "unpack it"),
    ],
)
def test_a_file_of_a_kind_that_is_not_read_is_told_what_to_do(tmp_path, name, advice):
    (tmp_path / name).write_bytes(b"")
    reason = the_reason(list(find_files(tmp_path)))
    assert advice in reason


def test_a_feed_with_a_document_type_is_refused_and_nothing_that_it_names_is_read(tmp_path):
    top = '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    assert "It is a feed" in the_reason(read(tmp_path / "a.html", f'{top}<rss version="2.0">&x;</rss>'))


def test_rich_text_under_the_name_of_plain_text_is_refused(tmp_path):
    assert "as plain text" in the_reason(read(tmp_path / "a.txt", r"{\rtf1\ansi The ferry stopped.}"))


@pytest.mark.parametrize("top", ["", '<?xml version="1.0"?>\n', "<!-- made by hand -->"])
def test_a_page_in_a_text_file_is_read_as_a_page_and_a_feed_is_refused(tmp_path, top):
    for page in (f"{top}<!DOCTYPE html><p>{STORY}</p>", f"{top}<html lang='en'><p>{STORY}</p>"):
        assert the_page(read(tmp_path / "a.txt", page)).form == "html"
    assert the_page(read(tmp_path / "a.txt", f"{top}{STORY} <html>")).form == "text"
    for feed in (f'{top}<rss version="2.0"><channel></channel></rss>', f"{top}<feed><entry/></feed>"):
        assert "It is a feed" in the_reason(read(tmp_path / "a.html", feed))
        assert "It is a feed" in the_reason(read(tmp_path / "a.txt", feed))


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl", "a.html", "a.eml", "a.mht"])
@pytest.mark.parametrize("content", ["", " \n\n\t"])
def test_an_empty_file_is_reported_as_empty(tmp_path, name, content):
    assert "empty" in the_reason(read(tmp_path / name, content))


def test_an_article_over_the_limit_is_refused(tmp_path):
    assert "5 MB" in the_reason(read(tmp_path / "a.txt", b"word " * (MAX_ARTICLE_BYTES // 5 + 1)))
    assert len(the_page(read(tmp_path / "b.txt", b"word " * (MAX_ARTICLE_BYTES // 5))).content) > 5_000_000


def test_compressed_files_are_unpacked(tmp_path):
    assert the_page(read(tmp_path / "a.txt.gz", gzip.compress(STORY.encode()))).content == STORY
    lines = "\n".join(json.dumps(record(id=str(n))) for n in range(3))
    items = read(tmp_path / "b.jsonl.gz", gzip.compress(lines.encode()))
    assert [item.article_id for item in items] == ["0", "1", "2"]


def test_a_decompression_bomb_is_refused_unopened(tmp_path):
    bomb = gzip.compress(b"a" * 40_000_000)
    assert len(bomb) < 100_000
    assert "larger than 5 MB" in the_reason(read(tmp_path / "a.txt.gz", bomb))
    assert "times its size" in the_reason(read(tmp_path / "a.jsonl.gz", bomb))


def test_a_bomb_of_blank_lines_is_given_up(tmp_path):
    lines = json.dumps(record()).encode() + b"\n" * 2_000_000
    items = read(tmp_path / "a.jsonl.gz", gzip.compress(lines))
    assert isinstance(items[0], RawPage) and len(items) == 2
    assert "From line 2 on it is blank" in items[1].reason


def test_what_is_called_gzip_and_is_not_or_breaks_off_is_reported(tmp_path):
    assert the_reason(read(tmp_path / "a.txt.gz", STORY)) == (
        "It is damaged or not gzip; compress it again, or name it without .gz."
    )
    lines = "\n".join(json.dumps(record(id=str(n), text=STORY + os.urandom(300).hex())) for n in range(500))
    items = read(tmp_path / "b.jsonl.gz", gzip.compress(lines.encode())[:-5000])
    assert isinstance(items[0], RawPage) and isinstance(items[-1], Rejection)
    assert "damaged" in items[-1].reason
    packed = bytearray(gzip.compress(STORY.encode() * 50))
    packed[20] ^= 0xFF
    with pytest.raises((zlib.error, EOFError, gzip.BadGzipFile)):
        gzip.decompress(bytes(packed))
    assert "damaged" in the_reason(read(tmp_path / "c.txt.gz", bytes(packed)))


def test_broken_lines_are_reported_with_their_number_and_the_others_are_kept(tmp_path):
    lines = [
        json.dumps(record(id="one")),
        '{"id": "two", "text": ',
        "",
        "[1, 2]",
        json.dumps({"id": "five", "title": "No text here"}),
        json.dumps(record(id="six", text=7)),
        "[" * 100_000,
        '{"a":' * 100_000,
        json.dumps(record(id="nine")),
        "9" * 5000,
        json.dumps(record(id="eleven", title=["a"])),
    ]
    items = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [item.article_id for item in items if isinstance(item, RawPage)] == ["one", "nine"]
    refused = {item.place: item.reason for item in items if isinstance(item, Rejection)}
    assert list(refused) == [f"line {n}" for n in (2, 4, 5, 6, 7, 8, 10, 11)]
    assert "broken JSON" in refused["line 2"] and ": character" in refused["line 2"]
    assert "list" in refused["line 4"]
    assert "no text" in refused["line 5"] and "'text'" in refused["line 6"]
    assert "too deep" in refused["line 7"] and "too deep" in refused["line 8"]
    assert "'title'" in refused["line 11"]
    assert [item.place for item in items if isinstance(item, RawPage)] == ["line 1", "line 9"]


def test_a_record_without_text_is_told_which_fields_it_has_and_which_are_looked_for(tmp_path):
    reason = the_reason(read(tmp_path / "a.json", json.dumps({"hed": "Ferry stops", "Story": STORY})))
    assert reason.startswith("It has no text: its fields are 'hed', 'Story'. The text goes into")
    assert "text, body, content" in reason and "articles, items" in reason
    many = {f"{'x' * 99}{number}": 1 for number in range(40)} | {f"{number}": 1 for number in range(40)}
    assert len(the_reason(read(tmp_path / "b.json", json.dumps(many)))) < 900
    assert "it has no fields" in the_reason(read(tmp_path / "c.jsonl", "{}"))


def test_a_record_with_an_empty_text_is_told_so(tmp_path):
    for number, text in enumerate(("", None, [])):
        reason = the_reason(read(tmp_path / f"{number}.json", json.dumps({"title": "Ferry", "text": text})))
        assert reason.startswith("Its field 'text' is empty")


def test_a_line_over_the_limit_is_reported_and_the_next_is_read(tmp_path):
    long = json.dumps(record(text="a" * (2 * MAX_LINE_BYTES + 10)))
    items = read(tmp_path / "a.jsonl", "\n".join((json.dumps(record()), long, json.dumps(record(id="a3")))))
    assert [item.place for item in items] == ["line 1", "line 2", "line 3"]
    assert isinstance(items[1], Rejection) and "longer than" in items[1].reason


def test_a_record_with_too_much_text_is_reported(tmp_path):
    items = read(tmp_path / "a.json", json.dumps([record(text="ab " * 2_000_000), record(id="a2")]))
    assert isinstance(items[0], Rejection) and items[0].place == "item 1" and "split" in items[0].reason
    assert items[1].article_id == "a2"


def test_a_file_of_another_kind_named_jsonl_is_given_up_soon(tmp_path):
    items = read(tmp_path / "a.jsonl", "not json\n" * 10_000)
    assert len(items) == 101 and "no article" in items[-1].reason


def test_lines_are_read_one_at_a_time(tmp_path):
    (tmp_path / "a.jsonl").write_text((json.dumps(record()) + "\n") * 3 + "{")
    pages = read_file(tmp_path / "a.jsonl")
    assert next(pages).place == "line 1"
    pages.close()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_with_a_byte_order_mark_are_read(tmp_path, encoding):
    lines = "\n".join(json.dumps(record(id=str(n), text=f"Ċ {STORY}"), ensure_ascii=False) for n in range(3))
    items = read(tmp_path / "a.jsonl", lines.encode(encoding))
    assert [(item.article_id, item.content[0]) for item in items] == [("0", "Ċ"), ("1", "Ċ"), ("2", "Ċ")]


@pytest.mark.parametrize(
    "shape",
    [
        lambda r: r,
        lambda r: [r],
        *(
            (lambda r, name=name: {"status": "ok", name: [r]})
            for name in ("articles", "items", "data", "results", "Documents")
        ),
    ],
)
def test_every_shape_of_json_is_read(tmp_path, shape):
    page = the_page(read(tmp_path / "a.json", json.dumps(shape(record()))))
    assert (page.article_id, page.header.title, page.content) == ("a1", "Ferry stops", STORY)


def test_a_single_object_has_no_place_and_items_of_a_list_have(tmp_path):
    assert the_page(read(tmp_path / "a.json", json.dumps(record()))).place == ""
    items = read(tmp_path / "b.json", json.dumps([record(), record(), "no"]))
    assert [item.place for item in items] == ["item 1", "item 2", "item 3"]
    assert isinstance(items[2], Rejection)


def test_json_lines_in_a_json_file_are_read(tmp_path):
    items = read(tmp_path / "a.json", f"{json.dumps(record())}\n{json.dumps(record(id='a2'))}\n")
    assert [item.article_id for item in items] == ["a1", "a2"]


def test_broken_json_is_reported(tmp_path):
    assert "line 2" in the_reason(read(tmp_path / "a.json", '{"text":\n oops}'))
    assert "too deep" in the_reason(read(tmp_path / "b.json", "[" * 100_000))
    assert "empty list" in the_reason(read(tmp_path / "c.json", "[]"))


def test_fields_go_by_their_usual_names_in_any_case(tmp_path):
    fields = {
        "UUID": "x-1",
        "Headline": "Ferry &amp; harbour",
        "Article_Body": ["First paragraph.", "Second one."],
        "PublishedAt": "2022-01-30T18:00:00Z",
        "Link": "https://example.org/ferry",
        "Source": {"id": None, "name": "Harbour Post"},
    }
    page = the_page(read(tmp_path / "a.json", json.dumps(fields)))
    assert page.article_id == "x-1" and page.content == "First paragraph.\n\nSecond one."
    assert page.header.title == "Ferry & harbour" and page.header.outlet == "Harbour Post"
    assert page.header.url == "https://example.org/ferry" and page.header.published == date(2022, 1, 30)


FERRY = {
    "title": "Ferry stops",
    "date": "2022-01-30",
    "url": "https://example.org/ferry",
    "source": "Harbour Post",
}


@pytest.mark.parametrize(
    "record",
    [
        {
            "id": 7,
            "date": "2022-01-30T18:00:00",
            "link": "https://example.org/ferry",
            "title": {"rendered": "<em>Ferry</em> stops"},
            "content": {"rendered": f"<p>{STORY}</p>", "protected": False},
            "site": {"name": "Harbour Post", "url": "https://example.org"},
        },
        {
            "webTitle": "Ferry stops",
            "webPublicationDate": "2022-01-30T18:00:00Z",
            "webUrl": "https://example.org/ferry",
            "fields": {"bodyText": STORY, "publication": "Harbour Post"},
        },
        {"_index": "news", "_id": "7", "_source": {**FERRY, "body": STORY}},
        {"text": STORY, "meta": FERRY},
        {"content": "", "content_html": f"<p>{STORY}</p>", **FERRY},
        {"mainText": STORY, **FERRY},
        {
            "text": STORY,
            "title": "Ferry stops",
            "date": {"$date": "2022-01-30T18:00:00Z"},
            "source": "https://example.org/ferry",
            "source-hostname": "Harbour Post",
        },
    ],
)
def test_a_record_is_read_as_the_usual_exporters_write_it(tmp_path, record):
    page = the_page(read(tmp_path / "a.json", json.dumps(record)))
    assert STORY in page.content
    assert page.header == Header(
        "Ferry stops", "Harbour Post", "https://example.org/ferry", date(2022, 1, 30)
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda r: {"response": {"status": "ok", "results": [r]}},
        lambda r: {"took": 3, "hits": {"total": 1, "hits": [{"_source": r}]}},
        lambda r: {"a1": r},
    ],
)
def test_a_list_of_articles_is_found_inside_other_objects(tmp_path, wrapped):
    page = the_page(read(tmp_path / "a.json", json.dumps(wrapped(record()))))
    assert (page.header.title, page.content, page.place) == ("Ferry stops", STORY, "item 1")


def test_articles_that_are_named_by_their_ids_keep_them(tmp_path):
    items = read(tmp_path / "a.json", json.dumps({"x1": {"text": STORY}, "x2": {"text": STORY, "id": "own"}}))
    assert [item.article_id for item in items] == ["x1", "own"]


def test_lists_beside_the_text_of_an_article_are_no_articles(tmp_path):
    fields = record(related={"items": [{"title": "Storm"}]}, meta={"title": "Other"})
    assert the_page(read(tmp_path / "a.json", json.dumps(fields))).header.title == "Ferry stops"


def test_unknown_fields_stay_unknown(tmp_path):
    page = the_page(
        read(
            tmp_path / "a.json",
            json.dumps({"text": STORY, "title": None, "date": "soon", "url": "javascript:alert(1)"}),
        )
    )
    assert page.header.published is None and page.header.url == "" and page.header.title == ""
    assert page.article_id == ""


def test_numbers_that_cant_be_ids_are_refused_and_others_are_kept(tmp_path):
    assert the_page(read(tmp_path / "a.json", json.dumps(record(id=12)))).article_id == "12"
    assert "'id'" in the_reason(read(tmp_path / "b.json", '{"id": NaN, "text": "A story of some length."}'))


def test_json_text_with_markup_is_read_as_html(tmp_path):
    page = the_page(read(tmp_path / "a.json", json.dumps(record(text="<p>One.</p><p>Two.</p>"))))
    assert page.form == "html"
    page = the_page(read(tmp_path / "b.json", json.dumps(record(text="Five < six, and a <b is no tag."))))
    assert page.form == "text"
