"""Gaps of KMS."""

from __future__ import annotations

import json

from .core import gap, wrap

DEFAULT_ROTATION_DAYS = 365


@gap("KMS: rotation period")
def rotation_period() -> None:
    """moto forgets RotationPeriodInDays. It is kept with the key and returned, 365 by default as in AWS."""
    from moto.kms.responses import KmsResponse

    @wrap(KmsResponse, "enable_key_rotation")
    def enable_key_rotation(original, self):
        answer = original(self)
        key = self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
        key.rotation_period_in_days = self._get_param("RotationPeriodInDays") or DEFAULT_ROTATION_DAYS
        return answer

    @wrap(KmsResponse, "get_key_rotation_status")
    def get_key_rotation_status(original, self):
        status = json.loads(original(self))
        if status.get("KeyRotationEnabled"):
            key = self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
            status["RotationPeriodInDays"] = getattr(key, "rotation_period_in_days", DEFAULT_ROTATION_DAYS)
        return json.dumps(status)
