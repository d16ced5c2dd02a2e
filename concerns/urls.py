"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("report/follow/", views.follow, name="report-follow"),
    path("report/<slug:address>/", views.report, name="report"),
    path("report/<slug:address>/<slug:about>/", views.report_about, name="report-about"),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/questions/<int:pk>/", views.question, name="question"),
    path("complaints/<int:pk>/", views.complaint, name="complaint"),
    path("complaints/<int:pk>/contact/", views.complaint_contact, name="complaint-contact"),
    path("complaints/<int:pk>/<slug:deed>/", views.complaint_deed, name="complaint-deed"),
]
