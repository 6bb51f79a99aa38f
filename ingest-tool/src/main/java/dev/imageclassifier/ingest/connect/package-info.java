/** Reaching the cluster, and telling in one sentence why it could not be reached. */
package dev.imageclassifier.ingest.connect;
