"""Creates the images and the reference values of TorchVisionParityTest.

Needs Pillow, TorchVision and PyTorch of Debian 12 (python3-pil 9.4, python3-torchvision 0.14,
python3-torch 1.13). Run in the directory model-runtime/src/test/resources/parity:

    make_parity_set.py images PHOTO           writes the generated images, made from PHOTO
    make_parity_set.py pixels                 writes pixels.csv
    make_parity_set.py scores BUNDLE_DIR      writes scores-NAME-VERSION.csv, as named in the bundle

pixels.csv has one line per image: the name, the size, the SHA-256 of the RGB pixels after
Image.convert("RGB") and the EXIF orientation, and the SHA-256 of two crops of them: Resize(256) with
CenterCrop(224), and Resize(64) with CenterCrop(64). scores-NAME-VERSION.csv has the SHA-256 of
the float32 input tensor, big-endian, and the five best classes with their probabilities.
"""

import csv
import hashlib
import pathlib
import sys

import torch
import torchvision.transforms as transforms
from PIL import Image, ImageOps, ImageSequence

IMAGES = pathlib.Path("images")


def generate(photo_path):
    """Writes one image for each format and mode that is not covered by PngSuite and the photos."""
    photo = Image.open(photo_path).convert("RGB").resize((150, 100), Image.Resampling.LANCZOS)
    odd = photo.crop((0, 0, 149, 97))
    gray = photo.convert("L")
    cmyk = photo.convert("CMYK")
    palette = photo.quantize(64, dither=Image.Dither.NONE)
    alpha = photo.copy()
    alpha.putalpha(gray)

    def save(image, name, **options):
        image.save(IMAGES / name, **options)

    save(photo, "jpeg-444.jpg", quality=92, subsampling=0)
    save(photo, "jpeg-422.jpg", quality=85, subsampling=1)
    save(odd, "jpeg-420-odd-size.jpg", quality=85, subsampling=2)
    save(photo, "jpeg-progressive.jpg", quality=85, progressive=True)
    save(gray, "jpeg-gray.jpg", quality=85)
    save(cmyk, "jpeg-cmyk.jpg", quality=90)
    for orientation in range(2, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        save(odd, f"jpeg-orientation-{orientation}.jpg", quality=85, exif=exif)
    save(photo, "webp-lossy.webp", quality=80)
    save(odd, "webp-lossless.webp", lossless=True)
    save(alpha, "webp-alpha.webp", quality=80)
    save(
        photo.resize((75, 50)),
        "webp-animation.webp",
        save_all=True,
        append_images=[gray.resize((75, 50)).convert("RGB")],
        lossless=True,
    )
    save(palette, "gif-palette.gif")
    save(palette, "gif-interlaced.gif", interlace=1)
    save(palette, "gif-transparent.gif", transparency=3)
    save(odd, "bmp-24-bit.bmp")
    save(palette, "bmp-palette.bmp")
    save(photo, "tiff-lzw.tif", compression="tiff_lzw")
    save(odd, "tiff-deflate.tif", compression="tiff_adobe_deflate")
    save(cmyk, "tiff-cmyk.tif", compression="packbits")


def rgb(path):
    """The upright RGB pixels of the first frame."""
    image = Image.open(path)
    image = next(iter(ImageSequence.Iterator(image)))
    return ImageOps.exif_transpose(image.convert("RGB") if image.mode != "RGB" else image)


def crop(image, short_side, size):
    return transforms.CenterCrop(size)(transforms.Resize(short_side)(image))


def digest(data):
    return hashlib.sha256(data).hexdigest()


def images():
    return sorted(path for path in IMAGES.iterdir() if path.suffix != ".md" and path.is_file())


def write_csv(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def pixels():
    rows = []
    for path in images():
        image = rgb(path)
        digests = [digest(i.tobytes()) for i in (image, crop(image, 256, 224), crop(image, 64, 64))]
        rows.append([path.name, *image.size, *digests])
    header = ["file", "width", "height", "pixels_sha256", "crop_224_sha256", "crop_64_sha256"]
    write_csv("pixels.csv", header, rows)


def scores(bundle):
    lines = (bundle / "serving.properties").read_text().splitlines()
    properties = dict(line.split("=", 1) for line in lines if "=" in line)
    numbers = [float(number) for number in properties["normalize"].split(",")]
    size = (int(properties["height"]), int(properties["width"]))
    prepare = transforms.Compose(
        [
            transforms.Resize(int(properties["resizeShort"])),
            transforms.CenterCrop(size),
            transforms.ToTensor(),
            transforms.Normalize(numbers[:3], numbers[3:]),
        ]
    )
    torch.set_num_threads(1)
    model = torch.jit.load(str(bundle / properties["bundle.precision.fp32"]))
    model.eval()
    rows = []
    for path in images():
        tensor = prepare(rgb(path))
        with torch.no_grad():
            probabilities = torch.softmax(model(tensor.unsqueeze(0))[0].double(), dim=0)
        best = torch.topk(probabilities, 5)
        ranked = zip(best.indices.tolist(), best.values.tolist())
        top = [f"{index}:{score:.6f}" for index, score in ranked]
        rows.append([path.name, digest(tensor.numpy().astype(">f4").tobytes()), *top])
    header = ["file", "tensor_sha256"] + [f"top_{rank}" for rank in range(1, 6)]
    name = f"{properties['bundle.name']}-{properties['bundle.version']}"
    write_csv(f"scores-{name}.csv", header, rows)


if __name__ == "__main__":
    command = sys.argv[1]
    if command == "images":
        generate(sys.argv[2])
    elif command == "pixels":
        pixels()
    else:
        scores(pathlib.Path(sys.argv[2]).resolve())
