"""The five districts beside Lakeside, each under one of the public policies. Every name is invented."""

from .pages import Page
from .people import Home, Someone

FERNHILL = Home(
    "Fernhill School District", "fernhill.example", "#1f4e79", "staffuse",
    {"school": ("Fernhill Middle School", "Fernhill"), "office": ("Fernhill District Office", "")},
    (
        Someone("superintendent", "Grace Whitlock", "superintendent", "office", role="superintendent"),
        Someone("director", "Ivo Stern", "technology director", "office", "superintendent", "technology_director"),
        Someone("principal", "Hugh Penrose", "principal", "school", "superintendent", "principal"),
        Someone("supervisor", "Alma Reyes", "head of music", "school", "principal"),
        Someone("teacher", "Nora Quill", "reading teacher", "school", "supervisor"),
    ),
    (
        Page("Fernhill Middle School", "school", "facebook", "FernhillMiddle", "principal"),
        Page("Fernhill Schools", "office", "x", "fernhillschools", "superintendent"),
    ),
)  # fmt: skip
QUARRY_LAKE = Home(
    "Quarry Lake Community Schools", "quarrylake.example", "#2f5d3a", "policy401",
    {"school": ("Quarry Lake High School", "Quarry Lake"), "office": ("Quarry Lake District Office", "")},
    (
        Someone("superintendent", "Iris Calloway", "superintendent", "office", role="superintendent"),
        Someone("director", "Rafe Dunmore", "technology director", "office", "superintendent", "technology_director"),
        Someone("principal", "Joan Abbott", "principal", "school", "superintendent", "principal"),
        Someone("teacher", "Theo Marsh", "history teacher", "school", "principal"),
        Someone("volunteer", "Kit Sorensen", "chess volunteer", "school", "principal", volunteer=True),
    ),
    (
        Page("Quarry Lake Rowing", "activity", "instagram", "quarrylakerowing", "principal"),
        Page("Ancient History", "class", "youtube", "@quarrylakehistory", "teacher"),
    ),
)  # fmt: skip
STONEBROOK = Home(
    "Stonebrook High School District", "stonebrook.example", "#5b3a86", "chsd230",
    {"school": ("Stonebrook High School", "Stonebrook"), "office": ("Stonebrook District Office", "")},
    (
        Someone("superintendent", "Ruth Ellery", "superintendent", "office", role="superintendent"),
        Someone("administration", "Cyrus Holt", "district administration", "office", "superintendent", "administration"),
        Someone("director", "Farah Aziz", "director of technology", "office", "superintendent", "technology_director"),
        Someone("principal", "Marcus Bell", "building principal", "school", "superintendent", "principal"),
        Someone("supervisor", "Owen Tate", "head of languages", "school", "principal"),
        Someone("teacher", "Lena Vogt", "biology teacher", "school", "supervisor"),
    ),
    (
        Page("German Exchange", "extracurricular", "instagram", "stonebrookexchange", "supervisor"),
        Page("Stonebrook Tennis", "sport", "facebook", "StonebrookTennis", "teacher"),
        Page("Debate", "extracurricular", "youtube", "@stonebrookdebate", "principal"),
    ),
)  # fmt: skip
MILLRACE = Home(
    "Millrace Public Schools", "millrace.example", "#7a4a12", "jndc",
    {"school": ("Millrace High School", "Millrace"), "office": ("Millrace District Office", "")},
    (
        Someone("superintendent", "Edith Parr", "superintendent", "office", role="superintendent"),
        Someone("administration", "Felix Amann", "district administration", "office", "superintendent", "administration"),
        Someone("director", "Dov Hale", "technology director", "office", "superintendent", "technology_director"),
        Someone("principal", "Clara Nwosu", "principal", "school", "superintendent", "principal"),
        Someone("supervisor", "Boris Lund", "activities supervisor", "school", "principal"),
        Someone("teacher", "Ada Finch", "mathematics teacher", "school", "supervisor"),
    ),
    (
        Page("Millrace Swimming", "team", "facebook", "groups/millraceswimming", "supervisor", "1 week", 0, "closed_moderated"),
        Page("Mathletes", "club", "facebook", "groups/millracemathletes", "teacher", "1 week", 4, "closed_moderated"),
        Page("Millrace Robotics", "club", "facebook", "groups/millracerobots", "teacher", "2 weeks", 0, "closed_moderated"),
    ),
)  # fmt: skip
WINDMERE = Home(
    "Windmere Community Schools", "windmere.example", "#0f5c63", "crschools",
    {"school": ("Windmere Elementary", "Windmere"), "office": ("Windmere District Office", "")},
    (
        Someone("superintendent", "Leon Sabo", "superintendent", "office", role="superintendent"),
        Someone("community", "Ilse Rowan", "community relations", "office", "superintendent", "community_relations"),
        Someone("director", "Kara Osei", "technology director", "office", "superintendent", "technology_director"),
        Someone("principal", "Jude Farrow", "principal", "school", "superintendent", "principal"),
        Someone("supervisor", "Harris Thorne", "head of arts", "school", "principal"),
        Someone("teacher", "Gwen Abara", "grade 3 teacher", "school", "supervisor"),
    ),
    (
        Page("Windmere Elementary", "attendance_center", "facebook", "WindmereElementary", "principal"),
        Page("Windmere Schools", "program", "x", "windmereschools", "community"),
        Page("Grade 3 Garden", "class", "instagram", "windmeregarden", "teacher"),
    ),
)  # fmt: skip
NEIGHBOURS = (FERNHILL, QUARRY_LAKE, STONEBROOK, MILLRACE, WINDMERE)
