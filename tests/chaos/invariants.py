"""What must hold after any fault: asked of the tables by SQL and of the mail server's own log, never of the product's code."""

from collections import Counter
from collections.abc import Callable, Iterable, Sized
from functools import partial

from tests.chaos.servers import rows
from tests.records.sink import Mail

EVENTS = """
          SELECT subject_id AS id, count(*) AS many FROM records_event
          WHERE subject_kind = '{kind}' AND verb IN ({verbs}) GROUP BY subject_id"""
OUTCOMES = "'approve', 'return', 'decline', 'acknowledge', 'provide', 'assign', 'record'"
RECOVERY = "interval '30 minutes'"  # after seven o'clock, or after the check-in was opened where that was later
TABLES = {
    "a check-in is open twice for one duty": """
        SELECT duty_id FROM monitoring_checkin WHERE state = 'open' GROUP BY duty_id HAVING count(*) > 1""",
    "a due date is covered by two check-ins": """
        SELECT duty_id, due_on FROM monitoring_checkin GROUP BY duty_id, due_on HAVING count(*) > 1""",
    "a due date is covered by none": """
        SELECT duty.id FROM monitoring_duty duty JOIN registry_site site ON site.id = duty.site_id
          JOIN accounts_district district ON district.id = site.district_id
          JOIN monitoring_tick tick ON tick.district_id = district.id
        WHERE duty.ended_at IS NULL AND duty.paused_at IS NULL AND site.status = 'active'
          AND duty.next_due_on <= (tick.last_at AT TIME ZONE district.time_zone)::date""",
    "what came due was in no mail within its time": f"""
        SELECT due.id FROM monitoring_checkin due JOIN registry_site site ON site.id = due.site_id
          JOIN accounts_district district ON district.id = site.district_id
          JOIN monitoring_tick tick ON tick.district_id = district.id
          CROSS JOIN LATERAL (SELECT greatest(
            due.opened_at, (due.due_on + time '07:00') AT TIME ZONE district.time_zone) + {RECOVERY} AS at) latest
        WHERE due.role = 'responsible' AND latest.at <= least(tick.last_at, due.answered_at)
          AND NOT EXISTS (
            SELECT 1 FROM records_message letter WHERE letter.person_id = site.responsible_id AND letter.kind = 'digest'
              AND letter.sent_at BETWEEN due.opened_at AND latest.at)""",
    "what was done was escalated": """
        SELECT rung.id FROM monitoring_rung rung JOIN monitoring_checkin done ON done.id = rung.check_in_id
        WHERE done.answered_at < rung.written_at
        UNION ALL SELECT rung.id FROM monitoring_rung rung JOIN requests_step step ON step.id = rung.step_id
        WHERE step.state <> 'open' AND rung.written_at > (
          SELECT max(answer.at) FROM requests_answer answer JOIN requests_seat seat ON seat.id = answer.seat_id
          WHERE seat.step_id = step.id)""",
    "a ladder was climbed out of order": """
        SELECT later.id FROM monitoring_rung later JOIN monitoring_rung earlier
          ON earlier.number < later.number
          AND (earlier.check_in_id = later.check_in_id OR earlier.step_id = later.step_id)
        WHERE earlier.written_on >= later.written_on""",
    "an answer has no event of its own, or an event no answer": f"""
        SELECT * FROM (
          SELECT step.submission_id AS id, count(*) AS many FROM requests_answer answer
            JOIN requests_seat seat ON seat.id = answer.seat_id JOIN requests_step step ON step.id = seat.step_id
          GROUP BY step.submission_id) made
        FULL JOIN ({EVENTS.format(kind="submission", verbs=OUTCOMES)}) told USING (id)
        WHERE made.many IS DISTINCT FROM told.many""",
    "a submission was sent in without its event, or an event without it": f"""
        SELECT * FROM (
          SELECT id, round AS many FROM requests_submission WHERE status <> 'draft') made
        FULL JOIN ({EVENTS.format(kind="submission", verbs="'submit'")}) told USING (id)
        WHERE made.many IS DISTINCT FROM told.many""",
    "an answered check-in has no event of its own, or an event no answer": f"""
        SELECT * FROM (SELECT id, 1 AS many FROM monitoring_checkin WHERE state = 'answered') made
        FULL JOIN ({EVENTS.format(kind="check_in", verbs="'answer'")}) told USING (id)
        WHERE made.many IS DISTINCT FROM told.many""",
    "a mail left for somebody who had ended": """
        SELECT message.id FROM records_message message JOIN accounts_person person ON person.id = message.person_id
        WHERE message.sent_at > person.ended_at""",
    "a mail left for somebody of another district, or to an address that is not theirs": """
        SELECT message.id FROM records_message message JOIN accounts_person person ON person.id = message.person_id
          LEFT JOIN registry_site site ON message.about_kind = 'site' AND site.id = message.about_id
        WHERE message.sent_at IS NOT NULL AND (
          message.district_id IS DISTINCT FROM person.district_id OR lower(message.to_address) <> lower(person.email)
          OR site.district_id <> person.district_id)""",
    "a digest was written twice for one person and day": """
        SELECT person_id, created_at::date FROM records_message WHERE kind = 'digest' AND state <> 'cancelled'
        GROUP BY person_id, created_at::date HAVING count(*) > 1""",
    "a mail still waits although its moment came": """
        SELECT id FROM records_message WHERE state = 'waiting'""",
}


def broken(address: str) -> dict[str, int]:
    """The sentences that do not hold in this database, and in how many places."""
    return broken_in(partial(rows, address))


def broken_in(ask: Callable[[str], Sized]) -> dict[str, int]:
    """The same, of whatever answers a question with rows."""
    found = {sentence: len(ask(question)) for sentence, question in TABLES.items()}
    return {sentence: count for sentence, count in found.items() if count}


def copies(address: str, mails: Iterable[Mail]) -> Counter[str]:
    """How often each mail of the outbox arrived, by Message-ID; refuses a mail that the outbox does not know."""
    known = dict(rows(address, "SELECT message_id, state FROM records_message"))
    arrived = Counter(mail.message_id for mail in mails)
    strangers = set(arrived) - set(known)
    assert not strangers, f"{len(strangers)} mails arrived under a Message-ID of nobody"
    return Counter({message_id: arrived[message_id] for message_id in known})


def lost(address: str, mails: Iterable[Mail]) -> list[str]:
    """Mails that are recorded as sent and never arrived."""
    arrived = copies(address, mails)
    sent = [row[0] for row in rows(address, "SELECT message_id FROM records_message WHERE state = 'sent'")]
    return [message_id for message_id in sent if not arrived[message_id]]


def repeated(address: str, mails: Iterable[Mail]) -> list[str]:
    """Mails that arrived more often than they were tried: once, and once more for each fault that hit them."""
    tried = dict(rows(address, "SELECT message_id, attempt FROM records_message"))
    return [message_id for message_id, count in copies(address, mails).items() if count > tried[message_id]]
