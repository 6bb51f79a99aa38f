#!/usr/bin/env python3
"""Exports a TorchVision classification model as a model directory ("bundle")."""

import argparse
import contextlib
import copy
import dataclasses
import hashlib
import os
import pathlib
import pickle
import platform
import re
import shutil
import socket
import sys
import tempfile
import textwrap
import warnings
import zipfile

import torch
import torch.ao.quantization.quantize_fx
import torch.fx.experimental.optimization
import torchvision
from PIL import __version__ as pillow_version

from reference import (
    UNREADABLE,
    Failure,
    Parser,
    open_image,
    images,
    read_manifest,
    reason,
    transform,
)

BATCH = 8
FP32_BOUND = 1e-4
EXAMPLES = """\
examples:
  export_resnet18.py --output models/resnet18 --calibration photos --evaluate labelled
  export_resnet18.py --weights resnet18-f37072fd.pth --labels synset.txt --output models/resnet18
  export_resnet18.py --model mobilenet_v2 --calibration photos --output models/mobilenet_v2
  export_resnet18.py --weights random --calibration noise --output /tmp/resnet18-random

exit codes: 0 success, 1 failure, 2 usage error
"""


class Usage(Exception):
    """A usage error. The message is one sentence; exit code 2."""


@dataclasses.dataclass
class Source:
    """Origin and licence of the weights, for the model card."""

    text: str
    licence: str


@dataclasses.dataclass
class Numbers:
    """The preprocessing parameters of serving.properties."""

    width: int
    height: int
    resize_short: int
    mean: list
    std: list

    def chain(self):
        return transform(self.width, self.height, self.resize_short, self.mean, self.std)

    def noise(self, count, seed):
        generator = torch.Generator().manual_seed(seed)
        return torch.randn(count, 3, self.height, self.width, generator=generator)


def note(text):
    print(f"export_resnet18.py: {text}", file=sys.stderr, flush=True)


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


# --- the model -------------------------------------------------------------------------------


def torchvision_weights(name, weights):
    """Returns the TorchVision weights whose file is given, or the first ones; they define the preprocessing."""
    if not hasattr(torchvision.models, "get_model"):
        raise Failure(f"TorchVision {torchvision.__version__} is too old: version 0.14 or newer is required.")
    if name not in torchvision.models.list_models(module=torchvision.models):
        raise Usage(f"TorchVision {torchvision.__version__} has no classification model named {name}.")
    published = torchvision.models.get_model_weights(name)
    if weights == "pretrained":
        return published.DEFAULT
    digest = sha256(weights) if pathlib.Path(weights).is_file() else ""
    return next((each for each in published if is_file_of(each, digest)), next(iter(published)))


def is_file_of(weights, digest):
    """TorchVision's file names end with the first digits of their digest."""
    return digest.startswith(weights.url.rsplit("-", 1)[-1].removesuffix(".pth"))


def build(name, **options):
    with warnings.catch_warnings():
        # a warning about the slow initialisation of two models
        warnings.simplefilter("ignore")
        return torchvision.models.get_model(name, **options)


def pretrained(name, weights):
    socket.setdefaulttimeout(30)
    try:
        torch.hub.load_state_dict_from_url(weights.url, check_hash=True, map_location="cpu")
        model = build(name, weights=weights)
    except (OSError, RuntimeError, ValueError) as error:
        raise Failure(
            f"Cannot download the weights of {name} from {weights.url} ({reason(error)}). "
            "Download the file on another machine and pass it with --weights FILE."
        ) from error
    file = pathlib.Path(torch.hub.get_dir()) / "checkpoints" / weights.url.rsplit("/", 1)[-1]
    source = f"TorchVision's {weights}, {weights.url}, SHA-256 `{sha256(file)}`"
    return model, Source(source, TORCHVISION_LICENCE)


