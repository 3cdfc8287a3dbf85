"""Answers of AWS as the aws command prints them: the SDK's answers as JSON, without what is about the call itself.

Reads lines such as "ec2 describe-subnets --filters Name=vpc-id,Values=vpc-1 --region r --output json" from standard input.
"""

import json
import shlex
import sys

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError


# The command's own names of services.
SERVICES = {"s3api": "s3"}


def options(words):
    """Options of the aws command, each with its words."""
    named = {}
    for word in words:
        if word.startswith("--"):
            values = named[word[2:]] = []
        else:
            values.append(word)
    return named


def pairs(word):
    """Name=vpc-id,Values=vpc-1 as the SDK has it."""
    split = dict(pair.split("=", 1) for pair in word.split(","))
    return {key: [value] if key == "Values" else value for key, value in split.items()}


def parameters(client, operation, words):
    """Options as the SDK's parameters: the command's names and forms follow from AWS's own model of the service."""
    operation = client.meta.method_to_api_mapping[operation]
    members = client.meta.service_model.operation_model(operation).input_shape.members
    by_option = {xform_name(name, "-"): (name, shape) for name, shape in members.items()}
    given = {}
    for option, values in words.items():
        name, shape = by_option[option]
        if shape.type_name != "list":
            given[name] = values[0]
        else:
            given[name] = [pairs(value) for value in values] if shape.member.type_name == "structure" else values
    return given


def answer(line, endpoint):
    service, command, *words = shlex.split(line)
    named = options(words)
    region = named.pop("region")[0]
    named.pop("output")
    client = boto3.client(SERVICES.get(service, service), endpoint_url=endpoint, region_name=region)
    operation = command.replace("-", "_")
    try:
        said = getattr(client, operation)(**parameters(client, operation, named))
    except ClientError as error:
        # The aws command writes it elsewhere, and the commands behind it run all the same.
        print(f"{command}: {error}", file=sys.stderr)
        return ""
    said.pop("ResponseMetadata", None)
    return json.dumps(said, indent=4, default=str)


for one in sys.stdin.read().splitlines():
    print(answer(one, sys.argv[1]))
