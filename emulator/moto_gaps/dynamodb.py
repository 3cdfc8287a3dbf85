"""Gaps of DynamoDB."""

from __future__ import annotations

from .core import add, gap, wrap


@gap("DynamoDB: key, class, limits, capacity and attributes of a table that is changed")
def changed_tables() -> None:
    """moto forgets which key encrypts a table when another is asked for, and knows neither its class nor limits of its requests. It keeps the
    capacity of a table whose requests are billed one by one from now on, which AWS tells as 0, the attributes of indexes that are gone, and
    the attribute for the end of items when none is followed (Amazon DynamoDB API Reference, "UpdateTable", "TableDescription",
    "ProvisionedThroughputDescription" and "TimeToLiveDescription", as of 2026-11)."""
    from moto.dynamodb.models import DynamoDBBackend
    from moto.dynamodb.models.table import Table
    from moto.dynamodb.responses import DynamoHandler

    def keep(backend, body):
        table = backend.get_table(body["TableName"])
        sse = body.get("SSESpecification")
        if sse is not None:
            key = sse.get("KMSMasterKeyId") or table._get_default_encryption_key(table.account_id, table.region_name)
            table.sse_specification = {**sse, "KMSMasterKeyId": key} if sse.get("Enabled") else None
        if "TableClass" in body:
            table.gp_table_class = body["TableClass"]
        if "OnDemandThroughput" in body:
            table.gp_on_demand = {name: units for name, units in body["OnDemandThroughput"].items() if units > 0}
        if body.get("BillingMode") == "PAY_PER_REQUEST":
            table.throughput = {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0, "NumberOfDecreasesToday": 0}

    @wrap(DynamoHandler, "create_table")
    def create_table(original, self):
        answer = original(self)
        keep(self.dynamodb_backend, self.body)
        return answer

    @wrap(DynamoHandler, "update_table")
    def update_table(original, self):
        answer = original(self)
        keep(self.dynamodb_backend, self.body)
        return answer

    @wrap(Table, "describe")
    def describe(original, self, base_key="TableDescription"):
        answer = original(self, base_key)
        keys = self.attribute_keys
        answer[base_key]["AttributeDefinitions"] = [one for one in self.attr if one["AttributeName"] in keys]
        answer[base_key]["TableClassSummary"] = {"TableClass": getattr(self, "gp_table_class", "STANDARD")}
        if getattr(self, "gp_on_demand", None):
            answer[base_key]["OnDemandThroughput"] = self.gp_on_demand
        return answer

    @wrap(DynamoDBBackend, "update_time_to_live")
    def update_time_to_live(original, self, table_name, ttl_spec):
        original(self, table_name, ttl_spec)
        if not ttl_spec["Enabled"]:
            self.get_table(table_name).ttl.pop("AttributeName", None)


@gap("DynamoDB: insights of contributors")
def contributor_insights() -> None:
    """moto has no operation for them (Amazon DynamoDB API Reference, "UpdateContributorInsights", as of 2026-11)."""
    from moto.dynamodb.responses import DynamoHandler, DynamoResult

    def told(self, status):
        names = {name: self.body[name] for name in ("TableName", "IndexName") if self.body.get(name)}
        return DynamoResult({**names, "ContributorInsightsStatus": status})

    def key(self):
        return (self.dynamodb_backend.get_table(self.body["TableName"]).name, self.body.get("IndexName"))

    def known(self):
        if not hasattr(self.dynamodb_backend, "gp_insights"):
            self.dynamodb_backend.gp_insights = {}
        return self.dynamodb_backend.gp_insights

    @add(DynamoHandler)
    def update_contributor_insights(self):
        is_on = self.body["ContributorInsightsAction"] == "ENABLE"
        known(self)[key(self)] = "ENABLED" if is_on else "DISABLED"
        return told(self, "ENABLING" if is_on else "DISABLING")

    @add(DynamoHandler)
    def describe_contributor_insights(self):
        return told(self, known(self).get(key(self), "DISABLED"))
