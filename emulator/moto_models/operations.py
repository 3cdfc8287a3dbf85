"""Which operation of which service a request asks for, and what it holds, by the service's model."""

from __future__ import annotations

import functools
import gzip
import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# Names of moto's parts that botocore has under another one.
NAMES = {"awslambda": "lambda"}

# The version of the API by which Elastic Load Balancing tells application load balancers from classic ones.
ELBV2_VERSION = "2015-12-01"

CBOR_PATH = re.compile(r"^/service/\w+/operation/(\w+)$")


class Unreadable(Exception):
    """A request that no operation of the model fits, or whose form is not the one of its protocol."""


def read(environ: dict[str, Any], body: bytes, backend: str) -> tuple[Any, dict[str, Any]]:
    """The operation's model and the parameters of a request. Raises Unreadable."""
    from moto.core.utils import get_service_model

    address = urlsplit(environ.get("RAW_URI") or environ.get("PATH_INFO", ""))
    # Both APIs of API Gateway have one address, and moto knows it by the first.
    is_second = backend == "apigateway" and address.path.startswith("/v2/")
    name = models().get("apigatewayv2" if is_second else NAMES.get(backend, backend).replace("-", ""))
    if name is None:
        raise Unreadable("no model of the service")
    service = get_service_model(name)
    if environ.get("HTTP_CONTENT_ENCODING") == "gzip":
        body = gzip.decompress(body)
    query = parse_qsl(address.query or environ.get("QUERY_STRING", ""), keep_blank_values=True)
    cbor = CBOR_PATH.match(address.path)
    if cbor:
        operation = model_of(service, cbor.group(1))
        return operation, from_cbor(operation, body)
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        operation = model_of(service, target.split(".")[-1])
        return operation, parsed(operation, "json", environ, body)
    if service.metadata["protocol"] in ("rest-json", "rest-xml"):
        operation, in_path = routed(service, environ, address.path, dict(query))
        return operation, parsed(operation, service.metadata["protocol"], environ, body, in_path, query)
    form = [*query, *parse_qsl(body.decode("utf-8"), keep_blank_values=True)]
    if service.service_name == "elb" and dict(form).get("Version") == ELBV2_VERSION:
        service = get_service_model("elbv2")
    operation = model_of(service, dict(form).get("Action", ""))
    protocol = "ec2" if service.metadata["protocol"] == "ec2" else "query"
    return operation, parsed(operation, protocol, environ, body, query=form)


@functools.cache
def models() -> dict[str, str]:
    """The services that botocore has models of, by their names without hyphens: moto leaves these out."""
    from botocore.session import get_session

    return {name.replace("-", ""): name for name in get_session().get_available_services()}


def model_of(service: Any, name: str) -> Any:
    if name not in service.operation_names:
        raise Unreadable(f"no operation {name}")
    return service.operation_model(name)


