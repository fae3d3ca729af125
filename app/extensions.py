"""Flask extensions that know no feature; the database has its own module beside this one."""

from http import HTTPStatus

from flask import Response
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect


class CompressAll(Compress):
    """Compresses refusals too: a form that comes back with its errors is longer than the form."""

    def after_request(self, response: Response | None) -> Response:
        """Let the extension take a refusal for a success while it looks at it."""
        if response is None or response.status_code < HTTPStatus.BAD_REQUEST:
            return super().after_request(response)
        status, response.status_code = response.status_code, HTTPStatus.OK
        compressed = super().after_request(response)
        compressed.status_code = status
        return compressed


compress = CompressAll()
csrf = CSRFProtect()
login_manager = LoginManager()
migrate = Migrate()
