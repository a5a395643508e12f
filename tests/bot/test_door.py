"""Who gets in, and how: strangers, invitations by mark and by link, starts by an operator's link, one more channel."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from adapters.delivery import Delivery
from bot.buttons import TakeRoom
from bot.codes import Links, digest_of, make_start_code
from bot.ports import UnitOfWork
from bot.tickets import TRIES
from dialogs.inbound import Blocked, Crowded, Identity, Mentioned, Opened, Room, Said
from knowledge.project import Project
from storage.rows import Owed
from tests.support.world import World, done

KEY = b"a key of the service"
LINKS = Links(telegram="itfits_bot", slack=True, start_key=KEY)


@pytest.fixture
def world() -> World:
    """A Slack workspace of full members."""
    world = World(links=LINKS)
    world.goes_to("slack", workspace="T1", door="start")
    return world


def start(world: World, *, team: str = "Ben", marked: tuple[str, ...] = ()) -> list[Delivery]:
    """Ana starts a project with a team; what the last answer brought about."""
    world.opens("Ana")
    world.says("Ana", "Online therapy in Leeds")
    marks = tuple(world.identity(name) for name in marked)
    delivered = world.takes(world.inbound("Ana", Said(text=team, mentions=marks)))
    if team == "only me":
        return delivered
    world.taps("Ana", "Me for now")
    return world.taps("Ana", "With names")


def to_goal(world: World) -> None:
    """Ana answers the goal up to where the team is asked."""
    for said in ("Online therapy", "GPs mention it to every patient", "staff", "More referrals", "skip", "yes"):
        world.says("Ana", said)


def code_in(world: World, name: str) -> str:
    """The code in what somebody was told."""
    told = "\n".join(d.prompt.body.plain for d in world.letterbox.delivered if d.name == name)
    return str(re.findall(r"start=([A-Za-z0-9_-]{22})", told)[-1])


def on_telegram(world: World) -> None:
    """From here on people act on Telegram."""
    world.goes_to("telegram", workspace="77", door="closed")


def owed_to(world: World, conversation: str) -> list[str]:
    """What was shown in a conversation."""
    return [d.prompt.body.plain for d in world.letterbox.delivered if d.conversation == conversation]


# ------------------------------------------------------------------------------------------------------------ strangers


@pytest.mark.parametrize("said", ["hello", "status", "help", "/start", "privacy", "What is this?", "stop", "🙂"])
def test_a_stranger_learns_what_this_is_and_nothing_else(world: World, said: str) -> None:
    start(world)
    on_telegram(world)

    world.says("Eve", said)
    world.says("Eve", said)

    assert world.step("Eve") == ("stranger", "door")
    told = [d.prompt.body.plain for d in world.letterbox.delivered if d.name == "Eve"]
    assert all("Ask whoever leads your project" in text for text in told)
    assert not any("Leeds" in text or "Ana" in text for text in told)


def test_a_stranger_can_be_spoken_to_in_another_language(world: World) -> None:
    on_telegram(world)
    world.opens("Eve")

    world.taps("Eve", "Deutsch")

    assert "dein Team" in world.text("Eve") or "ihr Team" in world.text("Eve")
    assert world.step("Eve") == ("stranger", "door")


def test_a_guest_of_a_workspace_cannot_start_a_project(world: World) -> None:
    world.goes_to("slack", workspace="T1", door="closed")

    world.says("Guest", "/start")

    assert world.step("Guest") == ("stranger", "door")


def test_a_full_member_is_not_offered_somebody_elses_project(world: World) -> None:
    start(world)

    world.opens("Dora")

    assert world.step("Dora") == ("start", "name")
    assert "Leeds" not in world.text("Dora")


def test_a_name_typed_leads_to_nobody_who_has_that_name_elsewhere(world: World) -> None:
    """Ben of another team is not on this one because somebody here is called Ben too."""
    world.opens("Ben")

    start(world, team="Ben")

    (member,) = [m for m in world.project().members if m.role == "member"]
    assert world.session("Ben").person != member.person


# ---------------------------------------------------------------------------------------------------------- invitations


def test_somebody_marked_hears_of_it_at_once_and_once(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))
    told = world.text("Ben")
    to_goal(world)
    world.says("Ana", "me")
    world.says("Ana", "no date")

    assert "Ana put you on the team of “Online therapy in Leeds”" in told
    assert world.labels("Ben")
    assert sum("put you on the team" in d.prompt.body.plain for d in world.letterbox.delivered if d.name == "Ben") == 1


def test_a_mark_takes_any_name_that_the_platform_shows(world: World) -> None:
    start(world, team="@Dr. Ben (GP), MD and @Cara, and Dora", marked=("Dr. Ben (GP), MD", "Cara"))

    assert [m.name for m in world.project().members] == ["Ana", "Dr. Ben", "Cara", "Dora"]


def test_whoever_is_only_named_gets_in_by_a_link_that_the_lead_passes_on(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)

    world.takes(world.inbound("Benjamin", Opened(ticket=code)))

    assert [m.name for m in world.project().members] == ["Ana", "Ben"]
    assert world.session("Benjamin").person == world.project().members[1].person
    assert "Hello Ben" in world.text("Ben")


def test_a_link_works_once(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=code)))

    world.takes(world.inbound("Eve", Opened(ticket=code)))

    assert world.step("Eve") == ("stranger", "door")
    assert "was used already" in world.text("Eve")


def test_a_link_is_over_after_two_weeks(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.later(days=14)

    world.takes(world.inbound("Ben", Opened(ticket=code)))

    assert world.step("Ben") == ("stranger", "door")
    assert "too old" in world.text("Ben")


@pytest.mark.parametrize("form", ["join {}", "/join {}", "{}", "https://t.me/itfits_bot?start={}", "JOIN {}"])
def test_a_code_can_be_written_in_many_ways(world: World, form: str) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    world.goes_to("slack", workspace="T1", door="closed")

    world.says("Benny", form.format(code))

    assert world.session("Benny").person == world.project().members[1].person


def test_the_lead_invites_later_and_the_newcomer_is_asked_what_the_team_is_asked(world: World) -> None:
    start(world, team="only me")
    to_goal(world)

    world.says("Ana", "/invite")
    world.takes(world.inbound("Ana", Said(text="@Ben and Cara", mentions=(world.identity("Ben"),))))

    assert [m.name for m in world.project().members] == ["Ana", "Ben", "Cara"]
    assert "What makes it hard on a normal day?" in world.text("Ben")
    assert "Cara gets in by this link" in world.text("Ana") or code_in(world, "Ana")


@pytest.mark.parametrize("command", ["/invite @Ben, Cara", "invite @Ben and Cara"])
def test_names_given_with_the_command_are_invited_at_once(world: World, command: str) -> None:
    start(world, team="only me")
    to_goal(world)

    world.takes(world.inbound("Ana", Said(text=command, mentions=(world.identity("Ben"),))))
    world.taps("Ana", "That's all")

    assert [m.name for m in world.project().members] == ["Ana", "Ben", "Cara"]
    assert world.project().contributions == ()
    assert world.step("Ana") == ("barriers", "describe")


def test_a_barrier_that_begins_with_the_word_is_a_barrier(world: World) -> None:
    start(world, team="only me")
    to_goal(world)

    world.says("Ana", "Invite letters get lost")

    assert [c.words for c in world.project().contributions] == ["Invite letters get lost"]


def test_only_the_lead_invites(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))
    to_goal(world)
    world.says("Ana", "me")
    world.says("Ana", "no date")

    world.says("Ben", "/invite")

    assert "Ana leads this project" in world.text("Ben")


def test_somebody_of_another_workspace_cannot_be_marked_onto_a_team(world: World) -> None:
    world.opens("Ana")
    world.says("Ana", "Online therapy")
    other = Identity(channel="slack", workspace="T2", user="mallory", name="Mallory")

    world.takes(world.inbound("Ana", Said(text="@Mallory", mentions=(other,))))

    assert world.step("Ana") == ("start", "members")


def test_a_link_of_another_organisation_does_not_mix_two_teams(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    world.goes_to("slack", workspace="T2", door="start")
    world.opens("Mona")
    world.says("Mona", "Another project")
    world.says("Mona", "only me")

    world.says("Mona", f"join {code}")

    assert "another organisation" in world.text("Mona")
    assert {p.name: len(p.members) for p in world.projects()} == {"Online therapy in Leeds": 2, "Another project": 1}


# --------------------------------------------------------------------------------------------------------------- starts


def test_on_telegram_a_project_is_started_by_an_operators_link_only(world: World) -> None:
    code = make_start_code(KEY, expires=world.at + timedelta(days=14), chance=b"1234")
    on_telegram(world)

    world.says("Tom", "/start")
    assert world.step("Tom") == ("stranger", "door")
    world.takes(world.inbound("Tom", Opened(ticket=code)))
    assert world.step("Tom") == ("start", "name")
    world.says("Tom", "Sleep course")

    assert world.project().workspace not in {"77", "T1", "local"}


@pytest.mark.parametrize("spoiled", ["key", "time", "used"])
def test_an_operators_link_that_is_forged_old_or_used_opens_nothing(world: World, spoiled: str) -> None:
    key = b"another key" if spoiled == "key" else KEY
    code = make_start_code(key, expires=world.at + timedelta(minutes=0 if spoiled == "time" else 1), chance=b"1234")
    on_telegram(world)
    if spoiled == "used":
        world.takes(world.inbound("Tom", Opened(ticket=code)))

    world.takes(world.inbound("Eve", Opened(ticket=code)))

    assert world.step("Eve") == ("stranger", "door")
    assert world.projects() == []


# --------------------------------------------------------------------------------------------- one person, two channels


def linking_code(world: World, name: str) -> str:
    """The code that somebody asks for."""
    world.says(name, "/link")
    told = "\n".join(d.prompt.body.plain for d in world.letterbox.delivered if d.name == name)
    return str(re.findall(r"link ([A-Z0-9]{4}-[A-Z0-9]{4})", told)[-1])


def joins(world: World, name: str, code: str) -> None:
    """Somebody brings the code on another channel, and says that both are them."""
    world.says(name, f"link {code}")
    asked = [d for d in world.letterbox.delivered if d.conversation == world.conversation(name)]
    yes = next(o for d in reversed(asked) for o in d.prompt.options if o.label == "Yes, both are me")
    world.taps_token(name, yes.token)


def has_been_told(world: World, name: str, words: str) -> bool:
    """Whether one of the messages in which somebody was spoken to says so."""
    conversation = world.conversation(name)
    return any(words in d.prompt.body.plain for d in world.letterbox.delivered if d.conversation == conversation)


def test_one_person_goes_on_where_they_write(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)

    joins(world, "Ana on the phone", code.lower())
    world.says("Ana on the phone", "Online therapy with a coach")

    assert world.project().goal.innovation == "Online therapy with a coach"
    assert world.letterbox.delivered[-1].conversation.startswith("telegram:")


def test_what_each_of_two_persons_had_stays_when_they_are_one(world: World) -> None:
    """Ben was named by Ana and wrote on Telegram by her link; in Slack he had a project of his own."""
    start(world, team="Ben")
    invited = code_in(world, "Ana")
    world.opens("Ben S")
    world.says("Ben S", "My own")
    world.says("Ben S", "only me")
    code = linking_code(world, "Ben S")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=invited)))

    joins(world, "Ben", code)

    def teams(project: Project) -> list[str]:
        return [m.person for m in project.members if not m.left]

    leeds, own = world.projects()
    assert teams(own)[0] == teams(leeds)[1] == world.session("Ben").person
    assert len(done(world.store.read(lambda uow: uow.identities_of(teams(own)[0])))) == 2


def test_a_code_is_over_after_ten_minutes_and_after_one_use(world: World) -> None:
    start(world, team="only me")
    first = linking_code(world, "Ana")
    on_telegram(world)
    joins(world, "Phone", first)
    world.says("Other", f"link {first}")
    assert "was used already" in world.text("Other")

    world.goes_to("slack", workspace="T1", door="start")
    second = linking_code(world, "Ana")
    on_telegram(world)
    world.later(minutes=10)
    world.says("Other", f"link {second}")
    assert "too old" in world.text("Other")


def test_a_newer_code_ends_the_one_before(world: World) -> None:
    start(world, team="only me")
    first, _ = linking_code(world, "Ana"), linking_code(world, "Ana")
    on_telegram(world)

    world.says("Phone", f"link {first}")

    assert "was used already" in world.text("Phone")


def test_a_code_joins_nobody_who_did_not_say_that_both_are_them(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)

    world.says("Phone", f"link {code}")
    world.says("Phone", "what is this")

    assert has_been_told(world, "Phone", "Are you Ana?")
    assert world.step("Phone") == ("stranger", "door")


def test_whoever_is_on_a_team_does_not_become_a_strangers_second_channel(world: World) -> None:
    """Mallory passes on a code of hers; Ben, who opens it, would hand her all that is his."""
    start(world, team="Ben")
    invited = code_in(world, "Ana")
    world.goes_to("slack", workspace="T9", door="start")
    world.opens("Mallory")
    code = linking_code(world, "Mallory")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=invited)))

    world.takes(world.inbound("Ben", Opened(ticket=code.replace("-", ""))))

    assert has_been_told(world, "Ben", "You are on a team here already")
    assert len({world.session("Ben").person, done(world.store.read(lambda uow: uow.people("T9")))[0].id}) == 2


def test_the_other_channels_hear_of_a_new_one_and_can_cut_it_off(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)
    joins(world, "Phone", code)
    world.goes_to("slack", workspace="T1", door="start")
    cut = next(o for d in world.letterbox.delivered for o in d.prompt.options if o.label == "That was not me")

    world.taps_token("Ana", cut.token)
    on_telegram(world)
    world.says("Phone", "status")

    assert has_been_told(world, "Phone", "It is one conversation now")
    assert world.step("Phone") == ("stranger", "door")
    assert "Leeds" not in world.text("Phone")


def test_nobody_becomes_somebody_who_has_come_already(world: World) -> None:
    """A lead marks a colleague and asks for a link in their name: it would let in whoever has it."""
    start(world, team="@Ben", marked=("Ben",))
    to_goal(world)
    world.says("Ana", "/invite")
    told = world.taps("Ana", "New link for Ben")

    assert "Ben has come already" in told[0].prompt.body.plain
    assert not any("start=" in d.prompt.body.plain for d in told)


def test_earlier_links_are_over_once_somebody_has_come_or_has_a_newer_one(world: World) -> None:
    start(world, team="Ben")
    first = code_in(world, "Ana")
    to_goal(world)
    world.says("Ana", "/invite")
    world.taps("Ana", "New link for Ben")
    second = code_in(world, "Ana")
    on_telegram(world)

    world.takes(world.inbound("Eve", Opened(ticket=first)))
    assert world.step("Eve") == ("stranger", "door")
    world.takes(world.inbound("Ben", Opened(ticket=second)))
    assert [m.name for m in world.project().members] == ["Ana", "Ben"]


def test_ones_own_link_opened_again_is_no_reproach(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=code)))

    world.takes(world.inbound("Ben", Opened(ticket=code)))

    assert "You are on that team already" in world.text("Ben")


def test_no_code_stays_in_the_store_once_it_was_told(world: World) -> None:
    start(world, team="Ben")
    codes = (code_in(world, "Ana"), linking_code(world, "Ana"))

    kept = [row.model_dump_json() for row in world.sent_rows()]

    assert len(kept) > 3
    assert [row for row in kept if any(code in row for code in codes)] == []


def test_two_people_who_share_a_name_are_two(world: World) -> None:
    world.opens("Ana")
    world.says("Ana", "Online therapy")
    twins = [Identity(channel="slack", workspace="T1", user=user, name="Maria Lopez") for user in ("u1", "u2")]

    world.takes(world.inbound("Ana", Said(text="@Maria Lopez, @Maria Lopez", mentions=tuple(twins))))

    assert [m.name for m in world.project().members] == ["Ana", "Maria Lopez", "Maria Lopez"]
    people = done(world.store.read(lambda uow: [uow.find_person(who) for who in twins]))
    assert len({person.id for person in people if person}) == 2


def test_guessing_is_limited_and_a_right_code_comes_too_late(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)
    for number in range(TRIES):
        world.says("Eve", f"link ABCD-EFG{number + 2}")

    world.says("Eve", f"link {code}")
    assert "several codes" in world.text("Eve")
    joins(world, "Ana on the phone", code)
    assert world.step("Ana on the phone") == ("goal", "innovation")


@pytest.mark.parametrize("said", ["join ward rounds", "link both systems", "join", "link the lab and the ward"])
def test_an_answer_that_begins_like_a_code_is_an_answer(world: World, said: str) -> None:
    start(world, team="only me")

    world.says("Ana", said)

    assert world.project().goal.innovation == said or world.step("Ana") == ("goal", "innovation")
    assert not has_been_told(world, "Ana", "That code")


def test_two_people_of_two_organisations_stay_two(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    world.goes_to("slack", workspace="T2", door="start")
    world.opens("Mona")
    world.says("Mona", "Another project")
    world.says("Mona", "only me")

    world.says("Mona", f"link {code}")

    assert has_been_told(world, "Mona", "two organisations")
    assert len({p.members[0].person for p in world.projects()}) == 2


def test_nothing_that_lets_somebody_in_can_be_read_from_the_store(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")

    ticket = done(world.store.read(lambda uow: uow.find_ticket(digest_of(code))))

    assert ticket is not None
    assert code not in ticket.model_dump_json()
    assert ticket.expires - ticket.made == timedelta(days=14)


# -------------------------------------------------------------------------------------------------- rooms, groups, gone


ROOM = Room(channel="slack", workspace="T1", room="C1")


def mention(world: World, name: str, text: str = "status") -> list[Delivery]:
    """Somebody mentions the bot in a shared room."""
    return world.takes(world.inbound(name, Mentioned(room=ROOM, text=text)))


def attach(world: World, name: str) -> list[Delivery]:
    """A lead mentions us in the room, and says that the team's posts may go there."""
    asked = mention(world, name)
    yes = next(o for d in asked for o in d.prompt.options if o.label == "Yes, post there")
    return world.taps_token(name, yes.token)


