/* A page that does not come to life says why, in both languages, within ten seconds.
 *
 * The framework shows its skeleton for as long as it tries. This file is part of the first page,
 * needs nothing else, and is written so that browsers read it that are too old for the rest. Its
 * words are an attribute of its own element. Once the page is connected it ends: a connection
 * that is lost later is told by page.js.
 */
(function () {
  "use strict";

  var PATIENCE = 7000; // milliseconds since the page was asked for
  var ANSWER = 2000;
  var LOOK = 250;

  var own = document.getElementById("connect");
  var words = JSON.parse(own.getAttribute("data-words"));
  var base = own.src.slice(0, own.src.indexOf("app/static/"));
  var isAsked = false;
  var box = null;

  function app() { return document.querySelector('[data-testid="stApp"]'); }

  function isConnected() {
    return app() && app().getAttribute("data-test-connection-state") === "CONNECTED";
  }

  /* What the framework cannot do without, of the newest there is. */
  function isOld() {
    return !("noModule" in document.createElement("script"))
      || !window.Promise || !Promise.withResolvers || !window.WebSocket;
  }

  function say(cause) {
    if (!box) {
      box = document.createElement("div");
      box.className = "app-notice";
      box.setAttribute("role", "alert");
      document.body.appendChild(box);
      document.documentElement.setAttribute("data-unconnected", "");
    }
    box.innerHTML = "";
    for (var language in words[cause]) {
      var line = document.createElement("p");
      line.lang = language;
      line.appendChild(document.createTextNode(words[cause][language]));
      box.appendChild(line);
    }
  }

  function end() {
    if (box) {
      document.body.removeChild(box);
      document.documentElement.removeAttribute("data-unconnected");
    }
    clearInterval(looking);
  }

  /* Where the framework runs, the server or the way to it is the cause: ask the server. */
  function ask() {
    var request = new XMLHttpRequest();
    request.open("GET", base + "_stcore/health");
    request.timeout = ANSWER;
    request.onload = function () { say(request.status === 200 ? "socket" : "server"); };
    request.onerror = request.ontimeout = function () { say("server"); };
    request.send();
  }

  function look() {
    if (isConnected()) {
      end();
    } else if (!isAsked && performance.now() > PATIENCE) {
      isAsked = true;
      if (app()) ask();
      else say(isOld() ? "old" : "slow");
    }
  }

  var looking = setInterval(look, LOOK);
})();
