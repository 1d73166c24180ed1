"""Templates to document trees: what they may say, and what the build refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from chipbrief.document.nodes import (
    Column,
    Heading,
    Items,
    Link,
    Name,
    Number,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from chipbrief.errors import BuildError
from chipbrief.evidence.ledger import Ledger
from chipbrief.language.josa import attach
from chipbrief.language.labels import labels
from chipbrief.language.names import Names
from chipbrief.model import Approx, Figure, Kind, Source
from chipbrief.report.prose.check_templates import check_templates
from chipbrief.report.prose.render import Prose

TEXT = "매출이 지난해 15% 늘었다. 끝."
SHARE = Figure("a.txt", 8, 11, "15%", Kind.PERCENT, 15, 15, "%", Approx.ABOUT, "r")
YEAR = Figure("a.txt", 4, 7, "지난해", Kind.DATE, None, None, "", Approx.EXACT, "r", date="2024")
LEDGER = Ledger([Source("a.txt", TEXT, "", "2025-09"), SHARE, YEAR])
NAMES = Names({"huawei": {"ko": "화웨이", "en": "Huawei"}, "h20": {"ko": "H20", "en": "H20"}})
TABLE = Table("chips", [Text("칩")], [Column([Text("이름")])], [[[Name("H20", "h20")]]], [])


def rendered(folder: Path, text: str, twin: str | None = None, **frames: object) -> Section:
    """`text` as the Korean template of a section, over frames; `twin` is the English one, by default the same."""
    for code, content in (("ko", text), ("en", text if twin is None else twin)):
        (folder / code).mkdir(exist_ok=True)
        (folder / code / "korea.md.j2").write_text(content, "utf-8")
    return Prose("ko", LEDGER, NAMES, [TABLE], folder).section("korea", **frames)


def test_everything_a_template_may_say(tmp_path: Path) -> None:
    section = rendered(
        tmp_path,
        """## 제목

