"""Gaps of EC2: attachments to transit gateways."""

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
    """AWS answers for a deleted attachment with its state `deleted` for a while, which the provider waits for; moto forgets it."""
    from moto.ec2.models import EC2Backend

    @wrap(EC2Backend, "delete_transit_gateway_vpc_attachment")
    def delete_transit_gateway_vpc_attachment(original, self, transit_gateway_attachment_id):
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
