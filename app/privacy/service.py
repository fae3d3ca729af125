"""Taking one's data along leaves an entry: a copy of everything about a person is worth knowing of."""

from app.audit.service import record
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.domain.actors import Actor


@command
def note_export(actor: Actor) -> bool:
    """Record that the actor took a copy.

    Raises:
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        record(session, actor, "privacy.export", ("person", actor.person_id))
    return True
