"""Writes preprocess-oracle.txt: the results of Pillow, TorchVision and PyTorch for small images.

Run once, by hand, with Pillow 9.4, TorchVision 0.14 and PyTorch 1.13 (Debian 12: python3-pil,
python3-torchvision, python3-torch):

    python3 make_preprocess_oracle.py > ../resources/dev/imageclassifier/runtime/preprocess/preprocess-oracle.txt

Each "crop" line: width, height, resize, crop width, crop height, then the R G B bytes of the crop in
hexadecimal. The function `image` creates the image, as the Java test does. Each "normal" line: mean,
deviation, then the 256 float32 results as bits.
"""
import struct

import torch
import torchvision.transforms as transforms
from PIL import Image


def image(width, height):
    """Noise from the linear congruential generator of C's examples, seeded by the size."""
    state = width * 65537 + height
    data = bytearray()
    for _ in range(3 * width * height):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        data.append(state >> 16 & 0xFF)
    return Image.frombytes("RGB", (width, height), bytes(data))


for width, height, resize, crop_width, crop_height in [
    (13, 9, 6, 5, 4),
    (9, 13, 6, 4, 5),
    (16, 16, 8, 8, 8),
    (50, 37, 12, 9, 9),
    (37, 50, 11, 8, 8),
    (5, 4, 9, 7, 7),
    (3, 7, 8, 6, 5),
    (1, 1, 4, 4, 4),
    (2, 90, 3, 3, 7),
    (200, 3, 5, 6, 5),
    (10, 10, 10, 7, 7),
    (12, 8, 8, 7, 5),
    (6, 5, 4, 8, 7),
    (6, 5, 4, 3, 9),
    (31, 29, 28, 24, 24),
    (300, 211, 9, 7, 7),
]:
    chain = transforms.Compose(
        [transforms.Resize(resize), transforms.CenterCrop((crop_height, crop_width))]
    )
    crop = chain(image(width, height))
    assert crop.size == (crop_width, crop_height)
    print("crop", width, height, resize, crop_width, crop_height, crop.tobytes().hex())

column = Image.frombytes("L", (256, 1), bytes(range(256)))
for mean, deviation in [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225), (0.4914, 0.2470)]:
    tensor = transforms.Normalize([mean], [deviation])(transforms.ToTensor()(column))
    bits = [struct.unpack("<i", struct.pack("<f", v))[0] for v in tensor.flatten().tolist()]
    print("normal", mean, deviation, *bits)
