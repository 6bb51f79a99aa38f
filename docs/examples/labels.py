#!/usr/bin/env python3
"""Follows the labels and the dead letters: labels.py BROKERS [COUNT]. With COUNT it ends after so many.

Needs confluent-kafka (Debian: python3-confluent-kafka).
"""
import json
import sys

from confluent_kafka import Consumer, KafkaException

left = int(sys.argv[2]) if len(sys.argv) > 2 else sys.maxsize
consumer = Consumer({
    "bootstrap.servers": sys.argv[1],
    "group.id": "labels-in-python",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",  # or results of aborted transactions are read as well
})
consumer.subscribe(["image-labels", "image-dead-letters"])
while left > 0:
    record = consumer.poll(1.0)
    if record is None:
        continue
    if record.error():
        raise KafkaException(record.error())
    key = (record.key() or b"").decode()
    if record.topic() == "image-labels":
        best = json.loads(record.value())["predictions"][0]
        print(key, best["label"], best["score"], sep="\t", flush=True)
    else:
        headers = dict(record.headers())
        print(key, headers["error.reason"].decode(), headers["error.detail"].decode(), sep="\t", flush=True)
    left -= 1
consumer.close()