def from_file(name, path, weights, classes):
    path = pathlib.Path(path)
    try:
        if zipfile.is_zipfile(path) and any(
            name.endswith("/constants.pkl") for name in zipfile.ZipFile(path).namelist()
        ):
            raise Failure(f"{path} is a TorchScript program: use a state dict.")
        # weights_only: an arbitrary pickle can execute code
        state = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise Failure(f"{path} cannot be read: {reason(error)}.") from error
    except (RuntimeError, ValueError, EOFError, pickle.UnpicklingError) as error:
        raise Failure(f"{path} is not a state dict, or contains other objects than tensors.") from error
    for key in ("model", "state_dict"):
        if isinstance(state, dict) and isinstance(state.get(key), dict):
            state = state[key]
    if not isinstance(state, dict) or not all(torch.is_tensor(v) for v in state.values()):
        raise Failure(f"{path} does not contain a state dict: save model.state_dict().")
    state = {key.removeprefix("module."): value for key, value in state.items()}
    model = build(name, weights=None, num_classes=classes)
    wanted = {k: v for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}
    for key, value in wanted.items():
        if key not in state:
            raise Failure(f"{path} does not match {name}: {key} is missing.")
        if state[key].shape != value.shape:
            raise Failure(
                f"{path} does not match {name} with {classes} classes: {key} is "
                f"{list(state[key].shape)} instead of {list(value.shape)}."
            )
    unknown = sorted(state.keys() - model.state_dict().keys())
    if unknown:
        raise Failure(f"{path} does not match {name}: {unknown[0]} is not part of the model.")
    model.load_state_dict(state, strict=False)
    digest = sha256(path)
    source = f"`{path.name}`, SHA-256 `{digest}`"
    if is_file_of(weights, digest):
        return model, Source(f"TorchVision's {weights}, {source}", TORCHVISION_LICENCE)
    return model, Source(source, "Licence of the weights: ask their author.")


