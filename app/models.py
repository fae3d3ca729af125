"""Every table, so that migrations and relationships know them all."""

from app.agreements import models as agreements
from app.audit import models as audit
from app.auth import models as auth
from app.cascade import models as cascade
from app.cycles import models as cycles
from app.development import models as development
from app.documents import models as documents
from app.exchange import models as exchange
from app.feedback import box as feedback_box
from app.feedback import models as feedback
from app.feedback import published as feedback_published
from app.intake import models as intake
from app.jobs import models as jobs
from app.library import models as library
from app.people import models as people
from app.planning import models as planning
from app.progress import models as progress
from app.reporting import models as reporting
from app.review import models as review

__all__ = [
    "agreements",
    "audit",
    "auth",
    "cascade",
    "cycles",
    "development",
    "documents",
    "exchange",
    "feedback",
    "feedback_box",
    "feedback_published",
    "intake",
    "jobs",
    "library",
    "people",
    "planning",
    "progress",
    "reporting",
    "review",
]
