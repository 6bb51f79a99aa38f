/**
 * What producers, the pipeline and consumers agree on: topics, headers, the result and the dead
 * letter, and their JSON. Contains no Kafka client and no model.
 */
package dev.imageclassifier.contract;
