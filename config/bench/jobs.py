"""What is measured: the floor's three jobs, and the product's jobs of each kind."""

from typing import Any

from .web import Job

GOALS = {
    "list": "<= 1.5x, <= 8 queries, <= 60 kB",
    "search": "<= 3x the list page",
    "detail": "<= 2.0x, <= 10 queries",
    "decide": "<= 2.0x, <= 15 queries",
}


def reading(targets: dict[str, Any]) -> list[Job]:
    """Lists and pages, each kind after its floor."""
    sites, filed = targets["sites"], targets["submissions"]
    floor, product = targets["reader"]["floor"], targets["reader"]["product"]
    lists = {
        "registry, first page": "/sites/",
        "registry, deep page": f"/sites/?after={targets['deep'].replace(' ', '+')}",
        "registry, one platform": "/sites/?platform=instagram",
        "registry, a school": f"/sites/?school={targets['school']}&status=active",
    }
    searches = {"search, a common word": "/sites/?q=marimba", "search, a rare word": "/sites/?q=robotics91"}
    return [
        Job("floor: table of 50", "list", "floor", ["/list/"], floor),
        *[Job(name, "list", "product", [path], product, goal=GOALS["list"]) for name, path in lists.items()],
        *[Job(name, "list", "product", [path], product, goal=GOALS["search"]) for name, path in searches.items()],
        Job("floor: page with four events", "detail", "floor", [f"/detail/{pk}/" for pk in sites], floor),
        Job("site page", "detail", "product", [f"/sites/{pk}/" for pk in sites], product, goal=GOALS["detail"]),
        Job("submission page", "detail", "product", [f"/submissions/{pk}/" for pk in filed], product, goal=GOALS["detail"]),
    ]


def deciding(prepared: dict[str, Any]) -> list[Job]:
    """An approval of the floor and one of the product, half of the prepared seats each: no seat is answered twice."""
    half = len(prepared["seats"]) // 2
    mine, floors = prepared["seats"][:half], prepared["seats"][half:]
    who = prepared["decider"]
    return [
        Job("floor: approve", "decide", "floor", [f"/approve/{pk}/" for pk in floors], who["floor"], {}),
        Job(
            "decide", "decide", "product", [f"/queue/{pk}/" for pk in mine], who["product"], prepared["entered"],
            goal=GOALS["decide"],
        ),
    ]  # fmt: skip
