"""Opens a page in headless Chromium through its debugging pipe, tries it out, and prints what happened as JSON.

Needs nothing but Python and Chromium. Arguments: the program, the page, the width, the theme, and a text to search for.
"""
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

chromium, page, width, theme, query = sys.argv[1:6]
# Of a page of thousands of tickets only its speed is asked; how many they are comes last.
is_quick = "--quick" in sys.argv

CHECKS = r"""
(() => {
  const problems = [];
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}.${element.getAttribute("class") ?? ""}`;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const parse = (color) => {
    const numbers = color.match(/[\d.]+/g).map(Number);
    return numbers.length < 4 ? [...numbers, 1] : numbers;
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] > 0) return color;
    }
    return [255, 255, 255, 1];
  };
  const seen = new Set();
  for (const element of document.querySelectorAll("body *:not(svg *, script, style)")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!hasText || !isShown(element) || element.matches(":disabled, :disabled *")) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(parse(style.color)), luminance(ground(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const key = `contrast ${ratio.toFixed(2)} of ${name(element)}`;
    if (ratio < 4.5 && !seen.has(key)) { seen.add(key); problems.push(key); }
  }
  for (const element of document.querySelectorAll("input, select, textarea")) {
    if (!element.labels?.length && !element.ariaLabel) problems.push(`no label: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("button, a, summary")) {
    if (!element.textContent.trim() && !element.ariaLabel) problems.push(`no name: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("svg, [role=img]")) {
    if (!element.getAttribute("aria-label") && !element.getAttribute("aria-labelledby")) problems.push(`no text: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("[aria-labelledby]")) {
    for (const id of element.getAttribute("aria-labelledby").split(" ")) {
      if (!document.getElementById(id)) problems.push(`no such label: ${id}`);
    }
  }
  let level = 0;
  for (const element of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const own = Number(element.tagName[1]);
    if (own > level + 1) problems.push(`heading ${own} after ${level}: ${element.textContent}`);
    level = own;
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) problems.push("an id is there twice");
  for (const mark of ["main", "header", "footer", "h1"]) {
    if (document.querySelectorAll(mark).length !== 1) problems.push(`not one ${mark}`);
  }
  if (document.documentElement.lang === "" || document.title === "") problems.push("no language or title");
  if (document.documentElement.scrollWidth > innerWidth) problems.push(`wider than the window: ${document.documentElement.scrollWidth}`);
  for (const element of document.querySelectorAll(".scroll")) {
    if (element.tabIndex !== 0) problems.push("scrolls and takes no focus");
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption?.textContent.trim()) problems.push("a table without a caption");
    for (const head of table.querySelectorAll("th:not([scope])")) problems.push(`no scope: ${head.textContent}`);
  }
  for (const element of document.querySelectorAll("nav, section, [role=region], [role=search], dialog, progress")) {
    if (!element.getAttribute("aria-label") && !element.getAttribute("aria-labelledby")) problems.push(`no name: ${name(element)}`);
  }
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.parentElement.matches("svg") ? null : text.parentElement.querySelector("rect");
    const beside = text.matches(".by");
    const under = box && !beside ? parse(getComputedStyle(box).fill) : ground(text);
    const [light, dark] = [luminance(parse(getComputedStyle(text).fill)), luminance(under)].sort((a, b) => b - a);
    if ((light + 0.05) / (dark + 0.05) < 4.5) problems.push(`contrast of ${name(text)} in a drawing`);
  }
  return problems;
})()
"""

FOCUS = r"""
(() => {
  const unseen = [];
  for (const element of document.querySelectorAll("a[href], button, input, select:enabled, summary, .scroll")) {
    if (unseen.length > 5 || !element.checkVisibility()) continue;
    element.focus({ focusVisible: true });
    if (document.activeElement === element && getComputedStyle(element).outlineStyle === "none") unseen.push(element.outerHTML.slice(0, 80));
  }
  document.activeElement.blur();
  return unseen;
})()
"""

FILTER = r"""
new Promise((done) => {
  const start = performance.now();
  const query = document.getElementById("q");
  query.value = %s;
  query.dispatchEvent(new Event("input"));
  setTimeout(() => requestAnimationFrame(() => done({
    milliseconds: performance.now() - start,
    shown: [...document.querySelectorAll(".tickets > ul > li")].length,
    cards: document.querySelectorAll(".card:not([hidden])").length,
    count: document.getElementById("count").textContent,
  })), 70);
})
"""

STATUS = r"""
(() => {
  const query = document.getElementById("q");
  query.value = "";
  const status = document.getElementById("fs");
  status.value = status.options[status.options.length - 1].value;
  status.dispatchEvent(new Event("change"));
  const shown = [...document.querySelectorAll(".tickets > ul > li")];
  const words = [...new Set(shown.map((item) => item.querySelector(".st").textContent))];
  const result = { asked: status.value, words };
  status.value = "";
  status.dispatchEvent(new Event("change"));
  return result;
})()
"""

SORT = r"""
(() => {
  const sort = document.getElementById("sort");
  sort.value = "t";
  sort.dispatchEvent(new Event("change"));
  const titles = [...document.querySelectorAll(".tickets > ul > li .tt")].map((title) => title.textContent.trim());
  return titles.every((title, place) => place === 0 || titles[place - 1].localeCompare(title) <= 0);
})()
"""

# A link to a ticket that a filter has taken away brings it back.
LINK = r"""
new Promise((done) => {
  const link = document.querySelector(".card > a");
  if (!link) return done(true);
  const query = document.getElementById("q");
  query.value = "no ticket says this";
  query.dispatchEvent(new Event("input"));
  setTimeout(() => {
    const isGone = document.querySelectorAll(".tickets > ul > li").length === 0;
    link.click();
    setTimeout(() => done(isGone && document.activeElement.closest(".tickets > ul > li") !== null && query.value === ""), 50);
  }, 100);
})
"""

