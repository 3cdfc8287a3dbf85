"""Starts the ordinary moto server, after filling the gaps that `moto_gaps` lists and adding the refusals of `moto_refusals`.

The installed moto package is never changed: single functions are replaced in this process only. A gap whose function
this version of moto does not have is skipped, with a line on standard error that names it.

    python3 emulator/moto_server.py [--host 127.0.0.1] [--port 0] [--stop-with-stdin] [--id word]

The first line on standard output is JSON: {"port": 12345, "pid": 678, "moto": "5.2.1", "gaps": {...}}. With port 0
the system picks a free port. With --stop-with-stdin the server ends as soon as its standard input is closed, which is
how it goes away with the process that started it, however that process ended. --id means nothing to the server: by it
the process is found again among all others.

Besides moto's own addresses it answers:

    GET /_emulator/server      the server's process id (JSON)
    GET /_emulator/resources   what exists now, beyond what moto itself creates (JSON list of strings)
    GET /_emulator/errors      the requests that could not be answered: what moto lacks, and what broke (JSON list of strings)
    GET /_emulator/judged      how many requests of which operations AWS's models judged, which none reads, what was refused (JSON)
    GET /_emulator/refusals    what is refused because AWS refuses it (JSON list: service, operation, when, code, source)
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading

# Set before moto is imported: it reads these once. AWS managed policies are needed for every attachment of one;
# certificates are validated after one second instead of sixty.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="moto server with the gaps filled that Groundplan's stacks meet")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free port, printed on standard output")
    parser.add_argument("--stop-with-stdin", action="store_true", help="end when standard input is closed")
    parser.add_argument("--id", help="a word that the process is found by")
    return parser.parse_args()


def stop_with_stdin() -> None:
    """Waits in the background for the end of standard input, then ends the process."""

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    arguments = parse_arguments()
    try:
        import moto
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import make_server
    except ImportError as error:
        sys.exit(f"moto with its server parts is not installed for {sys.executable}: {error}")

    from moto_gaps import fill_all
    from moto_gaps.inspection import Inspection, record_baselines
    from moto_refusals import refuse_all

    record_baselines()
    gaps = fill_all()
    gaps["skipped"].update(refuse_all())
    for name, reason in gaps["skipped"].items():
        print(f"gap not filled: {name}: {reason}", file=sys.stderr, flush=True)

    application = Inspection(DomainDispatcherApplication(create_backend_app))
    server = make_server(arguments.host, arguments.port, application, threaded=True)
    # Some parts of moto (presigned addresses, for example) need to know the port.
    os.environ["MOTO_PORT"] = str(server.server_port)
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_number, lambda *_: os._exit(0))
    if arguments.stop_with_stdin:
        stop_with_stdin()
    ready = {"port": server.server_port, "pid": os.getpid(), "moto": moto.__version__, "gaps": gaps}
    print(json.dumps(ready), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
