"""The command line. Exit status 0: done; 1: something is not there or not right; 2: it cannot run as it is."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Coroutine
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from bot.faults import name_fault
from bot.lookup.commands import lookup
from bot.packs import catalogue_of
from bot.settings import Settings, SettingsError, default_store, read_settings
from bot.stopping import stop
from storage.rows import StoreFailedError, StoreUnusableError

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

log = logging.getLogger(__name__)

T = TypeVar("T")

_STORE = click.option(
    "--store", metavar="URL", help="Where everything is kept: a path, sqlite:///path or postgresql://..."
)


def _run(work: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(work)
    except (StoreUnusableError, StoreFailedError) as error:
        stop(str(error), status=2)
    except OSError as error:
        stop(f"what is written here goes nowhere ({error.strerror}). What was answered is kept.", status=2)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _settings() -> Settings:
    try:
        return read_settings(os.environ, file=Path(".env"))
    except SettingsError as error:
        stop(str(error), status=2)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="itfits-assistant")
@click.pass_context
def main(context: click.Context) -> None:
    """The ItFits Assistant: tailored implementation as a conversation."""
    if context.invoked_subcommand != "doctor":  # to that one, settings of no use are something to tell
        context.obj = _settings()


main.add_command(lookup)


@main.command()
@click.option(
    "--plain", is_flag=True, help="Plain lines, also for other programs to drive; the default without a terminal."
)
@click.option("--as", "name", metavar="NAME", help="Who is speaking.")
@_STORE
@click.pass_obj
def chat(settings: Settings, plain: bool, name: str | None, store: str | None) -> None:
    """Talk to it."""
    from adapters.console.parse import read_name

    if name is not None and read_name(name) is None:
        stop(f"--as {name!r}: I need a name of up to 40 letters.", status=2)
    is_plain = plain or not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout))
    known = catalogue_of(settings)
    _run(_chat(settings, store or settings.store or default_store(), known, name=name, is_plain=is_plain))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


async def _chat(settings: Settings, url: str, catalogue: Catalogue, *, name: str | None, is_plain: bool) -> None:
    from adapters.console.app import run_plain, run_screen
    from adapters.console.send import ConsoleChannel
    from bot.bootstrap import ConsoleDesk, fresh_key, now, opened
    from bot.learning import learn_aside

    async with opened(url, alone="terminal") as kept:
        channel = ConsoleChannel()
        learn = partial(learn_aside, catalogue)
        desk = ConsoleDesk(kept, channel, catalogue=catalogue, language=settings.language, asked=learn)
        if is_plain:
            await run_plain(
                desk,
                channel=channel,
                speaker=name,
                lines=sys.stdin or StringIO(),
                out=sys.stdout or StringIO(),
                clock=now,
                fresh_key=fresh_key,
                language=settings.language,
            )
        else:
            await run_screen(
                desk, channel=channel, speaker=name, clock=now, fresh_key=fresh_key, language=settings.language
            )


@main.command()
@_STORE
@click.pass_obj
def run(settings: Settings, store: str | None) -> None:
    """Talk on Slack and Telegram, until SIGTERM or Ctrl-C."""
    from bot.spelling import find_conflicts

    if conflicts := find_conflicts(settings):
        stop(" ".join(conflicts), status=2)
    known = catalogue_of(settings)  # what is wrong with it is told before anything is opened
    _run(_serve(settings, store or settings.store or default_store(), known))


async def _serve(settings: Settings, url: str, catalogue: Catalogue) -> None:
    from bot.bootstrap import now, opened
    from bot.http import AddressError
    from bot.learning import learn_now
    from bot.logs import set_up_logs
    from bot.platforms import make_service
    from bot.service import run_until_told

    set_up_logs(settings)
    async with opened(url) as kept:
        service = make_service(settings, kept, catalogue=catalogue, clock=now)
        learn_now(catalogue)
        try:
            await run_until_told(service, host=settings.host, port=settings.port)
        except AddressError as error:
            stop(str(error), status=2)
        except (StoreUnusableError, StoreFailedError):
            raise
        except Exception as error:  # its own text may quote people, and Python would print it
            log.critical("service.failed fault=%s", name_fault(error))
            raise SystemExit(1) from None


@main.command()
@click.option("--json", "as_json_", is_flag=True, help="As JSON.")
@_STORE
def doctor(as_json_: bool, store: str | None) -> None:
    """Say what is to be mended; changes nothing. Exit status 1 where there is something."""
    from bot.bootstrap import now
    from bot.doctor.examining import examine
    from bot.doctor.findings import as_json, as_lines, is_well

    logging.disable()  # all there is to say is in the findings
    checks = _run(examine(os.environ, file=Path(".env"), store=store, clock=now))
    click.echo(as_json(checks) if as_json_ else "\n".join(as_lines(checks)))
    raise SystemExit(0 if is_well(checks) else 1)


@main.command()
@click.pass_obj
def invite(settings: Settings) -> None:
    """Print a link with which somebody starts a project on Telegram. Good once, for two weeks."""
    if settings.telegram_bot_token is None:
        stop("on Telegram a project is started by such a link, and ITFITS_TELEGRAM_BOT_TOKEN is not set", status=2)
    link, until = _run(_start_link(settings))
    click.echo(link)
    click.echo(f"Good once, until {until}. Whoever opens it may start a project.", err=True)


async def _start_link(settings: Settings) -> tuple[str, str]:
    from secrets import token_bytes

    from adapters.delivery import DeliveryError
    from bot.bootstrap import now
    from bot.codes import START_FOR
    from bot.logs import set_up_logs
    from bot.on_telegram import start_link
    from dialogs.phrases import say_date

    set_up_logs(settings)
    made = now()
    try:
        link = await start_link(settings, now=made, chance=token_bytes(8))
        return link, say_date((made + START_FOR).date(), language="en")
    except DeliveryError:
        stop("Telegram does not answer for this token. See what to mend with: itfits doctor", status=1)


@main.group()
def project() -> None:
    """Look at what is kept."""


@project.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_STORE
@click.pass_obj
def list_projects(settings: Settings, as_json: bool, store: str | None) -> None:
    """The projects of a store."""
    found = _run(_projects(store or settings.store or default_store(), catalogue_of(settings)))
    if as_json:
        click.echo(json.dumps([p["name"] for p, _ in found], ensure_ascii=False))
        return
    for shown, _ in found:
        click.echo(shown["name"])
    if not found:
        click.echo("There is no project here yet. Start one with: itfits chat", err=True)


@project.command("show")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_STORE
@click.pass_obj
def show_project(settings: Settings, name: str | None, as_json: bool, store: str | None) -> None:
    """One project: where it stands, its goal, what people wrote."""
    found = _run(_projects(store or settings.store or default_store(), catalogue_of(settings)))
    chosen = [each for each in found if name is None or each[0]["name"].casefold() == name.casefold()]
    if len(chosen) != 1:
        stop(_which(name, [shown["name"] for shown, _ in found], hits=len(chosen)), status=1)
    shown, lines = chosen[0]
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


def _which(name: str | None, names: list[str], *, hits: int) -> str:
    if not names:
        return "there is no project here yet. Start one with: itfits chat"
    listed = ", ".join(f'"{each}"' for each in names)
    if name is None:
        return f"there are several projects; name one of them: {listed}"
    return f'{"several projects are" if hits else "no project is"} called "{name}". There are: {listed}'


async def _projects(url: str, catalogue: Catalogue) -> list[tuple[dict[str, Any], list[str]]]:
    from bot.bootstrap import opened
    from bot.showing import project_as_json, project_as_lines
    from storage.rows import EVERYTHING

    async with opened(url, writing=False) as kept:
        found = await kept.read(lambda uow: [uow.find_project(p, parts=EVERYTHING) for p in uow.projects()])
    return [(project_as_json(p, catalogue), project_as_lines(p, catalogue)) for p in found if p is not None]


@main.group()
def flows() -> None:
    """The conversations as tables."""


@flows.command()
def check() -> None:
    """Find faults of flows, phrases and limits; exit status 1 where there are any."""
    from dialogs.checker import find_faults

    faults = find_faults()
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults" if faults else "No faults.", err=bool(faults))
    raise SystemExit(1 if faults else 0)


@flows.command()
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("docs/flows"))
def draw(folder: Path) -> None:
    """Draw the process and every flow as Mermaid, into docs/flows."""
    from dialogs.drawing import drawings

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in drawings().items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(folder / name)
