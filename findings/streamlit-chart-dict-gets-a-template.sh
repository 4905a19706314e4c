#!/usr/bin/env bash
# Expected: st.plotly_chart of a plain dict with theme=None sends that dict to the browser.
# Happens: The dict becomes a plotly figure first: it is checked against plotly's schema and gets
#   the template that Streamlit has set for all of plotly, with the placeholder colours of
#   Streamlit's theme, although theme=None. A chart of 100 bytes goes out as 3,484.
# Matters: Plain dicts are written to be spared just that. A page of six small charts sends 20 kB
#   of the same template at every click.
# Version: streamlit 1.67.0, plotly 7.1.0
# Seen, and compared with every run:
#> streamlit 1.67.0 plotly 7.1.0
#> sent: 3484 bytes; without the template: 85
#> {"data": [{"x": ["A"], "y": [1], "type": "bar"}], "layout": {"title": {"text": "t"}}}
#> template: 10 kinds of trace and coloraxis colorscale colorway
#> candlesticks fall in #000033
set -euo pipefail

self=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --no-compile streamlit==1.67.0 plotly==7.1.0

cat >show.py <<'PY'
import json
from importlib.metadata import version

from streamlit.testing.v1 import AppTest

print("streamlit", version("streamlit"), "plotly", version("plotly"))


def app():
    import streamlit as st

    bar = {"type": "bar", "x": ["A"], "y": [1]}
    st.plotly_chart({"data": [bar], "layout": {"title": {"text": "t"}}}, theme=None)


sent = AppTest.from_function(app).run().get("plotly_chart")[0].proto.spec
figure = json.loads(sent)
template = figure["layout"].pop("template")
print("sent:", len(sent), "bytes; without the template:", len(json.dumps(figure)))
print(json.dumps(figure))
print("template:", len(template["data"]), "kinds of trace and", *template["layout"])
print("candlesticks fall in", template["data"]["candlestick"][0]["decreasing"]["line"]["color"])
PY
venv/bin/python show.py 2>log.txt | tee seen.txt

if ! diff <(sed -n 's/^#> \{0,1\}//p' "$self") seen.txt; then
    echo 'CHANGED: another output than the one recorded in the head comment' >&2
    exit 1
fi
