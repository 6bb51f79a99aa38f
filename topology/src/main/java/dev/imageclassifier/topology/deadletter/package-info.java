/**
 * The last step of a rejected record: writes the unchanged record with the reason in its headers.
 */
package dev.imageclassifier.topology.deadletter;
