"""Gaps of RDS."""

from __future__ import annotations

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
