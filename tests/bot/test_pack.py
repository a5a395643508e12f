"""Entries of an operator's own: used everywhere, and named with file and line where they are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.doctor.files import check_catalogue
from bot.settings import Settings
from dialogs.flows import get_flow
from dialogs.flows.contributing import LOOKS
from dialogs.phrases import LANGUAGES
from dialogs.token import OPTION_LIMIT
from knowledge.coherence import BUTTON_WORDS, DETERMINANT_LIMIT
from knowledge.texts import UNDERSTOOD
from tests.support.processes import run_itfits

OWN = (
    "determinants: [{id: car_park, theme: resources, source: Vis2018_T3, name: {en: Car park}, definition: {en: Full}}]"
)
WRONG = "determinants:\n  - id: car_park\n    theme: cars\n    source: Vis2018_T3\n    name: {en: Car park}\n"
FAULTS = [
    "line 2: determinants 'car_park': 'definition' is missing; add it",
]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A wrong one."""
    file = tmp_path / "ours.yaml"
    file.write_text(WRONG, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "arguments",
    [("chat", "--plain"), ("project", "list"), ("project", "show"), ("run",), ("catalogue", "show", "time")],
)
def test_a_wrong_pack_ends_it_with_status_2_before_anything_is_kept(
    arguments: tuple[str, ...], pack: Path, tmp_path: Path
) -> None:
    done = run_itfits(*arguments, home=tmp_path, ITFITS_CATALOGUE=str(pack), ITFITS_TELEGRAM_BOT_TOKEN="42:secret")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"itfits: {pack}, {fault}" for fault in FAULTS]
    assert [each.name for each in tmp_path.iterdir()] == ["ours.yaml"]


def test_a_pack_with_very_many_faults_tells_the_first_ten(pack: Path, tmp_path: Path) -> None:
    pack.write_text("themes:\n" + "  - {}\n" * 100, encoding="utf-8")
    done = run_itfits("project", "list", home=tmp_path, ITFITS_CATALOGUE=str(pack))

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 11)
    assert done.stderr.endswith("itfits: and 390 more\n")


@pytest.mark.parametrize("name", ["none.yaml", "."])
def test_a_pack_that_is_not_there_or_holds_nothing_is_named(name: str, tmp_path: Path) -> None:
    done = run_itfits("project", "list", home=tmp_path, ITFITS_CATALOGUE=str(tmp_path / name))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"itfits: {tmp_path}")


def test_the_doctor_says_what_to_mend_in_a_pack(pack: Path, tmp_path: Path) -> None:
    done = run_itfits("doctor", "--json", home=tmp_path, ITFITS_CATALOGUE=str(pack))
    found = next(check for check in json.loads(done.stdout)["checks"] if check["name"] == "catalogue")

    assert (done.returncode, done.stderr, found["state"]) == (1, "", "wrong")
    assert [finding["wrong"] for finding in found["findings"]] == [f"{pack}, {fault}." for fault in FAULTS]
    assert {finding["code"] for finding in found["findings"]} == {"catalogue.unfit"}
    assert "ITFITS_CATALOGUE" in found["findings"][0]["mend"]


def test_what_a_pack_is_held_to_is_what_buttons_hold_and_conversations_speak() -> None:
    looks = [step for step in get_flow("barriers").steps if step.key in LOOKS]
    fixed = {key for step in looks for key in (*step.choices, *step.skips, *step.yes, *step.no)}

    assert DETERMINANT_LIMIT == OPTION_LIMIT
    assert UNDERSTOOD == LANGUAGES
    assert fixed
    assert fixed <= BUTTON_WORDS


@pytest.mark.parametrize("slip", ["!!int abc", "2024-13-45", "9" * 5_000, "!!timestamp abc"])
def test_a_slip_in_yaml_is_the_packs_fault_and_not_the_programs(slip: str, pack: Path) -> None:
    pack.write_text(WRONG.replace("car_park", slip), encoding="utf-8")
    check = check_catalogue(Settings(catalogue=str(pack)))

    assert {(each.code, f"{pack}, line 2: " in each.wrong) for each in check.findings} == {("catalogue.unfit", True)}


def test_the_doctor_tells_as_many_faults_as_the_command_line(pack: Path) -> None:
    pack.write_text("themes:\n" + "  - {}\n" * 100, encoding="utf-8")
    told = [each.wrong for each in check_catalogue(Settings(catalogue=str(pack))).findings]

    assert (len(told), told[-1]) == (11, "and 390 more.")


def test_the_doctor_counts_what_is_there_with_a_right_pack(pack: Path, tmp_path: Path) -> None:
    pack.write_text(OWN, encoding="utf-8")
    done = run_itfits("doctor", home=tmp_path, ITFITS_CATALOGUE=str(pack))

    assert "✓ Catalogue: 38 determinants, 73 strategies\n" in done.stdout


def test_the_example_of_the_page_is_a_right_pack(pack: Path, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    pack.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    done = run_itfits("catalogue", "show", "car_park", home=tmp_path, ITFITS_CATALOGUE=str(pack))

    assert (done.returncode, done.stderr) == (0, "")
    assert "What our teams told us" in done.stdout
    assert "sounds like   en 2\n" in done.stdout
    assert "Opinion, not proof." not in done.stdout


def test_an_entry_of_a_pack_is_offered_for_its_words(pack: Path, tmp_path: Path) -> None:
    pack.write_text(OWN, encoding="utf-8")
    done = run_itfits("catalogue", "match", "car park", "--json", home=tmp_path, ITFITS_CATALOGUE=str(pack))

    assert json.loads(done.stdout)["suggestions"][0]["determinant"] == "car_park"
