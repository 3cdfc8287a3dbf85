"""Gaps of Certificate Manager."""

from __future__ import annotations

import json

from .core import gap, wrap


@gap("ACM: key algorithm")
def key_algorithm() -> None:
    """moto makes every requested certificate with an RSA key of 2048 bits. The algorithm that was asked for is kept and
    returned; the key itself is never seen."""
    from moto.acm.models import CertBundle
    from moto.acm.responses import AWSCertificateManagerResponse

    @wrap(AWSCertificateManagerResponse, "request_certificate")
    def request_certificate(original, self):
        answer = original(self)
        algorithm = self._get_param("KeyAlgorithm")
        if algorithm and isinstance(answer, str):
            arn = json.loads(answer)["CertificateArn"]
            self.acm_backend.get_certificate(arn).requested_algorithm = algorithm
        return answer

    @wrap(CertBundle, "describe")
    def describe(original, self):
        answer = original(self)
        algorithm = getattr(self, "requested_algorithm", None)
        if algorithm:
            answer["Certificate"]["KeyAlgorithm"] = algorithm
        return answer


@gap("ACM: lists of certificates that were asked for with options")
def export_option() -> None:
    """moto cannot list a certificate whose options say nothing of exports. They are disabled where nothing is said (AWS Certificate Manager
    API Reference, "CertificateOptions", read 2026-11)."""
    from moto.acm.models import AWSCertificateManagerBackend

    @wrap(AWSCertificateManagerBackend, "list_certificates")
    def list_certificates(original, self, *args, **kwargs):
        for certificate in self._certificates.values():
            certificate.cert_options = {"Export": "DISABLED", **(certificate.cert_options or {})}
        return original(self, *args, **kwargs)
