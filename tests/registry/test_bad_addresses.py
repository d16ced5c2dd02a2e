"""What is refused, and what the person who typed it reads."""

import pytest

from registry.addresses import BadAddress, recognise

REFUSED = [
    # one post instead of the page
    ("https://www.facebook.com/birchwoodhs/posts/2699094766809288", "post"),
    ("https://www.facebook.com/birchwoodhs/videos/1537196846461157/", "post"),
    ("https://www.facebook.com/groups/181567929860/posts/1", "post"),
    ("https://www.facebook.com/permalink.php?story_fbid=1&id=2", "post"),
    ("https://www.facebook.com/157150494325229_3891409997565908", "post"),
    ("https://www.facebook.com/photo.php?fbid=1", "photo"),
    ("https://www.facebook.com/watch/?v=1", "video"),
    ("https://www.facebook.com/events/151663382822898/", "event"),
    ("https://www.instagram.com/p/Cabc123/", "post"),
    ("https://www.instagram.com/birchwoodhs/reel/Cabc123/", "post"),
    ("https://www.instagram.com/stories/birchwoodhs/1/", "story"),
    ("https://x.com/birchwoodhs/status/1", "post"),
    ("https://x.com/birchwoodhs/lists/staff", "list"),
    ("https://www.youtube.com/watch?v=NS8XC78wSME", "video"),
    ("https://youtu.be/NS8XC78wSME", "video"),
    ("https://www.youtube.com/playlist?list=PL1", "playlist"),
    ("https://www.tiktok.com/@birchwoodhs/video/7", "video"),
    ("https://www.threads.net/@birchwoodhs/post/C1", "post"),
    ("https://www.snapchat.com/spotlight/W7", "video"),
    ("https://bsky.app/profile/birchwood.bsky.social/post/3k", "post"),
    ("https://mastodon.social/@birchwood/1098", "post"),
    ("https://www.linkedin.com/posts/lakeside_band-activity-7", "post"),
    ("https://www.flickr.com/photos/birchwoodhs/5678", "photo"),
    ("https://www.pinterest.com/birchwoodart/murals/", "board"),
    ("https://vimeo.com/123456", "video"),
    ("https://birchwoodband.wordpress.com/2026/09/01/hello", "subpage"),
    ("https://birchwoodband.tumblr.com/post/1", "post"),
    ("https://www.reddit.com/r/birchwood/comments/1", "post"),
    ("https://birchwood.slack.com/archives/C02HKPSEKV1", "channel"),
    # not a page of anybody
    ("https://www.facebook.com/hashtag/classof2026", "hashtag"),
    ("https://twitter.com/hashtag/birchwood", "hashtag"),
    ("https://www.instagram.com/explore/tags/birchwood/", "hashtag"),
    ("https://twitter.com/search?q=birchwood", "search"),
    ("https://www.facebook.com/search/str/birchwood", "search"),
    ("https://www.facebook.com/sharer/sharer.php?u=x", "share"),
    ("https://twitter.com/intent/tweet?text=x", "share"),
    ("https://www.facebook.com/login/", "private"),
    ("https://www.instagram.com/accounts/login/", "private"),
    ("https://www.facebook.com/profile.php", "private"),
    ("https://www.facebook.com/", "front"),
    ("tiktok.com", "front"),
    ("https://apps.facebook.com/birchwood", "host"),
    ("https://wa.me/13195550100", "telephone"),
    ("https://www.classdojo.com/invite/?c=ABC", "no_pages"),
    ("https://plus.google.com/+Birchwood", "retired"),
    # short links
    ("https://vm.tiktok.com/ZM123/", "short"),
    ("https://fb.me/birchwood", "short"),
    ("https://bit.ly/3abc", "short"),
    ("https://t.co/abc", "short"),
    ("https://pin.it/abc", "short"),
    ("https://www.facebook.com/share/1AbC/", "short"),
    # not https, or not an address at all
    ("http://www.lakeside.example/band", "plain"),
    ("javascript:alert(1)", "not https"),
    ("data:text/html,x", "not https"),
    ("ftp://facebook.com/birchwoodhs", "not https"),
    ("https:facebook.com/birchwoodhs", "not https"),
    ("", "empty"),
    ("Birchwood", "not an address"),
    ("https://localhost/x", "not an address"),
    ("https://facebook.c0m/birchwoodhs", "look-alike"),
    ("https://-birch.example/", "not an address"),
    ("maya@lakeside.example", "e-mail address"),
    ("mailto:maya@lakeside.example", "e-mail address"),
    ("https://www.facebook.com/" + "a" * 600, "too long"),
    ("https://lakeside.example/" + "ü" * 300, "too long"),
    # somebody else's machine
    ("https://maya:secret@facebook.com/birchwoodhs", "password"),
    ("https://facebook.com@evil.example/birchwoodhs", "password"),
    ("https://facebook.com:443/birchwoodhs", "port"),
    ("facebook.com:8080/birchwoodhs", "port"),
    ("https://127.0.0.1/birchwoodhs", "IP address"),
    ("https://[::1]/birchwoodhs", "IP address"),
    ("https://192.168.0.0x1/", "IP address"),
    ("https://[facebook.com/birchwoodhs", "damaged"),
    # look-alikes
    ("https://fаcebook.com/birchwoodhs", "look-alike"),  # а is Cyrillic
    ("https://xn--fcebook-2fg.com/birchwoodhs", "look-alike"),
    ("https://ｆacebook.com/birchwoodhs", "look-alike"),
    ("https://fácebook.com/birchwoodhs", "look-alike"),
    ("https://аррӏе.com/", "look-alike"),  # every letter Cyrillic
    ("https://xn--a.example/", "look-alike"),
    ("https://facebook.com.evil.example/birchwoodhs", "look-alike"),
    ("https://x.com.evil.example/birchwoodhs", "look-alike"),
    ("https://facebook.com-login.example/", "look-alike"),
    ("https://www.facebook.comlogin/", "look-alike"),
    ("https://faceb00k.com/birchwoodhs", "look-alike"),
    ("https://instagrarn.com/birchwoodhs", "look-alike"),
    ("https://facebok.com/birchwoodhs", "look-alike"),
    ("https://www.instagarm.com/birchwoodhs", "look-alike"),
    # damaged on the way
    ("https://www.facebook.com/birch wood", "spaces"),
    ("https://www.facebook.com/birch\x00wood", "unseen characters"),
    ("https://www.facebook.com/birch\u200bwood", "unseen characters"),
    ("https://www.facebook.com/birchwood%00", "damaged"),
    ("https://www.facebook.com/birchwood%0d%0a", "damaged"),
    ("https://www.facebook.com/birchwood%ff", "damaged"),
    ("https://www.facebook.com\\birchwood", "damaged"),
    ('https://www.facebook.com/><span class="x"', "spaces"),
    ("https://www.facebook.com/https://www.facebook.com/birchwoodhs", "pasted twice"),
    ("https://www.facebook.com/pages/birchwood", "unclear"),
]


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_what_is_no_page_is_refused_with_a_reason_and_a_sentence(typed, reason):
    with pytest.raises(BadAddress) as refused:
        recognise(typed)
    assert refused.value.reason == reason
    assert str(refused.value) == refused.value.sentence
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("https://www.facebook.com/birchwoodhs/posts/1", "This leads to one post. Open the page itself and copy its address."),
        (
            "https://www.facebook.com/",
            "This is the front page of Facebook. Open the page itself and copy its address, with the name at its end.",
        ),
        (
            "https://fb.com.evil.example/x",
            "This is not fb.com: the name of the site is fb.com.evil.example. Open the real page and copy its address.",
        ),
    ],
)
def test_the_sentence_says_what_to_do(typed, sentence):
    with pytest.raises(BadAddress) as refused:
        recognise(typed)
    assert refused.value.sentence == sentence