def random_weights(name, classes, seed, numbers):
    torch.manual_seed(seed)
    model = build(name, weights=None, num_classes=classes).train()
    norms = [m for m in model.modules() if isinstance(m, torch.nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.momentum = None  # arithmetic mean
    if norms:
        # without statistics the activations grow from layer to layer
        with torch.no_grad():
            model(numbers.noise(BATCH, seed))
    source = f"random weights, seed {seed}, for benchmarks and tests only"
    return model, Source(source, "Not applicable to random weights.")


def load_model(arguments, weights, classes, numbers):
    name = arguments.model
    if arguments.weights == "pretrained":
        model, source = pretrained(name, weights)
    elif arguments.weights == "random":
        model, source = random_weights(name, classes, arguments.seed, numbers)
    else:
        model, source = from_file(name, arguments.weights, weights, classes)
    return model.eval().requires_grad_(False), source


# --- preprocessing and labels ----------------------------------------------------------------


def preprocessing(name, weights, arguments):
    preset = weights.transforms()
    crop = arguments.crop or preset.crop_size[0]
    short = arguments.resize_short or preset.resize_size[0]
    note(f"preprocessing of {weights}: short side {short}, centre crop {crop}.")
    if "BILINEAR" not in str(preset.interpolation):
        note(
            f"{name} was trained with {preset.interpolation.value} resizing, but the bundle resizes "
            "bilinearly: measure the accuracy with --evaluate."
        )
    return Numbers(crop, crop, short, list(preset.mean), list(preset.std))


def read_labels(path, weights):
    if path is None:
        return list(weights.meta["categories"])
    try:
        lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise Failure(f"Cannot read the labels {path}: {reason(error)}.") from error
    labels = [line.strip() for line in lines]
    if not labels or not all(labels):
        raise Failure(f"{path} must contain one class per line and no empty line.")
    return labels


def class_names(label):
    """Returns the accepted names of a directory with images of this class."""
    wnid, _, names = label.partition(" ")
    if not re.fullmatch(r"n\d{8}", wnid):
        wnid, names = "", label
    return {text for text in (wnid, label, names.strip(), names.split(",")[0].strip()) if text}


def labelled_images(directory, labels):
    """Returns (file, class index) from manifest.csv, or from one directory per class."""
    rows = read_manifest(directory)
    if rows is None:
        index = {str(i): i for i in range(len(labels))}
        for i, label in reversed(list(enumerate(labels))):
            index.update(dict.fromkeys(class_names(label), i))
        rows = []
        for path in images(directory):
            name = path.relative_to(directory).parts[0]
            if name not in index:
                raise Failure(f"{pathlib.Path(directory) / name} is not a class: use a WordNet id, label or index as its name.")
            rows.append((path, index[name]))
    for path, truth in rows:
        if not 0 <= truth < len(labels):
            raise Failure(f"{path} has class {truth}, but the model has {len(labels)} classes.")
    return rows


def spread_evenly(items, most):
    step = max(1.0, len(items) / most)
    return [items[int(i * step)] for i in range(min(most, len(items)))]


# --- batches ---------------------------------------------------------------------------------


def readable(path):
    try:
        open_image(path)
        return True
    except UNREADABLE as error:
        note(f"{path} is skipped: {reason(error)}.")
        return False


def image_batches(rows, chain):
    """Yields (tensor, values) for batches of rows (file, value)."""
    tensors, values = [], []
    for path, value in rows:
        tensors.append(chain(open_image(path)[0]))
        values.append(value)
        if len(tensors) == BATCH:
            yield torch.stack(tensors), values
            tensors, values = [], []
    if tensors:
        yield torch.stack(tensors), values


class Calibration:
    """The images or the noise for the calibration of int8."""

    def __init__(self, arguments, numbers):
        self.numbers = numbers
        self.seed = arguments.seed
        self.noise = arguments.calibration == "noise"
        self.files = [] if self.noise else images(arguments.calibration)
        self.files = spread_evenly(self.files, arguments.calibration_images)
        self.files = [file for file in self.files if readable(file)]
        if not (self.noise or self.files):
            raise Failure("No calibration image can be read.")
        self.count = 2 * BATCH if self.noise else len(self.files)

    def __str__(self):
        return f"{self.count} {'tensors of noise' if self.noise else 'images'}"

    def batches(self):
        if self.noise:
            for i in range(self.count // BATCH):
                yield self.numbers.noise(BATCH, self.seed + 1 + i)
            return
        for batch, _ in image_batches(((f, None) for f in self.files), self.numbers.chain()):
            yield batch


# --- TorchScript -----------------------------------------------------------------------------


def traced(model, numbers):
    # two images, so that no operation treats the batch size as a constant
    return torch.jit.freeze(torch.jit.trace(model, numbers.noise(2, 0), check_trace=False))


def fp32_script(model, numbers):
    try:
        model = torch.fx.experimental.optimization.fuse(model)
    except Exception as error:  # FX may raise any exception from the model's code
        note(f"batch norm is folded by TorchScript only: {reason(error)}.")
        model = copy.deepcopy(model)
    return traced(model.to(memory_format=torch.channels_last), numbers)


def quantized_engine():
    """Selects an engine. libtorch repacks the weights, so every engine gives the same file."""
    supported = torch.backends.quantized.supported_engines
    for engine in ("x86", "fbgemm", "onednn", "qnnpack"):
        if engine in supported:
            torch.backends.quantized.engine = engine
            return engine
    raise Failure("This PyTorch has no int8 engine: omit --calibration.")


def int8_script(name, model, calibration, numbers):
    quantized_engine()
    # defaults of fbgemm and x86: histogram observers, per-channel weights, 7-bit activations, so
    # that 16-bit sums cannot overflow on processors without VNNI
    mapping = torch.ao.quantization.get_default_qconfig_mapping("fbgemm")
    example = (numbers.noise(2, 0),)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            prepared = torch.ao.quantization.quantize_fx.prepare_fx(
                copy.deepcopy(model), mapping, example
            )
        except Exception as error:  # FX may raise any exception from the model's code
            raise Failure(
                f"{name} cannot be quantised ({reason(error)}): omit --calibration to export fp32 only."
            ) from error
        for done, batch in enumerate(calibration.batches()):
            prepared(batch)
            if done % 8 == 0:
                note(f"calibrating, {done * BATCH} of {calibration.count}")
        return traced(torch.ao.quantization.quantize_fx.convert_fx(prepared), numbers)


def save(script, path):
    """Writes a model and reads it back, so that the checks apply to the written file."""
    torch.jit.save(script, str(path))
    return torch.jit.load(str(path)).eval()


# --- checks ----------------------------------------------------------------------------------


def check_fp32(name, model, script, sample):
    """Returns the largest logit difference over batches of several sizes."""
    worst = 0.0
    for size in (1, 3, len(sample)):
        expected = model(sample[:size])
        bound = FP32_BOUND * max(1.0, float(expected.abs().max()))
        difference = float((script(sample[:size]) - expected).abs().max())
        if not difference <= bound:
            raise Failure(
                f"{name} differs from the eager model by {difference:.3g} with a batch of {size}, "
                f"more than {bound:.3g}. Nothing was written."
            )
        worst = max(worst, difference)
    return f"largest \\|Δ logit\\| {worst:.2g} (bound: {FP32_BOUND:g} of the largest \\|logit\\|)"


def check_int8(model, script, calibration):
    """Compares int8 with the eager model on the calibration data."""
    count = same = values = 0
    total = spread = 0.0
    for batch in calibration.batches():
        expected, actual = model(batch), script(batch)
        count += len(batch)
        values += expected.numel()
        same += int((expected.argmax(1) == actual.argmax(1)).sum())
        total += float((expected - actual).abs().sum())
        spread += float((expected - expected.mean(1, keepdim=True)).abs().sum())
    if not total <= spread:
        raise Failure(
            f"int8 is too coarse for this model: its logits are off by {total / values:.3g} in the "
            f"mean and vary by {spread / values:.3g}. Omit --calibration."
        )
    return (
        f"same Top-1 {same} of {count} ({100 * same / count:.1f} %), mean \\|Δ logit\\| "
        f"{total / values:.3g} (mean deviation of the logits: {spread / values:.3g})"
    )


def evaluate(scripts, rows, numbers):
    """Returns Top-1 and Top-5 of each file in percent."""
    hits = {name: [0, 0] for name in scripts}
    count = 0
    rows = [row for row in rows if readable(row[0])]
    for batch, truths in image_batches(rows, numbers.chain()):
        truth = torch.tensor(truths).unsqueeze(1)
        count += len(truths)
        for name, script in scripts.items():
            logits = script(batch)
            best = logits.topk(min(5, logits.shape[1])).indices == truth
            hits[name][0] += int(best[:, 0].sum())
            hits[name][1] += int(best.any(1).sum())
    if not count:
        raise Failure("No labelled image can be read.")
    return count, {n: [100 * hit / count for hit in both] for n, both in hits.items()}


# --- the bundle ------------------------------------------------------------------------------

TORCHVISION_LICENCE = (
    "TorchVision is BSD-3-Clause. Its weights may have other terms, depending on their training data "
    "(ImageNet: research). Check whether your use is allowed."
)
CARD = """\
# {name}

{model} of TorchVision, {classes} classes, {parameters:.1f} million parameters.

Weights: {source}.
Licence: {licence}

Input N×3×{height}×{width} float32, RGB, ÷255, normalised with mean ({mean}) and standard deviation ({std}); output N×{classes} logits.
Preprocessing: short side to {short} (antialiased bilinear, on 8-bit values), centre crop {width}×{height}.

{table}

{files}

Exported with PyTorch {torch}, TorchVision {torchvision}, Pillow {pillow}, Python {python} by `export_resnet18.py`.
"""
FILES = {
    "model.pt": "fp32: batch norm folded, traced, frozen, weights channels-last.",
    "model-int8.pt": "int8: post-training static quantisation (FX graph mode), per-channel weights, "
    "histogram observers, 7-bit activations; traced and frozen. Calibrated with {calibration}.",
    "model-scripted.pt": "fp32 by `torch.jit.script` only, for comparison in benchmarks.",
}


def escaped(text):
    """DJL Serving reads properties as ISO 8859-1."""
    text = text.replace("\\", "\\\\")
    return "".join(c if " " <= c <= "~" else f"\\u{ord(c):04x}" for c in text)


def properties(arguments, numbers, classes, scripts, source, accuracy):
    lines = {
        "engine": "PyTorch",
        "width": numbers.width,
        "height": numbers.height,
        "resizeShort": numbers.resize_short,
        "centerCrop": "true",
        "normalize": ",".join(f"{number:g}" for number in numbers.mean + numbers.std),
        "applySoftmax": "true",
        "topK": min(5, classes),
        "bundle.name": arguments.name,
        "bundle.version": arguments.bundle_version,
        "bundle.precision.fp32": "model.pt",
    }
    if "model-int8.pt" in scripts:
        lines["bundle.precision.int8"] = "model-int8.pt"
    lines["bundle.licence"] = escaped(arguments.licence or source.licence.split(".")[0])[:200]
    if accuracy:
        count, percent = accuracy
        top1, top5 = percent["model.pt"]
        lines["bundle.accuracy"] = f"Top-1 {top1:.1f} %, Top-5 {top5:.1f} % of {count} labelled images"
    return "".join(f"{key}={value}\n" for key, value in lines.items())


def card(arguments, numbers, model, source, classes, checks, accuracy, calibration, sizes):
    header = "| | " + " | ".join(f"`{name}`" for name in checks) + " |\n|---" + "|---" * len(checks) + "|"
    rows = [header, "| against the eager model | " + " | ".join(checks.values()) + " |"]
    if accuracy:
        count, percent = accuracy
        for i, top in enumerate(("Top-1", "Top-5")):
            cells = " | ".join(f"{percent[name][i]:.1f} %" for name in checks)
            rows.append(f"| {top} on {count} labelled images | {cells} |")
    rows.append("| size | " + " | ".join(f"{size / 1e6:.1f} MB" for size in sizes) + " |")
    return CARD.format(
        name=arguments.name,
        model=arguments.model,
        classes=classes,
        parameters=sum(p.numel() for p in model.parameters()) / 1e6,
        source=source.text,
        licence=arguments.licence or source.licence,
        width=numbers.width,
        height=numbers.height,
        short=numbers.resize_short,
        mean=", ".join(f"{number:g}" for number in numbers.mean),
        std=", ".join(f"{number:g}" for number in numbers.std),
        table="\n".join(rows),
        files="\n".join(f"* `{n}`: {FILES[n].format(calibration=calibration)}" for n in checks),
        torch=torch.__version__,
        torchvision=torchvision.__version__,
        pillow=pillow_version,
        python=platform.python_version(),
    )


@contextlib.contextmanager
def directory_at_once(output):
    """Creates a directory that gets its name when it is complete."""
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = pathlib.Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    try:
        yield temporary
        temporary.chmod(0o755)
        os.rename(temporary, output)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def export(arguments):
    output = pathlib.Path(os.path.abspath(arguments.output))
    if output.exists():
        raise Usage(f"{output} exists: remove it or choose another directory.")
    weights = torchvision_weights(arguments.model, arguments.weights)
    labels = read_labels(arguments.labels, weights)
    numbers = preprocessing(arguments.model, weights, arguments)
    calibration = Calibration(arguments, numbers) if arguments.calibration else None
    labelled = labelled_images(arguments.evaluate, labels) if arguments.evaluate else None
    model, source = load_model(arguments, weights, len(labels), numbers)
    width = model(numbers.noise(2, 0)).shape[1]
    if width != len(labels):
        raise Failure(f"The model has {width} classes, but there are {len(labels)} labels.")
    sample = next(iter(calibration.batches())) if calibration else numbers.noise(BATCH, 0)
    with directory_at_once(output) as bundle:
        scripts, checks = {}, {}

        def add(name, script, check):
            scripts[name] = save(script, bundle / name)
            checks[name] = check(scripts[name])
            note(f"{name}: {checks[name]}".replace("\\", ""))

        add("model.pt", fp32_script(model, numbers), lambda s: check_fp32("model.pt", model, s, sample))
        if calibration:
            script = int8_script(arguments.model, model, calibration, numbers)
            add("model-int8.pt", script, lambda s: check_int8(model, s, calibration))
        else:
            note("no --calibration: int8 is not exported.")
        if arguments.scripted:
            name = "model-scripted.pt"
            add(name, torch.jit.script(model), lambda s: check_fp32(name, model, s, sample))
        accuracy = evaluate(scripts, labelled, numbers) if labelled else None
        if accuracy:
            for name, (top1, top5) in accuracy[1].items():
                note(f"{name}: Top-1 {top1:.1f} %, Top-5 {top5:.1f} % of {accuracy[0]} images")
        sizes = [(bundle / name).stat().st_size for name in scripts]
        texts = {
            "serving.properties": properties(
                arguments, numbers, len(labels), scripts, source, accuracy
            ),
            "synset.txt": "".join(f"{label}\n" for label in labels),
            "MODEL_CARD.md": card(
                arguments, numbers, model, source, len(labels), checks, accuracy, calibration, sizes
            ),
        }
        for name, text in texts.items():
            (bundle / name).write_text(text, encoding="utf-8")
        sums = "".join(f"{sha256(bundle / name)}  {name}\n" for name in [*scripts, *texts])
        (bundle / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"written: {output} ({', '.join(scripts)})")


# --- the command line ------------------------------------------------------------------------


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


positive.__name__ = "number"


def identifier(text):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is invalid: use letters, digits, dots, hyphens and underscores")
    return text


def parse():
    parser = Parser(
        prog="export_resnet18.py",
        description=textwrap.fill(
            "Exports a TorchVision classification model as a model directory: fp32 and, with "
            "calibration images, int8. Compares each file with the eager model. Creates the "
            "directory only if everything succeeds.",
            96,
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--output", metavar="DIR", required=True, help="model directory to create; it must not exist")
    add("--model", metavar="NAME", default="resnet18", help="name in TorchVision (default: resnet18)")
    add(
        "--weights",
        metavar="WHAT",
        default="pretrained",
        help="pretrained: download TorchVision's weights (default); random: for benchmarks and tests; "
        "or a FILE with a state dict",
    )
    add("--seed", metavar="N", type=int, default=0, help="seed of random weights and noise (default: 0)")
    add("--labels", metavar="FILE", help="one class per line, `n01440764 tench` or `tench` (default: ImageNet's classes)")
    add("--calibration", metavar="DIR", help="images for the calibration of int8, or `noise` for random weights")
    add(
        "--calibration-images",
        metavar="N",
        type=positive,
        default=512,
        help="maximum number of calibration images, spread over the directory (default: 512)",
    )
    add(
        "--evaluate",
        metavar="DIR",
        help="labelled images: one directory per class, or a manifest.csv with file and class_index",
    )
    add("--scripted", action="store_true", help="also write model-scripted.pt, for comparison in benchmarks")
    add("--name", metavar="NAME", type=identifier, help="name of the bundle (default: name of the model)")
    add("--bundle-version", metavar="VERSION", type=identifier, default="1", help="default: 1")
    add("--licence", metavar="TEXT", help="licence of the weights, for the model card")
    add("--resize-short", metavar="PIXELS", type=positive, help="default: TorchVision's value for the weights")
    add("--crop", metavar="PIXELS", type=positive, help="default: TorchVision's value for the weights")
    arguments = parser.parse_args()
    if arguments.calibration == "noise" and arguments.weights != "random":
        parser.error("--calibration noise requires --weights random: use a directory of images")
    if arguments.name is None:
        suffix = "-random" if arguments.weights == "random" else ""
        arguments.name = arguments.model + suffix
    return arguments


def main():
    arguments = parse()
    try:
        with torch.inference_mode():
            export(arguments)
    except (Failure, Usage) as error:
        print(f"export_resnet18.py: {error}", file=sys.stderr)
        return 2 if isinstance(error, Usage) else 1
    except OSError as error:
        print(f"export_resnet18.py: cannot write {arguments.output}: {reason(error)}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
