"""The command line as a process: what it prints, where, and with which status it ends."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dialogs.process import STEPS
from storage import tables
from tests.support.processes import PATIENCE, ROOT, Chat, EndedError, make_environment, run_itfits
from tests.support.telegram.server import LoopbackTelegram
from tests.wiring.playing import rows_at

QUESTION = "Who else is on the team? Names with commas between them."


@pytest.fixture(scope="module")
def with_one_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one project, to be copied."""
    folder = tmp_path_factory.mktemp("one")
    done = run_itfits(
        "chat", "--plain", "--store", str(folder / "store.db"), home=folder, put="Ana: Online therapy\nBen\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "store.db"


@pytest.fixture
def store(with_one_project: Path, tmp_path: Path) -> Path:
    """The same, of the test's own, with its home beside it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "data").mkdir()
    return Path(shutil.copy(with_one_project, tmp_path / "data" / "store.db"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where a process finds what it calls its home."""
    (tmp_path / "home").mkdir(exist_ok=True)
    return tmp_path / "home"


def _all_of(folder: Path) -> dict[str, bytes | None]:
    return {str(each): each.read_bytes() if each.is_file() else None for each in sorted(folder.rglob("*"))}


# ------------------------------------------------------------------------------------------------------------ settings


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ITFITS_FOO": "1"}, "There is no setting ITFITS_FOO. All of them are in docs/settings.md."),
        ({"ITFITS_STOER": "1"}, "There is no setting ITFITS_STOER. Did you mean ITFITS_STORE?"),
        ({"ITFITS_LANGUAGE": "xx"}, "ITFITS_LANGUAGE: 'xx' is not a language I speak; choose one of en, de"),
    ],
)
@pytest.mark.parametrize("arguments", [("chat", "--plain"), ("project", "list")])
def test_a_setting_that_cannot_be_used_ends_it_with_status_2(
    arguments: tuple[str, ...], settings: dict[str, str], said: str, home: Path
) -> None:
    done = run_itfits(*arguments, home=home, **settings)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"itfits: {said}\n")
    assert _all_of(home) == {}


def test_newcomers_are_spoken_to_in_the_language_that_is_set(home: Path) -> None:
    done = run_itfits("chat", "--plain", home=home, ITFITS_LANGUAGE="de", ITFITS_STORE=str(home / "here.db"))

    assert " < Erkennen, Schritt 1 von 5\n" in done.stdout
    assert "Wie soll euer Projekt heißen?\n  [1] English\n>\n" in done.stdout
    assert (home / "here.db").exists()


def test_without_a_store_it_is_kept_in_the_users_data_folder(home: Path) -> None:
    done = run_itfits("chat", "--plain", home=home, put="Ana: Online therapy\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert (home / "data" / "itfits" / "itfits.db").exists()
    assert run_itfits("project", "list", home=home).stdout == "Online therapy\n"


# --------------------------------------------------------------------------------------------- stores of no use


def _newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE itfits_schema SET version_num = '9999'")


def _other_program(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("CREATE TABLE something (else_ TEXT)")


def _no_database(store: Path) -> None:
    store.write_text("A letter to my aunt, long enough to be one. " * 10, encoding="utf-8")


def _folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


def _cut_off(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:5000])


def _read_only(store: Path) -> None:
    store.chmod(0o444)


def _in_a_read_only_folder(store: Path) -> None:
    store.parent.chmod(0o555)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_newer, "newer"),
        (_other_program, "another program"),
        (_no_database, "is not a database"),
        (_folder, "is a folder"),
        (_cut_off, "is damaged"),
        (_read_only, "is read-only"),
        (_in_a_read_only_folder, "is read-only"),
    ],
)
def test_a_store_that_cannot_be_used_ends_it_with_one_sentence_and_stays_as_it_is(
    spoil: Callable[[Path], None], said: str, store: Path, home: Path
) -> None:
    spoil(store)
    before = _all_of(store.parent)

    done = run_itfits("chat", "--plain", "--store", str(store), home=home, put="hello\n")
    after = _all_of(store.parent)
    store.parent.chmod(0o755)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("itfits: ")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert after == before


@pytest.mark.parametrize("url", ["mysql://here/itfits", "sqlite:///", "postgresql://["])
def test_a_store_that_is_no_place_is_refused(url: str, home: Path) -> None:
    done = run_itfits("chat", "--plain", "--store", url, home=home)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("itfits: ")


