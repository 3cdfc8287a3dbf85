"""Gaps of CodeDeploy."""

from __future__ import annotations

import json
import uuid

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


@gap("CodeDeploy: deployment configurations")
def deployment_configurations() -> None:
    """All operations are missing. As in AWS, none is deleted that a deployment group follows, none is made twice, and groups follow none that
    is not there (AWS CodeDeploy API Reference, `DeleteDeploymentConfig` and `CreateDeploymentGroup`, as of 2026-11).
    """
    from moto.codedeploy.responses import CodeDeployResponse
    from moto.core.exceptions import JsonRESTError
    from moto.core.utils import unix_time

    names = ["minimumHealthyHosts", "trafficRoutingConfig", "computePlatform", "zonalConfig"]

    def configurations(self):
        return vars(self.codedeploy_backend).setdefault("deployment_configurations", {})

    def groups(self):
        return [one for groups in self.codedeploy_backend.deployment_groups.values() for one in groups.values()]

    def known(self, name):
        if name is not None and not name.startswith("CodeDeployDefault.") and name not in configurations(self):
            raise JsonRESTError("DeploymentConfigDoesNotExistException", f"No deployment configuration found for name: {name}")

    @add(CodeDeployResponse)
    def create_deployment_config(self):
        name = self._get_param("deploymentConfigName")
        if name in configurations(self):
            raise JsonRESTError("DeploymentConfigAlreadyExistsException", f"Deployment configuration already exists: {name}")
        given = {one: self._get_param(one) for one in names if self._get_param(one) is not None}
        identity = str(uuid.uuid4())
        configurations(self)[name] = {
            **given,
            "deploymentConfigId": identity,
            "deploymentConfigName": name,
            "createTime": unix_time(),
        }
        return json.dumps({"deploymentConfigId": identity})

    @add(CodeDeployResponse)
    def get_deployment_config(self):
        name = self._get_param("deploymentConfigName")
        known(self, name)
        return json.dumps({"deploymentConfigInfo": configurations(self)[name]})

    @add(CodeDeployResponse)
    def delete_deployment_config(self):
        name = self._get_param("deploymentConfigName")
        if any(group.deployment_config_name == name for group in groups(self)):
            raise JsonRESTError("DeploymentConfigInUseException", f"Deployment configuration is in use: {name}")
        configurations(self).pop(name, None)
        return "{}"

    def follows(operation):
        @wrap(CodeDeployResponse, operation)
        def followed(original, self):
            known(self, self._get_param("deploymentConfigName"))
            return original(self)

    follows("create_deployment_group")
    follows("update_deployment_group")
