"""The three addresses of the floor."""

from django.urls import path

from . import views

urlpatterns = [
    path("list/", views.sites),
    path("detail/<int:pk>/", views.site),
    path("approve/<int:pk>/", views.approve),
]
