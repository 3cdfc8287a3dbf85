"""Gaps of EC2: snapshots."""

from __future__ import annotations

from ..core import gap, wrap


@gap("EC2 snapshots: owners")
def snapshot_owners() -> None:
    """moto lists the snapshots behind all its images to who asks for his own."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.elastic_block_store import ElasticBlockStore

    @wrap(ElasticBlockStore, "describe_snapshots")
    def describe_snapshots(original, self):
        owners = self._get_param("OwnerIds", [])
        if not owners or "amazon" in owners:
            return original(self)
        accounts = [self.ec2_backend.account_id if owner == "self" else owner for owner in owners]
        found = self.ec2_backend.describe_snapshots(
            snapshot_ids=self._get_param("SnapshotIds", []), filters=self._filters_from_querystring()
        )
        return ActionResult({"Snapshots": [one for one in found if one.owner_id in accounts]})
