"""Runs a program on a terminal of its own, answers what it asks, and passes its output on.

on_terminal.py COLUMNS ANSWERS PROGRAM ARGUMENT…; ANSWERS is JSON: pairs of a text that is waited for and what is typed then.
"""

import fcntl
import json
import os
import pty
import struct
import sys
import termios

columns, answers, program = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    # The size is there before the program looks.
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    os.execvp(program[0], program)

seen = ""
while True:
    try:
        output = os.read(terminal, 65536)
    except OSError:  # The program has closed the terminal.
        break
    if not output:
        break
    os.write(1, output)
    seen += output.decode("utf-8", "replace")
    while answers and answers[0][0] in seen:
        text, typed = answers.pop(0)
        seen = seen[seen.index(text) + len(text) :]
        os.write(terminal, typed.encode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
