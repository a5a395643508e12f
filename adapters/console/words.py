"""Everything the console itself says, by language and key. No logic beyond looking up and filling in.

What the assistant says comes as prompts, resolved in the person's language; none of it stands here.
"""

from __future__ import annotations

EVERYWHERE = ("help", "back", "skip", "edit", "status", "why", "pause", "language", "privacy", "stop")
"""The words that count everywhere, in the order in which the screen offers them. Sent as `/word` in any language."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "you": "You",
        "repeat": "(You may have seen this already.)",
        "people.heading": "Who is here:",
        "people.none": "Nobody has said a name yet.",
        "people.one": "{name}: {role}",
        "people.waiting": "a question is waiting",
        "people.speaking": "speaking now",
        "role.lead": "lead",
        "role.member": "member",
        "role.none": "not on the team yet",
        "as.how": "Write /as and a name of up to four words, for example: /as Ana",
        "screen.title": "ItFits",
        "screen.entry": "Write here, and press Enter",
        "screen.keys": "Tab, then a number: choose   Ctrl+P: who speaks   Ctrl+Q: quit",
        "screen.for": "to {name}",
        "screen.speaks": "{name} speaks",
        "screen.who": "Who speaks?",
        "screen.new": "Somebody new: a name, and Enter",
        "word.help": "help",
        "word.back": "back",
        "word.skip": "skip",
        "word.edit": "edit",
        "word.status": "status",
        "word.why": "why",
        "word.pause": "pause",
        "word.language": "language",
        "word.privacy": "privacy",
        "word.stop": "stop",
    },
    "de": {
        "you": "Du",
        "repeat": "(Vielleicht kam das schon einmal an.)",
        "people.heading": "Wer hier ist:",
        "people.none": "Noch hat niemand einen Namen genannt.",
        "people.one": "{name}: {role}",
        "people.waiting": "eine Frage wartet",
        "people.speaking": "spricht gerade",
        "role.lead": "Leitung",
        "role.member": "Mitglied",
        "role.none": "noch nicht im Team",
        "as.how": "Schreib /as und einen Namen aus höchstens vier Wörtern, zum Beispiel: /as Ana",
        "screen.title": "ItFits",
        "screen.entry": "Schreib hier, dann die Eingabetaste",
        "screen.keys": "Tab, dann Nummer: wählen   Strg+P: wer spricht   Strg+Q: Ende",
        "screen.for": "an {name}",
        "screen.speaks": "{name} spricht",
        "screen.who": "Wer spricht?",
        "screen.new": "Jemand Neues: Name, dann Eingabetaste",
        "word.help": "hilfe",
        "word.back": "zurück",
        "word.skip": "überspringen",
        "word.edit": "ändern",
        "word.status": "stand",
        "word.why": "warum",
        "word.pause": "pause",
        "word.language": "sprache",
        "word.privacy": "datenschutz",
        "word.stop": "stopp",
    },
}


def say(key: str, *, language: str = "en", **values: str) -> str:
    """The words for a key, in English where the language has no table. Values are put in as they are."""
    return WORDS.get(language, WORDS["en"])[key].format(**values)
