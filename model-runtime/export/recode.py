#!/usr/bin/env python3
"""Encodes images in each format that the pipeline reads, to compare decoders by format."""

import pathlib
import sys

from PIL import Image

from reference import UNREADABLE, Failure, Parser, main_of, open_image, images, reason

FORMATS = {
    "png": ("png", {}),
    "jpeg": ("jpg", {"quality": 90}),
    "progressive": ("jpg", {"format": "JPEG", "quality": 90, "progressive": True}),
    "webp": ("webp", {"quality": 80}),
    "webp-lossless": ("webp", {"lossless": True}),
    "gif": ("gif", {}),
}


def recode(image, name, path):
    ending, options = FORMATS[name]
    if name == "gif":
        # a palette of 256 colours for this image
        image = image.quantize(256, method=Image.Quantize.MEDIANCUT)
    path = path.with_name(f"{path.name}.{ending}")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)


def run(arguments):
    output = pathlib.Path(arguments.output)
    if output.exists():
        raise Failure(f"{output} exists: remove it or choose another directory.")
    unreadable = 0
    for path in images(arguments.directory)[:: arguments.every]:
        try:
            image, _ = open_image(path)
        except UNREADABLE as error:
            print(f"recode.py: cannot read {path}: {reason(error)}.", file=sys.stderr)
            unreadable += 1
            continue
        relative = path.relative_to(arguments.directory).with_suffix("")
        for name in FORMATS:
            recode(image, name, output / name / relative)
    return 1 if unreadable else 0


def main():
    parser = Parser(
        prog="recode.py",
        description=f"{__doc__} Creates one directory per format: {', '.join(FORMATS)}.",
        epilog="example: recode.py photos recoded\n"
        "exit codes: 0 success, 1 an image could not be read, 2 usage error",
    )
    parser.add_argument("directory", metavar="DIR", help="directory of images")
    parser.add_argument("output", metavar="OUTPUT", help="directory to create")
    parser.add_argument("--every", metavar="N", type=int, default=1, help="every Nth image (default: 1)")
    return main_of(parser, run)


if __name__ == "__main__":
    sys.exit(main())
