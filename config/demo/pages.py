"""The invented pages of the demonstration: name, what for, platform, handle, who answers, how often, and who neglects it."""

from typing import NamedTuple


class Page(NamedTuple):
    """One page. `late`: for how many school days its comment check stays unanswered; 0 for those that are looked after."""

    name: str
    entity: str
    platform: str
    handle: str
    owner: str
    every: str = "1 week"
    late: int = 0
    visibility: str = "public"


PAGES = (
    Page("Science Olympiad", "club", "instagram", "birchwoodscioly", "teacher", "1 week", 2),
    Page("Science Department", "department", "facebook", "BirchwoodScience", "teacher", "2 school days"),
    Page("Girls’ Track", "team", "x", "birchwoodtrack", "teacher", "2 weeks"),
    Page("Birchwood Drama", "club", "facebook", "BirchwoodDrama", "drama"),
    Page("Spring Musical", "club", "instagram", "birchwoodmusical", "drama"),
    Page("Boys’ Soccer", "team", "instagram", "birchwoodsoccer", "soccer", "1 week", 4),
    Page("Girls’ Volleyball", "team", "instagram", "birchwoodgvb", "soccer"),
    Page("Counseling Office", "office", "facebook", "BirchwoodCounseling", "counselor", "2 school days"),
    Page("College Corner", "office", "youtube", "@birchwoodcollege", "counselor", "2 weeks"),
    Page("Concert Choir", "club", "youtube", "@birchwoodchoir", "music"),
    Page("Marching Band", "club", "facebook", "BirchwoodBand", "music", "1 week", 6),
    Page("Jazz Band", "club", "instagram", "birchwoodjazz", "music"),
    Page("Birchwood High School", "office", "facebook", "BirchwoodHigh", "principal", "1 school day"),
    Page("Birchwood Highlights", "office", "instagram", "birchwoodhigh", "designee"),
    Page("Chemistry with Ms. Ortega", "class", "youtube", "@ortegachemistry", "teacher", "2 weeks"),
    Page("Physics Demonstrations", "class", "youtube", "@birchwoodphysics", "supervisor", "2 weeks"),
    Page("Elm Street Elementary", "office", "facebook", "ElmStreetElementary", "elm.principal", "1 school day"),
    Page("Elm Street Library", "department", "instagram", "elmstreetlibrary", "elm.library"),
    Page("Reading Club", "club", "facebook", "ElmReadingClub", "elm.library", "1 week", 1),
    Page("Room 12, Grade 4", "class", "instagram", "elmroom12", "elm.grade4"),
    Page("School Garden", "club", "instagram", "elmgarden", "elm.grade4"),
    Page("Elm Street Families", "office", "facebook", "ElmStreetFamilies", "elm.principal"),
    Page("Elm Street on X", "office", "x", "elmstreetschool", "elm.library", "2 weeks"),
    Page("Grade 4 Science Fair", "class", "youtube", "@elmsciencefair", "elm.grade4", "2 weeks"),
    Page("River Bend Middle School", "office", "facebook", "RiverBendMiddle", "river.principal", "1 school day"),
    Page("River Bend Art", "department", "instagram", "riverbendart", "river.art"),
    Page("Art Show", "club", "youtube", "@riverbendartshow", "river.art", "2 weeks"),
    Page("River Bend Track", "team", "instagram", "riverbendtrack", "river.track", "1 week", 3),
    Page("Cross Country", "team", "x", "riverbendxc", "river.track"),
    Page("Yearbook", "club", "instagram", "riverbendyearbook", "river.art"),
    Page("Student Council", "club", "instagram", "riverbendcouncil", "river.principal"),
    Page("River Bend Families", "office", "facebook", "RiverBendFamilies", "river.principal"),
    Page("Lakeside Community Schools", "office", "facebook", "LakesideSchools", "community", "1 school day"),
    Page("Lakeside News", "office", "x", "lakesideschools", "community", "1 school day"),
    Page("Lakeside in Pictures", "office", "instagram", "lakesideschools", "community"),
    Page("Lakeside Board Meetings", "office", "youtube", "@lakesideboard", "community", "2 weeks"),
    Page("Lakeside Technology", "department", "bluesky", "technology.lakeside.example", "director", "2 weeks"),
    Page("Lakeside Careers", "office", "linkedin", "company/lakeside-schools", "community", "2 weeks"),
    Page("Elm Street Chorus", "club", "facebook", "ElmStreetChorus", "elm.chorus"),
)
ADDRESS = {
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}/",
    "x": "https://x.com/{}",
    "youtube": "https://www.youtube.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "linkedin": "https://www.linkedin.com/{}/",
}
