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
