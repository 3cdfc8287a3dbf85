"""Gaps of CloudFront."""

from __future__ import annotations

from typing import Any

from .core import add, gap, wrap

# Lists that AWS returns with a count, also when they are empty: the provider reads them without looking whether they are there.
EMPTY_LISTS = ("Aliases", "CacheBehaviors", "CustomErrorResponses", "OriginGroups")


class Policy:
    """A policy or a function, with the configuration as it was sent."""

    __module__ = "moto.cloudfront.models"

    def __init__(self, config: dict[str, Any]):
        from moto.cloudfront.models import random_id

        self.id = random_id()
        self.config = config
        self.etag = random_id()


@gap("CloudFront: distributions are returned as they were sent")
def distributions() -> None:
    """moto invents forwarded values and drops the access control of origins, policies, functions and certificate details;
    the ARN of a distribution has a part too few.

    The configuration is kept as it came, with the values that AWS fills in for what was left out.
    """
    from moto.cloudfront.models import Distribution, DistributionConfig

    @wrap(DistributionConfig, "__init__")
    def init(original, self, config):
        import copy

        sent = copy.deepcopy(config)
        original(self, config)
        self.__dict__ = with_defaults(sent)
        self.caller_reference = sent["CallerReference"]

    @wrap(Distribution, "__init__")
    def init_distribution(original, self, account_id, region_name, config):
        original(self, account_id, region_name, config)
        # moto leaves the place of the region out, and the provider refuses to read such an ARN.
        self.arn = f"arn:{self.arn.split(':')[1]}:cloudfront::{account_id}:distribution/{self.id}"


