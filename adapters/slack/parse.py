"""Slack's payloads in our words. Pure: no client, no clock, nobody's name; never raises, whatever came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.slack.limits import CHANNEL, SHORTCUT_CALLBACK
from adapters.slack.payload import dict_at, list_at, text_at, value_at
from adapters.slack.persons import Known, identity_of
from adapters.slack.written import Words, mentioned_in, read_message, read_mrkdwn, spell, without
from dialogs.everywhere import read_everywhere
from dialogs.inbound import (
    Brought,
    Content,
    Filled,
    Medium,
    Mended,
    Mentioned,
    Opened,
    Room,
    Said,
    Tapped,
    Wordless,
)
from dialogs.phrases import LANGUAGES
from dialogs.prompt import GO_ON

_OF_PEOPLE = frozenset({"", "file_share", "me_message", "thread_broadcast"})
_MEDIA: dict[str, Medium] = {"image": "photo", "audio": "voice", "video": "video"}
_FILE_KINDS: dict[str, Medium] = {"slack_audio": "voice", "slack_video": "video"}


@dataclass(frozen=True)
class Heard:
    """What a person did. `words` are what they wrote, `content` has it with ids where names belong.

    `asked_in` is Slack's id of the room in which a command was given. `comes_again`: where it is not acknowledged,
    Slack delivers it once more.
    """

    key: str
    workspace: str
    user: str
    content: Content
    words: Words = ()
    asked_in: str = ""
    is_on_home: bool = False
    comes_again: bool = False


@dataclass(frozen=True)
class HomeOpened:
    """Somebody looks at their own page. `hash` is that of what they saw last."""

    workspace: str
    user: str
    hash: str = ""


@dataclass(frozen=True)
class Uninstalled:
    """The workspace does not want us any more. `at` is in whole seconds since 1970; None where Slack does not say."""

    workspace: str
    at: int | None = None


Parsed = Heard | HomeOpened | Uninstalled | None


def parse_event(payload: object) -> Parsed:
    """An event of the Events API; None for what is not for us."""
    reader = _EVENTS.get(text_at(payload, "event", "type"))
    return reader(payload) if reader and text_at(payload, "event_id") and workspace_of(payload) else None


def parse_action(payload: object) -> Heard | None:
    """A button pressed, in a message or on the person's own page."""
    value = text_at(payload, "actions", 0, "value") or text_at(payload, "actions", 0, "selected_option", "value")
    if not value:
        return None
    trigger = text_at(payload, "trigger_id") or None
    content = Opened() if value == GO_ON else Tapped(token=value, trigger=trigger)
    return _by_trigger(payload, content, is_on_home=text_at(payload, "view", "type") == "home")


def parse_view(payload: object) -> Heard | None:
    """A window sent off; None for one that was closed."""
    token = text_at(payload, "view", "private_metadata")
    if text_at(payload, "type") != "view_submission" or not token:
        return None
    values = dict_at(payload, "view", "state", "values")
    fields = {str(key): _read_field(block) for key, block in values.items()}
    return _by_trigger(payload, Filled(token=token, fields=fields))


def parse_command(payload: object) -> Heard | None:
    """`/itfits` and what follows it."""
    words = _with_slash(read_mrkdwn(text_at(payload, "text")))
    content = _read_command(spell(words, names={}))
    return _by_trigger(payload, content, words=words, asked_in=text_at(payload, "channel_id"))


def parse_shortcut(payload: object) -> Heard | None:
    """Somebody's message, brought as a barrier."""
    if text_at(payload, "type") != "message_action" or text_at(payload, "callback_id") != SHORTCUT_CALLBACK:
        return None
    words = read_message(value_at(payload, "message"))
    content = Brought(words=spell(words, names={}), trigger=text_at(payload, "trigger_id") or None)
    return _by_trigger(payload, content, words=words)


def name_mentioned(heard: Heard, *, people: Mapping[str, Known]) -> Content:
    """The content of it, with names where ids stood."""
    if not heard.words:
        return heard.content
    text = spell(heard.words, names={user: known.name for user, known in people.items()})
    match heard.content:
        case Said() as said:
            mentions = tuple(
                identity_of(user, workspace=heard.workspace, known=people.get(user, Known()))
                for user in mentioned_in(heard.words)
            )
            return said.but(text=text, mentions=mentions)
        case Mentioned() as mentioned:
            return mentioned.but(text=text)
        case Brought() as brought:
            return brought.but(words=text)
        case other:
            return other


def workspace_of(payload: object) -> str:
    """The workspace whose installation of ours this came through, wherever it was said in it."""
    return (
        text_at(payload, "view", "app_installed_team_id")
        or text_at(payload, "team", "id")
        or text_at(payload, "authorizations", 0, "team_id")
        or text_at(payload, "team_id")
        or text_at(payload, "user", "team_id")
    )


def name_payload(payload: object) -> str:
    """Kind and id of any payload, for a log: nothing that people wrote."""
    kind = text_at(payload, "event", "type") or text_at(payload, "type") or text_at(payload, "command")
    ident = text_at(payload, "event_id") or text_at(payload, "trigger_id") or text_at(payload, "view", "id")
    return f"kind={kind[:60]!r} id={ident[:80]!r}"


