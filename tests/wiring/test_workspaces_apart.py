"""Three tenants on one store: two Slack workspaces and one on Telegram. None ever sees or touches another's data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.on_telegram import start_link
from dialogs.everywhere import WORDS
from dialogs.phrases import LANGUAGES, listed
from knowledge.project import Project
from tests.support.service import BOTH_WAYS, House, Modes, open_house
from tests.support.shown import calls_to_slack, calls_to_telegram, tokens_in
from tests.support.talkers import OnSlack, OnTelegram, labels_of, on_slack, on_telegram
from tests.wiring.playing import projects_in
from tests.wiring.team import link_in

TYPED = re.compile(r"link ([A-Z0-9]{4}-[A-Z0-9]{4})")
FIELDS = ("words", "innovation", "goal", "target", "emphasis", "patient", "describe", "more", "helps", "change")
EVERY_WORD = [
    spelled for language in LANGUAGES for word in WORDS for spelled in listed(f"word-{word}", language=language)
]
WHERE = [(BOTH_WAYS[0], "sqlite:///{}/store.db"), (BOTH_WAYS[1], "memory:")]
Someone = OnSlack | OnTelegram


@dataclass
class Tenant:
    """A lead with a project, what only this tenant may read, and what opens something there."""

    lead: Someone
    project: str
    secrets: tuple[str, ...]
    codes: tuple[str, ...] = ()
    tokens: Sequence[str] = ()


def settings_of_oauth() -> dict[str, str]:
    """So that other workspaces can install it."""
    return {
        "ITFITS_SLACK_CLIENT_ID": "1.loopback",
        "ITFITS_SLACK_CLIENT_SECRET": "loopback-client-secret",
        "ITFITS_SECRET_KEY": Fernet.generate_key().decode(),
    }


async def settle_in(lead: Someone, member: str, *, name: str, barrier: str, innovation: str) -> Tenant:
    """A lead starts a project with one member to come, and goes on to the barriers."""
    await lead.says("hello")
    for said in (name, member):
        await lead.says(said)
    await lead.taps("Me for now")
    await lead.taps("With names")
    for said in (innovation, f"Staff mention {innovation}", "staff", "More referrals", "skip", "yes", "me", "no date"):
        await lead.says(said)
    await lead.taps("Go on with this goal")
    await lead.says(barrier)
    return Tenant(lead, name, (name, barrier, innovation, member))


async def codes_of(tenant: Tenant) -> tuple[str, ...]:
    """An invitation nobody has used, and a code for one more channel."""
    lead = tenant.lead
    invited = link_of(lead).partition("start=")[2]
    await lead.says("/link")
    code = next(found[1] for message in reversed(lead.sees()) if (found := TYPED.search(message.text)))
    return (f"link {code}", f"join {invited}")


def link_of(talker: Someone) -> str:
    """The newest link that somebody was given."""
    if isinstance(talker, OnSlack):
        return link_in(talker)
    return next(found[0] for each in reversed(talker.sees()) for found in re.finditer(r"https://t\.me/\S+", each.text))


def told(house: House, talker: Someone) -> list[Any]:
    """All calls that reach this person: the whole workspace's, or the one chat's."""
    if isinstance(talker, OnSlack):
        return calls_to_slack(house, team=talker.person.workspace.id)
    return [params for params in calls_to_telegram(house) if params["chat_id"] == talker.person.id]


async def tries_words(talker: Someone) -> None:
    """Every word that works everywhere, written and as a command."""
    for word in EVERY_WORD:
        await talker.says(word)
    for word in WORDS:
        if isinstance(talker, OnSlack):
            await talker.commands(f"/itfits {word}")
        else:
            await talker.says(f"/{word}")
    if labels := labels_of(talker):
        await talker.taps(labels[0])


async def tries_tokens(talker: Someone, tokens: Sequence[str]) -> None:
    """Every button of somebody else's, and every window."""
    for token in tokens:
        await talker.taps_token(token)
        if isinstance(talker, OnSlack):
            await talker.sends_window(token, **dict.fromkeys(FIELDS, "forged"))


