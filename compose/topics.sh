#!/usr/bin/env bash
# topics.sh BOOTSTRAP_SERVER: creates the topics of the pipeline that do not exist.
# Variables and defaults: PARTITIONS (8), REPLICATION_FACTOR (1), MAX_IMAGE_BYTES (10 MiB; --max-bytes of `run`),
# IMAGES_RETENTION_MS (7 days), DEAD_LETTERS_RETENTION_MS (30 days), COMMAND_CONFIG (file with client properties),
# KAFKA_TOPICS (path of kafka-topics.sh).
set -euo pipefail
server=${1:?topics.sh: missing argument BOOTSTRAP_SERVER, for example kafka:9092}
tool=${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}
command -v "$tool" > /dev/null || { echo "topics.sh: $tool not found: set KAFKA_TOPICS to the path of kafka-topics.sh" >&2; exit 1; }
record=$((${MAX_IMAGE_BYTES:-10485760} + 1048576)) # the image, its key and its headers

create() {
  "$tool" --bootstrap-server "$server" ${COMMAND_CONFIG:+--command-config "$COMMAND_CONFIG"} --create --if-not-exists \
    --topic "$1" --partitions "${PARTITIONS:-8}" --replication-factor "${REPLICATION_FACTOR:-1}" \
    --config "max.message.bytes=$2" --config "retention.ms=$3"
}

create "${INPUT_TOPIC:-images}" "$record" "${IMAGES_RETENTION_MS:-604800000}"
create "${OUTPUT_TOPIC:-image-labels}" "$record" "${IMAGES_RETENTION_MS:-604800000}"
# a dead letter is an unchanged record with more headers
create "${DEAD_LETTER_TOPIC:-image-dead-letters}" $((record + 1048576)) "${DEAD_LETTERS_RETENTION_MS:-2592000000}"
