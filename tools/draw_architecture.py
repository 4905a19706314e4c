"""Draw docs/architecture.svg from the imports of vtdash: python -m tools.draw_architecture."""

from __future__ import annotations

import ast
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "architecture.svg"
SCREEN = "app.py, pages"  # the box of what is outside the package and on top of it
BOX_WIDTH, BOX_HEIGHT, STEP, GAP, MARGIN, LANE, RIGHT = 320, 84, 128, 40, 16, 14, 696
ROUNDED = 500  # lines are rounded to this, so that a small change needs no new picture
START = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>The folders of vtdash: each imports only from those below</title>
<style>
  .ground {{ fill: #ffffff }} .box {{ fill: #f3f5f8; stroke: #1f4e79 }}
  text {{ fill: #1b2430; font: 13px system-ui, sans-serif; text-anchor: middle }}
  .name {{ font-size: 17px; font-weight: 600 }} .few {{ font-size: 12px }}
  .arrow {{ stroke: #535d6b; stroke-width: 1.5; fill: none }} .head {{ fill: #535d6b }}
  @media (prefers-color-scheme: dark) {{
    .ground {{ fill: #101419 }} .box {{ fill: #1c222a; stroke: #9cc6f0 }} text {{ fill: #e8ecf1 }}
    .arrow {{ stroke: #a6b0bd }} .head {{ fill: #a6b0bd }}
  }}
</style>
<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" orient="auto" markerWidth="7"
  markerHeight="7"><path class="head" d="M0 0L8 4L0 8z"/></marker>
<rect class="ground" width="100%" height="100%"/>"""


class Folder(NamedTuple):
    """A folder of the product: number of modules, their lines, and the folders they import."""

    modules: int
    lines: int
    imports: frozenset[str]


def levels() -> list[list[str]]:
    """Return the folders level by level from the top, as the contract in pyproject.toml has it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if "layers" in c)
    top, *below = (layer.split(" | ") for layer in contract["layers"])
    return [[SCREEN, *top], *below]


def read_folders() -> dict[str, Folder]:
    """Return each folder of vtdash by its name, and app.py with the pages as one."""
    folders, names = dict[str, Folder](), [name for row in levels() for name in row]
    for name in names:
        inside = (ROOT / "vtdash" / name).rglob("*.py")
        files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py")] if name == SCREEN else inside
        sources = [file.read_text("utf-8") for file in files]
        imports = {each for source in sources for each in _imported(source)} & set(names) - {name}
        folders[name] = Folder(len(sources), "".join(sources).count("\n"), frozenset(imports))
    return folders


def _imported(source: str) -> Iterator[str]:
    """Yield the folder of vtdash that each import of a module names."""
    for node in ast.walk(ast.parse(source)):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (module.split(".")[1] for module in modules if module.startswith("vtdash."))


def arrows(folders: Mapping[str, Folder]) -> list[tuple[str, str]]:
    """Return who imports whom, without what the arrows by way of another folder imply."""
    reached: dict[str, set[str]] = {}
    for name in reversed(list(folders)):  # from the lowest level up
        imports = folders[name].imports
        reached[name] = set(imports).union(*(reached[below] for below in imports))
    return [
        (name, below)
        for name, folder in folders.items()
        for below in sorted(folder.imports)
        if not any(below in reached[other] for other in folder.imports)
    ]


def draw(folders: Mapping[str, Folder]) -> str:
    """Return the picture as SVG; an arrow that passes a level by goes down on the right."""
    corners: dict[str, tuple[int, int]] = {}
    for level, row in enumerate(levels()):
        left = MARGIN + (BOX_WIDTH + GAP) // 2 * (len(row) == 1)
        for number, name in enumerate(row):
            corners[name] = left + number * (BOX_WIDTH + GAP), MARGIN + level * STEP
    parts, lane = list[str](), RIGHT
    for name, below in arrows(folders):
        (x, y), (to_x, to_y) = corners[name], corners[below]
        way = f"M{x + BOX_WIDTH // 2} {y + BOX_HEIGHT}"
        way += f"L{to_x + BOX_WIDTH // 2 + (x - to_x) // 8} {to_y}"
        if to_y - y > STEP:
            lane += LANE
            end = to_y + (lane - RIGHT) % (BOX_HEIGHT - 8) + 4
            way = f"M{x + BOX_WIDTH} {y + BOX_HEIGHT // 2}H{lane}V{end}H{to_x + BOX_WIDTH}"
        parts.append(f'<path class="arrow" d="{way}" marker-end="url(#head)"/>')
    for name, (x, y) in corners.items():
        parts += _box(name, folders[name], x, y)
    start = START.format(width=lane + MARGIN, height=MARGIN + len(levels()) * STEP)
    return "\n".join([start, *parts, "</svg>\n"])


def _box(name: str, folder: Folder, x: int, y: int) -> Iterator[str]:
    middle, lines = x + BOX_WIDTH // 2, max(round(folder.lines / ROUNDED), 1) * ROUNDED
    imports = f"imports {', '.join(sorted(folder.imports))}" if folder.imports else ""
    yield f'<rect class="box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4"/>'
    yield f'<text class="name" x="{middle}" y="{y + 22}">{name}</text>'
    yield f'<text x="{middle}" y="{y + 41}">{folder.modules} modules, about {lines:,} lines</text>'
    for n, line in enumerate(textwrap.wrap(imports, 50)):
        yield f'<text class="few" x="{middle}" y="{y + 58 + 15 * n}">{line}</text>'


if __name__ == "__main__":
    PICTURE.write_text(draw(read_folders()), "utf-8")
