"""Gaps of Elastic Load Balancing."""

from __future__ import annotations

from .core import add, gap, wrap


@gap("Elastic Load Balancing: Elastic IPs of Network Load Balancers")
def network_load_balancer_addresses() -> None:
    """moto forgets which Elastic IP a balancer has in which subnet."""
    from moto.elbv2.models import AvailabilityZone, ELBv2Backend, FakeLoadBalancer

    def zones(self):
        mappings = {mapping["SubnetId"]: mapping for mapping in getattr(self, "subnet_mappings", [])}
        found = [AvailabilityZone(subnet) for subnet in self.subnets]
        for zone in found:
            allocation_id = mappings.get(zone.subnet_id, {}).get("AllocationId")
            zone.load_balancer_addresses = [{"AllocationId": allocation_id}] if allocation_id else []
        return found

    FakeLoadBalancer.availability_zones = property(zones)

    @wrap(ELBv2Backend, "create_load_balancer")
    def create_load_balancer(original, self, *args, **kwargs):
        balancer = original(self, *args, **kwargs)
        balancer.subnet_mappings = kwargs.get("subnet_mappings") or []
        return balancer

    @wrap(ELBv2Backend, "set_subnets")
    def set_subnets(original, self, arn, subnets, subnet_mappings):
        answer = original(self, arn, subnets, subnet_mappings)
        self.load_balancers[arn].subnet_mappings = subnet_mappings or []
        return answer


@gap("Elastic Load Balancing: security group rules for connections through PrivateLink")
def private_link_rules() -> None:
    """moto neither keeps nor returns whether a Network Load Balancer looks at its groups' rules for them; with
    groups, AWS begins with `on`."""
    from moto.elbv2.models import ELBv2Backend
    from moto.elbv2.responses import ELBV2Response

    name = "enforce_security_group_inbound_rules_on_private_link_traffic"

    @wrap(ELBv2Backend, "create_load_balancer")
    def create_load_balancer(original, self, *args, **kwargs):
        balancer = original(self, *args, **kwargs)
        if balancer.type == "network" and balancer.security_groups:
            setattr(balancer, name, "on")
        return balancer

    @wrap(ELBV2Response, "set_security_groups")
    def set_security_groups(original, self):
        answer = original(self)
        wanted = self._get_param("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
        if wanted:
            setattr(self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")], name, wanted)
        return answer


@gap("Elastic Load Balancing: priorities of rules can be swapped")
def rule_priorities() -> None:
    """moto refuses a priority that another rule of the same request gives up, and that of the rule itself."""
    from moto.elbv2.exceptions import DuplicatePriorityError, RuleNotFoundError
    from moto.elbv2.models import ELBv2Backend

    @wrap(ELBv2Backend, "set_rule_priorities")
    def set_rule_priorities(original, self, rule_priorities):
        wanted = {item["RuleArn"]: item["Priority"] for item in rule_priorities}
        for priority in wanted.values():
            if list(wanted.values()).count(priority) > 1:
                raise DuplicatePriorityError(priority)
        listeners = [listener for balancer in self.load_balancers.values() for listener in balancer.listeners.values()]
        rules = {rule.arn: rule for listener in listeners for rule in listener.rules.values()}
        if not set(wanted) <= set(rules):
            raise RuleNotFoundError()
        for arn, priority in wanted.items():
            rules[arn].priority = priority
        return [rules[arn] for arn in wanted]


@gap("Elastic Load Balancing: changes of a listener")
def listener_changes() -> None:
    """moto knows three protocols of a changed listener, keeps certificate and security policy when it becomes plain, and
    forgets the certificates beside the default one."""
    from moto.elbv2.models import ELBv2Backend

    @wrap(ELBv2Backend, "modify_listener")
    def modify_listener(original, self, arn, port=None, protocol=None, ssl_policy=None, certificates=None, actions=None):
        listener = self.describe_listeners(None, [arn])[0]
        others = [held for held in listener.certificates if held != listener.certificate]
        is_known = protocol in (None, "HTTP", "HTTPS", "TCP")
        original(self, arn, port, protocol if is_known else None, ssl_policy, certificates or [], actions or [])
        if not is_known:
            listener.protocol = protocol
        if listener.protocol in ("HTTPS", "TLS"):
            if certificates:
                listener.certificate = certificates[0]["CertificateArn"]
            listener.certificates = [listener.certificate, *(held for held in others if held != listener.certificate)]
        else:
            listener.certificate, listener.certificates, listener.ssl_policy = None, [], None
        return listener


@gap("Elastic Load Balancing: the same balancer again is the same one")
def same_balancer() -> None:
    """moto makes a second balancer of a name; AWS answers with the first when the settings are the same."""
    from moto.elbv2.models import ELBv2Backend

    @wrap(ELBv2Backend, "create_load_balancer")
    def create_load_balancer(original, self, name, *args, **kwargs):
        held = next((balancer for balancer in self.load_balancers.values() if balancer.name == name), None)
        return held or original(self, name, *args, **kwargs)


@gap("Elastic Load Balancing: capacity that is kept ready")
def capacity_reservations() -> None:
    """moto lacks the operation that asks for it, and says of every balancer that it has none (Elastic Load Balancing API Reference,
    `ModifyCapacityReservation` and `DescribeCapacityReservation`, read 2026-11)."""
    from moto.core.responses import ActionResult
    from moto.elbv2.responses import ELBV2Response

    def reservation(balancer):
        units = getattr(balancer, "capacity_units", None)
        held = {"MinimumLoadBalancerCapacity": {"CapacityUnits": units}} if units else {}
        return ActionResult({"CapacityReservationState": [{"State": {"Code": "provisioned"}}], **held})

    def balancer_of(self):
        return self.elbv2_backend.describe_load_balancers([self._get_param("LoadBalancerArn")], [])[0]

    @add(ELBV2Response)
    def modify_capacity_reservation(self):
        balancer = balancer_of(self)
        wanted = self._get_param("MinimumLoadBalancerCapacity") or {}
        balancer.capacity_units = None if self._get_param("ResetCapacityReservation") else int(wanted["CapacityUnits"])
        return reservation(balancer)

    @wrap(ELBV2Response, "describe_capacity_reservation")
    def describe_capacity_reservation(original, self):
        return reservation(balancer_of(self))


@gap("Elastic Load Balancing: certificates of clients")
def mutual_authentication() -> None:
    """moto forgets what a listener for HTTPS asks of them; AWS begins with `off` (Elastic Load Balancing API Reference,
    `MutualAuthenticationAttributes`, read 2026-11)."""
    from moto.elbv2.responses import ELBV2Response

    def keep(self, answer):
        (listener,) = answer.result["Listeners"]
        wanted = self._get_param("MutualAuthentication")
        if listener.protocol != "HTTPS":
            listener.mutual_authentication = None
        elif wanted or getattr(listener, "mutual_authentication", None) is None:
            listener.mutual_authentication = wanted or {"Mode": "off"}
        return answer

    @wrap(ELBV2Response, "create_listener")
    def create_listener(original, self):
        return keep(self, original(self))

    @wrap(ELBV2Response, "modify_listener")
    def modify_listener(original, self):
        return keep(self, original(self))
