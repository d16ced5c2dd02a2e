"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("policy/try/", views.policy_try, name="policy-try"),
    path("policy/document/", views.policy_document, name="policy-document"),
    path("policy/drafts/", views.policy_drafts, name="policy-drafts"),
    path("policy/drafts/<number:pk>/", views.policy_draft, name="policy-draft"),
    path("policy/drafts/<number:pk>/check/", views.policy_draft_check, name="policy-draft-check"),
    path("policy/drafts/<number:pk>/plain/", views.policy_draft_plain, name="policy-draft-plain"),
    path("policy/drafts/<number:pk>/upload/", views.policy_draft_upload, name="policy-draft-upload"),
    path("policy/drafts/<number:pk>/discard/", views.policy_draft_discard, name="policy-draft-discard"),
    path("policy/drafts/<number:pk>/impact/", views.policy_draft_impact, name="policy-draft-impact"),
    path("policy/compare/", views.policy_compare, name="policy-compare"),
    path("policy/vacancies/", views.policy_vacancies, name="policy-vacancies"),
    path("policy/<number:number>/campaign/", views.policy_campaign, name="policy-campaign"),
    path("policy/<number:number>/publish/", views.policy_publish, name="policy-publish"),
    path("policy/<number:number>/retire/", views.policy_retire, name="policy-retire"),
]
