"""What may be kept as evidence: PNG, JPEG, PDF, known by their content. Pictures are drawn anew without what hides in them."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

LARGEST = 10 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
KINDS = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}
QUALITY = 92
TAIL = 2048  # bytes in which a whole PDF says that it ends
BROKEN = "This picture cannot be read. Save it once more as PNG or JPEG."


class BadFile(ValueError):
    """A file that is not kept; the message is a sentence for the person."""


@dataclass(frozen=True)
class Picture:
    """The bytes as they are kept, and what they are."""

    content: bytes
    media_type: str

    @property
    def extension(self) -> str:
        """png, jpg or pdf."""
        return KINDS[self.media_type]


def read(content: bytes) -> Picture:
    """What a file is by its content, whatever it is called. Pictures come back drawn anew: no place, camera or text in them.

    Refuses (BadFile) anything but PNG, JPEG and PDF, more than 10 MB, a picture of more than 40 million points, what is broken.
    """
    if len(content) > LARGEST:
        raise BadFile("The file is larger than 10 MB. Take a smaller picture.")
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-TAIL:]:
            raise BadFile("This PDF is not whole. Save it once more.")
        return Picture(content, "application/pdf")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Picture(_drawn(content, "PNG"), "image/png")
    if content.startswith(b"\xff\xd8\xff"):
        return Picture(_drawn(content, "JPEG"), "image/jpeg")
    raise BadFile("Only PNG, JPEG and PDF are kept. A screenshot is one of them.")


def _drawn(content: bytes, kind: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as found:
            if found.width * found.height > MOST_PIXELS:
                raise BadFile("The picture is too large to be drawn: at most 40 million points.")
            upright = ImageOps.exif_transpose(found)
            mode = "RGBA" if kind == "PNG" and upright.has_transparency_data else "RGB"
            points = upright.convert(mode)
    except BadFile:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise BadFile(BROKEN) from broken
    clean = Image.new(mode, points.size)
    clean.paste(points)
    out = io.BytesIO()
    clean.save(out, kind, **({"quality": QUALITY} if kind == "JPEG" else {}))
    return out.getvalue()
