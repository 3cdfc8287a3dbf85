"""The answer to a request that the emulator cannot answer: an error that names the operation and that nobody repeats.

moto answers a missing operation with HTTP 500, and a path that it does not know with a page in HTML. SDKs take the first for a
passing trouble of AWS and repeat the request for minutes (AWS SDK for Go v2, aws/retry, `DefaultRetryableHTTPStatusCodes`:
500, 502, 503 and 504; so do the others), and cannot read the second. HTTP 501 is repeated by none of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

STATUS = "501 Not Implemented"

# Services whose protocol is REST with XML, by the name that requests are signed for.
REST_XML = ("s3", "cloudfront", "route53")

# What Flask answers for a path that no operation has.
NO_SUCH_PATH = b"The requested URL was not found on the server"


def service_of(environ: dict[str, Any]) -> str:
    """The service that a request is signed for, or an empty text."""
    scope = re.search(r"Credential=[^/]+/\d+/[^/]*/([^/]+)/aws4_request", environ.get("HTTP_AUTHORIZATION", ""))
    return scope.group(1) if scope else ""


def action_of(environ: dict[str, Any], body: bytes) -> str:
    """The action that a request of the query protocols names in its body, or an empty text."""
    if not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return ""
    return parse_qs(body.decode("utf-8", "replace")).get("Action", [""])[0]


def operation_of(environ: dict[str, Any], body: bytes, backend: str | None) -> str:
    """The operation that a request asks for; its method and path where the service's model has none."""
    target = environ.get("HTTP_X_AMZ_TARGET", "").split(".")[-1]
    return target or action_of(environ, body) or rest_operation(environ, backend) or path_of(environ)


def path_of(environ: dict[str, Any]) -> str:
    return f"{environ.get('REQUEST_METHOD')} {environ.get('PATH_INFO')}"


def rest_operation(environ: dict[str, Any], backend: str | None) -> str | None:
    """The operation by the method and the path that the service's model gives it."""
    from moto.core.responses import _get_method_urls

    try:
        addresses = _get_method_urls(backend or service_of(environ), "us-east-1")[environ["REQUEST_METHOD"]]
    except Exception:  # No model has this name: the path alone is told.
        return None
    # The longest address that fits is the one meant, as in moto itself.
    for address, name in sorted(addresses.items(), key=lambda item: len(item[0]), reverse=True):
        if re.match(address, environ.get("PATH_INFO", "")):
            return name
    return None


def refusal(
    environ: dict[str, Any], body: bytes, code: str, message: str
) -> tuple[list[tuple[str, str]], Iterable[bytes]]:
    """Headers and body of an error in the form of the request's protocol."""
    service = service_of(environ)
    headers, text = {}, ""
    if action_of(environ, body):
        text = query_error(service, code, message)
        headers = {"Content-Type": "text/xml"}
    elif service in REST_XML:
        text = rest_xml_error(service, code, message)
        headers = {"Content-Type": "application/xml"}
    else:
        text = json.dumps({"__type": code, "message": message})
        headers = {"Content-Type": "application/json", "x-amzn-ErrorType": code}
    encoded = text.encode()
    headers["Content-Length"] = str(len(encoded))
    return list(headers.items()), [b"" if environ.get("REQUEST_METHOD") == "HEAD" else encoded]


def query_error(service: str, code: str, message: str) -> str:
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    if service == "ec2":
        return f"<Response><Errors><Error>{error}</Error></Errors><RequestID>emulator</RequestID></Response>"
    return f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>emulator</RequestId></ErrorResponse>"


def rest_xml_error(service: str, code: str, message: str) -> str:
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    # S3 Control is signed for as S3, and reads this form too.
    if service == "s3":
        return f"<Error>{error}<RequestId>emulator</RequestId></Error>"
    return f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>emulator</RequestId></ErrorResponse>"


def unknown_operation(environ: dict[str, Any], body: bytes) -> str:
    """The code of AWS for an operation that it does not have (Common Errors of the query APIs; JSON protocols, Smithy 2.0)."""
    return "InvalidAction" if action_of(environ, body) else "UnknownOperationException"
