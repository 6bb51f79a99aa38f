package dev.imageclassifier.topology.lookahead;

/**
 * Where a record lies.
 *
 * @param topic input topic
 * @param partition its partition
 * @param offset its offset
 */
public record RecordPosition(String topic, int partition, long offset) {
  /** Whether this lies in the same partition, at or before {@code other}. */
  public boolean isUpTo(RecordPosition other) {
    return offset <= other.offset && partition == other.partition && topic.equals(other.topic);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
