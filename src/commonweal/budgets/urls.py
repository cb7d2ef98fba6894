"""The addresses of budgets."""

from django.urls import path, re_path

from commonweal.budgets.views import counting, delivery, ideas, officers, reading, results, running

A_PROJECT = "<slug:slug>/projects/<int:number>/"
AN_IDEA = "<slug:slug>/ideas/<int:number>/"

urlpatterns = [
    path("", reading.budgets, name="budgets"),
    path("count/", counting.count_election, name="count-election"),
    path("of/<slug:slug>/<int:number>/found/", running.found, name="found-budget"),
    path("<slug:slug>/", reading.budget, name="budget"),
    path("<slug:slug>/ideas/", ideas.listing, name="ideas"),
    path("<slug:slug>/ideas/new/", ideas.new, name="new-idea"),
    path("<slug:slug>/ideas/merge/", ideas.merge, name="merge-ideas"),
    path("<slug:slug>/ideas/hidden/", ideas.hidden, name="hidden-ideas"),
    path(AN_IDEA, ideas.idea, name="idea"),
    path(f"{AN_IDEA}back/", ideas.take_back, name="take-idea-back"),
    path(f"{AN_IDEA}report/", ideas.report, name="report-idea"),
    path(f"{AN_IDEA}set-aside/", ideas.set_reports_aside, name="set-idea-reports-aside"),
    path(f"{AN_IDEA}hide/", ideas.hide, name="hide-idea"),
    path(f"{AN_IDEA}appeal/", ideas.appeal, name="appeal-idea"),
    re_path(
        r"^(?P<slug>[-\w]+)/ideas/(?P<number>\d{1,9})/(?P<verb>show|stays)/$", ideas.answer_appeal, name="idea-appeal"
    ),
    path(f"{AN_IDEA}answer/", ideas.answer, name="answer-idea"),
    path(f"{AN_IDEA}shortlist/", ideas.shortlist, name="shortlist-idea"),
    path(f"{AN_IDEA}leave-off/", ideas.leave_off, name="leave-idea-off"),
    path(A_PROJECT, reading.project, name="project"),
    path(f"{A_PROJECT}photos/<int:key>/", reading.photo, name="project-photo"),
    path(f"{A_PROJECT}milestone/", delivery.milestone, name="plan-milestone"),
    path(f"{A_PROJECT}milestones/<int:milestone>/reached/", delivery.reached, name="reach-milestone"),
    path(f"{A_PROJECT}progress/", delivery.progress, name="tell-progress"),
    path(f"{A_PROJECT}finish/", delivery.finish, name="finish-project"),
    path("<slug:slug>/results/", results.results, name="budget-results"),
    path("<slug:slug>/results/<int:area>.pb", results.area_file, name="budget-area-file"),
    path("<slug:slug>/results/<int:area>/<slug:name>.<slug:ending>", results.table_file, name="budget-table"),
    path("<slug:slug>/costing/", officers.unanswered, name="unanswered"),
    path("<slug:slug>/costing/<int:number>/", officers.answer, name="answer-for-office"),
    path("<slug:slug>/officers/", officers.officers, name="officers"),
    path("<slug:slug>/officers/<int:key>/withdraw/", officers.withdraw, name="withdraw-officer"),
    path("<slug:slug>/learnt/", delivery.lesson, name="tell-lesson"),
    path("<slug:slug>/run/", running.run, name="run-budget"),
    path("<slug:slug>/run/rules/", running.rules, name="budget-rules"),
    path("<slug:slug>/run/ballot/", running.ballot, name="open-budget-ballot"),
    path("<slug:slug>/run/<slug:phase>/dates/", running.dates, name="phase-dates"),
    path("<slug:slug>/run/<slug:phase>/open/", running.step, name="open-phase"),
]
