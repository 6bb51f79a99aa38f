/**
 * Sends dead letters again, each at most once: what is sent is first meant in the journal, then
 * sent and committed in one transaction of Kafka's, then done in the journal. What a killed process
 * leaves meant is looked for in the target topic, once its transaction can no longer be committed.
 */
package dev.imageclassifier.ingest.redrive;
