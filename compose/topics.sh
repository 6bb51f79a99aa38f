#!/usr/bin/env bash
# Creates the three topics at BOOTSTRAP_SERVER where they are missing.
# PARTITIONS (8), REPLICATION_FACTOR (1), MAX_PICTURE_BYTES (10 MiB, run's --max-bytes), IMAGES_RETENTION_MS (7 days),
# DEAD_LETTERS_RETENTION_MS (30 days); COMMAND_CONFIG names a file of client properties; KAFKA_TOPICS Kafka's own tool.
set -euo pipefail
server=${1:?topics.sh: which brokers? Give BOOTSTRAP_SERVER, for example kafka:9092.}
tool=${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}
command -v "$tool" > /dev/null || { echo "topics.sh: there is no $tool: name Kafka's kafka-topics.sh by KAFKA_TOPICS." >&2; exit 1; }
record=$((${MAX_PICTURE_BYTES:-10485760} + 1048576)) # a picture, its key and its headers

create() {
  "$tool" --bootstrap-server "$server" ${COMMAND_CONFIG:+--command-config "$COMMAND_CONFIG"} --create --if-not-exists \
    --topic "$1" --partitions "${PARTITIONS:-8}" --replication-factor "${REPLICATION_FACTOR:-1}" \
    --config "max.message.bytes=$2" --config "retention.ms=$3"
}

create "${INPUT_TOPIC:-images}" "$record" "${IMAGES_RETENTION_MS:-604800000}"
create "${OUTPUT_TOPIC:-image-labels}" "$record" "${IMAGES_RETENTION_MS:-604800000}"
# a dead letter is a whole picture with more headers
create "${DEAD_LETTER_TOPIC:-image-dead-letters}" $((record + 1048576)) "${DEAD_LETTERS_RETENTION_MS:-2592000000}"
