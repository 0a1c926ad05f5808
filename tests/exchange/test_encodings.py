from pathlib import Path

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.exchange.encodings import decode
from fsmdesk.exchange.reading import read_table
from tests.exchange.files import records, text_file

WESTERN = "Name;Ort\nMüller;Köln\nFranzösische Straße;Düsseldorf\n"
TURKISH = "Adı,Şehir\nİbrahim Yılmaz,Eskişehir\nAyşe,Muğla\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", WESTERN),
        ("utf-8-sig", WESTERN),
        ("utf-16", WESTERN),
        ("utf-16-le", WESTERN),
        ("utf-16-be", WESTERN),
        ("utf-32", WESTERN),
        ("cp1252", WESTERN),
        ("cp1252", "name,city\nCafé,Málaga\nPeña,España\n"),
        ("cp1252", "x\nÉlectricité générale, Orléans\n"),
        ("cp1252", "x\nÆrø Smørrebrød, Ålesund\n"),
        ("cp1252", "x\nO’Neil “Bar” – 5 €, Zürich\n"),
        ("cp1254", TURKISH),
        ("cp1250", "jméno,město\nDvořák,Plzeň\nŻółć,Łódź\n"),
        ("cp1250", "név,város\nŐry,Győr\nKőszegi,Székesfehérvár\n"),
        ("cp1251", "имя,город\nИван Петров,Москва\n"),
        ("cp1253", "όνομα,πόλη\nΓιώργος Παπαδόπουλος,Αθήνα\n"),
        ("cp850", WESTERN),
        ("mac_roman", WESTERN),
        ("shift_jis", "名前,市\n山田太郎,東京都\n"),
        ("gb18030", "姓名,城市\n张伟,北京市朝阳区\n"),
    ],
)
def test_letters_come_back_as_they_were_written(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_given_encoding_wins(tmp_path: Path) -> None:
    path = text_file(tmp_path, "name,city\nØ,Bonn\n", "cp850")
    assert records(read_table(path, encoding="cp850"))[0]["name"] == "Ø"


@pytest.mark.parametrize(
    ("encoding", "says"), [("no-such", "no encoding called"), ("utf-8", "can't be read as utf-8")]
)
def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path, encoding: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        read_table(text_file(tmp_path, WESTERN, "cp1252"), encoding=encoding)


def test_bytes_that_no_encoding_explains_are_still_read() -> None:
    data = bytes(range(0x80, 0x100)) + b"\n"
    assert len(decode(data).text) >= 1


def test_lost_letters_are_noted(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "a,b\nM\ufffdller,1\n"))
    assert any("lost" in note for note in table.notes)
