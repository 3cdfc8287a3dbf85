"""Takes jobs from the queue and writes down that each is done."""

import os
import time

import boto3

RESULTS = boto3.resource("dynamodb").Table(os.environ["RESULTS_TABLE_NAME"])

WEEK = 7 * 24 * 60 * 60


def handler(event, context):
    """A job comes again when this fails."""
    until = int(time.time()) + WEEK
    for record in event["Records"]:
        RESULTS.put_item(Item={"id": record["messageId"], "job": record["body"], "until": until})
