"""Gaps of Application Auto Scaling."""

from __future__ import annotations

import json

from .core import add, gap, wrap


@gap("Application Auto Scaling: tags")
def tags() -> None:
    """moto has no operation for tags, and without them the provider cannot read a scalable target."""
    from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

    def tags_of(self):
        backend = self.applicationautoscaling_backend
        if not hasattr(backend, "tags_by_arn"):
            backend.tags_by_arn = {}
        return backend.tags_by_arn

    @wrap(ApplicationAutoScalingResponse, "register_scalable_target")
    def register_scalable_target(original, self):
        answer = original(self)
        if self._get_param("Tags"):
            tags_of(self)[json.loads(answer)["ScalableTargetARN"]] = dict(self._get_param("Tags"))
        return answer

    @wrap(ApplicationAutoscalingBackend, "deregister_scalable_target")
    def deregister_scalable_target(original, self, namespace, r_id, dimension):
        for target in self.describe_scalable_targets(namespace, [r_id], dimension):
            getattr(self, "tags_by_arn", {}).pop(target.arn, None)
        return original(self, namespace, r_id, dimension)

    @add(ApplicationAutoScalingResponse)
    def list_tags_for_resource(self):
        return json.dumps({"Tags": tags_of(self).get(self._get_param("ResourceARN"), {})})

    @add(ApplicationAutoScalingResponse)
    def tag_resource(self):
        tags_of(self).setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
        return "{}"

    @add(ApplicationAutoScalingResponse)
    def untag_resource(self):
        kept = tags_of(self).get(self._get_param("ResourceARN"), {})
        for key in self._get_param("TagKeys"):
            kept.pop(key, None)
        return "{}"


@gap("Application Auto Scaling: the alarms of a changed policy")
def alarms_of_a_changed_policy() -> None:
    """A change of a policy makes new alarms in moto, and nobody deletes the former ones."""
    from moto.applicationautoscaling.models import ApplicationAutoscalingBackend

    @wrap(ApplicationAutoscalingBackend, "put_scaling_policy")
    def put_scaling_policy(original, self, *args, **kwargs):
        before = dict(self.policies)
        policy = original(self, *args, **kwargs)
        for key, former in before.items():
            if self.policies.get(key) is not former:
                former.delete_alarms(self.account_id, self.region_name)
        return policy


@gap("Application Auto Scaling: policies of one resource")
def policies_of_a_resource() -> None:
    """moto tells of a resource the policies too of those whose names its name begins with."""
    from moto.applicationautoscaling.models import ApplicationAutoscalingBackend

    @wrap(ApplicationAutoscalingBackend, "describe_scaling_policies")
    def describe_scaling_policies(original, self, service_namespace, resource_id, *args, **kwargs):
        wanted = [resource_id] if isinstance(resource_id, str) else resource_id
        return original(self, service_namespace, wanted, *args, **kwargs)
