"""Gaps of CloudWatch Logs."""

from __future__ import annotations

from .core import add, gap, wrap


@gap("CloudWatch Logs: log group class")
def log_group_class() -> None:
    """moto drops the class given at creation; without one it is STANDARD, as in AWS."""
    from moto.logs.models import LogGroup
    from moto.logs.responses import LogsResponse

    @wrap(LogsResponse, "create_log_group")
    def create_log_group(original, self):
        answer = original(self)
        group = self.logs_backend.groups[self._get_param("logGroupName")]
        group.log_group_class = self._get_param("logGroupClass") or "STANDARD"
        return answer

    @wrap(LogGroup, "to_describe_dict")
    def to_describe_dict(original, self):
        return {**original(self), "logGroupClass": getattr(self, "log_group_class", "STANDARD")}


@gap("CloudWatch Logs: the key of a log group can change")
def log_group_key() -> None:
    """moto takes a key when a log group is made, and can neither give it another one nor take it away."""
    from moto.logs.exceptions import ResourceNotFoundException
    from moto.logs.responses import LogsResponse

    def group(request):
        name = request._get_param("logGroupName") or (request._get_param("resourceIdentifier") or "").split(":")[-1]
        if name not in request.logs_backend.groups:
            raise ResourceNotFoundException()
        return request.logs_backend.groups[name]

    @add(LogsResponse)
    def associate_kms_key(self):
        group(self).kms_key_id = self._get_param("kmsKeyId")
        return ""

    @add(LogsResponse)
    def disassociate_kms_key(self):
        group(self).kms_key_id = None
        return ""