def test_a_room_is_the_teams_once_its_lead_says_so_alone(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))

    asked = mention(world, "Ana")
    assert {d.conversation for d in asked} == {"slack:T1:ana"}
    hello = next(d for d in attach(world, "Ana") if d.conversation == ROOM.conversation)
    (again,) = mention(world, "Ben")

    assert "I post here what the team of “Online therapy in Leeds” decides" in hello.prompt.body.plain
    assert again.prompt.body.plain.startswith("Online therapy in Leeds")
    assert [option.token for option in again.prompt.options] == ["open"]


def test_what_a_team_decides_is_posted_in_its_room(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))
    attach(world, "Ana")
    to_goal(world)
    world.says("Ana", "me")
    world.says("Ana", "no date")
    world.says("Ben", "yes")
    world.says("Ana", "go on") if "goal" in world.step("Ana") else None

    assert [text for text in owed_to(world, ROOM.conversation) if "the goal is decided" in text]


def test_somebody_of_no_team_learns_nothing_in_a_teams_room(world: World) -> None:
    start(world)
    attach(world, "Ana")
    before = len(owed_to(world, ROOM.conversation))

    mention(world, "Eve")

    assert len(owed_to(world, ROOM.conversation)) == before
    assert "Leeds" not in world.text("Eve")


