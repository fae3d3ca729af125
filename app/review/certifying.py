"""The assessor's signature through BSrE: checked and signed there before the command stores anything."""

from app.auth.service import need_confirmation
from app.config import Settings
from app.documents import certified
from app.documents.bsre import Identity
from app.documents.certified import Certified
from app.documents.content import canonical, digest
from app.documents.keeping import Office
from app.documents.service import Signer
from app.domain.actors import Actor
from app.domain.errors import DeniedError, StaleError
from app.domain.review import EvaluationVerb, Way
from app.people import queries as people
from app.review import queries
from app.review.content import content_of
from app.review.service import require_window
from app.review.signing import require_passed


def prepare(settings: Settings, actor: Actor, evaluation_id: int, seen: str, identity: Identity) -> Certified:
    """Have BSrE sign the document as it would be signed now; :func:`app.review.signing.sign` stores it.

    Raises:
        DeniedError: the actor does not sign this, or not today.
        InvalidError: something is missing, or BSrE did not sign.
        StaleError: it changed since it was read.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    view = queries.visible_evaluation(actor, evaluation_id, people.today())
    if EvaluationVerb.SIGN not in view.verbs:
        raise DeniedError("Langkah ini dilakukan oleh orang lain, atau sudah selesai.")
    regular, agency = view.way is Way.REGULAR, people.the_agency()
    (require_window if regular else require_passed)(view.year_id, view.period)
    content = content_of(view, agency)
    if digest(canonical(content)) != seen:
        raise StaleError
    me = people.person(actor.person_id, people.today()).party
    signer = Signer(actor.person_id, "assessor" if regular else "superior", me, agency.place)
    office = Office(agency.zone, people.emblem(), agency.is_sample)
    return certified.certify(settings, office, content, signer, identity)
