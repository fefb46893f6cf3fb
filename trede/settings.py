"""One settings file; the environment decides (docs/install.md lists every variable)."""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from trede import env

BASE = Path(__file__).resolve().parent.parent
VAR = env.folder("TREDE_VAR", BASE / "var", make=True)

DEBUG = env.flag("TREDE_DEBUG", default=False)
PRODUCTION = env.flag("TREDE_PRODUCTION", default=False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("TREDE_DEBUG shows data to visitors; write 0 when TREDE_PRODUCTION is 1.")


def _kept_secret(name: str, file_name: str) -> str:
    """From the environment; outside production, made once and kept in var/."""
    if value := env.text(name):
        if len(value) < 50 or len(set(value)) < 10:
            raise ImproperlyConfigured(f"{name} is too easy to guess; write at least 50 random characters.")
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"{name} is missing; production needs it (docs/install.md).")
    path = VAR / file_name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY = _kept_secret("TREDE_SECRET_KEY", "secret_key")
# Wraps the key of every client; whoever loses it loses the payloads of the events.
MASTER_KEY = _kept_secret("TREDE_MASTER_KEY", "master_key")

if PRODUCTION and SECRET_KEY == MASTER_KEY:
    raise ImproperlyConfigured(
        "TREDE_SECRET_KEY and TREDE_MASTER_KEY are the same; make one of its own for each."
    )

ALLOWED_HOSTS = env.hosts("TREDE_HOSTS", "localhost,127.0.0.1,[::1]", production=PRODUCTION)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION and host[0] != "."]
# Links in mails start with this, never with the name that a visitor sent along.
SITE_URL = env.url(
    "TREDE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://localhost:8000", https=PRODUCTION
)
# Web servers between the visitor and us: the address of the visitor is that many from the end of X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TREDE_PROXIES", int(PRODUCTION), most=5)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_cotton",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_tasks",
    "django_tasks_db",
    "trede.core",
    "trede.texts",
    "trede.outbox",
    "trede.clients",
    "trede.council",
    "trede.referral",
    "trede.orientation",
    "trede.ladder",
    "trede.offers",
    "trede.fit",
    "trede.imports",
    "trede.insight",
    "trede.desk",
    "trede.portal",
    "trede.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "trede.core.middleware.MemberMiddleware",
    "trede.core.middleware.PolicyMiddleware",
]

ROOT_URLCONF = "trede.urls"
WSGI_APPLICATION = "trede.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "trede" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "trede.core.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", VAR / "trede.sqlite3")}
SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
# Who looked at which file goes to a database file of its own, so that reading never waits for a writer.
# PostgreSQL has no such wait: there it is a table like any other.
ACCESS_DATABASE = "default"
if SQLITE:
    main = Path(str(DATABASES["default"]["NAME"]))
    DATABASES["access"] = env.sqlite(main.with_name(main.stem + "-access" + main.suffix))
    ACCESS_DATABASE = "access"
