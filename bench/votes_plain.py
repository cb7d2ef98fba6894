"""The peer of bench/votes.py: the plainest Django there is, one page that lists 25 rows of the same database."""

import os
from typing import Any

import dj_database_url
import django
from django.conf import settings

settings.configure(
    DATABASES={
        "default": dj_database_url.parse(os.environ["PLAIN_DATABASE"], conn_max_age=60, conn_health_checks=True)
    },
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="for the benchmark alone",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.urls import path  # noqa: E402

PAGE = Template(
    "<ul>{% for number, room, kind, at in rows %}<li>{{ number }} {{ room }} {{ kind }} {{ at }}</li>{% endfor %}</ul>"
)


def rows(request: HttpRequest) -> HttpResponse:
    """Twenty-five events, the last one first."""
    with connection.cursor() as cursor:
        cursor.execute("select number, room, kind, at from record_event order by number desc limit 25")
        return HttpResponse(PAGE.render(Context({"rows": cursor.fetchall()})))


urlpatterns = [path("", rows)]
application: Any = get_wsgi_application()
