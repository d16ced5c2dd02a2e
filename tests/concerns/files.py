"""Files as people hand them in: pictures with what hides in them, a document."""

import io

from PIL import Image, PngImagePlugin

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SECRET = b"Elm Street 12"


def png(size: tuple[int, int] = (4, 3), *, secret: bytes = SECRET, mode: str = "RGB") -> bytes:
    """A PNG with a text in it that nobody sees."""
    info, out = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_text("Place", secret.decode())
    Image.new(mode, size, (200, 30, 60, 128)[: len(mode)]).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (4, 3)) -> bytes:
    """A JPEG that says how the camera was held, and where."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010E] = 6, SECRET.decode()
    Image.new("RGB", size, (200, 30, 60)).save(out, "JPEG", exif=exif)
    return out.getvalue()
