"""One's own details as they are shown: enough to see whether they are right."""


def masked_phone(phone: str | None) -> str | None:
    return f"{phone[:3]}****{phone[-4:]}" if phone else None


def masked_number(number: str | None) -> str | None:
    """The ends of a staff number; of a short one the last sign."""
    if not number:
        return None
    return f"{number[:1]}***{number[-2:]}" if len(number) >= 5 else f"***{number[-1:]}"


def masked_account(account: str) -> str:
    return f"{account[:2]}***{account[-2:]}" if len(account) >= 6 else f"***{account[-1:]}"
