"""Gaps of EC2 Auto Scaling."""

from __future__ import annotations

import uuid

from .core import add, gap, wrap


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
    """moto drops the longest life of an instance, the warm-up and the maintenance policy, when a group is made and changed.

    Capacity rebalancing it only knows of a group that is made.
    """
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
            rebalance = self._get_bool_param("CapacityRebalance")
            if rebalance is not None:
                group.capacity_rebalance = rebalance
            return answer

    keep("create_auto_scaling_group")
    keep("update_auto_scaling_group")


@gap("EC2 Auto Scaling: scaling policies")
def scaling_policies() -> None:
    """moto tells no policy to be on, and of each that it scales by a forecast of nothing; AWS tells what was asked for.

    It keeps policies by their names alone, of which each group has its own (Amazon EC2 Auto Scaling API Reference,
    `PutScalingPolicy`, as of 2026-11), so that a second group would take the policy of the first away.
    """
    from moto.autoscaling.models import AutoScalingBackend
    from moto.autoscaling.responses import AutoScalingResponse
    from moto.core.responses import EmptyResult

    @wrap(AutoScalingBackend, "put_scaling_policy")
    def keep_policy(original, self, *args, **kwargs):
        policy = original(self, *args, **kwargs)
        self.policies[policy.auto_scaling_group_name, policy.name] = self.policies.pop(policy.name)
        return policy

    @wrap(AutoScalingResponse, "put_scaling_policy")
    def put_scaling_policy(original, self):
        answer = original(self)
        policy = self.autoscaling_backend.policies[self._get_param("AutoScalingGroupName"), self._get_param("PolicyName")]
        policy.enabled = self._get_bool_param("Enabled", True)
        policy.predictive_scaling_configuration = policy.predictive_scaling_configuration or None
        return answer

    @wrap(AutoScalingResponse, "delete_policy")
    def delete_policy(_, self):
        key = self._get_param("AutoScalingGroupName"), self._get_param("PolicyName")
        self.autoscaling_backend.policies.pop(key, None)
        return EmptyResult()


@gap("EC2 Auto Scaling: scheduled actions of several groups")
def scheduled_actions() -> None:
    """moto keeps scheduled actions by their names alone, of which each group has its own."""
    from moto.autoscaling.models import AutoScalingBackend

    @wrap(AutoScalingBackend, "put_scheduled_update_group_action")
    def put_scheduled_update_group_action(original, self, *args, **kwargs):
        action = original(self, *args, **kwargs)
        kept = self.scheduled_actions.pop(action.scheduled_action_name)
        self.scheduled_actions[action.auto_scaling_group_name, action.scheduled_action_name] = kept
        return action

    @wrap(AutoScalingBackend, "delete_scheduled_action")
    def delete_scheduled_action(original, self, auto_scaling_group_name, scheduled_action_name):
        self.scheduled_actions.pop((auto_scaling_group_name, scheduled_action_name), None)


@gap("EC2 Auto Scaling: instance refresh")
def instance_refresh() -> None:
    """moto knows no instance refresh. Here one is over at once: each instance that is not protected has been replaced."""
    from moto.autoscaling.models import AutoScalingBackend
    from moto.autoscaling.responses import AutoScalingResponse
    from moto.core.responses import ActionResult
    from moto.core.utils import utcnow

    def refreshes(backend: AutoScalingBackend, group_name: str) -> list[dict[str, object]]:
        return vars(backend).setdefault("refreshes", {}).setdefault(group_name, [])

    @add(AutoScalingResponse)
    def start_instance_refresh(self):
        group_name = self._get_param("AutoScalingGroupName")
        group = self.autoscaling_backend.autoscaling_groups[group_name]
        begin = utcnow()
        for state in list(group.instance_states):
            if not state.protected_from_scale_in:
                self.autoscaling_backend.terminate_instance(state.instance.id, False)
        refresh = {
            "InstanceRefreshId": str(uuid.uuid4()),
            "AutoScalingGroupName": group_name,
            "Status": "Successful",
            "StartTime": begin,
            "EndTime": utcnow(),
            "PercentageComplete": 100,
            "InstancesToUpdate": 0,
        }
        refreshes(self.autoscaling_backend, group_name).insert(0, refresh)
        return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})

    @add(AutoScalingResponse)
    def describe_instance_refreshes(self):
        wanted = self._get_param("InstanceRefreshIds", [])
        known = refreshes(self.autoscaling_backend, self._get_param("AutoScalingGroupName"))
        found = [one for one in known if not wanted or one["InstanceRefreshId"] in wanted]
        return ActionResult({"InstanceRefreshes": found})


@gap("EC2 Auto Scaling: user data of a later version of a launch template")
def user_data_of_versions() -> None:
    """moto reads user data in the first version of a template only, and starts no instance by a later one that has any."""
    from moto.core.types import Base64EncodedString
    from moto.ec2.models.launch_templates import LaunchTemplateVersion

    @wrap(LaunchTemplateVersion, "__init__")
    def init(original, self, template, number, data, description):
        user_data = data.get("UserData")
        if isinstance(user_data, str):
            data = {**data, "UserData": Base64EncodedString(user_data)}
        original(self, template, number, data, description)


@gap("EC2 Auto Scaling: lifecycle hooks")
def lifecycle_hooks() -> None:
    """moto tells a role and a queue of its own of every hook, forgets the text that goes with it, and keeps hooks of deleted groups.

    A hook without a target has neither, and a group takes its hooks along (Amazon EC2 Auto Scaling API Reference, `PutLifecycleHook` and
    `DeleteAutoScalingGroup`, as of 2026-11).
    """
    from moto.autoscaling.models import AutoScalingBackend
    from moto.autoscaling.responses import AutoScalingResponse

    told = {
        "RoleARN": "role_arn",
        "NotificationTargetARN": "notification_target_arn",
        "NotificationMetadata": "notification_metadata",
    }

    @wrap(AutoScalingResponse, "put_lifecycle_hook")
    def put_lifecycle_hook(original, self):
        answer = original(self)
        key = f"{self._get_param('AutoScalingGroupName')}_{self._get_param('LifecycleHookName')}"
        for name, attribute in told.items():
            setattr(self.autoscaling_backend.lifecycle_hooks[key], attribute, self._get_param(name) or None)
        return answer

    @wrap(AutoScalingBackend, "delete_auto_scaling_group")
    def delete_auto_scaling_group(original, self, group_name):
        original(self, group_name)
        for key, hook in list(self.lifecycle_hooks.items()):
            if hook.auto_scaling_group_name == group_name:
                del self.lifecycle_hooks[key]
