"""How AWS answers a request that breaks its model: the code, the words, and the form for each protocol."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

from moto_gaps.unanswered import refusal

from .constraints import Violation

STATUS = "400 Bad Request"

# Codes by protocol. JSON: "Common Errors", for example of the AWS Key Management Service API Reference; query: the same of the
# Elastic Load Balancing API Reference, 2026-11.
BY_PROTOCOL = {
    "json": "ValidationException",
    "rest-json": "ValidationException",
    "query": "ValidationError",
    "ec2": "InvalidParameterValue",
    "smithy-rpc-v2-cbor": "ValidationError",
    "rest-xml": "MalformedXML",
}

# Services with a code of their own, as they answered: CloudWatch Logs (awslabs/aws-embedded-metrics-java issue 65), Route 53
# (hashicorp/terraform-provider-aws issue 37817); CloudFront's is that of its protocol (aws/aws-sdk-php issue 1973), and so is WAF's.
# The others by the errors that their API References name for wrong parameters, 2026-11.
BY_SERVICE = {
    "apigatewayv2": "BadRequestException",
    "ecr": "InvalidParameterException",
    "ecs": "InvalidParameterException",
    "eks": "InvalidParameterException",
    "elasticache": "InvalidParameterValue",
    "logs": "InvalidParameterException",
    "rds": "InvalidParameterValue",
    "route53": "InvalidInput",
    "servicediscovery": "InvalidInput",
}


def code_of(service: str, protocol: str, found: list[Violation]) -> str:
    """EC2 has a code of its own for what is missing (Amazon EC2 API Reference, Error codes, 2026-11)."""
    if protocol == "ec2" and all(violation.found == "null" for violation in found):
        return "MissingParameter"
    return BY_SERVICE.get(service) or BY_PROTOCOL[protocol]


def message_of(found: list[Violation]) -> str:
    """In the words of AWS: `2 validation errors detected: Value …; Value …`."""
    count = "1 validation error" if len(found) == 1 else f"{len(found)} validation errors"
    return f"{count} detected: {'; '.join(map(str, found))}"


def answer(
    environ: dict[str, Any], body: bytes, code: str, message: str
) -> tuple[list[tuple[str, str]], Iterable[bytes]]:
    """Headers and body of the error in the form of the request's protocol."""
    if environ.get("HTTP_SMITHY_PROTOCOL") != "rpc-v2-cbor":
        return refusal(environ, body, code, message)
    encoded = cbor_of({"__type": f"com.amazonaws#{code}", "message": message})
    headers = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor", "Content-Length": str(len(encoded))}
    return list(headers.items()), [encoded]


def cbor_of(texts: dict[str, str]) -> bytes:
    """A map of texts in CBOR (RFC 8949): a map of so many pairs, each text with a length in four bytes."""
    encoded = [bytes([0xA0 + len(texts)])]
    for text in (part for pair in texts.items() for part in pair):
        encoded += [b"\x7a", struct.pack(">I", len(text.encode())), text.encode()]
    return b"".join(encoded)
