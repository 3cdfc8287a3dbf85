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


@gap("EC2 Auto Scaling: the network interface of an instance goes with it")
def interface_of_an_instance() -> None:
    """moto keeps the interface that it made for an instance which asked for none; AWS deletes it with the instance."""
    from moto.ec2.models.instances import Instance

    @wrap(Instance, "prep_nics")
    def prep_nics(original, self, nic_spec, *args, **kwargs):
        made_here = not nic_spec
        original(self, nic_spec, *args, **kwargs)
        for interface in self.nics.values() if made_here else []:
            interface.delete_on_termination = True


@gap("EC2 Auto Scaling: settings of a group")
def group_settings() -> None:
    """moto drops the longest life of an instance, the warm-up and the maintenance policy, when a group is made and changed."""
    from moto.autoscaling.responses import AutoScalingResponse

    names = {
        "MaxInstanceLifetime": "max_instance_lifetime",
        "DefaultInstanceWarmup": "default_instance_warmup",
        "InstanceMaintenancePolicy": "instance_maintenance_policy",
    }

    def keep(operation):
        @wrap(AutoScalingResponse, operation)
        def kept(original, self):
            answer = original(self)
            group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
            for name, attribute in names.items():
                value = self._get_param(name)
                if value is not None:
                    setattr(group, attribute, value)
            return answer

    keep("create_auto_scaling_group")
    keep("update_auto_scaling_group")
