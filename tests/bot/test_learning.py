"""Getting ready to match words: what goes wrong there is logged by name, and ends nothing."""

from __future__ import annotations

import threading

import pytest

from bot import learning
from bot.learning import learn_aside, learn_now
from knowledge.catalogue import Catalogue
from knowledge.loading import load_catalogue


def _fail(catalogue: Catalogue) -> None:
    raise ValueError(f"what {len(catalogue.determinants)} people wrote")


def test_what_fails_is_logged_by_name_and_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(learning, "learn", _fail)
    learn_now(load_catalogue())

    assert [record.getMessage() for record in caplog.records] == [
        f"learning.failed fault=ValueError at _fail, line {_fail.__code__.co_firstlineno + 1}"
    ]


def test_a_thread_that_fails_says_so_in_the_log_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(learning, "learn", _fail)
    learn_aside(load_catalogue())
    for thread in threading.enumerate():
        if thread.name == "learning":
            thread.join()

    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert capfd.readouterr().err == ""
