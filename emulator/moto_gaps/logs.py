"""Gaps of CloudWatch Logs."""

from __future__ import annotations

from .core import gap, wrap


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
