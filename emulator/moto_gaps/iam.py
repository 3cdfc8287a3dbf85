"""Gaps of IAM."""

from __future__ import annotations

import hashlib

from .core import gap, wrap


@gap("IAM: thumbprint of an OpenID Connect provider")
def thumbprint() -> None:
    """moto keeps none when none is given; AWS then takes that of the certificate that the issuer shows."""
    from moto.iam.models import IAMBackend

    @wrap(IAMBackend, "create_open_id_connect_provider")
    def create_open_id_connect_provider(original, self, url, thumbprint_list, *args):
        found = [hashlib.sha1(url.encode()).hexdigest()]
        return original(self, url, thumbprint_list or found, *args)
