#!/usr/bin/env bash
# Expected: Python's garbage collector runs by itself, so a rerun that creates hardly any objects
#   costs no full collection.
# Happens: Streamlit calls gc.collect(2) at the end of every run of the script, of every session,
#   in the one process. The option that switches it off, runner.postScriptGC, is hidden from
#   'streamlit config show'. A full collection walks the objects of all libraries and all
#   sessions.
# Matters: A click on an empty page costs tens of milliseconds of processor in which no other
#   reader is answered, more with every reader connected. The option set to false, or gc.freeze()
#   after the start, takes it away.
# Version: streamlit 1.67.0, websockets 17.4
# Seen, and compared with every run:
#> streamlit 1.67.0
#> full collections from run to run, default:             [1, 1, 1, 1, 1]
#> full collections from run to run, postScriptGC false:  [0, 0, 0, 0, 0]
#> 'streamlit config show' has postScriptGC: False
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile streamlit==1.67.0 websockets==17.4

cat >show.py <<'PY'
import os
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

print("streamlit", version("streamlit"))
Path("app.py").write_text(
    "import gc, builtins\n"
    "if not hasattr(builtins, 'full'):\n"
    "    builtins.full = 0\n"
    "    def count(phase, info):\n"
    "        builtins.full += phase == 'stop' and info['generation'] == 2\n"
    "    gc.callbacks.append(count)\n"
    "with open('runs.txt', 'a') as file:\n"
    "    print(builtins.full, file=file)\n"
)


def collections(after_run):
    """Full collections between six runs of one reader on a fresh server."""
    Path("runs.txt").unlink(missing_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    options |= {"browser.gatherUsageStats": "false", "runner.postScriptGC": after_run}
    words = [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *words], stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(60):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(1)
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        with connect(address, subprotocols=["streamlit"], max_size=None) as reader:
            for _ in range(6):
                message = BackMsg()
                message.rerun_script.query_string = ""
                reader.send(message.SerializeToString())
                answer = ForwardMsg()
                while answer.WhichOneof("type") != "script_finished":
                    answer.ParseFromString(reader.recv(30))
                time.sleep(0.5)
    finally:
        server.terminate()
        server.wait()
    counts = [int(line) for line in Path("runs.txt").read_text().split()]
    return [later - earlier for earlier, later in zip(counts, counts[1:])]


print("full collections from run to run, default:            ", collections("true"))
print("full collections from run to run, postScriptGC false: ", collections("false"))
hidden = subprocess.run(
    [sys.executable, "-m", "streamlit", "config", "show"], capture_output=True, text=True
).stdout
print("'streamlit config show' has postScriptGC:", "postScriptGC" in hidden)
PY
venv/bin/python show.py 2>log.txt | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