def with_defaults(config: dict[str, Any]) -> dict[str, Any]:
    for name in EMPTY_LISTS:
        config[name] = counted(config.get(name))
    config["Origins"] = counted(config["Origins"])
    for origin in config["Origins"]["Items"]:
        origin["CustomHeaders"] = counted(origin.get("CustomHeaders"))
        origin.setdefault("OriginPath", "")
    for behavior in [config["DefaultCacheBehavior"], *(config["CacheBehaviors"].get("Items") or [])]:
        for name in ("TrustedSigners", "TrustedKeyGroups"):
            behavior[name] = {"Enabled": False, **counted(behavior.get(name))}
        for name in ("LambdaFunctionAssociations", "FunctionAssociations"):
            behavior[name] = counted(behavior.get(name))
    config.setdefault("Logging", {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""})
    config.setdefault("ViewerCertificate", {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1"})
    config.setdefault("Restrictions", {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}})
    return config


def counted(value: dict[str, Any] | None) -> dict[str, Any]:
    items = (value or {}).get("Items") or []
    rest = {name: entry for name, entry in (value or {}).items() if name not in ("Items", "Quantity")}
    return {**rest, "Quantity": len(items), **({"Items": items} if items else {})}


# Kinds of policy: the name of the operations, and the part of the address.
POLICIES = {
    "CachePolicy": "cache-policy",
    "OriginRequestPolicy": "origin-request-policy",
    "ResponseHeadersPolicy": "response-headers-policy",
}


@gap("CloudFront: lists of distributions")
def distribution_summaries() -> None:
    """moto lists distributions without their configuration, of which the summary of each has most."""
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.responses import ActionResult

    def summary(distribution):
        return {
            **vars(distribution.distribution_config),
            "Id": distribution.id,
            "ARN": distribution.arn,
            "Status": distribution.status,
            "LastModifiedTime": distribution.last_modified_time,
            "DomainName": distribution.domain_name,
        }

    @wrap(CloudFrontResponse, "list_distributions")
    def list_distributions(original, self):
        found = list(self.backend.list_distributions())
        items = {"Items": [summary(one) for one in found]} if found else {}
        answer = {"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(found), **items}
        return ActionResult({"DistributionList": answer})


@gap("CloudFront: cache, origin request and response headers policies")
def policies() -> None:
    """moto has no policies. They are kept as they are sent, and cannot be deleted while a distribution uses them."""
    for name, address in POLICIES.items():
        add_policy(name, address)


def add_policy(name: str, address: str) -> None:
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.responses import ActionResult, EmptyResult

    add_addresses(address, f"{address}/(?P<policy_id>[^/]+)", f"{address}/(?P<policy_id>[^/]+)/config")
    snake = address.replace("-", "_")
    config_name = f"{name}Config"

    def store(self) -> dict[str, Policy]:
        return store_of(self.backend, f"{snake}_store")

    def answer(policy: Policy) -> ActionResult:
        config = with_quantities(policy.config)
        described = {"Id": policy.id, "LastModifiedTime": CHANGED, config_name: config}
        location = f"https://cloudfront.amazonaws.com/2020-05-31/{address}/{policy.id}"
        return ActionResult({name: described, "Location": location, "ETag": policy.etag})

    def create(self):
        policy = Policy(self._get_param(config_name))
        store(self)[policy.id] = policy
        return answer(policy)

    def get(self):
        return answer(require(store(self), self._get_param("Id"), f"NoSuch{name}"))

    def update(self):
        policy = require(store(self), self._get_param("Id"), f"NoSuch{name}")
        policy.config = self._get_param(config_name)
        return answer(policy)

    def delete(self):
        policy = require(store(self), self._get_param("Id"), f"NoSuch{name}")
        refuse_if_used(self.backend, policy.id, f"{name}InUse")
        del store(self)[policy.id]
        return EmptyResult()

    for verb, function in {"create": create, "get": get, "update": update, "delete": delete}.items():
        function.__name__ = f"{verb}_{snake}"
        add(CloudFrontResponse)(function)


@gap("CloudFront: functions")
def functions() -> None:
    """moto has no functions."""
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.responses import ActionResult, EmptyResult

    add_addresses(
        "function",
        "function/(?P<function_name>[^/]+)",
        "function/(?P<function_name>[^/]+)/describe",
        "function/(?P<function_name>[^/]+)/publish",
    )

    def store(self) -> dict[str, Policy]:
        return store_of(self.backend, "function_store")

    def this(self) -> Policy:
        return require(store(self), self._get_param("Name"), "NoSuchFunctionExists")

    def arn(self, name: str) -> str:
        return f"arn:{self.partition}:cloudfront::{self.current_account}:function/{name}"

    def answer(self, function: Policy):
        summary = {
            "Name": function.id,
            "Status": "UNASSOCIATED",
            "FunctionConfig": function.config,
            "FunctionMetadata": {
                "FunctionARN": arn(self, function.id),
                "Stage": self._get_param("Stage") or "DEVELOPMENT",
                "CreatedTime": CHANGED,
                "LastModifiedTime": CHANGED,
            },
        }
        return ActionResult({"FunctionSummary": summary, "Location": arn(self, function.id), "ETag": function.etag})

    @add(CloudFrontResponse)
    def create_function(self):
        function = Policy(self._get_param("FunctionConfig"))
        function.id = self._get_param("Name")
        function.code = self._get_param("FunctionCode")
        store(self)[function.id] = function
        return answer(self, function)

    @add(CloudFrontResponse)
    def describe_function(self):
        return answer(self, this(self))

    @add(CloudFrontResponse)
    def get_function(self):
        function = this(self)
        code = function.code if isinstance(function.code, str) else function.code.decode()
        return 200, {"ETag": function.etag, "Content-Type": "application/octet-stream"}, code

    @add(CloudFrontResponse)
    def update_function(self):
        function = this(self)
        function.config = self._get_param("FunctionConfig")
        function.code = self._get_param("FunctionCode")
        return answer(self, function)

    @add(CloudFrontResponse)
    def publish_function(self):
        return answer(self, this(self))

    @add(CloudFrontResponse)
    def delete_function(self):
        function = this(self)
        refuse_if_used(self.backend, arn(self, function.id), "FunctionInUse")
        del store(self)[function.id]
        return EmptyResult()


@gap("CloudFront: VPC origins")
def vpc_origins() -> None:
    """moto has no VPC origins. They are deployed at once, and none is changed or deleted while a distribution uses it."""
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.responses import ActionResult

    add_addresses("vpc-origin", "vpc-origin/(?P<vpc_origin_id>[^/]+)")

    def store(self) -> dict[str, Policy]:
        return store_of(self.backend, "vpc_origin_store")

    def arn(self, origin: Policy) -> str:
        return f"arn:{self.partition}:cloudfront::{self.current_account}:vpcorigin/{origin.id}"

    def described(self, origin: Policy) -> dict[str, Any]:
        return {
            "Id": origin.id,
            "Arn": arn(self, origin),
            "AccountId": self.current_account,
            "Status": "Deployed",
            "CreatedTime": CHANGED,
            "LastModifiedTime": CHANGED,
        }

    def answer(self, origin: Policy):
        protocols = counted(origin.config.get("OriginSslProtocols"))
        whole = {**described(self, origin), "VpcOriginEndpointConfig": {**origin.config, "OriginSslProtocols": protocols}}
        return ActionResult({"VpcOrigin": whole, "ETag": origin.etag, "Location": f"vpc-origin/{origin.id}"})

    def this(self) -> Policy:
        origin = require(store(self), self._get_param("Id"), "EntityNotFound")
        if self._get_param("IfMatch") not in (None, origin.etag):
            raise failure("PreconditionFailed", "The precondition in one or more of the request fields evaluated to false.")
        return origin

    @add(CloudFrontResponse)
    def create_vpc_origin(self):
        origin = Policy(self._get_param("VpcOriginEndpointConfig"))
        origin.id = f"vo_{origin.id}"
        store(self)[origin.id] = origin
        self.backend.tag_resource(resource=arn(self, origin), tags=self._get_param("Tags.Items", []))
        return answer(self, origin)

    @add(CloudFrontResponse)
    def get_vpc_origin(self):
        return answer(self, this(self))

    @add(CloudFrontResponse)
    def update_vpc_origin(self):
        origin = this(self)
        changed = Policy(self._get_param("VpcOriginEndpointConfig"))
        origin.config, origin.etag = changed.config, changed.etag
        return answer(self, origin)

    @add(CloudFrontResponse)
    def delete_vpc_origin(self):
        origin = this(self)
        del store(self)[origin.id]
        return answer(self, origin)

    @add(CloudFrontResponse)
    def list_vpc_origins(self):
        items = [
            {**described(self, origin), "Name": origin.config["Name"], "OriginEndpointArn": origin.config["Arn"]}
            for origin in store(self).values()
        ]
        return ActionResult({"VpcOriginList": {"Marker": "", "MaxItems": 100, "IsTruncated": False, **counted({"Items": items})}})


# When everything was changed last; nothing reads it.
CHANGED = "2021-11-27T10:34:26.802Z"


def add_addresses(*addresses: str) -> None:
    from moto.cloudfront import urls
    from moto.cloudfront.responses import CloudFrontResponse

    for address in addresses:
        urls.url_paths[f"{{0}}/2020-05-31/{address}$"] = CloudFrontResponse.dispatch


def store_of(backend: Any, name: str) -> dict[str, Policy]:
    return backend.__dict__.setdefault(name, {})


def require(store: dict[str, Policy], key: str, error: str) -> Policy:
    if key not in store:
        raise failure(error, f"{key} does not exist")
    return store[key]


def refuse_if_used(backend: Any, reference: str, error: str) -> None:
    """AWS deletes nothing that a distribution refers to."""
    for distribution in backend.distributions.values():
        if reference in str(distribution.distribution_config.__dict__):
            raise failure(error, f"{reference} is used by {distribution.id}")


def failure(code: str, message: str) -> Exception:
    from moto.cloudfront.exceptions import CloudFrontException

    return CloudFrontException(code, message)


def with_quantities(value: Any) -> Any:
    """Lists with the count that AWS sends along."""
    if isinstance(value, list):
        return [with_quantities(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    answer = {name: with_quantities(entry) for name, entry in value.items()}
    return {**answer, "Quantity": len(value["Items"])} if "Items" in value else answer
