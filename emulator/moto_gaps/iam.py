"""Gaps of IAM."""

from __future__ import annotations

import hashlib

from .core import add, gap, wrap


@gap("IAM: thumbprint of an OpenID Connect provider")
def thumbprint() -> None:
    """moto keeps none when none is given; AWS then takes that of the certificate that the issuer shows."""
    from moto.iam.models import IAMBackend

    @wrap(IAMBackend, "create_open_id_connect_provider")
    def create_open_id_connect_provider(original, self, url, thumbprint_list, *args):
        found = [hashlib.sha1(url.encode()).hexdigest()]
        return original(self, url, thumbprint_list or found, *args)


@gap("IAM: audiences of an OpenID Connect provider")
def audiences() -> None:
    """moto can neither add an audience (client id) to a provider nor take one away."""
    from moto.core.responses import EmptyResult
    from moto.iam.responses import IamResponse

    def provider(request):
        return request.backend.get_open_id_connect_provider(request._get_param("OpenIDConnectProviderArn"))

    @add(IamResponse)
    def add_client_id_to_open_id_connect_provider(self):
        held, client_id = provider(self).client_id_list, self._get_param("ClientID")
        if client_id not in held:
            held.append(client_id)
        return EmptyResult()

    @add(IamResponse)
    def remove_client_id_from_open_id_connect_provider(self):
        held, client_id = provider(self).client_id_list, self._get_param("ClientID")
        if client_id in held:
            held.remove(client_id)
        return EmptyResult()


@gap("IAM: a change of a role keeps what it leaves out")
def role_changes() -> None:
    """A change of the longest session erases the description in moto, and one of the description resets the session."""
    from moto.iam.models import IAMBackend

    @wrap(IAMBackend, "update_role")
    def update_role(original, self, role_name, role_description, max_session_duration):
        role = self.get_role(role_name)
        description = role.description if role_description is None else role_description
        return original(self, role_name, description, max_session_duration or role.max_session_duration)
