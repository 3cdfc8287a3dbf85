"""Gaps of EC2: instances and launch templates."""

from __future__ import annotations

from .core import add, gap, wrap

UNLIMITED_BY_DEFAULT = ("t3", "t3a", "t4g")
BURSTABLE = ("t2", *UNLIMITED_BY_DEFAULT)


@gap("EC2 instances: detailed monitoring")
def instance_monitoring() -> None:
    """MonitorInstances and UnmonitorInstances are not implemented."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.monitoring import Monitoring

    def set_state(self, state):
        result = []
        for instance_id in self._get_param("InstanceIds", []):
            instance = self.ec2_backend.get_instance(instance_id)
            instance.monitoring_state = state
            result.append({"InstanceId": instance_id, "Monitoring": {"State": state}})
        return ActionResult({"InstanceMonitorings": result})

    @wrap(Monitoring, "monitor_instances")
    def monitor_instances(original, self):
        return set_state(self, "enabled")

    @wrap(Monitoring, "unmonitor_instances")
    def unmonitor_instances(original, self):
        return set_state(self, "disabled")


@gap("EC2 instances: arguments of RunInstances that moto ignores")
def run_instances_arguments() -> None:
    """CPU credits, termination protection, maintenance and DNS name options, throughput of volumes are set on the new
    instances; their own network interfaces are deleted with them, as in AWS."""
    from moto.ec2.responses.instances import InstanceResponse

    def set_volumes(backend, instance, mappings):
        for mapping in mappings:
            device = instance.block_device_mapping.get(mapping.get("DeviceName"))
            volume = backend.volumes.get(device.volume_id) if device else None
            settings = mapping.get("Ebs", {})
            if volume is None:
                continue
            volume.iops = settings.get("Iops") or volume.iops
            volume.throughput = settings.get("Throughput") or (125 if volume.volume_type == "gp3" else None)

    @wrap(InstanceResponse, "run_instances")
    def run_instances(original, self):
        before = {instance.id for instance in self.ec2_backend.all_instances()}
        answer = original(self)
        for instance in self.ec2_backend.all_instances():
            if instance.id in before:
                continue
            instance.cpu_credits = self._get_param("CreditSpecification.CpuCredits")
            instance.private_dns_name_options = self._get_param("PrivateDnsNameOptions") or {
                "HostnameType": "ip-name",
                "EnableResourceNameDnsARecord": False,
                "EnableResourceNameDnsAAAARecord": False,
            }
            instance.maintenance_options = self._get_param("MaintenanceOptions") or {"AutoRecovery": "default"}
            if self._get_param("DisableApiTermination"):
                instance.disable_api_termination = True
            given = {item.get("NetworkInterfaceId") for item in self._get_param("NetworkInterfaces", [])}
            for interface in instance.nics.values():
                interface.delete_on_termination = interface.id not in given
            set_volumes(self.ec2_backend, instance, self._get_param("BlockDeviceMappings", []))
        return answer


@gap("EC2 instances: CPU credit specification")
def credit_specification() -> None:
    """moto answers "standard" for every instance and cannot change it; AWS gives T3 and later unlimited credits."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.instances import InstanceResponse

    def credits(instance):
        family = instance.instance_type.split(".")[0]
        return getattr(instance, "cpu_credits", None) or (
            "unlimited" if family in UNLIMITED_BY_DEFAULT else "standard"
        )

    @wrap(InstanceResponse, "describe_instance_credit_specifications")
    def describe_instance_credit_specifications(original, self):
        found = [self.ec2_backend.get_instance(item) for item in self._get_param("InstanceIds", [])]
        return ActionResult(
            {
                "InstanceCreditSpecifications": [
                    {"InstanceId": instance.id, "CpuCredits": credits(instance)}
                    for instance in found
                    if instance.instance_type.split(".")[0] in BURSTABLE
                ]
            }
        )

    @add(InstanceResponse)
    def modify_instance_credit_specification(self):
        changed = []
        for item in self._get_param("InstanceCreditSpecifications", []):
            self.ec2_backend.get_instance(item["InstanceId"]).cpu_credits = item["CpuCredits"]
            changed.append({"InstanceId": item["InstanceId"]})
        return ActionResult(
            {"SuccessfulInstanceCreditSpecifications": changed, "UnsuccessfulInstanceCreditSpecifications": []}
        )


@gap("EC2 instances: changing maintenance and DNS name options")
def instance_options() -> None:
    """ModifyInstanceMaintenanceOptions and ModifyPrivateDnsNameOptions are missing."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.instances import InstanceResponse

    @add(InstanceResponse)
    def modify_instance_maintenance_options(self):
        instance = self.ec2_backend.get_instance(self._get_param("InstanceId"))
        instance.maintenance_options = {"AutoRecovery": self._get_param("AutoRecovery")}
        return ActionResult({"InstanceId": instance.id, **instance.maintenance_options})

    @add(InstanceResponse)
    def modify_private_dns_name_options(self):
        instance = self.ec2_backend.get_instance(self._get_param("InstanceId"))
        options = {
            "HostnameType": self._get_param("PrivateDnsHostnameType"),
            "EnableResourceNameDnsARecord": self._get_param("EnableResourceNameDnsARecord"),
            "EnableResourceNameDnsAAAARecord": self._get_param("EnableResourceNameDnsAAAARecord"),
        }
        given = {key: value for key, value in options.items() if value is not None}
        instance.private_dns_name_options = {**getattr(instance, "private_dns_name_options", {}), **given}
        return ActionResult({"Return": True})


@gap("EC2 launch templates: own tags")
def launch_template_tags() -> None:
    """moto mixes the template's own tags into the data of its version, where they read as tags for instances."""
    from moto.ec2.models.launch_templates import LaunchTemplateBackend

    @wrap(LaunchTemplateBackend, "create_launch_template")
    def create_launch_template(original, self, name, description, template_data, tag_spec):
        own = [item for item in template_data.get("TagSpecifications", []) if item["ResourceType"] != "launch-template"]
        data = {key: value for key, value in template_data.items() if key != "TagSpecifications"}
        if own:
            data["TagSpecifications"] = own
        return original(self, name, description, data, tag_spec)
