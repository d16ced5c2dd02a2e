"""Where a visitor comes from, for the lockout after wrong passwords."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that called us; behind PROXY_COUNT reverse proxies, the one that called the outermost of those.

    Each proxy adds whom it saw at the end of X-Forwarded-For, so what stands before our own proxies' entries is only what
    a visitor claims, and is not looked at.
    """
    seen = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    proxies = int(settings.PROXY_COUNT)
    if 0 < proxies <= len(seen) and _is_address(seen[-proxies]):
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