def test_a_second_writing_process_is_told_so_and_the_first_goes_on(store: Path, home: Path) -> None:
    with Chat(str(store), home=home) as first:
        before = _all_of(store.parent)
        second = run_itfits("chat", "--plain", "--store", str(store), home=home, put="hello\n")
        after = _all_of(store.parent)
        shown = run_itfits("project", "list", "--store", str(store), home=home)

        assert (second.returncode, second.stdout, second.stderr.count("\n")) == (2, "", 1)
        assert "another process writes to it" in second.stderr
        assert after == before
        assert (shown.returncode, shown.stdout) == (0, "Online therapy\n")
        assert first.say("Ana: me for now") != []


def test_the_next_process_may_write_once_the_first_has_ended(store: Path, home: Path) -> None:
    with Chat(str(store), home=home) as first:
        first.kill()
        second = run_itfits("chat", "--plain", "--store", str(store), home=home)

    assert (second.returncode, second.stderr) == (0, "")


# ------------------------------------------------------------------------------------------------------- projects


@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("show",), ("show", "--json"), ("show", "x")])
def test_looking_at_a_store_that_is_not_there_makes_none(arguments: tuple[str, ...], home: Path) -> None:
    done = run_itfits("project", *arguments, "--store", str(home / "none.db"), home=home)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Start a conversation first." in done.stderr
    assert _all_of(home) == {}


def test_a_project_is_shown_as_json_for_programs(store: Path, home: Path) -> None:
    done = run_itfits("project", "show", "--json", "--store", str(store), home=home)
    shown = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert {"name", "process", "goal", "barriers", "parking"} <= set(shown)
    assert (shown["name"], shown["barriers"], shown["parking"]) == ("Online therapy", [], [])
    assert [set(step) for step in shown["process"]] == [{"module", "step", "state", "owner", "due"}] * 13
    assert [(step["module"], step["step"]) for step in shown["process"]] == [(s.module, s.key) for s in STEPS]
    assert shown["process"][0] == {"module": "identify", "step": "team", "state": "open", "owner": "Ana", "due": None}
    assert {step["state"] for step in shown["process"][1:]} == {"waiting"}


def test_a_project_is_shown_as_lines_for_people(store: Path, home: Path) -> None:
    done = run_itfits("project", "show", "--store", str(store), home=home)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Online therapy\n\n  identify  team           open      Ana\n")


@pytest.fixture
def two_projects(store: Path, home: Path) -> str:
    """A store with a second project, of somebody else."""
    lines = "/as Dora\nNo, start my own\nPain group\n"
    done = run_itfits("chat", "--plain", "--store", str(store), home=home, put=lines)
    assert (done.returncode, done.stderr) == (0, "")
    return str(store)


def test_several_projects_are_listed_and_one_is_shown_by_name(two_projects: str, home: Path) -> None:
    listed = run_itfits("project", "list", "--json", "--store", two_projects, home=home)
    shown = run_itfits("project", "show", "pain GROUP", "--json", "--store", two_projects, home=home)

    assert json.loads(listed.stdout) == ["Online therapy", "Pain group"]
    assert json.loads(shown.stdout)["name"] == "Pain group"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ([], 'there are several projects; name one of them: "Online therapy", "Pain group"'),
        (["Else"], 'no project is called "Else". There are: "Online therapy", "Pain group"'),
    ],
)
def test_a_name_that_leads_to_no_project_or_to_several_says_which_there_are(
    name: list[str], said: str, two_projects: str, home: Path
) -> None:
    done = run_itfits("project", "show", *name, "--store", two_projects, home=home)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"itfits: {said}\n")


# -------------------------------------------------------------------------------------------------------- the end


def test_the_end_of_the_input_is_status_0(home: Path) -> None:
    with Chat(str(home / "store.db"), home=home) as chat:
        chat.say("Ana: Online therapy")

        assert chat.end() == (0, "")


def test_the_last_line_counts_without_its_line_feed(home: Path) -> None:
    done = run_itfits("chat", "--plain", "--store", str(home / "store.db"), home=home, put="Ana: Online therapy")

    assert f"Ana < {QUESTION}" in done.stdout.splitlines()


