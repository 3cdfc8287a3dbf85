"""Answers of AWS as the aws command prints them: the SDK's answers as JSON, without what is about the call itself.

Reads lines such as "ec2 describe-subnets --filters Name=vpc-id,Values=vpc-1 --region r --output json" from standard input.
"""

import json
import shlex
import sys

import boto3


def parameters(words):
    """Options of the aws command as the SDK's parameters."""
    named, key = {}, None
    for word in words:
        if word.startswith("--"):
            key = "".join(part.capitalize() for part in word[2:].split("-"))
            named[key] = []
        elif key:
            named[key].append(word)
    return named


def filters(words):
    """Name=vpc-id,Values=vpc-1 as the SDK has it."""
    return [dict(Name=pair["Name"], Values=[pair["Values"]]) for pair in (dict(p.split("=", 1) for p in w.split(",")) for w in words)]


def answer(line, endpoint):
    service, operation, *words = shlex.split(line)
    named = parameters(words)
    region = named.pop("Region")[0]
    named.pop("Output")
    given = {key: filters(value) if key.startswith("Filter") else value for key, value in named.items()}
    client = boto3.client(service, endpoint_url=endpoint, region_name=region)
    said = getattr(client, operation.replace("-", "_"))(**given)
    said.pop("ResponseMetadata", None)
    return json.dumps(said, indent=4, default=str)


for one in sys.stdin.read().splitlines():
    print(answer(one, sys.argv[1]))
