"""Relations of single sentences: each kind, each construction, and what states none."""

import pytest

from chipbrief.extraction.extract import extract_source
from chipbrief.model import Relation, Source


def read(text: str) -> list[Relation]:
    return extract_source(Source("a.txt", text, "", "2026-03-02")).relations()


def told(text: str) -> set[tuple[str, str | None, str | None, str]]:
    return {(one.relation, one.subject, one.object, one.modality) for one in read(text)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("반도체 설계 기업 네오실리콘은 NX300을 공개했다.", ("develops", "네오실리콘", "NX300", "fact")),
        (
            "네오실리콘은 칩을 판다. 이 회사는 김도윤 대표가 창업했다.",
            ("founded-by", "네오실리콘", "김도윤 대표", "fact"),
        ),
        ("로봇 업체 한빛테크가 모터 HT-20의 양산에 들어갔다.", ("develops", "한빛테크", "HT-20", "fact")),
        ("오리온그룹은 스타트업 딥웨이브에 투자했다.", ("invests-in", "오리온그룹", "딥웨이브", "fact")),
        ("스타트업 딥웨이브는 교수 이정민에 의해 설립됐다.", ("founded-by", "딥웨이브", "이정민", "fact")),
        ("일본 정부는 폴리이미드의 한국 수출을 제한했다.", ("restricts", "japan", "폴리이미드", "fact")),
        ("레니게이드는 TSMC의 5나노 공정으로 만들어졌다.", ("manufactured-by", "rngd", "tsmc", "fact")),
        ("한빛테크는 현대로템으로부터 수주를 따냈다.", ("supplies", "한빛테크", "hyundai-rotem", "fact")),
        ("현대모비스가 NX300의 첫 고객이 됐다.", ("adopts", "hyundai-mobis", "NX300", "fact")),
        ("클라우드 기업 넷웨이브가 GPU 대신 TPU를 썼다.", ("replaces", "tpu", "gpu", "fact")),
        ("미 국방부는 기관에 DJI 드론 구매를 중단하라고 지시했다.", ("discourages", "us-defense", "DJI 드론", "fact")),
        (
            "금융위는 은행권에 가상자산 거래 보고를 지시했다.",
            ("requires", "financial-services-commission", "가상자산 거래 보고", "fact"),
        ),
        ("화웨이가 어센드 910C를 공개했다.", ("develops", "huawei", "ascend-910c", "fact")),
        ("화웨이가 내년에 어센드 910C를 출시할 계획이다.", ("develops", "huawei", "ascend-910c", "plan")),
        ("MLU590은 엔비디아의 A100 대체용으로 내놓은 제품이다.", ("replaces", "mlu590", "a100", "fact")),
        ("바이두가 엔비디아를 대체할 쿤룬신 칩을 채택했다.", ("adopts", "baidu", "kunlunxin", "fact")),
        ("어센드 910C는 SMIC에서 생산된다.", ("manufactured-by", "ascend-910c", "smic", "fact")),
        ("비런커지는 미국 규제로 TSMC 생산이 막혔다.", ("manufactured-by", "biren", "tsmc", "denied")),
        ("비런커지는 미국 규제로 TSMC 생산이 막혔다.", ("restricts", "united-states", "biren", "fact")),
        ("S60은 쿠다와 호환된다.", ("compatible-with", "enflame-s60", "cuda", "fact")),
        ("S60은 추론에 특화된 칩이다.", ("used-for", "enflame-s60", "추론", "fact")),
        ("삼성전자가 엔비디아에 HBM을 납품하기로 했다.", ("supplies", "samsung", "nvidia", "plan")),
        ("쑤이위안의 S60은 텐센트에 납품되고 있다.", ("supplies", "enflame", "tencent", "fact")),
        ("샤오미는 모뎀 칩을 미디어텍에서 공급받는다.", ("supplies", "mediatek", "xiaomi", "fact")),
        ("텐센트는 쑤이위안의 2대 주주로 지분 20%를 보유하고 있다.", ("invests-in", "tencent", "enflame", "fact")),
        ("비런커지가 홍콩 증시 상장을 준비 중이다.", ("listed-on", "biren", "hkex", "plan")),
        ("천톈스가 창업한 한우지는 칩을 설계한다.", ("founded-by", "cambricon", "chen-tianshi", "fact")),
        ("미 상무부가 H20 수출을 금지했다.", ("restricts", "us-commerce", "h20", "fact")),
        ("미 상무부가 H20 수출 재개를 승인했다.", ("permits", "us-commerce", "h20", "fact")),
        ("중국 정부가 기업들에 H20을 구매하지 말 것을 지시했다.", ("discourages", "china-government", "h20", "fact")),
        ("중국 정부가 H20의 신중한 구매를 요구했다.", ("discourages", "china-government", "h20", "fact")),
        ("중국 정부가 H20에 백도어 위험이 있다고 지적했다.", ("warns-of", "china-government", "백도어 위험", "fact")),
    ],
)
def test_a_sentence_states(text: str, relation: tuple[str, str | None, str | None, str]) -> None:
    assert relation in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "화웨이는 H20을 구매하지 않았다.",
        "엔비디아를 대체할 수 있을지 누구도 모른다.",
        "미국이 H20 수출을 금지하면 화웨이가 웃는다.",
        "업계는 화웨이가 새 칩을 공개하기를 바란다.",
        "바이두가 화웨이 칩을 도입할까?",
    ],
)
def test_what_is_negated_asked_hoped_or_supposed_is_none(text: str) -> None:
    assert told(text) == set()


def test_a_list_states_one_each() -> None:
    text = "한우지는 알리바바와 텐센트, 딥시크 등 주요 고객을 확보했다."
    assert {row[2] for row in told(text) if row[0] == "supplies"} == {"alibaba", "tencent", "deepseek"}


def test_a_denial_is_denied() -> None:
    assert ("adopts", "baidu", "huawei", "denied") in told("바이두는 화웨이 칩을 도입한다는 보도를 부인했다.")


def test_an_elided_subject_is_that_of_the_sentence_before() -> None:
    text = "무어스레드는 그래픽처리장치를 설계한다. 2025년 커촹판에 상장했다."
    [listed] = [one for one in read(text) if one.relation == "listed-on"]
    assert (listed.subject, listed.date) == ("moore-threads", "2025")
    assert listed.marks[0] is None


def test_a_product_is_meant_by_a_determined_noun() -> None:
    text = "화웨이가 어센드 910C를 공개했다. 이 칩은 HBM을 탑재했다."
    assert ("uses", "ascend-910c", "hbm", "fact") in told(text)


def test_places_are_those_of_the_stored_text() -> None:
    text = "화웨이(華爲)가 어센드 910C(昇騰)를 공개했다."
    [found] = read(text)
    assert (found.start, found.end) == (0, len(text))
    assert text[slice(*found.verb)] == "공개했다"
    assert [text[slice(*mark)] for mark in found.marks if mark] == ["화웨이", "어센드 910C"]


def test_who_says_so() -> None:
    [found] = read("옴디아는 “S60은 쿠다와 호환된다”고 분석했다.")
    assert found.attribution == "omdia"
