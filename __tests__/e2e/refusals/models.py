"""Requests that break AWS's models: one for each protocol and each kind of constraint, and what must pass."""

import json
import urllib.request

from aws import ACCOUNT, case, refused


def broken(aws, service, operation, code, message, **parameters):
    """An operation that must be refused with a code and exactly this message."""
    found = refused(code, getattr(aws.client(service, checked=False), operation), **parameters)
    if found != message:
        raise AssertionError(f"refused with {found!r}, not with {message!r}")


def error(*texts):
    count = "1 validation error" if len(texts) == 1 else f"{len(texts)} validation errors"
    return f"{count} detected: {'; '.join(texts)}"


@case("a name that breaks its pattern is refused by the model, in the query protocol")
def query(aws):
    broken(
        aws,
        *("iam", "create_role", "ValidationError"),
        error(
            r"Value 'a b' at 'roleName' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: [\w+=,.@-]+"
        ),
        RoleName="a b",
        AssumeRolePolicyDocument="{}",
    )


@case("load balancers are judged by the model of their own version")
def version(aws):
    broken(
        aws,
        *("elbv2", "create_target_group", "ValidationError"),
        error(
            "Value '70000' at 'port' failed to satisfy constraint: Member must have value less than or equal to 65535"
        ),
        Name="targets",
        Protocol="HTTP",
        Port=70000,
    )


@case("a value beside an enumeration is refused by the model, and all mistakes are told at once, in JSON")
def json_protocol(aws):
    broken(
        aws,
        *("wafv2", "create_ip_set", "ValidationException"),
        error(
            r"Value 'x y' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\w\-]+$",
            "Value 'GLOBAL' at 'scope' failed to satisfy constraint: "
            "Member must satisfy enum value set: [CLOUDFRONT, REGIONAL]",
        ),
        Name="x y",
        Scope="GLOBAL",
        IPAddressVersion="IPV4",
        Addresses=[],
    )


@case("CloudWatch Logs has a code of its own for what breaks its model")
def logs(aws):
    broken(
        aws,
        *("logs", "create_log_group", "InvalidParameterException"),
        error(
            r"Value 'a:b' at 'logGroupName' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+"
        ),
        logGroupName="a:b",
    )


@case("what a list holds is refused with its place")
def inside(aws):
    broken(
        aws,
        *("kms", "create_key", "ValidationException"),
        error(
            "Value '' at 'tags.2.member.tagKey' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1"
        ),
        Tags=[{"TagKey": "Stack", "TagValue": "shop"}, {"TagKey": "", "TagValue": ""}],
    )


@case("a missing member is refused by the model, in REST with JSON")
def rest_json(aws):
    broken(
        aws,
        *("eks", "create_cluster", "InvalidParameterException"),
        error("Value null at 'resourcesVpcConfig' failed to satisfy constraint: Member must not be null"),
        name="shop",
        roleArn="role",
    )


@case("what stands in the path is refused by the model, in REST with XML")
def in_path(aws):
    broken(
        aws,
        *("route53", "list_tags_for_resource", "InvalidInput"),
        error(
            f"Value '{'Z' * 33}' at 'resourceId' failed to satisfy constraint: "
            "Member must have length less than or equal to 32"
        ),
        ResourceType="hostedzone",
        ResourceId="Z" * 33,
    )


@case("what stands in a document is refused by the model, in REST with XML")
def in_document(aws):
    broken(
        aws,
        *("cloudfront", "create_invalidation", "MalformedXML"),
        error("Value null at 'invalidationBatch.callerReference' failed to satisfy constraint: Member must not be null"),
        DistributionId="E1",
        InvalidationBatch={"Paths": {"Quantity": 0}},
    )


@case("operations of S3 are told apart by their query and headers, and those that AWS gave up are not taken for the new ones")
def s3(aws):
    bucket = aws.name("judged")
    aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-northeast-2"})
    rule = {"ID": "old", "Filter": {}, "Expiration": {"Days": 3}}
    # Without the `Prefix` that the operation of 2006 demanded.
    aws.s3.put_bucket_lifecycle_configuration(
        Bucket=bucket, LifecycleConfiguration={"Rules": [{**rule, "Status": "Enabled"}]}
    )
    broken(
        aws,
        *("s3", "put_bucket_lifecycle_configuration", "MalformedXML"),
        error(
            "Value 'On' at 'lifecycleConfiguration.rules.1.member.status' failed to satisfy constraint: "
            "Member must satisfy enum value set: [Enabled, Disabled]"
        ),
        Bucket=bucket,
        LifecycleConfiguration={"Rules": [{**rule, "Status": "On"}]},
    )
    aws.s3.put_object(Bucket=bucket, Key="a b", Body=b"\xff\xfe")
    aws.s3.copy_object(Bucket=bucket, Key="copy", CopySource=f"{bucket}/a b")
    aws.s3.list_objects_v2(Bucket=bucket)
    counts = summary(aws)["judged"]
    for operation in ("PutObject", "CopyObject", "ListObjectsV2", "PutBucketLifecycleConfiguration"):
        assert counts[f"s3.{operation}"] >= 1, counts
    assert "s3.PutBucketLifecycle" not in counts, counts


