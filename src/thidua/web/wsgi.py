"""What the server calls for each request; DJANGO_SETTINGS_MODULE is set by the command."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