def test_a_room_is_not_taken_from_a_team_nor_for_somebody_elses(world: World) -> None:
    start(world)
    attach(world, "Ana")
    ana = world.project().id
    world.opens("Mallory")
    world.says("Mallory", "Decoy")
    world.says("Mallory", "only me")
    decoy = world.project().id

    world.taps_token("Mallory", TakeRoom(room="C1", project=decoy).token)
    world.taps_token("Mallory", TakeRoom(room="C2", project=ana).token)

    def rooms(uow: UnitOfWork) -> list[Room | None]:
        return [uow.room_of_project(project) for project in (ana, decoy)]

    assert done(world.store.read(rooms)) == [ROOM, None]


def test_a_group_is_refused_once(world: World) -> None:
    on_telegram(world)

    first = world.takes(world.inbound("A group", Crowded()))
    second = world.takes(world.inbound("A group", Crowded()))

    assert ["one to one" in d.prompt.body.plain for d in first] == [True]
    assert second == []


def test_the_lead_hears_once_that_somebody_cannot_be_reached(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=code)))

    first = world.takes(world.inbound("Ben", Blocked()))
    second = world.takes(world.inbound("Ben", Blocked()))

    assert [d.name for d in (*first, *second)] == ["Ana"]
    assert "I cannot reach Ben any more" in first[0].prompt.body.plain


def test_what_is_owed_to_somebody_who_blocked_one_channel_comes_on_the_other(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)
    joins(world, "Phone", code)
    person = world.session("Phone").person
    owed = Owed(
        id="later",
        channel="telegram",
        conversation="telegram:77:phone",
        person=person,
        prompt=world.prompts["Ana"],
        due=world.at + timedelta(hours=1),
    )
    done(world.store.run(lambda uow: uow.owe(owed)))

    world.takes(world.inbound("Phone", Blocked()))
    world.later(hours=1)
    moved = world.takes(world.inbound("Nobody", Crowded()))

    assert [d.conversation for d in moved if d.person] == ["slack:T1:ana"]


def test_a_repeat_of_any_act_changes_nothing_and_owes_nothing(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    inbound = world.inbound("Ben", Opened(ticket=code))
    world.takes(inbound)

    assert world.takes(inbound) == []
    assert world.acks[-1].is_repeat
