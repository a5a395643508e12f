"""Three people on two channels and what they say, from the start of a project to the end of the barriers."""

from __future__ import annotations

import re

from tests.support.scripts import ENGLISH, ENGLISH_DAY, Line, changed
from tests.support.service import House
from tests.support.slack.places import Room
from tests.support.talkers import OnSlack, Talker, Twice, on_slack, on_telegram, taps_first

GOAL = {
    "innovation": "Internet therapy with a coach",
    "goal": "GPs mention it to every patient with mild depression",
    "target": "The staff who deliver care",
    "emphasis": "More referrals",
    "patient": "The GP shows me how to log in",
}
LINK = re.compile(r"https://t\.me/\S+\?start=[A-Za-z0-9_-]+")


class Team:
    """Ana leads in Slack, Ben is there too, Cara has a telephone. They have a room, in which Eve is as well."""

    def __init__(self, house: House, *, twice: Twice = "no") -> None:
        self.house = house
        self.ana, self.ben = on_slack(house, "Ana", twice=twice), on_slack(house, "Ben", twice=twice)
        self.cara = on_telegram(house, "Cara", twice=twice)
        self.eve = on_slack(house, "Eve", twice=twice)
        people = [each.person for each in (self.ana, self.ben, self.eve)]
        self.room: Room = house.slack.room("team", members=people)


async def begin(team: Team) -> None:
    """Ana starts, Ben by a mark and Cara by her name; Cara comes by the link."""
    ana = team.ana
    await ana.says("hello")
    await ana.says("Online therapy in Leeds")
    await ana.says(f"{team.ben.person.mention} and Cara")
    await ana.taps("Me for now")
    await ana.taps("With names")
    await team.cara.opens(link_in(ana))
    await ana.mentions("status", room=team.room)
    await ana.taps("Yes, post there")


def link_in(talker: OnSlack) -> str:
    """The newest link that somebody in Slack was given."""
    return [found[0] for seen in talker.person.sees() for found in LINK.finditer(str(seen.message.blocks))][-1]


async def set_goal(team: Team, *, at_once: bool) -> None:
    """Ana answers the goal, in one window or one by one; Ben agrees, Cara would change it; Ana goes on."""
    ana, cara = team.ana, team.cara
    if at_once:
        assert await ana.fills("Answer all at once", **GOAL) == {}
    else:
        for said in GOAL.values():
            await ana.says(said)
    await ana.taps("Yes, that is it")
    await ana.taps("Me for now")
    await ana.taps("No date")
    await team.ben.taps("Yes")
    await cara.taps("Change this")
    await cara.says("say mild to moderate")
    await ana.taps("Go on with this goal")


async def gather(team: Team) -> None:
    """Each writes what stands in the way: typed, in a window, by the shortcut on somebody's message."""
    await gather_ana(team)
    ben, cara = team.ben, team.cara
    await ben.says("no time for it")
    assert await ben.fills("Write more", more="GPs forget that it exists") == {}
    await finish(ben, helps="Nothing yet", kinds=2)
    await cara.says("patients do not want a computer")
    await finish(cara, helps="Nothing yet", kinds=1)


async def gather_ana(team: Team) -> None:
    """One typed, one of Eve's by the shortcut, and what helps in a window."""
    ana = team.ana
    await ana.says("nobody has time")
    remark = await team.eve.person.says("the log-in fails half of the time", room=team.room)
    await ana.adds(remark)
    assert await ana.submits(words="the log-in fails half of the time") == {}
    await ana.says("thats all")
    assert await ana.fills("Write more", helps="our manager likes it") == {}
    await ana.taps("That's all")
    await taps_first(ana)
    await ana.taps("None of these, keep my words")
    await taps_first(ana)
    await ana.taps("No")


async def finish(talker: Talker, *, helps: str, kinds: int) -> None:
    """Say that this is all, look at the kinds, and send it off."""
    await talker.taps("That's all")
    await talker.taps(helps)
    for _ in range(kinds):
        await taps_first(talker)
    await talker.taps("No")


async def look_together(team: Team) -> None:
    """Ana merges two, adds one that nobody named, and closes."""
    ana = team.ana
    await ana.taps("Look together")
    await ana.says("3 and 4")
    await ana.taps("Yes, one line")
    await ana.taps("All are different")
    await ana.says("nobody is paid for it")
    await taps_first(ana)
    await ana.taps("Yes, close it")


def at_a_terminal() -> tuple[Line, ...]:
    """The same story told at a terminal; without a date, which depends on the day."""
    script = changed(ENGLISH, ENGLISH_DAY, "No date")
    day = script.index(("Ana", "No date"))
    return script[: day + 1] + script[day + 2 :]
