"""What accounts writes to people: a link to set a password, and what happened to a designee."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.tokens import password_link
from records.letters import Item, Letter, compose

from .models import Appointment, District, Person, Succession
from .wording import full_day, listing

IGNORE = "If you did not expect this mail, you need not do anything."


def password_path(person: Person) -> str:
    """Where a person sets a password, once.

    The link ends when it is used, when they sign in, when they are invited again, or after three days.
    """
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("set-password", args=[uid, password_link.make_token(person)])


def invitation(person: Person, district: District, *, by: str) -> Letter:
    """Somebody was added and may now set a password."""
    return compose(
        subject=f"Set your password for {district.name}",
        opening=f"Hello {person.name},",
        purpose=f"{by} added you to Rollcall, where {district.name} keeps its social media pages.",
        items=[_link(person, "Set your password")],
        closing="After that, sign in with this e-mail address. " + IGNORE,
        sender=district.name,
        colour=district.colour,
    )


def reset(person: Person, district: District) -> Letter:
    """Somebody asked for a new password."""
    return compose(
        subject="Set a new password for Rollcall",
        opening=f"Hello {person.name},",
        purpose="Somebody, probably you, asked for a link to set a new password.",
        items=[_link(person, "Set a new password")],
        closing="Your password stays as it is until you set another. " + IGNORE,
        sender=district.name,
        colour=district.colour,
    )


def named_designee(designation: Appointment, *, principal: Person) -> Letter:
    """Somebody may act for another from a day until a day."""
    role, span = _role_of(designation), f"From {full_day(designation.starts_on)} to {_last(designation)}"
    return compose(
        subject=f"You are the designee of {principal.name}",
        opening=f"Hello {designation.person.name},",
        purpose=f"{principal.name} named you designee as {role}.",
        paragraphs=[
            f"{span} you may decide what waits for {principal.name} in that role.",
            f"The record then reads “{designation.person.name} for {principal.name}”.",
        ],
        items=[Item(title="What you hold and until when", action="My appointments", url=reverse("my-appointments"))],
        sender=designation.district.name,
        colour=designation.district.colour,
    )


def withdrew_designee(designation: Appointment, *, principal: Person) -> Letter:
    """Somebody no longer acts for another."""
    return compose(
        subject=f"You are no longer the designee of {principal.name}",
        opening=f"Hello {designation.person.name},",
        purpose=f"You no longer act for {principal.name} as {_role_of(designation)}.",
        paragraphs=["What waits for that role is not yours to decide any more."],
        sender=designation.district.name,
        colour=designation.district.colour,
    )


def last_day(person: Person, district: District, *, reader: Person) -> Letter:
    """Somebody has a last day, another one, or none any more; to them and to whoever answers for them."""
    is_own, on = reader.pk == person.pk, person.ends_on
    whose = "Your last day" if is_own else f"The last day of {person.name}"
    now = f"{whose} is {full_day(on)}." if on else f"{whose} is taken back."
    then = (
        "Everything that hangs on it stands on one page: pass it on until then."
        if on
        else "What was offered to others meanwhile stays offered, and what they accepted stays theirs."
    )
    item = Item(title=now, action="See what is to hand over", url=reverse("hand-over", args=[person.pk]))
    return compose(
        subject=now.rstrip("."),
        opening=f"Hello {reader.name},",
        purpose=now,
        paragraphs=[then],
        items=[item] if on else [],
        sender=district.name,
        colour=district.colour,
    )


def succeeds(succession: Succession, roles: Sequence[str]) -> Letter:
    """To whoever takes the place of another: what they hold and from when."""
    district, old = succession.district, succession.person
    begins = f"From {full_day(succession.starts_on)} on you are in the place of {old.name}."
    return compose(
        subject=f"You take the place of {old.name}",
        opening=f"Hello {succession.successor.name},",
        purpose=begins,
        paragraphs=[f"You then hold: {listing(roles)}." if roles else "", "What waits for these roles is then yours to answer."],
        items=[Item(title="What you hold and until when", action="My appointments", url=reverse("my-appointments"))],
        sender=district.name,
        colour=district.colour,
    )


def succeeded(succession: Succession, roles: Sequence[str]) -> Letter:
    """To whoever is replaced."""
    district = succession.district
    return compose(
        subject=f"{succession.successor.name} takes your place",
        opening=f"Hello {succession.person.name},",
        purpose=f"From {full_day(succession.starts_on)} on {succession.successor.name} takes your place.",
        paragraphs=[
            f"They then hold: {listing(roles)}." if roles else "",
            "Sites that you answer for stay yours until you pass them on.",
        ],
        items=[Item(title="What you hold and until when", action="My appointments", url=reverse("my-appointments"))],
        sender=district.name,
        colour=district.colour,
    )


def lost_designee(designation: Appointment, *, principal: Person, last: str) -> Letter:
    """To whom somebody acted for who is replaced: they may name another."""
    return compose(
        subject=f"{designation.person.name} no longer acts for you",
        opening=f"Hello {principal.name},",
        purpose=f"{designation.person.name} acts for you as {_role_of(designation)} until {last}, and then no more.",
        items=[Item(title="Name somebody else, if you want to", action="My appointments", url=reverse("my-appointments"))],
        sender=designation.district.name,
        colour=designation.district.colour,
    )


def _link(person: Person, action: str) -> Item:
    return Item(title=action, meta="The link works once, for three days.", action=action, url=password_path(person))


def _role_of(designation: Appointment) -> str:
    return f"{designation.role.label} at {designation.school.name}" if designation.school else designation.role.label


def _last(designation: Appointment) -> str:
    return full_day(designation.ends_on) if designation.ends_on else "further notice"
