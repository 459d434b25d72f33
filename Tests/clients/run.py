"""Runs one client in a virtual environment of its own, which is made once: run.py PACKAGE SCRIPT MODE TOOL FOLDER.

Ends with 77, after a word why, where the environment cannot be made.
"""

import fcntl
import os
import pathlib
import subprocess
import sys
import venv

IMPOSSIBLE = 77


def environment(package):
    """The interpreter that has the package, which is fetched when it is first needed."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    folder = cache / "tickets-tests" / package
    python, ready = folder / "bin" / "python", folder / "ready"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / f"{package}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            venv.create(folder, clear=True, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--retries", "1", package], check=True)
            ready.touch()
    return python


def main(package, script, *arguments):
    try:
        python = environment(package)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no environment with {package}: {error}")
        return IMPOSSIBLE
    if not script:
        return 0
    here = pathlib.Path(__file__).parent
    own = {"PYTHONPATH": str(here), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([python, here / script, *arguments], env={**os.environ, **own}).returncode


sys.exit(main(*sys.argv[1:]))
