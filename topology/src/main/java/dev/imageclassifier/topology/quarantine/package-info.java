/**
 * Protection against records that crash the process: counts the crashes of each record on disk, and
 * retries a suspect record in a separate process.
 */
package dev.imageclassifier.topology.quarantine;
