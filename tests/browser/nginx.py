"""Debian's nginx before the app, with the files of ``deploy/nginx`` as they are.

Only what belongs to a place is put in: ports and names, the certificate, the app's address and
the folder of the cache.
"""

import http.client
import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.rig import ROOT, START_SECONDS, free_port

SHIPPED = ROOT / "deploy" / "nginx"

MAIN = """\
{user}daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include conf.d/*.conf;
    include sites-enabled/*;
}}
"""

DEFAULTS = """\
server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/vtdash.pem;
    ssl_certificate_key {folder}/vtdash.key;
    location / {{ proxy_pass http://vtdash; {said} }}
}}
"""
"""A proxy as its defaults have it: no upgrade, and another Host unless one is ``said``."""


@contextmanager
def run_nginx(
    folder: Path, app: str, site: str = "", defaults: Mapping[str, str] = {}
) -> Iterator[dict[str, str]]:
    """Run nginx with a site of ``deploy/nginx``, and servers of its defaults beside it.

    ``defaults``: name -> what such a server says beside the address. Yields name -> address, of
    the site as '' and with its plain port as 'http', no final slash.
    """
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    _make_certificate(folder)
    ports = {name: free_port() for name in ("", "http", *defaults)}
    places = {
        "listen [::]:": "# listen ",
        "listen 80;": f"listen 127.0.0.1:{ports['http']};",
        "listen 443 ": f"listen 127.0.0.1:{ports['']} ",
        "vtdash.example": "localhost",
        "office.example": "localhost",
        "/etc/ssl/certs/": f"{folder}/",
        "/etc/ssl/private/": f"{folder}/",
        "127.0.0.1:8501": urlsplit(app).netloc,
        "/var/lib/nginx/vtdash": f"{folder}/cache",
    }
    for file in [*folder.glob("*.d/*"), *folder.glob("snippets/*"), *folder.glob("sites-*/*")]:
        text = file.read_text(encoding="utf-8")
        for shipped, here in places.items():
            text = text.replace(shipped, here)
        file.write_text(text, encoding="utf-8")
    enabled = folder / "sites-enabled"
    enabled.mkdir()
    if site:
        shutil.copy(folder / "sites-available" / f"vtdash-{site}", enabled)
    for name, said in defaults.items():
        server = DEFAULTS.format(port=ports[name], folder=folder, said=said)
        (enabled / name).write_text(server, encoding="utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    server = subprocess.Popen(command, env={"PATH": "/usr/sbin:/usr/bin"})
    path = "" if site in {"", "own-host"} else "/so-lieu"
    urls = {name: f"https://localhost:{ports[name]}" for name in defaults}
    urls |= {
        "": f"https://localhost:{ports['']}{path}",
        "http": f"http://localhost:{ports['http']}",
    }
    try:
        _wait(server, next(iter(urls.values())) if defaults else urls[""])
        yield urls
    finally:
        server.terminate()
        server.wait(timeout=10)


Answer = tuple[int, list[tuple[str, str]], bytes]
"""Status, headers and body."""


def ask_nginx(url: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for an address; a certificate of the test's own is taken."""
    with line_to(url) as ask:
        return ask(method, **headers)


@contextmanager
def line_to(url: str) -> Iterator[Callable[..., Answer]]:
    """Yield what asks for an address again and again, over one connection."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        trusting = ssl._create_unverified_context()  # noqa: S323 - the test made it
        line = http.client.HTTPSConnection(parts.netloc, timeout=20, context=trusting)
    else:
        line = http.client.HTTPConnection(parts.netloc, timeout=20)

    def ask(method: str = "GET", **headers: str) -> Answer:
        line.putrequest(method, parts.path or "/")
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.getheaders(), answer.read()

    try:
        yield ask
    finally:
        line.close()


def _make_certificate(folder: Path) -> None:
    made = ("-keyout", str(folder / "vtdash.key"), "-out", str(folder / "vtdash.pem"))
    asked = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost"
    )
    subprocess.run(["/usr/bin/openssl", *asked.split(), *made], check=True, capture_output=True)


def _wait(server: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            ask_nginx(url)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start; is nginx-light installed?")
