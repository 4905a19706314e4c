"""What a page says where it cannot be brought to life: words that travel with the first page.

No run has sent any by then, so they stand in the shell, in both languages (static/connect.js).
"""

import json

from vtdash.text.messages import message

NO_SCRIPTS = message("This dashboard needs JavaScript. Please switch it on for this address.")

UNCONNECTED = {
    "old": message(
        "This browser is too old for the dashboard. Please use a current version of Chrome, Edge, "
        "Firefox or Safari."
    ),
    "slow": message(
        "The page is still loading. Where nothing comes within a minute, load it again; where it "
        "stays so, tell whoever looks after the dashboard that its files in /static/ do not arrive."
    ),
    "server": message(
        "The server does not answer. Please try again in a minute; where it stays so, tell whoever "
        "looks after the dashboard."
    ),
    "socket": message(
        "The server answers, but the lasting connection over which the page is filled (WebSocket) "
        "is not let through. Try another network or browser, or tell whoever looks after the "
        "dashboard: a proxy has to pass the headers Upgrade, Connection and Host on "
        "(deploy/README.md)."
    ),
}


def unconnected_words() -> str:
    """Return causes with their words, as JSON: cause -> language -> sentence."""
    said = {cause: {"vi": words.vi, "en": words.en} for cause, words in UNCONNECTED.items()}
    return json.dumps(said, ensure_ascii=False)
