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
        ("저니 6은 자율주행에 특화된 칩이다.", ("used-for", "저니 6", "자율주행", "fact")),
        ("저니 6은 파이토치와 호환된다.", ("compatible-with", "저니 6", "파이토치", "fact")),
        ("베이스 다이는 TSMC의 12나노 공정에서 위탁생산한다.", ("manufactured-by", "베이스 다이", "tsmc", "fact")),
        ("비런은 중국 파운드리에서 BR166을 양산하고 있다.", ("develops", "biren", "br166", "fact")),
        (
            "리벨리온은 리벨 쿼드를 삼성전자 4나노 공정에서 양산한다.",
            ("manufactured-by", "rebel-quad", "samsung", "fact"),
        ),
        ("화웨이는 SMIC와 협력해 어센드 910C를 생산했다.", ("manufactured-by", "huawei", "smic", "fact")),
        ("엔비디아가 인텔 지분 4%를 사들였다.", ("invests-in", "nvidia", "intel", "fact")),
        ("미국 정부가 인텔의 최대 주주가 됐다.", ("invests-in", "us-government", "intel", "fact")),
        ("상하이시는 무어스레드에 보조금을 지급했다.", ("invests-in", "shanghai", "moore-threads", "fact")),
        ("텐센트클라우드는 국산 AI 칩을 전면 도입했다.", ("adopts", "tencent", "국산 AI 칩", "fact")),
        ("딥시크는 추론에 화웨이 칩을 사용했다.", ("adopts", "deepseek", "huawei", "fact")),
        ("딥시크는 모델 학습에 화웨이 칩을 사용했다.", ("used-for", "화웨이 칩", "모델 학습", "fact")),
        ("MLU690은 H100의 대항마로 꼽힌다.", ("replaces", "mlu690", "h100", "fact")),
        ("H20을 대체할 국산 칩으로 어센드 910C가 꼽힌다.", ("replaces", "ascend-910c", "h20", "fact")),
        ("캠브리콘 창업자인 천톈스는 연구원 출신이다.", ("founded-by", "cambricon", "chen-tianshi", "fact")),
        ("화웨이의 고객사인 텐센트도 어센드를 주문했다.", ("supplies", "huawei", "tencent", "fact")),
        ("SK하이닉스는 엔비디아의 최대 HBM 공급사다.", ("supplies", "sk-hynix", "nvidia", "fact")),
        ("엔비디아에 HBM을 공급하는 SK하이닉스의 주가가 올랐다.", ("supplies", "sk-hynix", "nvidia", "fact")),
        ("화웨이는 스페인 텔레포니카에도 장비를 공급한다.", ("supplies", "huawei", "텔레포니카", "fact")),
        ("쉬즈쥔 회장은 “내년에 어센드 960을 내놓겠다”고 말했다.", ("develops", "huawei", "ascend-960", "plan")),
        ("메타엑스는 홍콩증권거래소에 상장 신청서를 제출했다.", ("listed-on", "metax", "hkex", "plan")),
        ("모빌린트는 코스닥 상장을 목표로 주관사를 골랐다.", ("listed-on", "mobilint", "kosdaq", "target")),
        ("캠브리콘은 커촹판에 상장된 회사다.", ("listed-on", "cambricon", "star-market", "fact")),
        ("H20은 중국 판매가 금지됐다.", ("restricts", None, "h20", "fact")),
        ("중국, 갈륨·게르마늄 대미 수출 재개", ("permits", "china", "갈륨", "fact")),
        ("H20은 추론용으로 설계된 칩이다.", ("used-for", "h20", "추론", "fact")),
    ],
)
def test_a_sentence_states(text: str, relation: tuple[str, str | None, str | None, str]) -> None:
    assert relation in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "화웨이는 H20을 구매하지 않았다.",
        "엔비디아는 H20을 중국 고객에게 팔지 못했다고 밝혔다.",
        "엔비디아를 대체할 수 있을지 누구도 모른다.",
        "미국이 H20 수출을 금지하면 화웨이가 웃는다.",
        "업계는 화웨이가 새 칩을 공개하기를 바란다.",
        "바이두가 화웨이 칩을 도입할까?",
    ],
)
def test_what_is_negated_asked_hoped_or_supposed_is_none(text: str) -> None:
    assert told(text) == set()


def test_what_begins_after_the_article_is_a_plan() -> None:
    [ahead] = [one for one in read("AMD가 MI400을 2030년 하반기 출시한다고 밝혔다.") if one.relation == "develops"]
    assert (ahead.modality, ahead.status, ahead.date) == ("plan", "planned", "2030-07/2030-12")


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


@pytest.mark.parametrize(
    "text",
    [
        "인텔이 TSMC의 대항마가 될 수 있을까.",
        "엔비디아를 대신할 국산 칩은 아직 없다.",
    ],
)
def test_what_is_asked_missing_or_one_of_two_states_nothing(text: str) -> None:
    assert told(text) == set()


def test_a_firm_does_not_adopt_what_it_develops() -> None:
    assert ("adopts", "baidu", "쿤룬 칩", "fact") not in told("바이두는 자체 개발한 쿤룬 칩을 데이터센터에 적용했다.")
