"""Reads a page with a real HTML parser, and prints as JSON what a browser would find in it."""
import json
import sys

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"


def name(element):
    return element.tag.split("}")[-1] if isinstance(element.tag, str) else "#comment"


def text(element):
    return "".join(element.itertext()) if element is not None else ""


def found(root, kind, **attributes):
    return [
        element
        for element in root.iter()
        if name(element) == kind
        and all(value in element.get(key.rstrip("_"), "").split() for key, value in attributes.items())
    ]


def first(root, kind, **attributes):
    return next(iter(found(root, kind, **attributes)), None)


def rows(root):
    for item in (item for part in first(root, "div", class_="tickets") for item in part if name(item) == "li"):
        row = first(item, "summary")
        row = row if row is not None else item
        yield {
            "status": text(first(row, "span", class_="st")),
            "title": text(first(row, "bdi", class_="tt")),
            "priority": text(first(row, "span", class_="p")),
            "owner": text(first(row, "bdi", class_="o")),
            "short": text(found(row, "code")[-1]),
            "text": text(item),
        }


def matrix(root):
    table = first(root, "table", class_="matrix")
    if table is None:
        return {}
    places = [text(first(head, "bdi")) for head in found(first(table, "thead"), "th")[1:]]
    return {
        text(first(row, "code")): dict(zip(places, (text(cell) for cell in found(row, "td"))))
        for row in found(first(table, "tbody"), "tr")
    }


def merges(root):
    table = first(root, "table", class_="forecast")
    if table is None:
        return {}
    return {
        text(first(row, "th")): [text(cell) for cell in found(row, "td")] for row in found(first(table, "tbody"), "tr")
    }


def board(root):
    return {
        text(first(first(column, "h3"), "span", class_="st")): [
            text(first(card, "code")) for card in found(column, "li", class_="card")
        ]
        for column in found(root, "section", class_="column")
    }


parser = html5lib.HTMLParser(namespaceHTMLElements=True)
root = parser.parse(open(sys.argv[1], encoding="utf-8"))
elements = [element for element in root.iter()]
ids = [element.get("id") for element in elements if element.get("id")]
json.dump(
    {
        "errors": [str(error) for error in parser.errors],
        "elements": sorted({name(element) for element in elements}),
        "attributes": sorted({key.split("}")[-1] for element in elements for key in element.keys()}),
        "links": sorted({element.get("href") for element in found(root, "a") if element.get("href") is not None}),
        "scripts": [text(script) for script in found(root, "script")],
        "ids": ids,
        "headings": [name(element) for element in elements if name(element) in ("h1", "h2", "h3", "h4", "h5", "h6")],
        "tickets": list(rows(root)) if first(root, "div", class_="tickets") is not None else [],
        "columns": [text(first(head, "bdi")) for table in found(root, "table", class_="matrix") for head in found(first(table, "thead"), "th")[1:]],
        "dashed": [text(item) for part in found(root, "ul", class_="only") for item in part],
        "flows": [[text(item) for item in part] for part in found(root, "ol", class_="flow")],
        "matrix": matrix(root),
        "merges": merges(root),
        "board": board(root),
        "text": text(first(root, "body")),
        "policy": next(
            (meta.get("content") for meta in found(root, "meta") if meta.get("http-equiv") == "Content-Security-Policy"), ""
        ),
    },
    sys.stdout,
)