def _by_trigger(
    payload: object, content: Content, *, words: Words = (), asked_in: str = "", is_on_home: bool = False
) -> Heard | None:
    workspace, trigger = workspace_of(payload), text_at(payload, "trigger_id")
    user = text_at(payload, "user", "id") or text_at(payload, "user_id")
    if not (workspace and trigger and user):
        return None
    return Heard(
        key=f"{CHANNEL}:{workspace}:{trigger}",
        workspace=workspace,
        user=user,
        content=content,
        words=words,
        asked_in=asked_in,
        is_on_home=is_on_home,
    )


def _by_event(payload: object, content: Content, *, user: str, words: Words = ()) -> Heard | None:
    workspace = workspace_of(payload)
    if not user:
        return None
    key = f"{CHANNEL}:{workspace}:{text_at(payload, 'event_id')}"
    return Heard(key=key, workspace=workspace, user=user, content=content, words=words, comes_again=True)


def _read_field(block: object) -> str:
    """The words of a field, or the key of the option picked."""
    if not isinstance(block, dict):
        return ""
    element = next(iter(block.values()), None)
    return text_at(element, "selected_option", "value") or text_at(element, "value")


def _read_command(text: str) -> Content:
    return Opened() if text in ("", "/open") else Said(text=text)


def _with_slash(words: Words) -> Words:
    """With the slash that Slack took off, where a command is meant; a code with its word before it is none."""
    if not words or not isinstance(words[0], str) or not words[0].split():
        return words
    head, *others = words[0].split()
    known = {read_everywhere(f"/{head.lstrip('/')}", language=code) for code in LANGUAGES} - {None, "link"}
    is_one = not others and len(words) == 1
    is_command = is_one or bool(known) or head.startswith("/")
    return (f"/{words[0].lstrip('/')}", *words[1:]) if is_command else words


def _parse_message(payload: object) -> Heard | None:
    event = value_at(payload, "event")
    kind = text_at(event, "channel_type")
    if kind != "im" and not (kind == "" and text_at(event, "channel").startswith("D")):
        return None  # in shared rooms we hear mentions and buttons only
    match text_at(event, "subtype"):
        case "message_changed":
            return _parse_change(payload)
        case "message_deleted":
            message = value_at(event, "previous_message")
            return None if _is_of_bot(message) else _mended(payload, message, how="deleted")
        case subtype if subtype in _OF_PEOPLE and not _is_of_bot(event):
            return _parse_words(payload)
    return None


def _mended(payload: object, message: object, *, how: str) -> Heard | None:
    content = Mended(how="deleted" if how == "deleted" else "edited")
    return _by_event(payload, content, user=text_at(message, "user"))


def _parse_change(payload: object) -> Heard | None:
    """An edit by its author. Slack also reports its own changes, such as a link's preview: the words are the same."""
    before, after = value_at(payload, "event", "previous_message"), value_at(payload, "event", "message")
    if _is_of_bot(after):
        return None
    if text_at(after, "subtype") == "tombstone":
        return _mended(payload, after if text_at(after, "user") else before, how="deleted")
    is_edit = text_at(before, "text") != text_at(after, "text") if before else bool(dict_at(after, "edited"))
    return _mended(payload, after, how="edited") if is_edit else None


def _parse_words(payload: object) -> Heard | None:
    event = value_at(payload, "event")
    words = without(read_message(event), user=_bot_of(payload))
    beside = _read_medium(list_at(event, "files"))
    text = spell(words, names={})
    if not text and beside is None:
        return None
    content = Said(text=text, beside=beside) if text or beside is None else Wordless(what=beside)
    return _by_event(payload, content, user=text_at(event, "user"), words=words)


def _read_medium(files: list[object]) -> Medium | None:
    if not files:
        return None
    kind = _FILE_KINDS.get(text_at(files, 0, "subtype"))
    return kind or _MEDIA.get(text_at(files, 0, "mimetype").partition("/")[0], "file")


def _parse_mention(payload: object) -> Heard | None:
    event = value_at(payload, "event")
    place, workspace = text_at(event, "channel"), workspace_of(payload)
    if not place or place.startswith("D") or _is_of_bot(event):
        return None
    words = without(read_message(event), user=_bot_of(payload))
    room = Room(channel=CHANNEL, workspace=workspace, room=place)
    content = Mentioned(room=room, text=spell(words, names={}))
    return _by_event(payload, content, user=text_at(event, "user"), words=words)


def _parse_home(payload: object) -> HomeOpened | None:
    event, workspace = value_at(payload, "event"), workspace_of(payload)
    user = text_at(event, "user")
    if text_at(event, "tab") != "home" or not user:
        return None
    return HomeOpened(workspace=workspace, user=user, hash=text_at(event, "view", "hash"))


def _parse_uninstalled(payload: object) -> Uninstalled:
    at = value_at(payload, "event_time")
    return Uninstalled(workspace=workspace_of(payload), at=at if type(at) is int else None)


def _parse_revoked(payload: object) -> Uninstalled | None:
    """Only the bot's token is ours: others may be revoked beside it."""
    return _parse_uninstalled(payload) if list_at(payload, "event", "tokens", "bot") else None


def _bot_of(payload: object) -> str:
    return text_at(payload, "authorizations", 0, "user_id")


def _is_of_bot(message: object) -> bool:
    return bool(text_at(message, "bot_id") or dict_at(message, "bot_profile") or not text_at(message, "user"))


_EVENTS: dict[str, Callable[[object], Parsed]] = {
    "message": _parse_message,
    "app_mention": _parse_mention,
    "app_home_opened": _parse_home,
    "app_uninstalled": _parse_uninstalled,
    "tokens_revoked": _parse_revoked,
}
