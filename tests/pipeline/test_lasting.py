"""`chipbrief.toml`: what it sets, and one line for what is wrong in it."""

from pathlib import Path

import miniature
import pytest

from chipbrief.errors import InputError
from chipbrief.pipeline.jobs import Build, Order
from chipbrief.pipeline.lasting import NAME, Lasting
from chipbrief.pipeline.parameters import Given
from chipbrief.project import Paths


def of(folder: Path, content: str | bytes) -> Lasting:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / NAME).write_bytes(data)
    return Lasting.of(folder)


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    assert Lasting.of(tmp_path) == Lasting()


def test_languages_and_parameters_are_read_with_their_lines(tmp_path: Path) -> None:
    found = of(tmp_path, 'languages = ["en"]\n\n[parameters]\nas_of = 2025-09-25\nhorizon = 2030\n"shown" = true\n')
    assert found.languages == ("en",)
    assert found.parameters == (
        Given("as_of", "2025-09-25", "chipbrief.toml, line 4: "),
        Given("horizon", "2030", "chipbrief.toml, line 5: "),
        Given("shown", "True", "chipbrief.toml, line 6: "),
    )


def test_an_inline_table_is_one_line(tmp_path: Path) -> None:
    found = of(tmp_path, "# mine\nparameters = {horizon = 2030}\n")
    assert found.parameters == (Given("horizon", "2030", "chipbrief.toml, line 2: "),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("horizon = 2030\n", "chipbrief.toml, line 1: 'horizon' is no setting"),
        ("\n[parameter]\nhorizon = 1\n", "chipbrief.toml, line 2: 'parameter' is no setting"),
        ("[parameters]\nhorizon = = 1\n", "chipbrief.toml, line 2: not TOML"),
        ("[parameters]\nhorizon = ", "chipbrief.toml, line 2: not TOML"),
        ("[parameters]\nhorizon = [2030]\n", "chipbrief.toml, line 2: parameter 'horizon'"),
        ("[parameters]\nas_of = 2025-09-25T01:02:03\n", "chipbrief.toml, line 2: parameter 'as_of'"),
        ("parameters = 3\n", "chipbrief.toml, line 1: parameters is a table"),
        ('languages = "ko"\n', "chipbrief.toml, line 1: languages is a list"),
        ('languages = ["fr"]\n', "chipbrief.toml, line 1: languages is a list"),
        ("languages = [[]]\n", "chipbrief.toml, line 1: languages is a list"),
        ("languages = []\n", "chipbrief.toml, line 1: languages is a list"),
        (b"# a\n# \xff\n", "chipbrief.toml, line 2: not UTF-8"),
        (b"\xef\xbb\xbflanguages = []\n", "chipbrief.toml, line 1: "),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        of(tmp_path, content)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_brackets_without_end_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"chipbrief\.toml"):
        of(tmp_path, "languages = " + "[" * 100_000)


def test_a_change_makes_stale_what_has_the_parameter_and_what_follows(tmp_path: Path) -> None:
    root = miniature.project(tmp_path / "mini")
    miniature.built(root)
    (root / NAME).write_text("[parameters]\ntarget = 80\n")

    def planned(*parameters: tuple[str, str]) -> list[str]:
        kept = Lasting.of(root).parameters
        return list(Build.of(Order(Paths.of(root), ("ko",), parameters, lasting=kept)).plan())

    assert planned()[0] == "04-korea-impact"
    assert planned(("target", "70")) == planned(("target", "70.0"))
    assert planned(("target", "81"))[0] == "04-korea-impact"
    (root / NAME).unlink()
    assert planned() == []
