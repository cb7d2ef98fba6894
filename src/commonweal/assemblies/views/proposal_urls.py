"""The addresses of a proposal's way: drafts, seconds, comments, amendments, mergers, and moderation."""

from django.urls import path, re_path

from commonweal.assemblies.views import amendments, discussion, moderation, proposals, rearranging

THING = "<str:kind>/<uuid:public_id>"

urlpatterns = [
    path("<slug:slug>/proposals/", proposals.listing, name="proposals"),
    path("<slug:slug>/proposals/drafts/", proposals.drafts, name="drafts"),
    path("<slug:slug>/proposals/drafts/<uuid:public_id>/", proposals.draft, name="draft"),
    path("<slug:slug>/proposals/<int:number>/second/", proposals.second, name="second"),
    path("<slug:slug>/proposals/<int:number>/comments/", discussion.write, name="comment-on"),
    path("<slug:slug>/comments/<uuid:public_id>/", discussion.comment, name="comment"),
    path("<slug:slug>/comments/<uuid:public_id>/change/", discussion.change, name="change-comment"),
    path("<slug:slug>/comments/<uuid:public_id>/erase/", discussion.erase, name="erase-comment"),
    path("<slug:slug>/proposals/<int:number>/versions/", amendments.versions, name="versions"),
    path("<slug:slug>/proposals/<int:number>/amendments/new/", amendments.offer, name="offer-amendment"),
    path("<slug:slug>/proposals/<int:number>/amendments/<int:amendment>/", amendments.amendment, name="amendment"),
    re_path(
        r"^(?P<slug>[-\w]+)/proposals/(?P<number>\d{1,9})/amendments/(?P<amendment>\d{1,9})/(?P<verb>accept|put|withdraw)/$",
        amendments.step,
        name="amendment-step",
    ),
    path("<slug:slug>/proposals/<int:number>/merge/", rearranging.merge, name="merge"),
    path("<slug:slug>/proposals/<int:number>/split/", rearranging.split, name="split"),
    path("<slug:slug>/mergers/<uuid:public_id>/", rearranging.merger, name="merger"),
    path("<slug:slug>/moderation/", moderation.log, name="moderation"),
    path("<slug:slug>/moderation/policy/", moderation.policy, name="policy"),
    path("<slug:slug>/moderation/reports/", moderation.reports, name="reports"),
    path("<slug:slug>/moderation/reports/<int:number>/", moderation.set_aside, name="set-aside"),
    path("<slug:slug>/moderation/<int:number>/", moderation.hiding, name="hiding"),
    path("<slug:slug>/moderation/<int:number>/settle/", moderation.settle, name="settle-hiding"),
    path(f"<slug:slug>/report/{THING}/", moderation.report, name="report"),
    path(f"<slug:slug>/hide/{THING}/", moderation.hide, name="hide"),
]
