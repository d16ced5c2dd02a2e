"""What holds for every address, and for the table of platforms."""

import re
from string import Formatter

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.addresses import BadAddress, recognise
from registry.addresses.table import table

DOMAINS = sorted({domain for platform in table().platforms for domain in platform.domains})
HOSTS = st.sampled_from([*DOMAINS, "lakeside.example", "b\u00fccher.example"])
FRONTS = st.sampled_from(["", "www.", "m.", "birchwood.", "es-la.", "join.", "xn--fsq."])
PIECES = st.one_of(
    st.sampled_from(
        ["pages", "posts", "user", "@birch", "profile.php", "add", "channel", "groups", "in", "view", "p", "..", "%2F"]
    ),
    st.text(min_size=1, max_size=12),
    st.from_regex(r"[A-Za-z0-9._-]{1,20}", fullmatch=True),
)
TAILS = st.sampled_from(["", "/", "?id=123456", "?lang=en&utm_source=x", "#!/birch", "#top", "?screen_name=birch", "?id=%00"])


@st.composite
def addresses(draw):
    scheme = draw(st.sampled_from(["https://", "http://", "", "//", "HTTPS://"]))
    path = "".join(f"/{piece}" for piece in draw(st.lists(PIECES, max_size=4)))
    return f"{scheme}{draw(FRONTS)}{draw(HOSTS)}{path}{draw(TAILS)}"


def holds(typed):
    """Refused with a sentence and a reason, or recognised, and then again as itself."""
    refused = None
    try:
        address = recognise(typed)
    except BadAddress as bad:
        refused = bad
    if refused is not None:
        assert (bool(refused.sentence), bool(refused.reason)) == (True, True)
        return
    again = recognise(address.canonical)
    assert (again.canonical, again.platform) == (address.canonical, address.platform)
    assert address.canonical.startswith("https://")
    assert address.canonical.isascii()
    assert len(address.canonical) <= 600
    assert len(address.handle) <= 200


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_recognised_or_refused_with_a_sentence(typed):
    holds(typed)


@settings(deadline=None)
@given(addresses())
def test_what_is_recognised_is_recognised_again_as_itself(typed):
    holds(typed)


@settings(deadline=None)
@given(st.text(max_size=30).map(lambda text: f"https://{text}"))
def test_any_host_is_recognised_or_refused_with_a_sentence(typed):
    holds(typed)


def test_every_way_of_the_table_leads_somewhere_or_says_why_not():
    for platform in table().platforms:
        for way in platform.ways:
            assert bool(way.to) != bool(way.refuse), (platform.key, way.pattern.pattern)
            assert way.refuse in ("", *table().refusals), (platform.key, way.refuse)
            assert way.warn in ("", *table().warnings), (platform.key, way.warn)
            assert way.fold in ("lower", "dots", "none")
            named = {name for _text, name, _spec, _conversion in Formatter().parse(way.to) if name}
            assert named <= set(way.pattern.groupindex), (platform.key, way.to)


def test_no_platform_in_use_is_without_a_way():
    assert [platform.key for platform in table().platforms if not platform.retired and not platform.ways] == []


def test_every_sentence_of_the_table_ends_and_names_nothing_but_the_platform():
    for sentence in (*table().refusals.values(), *table().warnings.values()):
        assert sentence.endswith(".")
        assert re.findall(r"{(\w+)}", sentence) in ([], ["label"])
