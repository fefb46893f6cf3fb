"""The program's own settings, with what makes tests quick and keeps them away from var/."""

import atexit
import os
import shutil
import tempfile

if "TREDE_VAR" not in os.environ:
    os.environ["TREDE_VAR"] = tempfile.mkdtemp(prefix="trede-tests-")
    atexit.register(shutil.rmtree, os.environ["TREDE_VAR"], ignore_errors=True)

os.environ.setdefault("TREDE_STATIC", os.environ["TREDE_VAR"])

from trede.settings import *  # noqa: F403
from trede.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The manifest needs collectstatic first; the browser tests serve the real thing.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Not the shared one: tests run side by side.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

if "access" in DATABASES:
    # One table: laid as it stands, the steps towards it are taken on the other database.
    DATABASES["access"]["TEST"] = {**DATABASES["access"].get("TEST", {}), "MIGRATE": False}
