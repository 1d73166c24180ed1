"""Hanja read in Korean."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from chipbrief.sources.hanja import readings, word

TABLE = Path(__file__).parents[2] / "data/reference/hanja.csv"


@pytest.mark.parametrize(
    ("hanja", "read"),
    [
        ("中國移動", "중국이동"),
        ("韓國銀行", "한국은행"),
        ("日本", "일본"),
        ("臺灣", "대만"),
        ("北京", "북경"),
        ("李在明", "이재명"),
        ("女性", "여성"),
        ("勞動", "노동"),
        ("龍山", "용산"),
        ("金融", "금융"),
        ("車", "차"),
        ("阿里巴巴", "아리파파"),
    ],
)
def test_usual_readings(hanja: str, read: str) -> None:
    assert word(hanja) == read


def test_further_readings() -> None:
    assert readings("金") == ("금", "김")
    assert set(readings("樂")) == {"악", "락", "낙", "요"}
    assert readings("国") == (), "a character of another country has no Korean reading here"
    with pytest.raises(KeyError):
        word("国")


def test_the_table_is_that_of_the_standard() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    usual = Counter(character for row in rows for character in row["characters"])
    assert set(usual.values()) == {1}
    area = [bytes([row, cell]).decode("euc_kr") for row in range(0xCA, 0xFE) for cell in range(0xA1, 0xFF)]
    assert all(readings(character) for character in area), "all Hanja of KS X 1001"
    assert [row["reading"] for row in rows] == sorted(row["reading"] for row in rows)
