"""Six pages look as they do in docs/screenshots; a difference that is meant needs new pictures.

Between them they have every kind of chart, both languages, light and dark, telephone and desk.
"""

import io
from itertools import groupby

import pytest
from PIL import Image

from tests.browser.likeness import differences, marked
from tools import screenshots

pytestmark = pytest.mark.elsewhere

KINDS = {kind: list(shots) for kind, shots in groupby(screenshots.KEPT, key=lambda shot: shot.kind)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind[1:])))
def test_pages_look_as_in_their_pictures(new_context, app_url, settled, tmp_path, kind):
    context = new_context(base_url=app_url, **KINDS[kind][0].window)
    page, odd = context.new_page(), {}
    for shot in KINDS[kind]:
        screenshots.open_page(page, settled, shot)
        picture = Image.open(io.BytesIO(screenshots.whole_page(page, settled, shot.width)))
        with Image.open(screenshots.FOLDER / f"{shot.name}.webp") as kept:
            places = differences(picture, kept)
        if places:
            marked(picture, places).save(tmp_path / f"{shot.name}.png")
            odd[shot.name] = places[:5]
    context.close()
    assert odd == {}, f"framed in {tmp_path}; if it is meant: make shots"


def test_the_pictures_kept_are_those_compared():
    kept = {path.stem for path in screenshots.FOLDER.glob("*.webp")}
    assert kept == {shot.name for shot in screenshots.KEPT}
