#!/usr/bin/env python3
"""Programs for comparison: Pillow and TorchVision read images; Flask serves a model.

    peers.py read DIR SPEC   each line on standard input is a number of images; reads them on
                                one thread and prints the seconds as one line of JSON
    peers.py web SPEC           a plain web service; prints its port

SPEC: resize_short, height, width, three means and three deviations, separated by commas.
"""

import io
import json
import pathlib
import sys
import time

import torch
import torchvision
from PIL import Image
from torchvision.transforms import functional

READY = "ready"


def parse_spec(text):
    values = [float(value) for value in text.split(",")]
    return int(values[0]), (int(values[1]), int(values[2])), values[3:6], values[6:9]


def read(directory, short, crop, mean, std):
    torch.set_num_threads(1)
    images = [path.read_bytes() for path in sorted(pathlib.Path(directory).iterdir())]
    print(READY, flush=True)
    number = 0
    for line in sys.stdin:
        parts = {"decode": 0.0, "resize": 0.0, "normalise": 0.0}
        cpu, start = time.process_time(), time.perf_counter()
        for _ in range(int(line)):
            at = time.perf_counter()
            image = Image.open(io.BytesIO(images[number % len(images)])).convert("RGB")
            decoded = time.perf_counter()
            image = functional.center_crop(functional.resize(image, short), crop)
            resized = time.perf_counter()
            functional.normalize(functional.to_tensor(image), mean, std)
            parts["decode"] += decoded - at
            parts["resize"] += resized - decoded
            parts["normalise"] += time.perf_counter() - resized
            number += 1
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        answer = {"seconds": seconds, "cpu": cpu, "labelled": int(line), "parts": parts}
        print(json.dumps(answer), flush=True)


def web(short, crop, mean, std):
    import flask
    from werkzeug.serving import make_server

    # the speed of a ResNet-18 does not depend on its weights
    model = torchvision.models.resnet18(weights=None).eval()
    service = flask.Flask("peer")

    @service.post("/predict")
    def predict():
        image = Image.open(io.BytesIO(flask.request.get_data())).convert("RGB")
        image = functional.center_crop(functional.resize(image, short), crop)
        tensor = functional.normalize(functional.to_tensor(image), mean, std)
        with torch.no_grad():
            scores = model(tensor.unsqueeze(0)).softmax(1)[0]
        best = scores.topk(3)
        return {"classes": best.indices.tolist(), "scores": best.values.tolist()}

    import logging

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, service, threaded=True)
    print(server.port, flush=True)
    server.serve_forever()


if sys.argv[1] == "read":
    read(sys.argv[2], *parse_spec(sys.argv[3]))
else:
    web(*parse_spec(sys.argv[2]))