def parsed(
    operation: Any,
    protocol: str,
    environ: dict[str, Any],
    body: bytes,
    in_path: dict[str, str] | None = None,
    query: list[tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """The parameters of a request, by moto's reader of the protocol."""
    from moto.core.parse import PROTOCOL_PARSERS
    from werkzeug.datastructures import EnvironHeaders, MultiDict

    is_file = carries_file(operation)
    request = {
        "body": b"" if is_file else body,
        "headers": EnvironHeaders(environ),
        "method": environ["REQUEST_METHOD"],
        "url_params": in_path or {},
        "url_path": environ.get("PATH_INFO", ""),
        "values": MultiDict(query or []),
    }
    try:
        parameters = PROTOCOL_PARSERS[protocol](operation).parse(request)
    except Exception as error:  # moto's readers raise whatever Python raises for a text that is no number, for example.
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    if is_file and body:
        parameters[operation.input_shape.serialization["payload"]] = body
    return parameters


def carries_file(operation: Any) -> bool:
    """Whether the body is a member as it is (an object of S3), and not a document."""
    shape = operation.input_shape
    payload = shape.serialization.get("payload") if shape else None
    return payload is not None and shape.members[payload].type_name == "blob"


def from_cbor(operation: Any, body: bytes) -> dict[str, Any]:
    """The parameters of a request in CBOR, which moto's readers lack and botocore reads in answers."""
    from botocore.parsers import RpcV2CBORParser
    from moto.core.parse import BaseJSONParser

    if operation.input_shape is None or not body:
        return {}
    try:
        reader = RpcV2CBORParser()
        values = reader.parse_data_item(reader.get_peekable_stream_from_bytes(body))
        # Blobs and times are what they are, not texts.
        walker = BaseJSONParser(operation, timestamp_parser=lambda time: time, blob_parser=lambda blob: blob)
        return walker._parse_shape(operation.input_shape, values)
    except Exception as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


class Route:
    """An operation of a REST protocol, with the method, path and query that it has."""

    def __init__(self, operation: Any):
        path, _, query = operation.http["requestUri"].partition("?")
        self.operation = operation
        self.names = re.findall(r"\{([^}+]+)\+?\}", path)
        parts = re.split(r"(\{[^}]+\})", path.rstrip("/"))
        self.path = re.compile("".join(self.expression(part) for part in parts) + "/?")
        # What stands in the model's own address: `?lifecycle`, `?list-type=2`.
        self.query = parse_qsl(query, keep_blank_values=True)
        required = self.required(operation.input_shape)
        self.headers = [f"HTTP_{name.upper().replace('-', '_')}" for name in required["header"]]
        self.parameters = required["querystring"]
        # The more that it asks for, the more it is the one that was meant; what AWS has given up comes last.
        is_deprecated = operation._operation_model.get("deprecated", False)
        asked = len(self.query) + len(self.headers) + len(self.parameters)
        self.rank = (len(self.query), sum(map(len, parts[::2])), asked, not is_deprecated)

    @staticmethod
    def expression(part: str) -> str:
        if not part.startswith("{"):
            return re.escape(part)
        return "(.+)" if part.endswith("+}") else "([^/]+)"

    @staticmethod
    def required(shape: Any) -> dict[str, list[str]]:
        """Names of the headers and of the parameters in the query that a request must have."""
        names: dict[str, list[str]] = {"header": [], "querystring": []}
        for member in shape.required_members if shape else []:
            serialization = shape.members[member].serialization
            names.get(serialization.get("location"), []).append(serialization.get("name", member))
        return names

    def fits(self, query: dict[str, str]) -> bool:
        return all(name in query and (value == "" or query[name] == value) for name, value in self.query)

    def is_complete(self, query: dict[str, str], environ: dict[str, Any]) -> bool:
        """Whether the request has what tells operations of one address apart: copying an object from writing one."""
        return all(name in query for name in self.parameters) and all(name in environ for name in self.headers)


@functools.cache
def routes(service: Any) -> dict[str, list[Route]]:
    """The operations of a service by method, the one that asks for most first."""
    by_method: dict[str, list[Route]] = {}
    for name in service.operation_names:
        operation = service.operation_model(name)
        by_method.setdefault(operation.http["method"], []).append(Route(operation))
    for found in by_method.values():
        found.sort(key=lambda route: route.rank, reverse=True)
    return by_method


def routed(service: Any, environ: dict[str, Any], path: str, query: dict[str, str]) -> tuple[Any, dict[str, str]]:
    matched = [(route, route.path.fullmatch(path)) for route in routes(service).get(environ["REQUEST_METHOD"], [])]
    fitting = [(route, match) for route, match in matched if match and route.fits(query)]
    complete = [pair for pair in fitting if pair[0].is_complete(query, environ)]
    if not fitting:
        raise Unreadable(f"no operation at {environ['REQUEST_METHOD']} {path}")
    route, match = (complete or fitting)[0]
    return route.operation, {name: unquote(value) for name, value in zip(route.names, match.groups())}
