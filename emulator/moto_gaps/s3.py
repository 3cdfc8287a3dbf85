"""Gaps of S3."""

from __future__ import annotations

import json

from .core import gap, wrap

# What a bucket policy may ask about the connection. The emulator listens on loopback without TLS and stands for an
# endpoint with TLS, so it answers as one.
CONNECTION = {"aws:securetransport": "true", "s3:tlsversion": "1.3"}

OPERATORS = {
    "Bool": lambda actual, wanted: actual == wanted.lower(),
    "StringEquals": lambda actual, wanted: actual == wanted,
    "StringNotEquals": lambda actual, wanted: actual != wanted,
    "NumericLessThan": lambda actual, wanted: float(actual) < float(wanted),
    "NumericLessThanEquals": lambda actual, wanted: float(actual) <= float(wanted),
}


def condition_holds(condition: dict) -> bool:
    """Whether a statement's condition is known to hold. What asks about anything but the connection is taken as not
    holding, so the statement has no effect."""
    for operator, keys in condition.items():
        compare = OPERATORS.get(operator)
        for key, wanted in keys.items():
            actual = CONNECTION.get(key.lower())
            if compare is None or actual is None:
                return False
            values = wanted if isinstance(wanted, list) else [wanted]
            if not any(compare(actual, str(value)) for value in values):
                return False
    return True


@gap("S3: conditions of bucket policies")
def bucket_policy_conditions() -> None:
    """moto enforces a Deny statement without looking at its condition, so a bucket that denies requests without TLS
    denies all of them. Statements whose condition does not hold are left out before moto decides."""
    from moto.iam.access_control import IAMPolicy, PermissionResult
    from moto.s3.models import FakeBucket

    @wrap(FakeBucket, "get_permission")
    def get_permission(original, self, action, resource):
        if self.policy is None:
            return original(self, action, resource)
        policy = json.loads(self.policy.decode())
        statements = policy.get("Statement", [])
        statements = statements if isinstance(statements, list) else [statements]
        effective = [
            {key: value for key, value in statement.items() if key != "Condition"}
            for statement in statements
            if condition_holds(statement.get("Condition", {}))
        ]
        if not effective:
            return PermissionResult.NEUTRAL
        return IAMPolicy(json.dumps({**policy, "Statement": effective})).is_action_permitted(action, resource)


@gap("S3: delete markers can be deleted")
def delete_marker_dispose() -> None:
    """moto calls dispose() on every version that it removes; its delete markers have no such function, so emptying a
    versioned bucket ends in HTTP 500."""
    from moto.s3.models import FakeDeleteMarker

    if not hasattr(FakeDeleteMarker, "dispose"):
        FakeDeleteMarker.dispose = lambda self, garbage=False: None


@gap("S3: old versions that a lifecycle rule keeps")
def newer_noncurrent_versions() -> None:
    """moto forgets how many of the newest old versions an expiry spares (NewerNoncurrentVersions), and the provider waits
    until it reads back what it wrote."""
    from moto.s3.models import FakeBucket
    from moto.s3.responses import S3Response

    @wrap(FakeBucket, "set_lifecycle")
    def set_lifecycle(original, self, rules):
        original(self, rules)
        for made, rule in zip(self.rules, rules):
            made.nve_newer_versions = (rule.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")

    @wrap(S3Response, "serialized")
    def serialized(original, self, action_result):
        if self.data.get("Action") == "GetBucketLifecycleConfiguration" and isinstance(action_result.result, dict):
            made = {rule.id: rule for rule in self.backend.get_bucket_lifecycle(self.bucket_name)}
            for rule in action_result.result.get("Rules", []):
                kept = getattr(made.get(rule["ID"]), "nve_newer_versions", None)
                if kept is not None:
                    rule["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = kept
        return original(self, action_result)
