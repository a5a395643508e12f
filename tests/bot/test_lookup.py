"""`itfits catalogue`: what fits some words, what fits a determinant, and everything about an entry."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.lookup.commands import lookup
from bot.settings import Settings
from knowledge.loading import load_catalogue
from tests.support.processes import PATIENCE, ROOT, make_environment, run_itfits

TURNOVER = "half the team left in spring and the new ones were never shown how"


def _run(*arguments: str, language: str = "en", put: bytes = b"") -> Result:
    return CliRunner().invoke(lookup, arguments, obj=Settings(language=language), input=put)


def _json(*arguments: str) -> dict[str, Any]:
    done = _run(*arguments, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


# ----------------------------------------------------------------------------------------------------------- match


def test_words_are_matched_as_json_for_programs() -> None:
    shown = _json("match", TURNOVER)

    assert set(shown) == {"suggestions"}
    assert len(shown["suggestions"]) == 3
    for found in shown["suggestions"]:
        assert list(found) == ["determinant", "theme", "score", "why"]
        assert found["theme"] == load_catalogue().get_determinant(found["determinant"]).theme
        assert found["score"] > 0
        assert set(found["why"].split(", ")) & set(TURNOVER.split())


def test_words_are_matched_for_people_in_80_columns() -> None:
    done = _run("match", TURNOVER)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("1  ")
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(("arguments", "said"), [(["keine Zeit"], "Zeit"), (["no time", "--language", "en"], "Time")])
def test_the_language_is_that_of_the_settings_unless_another_is_asked_for(arguments: Sequence[str], said: str) -> None:
    done = _run("match", *arguments, language="de")

    assert f"  {said} (time)\n" in done.stdout


def test_words_that_say_nothing_get_an_empty_list_and_a_sentence() -> None:
    assert _json("match", "😀") == {"suggestions": []}
    assert _run("match", "").stdout == "These words say nothing that could stand in the way.\n"


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("idk", "These words say nothing that", "Diese Worte sagen nichts, was"),
        ("nadie tiene tiempo para explicarlo", "I understand English and German", "Ich verstehe Englisch und Deutsch"),
        ("zorbles frobnicate", "Nothing in the catalogue sounds", "Nichts im Katalog klingt"),
        (
            "our manager is really keen on it",
            "This sounds like something that helps",
            "Das klingt nach etwas, das hilft",
        ),
        (
            "1. no time\n2. nobody was trained",
            "several things:\n\n- no time\n- nobody",
            "mehreren Dingen:\n\n- no time\n",
        ),
    ],
)
def test_a_person_is_told_what_kind_of_text_it_is(text: str, english: str, german: str) -> None:
    assert english in _run("match", text).stdout
    assert german in _run("match", text, language="de").stdout


def test_what_stands_beside_the_answers_is_in_the_language_told() -> None:
    shown = ["strategies time", "match zeit", "show", *(f"show {each}" for each in IDS)]
    said = {arguments: _run(*arguments.split(), language="de").stdout for arguments in shown}
    english = (
        "yes",
        "no",
        "first step",
        "determinants",
        "definition",
        "example",
        "cites",
        "at least",
        "of the experts",
    )
    labels = [f"\n{label} " for label in english] + [f"\n   {label} " for label in ("name", "kind", "means", "why")]

    assert [(arguments, label) for arguments, text in said.items() for label in labels if label in text] == []
    assert re.search(r"^ungewöhnlich +(ja|nein)$", said["show change_record_systems"], re.MULTILINE)
    assert "der Fachleute" in said["show time"]


@pytest.mark.parametrize("text", ["-5 degrees", '"', "NOT time*", "a\x00b", "--", "x" * 100_000])
def test_any_text_is_words_and_never_a_query(text: str) -> None:
    done = _run("match", "--json", "--", text)

    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) == {"suggestions"}


def test_of_a_long_text_it_says_how_much_is_read() -> None:
    done = _run("match", "no time " + "x" * 4_000, "--json")

    assert done.stderr == "itfits: of this text, the first 4,000 characters are read.\n"
    assert json.loads(done.stdout)["suggestions"][0]["determinant"] == "time"


def test_each_line_gets_one_object_on_one_line_empty_ones_too() -> None:
    lines = [b"keine Zeit", b"", b"\xff\xfe \x80", b"Datenschutz\r", b"y" * 50_000, b'{"a": 1}', b"keine Zeit"]
    done = _run("match", "-", "--language", "de", put=b"\n".join(lines))
    shown = [json.loads(line)["suggestions"] for line in done.stdout.splitlines()]

    assert (done.exit_code, len(shown)) == (0, len(lines))
    assert done.stderr == "itfits: of line 5, the first 4,000 characters are read.\n"
    assert shown[0] == shown[-1]
    assert [shown[0][0]["determinant"], shown[1], shown[3][0]["determinant"]] == ["time", [], "privacy"]


def test_without_lines_nothing_is_printed() -> None:
    assert (_run("match", "-").stdout, _run("match", "-").exit_code) == ("", 0)


def test_an_answer_comes_before_the_next_line_is_sent(tmp_path: Path) -> None:
    with _process("match", "-", home=tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers = []
        for line in (b"no time\n", b"\n", "zu wenig Geld für Ü\n".encode()):
            process.stdin.write(line)
            answers.append(json.loads(process.stdout.readline()))
        process.stdin.close()

        assert process.wait(PATIENCE) == 0
    assert [set(answer) for answer in answers] == [{"suggestions"}] * 3


def test_a_reader_that_leaves_ends_it_without_a_word(tmp_path: Path) -> None:
    with _process("match", "-", home=tmp_path, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"no time\n")
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"no time\n")
        process.stdin.close()

        assert (process.stderr.read(), process.wait(PATIENCE)) == (b"", 1)


def test_an_output_that_takes_nothing_is_named(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "bot", "catalogue", "show"]
        done = subprocess.run(
            command, cwd=ROOT, env=make_environment(tmp_path), stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"goes nowhere" in done.stderr


def test_an_input_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "catalogue", "match", "-"]
    with Path(os.devnull).open("w") as unreadable:
        done = subprocess.run(
            command, cwd=ROOT, env=make_environment(tmp_path), stdin=unreadable, capture_output=True, check=False
        )

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"itfits: the texts cannot be read (Bad file descriptor).\n"


def test_an_argument_that_is_no_utf_8_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    done = run_itfits("catalogue", "match", os.fsdecode(b"no time \xff"), "--json", home=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["suggestions"][0]["determinant"] == "time"


# ------------------------------------------------------------------------------------------------------ strategies


@pytest.mark.parametrize("determinant", [entry.id for entry in load_catalogue().determinants])
def test_every_determinant_has_strategies_as_json(determinant: str) -> None:
    known = load_catalogue()
    shown = _json("strategies", determinant)["suggestions"]

    assert len(shown) >= 3
    for each in shown:
        assert list(each) == ["strategy", "eric", "category", "share", "experts", "basis", "why"]
        assert (each["strategy"], each["category"]) in {(s.name.to("en"), s.category) for s in known.strategies}
        assert each["basis"] in "ABCD"
        assert each["share"] is None or each["basis"] in "AB"


def test_strategies_are_shown_for_people_in_80_columns() -> None:
    done = _run("strategies", "TIME", language="de")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Zeit (time)\n\n1  ")
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("fund", "there is no determinant 'fund'; did you mean funds?"),
        ("Zeit", "there is no determinant 'Zeit'; use one of: access_to_treatment, "),
        ("", "there is no determinant ''; use one of: access_to_treatment, "),
    ],
)
def test_an_unknown_determinant_is_named_with_those_like_it(wanted: str, said: str) -> None:
    done = _run("strategies", wanted, "--json")

    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"itfits: {said}")


# ------------------------------------------------------------------------------------------------------------ show


def test_without_an_id_everything_is_counted_and_listed() -> None:
    shown, lines = _json("show"), _run("show").stdout

    assert {"determinants": 37, "strategies": 73, "constructs": 39, "endorsements": 212}.items() <= shown[
        "counts"
    ].items()
    assert {section: len(ids) for section, ids in shown["ids"].items()}.items() <= shown["counts"].items()
    assert "   37  determinants\n" in lines
    assert all(f"  {each} " in lines for ids in shown["ids"].values() for each in ids)


IDS = sorted({each for ids in _json("show")["ids"].values() for each in ids})


def test_every_entry_can_be_shown_with_all_it_rests_on() -> None:
    for each in IDS:
        entries = _json("show", each)["entries"]
        cited = {source["id"] for entry in entries for source in entry["cites"]}

        assert all(entry["id"] == each for entry in entries)
        assert cited or {entry["section"] for entry in entries} == {"sources"}, each


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_entry_fits_80_columns(language: str) -> None:
    for each in IDS:
        done = _run("show", each, language=language)

        assert (done.exit_code, done.stderr) == (0, "")
        assert [line for line in done.stdout.splitlines() if len(line) > 80 and " " in line.strip()] == [], each


def test_a_determinant_shows_its_link_its_strategies_and_their_source() -> None:
    shown = _json("show", "skills_competences")["entries"][0]
    words = _run("show", "skills_competences").stdout

    assert shown["cfir"]["confidence"] == "high"
    assert len(shown["strategies"]) == len(load_catalogue().crossings("skills_competences"))
    assert "confidence high" in words
    assert "Opinion, not proof." in " ".join(words.split())
    assert "10.2196/mental.9769" in words


def test_a_determinant_shows_what_our_second_look_put_first_and_what_it_took_out() -> None:
    looked = next(link for link in load_catalogue().links if link.prefers and link.unfit)

    shown = _json("show", looked.determinant)["entries"][0]

    assert (shown["prefers"], shown["unfit"]) == (list(looked.prefers), list(looked.unfit))


def test_a_strategy_shows_its_ratings_and_what_trials_found_with_its_caution() -> None:
    shown = _json("show", "audit_and_provide_feedback")["entries"][0]
    words = " ".join(_run("show", "audit_and_provide_feedback").stdout.split())

    assert [rating["importance"] for rating in shown["ratings"]] == [4.4, 3.9]
    assert shown["effects"][0]["caution"]["en"] in words
    assert "56 % of the experts, 25 answered" in words


def test_an_id_of_two_sections_shows_both() -> None:
    assert [entry["section"] for entry in _json("show", "culture")["entries"]] == ["determinants", "constructs"]


def test_an_unknown_id_is_named_with_those_like_it() -> None:
    done = _run("show", "audit_and_feedbak")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("itfits: there is no entry 'audit_and_feedbak'; did you mean audit_and_feedback or ")


def _process(*arguments: str, home: Path, stderr: int | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "catalogue", *arguments],
        cwd=ROOT,
        env=make_environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        bufsize=0,
    )
