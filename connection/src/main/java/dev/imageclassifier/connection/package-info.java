/** What stands between a Kafka client and its brokers, told alike by every command. */
package dev.imageclassifier.connection;
