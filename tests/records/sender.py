"""A sender in a process of its own, to be killed and frozen. Its settings are tests.records.sender_settings.

python -m tests.records.sender fill COUNT            writes messages, and on SQLite the table first
python -m tests.records.sender deliver MOMENT [N] [SPARE] [PATIENCE]
                                                     one pass at that moment, N at a time (records.delivery.turns)
python -m tests.records.sender rows                  says every message: key, id, state, attempts, moment sent
"""

import json
import sys
from datetime import datetime

import django
from django.db import connection


def fill(count: str) -> None:
    from records import outbox
    from records.models import Message
    from records.outbox import Addressee
    from tests.records.writing import outgoing

    if Message._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Message)
    outbox.post_many(
        outgoing(f"key {number}", to=Addressee(number, f"Person {number}", f"person{number}@lakeside.example"))
        for number in range(int(count))
    )


def deliver(moment: str, at_once: str = "1", spare: str = "0", patience: str = "5") -> None:
    from records import delivery

    delivery.PATIENCE = float(patience)
    done = delivery.deliver(at=lambda: datetime.fromisoformat(moment), at_once=int(at_once), spare=int(spare))
    json.dump([done.sent, done.failed, done.later], sys.stdout)


def rows() -> None:
    from records.models import Message

    columns = Message.objects.values_list("key", "message_id", "state", "attempt", "sent_at")
    json.dump([[*rest, sent_at and sent_at.isoformat()] for *rest, sent_at in columns], sys.stdout)


if __name__ == "__main__":
    django.setup()
    {"fill": fill, "deliver": deliver, "rows": rows}[sys.argv[1]](*sys.argv[2:])
