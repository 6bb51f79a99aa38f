#!/usr/bin/env python3
"""Writes pictures anew in each format that the pipeline reads, to compare readers format by format."""

import pathlib
import sys

from PIL import Image

from reference import UNREADABLE, Failure, Parser, main_of, open_picture, pictures, reason

FORMATS = {
    "png": ("png", {}),
    "jpeg": ("jpg", {"quality": 90}),
    "progressive": ("jpg", {"format": "JPEG", "quality": 90, "progressive": True}),
    "webp": ("webp", {"quality": 80}),
    "webp-lossless": ("webp", {"lossless": True}),
    "gif": ("gif", {}),
}


def recode(picture, name, path):
    ending, options = FORMATS[name]
    if name == "gif":
        # 256 colours chosen for this picture, as tools do it
        picture = picture.quantize(256, method=Image.Quantize.MEDIANCUT)
    path = path.with_name(f"{path.name}.{ending}")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, **options)


def run(arguments):
    output = pathlib.Path(arguments.output)
    if output.exists():
        raise Failure(f"{output} exists: remove it or name another folder.")
    unreadable = 0
    for path in pictures(arguments.folder)[:: arguments.every]:
        try:
            picture, _ = open_picture(path)
        except UNREADABLE as error:
            print(f"recode.py: {path} cannot be read: {reason(error)}.", file=sys.stderr)
            unreadable += 1
            continue
        relative = path.relative_to(arguments.folder).with_suffix("")
        for name in FORMATS:
            recode(picture, name, output / name / relative)
    return 1 if unreadable else 0


def main():
    parser = Parser(
        prog="recode.py",
        description=f"{__doc__} One folder a format: {', '.join(FORMATS)}.",
        epilog="example: recode.py photos recoded\n"
        "exit codes: 0 all pictures, 1 some could not be read, 2 wrong usage",
    )
    parser.add_argument("folder", metavar="FOLDER", help="the pictures")
    parser.add_argument("output", metavar="OUTPUT", help="the folder to make")
    parser.add_argument("--every", metavar="N", type=int, default=1, help="every Nth picture (default: 1)")
    return main_of(parser, run)


if __name__ == "__main__":
    sys.exit(main())
