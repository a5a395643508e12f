"""The commands about projects: list, show, export, import. What they do is in `showing` and `carrying`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command import STORE, run_to_end
from bot.packs import catalogue_of
from bot.settings import Settings, default_store
from bot.stopping import stop

if TYPE_CHECKING:
    from bot.carrying.arriving import Arrived
    from bot.carrying.bundle import Bundle
    from knowledge.catalogue import Catalogue
    from knowledge.project import Project


@click.group()
def project() -> None:
    """Look at what is kept; carry a project elsewhere."""


@project.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@STORE
@click.pass_obj
def list_projects(settings: Settings, as_json: bool, store: str | None) -> None:
    """The projects of a store."""
    names = [each.name for each in run_to_end(_projects(_url(settings, store)))]
    if as_json:
        click.echo(json.dumps(names, ensure_ascii=False))
        return
    for name in names:
        click.echo(name)
    if not names:
        click.echo("There is no project here yet. Start one with: itfits chat", err=True)


@project.command("show")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@STORE
@click.pass_obj
def show_project(settings: Settings, name: str | None, as_json: bool, store: str | None) -> None:
    """One project: where it stands, who is on it, what people wrote, heard, chose, planned and found."""
    from bot.showing import project_as_json, project_as_lines

    catalogue = catalogue_of(settings)
    found = _one(name, run_to_end(_projects(_url(settings, store))))
    if as_json:
        click.echo(json.dumps(project_as_json(found, catalogue), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(project_as_lines(found, catalogue)))


@project.command("export")
@click.argument("name", required=False)
@click.option("--to", "path", type=click.Path(path_type=Path), required=True, help="The file; what is there goes.")
@STORE
@click.pass_obj
def export_project(settings: Settings, name: str | None, path: Path, store: str | None) -> None:
    """Write a whole project to a file that `import` reads. It holds people's words: only you may read it."""
    from bot.carrying.bundle import write_bundle
    from bot.carrying.files import write_privately

    found = _one(name, run_to_end(_projects(_url(settings, store))))
    text = write_bundle(run_to_end(_bundle(_url(settings, store), found.id)))
    try:
        write_privately(path, text)
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror})", status=1)
    click.echo(f'"{found.name}" is in {path}.', err=True)


@project.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", help="What it is called here, where its own name is taken.")
@click.option("--lead", metavar="NAME", help="Which member leads it here, where not the one of the file.")
@click.option("--workspace", metavar="ID", help="Where its people are: a Slack workspace; without it, this terminal.")
@STORE
@click.pass_obj
def import_project(
    settings: Settings, path: Path, name: str | None, lead: str | None, workspace: str | None, store: str | None
) -> None:
    """Take in a project that `export` wrote, as a new one. Exit status 1, with nothing written, where it is wrong."""
    from bot.carrying.bundle import BundleRefusedError, read_bundle
    from bot.carrying.checking import check_bundle

    catalogue = catalogue_of(settings)
    try:
        bundle = read_bundle(_read(path))
        check_bundle(bundle)
        arrived = run_to_end(
            _take_in(_url(settings, store), catalogue, bundle, name=name, lead=lead, workspace=workspace)
        )
    except BundleRefusedError as error:
        stop(str(error), status=1)
    click.echo(arrived.name)
    click.echo(_how_to_get_in(arrived, is_here=workspace is None), err=True)


def _how_to_get_in(arrived: Arrived, *, is_here: bool) -> str:
    ways = [f'{arrived.lead} leads "{arrived.name}".']
    if is_here:
        ways.append(f'Here: itfits chat --as "{arrived.lead}".')
    if arrived.code:
        ways.append(f"On Slack or Telegram {arrived.lead} writes to it: join {arrived.code}")
        ways.append(f"(good once, until {arrived.until:%Y-%m-%d}).")
    return " ".join(ways)


def _read(path: Path) -> bytes:
    from bot.carrying.bundle import LARGEST

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        stop(f"{path} cannot be read ({error.strerror})", status=1)


def _url(settings: Settings, store: str | None) -> str:
    return store or settings.store or default_store()


def _one(name: str | None, found: list[Project]) -> Project:
    """The one that is meant; ends with status 1 where there is none, or several."""
    chosen = [each for each in found if name is None or each.name.casefold() == name.casefold()]
    if len(chosen) != 1:
        stop(_which(name, [each.name for each in found], hits=len(chosen)), status=1)
    return chosen[0]


def _which(name: str | None, names: list[str], *, hits: int) -> str:
    if not names:
        return "there is no project here yet. Start one with: itfits chat"
    listed = ", ".join(f'"{each}"' for each in names)
    if name is None:
        return f"there are several projects; name one of them: {listed}"
    return f'{"several projects are" if hits else "no project is"} called "{name}". There are: {listed}'


async def _projects(url: str) -> list[Project]:
    from bot.bootstrap import opened
    from storage.rows import EVERYTHING

    async with opened(url, writing=False) as kept:
        found = await kept.read(lambda uow: [uow.find_project(each, parts=EVERYTHING) for each in uow.projects()])
    return [each for each in found if each is not None]


async def _bundle(url: str, found: str) -> Bundle:
    """The project as it leaves."""
    from bot.bootstrap import opened
    from bot.carrying.bundle import make_bundle
    from bot.ports import UnitOfWork
    from storage.rows import EVERYTHING

    def work(uow: UnitOfWork) -> Bundle:
        kept = uow.find_project(found, parts=EVERYTHING)
        if kept is None:
            raise KeyError(f"project {found} was there a moment ago")
        return make_bundle(kept, uow.get_person)

    async with opened(url, writing=False) as store:
        return await store.read(work)


async def _take_in(
    url: str, catalogue: Catalogue, bundle: Bundle, *, name: str | None, lead: str | None, workspace: str | None
) -> Arrived:
    from bot.bootstrap import LOCAL, fresh_key, now, opened
    from bot.carrying.arriving import Arrival
    from bot.ports import UnitOfWork

    at, chance, where = now(), fresh_key(), workspace or LOCAL

    def work(uow: UnitOfWork) -> Arrived:
        return Arrival(
            uow,
            catalogue,
            workspace=where,
            at=at,
            chance=chance,
            by_name=workspace is None,
            name=name,
            lead=lead,
        ).take(bundle)

    async with opened(url) as kept:
        return await kept.run(work, locks=frozenset({f"names:{where}"}))
