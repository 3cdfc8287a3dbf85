"""Which account a request belongs to."""

from __future__ import annotations

import re

from .core import gap, wrap

ACCOUNT_KEY = re.compile(r"^EMULATOR(\d{12})$")


@gap("Accounts: the access key names the account")
def access_key_names_account() -> None:
    """moto puts every unknown access key into account 123456789012, so a provider with `allowed_account_ids` refuses to
    work. An access key EMULATOR<account id> belongs to that account; keys of assumed roles stay with the role's
    account, as in moto. Moto's own MOTO_ACCOUNT_ID would force all requests, assumed roles too, into one account."""
    from moto.iam import models

    @wrap(models, "get_account_id_from")
    def get_account_id_from(original, access_key):
        match = ACCOUNT_KEY.match(access_key or "")
        return match.group(1) if match else original(access_key)
