"""Gaps of RDS."""

from __future__ import annotations

import random
import string

from .core import gap, wrap


@gap("RDS: a changed subnet group stays")
def changed_subnet_group() -> None:
    """moto takes a subnet group out of its memory when it is changed."""
    from moto.rds.models import RDSBackend

    @wrap(RDSBackend, "modify_db_subnet_group")
    def modify_db_subnet_group(original, self, subnet_name, *args, **kwargs):
        group = original(self, subnet_name, *args, **kwargs)
        self.subnet_groups[subnet_name] = group
        return group


@gap("RDS: every instance has a resource id of its own")
def resource_ids() -> None:
    """moto gives one id to all, so that the provider, which asks by it, finds no instance where there are two.

    On AWS the id is unique in its region and never changes (Amazon RDS API Reference, "DBInstance", DbiResourceId, read 2026-11).
    """
    from moto.rds.models import DBInstance

    @wrap(DBInstance, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.dbi_resource_id = "db-" + "".join(random.choices(string.ascii_uppercase + "234567", k=26))


@gap("RDS: parameters that were set are told as the user's")
def parameters_of_users() -> None:
    """moto does not say who set a parameter, so that the provider, which reads those of the user alone, finds none.

    On AWS they have the source `user` (Amazon RDS API Reference, "Parameter", Source, read 2026-11).
    """
    from moto.rds.models import DBParameterGroup

    @wrap(DBParameterGroup, "update_parameters")
    def update_parameters(original, self, new_parameters):
        original(self, new_parameters)
        for parameter in self.parameters.values():
            parameter.update(Source="user", IsModifiable=True)


INSIGHTS = {
    "enable_performance_insights": "performance_insights_enabled",
    "performance_insights_kms_key_id": "performance_insights_kms_key_id",
    "performance_insights_retention_period": "performance_insights_retention_period",
    "database_insights_mode": "database_insights_mode",
    "monitoring_interval": "monitoring_interval",
    "monitoring_role_arn": "monitoring_role_arn",
}
"""How what is asked for is told of an instance (Amazon RDS API Reference, `CreateDBInstance` and "DBInstance", read 2026-11)."""


@gap("RDS: Insights and monitoring of an instance are kept")
def insights() -> None:
    """moto forgets Performance Insights, Database Insights and enhanced monitoring when an instance is made, and Performance Insights when
    it is changed."""
    from moto.rds.models import DBInstance

    def keep(instance, asked) -> None:
        for name, told in INSIGHTS.items():
            if asked.get(name) is not None:
                setattr(instance, told, asked[name])

    @wrap(DBInstance, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        keep(self, kwargs)

    @wrap(DBInstance, "update")
    def update(original, self, **kwargs):
        original(self, **kwargs)
        keep(self, kwargs)
