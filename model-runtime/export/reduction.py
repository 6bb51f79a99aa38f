#!/usr/bin/env python3
"""Prints a table of the effects of decoding large JPEGs at a half, a quarter or an eighth."""

import io
import pathlib
import sys

import numpy
import torch
from PIL import Image, ImageFilter

from reference import Failure, Parser, bundle_transform, main_of, open_image, images, read_properties, reason

KINDS = ("noise", "sharp", "mosaic")
TIE = 0.02
NOISE = numpy.random.default_rng(7).normal(0, 1, (1024, 1024, 3)).astype(numpy.float32)
HEAD = (
    "| kind | short side | ratio left | photos | mean difference | max of a photo | max of a value "
    "| same Top-1 of clear | same Top-1 | same Top-3 | max \\|Δ probability\\| |\n|" + "---|" * 11
)


def noisy(image, sigma, seed):
    """Adds shot noise, which grows with brightness, and read noise."""
    random = numpy.random.default_rng(seed)
    out = numpy.array(image)
    for y in range(0, out.shape[0], 1024):
        for x in range(0, out.shape[1], 1024):
            tile = out[y : y + 1024, x : x + 1024].astype(numpy.float32)
            noise = numpy.roll(NOISE, random.integers(1024, size=2), (0, 1))
            tile += noise[: tile.shape[0], : tile.shape[1]] * sigma * numpy.sqrt(0.3 + 0.7 * tile / 255)
            out[y : y + 1024, x : x + 1024] = numpy.clip(tile + 0.5, 0, 255)
    return Image.fromarray(out)


def mosaic(files, first, short):
    """Places photos side by side without scaling, which gives the most detail."""
    out = Image.new("RGB", (round(short * 4 / 3), short))
    x = y = row = 0
    while y < out.height:
        photo, _ = open_image(files[first % len(files)])
        out.paste(photo, (x, y))
        row = min(row or photo.height, photo.height)
        x += photo.width
        first += 1
        if x >= out.width:
            x, y, row = 0, y + row, 0
    return out


def large(kind, files, index, short):
    if kind == "mosaic":
        return mosaic(files, index, short)
    photo, _ = open_image(files[index])
    scale = short / min(photo.size)
    photo = photo.resize([round(side * scale) for side in photo.size], Image.LANCZOS)
    if kind == "sharp":
        return noisy(photo, 4, index).filter(ImageFilter.UnsharpMask(2, 150, 0))
    return noisy(photo, 8, index)


def decoded(file, by):
    """Decodes at a reduced size: Pillow's draft uses libjpeg's scaled decoding."""
    image = Image.open(io.BytesIO(file))
    if by > 1:
        image.draft("RGB", [side // by for side in image.size])
    return image.convert("RGB")


def encoded(image, arguments):
    width, height = (side // 8 * 8 for side in image.size)
    file = io.BytesIO()
    options = {"quality": arguments.quality, "subsampling": arguments.subsampling}
    image.crop((0, 0, width, height)).save(file, "JPEG", **options)
    return file.getvalue()


def compare(rows, crops, scores):
    """Adds, for each reduction, the difference from the image at full size."""
    best = numpy.argsort(-scores[1])
    lead = scores[1][best[0]] - scores[1][best[1]]
    for by in [by for by in crops if by > 1]:
        difference = numpy.abs(crops[by].astype(int) - crops[1])
        order = numpy.argsort(-scores[by])
        first, three = order[0] == best[0], (order[:3] == best[:3]).all()
        change = numpy.abs(scores[by] - scores[1]).max()
        rows.setdefault(by, []).append(
            (difference.mean(), difference.max(), first, three, lead >= TIE, change)
        )


def line(arguments, least, by, row):
    short = arguments.short
    mean, most, first, three, clear, change = (numpy.array(column) for column in zip(*row))
    what = f"{arguments.kind}, {arguments.subsampling}, quality {arguments.quality}"
    return (
        f"| {what} | {short} / {by} | {short / by / least:.2f} | {len(row)} | {mean.mean():.2f} | {mean.max():.2f} "
        f"| {most.max()} | {first[clear].sum()} of {clear.sum()} | {first.sum()} | {three.sum()} | {change.max():.3f} |"
    )


def run(arguments):
    properties = read_properties(arguments.bundle)
    chain = bundle_transform(properties)
    least = int(properties["resizeShort"])
    file = pathlib.Path(arguments.bundle) / properties["bundle.precision.fp32"]
    try:
        model = torch.jit.load(str(file)).eval()
    except (RuntimeError, ValueError, OSError) as error:
        raise Failure(f"cannot load {file}: {reason(error)}.") from error
    files = images(arguments.directory)
    reductions = [by for by in (1, 2, 4, 8) if arguments.short // by >= least]
    rows = {}
    with torch.inference_mode():
        for index in range(0, len(files), arguments.every):
            jpeg = encoded(large(arguments.kind, files, index, arguments.short), arguments)
            crops, scores = {}, {}
            for by in reductions:
                crop = decoded(jpeg, by)
                for step in chain.transforms[:2]:
                    crop = step(crop)
                tensor = crop
                for step in chain.transforms[2:]:
                    tensor = step(tensor)
                crops[by] = numpy.asarray(crop)
                scores[by] = torch.softmax(model(tensor.unsqueeze(0)), 1)[0].numpy()
            compare(rows, crops, scores)
    if arguments.head:
        print(HEAD)
    for by, row in sorted(rows.items()):
        print(line(arguments, least, by, row))
    return 0


def main():
    parser = Parser(
        prog="reduction.py",
        description=f"{__doc__} Large JPEGs are generated from photos: {', '.join(KINDS)}.",
        epilog="example: reduction.py --head --short 2048 models/imagenet-mobilenet-v2 photos\n"
        "exit codes: 0 success, 1 failure, 2 usage error",
    )
    parser.add_argument("bundle", metavar="BUNDLE", help="model directory")
    parser.add_argument("directory", metavar="DIR", help="directory of photos")
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="how to generate the JPEGs (default: noise)")
    parser.add_argument("--short", metavar="PIXELS", type=int, default=3000, help="short side (default: 3000)")
    parser.add_argument("--subsampling", default="4:2:0", choices=("4:2:0", "4:2:2", "4:4:4"), help="chroma subsampling")
    parser.add_argument("--quality", type=int, default=92, help="JPEG quality (default: 92)")
    parser.add_argument("--every", metavar="N", type=int, default=1, help="every Nth photo (default: 1)")
    parser.add_argument("--head", action="store_true", help="print the table head")
    return main_of(parser, run)


if __name__ == "__main__":
    sys.exit(main())
