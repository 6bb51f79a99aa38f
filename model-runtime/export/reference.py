#!/usr/bin/env python3
"""Prints TorchVision's results for images, for comparison with `model verify --golden`."""

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
# exceptions of Pillow for files that are not images
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class Failure(Exception):
    """A failure. The message is one sentence; exit code 1."""


class Parser(argparse.ArgumentParser):
    """Reports usage errors in one sentence with exit code 2."""

    def error(self, message):
        message = message[0].upper() + message[1:]
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help.\n")


def main_of(parser, run):
    """Parses the arguments, runs the script and returns its exit code."""
    arguments = parser.parse_args()
    try:
        return run(arguments)
    except Failure as failure:
        print(f"{parser.prog}: {failure}", file=sys.stderr)
        return 1


def reason(error):
    """Returns the first line of an error without its full stop."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__


def read_properties(bundle):
    """Returns the properties of a bundle."""
    path = pathlib.Path(bundle) / "serving.properties"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise Failure(f"cannot read {path}: {reason(error)}.") from error
    pairs = (line.partition("=") for line in map(str.strip, lines) if line and line[0] not in "#!")
    return {key.strip(): value.strip() for key, _, value in pairs}


def transform(width, height, resize_short, mean, std):
    """Returns TorchVision's transform from an image to a tensor."""
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
        raise Failure(f"a value in serving.properties is missing or invalid: {error}.") from error
    return transform(width, height, short, numbers[:3], numbers[3:])


def open_image(path, orient=False):
    """Returns RGB pixels and mode. `orient` applies EXIF orientation, unlike TorchVision's loader."""
    with Image.open(path) as image:
        mode = image.mode
        return (ImageOps.exif_transpose(image) if orient else image).convert("RGB"), mode


def images(directory):
    """Returns all images below a directory, sorted, so that every run has the same order."""
    directory = pathlib.Path(directory)
    if not directory.is_dir():
        raise Failure(f"{directory} is not a directory.")
    found = sorted(p for p in directory.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if not found:
        raise Failure(f"{directory} contains no image ({', '.join(sorted(SUFFIXES))}).")
    return found


def read_manifest(directory):
    """Returns (file, class index) of each line of manifest.csv, or None if there is no manifest."""
    path = pathlib.Path(directory) / MANIFEST
    if not path.is_file():
        return None
    try:
        with path.open(newline="", encoding="utf-8") as lines:
            return [(path.parent / row["file"], int(row["class_index"])) for row in csv.DictReader(lines)]
    except (OSError, UnicodeError, KeyError, TypeError, ValueError) as error:
        raise Failure(f"{path} must have the columns file and class_index: {reason(error)}.") from error


def describe(path, directory, logits, size, mode, true_index, with_logits):
    """Returns one line of the golden file."""
    best = torch.softmax(logits.double(), 0).topk(min(5, len(logits)))
    line = {"file": path.relative_to(directory).as_posix(), "mode": mode, "size": list(size)}
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
        raise Failure(f"cannot load {file}: {reason(error)}.") from error
    directory = pathlib.Path(arguments.directory)
    labelled = read_manifest(directory) or [(path, None) for path in images(directory)]
    unreadable = 0
    with torch.inference_mode():
        classes = model(torch.zeros(1, 3, int(properties["height"]), int(properties["width"]))).shape[1]
        if any(truth is not None and truth >= classes for _, truth in labelled):
            # the manifest belongs to another model
            labelled = [(path, None) for path, _ in labelled]
        for path, true_index in labelled:
            try:
                image, mode = open_image(path, arguments.orient)
            except UNREADABLE as error:
                print(f"reference.py: cannot read {path}: {reason(error)}.", file=sys.stderr)
                unreadable += 1
                continue
            logits = model(chain(image).unsqueeze(0))[0]
            print(
                describe(path, directory, logits, image.size, mode, true_index, arguments.logits),
                flush=True,
            )
    return 1 if unreadable else 0


def main():
    parser = Parser(
        prog="reference.py",
        description="Prints the Top-5 of Pillow, TorchVision and PyTorch for a directory of images, one "
        "JSON object per line, as input of `model verify --golden`. The bundle states the "
        "preprocessing. A manifest.csv in the directory (columns file and class_index) adds the true "
        "classes.",
        epilog="example: reference.py models/starter photos > starter.jsonl\n"
        "exit codes: 0 success, 1 an image or the model could not be read, 2 usage error",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("bundle", metavar="BUNDLE", help="model directory")
    parser.add_argument("directory", metavar="DIR", help="directory of images")
    parser.add_argument("--precision", choices=["fp32", "int8"], default="fp32")
    parser.add_argument("--logits", action="store_true", help="add all logits to each line")
    parser.add_argument("--orient", action="store_true", help="apply EXIF orientation, as the pipeline does")
    return main_of(parser, run)


if __name__ == "__main__":
    sys.exit(main())
