"""Gaps of EC2: transit gateways and the attachments to them."""

from __future__ import annotations

from ..core import gap, wrap


@gap("EC2 transit gateway attachments: tags")
def attachment_tags() -> None:
    """moto looks for the tags of another type of resource (Amazon EC2 API Reference, `TagSpecification`, as of 2026-11)."""
    from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment

    @wrap(TransitGatewayAttachment, "create_transit_gateway_vpc_attachment")
    def create_transit_gateway_vpc_attachment(original, self):
        before = set(self.ec2_backend.transit_gateway_attachments)
        answer = original(self)
        tags = self._parse_tag_specification().get("transit-gateway-attachment", {})
        for attachment_id in set(self.ec2_backend.transit_gateway_attachments) - before:
            self.ec2_backend.transit_gateway_attachments[attachment_id].add_tags(tags)
        return answer


@gap("EC2 transit gateway attachments: deleted ones")
def deleted_attachments() -> None:
    """
    AWS answers for a deleted attachment with its state `deleted` for a while, which the provider waits for; moto forgets it, but neither its
    association nor its propagation.
    """
    from moto.ec2.models import EC2Backend

    @wrap(EC2Backend, "delete_transit_gateway_vpc_attachment")
    def delete_transit_gateway_vpc_attachment(original, self, transit_gateway_attachment_id):
        self.transit_gateway_associations.pop(transit_gateway_attachment_id, None)
        self.transit_gateway_propagations.pop(transit_gateway_attachment_id, None)
        deleted = original(self, transit_gateway_attachment_id)
        self.__dict__.setdefault("deleted_attachments", {})[transit_gateway_attachment_id] = deleted
        return deleted

    @wrap(EC2Backend, "describe_transit_gateway_vpc_attachments")
    def describe_transit_gateway_vpc_attachments(original, self, transit_gateways_attachment_ids=None, filters=None):
        deleted = self.__dict__.get("deleted_attachments", {})
        asked = [one for one in transit_gateways_attachment_ids or [] if one in deleted]
        if asked:
            return [deleted[one] for one in asked]
        return original(self, transit_gateways_attachment_ids, filters)


@gap("EC2 transit gateways: their default route table")
def default_route_table() -> None:
    """The default route table is made with its gateway and goes with it (AWS Transit Gateway, "Transit gateway route tables", as of 2026-11)."""
    from moto.ec2.models import EC2Backend

    @wrap(EC2Backend, "delete_transit_gateway")
    def delete_transit_gateway(original, self, transit_gateway_id):
        gateway = original(self, transit_gateway_id)
        for table in list(self.transit_gateways_route_tables.values()):
            if table.transit_gateway_id == transit_gateway_id and table.default_association_route_table:
                del self.transit_gateways_route_tables[table.id]
        return gateway
