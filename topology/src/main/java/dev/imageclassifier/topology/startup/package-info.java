/** Checks before the start: brokers, topics, permissions and the state directory. */
package dev.imageclassifier.topology.startup;
