"""The addresses of submissions."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("need-to-ask/", views.need_to_ask, name="need-to-ask"),
    path("submissions/", views.submissions, name="submissions"),
    path("submissions/all/", views.submissions_all, name="submissions-all"),
    path("submissions/new/", views.submission_new, name="submission-new"),
    path("submissions/<number:pk>/", views.submission, name="submission"),
    path("submissions/<number:pk>/edit/", views.submission_edit, name="submission-edit"),
    path("submissions/<number:pk>/discard/", views.submission_discard, name="submission-discard"),
    path("submissions/<number:pk>/withdraw/", views.submission_withdraw, name="submission-withdraw"),
    path("requests/", views.other_requests, name="other-requests"),
    path("requests/<str:key>/", views.other_request, name="other-request"),
    path("notices/", views.private_notices, name="private-notices"),
    path("sites/<number:pk>/ask/<str:key>/", views.site_permission, name="site-permission"),
    path("sites/<number:pk>/change/", views.site_change, name="site-change"),
    path("sites/<number:pk>/join/", views.site_join, name="site-join"),
]
