"""The addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sites/", views.sites, name="sites"),
    path("sites/sites.csv", views.sites_csv, name="sites-csv"),
    path("sites/<int:pk>/suspend/", views.suspend, name="site-suspend"),
    path("sites/<int:pk>/reinstate/", views.reinstate, name="site-reinstate"),
    path("sites/<int:pk>/close/", views.close, name="site-close"),
    path("sites/<int:pk>/shut-down/", views.shut_down, name="site-shut-down"),
    path("sites/<int:pk>/posters/", views.posters, name="site-posters"),
    path("sites/<int:pk>/posters/<int:poster>/remove/", views.poster_remove, name="site-poster-remove"),
    path("sites/<int:pk>/offer/", views.site_offer, name="site-offer"),
    path("sites/offers/<int:pk>/", views.offer, name="offer"),
    path("sites/offers/<int:pk>/withdraw/", views.offer_withdraw, name="offer-withdraw"),
    path("sites/hand-overs/<int:pk>/", views.hand_over_tick, name="hand-over-tick"),
    path("schools/<int:pk>/season/", views.season, name="season"),
    path("sites/<int:pk>/identified/", views.identified, name="site-identified"),
    path("sites/<int:pk>/media-contact/", views.media_contact, name="site-media-contact"),
    path("sites/<int:pk>/parent-access/", views.parent_access, name="site-parent-access"),
    path("sites/unofficial/", views.unofficial_groups, name="unofficial-groups"),
    path("sites/unofficial/declare/", views.group_declare, name="group-declare"),
    path("sites/unofficial/<int:pk>/", views.unofficial_group, name="unofficial-group"),
    path("sites/unofficial/<int:pk>/leave/", views.group_leave, name="group-leave"),
    path("sites/found/", views.found_pages, name="found-pages"),
    path("sites/found/looked/", views.found_search, name="found-search"),
    path("sites/found/add/", views.found_add, name="found-add"),
    path("sites/found/<int:pk>/", views.found_page, name="found-page"),
    path("sites/found/<int:pk>/registered/", views.found_link, name="found-link"),
    path("sites/found/<int:pk>/not-ours/", views.found_dismiss, name="found-dismiss"),
    path("sites/found/<int:pk>/ask/", views.found_ask, name="found-ask"),
    path("sites/claims/", views.claims, name="claims"),
    path("sites/claims/<int:pk>/", views.claim, name="claim"),
    path("sites/claims/campaigns/", views.campaigns, name="campaigns"),
    path("sites/claims/campaigns/new/", views.campaign_new, name="campaign-new"),
    path("sites/claims/campaigns/<int:pk>/", views.campaign, name="campaign"),
    path("sites/claims/campaigns/<int:pk>/end/", views.campaign_end, name="campaign-end"),
]