KEYS = r"""
(() => {
  const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  document.body.focus();
  const at = () => document.activeElement;
  const fire = (key) => at().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  fire("/");
  const searching = at().id;
  at().blur();
  fire("j");
  const first = at().closest(".tickets > ul > li") !== null;
  fire("?");
  const helping = document.getElementById("help").open;
  document.getElementById("help").close();
  return { searching, first, helping };
})()
"""


# The whole of axe-core, where it is installed.
AXE = """
axe.run(document, { resultTypes: ["violations"], preload: false })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 120)}`)))
"""

# The same tickets as a list that nobody has thought about, to compare with.
PLAIN = """
const titles = %s;
document.body.innerHTML = "";
const list = document.createElement("ul");
list.innerHTML = titles.map((title) => `<li><a href="#x">${title}</a> todo high @ada</li>`).join("");
document.body.append(list);
document.body.offsetHeight;
"""


def axe():
    spec = importlib.util.find_spec("axe_playwright_python")
    return (pathlib.Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text() if spec else None


class Browser:
    """A Chromium that is told what to do by messages that end with NUL."""

    def __init__(self, profile):
        here_in, there_out = os.pipe()
        there_in, here_out = os.pipe()

        def files():
            # In two steps, because one of them may have the number that another is to get.
            first, second = os.dup(there_in), os.dup(there_out)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [
                chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--remote-debugging-pipe", f"--user-data-dir={profile}", f"--window-size={width},900", "about:blank",
            ],
            preexec_fn=files, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.reader, self.writer = os.fdopen(here_in, "rb", buffering=0), here_out
        os.close(there_in)
        os.close(there_out)
        self.rest, self.number, self.session, self.events = b"", 0, None, []

    def read(self):
        while b"\0" not in self.rest:
            data = self.reader.read(1 << 16)
            if not data:
                raise EOFError("the browser has ended")
            self.rest += data
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.writer, data) :]
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def evaluate(self, script):
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def seconds(self, action):
        """How long the page itself was busy, whatever else the machine does."""

        def busy():
            metrics = self.ask("Performance.getMetrics")["metrics"]
            return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

        start = busy()
        action()
        self.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
        return busy() - start

    def open(self, address):
        self.events.clear()
        start = time.monotonic()
        self.ask("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.read())
        return (time.monotonic() - start) * 1000


def said(events):
    """What the page said, asked for, or was not allowed to do."""
    requests = [
        event["params"]["request"]["url"] for event in events if event.get("method") == "Network.requestWillBeSent"
    ]
    return {
        "messages": [
            json.dumps(event["params"])
            for event in events
            if event.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Audits.issueAdded")
        ],
        "requests": [address for address in requests if address != "file://" + page],
    }


def speed(browser):
    """Opens and filters a long page, and says how that compares with a plain list of as many lines."""
    address = "file://" + page
    browser.open(address)  # The first page warms the browser up.
    result = {"opened": browser.seconds(lambda: browser.open(address))}
    for name, words in (("nothing", "no ticket says this"), ("all", ""), ("some", query)):
        result[name] = browser.seconds(lambda: browser.evaluate(FILTER % json.dumps(words)))
    result["filter"] = browser.evaluate(FILTER % json.dumps(query))
    titles = "[...Array(%d).keys()].map((number) => `Ticket number ${number} of many`)" % int(sys.argv[-1])
    browser.open("data:text/html,<!doctype html><title>x</title>")
    result["plain"] = browser.seconds(lambda: browser.evaluate(f"(() => {{ {PLAIN % titles} }})()"))
    return result


def judge(browser):
    result = {"opened": browser.open("file://" + page)}
    result["pwned"] = browser.evaluate("window.pwned ?? null")
    result["all"] = browser.evaluate("document.querySelectorAll('.tickets > ul > li').length")
    result["filter"] = browser.evaluate(FILTER % json.dumps(query))
    browser.evaluate(FILTER % json.dumps(""))
    result["problems"] = browser.evaluate(CHECKS)
    result["unfocused"] = browser.evaluate(FOCUS)
    result["status"] = browser.evaluate(STATUS)
    result["sorted"] = browser.evaluate(SORT)
    result["keys"] = browser.evaluate(KEYS)
    result["linked"] = browser.evaluate(LINK)
    result.update(said(browser.events))
    # A judge of others comes last, because it may say something itself.
    library = axe()
    result["axe"] = None
    if library:
        browser.evaluate(library + "; document.querySelectorAll('details').forEach((part) => { part.open = true; });")
        result["axe"] = browser.evaluate(AXE)
    # Without scripts everything is there all the same.
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open("file://" + page)
    browser.ask("DOM.enable")
    document = browser.ask("DOM.getDocument", depth=1)["root"]["nodeId"]
    tools = browser.ask("DOM.querySelector", nodeId=document, selector=".tools[hidden]")["nodeId"]
    items = browser.ask("DOM.querySelectorAll", nodeId=document, selector=".tickets > ul > li")["nodeIds"]
    result["scriptless"] = {"tools": tools == 0, "tickets": len(items)}
    return result


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    browser = Browser(profile)
    try:
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        browser.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            browser.ask(domain + ".enable")
        browser.ask("Performance.enable", timeDomain="threadTicks")
        browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
        browser.ask("Emulation.setDeviceMetricsOverride", width=int(width), height=900, deviceScaleFactor=1, mobile=False)
        json.dump(speed(browser) if is_quick else judge(browser), sys.stdout)
    finally:
        browser.process.kill()
        browser.process.wait()
