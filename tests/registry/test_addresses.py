"""Which page an address leads to: platform, canonical form, handle."""

import pytest

from registry.addresses import Address, host_fits, label_of, labels, recognise

PAGES = [
    # Facebook: pages, profiles, groups; hosts, tabs and numbers of every kind
    ("https://www.facebook.com/BirchwoodRobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("http://facebook.com/Birchwood.Robotics/", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("facebook.com/birchwoodrobotics?fref=ts", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://m.facebook.com/birchwoodrobotics/about", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://mobile.facebook.com/birchwoodrobotics/", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://web.facebook.com/birchwoodrobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://touch.facebook.com/birchwoodrobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://business.facebook.com/birchwoodrobotics/", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://es-la.facebook.com/birchwoodrobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://fr.facebook.com/birchwoodrobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://fb.com/birchwoodrobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://www.facebook.com/pg/birchwoodrobotics/posts/", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://www.facebook.com/#!/birchwoodrobotics", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://www.facebook.com/birchwoodrobotics%20", "facebook", "https://www.facebook.com/birchwoodrobotics"),
    ("https://www.facebook.com/Birchwood-High-School-638779076224074/", "facebook", "https://www.facebook.com/638779076224074"),
    ("https://www.facebook.com/pages/Birchwood-High/638779076224074", "facebook", "https://www.facebook.com/638779076224074"),
    ("https://www.facebook.com/pages/Lakeside/Birchwood/638779076224074", "facebook", "https://www.facebook.com/638779076224074"),
    (
        "https://www.facebook.com/pages/category/School/Birch-638779076224074/",
        "facebook",
        "https://www.facebook.com/638779076224074",
    ),
    ("https://www.facebook.com/profile.php?id=638779076224074&sk=about", "facebook", "https://www.facebook.com/638779076224074"),
    ("https://www.facebook.com/people/Birchwood-High/638779076224074/", "facebook", "https://www.facebook.com/638779076224074"),
    ("https://www.facebook.com/p/Birchwood-High-638779076224074/", "facebook", "https://www.facebook.com/638779076224074"),
    ("https://www.facebook.com/638779076224074", "facebook", "https://www.facebook.com/638779076224074"),
    ("https://www.facebook.com/groups/Birchwood.Band/?ref=share", "facebook", "https://www.facebook.com/groups/birchwood.band"),
    ("http://www.facebook.com/groups/181567929860/about", "facebook", "https://www.facebook.com/groups/181567929860"),
    # Instagram
    ("https://www.instagram.com/Birchwood.Robotics/?hl=en", "instagram", "https://www.instagram.com/birchwood.robotics/"),
    ("instagram.com/birchwood.robotics?igsh=abc", "instagram", "https://www.instagram.com/birchwood.robotics/"),
    ("https://instagr.am/birchwood.robotics", "instagram", "https://www.instagram.com/birchwood.robotics/"),
    ("https://instagram.com/_u/birchwood.robotics", "instagram", "https://www.instagram.com/birchwood.robotics/"),
    ("https://m.instagram.com/_birch_/tagged/", "instagram", "https://www.instagram.com/_birch_/"),
    # X
    ("https://twitter.com/BirchwoodHS?lang=en", "x", "https://x.com/birchwoodhs"),
    ("https://x.com/@BirchwoodHS", "x", "https://x.com/birchwoodhs"),
    ("http://mobile.twitter.com/birchwoodhs/with_replies", "x", "https://x.com/birchwoodhs"),
    ("http://twitter.com/#!/birchwoodhs", "x", "https://x.com/birchwoodhs"),
    ("https://twitter.com/intent/user?screen_name=BirchwoodHS", "x", "https://x.com/birchwoodhs"),
    # YouTube: forms that cannot be told to be one channel stay apart
    ("https://youtube.com/@BirchwoodTV/videos", "youtube", "https://www.youtube.com/@birchwoodtv"),
    ("https://www.youtube.com/@b%C3%BCrger.tv", "youtube", "https://www.youtube.com/@b%C3%BCrger.tv"),
    ("http://www.youtube.com/user/BirchwoodTV", "youtube", "https://www.youtube.com/user/birchwoodtv"),
    ("https://m.youtube.com/c/BirchwoodTV/featured", "youtube", "https://www.youtube.com/c/birchwoodtv"),
    ("http://www.youtube.com/BirchwoodTV", "youtube", "https://www.youtube.com/birchwoodtv"),
    ("http://www.youtube.com/profile?user=BirchwoodTV", "youtube", "https://www.youtube.com/user/birchwoodtv"),
    (
        "https://www.youtube.com/channel/UCQLFzkIqAQQ62f2GIh-rK1Q/videos",
        "youtube",
        "https://www.youtube.com/channel/UCQLFzkIqAQQ62f2GIh-rK1Q",
    ),
    # TikTok, Threads, Snapchat
    ("https://www.tiktok.com/@Birchwood.Robotics?lang=en", "tiktok", "https://www.tiktok.com/@birchwood.robotics"),
    ("m.tiktok.com/@birchwood.robotics/live", "tiktok", "https://www.tiktok.com/@birchwood.robotics"),
    ("https://www.threads.net/@birchwood_hs", "threads", "https://www.threads.com/@birchwood_hs"),
    ("https://threads.com/@Birchwood_HS/replies", "threads", "https://www.threads.com/@birchwood_hs"),
    ("https://www.snapchat.com/add/BirchwoodHS", "snapchat", "https://www.snapchat.com/add/birchwoodhs"),
    ("https://snapchat.com/@birchwoodhs", "snapchat", "https://www.snapchat.com/add/birchwoodhs"),
    # LinkedIn
    ("https://ca.linkedin.com/company/Lakeside-Schools/about/", "linkedin", "https://www.linkedin.com/company/lakeside-schools"),
    ("https://linkedin.com/school/lakeside/?viewAsMember=true", "linkedin", "https://www.linkedin.com/school/lakeside"),
    (
        "https://www.linkedin.com/showcase/colleagues-collègues",
        "linkedin",
        "https://www.linkedin.com/showcase/colleagues-coll%C3%A8gues",
    ),
    ("https://www.linkedin.com/groups/Band-Parents-12345/", "linkedin", "https://www.linkedin.com/groups/12345"),
    # Flickr, Pinterest, Vimeo
    ("http://www.flickr.com/photos/BirchwoodHS/albums", "flickr", "https://www.flickr.com/photos/birchwoodhs/"),
    ("https://flickr.com/people/123672095@n02/", "flickr", "https://www.flickr.com/photos/123672095@N02/"),
    ("http://www.pinterest.co.uk/BirchwoodArt/boards/", "pinterest", "https://www.pinterest.com/birchwoodart/"),
    ("https://vimeo.com/User1681492", "vimeo", "https://vimeo.com/user1681492"),
    ("http://vimeo.com/channels/birchwood", "vimeo", "https://vimeo.com/channels/birchwood"),
    # Bluesky, Mastodon
    ("https://bsky.app/profile/Birchwood.bsky.social", "bluesky", "https://bsky.app/profile/birchwood.bsky.social"),
    ("birchwood.bsky.social", "bluesky", "https://bsky.app/profile/birchwood.bsky.social"),
    (
        "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur",
        "bluesky",
        "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur",
    ),
    ("https://mastodon.social/@Birchwood", "mastodon", "https://mastodon.social/@birchwood"),
    ("https://fosstodon.org/users/birchwood/followers", "mastodon", "https://fosstodon.org/@birchwood"),
    ("https://mastodon.social/web/@birchwood", "mastodon", "https://mastodon.social/@birchwood"),
    ("@Birchwood@mastodon.social", "mastodon", "https://mastodon.social/@birchwood"),
    # blogs and sites with a host of their own
    ("https://birchwoodband.wordpress.com", "wordpress", "https://birchwoodband.wordpress.com/"),
    ("http://www.birchwoodband.blogspot.ca/", "blogger", "https://birchwoodband.blogspot.com/"),
    ("https://BirchwoodBand.weebly.com/index.html", "weebly", "https://birchwoodband.weebly.com/"),
    ("https://birchwood.wixsite.com/Band", "wix", "https://birchwood.wixsite.com/band"),
    ("https://sites.google.com/view/BirchwoodBand/home", "google_sites", "https://sites.google.com/view/birchwoodband"),
    ("https://sites.google.com/a/lakeside.example/band", "google_sites", "https://sites.google.com/lakeside.example/band"),
    ("https://birchwood.edublogs.org/", "edublogs", "https://birchwood.edublogs.org/"),
    ("https://birchwoodband.tumblr.com/", "tumblr", "https://www.tumblr.com/birchwoodband"),
    ("https://www.tumblr.com/blog/view/birchwoodband", "tumblr", "https://www.tumblr.com/birchwoodband"),
    # groups and invitations
    ("https://old.reddit.com/r/Birchwood/", "reddit", "https://www.reddit.com/r/birchwood"),
    ("https://www.reddit.com/u/Birchwood", "reddit", "https://www.reddit.com/user/birchwood"),
    ("https://discord.com/invite/Kk3MsFE2", "discord", "https://discord.gg/Kk3MsFE2"),
    ("https://join.slack.com/t/birchwood/shared_invite/zt-1", "slack", "https://birchwood.slack.com/"),
    ("https://birchwood.slack.com", "slack", "https://birchwood.slack.com/"),
    ("https://www.remind.com/join/birch1", "remind", "https://www.remind.com/join/birch1"),
    ("rmd.me/birch1", "remind", "https://www.remind.com/join/birch1"),
    ("https://linktr.ee/BirchwoodHS", "linktree", "https://linktr.ee/birchwoodhs"),
    ("https://groupme.com/join_group/12345678/AbCdEf", "groupme", "https://groupme.com/join_group/12345678/AbCdEf"),
    ("https://band.us/n/a1b2c3D4", "band", "https://band.us/n/a1b2c3D4"),
    ("https://chat.whatsapp.com/ABCdef123456", "whatsapp", "https://chat.whatsapp.com/ABCdef123456"),
    ("https://t.me/s/BirchwoodHS", "telegram", "https://t.me/birchwoodhs"),
    ("https://signal.group/#CjQKIABCDEF", "signal", "https://signal.group/#CjQKIABCDEF"),
    ("https://www.meetup.com/en-US/Birchwood-Coders/events/", "meetup", "https://www.meetup.com/birchwood-coders/"),
    ("https://medium.com/@Birchwood", "medium", "https://medium.com/@birchwood"),
    ("https://www.twitch.tv/BirchwoodEsports/videos", "twitch", "https://www.twitch.tv/birchwoodesports"),
    # elsewhere: the address is kept as it is
    ("https://www.lakeside.example/band/", "", "https://www.lakeside.example/band"),
    ("lakeside.example/band?utm_source=mail&id=3#top", "", "https://lakeside.example/band?id=3"),
    ("https://band.usd232.example/x", "", "https://band.usd232.example/x"),
    ("https://BÜCHER.example/ü", "", "https://xn--bcher-kva.example/%C3%BC"),
    ("https://xn--bcher-kva.example/%c3%bc", "", "https://xn--bcher-kva.example/%C3%BC"),
    ("@Birchwood@social.example", "", "https://social.example/@Birchwood"),
    ("https://social.example/users/Birchwood", "", "https://social.example/@Birchwood"),
]


@pytest.mark.parametrize(("typed", "platform", "canonical"), PAGES)
def test_an_address_is_recognised_however_it_is_typed(typed, platform, canonical):
    address = recognise(typed)
    assert (address.platform, address.canonical, address.typed) == (platform, canonical, typed)


@pytest.mark.parametrize("canonical", sorted({canonical for _typed, _platform, canonical in PAGES}))
def test_the_canonical_form_is_its_own(canonical):
    assert recognise(canonical).canonical == canonical


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        ("https://www.instagram.com/Birchwood.Robotics/", "Birchwood.Robotics"),
        ("https://twitter.com/@BirchwoodHS", "BirchwoodHS"),
        ("https://www.facebook.com/Birchwood-High-School-638779076224074/", "638779076224074"),
        ("https://birchwoodband.wordpress.com/", "birchwoodband"),
        ("https://www.lakeside.example/band", ""),
    ],
)
def test_the_handle_is_kept_as_typed(typed, handle):
    assert recognise(typed).handle == handle


