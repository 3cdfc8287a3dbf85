"""Gaps of EC2: VPC, subnets, routing, prefix lists, flow logs, endpoints."""

from __future__ import annotations

import datetime

from ..core import add, gap, random_id, wrap


@gap("EC2 DHCP options: tags")
def dhcp_options_tags() -> None:
    """moto drops the tags given at creation."""
    from moto.ec2.responses.dhcp_options import DHCPOptions

    @wrap(DHCPOptions, "create_dhcp_options")
    def create_dhcp_options(original, self):
        before = set(self.ec2_backend.dhcp_options_sets)
        answer = original(self)
        tags = self._parse_tag_specification().get("dhcp-options", {})
        for options_id in set(self.ec2_backend.dhcp_options_sets) - before:
            self.ec2_backend.dhcp_options_sets[options_id].add_tags(tags)
        return answer


@gap("EC2 DHCP options: IPv6 lease time")
def dhcp_options_lease_time() -> None:
    """moto knows five options; `ipv6-address-preferred-lease-time` is kept beside them."""
    from moto.ec2.responses.dhcp_options import DHCPOptions

    name = "ipv6-address-preferred-lease-time"

    @wrap(DHCPOptions, "create_dhcp_options")
    def create_dhcp_options(original, self):
        before = set(self.ec2_backend.dhcp_options_sets)
        answer = original(self)
        given = {item["Key"]: item["Values"] for item in self._get_param("DhcpConfigurations", [])}
        for options_id in set(self.ec2_backend.dhcp_options_sets) - before:
            self.ec2_backend.dhcp_options_sets[options_id]._options[name] = given.get(name)
        return answer


@gap("EC2 subnets: IPv6 association filter")
def subnet_ipv6_filters() -> None:
    """DescribeSubnets cannot filter by the IPv6 association, which the provider uses to wait for it."""
    from moto.ec2.models.subnets import Subnet

    @wrap(Subnet, "get_filter_value")
    def get_filter_value(original, self, filter_name, method_name=None):
        associations = list(self.ipv6_cidr_block_associations.values())
        if filter_name == "ipv6-cidr-block-association.association-id":
            return [association["associationId"] for association in associations]
        if filter_name == "ipv6-cidr-block-association.ipv6-cidr-block":
            return [association["ipv6CidrBlock"] for association in associations]
        if filter_name == "ipv6-cidr-block-association.state":
            return [association["ipv6CidrBlockState"]["State"] for association in associations]
        return original(self, filter_name, method_name)


@gap("EC2 subnets: IPv6 association state")
def subnet_ipv6_state() -> None:
    """moto builds the state of an IPv6 association one level too deep, so that it reads as empty; and it hides an
    association that has ended, for which the provider waits."""
    from moto.ec2.models.subnets import Subnet

    def association_set(self):
        return [
            {
                "AssociationId": association["associationId"],
                "Ipv6CidrBlock": association["ipv6CidrBlock"],
                "Ipv6CidrBlockState": {"State": association["ipv6CidrBlockState"]["State"]},
            }
            for association in self.ipv6_cidr_block_associations.values()
        ]

    if not hasattr(Subnet, "ipv6_cidr_block_association_set"):
        raise AttributeError("Subnet.ipv6_cidr_block_association_set")
    Subnet.ipv6_cidr_block_association_set = property(association_set)


@gap("EC2 subnets: host name type, AAAA records, DNS64")
def subnet_dns_attributes() -> None:
    """ModifySubnetAttribute ignores these, and the provider waits for ever to see them."""
    from moto.ec2.models.subnets import Subnet
    from moto.ec2.responses.subnets import Subnets

    Subnet.enable_dns64 = False

    @wrap(Subnets, "modify_subnet_attribute")
    def modify_subnet_attribute(original, self):
        subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
        host_name_type = self._get_param("PrivateDnsHostnameTypeOnLaunch")
        if host_name_type:
            subnet.private_dns_name_options_on_launch["HostnameType"] = host_name_type
        aaaa = self._get_param("EnableResourceNameDnsAAAARecordOnLaunch.Value")
        if aaaa is not None:
            subnet.private_dns_name_options_on_launch["EnableResourceNameDnsAAAARecord"] = aaaa
        dns64 = self._get_param("EnableDns64.Value")
        if dns64 is not None:
            subnet.enable_dns64 = dns64
        return original(self)


