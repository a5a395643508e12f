"""Everything the adapter itself says, by language and key. What the assistant says comes as prompts."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "repeat": "This may be a repeat of the message before.",
        "elsewhere": "I have answered in our direct messages.",
        "everywhere": "These words work everywhere: {words}.",
        "choose": "Choose one",
        "installed": "ItFits is installed in {name}. You can close this page and write to ItFits in Slack.",
        "install.stopped": "ItFits was not installed. Open the link once more if you want to try again.",
        "install.refused": "This ItFits is for other workspaces, and it keeps nothing of yours. Ask whoever runs it to "
        "let yours in, or remove the app from Slack again.",
        "install.whole": "ItFits is installed in one workspace at a time. Please choose one, not the organisation.",
    },
    "de": {
        "repeat": "Vielleicht ist das eine Wiederholung der Nachricht davor.",
        "elsewhere": "Ich habe in unseren Direktnachrichten geantwortet.",
        "everywhere": "Diese Wörter gelten überall: {words}.",
        "choose": "Bitte auswählen",
        "installed": "ItFits ist in {name} installiert. Du kannst diese Seite schließen und ItFits in Slack schreiben.",
        "install.stopped": "ItFits wurde nicht installiert. Öffne den Link noch einmal, um es wieder zu versuchen.",
        "install.refused": "Dieses ItFits ist für andere Workspaces da und behält nichts von eurem. Bitte darum, dass "
        "eurer zugelassen wird, oder entferne die App wieder aus Slack.",
        "install.whole": "ItFits wird für einen Workspace installiert. Bitte wähle einen, nicht die Organisation.",
    },
}


def say(key: str, *, language: str = "en", **values: str) -> str:
    """The words for a key, in English where the language has no table. Values are put in as they are."""
    return WORDS.get(language, WORDS["en"])[key].format(**values)
