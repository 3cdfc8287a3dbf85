"""Gaps of CodeDeploy."""

from __future__ import annotations

import json

from .core import add, gap, wrap


@gap("CodeDeploy: times as numbers")
def times() -> None:
    """moto writes times as texts, where the protocol has seconds."""
    from moto.codedeploy.models import Application
    from moto.core.utils import unix_time

    @wrap(Application, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.create_time = unix_time()


@gap("CodeDeploy: change and delete applications and deployment groups")
def change_and_delete() -> None:
    """moto creates and reads them, and can neither change nor delete them; alarms are kept as they were sent."""
    from moto.codedeploy.models import DeploymentGroup
    from moto.codedeploy.responses import CodeDeployResponse

    # Arguments of UpdateDeploymentGroup by the attribute that holds them.
    attributes = {
        "deployment_config_name": "deploymentConfigName",
        "service_role_arn": "serviceRoleArn",
        "trigger_configurations": "triggerConfigurations",
        "alarm_configuration": "alarmConfiguration",
        "auto_rollback_configuration": "autoRollbackConfiguration",
        "outdated_instances_strategy": "outdatedInstancesStrategy",
        "deployment_style": "deploymentStyle",
        "blue_green_deployment_configuration": "blueGreenDeploymentConfiguration",
        "load_balancer_info": "loadBalancerInfo",
        "ecs_services": "ecsServices",
        "termination_hook_enabled": "terminationHookEnabled",
    }

    @wrap(DeploymentGroup, "to_dict")
    def to_dict(original, self):
        return {**original(self), "alarmConfiguration": self.alarm_configuration or {}}

    @add(CodeDeployResponse)
    def update_deployment_group(self):
        application = self._get_param("applicationName")
        group = self.codedeploy_backend.get_deployment_group(application, self._get_param("currentDeploymentGroupName"))
        for attribute, name in attributes.items():
            if self._get_param(name) is not None:
                setattr(group, attribute, self._get_param(name))
        return json.dumps({"hooksNotCleanedUp": []})

    @add(CodeDeployResponse)
    def delete_deployment_group(self):
        groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
        groups.pop(self._get_param("deploymentGroupName"), None)
        return json.dumps({"hooksNotCleanedUp": []})

    @add(CodeDeployResponse)
    def delete_application(self):
        name = self._get_param("applicationName")
        self.codedeploy_backend.applications.pop(name, None)
        self.codedeploy_backend.deployment_groups.pop(name, None)
        return "{}"
