"""The charts that a page sends: AppTest sees their places only, as HTML."""

from html.parser import HTMLParser

from streamlit.testing.v1.element_tree import Block


class _Places(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if said.get("class") == "chart":
            self.found.append(said)


def read_charts(html: str) -> list[dict[str, str]]:
    """Return the attributes of each chart in HTML."""
    places = _Places()
    places.feed(html)
    return places.found


def sent_charts(block: Block) -> list[dict[str, str]]:
    """Return the attributes of each chart within a part of the page, in reading order."""
    return [chart for sent in block.get("html") for chart in read_charts(sent.proto.body)]