DATABASE_ROUTERS = ["trede.core.routers.AccessRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Where the heads of the seals are anchored: outside the database, best on another machine.
_home = Path(str(DATABASES["default"]["NAME"])) if SQLITE else VAR / str(DATABASES["default"]["NAME"])
ANCHOR_FILE = env.file("TREDE_ANCHOR_FILE", _home.with_name(_home.stem + "-anchors.log"))

# Shared by the processes: limits on tries, and codes of a second factor that were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "trede.core.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"

# The prefix makes a browser refuse a cookie of this name that another host in the domain tries to plant.
SESSION_COOKIE_NAME = "__Host-trede" if PRODUCTION else "trede"
SESSION_COOKIE_AGE = env.number("TREDE_SESSION_HOURS", 10, least=1, most=24) * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
# Nothing goes to other sites; to ourselves it does, or browsers send "Origin: null" with a form (refused).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("TREDE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE / "trede" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 31_536_000
USE_I18N = True
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
FORMAT_MODULE_PATH = ["trede.formats"]

STATIC_URL = "static/"
STATIC_ROOT = env.folder("TREDE_STATIC", BASE / "staticfiles")
STATICFILES_DIRS = [BASE / "trede" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Documents of clients: never under a public URL; a view checks who asks.
MEDIA_ROOT = env.folder("TREDE_DOCUMENTS", VAR / "documents")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_582_912
# host:port of a clamd that scans uploads; empty: none, and the screen says so.
VIRUS_SCANNER = env.endpoint("TREDE_CLAMD")
BACKUP_PASSPHRASE = env.text("TREDE_BACKUP_PASSPHRASE")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("TREDE_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("TREDE_SMTP_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = env.text("TREDE_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("TREDE_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("TREDE_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 10
if not PRODUCTION and not env.text("TREDE_SMTP_HOST"):
    # Without a mail server nothing leaves the machine: mails can be read in var/mail.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env.sender("TREDE_FROM", "Trede <trede@localhost>")
# For a client whose mail another person reads: a sender that does not say who writes. None: such mail stays here.
NEUTRAL_FROM_EMAIL = env.text("TREDE_FROM_NEUTRAL") and env.sender("TREDE_FROM_NEUTRAL", "")

# Text messages go to any gateway that takes JSON over https; none: they stay here.
SMS_URL = env.url("TREDE_SMS_URL", https=True) and env.text("TREDE_SMS_URL")
SMS_TOKEN = env.text("TREDE_SMS_TOKEN")
SMS_FROM = env.text("TREDE_SMS_FROM", "Trede")
SMS_FROM_NEUTRAL = env.text("TREDE_SMS_FROM_NEUTRAL")
# How the gateway calls what we send and what it answers; a dot goes into a list or an object (messages.0.id).
SMS_FIELDS = env.pairs(
    "TREDE_SMS_FIELDS",
    {
        "to": "to",
        "from": "from",
        "text": "text",
        "reference": "reference",
        "id": "id",
        "report_id": "id",
        "report_reference": "reference",
        "report_status": "status",
    },
)
SMS_TIMEOUT = 10
# The last part of the address at which the gateway reports what became of a message.
SMS_REPORT_SECRET = env.secret("TREDE_SMS_REPORT_SECRET")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
COTTON_DIR = "cotton"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "trede.core.limits.locked_out"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "trede.core.limits.login_name"
AXES_CLIENT_IP_CALLABLE = "trede.core.limits.address_of"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "email", "ip_address", "csrfmiddlewaretoken"]
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "trede.core.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Whoever has a login proved the address with the link of the invitation.
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The login ends with the browser: many desks are shared.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Five tries from one address are for axes, which says so on a page; these count over all addresses,
# and for the codes of a second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "15/15m/key,60/m/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "trede.core.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey replaces the password and the second factor: the device must check who holds it.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Trede"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "trede.core.adapters.ProviderAdapter"
SOCIALACCOUNT_ONLY = False
# The adapter links by verified address itself: the library would drop the password of the login.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {}
if _provider := env.url("TREDE_OIDC_URL", https=True):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid", "email"],
        "APPS": [
            {
                "provider_id": env.slug("TREDE_OIDC_ID", "oidc"),
                "name": env.text("TREDE_OIDC_NAME", "Aanmelden met de organisatie"),
                "client_id": env.required("TREDE_OIDC_CLIENT", because="TREDE_OIDC_URL"),
                "secret": env.required("TREDE_OIDC_SECRET", because="TREDE_OIDC_URL"),
                "settings": {"server_url": _provider},
            }
        ],
    }

# Everybody must use a second factor; the demo has no second factor to type.
SECOND_FACTOR_REQUIRED = env.flag("TREDE_SECOND_FACTOR", default=PRODUCTION)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "trede.core.logs.NoPersonalData"}},
    "formatters": {
        "line": {
            "()": "trede.core.logs.CleanFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_personal_data"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "trede": {"level": "INFO"},
        # Django's own handlers go: they would mail a request with everything in it.
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"level": "INFO"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
