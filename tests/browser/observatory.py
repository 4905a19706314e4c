"""The grade of Mozilla's HTTP Observatory for the headers of a page.

Rules and points: github.com/mdn/mdn-http-observatory, src/grader/charts.js (SCORE_TABLE,
GRADE_CHART, MINIMUM_SCORE_FOR_EXTRA_CREDIT), as of commit 01b47110, read on 1 December 2026. Of
each rule the outcomes are listed that a page can have which sets its headers at all; whatever else
is found counts as the worst. A page begins with 100; extra points count from 90 on.
"""

import re
from collections.abc import Mapping, Sequence

POINTS = {
    "content-security-policy":
        {"no unsafe": 5, "unsafe-inline in style-src only": 0, "unsafe": -20, "none": -25},
    "cookies": {"secure, lax or strict": 5, "none": 0, "not secure": -20, "no SameSite": -20},
    "cross-origin-resource-sharing": {"none": 0, "open to all": 0, "open with credentials": -50},
    "redirection": {"to TLS on the same host": 0, "none": -20},
    "referrer-policy": {"private": 5, "none": 0, "unsafe": -5},
    "strict-transport-security": {"six months": 0, "shorter": -10, "none": -20},
    "subresource-integrity": {"scripts of this host only": 0, "other scripts": -50},
    "x-content-type-options": {"nosniff": 0, "none": -5},
    "x-frame-options": {"by frame-ancestors": 5, "none": -20},
    "cross-origin-resource-policy": {"same-origin": 10, "none": 0},
}  # fmt: skip
GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"))
EXTRA_FROM = 90
SIX_MONTHS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def outcomes(
    headers: Sequence[tuple[str, str]], body: str, redirect: tuple[int, str], host: str
) -> dict[str, str]:
    """Return the outcome of each rule: of a page's headers and body, and of its plain address."""
    all_ = [(name.lower(), value) for name, value in headers]
    said = dict(all_)
    policy = directives(said.get("content-security-policy", ""))
    age = re.search(r"max-age=(\d+)", said.get("strict-transport-security", ""))
    shared = said.get("access-control-allow-origin")
    with_credentials = "access-control-allow-credentials" in said
    sources = re.findall(r"<script[^>]*\ssrc=[\"']?([^\"' >]+)", body)
    return {
        "content-security-policy": _policy(policy),
        "cookies": _cookies([value.lower() for name, value in all_ if name == "set-cookie"]),
        "cross-origin-resource-sharing": "none" if not shared else
            "open with credentials" if with_credentials else "open to all",
        "redirection": "to TLS on the same host"
            if redirect[0] in {301, 302, 307, 308} and redirect[1].startswith(f"https://{host}/")
            else "none",
        "referrer-policy": "none" if "referrer-policy" not in said else
            "private" if said["referrer-policy"] in PRIVATE else "unsafe",
        "strict-transport-security": "none" if not age else
            "six months" if int(age[1]) >= SIX_MONTHS else "shorter",
        "subresource-integrity": "other scripts"
            if any("//" in source for source in sources) else "scripts of this host only",
        "x-content-type-options": "nosniff"
            if said.get("x-content-type-options") == "nosniff" else "none",
        "x-frame-options": "by frame-ancestors" if "frame-ancestors" in policy else "none",
        "cross-origin-resource-policy": "same-origin"
            if said.get("cross-origin-resource-policy") == "same-origin" else "none",
    }  # fmt: skip


def directives(policy: str) -> dict[str, list[str]]:
    """Return the directives of a Content-Security-Policy with their sources."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def _policy(policy: Mapping[str, Sequence[str]]) -> str:
    broad = {"'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "http:", "*"}
    default = policy.get("default-src", ["*"])
    found = {n: policy.get(f"{n}-src", default) for n in ("script", "object", "style")}
    if not policy:
        return "none"
    if broad & {*found["script"], *found["object"]} or "form-action" not in policy:
        return "unsafe"
    return "unsafe-inline in style-src only" if broad & {*found["style"]} else "no unsafe"


def _cookies(cookies: Sequence[str]) -> str:
    if not cookies:
        return "none"
    if not all("; secure" in cookie for cookie in cookies):
        return "not secure"
    limited = all(re.search(r"; samesite=(lax|strict)", cookie) for cookie in cookies)
    return "secure, lax or strict" if limited else "no SameSite"


def graded(found: Mapping[str, str]) -> tuple[int, str]:
    """Return points and grade."""
    points = [POINTS[rule][outcome] for rule, outcome in found.items()]
    score = 100 + sum(each for each in points if each < 0)
    if score >= EXTRA_FROM:
        score += sum(each for each in points if each > 0)
    return score, next((grade for least, grade in GRADES if score >= least), "below C+")
