"""Mail as files: the demo's mail server is a folder, `settings.MAIL_FOLDER`, that any mail program opens."""

import os
import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes one .eml file for each mail; the same mail sent twice is one file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write every mail; how many that were."""
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            _write(folder, mail)
        return len(email_messages)


def _write(folder: Path, mail: EmailMessage) -> None:
    """Write beside, then rename: whoever lists the folder never meets half a mail."""
    content = mail.message()
    moment = parsedate_to_datetime(str(content["Date"]))
    addressee = re.sub(r"[^a-z0-9@._-]", "", mail.to[0].rpartition("<")[2].lower())
    mark = sha256(str(content["Message-ID"]).encode()).hexdigest()[:10]
    path = folder / f"{moment:%Y%m%d-%H%M%S}-{addressee}-{mark}.eml"
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(content.as_bytes())
    unfinished.replace(path)
