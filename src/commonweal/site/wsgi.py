"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.site.settings")
application = get_wsgi_application()
len(get_resolver().url_patterns)  # loads every page before the first visitor comes, who would otherwise wait for it
