"""Gaps of EC2: what goes along when a resource is changed or deleted."""

from __future__ import annotations

from ..core import gap, wrap


@gap("EC2 gateway endpoints: routes follow the route tables")
def gateway_endpoint_routes() -> None:
    """A change of the route tables makes and removes no route in moto; the endpoint can then not be deleted."""
    from moto.ec2.models.vpcs import VPCBackend

    def set_routes(backend, endpoint):
        list_id = endpoint.destination_prefix_list_id
        for table in backend.route_tables.values():
            route_id = f"{table.id}~{list_id}"
            is_wanted = table.id in endpoint.route_table_ids and endpoint.state != "deleted"
            if is_wanted and route_id not in table._routes:
                backend.create_route(table.id, None, gateway_id=endpoint.id, destination_prefix_list_id=list_id)
            elif not is_wanted and getattr(table._routes.get(route_id), "gateway_id", None) == endpoint.id:
                del table._routes[route_id]

    def is_gateway(endpoint):
        return endpoint is not None and endpoint.destination_prefix_list_id is not None

    @wrap(VPCBackend, "modify_vpc_endpoint")
    def modify_vpc_endpoint(original, self, vpc_id, *args, **kwargs):
        original(self, vpc_id, *args, **kwargs)
        if is_gateway(self.vpc_end_points[vpc_id]):
            set_routes(self, self.vpc_end_points[vpc_id])

    @wrap(VPCBackend, "delete_vpc_endpoints")
    def delete_vpc_endpoints(original, self, vpce_ids=None):
        gateways = [endpoint_id for endpoint_id in vpce_ids or [] if is_gateway(self.vpc_end_points.get(endpoint_id))]
        for endpoint_id in gateways:
            self.vpc_end_points[endpoint_id].state = "deleted"
            set_routes(self, self.vpc_end_points[endpoint_id])
        return original(self, [endpoint_id for endpoint_id in vpce_ids or [] if endpoint_id not in gateways])


@gap("EC2 interface endpoints: interfaces follow subnets and groups")
def interface_endpoint_interfaces() -> None:
    """moto makes an endpoint's interfaces in the VPC's default group, and a change of subnets or groups changes none."""
    from moto.ec2.models.vpcs import VPCBackend

    def set_interfaces(backend, endpoint):
        held = [backend.enis[key] for key in endpoint.network_interface_ids if key in backend.enis]
        for interface in held:
            if interface.subnet.id not in endpoint.subnet_ids:
                del backend.enis[interface.id]
        missing = [key for key in endpoint.subnet_ids if key not in {interface.subnet.id for interface in held}]
        kept = [interface for interface in held if interface.id in backend.enis]
        made = [backend.create_network_interface(backend.get_subnet(key), None) for key in missing]
        for interface in [*kept, *made]:
            interface.description = f"VPC Endpoint Interface {endpoint.id}"
            interface.interface_type = "vpc_endpoint"
            interface.requester_managed = True
            interface.status = "in-use"
            if endpoint.security_group_ids:
                groups = [backend.get_security_group_from_id(key) for key in endpoint.security_group_ids]
                interface._group_set = [group for group in groups if group]
        endpoint.network_interface_ids = [interface.id for interface in [*kept, *made]]

    def is_interface(endpoint):
        return (endpoint.vpc_endpoint_type or "").lower() == "interface"

    @wrap(VPCBackend, "create_vpc_endpoint")
    def create_vpc_endpoint(original, self, *args, **kwargs):
        endpoint = original(self, *args, **kwargs)
        endpoint.subnet_ids = endpoint.subnet_ids or []
        if is_interface(endpoint):
            set_interfaces(self, endpoint)
        return endpoint

    @wrap(VPCBackend, "modify_vpc_endpoint")
    def modify_vpc_endpoint(original, self, vpc_id, *args, **kwargs):
        original(self, vpc_id, *args, **kwargs)
        if is_interface(self.vpc_end_points[vpc_id]):
            set_interfaces(self, self.vpc_end_points[vpc_id])


@gap("EC2 routes: a change of the target")
def replaced_routes() -> None:
    """A replaced route in moto keeps the endpoint or carrier gateway that it went to, and cannot go to an endpoint."""
    from moto.ec2.models.route_tables import RouteBackend

    @wrap(RouteBackend, "replace_route")
    def replace_route(original, self, *args, **kwargs):
        route = original(self, *args, **kwargs)
        gateway_id = kwargs.get("gateway_id") or ""
        if gateway_id.startswith("vpce-"):
            route.gateway = self.get_vpc_end_point(gateway_id)
        route.vpc_endpoint_id = route.carrier_gateway = None
        return route


@gap("EC2 security group rules: the error of an unknown rule")
def unknown_rule() -> None:
    """moto answers the id of a rule that is gone with the error of a permission, which the provider takes for a failure."""
    from moto.ec2.exceptions import InvalidPermissionNotFoundError, InvalidSecurityGroupRuleIdNotFoundError
    from moto.ec2.models.security_groups import SecurityGroupBackend

    def replace(name):
        @wrap(SecurityGroupBackend, name)
        def revoke(original, self, *args, **kwargs):
            try:
                return original(self, *args, **kwargs)
            except InvalidPermissionNotFoundError as error:
                if not kwargs.get("security_rule_ids"):
                    raise
                raise InvalidSecurityGroupRuleIdNotFoundError(kwargs["security_rule_ids"][0]) from error

    replace("revoke_security_group_ingress")
    replace("revoke_security_group_egress")


@gap("EC2 managed prefix lists: a delete that fails")
def failed_delete() -> None:
    """Whether a list may go turns out in AWS after the answer: it is `delete-failed` then, and can be deleted later."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.vpcs import VPCs

    @wrap(VPCs, "delete_managed_prefix_list")
    def delete_managed_prefix_list(original, self):
        prefix_list = self.ec2_backend.managed_prefix_lists.get(self._get_param("PrefixListId"))
        groups = [group for groups in self.ec2_backend.groups.values() for group in groups.values()]
        rules = [rule for group in groups for rule in [*group.ingress_rules, *group.egress_rules]]
        routes = [route for table in self.ec2_backend.route_tables.values() for route in table._routes.values()]
        holders = {rule.prefix_list_id for rule in rules} | {route.destination_prefix_list_id for route in routes}
        if prefix_list is None or prefix_list.id not in holders:
            return original(self)
        prefix_list.state = "delete-failed"
        prefix_list.state_message = f"The prefix list {prefix_list.id} is in use"
        return ActionResult({"PrefixList": prefix_list})
