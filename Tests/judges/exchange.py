"""Has other tools judge what was exported for them, and prints what they say as JSON."""
import importlib.util
import io
import json
import pathlib
import subprocess
import sys

kind, folder = sys.argv[1:3]
if kind == "car":
    # The linter stands alone; the package around it needs a web server.
    package = pathlib.Path(importlib.util.find_spec("codex_autorunner").submodule_search_locations[0])
    spec = importlib.util.spec_from_file_location("portable_lint", package / "tickets" / "portable_lint.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    said = io.StringIO()
    status = module.run_ticket_lint(pathlib.Path(folder), stdout=said, stderr=said)
    print(json.dumps({"status": status, "text": said.getvalue()}))
elif kind == "backlog":
    # Words after the folder are a command of the tool; its results are what it printed.
    tool = pathlib.Path(sys.executable).parent / "backlog-py"
    done = subprocess.run([tool, "--cwd", folder, *sys.argv[3:]], capture_output=True, text=True)
    print(json.dumps({"status": done.returncode, "text": done.stdout + done.stderr}))