@case("EC2 has a code for what is missing, and one for what is wrong")
def ec2(aws):
    broken(
        aws,
        *("ec2", "create_subnet", "MissingParameter"),
        error("Value null at 'vpcId' failed to satisfy constraint: Member must not be null"),
        CidrBlock="10.0.0.0/24",
    )
    broken(
        aws,
        *("ec2", "allocate_address", "InvalidParameterValue"),
        error(
            "Value 'classic' at 'domain' failed to satisfy constraint: Member must satisfy enum value set: [vpc, standard]"
        ),
        Domain="classic",
    )


@case("CloudWatch is judged in CBOR too")
def cbor(aws):
    broken(
        aws,
        *("cloudwatch", "delete_alarms", "ValidationError"),
        error("Value '' at 'alarmNames.1.member' failed to satisfy constraint: Member must have length greater than or equal to 1"),
        AlarmNames=[""],
    )


@case("services whose names moto writes in another way are judged too")
def names(aws):
    broken(
        aws,
        *("application-autoscaling", "describe_scaling_policies", "ValidationException"),
        error(
            "Value 'shop' at 'serviceNamespace' failed to satisfy constraint: Member must satisfy enum value set: ["
            + ", ".join(enum_of("application-autoscaling", "ServiceNamespace"))
            + "]"
        ),
        ServiceNamespace="shop",
    )


def enum_of(service, shape):
    from moto.core.utils import get_service_model

    return get_service_model(service).shape_for(shape).enum


@case("a value that the model calls sensitive is not told")
def secret(aws):
    broken(
        aws,
        *("secretsmanager", "create_secret", "ValidationException"),
        error("Value at 'secretString' failed to satisfy constraint: Member must have length greater than or equal to 1"),
        Name="shop",
        SecretString="",
    )


@case("an instance type that is newer than the models passes, since this constraint is exempt")
def exempt(aws):
    aws.client("ec2", checked=False).create_launch_template(
        LaunchTemplateName=aws.name("template"), LaunchTemplateData={"InstanceType": "m99g.large"}
    )


@case("patterns are read as Java reads them")
def patterns(aws):
    from moto_models.patterns import matches

    tags = r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$"
    text = r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*"
    for pattern, value, expected in [
        (tags, "Büro 東京", True),
        (tags, "R&D", False),
        (r"[\P{M}\p{M}]*", "a\u0301", True),
        (r"\P{C}*", "a\u0000", False),
        (r"[\p{Alnum}]+", "é", False),
        (r"[\w]+", "é", False),
        (r"[\w-.]+", "a-.b", True),
        (text, "😀\t", True),
        (text, "a\n", False),
        (r"[a-z\x{2D}]+", "a-b", True),
        (r"\A[0-9]+\z", "12", True),
        # The whole value without anchors; what they say with them.
        (r"[a-z]+", "abc1", False),
        (r"^arn:", "arn:aws:iam::1:role/x", True),
        # Nothing is said of a value by a pattern that cannot be read.
        (r"[\p{Print}&&[^|:/]]+", "|", None),
        (r"\p{LD}+", "a", None),
    ]:
        found = matches(pattern, value)
        assert found is expected, f"{pattern} on {value!r}: {found}"


@case("requests are counted by operation, and those that no model reads by what is the matter")
def counted(aws):
    before = summary(aws)["judged"].get("sts.GetCallerIdentity", 0)
    aws.sts.get_caller_identity()
    request = urllib.request.Request(
        f"{aws.url}/no/such/path",
        headers={"Authorization": f"AWS4-HMAC-SHA256 Credential=EMULATOR{ACCOUNT}/20261101/eu-west-1/eks/aws4_request"},
    )
    try:
        urllib.request.urlopen(request)
    except urllib.error.HTTPError:
        pass
    after = summary(aws)
    assert after["judged"]["sts.GetCallerIdentity"] == before + 1
    assert after["unread"]["eks: no operation at GET /no/such/path"] == 1, after["unread"]


def summary(aws):
    with urllib.request.urlopen(f"{aws.url}/_emulator/judged") as answer:
        return json.load(answer)
