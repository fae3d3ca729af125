"""Every table, so that migrations and relationships know them all."""

from app.agreements import models as agreements
from app.audit import models as audit
from app.auth import models as auth
from app.cascade import models as cascade
from app.cycles import models as cycles
from app.documents import models as documents
from app.exchange import models as exchange
from app.intake import models as intake
from app.jobs import models as jobs
from app.library import models as library
from app.people import models as people
from app.planning import models as planning
from app.progress import models as progress
from app.review import models as review

__all__ = [
    "agreements",
    "audit",
    "auth",
    "cascade",
    "cycles",
    "documents",
    "exchange",
    "intake",
    "jobs",
    "library",
    "people",
    "planning",
    "progress",
    "review",
]
