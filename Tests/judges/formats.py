"""Reads what a check wrote with parsers of others, and prints what they make of it as JSON."""
import json
import pathlib
import sys

kind, path = sys.argv[1:]
if kind == "sarif":
    from sarif_pydantic import Sarif

    log = Sarif.model_validate_json(open(path, encoding="utf-8").read())
    run = log.runs[0]
    print(json.dumps({"rules": len(run.tool.driver.rules), "results": [result.rule_id for result in run.results]}))
elif kind == "junit":
    from junitparser import JUnitXml

    suites = JUnitXml.fromfile(path)
    cases = [case for suite in suites for case in suite]
    print(
        json.dumps(
            {
                "tests": suites.tests,
                "failures": suites.failures,
                "cases": [[case.classname, case.name, [type(result).__name__ for result in case.result]] for case in cases],
            }
        )
    )
elif kind == "gitlab":
    import typing

    import typing_extensions

    # What pydantic wants of older versions of Python.
    typing.TypedDict = typing_extensions.TypedDict
    from gitlab_cq import GitLabCodeQuality
    from pydantic import TypeAdapter

    issues = TypeAdapter(list[GitLabCodeQuality.Issue]).validate_json(open(path, encoding="utf-8").read(), strict=True)
    print(json.dumps({"checks": [issue["check_name"] for issue in issues]}))
elif kind == "github":
    import contextlib
    import io

    import github_action_utils

    def parts(line):
        head, message = line[2:].split("::", 1)
        name, properties = head.split(" ", 1)
        return name, sorted(properties.split(",")), message

    def plain(text):
        for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            text = text.replace(code, character)
        return text

    # The same annotation, written by a library for authors of actions.
    different = []
    lines = open(path, encoding="utf-8").read().splitlines()
    for line in lines:
        name, properties, message = parts(line)
        values = {key: plain(value) for key, value in (one.split("=", 1) for one in properties)}
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            getattr(github_action_utils, name)(plain(message), **values)
        if parts(said.getvalue().rstrip("\n")) != (name, properties, message):
            different.append([line, said.getvalue()])
    print(json.dumps({"lines": len(lines), "different": different}))
elif kind == "schema":
    from jsonschema import Draft202012Validator

    schema = json.loads((pathlib.Path(__file__).parents[2] / "docs" / "page.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    values = json.load(open(path, encoding="utf-8"))
    print(json.dumps({"errors": [error.message for error in Draft202012Validator(schema).iter_errors(values)]}))
