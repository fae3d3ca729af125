"""Who may ask what: every endpoint and method, with objects in every state, for everybody. A missing row fails.

Not yours is 404, whether it exists or not. 403 and 409 go to those who may see the object but not do this to it (now);
303 leads on after success (or to the login), 401 is the login for a post. 422 is a form to be mended.
"""

import pytest
from werkzeug.test import TestResponse

from tests.access.asking import HTMX, ask, body_of, every_question
from tests.conftest import statements
from tests.world import NOTE, OWNERS, PERSONAS, REASON, World

COLUMNS = tuple(PERSONAS)
TABLE = """
                                             nobody    assessor  colleague unit off. auditor   regent
                                                  owner     superior  stranger  agency off.  administrator

GET   auth.login                  -         200  200  200  200  200  200  200  200  200  200  200
POST  auth.login                  -         422  422  422  422  422  422  422  422  422  422  422
POST  auth.logout                 -         303  303  303  303  303  303  303  303  303  303  303
GET   auth.redeem                 -         200  200  200  200  200  200  200  200  200  200  200
POST  auth.redeem                 -         422  422  422  422  422  422  422  422  422  422  422
POST  auth.second                 -         422  422  422  422  422  422  422  422  422  422  422
GET   auth.password               -         303  200  200  200  200  200  200  200  200  200  200
POST  auth.password               -         401  303  303  303  303  303  303  303  303  303  303

POST  account.acknowledge         -         401  303  303  303  303  303  303  303  303  303  303
GET   account.address             -         303  200  200  200  200  200  200  200  200  200  200
POST  account.address             -         401  303  303  303  303  303  303  303  303  303  303
POST  account.leave_others        -         401  303  303  303  303  303  303  303  303  303  303
GET   account.mine                -         303  200  200  200  200  200  200  200  200  200  200
GET   account.second_step         -         303  200  200  200  200  200  200  200  200  200  200
POST  account.second_step         -         401  422  422  422  422  422  422  422  422  422  422
POST  account.second_step_off     -         401  303  303  303  303  303  303  303  303  303  303

GET   accounts.close              person    303  403  403  403  403  403  200  200  403  403  403
POST  accounts.close              person    401  403  403  403  403  403  303  303  403  409  403
GET   accounts.code               person    303  403  403  403  403  403  200  200  403  403  403
POST  accounts.code               person    401  403  403  403  403  403  200  200  403  409  403
GET   accounts.index              -         303  403  403  403  403  403  200  200  403  200  403
GET   accounts.person             person    303  403  403  403  403  403  200  200  403  200  403
POST  accounts.print_unit         unit      401  403  403  403  403  403  200  200  403  200  403
GET   accounts.unit               unit      303  403  403  403  403  403  200  200  403  200  403

GET   roles.give                  person    303  403  403  403  403  403  403  200  403  200  403
POST  roles.give                  person    401  403  403  403  403  403  403  303  403  303  403
GET   roles.index                 -         303  403  403  403  403  403  403  200  403  200  403
GET   roles.take                  grant     303  403  403  403  403  403  403  200  403  200  403
POST  roles.take                  grant     401  403  403  403  403  403  403  303  403  303  403

GET   aides.appoint               official  303  403  403  403  403  403  403  200  403  403  403
POST  aides.appoint               official  401  403  403  403  403  403  403  303  403  403  403
POST  aides.end                   aide      401  403  403  403  403  403  403  303  403  403  403
GET   aides.officials             -         303  403  403  403  403  403  403  200  403  403  403

POST  privacy.export              -         401  200  200  200  200  200  200  200  200  200  200
GET   privacy.mine                -         303  200  200  200  200  200  200  200  200  200  200

GET   nomination.index            -         303  200  200  200  200  200  200  200  200  200  200
GET   nomination.show             naming    303  200  200  404  404  404  404  200  404  404  404
GET   nomination.show             named     303  200  200  404  404  404  404  200  404  404  404
GET   nomination.choose           naming    303  200  200  404  404  404  404  200  404  404  404
GET   nomination.choose           named     303  200  200  404  404  404  404  200  404  404  404
POST  nomination.choose           naming    401  303  409  404  404  404  404  409  404  404  404
POST  nomination.choose           named     401  409  303  404  404  404  404  409  404  404  404
POST  nomination.remove           naming    401  303  404  404  404  404  404  404  404  404  404
POST  nomination.remove           named     401  404  404  404  404  404  404  404  404  404  404
POST  nomination.decide           naming    401  404  404  404  404  404  404  404  404  404  404
POST  nomination.decide           named     401  409  303  404  404  404  404  409  404  404  404
POST  nomination.submit           naming    401  303  409  404  404  404  404  409  404  404  404
POST  nomination.submit           named     401  303  409  404  404  404  404  409  404  404  404
POST  nomination.approve          naming    401  409  409  404  404  404  404  409  404  404  404
POST  nomination.approve          named     401  409  303  404  404  404  404  409  404  404  404
POST  nomination.reopen           naming    401  409  409  404  404  404  404  409  404  404  404
POST  nomination.reopen           named     401  409  409  404  404  404  404  409  404  404  404

GET   papers.index                round     303  403  403  403  403  403  404  200  403  403  403
POST  papers.index                round     401  403  403  403  403  403  404  200  403  403  403
GET   papers.remind               round     303  403  403  403  403  403  404  200  403  403  403
POST  papers.remind               round     401  403  403  403  403  403  404  303  403  403  403

GET   rounds.index                -         303  403  403  403  403  403  200  200  403  403  403
GET   rounds.create               -         303  403  403  403  403  403  200  200  403  403  403
POST  rounds.create               -         401  403  403  403  403  403  303  422  403  403  403
GET   rounds.show                 ready     303  403  403  403  403  403  200  200  403  403  403
GET   rounds.show                 round     303  403  403  403  403  403  404  200  403  403  403
GET   rounds.basics               ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.basics               ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.check                ready     303  403  403  403  403  403  200  200  403  403  403
GET   rounds.launch               ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.launch               ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.abandon              ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.abandon              ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.parts.subjects       ready     303  403  403  403  403  403  200  200  403  403  403
GET   rounds.parts.add_unit       ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.parts.add_unit       ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.parts.add_people     ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.parts.add_people     ready     401  403  403  403  403  403  422  422  403  403  403
POST  rounds.parts.remove         ready     401  403  403  403  403  403  303  303  403  403  403
POST  rounds.parts.clear          ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.parts.groups         ready     303  403  403  403  403  403  200  200  403  403  403
GET   rounds.parts.group          ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.parts.group          ready     401  403  403  403  403  403  303  303  403  403  403
POST  rounds.parts.drop_group     ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.parts.questions      ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.parts.questions      ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.parts.keepers        ready     303  403  403  403  403  403  200  200  403  403  403
POST  rounds.parts.keepers        ready     401  403  403  403  403  403  422  422  403  403  403
POST  rounds.parts.release        ready     401  403  403  403  403  403  303  303  403  403  403
GET   rounds.late.subject         round     303  403  403  403  403  403  404  200  403  403  403
POST  rounds.late.subject         round     401  403  403  403  403  403  404  422  403  403  403
GET   sets.index                  -         303  403  403  403  403  403  200  200  403  403  403
POST  sets.begin                  -         401  403  403  403  403  403  403  303  403  403  403
GET   sets.show                   -         303  403  403  403  403  403  200  200  403  403  403
POST  sets.new_version            -         401  403  403  403  403  403  403  303  403  403  403
POST  sets.copy                   -         401  403  403  403  403  403  403  303  403  403  403
GET   sets.add                    -         303  403  403  403  403  403  403  200  403  403  403
POST  sets.add                    -         401  403  403  403  403  403  403  303  403  403  403
GET   sets.edit                   -         303  403  403  403  403  403  403  200  403  403  403
POST  sets.edit                   -         401  403  403  403  403  403  403  303  403  403  403
POST  sets.remove                 -         401  403  403  403  403  403  403  303  403  403  403
GET   custody.index               -         303  200  200  200  200  200  200  200  200  200  200
GET   custody.show                ready     303  404  404  404  404  200  404  404  200  404  404
POST  custody.new_code            ready     401  404  404  404  404  200  404  404  200  404  404
POST  custody.type_back           ready     401  404  404  404  404  422  404  404  422  404  404

GET   counting.show               round     303  404  404  404  404  404  404  200  200  404  200
POST  counting.enter              round     401  404  404  404  404  404  404  422  422  404  422
POST  counting.exercise           round     401  404  404  404  404  404  404  404  404  404  404
GET   counting.record             round     303  404  404  404  404  404  404  404  404  404  404

GET   health.check                -         200  200  200  200  200  200  200  200  200  200  200

GET   library.index               -         303  200  200  200  200  200  200  200  200  200  200
POST  library.load                -         401  403  403  403  403  403  403  303  403  403  403
GET   library.add                 -         303  403  403  403  403  403  403  200  403  403  403
POST  library.add                 -         401  403  403  403  403  403  403  303  403  403  403
GET   library.edit                -         303  403  403  403  403  403  403  200  403  403  403
POST  library.edit                -         401  403  403  403  403  403  403  303  403  403  403
POST  library.offer               -         401  403  403  403  403  403  403  303  403  403  403

GET   help.index                  -         303  200  200  200  200  200  200  200  200  200  200
GET   help.why                    -         303  200  200  200  200  200  200  200  200  200  200
GET   help.terms                  -         303  200  200  200  200  200  200  200  200  200  200
GET   help.study                  -         303  200  200  200  200  200  200  200  200  200  200
GET   help.guide                  -         303  200  200  200  200  200  200  200  200  200  200
GET   help.guide_file             -         303  200  200  200  200  200  200  200  200  200  200

GET   home.index                  -         303  200  200  200  200  200  200  200  200  200  200
GET   home.office                 -         303  403  403  403  403  403  200  200  403  200  403

GET   people.index                -         303  403  403  403  403  403  200  200  403  200  403
GET   people.unit                 unit      303  403  403  403  403  403  200  200  403  200  403
GET   people.person               person    303  403  403  403  403  403  200  200  403  200  403
GET   people.waiting              -         303  403  403  403  403  403  200  200  403  200  403
GET   people.proposals            unit      303  403  403  403  403  403  200  200  403  200  403
POST  people.proposals            unit      401  403  403  403  403  403  303  303  403  409  403
GET   people.circumstances.index  person    303  403  403  403  403  403  200  200  403  403  403
GET   people.circumstances.add    person    303  403  403  403  403  403  200  200  403  403  403
POST  people.circumstances.add    person    401  403  403  403  403  403  303  303  403  409  403
GET   people.circumstances.correct person   303  403  403  403  403  403  200  200  403  403  403
POST  people.circumstances.correct person   401  403  403  403  403  403  303  303  403  409  403
POST  people.circumstances.remove person    401  403  403  403  403  403  303  303  403  409  403
GET   people.editing.assessor     person    303  403  403  403  403  403  200  200  403  403  403
POST  people.editing.assessor     person    401  403  403  403  403  403  303  303  403  409  403
GET   people.editing.posting      person    303  403  403  403  403  403  200  200  403  403  403
POST  people.editing.posting      person    401  403  403  403  403  403  303  303  403  409  403
GET   people.editing.new_person   unit      303  403  403  403  403  403  200  200  403  403  403
POST  people.editing.new_person   unit      401  403  403  403  403  403  303  303  403  409  403
GET   people.editing.unit         unit      303  403  403  403  403  403  200  200  403  403  403
POST  people.editing.unit         unit      401  403  403  403  403  403  303  303  403  409  403
GET   people.editing.new_unit     unit      303  403  403  403  403  403  200  200  403  403  403
POST  people.editing.new_unit     unit      401  403  403  403  403  403  303  303  403  409  403
GET   cycles.days_off             -         303  200  200  200  200  200  200  200  200  200  200
POST  cycles.days_off             -         401  409  409  409  409  409  409  303  409  303  409
GET   cycles.extend               window    303  403  403  403  403  403  403  200  403  200  403
POST  cycles.extend               window    401  403  403  403  403  403  403  303  403  303  403
POST  cycles.fill_days_off        -         401  403  403  403  403  403  403  303  403  303  403
GET   cycles.index                -         303  200  200  200  200  200  200  200  200  200  200
POST  cycles.open_next            -         401  403  403  403  403  403  403  303  403  303  403
POST  cycles.remove_day_off       -         401  403  403  403  403  403  403  303  403  303  403
GET   cycles.rhythm               -         303  403  403  403  403  403  403  200  403  200  403
POST  cycles.rhythm               -         401  403  403  403  403  403  403  303  403  303  403
GET   cycles.start                -         303  403  403  403  403  403  403  200  403  200  403
POST  cycles.start                -         401  403  403  403  403  403  403  409  403  409  403
GET   cycles.units                -         303  403  403  403  403  403  200  200  403  200  403
GET   cycles.work_week            unit      303  403  403  403  403  403  200  200  403  200  403
POST  cycles.work_week            unit      401  403  403  403  403  403  303  303  403  303  403

GET   intake.index                -         303  403  403  403  403  403  403  200  403  200  403
POST  intake.index                -         401  403  403  403  403  403  403  422  403  422  403
GET   intake.show                 intake    303  403  403  403  403  403  403  200  403  200  403
GET   intake.changes              intake    303  403  403  403  403  403  403  200  403  200  403
GET   intake.columns              intake    303  403  403  403  403  403  403  200  403  200  403
POST  intake.columns              intake    401  403  403  403  403  403  403  303  403  303  403
POST  intake.apply                intake    401  403  403  403  403  403  403  303  403  303  403
POST  intake.discard              intake    401  403  403  403  403  403  403  303  403  303  403
GET   intake.annotated            intake    303  403  403  403  403  403  403  200  403  200  403

GET   reports.index               -         303  200  200  200  200  200  200  200  200  200  200
GET   reports.show                report    303  200  200  404  404  404  404  404  404  404  404
GET   reports.details             report    303  200  200  404  404  404  404  404  404  404  404
GET   reports.comments            report    303  200  200  404  404  404  404  404  404  404  404
GET   reports.document            report    303  200  200  404  404  404  404  404  404  404  404
GET   reports.flag                report    303  200  200  404  404  404  404  404  404  404  404
POST  reports.flag                report    401  303  303  404  404  404  404  404  404  404  404
GET   reports.units               -         303  404  200  200  404  404  200  200  404  404  200
GET   reports.unit                unit      303  404  200  200  404  404  200  200  404  404  200
GET   reports.unit_workbook       unit      303  404  200  200  404  404  200  200  404  404  200
GET   reports.requests            -         303  403  403  403  403  403  403  200  403  403  403
GET   reports.decide              -         303  403  403  403  403  403  403  200  403  403  403
POST  reports.decide              -         401  403  403  403  403  403  403  303  403  403  403

GET   bundles.index               -         303  404  200  200  404  404  200  200  404  404  200
POST  bundles.index               -         401  404  422  422  404  404  303  303  404  404  422
GET   bundles.person              person    303  404  404  404  404  404  404  404  404  404  404
GET   bundles.show                bundle    303  404  404  404  404  404  404  200  404  404  404
GET   bundles.fetch               bundle    303  404  404  404  404  404  404  200  404  404  404
POST  bundles.discard             bundle    401  404  404  404  404  404  404  303  404  404  404

GET   planning.index              -         303  200  200  200  200  200  200  200  200  200  200
POST  planning.create             -         401  303  303  303  303  303  303  303  303  303  422
GET   planning.show               draft     303  200  200  404  404  404  404  404  404  404  404
GET   planning.show               submitted 303  200  200  200  404  404  200  200  200  404  404
GET   planning.show               set       303  200  200  200  404  404  200  200  200  404  404
POST  planning.submit             draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.submit             submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.submit             set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.set_plan           draft     401  409  409  404  404  404  404  404  404  404  404
POST  planning.set_plan           submitted 401  409  303  409  404  404  409  409  409  404  404
POST  planning.set_plan           set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.withdraw           draft     401  409  409  404  404  404  404  404  404  404  404
POST  planning.withdraw           submitted 401  303  409  409  404  404  409  409  409  404  404
POST  planning.withdraw           set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.return_plan        draft     303  403  403  404  404  404  404  404  404  404  404
GET   planning.return_plan        submitted 303  403  200  403  404  404  403  403  403  404  404
GET   planning.return_plan        set       303  403  403  403  404  404  403  403  403  404  404
POST  planning.return_plan        draft     401  409  409  404  404  404  404  404  404  404  404
POST  planning.return_plan        submitted 401  409  303  409  404  404  409  409  409  404  404
POST  planning.return_plan        set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.revise             draft     401  409  409  404  404  404  404  404  404  404  404
POST  planning.revise             submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.revise             set       401  303  409  409  404  404  409  409  409  404  404
POST  planning.add_result         draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.add_result         submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.add_result         set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.remove_result      draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.remove_result      submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.remove_result      set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.restore_result     draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.restore_result     submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.restore_result     set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.document           draft     303  200  200  404  404  404  404  404  404  404  404
GET   planning.document           submitted 303  200  200  200  404  404  200  200  200  404  404
GET   planning.document           set       303  200  200  200  404  404  200  200  200  404  404
GET   planning.editing.result     draft     303  200  403  404  404  404  404  404  404  404  404
GET   planning.editing.result     submitted 303  403  403  403  404  404  403  403  403  404  404
GET   planning.editing.result     set       303  403  403  403  404  404  403  403  403  404  404
POST  planning.editing.result     draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.editing.result     submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.editing.result     set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.editing.behaviour  draft     303  200  200  404  404  404  404  404  404  404  404
GET   planning.editing.behaviour  submitted 303  403  403  403  404  404  403  403  403  404  404
GET   planning.editing.behaviour  set       303  403  403  403  404  404  403  403  403  404  404
POST  planning.editing.behaviour  draft     401  303  303  404  404  404  404  404  404  404  404
POST  planning.editing.behaviour  submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.editing.behaviour  set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.editing.annex      draft     303  200  403  404  404  404  404  404  404  404  404
GET   planning.editing.annex      submitted 303  403  403  403  404  404  403  403  403  404  404
GET   planning.editing.annex      set       303  403  403  403  404  404  403  403  403  404  404
POST  planning.editing.annex      draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.editing.annex      submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.editing.annex      set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.team_page          -         303  200  200  200  200  200  200  200  200  200  200
POST  planning.begin_next         draft     401  409  409  404  404  404  404  404  404  404  404
POST  planning.begin_next         submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.begin_next         set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.change_approach    draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.change_approach    submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.change_approach    set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.dialogue.talk      draft     303  200  200  404  404  404  404  404  404  404  404
GET   planning.dialogue.talk      submitted 303  200  200  200  404  404  200  200  200  404  404
GET   planning.dialogue.talk      set       303  200  200  200  404  404  200  200  200  404  404
POST  planning.dialogue.talk      draft     401  303  303  404  404  404  404  404  404  404  404
POST  planning.dialogue.talk      submitted 401  303  303  409  404  404  409  409  409  404  404
POST  planning.dialogue.talk      set       401  303  303  409  404  404  409  409  409  404  404
POST  planning.dialogue.settle    draft     401  303  303  404  404  404  404  404  404  404  404
POST  planning.dialogue.settle    submitted 401  303  303  409  404  404  409  409  409  404  404
POST  planning.dialogue.settle    set       401  303  303  409  404  404  409  409  409  404  404
GET   planning.dialogue.link      draft     303  200  200  404  404  404  404  404  404  404  404
GET   planning.dialogue.link      submitted 303  200  200  200  404  404  200  200  200  404  404
GET   planning.dialogue.link      set       303  200  200  200  404  404  200  200  200  404  404
POST  planning.dialogue.link      draft     401  422  422  404  404  404  404  404  404  404  404
POST  planning.dialogue.link      submitted 401  422  422  409  404  404  409  409  409  404  404
POST  planning.dialogue.link      set       401  422  422  409  404  404  409  409  409  404  404
GET   planning.dialogue.compare   draft     303  200  200  404  404  404  404  404  404  404  404
GET   planning.dialogue.compare   submitted 303  200  200  200  404  404  200  200  200  404  404
GET   planning.dialogue.compare   set       303  200  200  200  404  404  200  200  200  404  404
GET   planning.dialogue.reclassify draft     303  403  200  404  404  404  404  404  404  404  404
GET   planning.dialogue.reclassify submitted 303  403  200  403  404  404  403  403  403  404  404
GET   planning.dialogue.reclassify set       303  403  403  403  404  404  403  403  403  404  404
POST  planning.dialogue.reclassify draft     401  409  303  404  404  404  404  404  404  404  404
POST  planning.dialogue.reclassify submitted 401  409  303  409  404  404  409  409  409  404  404
POST  planning.dialogue.reclassify set       401  409  409  409  404  404  409  409  409  404  404
POST  planning.dialogue.turn      draft     401  303  409  404  404  404  404  404  404  404  404
POST  planning.dialogue.turn      submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.dialogue.turn      set       401  409  409  409  404  404  409  409  409  404  404
GET   planning.manuals.document   leader    303  200  200  200  404  404  200  200  200  404  200
GET   planning.manuals.index      leader    303  200  200  200  404  404  200  200  200  404  200
GET   planning.manuals.manual     leader    303  200  200  200  404  404  200  200  200  404  200
POST  planning.manuals.manual     leader    401  303  303  409  404  404  409  409  409  404  409
GET   planning.manuals.workblock  leader    303  200  200  200  404  404  200  200  200  404  200
POST  planning.manuals.workblock  leader    401  303  303  409  404  404  409  409  409  404  409
GET   planning.sources.index      draft     303  200  403  404  404  404  404  404  404  404  404
GET   planning.sources.index      submitted 303  403  403  403  404  404  403  403  403  404  404
GET   planning.sources.index      set       303  403  403  403  404  404  403  403  403  404  404
POST  planning.sources.take       draft     401  422  409  404  404  404  404  404  404  404  404
POST  planning.sources.take       submitted 401  409  409  409  404  404  409  409  409  404  404
POST  planning.sources.take       set       401  409  409  409  404  404  409  409  409  404  404

GET   progress.index              -         303  200  200  200  200  200  200  200  200  200  200
GET   progress.show               draft     303  404  404  404  404  404  404  404  404  404  404
GET   progress.show               set       303  200  200  200  404  404  404  404  200  404  404
GET   progress.realisation        draft     303  404  404  404  404  404  404  404  404  404  404
GET   progress.realisation        set       303  200  403  403  404  404  404  404  403  404  404
POST  progress.realisation        draft     401  404  404  404  404  404  404  404  404  404  404
POST  progress.realisation        set       401  303  409  409  404  404  404  404  409  404  404
GET   progress.feedback           draft     303  404  404  404  404  404  404  404  404  404  404
GET   progress.feedback           set       303  403  200  403  404  404  404  404  403  404  404
POST  progress.feedback           draft     401  404  404  404  404  404  404  404  404  404  404
POST  progress.feedback           set       401  409  303  409  404  404  404  404  409  404  404
POST  progress.copy               draft     401  404  404  404  404  404  404  404  404  404  404
POST  progress.copy               set       401  303  409  409  404  404  404  404  409  404  404
GET   evidence.add                draft     303  404  404  404  404  404  404  404  404  404  404
GET   evidence.add                set       303  200  403  403  404  404  404  404  403  404  404
POST  evidence.add                draft     401  404  404  404  404  404  404  404  404  404  404
POST  evidence.add                set       401  422  409  409  404  404  404  404  409  404  404
GET   evidence.file               evidence  303  200  200  200  404  404  404  404  200  404  404
POST  evidence.remove             evidence  401  303  409  409  404  404  404  404  409  404  404
GET   selfassessment.write        draft     303  404  404  404  404  404  404  404  404  404  404
GET   selfassessment.write        set       303  200  403  403  404  404  404  404  403  404  404
POST  selfassessment.write        draft     401  404  404  404  404  404  404  404  404  404  404
POST  selfassessment.write        set       401  303  409  409  404  404  404  404  409  404  404
POST  selfassessment.hand_in      draft     401  404  404  404  404  404  404  404  404  404  404
POST  selfassessment.hand_in      set       401  303  409  409  404  404  404  404  409  404  404
POST  selfassessment.take_back    draft     401  404  404  404  404  404  404  404  404  404  404
POST  selfassessment.take_back    set       401  409  409  409  404  404  404  404  409  404  404
GET   leaders.index               -         303  200  200  200  200  200  200  200  200  200  200
GET   leaders.write               draft     303  404  404  404  404  404  404  404  404  404  404
GET   leaders.write               set       303  404  404  200  404  404  404  404  404  404  404
POST  leaders.write               draft     401  404  404  404  404  404  404  404  404  404  404
POST  leaders.write               set       401  404  404  303  404  404  404  404  404  404  404

GET   review.index                -         303  200  200  200  200  200  200  200  200  200  200
GET   achievements.record         unit      303  404  404  200  404  404  200  200  404  404  404
POST  achievements.record         unit      401  404  404  303  404  404  303  303  404  404  404
GET   achievements.index          -         303  403  403  403  403  403  200  200  403  403  403
POST  rating.begin                draft     401  404  404  404  404  404  404  404  404  404  404
POST  rating.begin                set       401  404  303  404  404  404  404  404  404  404  404
POST  rating.onward               -         401  303  303  303  303  303  303  303  303  303  303
GET   rating.look                 close     303  404  303  200  404  404  404  404  404  404  404
POST  rating.look                 close     401  404  303  303  404  404  404  404  404  404  404
GET   carrying.show               carried   303  200  200  404  404  404  404  404  404  404  404
POST  carrying.propose            carried   401  404  409  404  404  404  404  404  404  404  404
POST  carrying.agree              carried   401  303  404  404  404  404  404  404  404  404  404
POST  carrying.decline            carried   401  303  404  404  404  404  404  404  404  404  404
POST  carrying.take_back          carried   401  404  303  404  404  404  404  404  404  404  404
GET   rating.rate                 open      303  404  200  404  404  404  404  404  404  404  404
GET   rating.rate                 signed    303  403  403  403  404  404  404  404  403  404  404
GET   rating.rate                 received  303  403  403  403  404  404  404  404  403  404  404
POST  rating.rate                 open      401  404  303  404  404  404  404  404  404  404  404
POST  rating.rate                 signed    401  409  409  409  404  404  404  404  409  404  404
POST  rating.rate                 received  401  409  409  409  404  404  404  404  409  404  404
GET   signing.batch_page          -         303  200  200  200  200  200  200  200  200  200  200
POST  signing.batch_page          -         401  422  422  422  422  422  422  422  422  422  422
GET   receipt.hand_over           open      303  404  403  404  404  404  404  404  404  404  404
GET   receipt.hand_over           signed    303  403  200  403  404  404  404  404  403  404  404
GET   receipt.hand_over           received  303  403  403  403  404  404  404  404  403  404  404
POST  receipt.hand_over           open      401  404  409  404  404  404  404  404  404  404  404
POST  receipt.hand_over           signed    401  409  303  409  404  404  404  404  409  404  404
POST  receipt.hand_over           received  401  409  409  409  404  404  404  404  409  404  404
GET   receipt.refusal             open      303  404  403  404  404  404  404  404  404  404  404
GET   receipt.refusal             signed    303  403  403  403  404  404  404  404  403  404  404
GET   receipt.refusal             received  303  403  200  403  404  404  404  404  403  404  404
POST  receipt.refusal             open      401  404  409  404  404  404  404  404  404  404  404
POST  receipt.refusal             signed    401  409  409  409  404  404  404  404  409  404  404
POST  receipt.refusal             received  401  409  303  409  404  404  404  404  409  404  404
GET   receipt.extend              open      303  404  403  404  404  404  404  404  404  404  404
GET   receipt.extend              signed    303  403  403  200  404  404  404  404  403  404  404
GET   receipt.extend              received  303  403  403  200  404  404  404  404  403  404  404
POST  receipt.extend              open      401  404  409  404  404  404  404  404  404  404  404
POST  receipt.extend              signed    401  409  409  422  404  404  404  404  409  404  404
POST  receipt.extend              received  401  409  409  422  404  404  404  404  409  404  404
GET   receipt.unsigned            -         303  200  200  200  200  200  200  200  200  200  200
POST  receipt.take_over           draft     401  404  404  404  404  404  404  404  404  404  404
POST  receipt.take_over           set       401  404  404  409  404  404  404  404  404  404  404
GET   objections.show             objected  303  200  200  200  404  404  404  404  200  404  404
POST  objections.begin            objected  401  303  404  404  404  404  404  404  404  404  404
GET   objections.write            objected  303  403  403  403  404  404  404  404  403  404  404
POST  objections.write            objected  401  409  409  409  404  404  404  404  409  404  404
POST  objections.attach           objected  401  409  409  409  404  404  404  404  409  404  404
POST  objections.detach           objected  401  409  409  409  404  404  404  404  409  404  404
GET   objections.document         objected  303  200  200  200  404  404  404  404  200  404  404
POST  objections.file             objected  401  303  409  409  404  404  404  404  409  404  404
POST  objections.withdraw         objected  401  303  409  409  404  404  404  404  409  404  404
GET   objections.write_explanation objected  303  403  200  403  404  404  404  404  403  404  404
POST  objections.write_explanation objected  401  409  303  409  404  404  404  404  409  404  404
POST  objections.explain          objected  401  409  422  409  404  404  404  404  409  404  404
GET   objections.write_hearing    objected  303  403  403  200  404  404  404  404  403  404  404
POST  objections.write_hearing    objected  401  409  409  303  404  404  404  404  409  404  404
POST  objections.hear             objected  401  409  409  422  404  404  404  404  409  404  404
GET   decisions.write             objected  303  403  403  403  404  404  404  404  403  404  404
POST  decisions.write             objected  401  409  409  409  404  404  404  404  409  404  404
GET   decisions.decide            objected  303  403  403  403  404  404  404  404  403  404  404
POST  decisions.uphold            objected  401  409  409  409  404  404  404  404  409  404  404
POST  decisions.change            objected  401  409  409  409  404  404  404  404  409  404  404
GET   decisions.cosign            objected  303  303  303  303  404  404  404  404  303  404  404
POST  decisions.cosign            objected  401  409  409  409  404  404  404  404  409  404  404
GET   signing.sign                open      303  404  200  404  404  404  404  404  404  404  404
GET   signing.sign                signed    303  303  303  303  404  404  404  404  303  404  404
GET   signing.sign                received  303  303  303  303  404  404  404  404  303  404  404
POST  signing.sign                open      401  404  303  404  404  404  404  404  404  404  404
POST  signing.sign                signed    401  409  409  409  404  404  404  404  409  404  404
POST  signing.sign                received  401  409  409  409  404  404  404  404  409  404  404
GET   review.show                 open      303  404  303  404  404  404  404  404  404  404  404
GET   review.show                 signed    303  200  200  200  404  404  404  404  200  404  404
GET   review.show                 received  303  200  200  200  404  404  404  404  200  404  404
POST  review.receive              open      401  404  409  404  404  404  404  404  404  404  404
POST  review.receive              signed    401  303  409  409  404  404  404  404  409  404  404
POST  review.receive              received  401  303  409  409  404  404  404  404  409  404  404
POST  signing.countersign         open      401  404  409  404  404  404  404  404  404  404  404
POST  signing.countersign         signed    401  409  409  409  404  404  404  404  409  404  404
POST  signing.countersign         received  401  303  409  409  404  404  404  404  409  404  404
GET   review.document             open      303  404  200  404  404  404  404  404  404  404  404
GET   review.document             signed    303  200  200  200  404  404  404  404  200  404  404
GET   review.document             received  303  200  200  200  404  404  404  404  200  404  404

GET   distribution.mine           -         303  200  200  200  200  200  200  200  200  200  200
GET   distribution.guide          -         303  403  403  403  403  403  403  200  403  403  403
GET   distribution.limit          -         303  403  403  403  403  403  403  200  403  403  403
POST  distribution.limit          -         401  403  403  403  403  403  403  303  403  403  403
POST  distribution.reset          -         401  403  403  403  403  403  403  303  403  403  403
GET   calibrations.index          -         303  200  200  200  200  200  200  200  200  200  200
GET   calibrations.create         unit      303  404  200  200  404  404  200  200  404  404  200
POST  calibrations.create         unit      401  404  303  303  404  404  303  303  404  404  303
GET   calibrations.show           meeting   303  404  200  200  404  404  404  404  404  404  404
GET   calibrations.invite         meeting   303  404  200  200  404  404  404  404  404  404  404
POST  calibrations.invite         meeting   401  404  409  303  404  404  404  404  404  404  404
POST  calibrations.lay_open       meeting   401  404  303  303  404  404  404  404  404  404  404
POST  calibrations.take_back      meeting   401  404  303  303  404  404  404  404  404  404  404
GET   calibrations.compare        meeting   303  404  200  200  404  404  404  404  404  404  404
GET   calibrations.proposal       open      303  404  200  200  404  404  404  404  404  404  404
POST  calibrations.proposal       open      401  404  303  409  404  404  404  404  404  404  404
GET   calibrations.minutes        meeting   303  404  200  200  404  404  404  404  404  404  404
POST  calibrations.minutes        meeting   401  404  409  303  404  404  404  404  404  404  404
GET   calibrations.finish         meeting   303  404  200  200  404  404  404  404  404  404  404
POST  calibrations.finish         meeting   401  404  409  422  404  404  404  404  404  404  404
GET   calibrations.printed        meeting   303  404  200  200  404  404  404  404  404  404  404
GET   calibrations.workbook       meeting   303  404  200  200  404  404  404  404  404  404  404
GET   teams.index                 -         303  200  200  200  200  200  200  200  200  200  200
GET   teams.show                  matrix    303  200  200  200  200  404  200  200  200  404  404
GET   teams.note                  matrix    303  403  200  403  403  404  403  403  403  404  404
POST  teams.note                  matrix    401  409  303  409  409  404  409  409  409  404  404
GET   teams.team_workbook         matrix    303  200  200  200  200  404  200  200  200  404  404
GET   teams.units                 -         303  200  200  200  200  200  200  200  200  200  200
GET   teams.unit                  unit      303  404  200  200  404  404  200  200  200  404  200
GET   teams.unit_workbook         unit      303  404  200  200  404  404  200  200  200  404  200

POST  worklists.cancel            person    401  403  403  403  403  403  409  409  403  403  403
GET   worklists.end               person    303  403  403  403  403  403  200  200  403  403  403
POST  worklists.end               person    401  403  403  403  403  403  303  303  403  403  403
GET   worklists.index             -         303  403  403  403  403  403  200  200  200  403  200
GET   worklists.text              unit      303  403  403  403  403  403  200  200  200  403  200
GET   worklists.unit              unit      303  403  403  403  403  403  200  200  200  403  200
GET   worklists.workbook          unit      303  403  403  403  403  403  200  200  200  403  200

GET   agreements.index            -         303  200  200  200  200  200  200  200  200  200  200
GET   agreements.show             unit      303  200  200  200  200  200  200  200  200  200  200
POST  agreements.add_item         unit      401  409  303  409  409  409  303  303  409  409  409
POST  agreements.remove_item      unit      401  409  303  409  409  409  303  303  409  409  409
GET   agreements.paste            unit      303  403  200  403  403  403  200  200  403  403  403
POST  agreements.paste            unit      401  409  303  409  409  409  303  303  409  409  409
GET   agreements.editing.item     unit      303  403  200  403  403  403  200  200  403  403  403
POST  agreements.editing.item     unit      401  409  303  409  409  409  303  303  409  409  409
GET   agreements.editing.head     unit      303  403  200  403  403  403  200  200  403  403  403
POST  agreements.editing.head     unit      401  409  303  409  409  409  303  303  409  409  409

GET   cascade.index               -         303  200  200  200  200  200  200  200  200  200  200
GET   cascade.create              -         303  403  200  200  403  403  403  200  403  403  200
POST  cascade.create              -         401  409  303  303  409  409  409  303  409  409  303
GET   cascade.show                matrix    303  200  200  200  200  404  200  200  200  404  404
POST  cascade.link                matrix    401  409  303  409  409  404  409  409  409  404  404
POST  cascade.add_column          matrix    401  409  303  409  409  404  409  409  409  404  404
POST  cascade.remove_column       matrix    401  409  303  409  409  404  409  409  409  404  404
GET   cascade.members             matrix    303  403  200  403  403  404  403  403  403  404  404
POST  cascade.members             matrix    401  409  303  409  409  404  409  409  409  404  404
POST  cascade.add_unit            matrix    401  409  303  409  409  404  409  409  409  404  404
POST  cascade.remove_member       matrix    401  409  303  409  409  404  409  409  409  404  404
GET   cascade.document            matrix    303  200  200  200  200  404  200  200  200  404  404
GET   cascade.editing.column      matrix    303  403  200  403  403  404  403  403  403  404  404
POST  cascade.editing.column      matrix    401  409  303  409  409  404  409  409  409  404  404
GET   cascade.editing.row         matrix    303  200  200  200  200  404  200  200  200  404  404
POST  cascade.editing.row         matrix    401  409  303  409  409  404  409  409  409  404  404

GET   assigned.index              -         303  200  200  200  200  200  200  200  200  200  200
POST  assigned.take               -         401  303  422  422  422  422  422  422  422  422  422
POST  assigned.reword             -         401  404  404  404  404  404  404  404  404  404  404
GET   assigned.approvals          -         303  200  200  200  200  200  200  200  200  200  200
POST  assigned.approve            -         401  404  303  404  404  404  404  404  404  404  404
GET   assigned.refuse             -         303  404  200  404  404  404  404  404  404  404  404
POST  assigned.refuse             -         401  404  303  404  404  404  404  404  404  404  404
GET   assigned.proposals          -         303  200  200  200  200  200  200  200  200  200  200
GET   assigned.propose            -         303  403  200  200  403  403  403  200  403  403  200
POST  assigned.propose            -         401  409  303  303  409  409  409  303  409  409  303
GET   assigned.apply              -         303  200  200  200  200  200  200  200  200  200  200
POST  assigned.apply              -         401  303  303  303  303  303  303  303  303  303  303
POST  assigned.withdraw           assignment 401  303  404  404  404  404  404  404  404  404  404

GET   tree.index                  -         303  200  200  200  200  200  200  200  200  200  200
GET   tree.result                 set       303  200  200  200  200  200  200  200  200  200  200

GET   verification.index          -         200  200  200  200  200  200  200  200  200  200  200
GET   verification.code           -         200  200  200  200  200  200  200  200  200  200  200
GET   paper.index                 -         303  200  200  200  200  200  200  200  200  200  200
GET   paper.record                signed    303  404  200  404  404  404  200  200  404  404  404
POST  paper.record                signed    401  404  422  404  404  404  422  422  404  404  404
GET   paper.sheet                 open      303  404  200  404  404  404  404  404  404  404  404
POST  paper.sheet                 open      401  404  303  404  404  404  404  404  404  404  404
GET   paper.sheet                 signed    303  303  303  303  404  404  404  404  303  404  404
POST  paper.sheet                 signed    401  303  303  303  404  404  404  404  303  404  404
GET   paper.sheet_file            open      303  404  200  404  404  404  404  404  404  404  404
GET   paper.sheet_file            signed    303  403  403  403  404  404  404  404  403  404  404
GET   paper.first                 printed   303  404  200  404  404  404  200  200  404  404  404
POST  paper.first                 printed   401  404  422  404  404  404  422  422  404  404  404
GET   paper.mine                  -         303  200  200  200  200  200  200  200  200  200  200
GET   paper.scan                  signed    303  404  404  404  404  404  404  404  404  404  404
POST  verification.file           -         422  422  422  422  422  422  422  422  422  422  422

GET   exchange.plan               draft     303  200  403  404  404  404  404  404  404  404  404
GET   exchange.plan               submitted 303  403  403  403  404  404  403  403  403  404  404
GET   exchange.plan               set       303  403  403  403  404  404  403  403  403  404  404
POST  exchange.plan               draft     401  422  409  404  404  404  404  404  404  404  404
POST  exchange.plan               submitted 401  409  409  409  404  404  409  409  409  404  404
POST  exchange.plan               set       401  409  409  409  404  404  409  409  409  404  404
GET   exchange.workbook           draft     303  200  403  404  404  404  404  404  404  404  404
GET   exchange.workbook           submitted 303  403  403  403  404  404  403  403  403  404  404
GET   exchange.workbook           set       303  403  403  403  404  404  403  403  403  404  404
GET   exchange.show               filled    303  200  404  404  404  404  404  404  404  404  404
POST  exchange.apply              filled    401  303  404  404  404  404  404  404  404  404  404
POST  exchange.discard            filled    401  303  404  404  404  404  404  404  404  404  404
GET   exchange.annotated          filled    303  200  404  404  404  404  404  404  404  404  404
GET   exchange.team               -         303  200  200  200  200  200  200  200  200  200  200
GET   copying.show                draft     303  403  403  404  404  404  404  404  404  404  404
GET   copying.show                submitted 303  403  403  403  404  404  403  403  403  404  404
GET   copying.show                set       303  200  403  403  404  404  403  403  403  404  404
POST  copying.tick                draft     401  409  409  404  404  404  404  404  404  404  404
POST  copying.tick                submitted 401  409  409  409  404  404  409  409  409  404  404
POST  copying.tick                set       401  303  409  409  404  404  409  409  409  404  404
GET   copying.workbook            draft     303  403  403  404  404  404  404  404  404  404  404
GET   copying.workbook            submitted 303  403  403  403  404  404  403  403  403  404  404
GET   copying.workbook            set       303  200  403  403  404  404  403  403  403  404  404
GET   outside.index               -         303  403  403  403  403  403  200  200  403  403  403
GET   outside.unit                unit      303  403  403  403  403  403  200  200  403  403  403
POST  outside.unit                unit      401  403  403  403  403  403  422  422  403  403  403
GET   outside.plans               unit      303  403  403  403  403  403  200  200  403  403  403
GET   outside.template            unit      303  403  403  403  403  403  200  200  403  403  403
GET   outside.show                existing  303  403  403  403  403  403  200  404  403  403  403
POST  outside.apply               existing  401  403  403  403  403  403  303  404  403  403  403
POST  outside.discard             existing  401  403  403  403  403  403  303  404  403  403  403
GET   outside.annotated           existing  303  403  403  403  403  403  200  404  403  403  403
GET   outside.plan                draft     303  404  404  404  404  404  404  404  404  404  404
GET   outside.plan                submitted 303  404  404  404  404  404  404  404  404  404  404
GET   outside.plan                set       303  404  404  404  404  404  404  404  404  404  404
POST  outside.plan                draft     401  404  404  404  404  404  404  404  404  404  404
POST  outside.plan                submitted 401  404  404  404  404  404  404  404  404  404  404
POST  outside.plan                set       401  404  404  404  404  404  404  404  404  404  404
GET   outside.scan                draft     303  404  404  404  404  404  404  404  404  404  404
GET   outside.scan                submitted 303  404  404  404  404  404  404  404  404  404  404
GET   outside.scan                set       303  404  404  404  404  404  404  404  404  404  404

GET   answering.index             -         303  200  200  200  200  200  200  200  200  200  200
GET   answering.who_sees          -         200  200  200  200  200  200  200  200  200  200  200
GET   answering.fill              form      303  200  404  404  404  404  404  404  404  404  404
POST  answering.fill              form      401  200  404  404  404  404  404  404  404  404  404
POST  answering.draft             form      401  200  404  404  404  404  404  404  404  404  404
POST  answering.send              form      401  303  404  404  404  404  404  404  404  404  404
GET   answering.withdraw          form      303  200  404  404  404  404  404  404  404  404  404
POST  answering.withdraw          form      401  409  404  404  404  404  404  404  404  404  404
GET   answering.done              form      303  303  404  404  404  404  404  404  404  404  404
GET   answering.decline           form      303  200  404  404  404  404  404  404  404  404  404
POST  answering.decline           form      401  303  404  404  404  404  404  404  404  404  404
GET   answering.receipts          round     303  404  404  404  404  404  404  404  404  404  404
GET   slips.enter                 -         200  200  200  200  200  200  200  200  200  200  200
POST  slips.enter                 -         422  422  422  422  422  422  422  422  422  422  422
GET   slips.fill                  -         303  303  303  303  303  303  303  303  303  303  303
POST  slips.fill                  -         401  401  401  401  401  401  401  401  401  401  401
POST  slips.draft                 -         401  401  401  401  401  401  401  401  401  401  401
POST  slips.send                  -         401  401  401  401  401  401  401  401  401  401  401
GET   slips.withdraw              -         303  303  303  303  303  303  303  303  303  303  303
POST  slips.withdraw              -         401  401  401  401  401  401  401  401  401  401  401
GET   slips.done                  -         303  303  303  303  303  303  303  303  303  303  303
GET   slips.receipts              -         303  303  303  303  303  303  303  303  303  303  303

GET   attendance.index            -         303  403  403  403  403  403  200  200  403  403  403
GET   attendance.mine             -         303  200  200  200  200  200  200  200  200  200  200
GET   attendance.unit             unit      303  403  403  403  403  403  200  200  403  403  403
POST  attendance.unit             unit      401  403  403  403  403  403  422  422  403  403  403
GET   attendance.template         unit      303  403  403  403  403  403  200  200  403  403  403
GET   attendance.show             attendance 303  403  403  403  403  403  200  404  403  403  403
POST  attendance.apply            attendance 401  403  403  403  403  403  303  404  403  403  403
POST  attendance.discard          attendance 401  403  403  403  403  403  303  404  403  403  403
GET   reporting.index             -         303  200  200  200  200  200  200  200  200  200  200
POST  reporting.report            -         401  422  422  422  422  422  422  422  422  422  422
GET   reporting.unit              unit      303  404  200  200  404  404  200  200  200  404  200
POST  reporting.send              unit      401  404  303  409  404  404  303  409  409  404  409
POST  reporting.accept            unit      401  404  409  409  404  404  409  409  409  404  409
POST  reporting.give_back         unit      401  404  409  409  404  404  409  409  409  404  409
GET   reporting.people_at         unit      303  404  200  200  404  404  200  200  200  404  200
GET   recap.index                 -         303  403  403  403  403  403  200  200  403  403  403
POST  recap.index                 -         401  403  403  403  403  403  303  303  403  403  403
GET   recap.show                  recap     303  403  403  403  403  403  404  200  403  403  403
GET   recap.fetch                 recap     303  403  403  403  403  403  404  200  403  403  403
POST  recap.discard               recap     401  403  403  403  403  403  404  303  403  403  403
GET   allowance.index             -         303  403  403  403  403  403  200  200  403  403  403
POST  allowance.index             -         401  403  403  403  403  403  409  303  403  403  403
GET   credit.mine                 -         303  200  200  200  200  200  200  200  200  200  200
GET   credit.index                -         303  403  403  403  403  403  200  200  403  403  403
GET   credit.unit                 unit      303  403  403  403  403  403  200  200  403  403  403
GET   credit.person               person    303  403  403  403  403  403  200  200  403  403  403
POST  credit.person               person    401  403  403  403  403  403  303  303  403  403  403
POST  credit.set_balance          person    401  403  403  403  403  403  303  303  403  403  403
POST  credit.add                  person    401  403  403  403  403  403  303  303  403  403  403
POST  credit.withdraw_addition    person    401  403  403  403  403  403  303  303  403  403  403
POST  credit.withdraw             person    401  403  403  403  403  403  303  303  403  403  403
GET   credit.document             person    303  404  404  404  200  404  200  200  404  404  404
"""
Question = tuple[str, str, str]
ROWS: list[tuple[Question, tuple[int, ...]]] = [
    ((cells[0], cells[1], cells[2]), tuple(map(int, cells[3:])))
    for cells in (line.split() for line in TABLE.splitlines())
    if cells and cells[0].isupper()
]
REFUSED = {401, 403, 404, 409, 422}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
COUNTS_FAILURES = {"auth.login", "auth.redeem", "slips.enter"}  # a wrong password is refused, and remembered