{{ role("lead") }}매출은 **{{ n(share) }}** 늘었다. {{ name("h20", "은") }} [누리집](https://example.org)에.

{{ role("findings") }}

- {{ d(year, "은") }} 좋았다
- {{ listing([name("huawei"), n(share, hedge=False)]) }}

### 하나
### 둘
{% if has("e-none") %}없다{% endif %}

{{ table("chips") }}

{{ quote(share) }}

{{ quote("a.txt:0-3") }}
""",
        share=SHARE.id,
        year=YEAR.id,
    )
    assert section.blocks == [
        Heading([Text("제목")], "korea"),
        Paragraph(
            [
                Text("매출은 "),
                Number("약 15%", "figure", SHARE.id, mark="strong"),
                Text(" 늘었다. "),
                Name("H20", "h20"),
                Text("은 "),
                Link("누리집", "https://example.org"),
                Text("에."),
            ],
            "lead",
        ),
        Items(
            [
                [Number("2024년", "figure", YEAR.id, time="2024"), Text("은 좋았다")],
                [Name("화웨이", "huawei"), Text(", "), Number("15%", "figure", SHARE.id)],
            ],
            role="findings",
        ),
        Heading([Text("둘")], "korea-b", 3),
        TABLE,
        section.blocks[5],
        section.blocks[6],
    ]
    sentence, place = section.blocks[5:]
    assert isinstance(sentence, Quote)
    assert isinstance(place, Quote)
    assert (sentence.start, sentence.end, place.start, place.end) == (0, 16, 0, 3)


def test_text_from_data_is_never_markdown_or_template(tmp_path: Path) -> None:
    hostile = "**굵게** <b>x</b> [링크](https://e.org) {{ n('e') }} ## # `code` &amp; \U000f0000"
    paragraph = rendered(tmp_path, "말: {{ words }}", words=hostile).blocks[0]
    assert paragraph == Paragraph([Text("말: "), Text(hostile)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("하나\n\n둘 3개", r"prose/ko/korea.md.j2:3: the digit '3' is typed"),
        ("반은 ½", r"korea.md.j2:1: the digit '½'"),
        ("하나\n{{ n('e-none') }}", r"prose/ko/korea.md.j2:2: e-none: no such figure"),
        ("하나\n\n{{ nothing }}", r"prose/ko/korea.md.j2:3: 'nothing' is undefined"),
        ("{{ name('nobody') }}", r"korea.md.j2:1: nobody: no such name"),
        ("{{ chart('chips') }}", r"korea.md.j2:1: chips: no such chart; there are base, "),
        ("{{ d(share) }}", r"korea.md.j2:1: f-a.txt-8: states no date"),
        ("\n{{ '15%' }}", r"korea.md.j2:2: '15%' has a digit"),
        ("{{ 15 }}", r"korea.md.j2:1: 15 is not text"),
        ("{{ quote('a.txt') }}", r"neither a figure nor FILE:START-END"),
        ("{{ n(share", r"korea.md.j2:1: "),
        ("```\n코드\n```", r"fence is not used"),
        ("> 인용", r"blockquote is not used"),
        ("**가(나)**다", r"\*\* opens or closes no emphasis"),
        ("[가](javascript:x)", r"^(?!.*Link)"),
        ("[가](ftp://x)", r"only http and https"),
        ("말 {{ table('chips') }} 말", r"cannot stand inside a sentence"),
        ("{{ table('chips') }} 말", r"paragraph of its own"),
        ("{{ role('great') }}말", r"no role 'great'"),
        ("- 가\n  - 나", r"a list item is one paragraph"),
        ("{{ ''.__class__.__mro__ }}", r"korea.md.j2:1: "),
    ],
)
def test_refusals_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    if "javascript" in text:  # Markdown takes it for text, not for a link
        assert rendered(tmp_path, text).blocks == [Paragraph([Text("[가](javascript:x)")])]
        return
    with pytest.raises(BuildError, match=message):
        rendered(tmp_path, text, share=SHARE.id)


def test_twins_must_exist_and_place_the_same_charts(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"prose/en/korea.md.j2:1: does not place chips, which its twin does"):
        rendered(tmp_path, "{{ table('chips') }}", "nothing")
    (tmp_path / "en" / "korea.md.j2").unlink()
    assert check_templates(tmp_path) == ["prose/en/korea.md.j2:1: missing; translate it from the other language"]


def test_inlines_of_a_title(tmp_path: Path) -> None:
    rendered(tmp_path, "첫 줄")
    prose = Prose("ko", LEDGER, NAMES, folder=tmp_path)
    assert prose.inlines("korea") == [Text("첫 줄")]


def test_the_package_s_own_templates_have_no_fault() -> None:
    assert check_templates() == []


def test_labels_that_are_no_table_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("ko", "en"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "twice.toml").write_text('[a]\nb = "c"\nb = "d"\n')
    monkeypatch.setattr("chipbrief.language.labels.PROSE", tmp_path)
    with pytest.raises(BuildError, match=r"prose/ko/twice.toml: .*line 3"):
        labels("ko", "twice")


def test_labels_have_twins() -> None:
    assert labels("ko").keys() == labels("en").keys()


@pytest.mark.parametrize(
    ("word", "given", "expected"),
    [
        ("화웨이", "은", "는"), ("한국", "는", "은"), ("서울", "으로", "로"), ("부산", "로", "으로"),
        ("한국", "도", "도"), ("H20", "을", "을"), ("910C", "을", "를"), ("MLU590", "가", "이"),
        ("TSMC", "과", "와"), ("HBM", "는", "은"), ("Cambricon", "가", "이"), ("NVIDIA", "은", "는"),
        ("Ascend", "은", "는"), ("chip", "를", "을"), ("Intel", "으로", "로"), ("70%", "은", "는"),
        ("5%p", "이", "가"), ("3~4배", "을", "를"), ("약 197조 원", "가", "이"), ("1,419억 달러", "으로", "로"),
        ("7 nm", "은", "는"), ("80 GB", "을", "를"), ("989 TFLOPS", "이", "가"), ("1", "으로", "로"),
        ("3", "로", "으로"), ("10", "와", "과"), ("2027년", "까지", "까지"), ("비런(壁仞科技)", "은", "은"),
        ("화웨이", "이라는", "라는"), ("한국", "였다", "이었다"), ("한국", "로부터", "으로부터"),
        ("H100", "이며", "이며"), ("A100", "라고", "이라고"),
    ],
)  # fmt: skip
def test_particles_follow_the_final_sound(word: str, given: str, expected: str) -> None:
    assert attach(word, given) == expected