@gap("EC2 route tables: propagation from a VPN gateway")
def route_propagation() -> None:
    """EnableVgwRoutePropagation and DisableVgwRoutePropagation are missing."""
    from moto.core.responses import EmptyResult
    from moto.ec2.models.route_tables import RouteTable
    from moto.ec2.responses.route_tables import RouteTables

    def gateways(table):
        return table.__dict__.setdefault("vpn_gateway_ids", [])

    RouteTable.propagating_vgws = property(lambda self: [{"GatewayId": gateway} for gateway in gateways(self)])

    @add(RouteTables)
    def enable_vgw_route_propagation(self):
        table = self.ec2_backend.get_route_table(self._get_param("RouteTableId"))
        gateway = self.ec2_backend.get_vpn_gateway(self._get_param("GatewayId"))
        if gateway.id not in gateways(table):
            gateways(table).append(gateway.id)
        return EmptyResult()

    @add(RouteTables)
    def disable_vgw_route_propagation(self):
        table = self.ec2_backend.get_route_table(self._get_param("RouteTableId"))
        if self._get_param("GatewayId") in gateways(table):
            gateways(table).remove(self._get_param("GatewayId"))
        return EmptyResult()


@gap("EC2 managed prefix lists: changes")
def prefix_list_changes() -> None:
    """A change in moto erases the name, ignores the maximum, and does not remove an entry whose description changes."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.vpcs import VPCs

    @wrap(VPCs, "modify_managed_prefix_list")
    def modify_managed_prefix_list(original, self):
        prefix_list = self.ec2_backend.managed_prefix_lists.get(self._get_param("PrefixListId"))
        if prefix_list is None:
            return original(self)
        prefix_list.prefix_list_name = self._get_param("PrefixListName") or prefix_list.prefix_list_name
        prefix_list.max_entries = self._get_param("MaxEntries") or prefix_list.max_entries
        removed = {entry["Cidr"] for entry in self._get_param("RemoveEntries", [])}
        added = self._get_param("AddEntries", [])
        if removed or added:
            replaced = removed | {entry["Cidr"] for entry in added}
            current = prefix_list.entries.get(prefix_list.version, [])
            kept = [entry for entry in current if entry["Cidr"] not in replaced]
            prefix_list.version += 1
            prefix_list.entries[prefix_list.version] = [*kept, *added]
        prefix_list.state = "modify-complete"
        return ActionResult({"PrefixList": prefix_list})


@gap("EC2 security group rules: descriptions")
def security_group_rule_descriptions() -> None:
    """moto returns the description of rules for CIDRs only, not for groups and prefix lists."""
    from moto.ec2.models.security_groups import SecurityGroupRule

    @wrap(SecurityGroupRule, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        for peer in (*args, *kwargs.values()):
            is_peer = isinstance(peer, dict) and ("GroupId" in peer or "PrefixListId" in peer)
            if is_peer and peer.get("Description"):
                self.ip_range = {"Description": peer["Description"]}


@gap("EC2 security group rules: changes")
def security_group_rule_changes() -> None:
    """A change in moto keeps the group, prefix list, IPv6 range or description a rule had, and refuses a rule for all traffic
    because it has no ports."""
    from moto.ec2.models.security_groups import SecurityGroupBackend

    @wrap(SecurityGroupBackend, "modify_security_group_rules")
    def modify_security_group_rules(original, self, group_id, rules):
        def with_ports(rule):
            return {"FromPort": -1, "ToPort": -1, **rule} if rule.get("IpProtocol") == "-1" else rule

        original(self, group_id, {rule_id: with_ports(rule) for rule_id, rule in rules.items()})
        group = self.get_security_group_by_name_or_id(group_id)
        for rule_id, wanted in rules.items():
            rule = group.get_rule(rule_id)
            if wanted.get("ReferencedGroupId"):
                rule.source_group = {**rule.source_group, "GroupId": wanted["ReferencedGroupId"]}
            if wanted.get("PrefixListId"):
                rule.prefix_list_id = wanted["PrefixListId"]
            if wanted.get("CidrIpv6"):
                rule.ip_range["CidrIpv6"] = wanted["CidrIpv6"]
            if wanted.get("IpProtocol") == "-1":
                rule.from_port = rule.to_port = None
            if not wanted.get("Description"):
                rule.ip_range.pop("Description", None)


@gap("EC2 VPC endpoints: address type and DNS options")
def vpc_endpoint_options() -> None:
    """moto drops both at creation and at change."""
    from moto.ec2.responses.vpcs import VPCs

    def keep(endpoint, request):
        endpoint.ip_address_type = request._get_param("IpAddressType") or getattr(endpoint, "ip_address_type", None)
        endpoint.dns_options = request._get_param("DnsOptions") or getattr(endpoint, "dns_options", None)

    @wrap(VPCs, "create_vpc_endpoint")
    def create_vpc_endpoint(original, self):
        before = set(self.ec2_backend.vpc_end_points)
        answer = original(self)
        for endpoint_id in set(self.ec2_backend.vpc_end_points) - before:
            keep(self.ec2_backend.vpc_end_points[endpoint_id], self)
        return answer

    @wrap(VPCs, "modify_vpc_endpoint")
    def modify_vpc_endpoint(original, self):
        answer = original(self)
        endpoint = self.ec2_backend.vpc_end_points[self._get_param("VpcEndpointId")]
        private_dns = self._get_param("PrivateDnsEnabled")
        if private_dns is not None:
            endpoint.private_dns_enabled = private_dns
        keep(endpoint, self)
        return answer


@gap("EC2 NAT gateways and VPCs: what goes with them")
def dependent_deletes() -> None:
    """moto leaves the network interface of a deleted NAT gateway and the default network ACL of a deleted VPC."""
    from moto.ec2.models.nat_gateways import NatGatewayBackend
    from moto.ec2.models.vpcs import VPCBackend

    @wrap(NatGatewayBackend, "delete_nat_gateway")
    def delete_nat_gateway(original, self, nat_gateway_id):
        gateway = original(self, nat_gateway_id)
        self.enis.pop(getattr(getattr(gateway, "_eni", None), "id", None), None)
        return gateway

    @wrap(VPCBackend, "delete_vpc")
    def delete_vpc(original, self, vpc_id):
        vpc = original(self, vpc_id)
        for acl_id, acl in list(self.network_acls.items()):
            if acl.vpc_id == vpc_id:
                del self.network_acls[acl_id]
        return vpc


@gap("EC2 network ACLs: the error of an unknown id")
def network_acl_not_found() -> None:
    """moto answers with the error of route tables, so that the provider does not see that the ACL is gone."""
    from moto.ec2.exceptions import InvalidNetworkAclIdError, InvalidRouteTableIdError
    from moto.ec2.models.network_acls import NetworkAclBackend

    @wrap(NetworkAclBackend, "describe_network_acls")
    def describe_network_acls(original, self, network_acl_ids=None, filters=None):
        try:
            return original(self, network_acl_ids, filters)
        except InvalidRouteTableIdError as error:
            unknown = [acl_id for acl_id in network_acl_ids or [] if acl_id not in self.network_acls]
            raise InvalidNetworkAclIdError(unknown[0] if unknown else "") from error


@gap("EC2 flow logs: folder in the bucket")
def flow_log_bucket_folder() -> None:
    """moto takes `bucket/folder/` of a destination ARN as the bucket's name and does not find it."""
    from moto.ec2.models.flow_logs import FlowLogsBackend

    @wrap(FlowLogsBackend, "create_flow_logs")
    def create_flow_logs(original, self, *args, **kwargs):
        destination = kwargs.get("log_destination") or ""
        is_in_folder = kwargs.get("log_destination_type") == "s3" and "/" in destination
        if is_in_folder:
            kwargs["log_destination"] = destination.split("/", 1)[0]
        created, failed = original(self, *args, **kwargs)
        if is_in_folder:
            for flow_log in created:
                flow_log.log_destination = destination
        return created, failed


