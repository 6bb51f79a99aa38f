package dev.imageclassifier.contract;

/**
 * The position of a record: topic, partition and offset. Immutable.
 *
 * @param topic topic name
 * @param partition partition number, from 0
 * @param offset offset in the partition, from 0
 */
public record RecordPosition(String topic, int partition, long offset) {

  /** Whether this record is in the same partition as {@code other}, at or before its offset. */
  public boolean isAtOrBefore(RecordPosition other) {
    return offset <= other.offset && partition == other.partition && topic.equals(other.topic);
  }

  /** {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
