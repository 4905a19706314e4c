"""What deploy/ names is there, and the service is shut in as its README says."""

import re

from tests.browser.rig import ROOT
from vtdash.ui.uploads import UploadLimits

DEPLOY = ROOT / "deploy"
MEGA = 1_000_000


def settings(file):
    """Return the settings of a unit: name -> values, in their order."""
    found = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", file.read_text(encoding="utf-8"), re.M):
        found.setdefault(name, []).append(value)
    return found


def test_the_service_has_no_root_writes_to_its_data_only_and_reaches_no_network():
    unit = settings(DEPLOY / "vtdash.service")
    assert unit["User"] == ["vtdash"]
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["StateDirectory"] == ["vtdash"]
    assert "ReadWritePaths" not in unit
    assert unit["IPAddressDeny"] == ["any"]
    assert unit["IPAddressAllow"] == ["localhost"]
    assert unit["NoNewPrivileges"] == ["yes"]
    assert unit["CapabilityBoundingSet"] == [""]


def test_the_memory_of_the_service_holds_the_uploads_and_as_much_again():
    (most,) = settings(DEPLOY / "vtdash.service")["MemoryMax"]
    assert int(most.removesuffix("G")) * 2**30 > 2 * UploadLimits().all_mb * MEGA


def test_nginx_takes_a_file_as_large_as_the_page_does():
    config = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    (page,) = map(int, re.findall(r"^maxUploadSize = (\d+)", config, re.M))
    for site in (DEPLOY / "nginx/sites-available").iterdir():
        largest = max(
            map(int, re.findall(r"client_max_body_size (\d+)m;", site.read_text("utf-8")))
        )
        assert page < largest <= page + 1


def test_the_container_copies_what_is_there_and_runs_without_root():
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]]
    assert {"app.py", "vtdash", "static", "pages", "data/reference"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001"]