@gap("EC2 flow logs: destination options")
def flow_log_destination_options() -> None:
    """moto forgets file format, Hive prefixes and hourly partitions of a flow log in S3."""
    from moto.ec2.responses.flow_logs import FlowLogs

    @wrap(FlowLogs, "create_flow_logs")
    def create_flow_logs(original, self):
        before = set(self.ec2_backend.flow_logs)
        answer = original(self)
        options = self._get_param("DestinationOptions")
        for flow_log_id in set(self.ec2_backend.flow_logs) - before:
            self.ec2_backend.flow_logs[flow_log_id].destination_options = options
        return answer


@gap("EC2 Instance Connect endpoints")
def instance_connect_endpoints() -> None:
    """The operations are missing. Endpoints are kept with the backend of their account and region."""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.core import TaggedEC2Resource
    from moto.ec2.responses.vpcs import VPCs

    class InstanceConnectEndpoint(TaggedEC2Resource):
        def __init__(self, backend, subnet, security_group_ids, preserve_client_ip, tags):
            self.ec2_backend = backend
            self.id = random_id("eice")
            self.instance_connect_endpoint_id = self.id
            self.owner_id = backend.account_id
            self.instance_connect_endpoint_arn = (
                f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:instance-connect-endpoint/{self.id}"
            )
            self.state = "create-complete"
            self.dns_name = f"{self.id}.ec2-instance-connect-endpoint.{backend.region_name}.amazonaws.com"
            self.fips_dns_name = f"{self.id}.fips.ec2-instance-connect-endpoint.{backend.region_name}.amazonaws.com"
            self.network_interface_ids = [random_id("eni")]
            self.vpc_id = subnet.vpc_id
            self.subnet_id = subnet.id
            self.availability_zone = subnet.availability_zone
            self.created_at = datetime.datetime.now(tz=datetime.timezone.utc)
            self.preserve_client_ip = preserve_client_ip
            self.security_group_ids = security_group_ids
            self.add_tags(tags)

        @property
        def tags(self):
            return self.get_tags()

    # Moto's resource inspection goes by module: the class counts as one of moto's models.
    InstanceConnectEndpoint.__module__ = "moto.ec2.models.instance_connect_endpoints"

    def endpoints(backend):
        return backend.__dict__.setdefault("instance_connect_endpoints", {})

    def find(backend, endpoint_id):
        if endpoint_id not in endpoints(backend):
            raise EC2ClientError(
                "InvalidInstanceConnectEndpointId.NotFound",
                f"The instance connect endpoint '{endpoint_id}' does not exist",
            )
        return endpoints(backend)[endpoint_id]

    @add(VPCs)
    def create_instance_connect_endpoint(self):
        subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
        groups = self._get_param("SecurityGroupIds", [])
        if not groups:
            groups = [self.ec2_backend.get_security_group_from_name("default", subnet.vpc_id).id]
        preserve = self._get_param("PreserveClientIp")
        tags = self._parse_tag_specification().get("instance-connect-endpoint", {})
        endpoint = InstanceConnectEndpoint(self.ec2_backend, subnet, groups, bool(preserve), tags)
        endpoints(self.ec2_backend)[endpoint.id] = endpoint
        return ActionResult({"InstanceConnectEndpoint": endpoint})

    @add(VPCs)
    def describe_instance_connect_endpoints(self):
        wanted = self._get_param("InstanceConnectEndpointIds", [])
        found = [find(self.ec2_backend, item) for item in wanted] or list(endpoints(self.ec2_backend).values())
        return ActionResult({"InstanceConnectEndpoints": found})

    @add(VPCs)
    def delete_instance_connect_endpoint(self):
        endpoint = find(self.ec2_backend, self._get_param("InstanceConnectEndpointId"))
        del endpoints(self.ec2_backend)[endpoint.id]
        endpoint.state = "delete-in-progress"
        return ActionResult({"InstanceConnectEndpoint": endpoint})
