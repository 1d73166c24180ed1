"""The same documents make the same parts, and a change renews few of them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chipbrief.corpus import parts as cutting
from chipbrief.corpus.documents import Document
from chipbrief.corpus.parts import Part, parts


def made(count: int, *, text: str = "글") -> list[Document]:
    return [Document(f"d{number}", f"line {number}", text, "") for number in range(count)]


def keys(documents: list[Document], extraction: str = "") -> list[str]:
    return [part.key for part in parts(documents, extraction)]


@given(st.integers(0, 2000))
def test_every_document_is_in_one_part(count: int) -> None:
    found = list(parts(made(count), ""))
    assert [document for part in found for document in part.documents] == made(count)


def test_a_new_document_renews_one_part_or_two() -> None:
    before = made(3000)
    after = [*before[:1000], Document("new", "", "글", ""), *before[1000:]]
    assert len(keys(before)) > 15
    assert 1 <= len(set(keys(after)) - set(keys(before))) <= 2


def test_what_changes_the_figures_changes_the_key() -> None:
    (key,) = keys(made(1))
    (document,) = made(1)
    changes = ({"id": "e"}, {"content": "말"}, {"published": "2025"}, {"problem": "bad"}, {"content": b"\0"})
    others = [*keys([document], "another"), *(keys([replace(document, **change)])[0] for change in changes)]
    assert len({key, *others}) == len(others) + 1
    assert keys([replace(document, read=0.5)]) == [key]


def test_a_part_is_never_too_large() -> None:
    large = [Document(f"d{number}", "", "가" * 100_000, "") for number in range(20)]
    assert all(sum(len(one.content) for one in part.documents) < 500_000 for part in parts(large, ""))
    assert max(len(part.documents) for part in parts(made(5000), "")) <= cutting._MOST


def test_an_id_of_before_becomes_a_failure() -> None:
    twice = [
        Document("a b", "line 1", "글", ""),
        Document("a_b", "line 2", "글", ""),
        Document("c", "line 3", "글", ""),
    ]
    found: list[Part] = list(parts(twice, ""))
    problems = [document.problem for part in found for document in part.documents]
    assert [bool(problem) for problem in problems] == [False, True, False]
    assert problems[1].startswith("line 2: id a_b: an earlier document has it")
