package dev.imageclassifier.topology.in;

/**
 * Where a record lies.
 *
 * @param topic input topic
 * @param partition its partition
 * @param offset its offset
 */
public record Place(String topic, int partition, long offset) {
  /** Whether this lies in the same partition, at or before {@code other}. */
  public boolean isUpTo(Place other) {
    return offset <= other.offset && partition == other.partition && topic.equals(other.topic);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
