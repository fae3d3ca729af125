"""Every table, so that migrations and relationships know them all."""

from app.audit import models as audit
from app.auth import models as auth
from app.cycles import models as cycles
from app.documents import models as documents
from app.intake import models as intake
from app.jobs import models as jobs
from app.people import models as people
from app.planning import models as planning
from app.progress import models as progress
from app.review import models as review

__all__ = ["audit", "auth", "cycles", "documents", "intake", "jobs", "people", "planning", "progress", "review"]
