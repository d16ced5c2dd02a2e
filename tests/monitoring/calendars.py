"""School calendars and days for property tests."""

from datetime import date

from hypothesis import strategies as st

from accounts.schooldays import SchoolDays

calendars = st.builds(
    SchoolDays,
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({6}), frozenset()]),
    closed=st.frozensets(st.dates(date(2026, 8, 1), date(2027, 8, 1)), max_size=60),
    opened=st.frozensets(st.dates(date(2026, 8, 1), date(2027, 8, 1)), max_size=5),
)
days_of_year = st.dates(date(2026, 9, 1), date(2027, 6, 1))
