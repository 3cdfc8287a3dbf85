"""Gaps of RDS."""

from __future__ import annotations

import random
import string
from datetime import datetime, timezone

from .core import add, gap, wrap


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


AUTHORITIES = {"rds-ca-rsa2048-g1": 2061, "rds-ca-rsa4096-g1": 2121, "rds-ca-ecc384-g1": 2121}
"""Authorities of RDS by their names, with the year in which each ends; the first signs where none is named (Amazon RDS User Guide, "Using
SSL/TLS to encrypt a connection to a DB instance or cluster", read 2026-12)."""


@gap("RDS: certificate authorities, and the one that signs for an instance")
def certificate_authorities() -> None:
    """moto tells an instance's authority by a name that AWS has not, and lists none, so that auditors take every certificate for ended."""
    from moto.core.responses import ActionResult
    from moto.rds.exceptions import RDSClientError
    from moto.rds.models import DBInstance
    from moto.rds.responses import RDSResponse

    @wrap(DBInstance, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **{"ca_certificate_identifier": next(iter(AUTHORITIES)), **kwargs})

    @add(RDSResponse)
    def describe_certificates(self):
        asked = self.params.get("CertificateIdentifier")
        if asked is not None and asked not in AUTHORITIES:
            raise RDSClientError("CertificateNotFound", f"Certificate not found: {asked}")
        certificates = [
            {
                "CertificateIdentifier": name,
                "CertificateType": "CA",
                "CertificateArn": f"arn:aws:rds:{self.region}::cert:{name}",
                "ValidFrom": datetime(2021, 5, 1, tzinfo=timezone.utc),
                "ValidTill": datetime(year, 5, 1, tzinfo=timezone.utc),
                "CustomerOverride": False,
            }
            for name, year in AUTHORITIES.items()
            if asked in (None, name)
        ]
        return ActionResult({"DefaultCertificateForNewLaunches": next(iter(AUTHORITIES)), "Certificates": certificates})
