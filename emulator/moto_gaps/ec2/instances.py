"""Gaps of EC2: instances and launch templates."""

from __future__ import annotations

from ..core import add, gap, wrap

UNLIMITED_BY_DEFAULT = ("t3", "t3a", "t4g")
BURSTABLE = ("t2", *UNLIMITED_BY_DEFAULT)

IMAGE_VOLUME_GIB = 8


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
    instances; their own network interfaces are deleted with them, and security groups given with the interface are the
    instance's, as in AWS."""
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
        made = [instance for instance in self.ec2_backend.all_instances() if instance.id not in before]
        for instance in made:
            instance.cpu_credits = self._get_param("CreditSpecification.CpuCredits")
            instance.private_dns_name_options = self._get_param("PrivateDnsNameOptions") or {
                "HostnameType": "ip-name",
                "EnableResourceNameDnsARecord": False,
                "EnableResourceNameDnsAAAARecord": False,
            }
            instance.maintenance_options = self._get_param("MaintenanceOptions") or {"AutoRecovery": "default"}
            if self._get_param("DisableApiTermination"):
                instance.disable_api_termination = True
            if not instance.security_groups and 0 in instance.nics:
                instance.security_groups = list(instance.nics[0].group_set)
            given = {item.get("NetworkInterfaceId") for item in self._get_param("NetworkInterfaces", [])}
            for interface in instance.nics.values():
                interface.delete_on_termination = interface.id not in given
            set_volumes(self.ec2_backend, instance, self._get_param("BlockDeviceMappings", []))
        return answer


@gap("EC2 instances: volumes without a size")
def volumes_without_size() -> None:
    """moto wants a size or a snapshot for every volume; AWS takes the size of the image's volume when none is given."""
    from moto.ec2.models.instances import Instance

    @wrap(Instance, "add_block_device")
    def add_block_device(original, self, size, device_path, snapshot_id, *args, **kwargs):
        image_size = None if snapshot_id else IMAGE_VOLUME_GIB
        return original(self, size or image_size, device_path, snapshot_id, *args, **kwargs)


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


@gap("EC2 instances: image named by an SSM parameter")
def image_by_parameter() -> None:
    """An image given as `resolve:ssm:<parameter>`, in the request or in the launch template, is taken as an id by moto.
    EC2 looks the parameter up when the instance is made."""
    from moto.ec2.models.instances import InstanceBackend
    from moto.ssm.models import ssm_backends

    prefix = "resolve:ssm:"

    @wrap(InstanceBackend, "run_instances")
    def run_instances(original, self, image_id, *args, **kwargs):
        template = kwargs.get("launch_template")
        if not image_id and template:
            image_id = self._get_template_from_args(template).image_id
        if image_id and image_id.startswith(prefix):
            parameter = ssm_backends[self.account_id][self.region_name].get_parameter(image_id[len(prefix) :])
            image_id = parameter.value if parameter else image_id
        return original(self, image_id, *args, **kwargs)


@gap("EC2 instances and launch templates: no user data")
def absent_user_data() -> None:
    """Without user data, or with an empty text, moto returns an empty value, which the provider takes for user data."""
    from moto.core.responses import ActionResult
    from moto.ec2.models.launch_templates import LaunchTemplateVersion
    from moto.ec2.responses.instances import InstanceResponse

    @wrap(InstanceResponse, "describe_instance_attribute")
    def describe_instance_attribute(original, self):
        instance = self.ec2_backend.get_instance(self._get_param("InstanceId"))
        if self._get_param("Attribute") == "userData" and not str(instance.user_data or ""):
            return ActionResult({"InstanceId": instance.id, "UserData": {}})
        return original(self)

    @wrap(LaunchTemplateVersion, "__init__")
    def init(original, self, template, number, data, *args, **kwargs):
        kept = {key: value for key, value in data.items() if key != "UserData" or str(value or "")}
        original(self, template, number, kept, *args, **kwargs)


@gap("EC2 launch templates: own tags")
def launch_template_tags() -> None:
    """moto mixes the template's own tags into the data of its version, where they read as tags for instances."""
    from moto.ec2.models.launch_templates import LaunchTemplateBackend

    @wrap(LaunchTemplateBackend, "create_launch_template")
    def create_launch_template(original, self, name, description, template_data, tag_spec):
        specifications = template_data.get("TagSpecifications", [])
        own = [item for item in specifications if item["ResourceType"] != "launch-template"]
        data = {key: value for key, value in template_data.items() if key != "TagSpecifications"}
        if own:
            data["TagSpecifications"] = own
        return original(self, name, description, data, tag_spec)


@gap("EC2 instances: root volume")
def root_volume() -> None:
    """moto calls every root device /dev/sda1, whatever the image says, and keeps its own root volume beside the one of
    a launch template."""
    from moto.ec2.models.instances import Instance

    @wrap(Instance, "setup_defaults")
    def setup_defaults(original, self):
        volume = self.ec2_backend.create_volume(size=8, zone_name=self._placement.zone)
        self.ec2_backend.attach_volume(volume.id, self.id, self.root_device_name, True)

    @wrap(Instance, "add_block_device")
    def add_block_device(original, self, size, device_path, *args, **kwargs):
        former = self.block_device_mapping.get(device_path)
        if former:
            self.ec2_backend.detach_volume(former.volume_id, self.id, device_path)
            self.ec2_backend.delete_volume(former.volume_id)
        return original(self, size, device_path, *args, **kwargs)


@gap("EC2 network interfaces: no public address")
def no_public_address() -> None:
    """moto answers an empty association where AWS answers none, so that the provider sees a public address."""
    from moto.ec2.models.elastic_network_interfaces import NetworkInterface

    original = NetworkInterface.association.fget

    NetworkInterface.association = property(lambda self: original(self) or None)


@gap("EC2 network interfaces: an interface that outlives its instance")
def interface_outlives_instance() -> None:
    """EC2 detaches the interfaces of a terminated instance that are not deleted with it; in moto they stay attached, and
    the primary one can never be detached."""
    from moto.ec2.models.instances import Instance

    @wrap(Instance, "terminate")
    def terminate(original, self):
        outliving = [interface for interface in self.nics.values() if not interface.delete_on_termination]
        state = original(self)
        for interface in outliving:
            index = interface.device_index
            self.detach_eni(interface)
            # moto looks the primary interface of every instance up, also of those that are gone.
            self.nics[index] = interface
        return state


@gap("EC2 launch templates: changes of the own tags")
def changed_launch_template_tags() -> None:
    """moto shows the tags that a launch template was made with for ever."""
    from moto.ec2.models.launch_templates import LaunchTemplate

    LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, value: None)


@gap("EC2 instances: groups of the instance and of its interface are the same")
def instance_groups() -> None:
    """In moto a change of one does not reach the other, and the interface keeps the groups that it had."""
    from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
    from moto.ec2.models.instances import InstanceBackend

    @wrap(NetworkInterfaceBackend, "modify_network_interface_attribute")
    def modify_network_interface_attribute(original, self, eni_id, group_ids, *args, **kwargs):
        original(self, eni_id, group_ids, *args, **kwargs)
        interface = self.enis[eni_id]
        if group_ids and interface.instance is not None and interface is interface.instance.nics.get(0):
            interface.instance.security_groups = list(interface._group_set)

    @wrap(InstanceBackend, "modify_instance_security_groups")
    def modify_instance_security_groups(original, self, instance_id, *args, **kwargs):
        instance = original(self, instance_id, *args, **kwargs)
        if 0 in instance.nics:
            instance.nics[0]._group_set = list(instance.security_groups)
        return instance
