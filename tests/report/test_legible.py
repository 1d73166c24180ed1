"""What cells end with: ids with their names, numbers as a person writes them, pictures with words."""

import base64

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from chipbrief.analysis.tables import Entities
from chipbrief.model import Estimate
from chipbrief.model.display import digits
from chipbrief.report import legible

ENTITIES = Entities.of(
    [{"id": "huawei", "ko": "화웨이", "en": "Huawei"}, {"id": "revenue", "ko": "매출", "en": "Revenue"}]
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (7.26528e10, "72.6528 billion"),
        (1.5e12, "1.5 trillion"),
        (-2e6, "-2 million"),
        (600000, "600,000"),
        (0.2, "0.2"),
    ],
)
def test_a_number_is_written_as_people_do(value: float, written: str) -> None:
    assert digits(value) == written


def test_an_id_has_its_korean_name_before_it() -> None:
    frame = pd.DataFrame({"subject": ["huawei;biren", None], "metric": ["revenue", "x"], "low": [None, 1.5]})
    shown = legible.named(frame, ENTITIES)
    assert shown["subject"].tolist() == ["화웨이 (huawei); biren", ""]
    assert shown["metric"].tolist() == ["매출 (revenue)", "x"]
    assert shown["low"].tolist() == ["", 1.5]


def test_estimates_are_listed_with_name_and_value() -> None:
    listed = legible.listed([Estimate("e-loss", 1e9, 2.5e9, "USD", label_ko="손실", label_en="Loss")])
    assert listed.loc["e-loss"].tolist() == ["손실", "Loss", "1 billion – 2.5 billion USD"]


def test_a_picture_carries_its_words_and_is_drawn_once() -> None:
    figure = plt.figure(figsize=(2, 1))
    data, told = legible.Picture(figure, "A line.")._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert told == {"image/png": {"alt": "A line.", "width": 200}}
    assert data["text/plain"] == "A line."
    assert not plt.fignum_exists(figure.number)
    assert (data, told) == legible.Picture(plt.figure(figsize=(2, 1)), "A line.")._repr_mimebundle_()
