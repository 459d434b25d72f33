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
elif kind == "schema":
    from jsonschema import Draft202012Validator

    schema = json.loads((pathlib.Path(__file__).parents[2] / "docs" / "page.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    values = json.load(open(path, encoding="utf-8"))
    print(json.dumps({"errors": [error.message for error in Draft202012Validator(schema).iter_errors(values)]}))
