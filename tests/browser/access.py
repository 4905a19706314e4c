"""Measures of access that the browser tests share: axe, sizes of targets, rings of focus."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on colours."""

_AXE = """async ({within, only}) => {
    const result = await axe.run(within.length ? {include: within} : document, {
        runOnly: only, rules: {'target-size': {enabled: true}},
        resultTypes: ['violations'], preload: false,  // of films and sheets: no rule here asks
    });
    return result.violations.flatMap(({id, nodes}) => nodes.map(
        node => `${id}: ${node.html.slice(0, 160)} – ${node.failureSummary}`));
}"""

_SMALL = """() => {
    const targets = 'a[href], button, input, [role=tab], [role=option], [role=switch]';
    const isHidden = element => element.closest('[aria-hidden=true]') !== null
        || !element.checkVisibility({visibilityProperty: true})
        || getComputedStyle(element).clipPath === 'inset(50%)';
    const isInSentence = element => {
        const block = element.closest('p, li, dd, dt, td, th');
        const beside = block?.cloneNode(true);
        beside?.querySelectorAll('a').forEach(link => link.remove());
        const isInline = getComputedStyle(element).display === 'inline';
        return isInline && /\\p{L}/u.test(beside?.textContent);
    };
    const small = [];
    for (const element of document.querySelectorAll(targets)) {
        const target = element.matches('input') ? element.closest('label') ?? element : element;
        const {width, height} = target.getBoundingClientRect();
        if (!width || isHidden(target) || isHidden(target.parentElement)) continue;
        if (Math.min(width, height) >= 23.9 || isInSentence(element)) continue;
        small.push(`${Math.round(width)}x${Math.round(height)} ${element.outerHTML.slice(0, 120)}`);
    }
    return small;
}"""
"""Links within a sentence are as tall as their line: WCAG 2.5.8 excepts them."""

_RING = """() => {
    const named = document.createElement('i');
    named.style.color = 'var(--vt-accent)';
    document.querySelector('[data-testid="stApp"]').append(named);
    const accent = getComputedStyle(named).color;
    named.remove();
    let at = document.activeElement;
    for (let up = 0; at && up < 4; at = at.parentElement, up++) {
        const ring = getComputedStyle(at);
        if (ring.outlineStyle === 'solid' && parseFloat(ring.outlineWidth) >= 2) {
            return ring.outlineColor === accent ? '' : `ring is ${ring.outlineColor}`;
        }
    }
    return 'no ring';
}"""


def violations(page: Page, *within: str, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds, in words; ``rules`` are all of ``TAGS`` where no others are named.

    ``within`` are selectors of what to look at, if not at the whole page: while a dialogue is open
    the framework hides the rest from assistive technology, and rules about a page make no sense.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    return page.evaluate(_AXE, {"within": within, "only": only})


def small_targets(page: Page) -> list[str]:
    """Return the targets of less than 24 by 24 CSS pixels (WCAG 2.2, 2.5.8)."""
    return page.evaluate(_SMALL)


def ring_fault(page: Page) -> str:
    """Return what is wrong with the ring around what has the focus, '' if it is as designed.

    The ring has the accent's colour, whose contrast ``tests/unit/test_colours.py`` measures.
    """
    return page.evaluate(_RING)
