"""Runs a program in a terminal, and prints as JSON what a terminal emulator then shows.

Arguments: columns, rows, then the program with its words. What was scrolled away is shown too.
"""
import fcntl
import json
import os
import pty
import struct
import sys
import termios

import pyte

columns, rows = int(sys.argv[1]), int(sys.argv[2])
screen = pyte.HistoryScreen(columns, rows, history=10_000, ratio=1)
stream = pyte.ByteStream(screen)
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvpe(sys.argv[3], sys.argv[3:], {**os.environ, "TERM": "xterm-256color"})
raw = b""
while True:
    try:
        data = os.read(terminal, 1 << 16)
    except OSError:
        break
    if not data:
        break
    raw += data
    stream.feed(data)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
above = ["".join(line[column].data for column in range(columns)).rstrip() for line in screen.history.top]
shown = [line.rstrip() for line in screen.display]
lines = above + shown
while lines and not lines[-1]:
    lines.pop()
json.dump({"status": status, "lines": lines, "written": raw.count(b"\n")}, sys.stdout)
