"""The spans of time and the threshold in docs/privacy.md are those of the code."""

import re
from pathlib import Path

import pytest

from vtdash.reference import load_catalogue
from vtdash.rules.rights import SignInRules
from vtdash.ui import uploads

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/privacy.md"
SITES = sorted((ROOT / "deploy/nginx/sites-available").iterdir())


def test_the_page_about_personal_data_has_the_numbers_of_the_code():
    lost, idle = uploads.GONE / 60, uploads.UploadLimits.minutes
    hours, least = SignInRules.hours, load_catalogue().smallest_count
    _, vietnamese, english = PAGE.read_text("utf-8").split("\n## ")
    for said in (
        f"{lost:.0f} phút sau khi mất kết nối; {idle} phút sau lần bấm cuối",
        f"mặc định {hours} giờ",
        f"ô dưới {least} người",
    ):
        assert said in vietnamese
    for said in (
        f"{lost:.0f} minutes after a lost connection; {idle} minutes after the last click",
        f"{hours} if nothing is set",
        f"cells of fewer than {least} people",
    ):
        assert said in english


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_proxy_writes_no_file_of_a_steward_to_its_disk(site):
    (location,) = re.findall(r"location \S*/upload_file/ \{(.*?)\}", site.read_text(), re.DOTALL)
    assert "proxy_request_buffering off;" in location
