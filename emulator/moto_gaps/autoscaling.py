"""Gaps of EC2 Auto Scaling."""

from __future__ import annotations

from .core import gap, wrap


@gap("EC2 Auto Scaling: a deleted group takes its protected instances along")
def delete_protected() -> None:
    """moto keeps instances that are protected from scale-in when their group is deleted by force; AWS ends them."""
    from moto.autoscaling.models import AutoScalingBackend

    @wrap(AutoScalingBackend, "delete_auto_scaling_group")
    def delete_auto_scaling_group(original, self, group_name):
        group = self.autoscaling_groups.get(group_name)
        for state in group.instance_states if group else []:
            state.protected_from_scale_in = False
        return original(self, group_name)
