import pytest

from ingest.errors import UnreadableSourceError
from ingest.readers.decoding import decode

ENGLISH = (
    "The café’s owner said: “We don’t know what’s next – it costs £5 more.” The naïve plan failed on Sunday."
)
GERMAN = "Der Bürgermeister sagte, die Straße über die Brücke müsse für längere Zeit gesperrt bleiben."
SPANISH = "El señor Núñez explicó que mañana habrá más información sobre la inversión en la región."
POLISH = (
    "Premier powiedział w sobotę, że rząd podejmie decyzję w przyszłym tygodniu, a źródła mówią o zmianach."
)
TURKISH = "Başbakan dün yaptığı açıklamada görüşmelerin süreceğini ve çözümün yakın olduğunu söyledi."
RUSSIAN = "Министр заявил в субботу, что переговоры продолжатся на следующей неделе, сообщает агентство."
JAPANESE = "外務大臣は土曜日、来週ジュネーブで協議を続けると述べた。政府は詳細を明らかにしていない。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (GERMAN, "latin-1"),
        (SPANISH, "latin-1"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (RUSSIAN, "utf-16"),
    ],
)
def test_text_is_rightly_decoded(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_of_html_counts():
    page = f'<html><head><meta charset="iso-8859-9"></head><body>{TURKISH}</body></html>'
    assert decode(page.encode("iso8859_9"), declared=True) == page


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj stream",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        bytes(range(256)) * 20,
        bytes(5000),
        b"\x01\x02\x03\x04\x05\x06" * 300,
    ],
)
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableSourceError, match=r"binary|told"):
        decode(data)


def test_utf_8_that_is_broken_is_refused_and_not_read_as_something_else():
    data = (GERMAN * 5).encode()
    with pytest.raises(UnreadableSourceError, match="UTF-8"):
        decode(data[:200] + b"\xff" + data[200:])
    with pytest.raises(UnreadableSourceError, match="UTF-8"):
        decode(GERMAN.encode()[: GERMAN.encode().index(b"\xc3") + 1] + GERMAN.encode())
    with pytest.raises(UnreadableSourceError, match="breaks off"):
        decode(ENGLISH.encode("utf-16")[:-1])


def test_the_line_of_the_first_broken_character_is_told():
    data = f"{GERMAN}\n{GERMAN}\n".encode()
    with pytest.raises(UnreadableSourceError, match=f"in line {data.count(10) + 1};"):
        decode(data + b"caf\xe9 and caf\xe9")


def test_utf_8_that_was_once_read_as_windows_1252_is_repaired():
    assert decode(GERMAN.encode().decode("cp1252").encode()) == GERMAN


def test_stray_zeros_are_left_to_the_cleaning():
    assert decode(f"{ENGLISH}\x00{ENGLISH}".encode()) == f"{ENGLISH}\x00{ENGLISH}"
