"""What a platform lets anybody do about a page that claims to be somebody's else: its own steps and its own page about them."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from registry.addresses import BadAddress, label_of, recognise

HELP = {
    "facebook": "https://www.facebook.com/help/174210519303259",
    "instagram": "https://help.instagram.com/370054663112398",
    "x": "https://help.x.com/en/forms/authenticity/impersonation",
    "youtube": "https://support.google.com/youtube/answer/2801947",
    "tiktok": "https://support.tiktok.com/en/safety-hc/report-a-problem/report-an-impersonation-account",
}


class Steps(NamedTuple):
    """What to do on the platform, and the platforms' own pages about it as (name, address)."""

    steps: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]


def steps_against(typed: str) -> Steps:
    """The steps against impersonation; the help of the platform that was typed, or of every platform that has some."""
    platform = _platform(typed)
    pages = {platform: HELP[platform]} if platform in HELP else HELP
    return Steps(
        (
            _("Open the page where it is, signed in there or not."),
            _("Press the three dots, or Report, near its name."),
            _("Choose that it pretends to be somebody else, then an organization or a school."),
            _("Name the real page where it asks for one."),
        ),
        tuple((label_of(key), address) for key, address in pages.items()),
    )


def _platform(typed: str) -> str:
    try:
        return recognise(typed).platform
    except BadAddress:
        return ""
