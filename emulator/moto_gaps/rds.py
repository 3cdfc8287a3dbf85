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


def resource_id() -> str:
    return "db-" + "".join(random.choices(string.ascii_uppercase + "234567", k=26))


@gap("RDS: every instance has a resource id of its own")
def resource_ids() -> None:
    """moto gives one id to all, so that the provider, which asks by it, finds no instance where there are two.

    On AWS the id is unique in its region and never changes (Amazon RDS API Reference, "DBInstance", DbiResourceId, read 2026-11).
    """
    from moto.rds.models import DBInstance

    @wrap(DBInstance, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.dbi_resource_id = resource_id()


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
            # What is restored is made from what is told of its source.
            value = asked.get(name, asked.get(told))
            if value is not None:
                setattr(instance, told, value)

    @wrap(DBInstance, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        keep(self, kwargs)

    @wrap(DBInstance, "update")
    def update(original, self, **kwargs):
        original(self, **kwargs)
        keep(self, kwargs)


CLUSTER_INSIGHTS = {name: told for name, told in INSIGHTS.items() if not name.startswith("monitoring")}
"""The same of a cluster (Amazon RDS API Reference, `CreateDBCluster` and "DBCluster", read 2026-12)."""


@gap("RDS: Insights of a cluster are kept, and only one of Serverless v1 has its capacity")
def clusters() -> None:
    """moto forgets Performance Insights and Database Insights of a cluster, and tells of every cluster a capacity of Aurora Serverless v1, an empty one."""
    from moto.rds.models import DBCluster, RDSBackend

    def keep(cluster, asked) -> None:
        for name, told in CLUSTER_INSIGHTS.items():
            if asked.get(name) is not None:
                setattr(cluster, told, asked[name])

    @wrap(DBCluster, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        keep(self, kwargs)

    @wrap(RDSBackend, "modify_db_cluster")
    def modify_db_cluster(original, self, kwargs):
        asked = dict(kwargs)
        told = original(self, kwargs)
        for cluster in (told, self.clusters[told.db_cluster_identifier]):
            keep(cluster, asked)
        return told

    of_v1 = DBCluster.scaling_configuration_info.fget
    DBCluster.scaling_configuration_info = property(lambda self: of_v1(self) if self.scaling_configuration else None)


@gap("RDS: what is restored to a moment is no replica of its source, which is found by its resource id too")
def restored_to_a_moment() -> None:
    """moto tells the source of a restore as that of a replica, and takes some other instance where the source is said by its resource id.

    Amazon RDS API Reference, `RestoreDBInstanceToPointInTime` and "DBInstance", read 2026-12.
    """
    from moto.rds.exceptions import DBInstanceNotFoundError
    from moto.rds.models import RDSBackend

    @wrap(RDSBackend, "restore_db_instance_to_point_in_time")
    def restore(original, self, source_db_identifier, target_db_identifier, overrides):
        asked = overrides.get("source_dbi_resource_id")
        if source_db_identifier is None:
            found = [one for one in self.databases.values() if one.dbi_resource_id == asked]
            if not found:
                raise DBInstanceNotFoundError(asked)
            source_db_identifier = found[0].db_instance_identifier
        instance = original(self, source_db_identifier, target_db_identifier, overrides)
        instance.source_db_instance_identifier = None
        return instance


@gap("RDS: nobody manages the password of what is restored until that is asked for")
def restored_passwords() -> None:
    """moto manages it as that of the source, and leaves the secret behind when it is asked for another.

    AWS takes it at a restore for Oracle alone (Amazon RDS API Reference, `RestoreDBInstanceFromDBSnapshot` and
    `RestoreDBInstanceToPointInTime`, ManageMasterUserPassword, read 2026-12).
    """
    from moto.rds.models import RDSBackend

    for name in ("restore_db_instance_from_db_snapshot", "restore_db_instance_to_point_in_time"):

        @wrap(RDSBackend, name)
        def restore(original, self, *args, **kwargs):
            instance = original(self, *args, **kwargs)
            instance.update(manage_master_user_password=False)
            return instance


@gap("RDS: a read replica is an instance of its own, and one that is promoted follows nothing")
def replicas() -> None:
    """moto gives a replica what its source has, id, tags and lists too, and tells what is promoted as a replica still.

    Amazon RDS API Reference, `CreateDBInstanceReadReplica`, `PromoteReadReplica` and "DBInstance", read 2026-12.
    """
    from moto.rds.models import RDSBackend

    @wrap(RDSBackend, "create_db_instance_read_replica")
    def create(original, self, db_kwargs):
        source = self.find_db_from_id(db_kwargs["source_db_instance_identifier"])
        logs = list(db_kwargs.get("enable_cloudwatch_logs_exports") or [])
        before = list(source.enabled_cloudwatch_logs_exports)
        replica = original(self, db_kwargs)
        source.enabled_cloudwatch_logs_exports = before
        replica.enabled_cloudwatch_logs_exports = logs
        replica.dbi_resource_id = resource_id()
        replica.tags = list(db_kwargs.get("tags") or [])
        replica.backup_retention_period = 0
        replica.multi_az = bool(db_kwargs.get("multi_az"))
        replica.deletion_protection = bool(db_kwargs.get("deletion_protection"))
        return replica

    @wrap(RDSBackend, "promote_read_replica")
    def promote(original, self, db_kwargs):
        instance = self.databases[db_kwargs["db_instance_identifier"]]
        if instance.is_replica:
            self.find_db_from_id(instance.source_db_instance_identifier).remove_replica(instance)
            instance.source_db_instance_identifier = None
        return original(self, db_kwargs)


@gap("RDS: proxies are changed")
def proxies() -> None:
    """moto has no operation for it (Amazon RDS API Reference, `ModifyDBProxy`, read 2026-12)."""
    from moto.core.responses import ActionResult
    from moto.rds.exceptions import DBProxyNotFoundFault
    from moto.rds.responses import RDSResponse

    FIELDS = {
        "Auth": "auth",
        "RequireTLS": "require_tls",
        "IdleClientTimeout": "idle_client_timeout",
        "DebugLogging": "debug_logging",
        "RoleArn": "role_arn",
        "SecurityGroups": "vpc_security_group_ids",
    }

    @add(RDSResponse)
    def modify_db_proxy(self):
        name = self.params["DBProxyName"]
        proxy = self.backend.db_proxies.get(name)
        if proxy is None:
            raise DBProxyNotFoundFault(name)
        for asked, told in FIELDS.items():
            if self.params.get(asked) is not None:
                setattr(proxy, told, self.params[asked])
        return ActionResult({"DBProxy": proxy})


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
