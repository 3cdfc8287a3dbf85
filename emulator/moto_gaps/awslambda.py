"""Gaps of Lambda."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from .core import add, gap, wrap

# What moto forgets of a function, by what AWS calls it in requests, and gives back.
FORGOTTEN = ("DeadLetterConfig", "FileSystemConfigs", "KMSKeyArn", "LoggingConfig")


def log_group_of(function: Any, config: dict[str, Any]) -> dict[str, Any]:
    """Functions have a log group and a format, whether they say it or not."""
    usual = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{function.function_name}"}
    return {**usual, **config}


@gap("Lambda: what a function writes where, its dead letters, files and key")
def whole_functions() -> None:
    """moto forgets them, and updates of traces, storage and images too (AWS Lambda API Reference, "FunctionConfiguration" and
    "UpdateFunctionConfiguration", as of 2026-11)."""
    from moto.awslambda.models import ImageConfig, LambdaFunction

    @wrap(LambdaFunction, "__init__")
    def init(original, self, account_id, spec, *args, **kwargs):
        original(self, account_id, spec, *args, **kwargs)
        self.gp_forgotten = {key: spec[key] for key in FORGOTTEN if spec.get(key)}

    @wrap(LambdaFunction, "get_configuration")
    def get_configuration(original, self, *args, **kwargs):
        kept = getattr(self, "gp_forgotten", {})
        logging = log_group_of(self, kept.get("LoggingConfig", {}))
        return {**original(self, *args, **kwargs), **kept, "LoggingConfig": logging}

    @wrap(LambdaFunction, "update_configuration")
    def update_configuration(original, self, updates):
        kept = {**getattr(self, "gp_forgotten", {})}
        for key in FORGOTTEN:
            if key in updates:
                kept[key] = updates[key]
        # An empty one takes it away.
        self.gp_forgotten = {key: value for key, value in kept.items() if value and value != {"TargetArn": ""}}
        if updates.get("TracingConfig"):
            self.tracing_config = updates["TracingConfig"]
        if updates.get("EphemeralStorage"):
            self.ephemeral_storage = updates["EphemeralStorage"]["Size"]
        if "ImageConfig" in updates:
            self.image_config = ImageConfig(updates["ImageConfig"] or {})
        return original(self, updates)


@gap("Lambda: an event source calls the alias that it names")
def mapped_alias() -> None:
    """moto gives back the version that the alias stood for when the mapping was made (AWS Lambda API Reference,
    "EventSourceMappingConfiguration", as of 2026-11)."""
    from moto.awslambda.models import EventSourceMapping, LambdaBackend

    @wrap(EventSourceMapping, "__init__")
    def init(original, self, spec):
        original(self, spec)
        if re.search(r":function:[\w-]+:[\w-]+$", str(spec.get("FunctionName"))):
            self.function_arn = spec["FunctionName"]

    @wrap(LambdaBackend, "update_event_source_mapping")
    def update(original, self, uuid, spec):
        made = original(self, uuid, spec)
        if made and re.search(r":function:[\w-]+:[\w-]+$", str(spec.get("FunctionName"))):
            made.function_arn = spec["FunctionName"]
        return made


@gap("Lambda: copies of an alias that stand ready")
def provisioned_concurrency() -> None:
    """moto has none of the operations (AWS Lambda API Reference, "PutProvisionedConcurrencyConfig", "GetProvisionedConcurrencyConfig" and
    "DeleteProvisionedConcurrencyConfig", as of 2026-11)."""
    from moto.awslambda import urls
    from moto.awslambda.exceptions import LambdaClientError
    from moto.awslambda.responses import LambdaResponse
    from moto.core.utils import iso_8601_datetime_with_milliseconds

    class NoneReady(LambdaClientError):
        code = 404

        def __init__(self) -> None:
            super().__init__("ProvisionedConcurrencyConfigNotFoundException", "No Provisioned Concurrency Config found for this function")

    def place(response: Any) -> tuple[dict[Any, Any], tuple[str, str]]:
        name = unquote(response.path.split("/functions/")[1].split("/")[0]).split(":")[-1]
        kept = response.backend.__dict__.setdefault("gp_provisioned", {})
        return kept, (name, response._get_param("Qualifier") or response.querystring["Qualifier"][0])

    def told(config: dict[str, Any]) -> str:
        number = config["ProvisionedConcurrentExecutions"]
        return json.dumps(
            {
                "RequestedProvisionedConcurrentExecutions": number,
                "AvailableProvisionedConcurrentExecutions": number,
                "AllocatedProvisionedConcurrentExecutions": number,
                "Status": "READY",
                "LastModified": config["LastModified"],
            }
        )

    @add(LambdaResponse)
    def put_provisioned_concurrency_config(self):
        kept, key = place(self)
        number = json.loads(self.body)["ProvisionedConcurrentExecutions"]
        kept[key] = {"ProvisionedConcurrentExecutions": number, "LastModified": iso_8601_datetime_with_milliseconds()}
        return 202, {}, told(kept[key])

    @add(LambdaResponse)
    def get_provisioned_concurrency_config(self):
        kept, key = place(self)
        if key not in kept:
            raise NoneReady()
        return 200, {}, told(kept[key])

    @add(LambdaResponse)
    def delete_provisioned_concurrency_config(self):
        kept, key = place(self)
        kept.pop(key, None)
        return 204, {}, ""

    address = r"(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/provisioned-concurrency"
    urls.url_paths[f"{{0}}/{address}$"] = LambdaResponse.dispatch


@gap("Lambda: the addresses of a function, of which one may be of an alias")
def listed_addresses() -> None:
    """moto lists none, and its answers name the function alone (AWS Lambda API Reference, "ListFunctionUrlConfigs", as of 2026-11)."""
    from moto.awslambda import urls
    from moto.awslambda.models import FunctionUrlConfig
    from moto.awslambda.responses import LambdaResponse

    @wrap(LambdaResponse, "create_function_url_config")
    def create_function_url_config(original, self):
        answer = original(self)
        function = self.backend.get_function(unquote(self.path.split("/")[-2]))
        function.url_config.gp_qualifier = (self.querystring.get("Qualifier") or [None])[0]
        status, headers, _ = answer
        return status, headers, json.dumps(function.url_config.to_dict())

    @wrap(FunctionUrlConfig, "to_dict")
    def to_dict(original, self):
        told = original(self)
        qualifier = getattr(self, "gp_qualifier", None)
        return {**told, "FunctionArn": f"{told['FunctionArn']}:{qualifier}"} if qualifier else told

    @add(LambdaResponse)
    def list_function_url_configs(self):
        config = self.backend.get_function(unquote(self.path.split("/")[-2])).url_config
        return 200, {}, json.dumps({"FunctionUrlConfigs": [config.to_dict()] if config else []})

    urls.url_paths[r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/urls/?$"] = LambdaResponse.dispatch
