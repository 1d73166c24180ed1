"""How fast figures are read, as a ratio to Kiwi's own `tokenize` over the same sentences in the same process.

Without argument it reads sentences put together here; with the path of a JSON Lines file, the `text` of each line.
1.0 is Kiwi's speed; more is faster. Each number is the median of several rounds, taken in turns. After that, how much
of the annotated texts is read right.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

from kiwipiepy import Kiwi  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import annotated  # noqa: E402
import annotated_relations  # noqa: E402
import calibrate_relations  # noqa: E402

from chipbrief.extraction import figures  # noqa: E402
from chipbrief.extraction.quantities import scan  # noqa: E402

PUBLISHED = "2025-09-25"
WHO = ("화웨이는", "중국 정부는", "SMIC의 관계자는", "시장조사업체에 따르면 한국 기업들은", "최대 고객사인 텐센트는")
WHEN = ("올 상반기", "지난달 8일", "2027년까지", "현지시간으로 이날", "전년 같은 기간보다", "잇따라")
WHAT = ("어센드 910C", "메모리", "7나노 공정", "데이터센터", "H20 칩")
DID = (
    "매출 28억 8000만 위안(약 5608억원)을 기록했다고 밝혔다.",
    "출하량을 60~80% 늘리고 공장을 2곳 더 짓기로 했다.",
    "수요가 커지면서 주도권을 두고 경쟁이 거세질 것으로 내다봤다.",
    "성능이 A100보다 2.5배 높다고 설명했다.",
    "기술 자립을 앞당기겠다는 뜻을 거듭 강조했다.",
)


def synthetic(count: int) -> list[str]:
    """Sentences as articles have them, with figures and without."""
    parts = product(WHO, WHEN, WHAT, DID)
    return [f"{who} {when} {what}의 {did}" for who, when, what, did in islice(parts, count)]


def sentences(path: Path | None) -> list[str]:
    if path is None:
        return synthetic(750)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def worth() -> Iterator[str]:
    """How much of the annotated texts is read right, and how often what a confidence tells, for each half."""
    for name, held in (("texts at hand while the rules were made", False), ("texts set aside", True)):
        readings = [one for text in annotated.texts() if text.held is held for one in annotated.judged(text)]
        yield f"{len(readings)} figures of annotated {name}"
        yield from (f"  {line}" for line in (*annotated.report(readings), *annotated.reliability(readings)))


def related() -> Iterator[str]:
    """How many relations of annotated texts are found, how many of these are right, and how often what is told."""
    halves = {"at hand while the rules were made": False, "set aside": True}
    for name, held in halves.items():
        told = annotated_relations.score(annotated_relations.articles(held=held))
        yield f"{told['gold']} relations of annotated texts {name}"
        yield f"  found {told['hit'] / told['gold']:.3f}, of the foremost {told['must_hit'] / told['must']:.3f}"
        yield f"  right {told['right'] / told['found']:.3f} of {told['found']} that were found"
    at_hand, apart = calibrate_relations.material()
    yield from (f"  {line}" for line in calibrate_relations.reliability(calibrate_relations.unseen(apart, at_hand)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, help="JSON Lines with a text in each line")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = sentences(given.path)
    kiwi = Kiwi(num_workers=1)
    works: dict[str, Callable[[str], object]] = {
        "Kiwi.tokenize": kiwi.tokenize,
        "quantities.find": lambda text: scan.find(text, PUBLISHED),
        "figures.extract": lambda text: figures.extract(text, published=PUBLISHED),
    }
    for work in works.values():  # load what is loaded when first needed
        seconds(work, texts[:20])
    rounds = [{name: seconds(work, texts) for name, work in works.items()} for _ in range(given.rounds)]
    report = [f"{len(texts)} sentences, {sum(map(len, texts))} characters, {given.rounds} rounds"]
    for name in works:
        median = statistics.median(result[name] for result in rounds)
        ratio = statistics.median(result["Kiwi.tokenize"] / result[name] for result in rounds)
        report.append(f"  {name:<16} {len(texts) / median:8.0f} sentences/s   {ratio:6.2f} of Kiwi")
    sys.stdout.write("\n".join([*report, *worth(), *related()]) + "\n")


if __name__ == "__main__":
    main()
