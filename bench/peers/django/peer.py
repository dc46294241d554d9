"""What both ways to write the use in Django share: its settings, how a model names its table, and the answer to /healthz."""
import os

import django
from django.conf import settings


def set_up(urls):
    """Before any model is made. `urls` is the name of the module with urlpatterns."""
    settings.configure(
        DEBUG=False, SECRET_KEY="measured", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=urls,
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"], INSTALLED_APPS=[], USE_TZ=True, TIME_ZONE="Asia/Tokyo",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PEER_DATABASE"], "HOST": os.environ["PEER_HOST"],
                               "USER": os.environ["PEER_USER"], "CONN_MAX_AGE": None}})
    django.setup()


def table(name):
    return type("Meta", (), {"app_label": "peer", "db_table": name, "managed": False})


def health(request):
    from django.http import JsonResponse  # needs the settings
    return JsonResponse({"status": "ok"})