def test_the_table_asks_everything_once(world: World) -> None:
    asked = [question for question, _ in ROWS]
    assert sorted(asked) == sorted(every_question(world))
    assert all(len(expected) == len(COLUMNS) for _, expected in ROWS)


def secrets_of(world: World, persona: str, thing: str) -> list[str]:
    """Words nobody may read in an answer that refuses."""
    plan = world.plans[OWNERS.get(thing, PERSONAS["owner"])]
    others_name = [] if persona == "owner" else [plan["owner"]]
    return [*plan["words"], NOTE, REASON, *others_name]


def check(world: World, question: Question, persona: str, answer: TestResponse, *, changed: bool) -> None:
    """An answer that refuses tells nothing and leaves nothing."""
    leads_to_login = answer.status_code == 303 and persona == "anonymous"
    if answer.status_code in REFUSED or leads_to_login:
        assert not changed or question[1] in COUNTS_FAILURES, f"{persona}: refused, and yet something was written"
    if answer.status_code in REFUSED - {422} or leads_to_login:
        told = [words for words in secrets_of(world, persona, question[2]) if words in answer.text]
        assert not told, f"{persona}: {told}"


@pytest.mark.parametrize(("question", "expected"), ROWS, ids=[" ".join(question) for question, _ in ROWS])
def test_everybody_gets_the_answer_of_the_table(world: World, question: Question, expected: tuple[int, ...]) -> None:
    world.fresh()
    body = body_of(world, question[1], question[2]) if question[0] == "POST" else {}
    answered = []
    for persona in COLUMNS:
        with world.watched() as changes, statements() as sent:
            answer = ask(world, question, persona, body, {})
        if changes.happened:
            world.fresh()
        check(world, question, persona, answer, changed=changes.happened)
        if question[0] == "GET":
            assert not changes.happened
            assert not [statement for statement in sent if statement.startswith(WRITES)]
        answered.append(answer.status_code)
    assert answered == list(expected), dict(zip(COLUMNS, answered, strict=True))


POSTS = [(question, expected) for question, expected in ROWS if question[0] == "POST"]
LEADS_ON = {200, 204}


@pytest.mark.parametrize(("question", "expected"), POSTS, ids=[" ".join(question) for question, _ in POSTS])
def test_htmx_gets_the_same_answer_as_a_part_of_the_page(
    world: World, question: Question, expected: tuple[int, ...]
) -> None:
    world.fresh()
    body = body_of(world, question[1], question[2])
    for persona, status in zip(COLUMNS, expected, strict=True):
        with world.watched() as changes:
            answer = ask(world, question, persona, body, HTMX)
        if changes.happened:
            world.fresh()
        check(world, question, persona, answer, changed=changes.happened)
        if status == 303 and question[1] != "auth.logout":
            assert answer.status_code in LEADS_ON, persona
            assert answer.status_code != 204 or answer.headers["HX-Redirect"].startswith("/")
        else:
            assert answer.status_code == status, persona
        if answer.status_code in REFUSED - {422}:
            assert "<html" not in answer.text, f"{persona}: a whole page in the place of a part"
