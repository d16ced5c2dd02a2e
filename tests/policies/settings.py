"""How property tests run here: the same examples every time, nothing kept between runs."""

from hypothesis import HealthCheck, settings

QUICK = settings(
    max_examples=80,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
