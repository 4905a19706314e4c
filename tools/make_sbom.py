"""Writes what vtdash is made of and under which licences: python -m tools.make_sbom.

``docs/sbom.cdx.json`` is a CycloneDX list of every package of ``requirements.txt`` and
``requirements-signin.txt``, and of what ``static/`` carries. With ``--check``, which ``make lint``
runs, nothing is written: it fails where the list is out of date or a licence is not allowed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from license_expression import Licensing
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
SBOM = ROOT / "docs" / "sbom.cdx.json"

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "LicenseRef-Giffin", "MIT",
    "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib",
}  # fmt: skip
"""Licences under which an office may run and change what it gets (MPL: its own files stay open)."""

READ_FROM_THEIR_TEXTS = {
    "altair": "BSD-3-Clause", "duckdb": "MIT", "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause", "protobuf": "BSD-3-Clause", "pydeck": "Apache-2.0",
    "xlrd": "BSD-3-Clause AND LicenseRef-Giffin",
}  # fmt: skip
"""Where a package's metadata name no licence of SPDX, what its licence file says. LicenseRef-Giffin
is xlrd's second text: who redistributes it names David Giffin in the acknowledgements."""

CARRIED = (
    ("be-vietnam-pro", "5.3.0", "@fontsource", "OFL-1.1", "static/fonts/*.woff2"),
    ("plotly.js-basic-dist-min", "4.1.1", "", "MIT", "static/plotly/*.js"),
)
"""Name, version, namespace at npm, licence and files of what ``static/`` carries."""

_LICENCES = LicenseFactory()


def sbom() -> str:
    """Return the list as JSON of CycloneDX 1.6, without time and serial number."""
    runtime, direct = pinned("requirements.txt"), pinned("requirements.in")
    packages = [_package(name, version, name in runtime) for name, version in _packages().items()]
    carried = [_carried(*part) for part in CARRIED]
    itself = Component(
        name="vtdash", type=ComponentType.APPLICATION, bom_ref="vtdash",
        licenses=[_LICENCES.make_from_string("MIT")],
    )  # fmt: skip
    bom = Bom(components=[*packages, *carried], metadata=BomMetaData(component=itself))
    bom.register_dependency(itself, [*(p for p in packages if p.name in direct), *carried])
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    # without them the same packages make the same file
    del written["serialNumber"], written["metadata"]["timestamp"]
    return json.dumps(written, indent=1) + "\n"


def licences_of_packages() -> dict[str, str]:
    """Return name -> licence as an expression of SPDX, or what the installed package says."""
    return {name: _licence(name) for name in _packages()}


def pinned(file: str) -> dict[str, str]:
    """Return name -> version of a file of requirements."""
    lines = (ROOT / file).read_text().splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line) for line in lines)
    return dict(match.groups() for match in found if match)


def _packages() -> dict[str, str]:
    return pinned("requirements.txt") | pinned("requirements-signin.txt")


def _package(name: str, version: str, always: bool) -> Component:
    return Component(
        name=name, version=version, bom_ref=f"{name}@{version}",
        scope=ComponentScope.REQUIRED if always else ComponentScope.OPTIONAL,
        purl=PackageURL("pypi", name=name, version=version),
        licenses=[_LICENCES.make_from_string(_licence(name))],
    )  # fmt: skip


def _licence(name: str) -> str:
    own = metadata(name)
    said = own.get("License-Expression") or own.get("License") or ""
    return READ_FROM_THEIR_TEXTS.get(name, said)


def _carried(name: str, version: str, group: str, licence: str, files: str) -> Component:
    return Component(
        name=name, version=version, group=group or None, bom_ref=f"{name}@{version}",
        purl=PackageURL("npm", namespace=group, name=name, version=version),
        licenses=[_LICENCES.make_from_string(licence)],
        components=[_file(path) for path in sorted(ROOT.glob(files))],
    )  # fmt: skip


def _file(path: Path) -> Component:
    return Component(
        name=path.relative_to(ROOT).as_posix(), type=ComponentType.FILE, bom_ref=path.name,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(path.read_bytes()).hexdigest())],
    )  # fmt: skip


def not_allowed(licences: Mapping[str, str]) -> list[str]:
    """Return a line for each name whose licence is not on the list, or not known."""
    return [
        f"{name}: {licence or 'no licence named'}"
        for name, licence in licences.items()
        if not licence or set(Licensing().license_keys(licence)) - ALLOWED
    ]


def main() -> int:
    """Write or, with ``--check``, compare; return 1 where something is wrong."""
    refused = not_allowed(licences_of_packages())
    if refused:
        print("Licences to be judged (tools/make_sbom.py):", *refused, sep="\n  ")
        return 1
    if "--check" not in sys.argv:
        SBOM.write_text(sbom())
    elif not SBOM.exists() or SBOM.read_text() != sbom():
        print("docs/sbom.cdx.json is not of these packages: run python -m tools.make_sbom")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
