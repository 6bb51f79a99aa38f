#!/usr/bin/env python3
"""What TorchVision makes of pictures, for comparison with `model verify --golden`."""

import argparse
import csv
import json
import pathlib
import sys

import torch
import torchvision.transforms as transforms
from PIL import Image, ImageOps

SUFFIXES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"}
MANIFEST = "manifest.csv"
# what Pillow throws at files that are no pictures
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class Failure(Exception):
    """One sentence for the user; exit code 1."""


class Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence and exit code 2."""

    def error(self, message):
        message = message[0].upper() + message[1:]
        self.exit(2, f"{self.prog}: {message}; {self.prog} --help explains.\n")


def main_of(parser, run):
    """What a script does from its arguments on; answers its exit code."""
    arguments = parser.parse_args()
    try:
        return run(arguments)
    except Failure as failure:
        print(f"{parser.prog}: {failure}", file=sys.stderr)
        return 1


def reason(error):
    """An error's first line, without its full stop, to end a sentence of ours with."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__


def read_properties(bundle):
    """The keys of a bundle's serving.properties."""
    path = pathlib.Path(bundle) / "serving.properties"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise Failure(f"{path} cannot be read: {reason(error)}.") from error
    pairs = (line.partition("=") for line in map(str.strip, lines) if line and line[0] not in "#!")
    return {key.strip(): value.strip() for key, _, value in pairs}


def transform(width, height, resize_short, mean, std):
    """TorchVision's way from a picture to a tensor."""
    return transforms.Compose(
        [
            transforms.Resize(resize_short),
            transforms.CenterCrop((height, width)),
            transforms.ToTensor(),
            transforms.Normalize(mean, std),
        ]
    )


def bundle_transform(properties):
    try:
        numbers = [float(number) for number in properties["normalize"].split(",")]
        width, height, short = (int(properties[k]) for k in ("width", "height", "resizeShort"))
    except (KeyError, ValueError) as error:
        raise Failure(f"serving.properties lacks a number or has a bad one: {error}.") from error
    return transform(width, height, short, numbers[:3], numbers[3:])


def open_picture(path, orient=False):
    """RGB pixels. TorchVision's own loader leaves EXIF's orientation alone, `orient` obeys it."""
    with Image.open(path) as picture:
        mode = picture.mode
        return (ImageOps.exif_transpose(picture) if orient else picture).convert("RGB"), mode


def pictures(folder):
    """All pictures below a folder, sorted, so that every run takes them in the same order."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise Failure(f"{folder} is no folder.")
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not found:
        raise Failure(f"{folder} holds no picture ({', '.join(sorted(SUFFIXES))}).")
    return found


def read_manifest(folder):
    """(file, class index) of each line of manifest.csv, or None where there is none."""
    path = pathlib.Path(folder) / MANIFEST
    if not path.is_file():
        return None
    try:
        with path.open(newline="", encoding="utf-8") as lines:
            return [(path.parent / row["file"], int(row["class_index"])) for row in csv.DictReader(lines)]
    except (OSError, UnicodeError, KeyError, TypeError, ValueError) as error:
        raise Failure(f"{path} must have the columns file and class_index: {reason(error)}.") from error


def describe(path, folder, logits, size, mode, true_index, with_logits):
    """One line of the golden file."""
    best = torch.softmax(logits.double(), 0).topk(min(5, len(logits)))
    line = {"file": path.relative_to(folder).as_posix(), "mode": mode, "size": list(size)}
    if true_index is not None:
        line["true_index"] = true_index
    pairs = zip(best.indices.tolist(), best.values.tolist())
    line["top5"] = [[index, float(f"{score:.8g}")] for index, score in pairs]
    if with_logits:
        line["logits"] = logits.tolist()
    return json.dumps(line)


def run(arguments):
    properties = read_properties(arguments.bundle)
    chain = bundle_transform(properties)
    name = properties.get(f"bundle.precision.{arguments.precision}")
    if name is None:
        raise Failure(f"{arguments.bundle} has no {arguments.precision} model.")
    file = pathlib.Path(arguments.bundle) / name
    try:
        model = torch.jit.load(str(file)).eval()
    except (RuntimeError, ValueError, OSError) as error:
        raise Failure(f"{file} cannot be loaded: {reason(error)}.") from error
    folder = pathlib.Path(arguments.folder)
    labelled = read_manifest(folder) or [(path, None) for path in pictures(folder)]
    unreadable = 0
    with torch.inference_mode():
        classes = model(torch.zeros(1, 3, int(properties["height"]), int(properties["width"]))).shape[1]
        if any(truth is not None and truth >= classes for _, truth in labelled):
            # the manifest speaks of another model's classes
            labelled = [(path, None) for path, _ in labelled]
        for path, true_index in labelled:
            try:
                picture, mode = open_picture(path, arguments.orient)
            except UNREADABLE as error:
                print(f"reference.py: {path} cannot be read: {reason(error)}.", file=sys.stderr)
                unreadable += 1
                continue
            logits = model(chain(picture).unsqueeze(0))[0]
            print(
                describe(path, folder, logits, picture.size, mode, true_index, arguments.logits),
                flush=True,
            )
    return 1 if unreadable else 0


def main():
    parser = Parser(
        prog="reference.py",
        description="Prints the Top-5 that Pillow, TorchVision and PyTorch give for a folder of "
        "pictures, one JSON object a line, as `model verify --golden` reads them. The numbers of the "
        "preprocessing come from the bundle. A manifest.csv in the folder (columns file and "
        "class_index) adds the true classes.",
        epilog="example: reference.py models/starter photos > starter.jsonl\n"
        "exit codes: 0 all pictures, 1 some could not be read or the model could not, 2 wrong usage",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("bundle", metavar="BUNDLE", help="the model's directory")
    parser.add_argument("folder", metavar="FOLDER", help="the pictures")
    parser.add_argument("--precision", choices=["fp32", "int8"], default="fp32")
    parser.add_argument("--logits", action="store_true", help="adds all logits to each line")
    parser.add_argument("--orient", action="store_true", help="obeys EXIF's orientation, as our pipeline does")
    return main_of(parser, run)


if __name__ == "__main__":
    sys.exit(main())
