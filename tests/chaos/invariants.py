"""What must hold after any fault: asked of the tables by SQL and of the mail server's own log, never of the product's code."""

from collections import Counter
from collections.abc import Iterable

from tests.chaos.servers import rows
from tests.records.sink import Mail

TABLES = {
    "a check-in is open twice for one duty": """
        SELECT duty_id FROM monitoring_checkin WHERE state = 'open' GROUP BY duty_id HAVING count(*) > 1""",
    "a due date is covered by two check-ins": """
        SELECT duty_id, due_on FROM monitoring_checkin GROUP BY duty_id, due_on HAVING count(*) > 1""",
    "what was done was escalated": """
        SELECT rung.id FROM monitoring_rung rung JOIN monitoring_checkin done ON done.id = rung.check_in_id
        WHERE done.answered_at < rung.written_at""",
    "a ladder was climbed out of order": """
        SELECT later.id FROM monitoring_rung later JOIN monitoring_rung earlier
          ON earlier.check_in_id = later.check_in_id AND earlier.number < later.number
        WHERE earlier.written_on >= later.written_on""",
    "an answer has no event of its own": """
        SELECT step.submission_id, count(*) FROM requests_answer answer
          JOIN requests_seat seat ON seat.id = answer.seat_id JOIN requests_step step ON step.id = seat.step_id
        GROUP BY step.submission_id
        HAVING count(*) <> (
          SELECT count(*) FROM records_event event
          WHERE event.subject_kind = 'submission' AND event.subject_id = step.submission_id
            AND event.verb NOT IN ('submit', 'start', 'withdraw'))""",
    "an answered check-in has no event of its own": """
        SELECT site_id, count(*) FROM monitoring_checkin WHERE state = 'answered' GROUP BY site_id
        HAVING count(*) <> (
          SELECT count(*) FROM records_event event
          WHERE event.subject_kind = 'site' AND event.subject_id = site_id AND event.verb = 'answer')""",
    "a mail left for somebody who had ended": """
        SELECT message.id FROM records_message message JOIN accounts_person person ON person.id = message.person_id
        WHERE message.state = 'sent' AND message.sent_at > person.ended_at AND message.created_at < person.ended_at""",
    "a digest was written twice for one person and day": """
        SELECT person_id, created_at::date FROM records_message WHERE kind = 'digest' AND state <> 'cancelled'
        GROUP BY person_id, created_at::date HAVING count(*) > 1""",
    "a mail still waits although its moment came": """
        SELECT id FROM records_message WHERE state = 'waiting'""",
}


def broken(address: str) -> dict[str, int]:
    """The sentences that do not hold in this database, and in how many places."""
    found = {sentence: len(rows(address, question)) for sentence, question in TABLES.items()}
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