def test_spaces_around_an_address_are_not_part_of_it():
    assert recognise("  https://x.com/birchwoodhs \n").typed == "https://x.com/birchwoodhs"


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("https://www.facebook.com/profile.php?id=100072520562001", "This looks like a person's own profile on Facebook."),
        ("https://www.facebook.com/people/Maya-Ortega/100072520562001/", "This looks like a person's own profile on Facebook."),
        ("https://www.facebook.com/maya.ortega.12", "This looks like a person's own profile on Facebook."),
        ("https://www.linkedin.com/in/maya-ortega", "This looks like a person's own profile on LinkedIn."),
        ("https://discord.gg/Kk3MsFE2", "This is an invitation, not a page"),
        ("https://linktr.ee/birchwoodhs", "This is a list of links."),
        ("https://www.facebook.com/birchwood-robotics", "Pages on Facebook seldom have such a name."),
    ],
)
@pytest.mark.clause("004:9")
def test_a_doubtful_address_is_taken_with_a_warning(typed, begins):
    warnings = recognise(typed).warnings
    assert len(warnings) == 1
    assert warnings[0].startswith(begins)


def test_a_page_needs_no_warning():
    assert recognise("https://www.instagram.com/birchwoodhs/").warnings == ()


@pytest.mark.parametrize(
    ("typed", "hosts", "fits"),
    [
        ("https://twitter.com/birchwoodhs", ["twitter.com"], True),
        ("https://x.com/birchwoodhs", ["twitter.com"], True),
        ("https://fb.com/birchwoodhs", ["facebook.com"], True),
        ("https://www.instagram.com/birchwoodhs", ["facebook.com", "fb.com"], False),
        ("https://lakeside.instructure.com/courses/3", ["instructure.com"], True),
        ("https://notinstructure.com/courses/3", ["instructure.com"], False),
        ("https://birchwood.blogspot.com", ["www.blogspot.com"], True),
        ("https://birchwood.example/", [], True),
    ],
)
def test_an_address_fits_the_hosts_a_policy_names(typed, hosts, fits):
    assert host_fits(recognise(typed), hosts) is fits


def test_platforms_have_names_and_those_that_ended_are_not_offered():
    assert label_of("x") == "X (Twitter)"
    assert label_of("nothing") == ""
    assert labels()["instagram"] == "Instagram"
    assert "google_plus" not in labels()


def test_an_address_knows_its_host():
    assert Address("x", "https://x.com/a", "a", "x.com/a").host == "x.com"
