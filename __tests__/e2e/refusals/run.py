"""Runs every case against an emulator of its own, and prints a JSON list of {"name", "error"}; error is null for a case that held.

    python3 run.py <folder of the emulator>
"""

import importlib
import json
import pathlib
import subprocess
import sys
import traceback

from aws import Aws, CASES

FILES = ["addresses", "network", "security_groups", "balancers", "edge", "containers", "accounts", "caches", "changes", "dns", "apis", "models"]


def main() -> None:
    # The emulator's own modules: some cases ask them directly.
    sys.path.append(sys.argv[1])
    server = pathlib.Path(sys.argv[1]) / "moto_server.py"
    command = [sys.executable, str(server), "--stop-with-stdin"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        port = json.loads(process.stdout.readline())["port"]
        for file in FILES:
            importlib.import_module(file)
        print(json.dumps([{"name": name, "error": failure_of(case, port)} for name, case in CASES.items()]))
        process.stdin.close()


def failure_of(case, port):
    try:
        case(Aws(port))
    except Exception:
        return traceback.format_exc(limit=-3)
    return None


main()
