"""The methods by which a bot says what it is: its commands, names and descriptions, for each scope and language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial

from tests.support.telegram.messaging import Method
from tests.support.telegram.params import Json
from tests.support.telegram.refusals import make_bad_request
from tests.support.telegram.texts import count_units

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
DESCRIPTION = 256
MOST_COMMANDS = 100
SCOPES = {
    "default": set[str](),
    "all_private_chats": set[str](),
    "all_group_chats": set[str](),
    "all_chat_administrators": set[str](),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
WORDS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


@dataclass
class Profile:
    """What the bot said about itself. `commands` is by (scope as JSON, language), `words` by (field, language)."""

    bot: Json
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)

    def methods(self) -> dict[str, Method]:
        """Name to method."""
        named: dict[str, Method] = {
            "getMe": lambda params: self.get_me(),
            "setMyCommands": self.set_commands,
            "getMyCommands": self.get_commands,
            "deleteMyCommands": self.delete_commands,
        }
        for name, (key, most) in WORDS.items():
            named[f"setMy{name}"] = partial(self._set_words, key=key, most=most)
            named[f"getMy{name}"] = partial(self._get_words, key=key)
        return named

    def get_me(self) -> Json:
        """The bot, with what it may do."""
        abilities = ("can_connect_to_business", "has_main_web_app", "supports_inline_queries")
        return {**self.bot, "can_join_groups": True, "can_read_all_group_messages": True} | dict.fromkeys(
            abilities, False
        )

    def set_commands(self, params: Json) -> bool:
        """The command menu of one scope and language."""
        commands = params.get("commands")
        if not isinstance(commands, list):
            raise make_bad_request("can't parse commands: expected an array")
        if len(commands) > MOST_COMMANDS:
            raise make_bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            _check_command(command)
        self.commands[_audience(params)] = commands
        return True

    def get_commands(self, params: Json) -> list[Json]:
        """The command menu of exactly this scope and language."""
        return self.commands.get(_audience(params), [])

    def delete_commands(self, params: Json) -> bool:
        """No menu of its own for this scope and language."""
        self.commands.pop(_audience(params), None)
        return True

    def _set_words(self, params: Json, *, key: str, most: int) -> bool:
        words = str(params.get(key, ""))
        if count_units(words) > most:
            raise make_bad_request(f"bot {key.replace('_', ' ')} is too long")
        self.words[key, _language(params)] = words
        return True

    def _get_words(self, params: Json, *, key: str) -> Json:
        return {key: self.words.get((key, _language(params)), self.words.get((key, ""), ""))}


def _check_command(command: object) -> None:
    if not isinstance(command, dict) or not COMMAND.fullmatch(str(command.get("command", ""))):
        raise make_bad_request("BOT_COMMAND_INVALID")
    if not 1 <= count_units(str(command.get("description", ""))) <= DESCRIPTION:
        raise make_bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _audience(params: Json) -> tuple[str, str]:
    scope = params.get("scope", {"type": "default"})
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise make_bad_request("can't parse BotCommandScope: unsupported type specified")
    if missing := SCOPES[scope["type"]] - scope.keys():
        raise make_bad_request(f"can't parse BotCommandScope: no {sorted(missing)[0]}")
    return json.dumps(scope, sort_keys=True), _language(params)


def _language(params: Json) -> str:
    language = str(params.get("language_code", ""))
    if not LANGUAGE.fullmatch(language):
        raise make_bad_request("invalid language_code specified")
    return language
