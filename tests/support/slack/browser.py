"""A person's browser while they add the app to their workspace: from its install page to Slack's and back."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import aiohttp

AUTHORISE = re.compile(r"https?://[^\s\"']+/oauth/v2/authorize\?[^\s\"']+")


@dataclass(frozen=True)
class Asked:
    """What the app's install page asks of Slack, and the cookies it set."""

    client_id: str
    scopes: frozenset[str]
    state: str
    redirect_uri: str
    cookies: dict[str, str]


async def ask_to_install(install_url: str) -> Asked:
    """Open the app's install page, and read the address of Slack's page off it.

    Raises `AssertionError` when the page leads nowhere.
    """
    async with (
        aiohttp.ClientSession() as session,
        session.get(install_url, allow_redirects=False) as page,
    ):
        words = page.headers.get("Location") or html.unescape(await page.text())
        cookies = {name: morsel.value for name, morsel in page.cookies.items()}
    found = AUTHORISE.search(words)
    if found is None:
        raise AssertionError(f"no way to Slack's page on {urlsplit(install_url).path}: {page.status}")
    given = {name: values[0] for name, values in parse_qs(urlsplit(found[0]).query).items()}
    scopes = frozenset(scope for scope in given.get("scope", "").split(",") if scope)
    return Asked(given["client_id"], scopes, given["state"], given.get("redirect_uri", ""), cookies)


async def go_back(install_url: str, asked: Asked, given: dict[str, str], *, with_cookies: bool) -> tuple[int, str]:
    """Come back to the app with what Slack gave (a code, or an error); the status and the words of its page.

    Whatever host the app says it has, it is called where its install page was: a test knows no other.
    """
    here = urlsplit(install_url)
    path = urlsplit(asked.redirect_uri).path or here.path.replace("install", "oauth_redirect")
    address = f"{here.scheme}://{here.netloc}{path}"
    cookie = "; ".join(f"{name}={value}" for name, value in asked.cookies.items()) if with_cookies else ""
    async with (
        aiohttp.ClientSession() as session,
        session.get(address, params=given, headers={"Cookie": cookie}, allow_redirects=False) as page,
    ):
        return page.status, await page.text()