async def tries_the_rest(talker: Someone, other: Tenant) -> None:
    """Home, a shortcut, a mention in a room of that id, and a mark of somebody elsewhere."""
    if not isinstance(talker, OnSlack):
        return
    await talker.opens_home()
    remark = await talker.person.says("/itfits", room=talker.house.slack.room("own", members=[talker.person]))
    await talker.adds(remark)
    await talker.person.closes()
    await talker.says("invite")
    await talker.says(f"<@{other.lead.person.id}>")


@pytest.mark.parametrize(("modes", "url"), WHERE, ids=["socket-polling", "http-webhook"])
async def test_nothing_of_one_tenant_is_shown_to_another_or_changed_by_it(
    modes: Modes, url: str, tmp_path: Path
) -> None:
    async with open_house(url.format(tmp_path), modes, **settings_of_oauth()) as house:
        tenants = await three_tenants(house)
        for tenant in tenants:
            tenant.codes = await codes_of(tenant)
            tenant.tokens = tokens_in(told(house, tenant.lead))
            assert tenant.project in str(told(house, tenant.lead))
        for intruder in tenants:
            others = [each for each in tenants if each is not intruder]
            before = await by_name(house)
            await intrude(intruder, others)
            after = await by_name(house)

            assert [after[each.project] for each in others] == [before[each.project] for each in others]
            read = str(told(house, intruder.lead))
            assert [secret for each in others for secret in each.secrets if secret in read] == []


async def intrude(intruder: Tenant, others: Sequence[Tenant]) -> None:
    """All that one may try with what is another's. Codes first: they grow old, and few may be tried in an hour."""
    lead = intruder.lead
    for code in (code for other in others for code in other.codes):
        await lead.says(code)
    await tries_words(lead)
    for other in others:
        await tries_tokens(lead, other.tokens)
        await tries_the_rest(lead, other)


async def by_name(house: House) -> dict[str, Project]:
    """All projects, whole."""
    return {project.name: project for project in await projects_in(house.store)}


async def three_tenants(house: House) -> list[Tenant]:
    """A clinic with the token that is set, a hospital that installed us, a practice on Telegram."""
    ana = on_slack(house, "Ana")
    mona = on_slack(house, "Mona", workspace=house.slack.workspace("Hospital", is_installed=False))
    assert (await house.slack.authorizes(f"{house.address}/slack/install", by=mona.person))[0] == 200
    tina = on_telegram(house, "Tina")
    await begins_by_link(tina)
    return [
        await settle_in(ana, "Bendix", name="Harrogate", barrier="nobody has time", innovation="Internet therapy"),
        await settle_in(mona, "Nicholas", name="Bristol", barrier="the board is against it", innovation="Sleep course"),
        await settle_in(tina, "Ursula", name="Exeter", barrier="the lift is broken", innovation="Walking group"),
    ]


async def begins_by_link(talker: OnTelegram) -> None:
    """An operator lets somebody begin a project, in a workspace of its own."""
    house = talker.house
    await talker.opens(await start_link(house.settings, now=house.time.now(), chance=b"chance"))


async def test_whoever_belongs_to_nobody_gets_nothing_by_a_code_that_was_used_or_by_a_button() -> None:
    async with open_house("memory:", BOTH_WAYS[0], **settings_of_oauth()) as house:
        ana, bendix = on_slack(house, "Ana"), on_telegram(house, "Bendix")
        clinic = await settle_in(
            ana, "Bendix", name="Harrogate", barrier="nobody has time", innovation="Internet therapy"
        )
        linked, invited = await codes_of(clinic)
        await bendix.starts(invited.removeprefix("join "))
        await on_telegram(house, "Ana's phone").says(linked)
        hospital = house.slack.workspace("Hospital", is_installed=False)
        zed, tom = on_slack(house, "Zed", workspace=hospital), on_telegram(house, "Tom")
        await house.slack.authorizes(f"{house.address}/slack/install", by=zed.person)
        before = await by_name(house)
        nobodies: tuple[Someone, ...] = (zed, tom)
        for talker in nobodies:
            await talker.says("hello")
            for code in (linked, invited):
                await talker.says(code)
            await tries_words(talker)
            await tries_tokens(talker, tokens_in(told(house, ana)))
            read = str(told(house, talker))

            assert [secret for secret in clinic.secrets if secret in read] == []
        assert (await by_name(house))["Harrogate"] == before["Harrogate"]
