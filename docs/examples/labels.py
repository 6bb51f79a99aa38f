#!/usr/bin/env python3
"""Prints results and dead letters: labels.py BROKERS [COUNT]. Stops after COUNT records if COUNT is given.

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
    "isolation.level": "read_committed",  # skips aborted transactions
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