@pytest.mark.parametrize("opened", [True, False])
def test_ctrl_c_is_quiet(opened: bool, home: Path) -> None:
    with Chat(str(home / "store.db"), home=home) as chat:
        if opened:
            chat.say("Ana: Online therapy")
        chat.signal(signal.SIGINT)

        assert chat.wait() == (130, "")
        assert chat.restart()[-1:] != []


def test_a_closed_output_is_quiet_and_what_was_said_is_kept(home: Path) -> None:
    with Chat(str(home / "store.db"), home=home) as chat:
        chat.say("Ana: Online therapy")
        chat.pipes.close_output()
        chat.pipes.write(b"Ben, Cara\n")

        assert chat.wait() == (0, "")
    assert [row["name"] for row in rows_at(f"sqlite:///{home}/store.db", tables.membership)] == ["Ana", "Ben", "Cara"]


def test_who_comes_back_after_a_closed_output_reads_what_was_owed_and_a_question(home: Path) -> None:
    with Chat(str(home / "store.db"), home=home) as chat:
        chat.say("Ana: Online therapy")
        chat.pipes.close_output()
        chat.pipes.write(b"Ben, Cara\n")
        chat.wait()

        opened = chat.restart()

    assert "Ana < Ben and Cara are on the team." in opened
    assert opened[-1] == "  [3] Cara"


def test_a_process_that_cannot_start_says_why(home: Path) -> None:
    """The driver is tried on a failure too, so that no test waits for what will never come."""
    with pytest.raises(EndedError, match="status 2"):
        Chat(str(home), home=home)


# ------------------------------------------------------------------------------------------------ who sits there


def test_whoever_sat_down_first_stays_in_one_conversation(home: Path) -> None:
    """Two conversations of one person would be in order each, and in none together."""
    with Chat(str(home / "store.db"), home=home) as chat:
        for line in ("Ana: Online therapy", "Ana: only me", "Ana: me for now"):
            chat.say(line)
            chat.end()
            chat.restart()

    assert {row["conversation"] for row in rows_at(f"sqlite:///{home}/store.db", tables.outbox)} == {
        "console:local:you"
    }


def test_a_name_that_is_none_is_refused_at_the_door(home: Path) -> None:
    done = run_itfits("chat", "--plain", "--as", "7", "--store", str(home / "store.db"), home=home)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert _all_of(home) == {}


def test_an_output_that_takes_nothing_is_named(home: Path) -> None:
    """As on a disk that is full; what was answered is kept."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "chat", "--plain", "--store", str(home / "store.db")],
            cwd=ROOT,
            env=make_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "goes nowhere" in done.stderr


def test_a_terminal_that_is_closed_ends_the_screen_and_lets_go_of_the_store(home: Path) -> None:
    """Also where whoever started it, such as make, keeps the hang-up to itself."""
    ours, theirs = os.openpty()
    command = 'trap "" HUP; "$@"; exit $?'
    screen = subprocess.Popen(
        ["sh", "-c", command, "sh", sys.executable, "-m", "bot", "chat", "--store", str(home / "store.db")],
        cwd=ROOT,
        env=make_environment(home, TERM="xterm-256color"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        seen = b""
        while b"What shall we call" not in seen:
            seen += os.read(ours, 65_536)
        os.close(ours)
        screen.wait(timeout=PATIENCE)
    finally:
        if screen.poll() is None:
            os.killpg(screen.pid, signal.SIGKILL)
    done = run_itfits("chat", "--plain", "--store", str(home / "store.db"), home=home)

    assert (done.returncode, done.stderr) == (0, "")


async def test_an_invitation_is_a_bare_link_and_beside_it_how_long_it_is_good(home: Path) -> None:
    async with LoopbackTelegram() as telegram:
        settings = {"ITFITS_TELEGRAM_BOT_TOKEN": telegram.token, "ITFITS_TELEGRAM_API_URL": telegram.url}
        done = await asyncio.to_thread(run_itfits, "invite", home=home, **settings)

    assert re.fullmatch(r"https://t\.me/\w+\?start=[\w-]+\n", done.stdout)
    assert re.fullmatch(
        r"Good once, until \w+day, \d+ \w+ \d{4}\. Whoever opens it may start a project\.\n", done.stderr
    )
