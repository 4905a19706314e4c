"""The pages look as they do in docs/screenshots; a difference that is meant needs new pictures.

Compared are every page in Vietnamese, light, on a desk, six of them on a telephone too, and three
pages in English, dark. Left out are the page that lists publications and the stewards' page: they
tell days and ids throughout. Words that tell the day are put back to those of the kept picture.
"""

import io
from itertools import groupby

import pytest
from PIL import Image

from tests.browser.likeness import differences, marked
from tests.browser.rig import PAGES
from tools import screenshots
from tools.screenshots import Shot

UNSTEADY = {"changes", screenshots.STEWARDS}
COMPARED = [
    *(Shot(page, "vi", "light", 360) for page in
      ("overview", "enrolment", "tasks", "targets", "compare", "districts")),
    *(Shot(page, "vi", "light", 1440) for page in PAGES if page not in UNSTEADY),
    *(Shot(page, "en", "dark", 1440) for page in ("overview", "enrolment", "tasks")),
]  # fmt: skip
KINDS = {kind: list(shots) for kind, shots in groupby(COMPARED, key=lambda shot: shot.kind)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind[1:])))
def test_pages_look_as_in_their_pictures(new_context, app_url, settled, tmp_path, kind):
    _, language, scheme, width = kind
    context = new_context(
        base_url=app_url, color_scheme=scheme, reduced_motion="reduce", device_scale_factor=1,
        locale={"vi": "vi-VN", "en": "en-GB"}[language],
        viewport={"width": width, "height": screenshots.WIDTHS[width]},
    )  # fmt: skip
    page, odd = context.new_page(), {}
    for shot in KINDS[kind]:
        kept = Image.open(screenshots.FOLDER / f"{shot.name}.webp")
        screenshots.open_page(page, settled, shot)
        page.evaluate(screenshots.WRITE_DATED, screenshots.kept_words(kept))
        picture = Image.open(io.BytesIO(screenshots.whole_page(page, settled, width)))
        if places := differences(picture, kept):
            marked(picture, places).save(tmp_path / f"{shot.name}.png")
            odd[shot.name] = places[:5]
    context.close()
    assert odd == {}, f"framed in {tmp_path}; if it is meant: make shots"


def test_every_page_has_its_pictures():
    kept = {path.stem for path in screenshots.FOLDER.glob("*.webp")}
    assert kept == {shot.name for shot in screenshots.all_shots()}
