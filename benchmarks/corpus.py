"""`chipbrief corpus` over synthetic articles: its speed beside Kiwi's alone, on two cores, and as a corpus grows.

The articles are put together from sentence templates, each a different one. Whatever is compared is measured in turns
and the median is told, since other work on the machine slows all of it alike. `--quick` takes a minute.
"""

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import psutil
from kiwipiepy import Kiwi  # type: ignore[import-untyped]
from memory import peak

from chipbrief.corpus.documents import documents
from chipbrief.corpus.run import local, run
from chipbrief.corpus.work import make

WHO = ("화웨이는", "중국 정부는", "SMIC의 관계자는", "시장조사업체에 따르면 한국 기업들은", "최대 고객사인 텐센트는")
WHEN = ("올 상반기", "지난달 8일", "2027년까지", "현지시간으로 이날", "전년 같은 기간보다", "잇따라")
WHAT = ("어센드 910C", "메모리", "7나노 공정", "데이터센터", "H20 칩", "자율주행용 프로세서")
DID = (
    "매출 {0}억 {1}000만 위안(약 {2}억원)을 기록했다고 밝혔다.",
    "출하량을 {1}0~{3}0% 늘리고 공장을 {1}곳 더 짓기로 했다.",
    "수요가 커지면서 주도권을 두고 경쟁이 거세질 것으로 내다봤다.",
    "성능이 A100보다 {1}.5배 높다고 설명했다.",
    "기술 자립을 앞당기겠다는 뜻을 거듭 강조했다.",
    "생산량을 월 {2}장에서 {0}만장으로 늘렸다.",
)
SENTENCES = 8


def article(number: int) -> str:
    """The article of a number: always the same."""
    draw = random.Random(number)  # noqa: S311 - no secret
    lines = []
    for _ in range(SENTENCES):
        first = draw.randint(1, 4)
        numbers = (draw.randint(10, 99), first, draw.randint(1000, 9999), draw.randint(5, 9))
        words = f"{draw.choice(WHO)} {draw.choice(WHEN)} {draw.choice(WHAT)}의 {draw.choice(DID)}"
        lines.append(words.format(*numbers))
    return "\n".join(lines)


def write(folder: Path, count: int) -> Path:
    """A corpus of so many articles, as JSON lines."""
    path = folder / f"{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = {"id": f"a{number}", "text": article(number), "published": "2025-09-25"}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def over(source: Path, client: Any) -> float:
    """Seconds of a whole run over a corpus, with workers that are there already."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name, "figures.parquet")
        return seconds(lambda: run(str(source), out, connect=lambda: nullcontext(client), notify=lambda _: None))


def alone(source: Path, rounds: int) -> str:
    """One process beside Kiwi's `tokenize` over the same sentences, in the same process."""
    found, kiwi = list(documents(str(source))), Kiwi(num_workers=1)
    lines = [line for document in found for line in str(document.content).split("\n")]
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: make(found),
        "Kiwi": lambda: [kiwi.tokenize(line) for line in lines],
    }
    make(found[:5])  # loads what is loaded when first needed
    measured = [{name: seconds(work) for name, work in works.items()} for _ in range(rounds)]
    rates = {name: len(found) / statistics.median(one[name] for one in measured) for name in works}
    ratio = statistics.median(one["Kiwi"] / one["ours"] for one in measured)
    told = f"{rates['ours']:.0f} documents/s; Kiwi.tokenize alone {rates['Kiwi']:.0f} documents/s"
    return f"one process        {told}; {ratio:.2f} of Kiwi"


def spent() -> tuple[float, float]:
    """CPU seconds so far: of this process, and of the workers below it."""
    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children(recursive=True))]
    seconds = [one.user + one.system for one in times]
    return seconds[0], sum(seconds[1:])


def two(source: Path, rounds: int) -> str:
    """Two workers beside one; and what sending and keeping costs, which no load on the machine changes."""
    with local(1) as one, local(2) as both:
        for client in (one, both):
            over(source, client)  # each worker loads Kiwi
        before = spent()
        measured = [[over(source, client) for client in (one, both)] for _ in range(rounds)]
        driver, workers = (after - earlier for after, earlier in zip(spent(), before, strict=True))
    ratio = statistics.median(alone / together for alone, together in measured)
    share = driver / workers
    bound = f"reading and keeping takes {100 * share:.1f} % of the workers' CPU, so {2 / (1 + share):.2f} on idle cores"
    return f"two workers        {ratio:.2f} times one worker (goal 1.80); {bound}"


def growth(folder: Path, counts: list[int]) -> Iterator[str]:
    """Seconds and memory as a corpus grows; the exponent is that of the line through all, 1 where it is linear."""
    took, held = [], []
    with local(2) as client:
        over(write(folder, 100), client)
        for count in counts:
            source = write(folder, count)
            before = sum(spent())
            with peak(every=0.5, own=True) as most:
                wall = over(source, client)
            took.append(sum(spent()) - before)
            told = f"{wall:7.1f} s  {count / wall:6.0f} documents/s  {took[-1]:7.1f} s of CPU"
            held.append(most[0] / 1000)
            yield f"{count:>7} documents  {told}  {held[-1]:.2f} GB at most"
            source.unlink()
    exponent = statistics.linear_regression([math.log(count) for count in counts], [math.log(s) for s in took]).slope
    drift = (took[-1] / counts[-1]) / (took[0] / counts[0]) - 1
    yield f"memory             {held[-1]:.2f} GB with two workers (goal 1.50); {held[0]:.2f} at first"
    yield f"growth             exponent {exponent:.3f} of CPU; a document of the largest takes {100 * drift:+.0f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="smaller corpora, fewer rounds")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for line in growth(folder, [500, 1000, 2000] if quick else [1000, 10_000, 100_000]):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        rounds = 3 if quick else 5
        sys.stdout.write(two(write(folder, 500 if quick else 4000), rounds) + "\n")
        sys.stdout.write(alone(write(folder, 100 if quick else 400), rounds) + "\n")


if __name__ == "__main__":
    main()
